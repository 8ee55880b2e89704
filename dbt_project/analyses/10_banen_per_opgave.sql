-- Bewegen banen naar de opgaven: welk deel van alle banen hadden hun bedrijfstakken, en hoe verschoof dat?
-- Banen van werknemers in december, breed, eerste en laatste jaar van de tabel. Hele bedrijfstakken naar gewicht: een
-- benadering. De verschuiving is een saldo en zegt niet wie van baan wisselde. status hoort bij het laatste jaar.
with jobs as (
    select *
    from {{ ref("motion_productive_work") }}
    where kind = 'opgave' and delineation = 'breed' and jobs is not null
)

select
    opgave.name_nl as opgave,
    min(jobs.year) as first_year,
    max(jobs.year) as last_year,
    arg_min(jobs.jobs, jobs.year) as jobs_first,
    arg_max(jobs.jobs, jobs.year) as jobs_last,
    arg_min(jobs.jobs_share_pct, jobs.year) as share_first_pct,
    arg_max(jobs.jobs_share_pct, jobs.year) as share_last_pct,
    round(arg_max(jobs.jobs_share_pct, jobs.year) - arg_min(jobs.jobs_share_pct, jobs.year), 2) as share_change_pp,
    arg_max(jobs.status, jobs.year) as status,
    arg_max(jobs.dataset_id, jobs.year) as dataset_id
from jobs
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
group by opgave.name_nl, opgave.sort_order
order by share_change_pp desc, opgave.sort_order
