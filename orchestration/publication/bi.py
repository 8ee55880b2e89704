"""Schema `bi` of the published file: one wide view for tools that draw, of which every row says what it comes from.

A figure that is lifted out of the file, into a dashboard or a sheet, keeps whether it is a demo and which publication
told it.
"""

import duckdb

from ingestion.sql import identifier, literal

VIEW = "bi.cijfers"
FIGURES = "marts.opgave_scorecard"
KEY = ("opgave_id", "delineation", "indicator_id", "period_start")
COMMENT = (
    "De scorekaart (opgave_scorecard) om mee te tekenen: met namen, en op elke rij uit welke publicatie zij komt en of "
    "dat een demonstratie is. Opgaven overlappen en kern zit in breed: tel nooit op. Geen rij is geen nul."
)
NAMES = {
    "opgave_name_nl": ("opgave.name_nl", "Naam van de opgave; Nederland voor het landelijke cijfer."),
    "indicator_name_nl": ("indicator.name_nl", "Naam van het cijfer; wat het betekent staat in dim_indicator."),
}
MARKS = ("is_demo", "publication_id", "note_nl")  # of meta.publication


def write(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the view in the open copy, with its comments; marts and `meta.publication` must be there."""
    figures, publication = columns(con, FIGURES), columns(con, "meta.publication")
    chosen = [
        *(f"score.{identifier(column)}" for column in figures),
        *(f"{source} as {column}" for column, (source, _) in NAMES.items()),
        *(f"publication.{column}" for column in MARKS),
    ]
    con.execute("create schema bi")
    con.execute(
        f"""
        create view {VIEW} as
        select {", ".join(chosen)}
        from {FIGURES} as score
        left join marts.dim_opgave as opgave on opgave.opgave_id = score.opgave_id
        left join marts.dim_indicator as indicator on indicator.indicator_id = score.indicator_id
        cross join meta.publication as publication
        """
    )
    con.execute(f"comment on view {VIEW} is {literal(COMMENT)}")
    told = figures | {column: text for column, (_, text) in NAMES.items()} | {c: publication[c] for c in MARKS}
    for column, text in told.items():
        con.execute(f"comment on column {VIEW}.{identifier(column)} is {literal(text)}")


def columns(con: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    """The columns of a table or view of the open file in their order, each with its comment."""
    schema, name = relation.split(".")
    rows = con.execute(
        "select column_name, coalesce(comment, '') from duckdb_columns() "
        "where database_name = current_database() and schema_name = $1 and table_name = $2 order by column_index",
        [schema, name],
    ).fetchall()
    return {str(column): str(comment) for column, comment in rows}
