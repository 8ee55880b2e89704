"""Do the published intervals hold 95 %? `python -m tests.simulation --home data/demo` draws the weights of the crosswalk and
the errors of samples and rounding 2,000 times, and counts how often each opgave's newest figure lies within its intervals.

The way from cells to figures is another than that of dbt's macros: from the seeds of the crosswalk and the cells of `shaped`,
in numpy. A weight is a Beta of the mean and 95 % interval that the seed says, one draw for one row of the
crosswalk wherever it counts; a sample errs as a normal by its rule in survey_design; a cell that is rounded or hidden lies
anywhere within its bounds. A figure that this way does not give again stops the run.

95 % is held to 93 to 97 of 100. Four things keep a right interval from hitting 95 exactly; a figure of which one is much is
counted apart, under that word, and is held to 90 and more, and to no more than that word explains:

certain    rounding and hidden counts, or the steps in which it is printed, are much of it: what is certain is never exceeded,
           so that more than 95 is inside
none, all  its interval reaches to where the weights can go no further, so there is no draw beyond that end: up to 97.5 inside; and
           where draws pile up there, what rounding moves them by is added to the interval by squares, which is a little less
ratio      both sides of a ratio move with the weights: its interval is of the tangent, which is wide where they move far
rounded    a count that the seed rounds to hundredths is not the middle of its own interval
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import least_squares
from scipy.stats import beta

DRAWS = 2_000
LEAST, MOST = 0.93, 0.97
LEAST_APART = 0.90
MOST_APART = {"certain": 1.0, "none": 0.98, "all": 0.98, "ratio": 0.99, "rounded": MOST}
# of a half width: above this, what is certain or what is rounded in print shapes the interval
MUCH = 0.2

# one row per row of the crosswalk that an opgave's code has, as a third party would read the seeds
CLAIMS = """
with written as (
    select opgave_id, deelopgave_id, delineation, code_system, edition, code, null as level, weight, weight_lower, weight_upper
    from seeds.opgave_programme where delineation <> 'uitgesloten'
    union all
    select opgave_id, deelopgave_id, delineation, code_system, edition, code, null, weight, weight_lower, weight_upper
    from seeds.opgave_field
    union all
    select opgave_id, deelopgave_id, delineation, code_system, edition, code, null, weight, weight_lower, weight_upper
    from seeds.opgave_occupation
    union all
    select opgave_id, deelopgave_id, delineation, code_system, edition, code, code_level, weight, weight_lower, weight_upper
    from seeds.opgave_industry where code_level = 'division' and edition = '2008'
    union all
    select opgave_id, deelopgave_id, delineation, 'AZW', edition, lower(code), null, weight, weight_lower, weight_upper
    from seeds.opgave_care_branch
)
select
    opgave_id, delineation, code_system || ' ' || case code_system when 'BRC2014' then edition || ' ' else '' end || code as unit,
    cast(weight as double) as weight, weight_lower, weight_upper
