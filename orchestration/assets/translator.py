"""How dbt's models and tests read in the Dagster UI: their own words, and where they stand, not the SQL once more."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtProject

from ingestion.home import Home
from ingestion.sql import identifier, literal
from orchestration.assets import column_lineage
from orchestration.assets.fresh import freshness
from orchestration.isolation.lineage import Lineage

# what a generic test says, with its arguments; a test that is described in its yml says that
TESTS = {
    "filled": "Gevuld in elke rij: {columns}.",
    "not_null": "{column_name} is in elke rij gevuld.",
    "unique": "Elke waarde van {column_name} komt een keer voor.",
    "unique_combination": "Een rij per {columns}.",
    "in_vocabulary": "Elk woord in {column_name} staat in de woordenlijst {list}.",
    "relationships": "Elke {column_name} bestaat in {to} ({field}).",
    "codes_exist_in_list": "Elke combinatie van {columns} bestaat in {to} ({to_columns}).",
    "not_negative": "{column_name} is nooit negatief.",
    "bounds_ordered": "{lower} is hoogstens {value}, en {value} hoogstens {upper}.",
    "interval": "De intervallen van {value} omvatten haar, het totaal omvat wat zeker is, en elk cijfer zegt waar zijn marge op rust.",
    "accepted_range": "{column_name} ligt van {min_value} tot en met {max_value}.",
    "matches": "{column_name} heeft de vorm {pattern}.",
    "expression_is_true": "In elke rij geldt: {expression}.",
    "one_value_per": "Een waarde van {column_name} per {by}.",
    "delineated": "Elke opgave met codes in {code_systems} heeft rijen of een reden waarom niet.",
    "breed_holds_kern": "Breed is nergens kleiner dan kern, per {by}.",
    "weight_within_code": "De gewichten van een code zijn binnen een opgave samen hoogstens 1.",
    "kern_names_its_word": "Een kernrij zegt welk woord van de strategie zij is, en dat ten minste 0,9 van wie zij telt dat is.",
    "reserved_delineation": "{column_name} gebruikt geen naam die een andere betekenis heeft.",
    "caveat_says_why_national": "Een cijfer dat alleen landelijk bestaat zegt waarom.",
}
REF = re.compile(r"ref\(['\"](\w+)['\"]\)")
NO_BOUND = "-"
SHOWN = 3  # tables by name in the description of a column
COLUMNS = "dagster/column_schema"
READ = ("marts", "bi")  # the schemas that are published


class Translator(DagsterDbtTranslator):
    """With code references, a policy of freshness for what is read by others, and without the raw SQL behind descriptions."""

    def __init__(self, lineage: Lineage) -> None:
        super().__init__(DagsterDbtTranslatorSettings(enable_code_references=True))
        self.lineage = lineage

    def get_asset_spec(self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None) -> dg.AssetSpec:
        spec = super().get_asset_spec(manifest, unique_id, project)
        # the UI prefers what stands here over what a build tells of a column, which says more
        spec = spec.replace_attributes(metadata={k: v for k, v in spec.metadata.items() if k != COLUMNS})
        if manifest["nodes"].get(unique_id, {}).get("schema") not in READ:
            return spec
        return spec.replace_attributes(freshness_policy=freshness(self.lineage.datasets(unique_id)))

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return str(dbt_resource_props.get("description") or first_words(dbt_resource_props.get("raw_code", "")))


def first_words(code: str) -> str:
    """The comment that a model begins with."""
    comments = []
    for line in code.splitlines():
        if not line.startswith("--"):
            break
        comments.append(line.removeprefix("--").strip())
    return " ".join(comments)


def with_words(manifest: dict[str, Any]) -> dict[str, Any]:
    """dbt's manifest, in which every test says in `meta.description` what it holds. Raises KeyError for a kind of test
    without words."""
    for node in manifest["nodes"].values():
        if node["resource_type"] == "test":
            node["meta"] = dict(node.get("meta") or {}) | {"description": words_of(node)}
    return manifest


def words_of(test: Mapping[str, Any]) -> str:
    if test.get("description"):
        return str(test["description"])
    metadata = test.get("test_metadata")
    if not metadata:
        return first_words(re.sub(r"^\s*\{\{\s*config\(.*?\)\s*\}\}\s*", "", str(test["raw_code"]), flags=re.DOTALL))
    where = test["config"].get("where")
    return said_of(metadata) + (f" Waar: {where}." if where else "")


def said_of(metadata: Mapping[str, Any]) -> str:
    """What a generic test says, with what it was given; `metadata` is dbt's `test_metadata`."""
    return TESTS[metadata["name"]].format_map(
        Missing({name: told(value) for name, value in metadata["kwargs"].items()})
    )


