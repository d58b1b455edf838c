"""The official référentiel: every text of every référentiel stands in every form as it is, in the same bytes."""

import itertools
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from certeval.exchange.yaml_text import as_yaml
from certeval.referentiel.load import compile_document
from certeval.sources import yaml
from conftest import Certeval
from publications import FORMS, HERE, WHOLE, missing_texts, read, with_other_texts
from test_wordings import BLOCS, CERTIFICATION, coded_wordings, descriptions, fragments, rejoin

SHIPPED = HERE.parent / "referentiels" / "developpement-commercial" / "1.0.0.yaml"
EXAMPLES = HERE.parent.parent / "shared" / "exemples"
FILES = [SHIPPED, *sorted((HERE / "recettes").glob("*.yaml")), *sorted(EXAMPLES.glob("*.yaml"))]
FEW = [HERE / "recettes" / f"{name}.yaml" for name in ("sous-competences", "niveaux-a-points")]
"""For the form that takes a second to read: it is written from the same value as the others."""
HOSTILE = (
    "<script>alert(1)</script>",
    '#import "@preview/x:1.0.0": *',
    '$x^2$ #read("/etc/passwd") \\u{7a}',
    "[a](b) ![c](d) <b>e</b> &amp; &#60;",
    "*x* _y_ ~z~ `code` | col",
    "{{ 7 * 7 }} {% raw %} %(n)s {0}",
    "1. un\n- deux\n# trois\n\n    quatre",
    "+ plus\r\n=====\t> citation @jean #12 https://exemple.fr",
    "\x07\x1b[31m\u202e\u2028\ufeff]]> --> </w:t> ]]",
    "«\u00a0guillemets\u00a0» l’apostrophe 10\u202f% — … œ Œ",
    "=CMD()|'/c calc'!A0 // -- ~ /* */ @ ^",
)


def write_referentiel(text: str, tmp_path: Path) -> Path:
    file = tmp_path / "essai.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("form", "rules"), [(form, rules) for form in FORMS for rules in (False, True) if rules or form != "pdf"]
)
def test_every_text_of_every_referentiel_stands_in_every_form(form: str, rules: bool, tmp_path: Path) -> None:
    for file in (write_referentiel(WHOLE, tmp_path), *(FEW if form == "pdf" else FILES)):
        referentiel = read(file)
        written = FORMS[form]
        text = written.text(written.made(referentiel, rules=rules))
        assert missing_texts(referentiel.document.root, text, rules=rules, glued=written.glued) == [], (
            file.name
        )


@pytest.mark.parametrize("form", FORMS)
def test_no_text_is_read_as_markup(form: str) -> None:
    assert_every_text(form, HOSTILE)
    if form != "pdf":
        assert_every_text(form, HOSTILE[4:])


@pytest.mark.parametrize("form", [form for form in FORMS if form != "pdf"])  # which takes seconds to read
@given(data=st.data())
@settings(max_examples=10, phases=[Phase.generate])
def test_whatever_people_write_stands_as_they_wrote_it(form: str, data: st.DataObject) -> None:
    signs = st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&*_#$[]`|\\~\"'{}%@\n\t ")
    assert_every_text(form, data.draw(st.lists(st.text(signs, min_size=1), min_size=3, max_size=12)))


@cache
def marks(form: str) -> set[str]:
    """What the form makes of texts that hold no sign of markup."""
    plain = compile_document(yaml.parse(WHOLE.encode(), "essai.yaml")).referentiel
    assert plain is not None
    return FORMS[form].read(FORMS[form].made(plain, rules=True))[1]


