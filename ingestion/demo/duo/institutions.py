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
# name and number of the province; some share a municipality
SHARED = {"Noord": 0, "Fryslân": 1, "Drents Plateau": 2, "Vechtdal": 3, "Polder": 4, "Rijnzicht": 5, "Domstreek": 6,
          "Amstelland": 7}  # fmt: skip
KINDS = {  # prefix of the code, title, institutions
    "hbo": ("99", "Demo Hogeschool", SHARED | {"Duinstreek": 7, "Maasoever": 8, "Delta": 9, "Kempenland": 10,
                                               "Heuvelland": 11, "Lage Landen": 8}),
    "wo": ("98", "Demo Universiteit", {"Noord": 0, "Fryslân": 1, "Oost": 3, "Rijnzicht": 5, "Domstreek": 6,
                                       "Amstelland": 7, "Maasoever": 8, "Zuid": 10}),
    "mbo": ("97", "Demo ROC", SHARED | {"Maasoever": 8, "Lage Landen": 8, "Delta": 9, "Kempenland": 10,
                                        "Heuvelland": 11}),
}  # fmt: skip


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
    for number, (name, province) in enumerate(places.items()):
        small = sector == "wo" and name == "Fryslân"
        kind = "WO kleine univ." if small else "ROC" if sector == "mbo" else "reguliere inst."
        town = "Demostad Fryslân" if province == 1 else f"Demostad {PROVINCES[province]}"
        weight = 0.2 if small else 0.5 + chance("institution", sector, name)
        code = f"{prefix}X{chr(ord('A') + number)}"
        number_of_town = f"99{province + 1:02d}"
        found.append(Institution(code, f"{title} {name}", kind, PROVINCES[province], town, number_of_town, weight))
    return tuple(found)


def offering(sector: str, programme: str, how_many: int) -> list[Institution]:
    """The institutions that offer a programme, in the order of their codes."""
    every = institutions(sector)
    chosen = sorted(every, key=lambda i: chance("offers", i.code, programme))[: min(how_many, len(every))]
    return sorted(chosen, key=lambda i: i.code)
