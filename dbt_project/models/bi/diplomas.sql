-- Diplomas: the counts that may be added, over levels, learning paths, sectors and years. Every opgave has a column of its
-- own, so that no sum of a column adds two opgaven: those overlap.
{%- set opgaven = ["digitalisering_ai", "energie_klimaattechnologie", "veiligheid_weerbaarheid",
    "life_sciences_biotechnologie", "onderwijs", "kinderopvang", "zorg", "woningbouw"] %}
select
    make_date(output.study_year, 8, 1) as period_start,
    {{ period_end("make_date(output.study_year, 8, 1)", "'study_year'") }} as period_end,
    {{ period_label("make_date(output.study_year, 8, 1)", "'study_year'") }} as period_nl,
    output.education_sector,
    sector.label_nl as education_sector_nl,
    sector.label_en as education_sector_en,
    output.level,
    level.label_nl as level_nl,
    level.label_en as level_en,
    output.learning_path,
    path.label_nl as learning_path_nl,
    path.label_en as learning_path_en,
    {%- for opgave in opgaven %}
    sum(output.persons) filter (where output.opgave_id = '{{ opgave }}') as {{ opgave }},
    {%- endfor %}
    string_agg(distinct output.dataset_id, ' ' order by output.dataset_id) as dataset_id
from {{ in_one_delineation(ref("fct_education_output"), ["measure", "education_sector"]) }} as output
inner join {{ ref("dim_word") }} as sector on sector.list = 'education_sector' and sector.code = output.education_sector
inner join {{ ref("dim_word") }} as level on level.list = 'level' and level.code = output.level
inner join {{ ref("dim_word") }} as path on path.list = 'learning_path' and path.code = output.learning_path
where output.measure = 'graduates'
group by all
