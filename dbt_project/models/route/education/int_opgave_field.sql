-- Which share of a field (ISCED-F) serves which opgave. Detailed fields by their own weight. A narrow or broad field only
-- where every detailed field within it belongs wholly: a figure of such a field cannot be divided honestly otherwise.
with detailed as (
    select opgave_id, delineation, code as isced_code, {{ weight_columns() }}
    from {{ ref("opgave_code") }}
    where code_system = 'ISCED-F'
),

within as (
    select code, narrow_code as coarse_code from {{ ref("isced_f_2013") }}
    union all
    select code, broad_code from {{ ref("isced_f_2013") }}
),

size as (
    select coarse_code, count(*) as fields from within group by coarse_code
),

whole as (
    select
        detailed.opgave_id, detailed.delineation, within.coarse_code as isced_code, avg(detailed.weight_count) as weight_count,
        avg(detailed.weight_official) as weight_official, avg(detailed.weight_judgement) as weight_judgement
    from detailed
    inner join within on detailed.isced_code = within.code
    inner join size on within.coarse_code = size.coarse_code
    where detailed.weight = 1
    group by detailed.opgave_id, detailed.delineation, within.coarse_code
    having count(*) = max(size.fields)
)

select * from detailed
union all
-- a field that belongs wholly is no estimate
select opgave_id, delineation, isced_code, 1, 1, 1, weight_count, weight_official, weight_judgement, 0, 0, 0 from whole
