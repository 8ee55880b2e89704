"""The demo source: every publisher of the catalogue, embedded, so that the warehouse builds without a network.

It answers the requests of the live clients with bodies in the publishers' wire formats. National totals are the
published ones where `data/` and the entries of `tables/` have them; what lies below them is modelled, and each says which
is which. Institutions, municipalities and sponsors are invented and say so in their names: nothing here is a statistic.
"""

from ingestion.demo.adapter import DemoAdapter
from ingestion.demo.landing import landing_file

__all__ = ["DemoAdapter", "landing_file"]
