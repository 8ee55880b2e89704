"""Small raw tables that pass their suites; a test spoils one thing and names the check that must see it."""

from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

PROVINCES = [f"Provincie {n}" for n in range(12)]
SECTORS = [
    "ECONOMIE",
    "GEDRAG_EN_MAATSCHAPPIJ",
    "GEZONDHEIDSZORG",
    "LANDBOUW_EN_NATUURLIJKE_OMGEVING",
    "ONDERWIJS",
    "TAAL_EN_CULTUUR",
    "TECHNIEK",
]
GRADUATES_HBO = {2014: 69_393, 2015: 70_920, 2016: 73_957, 2017: 76_258, 2018: 74_345}


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Adds rows; what a row does not name is null."""
    listed = list(rows)
    columns = list(dict.fromkeys(column for row in listed for column in row))
    found = pa.table({column: [row.get(column) for row in listed] for column in columns})
    con.register("found", found)
    con.execute(f"insert into {table} by name from found")
    con.unregister("found")


def participation(con: duckdb.DuckDBPyConnection) -> str:
    """CBS 85224NED: two series, 2024 and 2025 by quarter and year."""
    dataset = "cbs__85224ned"
    measures = {"M1": "Werkzame beroepsbevolking", "M2": "Werkloze beroepsbevolking", "M3": "Werkloosheidspercentage"}
    periods = [f"{y}{p}" for y in (2024, 2025) for p in ("KW01", "KW02", "KW03", "KW04", "JJ00")]
    insert(con, "raw.cbs__measure", [{"dataset_id": dataset, "Identifier": k, "Title": v} for k, v in measures.items()])
    insert(
        con,
        "raw.cbs__code",
        [
            {
                "dataset_id": dataset,
                "Dimension": "SeizoenEnWerkdagcorrectie",
                "Identifier": "S",
                "Title": "Seizoengecorrigeerd",
            },
            *(
                {"dataset_id": dataset, "Dimension": "Perioden", "Identifier": p, "Status": "Definitief"}
                for p in periods
            ),
        ],
    )
    insert(
        con,
        f"raw.{dataset}",
        [
            {"Id": i, "Measure": m, "Value": 100.0, "SeizoenEnWerkdagcorrectie": "S", "Perioden": p}
            for i, (m, p) in enumerate((m, p) for m in measures for p in periods)
        ],
    )
    return f"raw.{dataset}"


def immigrants(con: duckdb.DuckDBPyConnection) -> str:
    """CBS 84809NED: the labour motive as published in 2022 and 2023."""
    dataset, total = "cbs__84809ned", {"Geslacht": "T001038", "Leeftijd": "10000", "Nationaliteit": "T001059"}
    total |= {"SociaaleconomischeCategorie": "T001083", "Verblijfsduur": "A027954"}
    insert(
        con,
        "raw.cbs__code",
        [
            {"dataset_id": dataset, "Dimension": "Migratiemotief", "Identifier": "T001056", "Title": "Totaal"},
            *(
                {"dataset_id": dataset, "Dimension": "JaarVanImmigratie", "Identifier": p, "Status": "Voorlopig"}
                for p in ("2022JJ00", "2023JJ00")
            ),
        ],
    )
    insert(
        con,
        f"raw.{dataset}",
        [
            {"Measure": "M", "Value": v, "Migratiemotief": "A009232", "JaarVanImmigratie": p, **total}
            for p, v in (("2022JJ00", 28_680.0), ("2023JJ00", 25_195.0))
        ],
    )
    return f"raw.{dataset}"


def static_graduates(con: duckdb.DuckDBPyConnection) -> str:
    """DUO's fixed file: one programme per province and sector, and the separators at its end."""
    cells = [(p, s) for p in PROVINCES for s in SECTORS]
    rows = []
    for n, (province, sector) in enumerate(cells):
        row: dict[str, object] = {
            "PROVINCIE": province,
            "CROHO ONDERDEEL": sector.lower(),
            "BRIN NUMMER ACTUEEL": f"{n:02d}AA",
            "OPLEIDINGSCODE ACTUEEL": str(34_000 + n),
            "SOORT DIPLOMA": "hbo bachelor",
            "GESLACHT": "man",
        }
        for year, total in GRADUATES_HBO.items():
            row[str(year)] = str(total // len(cells) + (total % len(cells) if n == 0 else 0))
        rows.append(row)
    insert(
        con, "raw.duo__gediplomeerden_hbo_2019", [*rows, {"PROVINCIE": None}, {"PROVINCIE": "Totalen", "2014": "69393"}]
    )
    return "raw.duo__gediplomeerden_hbo_2019"


def portal_graduates(con: duckdb.DuckDBPyConnection) -> str:
    """DUO's portal, hbo graduates per programme, two years; one in eighty-four is hidden."""
    insert(
        con,
        "raw.duo__p04hogdipl_hbo",
        [
            {
                "DIPLOMAJAAR": str(year),
                "PROVINCIENAAM": province,
                "GEMEENTENUMMER": "0363",
                "INSTELLINGSCODE_ACTUEEL": f"{n:02d}AA",
                "ONDERDEEL": sector,
                "OPLEIDINGSCODE_ACTUEEL": str(34_000 + n),
                "SOORT_DIPLOMA": "hbo bachelor",
                "AANTAL_GEDIPLOMEERDEN": "-1" if n == 5 else str(900 + year - 2022),
            }
            for year in (2022, 2023)
            for n, (province, sector) in enumerate((p, s) for p in PROVINCES for s in SECTORS)
        ],
    )
    return "raw.duo__p04hogdipl_hbo"


def occupations(con: duckdb.DuckDBPyConnection) -> str:
    """ROA AIS: 114 groups and the total, four subjects; 89 groups have a tightness."""
    codes = [f"{1 + n // 10:02d}{1 + n % 10:02d}" for n in range(114)]
    national = {"regionaam": "Nederland", "aggregatieniveau": "beroepsgroep", "thema": "Risicoindicatoren"}
    counts = {
        "verwachte baanopeningen tot 2030": "1.200",
        "verwachte uitbreidingsvraag tot 2030": "-300",
        "verwachte vervangingsvraag tot 2030": "1.200",
    }
    rows: list[dict[str, object]] = [
        {**national, "waarde": code, "onderwerp": subject, "aantal": aantal}
        for subject, aantal in counts.items()
        for code in [*codes, "999999"]
    ]
    rows += [
        {
            **national,
            "waarde": code,
            "onderwerp": "indicator huidige arbeidsmarktsituatie beroep (2026Q1)",
            "indicator": "7,26",
        }
        for code in codes[:89]
    ]
    insert(con, "raw.roa__ais_2030", rows)
    return "raw.roa__ais_2030"


def landed(con: duckdb.DuckDBPyConnection) -> str:
    """UWV's file as a person lays it down: 90 groups, national, one quarter."""
    insert(
        con,
        "raw.uwv__spanningsindicator",
        [
            {
                "period": "2026 kwartaal 1",
                "region": "Nederland",
                "occupation": f"beroep {n}",
                "ratio": "2,5",
                "vacancies": "2.500",
                "ww_short": "1.000",
                "class": "Krap",
            }
            for n in range(90)
        ],
    )
    return "raw.uwv__spanningsindicator"


def sponsors(con: duckdb.DuckDBPyConnection) -> str:
    """IND's register: 12,000 organisations with names that must never be told."""
    con.execute(
        """
        insert into raw.ind__sponsors_work
        select 'Geheime Naam ' || range, printf('%08d', range * 7000), date '2026-07-01', 's' from range(1, 12001)
        """
    )
    return "raw.ind__sponsors_work"


def stap(con: duckdb.DuckDBPyConnection) -> str:
    """UWV's register: two years, counted lines and lines of one award."""
    insert(
        con,
        "raw.uwv__stap",
        [
            {"period": period, "course": f"Cursus {n}", "amount": "950,00", "age": "27 tot 45 jaar", "sector": "Bouw",
             "awards": awards, "file": "stap-2023.csv"}
            for period, awards in (("2022", "400"), (None, "210"))
            for n in range(500)
        ],
    )  # fmt: skip
    return "raw.uwv__stap"


def work_permits(con: duckdb.DuckDBPyConnection) -> str:
    """UWV's annual reports: permits and advice of two years."""
    insert(
        con,
        "raw.uwv__twv",
        [
            {"year": str(year), "kind": kind, "outcome": outcome, "number": number}
            for year in (2017, 2018)
            for kind, outcome, number in (
                ("TWV", "Verleend", "5.700"), ("GVVA-advies", "ingediend", "3.900"), ("GVVA-advies", "positief", "3200"),
            )
        ],
    )  # fmt: skip
    return "raw.uwv__twv"


def permits(con: duckdb.DuckDBPyConnection) -> str:
    """Eurostat: three reasons and the total, 2015 to 2022."""
    insert(
        con,
        "raw.eurostat__migr_resfirst",
        [
            {
                "reason": reason,
                "citizen": "TOTAL",
                "duration": "TOTAL",
                "TIME_PERIOD": str(year),
                "OBS_VALUE": str(value),
            }
            for year in range(2015, 2023)
            for reason, value in (("TOTAL", 90_000), ("FAM", 40_000), ("EDUC", 20_000), ("EMP", 30_000))
        ],
    )
    return "raw.eurostat__migr_resfirst"


def transferees(con: duckdb.DuckDBPyConnection) -> str:
    """Eurostat: permits for transfer within a company, with a dimension that nobody announced."""
    con.execute("alter table raw.eurostat__migr_resict1_1 add column decision varchar")
    insert(
        con,
        "raw.eurostat__migr_resict1_1",
        [
            {"freq": "A", "citizen": citizen, "decision": decision, "TIME_PERIOD": str(year), "OBS_VALUE": value}
            for year in (2022, 2023)
            for citizen, decision, value in (
                ("TOTAL", "ISSUED", "2725"),
                ("TOTAL", "RENEWED", "9"),
                ("IN", "ISSUED", "8"),
            )
        ],
    )
    return "raw.eurostat__migr_resict1_1"


def research_sponsors(con: duckdb.DuckDBPyConnection) -> str:
    """IND's small register: 200 organisations with names that must never be told."""
    con.execute(
        """
        insert into raw.ind__sponsors_research
        select 'Geheime Naam ' || range, printf('%08d', range * 70000), date '2026-07-01', 's' from range(1, 201)
        """
    )
    return "raw.ind__sponsors_research"


def register(con: duckdb.DuckDBPyConnection) -> str:
    """DUO's register: three levels, 1,200 offers."""
    insert(
        con,
        "raw.duo__ho_opleidingsoverzicht",
        [
            {
                "NIVEAU": level,
                "ERKENDEOPLEIDINGSCODE": str(34_000 + n),
                "BEGINDATUM": "2015-09-01",
                "NAAM_LANG": f"opleiding {n}",
            }
            for level in ("HBO-BA", "WO-BA", "WO-MA")
            for n in range(400)
        ],
    )
    return "raw.duo__ho_opleidingsoverzicht"
