select
    'uwv__twv' as dataset_id,
    _snapshot_id as snapshot_id,
    try_cast(year as integer) as year,
    case when kind ilike '%gvva%' then 'gvva_advice' when kind ilike '%twv%' or kind ilike 'tewerkstelling%' then 'twv' end
        as kind,
    case
        when outcome ilike 'verleend%' or outcome ilike 'toegekend%' or outcome ilike 'positief%' then 'granted'
        when outcome ilike 'geweigerd%' or outcome ilike 'afgewezen%' or outcome ilike 'negatief%' then 'refused'
        when outcome ilike '%ingediend%' or outcome ilike '%ontvangen%' then 'applied'
        when outcome ilike 'afgehandeld%' then 'decided'
    end as outcome,
    {{ dutch_count("number") }} as number,
    nullif(trim(page), '') as page
from {{ source("raw", "uwv__twv") }}
