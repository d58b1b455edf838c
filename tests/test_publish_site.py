"""Pages of the official référentiel as a person opens them, and the site of a catalogue: all of it, or nothing."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import open_page, without_fault
from conftest import Certeval
from publications import HERE, WHOLE, html_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OLD = WHOLE.replace("Mener un essai", "Mener <b>deux</b> essais").replace("1.2.0", "1.1.0")


@pytest.fixture
def catalogue(tmp_path: Path, certeval: Certeval) -> Path:
    """Two versions of one certification, and one of another."""
    files = {"essai/1.1.0": OLD, "essai/1.2.0": WHOLE}
    files["sous-competences/1.0.0"] = (HERE / "recettes" / "sous-competences.yaml").read_text(
        encoding="utf-8"
    )
    for name, text in files.items():
        file = tmp_path / "referentiels" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "site"


def pages(site: Path) -> list[str]:
    return sorted(each.relative_to(site).as_posix() for each in site.rglob("*") if each.is_file())


def test_a_site_has_a_page_a_version_an_index_and_what_differs(catalogue: Path, certeval: Certeval) -> None:
    done = certeval("publish", "--site", "site", "--with-rules")
    assert done.status == 0
    assert "5 pages written to site: open site/index.html" in done.err
    assert pages(catalogue) == [
        "essai/1.1.0-1.2.0.html",
        "essai/1.1.0.html",
        "essai/1.2.0.html",
        "index.html",
        "sous-competences/1.0.0.html",
    ]
    index = (catalogue / "index.html").read_text(encoding="utf-8")
    for page in pages(catalogue):
        assert page == "index.html" or f'href="{page}"' in index
    text, tags = html_text((catalogue / "essai" / "1.1.0-1.2.0.html").read_text(encoding="utf-8"))
    assert "<b>deux</b>" in text
    assert {"ins", "del"} <= tags
    newest = (catalogue / "essai" / "1.2.0.html").read_text(encoding="utf-8")
    assert 'href="../index.html"' in newest
    assert 'href="1.1.0.html"' in newest
    assert 'href="1.1.0-1.2.0.html"' in newest


def test_a_site_is_written_whole_or_not_at_all(catalogue: Path, certeval: Certeval) -> None:
    wrong = catalogue.parent / "referentiels" / "essai" / "1.3.0.yaml"
    wrong.write_text(WHOLE.replace("{tous: competences}", "{tous: competence}"), encoding="utf-8")
    assert certeval("publish", "--site", "site").status == 3
    assert not catalogue.exists()
    wrong.unlink()
    assert certeval("publish", "--site", "site").status == 0
    again = certeval("publish", "--site", "site")
    assert (again.status, "--force replaces it" in again.err) == (2, True)
    assert certeval("publish", "--site", "site", "--force").status == 0
    beside = certeval("publish", "essai", "--site", "site")
    assert (beside.status, "give no référentiel" in beside.err) == (2, True)


def test_pages_open_without_fault_wide_and_narrow_light_and_dark(
    catalogue: Path, certeval: Certeval, chromium: "Browser"
) -> None:
    assert certeval("publish", "--site", "site", "--with-rules").status == 0
    without_fault(chromium, catalogue / "essai" / "1.2.0.html")
    with open_page(chromium, catalogue / "essai" / "1.2.0.html", width=718) as page:  # an A4 sheet
        page.tab.emulate_media(media="print")
        cells = page.tab.locator("main table tbody tr:first-child td").evaluate_all(
            "all => all.map(e => getComputedStyle(e).display)"
        )
        assert set(cells) == {"table-cell"}
    for name in ("essai/1.1.0-1.2.0.html", "index.html"):
        without_fault(chromium, catalogue / name, widths=(320,))
