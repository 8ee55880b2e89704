"""The files that are made from the catalogue and checked in: dbt's sources, and the page of datasets.

`make spine` writes them; a test holds what is checked in against what the catalogue gives.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from ingestion.bodies.cbs_tables import DESCRIPTIONS
from ingestion.catalogue import licences, load_catalogue, publishers
from ingestion.provenance import PROVENANCE
from ingestion.sql import literal
from ingestion.vocabulary import (
    ANY_OTHER,
    FOLDER,
    INDUSTRY_KINDS,
    TITLES,
    cell_of_row,
    known,
    of_kind,
    region_word,
    seed,
    titles,
    without,
)

CHECKOUT = Path(__file__).resolve().parents[2]
HEAD = "Made from `ingestion/catalogue/` by `make spine`; do not edit by hand."


def files() -> dict[Path, str]:
    """What each file should hold, by its path."""
    return {
        CHECKOUT / "dbt_project" / "models" / "staging" / "_raw__sources.yml": dbt_sources(),
        CHECKOUT / "docs" / "datasets.md": page(),
        CHECKOUT / "dbt_project" / "macros" / "vocabulary" / "words.sql": macros(),
        CHECKOUT / "dbt_project" / "macros" / "vocabulary" / "titles.sql": known_titles(),
    }


def dbt_sources() -> str:
    """Every table of schema `raw` as dbt knows it: one source named `raw`, so that dagster-dbt gives the asset key
    `raw/<table>` that the ingestion has."""
    tables = {d.id: f"{d.title}. {' '.join(d.description.split())}" for d in load_catalogue().values()}
    source = {
        "name": "raw",
        "description": "Wat de uitgevers gaven, zoals ontvangen: een tabel per dataset van de catalogus, de metadata van CBS, "
        "en de boeken van de inname.",
        "tables": [{"name": name, "description": text} for name, text in (tables | DESCRIPTIONS | PROVENANCE).items()],
    }
    body = yaml.safe_dump({"sources": [source]}, sort_keys=False, allow_unicode=True, width=10**6)
    return f"# {HEAD}\n{body}"


def macros() -> str:
    """The publishers' words as SQL: a word that is not known ends the query by its name, and never becomes a number."""
    units = known("unit")
    made = {
        "unit_factor": cases(units, "factor", "unit", ""),
        **{f"{name}_code": cases(words, "code", name, "'") for name, words in coded()},
        # null where the word says how many and not of what
        "unit_noun": "    nullif(\n" + cases(units, "noun", "unit", "'") + "\n    , '')",
    }
    parts = [f"{{% macro {name}(word) -%}}\n{body}\n{{%- endmacro %}}" for name, body in made.items()]
    word = region_word("{{ title }}", "{{ code }}")
    parts.append(f"{{% macro cbs_region_word(title, code) -%}}\n    {word}\n{{%- endmacro %}}")
    parts.extend(row_macros())
    kinds = "".join(
        f"        when {condition.replace('{title}', '{{ title }}')} then '{kind}'\n"
        for kind, condition in INDUSTRY_KINDS.items()
    )
    parts.append(
        "{#- What kind of row of the business dimension a title is, in the words of dim_industry, plus `size_class`.\n"
        "    Kinds overlap (B-E holds C): a figure uses one kind. -#}\n"
        "{% macro sbi_kind(title) -%}\n    case\n"
        "        when {{ cbs_word(\"Bedrijfskenmerken\", title) }} = 'totaal' then 'total'\n"
        f"{kinds}        else {{{{ cbs_sbi_aggregate_code(title) }}}}\n    end\n{{%- endmacro %}}"
    )
    return f"{{#- {HEAD.replace('ingestion/catalogue/', 'seeds/vocabulary/')} -#}}\n\n" + "\n\n".join(parts) + "\n"


