"""A CKAN package of many editions (UWV's Open Match Data, weekly): the first of each month or quarter, each a zip.

The editions never change once published, so the list of those chosen is the state of the dataset: the same list is the
same data, and nothing is fetched again.
"""

import json
import re
from datetime import datetime
from urllib.parse import unquote, urlsplit

from ingestion import body_shape
from ingestion.dataset import CkanZips, Dataset
from ingestion.dutch import whole
from ingestion.errors import ContractBroken, NotPublished, WrongBody
from ingestion.protocols import Fetched
from ingestion.snapshot import Snapshot
from ingestion.web import Web

MONTHS = {"month": 1, "quarter": 3}


def fetch(dataset: Dataset, web: Web, previous: Snapshot | None) -> Fetched | None:
    access = dataset.access
    assert isinstance(access, CkanZips)
    address = f"https://{access.host}{access.path}?id={access.package}"
    package = web.get(dataset, address, "package_show", body_shape.json_object, accept="application/json")
    assert package is not None
    listed = [r["url"] for r in json.loads(web.archive.read(package.receipt.sha256))["result"]["resources"]]
    editions = chosen(dataset, listed)
    if not editions:
        raise NotPublished(
            dataset.id,
            address,
            f"{len(listed)} bestanden: " + ("; ".join(map(file_name, listed)) or "geen"),
            f"bestanden met een naam als {access.file}",
            "Verbeter de naam in de catalogus naar wat het pakket nu heeft.",
        )
    if passed := [name for url in listed if not re.fullmatch(access.file, name := file_name(url))]:
        shown = "; ".join(passed[:10]) + (" ..." if len(passed) > 10 else "")
        web.note(
            dataset,
            f"{len(passed)} van {len(listed)} bestanden van {access.package} hebben een naam die {access.file} niet "
            f"kent, en zijn niet gelezen: {shown}",
        )
    stamp = " ".join(editions.values())
    if previous and previous.stamp == stamp:
        return None
    parts = [package.receipt]
    for day, url in editions.items():
        reply = web.get(dataset, url, f"zip/{day}", body_shape.zip_file, encoding="identity")
        assert reply is not None  # no condition was asked for
        parts.append(reply.receipt)
        if sum(p.byte_count for p in parts) > dataset.size.max_bytes:
            raise WrongBody(
                dataset.id,
                url,
                f"{whole(sum(p.byte_count for p in parts))} bytes in {len(parts) - 1} van {len(editions)} bestanden",
                f"hoogstens {whole(dataset.size.max_bytes)} samen",
                "Neem minder edities (`every`), of sta er meer toe in de catalogus.",
            )
    return Fetched(tuple(parts), None, stamp)


def file_name(url: str) -> str:
    """The name of the file at an address, with its spaces as such."""
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])


def chosen(dataset: Dataset, urls: list[str]) -> dict[str, str]:
    """The address of the first edition of each period, under its day, in order."""
    access = dataset.access
    assert isinstance(access, CkanZips)
    dated: dict[str, str] = {}
    for url in urls:
        if found := re.fullmatch(access.file, file_name(url)):
            try:
                datetime.strptime(found[1], "%Y%m%d")
            except ValueError:
                raise ContractBroken(
                    dataset.id,
                    "package_show",
                    url,
                    "een dag als JJJJMMDD in de naam",
                    "Bekijk de bestanden van het pakket.",
                ) from None
            dated[found[1]] = url
    first: dict[tuple[str, int], str] = {}
    for day in sorted(dated):
        first.setdefault((day[:4], (int(day[4:6]) - 1) // MONTHS[access.every]), day)
    return {day: dated[day] for day in first.values()}
