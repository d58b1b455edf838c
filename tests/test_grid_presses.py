"""The grid in a browser: a press meets what it is aimed at, whatever is told or drawn meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import open_page
from grid_pages import Filling, grid, open_filling, rules, write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def grille(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("grille"), grid(rules(), jure="J1"))


@pytest.fixture
def juror(chromium: "Browser", grille: Path) -> Iterator[Filling]:
    with open_filling(chromium, grille) as found:
        yield found
        assert found.shown.said == []


TWO = """\
format: 1
certification: {code: court, version: 1.0.0, langue: fr, intitule: Deux épreuves}
validation: {certification: {tous: epreuves}}
epreuves:
- {code: E1, intitule: Oral, echelle: {note: {sur: 20}}, validation: {au_moins: 10}}
- {code: E2, intitule: Écrit, echelle: {note: {sur: 20}}, validation: {au_moins: 10}}
"""
BLOC = """\
format: 1
certification: {code: long, version: 1.0.0, langue: fr}
validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - code: C1
    libelle: Vendre
    criteres:
"""
AIMS = (
    *("#candidats button[value='075001']", "#ajout summary", "#reste", ".bar .apres", ".onward button"),
    *("#contenu .enregistrer[value=csv]", "#fichiers ~ details summary", "#effacer"),
    *("[data-code=E1] .commenting", "footer .enregistrer"),
)
HEED = """aim => {
    window.met = false;
    const heed = event => {
        event.preventDefault();
        event.stopImmediatePropagation();
        window.met = document.querySelector(aim).contains(event.target);
    };
    window.addEventListener('click', heed, { capture: true, once: true });
}"""
"""Note whether the next click is in an element, and let it do nothing else."""
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.parametrize("height", [800, 2400])
@pytest.mark.parametrize("rows", ["long", "short"])
def test_the_press_that_leaves_a_mark_meets_what_it_is_aimed_at(
    chromium: "Browser", tmp_path: Path, rows: str, height: int
) -> None:
    """It tells why the mark is refused, and drew the list of candidates again: no first press there was taken."""
    file = write_page(tmp_path, grid(rules(TWO) if rows == "short" else rules()))
    with open_filling(chromium, file) as juror:
        juror.tab.set_viewport_size({"width": 1280, "height": height})
        for aim in AIMS:
            mark = juror.row_drawn("E1").locator(".mark")
            mark.fill("12")
            mark.fill("25")
            juror.tab.locator(aim).hover()
            before = juror.tab.locator(aim).bounding_box()
            juror.tab.evaluate(HEED, aim)
            juror.tab.mouse.down()
            juror.tab.evaluate(FRAMES)
            assert juror.row("E1").locator(".refusal").is_visible(), aim
            assert juror.tab.locator(aim).bounding_box() == pytest.approx(before, abs=1), aim
            juror.tab.mouse.up()
            assert juror.tab.evaluate("window.met"), aim


def test_a_mark_that_is_typed_again_is_refused_again(juror: Filling) -> None:
    """What was told went as one typed, and did not come back where the text was in the end what it was."""
    mark, refusal = juror.row_drawn("E1").locator(".mark"), juror.row("E1").locator(".refusal")
    juror.enter(E1="25")
    mark.focus()
    mark.fill("12")
    assert refusal.is_hidden()
    mark.fill("25")
    mark.blur()
    assert refusal.is_visible()
    assert mark.get_attribute("aria-invalid") == "true"


def test_a_comment_that_is_still_empty_stays_open_under_the_press(juror: Filling) -> None:
    row = juror.row_drawn("E1")
    row.locator(".commenting").click()
    row.locator(".mark").click()
    row.locator(".comment").click()
    assert row.locator(".comment").is_visible()
    assert juror.tab.evaluate("document.activeElement.className") == "comment"


PLACES = """() => [...document.querySelectorAll('#saisie :is(label, select, .commenting, .wording, .comment)')]
    .filter(each => each.checkVisibility())
    .map(each => [each.getBoundingClientRect().left, each.getBoundingClientRect().top + window.scrollY])"""


@pytest.mark.parametrize("width", [320, 1280])
def test_a_word_that_is_chosen_moves_none_of_those_beside_nor_below(
    chromium: "Browser", grille: Path, width: int
) -> None:
    """One scores in haste: the next press is aimed at where things were."""
    with open_filling(chromium, grille, width=width) as juror:
        for code in ("CR1.1", "E1"):
            juror.row_drawn(code).locator(".commenting").click()
        before = juror.tab.evaluate(PLACES)
        juror.enter(CR1_1="oui", CR1_2="non", E1="12", E3="En cours")
        assert juror.tab.evaluate(PLACES) == before


def test_somebody_is_chosen_by_the_press_that_leaves_a_mark_or_a_comment(juror: Filling) -> None:
    juror.row_drawn("E1").locator(".mark").fill("12")
    juror.choose("075001")
    assert juror.text("#qui").startswith("075001")
    juror.comment("E2", "Bien.")
    juror.choose("C003")
    assert juror.text("#qui").startswith("C003")
    assert juror.tab.locator("#candidats [aria-current]").count() == 1


def test_what_a_file_says_pushes_nothing_away(juror: Filling, tmp_path: Path) -> None:
    """It is read a while after it was chosen: what one then aims at stays where it is."""
    juror.enter(E1="12")
    saved = juror.save(tmp_path)
    juror.enter(E1="13")
    below = juror.tab.locator("#effacer")
    below.hover()
    before = below.bounding_box()
    juror.reopen(saved)
    assert juror.tab.locator("#conflits").is_visible()
    assert below.bounding_box() == pytest.approx(before, abs=1)


def test_one_finds_ones_place_again_once_all_is_printed(chromium: "Browser", tmp_path: Path) -> None:
    criteres = "".join(f"    - {{code: CR2.{n}, libelle: Critère {n}}}\n" for n in range(1, 401))
    file = write_page(tmp_path, grid(rules(BLOC + criteres)))
    with open_filling(chromium, file) as juror:
        below = juror.tab.locator("#effacer")
        below.scroll_into_view_if_needed()
        juror.tab.evaluate(FRAMES)
        before = below.bounding_box()
        juror.tab.pdf()
        assert juror.tab.locator("[data-code]").count() == 400
        assert below.bounding_box() == pytest.approx(before, abs=1)


def test_nothing_is_shown_before_the_script_has_set_it_out(chromium: "Browser", grille: Path) -> None:
    """What stands alone at first is pushed down as the sheet appears above."""
    with open_page(chromium, grille, script=False) as page:
        assert page.tab.locator("button, summary, input").filter(visible=True).count() == 0
        assert "JavaScript" in page.texts("noscript")[0]
