"""Quality of the data: suites that say what may be expected, and the one runner that turns a suite into a verdict."""
