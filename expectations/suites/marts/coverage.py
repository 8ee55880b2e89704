"""Suites of what the crosswalks do not reach: opgaven without codes, persons whom no opgave claims."""

from expectations.suite import Suite
from expectations.suites.marts.common import OPGAVEN, check, key, mart, suite
from expectations.vocabulary import at_least, between, exactly, zero


def opgave_coverage() -> Suite:
    return suite(
        "opgave_coverage",
        f"""
        select
            opgave_id, code_system, edition, code_level, delineation, codes,
            case when codes = 0 and coalesce(reason_nl, '') = '' then 1 else 0 end as unexplained
        from {mart("opgave_coverage")}
        """,
        *key("opgave_id", "code_system", "edition", "code_level", "delineation"),
        check("opgaven", exactly("opgave_id", OPGAVEN), "critical", "Over elke opgave wordt verantwoording afgelegd."),
        check(
            "absence_explained",
            zero("unexplained"),
            "critical",
            "Geen codes is 'niet af te bakenen', met een reden; nooit 0.",
        ),
        check("codes_counted", between("codes", 0), "critical", "Een aantal codes is niet negatief."),
    )


def education_coverage() -> Suite:
    return suite(
        "education_coverage",
        f"""
        select
            study_year, education_sector, measure, delineation, dataset_id, persons, persons_unclaimed, unclaimed_pct,
            case when delineation = 'breed' then persons_unclaimed end as breed_unclaimed,
            case when delineation = 'breed' then max(persons_unclaimed) filter (where delineation = 'kern') over (
                partition by study_year, education_sector, measure, dataset_id
            ) end as kern_unclaimed
        from {mart("education_coverage")}
        """,
        *key("study_year", "education_sector", "measure", "delineation"),
        check("share_in_range", between("unclaimed_pct", 0, 100), "critical", "Een aandeel ligt tussen 0 en 100 %."),
        check(
            "part_of_whole",
            at_least("persons", "persons_unclaimed"),
            "critical",
            "Wie geen opgave heeft is deel van allen.",
        ),
        check(
            "breed_claims_more",
            at_least("kern_unclaimed", "breed_unclaimed"),
            "critical",
            "Breed heeft alle codes van kern en meer: er blijft minder over.",
        ),
        check(
            "something_claimed",
            between("unclaimed_pct", 0, 99),
            "warning",
            "Boven 99 % heeft de koppeling van opleidingen aan opgaven niet gewerkt.",
        ),
    )
