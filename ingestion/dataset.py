"""What a dataset is: an entry of `ingestion/catalogue/` with what it inherits from its publisher (`publisher.py`).

Everything that lists datasets (assets, checks, `dim_dataset`, the licence page) is made from these objects.
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from ingestion.headers import plain
from ingestion.vocabulary import TITLES, TOTAL, known, seed, titles_of


def listed(cadence: str) -> str:
    """Raises ValueError on a cadence that the vocabulary does not have."""
    if cadence not in known("cadence"):
        raise ValueError(f"{cadence} is none of {', '.join(known('cadence'))} ({seed('cadence')})")
    return cadence


Cadence = Annotated[str, AfterValidator(listed)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(Strict):
    """What the values of one column may be. Empty text is allowed unless `required`."""

    synonyms: tuple[str, ...] = ()  # other headers of it, `*` for any text (`ingestion.headers`)
    required: bool = False
    pattern: str | None = None
    values: tuple[str, ...] | None = None
    words: str | None = (
        None  # the seed of `seeds/vocabulary` where every word stands; case, `_`, white space: no concern
    )
    several: bool | Literal["letters"] = (
        False  # of `values` or `words` a list: commas between (`BBL,OVO`), or letters (`bp`)
    )
    day: bool = False  # a day as 2026-08-24, with or without a time behind it
    count: bool = False  # a whole number of persons, 0 or more
    figure: bool = False  # a number that is no count: a ratio, an amount, an average
    edition: bool = False  # tells the edition of the body, or how final a row of it is: names no row
    suppressed: tuple[str, ...] = ()  # marks that stand for a hidden count, such as -1 or <5

    @property
    def is_figure(self) -> bool:
        return self.count or self.figure

    @property
    def names_a_row(self) -> bool:
        """A code or a word of a closed list; what is free text may be re-spelled in the next edition."""
        constrained = self.required or self.pattern is not None or self.values is not None or self.words is not None
        return constrained and not self.is_figure and not self.edition

    @model_validator(mode="after")
    def _words_are_a_seed(self) -> "Column":
        if self.words is not None:
            known(self.words)
        return self


class YearColumns(Strict):
    """Columns whose names hold a year (`DIPMAN2025`): the years move with each edition."""

    pattern: str  # full match on the column name
    example: tuple[str, ...]  # the columns of the empty table of a dataset that was never fetched
    rule: Column = Column()

    def ours(self, header: str) -> str | None:
        """A header that holds a year as the pattern has it (`Jaar 2026` is JAAR_2026); None for another column."""
        if re.fullmatch(self.pattern, header):
            return header
        year = re.search(r"\d{4}", header)
        if year is None:
            return None
        forms = {re.sub(r"\d{4}", year[0], form, count=1) for form in self.example}
        return next((form for form in sorted(forms) if plain(form) == plain(header)), None)


class Contract(Strict):
    """The columns a body must have, and what happens with one that is new."""

    columns: dict[str, Column]
    optional: tuple[str, ...] = ()  # of them, those that a body may lack: then they are null
    years: YearColumns | None = None
    new_columns: Literal["evolve", "freeze", "discard"] = "evolve"

    @field_validator("columns", mode="before")
    @classmethod
    def _bare_names(cls, value: object) -> object:
        if isinstance(value, list):
            return {name: Column() for name in value}
        return {k: v or Column() for k, v in value.items()} if isinstance(value, dict) else value

    @model_validator(mode="after")
    def _optional_is_a_column(self) -> "Contract":
        if unknown := [c for c in self.optional if c not in self.columns]:
            raise ValueError(f"optional: {', '.join(unknown)} is no column of the contract")
        return self

    def rule(self, column: str) -> Column:
        if column in self.columns:
            return self.columns[column]
        if self.years and re.fullmatch(self.years.pattern, column):
            return self.years.rule
        return Column()


class Size(Strict):
    """Thresholds: a body or a table outside them is refused."""

    max_bytes: int = 50_000_000
    min_rows: int = 1
    max_rows: int = 5_000_000


class Revisions(Strict):
    """How much of its figures a new edition may change, in percent; beyond `stop_pct` it is quarantined.

    Of a series in one period: the sum of the changes of its cells, against its size. `cell_pct` is of one large cell,
    `newest_year_pct` what a newest year may differ from the year before, above twice what earlier years did.
    """

    warn_pct: float
    stop_pct: float
    cell_pct: float
    newest_year_pct: float
    reason: str  # for readers, in Dutch
    dated: date  # since when


class Delimited(Strict):
    """How a text file is written. `encodings` are tried in order; the first that decodes the whole body is used."""

    delimiter: str = ","
    encodings: tuple[str, ...] = ("utf-8",)
    blank_rows: bool = False  # rows with fewer fields occur, as separators
    loose_quotes: bool = False  # quotes inside quoted text are not doubled


class Pick(Strict):
    """A server-side filter on one dimension: by codes, by titles in the publisher's own list, or its total: the one
    title there that `cbs_title` knows as the total of the dimension. Codes with a total: the total where the list does
    not have the codes."""

    dimension: str
    codes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    from_code: str | None = None
    total: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> "Pick":
        if sum(map(bool, (self.codes, self.titles, self.from_code, self.total and not self.codes))) != 1:
            raise ValueError(f"filter on {self.dimension}: give codes, titles, from_code or total; or codes with total")
        if self.total and not titles_of(self.dimension, TOTAL):
            raise ValueError(f"filter on {self.dimension}: no total of it is known ({seed(TITLES)})")
        return self


class CbsOData4(Strict):
    protocol: Literal["cbs_odata4"]
    table: str  # case-sensitive, as published
    filters: tuple[Pick, ...] = ()
    host: str = "datasets.cbs.nl"


class CbsBulk(Strict):
    protocol: Literal["cbs_bulk"]
    table: str
    host: str = "datasets.cbs.nl"


class CbsOData3(Strict):
    protocol: Literal["cbs_odata3"]
    table: str
    measures: tuple[str, ...]
    host: str = "opendata.cbs.nl"


class CbsTitled(Strict):
    """A table of a third party in CBS's v3 feed, found by its title: the id changes with each edition and is not promised."""

    protocol: Literal["cbs_titled"]
    catalogue: str = Field(pattern=r"^\w+$")
    title: str  # the whole title; case, spaces and the years behind it are of no concern
    category: str | None = None  # a title of the dimension that is read; every other dimension needs a known total
    national: bool = False  # only the cells of the Netherlands, chosen at CBS
    host: str = "dataderden.cbs.nl"


