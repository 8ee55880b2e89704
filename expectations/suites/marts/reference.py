"""Suites of the dimensions and of the bridge between opgaven and codes."""

from dataclasses import dataclass

from expectations.suite import Suite
from expectations.suites.marts.common import NEDERLAND, OPGAVEN, check, key, known, mart, suite
from expectations.vocabulary import at_least, between, exactly, filled, has_all, like, rows, unique, zero
from ingestion.catalogue import load_catalogue

CODE_SYSTEMS = ("CREBO", "CROHO", "ISCED-F", "BRC2014", "SBI")
SYSTEMS_PER_OPGAVE = ("CREBO", "ISCED-F", "BRC2014", "SBI")  # CROHO is reached through the fields of ISCED-F
# no qualification of mbo trains teachers or school leaders (seed opgave_without_code, 2026-11)
WITHOUT_CODES = {"onderwijs CREBO"}
WITH_CODES = sorted({f"{o} {s}" for o in OPGAVEN for s in SYSTEMS_PER_OPGAVE} - WITHOUT_CODES)
KINDS = ("opgave", "voorziening", "totaal")


def dim_opgave() -> Suite:
    return suite(
        "dim_opgave",
        f"select opgave_id, name_nl, name_en, kind, sort_order, description_nl from {mart('dim_opgave')}",
        check(
            "nine_rows", rows(9, 9), "critical", "Acht cruciale opgaven (kabinet, 2 juli 2026) en Nederland als geheel."
        ),
        check(
            "opgaven",
            exactly("opgave_id", (*OPGAVEN, NEDERLAND)),
            "critical",
            "De vaste namen van de opgaven van de Talentstrategie (2 juli 2026).",
        ),
        *key("opgave_id"),
        known("kind", KINDS, "Opgave, voorziening of totaal."),
        *(
            check(f"{c}_present", filled(c), "critical", "Een lezer ziet deze tekst: zij ontbreekt nooit.")
            for c in ("name_nl", "name_en", "description_nl")
        ),
        check(
            "order_unique",
            unique("sort_order"),
            "warning",
            "De volgorde waarin lezers de opgaven zien is een volgorde.",
        ),
    )


def dim_deelopgave() -> Suite:
    return suite(
        "dim_deelopgave",
        f"""
        select part.opgave_id, part.deelopgave_id, part.name_nl, opgave.kind as opgave_kind
        from {mart("dim_deelopgave")} as part
        left join {mart("dim_opgave")} as opgave on opgave.opgave_id = part.opgave_id
        """,
        *key("opgave_id", "deelopgave_id"),
        check(
            "opgave_exists", filled("opgave_kind"), "critical", "Een deelopgave hoort bij een opgave van dim_opgave."
        ),
        check("names_present", filled("name_nl"), "critical", "Een lezer ziet deze tekst: zij ontbreekt nooit."),
    )


@dataclass(frozen=True)
class CodeList:
    """What a dimension of codes holds: which systems, how their codes look, how many there are at least."""

    systems: tuple[str, ...]
    pattern: str
    least: int
    parent: str | None
    reason: str


CODE_LISTS = {
    "dim_programme": CodeList(
        ("CREBO", "CROHO"), r"^\d{4,5}$", 7_000, None, "4.103 crebo's en 3.968 croho's in de lijsten van 2024-2026."
    ),
    "dim_field": CodeList(("ISCED-F",), r"^\d{4}$", 149, None, "149 gedetailleerde velden van ISCED-F 2013."),
    "dim_occupation": CodeList(
        ("BRC2014",),
        r"^(0[1-9]|1[0-3])\d{0,2}$",
        337,
        "parent_code",
        "114 en 115 groepen, 41 segmenten en 13 klassen per editie.",
    ),
    "dim_industry": CodeList(
        ("SBI",),
        r"^([A-U](-[A-U])?|\d{2,5}(-\d{2,5})?)$",
        190,
        "parent_code",
        "200 rijen in de lijst van CBS, waaronder 21 secties.",
    ),
}


def code_list(table: str) -> Suite:
    """The suite of a dimension of codes: code, code system and edition make the key."""
    listed = CODE_LISTS[table]
    orphan = (
        f"case when dim.{listed.parent} is not null and dim.{listed.parent} not in "
        f"(select code from {mart(table)}) then 1 else 0 end"
        if listed.parent
        else "0"
    )
    return suite(
        table,
        f"select dim.code, dim.code_system, dim.edition, dim.name_nl, {orphan} as orphan from {mart(table)} as dim",
        *key("code", "code_system", "edition"),
        check(
            "codes_well_formed", like("code", listed.pattern), "critical", "Codes zijn tekst, met hun nullen voorop."
        ),
        check(
            "code_systems", exactly("code_system", listed.systems), "critical", "Alleen deze codestelsels horen hier."
        ),
        check("not_shorter", rows(low=listed.least), "critical", f"{listed.reason} Een kortere lijst is niet heel."),
        check("names_present", filled("name_nl"), "warning", "Een code zonder naam zegt een lezer niets."),
        check("parents_exist", zero("orphan"), "critical", "Een ouder staat zelf in de lijst."),
    )


