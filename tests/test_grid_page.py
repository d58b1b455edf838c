"""The grid in a browser: what a juror does with one file and no network."""

import csv
import json
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from browser import Opened, without_fault
from certeval import messages
from certeval.diagnostics import Diagnostic, Place
from certeval.render import diagnostics as said
from certeval.render.csv_text import as_csv
from certeval.render.grids.workbook import as_xlsx
from certeval.scores.grids import Grid, GridCandidate
from certeval.text.numbers import exact, number
from conftest import Certeval
from grid_pages import RULES, THREE, Filling, grid, open_filling, page, rules, sheet, write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]

TEXTS = [
    *(
        "oui",
        "Non",
        " OUI ",
        "validé",
        "VALIDÉE",
        "n",
        "x",
        "peut-être",
        "N/A",
        "s/o",
        "TRUE",
        "false",
        "1",
        "0",
        "1,0",
    ),
    *(
        "12",
        "12,5",
        "12.5",
        " 12\u00a0",
        "+3",
        "1,500",
        "0,500",
        "10,000",
        "-1",
        "-0,5",
        "20",
        "20,01",
        "20.0",
        "21",
        "12,25",
        "12/20",
        "3,5/20",
    ),
    *(
        "1/3",
        "31/3",
        "10/3",
        "-2/3",
        "1/6",
        "5/10",
        "10/10",
        "1/0",
        "9/9",
        "0,333333333333",
        "0,33333333333333",
        "0,333333333333333",
        "0,3333333333333333",
        "0,5000000000000000",
        "10,00000000000000",
        "9,99999999999990",
        "9,999999999999990",
        "9,9999999999999900",
    ),
    *(
        "9,999999999999998",
        "0.1",
        "1.234,5",
        "1 234",
        "1'000",
        "12,",
        ",5",
        "1e1",
        "1_0",
        "٣",
        "１２",
        "²",
        "--1",
    ),
    *(
        "NE",
        "ne",
        "Abs",
        "abj",
        "DISP",
        "eq",
        "NEUT",
        "RET",
        "ret",
        "Zéro",
        "ZERO",
        "vide",
        "VIDE",
        "",
        "  ",
        "\u200b",
    ),
    *("insuffisant", "EN COURS", "maitrise", "Maîtrise\u0301", "en  cours", "Mai\u0302trisé", "A", "acquis"),
    *(
        "#N/A",
        "#REF!",
        "Err:502",
        "=A1+1",
        "2026-06-15",
        "15/06/2026",
        "31/02/2026",
        "1/2/2026",
        "2026-13-01",
        "0000-01-01",
    ),
    *(
        "01/02/26",
        "1-févr",
        "1-FÉVR.",
        "déc-20",
        "12-Mar",
        "jun 26",
        "12 mars 2026",
        "1er mai 26",
        "3 4",
        "12-13",
        "mars",
    ),
    *("2025-26-1", "2025-13-1", "2012-13-1", "2025-26-123", "15/06/26 8:00", "2026-06-15T08:00", "٣/٤/٢٠٢٦"),
    *(
        "<b>12</b>",
        "{value}",
        "x" * 200,
        "a\u0007b",
        "é" * 121,
        "12\n",
        "\ufeff12",
        "12\u2028",
        "º",
        "①",
        "oui̶",
        "ß",
    ),
]


