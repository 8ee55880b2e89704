-- Which share of a code serves an opgave, at the level of int_code_figure. An unknown weight (a section whose jobs are not
-- published) stays unknown. Opgaven are not added: a code may serve more than one.
with claims as (
    -- a programme has one code over all editions of its list
    select
        code_system as classification, cast(null as varchar) as edition, 'opleiding' as code_level, programme_code as code,
        opgave_id, delineation, weight
    from {{ ref("int_programme_weight") }}
    union all
    select 'ISCED-F', edition, 'vakgebied', code, opgave_id, delineation, weight
    from {{ ref("opgave_code") }}
    where code_system = 'ISCED-F'
    union all
    select 'BRC2014', edition, 'beroepsgroep', code, opgave_id, delineation, weight
    from {{ ref("opgave_code") }}
    where code_system = 'BRC2014' and length(code) = 4
    union all
    select 'SBI', sbi_edition, 'division', division, opgave_id, delineation, weight
    from {{ ref("int_opgave_division") }}
    union all
    select 'SBI', sbi_edition, 'section', section, opgave_id, delineation, weight
    from {{ ref("int_opgave_section") }}
)

-- decimals, so that a sum of claims is the same in whatever order they come
select * replace (cast(weight as decimal(9, 6)) as weight) from claims
