"""Write, audit, publish: from the marts that dbt built to the file that BI opens. Knows nothing of Dagster."""
