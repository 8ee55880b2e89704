{#- Half a step of what ROA publishes: persons in hundreds, tightness in two decimals, its bottleneck indicator in three. -#}
{% macro roa_rounding_half(measure) -%}
    case
        when {{ measure }} in ('job_openings', 'expansion_demand', 'replacement_demand') then 50
        when {{ measure }} = 'job_openings_pct' then 0.5
        when {{ measure }} = 'tightness' then 0.005
        when {{ measure }} = 'bottleneck_indicator' then 0.0005
    end
{%- endmacro %}