@pytest.fixture(scope="module")
def grille(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page that most tests open: each in a window of its own, which keeps nothing of another's."""
    return write_page(
        tmp_path_factory.mktemp("grille"), grid(rules(), jure="J1", date="2026-06-12", jury="Jury A")
    )


@pytest.fixture
def juror(chromium: "Browser", grille: Path) -> Iterator[Filling]:
    with open_filling(chromium, grille) as found:
        yield found
        assert found.shown.said == []


def test_nothing_is_asked_for_nothing_is_said_and_nobody_is_kept_out(
    chromium: "Browser", grille: Path
) -> None:
    without_fault(chromium, grille)


def test_the_grid_is_in_the_language_of_the_referentiel(chromium: "Browser", tmp_path: Path) -> None:
    file = write_page(tmp_path, grid(rules(language="en"), jure="J1"), language="en")
    with open_filling(chromium, file, width=320, axe=True) as juror:
        juror.enter(E2="12.25")
        assert juror.shown.violations() == []
        assert juror.text("#reste") == "To enter: 8"
        assert juror.text("#e6-refus").startswith("12.25 falls between two marks: E2 goes by steps of 0.5")
        assert juror.tab.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_nobody_is_kept_out_of_a_grid_in_use(
    chromium: "Browser", grille: Path, tmp_path: Path, width: int, scheme: str
) -> None:
    with open_filling(chromium, grille, width=width, scheme=scheme, axe=True) as juror:
        juror.enter(CR1_1="oui", CR1_2="NE", E1="21", E3="En cours", E5="31/3")
        juror.comment("E1", "À revoir.\nEncore.")
        saved = juror.save(tmp_path)
        juror.enter(CR1_1="non")
        juror.reopen(saved)
        juror.tab.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
        juror.tab.locator("#ajout-forme button").click()
        juror.tab.locator("#effacer").click()
        assert juror.shown.violations() == []
        assert not juror.shown.overflows()
        assert juror.shown.said == []


def test_what_is_touched_is_large_enough(chromium: "Browser", grille: Path) -> None:
    with open_filling(chromium, grille, width=768) as juror:
        juror.tab.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
        small = juror.tab.evaluate(
            """() => [...document.querySelectorAll('button, input, select, summary, textarea')]
            .filter(each => each.checkVisibility({visibilityProperty: true}))
            .filter(each => each.getBoundingClientRect().height < 44)
            .map(each => each.outerHTML.slice(0, 99))"""
        )
        assert small == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_a_cell_refuses_is_told_in_the_words_of_validate(
    chromium: "Browser", tmp_path: Path, language: str
) -> None:
    referentiel = rules(RULES.replace("max: 90", "max: 9000"), language)
    with open_filling(chromium, write_page(tmp_path, grid(referentiel), language=language)) as juror:
        told: dict[str, list[Any]] = juror.tab.evaluate(
            """texts => Object.fromEntries([...ELEMENTS].map(([code, {accepts}]) => [code, texts.map(text => {
                const told = reading(accepts, text);
                return told.refusal ? [told.refusal, ...inWords(code, accepts, told)] : told.word;
            })]))""",
            TEXTS,
        )
    with messages.in_language(language):
        for code, entry in referentiel.entries.items():
            for text, shown in zip(TEXTS, told[code], strict=True):
                read = entry.read(text)
                if read.refusal is None:
                    assert isinstance(shown, str), (code, text, shown)
                    assert entry.read(shown).value == read.value, (code, text, shown)
                    continue
                found = Diagnostic(read.refusal.kind, Place(""), read.refusal.arguments)
                assert shown[:2] == [found.code, said.message(found)], (code, text)
                if "suggestion" not in found.arguments:
                    assert shown[2] == said.advice(found), (code, text)


def test_numbers_are_exact(juror: Filling) -> None:
    texts = [
        "0",
        "-0",
        "12,5",
        "-12.50",
        "0,000000000001",
        "0,0000000000001",
        "1/3",
        "-7/12",
        "61/6",
        "6/4",
        "1/8",
    ]
    texts += [
        "999999999999999999999999999999",
        "-1/999999999999999999999999999999",
        "0.1",
        "1/1024",
        "+5",
        "10/5",
    ]
    shown = juror.tab.evaluate("texts => texts.map(text => written(number(text)))", texts)
    numbers = [number(text) for text in texts]
    assert shown == [exact(each).replace(".", ",") for each in numbers if each is not None]
    wanted = [[float(side(a, b)) for b in numbers] for a in numbers]
    ordered = juror.tab.evaluate(
        "texts => texts.map(a => texts.map(b => compared(number(a), number(b))))", texts
    )
    assert ordered == wanted


def side(one: Fraction | None, other: Fraction | None) -> int:
    assert one is not None
    assert other is not None
    return (one > other) - (one < other)


def test_a_mark_that_is_refused_is_told_beside_its_field_and_kept_as_typed(
    juror: Filling, tmp_path: Path
) -> None:
    juror.enter(E2="12,25")
    row = juror.row("E2")
    assert " ".join(row.locator(".refusal").inner_text().split()) == (
        "12,25 tombe entre deux notes : E2 va par pas de 0,5 "
        "les plus proches sont 12 et 12,5 : au jury d’arrondir"
    )
    assert row.locator(".mark").get_attribute("aria-invalid") == "true"
    assert juror.text("#refuses") == "Saisies refusées : 1"
    assert sheet(juror.save(tmp_path))["candidats"][0]["notes"]["E2"] == "12,25"
    juror.enter(E2="12,5")
    assert row.locator(".refusal").is_hidden()
    assert juror.text("#refuses") == ""


def test_an_optional_cell_is_not_among_those_left_to_enter(chromium: "Browser", tmp_path: Path) -> None:
    text = RULES.replace("intitule: Jours,", "intitule: Jours, statuts: {vide: exclu},")
    with open_filling(chromium, write_page(tmp_path, grid(rules(text)))) as juror:
        assert juror.text("#reste") == "À saisir : 8"
        juror.enter(CR1_1="oui", CR1_2="oui", CR1_3="non", E1="12", E2="12", E3="En cours")
        assert juror.text("#candidats li:first-child .progress") == "6/8"
        juror.enter(E4="60")
        assert juror.text("#reste") == "À saisir : 2"
        juror.enter(E5="5", CR2_1="oui")
        assert juror.text("#candidats li:first-child .progress") == "8/8"
        juror.enter(E4="")
        assert juror.tab.locator("#reste").is_disabled()
        assert juror.tab.locator("#candidats li:first-child.done").count() == 1
        assert juror.shown.texts(".group .counts")[-1] == "à saisir : 0"


def test_counts_follow_what_is_entered_and_no_verdict_is_shown(juror: Filling) -> None:
    juror.enter(CR1_1="oui", CR1_2="DISP", CR1_3="non")
    assert juror.shown.texts(".group .counts")[0] == "oui : 2 · non : 1 · à saisir : 0"
    assert juror.text("#reste") == "À saisir : 6"
    juror.enter(CR1_2="NE", CR1_3="")
    assert juror.shown.texts(".group .counts")[0] == "oui : 1 · non : 0 · à saisir : 1"
    assert juror.text("#candidats li:first-child .progress") == "2/9"
    shown = juror.text("body").lower()
    assert not any(word in shown for word in ("verdict", "en attente", "validation"))


WHERE = """() => {
    const on = document.activeElement, row = on.closest('[data-code]');
    const words = row && [...row.querySelectorAll('input')].map(each => each.value);
    return row && {code: row.dataset.code, kind: on.type, words};
}"""
"""The row in which a key would do something: its element, what has the focus, its words."""


def test_the_keyboard_alone_scores_a_candidate_and_saves(
    chromium: "Browser", grille: Path, tmp_path: Path
) -> None:
    with open_filling(chromium, grille) as juror:
        press, type_ = juror.tab.keyboard.press, juror.tab.keyboard.type
        juror.tab.locator("#qui").focus()
        scored: dict[str, str] = {}
        for _ in range(80):
            press("Tab")
            at = juror.tab.evaluate(WHERE)
            if at is None or at["code"] in scored:
                continue
            if at["kind"] == "radio":
                press("ArrowRight")  # from « to enter » to the first word
                scored[at["code"]] = at["words"][0]
            elif at["kind"] == "text":
                type_("7,5" if at["code"] != "E5" else "7/3")
                scored[at["code"]] = "7,5" if at["code"] != "E5" else "7/3"
        assert len(scored) == 9
        assert juror.notes() == {"C001": scored}
        press("Alt+PageDown")
        assert juror.text("#qui").startswith("075001")
        assert juror.tab.evaluate("document.activeElement.id") == "qui"
        press("Alt+PageUp")
        assert juror.text("#qui").startswith("C001")
        reached = set()
        for _ in range(200):
            press("Tab")
            reached.add(juror.tab.evaluate("document.activeElement.id || document.activeElement.value || ''"))
        wanted = {"filtre", "C003", "avant", "reste", "json", "csv", "fichier", "effacer"}
        assert (
            wanted - {"avant", "reste"} <= reached
        )  # there is nobody before C001, and nothing left to enter


def test_the_next_thing_to_enter_is_one_key_away(juror: Filling) -> None:
    juror.enter(CR1_1="oui", CR1_2="non")
    juror.tab.locator("#reste").click()
    at = "document.activeElement.closest('[data-code]').dataset.code"
    assert juror.tab.evaluate(at) == "CR1.3"
    juror.tab.locator("#reste").click()
    assert juror.tab.evaluate(at) == "CR1.3"  # from the top again, as the button has the focus
    juror.enter(E2="12")
    juror.row("E1").locator(".mark").fill("11")
    juror.row("E1").locator(".mark").press("Enter")
    assert juror.tab.evaluate(at) == "E3"  # E2 has its mark


def test_candidates_are_found_by_name_without_accents_and_chosen(juror: Filling) -> None:
    juror.tab.locator("#filtre").fill("N’GUYEN")
    assert juror.shown.texts("#candidats li") == ['C003 N\'Guyen; "Minh" 0/9']
    juror.choose("C003")
    assert juror.text("#qui") == 'C003 — N\'Guyen; "Minh"'
    juror.tab.locator("#filtre").fill("zzz")
    assert juror.text("#autres") == "Personne ici n’a ce nom."


def test_a_candidate_can_be_added_and_none_twice(juror: Filling, tmp_path: Path) -> None:
    juror.tab.locator("#ajout summary").click()
    juror.tab.locator("#ajout-candidat").fill(" c001 ")
    juror.tab.locator("#ajout-forme button").click()
    assert juror.text("#ajout-refus") == "C001 est déjà dans cette grille."
    juror.tab.locator("#ajout-candidat").fill(" C 009")
    juror.tab.locator('#ajout-forme [name="nom"]').fill("<i>Roy</i>")
    juror.tab.locator("#ajout-forme button").click()
    assert juror.text("#qui") == "C 009 — <i>Roy</i>"
    juror.enter(E1="13")
    juror.reload()
    juror.choose("C 009")
    assert juror.row("E1").locator(".mark").input_value() == "13"
    held = sheet(juror.save(tmp_path))["candidats"][-1]
    assert (held["candidat"], held["nom"], held["notes"]["E1"]) == ("C 009", "<i>Roy</i>", "13")


def test_what_is_not_for_a_candidate_is_not_asked_and_what_was_entered_stays_in_sight(
    chromium: "Browser", tmp_path: Path
) -> None:
    criteres = frozenset({"CR1.1", "CR1.2", "CR1.3"})
    who = (GridCandidate("C001", parcours="RESEAU"), GridCandidate("C002", without=criteres))
    made = grid(rules(), who)
    with open_filling(chromium, write_page(tmp_path, made)) as juror:
        assert juror.shown.texts("#candidats li") == ["C001 0/8", "C002 0/6"]
        assert juror.row("CR1.1").is_visible()
        assert juror.row("CR2.1").is_hidden()
        assert juror.shown.texts(".page:not([hidden]) > .title")[0].startswith("Bloc BC1")
        juror.choose("C002")
        assert juror.row("CR1.1").is_hidden()
        assert juror.shown.texts(".page:not([hidden]) > .title")[0].startswith("Bloc BC2")
        juror.enter(CR2_1="oui")
        juror.tab.locator("#parcours").select_option("RESEAU")
        assert juror.row("CR2.1").is_visible()
        juror.enter(CR2_1="")
        assert juror.row("CR2.1").is_hidden()
        assert juror.shown.texts("#candidats li") == ["C001 0/8", "C002 0/5"]
        juror.enter(E1="13")
        notes = {each["candidat"]: [*each["notes"]] for each in sheet(juror.save(tmp_path))["candidats"]}
        epreuves = ["E1", "E2", "E3", "E4", "E5"]
        assert notes == {"C001": ["CR1.1", "CR1.2", "CR1.3", *epreuves], "C002": epreuves}
        table = juror.save(tmp_path, "csv").read_text(encoding="utf-8-sig").splitlines()
        assert len(table) == 1 + 8 + 5


MARKS = {
    "C001": "CR1.1=oui CR1.2=oui CR1.3=non CR2.1=oui E1=12,5 E2=10 E3=Maîtrisé E4=60 E5=29/3",
    "075001": "CR1.1=DISP CR1.2=oui CR1.3=NEUT E1=9,99 E2=20 E3=Insuffisant E4=59 E5=5",
    "C003": "CR1.1=non CR1.2=non E1=ABS E2=RET",
}


def marks(candidat: str) -> dict[str, str]:
    return dict(each.split("=") for each in MARKS[candidat].split())


def fill_in(juror: Filling) -> None:
    """All the marks at once, as the fields enter them one by one."""
    juror.put({candidat: marks(candidat) for candidat in MARKS})


def xlsx(made: Grid) -> bytes:
    """The workbook grid, with the same marks typed in."""
    with messages.in_language("fr"):
        book = openpyxl.load_workbook(BytesIO(as_xlsx(made)))
    for name in book.sheetnames[:-2]:
        cells = book[name]
        at = next(row for row in range(1, 40) if cells.cell(row, 1).value == "candidat")
        codes = {str(cell.value): cell.column for cell in cells[at] if cell.value}
        for row in range(at + 1, at + 4):
            for code, text in marks(str(cells.cell(row, 1).value)).items():
                if code in codes:
                    cells.cell(row, codes[code]).value = text
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_files_decide_what_the_same_marks_in_a_workbook_do(
    juror: Filling, tmp_path: Path, certeval: Certeval, form: str
) -> None:
    fill_in(juror)
    juror.comment("E1", "=SOMME(A1)\nsur deux lignes ; « bien »")
    saved = juror.save(tmp_path, form)
    assert saved.name == f"grille-grille-1.0.0-2026-06-12-J1-001.{form}"
    (tmp_path / "r.yaml").write_text(RULES.replace("LANGUE", "fr"), encoding="utf-8")
    (tmp_path / "grille.xlsx").write_bytes(xlsx(grid(rules(), jure="J1", date="2026-06-12", jury="Jury A")))
    asked = ("--referentiel", "r.yaml", "--format", "csv")
    ours, theirs = (certeval("validate", name, *asked) for name in (saved.name, "grille.xlsx"))
    assert (ours.status, theirs.status) == (0, 0)
    assert ours.out == theirs.out
    assert "C001;valide" in ours.out


def test_the_shipped_example_scored_in_a_grid_is_decided_as_its_sheet_is(
    chromium: "Browser", tmp_path: Path, certeval: Certeval
) -> None:
    example = ROOT / "examples" / "scores.csv"
    assert certeval("grille", "--candidats", example, "--output", "g.html").status == 0
    rows = list(csv.DictReader(StringIO(example.read_text(encoding="utf-8-sig")), delimiter=";"))
    noted = {
        row["candidat"]: {code: text for code, text in row.items() if code.startswith("CR") and text}
        for row in rows
    }
    with open_filling(chromium, tmp_path / "g.html") as juror:
        juror.put(noted)
        files = [juror.save(tmp_path, form).name for form in ("json", "csv")]
        assert juror.shown.said == []
    wanted = certeval("validate", example, "--format", "csv").out
    assert [certeval("validate", file, "--format", "csv").out for file in files] == [wanted] * 2


def test_the_table_is_what_certeval_writes_of_the_same_rows(juror: Filling, tmp_path: Path) -> None:
    """Nothing runs in a spreadsheet, and what a cell holds is read back the same."""
    hostile = ["=1+1", "'=1", "+x", "-1", "@y", "a;b", 'a"b', " c", "d\n=e", "＝f", "\t=g", "'h", "é\r"]
    for code, text in zip(("CR1.1", "CR1.2", "E1", "E2", "E5", "E4"), hostile, strict=False):
        juror.comment(code, text)
    juror.enter(E1="=2+2", E2="@x", E4="'=3")
    text = juror.save(tmp_path, "csv").read_bytes().decode()
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    plain = [[unguarded(cell) for cell in row] for row in rows]
    assert text == as_csv(plain, file=True, end="\r\n")
    assert plain[0] == [
        *("candidat", "nom", "prenom", "groupe", "parcours", "referentiel", "session", "jure"),
        *("element", "valeur", "commentaire"),
    ]  # fmt: skip
    assert [row[8:] for row in plain[5:9]][:2] == [["E1", "=2+2", "+x"], ["E2", "@x", "-1"]]
    fields = juror.tab.evaluate("texts => texts.map(field)", hostile)
    assert fields == [as_csv([[text]], file=False, end="") for text in hostile]


def unguarded(cell: str) -> str:
    from certeval.sources.table import unguard as without

    return without(cell)


def test_two_jurors_files_are_put_together(chromium: "Browser", tmp_path: Path, certeval: Certeval) -> None:
    for jure, mark in (("J1", "9"), ("J2", "12")):
        with open_filling(chromium, write_page(tmp_path, grid(rules(), jure=jure), f"{jure}.html")) as juror:
            assert juror.notes() == {}
            fill_in(juror)
            juror.choose("C001")
            juror.enter(E1=mark)
            juror.save(tmp_path)
    (tmp_path / "r.yaml").write_text(RULES.replace("LANGUE", "fr"), encoding="utf-8")
    files = [f"grille-grille-1.0.0-{jure}-001.json" for jure in ("J1", "J2")]
    done = certeval("validate", *files, "--referentiel", "r.yaml", "--format", "csv")
    heading, first = done.out.splitlines()[:2]
    values = dict(zip(heading.split(";"), first.split(";"), strict=True))
    assert (values["candidat"], values["E1 valeur"]) == ("C001", "10.5")


def test_a_file_comes_back_into_an_empty_grid_as_it_was(
    chromium: "Browser", grille: Path, tmp_path: Path
) -> None:
    with open_filling(chromium, grille) as juror:
        fill_in(juror)
        juror.comment("E1", "Bien.")
        juror.enter(E5="treize")
        saved = juror.save(tmp_path)
        held = juror.notes()
    with open_filling(chromium, grille) as juror:
        assert juror.notes() == {}
        assert juror.reopen(saved) == "Saisies reprises : 22 ; candidats : 3."
        assert juror.notes() == held
        assert juror.text("#etat") == "Tout est dans le fichier n° 1."
        again = juror.save(tmp_path)
        assert again.name.endswith("-002.json")
        assert sheet(again)["candidats"] == sheet(saved)["candidats"]


def test_names_that_begin_as_formulas_come_back_from_the_file_of_a_page(
    chromium: "Browser", tmp_path: Path, certeval: Certeval
) -> None:
    (tmp_path / "qui.csv").write_text("candidat;nom\n'=1+1;'-Do\n'-12;\n", encoding="utf-8")
    (tmp_path / "r.yaml").write_text(RULES.replace("LANGUE", "fr"), encoding="utf-8")
    asked = ("--candidats", "qui.csv", "--referentiel", "r.yaml", "--jure", "=J", "--output", "g.html")
    assert certeval("grille", *asked).status == 0
    with open_filling(chromium, tmp_path / "g.html") as juror:
        juror.enter(E1="12")
        saved = juror.save(tmp_path)
    with open_filling(chromium, tmp_path / "g.html") as juror:
        assert juror.reopen(saved) == "Saisies reprises : 1 ; candidats : 2."
        assert juror.notes() == {"=1+1": {"E1": "12"}}
    assert [each["candidat"] for each in sheet(saved)["candidats"]] == ["'=1+1", "'-12"]
    done = certeval("validate", saved, "--referentiel", "r.yaml", "--format", "csv")
    assert [row.split(";")[0] for row in done.out.splitlines()] == ["candidat", "'=1+1", "'-12"]
    assert "N209" not in done.err


def test_where_a_file_says_otherwise_it_is_asked_what_to_keep(juror: Filling, tmp_path: Path) -> None:
    juror.enter(E1="12", E2="11")
    saved = juror.save(tmp_path)
    juror.enter(E1="13", E2="11", E4="80")
    juror.reopen(saved)
    assert juror.shown.texts("#conflits-liste li") == ["C001, E1 : « 13 » ici, « 12 » dans le fichier"]
    juror.tab.locator("#garder").click()
    assert juror.notes() == {"C001": {"E1": "13", "E2": "11", "E4": "80"}}
    juror.reopen(saved)
    juror.tab.locator("#prendre").click()
    assert juror.notes() == {"C001": {"E1": "12", "E2": "11", "E4": "80"}}


def test_what_is_entered_before_one_answers_is_kept_or_asked_about(juror: Filling, tmp_path: Path) -> None:
    """A mark entered while the question stood was written over by the file, though one kept what was here."""
    juror.enter(E1="12", E2="11", E4="60")
    saved = juror.save(tmp_path)
    juror.enter(E1="13", E2="", E4="")
    juror.reopen(saved)
    juror.enter(E2="9")
    juror.tab.locator("#garder").click()
    assert juror.notes() == {"C001": {"E1": "13", "E2": "9", "E4": "60"}}
    juror.reopen(saved)
    juror.enter(E4="70")
    juror.tab.locator("#prendre").click()
    assert juror.shown.texts("#conflits-liste li") == [
        "C001, E1 : « 13 » ici, « 12 » dans le fichier",
        "C001, E2 : « 9 » ici, « 11 » dans le fichier",
        "C001, E4 : « 70 » ici, « 60 » dans le fichier",
    ]
    juror.tab.locator("#prendre").click()
    assert juror.notes() == {"C001": {"E1": "12", "E2": "11", "E4": "60"}}
    assert juror.tab.locator("#conflits").is_hidden()


def test_a_file_of_another_parcours_is_asked_about_too(juror: Filling, tmp_path: Path) -> None:
    """What the page dropped of a file decided otherwise than the file did."""
    juror.tab.locator("#parcours").select_option("RESEAU")
    saved = juror.save(tmp_path)
    juror.tab.locator("#parcours").select_option("EXPORT")
    juror.reopen(saved)
    assert juror.shown.texts("#conflits-liste li") == [
        "C001, parcours : « EXPORT » ici, « RESEAU » dans le fichier"
    ]
    juror.tab.locator("#garder").click()
    assert juror.tab.locator("#parcours").input_value() == "EXPORT"
    juror.reopen(saved)
    juror.tab.locator("#prendre").click()
    assert juror.tab.locator("#parcours").input_value() == "RESEAU"
    assert sheet(juror.save(tmp_path))["candidats"][0]["parcours"] == "RESEAU"


def test_a_file_edited_by_hand_is_taken_as_it_is_written_or_not_at_all(
    juror: Filling, tmp_path: Path
) -> None:
    juror.enter(E1="12")
    saved = juror.save(tmp_path)
    text, other = saved.read_text(encoding="utf-8"), tmp_path / "autre.json"
    other.write_text(text.replace('"E2": ""', '"E2": 9.99999999999999999999', 1), encoding="utf-8")
    juror.reopen(other)
    assert juror.notes() == {"C001": {"E1": "12", "E2": "9.99999999999999999999"}}
    held = sheet(saved)
    twice = held | {"candidats": [*held["candidats"], {"candidat": "C001", "notes": {"E1": "13"}}]}
    other.write_text(json.dumps(twice), encoding="utf-8")
    assert juror.reopen(other).startswith("Ce fichier a plusieurs jurés ou tentatives pour E1")
    spaced = text.replace('"candidat": "C001"', '"candidat": " C001\u00a0"')
    other.write_text(spaced, encoding="utf-8")
    assert juror.reopen(other) == "Saisies reprises : 1 ; candidats : 3."
    for change in ('"E1": "3", "E1": "12"', '"E1": "12"}, "notes": {'):
        other.write_text(text.replace('"E1": "12"', change), encoding="utf-8")
        assert juror.reopen(other).startswith("Ce fichier n’est pas de ceux")
    other.write_bytes(text.replace('"E1": "12"', '"E3": "Maîtrisé"').encode("cp1252"))
    assert juror.reopen(other).startswith("Ce fichier n’est pas de ceux")
    assert juror.notes() == {"C001": {"E1": "12", "E2": "9.99999999999999999999"}}


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"referentiel": "grille@2.0.0"}, "Ce fichier est pour grille@2.0.0 (sha256:"),
    (
        {"empreinte": "sha256:0123456789abcdef"},
        "Ce fichier est pour grille@1.0.0 (sha256:0123456789ab), et cette",
    ),
    ({"jure": "J2"}, "Ce fichier est du juré J2, et cette grille du juré J1"),
    ({"jure": None}, "Ce fichier est du juré aucun, et cette grille du juré J1"),
    ({"session": {"date": "2026-06-13", "jury": "Jury A"}}, "Ce fichier est de la session 2026-06-13"),
    ({"candidats": [{"candidat": "C001", "notes": {"CR9": "oui"}}]}, "Ce fichier porte CR9, que"),
    (
        {"candidats": [{"candidat": "C001", "notes": {"E1": {"jures": {"J1": 1}}}}]},
        "Ce fichier a plusieurs jurés",
    ),
    ({"candidats": [{"notes": {}}]}, "Ce fichier n’est pas de ceux"),
    ({"format": 2}, "Ce fichier n’est pas de ceux"),
    ({"candidats": "<b>"}, "Ce fichier n’est pas de ceux"),
]


