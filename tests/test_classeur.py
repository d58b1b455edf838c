"""A référentiel goes into a workbook and comes back with all its values, edited or not, through LibreOffice too."""

import io
import json
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from certeval.declared import models
from certeval.exchange.classeur import cells, reading, tables
from certeval.exchange.yaml_text import Tree
from certeval.referentiel.models import Fichier
from certeval.sources import yaml
from certeval.sources.workbook.signatures import OLE2
from certeval.sources.workbook.worksheets import parse
from classeur_cases import CASES, FOLDER
from conftest import Certeval
from floors import floor
from workbooks import convert, repack, xlsx

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT.parent / "shared" / "exemples"
FILES = [
    *sorted((ROOT / "referentiels").rglob("*.yaml")),
    *sorted((ROOT / "tests" / "recettes").glob("*.yaml")),
]
SHIPPED = FILES[0]
SMALL = """\
format: 1
certification: {code: vente, version: 1.0.0, langue: fr, intitule: Vente}
validation:
  critere: {au_moins: EA}
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competences}
  certification: {tous: blocs}
saisie:
  critere: {echelle: {niveaux: [NA, EA, A]}}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - code: C1.1
    libelle: Préparer un entretien
    savoirs: [Le plan, Les objections]
    criteres:
    - {code: CR1, libelle: "= le plan est écrit"}
    - {code: CR2, libelle: "[à l’oral] le plan est dit"}
cas:
- {nom: tout, cellules: {CR1: EA, CR2: A}, attendu: valide}
"""


def tree(file: Path) -> Mapping[str, Tree]:
    root = yaml.load(file).root
    assert isinstance(root, dict)
    return root


def workbook(root: Mapping[str, Tree]) -> bytes:
    made = tables.sheets(root)
    assert not tables.longest_fault(made)
    return tables.as_xlsx(made, "essai@1.0.0", "")


def back(data: bytes) -> Mapping[str, Tree]:
    assert reading.is_ours(data)
    found, diagnostics = reading.read(parse(io.BytesIO(data), "classeur"))
    assert diagnostics == []
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_referentiel_comes_back_from_its_workbook_with_all_its_values(file: Path) -> None:
    assert back(workbook(tree(file))) == tree(file)


def test_the_examples_beside_the_project_come_back_too() -> None:
    if not EXAMPLES.exists():
        pytest.skip("the examples are not beside the project")
    for file in sorted(EXAMPLES.glob("*.yaml")):
        assert back(workbook(tree(file))) == tree(file), file.stem


@pytest.mark.parametrize(("form", "one_in"), [("ods", 4), ("xlsx", 8), ("xls", 8)])
def test_they_come_back_once_libreoffice_saved_them(tmp_path: Path, form: str, one_in: int) -> None:
    """LibreOffice takes most of a second for each: cells are alike in all, and the one that is shipped is the first."""
    files = [*FILES, *(sorted(EXAMPLES.glob("*.yaml")) if EXAMPLES.exists() else [])][::one_in]
    made = [tmp_path / f"{number}.xlsx" for number, _ in enumerate(files)]
    for path, file in zip(made, files, strict=True):
        path.write_bytes(workbook(tree(file)))
    convert(made, form, tmp_path / form)
    for path, file in zip(made, files, strict=True):
        assert back((tmp_path / form / f"{path.stem}.{form}").read_bytes()) == tree(file)


