"""Everything Dagster knows of this project, on one page."""

import os

import dagster as dg
from dagster_dbt import DbtCliResource

from orchestration import notify, watcher
from orchestration.assets.ingestion import provenance_tables, raw_assets
from orchestration.assets.publication import no_new_warnings, publication
from orchestration.assets.quality import check_marts
from orchestration.assets.transformation import DBT, dbt_models, project
from orchestration.cli.console import console
from orchestration.resources import Pipeline
from orchestration.triggers import changed_sources_sensor, landing_sensor, schedules

# In one process by default: half the time of a process for each step on two cores (2026-11).
EXECUTORS = {"in_process": dg.in_process_executor, "multiprocess": dg.multiprocess_executor}

watcher.take_its_place()

warehouse_job = dg.define_asset_job(
    "warehouse",
    selection=dg.AssetSelection.all() | dg.AssetSelection.all_asset_checks(),
    description="The whole way: fetch and load every dataset, build and check the marts, publish.",
)

defs = dg.Definitions(
    assets=[*raw_assets, *provenance_tables, dbt_models, publication],
    asset_checks=[check_marts, no_new_warnings],
    jobs=[warehouse_job],
    schedules=schedules(warehouse_job),
    sensors=[landing_sensor(warehouse_job), changed_sources_sensor(warehouse_job), *notify.sensors(warehouse_job)],
    resources={"pipeline": Pipeline(), "dbt": DbtCliResource(project_dir=project, dbt_executable=DBT)},
    loggers={"console": console},
    executor=EXECUTORS[os.environ.get("TALENT_EXECUTOR", "in_process")],
)
