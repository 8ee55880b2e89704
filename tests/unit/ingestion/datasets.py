"""Datasets for tests: the real protocols, with short contracts."""

import json
import zipfile
from io import BytesIO
from typing import Any

from ingestion.dataset import Dataset, Eurostat

ENTRY: dict[str, Any] = {
    "title": "t",
    "description": "d",
    "cadence": "yearly",
    "licence": "CC BY 4.0",
    "attribution": "DUO",
    "homepage": "https://duo.nl/",
    "revisions": {
        "warn_pct": 2, "stop_pct": 40, "cell_pct": 10, "newest_year_pct": 15, "reason": "r", "dated": "2026-11-28",
    },
}  # fmt: skip
FILE = "https://duo.nl/open_onderwijsdata/images/graduates.csv"
HEADER = "BRIN;LEERWEG;CODE;AANTAL"
GOOD = f"{HEADER}\r\n25BE;BOL;01234;10\r\n25BE;BBL;34267;-1\r\n".encode()


def csv_dataset(**contract: Any) -> Dataset:
    """A `;` file with a key, a list of values, a code with leading zeros and a count with a suppression mark."""
    columns = {
        "BRIN": {"required": True, "pattern": r"\d{2}[A-Z]{2}"},
        "LEERWEG": {"values": ["BOL", "BBL"]},
        "CODE": {"pattern": r"\d{5}"},
        "AANTAL": {"required": True, "count": True, "suppressed": ["-1"]},
    }
    return Dataset.model_validate(
        ENTRY
        | {
            "id": "duo__graduates",
            "publisher": "duo",
            "access": {"protocol": "download", "url": FILE, "format": {"delimiter": ";", "encodings": ["utf-8"]}},
            "contract": {"columns": columns} | contract,
            "size": {"max_bytes": 100_000, "min_rows": 1, "max_rows": 1000},
        }
    )


TABLE = "https://datasets.cbs.nl/odata/v1/CBS/1NED"


def cbs_dataset(**access: Any) -> Dataset:
    """A CBS v4 table with one dimension and periods."""
    return Dataset.model_validate(
        ENTRY
        | {
            "id": "cbs__1ned",
            "publisher": "cbs",
            "period": "Perioden",
            "access": {"protocol": "cbs_odata4", "table": "1NED"} | access,
            "contract": {"columns": ["Beroep", "Perioden"]},
        }
    )


def cbs_bodies(observations: list[dict[str, Any]], version: str = "1", count: int | None = None) -> dict[str, bytes]:
    """The answers of CBS for `cbs_dataset`, the observations on pages of two."""

    def body(value: Any, **more: Any) -> bytes:
        return json.dumps({"@odata.context": "x", "value": value} | more, separators=(",", ":")).encode()

    def code(identifier: str, title: str) -> dict[str, Any]:
        return {"Identifier": identifier, "Index": 1, "Title": title, "Description": "", "DimensionGroupId": None}

    properties = {"Identifier": "1NED", "Modified": "2026-04-30T06:30:00+02:00", "Version": version}
    properties |= {"ObservationsModified": version, "ObservationCount": len(observations) if count is None else count}
    bodies = {
        f"{TABLE}/Properties": json.dumps(properties).encode(),
        f"{TABLE}/Dimensions": body(
            [{"Identifier": "Beroep", "Kind": "Dimension"}, {"Identifier": "Perioden", "Kind": "TimeDimension"}]
        ),
        f"{TABLE}/MeasureCodes": body([{"Identifier": "M1", "Index": 1, "Title": "Personen", "Unit": "x 1 000"}]),
        f"{TABLE}/BeroepCodes": body([code("A1", "0111 Docenten"), code("A2", "Totaal")]),
        f"{TABLE}/PeriodenCodes": body([code("2023JJ00", "2023") | {"Status": "Definitief"}]),
    }
    for start in range(0, max(len(observations), 1), 2):
        url = f"{TABLE}/Observations" + (f"?$skiptoken={start}" if start else "")
        last = start + 2 >= len(observations)
        link = {} if last else {"@odata.nextLink": f"{TABLE}/Observations?$skiptoken={start + 2}"}
        bodies[requote(url)] = body(observations[start : start + 2], **link)
    return bodies


def requote(url: str) -> str:
    """The url as the client sends it."""
    import requests

    return str(requests.Request("GET", url).prepare().url)


def observation(number: int, beroep: str = "A1", **more: Any) -> dict[str, Any]:
    record = {"Id": number, "Measure": "M1", "ValueAttribute": "None", "Value": float(number), "StringValue": None}
    return record | {"Beroep": beroep, "Perioden": "2023JJ00"} | more


BULK = "https://datasets.cbs.nl/csv/CBS/nl/1NED"


CKAN = "https://onderwijsdata.duo.nl"


