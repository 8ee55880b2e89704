-- Per branch: which share of its paths names a programme that no list knows, and of which SLIM is not known.
select
    branch_nl,
    count(*) as paths,
    count(*) filter (where code_system is not null and programme_nl is null) / count(*) as share_nameless,
    count(*) filter (where is_slim_eligible is null) / count(*) as share_slim_unknown
from {{ ref("bridge_development_path") }}
group by branch_nl
