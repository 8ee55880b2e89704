"""The pages where readers are: the current ones, those of every publication for ever, and nothing written twice."""

import os
from pathlib import Path

import pytest

from orchestration.publication.history import KEPT
from orchestration.publication.rollback import roll_back
from orchestration.publication.site import placing
from tests.integration.publication.homes import SmallHome


def said(value: float) -> list[tuple[str, str, float | None, str]]:
    return [("graduates", "2024-08-01", value, "provisional")]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallHome:
    return SmallHome(tmp_path / "home", monkeypatch)


def text(small: SmallHome, path: str) -> str:
    return (small.home.publication / "site" / path).read_text(encoding="utf-8")


def test_a_page_stays_at_its_address_when_the_next_publication_says_something_else(small: SmallHome) -> None:
    first = small.publish(said(1.0)).publication_id
    stood = text(small, f"p/{first}/index.html")
    second = small.publish(said(2.0)).publication_id
    assert "[2.0]" in text(small, "index.html")
    assert text(small, f"p/{first}/index.html") == stood
    assert "[1.0]" in stood
    assert f'href="p/{second}/index.html"' in text(small, "index.html")
    assert 'href="../../../over/stil.html"' not in stood, "of a page in no folder"
    assert 'href="../../index.html"' in stood
    assert 'href="../../../over/stil.html"' in text(small, f"p/{first}/over/stil.html")


def test_a_page_that_says_the_same_is_not_written_again_and_names_the_publication_since_when_it_does(
    small: SmallHome,
) -> None:
    first = small.publish(said(1.0)).publication_id
    still = small.home.publication / "site" / "over" / "stil.html"
    before = still.stat()
    second = small.publish(said(2.0)).publication_id
    after = still.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert first in text(small, "over/stil.html")
    assert second not in text(small, "over/stil.html")
    history = small.home.publication / "history"
    assert os.path.samefile(history / first / "site/over/stil.html", history / second / "site/over/stil.html")
    assert not os.path.samefile(history / first / "site/index.html", history / second / "site/index.html")


def test_an_address_outlives_the_publications_that_are_kept(small: SmallHome) -> None:
    first = small.publish(said(0.0)).publication_id
    for value in range(1, KEPT + 1):
        small.publish(said(float(value)))
    assert not (small.home.publication / "history" / first).exists()
    assert "[0.0]" in text(small, f"p/{first}/index.html")
    placing.check(small.home.publication / "site" / "p" / first)


def test_a_rollback_puts_the_earlier_pages_back(small: SmallHome) -> None:
    first = small.publish(said(1.0)).publication_id
    small.publish(said(2.0))
    roll_back(small.home, first, "telfout", "J. de Vries")
    assert "[1.0]" in text(small, "index.html")


def test_pages_that_are_no_more_go_and_those_of_before_stay(small: SmallHome) -> None:
    first = small.publish(said(1.0)).publication_id
    (small.home.publication / "site" / "oud.html").write_text("of an earlier version", encoding="utf-8")
    small.publish(said(2.0))
    assert not (small.home.publication / "site" / "oud.html").exists()
    assert (small.home.publication / "site" / "p" / first / "index.html").exists()


def test_who_may_read_the_publication_may_read_its_pages_and_nobody_writes_them(small: SmallHome) -> None:
    os.chmod(small.home.publication, 0o750)
    publication_id = small.publish(said(1.0)).publication_id
    site = small.home.publication / "site"
    for path in (site / "index.html", site / placing.LIST, site / "p" / publication_id / "over" / "stil.html"):
        assert path.stat().st_mode & 0o777 == 0o440, path
    assert (site / "over").stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("damage", ["gone", "changed", "added"])
def test_a_site_that_is_not_what_its_list_says_is_refused(small: SmallHome, damage: str) -> None:
    publication_id = small.publish(said(1.0)).publication_id
    folder = small.home.publication / "history" / publication_id / "site"
    placing.check(folder)
    page = folder / "index.html"
    if damage == "gone":
        page.unlink()
    elif damage == "changed":
        page.chmod(0o644)
        page.write_text("<body>", encoding="utf-8")
    else:
        (folder / "meer.html").write_text("<body>", encoding="utf-8")
    with pytest.raises(placing.SiteNotWhole):
        placing.check(folder)
    assert placing.listed(folder) == {}, "the next publication takes nothing over from it"
    small.publish(said(1.0))
    placing.check(small.home.publication / "history" / small.current_id() / "site")


def test_the_manifest_vouches_for_the_list_of_the_pages(small: SmallHome) -> None:
    small.publish(said(1.0))
    (promised,) = (f for f in small.manifest()["files"] if f["path"] == f"site/{placing.LIST}")
    listed = small.home.publication / "site" / placing.LIST
    assert promised["bytes"] == listed.stat().st_size
