"""CBS OData v4: properties, dimensions, measures and their groups, code lists, then the observations page by page.

The table is loaded in long form, and what it says of itself into the shared `raw.cbs__*` tables.
"""

import json
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from ingestion import body_shape
from ingestion.archive import Archive
from ingestion.bodies.cbs_tables import CODE, DIMENSION, FIXED, GROUP, MEASURE, PROPERTY, many, one
from ingestion.bodies.json_pages import first_record_keys, select_records
from ingestion.dataset import CbsOData4, Dataset, Pick
from ingestion.dutch import whole
from ingestion.errors import ContractBroken, NotPublished, Unknown, Unreachable, WrongBody
from ingestion.protocols import Fetched, Loadable
from ingestion.protocols.one_moment import of_one_moment, rows_asked
from ingestion.snapshot import Receipt, Snapshot
from ingestion.sql import literal
from ingestion.vocabulary import TITLES, TOTAL, folded, seed, titles_of
from ingestion.web import Web, link

MAX_PAGES = 2_000
COUNT = "ObservationCount"  # of the rows that a filter lets through


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    return of_one_moment(
        dataset, "Observations", lambda: taken(dataset, web, previous), lambda: current_stamp(dataset, web)
    )


def taken(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    """The table as it comes in once."""
    access = dataset.access
    assert isinstance(access, CbsOData4)
    base = f"https://{access.host}/odata/v1/CBS/{access.table}"

    def entity(name: str) -> Receipt:
        return get_entity(dataset, web, base, name)

    def body(receipt: Receipt) -> dict[str, Any]:
        return dict(json.loads(web.archive.read(receipt.sha256)))

    properties = entity("Properties")
    said = body(properties)
    stamp = stamp_of(access, said)
    if previous and previous.stamp == stamp:
        return None

    dimensions = entity("Dimensions")
    names = plain_names(dataset, [d["Identifier"] for d in body(dimensions)["value"]])
    measures = entity("MeasureCodes")
    parts = [properties, dimensions, measures]
    if any(m.get("MeasureGroupId") for m in body(measures)["value"]):
        with suppress(
            NotPublished
        ):  # a title for people: some tables title every measure alike, and the group says of what
            parts.append(entity("MeasureGroups"))
    codes = {name: entity(f"{name}Codes") for name in names}
    parts += codes.values()

    absent = set(dataset.contract.optional) - set(codes)
    conditions = [condition(dataset, pick, codes, body) for pick in access.filters if pick.dimension not in absent]
    chosen = f"?$filter={' and '.join(conditions)}" if conditions else ""
    if chosen:
        with suppress(NotPublished, Unreachable, WrongBody):  # a count of part of a table is more than CBS promises
            counted = web.get(dataset, f"{base}/Observations/$count{chosen}", COUNT, body_shape.whole_number)
            assert counted is not None
            parts.append(counted.receipt)
    first = f"{base}/Observations{chosen}"
    parts += follow(dataset, web, first, "Observations", "@odata.nextLink")
    return Fetched(tuple(parts), timestamp(said.get("Modified")), stamp)


def follow(dataset: Dataset, web: Web, first: str, name: str, link_name: str) -> list[Receipt]:
    """All pages from the first, by the publisher's own links, each once; bounded in pages and in bytes together."""
    pages: list[Receipt] = []
    seen: set[str] = set()
    url: str | None = first
    while url:
        if url in seen:
            raise WrongBody(
                dataset.id,
                pages[-1].url,
                f"een link terug naar een eerdere bladzijde: {url}",
                "de volgende bladzijde, of geen link op de laatste",
                "De bladzijden van de uitgever gaan rond: de laatste goede stand blijft in gebruik; bouw later opnieuw.",
            )
        seen.add(url)
        if len(pages) == MAX_PAGES or sum(p.byte_count for p in pages) > dataset.size.max_bytes:
            raise ContractBroken(
                dataset.id,
                url,
                f"{len(pages)} bladzijden, {whole(sum(p.byte_count for p in pages))} bytes, en geen eind",
                f"hoogstens {MAX_PAGES} bladzijden en {whole(dataset.size.max_bytes)} bytes",
                "Filter de tabel in de catalogus, of gebruik cbs_bulk.",
            )
        reply = web.get(dataset, url, f"{name}/{len(pages):04d}", body_shape.json_object, accept="application/json")
        assert reply is not None
        pages.append(reply.receipt)
        url = link(reply, link_name)
    return pages


def plain_names(dataset: Dataset, names: list[str]) -> list[str]:
    """Names that will stand in SQL, addresses and file names: refused unless they are plain words."""
    odd = [name for name in names if not re.fullmatch(r"\w+", name)]
    if odd:
        raise ContractBroken(
            dataset.id,
            "Dimensions",
            repr(odd[0]),
            "namen van letters, cijfers en _",
            "Zij wordt niet gebruikt: bekijk wat CBS laat zien.",
        )
    return names


def get_entity(dataset: Dataset, web: Web, base: str, name: str) -> Receipt:
    reply = web.get(dataset, f"{base}/{name}", name, body_shape.json_object, accept="application/json")
    assert reply is not None  # no condition was asked for
    return reply.receipt


def stamp_of(access: CbsOData4, said: dict[str, Any]) -> str:
    """CBS's mark of a table's state, with what we ask of it: the same stamp gives the same observations."""
    wanted = " and ".join(f.model_dump_json() for f in access.filters)
    return "|".join(str(said.get(k)) for k in ("Version", "ObservationsModified", "ObservationCount")) + f"|{wanted}"


def current_stamp(dataset: Dataset, web: Web) -> str:
    """The table's stamp at CBS now, for one small request."""
    access = dataset.access
    assert isinstance(access, CbsOData4)
    receipt = get_entity(dataset, web, f"https://{access.host}/odata/v1/CBS/{access.table}", "Properties")
    return stamp_of(access, json.loads(web.archive.read(receipt.sha256)))


def condition(dataset: Dataset, pick: Pick, codes: dict[str, Receipt], body: Any) -> str:
    """One server-side condition. Titles are looked up in the publisher's own list, and codes must be in it: a filter on
    a code that is not there would be answered with nothing."""
    if pick.dimension not in codes:
        raise ContractBroken(
            dataset.id,
            "Dimensions",
            ", ".join(codes),
            f"een dimensie {pick.dimension}",
            "Verbeter het filter in de catalogus.",
        )
    if pick.from_code:
        return f"{pick.dimension} ge '{pick.from_code}'"
    listed = body(codes[pick.dimension])["value"]
    known = {folded(c["Title"]): c["Identifier"] for c in listed}
    if pick.total and not set(pick.codes) & set(known.values()):
        totals = titles_of(pick.dimension, TOTAL)
        wanted = [known[t] for t in totals if t in known]
        expected, absent = f"een titel die haar totaal is: {' of '.join(totals)}", len(wanted) != 1
        advice = f"Ga na welke titel het totaal is, en voeg haar toe aan {seed(TITLES)}."
    elif pick.titles:
        wanted = [known[folded(t)] for t in pick.titles if folded(t) in known]
        expected, absent = f"de titels {', '.join(pick.titles)}", len(wanted) < len(pick.titles)
        advice = "Verbeter het filter in de catalogus naar de nieuwe woorden van CBS."
    else:
        wanted = [c for c in pick.codes if c in known.values()]
        expected, absent = f"de codes {', '.join(pick.codes)}", len(wanted) < len(pick.codes)
        advice = "Verbeter het filter in de catalogus: kies op titel waar de code niet bekend is."
    if absent:
        told = ", ".join(" ".join(f"{c['Title']} ({c['Identifier']})".split()) for c in listed[:20])
        # never chosen by how it begins, and worth proposing
        perhaps = tuple(" ".join(c["Title"].split()) for c in listed if folded(c["Title"]).startswith(TOTAL))
        unknown = Unknown(TITLES, perhaps, pick.dimension, TOTAL) if pick.total and len(perhaps) == 1 else None
        raise ContractBroken(dataset.id, f"{pick.dimension}Codes", told, expected, advice, unknown=unknown)
    joined = " or ".join(f"{pick.dimension} eq '{code}'" for code in wanted)
    return f"({joined})" if len(wanted) > 1 else joined


def timestamp(value: str | None) -> datetime | None:
    """CBS's `Modified`; a time without a zone is taken as UTC (v3 gives none)."""
    if not value:
        return None
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def read(
    dataset: Dataset, snapshot: Snapshot, archive: Archive, con: duckdb.DuckDBPyConnection, folder: Path
) -> Loadable:
    assert isinstance(dataset.access, CbsOData4)
    described = json.loads(archive.read(snapshot.part("Dimensions").sha256))["value"]
    dimensions = [d["Identifier"] for d in described]
    said = json.loads(archive.read(snapshot.part("Properties").sha256))
    timed = dataset.period in dimensions or any(d.get("Kind") == "TimeDimension" for d in described)
    year = None if timed or not dataset.period else survey_year(dataset, said)
    pages = [p for p in snapshot.parts if p.part.startswith("Observations/")]
    columns = FIXED | dict.fromkeys(dimensions, "varchar")
    found = first_record_keys(archive, pages[0], "Id")
    columns |= {key: "varchar" for key in found if key not in columns}
    observations = select_records(archive, pages, "Id", columns, folder)
    lists = [
        (archive.body(snapshot.part(f"{name}Codes").sha256), f"{literal(name)} as Dimension, ") for name in dimensions
    ]
    codes = many(lists, CODE)
    if year and dataset.period:
        period, code = dataset.period, literal(f"{year}JJ00")
        observations = f"select *, {code} as {period} from ({observations})"
        codes += (
            f" union all by name select {literal(period)} as Dimension, {code} as Identifier, {literal(year)} as Title"
        )
    return Loadable(
        observations,
        (*(found or columns), *([dataset.period] if year and dataset.period else ())),
        "Observations",
        {
            "cbs__property": one(archive.body(snapshot.part("Properties").sha256), PROPERTY),
            "cbs__dimension": many([(archive.body(snapshot.part("Dimensions").sha256), "")], DIMENSION),
            "cbs__measure": measures(snapshot, archive),
            "cbs__code": codes,
        },
        expected_rows(snapshot, archive, pages[0]),
        rows_asked(pages[0].url),
        ("Id",),
    )


def expected_rows(snapshot: Snapshot, archive: Archive, first: Receipt) -> int | None:
    """How many rows CBS counts: of the whole table, or of the part that was asked for where it counted that."""
    if rows_asked(first.url) is None:
        count = json.loads(archive.read(snapshot.part("Properties").sha256)).get("ObservationCount")
        return None if count is None else int(count)
    counted = next((p for p in snapshot.parts if p.part == COUNT), None)
    return int(archive.read(counted.sha256).decode("utf-8-sig")) if counted else None


def survey_year(dataset: Dataset, said: dict[str, Any]) -> str:
    """The year of a table without a time dimension, which CBS has of surveys held once: the one its title ends in, else
    its coverage. 85987NED is titled 2022 and covers 2023: the title is of the figures. Raises ContractBroken."""
    title, coverage = str(said.get("Title") or ""), str(said.get("TemporalCoverage") or "")
    found = re.search(r"\b((?:19|20)\d{2})\s*$", title) or re.fullmatch(r"\s*((?:19|20)\d{2})\s*", coverage)
    if found is None:
        raise ContractBroken(
            dataset.id,
            "Properties",
            f"geen tijddimensie, Title {title!r}, TemporalCoverage {coverage!r}",
            "een dimensie van perioden, of een jaar aan het eind van de titel of als TemporalCoverage",
            "Ga bij CBS na van wanneer de cijfers zijn; een tabel van meer jaren heeft haar tijddimensie nodig.",
        )
    return found[1]


def measures(snapshot: Snapshot, archive: Archive) -> str:
    """A select of the measures, each with the title of its group where CBS gives one."""
    listed = many([(archive.body(snapshot.part("MeasureCodes").sha256), "")], MEASURE)
    groups = [p for p in snapshot.parts if p.part == "MeasureGroups"]
    titles = (
        many([(archive.body(groups[0].sha256), "")], GROUP)
        if groups
        else "select null as Id, null as Title where false"
    )
    return (
        f"select measure.*, parent.Title as MeasureGroupTitle from ({listed}) as measure "
        f"left join ({titles}) as parent on parent.Id = measure.MeasureGroupId"
    )
