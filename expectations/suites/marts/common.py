"""What all mart suites share. Marts are small: a batch is the rows themselves, with what a check needs computed beside.

The bounds hold on every build, also of excerpts and of a build in which datasets are missing; where they cannot, the
check warns. Keys and relations are dbt's to test; here they stand once more per batch, because a publication is audited
on these results too.
"""

from collections.abc import Iterable
from datetime import date

from expectations.suite import Check, Expectation, Severity, Suite
from expectations.vocabulary import at_least, between, filled, has_all, one_of, unique, zero

FIRST_SET = date(2026, 11, 23)

OPGAVEN = (
    "digitalisering_ai",
    "energie_klimaattechnologie",
    "veiligheid_weerbaarheid",
    "life_sciences_biotechnologie",
    "onderwijs",
    "kinderopvang",
    "zorg",
    "woningbouw",
)
NEDERLAND = "nederland"
NATIONAL = "nvt"
STATUSES = ("provisional", "revised_provisional", "definite", "unknown")
METHODS = ("observed", "via_industry", "via_field", "via_programme", "via_occupation", "allocated")


def mart(table: str) -> str:
    return f"curated.marts.{table}"


def suite(table: str, query: str, *checks: Check) -> Suite:
    return Suite(f"mart_{table}", f"marts.{table}", "mart", query, checks)


def check(
    name: str,
    expectation: Expectation,
    severity: Severity,
    reason: str,
    failing_rows: str | None = None,
    dated: date = FIRST_SET,
) -> Check:
    return Check(name, expectation, severity, reason, dated, failing_rows)


def key(*columns: str) -> list[Check]:
    """The key is complete and occurs once."""
    found = [
        check(f"{c}_filled", filled(c), "critical", f"{c} hoort bij de sleutel: zonder is een rij niet te duiden.")
        for c in columns
    ]
    return [*found, check("key_unique", unique(*columns), "critical", "Een rij per sleutel; een dubbele telt dubbel.")]


def opgave_checks() -> list[Check]:
    """On opgave_id, delineation_unknown, and opgave_codes: the codes that the bridge gives the opgave for this fact."""
    return [
        check(
            "opgave_known",
            one_of("opgave_id", (*OPGAVEN, NEDERLAND)),
            "critical",
            "De acht cruciale opgaven van 2 juli 2026 en Nederland als geheel.",
        ),
        check(
            "delineation_known",
            zero("delineation_unknown"),
            "critical",
            "De afbakeningen van bridge_opgave, ook een eigen; nvt hoort alleen bij heel Nederland.",
        ),
        check(
            "opgave_has_codes",
            between("opgave_codes", 1),
            "critical",
            "Waar een afbakening geen enkele code heeft is het cijfer niet af te bakenen: dan hoort er geen rij te "
            "zijn.",
        ),
        check(
            "breed_holds_kern",
            at_least("breed_value", "kern_value"),
            "critical",
            "Breed heeft alle codes van kern en meer: per cel kan kern niet groter zijn.",
        ),
        check(
            "all_opgaven",
            has_all("opgave_id", (*OPGAVEN, NEDERLAND)),
            "warning",
            "Elke opgave heeft codes in minstens een afbakening; een uittreksel van de bron kan haar missen.",
        ),
    ]


def bounds(value: str, lower: str, upper: str) -> list[Check]:
    reason = "Ondergrens, beste schatting en bovengrens in die volgorde: zo telt een afgeschermd of afgerond aantal."
    return [
        check("lower_bound", at_least(value, lower), "critical", reason),
        check("upper_bound", at_least(upper, value), "critical", reason),
        check("not_negative", between(lower, 0), "critical", "Een aantal is niet negatief."),
    ]


def known(column: str, values: Iterable[str], reason: str, severity: Severity = "critical") -> Check:
    return check(f"{column}_known", one_of(column, values), severity, reason)


def status_known() -> Check:
    return known("status", STATUSES, "De standen van een cijfer; unknown waar de bron er geen geeft.")


def method_known() -> Check:
    return known("method", METHODS, "Hoe een cijfer aan een opgave kwam: waargenomen of via een kruistabel.")


def codes_of_opgave(*code_systems: str) -> str:
    """A relation (opgave_id, delineation, opgave_codes)."""
    systems = ", ".join(f"'{s}'" for s in code_systems)
    return f"""(
        select opgave_id, delineation, count(distinct code) as opgave_codes
        from {mart("bridge_opgave")} where code_system in ({systems})
        group by opgave_id, delineation
    )"""


def delineation_unknown(facts: str) -> str:
    """Whether a row of `facts` has a delineation without codes, or a national row another than nvt."""
    return f"""cast(
        ({facts}.opgave_id = '{NEDERLAND}') <> ({facts}.delineation = '{NATIONAL}')
        or {facts}.delineation not in (select '{NATIONAL}' union all select delineation from {mart("bridge_opgave")})
        as integer) as delineation_unknown"""


def opgave_columns(cell: str, value: str, tolerance: float = 0.01) -> str:
    """Columns for `opgave_checks`, over `facts` joined to `codes`; null where they do not apply.

    `cell` is the list of columns that, with the opgave, makes a cell. Kern is held against breed where
    breed has the cell (one of its sources may be missing); `tolerance` is the rounding of the two sums.
    """
    kern, breed = (
        f"sum({value}) filter (where facts.delineation = '{d}') over (partition by facts.opgave_id, {cell})"
        for d in ("kern", "breed")
    )
    return f"""
        {delineation_unknown("facts")},
        case when facts.opgave_id <> '{NEDERLAND}' then coalesce(codes.opgave_codes, 0) end as opgave_codes,
        case when facts.delineation = 'kern' then {kern} end as kern_value,
        case when facts.delineation = 'kern' then {breed} + {tolerance} end as breed_value
    """


def previous(step: str, series: str) -> str:
    """Steps since the previous period of the series; null for its first. Rows of one period share the answer."""
    return (
        f"{step} - max({step}) over (partition by {series} order by {step} "
        "range between unbounded preceding and 1 preceding)"
    )


def without_gap(reason: str, step: int = 1) -> Check:
    return check("periods_without_gap", between("gap", 1, step), "warning", reason)