def row_macros() -> Iterator[str]:
    """Per kind of word that a row has in one of some columns: which cell it is, and its code, null in rows of another kind."""
    for dataset in load_catalogue().values():
        for row in dataset.contract.row_words:
            cell = cell_of_row(row.columns, row.apart, row.words)
            body = cases(known(row.words), "code", row.words, "'").replace(
                "{{ word }}", without(f"({cell})", row.apart)
            )
            yield f"{{% macro {row.words}_cell() -%}}\n    {cell}\n{{%- endmacro %}}"
            yield f"{{% macro {row.words}_of_row() -%}}\n    case when {of_kind(row.where)} then (\n{body}\n    ) end\n{{%- endmacro %}}"


def coded() -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """The seeds that give a word of a publisher one code of ours."""
    for path in sorted(FOLDER.glob("*.csv")):
        if path.read_text(encoding="utf-8").startswith("word,code,"):
            yield path.stem, known(path.stem)


def cases(words: Mapping[str, Mapping[str, str]], column: str, vocabulary: str, quote: str) -> str:
    """A case expression over `{{ word }}`; null stays null."""
    whens = [f"        when {literal(word)} then {quote}{row[column]}{quote}" for word, row in words.items()]
    unknown = literal(f" staat niet in {seed(vocabulary)}: ga na wat de uitgever bedoelt, en voeg het toe")
    return "\n".join(
        [
            "    case {{ word }}",
            *whens,
            f"        else case when {{{{ word }}}} is not null then error('{vocabulary} ' || {{{{ word }}}} || {unknown}) end",
            "    end",
        ]
    )


def known_titles() -> str:
    """What CBS's titles mean, as a macro that gives {title: [code, part of]} of a dimension, the title as a SQL literal."""
    lines = []
    for dimension, listed in titles().items():
        words = {literal(t): [row["code"], row["part_of"]] for t, row in listed.items() if t != ANY_OTHER}
        lines.append(f"    {json.dumps(dimension)}: {json.dumps(words, ensure_ascii=False)},")
    unknown = f"van deze dimensie van CBS zijn geen titels bekend: voeg ze toe aan {seed(TITLES)}"
    return "\n".join(
        [
            f"{{#- {HEAD.replace('ingestion/catalogue/', 'seeds/vocabulary/')} -#}}",
            "",
            "{% macro known_titles(dimension) -%}",
            "    {%- set known = {",
            *lines,
            "    } -%}",
            "    {%- if dimension not in known -%}",
            f"        {{{{ exceptions.raise_compiler_error(dimension ~ {json.dumps(': ' + unknown)}) }}}}",
            "    {%- endif -%}",
            "    {{ return(known[dimension]) }}",
            "{%- endmacro %}",
            "",
        ]
    )


def page() -> str:
    """The catalogue for readers."""
    by_publisher = [
        (
            f"[{p.name}]({p.home})",
            f"`{p.id}`",
            str(sum(d.publisher == p.id for d in load_catalogue().values())),
            p.about,
        )
        for p in publishers().values()
    ]
    conditions = [
        (f"[{name}]({licence.url})" if licence.url else name, licence.spdx or "-", licence.eu or "-")
        for name, licence in licences().items()
    ]
    datasets = [
        (
            f"`{d.id}`", f"[{d.title}]({d.homepage})", d.access.protocol, d.cadence, d.licence, d.attribution,
            ", ".join(f"`{mart}`" for mart in d.serves) or "-",
        )
        for d in load_catalogue().values()
    ]  # fmt: skip
    return "\n\n".join(
        [
            f"# Datasets\n\n{HEAD}",
            table(("publisher", "id", "datasets", "what they are"), by_publisher),
            table(("licence", "SPDX", "EU authority table"), conditions),
            table(("dataset", "title", "protocol", "cadence", "licence", "attribution", "serves"), datasets),
        ]
    ) + "\n"  # fmt: skip


def table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (columns, ("---",) * len(columns), *rows))


if __name__ == "__main__":
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.relative_to(CHECKOUT)}")