class Ckan(Strict):
    protocol: Literal["ckan"]
    package: str
    resource_id: str
    file: str  # the resource's stable file name: found by it when the id changed
    format: Delimited = Delimited()
    host: str = "onderwijsdata.duo.nl"


class CkanZips(Strict):
    """A CKAN package of many editions, each a zip with one csv: the first edition of each `every` is read."""

    protocol: Literal["ckan_zips"]
    package: str
    file: str  # regex on the name of a file, with one group: the edition's day as YYYYMMDD
    every: Literal["month", "quarter"]
    format: Delimited = Delimited()
    path: str = "/api/3/action/package_show"
    host: str

    @field_validator("file")
    @classmethod
    def _one_group(cls, value: str) -> str:
        if re.compile(value).groups != 1:
            raise ValueError(f"{value}: one group, the day of the edition")
        return value


class Download(Strict):
    protocol: Literal["download"]
    url: str
    format: Delimited = Delimited()

    @property
    def host(self) -> str:
        return self.url.split("/")[2]


class HtmlTable(Strict):
    protocol: Literal["html_table"]
    url: str
    updated: str  # regex with one group: the date of the last update on the page, as `1 July 2026`

    @property
    def host(self) -> str:
        return self.url.split("/")[2]


class Eurostat(Strict):
    """One flow, selected by a key in the order of its dimensions, or by `picks` where that order is not confirmed:
    then the order is read from Eurostat's data structure, and a dimension without a pick comes with all its codes."""

    protocol: Literal["eurostat"]
    flow: str
    key: str | None = None
    picks: dict[str, str] = {}
    host: str = "ec.europa.eu"
    format: Delimited = Delimited()

    @model_validator(mode="after")
    def _one_way(self) -> "Eurostat":
        if (self.key is None) == (not self.picks):
            raise ValueError(f"{self.flow}: give a key or picks, one of them")
        return self


class Landing(Strict):
    protocol: Literal["landing"]
    synonyms: dict[str, tuple[str, ...]]  # our column -> headers seen, lower case
    needed: tuple[tuple[str, ...], ...]  # each entry: any of these columns must be there
    row: str  # our column without which a line is a title, a note or blank
    key: tuple[
        str, ...
    ] = ()  # our columns that name a cell: a later file overrules; without, every line of every file counts
    file_name: str | None = None  # our column that holds the name of the file
    format: Delimited = Delimited(delimiter=";", encodings=("utf-8", "cp1252"))
    host: str = ""


Access = Annotated[
    CbsOData4 | CbsBulk | CbsOData3 | CbsTitled | Ckan | CkanZips | Download | HtmlTable | Eurostat | Landing,
    Field(discriminator="protocol"),
]


class Dataset(Strict):
    """One dataset of one publisher; `id` is also the name of its raw table."""

    id: str = Field(pattern=r"^[a-z]+__[a-z0-9_]+$")
    title: str
    publisher: str
    description: str
    cadence: Cadence
    period: str | None = None  # the column that holds the period of a row
    late_after_days: int | None = None  # after the end of its newest period; none: never late
    full_after_days: int = Field(default=30, ge=1)  # then it is asked for in full, whatever its stamp says (2026-11)
    licence: str  # a name in `_licences.yml`
    attribution: str
    homepage: str
    access: Access
    contract: Contract
    size: Size = Size()
    revisions: Revisions
    serves: tuple[str, ...] = ()
    measures: str | None = None  # of CBS: the seed of `seeds/vocabulary` that has the title of every measure
    confidential: bool = False  # its cells may name persons: none leaves `raw`, in a message, a preview or a check

    @model_validator(mode="after")
    def _measures_are_a_seed(self) -> "Dataset":
        if self.measures is not None:
            known(self.measures)
        return self

    @model_validator(mode="after")
    def _id_names_publisher(self) -> "Dataset":
        if not self.id.startswith(f"{self.publisher}__"):
            raise ValueError(f"{self.id}: the id must start with {self.publisher}__")
        return self

    @model_validator(mode="after")
    def _period_is_a_column(self) -> "Dataset":
        if self.period and self.period not in self.contract.columns:
            raise ValueError(f"period: {self.period} is no column of the contract")
        return self
