"""UWV's table of work permits and advice, as a person would have copied it from the annual reports.

All published, mostly rounded to 100: TWV granted 2017, 2018, 2020 and 2023, and advice for the combined permit (GVVA)
2014, 2015, 2017 and 2018 (UWV, annual reports of 2015 and 2018). Other years were not found and are not made up.
"""

HEADER = ("Jaar", "Soort", "Uitkomst", "Aantal", "Bron")
REPORT, PRESS = "UWV jaarverslag {}", "UWV, opgave in het nieuws"
PUBLISHED: dict[
    tuple[str, str], dict[int, tuple[int, int | None]]
] = {  # kind and outcome: permits or pieces of advice, and the report, per year
    ("TWV", "verleend"): {2017: (5_700, 2018), 2018: (7_100, 2018), 2020: (6_028, None), 2023: (16_144, None)},
    ("GVVA-advies", "ingediend"): {2014: (2_600, 2015), 2015: (3_000, 2015), 2017: (3_900, 2018), 2018: (3_800, 2018)},
    ("GVVA-advies", "positief"): {2017: (3_200, 2018), 2018: (3_000, 2018)},
    ("GVVA-advies", "negatief"): {2017: (700, 2018), 2018: (600, 2018)},
}


def rows() -> list[tuple[str, ...]]:
    return [
        (str(year), *kind, str(number), REPORT.format(report) if report else PRESS)
        for kind, years in PUBLISHED.items()
        for year, (number, report) in years.items()
    ]
