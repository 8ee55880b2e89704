-- Bewegen banen naar de opgaven: welk deel van alle banen hadden hun bedrijfstakken, en hoe verschoof dat?
-- Banen van werknemers in december, breed, eerste en laatste jaar van de tabel. Hele bedrijfstakken naar gewicht: een
-- benadering, en van en tot (95 %) zeggen hoe ruim. De gewichten zijn in beide jaren dezelfde, dus de verschuiving is zekerder
-- dan de stand; een marge heeft zij niet. Zij is een saldo en zegt niet wie van baan wisselde. status is die van het laatste
-- jaar.
with jobs as (
    select *
    from {{ ref("motion_productive_work") }}
    where kind = 'opgave' and delineation = 'breed' and jobs is not null
)

select
    opgave.name_nl as opgave,
    min(jobs.year) as eerste_jaar,
    max(jobs.year) as laatste_jaar,
    arg_min(jobs.jobs, jobs.year) as banen_eerste,
    arg_max(jobs.jobs, jobs.year) as banen_laatste,
    arg_max(jobs.total_lower, jobs.year) as van,
    arg_max(jobs.total_upper, jobs.year) as tot,
    arg_min(jobs.jobs_share_pct, jobs.year) as deel_eerste_pct,
    arg_max(jobs.jobs_share_pct, jobs.year) as deel_laatste_pct,
    round(arg_max(jobs.jobs_share_pct, jobs.year) - arg_min(jobs.jobs_share_pct, jobs.year), 2) as verschuiving_procentpunt,
    arg_max(status.label_nl, jobs.year) as status,
    arg_max(jobs.dataset_id, jobs.year) as bron
from jobs
inner join {{ ref("dim_opgave") }} as opgave using (opgave_id)
inner join {{ ref("dim_word") }} as status on status.list = 'status' and status.code = jobs.status
group by opgave.name_nl, opgave.sort_order
order by verschuiving_procentpunt desc, opgave.sort_order
