-- The five questions by which an opgave was chosen, one answer each: two computed by a rule that stands beside the answer,
-- three in text with their source. An opgave without figures keeps its row: "niet af te bakenen" is an answer too.
with opgaven as (
    select opgave.opgave_id, delineation.delineation, criterion.criterion, criterion.question_nl, criterion.kind
    from {{ ref("opgave") }} as opgave
    cross join {{ ref("dim_delineation") }} as delineation
    cross join {{ ref("criterion") }} as criterion
    where opgave.kind <> 'totaal'
),

-- the dataset of the tightness in use
tightness_source as (
    select opgave_id, delineation, max_by(dataset_id, period_start) as dataset_id
    from {{ ref("fct_labour_market") }}
    where measure = 'tightness' and coalesce(value, value_lower) is not null
    group by opgave_id, delineation
)

select
    opgaven.opgave_id,
    opgaven.delineation,
    opgaven.criterion,
    opgaven.question_nl,
    opgaven.kind,
    case opgaven.criterion
        when 3 then coalesce(shortage.verdict, 'niet af te bakenen')
        when 5 then coalesce(spread.verdict, 'niet af te bakenen')
        else described.verdict
    end as verdict,
    case opgaven.criterion when 3 then shortage.value end as tightness,
    case opgaven.criterion when 3 then shortage.value_lower when 5 then spread.lowest end as tightness_lowest,
    case opgaven.criterion when 3 then shortage.value_upper when 5 then spread.highest end as tightness_highest,
    case opgaven.criterion when 3 then {{ tightness_class("shortage.value") }} end as tightness_class_nl,
    case opgaven.criterion when 3 then shortage.quarters end as quarters,
    case opgaven.criterion when 3 then shortage.period_first when 5 then spread.period_start end as period_first,
    case opgaven.criterion when 3 then shortage.period_last when 5 then spread.period_start end as period_last,
    case opgaven.criterion when 3 then shortage.tight_pct end as quarters_tight_pct,
    case opgaven.criterion when 3 then shortage.slope end as slope_per_year,
    case opgaven.criterion when 3 then shortage.slope_pct end as slope_per_year_pct,
    case opgaven.criterion when 3 then shortage.vacancy_rate end as vacancy_rate,
    case opgaven.criterion when 3 then shortage.vacancy_rate_slope_pct end as vacancy_rate_slope_pct,
    case opgaven.criterion when 5 then spread.regions end as regions,
    case opgaven.criterion when 5 then spread.tight_pct end as regions_tight_pct,
    case opgaven.criterion when 5 then spread.in_part_pct end as regions_in_part_pct,
    case opgaven.criterion when 5 then spread.variation_pct end as regions_variation_pct,
    case opgaven.criterion
        when 3 then
            'Structureel: in ten minste {{ criterion_bar("share_of_quarters_pct") }} procent van de kwartalen een spanning van '
            || '{{ criterion_bar("tight") }} of meer (krap volgens UWV; vanaf 4,0 zeer krap), over ten minste '
            || '{{ criterion_bar("quarters") }} kwartalen van een reeks. Groeiend: de helling van de kleinste kwadraten over '
            || 'die kwartalen is meer dan {{ criterion_bar("growth_pct") }} procent van het gemiddelde per jaar. Heeft een '
            || 'kwartaal alleen een bereik, dan telt het laagste beroep, en is een helling er pas bij '
            || 'genoeg kwartalen met een waarde.'
        when 5 then
            'Per arbeidsmarktregio in het nieuwste kwartaal: krap bij een spanning van {{ criterion_bar("tight") }} of '
            || 'meer (zonder waarde: in het laagste gepubliceerde beroep), deels krap als alleen een deel van de beroepen dat '
            || 'haalt. Landelijk tekort: ten minste {{ criterion_bar("share_of_regions_pct") }} procent van de regio''s krap. '
            || 'Landelijk, niet in elk beroep: samen met de deels krappe. Ongelijke spreiding: meer dan '
            || '{{ criterion_bar("share_of_regions_low_pct") }} procent krap of deels krap. Ten minste '
            || '{{ criterion_bar("regions") }} regio''s.'
    end as rule_nl,
    case opgaven.criterion
        when 3 then coalesce(
            case
                when shortage.quarters > 0 then
                    'Spanning over ' || shortage.quarters
                    || case shortage.quarters when 1 then ' kwartaal' else ' kwartalen' end || ', tot en met '
                    || extract(year from shortage.period_last) || ', kwartaal '
                    || extract(quarter from shortage.period_last) || '; krap in '
                    || replace(cast(shortage.tight_pct as varchar), '.', ',') || ' procent daarvan.'
                    || coalesce(
                        ' Helling ' || replace(cast(shortage.slope_pct as varchar), '.', ',') || ' procent per jaar.', ''
                    )
            end,
            'Geen spanning gepubliceerd voor de beroepen van de opgave.'
        ) || coalesce(
            ' Ter vergelijking, geen deel van het oordeel: de vacaturegraad van haar bedrijfstakken verandert '
            || replace(cast(shortage.vacancy_rate_slope_pct as varchar), '.', ',') || ' procent per jaar over '
            || shortage.vacancy_rate_quarters || ' kwartalen.',
            ''
        )
        when 5 then coalesce(
            'In ' || replace(cast(spread.tight_pct as varchar), '.', ',') || ' procent van ' || spread.regions
            || ' regio''s krap, in ' || replace(cast(spread.in_part_pct as varchar), '.', ',')
            || ' procent deels krap. Regio''s zonder gepubliceerd beroep tellen niet mee.',
            'Geen spanning per regio gepubliceerd voor de beroepen van de opgave.'
        )
        else described.explanation_nl
    end as explanation_nl,
    case
        when opgaven.criterion in (3, 5)
            then coalesce(tightness_source.dataset_id, 'geen spanning in dit bestand (uwv__spanningsindicator, roa__ais_2030)')
        else coalesce(described.source, 'nog geen bron opgenomen')
    end as source
from opgaven
left join {{ ref("int_criterion_shortage") }} as shortage
    on shortage.opgave_id = opgaven.opgave_id and shortage.delineation = opgaven.delineation
left join {{ ref("int_criterion_spread") }} as spread
    on spread.opgave_id = opgaven.opgave_id and spread.delineation = opgaven.delineation
left join {{ ref("opgave_criterion_text") }} as described
    on described.opgave_id = opgaven.opgave_id and described.criterion = opgaven.criterion
left join tightness_source
    on tightness_source.opgave_id = opgaven.opgave_id and tightness_source.delineation = opgaven.delineation
