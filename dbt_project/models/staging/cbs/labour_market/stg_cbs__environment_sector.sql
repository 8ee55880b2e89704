with source as (
    {{ cbs_cells("cbs__83154ned", {"Milieudomein": "domain", "Milieuactiviteiten": "activity"}) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        domain,
        activity,
        {{ cbs_word("Milieuactiviteiten", "activity") }} as activity_word,

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
