"""Nothing of a document is lost unsaid: each way of titling blocs, of coding, of placing épreuves and remarks."""

import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement, parse_xml

from certeval.exchange.draft import Draft
from certeval.exchange.segmentation import codes
from test_import import doubts, import_draft, parents
from test_import_hostile import open_document

HEAD = ("Activités", "Compétences", "Modalités d'évaluation", "Critères d'évaluation")
FIRST = ("A1.1 Visite", "C1.1 Préparer", "Étude de cas 2 h", "CR1.1.1 Le plan est écrit")
SECOND = ("A2.1 Vente", "C2.1 Conclure", "Oral 30 min", "CR2.1.1 Le prix est dit")


def table(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD, caption: str = "") -> str:
    """A table in HTML; a row of one cell goes across it."""
    across = f'<td colspan="{len(head)}">'
    lines = [
        "".join(f"{across if len(row) == 1 else '<td>'}{cell}</td>" for cell in row) for row in (head, *rows)
    ]
    return f"<table>{caption}{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def page(*parts: str) -> Draft:
    return import_draft(f"<!doctype html><html><body>{''.join(parts)}</body></html>".encode())


def blocs(made: Draft) -> list[tuple[object, object, list[object]]]:
    return [(b["code"], b.get("intitule"), [c["code"] for c in b["competences"]]) for b in made.tree["blocs"]]


def epreuves(made: Draft) -> list[tuple[object, object, object]]:
    return [
        (e["intitule"], e.get("duree"), e.get("evalue")) for b in made.tree["blocs"] for e in b["epreuves"]
    ]


@pytest.mark.parametrize(
    ("first", "second", "titles"),
    [
        ("<h2>BLOC 1</h2><p>Vendre</p>", "<h2>BLOC 2</h2><p></p><p>Piloter</p>", ("Vendre", "Piloter")),
        ("<p>Bloc 1 : vendre</p>", "<p>Bloc 2 – « Piloter »</p>", ("vendre", "« Piloter »")),
        ("<p>Bloc I – Vendre</p>", "<p>BLOC II : Piloter</p>", ("Vendre", "Piloter")),
        ("<p>Bloc A – Vendre</p>", "<p>Bloc B – Piloter</p>", ("Vendre", "Piloter")),
        ("<p>[Bloc 1] Vendre</p>", "<p>[Bloc 2] Piloter</p>", ("Vendre", "Piloter")),
        ("<p>Bloc 1 - Vendre 12</p><p>Bloc 2 - Piloter 15</p><p>Bloc 1 - Vendre</p>", "<p>Bloc 2 - Piloter</p>",
         ("Vendre", "Piloter")),
        ("<p>Bloc\u00a01 : Ven\u00addre</p>", "<p>\u200bBloc 2 : Piloter</p>", ("Vendre", "Piloter")),
    ],
)  # fmt: skip
def test_each_bloc_holds_its_table_however_it_is_titled(
    first: str, second: str, titles: tuple[str, str]
) -> None:
    made = page(first, table(FIRST), second, table(SECOND))
    assert blocs(made) == [("BC1", titles[0], ["C1.1"]), ("BC2", titles[1], ["C2.1"])]
    assert not doubts(made)


def test_a_caption_titles_its_table_and_goes_into_no_heading() -> None:
    made = page(
        table(FIRST, caption="<caption>Bloc 1 – Vendre</caption>"),
        table(SECOND, caption="<caption>Bloc 2 – Piloter</caption>"),
    )
    assert blocs(made) == [("BC1", "Vendre", ["C1.1"]), ("BC2", "Piloter", ["C2.1"])]
    assert [a["libelle"] for b in made.tree["blocs"] for a in b["activites"]] == ["Visite", "Vente"]


@pytest.mark.parametrize(
    ("typed", "kind", "typed_code", "numbers"),
    [
        ("CR1\u20111\u20112 Le plan", "critere", "CR1\u20111\u20112", (1, 1, 2)),
        ("[CR1.1.2] Le plan", "critere", "[CR1.1.2]", (1, 1, 2)),
        ("(C1.2) Le plan", "critere", "(C1.2)", (1, 2)),
        ("BLOC IV : Piloter", "bloc", "BLOC IV", (4,)),
    ],
)
def test_a_code_is_told_between_brackets_with_hyphens_and_in_roman_numerals(
    typed: str, kind: str, typed_code: str, numbers: tuple[int, ...]
) -> None:
    code = codes.code(typed, kind)
    assert code is not None
    assert (code.text, code.numbers) == (typed_code, numbers)


