-- What two opgaven both claim, as a matrix (both directions, the diagonal included): why opgaven are never summed.
-- Of a code that two opgaven claim for parts a and b, what they share lies between max(0, a + b - 1) and min(a, b); the
-- estimate is a x b, as if the parts were spread over the code independently. In kern all three are the same.
{% set grain = "classification, edition, code_level, population, measure, unit, year, period_start" -%}
with claimed as (
    -- wide enough for the product with two weights
    select {{ grain }}, delineation, opgave_id, code, cast(value as decimal(20, 2)) as value, weight
    from {{ ref("int_code_claimed") }}
),

totals as (
    select {{ grain }}, delineation, opgave_id, sum(value * weight) as claimed
    from claimed
    group by {{ grain }}, delineation, opgave_id
    having {{ is_whole("weight") }}
),

shared as (
    select
        {% for column in grain.split(", ") %}
        this.{{ column }},
        {% endfor %}
        this.delineation,
        this.opgave_id,
        other.opgave_id as other_opgave_id,
        count(*) as codes_shared,
        sum(this.value * case
            when this.opgave_id = other.opgave_id then this.weight else this.weight * other.weight
        end) as overlap,
        sum(this.value * case
            when this.opgave_id = other.opgave_id then this.weight else greatest(this.weight + other.weight - 1, 0)
        end) as overlap_lower,
        sum(this.value * least(this.weight, other.weight)) as overlap_upper
    from claimed as this
    inner join claimed as other using ({{ grain }}, delineation, code)
    group by all
),

-- every pair of opgaven that have figures stands in the matrix: two that share nothing share 0
pairs as (
    select {{ grain }}, delineation, this.opgave_id, other.opgave_id as other_opgave_id, this.claimed
    from totals as this
    inner join totals as other using ({{ grain }}, delineation)
)

select
    classification,
    edition,
    code_level,
    population,
    measure,
    year,
    period_start,
    delineation,
    opgave_id,
    other_opgave_id,
    unit,
    coalesce(shared.codes_shared, 0) as codes_shared,
    {{ rounded("coalesce(shared.overlap, 0)", 1) }} as overlap,
    {{ rounded("coalesce(shared.overlap_lower, 0)", 1) }} as overlap_lower,
    {{ rounded("coalesce(shared.overlap_upper, 0)", 1) }} as overlap_upper,
    {{ rounded(
        "cast(coalesce(shared.overlap, 0) as double) / nullif(cast(pairs.claimed as double), 0) * 100", 2
    ) }} as share_pct
from pairs
left join shared using ({{ grain }}, delineation, opgave_id, other_opgave_id)
