"""What changed upstream is rebuilt: the condition on which the job `rebuild` begins by itself.

Everything from staging to the publication is built and judged together (docs/decisions/17): a run of a part publishes nothing. So
the condition stands on the one job and not on each asset: Dagster would make a run of some assets of it.

It is true once for a raw table that was materialised, and at no other time: not as long as a run that makes what reads it is under
way or waits (that run sees the table), and not where such a run has made it already, as `build_when_new` does. What fails is not
tried again by itself: the next run that asks finds that the marts are not of what is loaded.
"""

import warnings

import dagster as dg

# conditions on a job are new in Dagster 1.13 (read there, 2026-11)
warnings.filterwarnings("ignore", category=dg.PreviewWarning)

LOADED_ALONE = dg.AutomationCondition.any_job_root_assets_match(
    (
        dg.AutomationCondition.any_deps_match(dg.AutomationCondition.newly_updated())
        & ~dg.AutomationCondition.in_progress()
        & ~dg.AutomationCondition.newly_updated()
    ).with_label("een dataset is los geladen")
)
