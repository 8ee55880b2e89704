"""Suites of what the crosswalk does: its delineations, what each opgave claims, what they share and what nobody claims."""

from expectations.suite import Suite
from expectations.suites.marts.common import (
    OPGAVEN,
    check,
    codes_of_opgave,
    delineation_unknown,
    key,
    known,
    mart,
    method_known,
    opgave_checks,
    opgave_columns,
    status_known,
    suite,
)
from expectations.vocabulary import at_least, between, filled, has_all, like, zero


def dim_delineation() -> Suite:
    return suite(
        "dim_delineation",
        f"select delineation, name_nl, description_nl, opgaven, codes from {mart('dim_delineation')}",
        *key("delineation"),
        check(
            "own_ones_beside_ours",
            has_all("delineation", ("kern", "breed")),
            "critical",
            "De twee afbakeningen van dit project; een eigen staat ernaast.",
        ),
        check(
            "well_formed",
            like("delineation", r"^(?!nvt$|uitgesloten$)[a-z][a-z0-9_]*$"),
            "critical",
            "Een sleutel van kleine letters; nvt is van heel Nederland, uitgesloten van de opleidingen die niet meetellen.",
        ),
        check("has_codes", between("codes", 1), "critical", "Een afbakening zonder codes bakent niets af."),
        check("names_present", filled("name_nl"), "critical", "Een lezer ziet deze tekst: zij ontbreekt nooit."),
    )


CELL = "classification, edition, code_level, population, measure, year"
# beside the figures, so that a share that is a little over a sum is not an error
ROUNDING = 0.11


def classification_coverage() -> Suite:
    """One row per classification, measure, year and delineation; the opgaven in it are counted."""
    return suite(
        "classification_coverage",
        f"""
        with rows as (
            select
                facts.*, {delineation_unknown("facts")},
                claimed > claimed_by_any + {ROUNDING} or claimed_by_any > total + {ROUNDING} as beyond,
                delineation = 'kern' and claimed > {ROUNDING} + max(claimed) filter (where delineation = 'breed') over (
                    partition by {CELL}, opgave_id
                ) as kern_beyond_breed
            from {mart("classification_coverage")} as facts
        )
        select
            {CELL}, delineation,
            count(*) - count(distinct opgave_id) as duplicates,
            max(delineation_unknown) as delineation_unknown,
            count(*) filter (where beyond) as beyond,
            count(*) filter (where kern_beyond_breed) as kern_beyond_breed,
            count(*) filter (where share_pct not between 0 and 100) as outside,
            max(total) - min(total) as totals_differ,
            max(claimed_by_any_pct) as claimed_by_any_pct
        from rows
        group by {CELL}, delineation
        """,
        *key(*CELL.split(", "), "delineation"),
        check("no_duplicates", zero("duplicates"), "critical", "Een opgave claimt per classificatie en jaar een deel."),
        check(
            "delineation_known", zero("delineation_unknown"), "critical", "De afbakeningen van bridge_opgave, geen nvt."
        ),
        check("one_total", zero("totals_differ"), "critical", "Elke opgave is een deel van hetzelfde geheel."),
        check("share_in_range", zero("outside"), "critical", "Een aandeel ligt tussen 0 en 100 %."),
        check(
            "part_of_the_union",
            zero("beyond"),
            "critical",
            "Een opgave claimt niet meer dan alle samen, en die niet meer dan er is.",
        ),
        check("breed_holds_kern", zero("kern_beyond_breed"), "critical", "Breed heeft alle codes van kern en meer."),
        check(
            "something_left",
            between("claimed_by_any_pct", 0, 70),
            "warning",
            "De opgaven zijn een keuze: in november 2026 claimen zij breed 23 tot 59 % van een classificatie.",
        ),
    )


def opgave_overlap() -> Suite:
    """One row per classification, measure, year and delineation: how many pairs of opgaven in it go wrong."""
    return suite(
        "opgave_overlap",
        f"""
        with mirrored as (
            select this.*, other.overlap as other_way
            from {mart("opgave_overlap")} as this
            left join {mart("opgave_overlap")} as other
                using (classification, edition, code_level, population, measure, year, delineation)
            where this.opgave_id = other.other_opgave_id and this.other_opgave_id = other.opgave_id
        )
        select
            {CELL}, delineation,
            count(*) - pow(count(distinct opgave_id), 2) as pairs_missing,
            count(*) filter (where other_way is distinct from overlap) as not_symmetric,
            count(*) filter (where opgave_id = other_opgave_id and share_pct <> 100) as not_itself,
            count(*) filter (where not (overlap_lower <= overlap and overlap <= overlap_upper)) as bounds_wrong,
            count(*) filter (where delineation = 'kern' and overlap_lower <> overlap_upper) as kern_uncertain,
            count(*) filter (where share_pct not between 0 and 100) as outside
        from mirrored
        group by {CELL}, delineation
        """,
        *key(*CELL.split(", "), "delineation"),
        check(
            "whole_matrix", zero("pairs_missing"), "critical", "Elke opgave staat tegenover elke andere en zichzelf."
        ),
        check(
            "symmetric", zero("not_symmetric"), "critical", "Wat de een met de ander deelt deelt de ander met de een."
        ),
        check("diagonal_is_whole", zero("not_itself"), "critical", "Een opgave overlapt zichzelf geheel."),
        check("bounds_ordered", zero("bounds_wrong"), "critical", "De schatting ligt tussen haar grenzen."),
        check("kern_is_exact", zero("kern_uncertain"), "critical", "In kern is elk gewicht 1: de overlap is zeker."),
        check("share_in_range", zero("outside"), "critical", "Gedeeld is niet meer dan wat de opgave zelf claimt."),
    )