from (select * from written union all by name select * replace ('breed' as delineation) from written where delineation = 'kern')
order by all
"""

# Cells: which part (`share`) of the `unit` of the crosswalk is in a cell, and what the cell counts. A ratio is the sum of `above`
# over that of `below`, times `scale`; `rule` and `per` are of the sample.
COLUMNS = """opgave_id, delineation, indicator_id, period_start, unit, share, cell,
    above, above_lower, above_upper, below, scale, rule, per, base"""

GROUPS = """
with parts as (
    -- every group in itself, its class and its segment, by what the groups employ
    select 'BRC2014 ' || codes.edition || ' ' || codes.code as unit, codes.edition, left(codes.code, digits) as brc_code,
        if(digits = 4, 1, employed / sum(employed) over (partition by codes.edition, left(codes.code, digits))) as share,
        bool_and(digits = 4 or employed is not null) over (partition by codes.edition, left(codes.code, digits)) as is_known
    from (select edition, code from shaped.int_occupation where length(code) = 4) as codes
    cross join (values (2), (3), (4)) as levels (digits)
    left join shaped.int_occupation_employment_weight as employment
        on employment.brc_code = codes.code and employment.brc_edition = codes.edition
),
figures as (
    select dataset_id, brc_edition, brc_code, measure || '.' || frequency as indicator_id, measure, frequency, period_start,
        value as above, if(measure = 'expansion_demand', value - rounding_half, greatest(value - coalesce(rounding_half, 0), 0))
            as above_lower, value + coalesce(rounding_half, 0) as above_upper,
        null as below, 1 as scale
    from shaped.int_occupation_figures
    where brc_level = 'beroepsgroep' and population_group = 'totaal' and region = 'Nederland'
        and measure in ('employed', 'job_openings', 'expansion_demand', 'replacement_demand')
    union all
    select dataset_id, brc_edition, brc_code, 'vacancies_new_occupation.' || frequency, measure, frequency, period_start,
        value, greatest(value - coalesce(rounding_half, 0), 0), value + coalesce(rounding_half, 0), null, 1
    from shaped.int_occupation_figures
    where brc_level = 'beroepssegment' and measure = 'vacancies_new' and industry_nl = 'alle bedrijfstakken'
    union all
    select dataset_id, brc_edition, brc_code, unnest(['moved_out.', 'moved_out_pct.']) || frequency, 'moved', frequency,
        period_start, moved, greatest(moved - coalesce(rounding_half, 0), 0), moved + coalesce(rounding_half, 0),
        unnest([null, population]), unnest([1, 100])
    from shaped.int_occupation_moves where not is_total
    union all
    select dataset_id, brc_edition, brc_code, 'tightness.' || frequency, 'tightness', frequency, period_start,
        vacancies, vacancies, vacancies, job_seekers, 1
    from shaped.int_occupation_tightness where region = 'Nederland' and ratio is not null
    union all
    select dataset_id, brc_edition, brc_code, 'hourly_wage_median.' || frequency, 'hourly_wage_median', frequency, period_start,
        wage * employees, wage * employees, wage * employees, employees, 1
    from (
        select dataset_id, brc_edition, brc_code, frequency, period_start,
            max(value) filter (where measure = 'hourly_wage_median') as wage,
            max(value) filter (where measure = 'employees') as employees
        from shaped.int_hourly_wages where brc_level = 'beroepsgroep' group by all
    )
    where wage is not null and employees is not null
)
select figures.*, parts.unit, parts.share, figures.brc_code as cell
from figures inner join parts on parts.edition = figures.brc_edition and parts.brc_code = figures.brc_code and parts.is_known
"""

INDUSTRIES = """
with jobs as (
    select sbi_code as division, jobs, case
        when sbi_code between '01' and '03' then 'A' when sbi_code between '05' and '09' then 'B'
        when sbi_code between '10' and '33' then 'C' when sbi_code = '35' then 'D' when sbi_code between '36' and '39' then 'E'
        when sbi_code between '41' and '43' then 'F' when sbi_code between '45' and '47' then 'G'
        when sbi_code between '49' and '53' then 'H' when sbi_code between '55' and '56' then 'I'
        when sbi_code between '58' and '63' then 'J' when sbi_code between '64' and '66' then 'K' when sbi_code = '68' then 'L'
        when sbi_code between '69' and '75' then 'M' when sbi_code between '77' and '82' then 'N' when sbi_code = '84' then 'O'
        when sbi_code = '85' then 'P' when sbi_code between '86' and '88' then 'Q' when sbi_code between '90' and '93' then 'R'
        when sbi_code between '94' and '96' then 'S' end as section
    from route.int_industry_jobs where sbi_kind = 'division'
),
parts as (
    select 'SBI ' || division as unit, section as cell, jobs / sum(jobs) over (partition by section) as share,
        sum(jobs) over (partition by section) as jobs
    from jobs
    union all
    select 'SBI ' || division, division, 1, null from jobs
),
hours as (
    select sbi_code, period_start, value as hours from shaped.int_productivity_industry
    where frequency = 'year' and sbi_kind = 'section' and measure = 'hours_worked'
),
figures as (
    select dataset_id, sbi_code, measure || '.' || frequency as indicator_id, measure, frequency, period_start, value,
        coalesce(rounding_half, 0) as half, null as hours, measure = 'vacancy_rate' as by_jobs, null as population
    from shaped.int_industry_figures
    where company_size = 'totaal' and value is not null and sbi_kind = if(measure = 'jobs', 'division', 'section')
    union all
    select industry.dataset_id, industry.sbi_code, measure || '.year', measure, 'year', industry.period_start, value, 0, hours,
        not contains(measure, 'per_hour'), null
    from shaped.int_productivity_industry as industry
    left join hours on hours.sbi_code = industry.sbi_code and hours.period_start = industry.period_start
    where frequency = 'year' and sbi_kind = 'section' and coalesce(basis, 'toegevoegde waarde') = 'toegevoegde waarde'
        and value is not null and (not contains(measure, 'per_hour') or hours is not null) and measure <> 'jobs'
    union all
    select dataset_id, sbi_code, unnest(['llo_participation.', 'llo_rate.']) || form || '.' || population_group, form, 'year',
        make_date(year, 1, 1), persons, coalesce(rounding_half, 0), null, false, unnest([null, population])
    from shaped.int_llo_uptake where dataset_id = 'cbs__85316ned' and breakdown = 'bedrijfstak (sectie)'
    union all
    select dataset_id, sbi_code, unnest(['llo_participation.', 'llo_rate.']) || form || '.' || population_group, form, 'year',
        make_date(year, 1, 1), persons, coalesce(rounding_half, 0), null, false, unnest([null, population])
    from shaped.int_llo_courses where dataset_id = 'cbs__85989ned' and length(sbi_code) = 1
)
select dataset_id, indicator_id, measure, frequency, period_start, unit, share, cell,
    value * factor as above, if(half = 0, value, greatest(value - half, 0)) * factor as above_lower, (value + half) * factor as above_upper,
    coalesce(population, if(factor = 1, null, factor)) as below, if(population is null, 1, 100) as scale
