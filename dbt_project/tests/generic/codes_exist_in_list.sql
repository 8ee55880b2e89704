{#- Every row's `columns` (e.g. code and edition) exists in the code list `to` under `to_columns`, in the same order.
    Unlike dbt's relationships test it takes more than one column. A row whose columns are all null passes. -#}
{% test codes_exist_in_list(model, columns, to, to_columns) %}
with checked as (
    select distinct {{ columns | join(", ") }} from {{ model }}
),
listed as (
    select distinct {{ to_columns | join(", ") }} from {{ to }}
)
select checked.*
from checked
where not exists (
    select 1
    from listed
    where {% for column in columns %}listed.{{ to_columns[loop.index0] }} = checked.{{ column }}
        {{- " and " if not loop.last }}{% endfor %}
)
and ({% for column in columns %}checked.{{ column }} is not null{{ " or " if not loop.last }}{% endfor %})
{% endtest %}
