"""The semantic layer: every metric, asked of dbt-metricflow as a tool asks it, says what the scorecard says, or refuses."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests import metrics
from tests.conftest import absent
from tests.integration import asking_metrics
from tests.integration.asking_metrics import ask
from tests.integration.conftest import Built

DRAWN = "s.delineation in (i.default_delineation, 'nvt')"
SCORECARD = "marts.opgave_scorecard as s inner join marts.dim_indicator as i using (indicator_id)"
DAY = "scorecard_line__period_start__day"
Answers = dict[tuple[str, ...], float | None]


@pytest.fixture(scope="module")
def home(demo: Built) -> Path:
    if not asking_metrics.PRESENT:
        absent(".compat/semantic is not there; `make test` installs it")
    return demo.home


def answers(found: dict[str, Any], *keys: str, value: str) -> Answers:
    """Of an answer its values by what it was grouped by; days without their time."""
    assert "rows" in found, found
    at = [found["columns"].index(key) for key in keys]
    where = found["columns"].index(value)
    made = {tuple(str(row[i]).removesuffix(" 00:00:00") for i in at): number(row[where]) for row in found["rows"]}
    assert len(made) == len(found["rows"]), "a cell twice"
    return made


def number(value: Any) -> float | None:
    """As far as a number is the same however it was written; metricflow writes an empty one as NaN or nothing."""
    return None if value is None or value != value else round(float(value), 6)


def expected(demo: Built, query: str) -> Answers:
    return {tuple(map(str, row[:-1])): number(row[-1]) for row in demo.published(query)}


def per_indicator(told: Answers) -> dict[str, Answers]:
    """Answers whose first key is the indicator, apart for each."""
    apart: dict[str, Answers] = {}
    for (indicator, *rest), value in told.items():
        apart.setdefault(indicator, {})[tuple(rest)] = value
    return apart


def test_what_is_checked_in_is_what_the_seed_and_the_readers_give() -> None:
    assert metrics.MADE.read_text(encoding="utf-8") == metrics.made(), "run make metrics"


def test_there_is_a_metric_for_each_indicator_and_no_two_share_a_name() -> None:
    named = [metric["name"] for metric in metrics.metrics()]
    assert len(named) == len(set(named))
    assert {metrics.metric_name(row["indicator_id"]) for row in metrics.indicators()} <= set(named)


def test_every_metric_says_what_the_scorecard_says(demo: Built, home: Path) -> None:
    """Per opgave, delineation and day each, in the delineation that is drawn. And without a day the newest, or of what is
    counted once and for all the periods together: one of each unit and frequency, for their expression is the same."""
    rows = metrics.indicators()
    each = per_indicator(
        expected(
            demo,
            "select indicator_id, opgave_id, s.delineation, cast(period_start as varchar), value "
            f"from {SCORECARD} where {DRAWN}",
        )
    )
    once = ", ".join(f"'{unit.replace(chr(39), chr(39) * 2)}'" for unit in sorted(metrics.COUNTED_ONCE))
    together = per_indicator(
        expected(
            demo,
            f"""
            select indicator_id, opgave_id, if(
                i.unit in ({once}),
                if(count(*) = count(value), sum(value), null),
                arg_max_null(value, period_start)
            )
            from {SCORECARD} where {DRAWN} group by indicator_id, i.unit, opgave_id
            """,
        )
    )
    assert len(each) == len(rows), "a metric of which there is nothing to be right about"
    of = [metrics.metric_name(row["indicator_id"]) for row in rows]
    some = list({(row["unit"], row["frequency"]): row["indicator_id"] for row in rows}.values())
    asked = [({"metrics": [name], "group_by": ["opgave", "delineation", DAY]}) for name in of]
    asked += [{"metrics": [metrics.metric_name(indicator)], "group_by": ["opgave"]} for indicator in some]
    found = ask(home, asked)
    wrong = [
        f"{name} per day"
        for row, name, by_day in zip(rows, of, found[: len(of)], strict=True)
        if answers(by_day, "opgave", "delineation", DAY, value=name) != each[row["indicator_id"]]
    ]
    wrong += [
        f"{indicator} without a period"
        for indicator, newest in zip(some, found[len(of) :], strict=True)
        if answers(newest, "opgave", value=metrics.metric_name(indicator)) != together[indicator]
    ]
    assert wrong == []


def test_every_saved_query_is_answered_and_the_first_is_the_scorecard(demo: Built, home: Path) -> None:
    named = [query["name"] for query in metrics.saved_queries()]
    found = dict(zip(named, ask(home, [{"saved_query": name} for name in named]), strict=True))
    keys = "indicator_id, opgave_id, delineation, cast(period_start as varchar)"
    for metric, column in {"figure": "value", "figure_lower": "total_lower", "figure_upper": "total_upper"}.items():
        whole = expected(demo, f"select {keys}, {column} from marts.opgave_scorecard")
        assert answers(found["scorekaart"], "indicator", "opgave", "delineation", DAY, value=metric) == whole
    assert [name for name, answer in found.items() if not answer.get("rows")] == []
    ((drawn,),) = demo.published(f"select count(*) from {SCORECARD} where {DRAWN}")
    assert sum(len(found[name]["rows"]) for name in named if name.startswith("cijfers_")) == drawn


def test_no_metric_mixes_opgaven(demo: Built, home: Path) -> None:
    """Asked without opgave, of a kind of opgave, or per year alone: refused, wherever there is more than one."""
    several = {
        str(indicator)
        for (indicator,) in demo.published(
            f"select indicator_id from {SCORECARD} where {DRAWN} group by 1 having count(distinct opgave_id) > 1"
        )
    }
    assert len(several) > 50
    # the expression is the same for all of a unit and frequency
    one_of = {
        (r["unit"], r["frequency"]): r["indicator_id"] for r in metrics.indicators() if r["indicator_id"] in several
    }
    asked = [
        {"metrics": [metrics.metric_name(indicator)], "group_by": by}
        for indicator in one_of.values()
        for by in ([], ["scorecard_line__period_start__year"], ["opgave__kind"])
    ]
    found = ask(home, asked)
    kinds = {
        (str(indicator), str(kind))
        for indicator, kind in demo.published(
            f"select indicator_id, o.kind from {SCORECARD} inner join marts.dim_opgave as o using (opgave_id) where {DRAWN} "
            "group by all having count(distinct opgave_id) > 1"
        )
    }
    mixed = {indicator for indicator, _ in kinds}
    for request, answer in zip(asked, found, strict=True):
        indicator = next(i for i in several if metrics.metric_name(i) == request["metrics"][0])
        if request["group_by"] == ["opgave__kind"] and indicator not in mixed:
            continue
        assert "that cannot be added: ask it by opgave" in answer.get("refused", ""), (request, answer)


def test_figure_is_refused_without_indicator_or_delineation(home: Path) -> None:
    by = ["indicator", "opgave", "delineation"]
    found = ask(home, [{"metrics": ["figure"], "group_by": [key for key in by if key != left_out]} for left_out in by])
    assert [
        left_out
        for left_out, answer in zip(by, found, strict=True)
        if "cannot be added" not in answer.get("refused", "")
    ] == []


def test_a_filter_takes_the_place_of_a_grouping(demo: Built, home: Path) -> None:
    (found,) = ask(
        home, [{"metrics": ["tightness_quarter"], "group_by": [], "where": ["{{ Entity('opgave') }} = 'zorg'"]}]
    )
    newest = expected(
        demo,
        "select value from marts.opgave_scorecard where indicator_id = 'tightness.quarter' and opgave_id = 'zorg' "
        "and delineation = 'kern' order by period_start desc limit 1",
    )
    assert answers(found, value="tightness_quarter") == newest


def test_the_relations_of_the_file_hold_in_it(demo: Built) -> None:
    """`meta.relation` promises that each reference finds its row: asked of the file itself, and each is to a key."""
    with duckdb.connect(str(demo.file), read_only=True) as con:
        relations = con.execute("from meta.relation").fetchall()
        orphans = {}
        for table, here, to, there in relations:
            mine, theirs = here.split(", "), there.split(", ")
            same = " and ".join(f"a.{x} = b.{y}" for x, y in zip(mine, theirs, strict=True))
            filled = " and ".join(f"a.{x} is not null" for x in mine)
            query = f"select count(*) from {table} as a where {filled} and not exists (from {to} as b where {same})"
            orphans[table, here, to] = (con.execute(query).fetchone() or (1,))[0]
            key = f"select count(*) from (select 1 from {to} group by {there} having count(*) > 1)"
            assert con.execute(key).fetchone() == (0,), to
    assert len(relations) > 100
    assert {name: count for name, count in orphans.items() if count} == {}
    to_each = {to for _, _, to, _ in relations}
    dimensions = {
        f"marts.{n}" for (n,) in demo.published("select table_name from duckdb_tables() where table_name like 'dim_%'")
    }
    assert dimensions - to_each <= {"marts.dim_word", "marts.dim_programme", "marts.dim_occupation"}
