select
    'uwv__open_match' as dataset_id,
    _snapshot_id as snapshot_id,
    cast(try_strptime(trim(PEILDATUM), '%d-%m-%Y') as date) as week_date,
    trim(BEROEP_CD) as occupation_code,
    {{ collapse_whitespace("REFERENTIEBEROEP") }} as occupation,
    {{ collapse_whitespace("BEROEPENCLUSTER") }} as occupation_cluster,
    trim(PROVINCIE) as province,
    case REC_TYPE when 'Vacature' then 'vacancies_registered' when 'Werkzoekende' then 'job_seekers_registered' end as measure,
    try_cast(AANTAL as bigint) as number
from {{ source("raw", "uwv__open_match") }}
