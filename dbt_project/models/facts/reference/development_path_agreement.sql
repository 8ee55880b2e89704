-- Evidence for the crosswalk: of the programmes that a branch names in its development paths, how many an opgave claims.
-- A branch and an opgave that mean the same should agree; what a branch names and no opgave claims is a code to look at.
with named as (
    select distinct branch_nl, code_system, programme_code, dataset_id
    from {{ ref("stg_duo__sectorale_ontwikkelpaden") }}
    where code_system is not null and {{ in_force("valid_from", "valid_to", "duo__sectorale_ontwikkelpaden") }}
),

branches as (
    select branch_nl, dataset_id, count(*) as programmes
    from named
    group by all
),

claimed as (
    select distinct opgave_id, delineation, code_system, programme_code
    from {{ ref("int_programme_opgave") }}
),

shared as (
    select named.branch_nl, claimed.opgave_id, claimed.delineation, count(*) as programmes_claimed
    from named
    inner join claimed using (code_system, programme_code)
    group by all
),

unclaimed as (
    select named.branch_nl, delineations.delineation, count(*) as programmes_unclaimed
    from named
    cross join (select distinct delineation from claimed) as delineations
    left join claimed
        on named.code_system = claimed.code_system
        and named.programme_code = claimed.programme_code
        and delineations.delineation = claimed.delineation
    where claimed.programme_code is null
    group by all
)

select
    shared.branch_nl,
    shared.opgave_id,
    shared.delineation,
    branches.programmes,
    shared.programmes_claimed,
    {{ rounded("shared.programmes_claimed / branches.programmes * 100", 1) }} as claimed_pct,
    coalesce(unclaimed.programmes_unclaimed, 0) as programmes_unclaimed,
    branches.dataset_id
from shared
inner join branches using (branch_nl)
left join unclaimed using (branch_nl, delineation)