def test_a_file_of_another_grid_is_refused_and_both_are_named(juror: Filling, tmp_path: Path) -> None:
    juror.enter(E1="12")
    saved, other = sheet(juror.save(tmp_path)), tmp_path / "autre.json"
    for change, why in REFUSED:
        other.write_text(json.dumps(saved | change), encoding="utf-8")
        assert juror.reopen(other).startswith(why)
        assert juror.notes() == {"C001": {"E1": "12"}}
        if "empreinte" in change or "referentiel" in change:
            assert f"cette grille pour grille@1.0.0 ({rules().digest[:19]})" in juror.text("#repris")


def test_what_is_no_file_of_a_grid_is_refused(juror: Filling, tmp_path: Path) -> None:
    for content in (b"", b"\x00\xff", b"[]", b"null", b'{"candidats": []}', b"candidat;E1\nC001;12\n"):
        (tmp_path / "x.json").write_bytes(content)
        assert (
            juror.reopen(tmp_path / "x.json")
            == "Ce fichier n’est pas de ceux qu’une grille enregistre en JSON."
        )


def test_what_was_typed_survives_a_reload_and_says_what_no_file_holds(juror: Filling, tmp_path: Path) -> None:
    juror.enter(E1="12", CR1_1="oui")
    juror.comment("E1", "Bien.")
    juror.tab.locator("#parcours").select_option("RESEAU")
    juror.reload()
    assert juror.notes() == {"C001": {"E1": "12", "CR1.1": "oui"}}
    assert juror.row("E1").locator(".comment").input_value() == "Bien."
    assert juror.tab.locator("#parcours").input_value() == "RESEAU"
    assert juror.text("#etat") == "Changements à enregistrer : 3."
    juror.save(tmp_path)
    juror.reload()
    assert juror.text("#etat") == "Tout est dans le fichier n° 1."
    assert juror.save(tmp_path).name.endswith("-002.json")


