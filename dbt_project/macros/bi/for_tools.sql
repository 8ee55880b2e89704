{#-
    A table of schema bi: the rows of one mart with names beside its codes. `rows` is the mart or a subquery of it with the
    columns opgave_id, delineation, period_start, frequency, value, total_lower, total_upper, unit, method, status,
    dataset_id and caveat_nl; `words` says of which columns the codes stand in dim_word, and in which list; `before` and
    `after` are columns of its own, beside the figure; `joins` is what those read.

    What a figure is stands in one column of type STRUCT: no tool offers a sum or a mean of it, and DuckDB refuses one.
-#}
{% macro for_tools(rows, words, before=[], after=[], joins="") -%}
{%- set words = dict(words, frequency="frequency", method="method", status="status") %}
with figures as (
    select * from {{ rows }}
),

cited as (
    select
        listed.dataset_id,
        string_agg(
            dataset.publisher_name || ', ' || dataset.title || ' (' || dataset.dataset_id || '), ' || dataset.licence, '; '
            order by dataset.dataset_id
        ) as source_nl
    from (
        select dataset_id, unnest(string_split(dataset_id, ' ')) as one
        from (select distinct dataset_id from figures)
    ) as listed
    inner join {{ ref("dim_dataset") }} as dataset on dataset.dataset_id = listed.one
    group by listed.dataset_id
)

select
    figures.opgave_id,
    opgave.name_nl as opgave_nl,
    opgave.name_en as opgave_en,
    opgave.kind as opgave_kind,
    figures.delineation,
    delineation.name_nl as delineation_nl,
    {%- for column in before %}
    {{ column }},
    {%- endfor %}
    figures.period_start,
    {{ period_end("figures.period_start", "figures.frequency") }} as period_end,
    {{ period_label("figures.period_start", "figures.frequency") }} as period_nl,
    {%- for column in words %}
    figures.{{ column }},
    {%- if column == "method" %}
    coalesce(word_method.label_nl, 'op meer manieren: ' || figures.method) as method_nl,
    coalesce(word_method.label_en, 'in several ways: ' || figures.method) as method_en,
    {%- else %}
    word_{{ column }}.label_nl as {{ column }}_nl,
    word_{{ column }}.label_en as {{ column }}_en,
    {%- endif %}
    {%- endfor %}
    case when figures.value is not null then
        struct_pack(value := figures.value, total_lower := figures.total_lower, total_upper := figures.total_upper)
    end as figure,
    figures.unit,
    {%- for column in after %}
    {{ column }},
    {%- endfor %}
    figures.caveat_nl,
    figures.dataset_id,
    cited.source_nl
from figures
inner join {{ ref("dim_opgave") }} as opgave on opgave.opgave_id = figures.opgave_id
inner join {{ ref("dim_delineation") }} as delineation on delineation.delineation = figures.delineation
left join cited on cited.dataset_id = figures.dataset_id
{%- for column, list in words.items() %}
left join {{ ref("dim_word") }} as word_{{ column }}
    on word_{{ column }}.list = '{{ list }}' and word_{{ column }}.code = figures.{{ column }}
{%- endfor %}
{{ joins }}
{%- endmacro %}

{#-
    The rows of a mart in one delineation: of each figure (`by`: the columns that say which) the default one, and where no
    opgave has that the next in order; the same for all opgaven, which can be compared. National rows (nvt) fall out.
    Of the figures of the scorecard dim_indicator says it.
-#}
{% macro in_one_delineation(mart, by) -%}
    (
        select mart.*
        from {{ mart }} as mart
        inner join {{ ref("dim_delineation") }} as delineation on delineation.delineation = mart.delineation
        where mart.delineation <> 'nvt'
            and mart.method <> 'section_average' -- says nothing of the opgave itself, and is on no scorecard
        qualify row(not delineation.is_default, delineation.sort_order) =
            min(row(not delineation.is_default, delineation.sort_order)) over (
                partition by {% for column in by %}mart.{{ column }}{{ ", " if not loop.last }}{% endfor %}
            )
    )
{%- endmacro %}

{#- The scorecard for tools; `delineations` says in SQL which of them its rows have. -#}
{% macro scorecard_for_tools(delineations) -%}
{{ for_tools(
    "(select mart.* from " ~ ref("opgave_scorecard") ~ " as mart inner join " ~ ref("dim_indicator")
        ~ " as indicator on indicator.indicator_id = mart.indicator_id where " ~ delineations ~ ")",
    {},
    before=[
        "figures.indicator_id", "indicator.name_nl as indicator_nl", "indicator.name_en as indicator_en",
        "indicator.topic", "word_topic.label_nl as topic_nl", "word_topic.label_en as topic_en",
        "coalesce(cast(indicator.line as varchar), 'nvt') as line",
        "coalesce(word_line.label_nl, 'bij geen lijn alleen') as line_nl",
        "coalesce(word_line.label_en, 'of no line alone') as line_en",
        "figures.period_start = max(figures.period_start) over (partition by figures.opgave_id, figures.delineation, "
        ~ "figures.indicator_id) as is_newest",
    ],
    after=[
        "struct_pack(lowest := figures.range_lowest, highest := figures.range_highest) as range_of_groups",
        "struct_pack(value := figures.change_1y, margin_95 := figures.change_1y_margin, pct := figures.change_1y_pct) "
        ~ "as change_1y",
        "figures.change_1y_significant",
        "struct_pack(value := figures.trend_3y, margin_95 := figures.trend_3y_margin) as trend_3y",
        "figures.trend_3y_significant",
        "struct_pack(value := figures.target, year := figures.target_year, progress_pct := figures.target_progress_pct) "
        ~ "as target",
        "indicator.definition_nl", "indicator.direction", "figures.lateness_nl",
    ],
    joins="inner join " ~ ref("dim_indicator") ~ " as indicator on indicator.indicator_id = figures.indicator_id "
        ~ "left join " ~ ref("dim_word") ~ " as word_topic on word_topic.list = 'topic' and word_topic.code = indicator.topic "
        ~ "left join " ~ ref("dim_word") ~ " as word_line on word_line.list = 'line' "
        ~ "and word_line.code = cast(indicator.line as varchar)",
) }}
{%- endmacro %}
