{#- The bars of the computed criteria, in one place: the rule that a reader sees and the sum that is made use the same. -#}
{% macro criterion_bar(name) -%}
    {{ {
        "tight": 1.5,
        "quarters": 12,
        "share_of_quarters_pct": 75,
        "bottleneck_pct": 50,
        "regions": 10,
        "share_of_regions_pct": 75,
        "share_of_regions_low_pct": 25,
    }[name] }}
{%- endmacro %}