def assert_every_text(form: str, chosen: Sequence[str]) -> None:
    """Each text, made unlike the others by its number, stands in the form, and makes nothing but text of itself."""
    numbered = (f"{text}§{number}§" for number, text in enumerate(itertools.cycle(chosen)))
    tree = with_other_texts(yaml.parse(WHOLE.encode(), "").root, lambda: next(numbered))
    assert isinstance(tree, dict)
    loaded = compile_document(yaml.parse(as_yaml(tree).encode(), "essai.yaml"))
    assert loaded.referentiel is not None, loaded.diagnostics
    written = FORMS[form]
    data = written.made(loaded.referentiel, rules=True)
    said, made = written.read(data)
    assert missing_texts(tree, said, rules=True, glued=written.glued) == []
    shown = {sign for sign in said if not sign.isprintable()}
    assert shown <= {"\n", "\u00a0", "\u202f", "\u2003"}
    assert made <= marks(form)


@pytest.mark.parametrize("form", [*FORMS, "xlsx"])
def test_the_document_of_the_shipped_referentiel_holds_every_wording_of_its_source(
    form: str, certeval: Certeval, tmp_path: Path
) -> None:
    assert certeval("publish", SHIPPED, "--output", f"x.{'md' if form == 'markdown' else form}").status == 0
    (file,) = tmp_path.iterdir()
    text = of_workbook(file) if form == "xlsx" else FORMS[form].text(file.read_bytes())
    (article,) = CERTIFICATION["base_legale"]
    wordings = [
        article["reference"],
        article["texte"],
        *article["liens"],
        *CERTIFICATION["definitions"].values(),
    ]
    for code, code_source, wording in coded_wordings():
        assert rejoin(fragments(code, wording)) == wording
        wordings += [code, code_source, wording]
    for bloc in BLOCS:
        wordings += [
            bloc["intitule"],
            bloc["condition"]["texte"],
            *bloc["metiers"],
            *bloc.get("savoir_faire", ()),
        ]
        wordings += [wording for _, wording in descriptions(bloc)]
    held = "".join(text.split())
    assert [each for each in wordings if "".join(each.split()) not in held] == []


def of_workbook(file: Path) -> str:
    rows = (row for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def test_a_document_for_word_has_what_word_reads(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    data = FORMS["docx"].made(read(write_referentiel(WHOLE, tmp_path)), rules=True)
    opened = docx.Document(BytesIO(data))
    styles = {paragraph.style.name for paragraph in opened.paragraphs}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Quote", "List Bullet"} <= styles
    assert opened.core_properties.title == "Conduire un essai"
    assert opened.core_properties.author == "École Exemple, Autre école"
    assert opened.core_properties.language == "fr-FR"
    assert opened.core_properties.created.isoformat() == "2026-01-01T00:00:00+00:00"
    (section,) = opened.sections
    assert section.page_width > section.page_height
    for table in opened.tables:
        assert table.style.name == "Référentiel"
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "vba" in name.casefold()]


def test_the_three_referentiels_stand_side_by_side_and_an_epreuve_beside_all_that_it_assesses(
    tmp_path: Path,
) -> None:
    docx = pytest.importorskip("docx")
    opened = docx.Document(BytesIO(FORMS["docx"].made(read(SHIPPED), rules=False)))
    first = opened.tables[0]
    heads = [[cell.text for cell in row.cells] for row in first.rows[:2]]
    three = ["Référentiel d’activités", "Référentiel de compétences"]
    assert heads[0] == [*three, "Référentiel d’évaluation", "Référentiel d’évaluation"]
    assert heads[1] == [*three, "Modalités d’évaluation", "Critères d’évaluation"]
    rows = [[cell.text.split(" ")[0] for cell in row.cells] for row in first.rows[2:]]
    assert rows == [
        ["A1.1", "C1.1", "E1", "CR1.1.1"],
        ["A1.2", "C1.2", "E1", "CR1.2.1"],
        ["A1.3", "C1.3", "E1", "CR1.3.1"],
    ]


def test_what_is_left_out_is_said(certeval: Certeval, tmp_path: Path) -> None:
    write_referentiel(WHOLE, tmp_path)
    done = certeval("publish", "essai.yaml", "--output", "essai.md")
    assert done.status == 0
    assert "left out: the rules and 1 écart; --with-rules adds them\n" in done.err
    assert "left out, as no part of the official document: 1 case\n" in done.err
    done = certeval("publish", "essai.yaml", "--output", "regles.md", "--with-rules")
    assert "the rules" not in done.err
    assert "Règles de validation\n" in (tmp_path / "regles.md").read_text(encoding="utf-8")
    assert certeval("publish", "essai.yaml", "--output", "tu.md", "--quiet").err == ""


def test_the_document_is_in_the_language_of_its_referentiel(certeval: Certeval, tmp_path: Path) -> None:
    write_referentiel(WHOLE.replace("version: 1.2.0", "version: 1.2.0\n  langue: en"), tmp_path)
    done = certeval("publish", "essai.yaml", "--format", "markdown", "--quiet")
    assert "Condition of validation" in done.out
    write_referentiel(WHOLE, tmp_path)
    done = certeval("publish", "essai.yaml", "--format", "markdown", "--quiet")
    assert "Condition de validation" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "docx"), "--format docx is no text: name a file with --output"),
        (("--output", "x.odt"), "nothing is written as .odt"),
        (("--output", "x.xlsx", "--with-rules"), "--with-rules: --format xlsx holds the rules already"),
        (("--output", "x.md", "--format", "docx"), "the name announces markdown"),
    ],
)
def test_what_cannot_be_written_is_said_before_any_work(
    arguments: tuple[str, ...], said: str, certeval: Certeval, tmp_path: Path
) -> None:
    write_referentiel(WHOLE, tmp_path)
    done = certeval("publish", "essai.yaml", *arguments)
    assert done.status == 2
    assert said in done.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["essai.yaml"]