@pytest.mark.parametrize("typed", ["(2 h) Le plan", "[x] Le plan", "(C1.1, C1.2) Le plan"])
def test_what_stands_between_brackets_and_is_no_code_is_text(typed: str) -> None:
    assert codes.code(typed, "critere") is None


@pytest.mark.parametrize("typed", ["UNITÉ A VALIDER", "Blocs communs", "Module à choisir"])
def test_a_word_after_that_for_a_bloc_is_no_rank(typed: str) -> None:
    assert codes.code(typed, "bloc") is None


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad"])
def test_a_sign_that_nobody_sees_hides_no_code(sign: str) -> None:
    made = page("<p>Bloc 1 : Vendre</p>", table(tuple(f"{sign}{cell}" for cell in FIRST)))
    assert parents(made) == {"C1.1": ["CR1.1.1"]}
    assert made.tree["blocs"][0]["competences"][0]["libelle"] == "Préparer"


def test_each_competence_s_own_epreuve_is_one_and_says_what_it_assesses() -> None:
    head = ("Compétences", "Modalités", "Critères")
    rows = [
        ("C1 Vendre", "Étude de cas 2 h", "CR1.1 Prix"),
        ("C2 Gérer", "Oral 30 min", "CR2.1 Compte"),
        ("C3 Mener", "Étude de cas 2 h", "CR3.1 Ton"),
        ("C4 Suivre", "Idem", "CR4.1 Suivi"),
    ]
    made = page("<p>Bloc 1 : Vendre</p>", table(*rows, head=head))
    assert epreuves(made) == [("Étude de cas", "2 h", ["C1", "C3", "C4"]), ("Oral", "30 min", ["C2"])]


def test_a_cell_that_goes_on_the_epreuve_before_is_no_epreuve() -> None:
    head = ("Compétences", "Modalités", "Critères")
    rows = [("C1 Vendre", "Étude de cas,", "CR1.1 Prix"), ("C2 Gérer", "puis un oral", "CR2.1 Compte")]
    made = page("<p>Bloc 1 : Vendre</p>", table(*rows, head=head))
    assert epreuves(made) == [("Étude de cas,", None, None)]
    assert made.tree["blocs"][0]["epreuves"][0]["description"] == "puis un oral"


def test_a_short_text_below_an_epreuve_may_be_another_and_that_is_said() -> None:
    head = ("Compétences", "Critères d'évaluation", "Modalités d'évaluation")
    rows = (("C1 Vendre", "CR1 Plan écrit", "Oral"), ("", "CR2 Prix dit", "Étude de cas"))
    made = page("<p>Bloc 1 : Vendre</p>", table(*rows, head=head))
    assert epreuves(made) == [("Oral", None, None)]
    assert doubts(made) == [("I027", "E1")]
    again = (
        *rows[:1],
        ("C2 Gérer", "CR2 Prix dit", "QCM"),
        ("C3 Suivre", "CR3 Compte", "Oral"),
        ("C4 Dire", "CR4 Ton", "QCM"),
    )
    assert not doubts(page("<p>Bloc 1 : Vendre</p>", table(*again, head=head)))


def test_modalites_that_are_numbered_are_epreuves_of_the_competences_that_each_names() -> None:
    lines = (
        "Modalité 1 : étude de cas (2 h)",
        "Compétences évaluées : C1",
        "Modalité 2 : oral",
        "- Compétence visée : C2",
    )
    cell = "".join(f"<p>{line}</p>" for line in lines)
    head = ("Compétences", "Critères d'évaluation", "Modalités d'évaluation")
    made = page(
        "<p>Bloc 1 : Vendre</p>",
        table(("C1 Vendre", "Prix dit", cell), ("C2 Suivre", "Ton poli", ""), head=head),
    )
    assert epreuves(made) == [("étude de cas", "2 h", ["C1"]), ("oral", None, ["C2"])]


def test_a_transversal_competence_that_blocs_share_leaves_the_others_their_codes() -> None:
    rows = [
        table((code, "Ton poli"), ("CT1 Communiquer", "Ton clair"), head=("Compétences", "Critères"))
        for code in ("C1 Vendre", "C2 Suivre")
    ]
    made = page("<p>Bloc 1 : Vendre</p>", rows[0], "<p>Bloc 2 : Suivre</p>", rows[1])
    assert [codes for _, _, codes in blocs(made)] == [["C1", "CT1.1"], ["C2", "CT2.1"]]
    assert [code for code, _ in doubts(made)] == ["I018"]


