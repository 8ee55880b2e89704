-- Who worked in a class of occupations a period earlier and works now, and how many of them in another class.
with cells as (
    select
        dataset_id, is_total, brc_code, move, period_start, frequency, status,
        {{ in_units("value", "unit") }} as value,
        {{ rounding_half("unit", "decimals") }} as rounding_half
    from {{ ref("stg_cbs__occupation_moves") }}
    where
        {{ cbs_word("Measure", "measure") }} = 'employed' and value_attribute = 'None'
        and (is_total or brc_code is not null)
)

select
    dataset_id,
    is_total,
    brc_code,
    '2014' as brc_edition,
    'beroepsklasse' as brc_level,
    period_start,
    frequency,
    max(value) filter (where move = 'andere_klasse') as moved,
    max(rounding_half) filter (where move = 'andere_klasse') as rounding_half,
    max(value) filter (where move = 'totaal') as population,
    {{ least_certain_of_all("status") }} as status
from cells
group by dataset_id, is_total, brc_code, period_start, frequency
having count(*) filter (where move = 'andere_klasse') = 1 and count(*) filter (where move = 'totaal') = 1
