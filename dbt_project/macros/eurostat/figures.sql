{#- One row per value of a flow of Eurostat: text cast, the decimals that were printed, an empty value kept with its flag.
    `dimensions` are the columns that tell the values apart. -#}
{% macro eurostat_figures(table, dimensions) %}
    select
        '{{ table }}' as dataset_id,
        _snapshot_id as snapshot_id,
        {%- for dimension in dimensions %}
        {{ dimension }},
        {%- endfor %}
        cast(TIME_PERIOD as integer) as year,
        try_cast(nullif(trim(OBS_VALUE), '') as double) as value,
        length(split_part(trim(OBS_VALUE), '.', 2)) as decimals,
        nullif(trim(OBS_FLAG), '') as flag
    from {{ source("raw", table) }}
    where freq = 'A' and geo = 'NL'
{%- endmacro %}
