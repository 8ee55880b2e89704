with source as (
    {{ cbs_cells(
        "cbs__85477ned",
        {
            "WerknemerWelNietIngezeten": "residence",
            "KenmerkenWerknemer": "employee",
            "BedrijfstakkenBranchesSBI2008": "industry",
            "KenmerkenBaan": "job",
            "Herkomstland": "origin",
        }
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        residence,
        employee,
        industry_code,
        industry,
        {{ sbi_code('industry') }} as sbi_code,
        {{ sbi_kind('industry') }} as sbi_kind,
        job,
        origin_code,
        origin,

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
