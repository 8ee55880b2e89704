"""The assets: raw datasets per publisher, the dbt models, the checks of the marts, the publication."""