def test_a_parcours_taken_back_stays_so_and_one_that_the_list_mends_is_mended(
    chromium: "Browser", tmp_path: Path
) -> None:
    def listed(parcours: str) -> Path:
        return write_page(tmp_path, grid(rules(), [GridCandidate("C001", "", "", "", parcours)]))

    with open_filling(chromium, listed("EXPORT")) as juror:
        juror.enter(E1="12")
        juror.kept()
        listed("RESEAU")
        juror.reload()
        assert juror.tab.locator("#parcours").input_value() == "RESEAU"
        juror.tab.locator("#parcours").select_option("")
        juror.reload()
        assert juror.tab.locator("#parcours").input_value() == ""
        assert juror.notes() == {"C001": {"E1": "12"}}


def test_what_was_entered_for_somebody_stays_when_the_list_drops_them(
    chromium: "Browser", tmp_path: Path
) -> None:
    """A grid made anew, with another list: what no file held was in the browser, and nowhere in sight."""
    with open_filling(chromium, write_page(tmp_path, grid(rules()))) as juror:
        juror.enter(E1="12")
        juror.kept()
        write_page(tmp_path, grid(rules(), THREE[1:]))
        juror.reload()
        assert juror.notes() == {"C001": {"E1": "12"}}
        assert juror.text("#etat") == "Changements à enregistrer : 1."
        assert [each["candidat"] for each in sheet(juror.save(tmp_path))["candidats"]] == [
            "075001",
            "C003",
            "C001",
        ]