NAMES = st.sampled_from(
    [
        "code",
        "dans",
        "libelle",
        "competences",
        "criteres",
        "epreuves",
        "a b",
        " a",
        "a: b",
        "",
        "no",
        "é",
        "[a",
    ]
)
SMALL_TREES = st.recursive(
    st.text(max_size=4)
    | st.sampled_from(["BC1", "C1", "oui", "", " a ", "[a", "{a: b}", '"', "'a'", "a\nb", "_x0041_"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
ELEMENTS = st.fixed_dictionaries(
    {"code": st.sampled_from(["A", "B", "C", "D", "E", "F", "G"])},
    optional={
        "competences": st.lists(
            st.fixed_dictionaries({"code": st.sampled_from(["C", "K", "L", "M"])}), max_size=2
        ),
        "epreuves": SMALL_TREES,
        "dans": SMALL_TREES,
        "x": SMALL_TREES,
    },
)
SECTIONS = ("certification", "validation", "blocs", "competences", "epreuves", "faits", "", "autre")
WHOLE = st.dictionaries(st.sampled_from(SECTIONS), SMALL_TREES | st.lists(ELEMENTS, max_size=3), max_size=4)


@floor()
@given(WHOLE)
def test_whatever_a_tree_holds_its_sheets_say_it_all(root: dict[str, Tree]) -> None:
    made = tables.sheets(root)
    book = xlsx(**{each.name: [each.headings, *each.rows] for each in made})
    found, diagnostics = reading.read(parse(io.BytesIO(book), "classeur"))
    assert diagnostics == []
    assert found == root


@pytest.mark.parametrize(
    "root",
    [
        {"certification": {}},
        {"certification": {"code": None}},
        {"validation": {"bloc": None}},
        {"blocs": [{"code": None}, {"code": "BC1", "competences": [{"code": None}]}]},
    ],
)
def test_what_says_nothing_yet_is_kept_too(root: dict[str, Tree]) -> None:
    book = tables.as_xlsx(tables.sheets(root), "essai@1.0.0", "")
    assert reading.read(parse(io.BytesIO(book), "classeur")) == (root, [])


@floor()
@given(
    st.text(max_size=30) | st.sampled_from(["_x0041_", "_x005F_x0041_", '"a" et "b"', "'", "[", "{a", "a\n"])
)
def test_a_text_is_the_text_of_its_cell_or_stands_between_quotes(text: str) -> None:
    assert cells.value(cells.cell(text)) == text
    assert cells.value(cells.cell([text, {"a": text}])) == [text, {"a": text}]


def test_a_cell_holds_so_many_characters_and_no_more() -> None:
    for text, holds in (
        ("a" * 32_766, True),
        ("a" * 32_767, True),
        ("a" * 32_768, False),
        ("😀" * 16_384, False),
    ):
        root = {"blocs": [{"code": "BC1", "intitule": text}]}
        assert (tables.longest_fault(tables.sheets(root)) == "") is holds
    assert tables.longest_fault(tables.sheets(root)) == "Blocs, 2, intitule"


def test_a_text_as_people_type_it_is_that_text() -> None:
    assert cells.value('"Bien" ou "très bien"') == '"Bien" ou "très bien"'
    assert cells.value(" l’activité ") == "l’activité"
    assert cells.value("« a »") == "« a »"
    assert cells.value("[a, b") is None


@pytest.mark.parametrize("name", CASES)
def test_a_committed_workbook_is_what_its_recipe_makes_and_has_its_finding_alone(name: str) -> None:
    assert (FOLDER / name).read_bytes() == CASES[name]
    _found, diagnostics = reading.read(parse(io.BytesIO(CASES[name]), name))
    assert [each.code for each in diagnostics] == [name[:4]]


# the commands


def edit(data: bytes, sheet: str, *changes: tuple[str, str]) -> bytes:
    """A workbook in which the cells of a sheet were typed over, as openpyxl saves it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for where, text in changes:
        book[sheet][where] = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def published(tmp_path: Path, certeval: Certeval) -> bytes:
    (tmp_path / "vente.yaml").write_text(f"# à revoir en juin\n{SMALL}", encoding="utf-8")
    done = certeval("publish", "vente.yaml", "--output", "vente.xlsx")
    assert (done.status, done.out) == (0, "")
    assert "the comments of vente.yaml are left out" in done.err
    return (tmp_path / "vente.xlsx").read_bytes()


def test_each_kind_has_its_sheet_and_each_key_its_column(published: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(published))
    shown = [each.title for each in book if each.sheet_state == "visible"]
    assert shown == [
        *("Certification", "Règles", "Parcours", "Blocs", "Activités", "Compétences", "Sous-compétences"),
        *("Critères", "Épreuves", "Faits", "Écarts", "Cas"),
    ]
    rows = list(book["Compétences"].iter_rows(values_only=True))
    assert rows == [
        ("dans", "code", "code_source", "libelle", "savoirs"),
        ("BC1", "C1.1", None, "Préparer un entretien", "[Le plan, Les objections]"),
    ]
    assert [row[3] for row in book["Critères"].iter_rows(min_row=2, values_only=True)] == [
        "= le plan est écrit",
        '"[à l’oral] le plan est dit"',
    ]
    assert ("validation", "competence", "{parmi: criteres, plus_de: 50 %}") in list(
        book["Règles"].iter_rows(values_only=True)
    )
    assert book["certeval-referentiel"].sheet_state == "veryHidden"
    assert book["certeval-referentiel"]["B3"].value == "vente@1.0.0"


def test_what_is_edited_in_a_spreadsheet_is_in_the_file_and_decides(
    tmp_path: Path, certeval: Certeval, published: bytes
) -> None:
    data = edit(
        published,
        "Critères",
        *(("A4", "C1.1"), ("B4", "CR3"), ("D4", "Les questions sont classées"), ("D2", "Le plan est écrit")),
    )
    (tmp_path / "revu.xlsx").write_bytes(data)
    done = certeval("import", "revu.xlsx")
    assert (done.status, done.out) == (
        0,
        "1 bloc, 0 activités, 1 compétence, 3 critères, 0 épreuves, 0 doubts\n",
    )
    file = tmp_path / "vente" / "1.0.0.yaml"
    root = tree(file)
    criteres = root["blocs"][0]["competences"][0]["criteres"]
    assert [each["code"] for each in criteres] == ["CR1", "CR2", "CR3"]
    assert criteres[0]["libelle"] == "Le plan est écrit"
    assert certeval("import", "revu.xlsx").status == 2
    (tmp_path / "notes.csv").write_text("candidat;CR1;CR2;CR3\nA;EA;EA;NA\nB;EA;NA;NA\n", encoding="utf-8")
    decided = certeval("validate", "notes.csv", "--referentiel", file, "--json")
    verdicts = [each["certification"]["verdict"] for each in json.loads(decided.out)["candidats"]]
    assert verdicts == ["valide", "non_valide"]


def test_what_is_wrong_in_a_workbook_is_said_at_its_cell_and_nothing_is_written(
    tmp_path: Path, certeval: Certeval, published: bytes
) -> None:
    (tmp_path / "revu.xlsx").write_bytes(edit(published, "Critères", ("A3", "C9.9")))
    done = certeval("import", "revu.xlsx")
    assert (done.status, done.out) == (1, "")
    assert "revu.xlsx:Critères!A3" in done.err
    assert "I101" in done.err
    assert not (tmp_path / "vente").exists()


def test_a_heading_that_a_spreadsheet_gives_a_capital_or_an_accent_is_the_same(
    tmp_path: Path, certeval: Certeval, published: bytes
) -> None:
    """« Dans » was no column that said where a critère stands: each row was refused as if it named no compétence."""
    headings = (("A1", "Dans"), ("B1", "CODE"), ("D1", "Libellé"))
    (tmp_path / "revu.xlsx").write_bytes(edit(published, "Critères", *headings))
    assert certeval("import", "revu.xlsx").status == 0
    assert certeval("import", "vente.xlsx", "--output", "vente.yaml", "--force").status == 0
    assert tree(tmp_path / "vente" / "1.0.0.yaml")["blocs"] == tree(tmp_path / "vente.yaml")["blocs"]


def test_a_workbook_under_another_code_is_another_certification(
    tmp_path: Path, certeval: Certeval, published: bytes
) -> None:
    assert published
    assert certeval("import", "vente.xlsx", "--code", "achat").status == 0
    assert tree(tmp_path / "achat" / "1.0.0.yaml")["certification"]["code"] == "achat"


def test_a_workbook_is_read_alone_and_whole(certeval: Certeval, published: bytes) -> None:
    assert published
    assert certeval("import", "vente.xlsx", "vente.xlsx").status == 2
    assert certeval("import", "vente.xlsx", "--colonnes", "C=1").status == 2


def test_a_draft_may_be_a_workbook_that_is_reviewed_there(tmp_path: Path, certeval: Certeval) -> None:
    import documents

    (tmp_path / "source.docx").write_bytes(documents.a_row_a_bloc())
    assert certeval("import", "source.docx", "--output", "brouillon.xlsx").status == 0
    done = certeval("import", "brouillon.xlsx", "--output", "par-classeur.yaml")
    assert done.out == "2 blocs, 3 activités, 3 compétences, 7 critères, 2 épreuves, 2 doubts\n"
    assert certeval("import", "source.docx", "--output", "direct.yaml").status == 0
    assert tree(tmp_path / "par-classeur.yaml") == tree(tmp_path / "direct.yaml")


def test_publish_writes_yaml_too_and_the_same_workbook_twice(
    tmp_path: Path, certeval: Certeval, published: bytes
) -> None:
    done = certeval("publish", "vente.yaml", "--format", "yaml")
    assert done.status == 0
    assert yaml.parse(done.out.encode(), "").root == tree(tmp_path / "vente.yaml")
    certeval("publish", "vente.yaml", "--output", "encore.xlsx")
    assert (tmp_path / "encore.xlsx").read_bytes() == published


def test_a_key_without_a_value_is_none_in_what_is_published(tmp_path: Path, certeval: Certeval) -> None:
    """`intitule:` is how a file says that its source has no title; a cell of a case is empty so."""
    file = tmp_path / "vide.yaml"
    case = "- {nom: rien, cellules: {CR1: ~, CR2: {jures: [A, null]}}, attendu: en_attente}\n"
    file.write_text(SMALL.replace("intitule: Vente", "intitule: ~, niveau: ") + case, encoding="utf-8")
    for written in ("autre.yaml", "autre.xlsx"):
        assert certeval("publish", "vide.yaml", "--output", written, "--format", written[-4:]).status == 0
    assert certeval("import", "autre.xlsx", "--output", "retour.yaml").status == 0
    for again in ("autre.yaml", "retour.yaml"):
        assert models.read(Fichier, yaml.load(tmp_path / again)) == models.read(Fichier, yaml.load(file))


def test_what_has_no_order_is_not_published(tmp_path: Path, certeval: Certeval) -> None:
    (tmp_path / "faux.yaml").write_text(
        SMALL.replace("competences:\n  -", "competence:\n  -"), encoding="utf-8"
    )
    done = certeval("publish", "faux.yaml", "--output", "faux.xlsx")
    assert done.status == 3
    assert not (tmp_path / "faux.xlsx").exists()
    assert certeval("publish", "faux.yaml").status == 2


def test_a_workbook_of_ours_that_holds_macros_is_refused_as_any_other(
    tmp_path: Path, certeval: Certeval, published: bytes
) -> None:
    (tmp_path / "macros.xlsx").write_bytes(repack(published, {"xl/vbaProject.bin": b"\0"}))
    done = certeval("import", "macros.xlsx")
    assert (done.status, done.out) == (1, "")
    assert "I036" in done.err


@pytest.mark.parametrize("data", [OLE2, OLE2 + bytes(600), OLE2 + b"\xff" * 600])
def test_a_box_that_is_no_workbook_is_none_of_ours(data: bytes) -> None:
    assert not reading.is_ours(data)


def test_a_workbook_of_ours_that_is_cut_is_said_to_be_damaged(
    tmp_path: Path, certeval: Certeval, published: bytes
) -> None:
    (tmp_path / "coupe.xlsx").write_bytes(published[: len(published) // 2])
    done = certeval("import", "coupe.xlsx")
    assert (done.status, done.out) == (1, "")
    assert not list(tmp_path.glob("*/*.yaml"))
