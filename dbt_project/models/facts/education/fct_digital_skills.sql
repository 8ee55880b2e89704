-- Digital skills of everybody and ICT specialists at work: of the Netherlands only, since nobody counts skills per opgave.
with skills as (
    select
        *,
        {{ rounded(bound_lower("value", "rounding_half"), 2) }} as value_lower,
        {{ rounded(bound_upper("value", "rounding_half"), 2) }} as value_upper
    from {{ ref("int_digital_skill_level") }}
)

select
    'nederland' as opgave_id,
    'nvt' as delineation,
    skills.measure,
    skills.year,
    skills.value,
    skills.value_lower,
    skills.value_upper,
    {{ interval_of("skills", "value", digits=2) }},
    skills.unit,
    'observed' as method,
    skills.dataset_id
    || case when breaks > 0 then ', na ' || breaks || case when breaks = 1 then ' breuk' else ' breuken' end else '' end
        as series,
    flag as flag_eurostat,
    skills.status,
    skills.dataset_id,
    case
        when starts_with(skills.measure, 'digital_skills') then
            'Enquete onder 16- tot en met 74-jarigen (CBS, ongeveer zesduizend personen van 12 jaar en ouder per keer): een '
            || 'verschil van een procentpunt kan toeval zijn. Gemeten aan wat iemand de laatste drie maanden deed, geen toets. '
            || 'Vaardigheden per opgave worden nergens geteld.'
        else
            'Enquete beroepsbevolking. ICT-specialisten naar de definitie van Eurostat, ruimer en anders dan de beroepen van '
            || 'de opgave digitalisering.'
    end as caveat_nl
from skills
{{ survey_join("skills.dataset_id", "skills.measure", "'year'") }}
