"""A copy that is not whole is not published, whatever went wrong with it, and what stood there stays."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.publication import publish as publishing
from orchestration.publication.copy_check import Key, NotWhole, PublishedModels
from tests.integration.publication.conftest import FIGURES
from tests.integration.publication.homes import CONTRACT, KEYS, MANIFEST, VIEW, VIEW_COLUMNS, SmallHome, opened
from tests.models import MODELS, PUBLISHED


@pytest.fixture
def small(one: SmallHome) -> SmallHome:
    """Each test begins with a publication that must stay, or be replaced whole."""
    return one


def test_the_contract_is_what_dbt_declares() -> None:
    assert CONTRACT.keys == {
        "marts.dim_dataset": (Key(("dataset_id",), None, may_be_empty=True), Key(("title",), "status = 'current'")),
        "marts.indicator_value": (Key(("indicator_id", "opgave_id", "delineation", "period_start", "breakdown")),),
        **{f"marts.{name}": (Key(tuple(columns)),) for name, columns in KEYS.items()},
        VIEW: (Key(("opgave_id", "indicator_id", "period_start")),),
    }
    assert CONTRACT.views == {
        VIEW: {"": "De scorekaart om mee te tekenen."} | {name: f"Kolom {name} (eenheid)." for name in VIEW_COLUMNS}
    }


def test_every_mart_of_the_project_declares_a_key() -> None:
    from orchestration.assets.transformation import parse_if_changed

    manifest = json.loads(parse_if_changed().read_text(encoding="utf-8"))
    keys = PublishedModels.of(manifest).keys
    views = {f"bi.{path.stem}" for path in (MODELS / "bi").glob("*.sql")}
    assert {f"marts.{name}" for name in PUBLISHED} | views == set(keys)
    assert [table for table, declared in keys.items() if not declared] == []


def test_a_whole_copy_is_published(small: SmallHome) -> None:
    small.build(FIGURES)
    done = small.again()
    assert small.current("select count(*) from marts.indicator_value") == [(2,)]
    assert done.rows["marts.indicator_value"] == 2
    assert {t["name"]: t["rows"] for t in small.manifest()["tables"]} == done.rows


def test_dimensions_have_their_primary_key_in_the_file(small: SmallHome) -> None:
    """And a key that has an empty value is none."""
    asked = "select table_name, constraint_column_names from duckdb_constraints() where constraint_type = 'PRIMARY KEY' order by 1"
    assert small.current(asked) == [
        ("dim_dataset", ["dataset_id"]), ("dim_indicator", ["indicator_id"]), ("dim_opgave", ["opgave_id"]),
    ]  # fmt: skip
    change(small.home.marts, "insert into marts.dim_dataset (title, status) values ('x', 'missing')")
    small.again()
    assert [table for table, _ in small.current(asked)] == ["dim_indicator", "dim_opgave"]


def refused(small: SmallHome, contract: PublishedModels = CONTRACT) -> str:
    """What the refusal says; the publication of before is as it was, and nothing is left of the draft."""
    before = small.everything()
    with pytest.raises(NotWhole) as refusal:
        small.again(contract=contract)
    assert small.everything() == before
    assert not list((small.home.publication / "history").glob(".draft-*"))
    return str(refusal.value)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (
            "insert into marts.indicator_value from marts.indicator_value where period_start = '2024-08-01'",
            "marts.indicator_value: key not unique, 2 rows with indicator_id graduates, opgave_id zorg, delineation kern, "
            "period_start 2024-08-01, breakdown ",
        ),
        (
            "insert into marts.dim_dataset from marts.dim_dataset",
            "marts.dim_dataset: key not unique, 2 rows with dataset_id cbs__80472ned",
        ),
        ("create table marts.half_done as select 1 as x", "marts.half_done: nobody declared this table"),
        ("comment on column marts.indicator_value.value is null", "marts.indicator_value.value: has no comment"),
        ("comment on table marts.indicator_value is ' '", "marts.indicator_value: has no comment"),
    ],
)
def test_marts_that_break_their_contract_are_not_published(small: SmallHome, damage: str, told: str) -> None:
    small.build(FIGURES)
    change(small.home.marts, damage)
    assert f"- {told}" in refused(small)


def test_a_table_that_is_not_there_is_missed(small: SmallHome) -> None:
    more = {**MANIFEST["nodes"], "model.x": {"resource_type": "model", "schema": "marts", "name": "fct_x"}}
    assert "- marts.fct_x: the table is not in the copy" in refused(small, PublishedModels.of({"nodes": more}))


def test_rows_outside_the_declared_key_may_occur_twice(small: SmallHome) -> None:
    """As dbt's `where` and dbt's `unique` have it: the copy is held to what was tested, no more and no less."""
    small.build(FIGURES)
    change(small.home.marts, "insert into marts.dim_dataset (title, status) values ('x', 'missing'), ('x', 'missing')")
    small.again()
    assert small.current("select count(*) from marts.dim_dataset") == [(3,)]
    change(small.home.marts, "update marts.dim_dataset set status = 'current'")
    assert "- marts.dim_dataset: key not unique, 2 rows with title x" in refused(small)


@pytest.mark.parametrize(
    ("step", "spoil", "told"),
    [
        (
            "copy_marts",
            lambda home, target: change(target, "update marts.indicator_value set value = 11 where value = 10"),
            "marts.indicator_value: not the rows that were built",
        ),
        (
            "copy_marts",
            lambda home, target: change(target, "delete from marts.indicator_value where value = 10"),
            "marts.indicator_value: not the rows that were built",
        ),
        (
            "write_parquet",
            lambda con, folder, rows: shutil.copyfile(
                folder / "meta" / "publication.parquet", folder / "marts" / "indicator_value.parquet"
            ),
            "marts.indicator_value: its Parquet has 1 rows that are not these 2",
        ),
        (
            "write_parquet",
            lambda con, folder, rows: (folder / "marts" / "dim_dataset.parquet").write_bytes(b"PAR1"),
            "marts.dim_dataset: its Parquet cannot be read",
        ),
        (
            "write_parquet",
            lambda con, folder, rows: (folder / "meta" / "revision.parquet").unlink(),
            "meta.revision: its Parquet cannot be read",
        ),
    ],
)
def test_a_copy_that_went_wrong_is_not_published(
    small: SmallHome, monkeypatch: pytest.MonkeyPatch, step: str, spoil: Callable[..., object], told: str
) -> None:
    """The real step runs, and then its result is spoiled: as a disk or a bug would."""
    real = getattr(publishing, step)

    def spoiled(*arguments: object) -> None:
        real(*arguments)
        spoil(*arguments)

    monkeypatch.setattr(publishing, step, spoiled)
    assert f"- {told}" in refused(small)


def change(file: Path, statement: str) -> None:
    file.chmod(0o644)
    with opened(file) as con:
        con.execute(statement)


def test_a_publication_that_a_client_changed_is_made_anew(small: SmallHome) -> None:
    from orchestration.publication.history import current_manifest

    assert current_manifest(small.home) == small.manifest()
    change(next(small.home.publication.glob("*.duckdb")), "update marts.indicator_value set value = 0")
    assert current_manifest(small.home) is None
