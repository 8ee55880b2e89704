{#- The shapes in which DUO tells counts per programme, each brought to the same columns: one row per cell as published,
    with the count as text beside its interval, and how final DUO calls it (unknown where the file does not
    say). gender, province (of the institution) and main_group (hoofdgroep, mbo)
    are empty where a file does not tell them. place and path_told are what the file itself calls the place of the
    institution and the form: with the institution, programme, level and sex they are the cell that DUO hides or shows. -#}

{#- CKAN, higher education, per programme (long). A row without a programme code comes from one of the other two
    crosstabs of the package (sex, form): those describe the same people and are dropped here, never added. -#}
{% macro duo_ho_programme(relation, dataset_id, education_sector, measure, year_column, level_column, count_column) -%}
with source as (
    select * from {{ relation }}
),

renamed as (
    select
        '{{ dataset_id }}' as dataset_id,
        _snapshot_id as snapshot_id,
        -- DIPLOMAJAAR and STUDIEJAAR are the year in which the study year starts
        try_cast({{ year_column }} as integer) as study_year,
        '{{ education_sector }}' as education_sector,
        '{{ measure }}' as measure,
        INSTELLINGSCODE_ACTUEEL as institution_code,
        GEMEENTENUMMER as place,
        {{ duo_province("PROVINCIENAAM") }} as province,
        {{ plain("ONDERDEEL") }} as main_sector,
        cast(null as varchar) as main_group,
        'CROHO' as code_system,
        lpad(trim(OPLEIDINGSCODE_ACTUEEL), 5, '0') as programme_code,
        OPLEIDINGSNAAM_ACTUEEL as programme_name,
        {{ education_level(level_column) }} as level,
        'onbekend' as learning_path,
        cast(null as varchar) as path_told,
        cast(null as varchar) as gender,
        {{ count_column }} as count_text,
        {{ count_columns(count_column) }},
        coalesce({{ duo_provisional_code(plain_or_null("INDICATIE_VOORLOPIG")) }}, 'unknown') as status
    from source
    where trim(OPLEIDINGSCODE_ACTUEEL) <> ''
)

select * from renamed
{%- endmacro %}

{#- Static csv of higher education (wide: a column per year), with blank and total rows. -#}
{% macro duo_static_ho(relation, dataset_id, education_sector, measure, level_column) -%}
with source as (
    select * from {{ relation }}
),

institutions as (
    select * from source where trim("BRIN NUMMER ACTUEEL") <> ''
),

long as (
    unpivot institutions on columns('^[0-9]{4}$') into name count_year value count_text
),

renamed as (
    select
        '{{ dataset_id }}' as dataset_id,
        _snapshot_id as snapshot_id,
        -- a diploma year, like a year of enrolment, is the year in which the study year starts
        try_cast(count_year as integer) as study_year,
        '{{ education_sector }}' as education_sector,
        '{{ measure }}' as measure,
        "BRIN NUMMER ACTUEEL" as institution_code,
        GEMEENTENUMMER as place,
        {{ duo_province("PROVINCIE") }} as province,
        {{ plain('"CROHO ONDERDEEL"') }} as main_sector,
        cast(null as varchar) as main_group,
        'CROHO' as code_system,
        lpad(trim("OPLEIDINGSCODE ACTUEEL"), 5, '0') as programme_code,
        "OPLEIDINGSNAAM ACTUEEL" as programme_name,
        {{ education_level(level_column) }} as level,
        {{ learning_path("OPLEIDINGSVORM") }} as learning_path,
        {{ plain("OPLEIDINGSVORM") }} as path_told,
        {{ duo_gender("GESLACHT") }} as gender,
        count_text,
        {{ count_columns("count_text") }},
        'unknown' as status
    from long
    where trim(count_text) <> ''
)

select * from renamed
{%- endmacro %}

{#- Mbo, per qualification (wide: a column per sex and year). `year_shift` turns the label into the start of the
    study year: DIP2025 is 2024/'25, so -1; MAN2021 is counted on 1 October 2021, so 0. In the static file an empty cell
    means that the qualification does not occur that year: not a zero, and no row. The portal's files have no empty cell
    (2026-10): there 0 is nobody, or no such qualification that year. Totals per year (TOTAAL2019) are not read. `names`
    are the columns of the portal's files; the static file has others. -#}
{% macro duo_mbo_qualification(relation, dataset_id, measure, column_prefix, year_shift, names={}) -%}
{%- set institution = names.get("institution", "INSTELLINGSCODE") -%}
{%- set code = names.get("code", '"ERKENDE OPLEIDING CODE"') -%}
with source as (
    select * from {{ relation }}
),

institutions as (
    select * from source where trim({{ institution }}) <> ''
),

long as (
    unpivot institutions
    on columns('^{{ column_prefix }}(MAN|VROUW|ONBEKEND)[0-9]{4}$')
    into name sex_and_year value count_text
),

renamed as (
    select
        '{{ dataset_id }}' as dataset_id,
        _snapshot_id as snapshot_id,
        try_cast(right(sex_and_year, 4) as integer) + ({{ year_shift }}) as study_year,
        'mbo' as education_sector,
        '{{ measure }}' as measure,
        {{ institution }} as institution_code,
        {{ names.get("place", '"PLAATSNAAM INSTELLING"') }} as place,
        cast(null as varchar) as province,
        {{ mbo_sectorkamer(names.get("sectorkamer", '"SECTORKAMER NAAM"')) }} as main_sector,
        {{ mbo_hoofdgroep(names.get("hoofdgroep", '"HOOFDGROEP NAAM"')) }} as main_group,
        'CREBO' as code_system,
        lpad(trim({{ code }}), 5, '0') as programme_code,
        {{ names.get("name", '"ERKENDE OPLEIDING NAAM"') }} as programme_name,
        {{ education_level(names.get("level", "NIVEAU")) }} as level,
        {{ learning_path(names.get("learning_path", "LEERWEG")) }} as learning_path,
        {{ plain(names.get("learning_path", "LEERWEG")) }} as path_told,
        {{ duo_gender("regexp_extract(sex_and_year, '(MAN|VROUW|ONBEKEND)')") }} as gender,
        count_text,
        {{ count_columns("count_text") }},
        'unknown' as status
    from long
    where trim(count_text) <> '' and trim({{ code }}) <> ''
)

select * from renamed
{%- endmacro %}

{#- CKAN, higher education, by sex or by form of study (long, no programme): another cut of the persons of the file per
    programme of the same package. -#}
{% macro duo_ho_crosstab(
    relation, dataset_id, education_sector, measure, year_column, level_column, characteristic, count_column
) -%}
with source as (
    select * from {{ relation }}
),

renamed as (
    select
        '{{ dataset_id }}' as dataset_id,
        _snapshot_id as snapshot_id,
        try_cast({{ year_column }} as integer) as study_year,
        '{{ education_sector }}' as education_sector,
        '{{ measure }}' as measure,
        INSTELLINGSCODE_ACTUEEL as institution_code,
        {{ plain("ONDERDEEL") }} as main_sector,
        {{ education_level(level_column) }} as level,
        '{{ characteristic }}' as characteristic,
        {% if characteristic == "geslacht" -%}
        {{ duo_gender("GESLACHT") }} as category,
        {%- else -%}
        {{ learning_path("OPLEIDINGSVORM") }} as category,
        {%- endif %}
        {{ count_columns(count_column) }}
    from source
)

select * from renamed
{%- endmacro %}

{#- CKAN, mbo, national per sectorkamer and hoofdgroep (wide: a column per year), by where students live or how old they
    are. -#}
{% macro duo_mbo_sectorkamer(relation, dataset_id, characteristic, category) -%}
with source as (
    select * from {{ relation }}
),

long as (
    unpivot source on columns('^JAAR_[0-9]{4}$') into name count_year value count_text
),

renamed as (
    select
        '{{ dataset_id }}' as dataset_id,
        _snapshot_id as snapshot_id,
        try_cast(right(count_year, 4) as integer) as study_year,
        'mbo' as education_sector,
        'enrolled' as measure,
        {{ mbo_sectorkamer('"SECTORKAMER NAAM"') }} as main_sector,
        {{ mbo_hoofdgroep('"HOOFDGROEP NAAM"') }} as main_group,
        {{ education_level("NIVEAU") }} as level,
        {{ learning_path("LEERWEG") }} as learning_path,
        '{{ characteristic }}' as characteristic,
        {{ category }} as category,
        {{ count_columns("count_text") }}
    from long
    where trim(count_text) <> ''
)

select * from renamed
{%- endmacro %}

{#- CKAN, forecast of mbo students: counts and forecast under each other, told apart by Type. Of several versions the
    newest counts. -#}
{% macro duo_mbo_forecast(relation, dataset_id, breakdown, category) -%}
with source as (
    select * from {{ relation }}
),

newest as (
    select * from source
    where cast(Versie as integer) = (select max(cast(Versie as integer)) from source)
),

renamed as (
    select
        '{{ dataset_id }}' as dataset_id,
        _snapshot_id as snapshot_id,
        try_cast(Jaar as integer) as study_year,
        {{ duo_forecast_kind_code(plain_or_null('"Type"')) }} as kind,
        '{{ breakdown }}' as breakdown,
        {{ category }} as category,
        Versie as edition,
        case when not {{ is_suppressed("Aantal") }} then try_cast(replace(Aantal, ',', '.') as decimal(14, 1)) end
            as persons,
        case when {{ is_suppressed("Aantal") }} then 1 else persons end as persons_lower,
        case when {{ is_suppressed("Aantal") }} then 4 else persons end as persons_upper,
        {{ is_suppressed("Aantal") }} as is_suppressed
    from newest
)

select * from renamed
{%- endmacro %}
