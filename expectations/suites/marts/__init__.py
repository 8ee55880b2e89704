"""Suites of the marts: what a build must show before it may be published."""
