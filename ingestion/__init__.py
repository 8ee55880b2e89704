"""Publishers' open data into the archive and from the archive into DuckDB's `raw` schema.

Knows nothing of Dagster, dbt or Great Expectations: it can be run and tested on its own.
"""
