"""ROA's AIS to 2030, edition 2026, as DataverseNL sends it: `;`, cp1252, CRLF, decimal comma.

Published: all national rows, of 114 occupation groups (BRC 2014, edition 2025) and the total, with six subjects
(`data/occupations.csv`). Modelled: the rows of three regions, which stand there so that a reader must choose Nederland.
Three oddities of the live file are kept: codes that lost a zero or gained `.0`, and one name that was encoded twice.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo import files
from ingestion.demo.body import CSV, Body, utc
from ingestion.demo.model import between

URL = "https://dataverse.nl/api/access/datafile/674144"
HEADER = (
    "regionaam", "aggregatieniveau", "thema", "waarde", "onderwerp", "naamonderwerp", "typering", "indicator", "aantal",
    "totaal6jrperc", "versie",
)  # fmt: skip
REGIONS = {"Groningen": 0.03, "Groot Amsterdam": 0.09, "Zuid-Limburg": 0.03}
TWICE_ENCODED, TOTAL = "0543", "999999"
VERSION = "v20260901"
NOW = "indicator huidige arbeidsmarktsituatie beroep (2026Q1)"
OPENINGS = "verwachte baanopeningen tot 2030"


def comma(number: str) -> str:
    return number.replace(".", ",")


@cache
def facts() -> tuple[dict[str, str], ...]:
    """What ROA published, a line per occupation group (BRC 2014, edition 2025) and one for the total."""
    names = {r["code"]: r["name_nl"] for r in files.seed("codelist/brc2014") if r["edition"] == "2025"} | {
        TOTAL: "Totaal"
    }
    rows = [r for r in files.rows(files.DATA / "occupations.csv") if r["job_openings_2030"]]
    codes = [r["code"].removeprefix("D94") for r in rows]
    return tuple(r | {"brc_code": c, "brc_label": names[c]} for c, r in zip(codes, rows, strict=True))


def name_of(row: dict[str, str]) -> str:
    label = row["brc_label"]
    for _ in range(2 if row["brc_code"] == TWICE_ENCODED else 0):
        label = label.encode().decode("cp1252")
    return label


def subjects(row: dict[str, str]) -> Iterator[tuple[str, str, str, str, str]]:
    """subject, typering, indicator, aantal, percentage: what ROA says of one group nationally."""
    yield "ITKB toekomstige knelpunten beroepsgroep in 2030", row["itkb_type_2030"], comma(row["itkb_2030"]), "", ""
    yield OPENINGS, "", "", row["job_openings_2030"], row["job_openings_pct_6y"]
    yield "verwachte uitbreidingsvraag tot 2030", "", "", row["expansion_demand_2030"], ""
    yield "verwachte vervangingsvraag tot 2030", "", "", row["replacement_demand_2030"], ""
    yield "verwachte arbeidsmarktontwikkeling beroep 2025-2030", row["expected_development_2025_2030"], "", "", ""
    yield NOW, row["roa_type_2026q1"], comma(row["tightness_2026q1"]), "", ""


def lines() -> Iterator[tuple[str, ...]]:
    for row in facts():
        name, head = name_of(row), ("Nederland", "beroepsgroep", "Risicoindicatoren", row["brc_code"])
        yield from ((*head, subject, name, *said, VERSION) for subject, *said in subjects(row) if any(said[:3]))
        for region, part in REGIONS.items():
            yield from _regional(row, name, region, part)


def _regional(row: dict[str, str], name: str, region: str, part: float) -> Iterator[tuple[str, ...]]:
    code = row["brc_code"]
    written = {"Groningen": code, "Groot Amsterdam": f"{code.lstrip('0')}.0", "Zuid-Limburg": f"0{code}"}[region]
    openings = 100 * round(float(row["job_openings_2030"]) * part * between(0.7, 1.3, "ROA", region, code) / 100)
    head = (region, "arbeidsmarktregio beroepsgroep", "Risicoindicatoren", written)
    yield (*head, OPENINGS, name, "", "", str(openings), row["job_openings_pct_6y"], VERSION)
    if row["tightness_2026q1"]:
        tightness = min(16.0, float(row["tightness_2026q1"]) * between(0.6, 1.5, "tight", region, code))
        kind = "krap" if tightness >= 1.5 else "gemiddeld"
        yield (*head, NOW, name, kind, comma(f"{tightness:.2f}"), "", "", VERSION)


@cache
def file() -> Body:
    text = "\r\n".join(";".join(line) for line in (HEADER, *lines())) + "\r\n"
    return Body(text.encode("cp1252"), CSV, utc(2026, 9, 1))
