-- The year stands in the period, else in the name of the file: the register has one file a period.
select
    'uwv__stap' as dataset_id,
    _snapshot_id as snapshot_id,
    coalesce(
        try_cast(nullif(regexp_extract(period, '(20[0-9]{2})', 1), '') as integer),
        try_cast(nullif(regexp_extract(file, '(20[0-9]{2})', 1), '') as integer)
    ) as year,
    period as period_text,
    {{ collapse_whitespace("course") }} as course,
    {{ dutch_decimal("regexp_replace(replace(amount, '€', ''), '[.]([0-9]{3})\\b', '\\1', 'g')") }} as amount_eur,
    nullif(trim(age), '') as age,
    nullif(trim(sector), '') as sector,
    nullif(trim(position), '') as labour_position,
    nullif(trim(education), '') as education_level,
    nullif(trim(purpose), '') as purpose,
    -- a line is one award, unless the file counts
    coalesce({{ dutch_count("awards") }}, 1) as awards
from {{ source("raw", "uwv__stap") }}