def test_a_bloc_that_stands_in_a_row_of_its_own_has_its_code_in_the_column_of_codes() -> None:
    rows = (
        ("BC1", "Vendre", ""),
        ("C1", "Cibler", "Tri fait"),
        ("BC2", "Suivre", ""),
        ("C2", "Relancer", "Suivi fait"),
    )
    made = page(table(*rows, head=("Code", "Compétences", "Critères d'évaluation")))
    assert blocs(made) == [("BC1", "Vendre", ["C1"]), ("BC2", "Suivre", ["C2"])]


def test_tables_of_epreuves_below_several_blocs_are_those_of_each() -> None:
    """They were épreuves of the whole certification; one table alone still is of the whole."""
    one, other = (
        [
            f"<p>Bloc {n} : Vendre {n}</p>",
            table((f"C{n} Vendre", "Prix dit"), head=("Compétences", "Critères")),
            tests,
        ]
        for n, tests in enumerate((table(("Oral", "1 h"), head=("Modalités d'évaluation", "Durée")),) * 2, 1)
    )
    assert epreuves(page(*one, *other)) == [("Oral", "1 h", None), ("Oral", "1 h", None)]
    assert [len(bloc["epreuves"]) for bloc in page(*one, *other).tree["blocs"]] == [1, 1]
    assert [e["intitule"] for e in page(*one, *other[:2]).tree["epreuves"]] == ["Oral"]


def test_a_list_below_the_heading_of_modalites_says_how_its_bloc_is_assessed() -> None:
    listed = "<p>Modalités d'évaluation :</p><ul><li>Étude de cas (2 h)</li><li>Oral</li></ul><p>Annexe</p><ul><li>Plan"
    rows = table(("C1 Vendre", "Prix dit"), head=("Compétences", "Critères"))
    made = page("<p>Bloc 1 : Vendre</p>", rows, listed)
    assert epreuves(made) == [("Étude de cas", "2 h", None), ("Oral", None, None)]


def test_epreuves_stand_in_the_bloc_that_their_table_names() -> None:
    listed = table(
        ("Bloc 1", "Étude de cas", "2 h"),
        ("Bloc 2", "Oral", "Écrit 1 h, oral 30 min"),
        ("Bloc 7", "Stage", "3 jours"),
        head=("Bloc", "Épreuve", "Durée"),
    )
    made = page(
        "<p>Bloc 1 : Vendre</p>", table((*FIRST[:2], "", FIRST[3])),
        "<p>Bloc 2 : Piloter</p>", table((*SECOND[:2], "", SECOND[3])), listed,
    )  # fmt: skip
    assert epreuves(made) == [("Étude de cas", "2 h", None), ("Oral", None, None)]
    assert made.tree["blocs"][1]["epreuves"][0]["description"] == "Écrit 1 h, oral 30 min"
    assert [each["intitule"] for each in made.tree["epreuves"]] == ["Stage"]
    assert [(d.code, d.arguments["text"]) for d in made.diagnostics()] == [("I023", "Bloc 7")]


@pytest.mark.parametrize(
    ("cell", "assessed", "said"),
    [
        ("C1, C3", ["C1", "C3"], []),
        ("C1 à C3", ["C1", "C2", "C3"], []),
        ("Vendre", ["C1"], []),
        ("C1 et C9", ["C1"], ["I023"]),
        ("Les compétences de vente", None, ["I023"]),
    ],
)
def test_an_epreuve_assesses_the_competences_whose_codes_or_texts_its_row_has(
    cell: str, assessed: list[str] | None, said: list[str]
) -> None:
    rows = [("C1 Vendre", "CR1.1 Prix"), ("C2 Gérer", "CR2.1 Compte"), ("C3 Mener", "CR3.1 Ton")]
    listed = table(("Oral", cell, "30 min"), head=("Épreuve", "Compétences évaluées", "Durée"))
    made = page("<p>Bloc 1 : Vendre</p>", table(*rows, head=("Compétences", "Critères")), listed)
    assert made.tree["epreuves"][0].get("evalue") == assessed
    assert [each.code for each in made.diagnostics()] == said


def test_a_condition_across_the_table_is_that_of_its_bloc() -> None:
    said = ("Condition de validation du bloc 1 : Validation des 2 compétences.",)
    made = page("<p>Bloc 1 : Vendre</p>", table(FIRST, said))
    assert made.tree["blocs"][0]["condition"]["texte"] == "Validation des 2 compétences."


