{#- Immigrants by motive, one row per published cell. The two tables differ in the name of the motive only. -#}
{% macro immigrants(table, motive) %}
with source as (
    {{ cbs_cells(
        table,
        {
            "Geslacht": "sex",
            "Leeftijd": "age",
            motive: "motive",
            "SociaaleconomischeCategorie": "socioeconomic",
            "Nationaliteit": "nationality",
            "Verblijfsduur": "duration",
        },
        period="JaarVanImmigratie"
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        motive_code,
        motive,
        sex_code,
        age_code,
        socioeconomic_code,
        nationality_code,
        duration_code,

        measure,
        unit,
        decimals,
        value,
        value_attribute,

        period_code,
        period_title,
        period_start,
        frequency,
        status
    from source
)

select * from renamed
{%- endmacro %}
