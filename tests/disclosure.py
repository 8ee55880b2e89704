"""What a stranger can learn of the counts that a publisher hides, from its own files and all that is published here.

A hidden cell is one row of a current file of DUO (institution, place, programme, level; mbo: also leerweg and sex) that
stands there as -1: 1 to 4 persons. It is known when a linear program over all that the stranger has leaves it one whole
number. Two strangers:

- `stranger` has DUO's files and every figure of the published tables, each with its bounds;
- `insider` has read the code as well: the pools, what each is told as, that they are exact together, and DUO's files by
  sex, by form and per sectorkamer. No table tells more than that (docs/disclosure.md), so what the insider cannot know no
  figure that is made of int_education_cell can tell.

Needs scipy (extra dev): HiGHS solves thousands of unknowns at once, and no own propagation of bounds is complete for
figures that overlap.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, vstack

ROUNDS = 8  # linear programs with random prices, each way, before a cell is asked one by one
NEAR = 1e-5
ROUNDED = 0.0051  # half of the last decimal of a mart, and what a double makes of it
FREE = 1e9

CELLS = """
create temp table cell as
select
    row_number() over () - 1 as cell_id, education_sector, study_year, code_system, programme_code, level,
    case when education_sector = 'mbo' then learning_path end as path, province, gender, institution_code, place,
    path_told, main_sector, coalesce(main_group, '') as main_group, persons, is_suppressed
from warehouse.shaped.int_education_count
where dataset_id = '{dataset}'
"""
# what each published table tells: the columns by which its figures are found, and the filter
COMMON = "education_sector, study_year, level"
PATH = "case when education_sector = 'mbo' then learning_path end as path"
PUBLISHED = {
    "fct_education_output_programme": f"{COMMON}, {PATH}, code_system, programme_code",
    "fct_education_output": f"{COMMON}, {PATH}, opgave_id, delineation",
    "fct_education_output_characteristic": f"{COMMON}, opgave_id, delineation, characteristic, category",
    "deelopgave_figure": """
        population as education_sector, year(period_start) as study_year, opgave_id, delineation, deelopgave_id
    """,
}
WEIGHTS = """
create temp table weighed as
select opgave_id, null as deelopgave_id, delineation, code_system, programme_code, cast(weight as double) as weight
from warehouse.route.int_programme_weight
union all
select opgave_id, deelopgave_id, delineation, code_system, programme_code, cast(weight as double)
from warehouse.route.int_programme_opgave
where deelopgave_id is not null
union all
select distinct 'nederland', null, 'nvt', code_system, programme_code, 1.0 from cell
"""


@dataclass(frozen=True)
class Found:
    """How many cells a file hides, how many of them are known, and from how many figures that was tried."""

    hidden: int
    known: int
    figures: int


class Stranger:
    """What is known of the hidden cells of one file: rows lower <= sum of weight x cell <= upper, a year at a time."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        con.execute(
            "create temp table known (figure varchar, cell_id bigint, weight double, lower double, upper double)"
        )

    def learns(self, query: str) -> None:
        """A query of (figure, cell_id, weight, lower, upper), all cells of the figure among them."""
        self.con.execute(f"insert into known {query}")

    def unknowns(self, year: int) -> tuple["np.ndarray", csr_array, "np.ndarray", "np.ndarray"]:
        """Ids of the hidden cells of a year; the equations over them, without what is visible; and their bounds."""
        cells = self.con.execute(
            "select cell_id from cell where is_suppressed and study_year = ? order by cell_id", [year]
        ).fetchnumpy()["cell_id"]
        rows = self.con.execute(
            """
            with told as (
                select
                    known.figure, any_value(known.lower) as lower, any_value(known.upper) as upper,
                    sum(known.weight * coalesce(cell.persons, 0)) as visible
                from known inner join cell using (cell_id)
                where cell.study_year = $year
                group by known.figure
                having bool_or(cell.is_suppressed)
            )
            select
                dense_rank() over (order by figure) - 1 as figure, cell_id, sum(known.weight) as weight,
                any_value(told.lower - told.visible) as lower, any_value(told.upper - told.visible) as upper
            from known inner join cell using (cell_id) inner join told using (figure)
            where cell.is_suppressed and cell.study_year = $year
            group by figure, cell_id
            """,
            {"year": year},
        ).fetchnumpy()
        count = int(rows["figure"].max(initial=-1)) + 1
        place = np.searchsorted(cells, rows["cell_id"])
        equations = coo_array((rows["weight"], (rows["figure"], place)), shape=(count, len(cells))).tocsr()
        lower, upper = np.full(count, -FREE), np.full(count, FREE)
        lower[rows["figure"]], upper[rows["figure"]] = rows["lower"], rows["upper"]
        return cells, equations, lower, upper

    def attack(self) -> Found:
        """Every hidden cell, of every year of the file; what only helps to reckon has a number below zero."""
        years = [
            row[0] for row in self.con.execute("select distinct study_year from cell where is_suppressed").fetchall()
        ]
        found = [self.unknowns(year) for year in years]
        spans = [possible(equations, lower, upper) for _, equations, lower, upper in found]
        return Found(
            sum(int((cells >= 0).sum()) for cells, *_ in found),
            sum(int((whole(span)[cells >= 0] < 2).sum()) for span, (cells, *_) in zip(spans, found, strict=True)),
            sum(equations.shape[0] for _, equations, *_ in found),
        )


