with source as (
    {{ cbs_cells(
        "cbs__85276ned",
        {"Beroep": "occupation", "Geslacht": "sex", "Persoonskenmerken": "person"}
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        occupation_code,
        occupation,
        {{ brc_code("occupation") }} as brc_code,
        {{ brc_level(brc_code("occupation")) }} as brc_level,
        {{ brc_edition(brc_code("occupation"), "period_code") }} as brc_edition,
        -- titles are cut off with dots; the full name stands in the description, before the explanation
        coalesce(nullif(trim(split_part(occupation_description, ':', 1)), ''), occupation) as occupation_name,
        sex_code,
        sex,
        person_code,
        person,

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
