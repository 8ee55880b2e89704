"""Schema `bi` of the published file: wide views for tools that draw, of which every row says what it comes from.

dbt makes and tests them (models/bi) as views on the marts; here they are made anew on the marts of the file, with what only a
publication knows: whether it is a demo, which one it is, and how a figure of it is cited. A figure that is lifted out of the
file, into a dashboard or a sheet, keeps that. A view costs no room, and says what its mart says, also when that is withheld.
"""

import re
from collections.abc import Mapping

import duckdb

from ingestion.sql import identifier, literal
from orchestration.publication.marks import marked

SCHEMA = "bi"
MARTS = re.compile(
    r'"?\bcurated"?\.'
)  # the name of the marts' file while dbt builds; in the published file they are its own
HEAD = re.compile(r"^CREATE VIEW .*? AS (?=WITH|SELECT)", re.IGNORECASE | re.DOTALL)
MARKS = ("is_demo", "publication_id", "note_nl")  # of meta.publication
CITATION = "Hoe het cijfer wordt aangehaald: bron met licentie, en deze publicatie."


def write(con: duckdb.DuckDBPyConnection, described: Mapping[str, Mapping[str, str]]) -> None:
    """Makes the views in the open copy, with their comments; marts and `meta.publication` must be there, and `warehouse`
    attached. `described` is what dbt says of each `bi.<view>`: its columns with their descriptions, its own under ''."""
    views = con.execute(
        "select view_name, sql from duckdb_views() where database_name = 'warehouse' and schema_name = $1 order by 1",
        [SCHEMA],
    ).fetchall()
    told = columns(con, "meta.publication")
    (demo,) = con.execute("select is_demo from meta.publication").fetchone() or (False,)
    before = marked("Bron: ", is_demo=demo)
    con.execute(f"create schema {SCHEMA}")
    for name, sql in views:
        view = f"{SCHEMA}.{identifier(name)}"
        texts = described.get(f"{SCHEMA}.{name}")
        if texts is None:  # of a model that is no more
            continue
        query = MARTS.sub("", HEAD.sub("", sql.rstrip().rstrip(";")))
        source = "source_nl" if "source_nl" in texts else "dataset_id"
        con.execute(
            f"""
            create view {view} as
            select figures.*, {", ".join(f"publication.{mark}" for mark in MARKS)},
                   {literal(before)} || figures.{source}
                   || '. Bewerking: Talentstrategie, publicatie ' || publication.publication_id || '.' as citation_nl
            from ({query}) as figures
            cross join meta.publication as publication
            """
        )
        con.execute(f"comment on view {view} is {literal(texts[''])}")
        for column in columns(con, f"{SCHEMA}.{name}"):
            text = texts.get(column) or (told[column] if column in MARKS else CITATION)
            con.execute(f"comment on column {view}.{identifier(column)} is {literal(text)}")


def columns(con: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    """The columns of a table or view of the open file in their order, each with its comment."""
    schema, name = relation.split(".")
    rows = con.execute(
        "select column_name, coalesce(comment, '') from duckdb_columns() "
        "where database_name = current_database() and schema_name = $1 and table_name = $2 order by column_index",
        [schema, name],
    ).fetchall()
    return {str(column): str(comment) for column, comment in rows}
