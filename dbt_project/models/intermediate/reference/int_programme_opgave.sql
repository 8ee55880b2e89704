-- Which share of a programme serves which opgave, one row per programme, opgave, deelopgave and delineation.
-- CREBO qualifications by their own code. A CROHO programme by its own code where it is named, else by its ISCED-F
-- field: a named programme replaces the field for that opgave in every delineation, and `uitgesloten` takes it out.
with programme as (
    select code_system, code, isced_code from {{ ref("int_programme") }}
),

crosswalk as (
    select opgave_id, deelopgave_id, delineation, code_system, code, weight from {{ ref("int_crosswalk") }}
),

named as (
    select distinct opgave_id, code_system, code from {{ ref("opgave_programme") }}
),

via_programme as (
    select
        programme.code_system,
        programme.code as programme_code,
        crosswalk.opgave_id,
        crosswalk.deelopgave_id,
        crosswalk.delineation,
        crosswalk.weight,
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
        crosswalk.weight,
        'via_field' as method
    from programme
    inner join crosswalk on crosswalk.code_system = 'ISCED-F' and programme.isced_code = crosswalk.code
    left join named
        on programme.code_system = named.code_system
        and programme.code = named.code
        and crosswalk.opgave_id = named.opgave_id
    where named.opgave_id is null
)

select * from via_programme
union all
select * from via_field
