"""Suites of the five questions and of the three motions: what is answered here must be answered for every opgave."""

from expectations.suite import Suite
from expectations.suites.marts.common import OPGAVEN, bounds, check, key, known, mart, status_known, suite
from expectations.vocabulary import at_least, between, exactly, filled, has_all, zero

SECTORS = ("zorg", "bouw", "techniek")

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


def motion_shortage_sectors() -> Suite:
    table = mart("motion_shortage_sectors")
    return suite(
        "motion_shortage_sectors",
        f"""
        select
            motion.sector, motion.opgave_id, motion.delineation, motion.indicator_id, motion.theme, motion.status,
            motion.share_pct, motion.shortage_verdict,
            abs(motion.value - score.value) as difference,
            case when motion.period_start < newest.period_start then 1 else 0 end as not_newest
        from {table} as motion
        left join {mart("opgave_scorecard")} as score
            on score.opgave_id = motion.opgave_id and score.delineation = motion.delineation
            and score.indicator_id = motion.indicator_id and score.period_start = motion.period_start
        left join (
            select opgave_id, delineation, indicator_id, max(period_start) as period_start
            from {mart("opgave_scorecard")} group by all
        ) as newest
            on newest.opgave_id = motion.opgave_id and newest.delineation = motion.delineation
            and newest.indicator_id = motion.indicator_id
        """,
        *key("sector", "opgave_id", "delineation", "indicator_id"),
        known("sector", SECTORS, "De motie noemt zorg, bouw en techniek."),
        check(
            "all_sectors",
            has_all("sector", SECTORS),
            "warning",
            "Elke sector heeft een cijfer, tenzij bronnen ontbreken.",
        ),
        known("shortage_verdict", SHORTAGE, "Het oordeel is dat van opgave_criteria."),
        status_known(),
        check("share_in_range", between("share_pct", 0, 100), "critical", "Een opgave is deel van Nederland."),
        check(
            "as_the_scorecard",
            between("difference", 0, 0.001),
            "critical",
            "De motie herhaalt de scorekaart, niets anders.",
        ),
        check("newest_period", zero("not_newest"), "critical", "Een antwoord met een oud cijfer is geen antwoord."),
    )


def motion_digital_skills() -> Suite:
    table = mart("motion_digital_skills")
    return suite(
        "motion_digital_skills",
        f"""
        select
            skill, aspect, opgave_id, delineation, measure, group_nl, level, period_start, method, status, persons,
            persons_lower, persons_upper, total_persons, share_pct,
            sum(case when skill <> 'ai' and aspect = 'opleiding' then share_pct end)
                over (partition by measure, group_nl, level, period_start) as fields_together_pct
        from {table}
        """,
        *key("skill", "aspect", "opgave_id", "delineation", "measure", "group_nl", "level", "period_start", "method"),
        known(
            "skill",
            ("digitaal", "techniek", "natuurwetenschap", "ai"),
            "De vaardigheden van de motie, voor zover te meten.",
        ),
        *bounds("persons", "persons_lower", "persons_upper"),
        check(
            "part_of_whole",
            at_least("total_persons", "persons"),
            "critical",
            "Een vaardigheid is deel van haar niveau.",
        ),
        check(
            "fields_within_whole",
            between("fields_together_pct", 0, 100),
            "critical",
            "De drie vakgebieden sluiten elkaar uit: samen zijn zij ten hoogste het geheel.",
        ),
        status_known(),
        check(
            "mbo_and_learning",
            has_all("aspect", ("opleiding", "leven_lang_ontwikkelen")),
            "warning",
            "De motie vraagt de hele breedte: ook leven lang ontwikkelen; bronnen kunnen ontbreken.",
        ),
    )


def motion_productive_work() -> Suite:
    table = mart("motion_productive_work")
    return suite(
        "motion_productive_work",
        f"""
        select
            kind, group_id, delineation, year, status, jobs, jobs_share_pct, value_added_per_hour_index, target,
            target_progress_pct,
            case when kind = 'productiviteitsklasse' then sum(jobs_share_pct) over (partition by kind, year) end as classes_together,
            case
                when kind = 'productiviteitsklasse'
                    then abs(sum(jobs_moved_1y) over (partition by kind, year))
            end as moved_in_all
        from {table}
        """,
        *key("kind", "group_id", "delineation", "year"),
        known("kind", ("productiviteitsklasse", "opgave"), "Twee indelingen van dezelfde banen."),
        status_known(),
        check("share_in_range", between("jobs_share_pct", 0, 100), "critical", "Een aandeel ligt tussen 0 en 100 %."),
        check(
            "classes_are_all_jobs",
            between("classes_together", 99.9, 100.1),
            "critical",
            "De drie klassen zijn samen alle banen, op afronding van twee decimalen na.",
        ),
        check(
            "moves_add_up_to_nothing",
            between("moved_in_all", 0, 3),
            "critical",
            "Wat uit de ene klasse gaat komt in een andere; elke klasse is afgerond op een baan.",
        ),
        check(
            "per_hour_plausible",
            between("value_added_per_hour_index", 20, 400),
            "warning",
            "Bedrijfstakken liggen tussen een vijfde en het viervoud van Nederland (85879NED, 2015 tot 2025).",
        ),
    )
