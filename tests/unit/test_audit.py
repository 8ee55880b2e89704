"""Dependencies: every licence is one that somebody judged, and an advisory that names a locked version is seen."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version

from tests import audit

LOCKED = audit.locked()


def test_every_package_of_the_lock_has_a_licence_that_was_judged() -> None:
    unjudged = {
        name: said for name in LOCKED if (said := audit.licence(name)) is not None and not audit.is_fine(name, said)
    }
    assert unjudged == {}
    assert len(LOCKED) > 100
    assert set(audit.JUDGED) <= set(LOCKED), "a judgement of a package that is gone"


@pytest.mark.parametrize(
    ("said", "fine"),
    [
        ("MIT", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("", False),
        ("Apache-2.0 OR GPL-3.0", False),
    ],
)
def test_copyleft_and_silence_need_a_person(said: str, fine: bool) -> None:
    assert audit.is_fine("somepackage", said) is fine


def advisory(events: list[dict[str, str]], versions: list[str] | None = None) -> dict[str, Any]:
    package = {"ecosystem": "PyPI", "name": "Some.Package"}
    return {
        "id": "PYSEC-1",
        "affected": [
            {"package": package, "versions": versions or [], "ranges": [{"type": "ECOSYSTEM", "events": events}]},
            {"package": {"ecosystem": "npm", "name": "some-package"}, "versions": ["9.9"]},
        ],
    }


@pytest.mark.parametrize(
    ("version", "seen"),
    [
        ("0.9", False),
        ("1.0", True),
        ("1.4.9", True),
        ("1.5", False),
        ("2.0", True),
        ("2.1", True),
        ("2.2", False),
        ("9.9", False),
    ],
)
def test_an_advisory_holds_between_its_events(version: str, seen: bool) -> None:
    record = advisory([{"introduced": "1.0"}, {"fixed": "1.5"}, {"introduced": "2.0"}, {"last_affected": "2.1"}])
    assert audit.affects(record, "some-package", Version(version)) is seen


def test_an_advisory_holds_for_the_versions_it_lists() -> None:
    assert audit.affects(advisory([], ["1.0.0", "no version"]), "some-package", Version("1.0"))


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_a_locked_version_in_an_advisory_ends_the_audit_with_1(
    packed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record = {
        "id": "PYSEC-2026-1",
        "affected": [{"package": {"ecosystem": "PyPI", "name": "duckdb"}, "versions": [str(LOCKED["duckdb"])]}],
    }
    folder = tmp_path / "osv"
    folder.mkdir()
    (folder / "PYSEC-2026-1.json").write_text(json.dumps(record), encoding="utf-8")
    given = folder
    if packed:
        given = tmp_path / "osv.zip"
        with zipfile.ZipFile(given, "w") as bundle:
            bundle.write(folder / "PYSEC-2026-1.json", "PYSEC-2026-1.json")
    monkeypatch.setattr("sys.argv", ["audit", "--advisories", str(given)])
    assert audit.main() == 1
    assert "PYSEC-2026-1" in capsys.readouterr().out
