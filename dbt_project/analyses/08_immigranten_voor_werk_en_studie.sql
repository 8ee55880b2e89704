-- Hoeveel mensen komen naar Nederland voor werk of studie, van binnen en van buiten EU en EFTA?
-- Immigranten naar motief, landelijk; per opgave zijn zij niet uit te splitsen. Motieven van buiten EU/EFTA komen uit het
-- verblijfsdoel, die van EU/EFTA zijn afgeleid: twee metingen naast elkaar. De jongste jaren worden herzien.
select
    year,
    purpose,
    origin,
    sum(persons) as persons,
    sum(persons_lower) as persons_lower,
    sum(persons_upper) as persons_upper,
    any_value(status) as status,
    dataset_id
from {{ ref("fct_labour_migration") }}
where opgave_id = 'nederland' and counted_as = 'persons' and purpose in ('arbeid', 'studie')
group by year, purpose, origin, dataset_id
qualify year > max(year) over () - 6
order by purpose, origin, year
