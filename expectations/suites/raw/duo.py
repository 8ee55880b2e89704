"""Suites of DUO's files of persons, and of the register of programmes in higher education."""

from dataclasses import dataclass

from expectations.suite import Check, Suite
from expectations.suites.raw.common import check, suite, table, volume, years_without_gap
from expectations.suites.raw.duo_batch import batch, long_cells, wide_cells
from expectations.vocabulary import between, filled, has_all, one_of, zero
from ingestion.dataset import Dataset
from ingestion.sql import identifier

REGISTER = "duo__ho_opleidingsoverzicht"
LEVELS = ("HBO-AD", "HBO-BA", "HBO-MA", "HBO-PM", "HBO-O", "WO-BA", "WO-MA", "WO-PM")
MOST_CHANGE_PCT = (
    25  # the largest yearly change in the recordings is 4 % (hbo first-years 2017); 25 % is no cohort effect
)


@dataclass(frozen=True)
class File:
    """What a year of the file may count (persons: refused outside, usual: warned outside), and how much is hidden."""

    persons: tuple[int, int]
    usual: tuple[int, int]
    most_hidden: float
    provinces: int | None = 12  # every province has a university of applied sciences


HBO_GRADUATES = File((30_000, 150_000), (55_000, 100_000), 0.25)
WO_GRADUATES = File((30_000, 200_000), (60_000, 130_000), 0.3, provinces=None)
STATIC_HBO, STATIC_WO = (
    File(HBO_GRADUATES.persons, HBO_GRADUATES.usual, 0),
    File(WO_GRADUATES.persons, WO_GRADUATES.usual, 0, provinces=None),
)
FILES: dict[str, File] = {
    "duo__gediplomeerden_hbo_2019": STATIC_HBO,
    "duo__gediplomeerden_wo_2019": STATIC_WO,
    "duo__eerstejaars_hbo_2019": File((30_000, 250_000), (70_000, 130_000), 0),
    "duo__eerstejaars_wo_2019": File((30_000, 250_000), (70_000, 130_000), 0, provinces=None),
    "duo__mbo_studenten_2019": File((100_000, 1_200_000), (400_000, 600_000), 0, provinces=None),
    "duo__p04hogdipl_hbo": HBO_GRADUATES,
    "duo__p04hogdipl_wo": WO_GRADUATES,
    "duo__p02ho1ejrs_hbo": File((30_000, 250_000), (70_000, 130_000), 0.25),
    "duo__p02ho1ejrs_wo": File((15_000, 200_000), (35_000, 120_000), 0.3, provinces=None),
    "duo__p01hoinges_hbo": File((200_000, 900_000), (400_000, 550_000), 0.25),
    "duo__p01hoinges_wo": File((100_000, 800_000), (250_000, 420_000), 0.3, provinces=None),
    "duo__p03hoinschr_hbo": File((200_000, 900_000), (400_000, 570_000), 0.25),
    "duo__p03hoinschr_wo": File((100_000, 800_000), (250_000, 450_000), 0.3, provinces=None),
    "duo__gediplomeerde_mbo_studenten": File((1_000, 500_000), (110_000, 220_000), 0.7, provinces=None),
    "duo__mbo_studenten_per_instelling": File((100_000, 1_200_000), (400_000, 600_000), 0.7, provinces=None),
    # the crosstabs: the same persons as the file per programme, in fewer and larger cells
    **{
        f"duo__{package}_{sector}_{cut}": File(persons, usual, 0.3, provinces=None)
        for package, sector, cuts, persons, usual in (
            ("p04hogdipl", "hbo", ("geslacht", "vorm"), (30_000, 150_000), (55_000, 100_000)),
            ("p04hogdipl", "wo", ("geslacht", "vorm"), (30_000, 200_000), (60_000, 130_000)),
            ("p02ho1ejrs", "hbo", ("geslacht",), (30_000, 250_000), (70_000, 130_000)),
            ("p02ho1ejrs", "wo", ("geslacht",), (15_000, 200_000), (35_000, 120_000)),
            ("p01hoinges", "hbo", ("geslacht", "vorm"), (200_000, 900_000), (400_000, 550_000)),
            ("p01hoinges", "wo", ("geslacht", "vorm"), (100_000, 800_000), (250_000, 420_000)),
        )
        for cut in cuts
    },
}


