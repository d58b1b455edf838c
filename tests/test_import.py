"""A certifier's document becomes a draft: everything in its place, word for word, and what is doubtful said."""

import io
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest

import documents
from certeval.checks import check_referentiel
from certeval.diagnostics import Diagnostic, Severity
from certeval.exchange import opening
from certeval.exchange.classeur.reading import summary
from certeval.exchange.draft import Draft, draft
from certeval.exchange.opening import DocumentOptions
from certeval.exchange.yaml_text import as_yaml
from certeval.referentiel.load import compile_document
from certeval.render.diagnostics import advice
from certeval.sources import yaml
from certeval.sources.document import Document
from conftest import Certeval
from test_pages import made as pages


def import_draft(data: bytes, **asked: object) -> Draft:
    read = opening.read(data, "document", DocumentOptions(**asked), lambda _page, _of: None)  # type: ignore[arg-type]
    assert not isinstance(read, Diagnostic), read
    return draft(read, "essai", "document")


def file(made: Draft) -> Document:
    return yaml.parse(as_yaml(made.tree).encode(), "essai.yaml")


def parents(made: Draft) -> dict[str, list[str]]:
    """The critères of each compétence, by their codes."""
    blocs = made.tree["blocs"]
    return {c["code"]: [k["code"] for k in c.get("criteres", [])] for b in blocs for c in b["competences"]}


def doubts(made: Draft) -> list[tuple[str, str]]:
    return [(each.code, str(each.arguments["target"])) for each in made.diagnostics()]


def errors(made: Draft) -> list[str]:
    found = check_referentiel(compile_document(file(made)), pages.TODAY)
    return [each.code for each in found if each.kind.severity is Severity.ERROR]


PLACED = {
    "C1.1": ["CR1.1.1", "CR1.1.2", "CR1.1.3"],
    "C1.2": ["CR1.2.1", "CR1.2.2"],
    "C2.1": ["CR2.1.1", "CR2.1.2"],
}
SUMMARY = "2 blocs, 3 activités, 3 compétences, 7 critères, 2 épreuves, {n} doubts"
CODED = {
    "a row a bloc": documents.a_row_a_bloc(),
    "a row a compétence": documents.a_row_a_competence(),
    "a workbook with merged cells": documents.workbook(),
    "a workbook that repeats itself": documents.workbook(merged=False),
}


@pytest.mark.parametrize("shape", CODED)
def test_each_critere_stands_under_its_competence_and_only_irregular_codes_are_doubtful(shape: str) -> None:
    made = import_draft(CODED[shape])
    assert summary(made.tree) == SUMMARY.format(n=2)
    assert parents(made) == PLACED
    assert doubts(made) == [("I010", "CR1.1.1"), ("I010", "CR1.1.3")]


def test_bullets_are_given_codes_and_stand_under_the_competence_of_their_row() -> None:
    made = import_draft(documents.a_row_a_critere())
    assert parents(made) == PLACED
    assert doubts(made) == [("I018", "essai")]


def test_the_only_element_that_is_given_a_code_is_named() -> None:
    head = "| Activités | Compétences | Critères |\n|---|---|---|\n"
    text = f"{head}| A1 Vendre | C1.1 Vendre | CR1 Prix dit |\n| | Conclure | CR2 Stock compté |\n"
    (diagnostic,) = import_draft(text.encode()).diagnostics()
    assert (diagnostic.code, advice(diagnostic)) == ("I018", "its code is C1.2")


@pytest.mark.parametrize("shape", CODED)
def test_the_draft_says_of_itself_what_lacks_and_what_the_source_announces_wrongly(shape: str) -> None:
    assert errors(import_draft(CODED[shape])) == ["V132", "R301"]


