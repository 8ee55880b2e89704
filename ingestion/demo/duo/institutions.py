"""The institutions of the demo: invented, named "Demo ...", with codes that DUO never gave out (97, 98 and 99 + X.).

Provinces are real; municipalities are not ("Demostad ...", numbers from 9900, above any that CBS uses).
"""

from dataclasses import dataclass
from functools import cache

from ingestion.demo.model import chance

PROVINCES = (
    "Groningen", "Friesland", "Drenthe", "Overijssel", "Flevoland", "Gelderland",
    "Utrecht", "Noord-Holland", "Zuid-Holland", "Zeeland", "Noord-Brabant", "Limburg",
)  # fmt: skip
# name, number of the province; some share a municipality
HBO = (("Noord", 0), ("Fryslân", 1), ("Drents Plateau", 2), ("Vechtdal", 3), ("Polder", 4), ("Rijnzicht", 5),
       ("Domstreek", 6), ("Amstelland", 7), ("Duinstreek", 7), ("Maasoever", 8), ("Delta", 9), ("Kempenland", 10),
       ("Heuvelland", 11), ("Lage Landen", 8))  # fmt: skip
WO = (
    ("Noord", 0),
    ("Fryslân", 1),
    ("Oost", 3),
    ("Rijnzicht", 5),
    ("Domstreek", 6),
    ("Amstelland", 7),
    ("Maasoever", 8),
    ("Zuid", 10),
)
MBO = (("Noord", 0), ("Fryslân", 1), ("Drents Plateau", 2), ("Vechtdal", 3), ("Polder", 4), ("Rijnzicht", 5),
       ("Domstreek", 6), ("Amstelland", 7), ("Maasoever", 8), ("Lage Landen", 8), ("Delta", 9), ("Kempenland", 10),
       ("Heuvelland", 11))  # fmt: skip
KINDS = {"hbo": ("99", "Demo Hogeschool", HBO), "wo": ("98", "Demo Universiteit", WO), "mbo": ("97", "Demo ROC", MBO)}


@dataclass(frozen=True)
class Institution:
    code: str
    name: str
    kind: str
    province: str
    municipality: str
    municipality_code: str
    weight: float


@cache
def institutions(sector: str) -> tuple[Institution, ...]:
    """The institutions of a sector: hbo, wo or mbo."""
    prefix, title, places = KINDS[sector]
    found = []
    for number, (name, province) in enumerate(places):
        small = sector == "wo" and name == "Fryslân"
        kind = "WO kleine univ." if small else "ROC" if sector == "mbo" else "reguliere inst."
        found.append(
            Institution(
                code=f"{prefix}X{chr(ord('A') + number)}",
                name=f"{title} {name}",
                kind=kind,
                province=PROVINCES[province],
                municipality="Demostad Fryslân" if province == 1 else f"Demostad {PROVINCES[province]}",
                municipality_code=f"99{province + 1:02d}",
                weight=0.2 if small else 0.5 + chance("institution", sector, name),
            )
        )
    return tuple(found)


def offering(sector: str, programme: str, how_many: int) -> list[Institution]:
    """The institutions that offer a programme, in the order of their codes."""
    every = institutions(sector)
    chosen = sorted(every, key=lambda i: chance("offers", i.code, programme))[: min(how_many, len(every))]
    return sorted(chosen, key=lambda i: i.code)
