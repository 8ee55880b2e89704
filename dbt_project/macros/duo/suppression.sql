{#- DUO hides counts of 1 to 4: as -1 (CKAN), as <5 (static files since November 2023). Such a cell is an interval, never a
    number: staging leaves it empty, between 1 and 4. What it is estimated at is said in `shaped` (hidden_mean, pooled).
    A text that is neither a count nor a mark gives null, and the test on persons_lower fails. -#}
{% macro is_suppressed(count_text) -%}
coalesce(trim({{ count_text }}) in ('-1', '<5'), false)
{%- endmacro %}

{% macro readable_count(count_text) -%}
case when try_cast({{ count_text }} as bigint) >= 0 then try_cast({{ count_text }} as bigint) end
{%- endmacro %}

{% macro persons_lower(count_text) -%}
case when {{ is_suppressed(count_text) }} then 1 else {{ readable_count(count_text) }} end
{%- endmacro %}

{% macro persons_upper(count_text) -%}
case when {{ is_suppressed(count_text) }} then 4 else {{ readable_count(count_text) }} end
{%- endmacro %}

{#- The four columns every count of persons has, from the text as published. -#}
{% macro count_columns(count_text) -%}
cast({{ readable_count(count_text) }} as decimal(14, 1)) as persons,
        {{ persons_lower(count_text) }} as persons_lower,
        {{ persons_upper(count_text) }} as persons_upper,
        {{ is_suppressed(count_text) }} as is_suppressed
{%- endmacro %}

{#- A count of persons, where it is hidden the mean of such cells: `calibrated` is the seed hidden_count, joined on
    education_sector and measure. A sector and measure without a row there has no estimate, and the test `filled` fails. -#}
{% macro or_hidden_mean(persons, is_suppressed="is_suppressed") -%}
case when {{ is_suppressed }} then calibrated.mean_hidden else {{ persons }} end
{%- endmacro %}

{#- How the cells of a figure are estimated, as one word: that of the least known of those whose sum the figure does not
    tell; `geteld` where it tells all. Width is `programme` or `country`. -#}
{% macro weakest_estimation(width, cells) -%}
coalesce(
            case max(
                case
                    when {{ cells }}.{{ width }}_lower = {{ cells }}.{{ width }}_upper then 0
                    when {{ cells }}.estimation = 'groepstotaal' then 1
                    when {{ cells }}.estimation = 'randtotaal' then 2
                    when {{ cells }}.estimation = 'gemiddelde' then 3
                end
            )
                when 1 then 'groepstotaal'
                when 2 then 'randtotaal'
                when 3 then 'gemiddelde'
            end, 'geteld'
        )
{%- endmacro %}

{#- The same of figures that have such a word. -#}
{% macro weakest_of(estimation) -%}
case max(case {{ estimation }} when 'gemiddelde' then 3 when 'randtotaal' then 2 when 'groepstotaal' then 1 else 0 end)
            when 3 then 'gemiddelde'
            when 2 then 'randtotaal'
            when 1 then 'groepstotaal'
            else 'geteld'
        end
{%- endmacro %}
