"""What comes in page by page is of one moment: all of it, each row once, and nothing that was not asked for."""

import re
from collections.abc import Callable

from ingestion.dataset import Dataset
from ingestion.errors import TornTable
from ingestion.protocols import Fetched
from ingestion.sql import identifier, literal

TRIES = 2
COMPARISON = re.compile(r"(\w+) (eq|ge) '((?:[^']|'')*)'")
SIGNS = {"eq": "=", "ge": ">="}


def of_one_moment(
    dataset: Dataset, place: str, take: Callable[[], Fetched | None], stamp: Callable[[], str]
) -> Fetched | None:
    """What `take` gives, where the publisher's stamp is the same after it; taken once more where it moved meanwhile.

    Raises TornTable where it moved again.
    """
    for _ in range(TRIES):
        fetched = take()
        if fetched is None or (after := stamp()) == fetched.stamp:
            return fetched
    assert fetched is not None
    raise TornTable(
        dataset.id,
        place,
        f"de stand {fetched.stamp} voor de bladzijden en {after} erna, {TRIES} keer",
        "een stand van de tabel, van de eerste bladzijde tot de laatste",
        "De uitgever herziet haar nu: de laatste goede stand blijft in gebruik; bouw later opnieuw.",
        shape="een andere stand na de bladzijden dan ervoor",
    )


def rows_asked(url: str, column: Callable[[str], str] = identifier) -> str | None:
    """SQL that is true of the rows that an address asks for, in the form our own filters have; None where it asks for all."""
    _, _, asked = url.partition("$filter=")
    text = asked.partition("&")[0]
    if not text:
        return None
    return COMPARISON.sub(lambda m: f"{column(m[1])} {SIGNS[m[2]]} {literal(m[3].replace(chr(39) * 2, chr(39)))}", text)