def test_texts_are_word_for_word_and_the_code_of_the_source_is_kept() -> None:
    tree = import_draft(documents.a_row_a_bloc()).tree
    bloc = tree["blocs"][0]
    assert bloc["intitule"] == "Vendre des services"
    assert bloc["metiers"] == ["Vendeur", "Conseiller"]
    assert bloc["savoir_faire"] == ["Techniques", "Relationnels"]
    assert bloc["activites"][1] == {
        "code": "A1.2",
        "libelle": "Conduite de la vente",
        "competences": ["C1.2"],
    }
    assert bloc["competences"][0]["criteres"] == [
        {
            "code": "CR1.1.1",
            "code_source": "CR1.1",
            "libelle": "Le plan de l’entretien est écrit et il intègre les attentes du client",
        },
        {"code": "CR1.1.2", "code_source": "CR 1.1.2", "libelle": "Les objections sont prévues"},
        {"code": "CR1.1.3", "code_source": "CR3", "libelle": "Les questions sont classées"},
    ]
    assert bloc["epreuves"] == [
        {
            "code": "E1",
            "intitule": "Etude de cas",
            "description": "Un dossier est remis au jury.",
            "duree": "4 h",
        }
    ]
    assert bloc["condition"] == {
        "texte": "Validation des 2 compétences. Une compétence est validée si plus de 50% de ses critères le sont.",
        "effectif": {"competences": "2"},
    }


def test_a_parent_that_only_order_tells_blocks_until_it_is_reviewed() -> None:
    by_order = import_draft(documents.a_row_a_bloc())
    by_row = import_draft(documents.a_row_a_competence())
    assert [each.get("bloquant") for each in by_order.tree["a_relire"]] == [None, "oui"]
    assert [each.get("bloquant") for each in by_row.tree["a_relire"]] == [None, None]


@pytest.mark.parametrize("shape", CODED)
def test_the_same_document_gives_the_same_bytes(shape: str) -> None:
    assert as_yaml(import_draft(CODED[shape]).tree) == as_yaml(import_draft(CODED[shape]).tree)


# the documents given with the project


SEED = {"v1-une-ligne-par-bloc": 2, "v2-une-ligne-par-competence": 2, "v3-une-ligne-par-critere": 0}


def shared_document(name: str) -> bytes:
    found = documents.SHARED / name
    if not found.exists():
        pytest.skip(f"{name} is not beside the project")
    return found.read_bytes()


def counts(made: Draft) -> tuple[int, ...]:
    outline = made.outline
    return (
        len(outline.blocs),
        sum(len(bloc.activites) for bloc in outline.blocs),
        len(list(outline.competences())),
        len(list(outline.criteres())),
    )


def truth(name: str) -> list[list[list[str]]]:
    """The critères of each compétence of each bloc, as people read them in the document."""
    import json

    told = json.loads(shared_document(f"import/{name}"))
    return [[[k["libelle"] for k in c["criteres"]] for c in b["competences"]] for b in told["blocs"]]


def wordings(made: Draft) -> list[list[list[str]]]:
    return [[[k["libelle"] for k in c["criteres"]] for c in b["competences"]] for b in made.tree["blocs"]]


@pytest.mark.parametrize("form", ["docx", "odt", "pdf"])
@pytest.mark.parametrize("seed", SEED)
def test_the_source_of_the_project_comes_out_whole_of_each_shape_and_format(seed: str, form: str) -> None:
    made = import_draft(shared_document(f"import/seed-{seed}.{form}"))
    assert counts(made) == (3, 8, 8, 46)
    assert wordings(made) == truth("truth_seed.json")
    assert sum(len(bloc.epreuves) for bloc in made.outline.blocs) == 3
    assert sum(bool(bloc.condition) for bloc in made.outline.blocs) == 3
    assert errors(made) == ["V132", "R301"]
    irregular = [target for code, target in doubts(made) if code == "I010"]
    assert irregular == ["CR1.1.1", "CR1.1.6"][: SEED[seed]]
    if form != "pdf":
        assert [code for code, _ in doubts(made) if code != "I018"] == ["I010"] * SEED[seed]


def test_the_source_of_the_project_comes_out_whole_of_a_workbook() -> None:
    made = import_draft(shared_document("import/seed-v4.xlsx"))
    assert counts(made) == (3, 8, 8, 46)
    assert wordings(made) == truth("truth_seed.json")
    assert doubts(made) == [("I010", "CR1.1.1"), ("I010", "CR1.1.6")]


def test_without_rules_everything_read_by_alignment_is_to_be_reviewed_first() -> None:
    made = import_draft(shared_document("import/seed-v5-sans-filets.pdf"))
    assert counts(made)[:3] == (3, 8, 8)
    assert counts(made)[3] >= 40
    blocking = {each["cible"] for each in made.tree["a_relire"] if each.get("bloquant") == "oui"}
    assert blocking >= {code for codes in parents(made).values() for code in codes} | set(parents(made))