def whole(spans: "np.ndarray") -> "np.ndarray":
    """How many whole numbers lie between the two bounds of each row."""
    return np.floor(spans[:, 1] + NEAR) - np.ceil(spans[:, 0] - NEAR) + 1


def possible(equations: csr_array, lower: "np.ndarray", upper: "np.ndarray") -> "np.ndarray":
    """The least and the most that each unknown (1 to 4) can be, at least so far that it is two whole numbers.

    Shape (unknowns, 2). Where the equations cannot be true together the publisher's files and ours are of other people.
    """
    count = equations.shape[1]
    sides, limits = vstack([equations, -equations]), np.concatenate([upper, -lower])
    spans = np.column_stack([np.full(count, np.inf), np.full(count, -np.inf)])
    random = np.random.default_rng(20261128)

    def priced(prices: "np.ndarray") -> None:
        solved = linprog(prices, A_ub=sides, b_ub=limits, bounds=(1, 4), method="highs")
        if solved.status:
            raise ValueError(f"what is published cannot be true together: {solved.message}")
        np.minimum(spans[:, 0], solved.x, out=spans[:, 0])
        np.maximum(spans[:, 1], solved.x, out=spans[:, 1])

    for _ in range(ROUNDS):
        prices = random.uniform(0.5, 1.5, count) * random.choice([-1.0, 1.0], count)
        # a cell that was seen as two numbers is not asked again
        prices[(spans[:, 1] >= spans[:, 0]) & (whole(spans) >= 2)] *= 1e-3
        priced(prices)
        priced(-prices)
    for unknown in np.flatnonzero(whole(spans) < 2):
        for sign in (1.0, -1.0):
            priced(sign * (np.arange(count) == unknown))
    return spans


@contextmanager
def knowing(warehouse: Path, published: Path, dataset: str) -> Iterator[Stranger]:
    """A stranger with one current file: the private file holds it as it was read, the published one what we tell."""
    with duckdb.connect() as con:
        con.execute(f"attach '{warehouse}' as warehouse (read_only)")
        con.execute(f"attach '{published}' as published (read_only)")
        con.execute(CELLS.format(dataset=dataset))
        con.execute(WEIGHTS)
        yield Stranger(con)


