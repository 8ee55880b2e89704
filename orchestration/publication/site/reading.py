"""What the pages tell, read from the published file and from nothing else."""

from collections import defaultdict
from typing import Any

import duckdb

from orchestration.publication.site import words
from orchestration.publication.site.content import (
    LABOUR_MARKET,
    Dataset,
    Figure,
    Indicator,
    Line,
    Opgave,
    Point,
    Publication,
    Site,
    methods_of,
    missing,
)

POINT = tuple(Point.__dataclass_fields__)
IN_UNIT = frozenset(POINT[POINT.index("value") : POINT.index("trend_3y_margin") + 1]) - {
    "margin_basis",
    "change_1y_significant",
}
# every order ends in columns(*): no two rows are alike, and a page that tells the same is the same page
TABLES = {
    "criteria": "select * from marts.opgave_criteria order by criterion, opgave_id, delineation desc, columns(*)",
    "coverage": "select * from marts.opgave_coverage order by opgave_id, code_system, edition, code_level, delineation, columns(*)",
    "bridge": """
        with names as (
            select code_system, edition, code, name_nl from marts.dim_programme
            union all select code_system, edition, code, name_nl from marts.dim_occupation
            union all select code_system, edition, code, name_nl from marts.dim_industry
            union all select code_system, edition, code, name_nl from marts.dim_field
        )
        select b.*, n.name_nl from marts.bridge_opgave as b left join names as n using (code_system, edition, code)
        order by b.opgave_id, b.code_system, b.delineation desc, b.edition, b.code, columns(*)""",
    "deelopgaven": "select * from marts.dim_deelopgave order by opgave_id, sort_order, columns(*)",
    "revised": "select * from meta.revision where previous_published_at is not null and value is distinct from previous_value "
    "order by published_at desc, indicator_id, opgave_id, delineation, period_start desc, breakdown, columns(*)",
    "regions": "select * from marts.fct_labour_market_region where region_kind = 'arbeidsmarktregio' "
    "qualify period_start = max(period_start) over (partition by measure) order by measure, region_nl, opgave_id, delineation, columns(*)",
    "sensitivity": "select * from marts.opgave_sensitivity "
    "qualify period_start = max(period_start) over (partition by opgave_id, indicator_id, delineation) "
    "order by opgave_id, indicator_id, delineation, columns(*)",
    "shortage_sectors": "select * from marts.motion_shortage_sectors order by sector, sort_order, delineation desc, columns(*)",
    "digital_skills": "select * from marts.motion_digital_skills "
    "qualify period_start = max(period_start) over (partition by skill, aspect, opgave_id, delineation, measure, group_nl, level) "
    "order by skill, aspect, measure, group_nl, level, opgave_id, delineation desc, columns(*)",
    "productive_work": "select * from marts.motion_productive_work "
    "qualify year = max(year) over (partition by kind, group_id, delineation) order by kind, group_id, delineation desc, columns(*)",
}  # fmt: skip


def read(con: duckdb.DuckDBPyConnection) -> Site:
    """Everything from the open publication. Raises duckdb.Error where a table or column is not there."""
    (header,) = rows(
        con, "select publication_id, published_at, is_demo, note_nl, project_version from meta.publication"
    )
    vocabulary = rows(con, "select list, code, label_nl, label_en from meta.vocabulary order by list, sort_order")
    labels = {(row["list"], row["code"]): row["label_nl"] for row in vocabulary}
    opgaven = tuple(
        Opgave(*row.values())
        for row in rows(
            con, "select opgave_id, name_nl, kind, description_nl, name_en from marts.dim_opgave order by sort_order"
        )
    )
    datasets = {
        row["dataset_id"]: dataset(row, labels) for row in rows(con, "from marts.dim_dataset order by dataset_id")
    }
    indicators = tuple(
        indicator(row, datasets) for row in rows(con, "from marts.dim_indicator order by line nulls last, sort_order")
    )
    lines = {
        code: f"Lijn {code}: {text.removeprefix(code).strip()}" for (of, code), text in labels.items() if of == "line"
    }
    why = reasons(con)
    return Site(
        publication=Publication(**header),
        opgaven=opgaven,
        lines=lines | {LABOUR_MARKET: "Arbeidsmarkt: vraag, aanbod en tekort"},
        indicators=indicators,
        datasets=datasets,
        figures=figures(con, opgaven, indicators, why),
        reasons=why,
        labels=labels,
        labels_en={(row["list"], row["code"]): row["label_en"] for row in vocabulary},
        delineations={
            row["delineation"]: (row["name_nl"], row["description_nl"])
            for row in rows(
                con,
                "select delineation, name_nl, description_nl from marts.dim_delineation "
                "where delineation <> 'nvt' order by sort_order",
            )
        },
        tables={name: [with_counts(row) for row in rows(con, query)] for name, query in TABLES.items()},
    )