from (
    select figures.*, parts.*, case when by_jobs then jobs when hours is not null then hours else 1 end as factor
    from figures inner join parts on parts.cell = figures.sbi_code
)
"""

BRANCHES = """
select dataset_id, measure || '_branch.' || frequency as indicator_id, measure, frequency, period_start,
    'AZW ' || lower(industry_nl) as unit, 1 as share, industry_nl as cell, value as above,
    greatest(value - coalesce(rounding_half, 0), 0) as above_lower, value + coalesce(rounding_half, 0) as above_upper,
    null as below, 1 as scale
from shaped.int_industry_figures
where sbi_kind = 'care_branch' and value is not null and measure in ('vacancies', 'vacancies_new', 'employees')
"""

# a programme goes by its own rows or by those of its field: which of the two is the choice of int_programme_opgave
PROGRAMMES = """
select cells.dataset_id, cells.measure || '.' || cells.education_sector as indicator_id, cells.measure, 'study_year' as frequency,
    make_date(study_year, 8, 1) as period_start, links.opgave_id, links.delineation,
    if(method = 'via_field', 'ISCED-F', cells.code_system) || ' ' || weight_code as unit, 1 as share,
    concat_ws(' ', cells.dataset_id, cells.programme_code, level, learning_path, main_sector) as cell,
    persons as above, persons_lower as above_lower, persons_upper as above_upper, null as below, 1 as scale
from shaped.int_education_candidate as cells
inner join (select distinct opgave_id, delineation, code_system, programme_code, method, weight_code from route.int_programme_opgave)
    as links using (code_system, programme_code)
where is_chosen and level <> 'doctorate'
"""

# narrow and broad fields count only where they belong wholly, so nothing of them is unsure but their rounding
FIELDS = """
select dataset_id, measure || '_cbs.' || education_sector as indicator_id, measure, 'study_year' as frequency,
    make_date(study_year, 8, 1) as period_start, 'ISCED-F ' || isced_code as unit, 1 as share,
    concat_ws(' ', isced_code, level) as cell, persons as above, persons_lower as above_lower, persons_upper as above_upper,
    null as below, 1 as scale
