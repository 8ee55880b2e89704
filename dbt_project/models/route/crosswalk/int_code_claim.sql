-- Which share of a code serves an opgave, at the level of int_code_figure: parts (deelopgaven) of one opgave add up, to
-- at most the whole code. Opgaven are not added: a code may serve more than one.
with programmes as (
    select code_system as classification, 'opleiding' as code_level, programme_code as code, opgave_id, delineation, weight
    from {{ ref("int_programme_opgave") }}
),

occupations as (
    select edition, code, opgave_id, delineation, weight
    from {{ ref("opgave_weight") }}
    where code_system = 'BRC2014' and length(code) = 4
),

claims as (
    -- a programme has one code over all editions of its list
    select classification, cast(null as varchar) as edition, code_level, code, opgave_id, delineation, weight
    from programmes
    union all
    select 'ISCED-F', edition, 'vakgebied', code, opgave_id, delineation, weight
    from {{ ref("opgave_weight") }}
    where code_system = 'ISCED-F'
    union all
    select 'BRC2014', edition, 'beroepsgroep', code, opgave_id, delineation, weight
    from occupations
    union all
    select 'SBI', sbi_edition, 'division', division, opgave_id, delineation, weight
    from {{ ref("int_opgave_division") }}
    union all
    select 'SBI', sbi_edition, 'section', section, opgave_id, delineation, weight
    from {{ ref("int_opgave_section") }}
)

select
    classification,
    edition,
    code_level,
    code,
    opgave_id,
    delineation,
    -- an unknown weight (a section whose jobs are not published) stays unknown
    case
        when count(weight) = count(*) then cast(least({{ rounded("sum(weight)", 6) }}, 1) as decimal(9, 6))
    end as weight
from claims
group by classification, edition, code_level, code, opgave_id, delineation
