-- The figures of the facts in one shape: what a publication said, so that the next one can tell what changed.
{% for topic in [
    "education", "education_field", "education_forecast", "education_staff", "graduate_outcome", "llo", "labour_migration", "labour_market",
    "productivity"
] %}
select * from {{ ref("int_indicator_" ~ topic) }}
{{ "union all by name" if not loop.last }}
{% endfor %}
