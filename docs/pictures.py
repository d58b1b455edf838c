"""The pictures of pages that the docs show, taken by a browser: `python docs/pictures.py [NAME…]` takes them again.

Each is of a page that certeval makes of what the docs already tell of.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from shown import EXAMPLE

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCS = Path(__file__).parent
WIDTH, HEIGHT = 1000, 640
SESSION = DOCS.parent / "examples" / "sessions" / "S1-2026.yaml"
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
    subprocess.run(command, cwd=DOCS.parent, env=os.environ | {"CERTEVAL_LANG": "fr"}, check=True)


def report(tab: "Page", folder: Path) -> None:
    """The page of the session that the examples decide."""
    command = [sys.executable, "-m", "certeval", "report", "--session", str(SESSION), "--output"]
    page = folder / "rapport.html"
    environment = os.environ | {"CERTEVAL_LANG": "fr"}
    subprocess.run([*command, str(page)], cwd=DOCS.parent, env=environment, check=True)
    tab.goto(page.as_uri())


PICTURES: dict[str, "Callable[[Page, Path], None]"] = {
    "grille.png": grid,
    "publier-page.png": official,
    "publier-pdf.png": printed,
    "rapport.png": report,
}


def light(picture: Path) -> None:
    """Keep the few colours that a page has."""
    from PIL import Image

    Image.open(picture).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(picture, optimize=True)


def main(names: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name in names or PICTURES:
            with tempfile.TemporaryDirectory() as folder:
                tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
                PICTURES[name](tab, Path(folder))
                tab.screenshot(path=DOCS / name)
                light(DOCS / name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
