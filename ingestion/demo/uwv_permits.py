"""UWV's table of work permits and advice, as a person would have copied it from the annual reports.

All published, mostly rounded to 100: TWV granted 2017, 2018, 2020 and 2023, and advice for the combined permit (GVVA)
2014, 2015, 2017 and 2018 (UWV, annual reports of 2015 and 2018). Other years were not found and are not made up.
"""

HEADER = ("Jaar", "Soort", "Uitkomst", "Aantal", "Bron")
REPORT_2015, REPORT_2018, PRESS = "UWV jaarverslag 2015", "UWV jaarverslag 2018", "UWV, opgave in het nieuws"
PUBLISHED = (
    (2017, "TWV", "verleend", 5_700, REPORT_2018),
    (2018, "TWV", "verleend", 7_100, REPORT_2018),
    (2020, "TWV", "verleend", 6_028, PRESS),
    (2023, "TWV", "verleend", 16_144, PRESS),
    (2014, "GVVA-advies", "ingediend", 2_600, REPORT_2015),
    (2015, "GVVA-advies", "ingediend", 3_000, REPORT_2015),
    (2017, "GVVA-advies", "ingediend", 3_900, REPORT_2018),
    (2018, "GVVA-advies", "ingediend", 3_800, REPORT_2018),
    (2017, "GVVA-advies", "positief", 3_200, REPORT_2018),
    (2018, "GVVA-advies", "positief", 3_000, REPORT_2018),
    (2017, "GVVA-advies", "negatief", 700, REPORT_2018),
    (2018, "GVVA-advies", "negatief", 600, REPORT_2018),
)


def rows() -> list[tuple[str, ...]]:
    return [(str(year), kind, outcome, str(number), page) for year, kind, outcome, number, page in PUBLISHED]
