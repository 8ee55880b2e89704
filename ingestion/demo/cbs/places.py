"""Regions of CBS: the country, twelve provinces (CBS's own codes) and 35 labour market regions (our own codes).

Modelled: the weight of a province in the country's employment, a rough estimate that is used as a weight only.
"""

from collections.abc import Mapping
from functools import cache

from ingestion.demo import published
from ingestion.demo.cbs.odata4 import Code, Dimension
from ingestion.demo.model import between

NETHERLANDS = ("NL01", "Nederland")
PROVINCES = {  # title: code, weight
    "Groningen (PV)": ("PV20", 0.033), "Fryslân (PV)": ("PV21", 0.034), "Drenthe (PV)": ("PV22", 0.026),
    "Overijssel (PV)": ("PV23", 0.066), "Flevoland (PV)": ("PV24", 0.024), "Gelderland (PV)": ("PV25", 0.119),
    "Utrecht (PV)": ("PV26", 0.09), "Noord-Holland (PV)": ("PV27", 0.186), "Zuid-Holland (PV)": ("PV28", 0.206),
    "Zeeland (PV)": ("PV29", 0.02), "Noord-Brabant (PV)": ("PV30", 0.144), "Limburg (PV)": ("PV31", 0.052),
}  # fmt: skip


@cache
def labour_market_regions() -> dict[str, tuple[str, float]]:
    """Code and weight by title. CBS's AM codes are not known for certain: these only look like them."""
    names = [row["name"] for row in published.rows("regions.csv")]
    return {f"{name} (AM)": (f"AM9{n:02d}", between(0.4, 1.6, "region", name)) for n, name in enumerate(names, 1)}


def places(rows: Mapping[str, tuple[str, float]]) -> Dimension:
    """The region dimension: the country and these regions."""
    codes = (Code(*NETHERLANDS), *(Code(code, title) for title, (code, _) in rows.items()))
    return Dimension("RegioS", "Regio's", codes, "GeoDimension")
