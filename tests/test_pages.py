"""Each code has its smallest file, its French text and its page, which is what the generator writes."""

import importlib.util
import re
from pathlib import Path

import pytest

from certeval import messages
from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families.every import KINDS
from certeval.render.pages import page

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("pages", ROOT / "docs" / "pages.py")
assert SPEC
assert SPEC.loader
made = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(made)

WITHOUT_FILE = {
    "Y005": "its file would weigh 50 MB",
    "Y006": "its file would have 10 000 mistakes",
    "Y007": "its file would hold a million values",
    "V138": "its file would hold 20 000 elements",
    "R308": "only publish tells it: see test_publish.py",
    **dict.fromkeys(("R345", "R346", "R347"), "only publish tells it: see test_moodle.py"),
    "R199": "a mistake that has no words of its own: none is known",
    "N013": "its cell would weigh 130 kB",
    "N240": "it takes over a thousand findings: see test_many_findings.py",
    "N043": "only --keep-going tells it: see test_keep_going.py",
    "I035": "its document would weigh 200 MB",
    "I066": "its document would be a workbook: see test_import_rows.py",
    "I067": "what it is about is given codes, which I018 tells: see test_import_lists.py",
    "S115": "its table is a workbook: see test_candidats.py",
    "S126": "its file would be a link: see test_documents_templates.py",
    "S127": "its template would never end: see test_documents_templates.py",
    **dict.fromkeys(("S313", "S314", "S315"), "a register tells it: see test_registre_entering.py"),
    "S603": "the XSD is the user's own: see test_accrochage_command.py",
    "S633": "its file would be larger than any report: see test_accuse.py",
    "I038": "its document would have 2 000 pages: see test_import_hostile.py",
}
REPEATED = {"I015"}
"""What is said of each element of a document."""
SESSION_FILES = sorted(made.SESSIONS.glob("S*.yaml"))
OF_SESSIONS = {file.name[:4] for file in SESSION_FILES}
OF_ACCROCHAGE = {file.name[:4] for file in made.ACCROCHAGE.glob("[NS]*")}
OF_PRINTED = {folder.name[:4] for folder in made.PRINTED.glob("S*")}
OF_REPORTS = {file.name[:4] for file in made.ACCUSES.glob("S*")}
SHEET_CODES = sorted(
    code
    for code in KINDS
    if code[0] in "NS" and code not in {*WITHOUT_FILE, *OF_SESSIONS, *OF_PRINTED, *OF_ACCROCHAGE, *OF_REPORTS}
)


def short(diagnostic: Diagnostic) -> str:
    span = diagnostic.place.span
    return f"{diagnostic.code} {span.line}:{span.column}" if span else f"{diagnostic.code} -"


@pytest.mark.parametrize("code", SHEET_CODES)
def test_the_smallest_sheet_of_a_code_has_that_finding_alone_at_its_place(code: str) -> None:
    found = [d for d in made.case(code).found if d.code == code or d.code != "N107"]
    expected = [f.read_text(encoding="utf-8").strip() for f in sorted(made.SHEETS.glob(f"{code}-*.attendu"))]
    assert [short(each) for each in found] == expected


@pytest.mark.parametrize("file", SESSION_FILES, ids=lambda file: file.stem)
def test_the_smallest_session_of_a_code_has_that_finding_alone_at_its_place(file: Path) -> None:
    (found,) = made.session_case(file).found
    expected, where = re.match(r"# attendu: (\S+) (\S+)", file.read_text(encoding="utf-8")).groups()
    span = found.place.span
    own = found.place.file == file.name
    line = f"{span.line + 1}:{span.column}" if own else f"{found.place.file}:{span.line}:{span.column}"
    assert (found.code, line) == (expected, where)


@pytest.mark.parametrize("code", sorted(set(KINDS) - set(SHEET_CODES) - set(WITHOUT_FILE)))
def test_the_file_shown_on_a_page_has_that_finding_alone(code: str) -> None:
    case = made.case(code)
    assert case is not None, f"no file tests/cas/invalides/{code}-*"
    assert [each.code for each in case.found] == [code] * (len(case.found) if code in REPEATED else 1)


@pytest.mark.no_cover
def test_a_code_without_a_file_has_a_reason() -> None:
    assert {code for code in KINDS if made.case(code) is None} == set(WITHOUT_FILE)


def test_every_code_has_its_explanation_in_french_and_no_other_has() -> None:
    texts = made.texts()
    assert set(texts) == set(KINDS)
    assert all(text["pourquoi"].strip() and text["sortie"].strip() for text in texts.values())


def test_every_message_is_in_french() -> None:
    messages.speak("fr")
    assert [code for code, kind in KINDS.items() if messages._(kind.message) == kind.message] == []


def test_the_committed_pages_are_what_the_generator_writes() -> None:
    committed = {file.name: file.read_text(encoding="utf-8") for file in made.PAGES.glob("*.md")}
    expected = made.pages()
    assert sorted(committed) == sorted(expected)
    assert [name for name in expected if committed[name] != expected[name]] == []
    assert not [name for name, text in committed.items() if str(ROOT) in text]


@pytest.mark.parametrize("code", ["R203", "r203", " Y005 "])
def test_a_page_is_shown_as_plain_text(code: str) -> None:
    shown = page(code)
    assert shown is not None
    assert shown.startswith(code.strip().upper())
    assert "```" not in shown
    assert "\n## " not in shown


@pytest.mark.parametrize("code", ["R999", "", "README", "../README", "R2"])
def test_what_is_no_code_has_no_page(code: str) -> None:
    assert page(code) is None
