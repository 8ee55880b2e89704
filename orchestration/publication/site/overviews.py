"""What pages tell that is not a figure of an opgave: the questions, the motions, the regions, what was revised, and how sure the
figures are."""

from collections import defaultdict
from collections.abc import Iterator
from statistics import median
from typing import Any

from orchestration.publication.site import words
from orchestration.publication.site.content import Site

REGIONAL = {
    "tightness": (
        "Spanning op de arbeidsmarkt per regio",
        "Openstaande vacatures per kortdurend werkzoekende; waar geen waarde is staat het laagste en het hoogste beroep. "
        "Vanaf 1,5 heet een regio krap, vanaf 4 zeer krap.",
    ),
    "employed": (
        "Werkzame personen per regio",
        "CBS kent per regio alleen grove beroepsgroepen: een opgave krijgt in elke regio hetzelfde deel van een beroep, dus de "
        "verschillen tussen regio's zijn kleiner dan zij zijn.",
    ),
}


def questions(site: Site) -> Iterator[dict[str, Any]]:
    """Each question with its rule and answers; delineations and opgaven with one answer share a row."""
    by_question: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in site.tables["criteria"]:
        by_question[row["criterion"]].append(row)
    order = list(site.names)
    for criterion, rows in sorted(by_question.items()):
        answers: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in sorted(rows, key=lambda r: (order.index(r["opgave_id"]), r["delineation"] != "kern")):
            key = (row["opgave_id"], row["verdict"], row["explanation_nl"], row["source"])
            if key in answers:
                answers[key]["delineations"] += f" en {row['delineation']}"
            else:
                dataset = site.datasets.get(row["source"] or "")
                said = {"delineations": row["delineation"], "dataset": dataset.title if dataset else None}
                answers[key] = row | said
        alike: dict[tuple[Any, ...], dict[str, Any]] = {}
        for (opgave_id, *told), answer in answers.items():
            shared = alike.setdefault((*told, answer["delineations"]), answer | {"opgaven": []})
            shared["opgaven"].append((site.names[opgave_id], f"opgave/{opgave_id}.html"))
        yield {
            "criterion": criterion,
            "question": rows[0]["question_nl"],
            "kind": rows[0]["kind"],
            "rules": list(dict.fromkeys(row["rule_nl"] for row in rows if row["rule_nl"])),
            "answers": list(alike.values()),
        }


def motions(site: Site) -> dict[str, Any]:
    sectors: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in site.tables["shortage_sectors"]:
        indicator = site.by_id[row["indicator_id"]]
        change = words.change(row["change_1y"], row["change_1y_margin"], row["change_1y_significant"])
        said = {
            "name": indicator.name,
            "page": indicator.page,
            "interval": words.interval(row["total_lower"], row["total_upper"], row["value"]),
            "span": words.span(row["range_lowest"], row["range_highest"]),
            "change": change.short if change else "",
        }
        opgave = sectors[row["sector"]].setdefault(
            site.names[row["opgave_id"]],
            {"opgave_id": row["opgave_id"], "themes": defaultdict(list), "by_verdict": defaultdict(dict)},
        )
        opgave["themes"][row["theme"]].append(row | said | told(site, row))
        opgave["by_verdict"][row["shortage_verdict"] or words.NOT_KNOWN][row["delineation"]] = None
    for opgaven in sectors.values():
        for opgave in opgaven.values():
            verdicts = opgave.pop("by_verdict")
            opgave["verdicts"] = [f"{verdict} ({words.joined(list(of))})" for verdict, of in verdicts.items()]
    skills: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in site.tables["digital_skills"]:
        learns = row["aspect"] == "leven_lang_ontwikkelen"
        said = {
            "interval": words.interval(row["total_lower"], row["total_upper"], row["persons"]),
            "group": site.label("population_group", row["group_nl"]) if learns else row["group_nl"],
        }
        name = site.names[row["opgave_id"]]
        group = name if row["delineation"] == "nvt" else f"{name}, {row['delineation']}"
        skills[row["skill"]][group].append(row | said | told(site, row))
    work = [
        row
        | {
            "name": site.names.get(row["group_id"]) or f"Klasse {row['group_id']}",
            "interval": words.interval(row["total_lower"], row["total_upper"], row["jobs"]),
        }
        for row in site.tables["productive_work"]
    ]
    return {"sectors": sectors, "skills": skills, "work": work}


