with source as (
    select * from {{ source("eurostat", "eurostat__migr_resocc") }}
),

renamed as (
    select
        'eurostat__migr_resocc' as dataset_id,
        _snapshot_id as snapshot_id,

        reason,
        citizen,
        duration,
        unit,
        geo,

        cast(TIME_PERIOD as integer) as year,
        -- empty is suppressed or missing, the flag says which
        try_cast(nullif(trim(OBS_VALUE), '') as double) as permits,
        nullif(trim(OBS_FLAG), '') as flag,
        nullif(trim(CONF_STATUS), '') as confidentiality,
        try_strptime("LAST UPDATE", '%d/%m/%y %H:%M:%S') as last_updated_at
    from source
    where freq = 'A'
)

select * from renamed
