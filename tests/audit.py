"""The dependency audit behind `make audit`: licences of the locked packages, and advisories from a file. No network.

Advisories are a folder or zip of OSV records (osv.dev publishes one of PyPI as a whole; download it where there is a
network). Exit status 1 for a locked version that an advisory names, or a licence that nobody has judged.
"""

import argparse
import importlib.metadata
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Zlib|CC0|0BSD", re.IGNORECASE
)  # file-level copyleft (MPL) does not reach what uses it
COPYLEFT = re.compile(r"\bA?L?GPL|General Public", re.IGNORECASE)
JUDGED = {  # package: why its licence is fine, though its metadata do not say so plainly
    "text-unidecode": "Artistic License or GPL: we take the first; needed by dbt's python-slugify",
    "axe-playwright-python": "MIT, in its LICENSE; the axe.min.js it brings is MPL-2.0, unchanged; only in the development extra",
    "owlrl": "W3C Software Notice and License; only in the development extra, through pyshacl",
}


def locked(path: Path = LOCK) -> dict[str, Version]:
    """Version by canonical name of every package of the lock."""
    pinned = re.findall(
        r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    return {canonicalize_name(name): Version(version) for name, version in pinned}


def licence(name: str) -> str | None:
    """What a package says of its licence; None for one that is not installed here (another platform's)."""
    try:
        said = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    classes = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or [] if c.startswith("License")]
    return said.get("License-Expression") or "; ".join(classes) or str(said.get("License") or "").partition("\n")[0]


def is_fine(name: str, said: str) -> bool:
    return name in JUDGED or (bool(PERMISSIVE.search(said)) and not COPYLEFT.search(said))


def records(path: Path) -> Iterator[dict[str, Any]]:
    """OSV records of a folder or a zip."""
    if path.is_dir():
        for file in sorted(path.rglob("*.json")):
            yield json.loads(file.read_text(encoding="utf-8"))
        return
    with zipfile.ZipFile(path) as bundle:
        for name in bundle.namelist():
            if name.endswith(".json"):
                yield json.loads(bundle.read(name))


def affects(record: dict[str, Any], name: str, version: Version) -> bool:
    """Whether an advisory names this version: in its list, or between `introduced` and `fixed` or `last_affected`."""
    for affected in record.get("affected", []):
        package = affected.get("package", {})
        if package.get("ecosystem") != "PyPI" or canonicalize_name(package.get("name", "")) != name:
            continue
        if any(same(version, listed) for listed in affected.get("versions", [])):
            return True
        for span in affected.get("ranges", []):
            if span.get("type") == "ECOSYSTEM" and within(version, span.get("events", [])):
                return True
    return False


def same(version: Version, text: str) -> bool:
    try:
        return Version(text) == version
    except InvalidVersion:
        return False


def within(version: Version, events: list[dict[str, str]]) -> bool:
    """OSV's rule: the events in order of version switch `affected` on and off."""
    inside = False
    for event in events:
        ((kind, text),) = event.items()
        bound = Version(text)
        if kind == "introduced" and version >= bound:
            inside = True
        if (kind == "fixed" and version >= bound) or (kind == "last_affected" and version > bound):
            inside = False
    return inside


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.audit")
    parser.add_argument("--advisories", type=Path, help="folder or zip of OSV records")
    chosen = parser.parse_args()
    packages, wrong = locked(), 0
    for name, version in packages.items():
        said = licence(name)
        fine = said is None or is_fine(name, said)
        wrong += not fine
        note = f" ({JUDGED[name]})" if name in JUDGED else "" if fine else "  <- nobody has judged this licence"
        print(f"{name} {version}: {said if said is not None else 'not on this platform'}{note}")
    if not chosen.advisories:
        print(f"{len(packages)} packages; no advisories given (--advisories FILE), so none were looked for")
        return int(wrong > 0)
    seen = 0
    for record in records(chosen.advisories):
        seen += 1
        for name, version in packages.items():
            if not record.get("withdrawn") and affects(record, name, version):
                wrong += 1
                print(f"{name} {version}: {record['id']} {record.get('summary', '')}")
    print(f"{len(packages)} packages against {seen} advisories: {wrong} to look at")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
