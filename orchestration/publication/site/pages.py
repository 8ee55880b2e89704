"""The pages: what stands on each, from what was read. Texts carry marks for the publication, filled in when they are written."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from orchestration.publication.describe import Issuer
from orchestration.publication.marks import DEMO_MARK
from orchestration.publication.site import charts, english, overviews, words
from orchestration.publication.site.content import Dataset, Figure, Indicator, Opgave, Site

TEMPLATES = Path(__file__).parent / "templates"
# characters that no text has: filled in with the publication in which a file last changed
ID, MOMENT, STAND = "\ue000", "\ue001", "\ue002"
NAME = "Talentstrategie in cijfers"
MENU = (
    ("index.html", "Start"),
    ("cijfers.html", "Cijfers"),
    ("vragen.html", "Vijf vragen"),
    ("moties.html", "Moties"),
    ("afbakening.html", "Afbakening"),
    ("regio.html", "Regio's"),
    ("zekerheid.html", "Hoe zeker"),
    ("bronnen.html", "Bronnen"),
)
FOOT = (
    ("lezen.html", "Hoe lees ik een cijfer"),
    ("gewijzigd.html", "Wat is er gewijzigd"),
    ("bronnen.html", "Bronnen en licenties"),
    ("toegankelijkheid.html", "Toegankelijkheid"),
)
# what the start page shows of each opgave: a name, and the figures of the scorecard that tell it
THEMES = (
    ("Tekort nu", ("tightness.quarter",)),
    ("Opgeleid", ("graduates.mbo", "graduates.hbo", "graduates.wo")),
    ("Leert verder (volwassenen in de bbl)", ("llo_participation.bbl_23plus.mbo_studenten",)),
    ("Van over de grens", ("jobs.overig.niet_uitgesplitst",)),
)
SHORTAGE, SPREAD = 3, 5  # of the five questions: those that are computed
REVISIONS = 50  # shown on a page; the file has all


@dataclass(frozen=True)
class Page:
    path: str
    text: str


class Pages:
    """Makes the pages of a site. `issuer` is who publishes, where that is set."""

    def __init__(self, site: Site, issuer: Issuer) -> None:
        self.site, self.issuer, self.is_demo = site, issuer, site.publication.is_demo
        self.heights: dict[str, int] = {}  # of the pictures that were made
        self.env = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.env.globals |= {
            "site": site,
            "number": words.number,
            "exact": exact,
            "alt": charts.alt,
            "heights": self.heights,
            "label": site.label,
            "joined": words.joined,
            "cite": self.cite,
            "datasets_of": self.datasets_of,
            "counted": words.COUNTED,
            "not_known": words.NOT_KNOWN,
            "menu": MENU,
            "foot": FOOT,
            "en": english,
            "english": english.counterparts(site),
            "mark": f"{DEMO_MARK}. " if self.is_demo else "",
            "ID": ID,
            "MOMENT": MOMENT,
            "STAND": STAND,
        }
        self.env.filters["capital"] = lambda text: words.capital(str(text).strip())
        self.env.filters["lower_first"] = lambda text: text[:1].lower() + text[1:]

    # --- what pages share ---------------------------------------------------------------------------------------

    def page(self, path: str, template: str, title: str, summary: str, **told: Any) -> Page:
        root = "../" * path.count("/")
        crumbs = told.pop("crumbs", () if path == "index.html" else (("index.html", "Start"),))
        template_ = self.env.get_template(template)
        return Page(
            path, template_.render(title=title, summary=summary, root=root, here=path, crumbs=crumbs, path=path, **told)
        )

    def cite(self, what: str, datasets: Sequence[Dataset], path: str) -> str:
        """A reference that is ready to copy, to the address that keeps this publication."""
        sources = words.joined(sorted({d.attribution for d in datasets}))
        base = f"{self.issuer.site.rstrip('/')}/" if self.issuer.site else ""
        mark = f"{DEMO_MARK}: " if self.is_demo else ""
        by = self.issuer.name or NAME
        return f"{mark}{by}. {what}. Bewerking van open data van {sources}. Publicatie {ID} ({MOMENT}). {base}p/{ID}/{path}"

    def datasets_of(self, figure: Figure) -> list[Dataset]:
        return [self.site.datasets[each] for each in figure.dataset_ids]

    def notes(self, datasets: Sequence[Dataset]) -> list[str]:
        """What stands below a picture. The publication's mark is filled in later, and stays on a line of its own."""
        return [f"Bron: {words.joined(sorted({d.attribution for d in datasets}))}", f"Publicatie {ID}"]

    # --- pages ---------------------------------------------------------------------------------------------------

    def all(self) -> Iterator[Page]:
        yield self.start()
        for opgave in self.site.opgaven:
            yield self.opgave(opgave)
        for indicator in self.site.indicators:
            yield self.indicator(indicator)
        yield from self.others()
        yield from self.in_english()

    def in_english(self) -> Iterator[Page]:
        dutch = {path: of for of, path in english.counterparts(self.site).items()}
        for path, template, title, summary, told in english.pages(self.site, self.cards):
            yield self.page(path, template, title, summary, crumbs=(), dutch=dutch[path], **told)

    @cached_property
    def cards(self) -> list[dict[str, Any]]:
        """Per opgave what the start page shows of it."""
        verdicts = {
            (row["opgave_id"], row["delineation"]): row["verdict"]
            for row in self.site.tables["criteria"]
            if row["criterion"] == SHORTAGE
        }
        cards = []
        for opgave in self.site.opgaven:
            if opgave.is_national:
                continue
            themes = []
            for name, indicator_ids in THEMES:
                shown = [
                    (figure, figure.lines[0])
                    for each in indicator_ids
                    if (figure := self.site.figures.get((opgave.opgave_id, each)))
                ]
                verdict = None
                if name == THEMES[0][0]:
                    delineation = shown[0][1].delineation if shown else "kern"
                    verdict = verdicts.get((opgave.opgave_id, delineation))
                themes.append({"name": name, "shown": shown, "verdict": verdict})
            cards.append({"opgave": opgave, "themes": themes})
        return cards

    def start(self) -> Page:
        (national,) = (o for o in self.site.opgaven if o.is_national)
        publishers = sorted({d.publisher for d in self.site.datasets.values()})
        summary = "De acht cruciale opgaven van de Talentstrategie in cijfers: tekort, opleiding, leven lang ontwikkelen en migratie."
        return self.page(
            "index.html", "index.html", NAME, summary, cards=self.cards, national=national, publishers=publishers
        )

    def opgave(self, opgave: Opgave) -> Page:
        verdicts = [
            row
            for row in self.site.tables["criteria"]
            if row["opgave_id"] == opgave.opgave_id and row["criterion"] in (SHORTAGE, SPREAD)
        ]
        return self.page(
            opgave.page,
            "opgave.html",
            opgave.name,
            opgave.description,
            opgave=opgave,
            figures=self.site.by_opgave[opgave.opgave_id],
            absent=self.absent[opgave.opgave_id],
            verdicts=verdicts,
            deelopgaven=[
                row["name_nl"] for row in self.site.tables["deelopgaven"] if row["opgave_id"] == opgave.opgave_id
            ],
        )

    @cached_property
    def absent(self) -> dict[str, dict[str, list[tuple[str, list[Indicator]]]]]:
        """Per opgave and line the figures that it does not have, by the reason why."""
        found: dict[str, dict[str, dict[str, list[Indicator]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(list))
        )
        for indicator in self.site.indicators:
            for opgave in self.site.opgaven:
                if (opgave.opgave_id, indicator.indicator_id) not in self.site.figures:
                    found[opgave.opgave_id][indicator.line][self.why_absent(opgave, indicator)].append(indicator)
        return {
            opgave.opgave_id: {line: list(found[opgave.opgave_id][line].items()) for line in self.site.lines}
            for opgave in self.site.opgaven
        }

    def why_absent(self, opgave: Opgave, indicator: Indicator) -> str:
        told = [figure for figure in self.site.of_indicator(indicator) if not figure.opgave.is_national]
        if any(d.status in ("missing", "withheld") for d in indicator.datasets) and not any(
            self.site.of_indicator(indicator)
        ):
            return "geen gegevens: de bron ontbreekt in deze publicatie"
        if opgave.is_national:
            return "geen gegevens: er is geen landelijk cijfer van deze soort"
        if not told:
            return "alleen landelijk: de bron is niet over opgaven te verdelen"
        return self.site.why_missing(opgave.opgave_id, told[0])

    def indicator(self, indicator: Indicator) -> Page:
        figures = list(self.site.of_indicator(indicator))
        compared = self.compared.get(indicator.indicator_id)
        absent = [
            (opgave, self.why_absent(opgave, indicator))
            for opgave in self.site.opgaven
            if not opgave.is_national and (opgave.opgave_id, indicator.indicator_id) not in self.site.figures
        ]
        revised = self.revised[indicator.indicator_id]
        return self.page(
            indicator.page,
            "cijfer.html",
            indicator.name,
            indicator.definition,
            crumbs=(("index.html", "Start"), ("cijfers.html", "Cijfers")),
            indicator=indicator,
            figures=figures,
            compared=compared,
            over_time=self.over_time.get(indicator.indicator_id),
            spanned=any(line.newest.span for figure in figures for line in figure.lines),
            absent=absent if compared else [],
            certainty=list(dict.fromkeys(text for figure in figures for text in self.certainty(figure))),
            revised=revised[:REVISIONS],
            revised_total=len(revised),
        )

    def certainty(self, figure: Figure) -> Iterator[str]:
        """What the intervals of a figure are made of."""
        newest = [line.newest for line in figure.lines]
        for basis in dict.fromkeys(p.margin_basis for p in newest if p.margin_basis):
            yield f"Steekproef: {basis}"
        if any(p.value_lower != p.value_upper for p in newest):
            yield "Het geteld getal is afgeschermd of afgerond: het ligt met zekerheid tussen zijn grenzen."
        if any(p.weight_lower != p.weight_upper for p in newest):
            yield "De afbakening weegt codes die maar deels bij een opgave horen; die gewichten hebben hun eigen 95%-interval."
        if any(p.span for p in newest):
            yield "De laagste en de hoogste groep zijn een bereik over beroepen of regio's, geen marge."
        if all(p.interval == words.NOT_KNOWN for p in newest if p.value is not None):
            yield f"{figure.opgave.name}: de onzekerheid is niet bekend."
        if not figure.opgave.is_national and newest[0].method:
            yield f"{words.capital(self.site.label('method', newest[0].method))}: zo komt een opgave aan dit cijfer."

    @cached_property
    def revised(self) -> dict[str, list[dict[str, Any]]]:
        """Per indicator what it said before, the latest first."""
        names = {o.opgave_id: o.name for o in self.site.opgaven}
        frequency = {i.indicator_id: i.frequency for i in self.site.indicators}
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.site.tables["revised"]:
            told = {
                "opgave": names[row["opgave_id"]],
                "since": words.day(row["published_at"]),
                "period": words.period(row["period_start"], frequency.get(row["indicator_id"], "year")),
            }
            found[row["indicator_id"]].append(row | told)
        return found

    # --- pictures ------------------------------------------------------------------------------------------------

    def pictures(self) -> Iterator[Page]:
        for figure in self.site.figures.values():
            drawn = charts.line_chart(figure, self.notes(self.datasets_of(figure)), is_demo=self.is_demo)
            self.heights[figure.picture] = drawn.height
            yield Page(figure.picture, drawn.svg)
        for drawings, kind in ((self.compared, ""), (self.over_time, ".tijd")):
            for indicator_id, drawn in drawings.items():
                yield Page(f"beeld/cijfer/{indicator_id}{kind}.svg", drawn.svg)

    def of_opgaven(self, indicator: Indicator) -> list[Figure]:
        return [figure for figure in self.site.of_indicator(indicator) if not figure.opgave.is_national]

    @cached_property
    def compared(self) -> dict[str, charts.Drawn]:
        """Per indicator the newest values of the opgaven on one scale; those of an earlier period say so."""
        found = {}
        for indicator in self.site.indicators:
            if figures := self.of_opgaven(indicator):
                latest = max(line.newest.period_start for figure in figures for line in figure.lines)
                rows = []
                for figure in figures:
                    own = max(line.newest.period_start for line in figure.lines)
                    period = "" if own == latest else f" ({figure.lines[0].newest.period})"
                    rows.append((f"{figure.opgave.name}{period}", [(line, line.newest) for line in figure.lines]))
                subtitle = words.period(latest, indicator.frequency)
                found[indicator.indicator_id] = charts.comparison(
                    indicator.name, subtitle, indicator.unit, rows, self.notes(indicator.datasets), is_demo=self.is_demo
                )
        return found

    @cached_property
    def over_time(self) -> dict[str, charts.Drawn]:
        """Per indicator the opgaven over time, where there is more than one period and more than one opgave."""
        found = {}
        for indicator in self.site.indicators:
            figures = [f for f in self.of_opgaven(indicator) if any(len(line.points) > 1 for line in f.lines)]
            if len(figures) > 1:
                notes = self.notes(indicator.datasets)
                found[indicator.indicator_id] = charts.small_multiples(figures, notes, is_demo=self.is_demo)
        return found

    # --- about the figures ---------------------------------------------------------------------------------------

    def others(self) -> Iterator[Page]:
        site = self.site
        (national,) = (o for o in site.opgaven if o.is_national)
        contact = self.issuer.contact
        reach = {"contact": contact, "contact_href": f"mailto:{contact}" if contact and "@" in contact else contact}
        yield self.page(
            "cijfers.html",
            "cijfers.html",
            "Alle cijfers",
            "Alle cijfers van de Talentstrategie, per lijn.",
            reach={i.indicator_id: self.reach(i) for i in site.indicators},
        )
        yield self.page("lezen.html", "lezen.html", "Hoe lees ik een cijfer", "De leeswijzer.", national=national)
        yield self.page(
            "vragen.html",
            "vragen.html",
            "De vijf vragen",
            "De vijf vragen waarmee de opgaven zijn gekozen, met regel en bewijs.",
            questions=list(overviews.questions(site)),
        )
        yield self.page(
            "moties.html",
            "moties.html",
            "De drie moties",
            "Wat de cijfers zeggen bij drie moties.",
            **overviews.motions(site),
        )
        yield self.page(
            "afbakening.html",
            "afbakening.html",
            "De afbakening",
            "Welke codes bij een opgave horen, en waarom.",
            opgaven=[o for o in site.opgaven if not o.is_national],
            coverage=[row | {"opgave": site.names[row["opgave_id"]]} for row in site.tables["coverage"]],
            **reach,
        )
        for opgave in site.opgaven:
            if not opgave.is_national:
                yield self.delineation(opgave)
        yield self.page(
            "gewijzigd.html", "gewijzigd.html", "Wat is er gewijzigd", "Herzieningen.", totals=overviews.totals(site)
        )
        publishers: dict[str, list[Dataset]] = defaultdict(list)
        for dataset in site.datasets.values():
            publishers[dataset.publisher].append(dataset)
        yield self.page(
            "bronnen.html",
            "bronnen.html",
            "Bronnen en licenties",
            "Elke bron met haar licentie en stand.",
            publishers=publishers,
            behind=[d for d in site.datasets.values() if not d.is_fresh],
            used={d: [i for i in site.indicators if any(s.dataset_id == d for s in i.datasets)] for d in site.datasets},
        )
        yield self.page(
            "zekerheid.html",
            "zekerheid.html",
            "Hoe zeker zijn deze cijfers",
            "Waaruit een interval bestaat.",
            **overviews.known(site),
        )
        yield self.page(
            "toegankelijkheid.html",
            "toegankelijkheid.html",
            "Toegankelijkheid",
            "Toegankelijkheidsverklaring.",
            **reach,
        )
        yield self.page(
            "regio.html",
            "regio.html",
            "Regio's",
            "Spanning en werk per arbeidsmarktregio.",
            tables=list(overviews.regions(site)),
        )

    def reach(self, indicator: Indicator) -> str:
        """For whom there is a figure, in words."""
        figures = list(self.site.of_indicator(indicator))
        if not figures:
            return "geen gegevens"
        count = sum(not figure.opgave.is_national for figure in figures)
        national = any(figure.opgave.is_national for figure in figures)
        return f"{count} opgaven{' en Nederland' if national else ''}" if count else "alleen Nederland"

    def delineation(self, opgave: Opgave) -> Page:
        systems: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.site.tables["bridge"]:
            if row["opgave_id"] == opgave.opgave_id:
                systems[row["code_system"]].append(row)
        sensitivity = []
        for row in self.site.tables["sensitivity"]:
            if row["opgave_id"] == opgave.opgave_id and row["delineation"] == "breed":
                indicator = self.site.by_id[row["indicator_id"]]
                sensitivity.append(
                    row | overviews.told(self.site, row) | {"name": indicator.name, "page": indicator.page}
                )
        return self.page(
            f"afbakening/{opgave.opgave_id}.html",
            "afbakening_opgave.html",
            f"Afbakening: {opgave.name}",
            f"De codes van {opgave.name}, met gewicht en reden.",
            crumbs=(("index.html", "Start"), ("afbakening.html", "De afbakening")),
            opgave=opgave,
            systems=systems,
            sensitivity=sensitivity,
        )


def exact(value: float) -> bool:
    """Is the number shown as it is, without loss?"""
    return words.shown(value) == Decimal(str(value))
