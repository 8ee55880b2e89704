with source as (
    {{ cbs_cells("cbs__83599ned", {"BedrijfstakkenBranchesSBI2008": "industry", "RegioS": "region"}) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        industry_code,
        industry,
        {{ sbi_code("industry") }} as sbi_code,
        {{ sbi_kind("industry") }} as sbi_kind,
        region_code,
        region,
        {{ region_kind("region_code") }} as region_kind,
        {{ region_name("region") }} as region_name,

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
