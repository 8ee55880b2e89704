"""Every protocol of the catalogue, once."""

from typing import NamedTuple

from ingestion.bodies import delimited, zipped
from ingestion.protocols import (
    Fetch,
    Read,
    cbs_bulk,
    cbs_odata3,
    cbs_odata4,
    cbs_titled,
    ckan,
    ckan_zips,
    download,
    eurostat,
    html_table,
    landing,
)


class Protocol(NamedTuple):
    """How a dataset is asked for and read."""

    fetch: Fetch
    read: Read


PROTOCOLS = {
    "cbs_bulk": Protocol(cbs_bulk.fetch, cbs_bulk.read),
    "cbs_odata3": Protocol(cbs_odata3.fetch, cbs_odata3.read),
    "cbs_odata4": Protocol(cbs_odata4.fetch, cbs_odata4.read),
    "cbs_titled": Protocol(cbs_titled.fetch, cbs_titled.read),
    "ckan": Protocol(ckan.fetch, delimited.read),
    "ckan_zips": Protocol(ckan_zips.fetch, zipped.read),
    "download": Protocol(download.fetch, delimited.read),
    "eurostat": Protocol(eurostat.fetch, delimited.read),
    "html_table": Protocol(html_table.fetch, html_table.read),
    "landing": Protocol(landing.fetch, landing.read),
}
