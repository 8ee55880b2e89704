{#- The intervals of a figure in their order: every one holds the figure, the total holds what is certain, no figure without
    a word on its sample, and the bases of the weights are the whole of them. `shares` is false where nothing comes over the
    crosswalk: then the weights leave nothing unsure. -#}
{% test interval(model, value, lower=none, upper=none, slack=1, shares=true) %}
{%- set certain = [lower or value ~ "_lower", upper or value ~ "_upper"] %}
select *
from {{ model }}
where
    {%- for lower, upper in [certain, ("weight_lower", "weight_upper"), ("total_lower", "total_upper")] %}
    {{ lower }} > {{ value }} or {{ value }} > {{ upper }} or {{ lower }} > {{ upper }} or
    {%- endfor %}
    -- each is rounded once: the total to a unit
    total_lower > {{ certain[0] }} + {{ slack }} or total_upper < {{ certain[1] }} - {{ slack }}
    or total_lower > weight_lower + {{ slack }} or total_upper < weight_upper - {{ slack }}
    or margin_95 < 0
    or ({{ value }} is null) <> (margin_basis is null)
    {%- if shares %}
    or abs(coalesce(share_count_pct + share_official_pct + share_judgement_pct, 100) - 100) > 0.3
    or method = 'observed' and (share_count_pct is not null or weight_lower is distinct from {{ value }})
    {%- else %}
    or weight_lower is distinct from {{ value }} or weight_upper is distinct from {{ value }}
    {%- endif %}
{% endtest %}
