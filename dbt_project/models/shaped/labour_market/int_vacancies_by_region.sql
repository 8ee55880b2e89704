-- Open vacancies per region, all industries together (83599NED).
select
    dataset_id, region_code, region_name, region_kind, period_start, frequency,
    {{ in_units("value", "unit") }} as value,
    {{ rounding_half("unit", "decimals") }} as rounding_half,
    status
from {{ ref("stg_cbs__vacancies_by_region") }}
where sbi_kind = 'total' and {{ cbs_labour_measure_code("measure") }} = 'vacancies' and value is not null
