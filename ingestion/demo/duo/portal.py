"""The CKAN portal onderwijsdata.duo.nl: `package_show`, and the files behind it that the warehouse reads.

Packages, resources, names and addresses are real (April 2026, `data/ckan_resources.csv`); hash and size are empty there
too. Files that nothing here reads stand in the lists but have no body.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from ingestion.demo import published
from ingestion.demo.body import JSON, Body, compact
from ingestion.demo.duo import higher_crosstabs, higher_files, register, register_files, vocational, vocational_files

HOST = "onderwijsdata.duo.nl"
FILES: dict[str, Callable[[], Body]] = {
    "gediplomeerdenhbo.csv": lambda: higher_files.graduates("hbo"),
    "gediplomeerdenwo.csv": lambda: higher_files.graduates("wo"),
    "eerstejaarsingeschrevenenhbo.csv": lambda: higher_files.students("hbo", "first_years"),
    "eerstejaarsingeschrevenenwo.csv": lambda: higher_files.students("wo", "first_years"),
    "ingeschrevenenhbo.csv": lambda: higher_files.students("hbo", "enrolled"),
    "ingeschrevenenwo.csv": lambda: higher_files.students("wo", "enrolled"),
    "2020-2024-gediplomeerden.csv": vocational.graduates_file,
    "2021-2025-03-studenten-per-instelling-plaats-van-de-instelling-sectorkamer-leerweg-opleiding-niv.csv": (
        vocational.students_file
    ),
    "inschrijvingenhbo.csv": lambda: higher_files.students("hbo", "inscriptions"),
    "inschrijvingenwo.csv": lambda: higher_files.students("wo", "inscriptions"),
    "gediplomeerdengeslhbo.csv": lambda: higher_crosstabs.crosstab("hbo", "graduates", "GESLACHT"),
    "gediplomeerdengeslwo.csv": lambda: higher_crosstabs.crosstab("wo", "graduates", "GESLACHT"),
    "gediplomeerdenoplvhbo.csv": lambda: higher_crosstabs.crosstab("hbo", "graduates", "OPLEIDINGSVORM"),
    "gediplomeerdenoplvwo.csv": lambda: higher_crosstabs.crosstab("wo", "graduates", "OPLEIDINGSVORM"),
    "ingeschrevenengeslhbo.csv": lambda: higher_crosstabs.crosstab("hbo", "enrolled", "GESLACHT"),
    "ingeschrevenengeslwo.csv": lambda: higher_crosstabs.crosstab("wo", "enrolled", "GESLACHT"),
    "ingeschrevenenoplvhbo.csv": lambda: higher_crosstabs.crosstab("hbo", "enrolled", "OPLEIDINGSVORM"),
    "ingeschrevenenoplvwo.csv": lambda: higher_crosstabs.crosstab("wo", "enrolled", "OPLEIDINGSVORM"),
    "eerstejaarsingeschrevenengeslhbo.csv": lambda: higher_crosstabs.crosstab("hbo", "first_years", "GESLACHT"),
    "eerstejaarsingeschrevenengeslwo.csv": lambda: higher_crosstabs.crosstab("wo", "first_years", "GESLACHT"),
    "2021-2025-sectorkamer01-studenten-per-sectorkamer-leerweg-niveau-woonprovincie.csv": vocational_files.by_residence,
    "2021-2025-sectorkamer02-studenten-per-sectorkamer-leerweg-niveau-woonprovincie-leeftijdscategori.csv": (
        vocational_files.by_age
    ),
    "mbo-studentenprognose_leeftijdscategorie.csv": lambda: vocational_files.forecast("Leeftijdscategorie"),
    "mbo-studentenprognose_sectorkamer.csv": lambda: vocational_files.forecast("Sectorkamer"),
    "ho_opleidingsoverzicht.csv": register.file,
    "ho_erkenningen_rio.csv": register_files.recognised,
    "mbo_opleidingsaanbod.csv": register_files.offered,
    "sectorale_ontwikkelpaden.csv": register_files.development_paths,
}


def package(name: str) -> Body | None:
    """The answer of `package_show?id=<name>`; None for a package that the demo does not have."""
    rows = [r for r in published.rows("ckan_resources.csv") if r["package"] == name]
    if not rows:
        return None
    first = rows[0]
    result = {
        "id": first["package_id"],
        "name": name,
        "title": first["package_title"],
        "notes": "Demonstratiegegevens van het Talentstrategie-datawarehouse, geen statistiek.",
        "license_id": "cc-by",
        "license_title": "Creative Commons Naamsvermelding",
        "state": "active",
        "type": "dataset",
        "metadata_modified": first["package_modified"],
        "num_resources": len(rows),
        "resources": [
            {
                "id": r["resource_id"],
                "package_id": r["package_id"],
                "name": r["name"],
                "url": r["url"],
                "format": "CSV",
                "mimetype": "text/csv",
                "last_modified": r["last_modified"] or None,
                "metadata_modified": None,
                "hash": "",
                "size": None,
                "state": "active",
                "position": position,
            }
            for position, r in enumerate(rows)
        ],
    }
    help_url = f"https://{HOST}/api/3/action/help_show?name=package_show"
    content = compact({"help": help_url, "success": True, "result": result})
    modified = datetime.fromisoformat(first["package_modified"]).replace(tzinfo=UTC)
    return Body(content, JSON, modified)


def resource(url: str) -> Body | None:
    """The file at a download address of the lists above; None where the demo has no body."""
    if not any(r["url"] == url for r in published.rows("ckan_resources.csv")):
        return None
    make = FILES.get(url.rsplit("/", 1)[-1])
    return make() if make else None
