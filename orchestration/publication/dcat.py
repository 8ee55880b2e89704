"""`catalog.jsonld`: the publication as a catalogue in DCAT-AP-NL 3.0 (docs.geostandaarden.nl/dcat/dcat-ap-nl30).

One dataset for the whole publication, one per mart and view of `bi`, and one per source with its own publisher and
licence. Addresses of files are relative to the catalogue; values of code lists are those of the EU Publications Office,
typed here because a reader may not be able to look them up.
"""

from typing import Any

from ingestion.catalogue import licences, load_catalogue, publishers
from ingestion.vocabulary import known
from orchestration.publication.describe import Description, PublishedTable, UsedDataset
from orchestration.publication.marks import LICENCE

PROFILE = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"
EU = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGE, PUBLIC = f"{EU}/language/NLD", f"{EU}/access-right/PUBLIC"
THEMES = {
    "EDUC": (
        "Onderwijs, cultuur en sport",
        ("education", "programme", "graduate", "llo", "student", "development_path"),
    ),
    "ECON": ("Economie en financiën", ("productiv", "gdp")),
    "SOCI": ("Bevolking en samenleving", ("",)),  # what the others do not claim
}


def catalog(about: Description) -> dict[str, Any]:
    """The catalogue, as JSON-LD."""
    sets = [whole(about), *(mart(about, t) for t in about.tables if not t.name.startswith("meta."))]
    sources = [source_dataset(about, s) for s in about.sources]
    head = {
        "@id": "#catalogus",
        "@type": "dcat:Catalog",
        "dct:title": dutch(about.title),
        "dct:description": dutch(about.note_nl),
        "dct:publisher": {"@id": "#uitgever"},
        "dcat:contactPoint": {"@id": "#contact"},
        "dct:issued": moment(about.published_at),
        "dct:language": {"@id": LANGUAGE},
        "dct:conformsTo": {"@id": PROFILE},
        "dct:license": {"@id": "#licentie"},
        "dcat:dataset": [{"@id": d["@id"]} for d in (*sets, *sources)],
    }
    return {"@context": CONTEXT, "@graph": [head, *parties(about), *sets, *sources, *vocabulary()]}


def parties(about: Description) -> list[dict[str, Any]]:
    """Who publishes, whom to ask, and under what the publication as a whole stands."""
    contact = about.publisher.contact
    way: dict[str, Any] = {"vcard:hasURL": {"@id": "."}}  # no address is set: the place of the publication itself
    if contact:
        mail = not contact.startswith("https://")
        way = {"vcard:hasEmail": {"@id": f"mailto:{contact}"}} if mail else {"vcard:hasURL": {"@id": contact}}
    attributions = "; ".join(sorted({f"{s.attribution} ({s.licence})" for s in about.sources}))
    return [
        {"@id": "#uitgever", "@type": "foaf:Agent", "foaf:name": dutch(about.publisher_name)},
        {
            "@id": "#contact",
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": dutch(about.publisher_name),
            **way,
        },
        {
            "@id": "#licentie",
            "@type": "dct:LicenseDocument",
            "dct:title": dutch(LICENCE),
            "dct:description": dutch(attributions or "Geen bronnen."),
        },
    ]


def dataset(about: Description, name: str, title: str, description: str, themes: list[str]) -> dict[str, Any]:
    """What every dataset of the catalogue tells."""
    return {
        "@id": f"#{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{about.name}:{name}",
        "dct:title": dutch(title),
        "dct:description": dutch(description),
        "dct:accessRights": {"@id": PUBLIC},
        "dct:language": {"@id": LANGUAGE},
        "dcat:theme": [{"@id": f"{EU}/data-theme/{theme}"} for theme in themes],
    }


def ours(about: Description) -> dict[str, Any]:
    """What a dataset that is made here tells besides; a harvester finds by its type that a demo is modelled."""
    synthetic = {"@id": f"{EU}/dataset-type/SYNTHETIC_DATA", "@type": "skos:Concept",
                 "skos:prefLabel": dutch("Synthetische gegevens")}  # fmt: skip
    return ({"dct:type": synthetic} if about.is_demo else {}) | {
        "dct:publisher": {"@id": "#uitgever"},
        "dct:creator": {"@id": "#uitgever"},
        "dcat:contactPoint": {"@id": "#contact"},
        "dct:issued": moment(about.published_at),
        "dcat:version": about.publication_id,
    }


