with source as (
    select
        *,
        -- "2026Q1", "2026KW01", "1e kwartaal 2026", "K1 2026", "2026-03-31"
        try_cast(nullif(regexp_extract(period, '(20[0-9]{2})', 1), '') as integer) as period_year,
        coalesce(
            try_cast(nullif(regexp_extract(period, '(?i)(?:Q|KW?) ?0?([1-4])', 1), '') as integer),
            try_cast(nullif(regexp_extract(period, '(?i)([1-4]) ?e? kw', 1), '') as integer),
            quarter(try_strptime(regexp_extract(period, '20[0-9]{2}-[0-9]{2}-[0-9]{2}'), '%Y-%m-%d')),
            quarter(try_strptime(regexp_extract(period, '[0-9]{2}-[0-9]{2}-20[0-9]{2}'), '%d-%m-%Y'))
        ) as period_quarter,
        nullif(regexp_extract(trim(occupation), '^([0-9]{4})\b', 1), '') as code
    from {{ source("raw", "uwv__spanningsindicator") }}
),

spelling as (
    select word, spelled from {{ ref("uwv_region") }}
),

renamed as (
    select
        'uwv__spanningsindicator' as dataset_id,
        _snapshot_id as snapshot_id,

        -- a region is a name, in the spelling of the seed where that has it; a file without regions is national
        coalesce(spelling.spelled, nullif({{ collapse_whitespace("region") }}, ''), 'Nederland') as region,
        code as brc_code,
        {{ brc_edition("code", "period_year, period_quarter") }} as brc_edition,
        {{ collapse_whitespace("regexp_replace(occupation, '^[0-9]{4}[ -]*', '')") }} as occupation_name,

        {{ dutch_decimal("ratio") }} as ratio,
        {{ dutch_count("vacancies") }} as vacancies,
        {{ dutch_count("ww_short") }} as ww_short,
        nullif(trim(class), '') as class_nl,

        period as period_text,
        make_date(period_year, 3 * period_quarter - 2, 1) as period_start
    from source
    left join spelling on spelling.word = {{ plain_or_null("source.region") }}
)

select * from renamed
