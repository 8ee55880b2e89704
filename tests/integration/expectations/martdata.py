"""Small marts that pass their suites, with the columns the suites read."""

import duckdb

from expectations.published import FILE
from expectations.suites.marts.common import opgaven as names

OPGAVEN = names()
LISTED = ", ".join(f"('{o}')" for o in OPGAVEN)


def opgaven(con: duckdb.DuckDBPyConnection) -> str:
    con.execute(f"""
        create table curated.marts.dim_opgave as
        select opgave_id, 'naam' as name_nl, 'name' as name_en, kind, row_number() over () as sort_order,
            'wat het is' as description_nl
        from (
            select opgave_id, 'opgave' as kind from (values {LISTED}) as t (opgave_id)
            union all select 'nederland', 'totaal'
        )
    """)
    return "marts.dim_opgave"


def education(con: duckdb.DuckDBPyConnection) -> str:
    """Hbo and wo graduates 2014-2018 as published; every opgave has a hundredth (kern) or a fiftieth (breed) of them."""
    con.execute(f"""
        create table curated.marts.fct_education_output as
        with national as (
            select * from (values
                ('hbo', 2014, 69393), ('hbo', 2015, 70920), ('hbo', 2016, 73957), ('hbo', 2017, 76258), ('hbo', 2018, 74345),
                ('wo', 2014, 75144), ('wo', 2015, 75933), ('wo', 2016, 77465), ('wo', 2017, 79191), ('wo', 2018, 82242)
            ) as t (education_sector, study_year, persons)
        ),
        parts as (
            select 'nederland' as opgave_id, 'nvt' as delineation, 1.0 as part, 'observed' as method
            union all select opgave_id, 'kern', 0.01, 'via_programme' from (values {LISTED}) as t (opgave_id)
            union all select opgave_id, 'breed', 0.02, 'via_field' from (values {LISTED}) as t (opgave_id)
        )
        select
            opgave_id, delineation, study_year, education_sector, 'bachelor' as level, 'voltijd' as learning_path,
            'graduates' as measure, method, cast(persons * part as double) as persons,
            cast(persons * part as double) as persons_lower, cast(persons * part as double) as persons_upper,
            false as is_estimate, 'duo__gediplomeerden_' || education_sector || '_2019' as dataset_id
        from national cross join parts
    """)
    return "marts.fct_education_output"


def llo(con: duckdb.DuckDBPyConnection) -> str:
    """Participation in 2022 and 2023; the national figure of 2023 as published."""
    con.execute(f"""
        create table curated.marts.fct_llo_uptake as
        with parts as (
            select 'nederland' as opgave_id, 'nvt' as delineation, 1.0 as part, 'observed' as method
            union all select opgave_id, 'kern', 0.01, 'via_industry' from (values {LISTED}) as t (opgave_id)
            union all select opgave_id, 'breed', 0.02, 'via_industry' from (values {LISTED}) as t (opgave_id)
        )
        select
            opgave_id, delineation, year, 'bevolking_15_75' as population_group, form, cast(persons * part as double) as persons,
            cast(persons * part as double) - 1 as persons_lower, cast(persons * part as double) + 1 as persons_upper,
            cast(13326000 * part as double) as population, cast(persons / 133260 as double) as rate_pct, method,
            'definite' as status, 'cbs__85315ned' as dataset_id,
            case opgave_id when 'nederland' then 'Dus niet uit te splitsen naar opgave.' else 'Benadering.' end as caveat_nl
        from parts
        cross join (values (2022), (2023)) as y (year)
        cross join (values ('deelname', 4311000), ('geen_deelname', 9014000)) as f (form, persons)
    """)
    return "marts.fct_llo_uptake"


def migration(con: duckdb.DuckDBPyConnection) -> str:
    """Labour migrants 2022-2023 as published, jobs nationally and per opgave, sponsors once."""
    con.execute("""
        create table curated.marts.fct_labour_migration as
        select
            opgave_id, delineation, year, make_date(year, 1, 1) as reference_date, counted_as, 'arbeid' as purpose,
            ground_nl, origin, cast(persons as double) as persons, cast(persons as double) as persons_lower,
            cast(persons as double) as persons_upper, method, 'provisional' as status, dataset_id,
            case counted_as when 'jobs' then 'stock' when 'sponsors' then 'stock' else 'flow' end as stock_flow,
            case when opgave_id = 'nederland' then 'Dus niet uit te splitsen naar opgave.' else 'Benadering.' end
                as caveat_nl
        from (values
            ('nederland', 'nvt', 2022, 'persons', 'arbeid', 'buiten_eu_efta', 28680, 'observed', 'cbs__84809ned'),
            ('nederland', 'nvt', 2023, 'persons', 'arbeid', 'buiten_eu_efta', 25195, 'observed', 'cbs__84809ned'),
            ('nederland', 'nvt', 2023, 'jobs', 'banen', 'niet_uitgesplitst', 1225000, 'observed', 'cbs__85477ned'),
            ('zorg', 'kern', 2023, 'jobs', 'banen', 'niet_uitgesplitst', 50000, 'via_industry', 'cbs__85477ned'),
            ('zorg', 'breed', 2023, 'jobs', 'banen', 'niet_uitgesplitst', 90000, 'via_industry', 'cbs__85477ned'),
            ('nederland', 'nvt', 2026, 'sponsors', 'erkend', 'buiten_eu_efta', 12885, 'observed', 'ind__sponsors_work')
        ) as t (opgave_id, delineation, year, counted_as, ground_nl, origin, persons, method, dataset_id)
    """)
    return "marts.fct_labour_migration"


