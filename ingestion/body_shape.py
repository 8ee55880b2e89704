"""Is a body what its protocol says? Looked at by its first and last bytes, before it counts for anything."""

from collections.abc import Callable

EDGE = 16_384  # bytes kept of each end of a body

Shape = Callable[[bytes, bytes], str | None]  # (head, tail) -> what is wrong, or None


def json_object(head: bytes, tail: bytes) -> str | None:
    start, end = head.lstrip(b"\xef\xbb\xbf \r\n\t"), tail.rstrip()
    if not start.startswith(b"{"):
        return describe(head)
    return None if end.endswith(b"}") else f"een JSON-body die eindigt op {end[-20:]!r} (afgebroken)"


def delimited_text(head: bytes, tail: bytes) -> str | None:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start or start[:1] in (b"<", b"{") or b"\x00" in head[:1000]:
        return describe(head)
    return None


def compressed_or_delimited(head: bytes, tail: bytes) -> str | None:
    return None if head.startswith(b"\x1f\x8b") else delimited_text(head, tail)


def html_page(head: bytes, tail: bytes) -> str | None:
    if b"<html" not in head.lower():
        return describe(head)
    return None if b"</html>" in tail.lower() else f"een HTML-pagina die eindigt op {tail[-20:]!r} (afgebroken)"


def zip_head(head: bytes, tail: bytes) -> str | None:
    return None if head.startswith(b"PK\x03\x04") else describe(head)


def zip_file(head: bytes, tail: bytes) -> str | None:
    return zip_head(head, tail) or (
        None if b"PK\x05\x06" in tail else "een zip zonder inhoudsopgave aan het eind (afgebroken)"
    )


def whole_number(head: bytes, tail: bytes) -> str | None:
    return None if head.removeprefix(b"\xef\xbb\xbf").strip().isdigit() else describe(head)


def anything(head: bytes, tail: bytes) -> str | None:
    return None if head else describe(head)


NAMES: dict[Shape, str] = {
    json_object: "een JSON-object",
    delimited_text: "tekst met scheidingstekens",
    compressed_or_delimited: "tekst met scheidingstekens, misschien met gzip ingepakt",
    html_page: "een hele HTML-pagina",
    zip_file: "een hele zip",
    zip_head: "een zip",
    whole_number: "een geheel getal",
    anything: "een body",
}


def describe(head: bytes) -> str:
    """A body in words, with its first 200 bytes."""
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start:
        return "een lege body"
    kind = "een HTML-pagina" if start[:1] == b"<" else "een JSON-body" if start[:1] == b"{" else "een body"
    return f"{kind} die begint met {head[:200]!r}"
