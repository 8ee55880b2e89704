"""CKAN (DUO's portal): `package_show`, then the resource by its id, or by its file name when the id changed.

The portal's own stamps are unreliable (seen 2026-10: a resource dated before the data it holds), so the file itself
is asked for each time, under its ETag.
"""

import json
from datetime import UTC, datetime

from ingestion import body_shape
from ingestion.dataset import Ckan, Dataset
from ingestion.errors import ContractBroken
from ingestion.protocols import Fetched
from ingestion.snapshot import Snapshot
from ingestion.web import Web


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, Ckan)
    address = f"https://{access.host}/api/3/action/package_show?id={access.package}"
    package = web.get(dataset, address, "package_show", body_shape.json_object, accept="application/json")
    assert package is not None
    resources = json.loads(web.archive.read(package.receipt.sha256))["result"]["resources"]
    chosen = [r for r in resources if r["id"] == access.resource_id] or [
        r for r in resources if r["url"].rsplit("/", 1)[-1] == access.file
    ]
    if len(chosen) != 1:
        raise ContractBroken(
            dataset.id,
            address,
            "; ".join(f"{r['id']} {r['url'].rsplit('/', 1)[-1]}" for r in resources) or "geen bestanden",
            f"bestand {access.resource_id} of een met de naam {access.file}",
            "Verbeter resource_id en file in de catalogus.",
        )
    since = previous.part("data") if previous else None
    file = web.get(dataset, chosen[0]["url"], "data", body_shape.delimited_text, accept="text/csv, */*", since=since)
    if file is None:
        return None
    modified = chosen[0].get("last_modified")
    return Fetched((file.receipt,), datetime.fromisoformat(modified).replace(tzinfo=UTC) if modified else None)
