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
ENDED = (  # recognitions that ended long ago, of which the register keeps the record
    {"ERKENDEOPLEIDINGSCODE": "04181", "OPLEIDINGSEENHEID_NAAM": "Prop. jaar hoger lab ond", "NIVEAU": "HBO-O",
     "ONDERDEEL": "TECHNIEK", "BEGINDATUM_RECORD": "1991-08-01", "EINDDATUM_RECORD": "1993-08-01"},
)  # fmt: skip
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
        "BEGINDATUM_RECORD": since, "STATUS": "ACTUEEL",
    }  # fmt: skip


def _offer(place: Place, code: str) -> dict[str, str]:
    """What the overview says where somebody offers a programme; without it, the programme is only recognised."""
    i = place.institution
    return {
        "ONDERWIJSAANBIEDERID": f"{i.code[:2]}9A{ord(i.code[3]):03d}", "ONDERWIJSAANBIEDER_NAAM": i.name,
        "VORM": "VOLTIJD", "AANGEBODEN_OPLEIDING_BEGINDATUM": "2023-09-01", "AANGEBODEN_OPLEIDINGCODE": code,
        "EIGEN_AANGEBODEN_OPLEIDINGSLEUTEL": code, "ONDERWIJSLOCATIECODE": f"{i.code}X001",
        "ONDERWIJSLOCATIEPLAATS": i.municipality,
    }  # fmt: skip


def _variant(described: dict[str, str], place: Place) -> dict[str, str]:
    key = f"demo-{place.institution.code.lower()}-{place.programme.code}"
    return _offer(place, key) | {
        "SOORT": "VARIANT", "OPLEIDINGSEENHEIDCODE": described["OPLEIDINGSEENHEIDCODE"].replace("O", "V"),
        "ERKENDEOPLEIDINGSCODE": "", "VARIANT_VAN": place.programme.code, "BEGINDATUM": "",
        "EIGENNAAM": described["NAAM_LANG"], "VORM": "DEELTIJD" if chance("form", key) < 0.4 else "VOLTIJD",
        "VOERTAAL": "ENG" if chance("language", key) < 0.2 else "NLD",
    }  # fmt: skip


def _every() -> Iterator[tuple[dict[str, str], Place]]:
    for sector in ("hbo", "wo"):
        yield from ((_described(sector, n, place), place) for n, place in enumerate(higher.places(sector)))


def _file(dataset: Dataset, rows: Iterable[dict[str, str]]) -> Body:
    header = tuple(dataset.contract.columns)
    return Body(written(header, ([row.get(name, "") for name in header] for row in rows)), CSV, utc(2026, 10, 5))


def programmes(dataset: Dataset) -> Body:
    """`ho_opleidingsoverzicht.csv`: text in quotes, numbers and dates bare; a variant has no code of its own, and of some
    programmes only a variant is offered.

    As in the real file, one name holds quotes that nobody escaped.
    """
    header = tuple(dataset.contract.columns)
    lines = [",".join(f'"{name}"' for name in header)]
    for described, place in _every():
        varies = chance("variant", place.programme.code, place.institution.code)
        offer = {} if varies < 0.1 else _offer(place, f"{described['OPLEIDINGSEENHEIDCODE']}-{place.institution.code}")
        for row in (described | offer, *((described | _variant(described, place),) if varies < 0.35 else ())):
            cells = ((name, row.get(name, "")) for name in header)
            lines.append(",".join(value if name in BARE or not value else f'"{value}"' for name, value in cells))
    return Body(("\n".join(lines) + "\n").encode(), CSV, utc(2026, 10, 5))


