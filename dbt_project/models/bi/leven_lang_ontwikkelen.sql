-- Who learns on, per opgave in one delineation.
{{ for_tools(
    "(select *, persons as value, make_date(year, 1, 1) as period_start, 'year' as frequency, 'personen' as unit from "
    ~ in_one_delineation(ref("fct_llo_uptake"), ["form", "population_group"]) ~ ")",
    {"form": "form", "population_group": "population_group"},
    after=["struct_pack(pct := figures.rate_pct, population := figures.population) as rate"],
) }}
