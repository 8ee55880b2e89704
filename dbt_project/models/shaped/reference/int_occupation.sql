-- The groups (four digits) of both editions, and the segments and classes above them as rows of their own: CBS counts
-- persons at every level.
with groups as (
    select code, edition, name_nl, segment_code, segment_nl, class_code, class_nl, certainty
    from {{ ref("brc2014") }}
),

segments as (
    select distinct segment_code as code, edition, segment_nl as name_nl, class_code, class_nl
    from groups
),

classes as (
    select distinct class_code as code, edition, class_nl as name_nl
    from groups
),

leveled as (
    select
        code, edition, name_nl, 'beroepsgroep' as code_level, segment_code as parent_code,
        segment_code, segment_nl, class_code, class_nl, certainty
    from groups
    union all
    select
        code, edition, name_nl, 'beroepssegment' as code_level, class_code as parent_code,
        code as segment_code, name_nl as segment_nl, class_code, class_nl, 'bevestigd' as certainty
    from segments
    union all
    select
        code, edition, name_nl, 'beroepsklasse' as code_level, cast(null as varchar) as parent_code,
        cast(null as varchar) as segment_code, cast(null as varchar) as segment_nl, code as class_code,
        name_nl as class_nl, 'bevestigd' as certainty
    from classes
)

select
    code, 'BRC2014' as code_system, edition, name_nl, code_level, parent_code,
    segment_code, segment_nl, class_code, class_nl, certainty
from leveled
