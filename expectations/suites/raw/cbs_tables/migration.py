"""CBS tables of migration and of workers born abroad."""

from expectations.suites.raw.cbs_batch import Control, Title, titled
from expectations.suites.raw.cbs_tables.table import TOTAL, Table

TOTALS = ("Geslacht", "T001038"), ("Leeftijd", "10000"), ("Nationaliteit", "T001059")
WHOLE_POPULATION = " and ".join(
    f"cell.{dimension} = '{code}'"
    for dimension, code in (*TOTALS, ("SociaaleconomischeCategorie", "T001083"), ("Verblijfsduur", "A027954"))
)


def migration(motive: str, *series: tuple[str, str]) -> tuple[Control, ...]:
    return tuple(Control(name, f"{WHOLE_POPULATION} and cell.{motive} = '{code}'") for name, code in series)


TABLES: dict[str, Table] = {
    "cbs__84808ned": Table(
        (Title("AfgeleidMigratiedoel", TOTAL),),
        migration("AfgeleidMigratiedoel", ("arbeid", "A009232")),
        gaps="critical",
        tolerance_pct=5,
    ),
    "cbs__84809ned": Table(
        (Title("Migratiemotief", TOTAL),),
        migration("Migratiemotief", ("arbeid", "A009232"), ("studie", "A009235")),
        gaps="critical",
        tolerance_pct=5,
    ),
    "cbs__85477ned": Table(
        (Title("Herkomstland", TOTAL), Title("BedrijfstakkenBranchesSBI2008", "^A-U Alle")),
        (
            Control(
                "jobs",
                " and ".join(
                    titled("cbs__85477ned", dimension, pattern)
                    for dimension, pattern in (
                        ("BedrijfstakkenBranchesSBI2008", "^A-U Alle"),
                        ("Herkomstland", "^Totaal$"),
                        ("WerknemerWelNietIngezeten", "^Totaal banen"),
                        ("KenmerkenWerknemer", "^Totaal werknemers"),
                        ("KenmerkenBaan", "^Totaal kenmerken baan"),
                    )
                ),
            ),
        ),
    ),
}
