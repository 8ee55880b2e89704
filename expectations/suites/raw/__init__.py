"""Suites of the raw tables: what a snapshot must show before it may be used."""