def test_a_comment_stays_with_its_candidate(juror: Filling) -> None:
    """The next one showed the text that was being typed, and took it with the next key."""
    juror.comment("E1", "De la première.")
    juror.tab.keyboard.press("Alt+PageDown")
    comment = juror.row("E1").locator(".comment")
    assert (juror.text("#qui")[:6], comment.input_value(), comment.is_hidden()) == ("075001", "", True)
    juror.tab.keyboard.press("Alt+PageUp")
    assert comment.input_value() == "De la première."


def test_two_grids_never_mix(chromium: "Browser", tmp_path: Path) -> None:
    first = write_page(tmp_path, grid(rules(), jure="J1"))
    others = [
        grid(rules(), jure="J2"),
        grid(rules(), jure="J1", session="S2"),
        grid(rules(), jure="J1", date="2026-06-13"),
        grid(rules(), jure="J1", bloc="BC1", blocs=["BC1"]),
        grid(rules(RULES.replace("Trois", "Autre")), jure="J1"),
    ]
    with open_filling(chromium, first) as juror:
        juror.enter(E1="12")
        juror.kept()
        for number, other in enumerate(others):
            tab = juror.tab.context.new_page()
            tab.goto(write_page(tmp_path, other, f"{number}.html").as_uri())
            assert Filling(Opened(tab)).notes() == {}
            tab.close()
        juror.reload()
        assert juror.notes() == {"C001": {"E1": "12"}}


