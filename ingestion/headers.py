"""Which column of a body is which of ours. A publisher writes the same header in more than one way: `KvK number` and
`KVK (Chamber of Commerce) number`. Case, white space, `_` and words in brackets mean nothing, and the catalogue may know
synonyms; where two columns could be ours, none is chosen.
"""

import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

NOTHING = re.compile(r"[\s_\u200b\ufeff]+")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class Ambiguous(Exception):
    """Two columns that could be the same one of ours: its name, and theirs."""


def plain(header: str) -> str:
    """A header without what means nothing; one that stands in brackets as a whole keeps its words."""
    bare = NOTHING.sub("", BRACKETS.sub(" ", header)) or NOTHING.sub("", header)
    return bare.casefold()


def named(ours: Mapping[str, Iterable[str]], found: Iterable[str]) -> dict[str, str]:
    """For each of our columns that is there (given with its synonyms, `*` for any text in them), the name it has.

    Raises Ambiguous.
    """
    headers = [header for header in found if header]
    mapping = {name: name for name in ours if name in headers}
    for name, synonyms in ours.items():
        if name in mapping:
            continue
        forms = [plain(form) for form in (name, *synonyms)]
        free = [header for header in headers if header not in mapping.values()]
        fitting = [header for header in free if any(fnmatchcase(plain(header), form) for form in forms)]
        if len(fitting) > 1:
            raise Ambiguous(name, ", ".join(fitting))
        if fitting:
            mapping[name] = fitting[0]
    return mapping