def build(dataset: Dataset, comparable: bool = True) -> Suite:
    """The suite of the register or of a DUO file of `FILES`."""
    if dataset.id == REGISTER:
        return register(dataset, comparable)
    query = batch(dataset, cells_of(dataset), comparable)
    file = FILES[dataset.id]
    return suite(dataset, query, *counts(dataset, file), *coverage(dataset, file), *totals(dataset))


def is_static(dataset: Dataset) -> bool:
    return dataset.access.protocol == "download"


def years_of(dataset: Dataset) -> list[int]:
    """The years of the edition, as the catalogue lists the columns of them."""
    assert dataset.contract.years is not None, f"{dataset.id} heeft geen kolommen met jaren"
    return sorted({int(column[-4:]) for column in dataset.contract.years.example})


def cells_of(dataset: Dataset) -> str:
    """The cells in the shape the file has: wide (static, mbo) or long (ho of the portal)."""
    if "KWALIFICATIE CODE" in dataset.contract.columns:
        # men and women: their total stands beside them
        parts = r"(MAN|VROUW)\d{4}"
        return wide_cells(dataset, "BRIN NUMMER", "KWALIFICATIE CODE", "SECTORUNIT SBB", pattern=parts)
    if is_static(dataset):
        programme = "OPLEIDINGSCODE ACTUEEL"
        return wide_cells(dataset, "BRIN NUMMER ACTUEEL", programme, "CROHO ONDERDEEL", "PROVINCIE")
    if dataset.contract.years:
        return wide_cells(dataset, "INSTELLINGSCODE", "ERKENDE OPLEIDING CODE", "SECTORKAMER NAAM")
    programmed = "OPLEIDINGSCODE_ACTUEEL" in dataset.contract.columns
    programme = "OPLEIDINGSCODE_ACTUEEL" if programmed else "SUBONDERDEEL"
    return long_cells(dataset, "INSTELLINGSCODE_ACTUEEL", programme, "ONDERDEEL", "PROVINCIENAAM")


def counts(dataset: Dataset, file: File) -> list[Check]:
    low, high = file.persons
    usual_low, usual_high = file.usual
    return [
        check(
            "counts_readable",
            zero("unreadable"),
            "critical",
            "Elk aantal is een geheel getal of het teken voor afgeschermd.",
        ),
        check(
            "persons_possible",
            between("persons_lower", low, high),
            "critical",
            "Buiten deze grenzen is een jaar afgebroken of dubbel geteld; ruim om elke editie vanaf 2014 gelegd.",
        ),
        check(
            "persons_usual",
            between("persons_lower", usual_low, usual_high),
            "warning",
            "Wat DUO per jaar over het hele land telt (2014-2025); een uittreksel van een sector telt minder.",
        ),
        check(
            "persons_change",
            between("change_persons_pct", -MOST_CHANGE_PCT, MOST_CHANGE_PCT),
            "warning",
            "In de opnames is de grootste verandering van jaar op jaar 8 %; een kwart is geen cohorteffect.",
        ),
        check(
            "share_hidden",
            between("share_hidden", 0, file.most_hidden),
            "critical" if is_static(dataset) else "warning",
            "De vaste bestanden tot en met editie 2019 zijn niet afgeschermd."
            if is_static(dataset)
            else "Aandeel cellen van 1 tot en met 4, afgeschermd door DUO: in de opnames tot 12 % (ho) en 30 % (mbo).",
        ),
        check(
            "no_duplicate_cells",
            zero("duplicates"),
            "warning" if dataset.contract.years else "critical",
            "Instelling, plaats, opleiding en soort komen per jaar een keer voor; een dubbele rij telt dubbel in "
            "elke som.",
        ),
    ]


