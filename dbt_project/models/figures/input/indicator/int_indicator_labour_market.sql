{{ config(materialized="ephemeral") }}
-- The labour market as indicators: one per measure and frequency. The average of a class broader than the opgave is no
-- figure of it.
select
    measure || '.' || frequency as indicator_id,
    opgave_id,
    delineation,
    period_start,
    method as breakdown,
    value,
    value_lower,
    value_upper,
    range_lowest,
    range_highest,
    {{ interval_columns() }},
    design.correlation_1y,
    method,
    unit,
    status,
    -- a year of which fewer quarters were read is no year to compare with
    case
        when not ends_with(measure, '_registered') or weighting = 'gemiddelde van 4 weken'
            then concat_ws(', ', figures.dataset_id, code_edition)
    end as series,
    figures.dataset_id,
    caveat_nl
from {{ ref("fct_labour_market") }} as figures
{{ survey_join("figures.dataset_id", "figures.measure", "figures.frequency") }}
where method <> 'section_average'
