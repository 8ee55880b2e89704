with source as (
    {{ cbs_cells(
        "cbs__83583ned",
        {
            "BedrijfstakkenBranchesSBI2008": "industry",
            "Bedrijfsgrootte": "company_size",
        },
        measure="BanenVanWerknemersInDecember_1"
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        industry_code,
        industry,
        {{ sbi_code('industry') }} as sbi_code,
        {{ sbi_kind('industry') }} as sbi_kind,
        company_size_code,
        company_size,

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
