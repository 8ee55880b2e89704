-- a percentage of a part of the population has a smaller sample than that of everyone
{% set surveyed -%}
    case
        when cells.unit = 'personen' then 'employed'
        when cells.measure in ('Netto arbeidsparticipatie', 'Bruto arbeidsparticipatie') then 'net_participation_rate'
        when cells.measure = 'Werkloosheidspercentage' then 'unemployment_rate'
        else 'rate_of_part'
    end
{%- endset -%}
select
    measure_code,
    measure_group,
    measure as measure_nl,
    correction as correction_nl,
    period_start,
    frequency,
    value,
    {{ bound_lower("value", "rounding_half") }} as value_lower,
    {{ bound_upper("value", "rounding_half") }} as value_upper,
    {{ interval_of(
        "cells", "value", lower=bound_lower("cells.value", "cells.rounding_half"),
        upper=bound_upper("cells.value", "cells.rounding_half"), digits=2, weights=false
    ) }},
    unit,
    case when value is null then coalesce(value_attribute, 'niet gepubliceerd') end as missing_reason,
    status,
    cells.dataset_id
from {{ ref("int_labour_participation_cells") }} as cells
{{ survey_join("cells.dataset_id", surveyed, "cells.frequency") }}
