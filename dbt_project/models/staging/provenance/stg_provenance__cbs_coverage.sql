with source as (
    select dataset_id, TemporalCoverage from {{ source("raw", "cbs__property") }}
),

-- "2013-2026", "2023" and "2003 - 2025" alike: the first and the last year in the text
renamed as (
    select
        dataset_id,
        nullif(regexp_extract(TemporalCoverage, '([0-9]{4})', 1), '') as period_first,
        nullif(regexp_extract(TemporalCoverage, '([0-9]{4})[^0-9]*$', 1), '') as period_last
    from source
)

select * from renamed