def unclaimed_code() -> Suite:
    """One row per classification, measure, year and delineation, beside what classification_coverage says is claimed."""
    return suite(
        "unclaimed_code",
        f"""
        with rows as (
            select codes.*, unclaimed > lag(unclaimed) over (partition by {CELL}, delineation order by rank) as larger
            from {mart("unclaimed_code")} as codes
        ),
        counted as (
            select
                {CELL}, delineation,
                count(*) - count(distinct code) as duplicates,
                count(*) filter (where larger) as out_of_order,
                count(*) filter (where coalesce(name_nl, '') = '') as nameless,
                sum(unclaimed) as unclaimed
            from rows
            group by {CELL}, delineation
        ),
        coverage as (
            select {CELL}, delineation, max(total) as total, max(claimed_by_any) as claimed
            from {mart("classification_coverage")}
            group by {CELL}, delineation
        )
        select
            counted.*,
            counted.unclaimed + coverage.claimed as together,
            coverage.total + {ROUNDING} as whole,
            case when delineation = 'kern' and code_level <> 'section'
                then abs(coverage.total - coverage.claimed - counted.unclaimed) end as lost
        from counted
        left join coverage using ({CELL}, delineation)
        """,
        *key(*CELL.split(", "), "delineation"),
        check("no_duplicates", zero("duplicates"), "critical", "Een code staat er een keer."),
        check("largest_first", zero("out_of_order"), "critical", "De rang volgt het aantal."),
        check(
            "nothing_twice",
            at_least("whole", "together"),
            "critical",
            "Wat niemand claimt en wat iemand claimt is samen niet meer dan er is.",
        ),
        check(
            "nothing_lost",
            between("lost", 0, 1),
            "critical",
            "In kern is een code geheel van een opgave of van geen: samen is dat precies alles. Een sectie is een mengsel "
            "van afdelingen, en telt hier niet mee.",
        ),
        check("names_present", zero("nameless"), "warning", "Een code zonder naam zegt een lezer niets."),
    )


def opgave_sensitivity() -> Suite:
    return suite(
        "opgave_sensitivity",
        f"""
        select
            facts.opgave_id, facts.indicator_id, facts.period_start, facts.delineation, facts.unit,
            {delineation_unknown("facts")},
            cast((facts.value_kern is null or facts.value is null) <> (facts.caveat_nl is not null) as integer)
                as unexplained,
            case when indicator.aggregation = 'sum' and facts.indicator_id not like 'expansion_demand%'
                then facts.value_breed + 1 end as breed,
            case when indicator.aggregation = 'sum' then facts.value_kern end as kern,
            cast(facts.delineation = 'breed' and facts.value is distinct from facts.value_breed as integer) as not_breed
        from {mart("opgave_sensitivity")} as facts
        left join {mart("dim_indicator")} as indicator on indicator.indicator_id = facts.indicator_id
        """,
        *key("opgave_id", "indicator_id", "period_start", "delineation"),
        known("opgave_id", OPGAVEN, "De acht opgaven; heel Nederland heeft geen afbakening."),
        check(
            "delineation_known", zero("delineation_unknown"), "critical", "De afbakeningen van bridge_opgave, geen nvt."
        ),
        check("absence_explained", zero("unexplained"), "critical", "Waar een van beide ontbreekt staat waarom."),
        check("breed_is_breed", zero("not_breed"), "critical", "De rij van breed vergelijkt met breed."),
        check(
            "breed_holds_kern",
            at_least("breed", "kern"),
            "critical",
            "Van een telbaar cijfer is breed niet kleiner dan kern; een krimp (uitbreidingsvraag) kan dat wel zijn.",
        ),
    )


def deelopgave_figure() -> Suite:
    cell = (
        "facts.deelopgave_id, facts.classification, facts.edition, facts.measure, facts.population, facts.period_start"
    )
    addable = "case when facts.measure not in ('tightness', 'expansion_demand') then facts.value end"
    return suite(
        "deelopgave_figure",
        f"""
        select
            facts.opgave_id, facts.deelopgave_id, facts.delineation, facts.classification, facts.edition, facts.measure,
            facts.population, facts.period_start, facts.frequency, facts.value, facts.value_lower, facts.value_upper,
            facts.status, facts.method, facts.codes,
            {opgave_columns(cell, addable, 1)},
            case when facts.measure <> 'expansion_demand' then facts.value_lower end as least,
            cast(facts.value is null and facts.measure <> 'tightness' as integer) as without_value,
            case when part.deelopgave_id is null then 1 else 0 end as part_unknown
        from {mart("deelopgave_figure")} as facts
        left join {codes_of_opgave("CREBO", "CROHO", "ISCED-F", "BRC2014", "SBI")} as codes
            on codes.opgave_id = facts.opgave_id and codes.delineation = facts.delineation
        left join {mart("dim_deelopgave")} as part
            on part.opgave_id = facts.opgave_id and part.deelopgave_id = facts.deelopgave_id
        """,
        *key(
            "opgave_id",
            "deelopgave_id",
            "delineation",
            "classification",
            "edition",
            "measure",
            "population",
            "period_start",
            "frequency",
        ),
        *(c for c in opgave_checks() if c.name != "all_opgaven"),  # only five opgaven have parts
        check("part_known", zero("part_unknown"), "critical", "Een deel van dim_deelopgave."),
        check(
            "value_there", zero("without_value"), "critical", "Alleen van een spanning is er soms alleen een bereik."
        ),
        check("lower_bound", at_least("value", "value_lower"), "critical", "Ondergrens, waarde, bovengrens."),
        check("upper_bound", at_least("value_upper", "value"), "critical", "Ondergrens, waarde, bovengrens."),
        check("not_negative", between("least", 0), "critical", "Een aantal is niet negatief."),
        status_known(),
        method_known(),
    )