@pytest.mark.parametrize(
    "lines", ["Bloc 1 :<br>Analyser la demande", "Bloc de<br>compétences n°1 :<br>Analyser la<br>demande"]
)
def test_a_bloc_keeps_its_title_however_the_lines_of_its_column_break(lines: str) -> None:
    head = ("Bloc", "Compétences", "Critères")
    made = page(table((lines, "C1 Vendre", "CR1.1 Prix"), ("", "C2 Gérer", "CR2.1 Compte"), head=head))
    assert blocs(made) == [("BC1", "Analyser la demande", ["C1", "C2"])]


def test_an_activite_across_the_table_is_one_and_another_row_across_is_said() -> None:
    head = ("Compétences", "Critères")
    rows = [("Activité 1 : Visite",), ("C1 Vendre", "CR1.1 Prix"), ("1. Hors période de stage",)]
    made = page("<p>Bloc 1 : Vendre</p>", table(*rows, head=head))
    (activite,) = made.tree["blocs"][0]["activites"]
    assert (activite["code_source"], activite["libelle"]) == ("Activité 1", "Visite")
    assert [(d.code, d.arguments["text"]) for d in made.diagnostics()] == [
        ("I023", "1. Hors période de stage")
    ]


def test_columns_of_which_nothing_is_taken_are_said_once() -> None:
    head = ("Fonction", *HEAD, "Coefficient", "Durée")
    made = page(
        "<p>Bloc 1 : Vendre</p>", table(("Terrain", *FIRST, "3", "1 h"), head=head),
        "<p>Bloc 2 : Piloter</p>", table(("Bureau", *SECOND, "2", ""), head=head),
    )  # fmt: skip
    said = [d.arguments["text"] for d in made.diagnostics() if d.code == "I026"]
    assert said == ["Activités", "Coefficient", "Durée"]
    assert sum(each.blocking for each in made.outline.doubts) == 0


def test_a_table_that_is_not_recognised_is_said_though_it_has_no_code() -> None:
    other = table(("Mener", "Le ton est juste"), head=("Ce que fait le candidat", "Ce que voit le jury"))
    made = page("<p>Bloc 1 : Vendre</p>", table(FIRST), "<p>Bloc 2 : Piloter</p>", other)
    assert doubts(made) == [("I064", "essai")]


def test_what_it_takes_is_said_from_a_table_that_is_not_recognised() -> None:
    takes = "La certification est délivrée si tous les blocs sont validés."
    made = page("<p>Bloc 1 : Vendre</p>", table(FIRST), table((takes, "Jury"), head=("Règle", "Qui")))
    assert [(each.code, each.arguments["text"]) for each in made.diagnostics() if each.code == "I062"] == [
        ("I062", takes)
    ]


def test_a_table_at_the_foot_of_each_page_is_said_once() -> None:
    foot = table(("RE", "TP-01281"), head=("SIGLE", "Code titre"))
    made = page("<p>Bloc 1 : Vendre</p>", table(FIRST), foot, foot)
    assert doubts(made) == [("I064", "essai")]


@pytest.mark.parametrize(("lasts", "said"), [("Sans objet", []), ("", ["I023"])])
def test_an_epreuve_of_which_nothing_is_said_is_left_out_and_said(lasts: str, said: list[str]) -> None:
    listed = table(
        ("Oral", "C1.1", "30 min"), ("Dossier", "", lasts), head=("Épreuve", "Compétences", "Durée")
    )
    made = page("<p>Bloc 1 : Vendre</p>", table((*FIRST[:2], "", FIRST[3])), listed)
    assert [each["intitule"] for each in made.tree["epreuves"]] == ["Oral"]
    assert [each.code for each in made.diagnostics()] == said


def test_headings_repeated_in_capitals_and_shorter_are_no_row() -> None:
    again = ("ACTIVITÉS", "COMPÉTENCES", "MODALITÉS", "CRITÈRES")
    made = page("<p>Bloc 1 : Vendre</p>", table(FIRST, again, SECOND))
    assert parents(made) == {"C1.1": ["CR1.1.1"], "C2.1": ["CR2.1.1"]}


def test_two_codes_on_a_line_are_said() -> None:
    row = ("C1 Vendre ; C2 Gérer", "CR1.1 Le prix est dit. CR1.2 Le ton (voir CR1.3) est juste")
    made = page("<p>Bloc 1 : Vendre</p>", table(row, head=("Compétences", "Critères")))
    assert doubts(made) == [("I027", "C1"), ("I027", "CR1.1")]


