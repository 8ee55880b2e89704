-- Four registers in one shape, one row per category and date of the register. Raw holds the state that is in use: what
-- came and went between two dates is in the archive, not here.
{% set categories = ["work", "exchange", "study", "research"] %}
with source as (
    {%- for category in categories %}
    select
        'ind__sponsors_{{ category }}' as dataset_id,
        '{{ category }}' as category,
        register_date,
        _snapshot_id
    from {{ source("raw", "ind__sponsors_" ~ category) }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

-- names and KvK numbers may belong to natural persons: nothing but the number of rows leaves raw
renamed as (
    select
        dataset_id,
        _snapshot_id as snapshot_id,

        category,
        register_date,
        count(*) as sponsors
    from source
    group by dataset_id, category, _snapshot_id, register_date
)

select * from renamed
