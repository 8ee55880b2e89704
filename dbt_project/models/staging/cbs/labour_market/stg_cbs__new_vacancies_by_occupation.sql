with source as (
    {{ cbs_cells(
        "cbs__85081ned",
        {"BedrijfstakkenBranchesSBI2008": "industry", "Beroepenindeling": "occupation"}
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        industry_code,
        industry,
        {{ sbi_code("industry") }} as sbi_code,
        {{ sbi_kind("industry") }} as sbi_kind,
        occupation_code,
        occupation,
        {{ brc_code("occupation") }} as brc_code,
        {{ brc_level(brc_code("occupation")) }} as brc_level,
        {{ brc_edition(brc_code("occupation"), "period_code") }} as brc_edition,

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
