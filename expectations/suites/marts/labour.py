"""Suites of the labour market, of lifelong learning and of productivity: their periods, and what is plausible of them."""

from expectations.suite import Check
from expectations.suites.marts.common import SECOND_SET, all_opgaven, check, of_model, without_gap
from expectations.vocabulary import between, filled, has_all, one_of


def tightness_believable() -> Check:
    return check(
        "tightness_believable",
        between("tightness", high=60),
        "warning",
        "Landelijk is de spanning afgetopt op 16; in een regio kan zij hoger zijn.",
    )


SUITES = (
    of_model(
        "fct_labour_market",
        all_opgaven(),
        tightness_believable(),
        check(
            "hourly_wage_believable",
            between("hourly_wage", 8, 120),
            "warning",
            "Medianen van beroepsgroepen lopen in 2024 van 11,20 tot 47,70 euro per uur (85517NED).",
        ),
        check(
            "published_totals",
            between("deviation_pct", 0, 2),
            "warning",
            "Openstaande, ontstane en vervulde vacatures zoals CBS ze publiceerde; CBS herziet in de tabel zelf.",
        ),
        check(
            "measures_there",
            has_all("measure", ("employed", "vacancies", "tightness")),
            "warning",
            "De drie maten waarmee schaarste wordt beoordeeld; zij ontbreken als hun bron ontbreekt.",
        ),
        without_gap("Maanden, kwartalen en jaren volgen elkaar op; een uittreksel kan er missen."),
    ),
    of_model("fct_labour_market_occupation", tightness_believable()),
    of_model(
        "fct_labour_market_industry",
        check(
            "part_of_whole",
            between("beyond_total", high=0),
            "critical",
            "Een bedrijfstak telt niet meer dan alle samen, op een tienduizendste na.",
        ),
        check(
            "vacancy_rate_believable",
            between("vacancy_rate", 0, 150),
            "warning",
            "Vacatures per 1 000 banen: nationaal 13 tot 49 sinds 1997, in een bedrijfstak nooit boven 100 gezien.",
        ),
    ),
    of_model(
        "fct_labour_market_region",
        all_opgaven(),
        tightness_believable(),
        check("twelve_provinces", between("provinces", high=12), "critical", "Nederland heeft twaalf provincies."),
        check(
            "provinces_make_the_country",
            between("provinces_beside_country_pct", 0, 2),
            "warning",
            "De twaalf provincies samen zijn het land, op afronding en niet-gepubliceerde cellen na.",
        ),
    ),
    of_model(
        "fct_labour_participation",
        check("employed_published", filled("employed"), "critical", "De werkzame beroepsbevolking is er elke periode."),
        check(
            "force_adds_up",
            between("force_left", 0, 1500),
            "critical",
            "Werkzaam en werkloos zijn samen de beroepsbevolking: drie op duizendtallen afgeronde getallen.",
        ),
    ),
    of_model(
        "fct_llo_uptake",
        all_opgaven(),
        check(
            "entrants_believable",
            between("entrants", 2_000, 60_000),
            "warning",
            "8.738 bbl-instromers die werkten in 2020/'21 (CBS 83197NED), alle leeftijden; de nieuwe tabel kan ruimer zijn.",
            SECOND_SET,
        ),
        check(
            "parts_make_whole",
            between("parts_beside_whole_pct", 0, 1),
            "critical",
            "Wel en geen deelname zijn samen de bevolking, op de afronding na.",
        ),
        check(
            "participation_believable",
            between("participation_pct", 5, 80),
            "warning",
            "26 tot 36 % in 2023; daarbuiten is waarschijnlijk een andere regel gelezen.",
        ),
        check(
            "published_totals",
            between("deviation_pct", 0, 2),
            "warning",
            "Landelijke deelname in 2023 zoals CBS die publiceerde; CBS herziet in de tabel zelf.",
        ),
        without_gap("CBS publiceert jaarlijks vanaf 2013; een uittreksel kan jaren missen."),
    ),
    of_model(
        "fct_productivity",
        all_opgaven(),
        check(
            "growth_believable",
            between("growth", -30, 30),
            "warning",
            "Jaarmutaties van hele bedrijfstakken; in 2020 en 2021 liepen zij tot 25 % (horeca), anders blijven zij onder 15.",
        ),
        check(
            "per_hour_believable",
            between("per_hour", 10, 400),
            "warning",
            "Toegevoegde waarde per uur: ongeveer 30 euro in de horeca tot enkele honderden in energie en delfstoffen.",
        ),
    ),
    of_model(
        "fct_gdp_change",
        check(
            "gdp_believable",
            between("gdp_change", 0, 15),
            "warning",
            "Het bbp kromp en groeide sinds 1995 nooit meer dan 12 % in een kwartaal op jaarbasis (2021KW02).",
        ),
    ),
    of_model(
        "productivity_shift",
        check("shares_add_up", between("share_left", 0, 0.05), "critical", "De drie klassen zijn samen alle banen."),
        check("nothing_lost", between("jobs_left", 0, 3), "critical", "Wat de ene klasse verliest wint een andere."),
        check(
            "three_classes",
            one_of("classes", (3,)),
            "critical",
            "Een jaar zonder een van de klassen is geen verdeling.",
        ),
        check(
            "classes_even",
            between("jobs_share_pct", 15, 60),
            "warning",
            "Elke klasse is ongeveer een derde van de banen.",
        ),
        without_gap("Jaren volgen elkaar op."),
    ),
)