def published_figures(table: str, measure: str) -> str:
    """Every figure of a table with the cells it counts; levels and parts that the file does not tell are added up."""
    value = "value" if table == "deelopgave_figure" else "persons"
    columns = PUBLISHED[table]
    names = [column.split(" as ")[-1].strip() for column in columns.split(",")]
    told = {
        "path": "figure.path is not distinct from cell.path",
        "deelopgave_id": "weighed.deelopgave_id = figure.deelopgave_id",
        "category": """
            case figure.characteristic when 'provincie' then cell.province when 'geslacht' then cell.gender end = figure.category
        """,
    }
    met = " and ".join(
        told.get(name, f"{'weighed' if name in ('opgave_id', 'delineation') else 'cell'}.{name} = figure.{name}")
        for name in names
        if name != "characteristic"
    )
    per_opgave = "opgave_id" in names
    if per_opgave and "deelopgave_id" not in names:
        met += " and weighed.deelopgave_id is null"
    join = "inner join weighed using (code_system, programme_code)" if per_opgave else ""
    return f"""
        select figure.figure, cell.cell_id, {"weighed.weight" if per_opgave else "1.0"}, figure.lower, figure.upper
        from (
            select '{table}|' || concat_ws('|', {", ".join(names)}) as figure, * from (
                select {columns},
                    sum({value}_lower) - {ROUNDED} * count(*) as lower, sum({value}_upper) + {ROUNDED} * count(*) as upper
                from published.marts.{table}
                where measure = '{measure}'
                group by {", ".join(names)}
            ) as summed
        ) as figure
        cross join cell {join}
        where {met}
    """


def stranger(warehouse: Path, published: Path, dataset: str, measure: str) -> Found:
    """The hidden cells of a current file, attacked with every published figure of a measure."""
    with knowing(warehouse, published, dataset) as one:
        for table in PUBLISHED:
            one.learns(published_figures(table, measure))
        return one.attack()


def by_subtraction(warehouse: Path, published: Path, dataset: str, measure: str) -> Found:
    """The same by one subtraction: a programme that is told exactly, of which one cell is hidden."""
    with knowing(warehouse, published, dataset) as one:
        one.learns(published_figures("fct_education_output_programme", measure))
        count = one.con.execute("select count(*) from cell where is_suppressed").fetchone()
        known = one.con.execute("""
            select count(*) filter (alone), count(*) from (
                select count(*) filter (is_suppressed) = 1 and any_value(upper - lower) < 1 as alone
                from known inner join cell using (cell_id) group by figure having bool_or(is_suppressed)
            )
        """).fetchone()
        assert count is not None
        assert known is not None
        return Found(int(count[0]), int(known[0]), int(known[1]))


HIGHER_KEY = "study_year, institution_code, place, programme_code, level"


def insider(warehouse: Path, published: Path, dataset: str, twin: str, *, with_pools: bool = True) -> Found:
    """The hidden cells of a current file, of the years in which `twin`, which hides nothing, tells the same cells.

    Without pools: what the files of DUO tell by themselves.
    """
    mbo = "mbo" in dataset
    with knowing(warehouse, published, dataset) as one:
        con = one.con
        con.execute(f"""
            delete from cell
            where study_year not in (select study_year from warehouse.shaped.int_education_count where dataset_id = '{twin}')
        """)
        con.execute(f"""
            create temp table truth as
            select cell.cell_id, sum(counted.persons) as persons
            from cell inner join warehouse.shaped.int_education_count as counted
                on counted.dataset_id = '{twin}' and counted.study_year = cell.study_year
                and counted.institution_code = cell.institution_code and counted.place = cell.place
                and counted.programme_code = cell.programme_code and counted.level = cell.level
                and (cell.path_told is null or counted.path_told = cell.path_told)
                and (cell.gender is null or counted.gender = cell.gender)
            where cell.is_suppressed
            group by cell.cell_id
        """)
        total = f"select study_year, sum(persons) as total from warehouse.shaped.int_education_count where dataset_id = '{twin}'"
        one.learns(f"""
            select 'total|' || study_year, cell_id, 1, total, total
            from cell inner join ({total} group by all) as told using (study_year)
        """)
        if with_pools:
            pools(one, twin, f"{HIGHER_KEY}, apart" if mbo else HIGHER_KEY)
        for crosstab in CROSSTABS.get(dataset, ()):
            one.learns(f"""
                select '{crosstab}|' || told.stratum, cell_id, 1, told.lower, told.upper
                from cell inner join (
                    select {STRATUM[mbo]}, concat_ws('|', {STRATUM[mbo]}) as stratum,
                        sum(persons_lower) as lower, sum(persons_upper) as upper
                    from (select * {"replace (coalesce(main_group, '') as main_group), learning_path as path" if mbo else ""}
                        from warehouse.staging.{crosstab})
                    group by all
                ) as told using ({STRATUM[mbo]})
            """)
        return one.attack()


