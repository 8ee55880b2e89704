"""`ho_opleidingsoverzicht.csv`: the funded programmes of higher education, as the register writes them.

Real: the CROHO code and name of a programme. Modelled: who offers it, dates, names in English, variants. Text stands in
quotes, numbers and dates bare, empty as nothing; a variant has no code of its own. As in the real file, one name holds
quotes that nobody escaped.
"""

from ingestion.demo.body import CSV, Body, utc
from ingestion.demo.duo import higher
from ingestion.demo.duo.higher import Place
from ingestion.demo.model import between, chance

HEADER = (
    "ONDERWIJSBESTUURID", "ONDERWIJSBESTUUR_NAAM", "ONDERWIJSAANBIEDERID", "ONDERWIJSAANBIEDER_NAAM", "SOORT",
    "OPLEIDINGSEENHEIDCODE", "ERKENDEOPLEIDINGSCODE", "VARIANT_VAN", "ERKENNER", "NAAM_LANG", "INTERNATIONALE_NAAM",
    "BEGINDATUM", "EINDDATUM", "NIVEAU", "GRAAD", "STUDIELAST", "EQF", "NLQF", "WAARDEDOCUMENTSOORT", "PENVOERDER",
    "EIGENNAAM", "EIGENNAAM_DUITS", "EIGENNAAM_ENGELS", "VORM", "VOERTAAL", "AANGEBODEN_OPLEIDING_BEGINDATUM",
    "AANGEBODEN_OPLEIDING_EINDDATUM", "EERSTE_INSTROOMDATUM", "LAATSTE_INSTROOMDATUM", "WEBSITE", "SAMENWERKEND_MET",
    "BUITENLANDSEPARTNER", "DEFICIENTIE", "EISEN_WERKZAAMHEDEN", "PROPEDEUTISCHE_FASE", "STUDIEKEUZECHECK",
    "VERSNELD_TRAJECT", "AANGEBODEN_OPLEIDINGCODE", "EIGEN_AANGEBODEN_OPLEIDINGSLEUTEL", "ONDERWIJSLOCATIECODE",
    "ONDERWIJSLOCATIESTRAAT", "ONDERWIJSLOCATIEPLAATS", "OMSCHRIJVING",
)  # fmt: skip
BARE = {"STUDIELAST", "BEGINDATUM", "EINDDATUM", "AANGEBODEN_OPLEIDING_BEGINDATUM"}
LEVELS = {  # diploma: NIVEAU, GRAAD, ECTS, EQF level
    "hbo associate degree": ("HBO-AD", "ASSOCIATE_DEGREE", 120, "5"),
    "hbo bachelor": ("HBO-BA", "BACHELOR", 240, "6"),
    "hbo master": ("HBO-MA", "MASTER", 60, "7"),
    "wo bachelor": ("WO-BA", "BACHELOR", 180, "6"),
    "wo master": ("WO-MA", "MASTER", 60, "7"),
    "wo ongedeelde opleiding": ("WO-MA", "MASTER", 180, "7"),
    "wo postmaster": ("WO-PM", "MASTER", 60, "7"),
}
UNESCAPED = "99XC"  # its board is called Stichting "Demo Hogeschool ..."


def file() -> Body:
    lines = [",".join(f'"{name}"' for name in HEADER)]
    for sector in ("hbo", "wo"):
        for number, place in enumerate(higher.places(sector)):
            described = _described(sector, number, place)
            lines.append(_line(described))
            if chance("variant", place.programme.code, place.institution.code) < 0.35:
                lines.append(_line(described | _variant(described, place)))
    return Body(("\n".join(lines) + "\n").encode(), CSV, utc(2026, 10, 5))


def _described(sector: str, number: int, place: Place) -> dict[str, str]:
    institution, programme = place.institution, place.programme
    level, degree, ects, eqf = LEVELS[programme.diploma]
    name = programme.name.partition(" ")[2] or programme.name
    board = f'Stichting "{institution.name}"' if institution.code == UNESCAPED else f"Stichting {institution.name}"
    return {
        "ONDERWIJSBESTUURID": f"{institution.code[:2]}9B{ord(institution.code[3]):03d}",
        "ONDERWIJSBESTUUR_NAAM": board,
        "SOORT": "OPLEIDING",
        "OPLEIDINGSEENHEIDCODE": f"{'9901' if sector == 'hbo' else '9801'}O{number:04d}",
        "ERKENDEOPLEIDINGSCODE": programme.code,
        "ERKENNER": "NVAO",
        "NAAM_LANG": name,
        "INTERNATIONALE_NAAM": name,
        "BEGINDATUM": f"{int(between(2002, 2024, 'start', programme.code))}-09-01",
        "NIVEAU": level,
        "GRAAD": degree,
        "STUDIELAST": str(ects),
        "EQF": eqf,
        "NLQF": eqf,
        "WAARDEDOCUMENTSOORT": "GETUIGSCHRIFT",
        "PENVOERDER": board,
    }


def _variant(described: dict[str, str], place: Place) -> dict[str, str]:
    institution = place.institution
    key = f"demo-{institution.code.lower()}-{place.programme.code}"
    return {
        "SOORT": "VARIANT",
        "OPLEIDINGSEENHEIDCODE": described["OPLEIDINGSEENHEIDCODE"].replace("O", "V"),
        "ERKENDEOPLEIDINGSCODE": "",
        "VARIANT_VAN": place.programme.code,
        "BEGINDATUM": "",
        "EIGENNAAM": described["NAAM_LANG"],
        "VORM": "DEELTIJD" if chance("form", key) < 0.4 else "VOLTIJD",
        "VOERTAAL": "ENG" if chance("language", key) < 0.2 else "NLD",
        "AANGEBODEN_OPLEIDING_BEGINDATUM": "2023-09-01",
        "AANGEBODEN_OPLEIDINGCODE": key,
        "EIGEN_AANGEBODEN_OPLEIDINGSLEUTEL": key,
        "ONDERWIJSLOCATIECODE": f"{institution.code}X001",
        "ONDERWIJSLOCATIEPLAATS": institution.municipality,
    }


def _line(values: dict[str, str]) -> str:
    cells = []
    for name in HEADER:
        value = values.get(name, "")
        cells.append(value if name in BARE or not value else f'"{value}"')
    return ",".join(cells)