def test_the_page_says_where_the_browser_keeps_nothing(
    chromium: "Browser", grille: Path, tmp_path: Path
) -> None:
    with open_filling(chromium, grille) as juror:
        assert juror.text("#copie").startswith("Ce navigateur garde aussi ce qui est saisi")
        juror.tab.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
        )
        assert juror.tab.locator("#sans-copie").is_hidden()
        juror.reload()
        for where in ("#copie", "#sans-copie"):
            assert juror.text(where).startswith("Ce navigateur ne garde rien de ce qui est saisi")
        assert juror.text("#dit") == ""
        juror.enter(E1="12")
        assert sheet(juror.save(tmp_path))["candidats"][0]["notes"]["E1"] == "12"
        assert juror.shown.said == []


def test_a_browser_that_is_full_is_told_at_once(juror: Filling) -> None:
    juror.tab.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full'); })")
    juror.enter(E1="12")
    assert juror.text("#dit").startswith("Ce navigateur ne garde rien")
    assert juror.notes() == {"C001": {"E1": "12"}}


def test_a_browser_that_is_full_takes_nothing_away_when_another_tab_tells(juror: Filling) -> None:
    juror.enter(E1="12")
    juror.tab.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full'); })")
    juror.enter(E2="10")
    juror.tab.evaluate("window.dispatchEvent(new StorageEvent('storage', { key: COPIES + 'C001' }))")
    assert juror.notes() == {"C001": {"E1": "12", "E2": "10"}}