def test_a_scan_has_no_text_and_nothing_is_invented() -> None:
    read = opening.read(
        shared_document("import/seed-v6-numerise.pdf"), "scan", DocumentOptions(), lambda _page, _of: None
    )
    assert isinstance(read, Diagnostic)
    assert read.code == "I031"


def test_running_text_gives_what_its_codes_say_and_no_more() -> None:
    made = import_draft(shared_document("source/referentiels.txt"))
    assert counts(made)[:3] == (3, 8, 8)
    assert counts(made)[3] >= 45
    for competence, criteres in parents(made).items():
        assert all(code.startswith(f"CR{competence[1:]}.") for code in criteres)


def test_a_ministry_s_matrix_and_epreuves_are_read() -> None:
    made = import_draft(shared_document("import/CDA-RE.pdf"))
    assert counts(made) == (3, 0, 11, 53)
    assert wordings(made) == truth("truth_cda.json")
    epreuves = {each["intitule"]: each for each in made.tree["epreuves"]}
    assert [each["duree"] for each in epreuves.values()] == ["40 min", "45 min", "30 min", "20 min"]
    codes = list(parents(made))
    assert epreuves["Entretien technique"]["evalue"] == codes
    assert epreuves["Questionnaire professionnel"]["evalue"] == [codes[0], codes[6], codes[10]]
    checked = Counter(name for name, _ in made.outline.matrix_links)
    assert sorted(checked.values()) == [3, 8, 11]


def test_fiches_in_running_text_are_read_with_their_criteres() -> None:
    made = import_draft(shared_document("import/CDA-REAC.pdf"))
    assert counts(made) == (3, 3, 11, 68)
    assert [len(bloc.nodes) for bloc in made.outline.blocs] == [4, 4, 3]


# the command


