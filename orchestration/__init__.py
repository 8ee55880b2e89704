"""Dagster definitions: assets, checks, schedules and sensors over the other rooms, the publication, and the CLI."""
