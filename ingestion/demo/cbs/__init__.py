"""CBS StatLine as the demo answers it: thirteen tables in OData v4 and one in the v3 feed."""

from functools import cache

from ingestion.demo.cbs import (
    accounts,
    foreign_workers,
    labour_force,
    learning_business,
    learning_people,
    migration,
    occupations,
    vacancies,
)
from ingestion.demo.cbs.odata4 import Table


@cache
def tables() -> dict[str, Table]:
    """The v4 tables by id. Ids are case-sensitive, as at CBS."""
    every = (
        labour_force.table(),
        occupations.table(),
        *learning_people.tables(),
        learning_business.table(),
        *vacancies.tables(),
        *accounts.tables(),
        *migration.tables(),
        foreign_workers.table(),
    )
    return {table.identifier: table for table in every}
