{#- The day on which a register was fetched: what has ended by then is history. Not the day of the build, or a publication
    that is built again from the archive would say something else than the one it repeats. -#}
{% macro register_day(dataset_id) -%}
    (select cast(max(retrieved_at) as date) from {{ ref("stg_provenance__dataset") }} where dataset_id = '{{ dataset_id }}')
{%- endmacro %}

{#- What a register says of a period holds on the day on which it was fetched: it has begun, and has not ended. -#}
{% macro in_force(begins, ends, dataset_id) -%}
(({{ begins }} is null or {{ begins }} <= {{ register_day(dataset_id) }})
            and ({{ ends }} is null or {{ ends }} >= {{ register_day(dataset_id) }}))
{%- endmacro %}
