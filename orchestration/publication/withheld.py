"""What a publication withholds, in words: a line for each table that lacks rows because a critical check said no."""

import duckdb

EXTENT = {"mart": "staat er zonder rijen", "rows": "mist rijen"}


def withheld(con: duckdb.DuckDBPyConnection) -> list[str]:
    """From `meta.withheld`; a publication of before there was one withholds nothing."""
    if not con.execute(
        "select 1 from duckdb_tables() where (schema_name, table_name) = ('meta', 'withheld')"
    ).fetchone():
        return []
    rows = con.execute(
        "select mart, min(extent) as extent, string_agg(distinct reason, '; ' order by reason), "
        "strftime(min(since), '%Y-%m-%d %H:%M') from meta.withheld group by mart order by mart"
    ).fetchall()
    return [f"ingehouden: {mart} {EXTENT[extent]} (sinds {since} UTC): {why}" for mart, extent, why, since in rows]
