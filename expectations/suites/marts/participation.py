"""Suite of labour participation: every cell of CBS 85224NED, nationally."""

from expectations.suite import Suite
from expectations.suites.marts.common import check, known, mart, suite
from expectations.vocabulary import between, filled, zero

FORCE, EMPLOYED, UNEMPLOYED = "3000790_2", "3000795", "3000800_2"


def participation() -> Suite:
    """One row per period, frequency and correction of the mart."""
    return suite(
        "fct_labour_participation",
        f"""
        select
            period_start, frequency, correction_nl,
            count(*) - count(distinct measure_code) as duplicates,
            count(*) filter (where value is null and missing_reason is null) as unexplained,
            count(*) filter (where not value_lower <= value or not value <= value_upper) as out_of_bounds,
            max(value) filter (where measure_code = '{EMPLOYED}') as employed,
            abs(
                max(value) filter (where measure_code = '{FORCE}')
                - max(value) filter (where measure_code = '{EMPLOYED}')
                - max(value) filter (where measure_code = '{UNEMPLOYED}')
            ) as force_left,
            max(value) filter (where unit = '%') as largest_pct
        from {mart("fct_labour_participation")}
        group by period_start, frequency, correction_nl
        """,
        check("no_duplicates", zero("duplicates"), "critical", "Een cel per maat, correctie en periode."),
        check("absence_explained", zero("unexplained"), "critical", "Een leeg cijfer heeft een reden."),
        check("within_bounds", zero("out_of_bounds"), "critical", "Een cijfer ligt tussen zijn afrondingsgrenzen."),
        known("frequency", ("year", "quarter"), "Jaar of kwartaal; nooit in een reeks."),
        check("employed_published", filled("employed"), "critical", "De werkzame beroepsbevolking is er elke periode."),
        check(
            "force_adds_up",
            between("force_left", 0, 1500),
            "critical",
            "Werkzaam en werkloos zijn samen de beroepsbevolking: drie op duizendtallen afgeronde getallen.",
        ),
        check("percentage_in_range", between("largest_pct", 0, 100), "critical", "Een percentage is hooguit 100."),
    )
