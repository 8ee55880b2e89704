with source as (
    {{ cbs_cells(
        "cbs__85778ned",
        {
            "Geslacht": "sex",
            "Leeftijd": "age",
            "UitstromersHoMetEnZonderDiploma": "diploma",
            "BedrijfstakkenSBI2008": "outcome",
            "Studierichting": "field",
            "Peilmoment": "moment",
        }
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        sex_code,
        sex,
        {{ gender("sex") }} as gender,
        age_code,
        age,
        diploma_code,
        diploma,
        outcome_code,
        outcome,
        field_code,
        field,
        {{ isced_code("field") }} as isced_code,
        moment_code,
        moment,

        measure,
        unit,
        decimals,
        value,
        value_attribute,

        period_code,
        period_title,
        period_start,
        frequency,
        {{ study_year("period_code", "period_title") }} as study_year,
        status
    from source
)

select * from renamed
