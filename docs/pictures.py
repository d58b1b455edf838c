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


PICTURES: dict[str, "Callable[[Page, Path], None]"] = {"grille.png": grid}


def main(names: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name in names or PICTURES:
            with tempfile.TemporaryDirectory() as folder:
                tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
                PICTURES[name](tab, Path(folder))
                tab.screenshot(path=DOCS / name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
