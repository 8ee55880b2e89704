-- The five questions by which an opgave was chosen, one answer each: two computed by a rule that stands beside the answer,
-- three in text with their source. An opgave without figures keeps its row, with the reason: nothing was received, nothing is
-- published, or no code delineates it. Those are three answers.
with opgaven as (
    select opgave.opgave_id, delineation.delineation, criterion.criterion, criterion.question_nl, criterion.kind
    from {{ ref("opgave") }} as opgave
    cross join {{ ref("dim_delineation") }} as delineation
    cross join {{ ref("criterion") }} as criterion
    where opgave.kind <> 'totaal' and delineation.delineation <> 'nvt'
),

-- the datasets that could answer a computed question, and whether they are there
needed as (
    select needed.criterion, dataset.dataset_id, dataset.status, dataset.status not in ('missing', 'withheld') as is_there
    from (values
        (3, 'roa__ais_2030'), (3, 'uwv__spanningsindicator'), (5, 'uwv__spanningsindicator')
    ) as needed (criterion, dataset_id)
    inner join {{ ref("dim_dataset") }} as dataset on dataset.dataset_id = needed.dataset_id
),

received as (
    select
        criterion,
        bool_or(is_there) as is_any_there,
        string_agg(dataset_id, ', ' order by dataset_id) filter (where is_there) as there,
        string_agg(
            dataset_id || case status when 'missing' then ' (nooit ontvangen)' when 'withheld' then ' (ingehouden)' end, ', '
            order by dataset_id
        ) filter (where not is_there) as not_there
    from needed
    group by criterion
),

-- the newest edition of the occupations has a code for the opgave, or the reason why not
delineated as (
    select opgave_id, delineation, codes, reason_nl
    from {{ ref("opgave_coverage") }}
    where code_system = 'BRC2014'
    qualify row_number() over (partition by opgave_id, delineation order by edition desc) = 1
),

absent as (
    select
        opgaven.opgave_id,
        opgaven.delineation,
        opgaven.criterion,
        case
            when delineated.codes = 0 then 'niet af te bakenen'
            when not received.is_any_there then 'geen gegevens'
            when received.is_any_there then 'niet gepubliceerd'
        end as verdict,
        case
            when delineated.codes = 0 then upper(left(delineated.reason_nl, 1)) || substr(delineated.reason_nl, 2) || '.'
            when not received.is_any_there then
                'De gegevens ontbreken: ' || received.not_there || '. Zodra zij er zijn volgt het oordeel vanzelf.'
            when received.is_any_there then
                'De uitgever publiceert de beroepen van de opgave hier niet (' || received.there || ').'
                || coalesce(' Ook ontbreekt ' || received.not_there || '.', '')
        end as explanation_nl,
        case
            when delineated.codes = 0 then 'opgave_coverage'
            when not received.is_any_there then 'geen: ' || received.not_there
            when received.is_any_there then received.there
        end as source
    from opgaven
    inner join received on received.criterion = opgaven.criterion
    left join delineated
        on delineated.opgave_id = opgaven.opgave_id and delineated.delineation = opgaven.delineation
)

