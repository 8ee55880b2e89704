"""Holds a loaded table against its dataset's contract, in SQL over the table.

Shape (columns, row count), then values (counts, patterns, lists), then codes and words of CBS tables against CBS's own
lists and our vocabulary. A build stops at the first breach; `talent probe` tells them all.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb

from ingestion.bodies.cbs_tables import FIXED
from ingestion.dataset import CbsBulk, CbsOData3, CbsOData4, CbsTitled, Column, Dataset
from ingestion.dutch import whole
from ingestion.errors import ContractBroken, Unknown
from ingestion.protocols import Loadable, cbs_titled
from ingestion.sql import identifier, literal
from ingestion.vocabulary import (
    ANY_OTHER,
    INDUSTRIES,
    REGIONS,
    TITLES,
    TOTAL,
    cell_of_row,
    collapsed,
    folded,
    industry_word,
    known,
    of_kind,
    plain,
    region_word,
    seed,
    titles,
    titles_of,
    without,
)  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """What to do with the columns found: which to load, which of them are new, which were left out; and the optional
    ones that are not there."""

    load: tuple[str, ...]
    added: tuple[str, ...]
    discarded: tuple[str, ...]
    absent: tuple[str, ...] = ()


def promised(dataset: Dataset) -> dict[str, str]:
    """The raw table's columns and types as the contract has them: also the empty table of a never fetched dataset."""
    access = dataset.access
    contract = list(dataset.contract.columns) + list(dataset.contract.years.example if dataset.contract.years else ())
    if isinstance(access, CbsOData4 | CbsBulk):
        return FIXED | dict.fromkeys(contract, "varchar")
    if isinstance(access, CbsTitled):
        return cbs_titled.COLUMNS | dict.fromkeys(contract, "varchar")
    if isinstance(access, CbsOData3):
        return {"ID": "bigint"} | {c: "double" if c in access.measures else "varchar" for c in contract}
    return {c: "date" if c == "register_date" else "varchar" for c in contract}


def compare_columns(dataset: Dataset, loadable: Loadable) -> Columns:
    """Which columns to load. Raises ContractBroken on a missing one, and on a new one under `freeze`."""
    contract, found = dataset.contract, loadable.columns
    fixed = set(promised(dataset)) - set(contract.years.example if contract.years else ())
    years = {c for c in found if contract.years and re.fullmatch(contract.years.pattern, c)}
    absent = tuple(c for c in contract.optional if c not in found)
    missing = [c for c in promised(dataset) if c in fixed and c not in (*found, *absent)]
    if contract.years and not years:
        missing.append(f"een kolom als {contract.years.pattern}")
    if missing:
        raise ContractBroken(
            dataset.id,
            f"{loadable.part}, kop",
            f"{len(found)} kolommen: {', '.join(found)[:600]}",
            f"ook {', '.join(missing)}",
            "Ga na of de uitgever een kolom hernoemde of het scheidingsteken wijzigde, en verbeter de catalogus.",
            shape=f"{len(found)} kolommen onder andere namen",
            missing=tuple(missing),
        )
    new = tuple(c for c in found if c not in fixed and c not in years)
    if new and contract.new_columns == "freeze":
        raise ContractBroken(
            dataset.id,
            f"{loadable.part}, kop",
            f"nieuwe kolom {', '.join(new)}",
            f"alleen {', '.join(sorted(fixed))[:600]}",
            "Voeg haar toe aan het contract zodra bekend is wat zij betekent.",
            shape=f"{len(new)} nieuwe kolom(men)",
        )
    if contract.new_columns == "discard":
        return Columns(tuple(c for c in found if c not in new), (), new, absent)
    return Columns(found, new, (), absent)


def check_size(dataset: Dataset, rows: int, loadable: Loadable) -> None:
    size = dataset.size
    if not size.min_rows <= rows <= size.max_rows:
        raise ContractBroken(
            dataset.id,
            loadable.part,
            f"{whole(rows)} rijen",
            f"van {whole(size.min_rows)} tot en met {whole(size.max_rows)}",
            "Ga na of de body volledig is; verbeter size in de catalogus als de dataset echt anders is.",
            shape=f"{whole(rows)} rijen",
        )
    if loadable.expected_rows is not None and rows != loadable.expected_rows:
        raise ContractBroken(
            dataset.id,
            loadable.part,
            f"{whole(rows)} rijen",
            f"{whole(loadable.expected_rows)}, zoals de uitgever ze telt",
            "Er ontbreekt een bladzijde, of de tabel wijzigde tijdens het lezen; bouw opnieuw.",
            shape=f"{whole(rows)} rijen",
        )