def dim_dataset() -> Suite:
    catalogue = load_catalogue()
    return suite(
        "dim_dataset",
        f"""
        select
            dataset_id, publisher, title, licence, attribution, homepage, status, period_first, period_last,
            cast(status in ('missing', 'withheld') and coalesce(status_reason, '') = '' as integer) as unexplained,
            cast(status not in ('missing', 'withheld') and (snapshot_id is null or retrieved_at is null) as integer) as without_source,
            case when status not in ('missing', 'withheld') then coalesce(row_count, 0) end as row_count
        from {mart("dim_dataset")}
        """,
        *key("dataset_id"),
        check(
            "whole_catalogue",
            exactly("dataset_id", catalogue),
            "critical",
            "Elke dataset van de catalogus, ook een die ontbreekt.",
        ),
        known("status", ("current", "stale", "missing", "withheld"), "De vier standen van een dataset."),
        *(
            check(
                f"{c}_present",
                filled(c),
                "critical",
                "Zonder naamsvermelding en licentie mag een cijfer niet worden gebruikt.",
            )
            for c in ("publisher", "title", "licence", "attribution", "homepage")
        ),
        check("missing_explained", zero("unexplained"), "critical", "Wie een dataset mist, leest waarom."),
        check(
            "present_traceable",
            zero("without_source"),
            "critical",
            "Elk cijfer leidt naar zijn bron: stand en moment van ophalen.",
        ),
        check("present_not_empty", between("row_count", 1), "critical", "Een dataset die er is heeft rijen."),
        check(
            "periods_ordered",
            at_least("period_last", "period_first"),
            "critical",
            "De eerste periode ligt niet na de laatste.",
        ),
    )


def bridge_opgave() -> Suite:
    return suite(
        "bridge_opgave",
        f"""
        select
            bridge.opgave_id, coalesce(bridge.deelopgave_id, '') as deelopgave_id, bridge.delineation,
            bridge.code_system, bridge.edition, bridge.code,
            cast(bridge.weight as double) as weight, bridge.rationale, bridge.source,
            cast(sum(bridge.weight) over (
                partition by bridge.opgave_id, bridge.delineation, bridge.code_system, bridge.edition, bridge.code
            ) as double) as weight_of_code,
            case when bridge.delineation = 'kern' then count(*) filter (where bridge.delineation = 'breed') over (
                partition by bridge.opgave_id, bridge.code_system, bridge.edition, bridge.code
            ) end as also_in_breed,
            bridge.opgave_id || ' ' || bridge.code_system as opgave_and_system
        from {mart("bridge_opgave")} as bridge
        """,
        *key("opgave_id", "deelopgave_id", "delineation", "code_system", "edition", "code"),
        known("opgave_id", OPGAVEN, "De acht opgaven; heel Nederland heeft geen codes."),
        check(
            "delineations_there",
            has_all("delineation", ("kern", "breed")),
            "critical",
            "De twee afbakeningen van de kruistabellen; een eigen staat ernaast.",
        ),
        known("code_system", CODE_SYSTEMS, "De codestelsels van de kruistabellen."),
        check(
            "weight_in_range",
            between("weight", 0, 1, above=True),
            "critical",
            "Een gewicht is een aandeel: meer dan 0, ten hoogste 1.",
        ),
        check(
            "weight_of_code_at_most_1",
            between("weight_of_code", 0, 1.0001),
            "critical",
            "Binnen een opgave telt een code ten hoogste een keer mee.",
        ),
        check("kern_in_breed", between("also_in_breed", 1), "critical", "Elke code van kern hoort ook bij breed."),
        check("rationale_present", filled("rationale"), "critical", "Elke toewijzing is uit te leggen."),
        check("source_present", filled("source"), "critical", "Elke toewijzing heeft een bron."),
        check(
            "every_opgave_in_every_system",
            has_all("opgave_and_system", WITH_CODES),
            "warning",
            "Elke opgave heeft in breed codes in elk stelsel; alleen het mbo leidt geen leraren of schoolleiders op.",
        ),
    )