def told(site: Site, row: dict[str, Any]) -> dict[str, str]:
    """Of a row of a mart the opgave and the period in words."""
    return {"opgave": site.names[row["opgave_id"]], "period": words.period(row["period_start"], row["frequency"])}


def totals(site: Site) -> list[tuple[str, str, str, int]]:
    """Per publication and indicator how many values were revised, the latest first."""
    found: dict[tuple[Any, str], int] = defaultdict(int)
    for row in site.tables["revised"]:
        if row["indicator_id"] in site.by_id:
            found[row["published_at"], row["indicator_id"]] += 1
    ordered = sorted(found.items(), key=lambda each: (-each[0][0].timestamp(), each[0][1]))
    return [
        (words.day(when), site.by_id[indicator].name, site.by_id[indicator].page, count)
        for (when, indicator), count in ordered
    ]


def known(site: Site) -> dict[str, Any]:
    """Per topic what is known of the certainty of the newest figures."""
    topics: dict[str, list[Any]] = defaultdict(list)
    bases: dict[str, None] = {}
    for figure in site.figures.values():
        for line in figure.lines:
            topics[figure.indicator.topic].append(line.newest)
            if line.newest.margin_basis:
                bases[line.newest.margin_basis] = None
    rows = []
    for topic, points in topics.items():
        valued = [p for p in points if p.value is not None]
        counted = sum(p.interval == words.COUNTED for p in valued)
        unknown = sum(p.interval == words.NOT_KNOWN for p in valued)
        widths = sorted(
            100 * (p.total_upper - p.total_lower) / abs(p.value)
            for p in valued
            if p.value and p.total_lower is not None and p.total_upper is not None and p.interval != words.COUNTED
        )
        said = {
            "all": len(points),
            "counted": counted,
            "unknown": unknown,
            "interval": len(valued) - counted - unknown,
            "none": len(points) - len(valued),
            "width": round(median(widths), 1) if widths else None,
        }
        rows.append((words.capital(site.label("topic", topic)), said))
    return {"known": sorted(rows, key=lambda row: row[0]), "bases": sorted(bases)}


def regions(site: Site) -> Iterator[dict[str, Any]]:
    """A table per measure: regions down, opgaven across; kern, or breed where an opgave has no kern."""
    by_measure: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in site.tables["regions"]:
        by_measure[row["measure"]].append(row)
    for measure, (title, text) in REGIONAL.items():
        rows = by_measure[measure]
        if not rows:
            continue
        there = {(row["opgave_id"], row["delineation"]) for row in rows}
        columns = [
            (opgave, delineation)
            for opgave in site.opgaven
            for delineation in ["kern" if (opgave.opgave_id, "kern") in there else "breed"]
            if (opgave.opgave_id, delineation) in there
        ]
        cells = {(row["region_nl"], row["opgave_id"], row["delineation"]): row for row in rows}
        for row in rows:
            row["span"] = words.span(row["range_lowest"], row["range_highest"])
        first = rows[0]
        yield {
            "measure": measure,
            "title": title,
            "text": text,
            "unit": first["unit"],
            "dataset_id": first["dataset_id"],
            "source": site.datasets[first["dataset_id"]].title,
            "period": words.period(first["period_start"], first["frequency"]),
            "columns": columns,
            "rows": [
                (region, [cells.get((region, opgave.opgave_id, d)) for opgave, d in columns])
                for region in sorted({row["region_nl"] for row in rows})
            ],
        }