def test_import_writes_a_draft_beside_and_says_what_it_holds(
    tmp_path: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("Référentiel 2026.docx").write_bytes(documents.a_row_a_bloc())
    done = certeval("import", "Référentiel 2026.docx")
    assert (done.status, done.out) == (0, SUMMARY.format(n=2) + "\n")
    draft_file = Path("referentiel-2026/0.1.0.yaml")
    text = draft_file.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../referentiel.schema.json\nformat: 1\n")
    assert "code: referentiel-2026" in text
    assert "  constat: le code «\u00a0CR3\u00a0» n’a pas la forme de ses voisins" in text
    assert "tableau 1, ligne 4, colonne 4" in text
    assert done.err.endswith(
        "certeval: no folder referentiels/ here nor above: commands take this file by its name, or as "
        "referentiels/referentiel-2026/0.1.0.yaml\n"
    )
    assert certeval("import", "Référentiel 2026.docx").status == 2
    assert draft_file.read_text(encoding="utf-8") == text
    assert certeval("import", "Référentiel 2026.docx", "--force").status == 0
    assert draft_file.read_text(encoding="utf-8") == text


def test_a_draft_among_referentiels_is_taken_without_a_word(
    tmp_path: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("referentiels").mkdir()
    Path("source.docx").write_bytes(documents.a_row_a_bloc())
    done = certeval("import", "source.docx", "--code", "essai")
    assert Path("referentiels/essai/0.1.0.yaml").is_file()
    assert "no folder" not in done.err
    assert "essai/0.1.0.yaml" in certeval("check").out


def test_the_draft_decides_nothing_before_it_is_reviewed(
    tmp_path: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("source.docx").write_bytes(documents.a_row_a_bloc())
    Path("notes.csv").write_text("candidat;CR1.1.1\nC001;oui\n", encoding="utf-8")
    certeval("import", "source.docx", "--code", "essai", "--output", "essai.yaml")
    text = Path("essai.yaml").read_text(encoding="utf-8")
    bloc = "  bloc: {tous: competences}\n"
    text = text.replace(bloc, f"{bloc}  certification: {{tous: blocs}}\n").replace(
        "competences: 3", "competences: 1"
    )
    Path("essai.yaml").write_text(text, encoding="utf-8")
    blocked = certeval("validate", "notes.csv", "--referentiel", "essai.yaml")
    assert blocked.status == 3
    assert "CR1.1.3 is to be reviewed before anything is decided" in blocked.err
    Path("essai.yaml").write_text(text.split("\na_relire:")[0] + "\n", encoding="utf-8")
    assert certeval("validate", "notes.csv", "--referentiel", "essai.yaml").status == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ("--pages", "neuf"),
        ("--pages", "11-9"),
        ("--pages", "0"),
        ("--pages", "1-2"),  # of a Word document
        ("--colonnes", "C"),
        ("--colonnes", "Z=3"),
        ("--colonnes", "C=3,CR=3"),
        ("--colonnes", "C=0"),
        ("--code", "9 essais"),
        ("--format", "docx"),
    ],
)
def test_what_is_asked_wrongly_is_said(tmp_path: Path, certeval: Certeval, wrong: tuple[str, str]) -> None:
    source = tmp_path / "source.docx"
    source.write_bytes(documents.a_row_a_bloc())
    done = certeval("import", str(source), *wrong, "--output", str(tmp_path / "essai.yaml"))
    assert (done.status, done.out) == (2, "")
    assert wrong[0] in done.err
    assert not (tmp_path / "essai.yaml").exists()


def test_columns_may_be_named_where_no_heading_names_them() -> None:
    row = "| BC1 Vendre | C1.1 Préparer un entretien | CR1.1.1 Le plan est écrit |"
    table = f"| Un | Deux | Trois |\n|---|---|---|\n{row}\n"
    read = opening.read(table.encode(), "document", DocumentOptions(), lambda _page, _of: None)
    assert isinstance(read, Diagnostic)
    assert parents(import_draft(table.encode(), columns={0: "bloc", 1: "competence", 2: "critere"})) == {
        "C1.1": ["CR1.1.1"]
    }


@pytest.mark.parametrize(("library", "suffix"), [("docx", "docx"), ("pypdfium2", "pdf")])
def test_a_library_that_is_not_installed_names_its_extra(
    tmp_path: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch, library: str, suffix: str
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, library, None)
    made = documents.Ruled().bytes() if suffix == "pdf" else documents.a_row_a_bloc()
    source = tmp_path / f"source.{suffix}"
    source.write_bytes(made)
    done = certeval("import", str(source), "--output", str(tmp_path / "essai.yaml"))
    assert (done.status, done.out) == (2, "")
    assert "pip install 'certeval[import]'" in done.err


def test_two_documents_of_one_title_are_one_and_two_lists_of_criteres_block() -> None:
    from certeval.exchange.segmentation.outline import merge

    def read(critere: str) -> object:
        table = (
            f"| Bloc | Compétences | Critères |\n|---|---|---|\n| BC1 Vendre | C1.1 Préparer | {critere} |\n"
        )
        return opening.read(table.encode(), "x", DocumentOptions(), lambda _page, _of: None)

    same = draft(merge([read("CR1.1.1 Le plan est écrit"), read("CR1.1.1 Le plan est écrit")]), "essai", "x")  # type: ignore[list-item]
    assert (counts(same), doubts(same)) == ((1, 0, 1, 1), [])
    other = draft(merge([read("CR1.1.1 Le plan est écrit"), read("CR1.1.1 Le plan est tenu")]), "essai", "x")  # type: ignore[list-item]
    assert doubts(other) == [("I017", "C1.1")]
    assert sum(each.blocking for each in other.outline.doubts) == 1


TWO = """## BLOC 1 - Vendre en magasin

| Compétences | Critères |
|---|---|
| C1.1 Accueillir | CR1.1.1 Le client est salué |

## {title}

| Compétences | Critères |
|---|---|
| {competence} | {critere} |
"""


@pytest.mark.parametrize(
    ("title", "competence", "critere", "blocs", "twice"),
    [
        ("BLOC 1 - Gérer un rayon", "C1.1 Gérer", "CR1.1.1 Les stocks sont tenus", ["BC1", "BC2"], True),
        ("BLOC 1 - Gérer un rayon", "C1.2 Gérer", "CR1.2.1 Les stocks sont tenus", ["BC1", "BC2"], True),
        ("BLOC 1 : Vendre (suite)", "C1.2 Conclure", "CR1.2.1 Le prix est dit", ["BC1"], False),
        ("BLOC 1 - Suite", "C1.2 Conclure", "CR1.2.1 Le prix est dit", ["BC1"], False),
        ("BLOC 1 : Évaluation pratique", "C1.1 Accueillir", "CR1.1.1 Le client est salué", ["BC1"], False),
        ("BLOC 2 - Gérer un rayon", "C2.1 Gérer", "CR2.1.1 Les stocks sont tenus", ["BC1", "BC2"], False),
    ],
)
def test_two_blocs_of_one_number_are_two_and_it_blocks_unless_the_second_goes_on_the_first(
    title: str, competence: str, critere: str, blocs: list[str], twice: bool
) -> None:
    made = import_draft(TWO.format(title=title, competence=competence, critere=critere).encode())
    assert [bloc["code"] for bloc in made.tree["blocs"]] == blocs
    assert (("I025", "BC2") in doubts(made), sum(each.blocking for each in made.outline.doubts)) == (
        twice,
        int(twice),
    )
    if twice:
        assert made.tree["blocs"][1]["intitule"] == "Gérer un rayon"


def test_a_code_met_again_in_running_text_with_another_text_is_said() -> None:
    parts = (
        "BLOC 1 - Vendre",
        "C1.1 Accueillir",
        "CR1.1.1 Le client est salué",
        "C1.2 Conclure",
        "CR1.2.1 Le prix",
    )
    text = "\n\n".join([*parts, ""])
    once = import_draft(text.encode())
    again = import_draft(
        f"{text}\nC1.1 Gérer les stocks\n\nCR1.2.1 Les stocks sont tenus\n\nC1.2 Conclure\n".encode()
    )
    assert parents(again) == parents(once)
    said = [str(each.arguments["text"]) for each in again.diagnostics() if each.code == "I023"]
    assert said == ["C1.1 Gérer les stocks", "CR1.2.1 Les stocks sont tenus"]


def test_a_code_after_the_word_for_its_kind_is_read_in_running_text() -> None:
    parts = [
        "BLOC 1 - Vendre",
        "Compétence C1.1 - Accueillir",
        "Critères d'évaluation :",
        "CR1.1.1 Le client est salué",
        "COMPÉTENCE C1.2 : Conclure",
        "Critère CR1.2.1 : Le prix est dit",
    ]
    made = import_draft("\n".join(parts).encode())
    assert parents(made) == {"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}
    assert [each["libelle"] for each in made.tree["blocs"][0]["competences"]] == ["Accueillir", "Conclure"]


def in_a_word_table(*lines: str, style: str | None = None) -> bytes:
    made = docx.Document()
    made.add_heading("BLOC 1 - Vendre", 2)
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip(
        (*table.rows[0].cells, table.cell(1, 0)), ("Compétences", "Critères", "C1.1 A"), strict=True
    ):
        cell.text = text
    for line in lines:
        table.cell(1, 1).add_paragraph(line, style=style)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("lines", "style", "criteres", "doubtful"),
    [
        (("le client est salué ;", "le ton est courtois."), None, 2, False),
        (("Le client est salué", "le ton est courtois"), None, 1, True),
        (("le client est", "salué"), "List Bullet", 2, False),
        (("le client est salué", "le ton est courtois"), "List Number", 2, False),
        (("le client est salué avec", "le ton de la maison"), None, 1, False),
    ],
)
def test_paragraphs_without_capitals_are_items_where_a_sign_or_a_style_says_so(
    lines: tuple[str, ...], style: str | None, criteres: int, doubtful: bool
) -> None:
    made = import_draft(in_a_word_table(*lines, style=style))
    assert len(parents(made)["C1.1"]) == criteres
    assert (("I012", "CR1.1.1") in doubts(made)) is doubtful


def a_workbook(**sheets: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("headings", "codes", "criteres"),
    [
        (("Code", "Compétence", "Code", "Critère"), ("C1", "CR1.1"), {"C1": ["CR1.1"]}),
        (("Compétences", "Compétences", "Critères", "Critères"), ("C1", "CR1.1"), {"C1": ["CR1.1"]}),
        (("N°", "Compétence", "N°", "Critère"), ("1", "1.1"), {"C1.1": ["CR1.1"]}),
        (("Compétence n°", "Compétence", "Critère n°", "Critère"), ("K7", "X3"), {"C1.1": ["CR1.1.1"]}),
        (("N°", "Compétence", "Durée", "Critère"), ("C1", "2 h"), {"C1": ["CR1.1"]}),
    ],
)
def test_codes_in_a_column_of_their_own_are_those_of_the_next(
    headings: tuple[str, ...], codes: tuple[str, str], criteres: dict[str, list[str]]
) -> None:
    row = ["Vendre", codes[0], "Accueillir", codes[1], "le client est salué"]
    made = import_draft(a_workbook(A=[["Bloc", *headings], row]))
    assert parents(made) == criteres
    (competence,) = made.tree["blocs"][0]["competences"]
    assert [competence["libelle"], competence["criteres"][0]["libelle"]] == [
        "Accueillir",
        "le client est salué",
    ]


def test_a_code_beside_a_list_is_that_of_none_of_its_items() -> None:
    head = "<table><tr><th>Compétence</th><th>Code</th><th>Critère</th></tr>"
    row = "<tr><td>C1 A</td><td>CR1.1</td><td><ul><li>prix dit</li><li>prix tenu</li></ul></td></tr></table>"
    assert parents(import_draft((head + row).encode())) == {"C1": ["CR1.1", "CR1.2"]}


def test_a_numbered_bloc_has_the_title_of_the_next_column_and_what_is_above_the_headings_is_none() -> None:
    head = ["Bloc n°", "Libellé du bloc", "Compétence", "Critère"]
    rows = [
        ["Référentiel 2026"],
        head,
        [1, "Vendre", "Accueillir", "Salut"],
        [2, "Gérer", "Compter", "Juste"],
    ]
    made = import_draft(a_workbook(A=rows))
    assert [(each["code"], each["intitule"]) for each in made.tree["blocs"]] == [
        ("BC1", "Vendre"),
        ("BC2", "Gérer"),
    ]


def test_a_sheet_named_as_a_bloc_holds_that_bloc() -> None:
    head = ["Compétences", "Critères"]
    made = import_draft(
        a_workbook(
            **{
                "BLOC 1 - Vendre": [head, ["C1.1 Accueillir", "CR1.1.1 Salut"]],
                "BLOC 2 - Gérer": [head, ["C2.1 Compter", "CR2.1.1 Juste"]],
            }
        )
    )
    assert [(each["code"], each["intitule"]) for each in made.tree["blocs"]] == [
        ("BC1", "Vendre"),
        ("BC2", "Gérer"),
    ]
    assert parents(made) == {"C1.1": ["CR1.1.1"], "C2.1": ["CR2.1.1"]}


def test_a_second_column_of_criteres_is_said_and_blocks() -> None:
    rows = (
        "| Compétences | Critères de l'écrit | Critères de l'oral |",
        "|---|---|---|",
        "| C1 Vendre | CR1.1 Prix | CR1.2 Ton |",
    )
    table = "\n".join([*rows, ""])
    made = import_draft(table.encode())
    assert [(each.code, each.arguments["text"]) for each in made.diagnostics()] == [
        ("I017", "Critères de l'oral")
    ]
    assert sum(each.blocking for each in made.outline.doubts) == 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('<a id="CR1"></a>**CR1.1** Le \\_prix\\_ \\| ferme', "Le _prix_ | ferme"),
        ("[CR1.1 Le prix](#CR1) est <i>dit</i>", "Le prix est dit"),
        ("CR1.1 Un &lt; deux, 2 < 3 > 1<!-- revu -->", "Un < deux, 2 < 3 > 1"),
        ("CR1.1 Le code \\[x\\](y) reste", "Le code [x](y) reste"),
    ],
)
def test_markdown_is_read_as_it_is_shown(typed: str, shown: str) -> None:
    made = import_draft(f"| Compétences | Critères |\n|---|---|\n| C1 Vendre | {typed} |\n".encode())
    assert made.tree["blocs"][0]["competences"][0]["criteres"] == [{"code": "CR1.1", "libelle": shown}]


def test_the_official_document_in_markdown_gives_back_every_element(certeval: Certeval) -> None:
    source = Path(__file__).parents[1] / "referentiels/developpement-commercial/1.0.0.yaml"
    assert certeval("publish", source, "--output", "officiel.md").status == 0
    assert counts(import_draft(Path("officiel.md").read_bytes()))[:4] == (3, 8, 8, 46)