def ckan_dataset() -> Dataset:
    access = {"protocol": "ckan", "package": "p04", "resource_id": "id-1", "file": "graduates.csv"}
    entry = {"id": "duo__p04", "publisher": "duo", "access": access, "contract": {"columns": ["JAAR", "AANTAL"]}}
    return Dataset.model_validate(ENTRY | entry)


def package(identifier: str, file: str) -> bytes:
    resource = {"id": identifier, "url": f"{CKAN}/dataset/x/{file}", "last_modified": "2026-04-08T00:00:00"}
    return json.dumps({"success": True, "result": {"resources": [resource]}}).encode()


EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination"
DATA = f"{EUROSTAT}/sdmx/2.1/data/MIGR_RESFIRST/A..NL?format=SDMX-CSV"
SDMX = b"reason,TIME_PERIOD,OBS_VALUE\nEMP,2024,12\nEMP,2023,\n"


def eurostat_dataset() -> Dataset:
    access = Eurostat(protocol="eurostat", flow="MIGR_RESFIRST", key="A..NL")
    columns = ["reason", "TIME_PERIOD", "OBS_VALUE"]
    entry = {
        "id": "eurostat__first",
        "publisher": "eurostat",
        "access": access.model_dump(),
        "contract": {"columns": columns},
    }
    return Dataset.model_validate(ENTRY | entry)


def register(*rows: tuple[str, str]) -> bytes:
    cells = "".join(f'<tr><th scope="row">{name}</th><td>{kvk}</td></tr>' for name, kvk in rows)
    return (
        "<html><body><p>The register was last updated on 3 September 2026.</p><table><thead><tr><th>Organisation</th>"
        f"<th>KvK number</th></tr></thead><tbody>{cells}</tbody></table></body></html>"
    ).encode()


def register_dataset() -> Dataset:
    access = {
        "protocol": "html_table",
        "url": "https://ind.nl/r",
        "updated": r"last updated on (\d{1,2} [A-Z]\w+ \d{4})",
    }
    columns = {"Organisation": {"required": True}, "KvK number": {"pattern": r"\d{8}"}, "register_date": {}}
    entry = {"id": "ind__register", "publisher": "ind", "access": access, "contract": {"columns": columns}}
    return Dataset.model_validate(ENTRY | entry)


V3 = "https://opendata.cbs.nl/ODataFeed/odata/2NED"


def v3_dataset() -> Dataset:
    access = {"protocol": "cbs_odata3", "table": "2NED", "measures": ["Banen_1"]}
    entry = {"id": "cbs__2ned", "publisher": "cbs", "access": access, "contract": {"columns": ["SBI", "Banen_1"]}}
    return Dataset.model_validate(ENTRY | entry)


def v3_bodies() -> dict[str, bytes]:
    """A table of the v3 feed: one dimension, one measure, two pages."""

    def body(*value: object, **more: str) -> bytes:
        return json.dumps({"odata.metadata": "x", "value": value} | more, separators=(",", ":")).encode()

    dims = {"ID": 0, "Type": "Dimension", "Key": "SBI", "Title": "t"}
    topic = {
        "ID": 2,
        "Type": "Topic",
        "Key": "Banen_1",
        "Title": "Banen",
        "Unit": "x 1 000",
        "Decimals": 1,
        "Datatype": "Float",
    }
    return {
        requote(f"{V3}/TableInfos?$format=json"): body({"Identifier": "2NED", "Modified": "2020-11-19T02:00:00"}),
        requote(f"{V3}/DataProperties?$format=json"): body(dims, topic),
        requote(f"{V3}/SBI?$format=json"): body({"Key": "301000 ", "Title": "A Landbouw", "Status": None}),
        requote(f"{V3}/TypedDataSet?$format=json"): body(
            {"ID": 0, "SBI": "301000 ", "Banen_1": 1.5}, **{"odata.nextLink": f"{V3}/TypedDataSet?$format=json&$skip=1"}
        ),
        requote(f"{V3}/TypedDataSet?$format=json&$skip=1"): body({"ID": 1, "SBI": "301000 ", "Banen_1": None}),
    }


THIRD = "https://dataderden.cbs.nl"
TITLE = "AZW: vacatures"


def titled_dataset(national: bool = True) -> Dataset:
    access = {"protocol": "cbs_titled", "catalogue": "AZW", "title": TITLE, "national": national}
    entry = {"id": "cbs__azw", "publisher": "cbs", "access": access, "contract": {"columns": ["Perioden", "Codes"]}}
    return Dataset.model_validate(ENTRY | entry)