def test_a_page_that_one_comes_back_to_shows_what_was_entered_since(juror: Filling) -> None:
    """A page that the browser put aside is told of nothing; it wrote what it had over what is newer."""
    juror.enter(E1="12")
    juror.tab.evaluate(
        "localStorage.setItem(COPIES + 'C001', JSON.stringify({ notes: { E1: '12', E2: '9' } }))"
    )
    juror.tab.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert juror.notes() == {"C001": {"E1": "12", "E2": "9"}}


def test_a_telephone_held_sideways_leaves_room_to_enter(juror: Filling) -> None:
    juror.tab.set_viewport_size({"width": 640, "height": 320})
    juror.row_drawn("CR1.3").scroll_into_view_if_needed()
    assert juror.tab.locator(".bar").evaluate("each => getComputedStyle(each).position") == "static"
    assert not juror.shown.overflows()


def test_whoever_is_shown_is_told_apart_where_colours_are_forced(juror: Filling) -> None:
    juror.tab.emulate_media(forced_colors="active")
    width = "each => getComputedStyle(each).borderLeftWidth"
    assert [each.evaluate(width) for each in juror.tab.locator("#candidats button").all()] == [
        "3px",
        "1px",
        "1px",
    ]


def test_closing_is_asked_about_while_something_is_not_saved(juror: Filling, tmp_path: Path) -> None:
    asked: list[str] = []
    juror.tab.on("dialog", lambda each: (asked.append(each.type), each.accept()))
    juror.enter(E1="12")
    juror.save(tmp_path)
    juror.reload()
    assert asked == []
    juror.enter(E1="13")
    juror.reload()
    assert asked == ["beforeunload"]


def test_all_can_be_erased_but_the_numbers_go_on(juror: Filling, tmp_path: Path) -> None:
    juror.enter(E1="12")
    juror.save(tmp_path)
    juror.tab.locator("#effacer").click()
    juror.tab.locator("#effacer-non").click()
    assert juror.notes() == {"C001": {"E1": "12"}}
    juror.tab.locator("#effacer").click()
    juror.tab.locator("#effacer-oui").click()
    assert juror.notes() == {}
    assert juror.row("E1").locator(".mark").input_value() == ""
    assert juror.tab.evaluate("Object.keys(localStorage).length") == 1
    juror.reload()
    assert juror.notes() == {}
    assert juror.save(tmp_path).name.endswith("-002.json")


def test_what_others_left_among_the_copies_is_not_taken(juror: Filling) -> None:
    """Any local file may write there: what is no copy of ours is as if nothing was kept."""
    prefix = json.dumps(juror.tab.evaluate("COPIES"))
    copies = """
        const odd = ['{', 'null', '3', '[]', '{"notes": 3}', '{"notes": {"E1": {}, "E2": "12"}, "unsaved": 5}'];
        ['', 'C001', '075001', 'C003'].forEach((code, at) => localStorage.setItem(prefix + code, odd[at + 2]));
    """
    juror.tab.add_init_script(
        f"const prefix = {prefix};{copies}"
    )  # what one page leaves may come late to the next
    juror.reload()
    assert juror.text("#qui").startswith("C001")
    assert juror.notes() == {"C003": {"E2": "12"}}


def test_where_nothing_is_downloaded_the_text_is_there_to_copy(juror: Filling, tmp_path: Path) -> None:
    juror.enter(E1="12")
    saved = juror.save(tmp_path)
    juror.tab.locator("#contenu details").last.evaluate("each => { each.open = true; }")
    assert juror.tab.locator("#texte").input_value() == saved.read_text(encoding="utf-8")
    assert juror.text("#texte-nom") == saved.name


def test_another_tab_of_the_same_grid_shows_the_same(juror: Filling, grille: Path) -> None:
    other = juror.tab.context.new_page()
    other.goto(grille.as_uri())
    juror.enter(E1="14")
    other.wait_for_function("() => document.querySelector('[data-code=\"E1\"] .mark')?.value === '14'")
    other.close()


def test_what_the_browser_tells_late_of_this_tab_takes_no_click_away(juror: Filling) -> None:
    """The list is drawn again where another tab kept something else, not between a press and its release otherwise."""
    told = "code => window.dispatchEvent(new StorageEvent('storage', { key: COPIES + code }))"
    juror.enter(E1="12")
    button = juror.tab.locator('#candidats button[value="075001"]')
    button.hover()
    juror.tab.mouse.down()
    for code in ("C001", "075001", ""):
        juror.tab.evaluate(told, code)
    juror.tab.mouse.up()
    assert juror.text("#qui").startswith("075001")
    juror.tab.evaluate("localStorage.setItem(COPIES + 'C001', JSON.stringify({ notes: { E1: '13' } }))")
    juror.tab.evaluate(told, "C001")
    assert juror.notes() == {"C001": {"E1": "13"}}


