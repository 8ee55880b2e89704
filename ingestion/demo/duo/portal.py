"""The CKAN portal onderwijsdata.duo.nl and the static csv of duo.nl: what the catalogue reads of them.

Packages, resources and the names of files are those of the catalogue; so are the columns of every csv. A new dataset of
the portal needs a line in FILES only if it is of a kind that is not there yet.
"""

from collections.abc import Callable, Mapping
from functools import cache

from ingestion.catalogue import load_catalogue
from ingestion.dataset import Ckan, Dataset
from ingestion.demo.body import JSON, Body, compact, utc
from ingestion.demo.duo import higher_files, register, staff, vocational

HOST = "onderwijsdata.duo.nl"
CHANGED = utc(2026, 7, 10)
FILES: Mapping[str, Callable[[Dataset], Body]] = dict.fromkeys(higher_files.SUBJECTS, higher_files.file) | {
    "mbo_studenten": vocational.per_institution,
    "gediplomeerde_mbo_studenten": vocational.per_institution,
    "mbo_sectorkamer": vocational.national,
    "prognose_mbo": vocational.forecast,
    "ho_opleidingsoverzicht": register.programmes,
    "overzicht_erkenningen_ho": register.recognised,
    "mbo_opleidingsaanbod": register.offered,
    "sectorale_ontwikkelpaden": register.development_paths,
    "functiemix": staff.per_institution,
}


@cache
def addresses() -> dict[str, Dataset]:
    """Datasets of DUO by the address of their file."""
    found = {}
    for dataset in load_catalogue().values():
        access = dataset.access
        if access.protocol == "ckan" and access.host == HOST:
            path = f"dataset/{access.package}/resource/{access.resource_id}/download/{access.file}"
            found[f"https://{HOST}/{path}"] = dataset
        elif access.protocol == "download" and dataset.publisher == "duo":
            found[access.url] = dataset
    return found


def package(name: str) -> Body | None:
    """The answer of `package_show?id=<name>`; None for a package that nothing reads."""
    listed = [(url, d, d.access) for url, d in addresses().items() if isinstance(d.access, Ckan)]
    resources = [
        {
            "id": access.resource_id, "package_id": name, "name": d.title, "url": url, "format": "CSV",
            "mimetype": "text/csv", "last_modified": CHANGED.isoformat()[:19], "hash": "", "size": None, "state": "active",
        }
        for url, d, access in listed
        if access.package == name
    ]  # fmt: skip
    if not resources:
        return None
    result = {
        "id": name, "name": name, "title": name,
        "notes": "Demonstratiegegevens van het Talentstrategie-datawarehouse, geen statistiek.", "license_id": "cc-by",
        "license_title": "Creative Commons Naamsvermelding", "state": "active", "type": "dataset",
        "metadata_modified": CHANGED.isoformat()[:19], "num_resources": len(resources), "resources": resources,
    }  # fmt: skip
    help_url = f"https://{HOST}/api/3/action/help_show?name=package_show"
    content = compact({"help": help_url, "success": True, "result": result})
    return Body(content, JSON, CHANGED)


def file(url: str) -> Body | None:
    """The csv at an address; None where the catalogue reads nothing, or the demo has no such kind of file."""
    dataset = addresses().get(url)
    if dataset is None:
        return None
    name = dataset.id.partition("__")[2]
    make = next((made for kind, made in FILES.items() if name.startswith(kind)), None)
    return make(dataset) if make else None
