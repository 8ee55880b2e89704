"""Tests on whole builds; what they share is imported, and its assertions tell what they saw as those of a test do."""

import pytest

pytest.register_assert_rewrite("tests.integration.bodies", "tests.integration.recorded")
