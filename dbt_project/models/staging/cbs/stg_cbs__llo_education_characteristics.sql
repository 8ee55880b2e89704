with source as (
    {{ cbs_cells(
        "cbs__85624ned",
        {
            "Geslacht": "sex",
            "Leeftijd": "age",
            "Onderwijsniveau": "education_level",
            "Onderwijsvolgend": "participation",
            "Onderwijskenmerken": "characteristic",
        }
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        sex_code,
        sex,
        age_code,
        age,
        education_level,
        characteristic_code,
        characteristic,
        participation,

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
