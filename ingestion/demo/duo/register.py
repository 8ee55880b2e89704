"""The registers: programmes of higher education, recognised ones, the offer of mbo, and the development paths.

Real: codes and names of programmes. Modelled: who offers what, dates, and which programme a path names for which job:
every branch has programmes of its own sectorkamer (or onderdeel), a tenth of them of another. Columns are those of the
catalogue.
"""

from collections.abc import Iterable, Iterator

from ingestion.dataset import Dataset
from ingestion.demo.body import CSV, Body, utc
from ingestion.demo.duo import higher, vocational
from ingestion.demo.duo.higher import Place
from ingestion.demo.duo.higher_files import written
from ingestion.demo.duo.vocational import Qualification
from ingestion.demo.model import between, chance

BARE = {"STUDIELAST", "BEGINDATUM", "EINDDATUM", "AANGEBODEN_OPLEIDING_BEGINDATUM"}  # not in quotes
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
BRANCHES = {  # branch of a path: the sectorkamer and the onderdeel that its programmes come from
    "Kinderopvang": ("Zorg, welzijn en sport", "onderwijs"),
    "Zorg en welzijn": ("Zorg, welzijn en sport", "gezondheidszorg"),
    "Techniek, bouw en energie": ("Techniek en gebouwde omgeving", "techniek"),
    "Ict": ("Ict en creatieve industrie", "techniek"),
    "Beveiliging": ("Zakelijke dienstverlening en veiligheid", "recht"),
    "Groen": ("Voedsel, groen en gastvrijheid", "landbouw en natuurlijke omgeving"),
}


def _described(sector: str, number: int, place: Place) -> dict[str, str]:
    """What the two registers of higher education say of a programme at an institution."""
    i, p = place.institution, place.programme
    level, degree, ects, eqf = LEVELS[p.diploma]
    name = p.name.partition(" ")[2] or p.name
    board = f'Stichting "{i.name}"' if i.code == UNESCAPED else f"Stichting {i.name}"
    ends = chance("ends", p.code) < 0.04
    since = f"{int(between(2002, 2024, 'start', p.code))}-09-01"
    return {
        "ONDERWIJSBESTUURID": f"{i.code[:2]}9B{ord(i.code[3]):03d}", "ONDERWIJSBESTUUR_NAAM": board, "SOORT": "OPLEIDING",
        "OPLEIDINGSEENHEIDCODE": f"{'9901' if sector == 'hbo' else '9801'}O{number:04d}",
        "ERKENDEOPLEIDINGSCODE": p.code, "ERKENNER": "NVAO", "NAAM_LANG": name, "INTERNATIONALE_NAAM": name,
        "BEGINDATUM": since, "ACCREDITATIE_BEGINDATUM": since, "NIVEAU": level, "GRAAD": degree,
        "STUDIELAST": str(ects), "EQF": eqf, "NLQF": eqf, "WAARDEDOCUMENTSOORT": "GETUIGSCHRIFT", "PENVOERDER": board,
        "INSTELLINGSCODE": i.code, "INSTELLINGSNAAM": i.name, "INSTROOM_EINDDATUM": "2025-08-31" if ends else "",
        "OPLEIDINGSEENHEID_NAAM": p.name, "OPLEIDINGSEENHEID_SOORT": "OPLEIDING",
        "ONDERDEEL": p.onderdeel.upper().replace(" ", "_"), "SUBONDERDEEL": p.subonderdeel,
        "BEKOSTIGINGSCODE": "BEKOSTIGD", "ACCREDITATIE_VERVALDATUM": "2026-12-31" if ends else "2031-12-31",
    }  # fmt: skip


def _variant(described: dict[str, str], place: Place) -> dict[str, str]:
    institution = place.institution
    key = f"demo-{institution.code.lower()}-{place.programme.code}"
    return {
        "SOORT": "VARIANT", "OPLEIDINGSEENHEIDCODE": described["OPLEIDINGSEENHEIDCODE"].replace("O", "V"),
        "ERKENDEOPLEIDINGSCODE": "", "VARIANT_VAN": place.programme.code, "BEGINDATUM": "",
        "EIGENNAAM": described["NAAM_LANG"], "VORM": "DEELTIJD" if chance("form", key) < 0.4 else "VOLTIJD",
        "VOERTAAL": "ENG" if chance("language", key) < 0.2 else "NLD", "AANGEBODEN_OPLEIDING_BEGINDATUM": "2023-09-01",
        "AANGEBODEN_OPLEIDINGCODE": key, "EIGEN_AANGEBODEN_OPLEIDINGSLEUTEL": key,
        "ONDERWIJSLOCATIECODE": f"{institution.code}X001", "ONDERWIJSLOCATIEPLAATS": institution.municipality,
    }  # fmt: skip


