"""The other registers: recognised programmes of higher education, the offer of mbo, and the development paths.

Real: codes and names of programmes. Modelled: who offers what, dates, and which programme a path names for which job:
every branch has programmes of its own sectorkamer (or onderdeel), a tenth of them of another.
"""

from ingestion.demo.body import CSV, Body, utc
from ingestion.demo.duo import higher, vocational
from ingestion.demo.duo.higher_files import written
from ingestion.demo.duo.register import LEVELS
from ingestion.demo.duo.vocational import BBL, Qualification
from ingestion.demo.model import between, chance

RECOGNISED = (
    "BEVOEGD_GEZAG_CODE", "BEVOEGD_GEZAG_NAAM", "INSTELLINGSCODE", "INSTELLINGSNAAM", "VESTIGINGSCODE",
    "VESTIGINGSNAAM", "GEMEENTENAAM", "PLAATSNAAM", "ERKENDEOPLEIDINGSCODE", "INSTROOM_EINDDATUM",
    "OPLEIDINGSEENHEIDCODE", "EIGEN_OPLEIDINGSEENHEIDSLEUTEL", "OPLEIDINGSEENHEID_NAAM",
    "OPLEIDINGSEENHEID_INTERNATIONALE_NAAM", "OPLEIDINGSEENHEID_SOORT", "STUDIELAST", "STUDIELASTEENHEID", "NIVEAU",
    "GRAAD", "GRAADTOEVOEGING", "NLQF", "EQF", "VORM", "ONDERDEEL", "SUBONDERDEEL", "BEKOSTIGINGSNIVEAU",
    "GRONDSLAG_STUDIELAST", "BEROEPSEISEN", "OPLEIDINGSERKENNINGSKADER", "INTENSIEFPROGRAMMA", "BEKOSTIGINGSCODE",
    "AANVULLENDE_EISEN", "BEKOSTIGINGSDUUR", "VESTIGINGSLICENTIE_BEGINDATUM", "VESTIGINGSLICENTIE_EINDDATUM",
    "ACCREDITATIE_BESLUITDATUM", "ACCREDITATIE_BEGINDATUM", "ACCREDITATIE_VERVALDATUM", "ACCREDITATIE_AFBOUWDATUM",
    "ACCREDITATIE_INLEVERDATUM", "ACCREDITATIE_VOORWAARDENDATUM", "ACCREDITATIE_INTREKKINGSDATUM",
    "ACCREDITATIE_UITSTELDATUM", "ACCREDITATIE_UITSTELREDEN", "SAMENWERKENDEINSTELLINGEN",
)  # fmt: skip
OFFERED = (
    "OPLEIDINGSEENHEIDCODE", "OPLEIDINGSEENHEID_TYPE", "WAARDEDOCUMENTSOORT", "OPLEIDINGSEENHEID_NIVEAU",
    "OPLEIDINGSEENHEID_NAAM", "OPLEIDINGSEENHEID_INTERNATIONALE_NAAM_ENGELS", "STUDIELAST", "STUDIELASTEENHEID",
    "ERKENDEOPLEIDINGSCODE", "ERKENDEOPLEIDINGSTYPE", "ERKENDEOPLEIDINGSSTELSEL", "KWALIFICATIEDOSSIER", "DOMEIN",
    "ONDERWIJSAANBIEDERID", "NAAM", "ONDERWIJSBESTUURID", "KVK_NUMMER", "ONDERWIJSLOCATIECODE", "STRAATNAAM",
    "HUISNUMMER", "HUISNUMMERTOEVOEGING", "POSTCODE", "PLAATSNAAM", "AANGEBODEN_OPLEIDINGCODE",
    "AANGEBODEN_OPLEIDING_TYPE", "AFWIJKENDE_OPLEIDINGSDUUROMVANG", "AFWIJKENDE_OPLEIDINGSDUUREENHEID",
    "EIGEN_AANGEBODEN_OPLEIDINGSLEUTEL", "LEERTRAJECT", "MBONIVEAU", "VOERTAAL", "EIGENNAAM", "WEBSITE",
)  # fmt: skip
PATHS = (
    "INGANGSDATUM_ONTWIKKELPAD", "EINDDATUM_ONTWIKKELPAD", "BRANCHE_NAAM", "FUNCTIE_TITEL", "SPECIALISATIE_TITEL",
    "TYPE_OPLEIDING", "ERKENDEOPLEIDINGSCODE", "OPLEIDINGSSTELSEL", "LEERWEG", "VORM", "OPLEIDINGSEENHEIDCODE",
    "OPLEIDER_KVK_NUMMER", "SUBSIDIABEL_SLIMREGELING",
)  # fmt: skip
BRANCHES = {  # branch of a path: the sectorkamer and the onderdeel that its programmes come from
    "Kinderopvang": ("Zorg, welzijn en sport", "onderwijs"),
    "Zorg en welzijn": ("Zorg, welzijn en sport", "gezondheidszorg"),
    "Techniek, bouw en energie": ("Techniek en gebouwde omgeving", "techniek"),
    "Ict": ("Ict en creatieve industrie", "techniek"),
    "Beveiliging": ("Zakelijke dienstverlening en veiligheid", "recht"),
    "Groen": ("Voedsel, groen en gastvrijheid", "landbouw en natuurlijke omgeving"),
}


