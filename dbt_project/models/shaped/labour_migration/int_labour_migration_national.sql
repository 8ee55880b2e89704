-- Every national count of migration in one shape, each counted apart. Flow and stock never meet in one count: permits
-- given in a year and permits valid on its last day have a reference date and a ground of their own.
with immigrants as (
    select
        year, make_date(year, 1, 1) as reference_date, 'persons' as counted_as, 'flow' as stock_flow,
        purpose, ground_nl, origin, persons, persons_lower, persons_upper, status, dataset_id,
        case origin
            when 'eu_efta' then
                'Doel afgeleid uit wat iemand na aankomst doet: burgers van EU/EFTA hebben geen vergunning. '
                || 'Zonder beroep of bedrijfstak, dus niet uit te splitsen naar opgave.'
            else
                'Motief volgens de verblijfsvergunning, afgerond op 5. '
                || 'Zonder beroep of bedrijfstak, dus niet uit te splitsen naar opgave.'
        end as caveat_nl
    from {{ ref("int_immigrants_by_motive") }}
    where persons is not null
),

first_permits as (
    select
        year, make_date(year, 1, 1) as reference_date, 'permits' as counted_as, 'flow' as stock_flow,
        purpose, ground_nl, 'buiten_eu_efta' as origin, permits as persons, permits as persons_lower,
        permits as persons_upper, 'unknown' as status, dataset_id,
        'Eerste vergunningen van drie maanden of langer; vergunningen geteld, geen personen. '
        || case
            when purpose = 'overig' then 'Eurostat telt internationale bescherming (asiel) bij overig. '
            else ''
        end
        || 'Zonder beroep of bedrijfstak, dus niet uit te splitsen naar opgave.' as caveat_nl
    from {{ ref("int_first_permits") }}
),

valid_permits as (
    select
        year, make_date(year, 12, 31) as reference_date, 'permits' as counted_as, 'stock' as stock_flow,
        purpose, ground_nl, 'buiten_eu_efta' as origin, permits as persons, permits as persons_lower,
        permits as persons_upper, 'unknown' as status, dataset_id,
        'Stand van geldige vergunningen op 31 december: ook wie jaren eerder kwam telt mee, dus nooit bij eerste '
        || 'vergunningen op te tellen. Zonder beroep of bedrijfstak, dus niet uit te splitsen naar opgave.' as caveat_nl
    from {{ ref("int_valid_permits") }}
),

sponsor_purpose (category, purpose, ground_nl, who) as (
    values
        ('work', 'arbeid', 'erkend referent, categorie arbeid', 'arbeid en kennis'),
        ('exchange', 'overig', 'erkend referent, categorie uitwisseling', 'uitwisseling en au pair'),
        ('study', 'studie', 'erkend referent, categorie studie', 'studie'),
        ('research', 'kennis', 'erkend referent, categorie onderzoek', 'onderzoek')
),

sponsors as (
    select
        cast(extract(year from register.register_date) as integer) as year, register.register_date as reference_date,
        'sponsors' as counted_as, 'stock' as stock_flow,
        sponsor_purpose.purpose, sponsor_purpose.ground_nl, 'buiten_eu_efta' as origin,
        cast(register.sponsors as double) as persons, cast(register.sponsors as double) as persons_lower,
        cast(register.sponsors as double) as persons_upper, 'unknown' as status, register.dataset_id,
        'Organisaties die mogen aanvragen (' || sponsor_purpose.who || '), op de datum van het register; geen aantal '
        || 'migranten, en een organisatie kan in meer registers staan. Het register kent geen bedrijfstak, dus niet uit '
        || 'te splitsen naar opgave.' as caveat_nl
    from {{ ref("stg_ind__sponsors") }} as register
    inner join sponsor_purpose on sponsor_purpose.category = register.category
),

-- hbo and wo apart: a student in both stands in both. By origin CBS tells parts of the world, not EU/EFTA
students as (
    select
        study_year as year, make_date(study_year, 10, 1) as reference_date, 'students' as counted_as,
        'stock' as stock_flow, 'studie' as purpose, 'internationale student, ' || education_sector as ground_nl,
        'niet_uitgesplitst' as origin, students as persons, students_lower as persons_lower,
        students_upper as persons_upper, status, dataset_id,
        'Stand op 1 oktober, geen instroom; wie in hbo en wo staat telt in beide. Brede studierichtingen zijn niet uit te '
        || 'splitsen naar opgave.' as caveat_nl
    from {{ ref("int_international_students") }}
    where education_sector in ('hbo', 'wo') and breakdown = 'totaal'
),

-- most figures of the annual reports are rounded to 100; one that is not stands as printed
work_permits as (
    select
        year, make_date(year, 1, 1) as reference_date,
        case kind when 'twv' then 'employment_permits' when 'gvva_advice' then 'permit_advice' end as counted_as,
        'flow' as stock_flow,
        'arbeid' as purpose,
        case kind
            when 'twv' then 'tewerkstellingsvergunning (TWV), verleend'
            when 'gvva_advice' then 'advies voor de gecombineerde vergunning (GVVA), positief'
        end as ground_nl,
        'buiten_eu_efta' as origin,
        number as persons,
        greatest(number - case when number % 100 = 0 then 50 else 0 end, 0) as persons_lower,
        number + case when number % 100 = 0 then 50 else 0 end as persons_upper,
        'unknown' as status, dataset_id,
        case kind
            when 'twv' then
                'Beslissingen van UWV in het jaar: werk korter dan drie maanden, studenten en asielzoekers; de groei vanaf '
                || '2024 is asiel, geen werving. Kennismigranten hebben geen TWV. '
            when 'gvva_advice' then 'Advies van UWV aan de IND, die beslist; kennismigranten staan hier niet bij. '
        end
        || 'Zonder beroep of bedrijfstak, dus niet uit te splitsen naar opgave.' as caveat_nl
    from {{ ref("stg_uwv__twv") }}
    where outcome = 'granted' and number is not null
),

jobs as (
    select
        year, make_date(year, 1, 1) as reference_date, 'jobs' as counted_as, 'stock' as stock_flow,
        'overig' as purpose, 'werknemer geboren in het buitenland, motief onbekend' as ground_nl,
        'niet_uitgesplitst' as origin, jobs as persons,
        {{ bound_lower("jobs", "rounding_half") }} as persons_lower,
        {{ bound_upper("jobs", "rounding_half") }} as persons_upper,
        status, dataset_id,
        'Stand van banen, geen instroom: ook wie lang geleden kwam telt mee. '
        || 'Per opgave benaderd langs de bedrijfstak.' as caveat_nl
    from {{ ref("int_foreign_born_jobs") }}
    where sbi_kind = 'total' and origin_level = 'totaal' and jobs is not null
)

select * from immigrants
union all
select * from first_permits
union all
select * from valid_permits
union all
select * from sponsors
union all
select * from students
union all
select * from jobs
union all
select * from work_permits
