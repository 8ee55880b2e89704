-- Observed work in the energy transition (fte): the three activities of the environmental sector that make energy
-- renewable or save it. Whole or nothing: CBS may hide one of them.
select
    dataset_id,
    'energy_transition_fte' as measure,
    period_start,
    frequency,
    {{ rounded("sum(value * " ~ unit_factor("sector.unit") ~ ")", 0) }} as value,
    sum({{ rounding_half("sector.unit", "decimals") }}) as rounding_half,
    'fte' as unit,
    string_agg(activity, '; ' order by activity) as activities_nl,
    {{ least_certain_of_all("status") }} as status
from {{ ref("stg_cbs__environment_sector") }} as sector
where
    activity_word = 'energie' and {{ is_total("Milieudomein", "domain") }}
    and {{ cbs_word("Measure", "measure") }} = 'labour_volume' and value_attribute = 'None'
group by dataset_id, period_start, frequency
having count(*) = 3
