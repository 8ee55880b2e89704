"""Numbers, and what Pydantic says of a wrong field, as Dutch has them: for what a person reads."""

from pydantic import ValidationError
from yaml import MarkedYAMLError

WRONG = {
    "missing": "ontbreekt",
    "extra_forbidden": "is hier geen veld",
    "literal_error": "{input!r} kan niet; wel {expected}",
    "union_tag_invalid": "{discriminator} {tag!r} kan niet; wel {expected_tags}",
    "union_tag_not_found": "{discriminator} ontbreekt",
    "string_type": "er hoort tekst, geen {input!r}",
    "string_pattern_mismatch": "{input!r} is niet van de vorm {pattern}",
    "int_type": "er hoort een geheel getal, geen {input!r}",
    "int_parsing": "er hoort een geheel getal, geen {input!r}",
    "int_from_float": "er hoort een geheel getal, geen {input!r}",
    "float_type": "er hoort een getal, geen {input!r}",
    "float_parsing": "er hoort een getal, geen {input!r}",
    "bool_type": "er hoort true of false, geen {input!r}",
    "bool_parsing": "er hoort true of false, geen {input!r}",
    "dict_type": "er horen velden, geen {input!r}",
    "model_type": "er horen velden, geen {input!r}",
    "model_attributes_type": "er horen velden, geen {input!r}",
    "list_type": "er hoort een lijst, geen {input!r}",
    "tuple_type": "er hoort een lijst, geen {input!r}",
    "greater_than_equal": "er hoort ten minste {ge}, geen {input!r}",
    "json_invalid": "is geen JSON ({error})",
    "value_error": "{error}",
}  # by Pydantic's type of error, with its context; another is told in its own words


def whole(number: int) -> str:
    """A whole number with points between its thousands: 1.234."""
    return f"{number:,}".replace(",", ".")


def number(value: float) -> str:
    """A number of at most four decimals below a thousand, and whole from there: 0,25."""
    return f"{round(value, 4):g}".replace(".", ",") if abs(value) < 1000 else whole(round(value))


def decimals(value: float, places: int) -> str:
    """A number with so many decimals: 1.234,5."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def megabytes(byte_count: int) -> str:
    """12,3 MB"""
    return f"{decimals(byte_count / 1e6, 1)} MB"


def wrong_fields(error: ValidationError) -> list[str]:
    """A sentence for each field that is not as it should be: where it stands, and what is wrong."""
    found = []
    for one in error.errors(include_url=False):
        given = {**one.get("ctx", {}), "input": one["input"]}
        given |= {key: str(given[key]).replace("' or '", "' of '") for key in ("expected", "error") if key in given}
        place = ".".join(map(str, one["loc"]))
        sentence = WRONG[one["type"]].format_map(given) if one["type"] in WRONG else f"Pydantic zegt: {one['msg']}"
        found.append(f"{place}: {sentence}" if place else sentence)
    return found


def in_words(error: Exception) -> str:
    """An error of reading what a person wrote, or of a record, on one line."""
    if isinstance(error, ValidationError):
        return "; ".join(wrong_fields(error))
    if isinstance(error, MarkedYAMLError) and error.problem_mark:
        mark = error.problem_mark
        return f"geen leesbare YAML, regel {mark.line + 1}, teken {mark.column + 1}; PyYAML zegt: {error.problem}"
    return " ".join(str(error).split())