AMOUNTS = IN_UNIT | {
    *("previous_value", "value_kern", "value_breed", "difference", "persons", "total_persons", "jobs", "jobs_moved_1y")
}


def with_counts(row: dict[str, Any]) -> dict[str, Any]:
    """A row in which what is counted is a count: by its unit, or where its column says persons or jobs."""
    unit = row.get("unit") or ("personen" if row.keys() & {"persons", "jobs"} else "")
    return {name: words.counted(value, unit) if name in AMOUNTS else value for name, value in row.items()}


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    found = con.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def dataset(row: dict[str, Any], labels: dict[tuple[str, str], str]) -> Dataset:
    return Dataset(
        dataset_id=row["dataset_id"],
        publisher=row["publisher_name"],
        title=row["title"],
        licence=row["licence"],
        attribution=row["attribution"],
        homepage=row["homepage"],
        cadence=row["cadence"],
        period_first=row["period_first"],
        period_last=row["period_last"],
        retrieved_at=row["retrieved_at"],
        modified_at=row["publisher_modified_at"],
        status=row["status"],
        status_nl=labels["dataset_status", row["status"]],
        reason=row["status_reason"],
    )


def indicator(row: dict[str, Any], datasets: dict[str, Dataset]) -> Indicator:
    return Indicator(
        indicator_id=row["indicator_id"],
        topic=row["topic"],
        name=row["name_nl"],
        definition=row["definition_nl"],
        unit=row["unit"],
        line=str(row["line"]) if row["line"] is not None else LABOUR_MARKET,
        direction=row["direction"],
        frequency=row["frequency"],
        fact=row["fact"],
        filter_nl=row["filter_nl"],
        datasets=tuple(datasets[each] for each in (row["dataset_ids"] or "").split()),
        caveat=row["caveat_nl"],
        name_en=row["name_en"],
        unit_en=row["unit_en"],
    )


def figures(
    con: duckdb.DuckDBPyConnection,
    opgaven: tuple[Opgave, ...],
    indicators: tuple[Indicator, ...],
    why: dict[tuple[str, str, str], str],
) -> dict[tuple[str, str], Figure]:
    """Per opgave and indicator, the default delineations before those of others."""
    found: dict[tuple[str, str], dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    query = (
        f"select opgave_id, indicator_id, delineation, {', '.join(POINT)} from marts.opgave_scorecard "
        "left join marts.dim_delineation as d using (delineation) "
        "order by opgave_id, indicator_id, d.sort_order nulls last, delineation, period_start"
    )
    of_opgave, of_indicator = {o.opgave_id: o for o in opgaven}, {i.indicator_id: i for i in indicators}
    for opgave_id, indicator_id, delineation, *values in con.execute(query).fetchall():
        unit = of_indicator[indicator_id].unit
        told: list[Any] = [
            words.counted(v, unit) if name in IN_UNIT else v for name, v in zip(POINT, values, strict=True)
        ]
        found[opgave_id, indicator_id][delineation].append(Point(*told))
    made = {}
    for (opgave_id, indicator_id), parts in found.items():
        lines = tuple(Line(delineation, tuple(points)) for delineation, points in parts.items())
        without = missing(opgave_id, indicator_id, parts, why, methods_of(lines))
        made[opgave_id, indicator_id] = Figure(of_opgave[opgave_id], of_indicator[indicator_id], lines, without)
    return made


def reasons(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], str]:
    """Per opgave, code system and delineation why there are no codes, where there are none in any edition."""
    found = con.execute(
        "select opgave_id, code_system, delineation, max(reason_nl) from marts.opgave_coverage "
        "group by all having max(codes) = 0 and max(reason_nl) is not null"
    ).fetchall()
    return {(opgave, system, delineation): reason for opgave, system, delineation, reason in found}
