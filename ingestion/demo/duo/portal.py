"""The CKAN portal onderwijsdata.duo.nl: `package_show`, and the files behind it that the warehouse reads.

Packages, resources, names and addresses are real (April 2026, `data/ckan_resources.csv`); hash and size are empty there
too. The crosstabs by sex and by form stand in the lists but have no body: nothing may ask for them.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from ingestion.demo import published
from ingestion.demo.body import JSON, Body, compact
from ingestion.demo.duo import higher_files, register, vocational

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
    "ho_opleidingsoverzicht.csv": register.file,
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
