"""CBS StatLine as the demo answers it: tables in OData v4, one in the v3 feed, and those of third parties there."""

from functools import cache

from ingestion.demo.cbs import (
    accounts,
    attainment,
    education_abroad,
    education_higher,
    education_leavers,
    education_vocational,
    foreign_workers,
    growth,
    labour_force,
    learning_business,
    learning_courses,
    learning_intake,
    learning_people,
    migration,
    occupations,
    vacancies,
    vacancies_detail,
    wages,
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
        *learning_intake.tables(),
        *learning_courses.tables(),
        *vacancies.tables(),
        *vacancies_detail.tables(),
        *wages.tables(),
        *accounts.tables(),
        *growth.tables(),
        *migration.tables(),
        foreign_workers.table(),
        *education_higher.tables(),
        *education_vocational.tables(),
        *education_abroad.tables(),
        *education_leavers.tables(),
        attainment.table(),
    )
    return {table.identifier: table for table in every}
