"""`talent dictionary`: what a figure, a column, a table or a word of the published file means, in Dutch.

What is printed stands in the file: definitions in `dim_indicator`, the words of tables and columns as their comments, what a
code means in `meta.vocabulary`, sources in `dim_dataset`. Words that people ask by are the seed `synonym`.
"""

import difflib
import re
from io import StringIO

import duckdb
from rich.console import Console
from rich.markup import escape

from ingestion.vocabulary import known
from orchestration.cli.answers import Form, write, write_json
from orchestration.cli.codes import print_code
from orchestration.publication.relations import relations

NO_LINE = "geen: de krapte achter alle vier de lijnen"
NEAR = 5  # names that are offered for one that is not there
FEW_TABLES = 3  # a column of more tables is explained without the sources of each


def print_dictionary(con: duckdb.DuckDBPyConnection, name: str, out: Console, form: Form = Form.table) -> int:
    """An overview (no name), or the meaning of whatever has the name: a figure, table, column, table.column, dataset, opgave,
    delineation, code, or a word that people ask by.

    Gives 0, or 1 where nothing has the name; then names that are like it are printed.
    """
    if form is not Form.table:
        text = StringIO()
        status = print_dictionary(con, name, Console(file=text, width=10_000, highlight=False, soft_wrap=True))
        told = {"asked": name, "found": status == 0, "text": text.getvalue(), "near": near_to(con, plain(name))}
        if form is Form.json:
            write_json(told, out)
        else:
            write(tuple(told), [(name, status == 0, told["text"], " ".join(near_to(con, plain(name))))], form, out)
        return status
    if not name:
        overview(con, out)
        return 0
    asked = plain(name)
    found = [
        print_indicator(con, asked, out),
        print_table(con, asked, out),
        print_columns(con, asked, out),
        print_row(con, asked, out),
        print_code(con, asked, out),
        print_synonym(con, asked, out),
    ]
    if any(found):
        return 0
    out.print(f"Geen cijfer, tabel, kolom, dataset, code of woord met de naam {name}.", markup=False)
    near = near_to(con, asked)
    if near:
        out.print("Bedoelt u:\n" + "\n".join(f"    {n}" for n in near), markup=False)
    out.print("`talent dictionary` zonder naam noemt alles wat er is.", markup=False)
    return 1


def plain(name: str) -> str:
    return re.sub(r"^(marts|bi|meta)\.", "", " ".join(name.split()).lower())


def print_row(con: duckdb.DuckDBPyConnection, asked: str, out: Console) -> bool:
    """A dataset, or an opgave, part of one or delineation, by its id or its name."""
    there = relations(con)
    if (
        "marts.dim_dataset" in there
        and con.execute("select 1 from marts.dim_dataset where dataset_id = $1", [asked]).fetchone()
    ):
        out.print(f"[bold]{asked}[/bold] (dataset)\n    {escape(source(con, asked))}")
        served = con.execute(
            "select indicator_id from marts.dim_indicator where list_contains(string_split(dataset_ids, ' '), $1) order by 1",
            [asked],
        ).fetchall()
        if served:
            out.print(f"    {'cijfers':<12}{escape(', '.join(indicator for (indicator,) in served))}")
        return True
    kinds = {"dim_opgave": "opgave_id", "dim_deelopgave": "deelopgave_id", "dim_delineation": "delineation"}
    found = False
    for table, key in kinds.items():
        if f"marts.{table}" not in there:
            continue
        told = "name_nl" if table == "dim_deelopgave" else "description_nl"
        for code, name, text in con.execute(
            f"select {key}, name_nl, {told} from marts.{table} where $1 in (lower({key}), lower(name_nl)) order by 1",
            [asked],
        ).fetchall():
            out.print(f"[bold]{code}[/bold] ({key.removesuffix('_id')}: {escape(name)})\n    {escape(text or '-')}")
            found = True
    return found


def print_synonym(con: duckdb.DuckDBPyConnection, asked: str, out: Console) -> bool:
    """A word that people ask by: what it means here, and where it stands, each with its own words."""
    row = known("synonym").get(asked)
    if row is None:
        return False
    figures = dict(con.execute("select indicator_id, name_nl from marts.dim_indicator").fetchall())
    tables = {name.split(".")[1]: text for name, text in relations(con).items()}
    out.print(f"[bold]{asked}[/bold]: {escape(row['label_nl'])}\n  Zie:")
    for name in row["names"].split():
        told = figures.get(name) or tables.get(name.removeprefix("meta."), "").partition(". ")[0] or "kolom"
        out.print(f"    [bold]{name}[/bold]  {escape(told)}")
    return True