from shaped.int_education_field
where is_finest and is_part and gender = 'totaal' and persons is not null and length(isced_code) = 4
"""

Draws = NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """One figure, newest of its indicator, opgave and delineation, and the share of the draws within its intervals."""

    indicator_id: str
    opgave_id: str
    delineation: str
    weights: float | None
    total: float | None
    apart: str

    @property
    def failed(self) -> list[str]:
        said = [("weights", self.weights), ("total", self.total)]
        least = LEAST_APART if self.apart else LEAST
        most = max([MOST, *(MOST_APART[word] for word in self.apart.split(", ") if word)])
        return [name for name, share in said if share is not None and not least <= share <= most]


def betas(claims: pd.DataFrame) -> tuple[Draws, Draws]:
    """Both parameters of each weight: the Beta with the seed's mean and 95 % interval. Weights of the seed are rounded, so that
    the three do not quite agree: the interval goes before the mean."""
    fitted = {}
    for weight, lower, upper in set(zip(claims.weight, claims.weight_lower, claims.weight_upper, strict=True)):
        width = upper - lower

        def misses(
            at: Draws, weight: float = weight, lower: float = lower, upper: float = upper, width: float = width
        ) -> list[float]:
            mean, n = 1 / (1 + np.exp(-at[0])), np.exp(at[1])
            ends = beta.ppf([0.025, 0.975], mean * n, (1 - mean) * n)
            return [(ends[0] - lower) / width, (ends[1] - upper) / width, 0.05 * (mean - weight) / width]

        found = least_squares(
            misses, [np.log(weight / (1 - weight)), np.log(max(weight * (1 - weight) * 15 / width**2, 1))]
        )
        mean, n = 1 / (1 + np.exp(-found.x[0])), np.exp(found.x[1])
        fitted[weight, lower, upper] = mean * n, (1 - mean) * n
    both = np.array([fitted[key] for key in zip(claims.weight, claims.weight_lower, claims.weight_upper, strict=True)])
    return both[:, 0], both[:, 1]


def weights(
    con: duckdb.DuckDBPyConnection, rng: np.random.Generator
) -> tuple[dict[tuple[str, str, str], int], Draws, Draws]:
    """Of each opgave, delineation and unit: its place among the draws (units by DRAWS), and its weight without error."""
    claims = con.execute(CLAIMS).df()
    unsure = (claims.weight_upper > claims.weight_lower).to_numpy()
    drawn = np.repeat(claims.weight.to_numpy()[:, None], DRAWS, axis=1)
    for_it, against = betas(claims[unsure])
    drawn[unsure] = rng.beta(for_it[:, None], against[:, None], (int(unsure.sum()), DRAWS))
    at, names = pd.factorize(pd.MultiIndex.from_frame(claims[["opgave_id", "delineation", "unit"]]))
    units, mean_of = np.zeros((at.max() + 1, DRAWS)), np.zeros(at.max() + 1)
    np.add.at(units, at, drawn)
    np.add.at(mean_of, at, claims.weight.to_numpy())
    return {key: place for place, key in enumerate(names)}, np.minimum(units, 1), np.minimum(mean_of, 1)


def cells_of(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every cell beside the opgaven that have its unit, with its sample's rule; what is summed or divided stands together."""
    con.execute(f"create temp table claims as {CLAIMS}")
    con.execute("create temp table owners as select distinct opgave_id, delineation, unit from claims")
    frames = []
    for query in (GROUPS, INDUSTRIES, BRANCHES, FIELDS, PROGRAMMES):
        owned = query if query is PROGRAMMES else f"select * from ({query}) inner join owners using (unit)"
        frames.append(
            con.execute(f"""
            select figures.dataset_id, {COLUMNS.replace("rule, per, base", "")}
                design.rule, design.units_per_observation as per, cast(design.base as double) as base
            from ({owned}) as figures
            left join seeds.survey_design as design on design.dataset_id = figures.dataset_id
                and regexp_full_match(measure, design.measures) and regexp_full_match(frequency, design.frequencies)
            """).df()
        )
    return pd.concat(frames, ignore_index=True)


def published(home: Path) -> pd.DataFrame:
    """The newest figure of each indicator, opgave and delineation on the scorecard that came over the crosswalk."""
    with duckdb.connect(str(home / "marts.duckdb"), read_only=True) as con:
        return con.execute("""
            select * from marts.marts.opgave_scorecard
            where opgave_id <> 'nederland' and value is not null and method <> 'observed'
            qualify period_start = max(period_start) over (partition by indicator_id, opgave_id, delineation)
            order by indicator_id, opgave_id, delineation
        """).df()


