"""The shell of every page: nothing runs or loads that is not in the file, and texts stay texts."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from browser import open_page, without_fault
from certeval.documents import html
from certeval.documents.html.page import Page, as_html, environment, fill, json_in_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = '</script><script>document.title = "stolen"</script><img src=x onerror=alert(1)>'
BODY = Markup("<main id='contenu'><h1>Une session</h1><p>{}</p><output></output></main>")
READS = "document.querySelector('output').textContent = JSON.parse(document.getElementById('donnees').textContent)"


def page(text: str, scripts: tuple[str, ...] = (READS,)) -> bytes:
    body = BODY.format(text)
    return as_html(
        Page(text, body, "fr", styles=("h1 { color: var(--ink); }",), scripts=scripts, data={"donnees": text})
    )


def test_a_page_is_without_fault_and_its_texts_stay_texts(chromium: "Browser", tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(page(HOSTILE))
    without_fault(chromium, file)
    with open_page(chromium, file) as shown:
        assert shown.texts("p, output") == [HOSTILE, HOSTILE]
        assert shown.tab.title() == HOSTILE


def test_what_the_policy_does_not_name_neither_runs_nor_loads(chromium: "Browser", tmp_path: Path) -> None:
    """Markup that came through by a fault of ours would still do nothing."""
    file = tmp_path / "page.html"
    let_in = (
        "<script>document.title = 'stolen'</script><img src='http://127.0.0.1:9/x'><p style='color: red'>"
    )
    file.write_bytes(page("Session").replace(b"<output>", let_in.encode() + b"<output>"))
    with open_page(chromium, file) as shown:
        assert shown.tab.title() == "Session"
        assert (
            shown.tab.evaluate("getComputedStyle(document.querySelectorAll('p')[1]).color")
            != "rgb(255, 0, 0)"
        )
        assert len(shown.said) == 3
        assert all("Content Security Policy" in each for each in shown.said)


def test_the_policy_names_each_style_and_script_by_its_digest() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page("a").decode())
    assert policy
    assert "unsafe" not in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert policy[1].count("sha256-") == 3


def test_the_same_page_gives_the_same_bytes() -> None:
    assert page("é & <") == page("é & <")


@pytest.mark.parametrize("ends", ["a = '</script>'", "<!-- "])
def test_a_script_that_would_end_itself_is_a_bug(ends: str) -> None:
    with pytest.raises(ValueError, match="would end it"):
        page("a", scripts=(ends,))


def test_json_in_a_page_holds_no_markup_and_reads_back() -> None:
    written = json_in_html([HOSTILE, "é\u2028&"])
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written) == [HOSTILE, "é\u2028&"]


def test_a_template_escapes_texts_and_refuses_a_name_that_is_not_given() -> None:
    template = environment().from_string("<b>{{ name }}</b>")
    assert template.render(name="<i>&") == "<b>&lt;i&gt;&amp;</b>"
    with pytest.raises(UndefinedError):
        template.render()
    with pytest.raises(UndefinedError):
        fill("html/page.html")


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where templates are kept compiled, with nothing in it yet."""
    folder = tmp_path / "compiled"
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(html.page, "cache_from_source", lambda _module: str(folder / "page.pyc"))
    environment.cache_clear()
    yield folder
    environment.cache_clear()


def test_templates_are_kept_compiled_where_modules_are_and_give_the_same_page(compiled: Path) -> None:
    compiled.mkdir()
    made = page("é & <")
    kept = {each: each.read_bytes() for each in compiled.iterdir()}
    assert kept
    environment.cache_clear()
    assert page("é & <") == made
    for each in kept:
        each.write_bytes(b"cut")
    environment.cache_clear()
    assert page("é & <") == made
    assert {each: each.read_bytes() for each in compiled.iterdir()} == kept


def test_a_page_is_made_where_nothing_can_be_kept(compiled: Path) -> None:
    compiled.write_text("no folder")
    assert b"<!doctype html>" in page("é & <")
    assert compiled.read_text() == "no folder"
