-- Per period and correction: who works, and what the labour force has more or less than who works and who seeks work.
select
    period_start, frequency, correction_nl,
    max(value) filter (where measure_code = '3000795') as employed,
    abs(
        max(value) filter (where measure_code = '3000790_2')
        - max(value) filter (where measure_code = '3000795')
        - max(value) filter (where measure_code = '3000800_2')
    ) as force_left
from {{ ref("fct_labour_participation") }}
group by all
