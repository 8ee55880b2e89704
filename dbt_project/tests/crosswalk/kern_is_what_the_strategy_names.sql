{{ config(meta={'dagster': {'ref': {'name': 'dim_programme'}}}) }}
-- Of the people that kern counts, at least nine tenths are in codes whose name is the word of the strategy that the row
-- gives, each for the share of it that is that (named_share): per opgave, classification and population, in its last year.
with words as (
    {% for seed in ["opgave_programme", "opgave_field", "opgave_occupation", "opgave_industry"] -%}
    select opgave_id, code_system, edition, code, strategy_word, named_share
    from {{ ref(seed) }}
    where delineation = 'kern'
    {{ "union all" if not loop.last }}
    {% endfor %}
),

names as (
    select code_system, code, null as edition, name_nl, field_code from {{ ref("dim_programme") }}
    union all
    select code_system, code, edition, name_nl, null from {{ ref("dim_field") }}
    union all
    select code_system, code, edition, name_nl, null from {{ ref("dim_occupation") }}
    union all
    select code_system, code, edition, name_nl, null from {{ ref("dim_industry") }}
),

counted as (
    select claimed.*, names.name_nl, names.field_code
    from {{ ref("int_code_claimed") }} as claimed
    inner join names
        on names.code_system = claimed.classification
        and names.code = claimed.code
        and coalesce(names.edition, claimed.edition) = claimed.edition
    where claimed.delineation = 'kern'
    qualify year = max(year) over (partition by claimed.opgave_id, claimed.classification, claimed.edition, population, measure)
),

-- a programme is in kern by its own name, else by its field
judged as (
    select
        counted.opgave_id, counted.classification, counted.edition, counted.population, counted.measure, counted.year,
        counted.code, counted.value,
        max(case when regexp_matches(counted.name_nl, word.name_pattern) then words.named_share else 0 end) as named_share
    from counted
    left join words
        on words.opgave_id = counted.opgave_id
        and (
            (words.code_system = counted.classification and words.code = counted.code)
            or (words.code_system = 'ISCED-F' and counted.code_level = 'opleiding' and words.code = counted.field_code)
        )
    left join {{ ref("strategy_word") }} as word
        on word.opgave_id = words.opgave_id and word.strategy_word = words.strategy_word
    group by all
)

select
    opgave_id, classification, edition, population, measure, year, sum(value) as counted,
    sum(value * coalesce(named_share, 0)) / sum(value) as named,
    string_agg(code, ' ' order by value desc) filter (where coalesce(named_share, 0) < 0.9) as not_named
from judged
group by opgave_id, classification, edition, population, measure, year
having sum(value) > 0 and sum(value * coalesce(named_share, 0)) < 0.9 * sum(value)
