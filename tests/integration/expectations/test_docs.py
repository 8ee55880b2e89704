"""Data Docs: every result is on its page, in Great Expectations' words and ours, and no page asks for anything elsewhere."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from expectations import docs
from expectations.docs import DocsNotBuilt, Judged, build
from expectations.registry import RAW, mart_suite, mart_tables, raw_suite
from expectations.suite import Suite
from ingestion.catalogue import load_catalogue

MOMENT = datetime(2026, 11, 24, 6, 30)
HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>"


OF_DBT = [
    Judged(
        "mart_dim_opgave", "marts.dim_opgave", name, "critical", "passed", "0 failing rows", words, "Reden.", None, "[]"
    )
    for name, words in (("filled_a", "filled: columns a"), ("filled_b", "filled: columns a"))
]


def passed(suite: Suite) -> list[Judged]:
    """A result for each check of a suite."""
    return [
        Judged(
            suite.name,
            suite.target,
            c.name,
            c.severity,
            "passed",
            "9 rows",
            c.expectation.words,
            c.reason,
            c.dated,
            "[]",
        )
        for c in suite.checks
    ]


def suites() -> list[Suite]:
    """Every suite that the project has, so every expectation that is in use."""
    return [*map(mart_suite, mart_tables()), *(raw_suite(d) for d in load_catalogue().values() if d.id in RAW)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of every suite, in which two checks went wrong, with what a publisher could have written."""
    found = [result for suite in suites() for result in passed(suite)]
    first, second = (
        next(i for i, r in enumerate(found) if r.target == t) for t in ("marts.dim_opgave", "marts.dim_field")
    )
    rows = [{"opgave_id": HOSTILE, "empty": None}, {"opgave_id": "$reason ${reason}", "empty": 0}]
    found[first] = replace(found[first], status="failed", observed=HOSTILE, failing_rows=json.dumps(rows))
    found[second] = replace(found[second], status="broken", observed=f"KeyError: {HOSTILE}")
    gone = Judged(
        "mart_gone", "marts.gone", "of_before", "info", "failed", "1", HOSTILE, "Reden.", date(2026, 7, 2), "[]"
    )
    folder = tmp_path_factory.mktemp("docs") / "data_docs"
    assert build(folder, "20261124T063000Z-abc", MOMENT, [*found, gone, *OF_DBT]) == folder / "index.html"
    return folder


def pages(site: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in site.rglob("*.html"):
        yield path, html.fromstring(path.read_text(encoding="utf-8"))


def page_of(site: Path, target: str) -> html.HtmlElement:
    (path,) = (site / "validations").rglob(f"{target}.html")
    return html.fromstring(path.read_text(encoding="utf-8"))


def cells(page: html.HtmlElement) -> list[list[str]]:
    """The rows of the tables of results, as text."""
    rows = page.xpath("//tr[td[1]//i]")
    return [[" ".join(td.text_content().split()) for td in row.xpath("./td")] for row in rows]


def test_every_check_is_on_the_page_of_its_table(site: Path) -> None:
    for suite in suites():
        beside = {r.check_name for r in OF_DBT if r.target == suite.target}
        found = {row[3]: row for row in cells(page_of(site, suite.target)) if row[3] not in beside}
        assert set(found) == {check.name for check in suite.checks}, suite.target
        for check in suite.checks:
            assert found[check.name][4] == check.severity
            assert found[check.name][5] == " ".join(f"{check.reason} ({check.dated})".split())
            assert found[check.name][1], "what is expected, in the words of Great Expectations"


def test_tests_of_dbt_stand_beside_them_in_their_own_words(site: Path) -> None:
    found = {row[3]: row[1:] for row in cells(page_of(site, "marts.dim_opgave"))}
    for result in OF_DBT:
        assert found[result.check_name] == [result.expected, "0 failing rows", result.check_name, "critical", "Reden."]


def test_what_failed_comes_first_and_says_what_was_found(site: Path) -> None:
    index = html.fromstring((site / "index.html").read_text(encoding="utf-8"))
    rows = index.xpath("(//table)[1]/tbody/tr")
    assert len(rows) == len(suites()) + 1
    icons = ["text-danger" in html.tostring(row, encoding="unicode") for row in rows]
    assert icons == [True] * 3 + [False] * (len(rows) - 3)
    assert [row.xpath("string(td[4])").strip() for row in rows[:3]] == [
        "marts.dim_field",
        "marts.dim_opgave",
        "marts.gone",
    ]

    failed = cells(page_of(site, "marts.dim_opgave"))
    assert [row[2] for row in failed if row[2] not in ("9 rows", "0 failing rows")] == [HOSTILE], "as text"
    broken = cells(page_of(site, "marts.dim_field"))
    assert [row[2] for row in broken if row[2] != "9 rows"] == [f"broken: KeyError: {HOSTILE}"]
    (gone,) = cells(page_of(site, "marts.gone"))
    assert gone[1:5] == [HOSTILE, "1", "of_before", "info"], "a check that no suite has any more keeps its words"


def test_failing_rows_are_shown(site: Path) -> None:
    (table,) = page_of(site, "marts.dim_opgave").xpath("//td//table")
    assert [" ".join(th.text_content().split()) for th in table.xpath(".//th")] == ["opgave_id", "empty"]
    found = [[" ".join(td.text_content().split()) for td in row.xpath("./td")] for row in table.xpath(".//tbody/tr")]
    assert found == [[HOSTILE, ""], ["$reason ${reason}", "0"]]


def test_nothing_of_a_publisher_becomes_markup(site: Path) -> None:
    for path, page in pages(site):
        assert page.xpath("//img") == [], path
        assert not [s for s in page.xpath("//script") if "alert(" in (s.text or "")], path
        assert not page.xpath("//@onerror"), path


def test_no_page_asks_for_anything_elsewhere_and_every_link_leads_somewhere(site: Path) -> None:
    for path, page in pages(site):
        source = path.read_text(encoding="utf-8")
        assert page.xpath("//link/@href | //script/@src | //iframe | //img/@src") == [], path
        assert "url(" not in source, path
        assert "@import" not in source, path
        for link in page.xpath("//a/@href"):
            if link.startswith(("#", "https://")):
                continue  # within the page; or where a reader goes by choice
            assert (path.parent / unquote(link.split("#")[0])).resolve().is_file(), f"{path}: {link}"


def test_a_page_that_is_not_made_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Great Expectations logs what goes wrong with a page and goes on."""
    from expectations.docs import rendering

    def crash(*_: object) -> None:
        raise KeyError("x")

    found = passed(mart_suite("dim_opgave"))
    monkeypatch.setattr(rendering.PageView, "render", crash)
    with pytest.raises(DocsNotBuilt, match=r"expectations/.*dim_opgave, validations/marts.dim_opgave"):
        build(tmp_path / "a", "p", MOMENT, found)
    monkeypatch.undo()
    assert build(tmp_path / "b", "p", MOMENT, found).exists(), "nothing of the first attempt is in the way"
    with pytest.raises(DocsNotBuilt, match="no results"):
        build(tmp_path / "c", "p", MOMENT, [])


def test_great_expectations_keeps_nothing_of_it(site: Path) -> None:
    assert list(docs.context().suites.all()) == []
    assert docs.context().validation_results_store.list_keys() == []
    assert docs.SITE not in (docs.context().list_data_docs_sites() or {})
