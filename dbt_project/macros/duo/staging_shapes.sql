{#- The three shapes in which DUO tells counts per programme, each brought to the same columns: one row per cell as
    published, with the count as text beside its interval. -#}

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
        {{ plain("ONDERDEEL") }} as main_sector,
        'CROHO' as code_system,
        lpad(trim(OPLEIDINGSCODE_ACTUEEL), 5, '0') as programme_code,
        OPLEIDINGSNAAM_ACTUEEL as programme_name,
        {{ education_level(level_column) }} as level,
        'onbekend' as learning_path,
        {{ count_column }} as count_text,
        {{ count_columns(count_column) }}
    from source
    where trim(OPLEIDINGSCODE_ACTUEEL) <> ''
)

select * from renamed
{%- endmacro %}

{#- Static csv, graduates of higher education (wide: a column per diploma year), with blank and total rows. -#}
{% macro duo_static_graduates(relation, dataset_id, education_sector) -%}
with source as (
    select * from {{ relation }}
),

institutions as (
    select * from source where trim("BRIN NUMMER ACTUEEL") <> ''
),

long as (
    unpivot institutions on columns('^[0-9]{4}$') into name diploma_year value count_text
),

renamed as (
    select
        '{{ dataset_id }}' as dataset_id,
        _snapshot_id as snapshot_id,
        -- a diploma year is the year in which the study year starts
        try_cast(diploma_year as integer) as study_year,
        '{{ education_sector }}' as education_sector,
        'graduates' as measure,
        "BRIN NUMMER ACTUEEL" as institution_code,
        {{ plain('"CROHO ONDERDEEL"') }} as main_sector,
        'CROHO' as code_system,
        lpad(trim("OPLEIDINGSCODE ACTUEEL"), 5, '0') as programme_code,
        "OPLEIDINGSNAAM ACTUEEL" as programme_name,
        {{ education_level('"SOORT DIPLOMA"') }} as level,
        {{ learning_path("OPLEIDINGSVORM") }} as learning_path,
        count_text,
        {{ count_columns("count_text") }}
    from long
    where trim(count_text) <> ''
)

select * from renamed
{%- endmacro %}

{#- CKAN, mbo, per qualification (wide: a column per sex and year). `year_shift` turns the label into the start of the
    study year: DIP2025 is 2024/'25, so -1; MAN2021 is counted on 1 October 2021, so 0. An empty cell means that the
    qualification does not occur that year: not a zero, and no row. -#}
{% macro duo_mbo_qualification(relation, dataset_id, measure, column_prefix, year_shift) -%}
with source as (
    select * from {{ relation }}
),

institutions as (
    select * from source where trim(INSTELLINGSCODE) <> ''
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
        INSTELLINGSCODE as institution_code,
        {{ plain('"SECTORKAMER NAAM"') }} as main_sector,
        'CREBO' as code_system,
        lpad(trim("ERKENDE OPLEIDING CODE"), 5, '0') as programme_code,
        "ERKENDE OPLEIDING NAAM" as programme_name,
        {{ education_level("NIVEAU") }} as level,
        {{ learning_path("LEERWEG") }} as learning_path,
        count_text,
        {{ count_columns("count_text") }}
    from long
    where trim(count_text) <> '' and trim("ERKENDE OPLEIDING CODE") <> ''
)

select * from renamed
{%- endmacro %}