def recognised() -> Body:
    """`ho_erkenningen_rio.csv`: a row per programme and institution; some take no more students."""
    rows = []
    for sector in ("hbo", "wo"):
        for number, place in enumerate(higher.places(sector)):
            i, p = place.institution, place.programme
            level, degree, ects, eqf = LEVELS[p.diploma]
            since = int(between(2002, 2024, "start", p.code))
            ends = chance("ends", p.code) < 0.04
            values = {
                "BEVOEGD_GEZAG_NAAM": f"Stichting {i.name}", "INSTELLINGSCODE": i.code, "INSTELLINGSNAAM": i.name,
                "GEMEENTENAAM": i.municipality, "ERKENDEOPLEIDINGSCODE": p.code,
                "INSTROOM_EINDDATUM": "2025-08-31" if ends else "",
                "OPLEIDINGSEENHEIDCODE": f"{'9901' if sector == 'hbo' else '9801'}O{number:04d}",
                "OPLEIDINGSEENHEID_NAAM": p.name, "OPLEIDINGSEENHEID_SOORT": "OPLEIDING", "STUDIELAST": str(ects),
                "NIVEAU": level, "GRAAD": degree, "EQF": eqf, "NLQF": eqf, "VORM": "VOLTIJD",
                "ONDERDEEL": p.onderdeel.upper().replace(" ", "_"), "SUBONDERDEEL": p.subonderdeel,
                "BEKOSTIGINGSCODE": "BEKOSTIGD", "ACCREDITATIE_BEGINDATUM": f"{since}-09-01",
                "ACCREDITATIE_VERVALDATUM": "2026-12-31" if ends else "2031-12-31",
            }  # fmt: skip
            rows.append([values.get(name, "") for name in RECOGNISED])
    return Body(written(RECOGNISED, rows), CSV, utc(2026, 10, 5))


def offered() -> Body:
    """`mbo_opleidingsaanbod.csv`: the qualifications that institutions offer now, per leerweg."""
    rows = []
    for course in vocational.courses():
        if vocational.YEARS[-1] not in course.years:
            continue
        i, q = course.institution, course.qualification
        values = {
            "OPLEIDINGSEENHEIDCODE": f"9700O{q.crebo}", "OPLEIDINGSEENHEID_TYPE": "OPLEIDING",
            "WAARDEDOCUMENTSOORT": "DIPLOMA", "OPLEIDINGSEENHEID_NIVEAU": f"MBO-{q.level}",
            "OPLEIDINGSEENHEID_NAAM": q.name, "ERKENDEOPLEIDINGSCODE": q.crebo, "ERKENDEOPLEIDINGSSTELSEL": "MBO",
            "DOMEIN": q.hoofdgroep, "ONDERWIJSAANBIEDERID": f"{i.code[:2]}9A{ord(i.code[3]):03d}", "NAAM": i.name,
            "PLAATSNAAM": i.municipality.upper(), "LEERTRAJECT": "BBL" if course.leerweg == BBL else "BOL",
            "MBONIVEAU": q.level, "VOERTAAL": "NLD",
        }  # fmt: skip
        rows.append([values.get(name, "") for name in OFFERED])
    return Body(written(OFFERED, rows), CSV, utc(2026, 10, 5))


def development_paths() -> Body:
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
    return Body(written(PATHS, rows), CSV, utc(2026, 9, 1))


def _belongs(branch: str, q: Qualification, sectorkamer: str) -> bool:
    if branch == "Kinderopvang":
        return "pedagogisch" in q.name.lower() or "kinderopvang" in q.name.lower()
    return q.sectorkamer == sectorkamer or chance("other sectorkamer", branch, q.crebo) < 0.02