def check_rows(con: duckdb.DuckDBPyConnection, dataset: Dataset, table: str, loadable: Loadable) -> None:
    """Raises ContractBroken on a row that was not asked for, and on one that came twice."""
    if loadable.asked:
        outside = counted(con, f"select count(*) from {table} where ({loadable.asked}) is not true")
        if outside:
            raise ContractBroken(
                dataset.id,
                loadable.part,
                f"{whole(outside)} rijen buiten het filter",
                f"alleen rijen met {loadable.asked}",
                "De uitgever gaf meer dan is gevraagd: bouw opnieuw; zie het filter in de catalogus als het blijft.",
                shape=f"{whole(outside)} rijen buiten het filter",
            )
    if loadable.key:
        key = ", ".join(map(identifier, loadable.key))
        twice = counted(con, f"select count(*) - count(distinct ({key})) from {table}")
        if twice:
            raise ContractBroken(
                dataset.id,
                loadable.part,
                f"{whole(twice)} rijen waarvan {', '.join(loadable.key)} er al was",
                "elke rij een keer",
                "Een bladzijde kwam twee keer, of de tabel wijzigde tijdens het lezen; bouw opnieuw.",
                shape=f"{whole(twice)} rijen dubbel",
            )


def counted(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def breach(rule: Column, column: str) -> str | None:
    """A SQL condition that is true for a value that the rule forbids."""
    value = f"trim({identifier(column)})"
    filled = f"coalesce({value}, '') <> ''"
    wrong = []
    if rule.required:
        wrong.append(f"not ({filled})")
    if rule.pattern is not None:
        wrong.append(f"{filled} and not regexp_full_match({value}, {literal(rule.pattern)})")
    if rule.values is not None:
        wrong.append(f"{filled} and {not_among(value, rule.values, rule)}")
    if rule.words is not None:
        wrong.append(f"{filled} and {not_among(plain(identifier(column)), known(rule.words), rule)}")
    if rule.day:
        wrong.append(f"{filled} and try_cast(nullif(left({plain(identifier(column))}, 10), '') as date) is null")
    if rule.count:
        marks = f" and {value} not in ({', '.join(map(literal, rule.suppressed))})" if rule.suppressed else ""
        wrong.append(f"{filled} and not regexp_full_match({value}, '\\d+'){marks}")
    return " or ".join(f"({w})" for w in wrong) or None


def not_among(value: str, words: Iterable[str], rule: Column) -> str:
    """SQL: the value is none of the words; of `several`, one of them is none."""
    listed = ", ".join(map(literal, words))
    if not rule.several:
        return f"{value} not in ({listed})"
    return f"not list_has_all([{listed}], {parts(value, rule)})"


def parts(value: str, rule: Column) -> str:
    """SQL of the words in a value of several: with commas between, or each letter one (`bp`)."""
    return f"list_transform(string_split({value}, '{'' if rule.several == 'letters' else ','}'), lambda one: trim(one))"


def describe(rule: Column) -> str:
    """The rule in words, for the message."""
    words = []
    if rule.count:
        words.append(
            "een geheel getal van 0 of meer"
            + (f", of {' of '.join(rule.suppressed)} voor afgeschermd" if rule.suppressed else "")
        )
    if rule.pattern is not None:
        words.append(f"tekst als {rule.pattern}")
    if rule.values is not None:
        words.append(f"een van {', '.join(rule.values)}")
    if rule.words is not None:
        words.append(f"een van {', '.join(known(rule.words))} ({seed(rule.words)})")
    if rule.several:
        words.append("of meer, met niets ertussen" if rule.several == "letters" else "of meer, met komma's ertussen")
    if rule.day:
        words.append("een dag als 2026-08-24")
    if rule.required:
        words.append("niet leeg")
    return "; ".join(words)


def breaches(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, table: str, columns: tuple[str, ...]
) -> Iterator[ContractBroken]:
    """Everything in a loaded table, and in what is said of it, that the contract or the vocabulary forbids."""
    yield from forbidden_values(con, dataset, table, columns)
    yield from unlisted_codes(con, dataset, table, columns)
    yield from unknown_words(con, dataset, table, columns)
    yield from unknown_titles(con, dataset)


def forbidden_values(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, table: str, columns: tuple[str, ...]
) -> Iterator[ContractBroken]:
    """Per column the first rows (numbered from 1, header left out) that its rule forbids."""
    rules = {c: dataset.contract.rule(c) for c in columns}
    forbidden = {c: b for c in columns if (b := breach(rules[c], c))}
    if not forbidden:
        return
    counts = con.execute(
        f"select {', '.join(f'count(*) filter (where {b})' for b in forbidden.values())} from {table}"
    ).fetchone()
    for (column, condition), count in zip(forbidden.items(), counts or (), strict=True):
        if count:
            first = con.execute(
                f"select row, value from (select row_number() over (), {identifier(column)}, {condition} from {table}) "
                "as seen (row, value, is_wrong) where is_wrong order by row limit 3"
            ).fetchall()
            rows = ", ".join(f"{value!r} in rij {row}" for row, value in first)
            yield ContractBroken(
                dataset.id,
                f"kolom {column}",
                f"{whole(count)} waarden: {rows}",
                describe(rules[column]),
                f"Vraag de uitgever wat het betekent, en voeg het toe aan {seed(words) if (words := rules[column].words) else 'het contract'} "
                "of laat de bron verbeteren.",
                shape=f"{whole(count)} waarden, de eerste in rij {first[0][0]}",
                unknown=words_lacking(con, table, column, rules[column]),
                column=column,
            )


def words_lacking(con: duckdb.DuckDBPyConnection, table: str, column: str, rule: Column) -> Unknown | None:
    """The words of a column that its seed lacks, as the seed would have them; None for one whose words stand in none."""
    if rule.words is None:
        return None
    word = plain(identifier(column))
    each = f"unnest({parts(word, rule)})" if rule.several else word
    found = con.execute(f"select distinct word from (select {each} as word from {table}) where word <> '' order by 1")
    return Unknown(rule.words, tuple(w for (w,) in found.fetchall() if w not in known(rule.words)))


def unknown_words(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, table: str, columns: tuple[str, ...]
) -> Iterator[ContractBroken]:
    """The words in what a table says that no vocabulary knows, where each is read as something: none is ever guessed at.

    Those that are the whole of a column are held against the column's rule."""
    for place, query, vocabulary in read_words(dataset, table, columns):
        found = con.execute(
            f"select distinct word from ({query}) as told (word) where word is not null order by 1"
        ).fetchall()
        unknown = [word for (word,) in found if word not in known(vocabulary)]
        if unknown:
            yield ContractBroken(
                dataset.id,
                place,
                ", ".join(
                    repr(word).replace("  ", r" \x20") for word in unknown
                ),  # a message is told with single spaces
                f"een van {', '.join(map(repr, known(vocabulary)))}",
                f"Ga na wat de uitgever ermee bedoelt, en voeg het woord toe aan {seed(vocabulary)}.",
                unknown=Unknown(vocabulary, tuple(unknown)),
            )


def read_words(dataset: Dataset, table: str, columns: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Where words inside a table stand, the query that gives them, and the seed that must have them."""
    for row in dataset.contract.row_words:
        cell = cell_of_row(row.columns, row.apart, row.words)
        place = f"kolom {' of '.join(row.columns)}, waar {' en '.join(f'{c} is {p}' for c, p in row.where.items())}"
        yield place, f"select {without(cell, row.apart)} from {table} where {of_kind(row.where)}", row.words
    if not isinstance(dataset.access, CbsOData4 | CbsBulk | CbsOData3 | CbsTitled):
        return
    of = f"where dataset_id = {literal(dataset.id)}"
    yield "raw.cbs__measure, kolom Unit", f"select Unit from raw.cbs__measure {of}", "unit"
    yield "raw.cbs__code, kolom Status", f"select Status from raw.cbs__code {of}", "period_status"
    if "ValueAttribute" in columns:
        yield "kolom ValueAttribute", f"select ValueAttribute from {table}", "cbs_value_attribute"
    title, code = collapsed("Title"), "trim(Identifier)"
    if dataset.measures:
        yield "raw.cbs__measure, kolom Title", f"select {title} from raw.cbs__measure {of}", dataset.measures
    for dimension in dataset.contract.columns:
        listed = f'from raw.cbs__code {of} and "Dimension" = {literal(dimension)}'
        if dimension in REGIONS:
            yield (
                f"soorten regio in dimensie {dimension}",
                f"select {region_word(title, code)} {listed}",
                "cbs_region_kind",
            )
        if dimension in INDUSTRIES:
            yield f"dimensie {dimension}", f"select {industry_word(title)} {listed}", "cbs_sbi_aggregate"


def unknown_titles(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Iterator[ContractBroken]:
    """The titles that nobody knows in a dimension of which every title means something to us, and two titles of one
    dimension that are both its total."""
    if isinstance(dataset.access, CbsTitled):
        yield from totals_unknown(con, dataset, dataset.access)
    if not isinstance(dataset.access, CbsOData4 | CbsBulk | CbsOData3):
        return
    for dimension in dataset.contract.columns:
        if dimension not in titles():
            continue
        words = titles()[dimension]
        found = [
            title
            for (title,) in con.execute(
                'select distinct Title from raw.cbs__code where dataset_id = ? and "Dimension" = ? order by 1',
                [dataset.id, dimension],
            ).fetchall()
        ]
        unknown = [t for t in found if folded(t) not in words] if ANY_OTHER not in words else []
        totals = [t for t in found if words.get(folded(t), {}).get("code") == TOTAL]
        if unknown or len(totals) > 1:
            yield ContractBroken(
                dataset.id,
                f"dimensie {dimension}",
                f"de titels {', '.join(map(repr, unknown))}"
                if unknown
                else f"{len(totals)} totalen: {', '.join(totals)}",
                f"een van {', '.join(repr(row['title']) for row in words.values())}"
                if unknown
                else "hoogstens een totaal",
                f"Ga na wat CBS ermee bedoelt, en voeg haar toe aan {seed(TITLES)}."
                if unknown
                else f"Ga na welke het geheel is, en verbeter {seed(TITLES)}.",
                unknown=Unknown(TITLES, tuple(" ".join(t.split()) for t in unknown), dimension) if unknown else None,
            )


def totals_unknown(con: duckdb.DuckDBPyConnection, dataset: Dataset, access: CbsTitled) -> Iterator[ContractBroken]:
    """The dimensions of a table found by its title without one title that is known as its total: its cells would be taken
    for parts of everyone. The dimension of `category` is read title by title."""
    lists = con.execute(
        'select "Dimension", list(Title order by "Index") from raw.cbs__code where dataset_id = ? and "Dimension" <> ? '
        "group by 1 having count(*) > 1 order by 1",
        [dataset.id, cbs_titled.PERIOD],
    ).fetchall()
    known_totals = titles_of(access.catalogue, TOTAL)
    for dimension, found in lists if access.category else []:
        totals = [t for t in found if folded(t) in known_totals]
        if len(totals) != 1 and folded(access.category or "") not in map(folded, found):
            yield ContractBroken(
                dataset.id,
                f"dimensie {dimension}",
                ", ".join(" ".join(t.split()) for t in found[:20]),
                f"een titel die haar totaal is: {' of '.join(known_totals)}",
                f"Ga na welke titel het geheel is, en voeg haar toe aan {seed(TITLES)} onder {access.catalogue}.",
            )


def unlisted_codes(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, table: str, columns: tuple[str, ...]
) -> Iterator[ContractBroken]:
    """Per column the codes of a CBS table that CBS's own code list does not have."""
    access = dataset.access
    if not isinstance(access, CbsOData4 | CbsBulk | CbsOData3 | CbsTitled):
        return
    coded = [cbs_titled.PERIOD] if isinstance(access, CbsTitled) else dataset.contract.columns
    lists = {c: ("raw.cbs__code", f"Dimension = {literal(c)} and ") for c in coded if c in columns}
    if isinstance(access, CbsOData3):
        lists = {c: v for c, v in lists.items() if c not in access.measures}
    else:
        lists["Measure"] = ("raw.cbs__measure", "")
    for column, (code_list, where) in lists.items():
        unknown = [
            row[0]
            for row in con.execute(
                f"select distinct {identifier(column)} as code from {table} where code is not null and code not in "
                f"(select Identifier from {code_list} where {where}dataset_id = {literal(dataset.id)}) "
                "order by 1 limit 5"
            ).fetchall()
        ]
        if unknown:
            yield ContractBroken(
                dataset.id,
                f"kolom {column}",
                f"onbekende code {', '.join(map(repr, unknown))}",
                "codes van de eigen codelijst van de uitgever",
                "De tabel en haar codelijst zijn van verschillende versies; bouw opnieuw, en meld het CBS als het blijft.",
            )