def simulate(
    cells: pd.DataFrame, at: NDArray[np.int64], drawn: Draws, mean: Draws, rng: np.random.Generator
) -> tuple[float, tuple[float, float], Draws, Draws]:
    """The value that the cells give, what it would be with every unsure weight at none and at all, draws of it with the
    weights' errors alone, and with all errors."""
    share = cells.share.to_numpy(dtype=float)
    own, names = pd.factorize(cells.cell)
    first = np.unique(own, return_index=True)[1]
    one, count = cells.iloc[first], len(names)
    above = one.above.to_numpy(dtype=float)
    weight, exact, least, most = np.zeros((count, DRAWS)), np.zeros(count), np.zeros(count), np.zeros(count)
    np.add.at(weight, own, share[:, None] * drawn[at])
    np.add.at(exact, own, share * mean[at])
    unsure = drawn[at].std(axis=1) > 1e-9
    np.add.at(least, own, share * np.where(unsure, 0, mean[at]))
    np.add.at(most, own, share * np.where(unsure, 1, mean[at]))
    limits = (
        float(np.minimum(least * above, most * above).sum()),
        float(np.maximum(least * above, most * above).sum()),
    )
    lower, upper = one.above_lower.to_numpy(dtype=float), one.above_upper.to_numpy(dtype=float)
    errors = within_bounds(above, lower, upper, rng) - above[:, None]
    sampled = (one.rule == "variance_per_unit").to_numpy()
    below = one.below.to_numpy(dtype=float)
    other = np.zeros((count, DRAWS))  # those below the line of whom none stand above it: a sample of their own
    if sampled.any():
        per, base = one.per.to_numpy(dtype=float), one.base.to_numpy(dtype=float)
        of = lambda size: np.sqrt(np.where(sampled, per * size * np.maximum(1 - size / base, 0), 0))[:, None]  # noqa: E731
        errors += rng.standard_normal((count, DRAWS)) * of(np.abs(above))
        if not np.isnan(below).any():
            other = rng.standard_normal((count, DRAWS)) * of(below - above)
    scale = float(one.scale.iloc[0])
    if np.isnan(below).all():
        return float(exact @ above), limits, above @ weight, np.einsum("cd,cd->d", weight, above[:, None] + errors)
    whole = np.einsum("cd,cd->d", weight, below[:, None] + np.where(sampled[:, None], errors + other, 0))
    return (
        scale * float(exact @ above) / float(exact @ below),
        limits,
        scale * (above @ weight) / (below @ weight),
        scale * np.einsum("cd,cd->d", weight, above[:, None] + errors) / whole,
    )


def within_bounds(value: Draws, lower: Draws, upper: Draws, rng: np.random.Generator) -> Draws:
    """Draws of what a rounded or hidden cell counts: anywhere within its bounds, and on average what it is estimated at."""
    width = upper - lower
    mean = np.where(width > 0, (value - lower) / np.where(width > 0, width, 1), 0.5)
    mean = np.where((mean > 0.02) & (mean < 0.98), mean, 0.5)  # a bound is no estimate: a rounded zero
    size = (len(value), DRAWS)
    return lower[:, None] + width[:, None] * rng.beta(2 * mean[:, None], 2 * (1 - mean[:, None]), size)


def within(draws: Draws, lower: float, upper: float) -> float:
    slack = 1e-9 * max(abs(lower), abs(upper), 1.0)
    return float(np.mean((draws >= lower - slack) & (draws <= upper + slack)))


def judged(
    figure: pd.Series, value: float, limits: tuple[float, float], is_ratio: bool, weighed: Draws, drawn: Draws
) -> Found:
    """How many of the draws lie within the published intervals; none where an interval is not published or has no width.
    `limits` are the figure with every unsure weight at none, and at all."""
    step = 1.0 if figure.unit in COUNTS else 0.1
    certain = np.nan_to_num(figure.value_upper - figure.value_lower) / 2
    wide, total = (figure.weight_upper - figure.weight_lower) / 2, (figure.total_upper - figure.total_lower) / 2
    has_weights, has_total = wide > step and weighed.std() > 0, total > step
    apart = []
    if (has_weights and step > MUCH * wide) or (
        has_total and max(certain, step) > MUCH * max(wide, np.nan_to_num(figure.margin_95))
    ):
        apart.append("certain")
    if has_weights and not is_ratio:
        ends = (figure.weight_lower - limits[0], limits[1] - figure.weight_upper)
        rooms = (value - limits[0], limits[1] - value)
        apart += [word for word, end, room in zip(("none", "all"), ends, rooms, strict=True) if end < 0.15 * room]
    if has_weights and is_ratio and wide > 0.03 * abs(value):
        apart.append("ratio")
    if has_weights and abs(weighed.mean() - value) > 0.1 * wide:
        apart.append("rounded")
    return Found(
        figure.indicator_id,
        figure.opgave_id,
        figure.delineation,
        within(weighed, figure.weight_lower, figure.weight_upper) if has_weights else None,
        within(drawn, figure.total_lower, figure.total_upper) if has_total else None,
        ", ".join(apart),
    )