def test_a_sign_of_no_font_is_named_at_its_place_and_no_pdf_is_written(
    certeval: Certeval, tmp_path: Path
) -> None:
    text = WHOLE.replace("Étude de cas", "Étude 王 de cas")
    write_referentiel(text, tmp_path)
    line = text[: text.index("王")].count("\n") + 1
    done = certeval("publish", "essai.yaml", "--output", "essai.pdf")
    assert done.status == 1
    assert "error[R308]: no font of the PDF has « 王 (U+738B) »" in done.err
    assert f"essai.yaml:{line}:15" in done.err
    assert not (tmp_path / "essai.pdf").exists()
    assert certeval("publish", "essai.yaml", "--output", "essai.html").status == 0


def test_a_pdf_says_what_it_is_exported_as(tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    data = FORMS["pdf"].made(read(write_referentiel(WHOLE, tmp_path)), rules=True)
    with pikepdf.open(BytesIO(data)) as opened:
        about = opened.open_metadata()
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Conduire un essai"
        assert opened.Root.Lang == "fr-FR"
        assert opened.Root.MarkInfo.Marked
        assert "/AcroForm" not in opened.Root
        box = opened.pages[0].MediaBox
        assert box[2] > box[3]


def test_the_same_referentiel_is_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    write_referentiel(WHOLE, tmp_path)
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    names = {"docx": "x.docx", "html": "x.html", "markdown": "x.md", "pdf": "x.pdf"}
    script = (
        "import sys; from certeval.cli.app import run; "
        "[run(['publish', '../essai.yaml', '--with-rules', '--output', each]) for each in sys.argv[1:]]"
    )
    odd = {"TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "HOME": str(elsewhere), "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", script, *names.values()]
    subprocess.run(command, cwd=elsewhere, env={**os.environ, **odd}, check=True, capture_output=True)
    here = read(tmp_path / "essai.yaml")
    for form, written in FORMS.items():
        assert (elsewhere / names[form]).read_bytes() == written.made(here, rules=True), form


def test_an_invalid_referentiel_has_no_official_document(certeval: Certeval, tmp_path: Path) -> None:
    write_referentiel(WHOLE.replace("{tous: competences}", "{tous: competence}"), tmp_path)
    done = certeval("publish", "essai.yaml", "--output", "x.md")
    assert done.status == 3
    assert not (tmp_path / "x.md").exists()
