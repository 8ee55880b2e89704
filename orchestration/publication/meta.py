"""Schema `meta` of the published file: what this file is, from which bytes, what was checked, what changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from ingestion.home import Kind
from ingestion.sql import literal
from ingestion.vocabulary import labels
from orchestration.publication import warned
from orchestration.publication.marks import DEMO_NOTE, live_note
from orchestration.publication.relations import Reference
from orchestration.publication.revisions import write_revision
from orchestration.publication.rollback import Rollback

COMMENTS = {
    "publication": {
        "": "Eén rij: wat dit bestand is.",
        "publication_id": "Naam van deze publicatie (tijd in UTC).",
        "published_at": "Moment van publiceren (UTC).",
        "is_demo": "true: gemaakt uit de ingebouwde voorbeeldbron; geen statistiek.",
        "source": "live, demo of archive.",
        "as_of": "Bij een herbouw uit het archief: de stand van dit moment (UTC); anders leeg.",
        "note_nl": "Wat een lezer moet weten voor het aanhalen van een cijfer.",
        "build_id": "Run van Dagster die de marts bouwde.",
        "fingerprint": "Hash van geladen snapshots, standen en modellen: gelijk betekent gelijke tabellen.",
        "datasets_current": "Aantal datasets met stand current.",
        "datasets_late": "Aantal datasets waarvan de nieuwste periode ouder is dan de uitgever belooft.",
        "datasets_stale": "Aantal datasets waarvan de laatste goede stand wordt gebruikt.",
        "datasets_missing": "Aantal datasets die nog nooit zijn opgehaald; hun cijfers ontbreken.",
        "datasets_withheld": "Aantal datasets waarvan wat kwam niet klopte, zonder eerdere stand; hun cijfers ontbreken.",
        "project_version": "Versie van dit project.",
        "duckdb_version": "Versie van DuckDB waarmee dit bestand is gemaakt.",
    },
    "snapshot": {
        "": "Uit welke ontvangen bestanden deze publicatie is gemaakt: één rij per ontvangen body.",
        "snapshot_id": "Naam van de stand van de dataset.",
        "dataset_id": "Dataset, zie dim_dataset.",
        "part": "Welk deel van de dataset (bladzijde, codelijst, bestand).",
        "url": "Adres bij de uitgever.",
        "retrieved_at": "Moment van ophalen (UTC).",
        "publisher_modified_at": "Moment van wijziging volgens de uitgever (UTC).",
        "etag": "Kenmerk van de uitgever voor deze inhoud.",
        "http_status": "HTTP-status; 0 voor een bestand uit de landing-map.",
        "content_type": "Soort inhoud volgens de uitgever.",
        "byte_count": "Omvang (bytes).",
        "sha256": "Hash van de ontvangen bytes; daaronder ligt het bestand in het archief.",
    },
    "quality_result": {
        "": "Elke kwaliteitscontrole van deze publicatie met haar uitkomst.",
        "build_id": "Run waarin de marts zijn gecontroleerd; leeg voor een ruwe dataset.",
        "snapshot_id": "Stand van de ruwe dataset die is gecontroleerd; leeg voor marts.",
        "tool": "great_expectations of dbt.",
        "suite": "Verzameling waar de controle bij hoort.",
        "target": "Tabel die is gecontroleerd.",
        "check_name": "Naam van de controle.",
        "severity": "critical houdt de stand of de tabel tegen, warning waarschuwt, info meldt.",
        "status": "passed, failed, broken (de controle zelf liep stuk) of skipped (niets te controleren).",
        "observed": "Wat is gevonden.",
        "expected": "Wat is verwacht.",
        "reason": "Waarop de verwachting rust.",
        "dated": "Datum waarop de verwachting is vastgesteld.",
        "failing_rows": "Ten hoogste 20 rijen die niet voldoen (JSON).",
        "checked_at": "Moment van controleren (UTC).",
        "failing_since": "Publicatie sinds wanneer zij onafgebroken niet slaagt; is dat deze, dan is het nieuw. Leeg: geslaagd.",
    },
    "overruled": {
        "": "Standen die hun kritieke controles niet haalden en die een mens toch in gebruik nam; meestal leeg.",
        "snapshot_id": "Stand van de dataset, zie snapshot.",
        "dataset_id": "Dataset, zie dim_dataset.",
        "verdict": "Waarom de stand in quarantaine stond.",
        "quarantined_at": "Sinds wanneer (UTC).",
        "accepted_by": "Wie dat oordeel opzij zette.",
        "accepted_at": "Wanneer (UTC).",
        "reason": "Waarom.",
        "findings": "Controles op tabellen die daarmee zijn aanvaard, een per regel; leeg bij een oordeel over de ruwe dataset.",
    },
    "withheld": {
        "": "Wat in deze publicatie is ingehouden omdat een kritieke controle niet klopte: een rij per tabel en controle; meestal leeg. Wat hier niet staat en toch leeg is, is dat omdat een dataset ontbreekt (dim_dataset).",
        "mart": "Tabel van schema marts.",
        "extent": "mart: de hele tabel staat er zonder rijen; rows: de rijen van de dataset ontbreken.",
        "finding": "De controle die niet klopte, zie target en check_name van quality_result.",
        "reason": "Wat is gevonden en wat was verwacht.",
        "datasets": "Datasets waar de bevinding op rust, met komma's.",
        "since": "Sinds wanneer (UTC).",
    },
    "rollback": {
        "": "Publicaties die zijn ingetrokken en door een eerdere vervangen; meestal leeg.",
        "withdrawn": "De ingetrokken publicatie; leeg als er een onvolledige stond.",
        "restored": "De eerdere publicatie die weer gold, tot de eerstvolgende.",
        "rolled_back_at": "Wanneer (UTC).",
        "rolled_back_by": "Wie dat besloot.",
        "reason": "Waarom.",
    },
    "revision": {
        "": "Wat elke publicatie zei dat de vorige niet zei. Van elk cijfer (table_name indicator_value) is het geheugen heel: een rij per waarde, van de publicatie waarin zij verscheen tot die waarin zij werd vervangen of verdween; een cijfer op een moment is de rij met published_at <= moment en superseded_at leeg of later. Van elk feit (fct_...) staat hier op zijn eigen korrel wat nieuw, gewijzigd of vervallen is sinds de publicatie ervoor.",
        "table_name": "Tabel van schema marts waar het cijfer in staat.",
        "figure": "Kolom van die tabel.",
        "key": "Welke rij: de kolommen van haar sleutel, als JSON.",
        "indicator_id": "Cijfer, zie indicator_value; leeg bij een feit.",
        "opgave_id": "Opgave, zie dim_opgave; leeg bij een feit zonder.",
        "delineation": "Afbakening: kern, breed of nvt; leeg bij een feit zonder.",
        "period_start": "Eerste dag van de periode.",
        "breakdown": "Uitsplitsing binnen het cijfer; leeg bij een feit.",
        "kind": "new, changed (waarde of stand), withdrawn (de rij is er niet meer); table_filled, table_emptied en table_remade (andere sleutel) zijn een rij voor een hele tabel.",
        "value": "Waarde, in de eenheid van unit; leeg als de rij verviel.",
        "unit": "Eenheid, waar de tabel haar noemt.",
        "status": "Stand volgens de bron: provisional, revised_provisional, definite of unknown.",
        "dataset_id": "Bron, zie dim_dataset.",
        "previous_value": "Waarde in de vorige publicatie; leeg bij een nieuw cijfer.",
        "previous_status": "Stand volgens de bron in de vorige publicatie; leeg bij een nieuw cijfer.",
        "previous_published_at": "Publicatie waarin die vorige waarde verscheen (UTC); leeg bij een nieuw cijfer en bij een feit.",
        "change": "value min previous_value, in de eenheid van unit; 0 als alleen de stand, de eenheid of de bron anders is.",
        "published_at": "Publicatie waarin deze waarde verscheen, of verviel (UTC).",
        "superseded_at": "Publicatie waarin zij werd vervangen of verdween (UTC); leeg zolang zij geldt.",
    },
    "relation": {
        "": "Hoe de tabellen van schema marts bij elkaar horen: een rij per verwijzing naar de sleutel van een andere tabel. Het bestand dwingt ze niet af (docs/decisions/15), de bouw heeft ze getoetst.",
        "table_name": "Tabel die verwijst.",
        "column_names": "Kolom die verwijst; bij meer, samen, met komma's.",
        "to_table": "Tabel waarnaar.",
        "to_columns": "Sleutel daarvan, in dezelfde volgorde.",
    },
    "vocabulary": {
        "": "Wat de codes in dit bestand betekenen: elke gesloten lijst, met de woorden van uitgevers die gekend worden.",
        "list": "De lijst: status, method, frequency en verder; unit en period_status zijn woorden van CBS.",
        "code": "De code zoals zij in een kolom staat.",
        "label_nl": "Wat de code betekent.",
        "label_en": "Hetzelfde in het Engels.",
        "sort_order": "Volgorde om in te tonen, rangnummer binnen de lijst.",
    },
    "column": {
        "": "Het gegevenswoordenboek: elke kolom van dit bestand.",
        "table_schema": "Schema.",
        "table_name": "Tabel.",
        "column_name": "Kolom.",
        "data_type": "Gegevenstype.",
        "description_nl": "Betekenis, met eenheid.",
    },
}


@dataclass(frozen=True)
class Header:
    """The one row of `meta.publication`."""

    publication_id: str
    published_at: datetime
    kind: Kind  # of the home
    source: str  # what the build asked: live, demo, or the archive of either
    as_of: datetime | None
    build_id: str
    fingerprint: str
    project_version: str

    @property
    def is_demo(self) -> bool:
        return self.kind == "demo"

    @property
    def note_nl(self) -> str:
        return DEMO_NOTE if self.is_demo else live_note()


def write(
    con: duckdb.DuckDBPyConnection,
    header: Header,
    previous: Path | None,
    rollbacks: Sequence[Rollback] = (),
    keys: Mapping[str, Sequence[tuple[str, ...]]] | None = None,
    references: Mapping[str, Sequence[Reference]] | None = None,
) -> None:
    """Writes schema meta into the open copy; `warehouse` must be attached. `previous` is the publication it follows, and
    `keys` are what dbt says that names a row of each mart, `references` how marts refer to those of others."""
    con.execute("drop schema if exists meta cascade")
    con.execute("create schema meta")
    con.execute(
        """
        create table meta.publication as
        select ?::varchar as publication_id, ?::timestamp as published_at, ?::boolean as is_demo, ?::varchar as source,
               ?::timestamp as as_of, ?::varchar as note_nl, ?::varchar as build_id, ?::varchar as fingerprint,
               count(*) filter (where status = 'current') as datasets_current,
               count(*) filter (where status = 'late') as datasets_late,
               count(*) filter (where status = 'stale') as datasets_stale,
               count(*) filter (where status = 'missing') as datasets_missing,
               count(*) filter (where status = 'withheld') as datasets_withheld,
               ?::varchar as project_version, ?::varchar as duckdb_version
        from warehouse.raw.catalogue__dataset
        """,
        [
            header.publication_id,
            header.published_at,
            header.is_demo,
            header.source,
            header.as_of,
            header.note_nl,
            header.build_id,
            header.fingerprint,
            header.project_version,
            duckdb.__version__,
        ],
    )
    con.execute("create table meta.snapshot as from warehouse.raw.archive__snapshot order by dataset_id, part")
    con.execute(
        """
        create table meta.quality_result as
        from warehouse.ops.quality_result
        where build_id = ? or snapshot_id in (select snapshot_id from warehouse.ops.loaded)
        order by target, check_name
        """,
        [header.build_id],
    )
    if previous:
        con.execute(f"attach {literal(previous)} as earlier (read_only)")
    warned.keep_since(con, header.publication_id, previous is not None)
    if previous:
        con.execute("detach earlier")
    con.execute(
        "create table meta.withheld as select * exclude (build_id) from warehouse.ops.withheld where build_id = ? "
        "order by mart, finding",
        [header.build_id],
    )
    con.execute("create table meta.overruled as from warehouse.ops.overruled order by dataset_id")
    con.execute(
        "create table meta.rollback (withdrawn varchar, restored varchar, rolled_back_at timestamp, "
        "rolled_back_by varchar, reason varchar)"
    )
    for entry in rollbacks:
        values = [entry.withdrawn, entry.restored, entry.at, entry.by, entry.reason]
        con.execute("insert into meta.rollback values (?, ?, ?, ?, ?)", values)
    write_revision(con, header.published_at, previous, keys or {})
    con.execute(
        "create table meta.vocabulary (list varchar, code varchar, label_nl varchar, label_en varchar, sort_order integer)"
    )
    con.executemany(
        "insert into meta.vocabulary values (?, ?, ?, ?, ?)", sorted(labels(), key=lambda row: (row[0], row[4]))
    )
    con.execute(
        "create table meta.relation (table_name varchar, column_names varchar, to_table varchar, to_columns varchar)"
    )
    for table, column_names, to_table, to_columns in sorted(
        {
            (table, ", ".join(r.columns), r.table, ", ".join(r.there))
            for table, rs in (references or {}).items()
            for r in rs
        }
    ):
        con.execute("insert into meta.relation values (?, ?, ?, ?)", [table, column_names, to_table, to_columns])
    con.execute("create table meta.column (table_schema varchar, table_name varchar, column_name varchar, "
                "data_type varchar, description_nl varchar)")  # fmt: skip
    for table, columns in COMMENTS.items():
        for column, text in columns.items():
            target = f"column meta.{table}.{column}" if column else f"table meta.{table}"
            con.execute(f"comment on {target} is {literal(text)}")


def list_columns(con: duckdb.DuckDBPyConnection) -> None:
    """Fills `meta.column`, once every other table and view is there."""
    con.execute(
        """
        insert into meta.column
        select schema_name, table_name, column_name, data_type, comment
        from duckdb_columns()
        where database_name = current_database() and not internal
        order by schema_name, table_name, column_index
        """
    )