STRATUM = {
    True: "study_year, main_sector, main_group, level, path",
    False: "study_year, institution_code, main_sector, level",
}
CROSSTABS = {
    "duo__p04hogdipl_hbo": ("stg_duo__p04hogdipl_hbo_geslacht", "stg_duo__p04hogdipl_hbo_vorm"),
    "duo__p04hogdipl_wo": ("stg_duo__p04hogdipl_wo_geslacht", "stg_duo__p04hogdipl_wo_vorm"),
    "duo__mbo_studenten_per_instelling": (
        "stg_duo__mbo_sectorkamer_woonprovincie",
        "stg_duo__mbo_sectorkamer_leeftijd",
    ),
}


def pools(one: Stranger, twin: str, key: str) -> None:
    """The pools of cells that are hidden as a whole: what each is told as, and how far that may lie from the truth.

    A cell that is told in pieces (two forms) gets an unknown for each, below zero, and is their sum. A lone cell of a pool is
    told as it is, the others together as one more than each at least, and one less than each at most.
    """
    con = one.con
    con.execute(f"""
        create temp table piece as
        select
            cell.cell_id, cell.study_year, told.pool, told.estimate, told.is_lone,
            count(*) over (partition by cell.cell_id) as pieces,
            -row_number() over (order by cell.cell_id, told.learning_path) as piece_id
        from (select *, {"path_told || '|' || gender as apart" if "apart" in key else "null as apart"} from cell) as cell
        inner join (
            select *, cell_lower = 1 and cell_upper = 4 as is_small
            from warehouse.shaped.int_education_withheld
            where dataset_id = '{twin}' and is_withheld
        ) as told using ({key})
        where cell.is_suppressed and told.is_small
    """)
    con.execute("update piece set piece_id = cell_id where pieces = 1")
    con.execute("""
        insert into cell (cell_id, study_year, is_suppressed)
        select piece_id, study_year, true from piece where pieces > 1
    """)
    one.learns("""
        select 'pieces|' || cell_id, unnest([piece_id, cell_id]), unnest([1.0, -1.0 / pieces]), 0, 0
        from piece where pieces > 1
    """)
    one.learns("""
        with told as (
            select
                study_year, pool, count(*) filter (not is_lone) as cells, round(sum(estimate)) as told,
                lpad(cast(count(*) as varchar), 9, '0') || pool as size_and_pool
            from piece where pool is not null
            group by study_year, pool
        ),
        lone as (
            select piece.pool, sum(counted.persons) as persons
            from piece inner join truth as counted using (cell_id)
            where piece.is_lone
            group by piece.pool
        ),
        moved as (
            select
                told.*,
                told - coalesce(lone.persons, 0) = cells + 1 as is_raised,
                told - coalesce(lone.persons, 0) = 4 * cells - 1 as is_lowered,
                size_and_pool = max(size_and_pool) over (partition by study_year) as is_largest
            from told left join lone using (pool)
        ),
        bounds as (
            select
                *,
                count(*) filter (is_raised) over (partition by study_year) as raised,
                count(*) filter (is_lowered) over (partition by study_year) as lowered
            from moved
        )
        select
            'pool|' || pool, piece_id, 1,
            told - case when is_largest then lowered else cast(is_raised as integer) end,
            told + case when is_largest then raised else cast(is_lowered as integer) end
        from piece inner join bounds using (study_year, pool)
    """)