def titled_bodies(table: str = "7NED", time: str = "TimeDimension", **more: str) -> dict[str, bytes]:
    """A catalogue of third parties with this table under our title (and `more`, id to title), and the table: two topics by
    branch, region and quarter; only the cells of the Netherlands can be asked for."""

    def body(*value: object) -> bytes:
        return json.dumps({"odata.metadata": "x", "value": value}, separators=(",", ":")).encode()

    def column(number: int, kind: str, key: str) -> dict[str, object]:
        return {"ID": number, "Type": kind, "Key": key, "Title": key, "Unit": "x 1 000", "Decimals": 1}

    feed = f"{THIRD}/ODataFeed/odata/{table}"
    kinds = {"Branche": "Dimension", "RegioS": "GeoDimension", "Kwartaal": time, "Open_1": "Topic", "Nieuw_2": "Topic"}
    listed = {table: f" {TITLE.upper()}  "} | more
    first = {"ID": 0, "Branche": "A1  ", "RegioS": "NL01  ", "Kwartaal": "2026KW01", "Open_1": 1.5, "Nieuw_2": None}
    bodies = {
        f"{THIRD}/ODataCatalog/Tables?$format=json&$filter=Catalog eq 'AZW'": body(
            *({"Identifier": i, "Title": said, "Modified": "2026-05-01T02:00:00"} for i, said in listed.items())
        ),
        f"{feed}/TableInfos?$format=json": body({"Identifier": table, "Modified": "2026-05-01T02:00:00"}),
        f"{feed}/DataProperties?$format=json": body(
            *(column(n, kind, key) for n, (key, kind) in enumerate(kinds.items()))
        ),
        f"{feed}/Branche?$format=json": body({"Key": "A1  ", "Title": "Kinderopvang"}),
        f"{feed}/RegioS?$format=json": body(
            {"Key": "NL01  ", "Title": "Nederland"}, {"Key": "PV26  ", "Title": "Utrecht"}
        ),
        f"{feed}/Kwartaal?$format=json": body({"Key": "2026KW01", "Title": "2026 1e kwartaal", "Status": "Voorlopig"}),
        f"{feed}/TypedDataSet?$filter=RegioS eq 'NL01  '&$format=json": body(first, first | {"ID": 1, "Open_1": 2.5}),
    }
    return {requote(address): content for address, content in bodies.items()}


OVERHEID = "https://data.overheid.nl"


def match_dataset(**size: int) -> Dataset:
    access = {
        "protocol": "ckan_zips",
        "host": "data.overheid.nl",
        "package": "match",
        "file": r"match(\d{8})\.zip",
        "every": "quarter",
        "format": {"delimiter": ";", "encodings": ["utf-8", "cp1252"]},
    }
    contract = {"new_columns": "discard", "columns": ["PEILDATUM", "BEROEP", "AANTAL"]}
    entry = {"id": "uwv__match", "publisher": "uwv", "access": access, "contract": contract, "size": size}
    return Dataset.model_validate(ENTRY | entry)


def zipped(**members: bytes) -> bytes:
    """A zip; `_` in a name stands for a dot, `__` for `../`."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in members.items():
            bundle.writestr(name.replace("__", "../").replace("_", "."), content)
    return held.getvalue()


def match_bodies(days: tuple[str, ...] = ("20210105", "20210112", "20210406"), **held: bytes) -> dict[str, bytes]:
    """A package of weekly zips. Each holds one csv of its day in cp1252, unless `held` has another zip for `d<day>`."""
    files = {day: f"{OVERHEID}/files/match{day}.zip" for day in days}
    text = "PEILDATUM;MEER;BEROEP;AANTAL\r\n{day};x;Loodgieter in Frysl\u00e2n;12\r\n"
    listed = [{"id": day, "url": url} for day, url in reversed(files.items())] + [
        {"id": "x", "url": f"{OVERHEID}/toelichting.pdf"}
    ]
    return {
        f"{OVERHEID}/api/3/action/package_show?id=match": json.dumps({"result": {"resources": listed}}).encode()
    } | {url: held.get(f"d{day}", zipped(week_csv=text.format(day=day).encode("cp1252"))) for day, url in files.items()}


def bulk_zip() -> bytes:
    """The whole of the table of `cbs_bodies`, as CBS packs it."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(
            "Observations.csv",
            "\ufeffId;Measure;Beroep;Perioden;Value;StringValue;ValueAttribute\r\n"
            "0;M1;A1;2023JJ00;1234,5;;None\r\n1;M1;A2;2023JJ00;;;Impossible\r\n",
        )
        bundle.writestr("MeasureCodes.csv", "\ufeffIdentifier;Title;Unit\r\nM1;Personen;x 1 000\r\n")
        bundle.writestr("BeroepCodes.csv", "\ufeffIdentifier;Title\r\nA1;0111\r\nA2;Totaal\r\n")
        bundle.writestr("PeriodenCodes.csv", "\ufeffIdentifier;Title;Status\r\n2023JJ00;2023;Definitief\r\n")
    return held.getvalue()
