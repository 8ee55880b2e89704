-- Technical, digital and AI skills, as far as the classifications know them: broad fields of ISCED-F for technical (07),
-- digital (06) and science (05); AI has no code, so programmes are told by their name. Each row is a part (persons) of a
-- whole (total_persons) of the same level, year and source.
with education as (
    select
        study_year, education_sector, level, measure, status, dataset_id, is_complete,
        sum(persons) as total_persons,
        {%- for skill, code in [("digitaal", "06"), ("techniek", "07"), ("natuurwetenschap", "05")] %}
        {%- for column in ["persons", "persons_lower", "persons_upper", "total_lower", "total_upper"] %}
        sum(case when field_code = '{{ code }}' then {{ column }} end) as {{ skill }}_{{ column }}{{ "," if not loop.last }}
        {%- endfor %}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ ref("fct_education_output_field") }}
    where opgave_id = 'nederland' and measure <> 'first_years'
    group by study_year, education_sector, level, measure, status, dataset_id, is_complete
),

fields as (
    {%- for skill in ["digitaal", "techniek", "natuurwetenschap"] %}
    select
        '{{ skill }}' as skill, 'opleiding' as aspect, 'nederland' as opgave_id, 'nvt' as delineation, measure,
        education_sector as group_nl, level, make_date(study_year, 8, 1) as period_start, 'study_year' as frequency,
        {{ skill }}_persons as persons, {{ skill }}_persons_lower as persons_lower,
        {{ skill }}_persons_upper as persons_upper, {{ skill }}_total_lower as total_lower,
        {{ skill }}_total_upper as total_upper, total_persons, 'observed' as method, status, dataset_id,
        'Breed vakgebied van de opleiding (ISCED-F); digitale vaardigheden in andere opleidingen tellen niet mee.' as caveat_nl
    from education
    where is_complete and {{ skill }}_persons is not null
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

-- a name may occur in two spellings of one code list: a programme counts once
named as (
    select distinct code_system, code as programme_code
    from {{ ref("dim_programme") }}
    where regexp_matches(name_nl, '(?i)artificial intelligence|kunstmatige intelligentie|machine learning|\bAI\b')
),

programmes as (
    select
        study_year, education_sector, level, measure, dataset_id, any_value(caveat_nl) as caveat_nl,
        {{ least_certain_of_all("status") }} as status,
        sum(output.persons) as total_persons,
        {%- for column in ["persons", "persons_lower", "persons_upper", "total_lower", "total_upper"] %}
        sum(case when named.programme_code is not null then output.{{ column }} end) as {{ column }}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ ref("fct_education_output_programme") }} as output
    left join named on named.code_system = output.code_system and named.programme_code = output.programme_code
    where is_complete and measure in ('graduates', 'enrolled')
    group by study_year, education_sector, level, measure, dataset_id
),

ai as (
    select
        'ai', 'opleiding', 'nederland', 'nvt', measure, education_sector, level, make_date(study_year, 8, 1), 'study_year',
        {{ rounded("persons", 2) }}, {{ rounded("persons_lower", 2) }}, {{ rounded("persons_upper", 2) }},
        {{ rounded("total_lower", 2) }}, {{ rounded("total_upper", 2) }}, {{ rounded("total_persons", 2) }},
        'observed', status, dataset_id,
        'Opleidingen met AI in de naam: een ondergrens, want AI zit ook in andere opleidingen. Grotendeels ook deel van '
        || 'digitaal: nooit optellen. Van DUO, de andere vaardigheden van CBS.'
    from programmes
    where persons is not null
),

population as (
    select
        part.period_start, part.frequency, part.age, part.level_nl, part.field_code, part.persons, part.persons_lower,
        part.persons_upper, part.total_lower, part.total_upper, part.status, part.dataset_id, whole.persons as total_persons
    from {{ ref("fct_population_education") }} as part
    inner join {{ ref("fct_population_education") }} as whole
        on whole.breakdown = 'niveau'
        and whole.period_start = part.period_start
        and whole.frequency = part.frequency
        and whole.age = part.age
        and whole.level_code = part.level_code
        and whole.dataset_id = part.dataset_id
    where part.breakdown = 'niveau_en_richting' and part.frequency = 'year' and part.field_code in ('05', '06', '07')
),

-- the widest age only: the ages lie in each other
attained as (
    select
        case field_code when '06' then 'digitaal' when '07' then 'techniek' else 'natuurwetenschap' end, 'bevolking',
        'nederland', 'nvt', 'attained', age, level_nl, period_start, 'year', persons, persons_lower, persons_upper,
        total_lower, total_upper, total_persons, 'observed', status, dataset_id,
        'Richting van de hoogst behaalde opleiding (enquete, afgerond); wie er later bij leerde telt naar de oude richting.'
    from population
    where age ilike '15 tot 75%' and persons is not null
),

-- learning has no field of study: by way of the opgave that stands for the skill
learning as (
    select
        case opgave_id when 'digitalisering_ai' then 'digitaal' else 'techniek' end, 'leven_lang_ontwikkelen', opgave_id,
        delineation, form, population_group, 'alle niveaus', make_date(year, 1, 1), 'year', persons, persons_lower,
        persons_upper, total_lower, total_upper, population, method, status, dataset_id,
        case
            when method = 'via_industry' then 'Wie leert in het werk van de opgave; wat iemand leert is niet bekend. '
            else 'Wie een opleiding van de opgave volgt, die hier voor de vaardigheid staat. '
        end || coalesce(caveat_nl, '')
    from {{ ref("fct_llo_uptake") }}
    where
        opgave_id in ('digitalisering_ai', 'energie_klimaattechnologie') and form <> 'geen_deelname'
        and method <> 'section_average'
),

together as (
    select * from fields
    union all
    select * from ai
    union all
    select * from attained
    union all
    select * from learning
)

select
    together.*,
    together.dataset_id || coalesce(
        ', ' || case when together.period_start < series_break.from_period then before_nl else from_nl end, ''
    ) as series
from together
left join {{ ref("series_break") }} as series_break on series_break.dataset_id = together.dataset_id