def coverage(dataset: Dataset, file: File) -> list[Check]:
    found = [
        years_without_gap("critical" if is_static(dataset) else "warning", "DUO publiceert vijf opeenvolgende jaren."),
        check("years_filled", filled("year"), "critical", "Een rij zonder leesbaar jaar valt in geen enkele som."),
        check(
            "sectors",
            between("sectors", 7),
            "warning",
            "Hoofdsectoren met personen: hbo 7 of 8, wo 8 tot 10, mbo 9 sectorkamers; minder is een uittreksel.",
        ),
        check(
            "institutions",
            between("institutions_ratio", 0.8),
            "warning",
            "Instellingen fuseren, maar een jaar met een vijfde minder mist er: hbo 36, wo 20, mbo 63 tot 68 per jaar.",
        ),
    ]
    if file.provinces:
        found.append(
            check(
                "provinces",
                between("provinces", file.provinces, file.provinces),
                "warning",
                "In elke provincie staat een hogeschool.",
            )
        )
    if is_static(dataset):
        found.append(
            check(
                "years_of_the_edition",
                has_all("year", years_of(dataset)),
                "critical",
                "Het bestand is vast en heeft deze vijf jaren.",
            )
        )
    return found


def totals(dataset: Dataset) -> list[Check]:
    """The published total of each year lies within the bounds; without suppression that is: equals the sum."""
    reason = {
        True: "Landelijk totaal per diplomajaar (seed published_figure); het bestand is niet afgeschermd, dus precies.",
        False: "Landelijk totaal uit het niet afgeschermde bestand (seed published_figure) ligt binnen de grenzen.",
    }
    if not is_static(dataset) and dataset.id != "duo__mbo_studenten_per_instelling":
        return []
    return [check("published_totals", zero("outside"), "critical", reason[is_static(dataset)])]


def register(dataset: Dataset, comparable: bool) -> Suite:
    """The register: one row per level in the batch."""
    query = f"""
    with {volume(dataset, comparable)},
    levels as (
        select
            "NIVEAU" as level,
            count(*) as offers,
            case when count(*) >= 50 then
                count(*) filter (where coalesce("ERKENDEOPLEIDINGSCODE", '') = '') / count(*)
            end as share_without_code,
            count(*) filter (
                where coalesce("BEGINDATUM", '') <> '' and try_cast("BEGINDATUM" as date) is null
            ) as unreadable_dates,
            count(*) filter (where coalesce("NAAM_LANG", '') = '') as without_name,
            count(*) filter (
                where coalesce("ERKENDEOPLEIDINGSCODE", '') <> ''
                and not regexp_full_match("ERKENDEOPLEIDINGSCODE", '[0-9]{{4,5}}')
            ) as odd_codes
        from {table(dataset)}
        group by 1
    )
    select levels.*, volume.* from levels cross join volume order by level
    """
    return suite(
        dataset,
        query,
        check(
            "levels",
            has_all("level", ("HBO-BA", "WO-BA", "WO-MA")),
            "critical",
            "Zonder deze niveaus is het register niet heel.",
        ),
        check("levels_known", one_of("level", LEVELS), "warning", "De niveaus van het register in augustus 2026."),
        check(
            "rows_expected",
            between("rows_total", 1_000, 15_000),
            "warning",
            "6.827 rijen in augustus, 6.872 in oktober 2026.",
        ),
        check(
            "share_without_code",
            between("share_without_code", 0, 0.75),
            "warning",
            "42 % van de rijen (varianten) heeft geen erkende opleidingscode, per niveau met 50 rijen of meer 11 tot "
            "53 %.",
        ),
        check(
            "codes_numeric",
            zero("odd_codes"),
            "warning",
            "Erkende opleidingscodes (CROHO) hebben vier of vijf cijfers.",
        ),
        check("dates_readable", zero("unreadable_dates"), "warning", "Datums staan er als jjjj-mm-dd."),
        check(
            "names_filled",
            zero("without_name"),
            "warning",
            "Elke opleiding heeft een naam.",
            f"select {identifier('OPLEIDINGSEENHEIDCODE')}, {identifier('NIVEAU')} from {table(dataset)} "
            "where coalesce(\"NAAM_LANG\", '') = ''",
        ),
    )