def transferees(con: duckdb.DuckDBPyConnection) -> str:
    """Permits for transfer within a company in 2022 and 2023, the last as published; two sectors, two opgaven."""
    con.execute("""
        create table curated.marts.fct_labour_migration_sector as
        select
            opgave_id, delineation, year, breakdown, industry_nl, cast(permits as double) as permits,
            case breakdown when 'opgave' then 'via_industry' else 'observed' end as method, 'unknown' as status,
            'eurostat__migr_resict1_2' as dataset_id,
            case when opgave_id = 'nederland' then 'Per opgave benaderd.' else 'Benadering.' end as caveat_nl
        from (values (2022), (2023)) as y (year)
        cross join (values
            ('nederland', 'nvt', 'totaal', 'Alle bedrijfstakken', 2725),
            ('nederland', 'nvt', 'bedrijfstak', 'Informatie en communicatie', 1725),
            ('nederland', 'nvt', 'bedrijfstak', 'Nijverheid', 990),
            ('woningbouw', 'kern', 'opgave', 'Bedrijfstakken van de opgave', 20),
            ('woningbouw', 'breed', 'opgave', 'Bedrijfstakken van de opgave', 60)
        ) as t (opgave_id, delineation, breakdown, industry_nl, permits)
    """)
    return "marts.fct_labour_migration_sector"


def labour_market(con: duckdb.DuckDBPyConnection) -> str:
    """Employment and tightness per opgave, vacancies nationally; a capped tightness has no upper bound."""
    con.execute(f"""
        create table curated.marts.fct_labour_market as
        select
            opgave_id, delineation, period_start, frequency, measure, cast(value as double) as value,
            cast(value as double) as value_lower, case when value < 16 or measure <> 'tightness' then cast(value as double) end
                as value_upper,
            unit, method, 'unknown' as status, dataset_id, 'BRC 2014, editie 2014' as code_edition, 5 as groups_total,
            5 as groups_published, cast(null as varchar) as weighting,
            measure = 'tightness' and value >= 16 as is_capped, 'Benadering langs het beroep.' as caveat_nl
        from (
            select opgave_id, delineation, date '2026-01-01' as period_start, 'quarter' as frequency, measure, value, unit,
                'via_occupation' as method, dataset_id
            from (values {LISTED}) as o (opgave_id)
            cross join (values
                ('kern', 'employed', 100000, 'personen', 'cbs__85276ned'), ('breed', 'employed', 150000, 'personen', 'cbs__85276ned'),
                ('kern', 'tightness', 16, 'ratio', 'roa__ais_2030'), ('breed', 'tightness', 7.2, 'ratio', 'roa__ais_2030')
            ) as m (delineation, measure, value, unit, dataset_id)
            union all
            select 'nederland', 'nvt', day, 'year', 'vacancies', value, 'vacatures', 'observed', 'cbs__80472ned'
            from (values (date '2018-01-01', 248300), (date '2019-01-01', 281100)) as v (day, value)
        )
    """)
    return "marts.fct_labour_market"


def reconciliation(con: duckdb.DuckDBPyConnection) -> str:
    """Every published figure of the seed is met exactly; one more is compared with a second dataset."""
    seeds = FILE.parent
    con.execute(f"""
        create table curated.marts.reconciliation as
        select
            f.fact, f.figure_id, p.period, p.value as ours, p.value as published, 0.0 as gap, 0.0 as tolerance,
            true as within_tolerance, f.severity, f.explanation_nl, p.publisher, p.source, p.dataset_id
        from read_csv('{seeds / "published_figure.csv"}', all_varchar = true) as p
        join read_csv('{seeds / "reconciliation_figure.csv"}', all_varchar = true) as f using (dataset_id, series)
        union all
        select
            fact, figure_id, '2016SJ00', '1', '1', 0.0, 0.0, true, severity, explanation_nl, 'DUO',
            'duo__p04hogdipl_hbo', 'duo__gediplomeerden_hbo_2019'
        from read_csv('{seeds / "reconciliation_figure.csv"}', all_varchar = true)
        where dataset_id is null
    """)
    return "marts.reconciliation"
