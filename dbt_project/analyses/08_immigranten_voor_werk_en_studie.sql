-- Hoeveel mensen komen naar Nederland voor werk of studie, van binnen en van buiten EU en EFTA?
-- Immigranten naar motief, landelijk; per opgave zijn zij niet uit te splitsen. Motieven van buiten EU/EFTA komen uit het
-- verblijfsdoel, die van EU/EFTA zijn afgeleid: twee metingen naast elkaar. Geteld uit registers, zonder steekproef: van en
-- tot zijn de afronding op vijf. De jongste jaren worden herzien.
select
    migration.year as jaar,
    purpose.label_nl as motief,
    origin.label_nl as herkomst,
    migration.persons as immigranten,
    migration.total_lower as van,
    migration.total_upper as tot,
    status.label_nl as status,
    migration.dataset_id as bron
from {{ ref("fct_labour_migration") }} as migration
inner join {{ ref("dim_word") }} as purpose on purpose.list = 'purpose' and purpose.code = migration.purpose
inner join {{ ref("dim_word") }} as origin on origin.list = 'origin' and origin.code = migration.origin
inner join {{ ref("dim_word") }} as status on status.list = 'status' and status.code = migration.status
where
    migration.opgave_id = 'nederland' and migration.counted_as = 'persons'
    and migration.purpose in ('arbeid', 'studie') and migration.persons is not null
qualify migration.year > max(migration.year) over () - 6
order by purpose.sort_order, origin.sort_order, migration.year