def _every() -> Iterator[tuple[dict[str, str], Place]]:
    for sector in ("hbo", "wo"):
        yield from ((_described(sector, n, place), place) for n, place in enumerate(higher.places(sector)))


def _file(dataset: Dataset, rows: Iterable[dict[str, str]]) -> Body:
    header = tuple(dataset.contract.columns)
    return Body(written(header, ([row.get(name, "") for name in header] for row in rows)), CSV, utc(2026, 10, 5))


def programmes(dataset: Dataset) -> Body:
    """`ho_opleidingsoverzicht.csv`: text in quotes, numbers and dates bare; a variant has no code of its own.

    As in the real file, one name holds quotes that nobody escaped.
    """
    header = tuple(dataset.contract.columns)
    lines = [",".join(f'"{name}"' for name in header)]
    for described, place in _every():
        has_variant = chance("variant", place.programme.code, place.institution.code) < 0.35
        for row in (described, described | _variant(described, place)) if has_variant else (described,):
            cells = ((name, row.get(name, "")) for name in header)
            lines.append(",".join(value if name in BARE or not value else f'"{value}"' for name, value in cells))
    return Body(("\n".join(lines) + "\n").encode(), CSV, utc(2026, 10, 5))


def recognised(dataset: Dataset) -> Body:
    """`ho_erkenningen_rio.csv`: a row per programme and institution; some take no more students."""
    return _file(dataset, (row | {"VORM": "VOLTIJD"} for row, _ in _every()))


def offered(dataset: Dataset) -> Body:
    """`mbo_opleidingsaanbod.csv`: the qualifications that institutions offer now, per leerweg."""
    now = [c for c in vocational.courses() if vocational.YEARS[-1] in c.years]
    described = (
        {
            "OPLEIDINGSEENHEIDCODE": f"9700O{q.crebo}", "OPLEIDINGSEENHEID_NAAM": q.name, "DOMEIN": q.hoofdgroep,
            "ERKENDEOPLEIDINGSCODE": q.crebo, "ONDERWIJSAANBIEDERID": f"{i.code[:2]}9A{ord(i.code[3]):03d}",
            "NAAM": i.name, "PLAATSNAAM": i.municipality.upper(), "LEERTRAJECT": leerweg[:3], "MBONIVEAU": q.level,
        }
        for i, q, leerweg in ((c.institution, c.qualification, c.leerweg) for c in now)
    )  # fmt: skip
    return _file(dataset, described)


def development_paths(dataset: Dataset) -> Body:
    """`sectorale_ontwikkelpaden.csv`: per branch and job the programmes that lead to it; a fifth is no programme."""
    rows: list[tuple[str, ...]] = []
    for branch, (sectorkamer, onderdeel) in BRANCHES.items():
        inside = [q for q in vocational.qualifications() if _belongs(branch, q, sectorkamer)]
        for q in inside:
            job = f"{branch}: functie {1 + int(4 * chance('job', branch, q.crebo))}"
            third = chance("path", branch, q.crebo) < 0.3
            slim = "J" if chance("slim", branch, q.crebo) < 0.7 else "N"
            what = ("ERKENDE_OPLEIDING", q.crebo, "MBO", "OVO" if third else "BBL", "", f"9700O{q.crebo}", "", slim)
            rows.append(("2024-03-01", "", branch, job, "", *what))
        for p in [p for p in higher.programmes("hbo") if p.onderdeel == onderdeel][:6]:
            what = ("ERKENDE_OPLEIDING", p.code, "HO", "", "DEELTIJD", "", "", "J")
            rows.append(("2024-03-01", "2026-03-01" if p.size == 1 else "", branch, f"{branch}: leiding", "", *what))
        course = ("NIET_FORMELE_OPLEIDING", "", "NFO", "", "DEELTIJD", f"9700N{len(rows):05d}", "90000000", "N")
        rows.append(("2025-01-01", "", branch, f"{branch}: functie 1", "Verdieping", *course))
    return Body(written(tuple(dataset.contract.columns), rows), CSV, utc(2026, 9, 1))


def _belongs(branch: str, q: Qualification, sectorkamer: str) -> bool:
    if branch == "Kinderopvang":
        return "pedagogisch" in q.name.lower() or "kinderopvang" in q.name.lower()
    return q.sectorkamer == sectorkamer or chance("other sectorkamer", branch, q.crebo) < 0.02
