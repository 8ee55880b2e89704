with source as (
    {{ cbs_cells(
        "cbs__85987ned",
        {
            "Persoonskenmerken": "characteristic",
        }
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        characteristic,

        measure,
        unit,
        decimals,
        value,
        value_attribute,

        -- held once: the year stands in the period, whatever kind of period CBS calls it
        try_cast(regexp_extract(coalesce(period_title, period_code), '(20[0-9]{2})', 1) as integer) as year,
        period_code,
        period_title,
        period_start,
        frequency,
        status
    from source
)

select * from renamed