def test_names_wordings_and_comments_that_hold_markup_stay_text(juror: Filling) -> None:
    juror.choose("075001")
    juror.comment("CR1.1", "</textarea><script>alert(1)</script>")
    juror.reload()
    juror.choose("075001")
    assert juror.text("#qui") == "075001 — <b>Paul</b> =1+1"
    assert juror.row("CR1.1").locator(".wording").inner_text() == "<img src=x onerror=alert(1)>"
    assert juror.row("CR1.1").locator(".comment").input_value() == "</textarea><script>alert(1)</script>"
    assert juror.tab.locator("#contenu img, #contenu b, #contenu i, #contenu script").count() == 0


def test_a_grid_without_candidates_asks_for_the_first(chromium: "Browser", tmp_path: Path) -> None:
    with open_filling(chromium, write_page(tmp_path, grid(rules(), (GridCandidate(),)))) as juror:
        assert juror.text("#personne").startswith("Aucun candidat")
        assert juror.tab.locator("footer .enregistrer").is_disabled()
        juror.tab.locator("#ajout-candidat").fill("C001")
        juror.tab.locator("#ajout-candidat").press("Enter")
        assert juror.text("#qui") == "C001"
        assert juror.tab.locator("#personne").is_hidden()


@pytest.fixture(scope="module")
def five_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A grid of five thousand critères."""
    criteres = "".join(f"    - {{code: CR{n}, libelle: Critère {n}}}\n" for n in range(1, 5001))
    begun, left = RULES.split("    - {code: CR1.1", 1)
    text = begun + criteres + "- code: BC2" + left.partition("- code: BC2")[2]
    return write_page(tmp_path_factory.mktemp("grille"), grid(rules(text)))


def test_five_thousand_criteria_are_drawn_as_they_come_near(
    chromium: "Browser", five_thousand: Path, tmp_path: Path
) -> None:
    with open_filling(chromium, five_thousand) as juror:
        drawn = "document.querySelectorAll('[data-code]').length"
        assert 40 <= juror.tab.evaluate(drawn) <= 200
        juror.enter(CR40="oui")
        juror.row("CR40").locator(".commenting").focus()
        juror.tab.keyboard.press("Tab")
        assert juror.tab.evaluate("document.activeElement.closest('[data-code]').dataset.code") == "CR41"
        juror.tab.evaluate(
            "people.get('C001').notes = new Map([...ELEMENTS.keys()].slice(0, 4321).map(each => [each, 'oui']))"
        )
        juror.tab.locator("#reste").click()
        assert juror.tab.evaluate("document.activeElement.closest('[data-code]').dataset.code") == "CR4322"
        assert juror.tab.evaluate(drawn) <= 800
        juror.choose("075001")
        assert juror.text("#reste") == "À saisir : 5005"
        saved = sheet(juror.save(tmp_path))
        assert [len(each["notes"]) for each in saved["candidats"]] == [5006, 5005, 5006]
        assert juror.shown.said == []


@pytest.mark.parametrize("aim", ['#contenu .enregistrer[value="csv"]', ".onward button"])
def test_what_one_jumps_to_stays_where_it_is_while_rows_are_drawn_above(
    chromium: "Browser", five_thousand: Path, aim: str
) -> None:
    """A press meant to save, at the end of a long grid, would else meet a critère, and enter a word for it."""
    with open_filling(chromium, five_thousand) as juror:
        moved = juror.tab.evaluate(
            """async aim => {
                const button = document.querySelector(aim), top = () => button.getBoundingClientRect().top;
                button.scrollIntoView({ block: "center" });
                const drawn = rows.size, before = top();
                while (rows.size === drawn) await new Promise(requestAnimationFrame);
                await new Promise(requestAnimationFrame);
                return top() - before;
            }""",
            aim,
        )
        assert abs(moved) <= 1


def test_a_press_meets_its_row_though_a_refused_mark_says_why_above(juror: Filling) -> None:
    juror.row("E1").locator(".mark").fill("25")
    choice = juror.row("E3").locator('label:has(input[value="En cours"])')
    choice.hover()
    juror.tab.mouse.down()
    assert juror.row("E1").locator(".refusal").is_visible()
    juror.tab.mouse.up()
    assert juror.notes()["C001"] == {"E1": "25", "E3": "En cours"}


def test_a_thousand_candidates_are_looked_for(chromium: "Browser", tmp_path: Path) -> None:
    many = [GridCandidate(f"C{n:04d}", f"Nom{n}") for n in range(1, 1001)]
    with open_filling(chromium, write_page(tmp_path, grid(rules(), many))) as juror:
        assert juror.tab.locator("#candidats li").count() == 100
        assert juror.text("#autres") == "Et 900 de plus : cherchez-les par leur nom."
        juror.tab.locator("#filtre").fill("nom999")
        juror.choose("C0999")
        assert juror.text("#qui") == "C0999 — Nom999"


def test_on_paper_each_choice_and_a_frame_to_sign_are_seen(chromium: "Browser", grille: Path) -> None:
    with open_filling(chromium, grille) as juror:
        juror.tab.emulate_media(media="print")
        assert juror.tab.locator(".signature").inner_text() == "Juré J1 : date et signature".replace(
            " :", "\u00a0:"
        )
        assert juror.tab.locator("footer, #gens, #reste").filter(visible=True).count() == 0
        assert not juror.shown.overflows()


def test_the_same_grid_is_the_same_bytes() -> None:
    made = page(grid(rules(), THREE, jure="J1"))
    assert made == page(grid(rules(), THREE, jure="J1"))
    assert b"default-src &#39;none&#39;; style-src &#39;sha256-" in made
    assert b"unsafe" not in made
