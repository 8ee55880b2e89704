"""The CBS tables that have a suite of their own, by topic."""

from expectations.suites.raw.cbs_tables import accounts, education, labour_market, learning, migration
from expectations.suites.raw.cbs_tables.table import Table

TABLES: dict[str, Table] = {
    **accounts.TABLES,
    **education.TABLES,
    **labour_market.TABLES,
    **learning.TABLES,
    **migration.TABLES,
}
