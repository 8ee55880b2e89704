"""The pages of a whole build: every number is that of the file, every link leads somewhere, and a browser finds no fault."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb
import fastexcel
import pytest
from lxml import html

from orchestration.publication.site import english, placing, words
from orchestration.publication.site.pages import THEMES
from orchestration.publication.site.reading import TABLES
from tests.conftest import absent, needed
from tests.integration.conftest import Built

KINDS = (
    "index.html",
    "opgave/zorg.html",
    "opgave/nederland.html",
    "cijfer/graduates.hbo.html",
    "cijfer/tightness.quarter.html",
    "cijfers.html",
    "vragen.html",
    "moties.html",
    "afbakening.html",
    "afbakening/woningbouw.html",
    "regio.html",
    "zekerheid.html",
    "bronnen.html",
    "gewijzigd.html",
    "lezen.html",
    "toegankelijkheid.html",
    "en/index.html",
    "en/opgave/zorg.html",
)  # a page of each kind
OPENED = 50  # details of a page
LIMIT = 10_000_000  # bytes of a site, its zips apart


@pytest.fixture(scope="module")
def site(demo: Built) -> Path:
    return demo.home / "publication" / "site"


@pytest.fixture(scope="module")
def scorecard(demo: Built) -> dict[tuple[str, str], dict[tuple[str, str], dict[str, Any]]]:
    """Per opgave and indicator, per delineation and period in words, the row of the file."""
    found: dict[tuple[str, str], dict[tuple[str, str], dict[str, Any]]] = defaultdict(dict)
    with duckdb.connect(str(demo.file), read_only=True) as con:
        query = "select s.*, i.unit as of_unit from marts.opgave_scorecard as s join marts.dim_indicator as i using (indicator_id)"
        for told in con.execute(query).fetch_arrow_table().to_pylist():
            row = {name: words.counted(v, told["of_unit"]) if isinstance(v, float) else v for name, v in told.items()}
            period = words.period(row["period_start"], row["frequency"])
            found[row["opgave_id"], row["indicator_id"]][row["delineation"], period] = row
    return found


def page(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path).read_text(encoding="utf-8"))


def cell(element: html.HtmlElement) -> Decimal | None:
    """The number that a cell tells: the one behind what is shown, where that is rounded."""
    for exact in element.xpath(".//data/@value"):
        return Decimal(exact)
    text = element.text_content().strip()
    return None if text in ("", "geen waarde", "geen") else words.plain(text)


def told(text: str) -> list[Decimal]:
    """The numbers of an interval in words."""
    return [words.plain(part) for part in text.replace("of meer", "").replace("of minder", "").split(" tot ")]


def ends(kept: dict[str, Any]) -> list[Decimal]:
    """The bounds of a row as a page shows them."""
    lower, upper = kept["total_lower"], kept["total_upper"]
    if lower is None or upper is None:
        return [words.shown(bound) for bound in (lower, upper) if bound is not None]
    return list(words.bounds(lower, upper))


def same(shown: Decimal | None, kept: float | None) -> bool:
    return (shown is None) == (kept is None) and (shown is None or kept is None or shown == Decimal(str(kept)))


def test_every_number_of_every_opgave_is_that_of_the_file(
    site: Path, scorecard: dict[tuple[str, str], dict[tuple[str, str], dict[str, Any]]]
) -> None:
    seen = 0
    for path in sorted((site / "opgave").glob("*.html")):
        for table in html.fromstring(path.read_text(encoding="utf-8")).xpath("//table[@data-figure]"):
            opgave, indicator = table.get("data-figure").split("/")
            wanted = dict(scorecard[opgave, indicator])
            names = [" ".join(th.text_content().split()) for th in table.xpath("./thead//th")]
            for row in table.xpath("./tbody/tr"):
                shown = dict(zip(names, row.xpath("./th | ./td"), strict=True))
                key = (shown["Afbakening"].text_content(), shown["Periode"].text_content())
                kept = wanted.pop(key)
                where = f"{opgave} {indicator} {key}"
                assert same(cell(shown["Waarde"]), kept["value"]), where
                interval = shown["95%-interval"].text_content()
                if interval not in ("", words.COUNTED, words.NOT_KNOWN):
                    assert told(interval) == ends(kept), where
                elif interval == words.COUNTED:
                    assert kept["total_lower"] == kept["value"] == kept["total_upper"], where
                else:
                    assert kept["value"] is None or (kept["total_lower"], kept["total_upper"]) == (None, None), where
                changed = shown["Verschil met een jaar eerder"].text_content()
                if kept["change_1y"] is None:
                    assert changed in ("", "nieuwe reeks"), where
                else:
                    first = changed.split(",  ")[0].replace(" ± ", ", ").split(", ")[0].lstrip("+")
                    assert words.plain(first) == words.shown(kept["change_1y"]), where
                    sure = {True: ", aantoonbaar", False: "niet aantoonbaar", None: "marge niet bekend"}
                    assert sure[kept["change_1y_significant"]] in changed, where
                seen += 1
            assert wanted == {}, f"not shown: {opgave} {indicator}"
    assert seen == sum(map(len, scorecard.values())) > 5_000


def test_the_newest_numbers_side_by_side_and_on_the_start_page_are_those_of_the_file(
    site: Path, scorecard: dict[tuple[str, str], dict[tuple[str, str], dict[str, Any]]]
) -> None:
    seen = 0
    for path in sorted((site / "cijfer").glob("*.html")):
        for table in html.fromstring(path.read_text(encoding="utf-8")).xpath("//table[@data-newest]"):
            for row in table.xpath("./tbody/tr"):
                _, delineation, value, _, *others = row.xpath("./th | ./td")
                of = scorecard[row.get("data-opgave"), table.get("data-newest")]
                newest = max(
                    (r for (d, _), r in of.items() if d == delineation.text_content()), key=lambda r: r["period_start"]
                )
                assert same(cell(value), newest["value"]), path
                assert words.period(newest["period_start"], newest["frequency"]) in [o.text_content() for o in others]
                seen += 1
    assert seen > 500
    start = page(site, "index.html").xpath("//dd[@data-shown]")
    for shown in start:
        opgave, indicator, delineation = shown.get("data-shown").split("/")
        of = scorecard[opgave, indicator]
        newest = max((r for (d, _), r in of.items() if d == delineation), key=lambda r: r["period_start"])
        if newest["value"] is not None:
            assert same(cell(shown.xpath(".//strong")[0]), newest["value"])
    assert len(start) >= 8 * len(THEMES) / 2


def test_the_pages_in_english_tell_the_newest_of_every_figure_as_the_file_does(
    site: Path, scorecard: dict[tuple[str, str], dict[tuple[str, str], dict[str, Any]]]
) -> None:
    wanted = {}
    for (opgave, indicator), rows in scorecard.items():
        for row in rows.values():
            key = f"{opgave}/{indicator}/{row['delineation']}"
            if key not in wanted or row["period_start"] > wanted[key]["period_start"]:
                wanted[key] = row
    seen = {}
    for path in sorted((site / "en" / "opgave").glob("*.html")):
        for row in html.fromstring(path.read_text(encoding="utf-8")).xpath("//tr[@data-figure]"):
            _, value, period, changed, *_ = row.xpath("./th | ./td")
            kept = seen[row.get("data-figure")] = wanted[row.get("data-figure")]
            exact, shown = value.xpath(".//data/@value"), value.xpath("string(.//strong)")
            if kept["value"] is not None:
                assert Decimal(exact[0] if exact else from_english(shown)) == Decimal(str(kept["value"])), path
                assert from_english(shown) == words.shown(kept["value"]), path
            bounds = [kept["total_lower"], kept["total_upper"]]
            if None not in bounds and kept["value"] is not None and bounds != [kept["value"]] * 2:
                said = value.xpath("string(.//small)").removeprefix("95% interval ").split(" to ")
                assert [from_english(each) for each in said] == ends(kept), path
            assert period.text_content().startswith(english.period(kept["period_start"], kept["frequency"])), path
            if kept["change_1y"] is None:
                assert changed.text_content() == "not comparable", path
            else:
                signed = changed.text_content().split(",  ")[0].replace(" ± ", ", ").split(", ")[0].lstrip("+")
                assert from_english(signed) == words.shown(kept["change_1y"]), path
    assert seen == wanted
    assert len(seen) > 500


def from_english(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace(words.MINUS, "-"))


def test_the_motions_and_the_regions_tell_the_numbers_of_the_file(demo: Built, site: Path) -> None:
    kept = demo.published("""
        select sector, opgave_id, name_nl, delineation, value, share_pct
        from marts.motion_shortage_sectors inner join marts.dim_indicator using (indicator_id)
    """)
    seen = []
    for table in page(site, "moties.html").xpath("//table[starts-with(@data-motion, 'shortage/')]"):
        _, sector, opgave = table.get("data-motion").split("/")
        for row in table.xpath("./tbody/tr[td]"):
            name, delineation, _, value, *_, share = row.xpath("./th | ./td")
            told = value.text_content().startswith("bereik") or cell(value)
            seen.append((sector, opgave, name.text_content(), delineation.text_content(), told, cell(share)))
    found = {row[:4]: row[4:] for row in kept}
    assert len(seen) == len(kept) == len(found)
    for *key, value, share in seen:
        wanted, wanted_share = found[tuple(key)]
        assert wanted is None if value is True else same(value, wanted), key
        assert same(share, wanted_share), key
    regions = {
        (measure, region, opgave, delineation): (value, lowest, highest)
        for measure, region, opgave, delineation, value, lowest, highest in demo.published("""
            select measure, region_nl, name_nl, delineation, value, range_lowest, range_highest
            from marts.fct_labour_market_region inner join marts.dim_opgave using (opgave_id)
            where region_kind = 'arbeidsmarktregio'
            qualify period_start = max(period_start) over (partition by measure)
        """)
    }
    compared = 0
    for table in page(site, "regio.html").xpath("//table[@data-region]"):
        heads = [[part.strip() for part in th.itertext()] for th in table.xpath("./thead//th")][1:]
        for row in table.xpath("./tbody/tr"):
            region = row.xpath("string(./th)")
            for (opgave, delineation), shown in zip(heads, row.xpath("./td"), strict=True):
                told = (table.get("data-region"), region, opgave, delineation)
                if told not in regions:
                    assert shown.text_content() == "geen", told
                    continue
                value, *span = regions[told]
                if value is None:
                    assert shown.text_content() == words.span(*span), told
                else:
                    assert same(cell(shown), value), told
                compared += 1
    assert compared > 200


def test_a_page_and_its_other_language_lead_to_one_another(site: Path) -> None:
    there = {str(p.relative_to(site)) for p in (site / "en").rglob("*.html")}
    assert there == {"en/index.html", *(f"en/opgave/{p.name}" for p in (site / "opgave").glob("*.html"))}
    for path in there:
        (back,) = page(site, path).xpath("//nav//a[@hreflang='nl']/@href")
        (forth,) = page(site, path.removeprefix("en/")).xpath("//nav//a[@hreflang='en']/@href")
        assert ((site / path).parent / back).resolve() == (site / path.removeprefix("en/")).resolve()
        assert ((site / path.removeprefix("en/")).parent / forth).resolve() == (site / path).resolve()


def test_the_start_page_asks_for_figures_that_there_are(demo: Built) -> None:
    there = {indicator for (indicator,) in demo.published("select indicator_id from marts.dim_indicator")}
    assert {each for _, chosen in THEMES for each in chosen} <= there


def test_what_is_read_comes_in_one_order_whatever_the_file_has_it_in(demo: Built) -> None:
    assert [name for name, query in TABLES.items() if not query.endswith(", columns(*)")] == []
    with duckdb.connect(str(demo.file), read_only=True) as con:
        for query in TABLES.values():
            con.execute("set threads = 4")
            told = con.execute(query).fetchall()
            con.execute("set threads = 1")
            assert con.execute(query).fetchall() == told


def test_every_indicator_and_opgave_has_its_page_and_pictures_have_words(demo: Built, site: Path) -> None:
    indicators = {name for (name,) in demo.published("select indicator_id from marts.dim_indicator")}
    assert {p.name.removesuffix(".html") for p in (site / "cijfer").glob("*.html")} == indicators
    opgaven = {name for (name,) in demo.published("select opgave_id from marts.dim_opgave")}
    assert {p.stem for p in (site / "opgave").glob("*.html")} == opgaven
    for path in site.rglob("*.html"):
        for image in html.fromstring(path.read_text(encoding="utf-8")).xpath("//img"):
            assert len(image.get("alt")) > 40, path


def test_every_link_leads_somewhere_and_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    pages = {p.resolve(): html.fromstring(p.read_text(encoding="utf-8")) for p in site.rglob("*.html")}
    anchors = {p: set(tree.xpath("//@id")) for p, tree in pages.items()}
    broken = []
    for path, tree in pages.items():
        assert tree.xpath("//script | //iframe | //style[contains(., 'http')]") == []
        for address in tree.xpath("//@src | //link/@href"):
            assert not address.startswith(("http", "//", "data:")), address
        for address in tree.xpath("//@href | //@src"):
            if address.startswith(("https://", "http://", "mailto:")):
                continue
            file, _, anchor = address.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path
            if not target.is_file() or (anchor and anchor not in anchors[target]):
                broken.append(f"{path.relative_to(site)}: {address}")
    assert broken == []
    assert len(pages) > 300, "the current pages, and those at the address that stays"


def test_the_site_is_small_and_whole(demo: Built, site: Path) -> None:
    fixed = site / placing.FIXED / demo.publication_id
    placing.check(fixed)
    placing.check(demo.home / "publication" / "history" / demo.publication_id / "site")
    size = sum(p.stat().st_size for p in fixed.rglob("*") if p.is_file() and p.suffix != ".zip")
    assert size < LIMIT


def test_a_workbook_has_a_cover_and_every_value_of_its_opgave(demo: Built, site: Path) -> None:
    book = fastexcel.read_excel(site / "werkmap" / "zorg.xlsx")
    assert book.sheet_names[0] == "Voorblad"
    assert book.sheet_names[-2:] == ["Definities", "Bronnen"]
    values = []
    for name in book.sheet_names[1:-2]:
        rows = book.load_sheet(name, header_row=2).to_arrow().to_pylist()
        assert all(row["Waarde"] is not None or row["Waarom leeg"] for row in rows), name
        values += [(row["Cijfer"], row["Afbakening"], row["Periode"], row["Waarde"]) for row in rows]
    wanted = demo.published(
        "select name_nl, delineation, period_start, s.frequency, value from marts.opgave_scorecard as s "
        "join marts.dim_indicator using (indicator_id) where opgave_id = 'zorg'"
    )
    expected = [(n, d, words.period(start, f), v) for n, d, start, f, v in wanted]  # type: ignore[arg-type]
    assert sorted(values, key=repr) == sorted(expected, key=repr)


# --- in a browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = needed("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        absent("Chromium is not there (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as started:
        yield started.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )


@pytest.mark.browser
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing(browser: Any, site: Path, path: str) -> None:
    axe = Path(needed("axe_playwright_python").__file__).parent / "axe.min.js"
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((site / path).as_uri())
    # the page of the Netherlands has 169 tables, all made by the same code as the 50 of a page that is looked at whole
    for details in tab.query_selector_all("details")[:OPENED]:
        details.evaluate("each => each.open = true")
    tab.add_script_tag(content=axe.read_text(encoding="utf-8"))
    found = tab.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    tab.close()
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
    assert [url for url in asked if not url.startswith(site.as_uri())] == [], "no request leaves the folder"


@pytest.mark.browser
@pytest.mark.parametrize("path", KINDS)
def test_without_scripts_a_narrow_screen_does_not_scroll_sideways(browser: Any, site: Path, path: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    tab = context.new_page()
    tab.goto((site / path).as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


@pytest.mark.browser
def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(browser: Any, site: Path) -> None:
    tab = browser.new_page()
    tab.goto((site / "opgave" / "zorg.html").as_uri())
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.className") == "scroll":
            break
    assert tab.evaluate("document.activeElement.className") == "scroll", "a table that scrolls is reached too"
    tab.close()


@pytest.mark.browser
def test_print_is_a4_with_the_tables_open(browser: Any, site: Path) -> None:
    tab = browser.new_page()
    tab.goto((site / "opgave" / "kinderopvang.html").as_uri())
    tab.emulate_media(media="print")
    assert tab.evaluate("document.querySelector('nav[aria-label=Hoofdmenu]').offsetHeight") == 0
    assert tab.evaluate("document.querySelector('details table').getBoundingClientRect().height") > 50
    printed = tab.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594.95996 841.91998]" in printed or b"/MediaBox [0 0 595" in printed
    tab.close()
