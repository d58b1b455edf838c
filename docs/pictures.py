"""The pictures that the docs show: `python docs/pictures.py [NAME…]` makes them again, in docs/images.

Each is of what certeval makes of the examples: its table at a terminal, its pages in a browser, its documents.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shown import EXAMPLE, ROOT, output

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1000, 640
DOTS = 64
"""Dots an inch of a document: its page is read as a picture, and weighs some tens of kilobytes."""
SESSION = ROOT / "examples" / "sessions" / "S1-2026.yaml"
CHROMIUM = "/usr/bin/chromium"
CANDIDATES = "candidat;nom;prenom\nC001;Le Goff;Anne\nC002;Diallo;Aminata\nC003;Martin;Paul\n"


def grid(tab: "Page", folder: Path) -> None:
    """A grid that a juror is filling in."""
    (folder / "exemple.yaml").write_text(EXAMPLE, encoding="utf-8")
    (folder / "inscrits.csv").write_text(CANDIDATES, encoding="utf-8")
    asked = "--referentiel exemple.yaml --candidats inscrits.csv --jury JuryA --date 2026-06-12 --jure J1"
    command = [sys.executable, "-m", "certeval", "grille", *asked.split(), "--output", "grille.html"]
    subprocess.run(command, cwd=folder, env=os.environ | {"CERTEVAL_LANG": "fr"}, check=True)
    tab.goto((folder / "grille.html").as_uri())
    for row, choice in enumerate((0, 0, 1)):
        tab.locator(".words").nth(row).locator("label").nth(choice).click()
    tab.locator(".mark").fill("12,5")
    tab.locator(".mark").blur()
    tab.mouse.move(0, 0)
    tab.evaluate("window.scrollTo(0, document.querySelector('#fiche').offsetTop)")


def official(tab: "Page", folder: Path) -> None:
    """The page of the official référentiel that comes with certeval, at its first bloc."""
    publish(folder, "officiel.html")
    tab.set_viewport_size({"width": 1280, "height": 820})
    tab.goto((folder / "officiel.html").as_uri())
    tab.evaluate("window.scrollTo(0, document.getElementById('BC1').offsetTop - 16)")


def printed(tab: "Page", folder: Path) -> None:
    """The page of its PDF that begins with the first bloc."""
    import pypdfium2

    publish(folder, "officiel.pdf")
    opened = pypdfium2.PdfDocument(folder / "officiel.pdf")
    titled = [page for page in opened if "BC1 · Mettre en place" in page.get_textpage().get_text_bounded()]
    titled[-1].render(scale=1.2).to_pil().save(folder / "page.png")  # after the one of the contents
    opened.close()
    tab.goto((folder / "page.png").as_uri())
    image = tab.locator("img")
    size = image.evaluate("each => [each.naturalWidth, each.naturalHeight]")
    tab.set_viewport_size({"width": size[0], "height": size[1]})


def publish(folder: Path, name: str) -> None:
    command = [sys.executable, "-m", "certeval", "publish", "--quiet", "--output", str(folder / name)]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"CERTEVAL_LANG": "fr"}, check=True)


def report(tab: "Page", folder: Path) -> None:
    """The page of the session that the examples decide."""
    command = [sys.executable, "-m", "certeval", "report", "--session", str(SESSION), "--output"]
    page = folder / "rapport.html"
    environment = os.environ | {"CERTEVAL_LANG": "fr"}
    subprocess.run([*command, str(page)], cwd=ROOT, env=environment, check=True)
    tab.goto(page.as_uri())


def at_a_terminal() -> None:
    """The table of the README, as it looks at a terminal."""
    from rich.console import Console
    from rich.text import Text

    environment = {**os.environ, "CERTEVAL_LANG": "en", "FORCE_COLOR": "1", "COLUMNS": "140"}
    command = [sys.executable, "-m", "certeval", "validate", "--detail", "examples/scores.csv"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    console = Console(record=True, width=126, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    console.print(Text.from_ansi(done.stdout))
    svg = console.export_svg(title="certeval validate --detail examples/scores.csv", unique_id="certeval")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    (IMAGES / "validate.svg").write_text(svg, encoding="utf-8")


def in_a_browser(name: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        PAGES[name](tab, Path(folder))
        tab.screenshot(path=IMAGES / name)
        browser.close()
    light(IMAGES / name)


def of_a_document(name: str) -> None:
    """Its first page."""
    from pypdfium2 import PdfDocument

    with tempfile.TemporaryDirectory() as folder:
        output(
            f"certeval documents sessions/S1-2026.yaml --output {folder}/pages",
            ROOT / "examples" / "documents",
        )
        page = PdfDocument(Path(folder, "pages", DOCUMENTS[name]))[0]
        page.render(scale=DOTS / 72).to_pil().save(IMAGES / name)
    light(IMAGES / name)


def light(picture: Path) -> None:
    """Keep the few colours that a page has."""
    from PIL import Image

    Image.open(picture).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(picture, optimize=True)


PAGES: dict[str, "Callable[[Page, Path], None]"] = {
    "grille.png": grid,
    "publier-page.png": official,
    "publier-pdf.png": printed,
    "rapport.png": report,
}
DOCUMENTS = {
    "pv.png": "pv.pdf",
    "releve.png": "releves/A04.pdf",
    "parchemin.png": "parchemins/A01.pdf",
    "notification.png": "notifications/A02.pdf",
}
PICTURES: dict[str, Callable[[], None]] = {
    "validate.svg": at_a_terminal,
    **{name: partial(in_a_browser, name) for name in PAGES},
    **{name: partial(of_a_document, name) for name in DOCUMENTS},
}


def main(names: list[str]) -> None:
    for name in names or PICTURES:
        PICTURES[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