def test_a_text_that_word_shows_is_read_though_its_style_may_hide_it() -> None:
    made = docx.Document()
    made.add_paragraph("Bloc 1 : Vendre")
    cells = made.add_table(rows=2, cols=2)
    for at, text in (((0, 0), "Compétences"), ((0, 1), "Critères"), ((1, 0), "C1 Vendre")):
        cells.cell(*at).text = text
    shown, hidden = cells.cell(1, 1).paragraphs[0], cells.cell(1, 1).add_paragraph()
    shown.add_run("CR1.1 Le prix est dit").font.hidden = False
    hidden.add_run("CR1.2 Brouillon").font.hidden = True
    stream = io.BytesIO()
    made.save(stream)
    assert parents(import_draft(stream.getvalue())) == {"C1": ["CR1.1"]}


def test_a_code_that_our_own_document_says_of_its_source_is_no_text() -> None:
    row = ("C1 Vendre", "CR1.1 Le prix est dit<br>code dans la source\u00a0: CR 6")
    made = page("<p>Bloc 1 : Vendre</p>", table(row, head=("Compétences", "Critères")))
    (critere,) = made.tree["blocs"][0]["competences"][0]["criteres"]
    assert critere == {"code": "CR1.1", "code_source": "CR 6", "libelle": "Le prix est dit"}


def test_competences_and_criteres_in_one_cell_are_told_by_their_letters() -> None:
    cell = "C1.1 Préparer<br>CR1.1.1 Le plan est écrit<br>CR1.1.2 Le prix est dit<br>C1.2 Conclure<br>CR1.2.1 Ton"
    made = page(
        "<p>Bloc 1 : Vendre</p>", table(("A1 Visite", cell), head=("Activités", "Compétences et critères"))
    )
    assert parents(made) == {"C1.1": ["CR1.1.1", "CR1.1.2"], "C1.2": ["CR1.2.1"]}
    assert sum(each.blocking for each in made.outline.doubts) == 0


def test_two_tables_that_stand_as_one_are_read_each_under_its_headings() -> None:
    head = ("Activités", "Compétences", "Critères")
    again = ("Épreuve", "Compétences évaluées", "Durée")
    rows = [("A1 Visite", "C1 Vendre", "CR1.1 Prix"), ("A2 Vente", "C2 Gérer", "CR2.1 Compte")]
    made = page("<p>Bloc 1 : Vendre</p>", table(*rows, again, ("Oral", "C2", "20 min"), head=head))
    assert parents(made) == {"C1": ["CR1.1"], "C2": ["CR2.1"]}
    assert [(e["intitule"], e["duree"], e["evalue"]) for e in made.tree["epreuves"]] == [
        ("Oral", "20 min", ["C2"])
    ]
    assert not doubts(made)


def test_a_row_whose_cells_have_words_of_headings_is_a_row() -> None:
    head = ("Activités", "Compétences", "Critères")
    rows = [
        ("A1 Visite", "C1 Vendre", "CR1.1 Prix"),
        ("Mission de vente", "Capacité à gérer", "Indicateur tenu"),
        ("Tâches", "Écouter", "Compétence dite"),
    ]
    assert len(parents(page("<p>Bloc 1 : Vendre</p>", table(*rows, head=head)))) == 3


def test_a_wide_heading_over_one_list_announces_no_second_one() -> None:
    wide = '<tr><th colspan="2">Compétences</th><th colspan="2">Critères</th></tr>'
    row = '<tr><td colspan="2">C1 Vendre</td><td colspan="2">CR1.1 Prix</td></tr>'
    made = page("<p>Bloc 1 : Vendre</p>", f"<table>{wide}{row}</table>")
    assert (parents(made), doubts(made)) == ({"C1": ["CR1.1"]}, [])


@pytest.mark.parametrize("line", ["2 h", "(2 h)", "Durée : 2 h", "durée 2 heures"])
def test_a_line_under_the_title_of_an_epreuve_says_how_long_it_lasts(line: str) -> None:
    made = page(
        "<p>Bloc 1 : Vendre</p>",
        table(("A1 Visite", "C1 Vendre", f"Étude de cas<br>{line}<br>Écrit", "CR1.1 A")),
    )
    (epreuve,) = made.tree["blocs"][0]["epreuves"]
    assert (epreuve["intitule"], epreuve["duree"], epreuve["description"]) == ("Étude de cas", "2 h", "Écrit")


NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def boxed(*texts: str) -> object:
    """A run with a text box as Word writes one: for itself, and again for a Word of before 2010."""
    held = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    box = f"<w:txbxContent>{held}</w:txbxContent>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    new = f"<w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>"
    both = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return parse_xml(f"<w:r {NAMES}><mc:AlternateContent>{both}</mc:AlternateContent></w:r>")


