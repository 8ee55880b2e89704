{#- The day on which a register was fetched: what has ended by then is history. Not the day of the build, or a publication
    that is built again from the archive would say something else than the one it repeats. -#}
{% macro register_day(dataset_id) -%}
    (select cast(max(retrieved_at) as date) from {{ ref("stg_provenance__dataset") }} where dataset_id = '{{ dataset_id }}')
{%- endmacro %}
