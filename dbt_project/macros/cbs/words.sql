{#- Titles of CBS in our codes (`seeds/vocabulary/cbs_title.csv`): the whole title decides, never how it begins. -#}

{#- Our code for a title of a dimension of CBS; null for a title that is a name. -#}
{% macro cbs_word(dimension, title) -%}
    case lower({{ title }})
        {%- for word, (code, _) in known_titles(dimension).items() %} when {{ word }} then '{{ code }}'{% endfor %}
    end
{%- endmacro %}

{#- The code of what a title is a part of; null for a whole, and for a title that is a name. -#}
{% macro cbs_part_of(dimension, title) -%}
    case lower({{ title }})
        {%- for word, (_, whole) in known_titles(dimension).items() if whole %} when {{ word }} then '{{ whole }}'{% endfor %}
    end
{%- endmacro %}

{#- Whether a title is the one that is the total of its dimension. A dimension that a table lacks is at its total. -#}
{% macro is_total(dimension, title) -%}
    coalesce(lower({{ title }}) in (
        {%- for word, (code, _) in known_titles(dimension).items() if code == "totaal" -%}
            {{ ", " if not loop.first }}{{ word }}
        {%- endfor -%}
    ), true)
{%- endmacro %}

{#- The title, and `totaal` for the one that is the total of its dimension. -#}
{% macro whole_or(dimension, title) -%}
    case when {{ is_total(dimension, title) }} then 'totaal' else {{ title }} end
{%- endmacro %}
