"""Suites of the five questions and of the three motions: what is answered here must be answered for every opgave."""

from expectations.suite import Suite
from expectations.suites.marts.common import OPGAVEN, check, key, known, mart, suite
from expectations.vocabulary import between, exactly, filled, zero

SHORTAGE = (
    "groeiend en structureel",
    "structureel, niet groeiend",
    "structureel, groei niet te zeggen",
    "groeiend, niet structureel",
    "niet groeiend en niet structureel",
    "te kort om te zeggen",
    "niet af te bakenen",
)
SPREAD = (
    "landelijk tekort",
    "landelijk, niet in elk beroep",
    "ongelijke spreiding",
    "geen tekort",
    "te weinig gegevens om te zeggen",
    "niet af te bakenen",
)


def opgave_criteria() -> Suite:
    table = mart("opgave_criteria")
    return suite(
        "opgave_criteria",
        f"""
        select
            opgave_id, delineation, criterion, kind, source, quarters_tight_pct, regions_tight_pct,
            case when criterion = 3 then verdict end as shortage_verdict,
            case when criterion = 5 then verdict end as spread_verdict,
            case when kind = 'computed' and coalesce(rule_nl, '') = '' then 1 else 0 end as without_rule,
            case when kind = 'text' and source = 'nog geen bron opgenomen' and verdict <> source then 1 else 0 end as unsourced,
            case when criterion = 3 and slope_per_year is not null and quarters < 12 then 1 else 0 end as slope_of_few,
            count(*) over (partition by opgave_id, delineation) as questions
        from {table}
        """,
        *key("opgave_id", "delineation", "criterion"),
        check("opgaven", exactly("opgave_id", OPGAVEN), "critical", "Elke opgave is met dezelfde vijf vragen gekozen."),
        check(
            "five_questions", between("questions", 5, 5), "critical", "De strategie koos met vijf vragen (2 juli 2026)."
        ),
        known("shortage_verdict", SHORTAGE, "De oordelen die de regel kan geven, ook waar niets te zeggen is."),
        known("spread_verdict", SPREAD, "De oordelen die de regel kan geven, ook waar niets te zeggen is."),
        check("rule_beside_verdict", zero("without_rule"), "critical", "Een berekend oordeel staat naast zijn regel."),
        check("text_has_source", zero("unsourced"), "critical", "Een antwoord in tekst zonder bron is geen antwoord."),
        check(
            "source_filled",
            filled("source"),
            "critical",
            "Elk antwoord zegt waar het op rust, of dat een bron ontbreekt.",
        ),
        check(
            "slope_needs_quarters", zero("slope_of_few"), "critical", "Een helling over minder dan drie jaar is ruis."
        ),
        check(
            "shares_in_range", between("quarters_tight_pct", 0, 100), "critical", "Een aandeel ligt tussen 0 en 100 %."
        ),
        check("region_shares", between("regions_tight_pct", 0, 100), "critical", "Een aandeel ligt tussen 0 en 100 %."),
    )
