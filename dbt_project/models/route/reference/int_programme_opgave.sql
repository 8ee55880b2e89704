-- Which share of a programme serves which opgave, one row per programme, opgave, deelopgave and delineation.
-- CREBO qualifications by their own code. A CROHO programme by its own code where it is named, else by its ISCED-F
-- field: a named programme replaces the field for that opgave. What is named in kern or breed goes before the field in
-- both, what a delineation of one's own names only in that one; `uitgesloten` takes the programme out of the field in all.
with programme as (
    select code_system, code, isced_code from {{ ref("int_programme") }}
),

crosswalk as (
    select * from {{ ref("opgave_weight") }}
),

written as (
    select distinct opgave_id, code_system, code, delineation from {{ ref("opgave_programme") }}
),

delineations as (
    select distinct delineation from crosswalk
),

named as (
    select distinct written.opgave_id, written.code_system, written.code, delineations.delineation
    from written
    inner join delineations
        on written.delineation in ('uitgesloten', delineations.delineation)
        or (written.delineation in ('kern', 'breed') and delineations.delineation in ('kern', 'breed'))
),

via_programme as (
    select
        programme.code_system,
        programme.code as programme_code,
        crosswalk.opgave_id,
        crosswalk.deelopgave_id,
        crosswalk.delineation,
        {{ weight_columns("crosswalk", moments=false) }},
        crosswalk.code as weight_code,
        'via_programme' as method
    from programme
    inner join crosswalk on programme.code_system = crosswalk.code_system and programme.code = crosswalk.code
),

via_field as (
    select
        programme.code_system,
        programme.code as programme_code,
        crosswalk.opgave_id,
        crosswalk.deelopgave_id,
        crosswalk.delineation,
        {{ weight_columns("crosswalk", moments=false) }},
        crosswalk.code as weight_code,
        'via_field' as method
    from programme
    inner join crosswalk on crosswalk.code_system = 'ISCED-F' and programme.isced_code = crosswalk.code
    left join named
        on programme.code_system = named.code_system
        and programme.code = named.code
        and crosswalk.opgave_id = named.opgave_id
        and crosswalk.delineation = named.delineation
    where named.opgave_id is null
)

select * from via_programme
union all
select * from via_field
