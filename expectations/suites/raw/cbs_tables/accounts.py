"""CBS tables of the national accounts."""

from expectations.suites.raw.cbs_batch import Control, Title, like, titled, total, words
from expectations.suites.raw.cbs_tables.table import Table
from ingestion.vocabulary import TOTAL

INDUSTRY = "BedrijfstakkenBranchesSBI2008"


def first(pattern: str) -> str:
    """A condition on 85920NED: the first measure with this title. Its changes on a year earlier have the same one."""
    return (
        "trim(cell.Measure) = (select trim(Identifier) from raw.cbs__measure "
        f"where dataset_id = 'cbs__85920ned' and {like(pattern)} order by \"Index\" limit 1)"
    )


TABLES: dict[str, Table] = {
    "cbs__84546ned": Table(
        (Title(None, "^Toegevoegde waarde"), Title(None, "multifactorproductiviteit")),
        counts=False,
        step=6,  # before 2011 only 2000 and 2005 are known (recordings, 2026-11)
    ),
    "cbs__85880ned": Table((Title("SoortMutaties", "^Volume"),), gaps="critical", counts=False),
    "cbs__85951ned": Table(
        (Title(None, "^Toegevoegde waarde"), Title(None, "multifactorproductiviteit")), counts=False
    ),
    "cbs__85879ned": Table(
        (Title(None, "^Bruto binnenlands product"), Title("SoortGegevens", "^Werkelijke prijzen$")),
        gaps="critical",
        counts=False,  # a balance in the same table may be below zero
    ),
    "cbs__85920ned": Table(
        (
            Title(None, "^Banen$"),
            Title(None, "^Gewerkte uren$"),
            total("BedrijfstakkenBranchesSBI2008"),
        ),
        tuple(
            Control(s, f"{titled('cbs__85920ned', INDUSTRY, words(INDUSTRY, TOTAL))} and {first(m)}")
            for s, m in (("jobs", "^Banen$"), ("hours", "^Gewerkte uren$"))
        ),
        gaps="critical",
        counts=False,  # the changes on a year earlier stand beside the counts
    ),
}