def whole(about: Description) -> dict[str, Any]:
    file = about.file
    files = [
        distribution(str(file["path"]), "DuckDB", "application/octet-stream", int(file["bytes"]), str(file["sha256"]))
    ]
    return dataset(about, about.name, about.title, about.note_nl, list(THEMES)) | ours(about) | {
        "dct:source": [{"@id": f"#{s.dataset_id}"} for s in about.sources],
        "dcat:distribution": files,
    }  # fmt: skip


def mart(about: Description, table: PublishedTable) -> dict[str, Any]:
    parquet = distribution(table.path, "Parquet", "application/vnd.apache.parquet", table.byte_count, table.sha256)
    title, description = about.marked(table.name), about.noted(table.description)
    return dataset(about, table.name, title, description, [theme(table.name)]) | ours(about) | {
        "dct:isPartOf": {"@id": f"#{about.name}"},
        "dct:source": [{"@id": f"#{s.dataset_id}"} for s in table.sources],
        "dcat:distribution": [parquet],
    }  # fmt: skip


def distribution(path: str, title: str, media_type: str, byte_count: int, sha256: str) -> dict[str, Any]:
    return {
        "@id": f"#{path}",
        "@type": "dcat:Distribution",
        "dct:title": dutch(title),
        "dcat:accessURL": {"@id": path},
        "dcat:downloadURL": {"@id": path},
        "dct:license": {"@id": "#licentie"},
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{media_type}",
            "@type": "dct:MediaType",
        },
        "dcat:byteSize": {"@value": str(byte_count), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"},
            "spdx:checksumValue": {"@value": sha256, "@type": "xsd:hexBinary"},
        },
    }


def source_dataset(about: Description, s: UsedDataset) -> dict[str, Any]:
    """A dataset of a publisher: theirs, found at their address, under their licence."""
    publisher = s.dataset_id.split("__")[0]
    entry = load_catalogue().get(s.dataset_id)
    themes = sorted({theme(table) for table in entry.serves}) if entry and entry.serves else ["SOCI"]
    home = publishers()[publisher].home
    rhythm = known("cadence")[s.cadence]["eu_frequency"]
    agent = {"@id": f"#{publisher}", "@type": "foaf:Agent", "foaf:name": dutch(s.publisher_name),
             "foaf:homepage": {"@id": home}}  # fmt: skip
    contact = {"@id": f"#{publisher}-contact", "@type": ["vcard:Kind", "vcard:Organization"],
               "vcard:fn": dutch(s.publisher_name), "vcard:hasURL": {"@id": home}}  # fmt: skip
    description = about.noted(entry.description if entry else s.title)
    told = dataset(about, s.dataset_id, about.marked(s.title), description, themes) | {
        "dct:publisher": agent,
        "dct:creator": agent,
        "dcat:contactPoint": contact,
        "dcat:landingPage": {"@id": s.homepage, "@type": "foaf:Document"},
        "dct:accrualPeriodicity": {"@id": f"{EU}/frequency/{rhythm}", "@type": "dct:Frequency"},
        "dcat:distribution": [
            {
                "@id": f"#{s.dataset_id}-bij-uitgever",
                "@type": "dcat:Distribution",
                "dct:title": dutch(s.title),
                "dcat:accessURL": {"@id": s.homepage},
                "dct:license": licence(s),
                "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": dutch(f"Bron: {s.attribution}")},
            }
        ],
    }
    if s.publisher_modified_at:
        told["dct:modified"] = moment(s.publisher_modified_at.isoformat() + "Z")
    return told


def licence(s: UsedDataset) -> dict[str, Any]:
    code = licences()[s.licence].eu
    if code:
        return {"@id": f"{EU}/licence/{code}", "@type": "dct:LicenseDocument"}
    return {"@type": "dct:LicenseDocument", "dct:title": dutch(s.licence)}


def theme(table: str) -> str:
    """The data theme of a mart, by its name."""
    return next(code for code, (_, parts) in THEMES.items() if any(part in table for part in parts))


def vocabulary() -> list[dict[str, Any]]:
    """The values of code lists that are used, with their class."""
    return [
        {"@id": PUBLIC, "@type": "dct:RightsStatement"},
        {"@id": LANGUAGE, "@type": "dct:LinguisticSystem"},
        {"@id": PROFILE, "@type": "dct:Standard"},
        *(
            {"@id": f"{EU}/data-theme/{code}", "@type": "skos:Concept", "skos:prefLabel": dutch(label)}
            for code, (label, _) in THEMES.items()
        ),
    ]


def dutch(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "nl"}


def moment(when: str) -> dict[str, str]:
    return {"@value": when, "@type": "xsd:dateTime"}
