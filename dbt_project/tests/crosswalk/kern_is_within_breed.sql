-- Every kern code of an opgave also stands in its breed delineation: filtering on breed gives the whole broad set.
select kern.opgave_id, kern.code_system, kern.edition, kern.code
from {{ ref("bridge_opgave") }} as kern
where kern.delineation = 'kern'
    and not exists (
        select 1
        from {{ ref("bridge_opgave") }} as breed
        where breed.delineation = 'breed'
            and breed.opgave_id = kern.opgave_id
            and breed.code_system = kern.code_system
            and breed.edition = kern.edition
            and breed.code = kern.code
            and breed.weight >= kern.weight
    )
