{#- None of the columns is ever null or an empty text: one query where dbt's own not_null takes one per column. Gives the
    columns that are, each with its number of rows. -#}
{% test filled(model, columns) %}
with counted as (
    select
        {%- for column in columns %}
        count(*) filter (where {{ column }} is null or cast({{ column }} as varchar) = '') as {{ column }}
        {{- "," if not loop.last }}
        {%- endfor %}
    from {{ model }}
)
select column_name, empty_rows
from (unpivot counted on columns(*) into name column_name value empty_rows)
where empty_rows > 0
{% endtest %}
