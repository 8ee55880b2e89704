"""Everything Dagster knows of this project, on one page."""

import os

import dagster as dg
from dagster_dbt import DbtCliResource

from orchestration import notify
from orchestration.assets.ingestion import provenance_tables, raw_assets
from orchestration.assets.publication import publication
from orchestration.assets.published import check_publication
from orchestration.assets.quality import check_marts
from orchestration.assets.transformation import dbt_models, project
from orchestration.automation import LOADED_ALONE
from orchestration.cli.console import console
from orchestration.manifest import DBT
from orchestration.resources import Pipeline
from orchestration.triggers import schedules, sensors
from orchestration.when_new import build_when_new

# In one process by default: half the time of a process for each step on two cores (2026-11).
EXECUTORS = {"in_process": dg.in_process_executor, "multiprocess": dg.multiprocess_executor}

warehouse_job = dg.define_asset_job(
    "warehouse",
    selection=dg.AssetSelection.all() | dg.AssetSelection.all_asset_checks(),
    description="De hele weg: haal elke dataset op en laad haar, bouw en controleer de marts, publiceer.",
)

BUILT_TOGETHER = dg.AssetSelection.assets(dbt_models, publication)
rebuild_job = dg.define_asset_job(
    "rebuild",
    selection=BUILT_TOGETHER | dg.AssetSelection.checks_for_assets(dbt_models, publication),
    description="Bouw, controleer en publiceer wat geladen is, zonder een uitgever te vragen. Begint vanzelf als een dataset "
    "los is geladen, zodra iemand `default_automation_condition_sensor` aanzet.",
    automation_condition=LOADED_ALONE,
)

# where dbt and the project are is no choice of a run: the launchpad offers no path of this machine
DBT_HERE = dg.ResourceDefinition.hardcoded_resource(DbtCliResource(project_dir=project, dbt_executable=DBT))

defs = dg.Definitions(
    assets=[*raw_assets, *provenance_tables, dbt_models, publication],
    asset_checks=[check_marts, check_publication],
    jobs=[warehouse_job, rebuild_job, build_when_new],
    schedules=schedules(build_when_new),
    sensors=[
        *sensors(build_when_new),
        *notify.sensors(warehouse_job, rebuild_job, build_when_new),
    ],
    resources={"pipeline": Pipeline(), "dbt": DBT_HERE},
    loggers={"console": console},
    executor=EXECUTORS[os.environ.get("TALENT_EXECUTOR", "in_process")],
)
