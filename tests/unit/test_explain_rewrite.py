"""Which rows a row was made of: the rewriting of SQL, on a planted table."""

import duckdb
import pytest

from orchestration.explain.rewrite import Rewriting
from orchestration.explain.syntax import MADE_OF, NotFollowed

PLANT = """
attach ':memory:' as home;
create schema s;
create schema home.s;
create table home.s.cell as select * from (values ('a', 1, 10), ('a', 2, 20), ('b', 1, 30), ('b', 2, null)) as t(code, year, n);
create table home.s.weight as select * from (values ('x', 'a', 0.5), ('x', 'b', 1.0), ('y', 'a', 1.0)) as t(opgave, code, w);
"""
COLUMNS = {"cell": ["code", "year", "n"], "weight": ["opgave", "code", "w"]}
START = {"cell": 100, "weight": 200}


def made_of(sql: str, asked: list[str] | None = None) -> dict[object, set[int]]:
    """By the first column, the rows behind a row: those of cell from 100, of weight from 200."""
    con = duckdb.connect()
    con.execute(PLANT)

    for name, start in START.items():
        con.execute(
            f"create view memory.s.{name} as select *, [({start} + rowid)::bigint] as {MADE_OF} from home.s.{name}"
        )

    names = frozenset(
        n
        for (n,) in con.execute(
            "select function_name from duckdb_functions() where function_type = 'aggregate'"
        ).fetchall()
    )
    rewritten = Rewriting(lambda _, name: COLUMNS[name], names).query(sql, asked)
    found: dict[object, set[int]] = {}
    for first, rows in (
        con.execute(f"select columns(* exclude ({MADE_OF})), {MADE_OF} from ({rewritten})")
        .fetch_df()
        .iloc[:, [0, -1]]
        .values
    ):
        found[first] = set(rows) - {0}
    return found


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("select code, sum(n) as n from s.cell group by code", {"a": {100, 101}, "b": {102, 103}}),
        ("select code, max(n) as n from s.cell group by code", {"a": {101}, "b": {102}}),
        ("select code, sum(n) as n from s.cell where year = 2 group by all", {"a": {101}, "b": {103}}),
        ("select code, sum(n) filter (where year = 1) as n from s.cell group by code", {"a": {100}, "b": {102}}),
        ("select distinct code from s.cell", {"a": {100}, "b": {102}}),
        (
            "with f as (select * from s.cell where year = 1) select w.opgave, sum(w.w * f.n) as n from s.weight as w "
            "join f on f.code = w.code group by w.opgave",
            {"x": {100, 102, 200, 201}, "y": {100, 202}},
        ),
        (
            "select code, n from s.cell qualify row_number() over (partition by code order by year desc) = 1",
            {"a": {101}, "b": {103}},
        ),
        ("select code from s.cell where year = 1 and n in (select n from s.cell where code = 'a')", {"a": {100}}),
        (
            "select code from s.cell where year = 1 union all select opgave from s.weight where w < 1",
            {"a": {100}, "b": {102}, "x": {200}},
        ),
    ],
)
def test_rows_behind_a_row(sql: str, expected: dict[object, set[int]]) -> None:
    assert made_of(sql) == expected


def test_a_left_join_that_nothing_asked_reads_is_not_followed() -> None:
    sql = "select w.opgave, w.w, c.n from s.weight as w left join s.cell as c on c.code = w.code and c.year = 1 where w.w < 1"
    assert made_of(sql, ["opgave", "w"]) == {"x": {200}}
    assert made_of(sql, ["opgave", "n"]) == {"x": {200, 100}}


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(NotFollowed):
        made_of("select c.code from s.cell as c semi join s.weight as w on w.code = c.code")