def overview(con: duckdb.DuckDBPyConnection, out: Console) -> None:
    """Every figure with its unit, by line of the strategy, and every table."""
    out.print("[bold]Cijfers[/bold] (indicator_id, naam, eenheid)")
    before: object = ()
    for line, indicator_id, name, unit in con.execute(
        "select line, indicator_id, name_nl, unit from marts.dim_indicator order by line nulls last, indicator_id"
    ).fetchall():
        if line != before:
            out.print(f"\n  Lijn {line_of(con, line)}")
            before = line
        out.print(f"    [bold]{indicator_id}[/bold]  {escape(name)} ({escape(unit)})")
    out.print("\n[bold]Tabellen[/bold]")
    for table, text in relations(con).items():
        out.print(f"[bold]{table}[/bold]\n    {escape(text or '-')}")
    out.print("\n`talent dictionary NAAM` legt een cijfer, tabel of kolom uit.", markup=False)


def print_indicator(con: duckdb.DuckDBPyConnection, asked: str, out: Console) -> bool:
    """Definition, unit, line, source and caveat of a figure."""
    row = con.execute(
        "select name_nl, name_en, definition_nl, unit, line, direction, frequency, fact, filter_nl, dataset_ids, "
        "period_first, period_last, opgaven, caveat_nl from marts.dim_indicator where indicator_id = $1",
        [asked],
    ).fetchone()
    if row is None:
        return False
    (name, english, definition, unit, line, direction, frequency, fact, filter_nl, datasets, first, last, opgaven,
     caveat) = row  # fmt: skip
    out.print(f"[bold]{asked}[/bold]  {escape(name)} ({escape(english)})")
    told = {
        "definitie": definition,
        "eenheid": unit,
        "lijn": line_of(con, line),
        "richting": meaning(con, "direction", direction),
        "frequentie": meaning(con, "frequency", frequency),
        "periode": f"{first} tot en met {last} (eerste dag)" if first else "geen waarde in dit bestand",
        "opgaven": f"{opgaven} van de acht, en waar het kan Nederland" if opgaven else "alleen Nederland",
        "komt uit": f"{fact}: {filter_nl}",
        "voorbehoud": caveat or "-",
    }
    if not first:
        del told["opgaven"]
    for label, text in told.items():
        out.print(f"    {label:<12}{escape(text)}")
    used = con.execute(
        "select distinct dataset_id from marts.indicator_value where indicator_id = $1 order by 1", [asked]
    ).fetchall()
    for dataset_id in dict.fromkeys([*(d for (d,) in used), *datasets.split()]):
        out.print(f"    {'bron':<12}{escape(source(con, dataset_id))}")
    return True


def print_table(con: duckdb.DuckDBPyConnection, asked: str, out: Console) -> bool:
    """What a table is, with each of its columns, and the datasets that its rows come from."""
    found, text = next(((name, text) for name, text in relations(con).items() if name.split(".")[1] == asked), ("", ""))
    if not found:
        return False
    schema = found.split(".")[0]
    out.print(f"[bold]{found}[/bold]\n    {escape(text or '-')}\n")
    for column, kind, described in con.execute(
        'select column_name, data_type, description_nl from meta."column" where table_schema = $1 and table_name = $2',
        [schema, asked],
    ).fetchall():
        out.print(f"[bold]{column}[/bold] ({kind})\n    {escape(described or '-')}")
    for dataset_id in datasets_of(con, schema, asked):
        out.print(f"    {'bron':<12}{escape(source(con, dataset_id))}")
    return True


def print_columns(con: duckdb.DuckDBPyConnection, asked: str, out: Console) -> bool:
    """A column wherever it stands (`rate_pct`), or in one table (`fct_llo_uptake.rate_pct`), with the table's sources."""
    table, _, column = asked.rpartition(".")
    rows = con.execute(
        'select table_schema, table_name, column_name, data_type, description_nl from meta."column" '
        "where column_name = $2 and ($1 = '' or table_name = $1)",
        [table, column],
    ).fetchall()
    for schema, name, _, kind, described in rows:
        out.print(f"[bold]{name}.{column}[/bold] ({kind})\n    {escape(described or '-')}")
        if len(rows) <= FEW_TABLES:
            print_table_facts(con, schema, name, out)
    if len(rows) > FEW_TABLES:
        out.print(f"\nMet de bronnen van een tabel: `talent dictionary {rows[0][1]}.{column}`.", markup=False)
    return bool(rows)


