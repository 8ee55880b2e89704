with source as (
    {{ cbs_cells("cbs__80567ned", {"SBI2008": "industry"}) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        industry_code,
        industry,
        {{ sbi_code("industry") }} as sbi_code,
        {{ sbi_kind("industry") }} as sbi_kind,

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
