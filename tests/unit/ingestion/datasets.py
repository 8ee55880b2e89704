"""Datasets for tests: the real protocols, with short contracts."""

import json
from typing import Any

from ingestion.dataset import Dataset

ENTRY: dict[str, Any] = {
    "title": "t",
    "description": "d",
    "cadence": "yearly",
    "licence": "CC BY 4.0",
    "attribution": "DUO",
    "homepage": "https://duo.nl/",
}
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