class Missing(dict[str, str]):
    """An argument that a test was not given."""

    def __missing__(self, key: str) -> str:
        return NO_BOUND


def told(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return REF.sub(r"\1", str(value))


def shapes(home: Home, manifest: Mapping[str, Any], built: Collection[str]) -> dict[str, dict[str, Any]]:
    """Per dbt node what it holds now: `dagster/column_schema`, `dagster/row_count` of a table, and of the models that were
    `built` `dagster/column_lineage` where their SQL can be followed. Read after a build."""
    described = {
        (node["schema"], node["name"]): {c: str(p.get("description") or "") for c, p in node["columns"].items()}
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed")
    }
    found: dict[str, dict[str, Any]] = {}
    there: dict[tuple[str, str], dict[str, str]] = {}
    holds: dict[str, list[tuple[str, str, str]]] = {}
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        if home.marts.exists():
            con.execute(f"attach {literal(home.marts)} as curated (read_only)")
        for database, schema, table, kind, columns in relations(con):
            there[schema, table] = dict(columns)
            texts = described.get((schema, table))
            if texts is None:
                continue
            holds[table] = [(name, kind.lower(), texts.get(name, "")) for name, kind in columns]
            found[table] = {}
            if kind == "table":
                row = con.execute(
                    f"select count(*) from {identifier(database)}.{identifier(schema)}.{identifier(table)}"
                ).fetchone()
                found[table]["dagster/row_count"] = row[0] if row else 0
    lineages = column_lineage.of_models(home, manifest, there, built)
    for table, columns_of in holds.items():
        lineage = lineages.get(table)
        made = lineage.deps_by_column if lineage else {}
        found[table][COLUMNS] = dg.TableSchema(
            [
                dg.TableColumn(
                    name, kind, description=" ".join(filter(None, (text, origin(made.get(name.lower(), ())))))
                )
                for name, kind, text in columns_of
            ]
        )
        if lineage:
            found[table]["dagster/column_lineage"] = lineage
    return found


def origin(made_from: Sequence[dg.TableColumnDep]) -> str:
    """What a column is made from, for its description: the open UI of Dagster 1.13 draws no graph of columns."""
    tables: dict[str, list[str]] = {}
    for dep in made_from:
        tables.setdefault(dep.asset_key.path[-1], []).append(dep.column_name)
    told = [f"`{table}` ({', '.join(columns)})" for table, columns in list(tables.items())[:SHOWN]]
    rest = f" en nog {len(tables) - SHOWN}" if len(tables) > SHOWN else ""
    return f"Uit {', '.join(told)}{rest}." if told else ""


def relations(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, str, str, list[tuple[str, str]]]]:
    """Database, schema, name, `table` or `view`, and (column, type) of everything that dbt builds."""
    rows = con.execute(
        "select database_name, schema_name, table_name, list(column_name order by column_index), "
        "list(data_type order by column_index), bool_or(t.oid is not null) "
        "from duckdb_columns() left join (select database_name, schema_name, table_name, table_oid as oid from duckdb_tables()) t "
        "using (database_name, schema_name, table_name) where not internal group by all order by all"
    ).fetchall()
    for database, schema, table, names, types, is_table in rows:
        yield database, schema, table, "table" if is_table else "view", list(zip(names, types, strict=True))
