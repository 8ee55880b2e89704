{#- The intervals of a figure in their order: every one holds the figure, the total holds what is certain, no figure without
    a word on its sample, and the bases of the weights are the whole of them. `weights` is false where the table knows no
    opgave, `shares` where its weights leave nothing unsure, `sampled` where no figure of it is of a sample. -#}
{% test interval(model, value, lower=none, upper=none, slack=1, weights=true, shares=true, sampled=true) %}
{%- set certain = [lower or value ~ "_lower", upper or value ~ "_upper"] %}
select *
from {{ model }}
where
    {%- set of_weights = [("weight_lower", "weight_upper")] if weights else [] %}
    {%- for lower, upper in [certain, ("total_lower", "total_upper")] + of_weights %}
    {{ lower }} > {{ value }} or {{ value }} > {{ upper }} or {{ lower }} > {{ upper }} or
    {%- endfor %}
    {%- if weights and shares %}
    total_lower > weight_lower + {{ slack }} or total_upper < weight_upper - {{ slack }} or
    abs(coalesce(share_count_pct + share_official_pct + share_judgement_pct, 100) - 100) > 0.3 or
    method = 'observed' and (share_count_pct is not null or weight_lower is distinct from {{ value }}) or
    {%- elif weights %}
    weight_lower is distinct from {{ value }} or weight_upper is distinct from {{ value }} or
    {%- endif %}
    {%- if sampled %}
    margin_95 < 0 or ({{ value }} is null) <> (margin_basis is null) or
    {%- endif %}
    -- each is rounded once: the total to a unit
    total_lower > {{ certain[0] }} + {{ slack }} or total_upper < {{ certain[1] }} - {{ slack }}
{% endtest %}