COUNTS = ("personen", "diploma's", "inschrijvingen", "banen", "vacatures", "personen tot de horizon")


def run(home: Path, seed: int) -> tuple[list[Found], list[str], list[str]]:
    """What was simulated, the figures that this way gives otherwise, and the indicators that it has no cells of."""
    rng = np.random.default_rng(seed)
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as con:
        places, drawn, mean = weights(con, rng)
        cells = cells_of(con)
    figures = published(home)
    by = ["indicator_id", "opgave_id", "delineation", "period_start"]
    groups = dict(iter(cells.groupby(by)))
    found, differing, missing = [], [], set()
    for figure in figures.itertuples(index=False):
        key = (figure.indicator_id, figure.opgave_id, figure.delineation, figure.period_start)
        own = groups.get(key)
        if own is None:
            missing.add(figure.indicator_id)
            continue
        at = np.array([places[(o, d, u)] for o, d, u in zip(own.opgave_id, own.delineation, own.unit, strict=True)])
        value, limits, weighed, all_errors = simulate(own, at, drawn, mean, rng)
        if abs(value - figure.value) > max(0.51 if figure.unit in COUNTS else 0.051, 1e-3 * abs(value)):
            differing.append(f"{' '.join(key[:3])}: published {figure.value}, here {value:.4f}")
            continue
        found.append(judged(figure, value, limits, bool(own.below.notna().any()), weighed, all_errors))
    return found, differing, sorted(missing)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--home", type=Path, default=Path("data/demo"), help="a built home")
    parser.add_argument("--seed", type=int, default=20260702)
    given = parser.parse_args()
    found, differing, missing = run(given.home, given.seed)
    share = lambda x: "" if x is None else f"{100 * x:.1f}"  # noqa: E731
    print(f"{'indicator':58} {'opgave':28} {'delineation':12} weights  total")
    for one in found:
        if one.weights is not None or one.total is not None:
            said = f" {one.apart}" if one.apart else ""
            said += "  <- " + ", ".join(one.failed) if one.failed else ""
            print(
                f"{one.indicator_id:58} {one.opgave_id:28} {one.delineation:12} {share(one.weights):>7} {share(one.total):>6}{said}"
            )
    print()
    for opgave in sorted({one.opgave_id for one in found}):
        held = [(one.weights, one.total) for one in found if one.opgave_id == opgave and not one.apart]
        apart = [
            x
            for one in found
            if one.opgave_id == opgave and one.apart
            for x in (one.weights, one.total)
            if x is not None
        ]
        for name, shares in [
            ("weights", [w for w, _ in held if w is not None]),
            ("total", [t for _, t in held if t is not None]),
        ]:
            if shares:
                print(f"{opgave}, {name}: {len(shares)} figures, {100 * np.mean(shares):.1f} % of the draws inside, "
                      f"from {100 * min(shares):.1f} to {100 * max(shares):.1f}")  # fmt: skip
        if apart:
            print(
                f"{opgave}, apart: {len(apart)} intervals, from {100 * min(apart):.1f} to {100 * max(apart):.1f} % inside"
            )
    if missing:
        print("no cells here of:", ", ".join(missing))
    for line in differing:
        print("another value:", line)
    failed = [one for one in found if one.failed]
    print(f"{len(found)} figures, {sum(one.weights is not None or one.total is not None for one in found)} with an interval "
          f"of weights or samples, {len(failed)} outside {100 * LEAST:.0f} to {100 * MOST:.0f} %")  # fmt: skip
    return 1 if failed or differing else 0


if __name__ == "__main__":
    sys.exit(main())
