"""Pages as a person opens them: Debian's Chromium, driven by playwright; what it asked for and said is kept.

One browser serves the tests of a worker. They skip, saying so, where there is none.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes.util import find_library
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from prompt import STOPPED

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

CHROMIUM = shutil.which("chromium")
WIDTHS, SCHEMES = (320, 1280), ("light", "dark")
HEIGHT = 800


@dataclass
class Opened:
    """A page in a tab, the addresses it asked for, and all that its console said."""

    tab: "Tab"
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def violations(self, only: str | None = None) -> list[str]:
        """What axe-core finds wrong: the rule, and the first elements that break it."""
        found: list[dict[str, Any]] = self.tab.evaluate(
            "only => axe.run(only || document).then(each => each.violations)", only
        )
        return [f"{each['id']}: {[node['html'][:160] for node in each['nodes'][:3]]}" for each in found]

    def overflows(self) -> bool:
        """Whether the page is wider than its window, so that one would scroll sideways to read it."""
        return bool(self.tab.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    def texts(self, selector: str) -> list[str]:
        """The text of each element, as shown, its white space made single."""
        return [" ".join(each.split()) for each in self.tab.locator(selector).all_inner_texts()]


_running: "list[Browser]" = []


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """A browser without a window: one for all modules that import this fixture, as playwright starts once a process."""
    if CHROMIUM is None or find_spec("playwright") is None:
        pytest.skip("Chromium or playwright is not installed here")
    if sys.platform == "linux" and find_library("atomic") is None:
        pytest.skip("libatomic, which playwright needs, is not installed here")
    from playwright.sync_api import sync_playwright

    if _running:
        yield _running[0]
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], timeout=1000 * STOPPED
        )
        _running.append(browser)
        yield browser
        _running.clear()
        browser.close()


@contextmanager
def open_page(
    browser: "Browser",
    file: Path,
    *,
    width: int = 1280,
    scheme: str = "light",
    script: bool = True,
    axe: bool = False,
) -> Iterator[Opened]:
    """A file opened in a window of its own, with or without script, with axe-core or without."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
        accept_downloads=True,
    )
    context.set_default_timeout(1000 * STOPPED)
    if axe:  # by the browser itself, as the page's own policy lets no script in
        context.add_init_script(path=_axe())
    tab = context.new_page()
    page = Opened(tab)
    tab.on("request", lambda each: page.requests.append(each.url))
    tab.on("console", lambda each: page.said.append(each.text))
    tab.on("pageerror", lambda each: page.said.append(str(each)))
    try:
        tab.goto(file.as_uri())
        yield page
    finally:
        context.close()


def without_fault(browser: "Browser", file: Path, widths: Sequence[int] = WIDTHS) -> None:
    """At each width, light and dark: nothing asked for but the file, nothing said, no barrier, nothing cut off."""
    for width in widths:
        for scheme in SCHEMES:
            with open_page(browser, file, width=width, scheme=scheme, axe=True) as page:
                assert (width, scheme, page.violations()) == (width, scheme, [])
                assert not page.overflows(), (width, scheme)
                assert page.said == [], (width, scheme)
                assert page.requests == [file.as_uri()], (width, scheme)


def _axe() -> Path:
    """The script of axe-core, in the package that brings it."""
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe-core is not installed here")
    return Path(spec.origin).with_name("axe.min.js")