def in_old_word(text: str) -> object:
    box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    return parse_xml(f"<w:r {NAMES}><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>")


def test_text_boxes_of_word_are_read_once_where_they_stand() -> None:
    made = docx.Document()
    made.add_paragraph()._element.append(boxed("Bloc 1 : Vendre"))
    cells = made.add_table(rows=2, cols=2)
    for at, text in (((0, 0), "Compétences"), ((0, 1), "Critères"), ((1, 0), "C1 Vendre")):
        cells.cell(*at).text = text
    filled = cells.cell(1, 1).paragraphs[0]
    filled._element.append(in_old_word("CR1.1 Prix"))
    filled.add_run("CR1.2 Ton").font.strike = False
    filled._element.append(boxed("CR1.3 Délai", "CR1.4 Suivi"))
    removed = cells.cell(1, 1).add_paragraph()._element
    removed.append(OxmlElement("w:del"))
    removed[-1].append(boxed("CR1.5 Brouillon"))
    stream = io.BytesIO()
    made.save(stream)
    draft = import_draft(stream.getvalue())
    assert blocs(draft) == [("BC1", "Vendre", ["C1"])]
    assert (parents(draft), doubts(draft)) == ({"C1": ["CR1.1", "CR1.2", "CR1.3", "CR1.4"]}, [])


def test_what_word_gives_two_ways_of_showing_is_read_once() -> None:
    made = docx.Document(io.BytesIO(in_word()))
    sign = "<mc:Choice Requires='w16se'><w:sym/></mc:Choice><mc:Fallback><w:t>\u2713</w:t></mc:Fallback>"
    (price, _struck) = made.tables[0].cell(1, 1).paragraphs
    price._element.append(parse_xml(f"<w:r {NAMES}><mc:AlternateContent>{sign}</mc:AlternateContent></w:r>"))
    stream = io.BytesIO()
    made.save(stream)
    (critere, _other) = import_draft(stream.getvalue()).tree["blocs"][0]["competences"][0]["criteres"]
    assert critere["libelle"] == "Prix\u2713"


def in_word() -> bytes:
    made = docx.Document()
    made.add_paragraph("Bloc 1 : Vendre")
    cells = made.add_table(rows=2, cols=2)
    for at, text in (((0, 0), "Compétences"), ((0, 1), "Critères"), ((1, 0), "C1 Vendre")):
        cells.cell(*at).text = text
    cells.cell(1, 1).paragraphs[0].add_run("CR1.1 Prix")
    struck = cells.cell(1, 1).add_paragraph()
    struck.add_run("CR1.2 ").font.strike = False
    struck.add_run("Ton").font.strike = True
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def in_a_workbook() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in (["Compétences", "Critères"], ["C1 Vendre", "CR1.1 Prix"], [None, "CR1.2 Ton"]):
        sheet.append(row)
    sheet["B3"].font = openpyxl.styles.Font(strike=True)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def in_html() -> bytes:
    head, row = "<tr><th>Compétences</th><th>Critères</th></tr>", "<td>CR1.1 Prix<p><s>CR1.2 Ton</s></p></td>"
    return f"<table>{head}<tr><td>C1 Vendre</td>{row}</tr></table>".encode()


def in_markdown() -> bytes:
    return "| Compétences | Critères |\n|---|---|\n| C1 Vendre | **CR1.1 Prix<br>~~CR1.2 Ton~~** |\n".encode()


ODT = """\
<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:automatic-styles><style:style style:name="barre" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>
<office:body><office:text><table:table>
<table:table-row><table:table-cell><text:p>Compétences</text:p></table:table-cell>
<table:table-cell><text:p>Critères</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>C1 Vendre</text:p></table:table-cell>
<table:table-cell><text:p>CR1.1 Prix%s</text:p>
<text:p><text:span text:style-name="barre">CR1.2 Ton</text:span></text:p></table:table-cell></table:table-row>
</table:table></office:text></office:body></office:document-content>
"""
NOTE = '<text:note text:note-class="footnote"><text:note-body><text:p>Hors stage</text:p></text:note-body></text:note>'


def in_odt(note: str = "") -> bytes:
    return open_document(ODT % note)


@pytest.mark.parametrize("made_in", [in_word, in_a_workbook, in_html, in_markdown, in_odt])
def test_what_is_struck_out_is_taken_and_said(made_in: Callable[[], bytes]) -> None:
    made = import_draft(made_in())
    assert parents(made) == {"C1": ["CR1.1", "CR1.2"]}
    said = [(each.code, each.arguments["text"]) for each in made.diagnostics() if each.code == "I029"]
    assert said == [("I029", "CR1.2 Ton")]