def recognised(dataset: Dataset) -> Body:
    """`ho_erkenningen_rio.csv`: a row per programme, institution and record; some take no more students.

    Half of the recognitions had a record before the one in force; a few programmes have nothing but history.
    """
    rows: list[dict[str, str]] = []
    for row, place in _every():
        code = place.programme.code
        before = row | {
            "STATUS": "HISTORISCH",
            "BEGINDATUM_RECORD": "1998-01-05",
            "EINDDATUM_RECORD": row["BEGINDATUM_RECORD"],
        }
        if chance("record", code, place.institution.code) < 0.5:
            rows.append(
                before
                | {"OPLEIDINGSEENHEID_NAAM": f"{row['OPLEIDINGSEENHEID_NAAM']} (tot {row['BEGINDATUM_RECORD'][:4]})"}
            )
        rows.append(row)
    rows += [before | gone for gone in ENDED]
    return _file(dataset, (row | {"VORM": "VOLTIJD"} for row in rows))


def offered(dataset: Dataset) -> Body:
    """`mbo_opleidingsaanbod.csv`: the qualifications that institutions offer now, per leerweg, and with some of them a
    keuzedeel, which is no programme."""
    rows: list[dict[str, str]] = []
    for course in (c for c in vocational.courses() if vocational.YEARS[-1] in c.years):
        i, q = course.institution, course.qualification
        offer = {
            "OPLEIDINGSEENHEIDCODE": f"9700O{q.crebo}", "OPLEIDINGSEENHEID_TYPE": "MBOKWALIFICATIE",
            "OPLEIDINGSEENHEID_NAAM": q.name, "ERKENDEOPLEIDINGSCODE": q.crebo, "ERKENDEOPLEIDINGSSTELSEL": "CREBO",
            "DOMEIN": "" if q.hoofdgroep == "Entree" else q.hoofdgroep,
            "ONDERWIJSAANBIEDERID": f"{i.code[:2]}9A{ord(i.code[3]):03d}", "NAAM": i.name,
            "PLAATSNAAM": i.municipality.upper(), "LEERTRAJECT": course.leerweg[:3], "MBONIVEAU": f"MBO-{q.level}",
        }  # fmt: skip
        rows.append(offer)
        if chance("keuzedeel", i.code, q.crebo) < 0.1:
            part = {"OPLEIDINGSEENHEID_TYPE": "MBOKEUZEDEEL", "OPLEIDINGSEENHEID_NAAM": "Ondernemend gedrag"}
            rows.append(offer | part | {"OPLEIDINGSEENHEIDCODE": "9700K0072", "ERKENDEOPLEIDINGSCODE": "K0072"})
    return _file(dataset, rows)


def development_paths(dataset: Dataset) -> Body:
    """`sectorale_ontwikkelpaden.csv`: per branch and job the programmes that lead to it; a fifth is no programme."""
    rows: list[tuple[str, ...]] = []
    for branch, (sectorkamer, onderdeel) in BRANCHES.items():
        inside = [q for q in vocational.qualifications() if _belongs(branch, q, sectorkamer)]
        for q in inside:
            job = f"{branch}: functie {1 + int(4 * chance('job', branch, q.crebo))}"
            slim = "Ja, 40%" if chance("slim", branch, q.crebo) < 0.7 else "Nee"
            what = ("OCW diplomagericht", q.crebo, "CREBO", "BBL,OVO", "", f"9700O{q.crebo}", "", slim)
            rows.append(("2024-03-01", "", branch, job, "", *what))
        for p in [p for p in higher.programmes("hbo") if p.onderdeel == onderdeel][:6]:
            what = ("OCW diplomagericht", p.code, "ISAT", "", "DEELTIJD,DUAAL", "", "", "Ja, 40%")
            rows.append(("2024-03-01", "2026-03-01" if p.size == 1 else "", branch, f"{branch}: leiding", "", *what))
        course = ("Opleiding met branchewaardering", "", "", "", "", f"9700N{len(rows):05d}", "90000000", "Nee")
        rows.append(("2025-01-01", "", branch, f"{branch}: functie 1", "Verdieping", *course))
    return Body(written(tuple(dataset.contract.columns), rows), CSV, utc(2026, 9, 1))


def _belongs(branch: str, q: Qualification, sectorkamer: str) -> bool:
    if branch == "Kinderopvang":
        return "pedagogisch" in q.name.lower() or "kinderopvang" in q.name.lower()
    return q.sectorkamer == sectorkamer or chance("other sectorkamer", branch, q.crebo) < 0.02
