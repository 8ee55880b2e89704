-- Measures, with their unit as CBS writes it:
-- 3000790_2: Niet-seizoengecorrigeerd (x 1000)
-- D002308: Seizoengecorrigeerd (x 1000)
-- 3000795_2: Niet-seizoengecorrigeerd (x 1000)
-- D006409: Seizoengecorrigeerd (x 1000)
-- 3000800_2: Niet-seizoengecorrigeerd (x 1000)
-- D001875: Seizoengecorrigeerd (x 1000)
-- M001906_2: Niet-seizoengecorrigeerd (%)
-- M004210: Seizoengecorrigeerd (%)
-- 3000810_2: Niet-seizoengecorrigeerd (x 1000)
-- D006394: Seizoengecorrigeerd (x 1000)
-- M001731_2: Niet-seizoengecorrigeerd (%)
-- M006335: Seizoengecorrigeerd (%)
-- M001796_2: Niet-seizoengecorrigeerd (%)
-- M005036: Seizoengecorrigeerd (%)
with source as (
    {{ cbs_cells("cbs__80590ned", {"Geslacht": "sex", "Leeftijd": "age"}) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        sex,
        age,

        measure_code,
        measure_group,
        measure,
        unit,
        decimals,
        value,
        value_attribute,

        period_start,
        frequency,
        status
    from source
)

select * from renamed
