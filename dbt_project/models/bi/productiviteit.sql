-- What an hour of work brings, per opgave in one delineation.
{{ for_tools(
    "(select *, make_date(year, 1, 1) as period_start, 'year' as frequency from "
    ~ in_one_delineation(ref("fct_productivity"), ["measure"]) ~ ")",
    {"measure": "productivity_measure"},
) }}
