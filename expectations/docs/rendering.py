"""How the pages look: Great Expectations' renderers with our columns, and its views without anything from elsewhere.

Loaded by name, by Great Expectations. What a publisher wrote (values found, failing rows) reaches a page escaped only.
"""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from great_expectations.render.components import RenderedStringTemplateContent, RenderedTableContent
from great_expectations.render.renderer.column_section_renderer import ValidationResultsColumnSectionRenderer
from great_expectations.render.renderer.content_block.validation_results_table_content_block import (
    ValidationResultsTableContentBlockRenderer,
)
from great_expectations.render.view.view import DefaultJinjaIndexPageView, DefaultJinjaPageView
from jinja2 import ChoiceLoader, FileSystemLoader

VIEWS = Path(__file__).parent / "views"  # go before Great Expectations' templates of the same name
ELSEWHERE = re.compile(
    r"""<link[^>]*?href=["']?https?://[^>]*>|<script[^>]*?src=["']?https?://.*?</script>|"""
    r"""<img[^>]*?src=["']?https?://[^>]*>|<link rel="shortcut icon"[^>]*>|background: url\(['"]?https?://[^;]*;""",
    re.DOTALL,
)
EMPTY = re.compile(r"\s*\n\s*")  # half of a page
COLUMNS = ("Check", "Severity", "Why")


def text(value: object) -> RenderedStringTemplateContent:
    """A cell; Great Expectations escapes the parameters of a template, and nothing else."""
    return RenderedStringTemplateContent(string_template={"template": "$value", "params": {"value": str(value)}})


class ResultTable(ValidationResultsTableContentBlockRenderer):
    """A row per check: what Great Expectations says of the expectation, what was found, how heavy it weighs and why."""

    @classmethod
    def _get_content_block_fn(cls, expectation_type: str, expectation_config: Any = None) -> Callable[..., Any] | None:
        theirs = super()._get_content_block_fn(expectation_type, expectation_config)
        assert theirs is not None

        def row(*arguments: Any, result: Any, **options: Any) -> list[list[Any]]:
            ((status, words, _),) = theirs(*arguments, result=result, **options)
            told = result.result
            rows = json.loads(told["failing_rows"])  # a text as far as here: Great Expectations would sort the columns
            if rows:
                words = [*(words if isinstance(words, list) else [words]), offenders(rows)]
            found = told["observed_value"] if told["status"] != "broken" else f"broken: {told['observed_value']}"
            return [[status, words, text(found), text(told["check"]), text(told["severity"]), text(told["reason"])]]

        return row

    @classmethod
    def _process_content_block(cls, content_block: Any, has_failed_evr: bool, render_object: Any = None) -> None:
        super()._process_content_block(content_block, has_failed_evr, render_object)
        content_block.header_row = [*content_block.header_row[:3], *COLUMNS]


def offenders(rows: list[dict[str, object]]) -> RenderedTableContent:
    """The failing rows that were kept."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return RenderedTableContent(
        content_block_type="table",
        header_row=[html.escape(name) for name in names],
        table=[[text("" if row.get(name) is None else row[name]) for name in names] for row in rows],
        styling={"body": {"classes": ["table-bordered", "table-sm", "mt-3"]}},
    )


class ColumnSection(ValidationResultsColumnSectionRenderer):
    def __init__(self) -> None:
        super().__init__(table_renderer={"module_name": __name__, "class_name": "ResultTable"})


class PageView(DefaultJinjaPageView):
    """A page that asks nothing of the network: no style, no script, no picture with the time of reading in its name.

    Above it, and staying there, stands what every reader must know, if there is such a note.
    """

    def __init__(self, *arguments: Any, note: str | None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.banner = f'<p class="banner" role="note">{html.escape(note)}</p>' if note else ""
        self.env.loader = ChoiceLoader([FileSystemLoader(VIEWS), *self.env.loader.loaders])  # type: ignore[union-attr]

    def render(self, *arguments: Any, **options: Any) -> str:
        page: str = super().render(*arguments, **options)  # type: ignore[no-untyped-call]
        head, body = page.split("<body>")  # once, or Great Expectations changed its pages
        return EMPTY.sub("\n", ELSEWHERE.sub("", f"{head}<body>\n{self.banner}{body}"))


class IndexView(PageView, DefaultJinjaIndexPageView):
    pass