def remarks(data: bytes) -> list[tuple[str, object]]:
    return [
        (each.code, each.arguments["text"])
        for each in import_draft(data).diagnostics()
        if each.code == "I065"
    ]


def test_a_note_of_word_is_said_beside_the_text_that_it_goes_with() -> None:
    data = in_word()
    made = docx.Document(io.BytesIO(data))
    (first, _struck) = made.tables[0].cell(1, 1).paragraphs
    first.runs[0]._element.append(OxmlElement("w:footnoteReference"))
    stream = io.BytesIO()
    made.save(stream)
    assert (remarks(data), remarks(stream.getvalue())) == ([], [("I065", "CR1.1 Prix")])


def test_a_note_of_an_odt_is_said_beside_the_text_that_it_goes_with() -> None:
    assert remarks(in_odt(NOTE)) == [("I065", "CR1.1 Prix")]
    assert remarks(in_odt("<office:annotation><text:p>Vu</text:p></office:annotation>")) == [
        ("I065", "CR1.1 Prix")
    ]


def test_a_formula_without_a_result_is_said_where_it_stands() -> None:
    made = openpyxl.Workbook()
    for row in (["Compétences", "Critères"], ["C1 Vendre", "CR1.1 Prix"], ["C2 Gérer", '="CR2.1 "&A1']):
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    (said,) = [each for each in import_draft(stream.getvalue()).diagnostics() if each.code == "I028"]
    assert said.place.cell == "Sheet!B3"


ROWS = (
    ("A1 - Vendre", "C1.1 - Accueillir un client", "CR1.1.1 - Le client est salué"),
    ("A1 - Vendre", "C1.2 - Conclure une vente", "CR1.2.1 - Le prix est annoncé"),
)


