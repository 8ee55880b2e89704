-- Work, vacancies and shortages, per opgave in one delineation: the country, and the regions that a source has.
{{ for_tools(
    "(select opgave_id, delineation, period_start, frequency, measure, value, total_lower, total_upper, range_lowest, "
    ~ "range_highest, unit, method, status, dataset_id, caveat_nl, 'land' as region_kind, 'NL01' as region_code, "
    ~ "'Nederland' as region_nl from " ~ in_one_delineation(ref("fct_labour_market"), ["measure"])
    ~ " union all by name select opgave_id, delineation, period_start, frequency, measure, value, total_lower, total_upper, "
    ~ "range_lowest, range_highest, unit, method, status, dataset_id, caveat_nl, region_kind, "
    ~ "coalesce(region_code, 'nvt') as region_code, region_nl from "
    ~ in_one_delineation(ref("fct_labour_market_region"), ["measure", "region_kind"]) ~ " where region_kind <> 'land')",
    {"measure": "labour_market_measure", "region_kind": "region_kind"},
    before=["figures.region_code", "figures.region_nl"],
    after=["struct_pack(lowest := figures.range_lowest, highest := figures.range_highest) as range_of_groups"],
) }}
