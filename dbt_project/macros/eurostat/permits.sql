{#- One row per value of a flow of residence permits at Eurostat: text cast, an empty value (suppressed or missing) kept
    with its flag. `dimensions` are the columns that tell the permits apart. -#}
{% macro eurostat_permits(table, dimensions) %}
    select
        '{{ table }}' as dataset_id,
        _snapshot_id as snapshot_id,

        {%- for dimension in dimensions %}
        {{ dimension }},
        {%- endfor %}

        cast(TIME_PERIOD as integer) as year,
        -- empty is suppressed or missing, the flag says which
        try_cast(nullif(trim(OBS_VALUE), '') as double) as permits,
        nullif(trim(OBS_FLAG), '') as flag
    from {{ source("raw", table) }}
    where freq = 'A'
{%- endmacro %}


{#- Permits for transfer within a company. Only freq, citizen and geo are sure to be dimensions of these flows: any other
    column that the publisher sends (type of permit, decision, validity, unit) is taken at its total, or at what stands
    for a permit newly given. `apart` are dimensions whose codes all stay. -#}
{% macro eurostat_transferees(table, apart=[]) %}
    {%- set plain = ["_snapshot_id", "DATAFLOW", "LAST UPDATE", "freq", "geo", "unit", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "CONF_STATUS"] + apart -%}
    {{ eurostat_permits(table, ["geo", "citizen"] + apart) }}
        and columns(lambda name: name not in ('{{ plain | join("', '") }}'))
            in ('TOTAL', 'ISSUED', 'ISS', 'FIRST', 'NEW')
{%- endmacro %}
