-- Who comes from abroad, per opgave in one delineation.
{{ for_tools(
    "(select migration.*, persons as value, make_date(year, 1, 1) as period_start, 'year' as frequency, "
    ~ "counted.label_nl as unit from "
    ~ in_one_delineation(ref("fct_labour_migration"), ["counted_as", "stock_flow", "purpose"])
    ~ " as migration inner join " ~ ref("dim_word")
    ~ " as counted on counted.list = 'counted_as' and counted.code = migration.counted_as)",
    {"counted_as": "counted_as", "stock_flow": "stock_flow", "purpose": "purpose", "origin": "origin"},
    before=["figures.ground_nl", "figures.reference_date"],
) }}