def under(*head: str, columns: slice = slice(0, 3)) -> Draft:
    """Two rows of a document under rows of headings, each the HTML of its cells."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row[columns])}</tr>" for row in ROWS)
    return page("<p>Bloc 1 - Vendre</p><table>", *(f"<tr>{row}</tr>" for row in head), body, "</table>")


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (
            (
                "<td rowspan=2>Référentiel de compétences</td><td>Référentiel d’évaluation</td>",
                "<td>Critères d’évaluation</td>",
            ),
            slice(1, 3),
        ),
        (
            (
                "<td>Référentiel de compétences</td><td>Référentiel d’évaluation</td>",
                "<td></td><td>Critères d’évaluation</td>",
            ),
            slice(1, 3),
        ),
        (
            (
                "<td>Référentiel d’activités</td><td>Référentiel de compétences</td><td>Évaluation</td>",
                "<td>Activités</td><td>Compétences</td><td>Critères</td>",
            ),
            slice(0, 3),
        ),
        (
            (
                "<td>Travail</td><td colspan=2>Compétences</td>",
                "<td>Activités</td><td>Compétences visées</td><td>Critères</td>",
            ),
            slice(0, 3),
        ),
        (
            (
                "<td>Activités</td><td>Compétences</td><td>Critères</td>",
                "<td>(1)</td><td>(2)</td><td>(3)</td>",
            ),
            slice(0, 3),
        ),
    ],
)
def test_headings_on_several_rows_are_no_elements(head: tuple[str, ...], columns: slice) -> None:
    made = under(*head, columns=columns)
    assert (parents(made), doubts(made)) == ({"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}, [])


def test_what_a_table_says_above_its_headings_is_left_out_and_said() -> None:
    made = under(
        "<td>Titre : Vendeur</td><td>Niveau 4</td><td>Version 2</td>",
        "<td>Activités</td><td>Compétences</td><td>Critères</td>",
    )
    assert parents(made) == {"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}
    assert [each[:1] for each in doubts(made)] == [("I023",)]


def test_a_row_across_that_begins_with_the_word_of_a_heading_is_no_heading() -> None:
    made = under(
        "<td>Activités</td><td>Compétences</td><td>Critères</td>",
        "<td colspan=3>Activités du commerce</td>",
    )
    assert (parents(made), [code for code, _ in doubts(made)]) == (
        {"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]},
        ["I023"],
    )


@pytest.mark.parametrize(
    "text", ["Le compte-rendu est signé", "l’auto-évaluation est faite", "Le risque zéro Accident est visé"]
)
def test_an_item_of_a_list_keeps_its_hyphens(text: str) -> None:
    made = docx.Document()
    cells = made.add_table(rows=2, cols=2)
    for at, word in (((0, 0), "Compétences"), ((0, 1), "Critères"), ((1, 0), "C1.1 - Rendre compte")):
        cells.cell(*at).text = word
    for each in ("Un autre critère", text):
        cells.cell(1, 1).add_paragraph(each, style="List Bullet")
    held = io.BytesIO()
    made.save(held)
    criteres = import_draft(held.getvalue()).tree["blocs"][0]["competences"][0]["criteres"]
    assert [each["libelle"] for each in criteres] == ["Un autre critère", text]


@pytest.mark.parametrize(("first", "second"), [("UE 1", "UE 2"), ("Domaine A : Vendre", "Domaine B : Gérer")])
def test_tables_that_a_document_numbers_by_one_word_are_blocs_to_review(first: str, second: str) -> None:
    made = page(
        f"<p>{first}</p>", table(("C1 Vendre", "Prix")), f"<p>{second}</p>", table(("C2 Gérer", "Délai"))
    )
    assert blocs(made) == [("BC1", first, ["C1.1"]), ("BC2", second, ["C2.1"])]
    assert [each for each in doubts(made) if each[0] == "I021"] == [("I021", "BC1"), ("I021", "BC2")]


@pytest.mark.parametrize("word", ["Tableau", "Activité", "Page", "Compétence", "A"])
def test_captions_and_elements_title_no_bloc(word: str) -> None:
    made = page(
        f"<p>{word} 1</p>", table(("C1 Vendre", "Prix")), f"<p>{word} 2</p>", table(("C2 Gérer", "Délai"))
    )
    assert len(blocs(made)) == 1


@pytest.mark.parametrize(
    ("head", "first", "last"),
    [
        (
            ("Activités", "Compétences", "Critères"),
            ("Activité de vente", "Compétences commerciales", "Critères de vente"),
            ("Vente", "Conclure", "Le prix est dit"),
        ),
        (
            ("Compétences", "Critères"),
            ("Compétences relationnelles", "Critère : écoute"),
            ("Conclure", "Le prix est dit"),
        ),
        (
            ("Compétences", "Épreuves", "Critères"),
            ("Évaluation des besoins", "Épreuve écrite", "Indicateurs relevés"),
            ("Conclure", "Oral", "Le prix est dit"),
        ),
    ],
)
def test_an_element_that_begins_with_the_word_of_its_heading_is_no_heading(
    head: tuple[str, ...], first: tuple[str, ...], last: tuple[str, ...]
) -> None:
    (bloc,) = page("<p>Bloc 1 - Vendre</p>", table(first, last, head=head)).tree["blocs"]
    column = head.index("Compétences")
    assert [each["libelle"] for each in bloc["competences"]] == [first[column], "Conclure"]


def with_digits() -> tuple[bytes, bytes]:
    """The same document of Word, as one and as a model of others."""
    made = docx.Document()
    cells = made.add_table(rows=2, cols=2)
    for at, text in (((0, 0), "Compétences"), ((0, 1), "Critères"), ((1, 0), "C1"), ((1, 1), "CR1.1 2 m")):
        cells.cell(*at).text = text
    competence, critere = (cells.cell(1, column).paragraphs[0] for column in (0, 1))
    competence.add_run("2").font.superscript = True
    competence.add_run(" Vendre")
    critere.add_run("2").font.superscript = True
    critere.add_run(" de CO")
    critere.add_run("2").font.subscript = True
    stream, model = io.BytesIO(), io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as book, zipfile.ZipFile(model, "w") as copy:
        for name in book.namelist():
            copy.writestr(name, book.read(name).replace(b".document.main+xml", b".template.main+xml"))
    return stream.getvalue(), model.getvalue()


RAISED = ("C1<sup>2</sup> Vendre", "CR1.1 2 m<sup>2</sup> de CO<sub>2</sub>")


@pytest.mark.parametrize(
    "data",
    [
        *with_digits(),
        f"<table><tr><th>Compétences<th>Critères<tr><td>{RAISED[0]}<td>{RAISED[1]}</table>".encode(),
        f"| Compétences | Critères |\n|---|---|\n| {RAISED[0]} | {RAISED[1]} |\n".encode(),
    ],
    ids=["docx", "dotx", "html", "markdown"],
)
def test_digits_above_or_below_the_line_stand_there(data: bytes) -> None:
    """« m2 » was another text, and the call of a note made C12 of C1."""
    (competence,) = import_draft(data).tree["blocs"][0]["competences"]
    assert (competence["code"], competence["code_source"], competence["libelle"]) == ("C1", "C1²", "Vendre")
    assert competence["criteres"][0]["libelle"] == "2 m² de CO₂"
