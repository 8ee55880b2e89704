"""CBS tables of the national accounts."""

from expectations.suites.raw.cbs_batch import Title
from expectations.suites.raw.cbs_tables.table import Table

TABLES: dict[str, Table] = {
    "cbs__84546ned": Table(
        (Title(None, "^Toegevoegde waarde"), Title(None, "multifactorproductiviteit")),
        counts=False,
        step=6,  # before 2011 only 2000 and 2005 are known (recordings, 2026-11)
    ),
    "cbs__85880ned": Table((Title("SoortMutaties", "^Volume"),), gaps="critical", counts=False),
}