select
    opgaven.opgave_id,
    opgaven.delineation,
    opgaven.criterion,
    opgaven.question_nl,
    opgaven.kind,
    coalesce(shortage.verdict, spread.verdict, absent.verdict, described.verdict) as verdict,
    shortage.value as tightness,
    coalesce(shortage.value_lower, spread.lowest) as tightness_lowest,
    case when shortage.opgave_id is not null then shortage.value_upper else spread.highest end as tightness_highest,
    {{ tightness_class("shortage.value") }} as tightness_class_nl,
    shortage.quarters,
    coalesce(shortage.period_first, spread.period_start) as period_first,
    coalesce(shortage.period_last, spread.period_start) as period_last,
    shortage.tight_pct as quarters_tight_pct,
    shortage.bottleneck_pct,
    shortage.itkb_lowest,
    shortage.itkb_highest,
    shortage.slope_of,
    shortage.slope as slope_per_year,
    shortage.slope_margin as slope_margin_95,
    shortage.slope_pct as slope_per_year_pct,
    spread.regions,
    spread.tight_pct as regions_tight_pct,
    spread.in_part_pct as regions_in_part_pct,
    spread.variation_pct as regions_variation_pct,
    case opgaven.criterion
        when 3 then
            'Structureel: ten minste {{ criterion_bar("bottleneck_pct") }} procent van wie in de beroepen van de opgave werkt '
            || 'heeft een beroep waarvoor ROA tot de horizon grote of zeer grote knelpunten verwacht (ITKB); is dat deel niet '
            || 'bekend, dan een spanning van {{ criterion_bar("tight") }} of meer (krap volgens UWV; zonder waarde telt '
            || 'het laagste beroep) in ten minste {{ criterion_bar("share_of_quarters_pct") }} procent van ten minste '
            || '{{ criterion_bar("quarters") }} kwartalen. Groeiend: de helling van de kleinste kwadraten over ten minste '
            || '{{ criterion_bar("quarters") }} kwartalen van een reeks ligt met haar hele 95 %-interval boven nul, met zo '
            || 'veel waarnemingen als de kwartalen waard zijn gezien hun samenhang (autocorrelatie). De reeks is de spanning '
            || 'uit aantallen, en anders de vacaturegraad van een branche (AZW) die de opgave is.'
        when 5 then
            'Per arbeidsmarktregio in het nieuwste kwartaal: krap bij een spanning van {{ criterion_bar("tight") }} of '
            || 'meer (zonder waarde: in het laagste gepubliceerde beroep), deels krap als alleen een deel van de beroepen dat '
            || 'haalt. Landelijk tekort: ten minste {{ criterion_bar("share_of_regions_pct") }} procent van de regio''s krap. '
            || 'Landelijk, niet in elk beroep: samen met de deels krappe. Ongelijke spreiding: meer dan '
            || '{{ criterion_bar("share_of_regions_low_pct") }} procent krap of deels krap. Ten minste '
            || '{{ criterion_bar("regions") }} regio''s.'
    end as rule_nl,
    case
        when shortage.opgave_id is not null then concat_ws(
            ' ',
            case
                when shortage.bottleneck_pct is not null then
                    'ROA verwacht tot ' || shortage.horizon || ' grote of zeer grote knelpunten voor '
                    || {{ dutch_number("shortage.bottleneck_pct") }} || ' procent van wie in de opgave werkt.'
                when shortage.bottleneck_pct is null
                    then 'Welk deel van de opgave met een groot knelpunt te maken krijgt is niet bekend.'
            end,
            case
                when shortage.quarters > 0 then
                    'Spanning over ' || shortage.quarters
                    || case shortage.quarters when 1 then ' kwartaal' else ' kwartalen' end || ', tot en met '
                    || extract(year from shortage.period_last) || ', kwartaal '
                    || extract(quarter from shortage.period_last) || '; krap in '
                    || {{ dutch_number("shortage.tight_pct") }} || ' procent daarvan.'
            end,
            case
                when shortage.slope_margin is not null then
                    if(shortage.slope_of = 'tightness.quarter', 'De spanning', 'De vacaturegraad van de branche')
                    || ' verandert ' || {{ dutch_number("shortage.slope_pct") }} || ' procent per jaar, met een marge van '
                    || {{ dutch_number("shortage.slope_margin_pct") }} || ' (95 %), over ' || shortage.slope_quarters
                    || ' kwartalen die er samen ' || {{ dutch_number("shortage.slope_quarters_effective") }} || ' waard zijn.'
                when shortage.slope is not null
                    then 'De kwartalen hangen te veel samen om van een helling iets te zeggen.'
                when shortage.slope is null then 'Voor een helling zijn er te weinig kwartalen met een waarde.'
            end,
            'Ontbreekt: ' || received.not_there || '.'
        )
        when spread.opgave_id is not null then
            'In ' || {{ dutch_number("spread.tight_pct") }} || ' procent van ' || spread.regions
            || ' regio''s krap, in ' || {{ dutch_number("spread.in_part_pct") }}
            || ' procent deels krap. Regio''s zonder gepubliceerd beroep tellen niet mee.'
        when absent.opgave_id is not null then absent.explanation_nl
        when described.opgave_id is not null then described.explanation_nl
    end as explanation_nl,
    coalesce(
        shortage.dataset_ids,
        case when spread.opgave_id is not null then 'uwv__spanningsindicator' end,
        absent.source,
        described.source,
        'nog geen bron opgenomen'
    ) as source
from opgaven
left join {{ ref("int_criterion_shortage") }} as shortage
    on opgaven.criterion = 3
    and shortage.opgave_id = opgaven.opgave_id
    and shortage.delineation = opgaven.delineation
left join {{ ref("int_criterion_spread") }} as spread
    on opgaven.criterion = 5
    and spread.opgave_id = opgaven.opgave_id
    and spread.delineation = opgaven.delineation
left join received on received.criterion = opgaven.criterion
left join absent
    on absent.opgave_id = opgaven.opgave_id
    and absent.delineation = opgaven.delineation
    and absent.criterion = opgaven.criterion
left join {{ ref("opgave_criterion_text") }} as described
    on described.opgave_id = opgaven.opgave_id and described.criterion = opgaven.criterion