def print_table_facts(con: duckdb.DuckDBPyConnection, schema: str, table: str, out: Console) -> None:
    """What a reader of one of its columns must know of the table: line, how to read it, sources."""
    lines = con.execute(
        "select distinct line from marts.dim_indicator where fact = $1 order by line nulls last", [table]
    ).fetchall()
    for (line,) in lines:
        out.print(f"    {'lijn':<12}{escape(line_of(con, line))}")
    comment = relations(con).get(f"{schema}.{table}")
    if comment:
        out.print(f"    {'voorbehoud':<12}{escape(comment)}")
    for dataset_id in datasets_of(con, schema, table):
        out.print(f"    {'bron':<12}{escape(source(con, dataset_id))}")


def datasets_of(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> list[str]:
    """The datasets that the rows of a mart or view name; none for a table without `dataset_id`."""
    if table == "dim_dataset" or schema == "meta":
        return []
    has = con.execute(
        "select 1 from meta.\"column\" where table_schema = $1 and table_name = $2 and column_name = 'dataset_id'",
        [schema, table],
    ).fetchone()
    if has is None:
        return []
    # a name that the file itself gives, so no text of the asker stands in the query
    rows = con.execute(
        f"select distinct unnest(string_split(dataset_id, ' ')) from {schema}.\"{table}\" order by 1"
    ).fetchall()
    return [dataset_id for (dataset_id,) in rows if dataset_id]


def source(con: duckdb.DuckDBPyConnection, dataset_id: str) -> str:
    """A dataset as one cites it: publisher, title, licence, period and state."""
    row = con.execute(
        "select publisher_name, title, licence, period_first, period_last, status, publisher_modified_at, homepage "
        "from marts.dim_dataset where dataset_id = $1",
        [dataset_id],
    ).fetchone()
    if row is None:
        return f"{dataset_id} (niet in dim_dataset)"
    publisher, title, licence, first, last, status, modified, homepage = row
    told = [f"{dataset_id}: {publisher}, {title}", f"licentie {licence}"]
    if first:
        told.append(f"periode {first} tot en met {last}")
    told.append(meaning(con, "dataset_status", status) + (f", stand {modified:%Y-%m-%d}" if modified else ""))
    return "; ".join([*told, homepage])


def meaning(con: duckdb.DuckDBPyConnection, vocabulary: str, code: object) -> str:
    """What a code means. The code itself in a publication of before `meta.vocabulary`, or where that does not list it."""
    if "meta.vocabulary" not in relations(con):
        return str(code)
    row = con.execute(
        "select label_nl from meta.vocabulary where list = $1 and code = $2", [vocabulary, str(code)]
    ).fetchone()
    return str(row[0]) if row else str(code)


def status_word(con: duckdb.DuckDBPyConnection, status: str) -> str:
    """What a dataset is, in a word or two: what its meaning begins with."""
    return meaning(con, "dataset_status", status).partition(":")[0]


def line_of(con: duckdb.DuckDBPyConnection, line: int | None) -> str:
    """The line of the strategy that a figure belongs to."""
    return NO_LINE if line is None else meaning(con, "line", line)


def near_to(con: duckdb.DuckDBPyConnection, asked: str) -> list[str]:
    """Names of the file that are like the one asked for: first those it is part of or that are part of it, then figures
    that say it in their Dutch or English name or definition, then by spelling."""
    names = [
        name
        for (name,) in con.execute(
            "select indicator_id from marts.dim_indicator union "
            "select table_name from information_schema.tables where table_catalog = current_database() union "
            'select distinct column_name from meta."column" order by 1'
        ).fetchall()
    ] + list(known("synonym"))
    within = [name for name in names if len(asked) > 2 and asked in name]
    holds = sorted((name for name in names if len(name) > 4 and name in asked), key=len, reverse=True)
    said = con.execute(
        "select indicator_id from marts.dim_indicator where length($asked) > 2 and "
        "contains(lower(concat_ws(' ', name_nl, name_en, definition_nl)), $asked) "
        "order by not contains(lower(name_nl), $asked), indicator_id",
        {"asked": asked},
    ).fetchall()
    spelled = difflib.get_close_matches(asked, names, NEAR)
    column = difflib.get_close_matches(asked.rpartition(".")[2], names, NEAR)
    return list(dict.fromkeys([*within, *holds, *(name for (name,) in said), *spelled, *column]))[:NEAR]
