"""The suites. Each says on what its bounds rest."""
