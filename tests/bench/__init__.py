"""Figures of the design, measured as ratios within one run: `make bench`. Nothing here is asserted in tests."""
