"""CBS tables of migration and of workers born abroad."""

from expectations.suites.raw.cbs_batch import Control, titled, total, words
from expectations.suites.raw.cbs_tables.table import Table
from ingestion.vocabulary import TOTAL

TOTALS = ("Geslacht", "T001038"), ("Leeftijd", "10000"), ("Nationaliteit", "T001059")
WHOLE_POPULATION = " and ".join(
    f"cell.{dimension} = '{code}'"
    for dimension, code in (*TOTALS, ("SociaaleconomischeCategorie", "T001083"), ("Verblijfsduur", "A027954"))
)


def migration(motive: str, *series: tuple[str, str]) -> tuple[Control, ...]:
    return tuple(Control(name, f"{WHOLE_POPULATION} and cell.{motive} = '{code}'") for name, code in series)


TABLES: dict[str, Table] = {
    "cbs__84808ned": Table(
        (total("AfgeleidMigratiedoel"),),
        migration("AfgeleidMigratiedoel", ("arbeid", "A009232")),
        gaps="critical",
        tolerance_pct=5,
    ),
    "cbs__84809ned": Table(
        (total("Migratiemotief"),),
        migration("Migratiemotief", ("arbeid", "A009232"), ("studie", "A009235")),
        gaps="critical",
        tolerance_pct=5,
    ),
    "cbs__85477ned": Table(
        (total("Herkomstland"), total("BedrijfstakkenBranchesSBI2008")),
        (
            Control(
                "jobs",
                " and ".join(
                    titled("cbs__85477ned", dimension, words(dimension, TOTAL))
                    for dimension in (
                        "BedrijfstakkenBranchesSBI2008",
                        "Herkomstland",
                        "WerknemerWelNietIngezeten",
                        "KenmerkenWerknemer",
                        "KenmerkenBaan",
                    )
                ),
            ),
        ),
    ),
}
