"""What a PDF does to a table, each in a page that the test rules itself."""

import pytest
from fpdf import FPDF

import documents
from certeval.diagnostics import Diagnostic
from certeval.exchange import opening
from certeval.exchange.opening import DocumentOptions
from test_import import doubts, import_draft, parents

HEADINGS = ("Bloc", "Compétences", "Critères d'évaluation", "Modalités d'évaluation")
BLOC = "BC1 Vendre des services"
C1, C2 = "C1.1 Préparer un entretien", "C1.2 Mener un entretien"


def page() -> documents.Ruled:
    made = documents.Ruled()
    made.row(10, 8, HEADINGS)
    return made


def test_a_merged_cell_covers_the_rows_beside_it() -> None:
    made = page()
    for left, top, width, height, text in (
        (10, 18, 40, 24, BLOC),
        (50, 18, 50, 12, C1),
        (100, 18, 60, 12, "CR1.1.1 Le plan est écrit"),
        (160, 18, 40, 24, "1. Epreuve :\nEtude de cas 2h"),
        (50, 30, 50, 12, C2),
        (100, 30, 60, 12, "CR1.2.1 L'accord est signé"),
    ):
        cell(made, (left, top, width, height), text)
    draft = import_draft(made.bytes())
    assert parents(draft) == {"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}
    assert draft.tree["blocs"][0]["epreuves"] == [{"code": "E1", "intitule": "Etude de cas", "duree": "2 h"}]


def test_a_table_wider_than_its_page_is_read_whole_and_that_is_said() -> None:
    """Characters beyond the edge of the page, where its rules end, were lost in the midst of words without a word."""
    made = documents.Ruled()
    rows = (HEADINGS[:3], (BLOC, C1, "CR1.1.1 Le plan est écrit en entier et daté"))
    for top, row in zip((10, 22), rows, strict=True):
        for left, right, text in zip((60, 110, 160), (110, 160, made.w), row, strict=True):
            made.rect(left, top, right - left, 12)
            made.set_xy(left, top + 0.5)
            made.cell(120, 4, documents.plain(text))
    draft = import_draft(made.bytes())
    (competence,) = draft.tree["blocs"][0]["competences"]
    assert competence["criteres"] == [{"code": "CR1.1.1", "libelle": "Le plan est écrit en entier et daté"}]
    assert [code for code, _ in doubts(draft)] == ["I013"]


@pytest.mark.parametrize("across", [None, "Jury de la certification"])
def test_a_table_that_touches_the_one_above_is_another_where_no_rule_goes_on(across: str | None) -> None:
    """Its rows were activités, compétences and critères of the table above."""
    made = page()
    made.row(18, 12, (BLOC, C1, "CR1.1.1 Le plan est écrit", "Etude de cas 2h"))
    boxes = [] if across is None else [(10, 30, 190, 8, across)]
    top = 30 + 8 * len(boxes)
    boxes += [(10, top, 95, 8, "Membre"), (105, top, 95, 8, "Statut")]
    boxes += [(10, top + 8, 95, 8, "Président"), (105, top + 8, 95, 8, "Professionnel externe")]
    for left, above, width, height, text in boxes:
        cell(made, (left, above, width, height), text)
    draft = import_draft(made.bytes())
    assert parents(draft) == {"C1.1": ["CR1.1.1"]}
    assert draft.tree["blocs"][0]["epreuves"] == [{"code": "E1", "intitule": "Etude de cas", "duree": "2 h"}]
    assert [code for code, _ in doubts(draft)] == ["I064"]


def cell(made: FPDF, box: tuple[float, float, float, float], text: str) -> None:
    left, top, width, height = box
    made.rect(left, top, width, height)
    made.set_xy(left, top + 0.5)
    made.multi_cell(width, 4, documents.plain(text), align="L")


def test_a_critere_that_a_page_cuts_is_put_together_and_said() -> None:
    made = page()
    made.row(18, 12, (BLOC, C1, "CR1.1.1 Les questions que le client pose sont", ""))
    made.add_page()
    made.row(10, 8, ("", "", "prévues et classées", ""))
    draft = import_draft(made.bytes())
    critere = draft.tree["blocs"][0]["competences"][0]["criteres"][0]
    assert critere["libelle"] == "Les questions que le client pose sont prévues et classées"
    assert doubts(draft) == [("I013", "CR1.1.1")]


def test_a_heading_repeated_and_clipped_leaves_none_of_its_lines_in_the_row_below() -> None:
    long = ("Bloc", "Compétences\nqui sont attestées\npar le jury", "Critères d'évaluation", "Modalités")
    made = documents.Ruled()
    made.row(10, 14, long)
    made.row(24, 12, (BLOC, C1, "CR1.1.1 Le plan est écrit", ""))
    made.add_page()
    made.row(10, 9, long)  # the third line of the heading falls below its cell
    made.row(19, 12, ("", "", "CR1.1.2 Les objections sont prévues", ""))
    draft = import_draft(made.bytes())
    assert parents(draft) == {"C1.1": ["CR1.1.1", "CR1.1.2"]}
    assert draft.tree["blocs"][0]["competences"][0]["libelle"] == "Préparer un entretien"


def test_a_character_is_in_the_cell_that_holds_its_middle() -> None:
    made = page()
    made.row(18, 12, (BLOC, C1, "CR1.1.1 Le plan est écrit", ""))
    made.text(99.2, 26.5, "W")  # begins in the cell of the compétence, and stands mostly in the next
    draft = import_draft(made.bytes())
    assert draft.tree["blocs"][0]["competences"][0]["libelle"] == "Préparer un entretien"


def matrix(boxes: str) -> documents.Ruled:
    """Compétences, critères, and two épreuves whose headings are written downwards; each box ruled but the last."""
    made = documents.Ruled()
    for left, width, text in (
        (10, 50, "Compétences"),
        (60, 80, "Critères d'évaluation"),
        (140, 20, ""),
        (160, 20, ""),
    ):
        cell(made, (left, 10, width, 30), text)
    for left, text in ((148, "Entretien technique"), (168, "Questionnaire")):
        with made.rotation(-90, left, 12):
            made.text(left, 12, text)
    for left, width, text in ((10, 50, C1), (60, 80, "CR1.1.1 Le plan est écrit"), (140, 20, boxes[0])):
        cell(made, (left, 40, width, 12), text)
    made.text(169, 45, boxes[1])  # its cell has no rule on its right
    made.line(160, 52, 180, 52)
    cell(made, (10, 60, 60, 8), "Modalités")
    cell(made, (70, 60, 60, 8), "Compétences évaluées")
    cell(made, (130, 60, 30, 8), "Durée")
    for top, name, lasts in (
        (68, "Entretien technique", "00 h 45 min"),
        (76, "Questionnaire", "00 h 30 min"),
    ):
        cell(made, (10, top, 60, 8), name)
        cell(made, (70, top, 60, 8), "")
        cell(made, (130, top, 30, 8), lasts)
    return made


@pytest.mark.parametrize(("boxes", "assessed"), [("XX", [True, True]), ("X-", [True, False])])
def test_a_matrix_is_read_by_position_under_headings_written_on_their_side(
    boxes: str, assessed: list[bool]
) -> None:
    draft = import_draft(matrix(boxes).bytes())
    epreuves = draft.tree["epreuves"]
    assert [each["intitule"] for each in epreuves] == ["Entretien technique", "Questionnaire"]
    assert [each["duree"] for each in epreuves] == ["45 min", "30 min"]
    assert [each.get("evalue") == ["C1.1"] for each in epreuves] == assessed


def test_pages_may_be_chosen() -> None:
    made = page()
    made.row(18, 12, (BLOC, C1, "CR1.1.1 Le plan est écrit", ""))
    made.add_page()
    made.row(10, 8, HEADINGS)
    made.row(18, 12, ("BC2 Suivre", "C2.1 Suivre un client", "CR2.1.1 Le suivi est tenu", ""))
    assert parents(import_draft(made.bytes(), pages=(2,))) == {"C2.1": ["CR2.1.1"]}
    read = opening.read(made.bytes(), "x", DocumentOptions(pages=(9,)), lambda _page, _of: None)
    assert isinstance(read, Diagnostic)


def test_the_end_of_the_laws_title_below_its_row_is_no_activite() -> None:
    """« … les métiers ou », then « emplois visés » in a row of its own, where a page repeats the headings."""
    file = documents.SHARED / "import/seed-v2-une-ligne-par-competence.pdf"
    draft = import_draft(file.read_bytes(), pages=(2, 3, 4))
    assert "emplois visés" not in str(draft.tree)


@pytest.mark.parametrize(
    ("above", "right", "said"),
    [
        pytest.param(0.3, None, ["I029"], id="through"),
        pytest.param(-0.1, None, [], id="under"),
        pytest.param(1.1, None, [], id="over"),
        pytest.param(0.3, 160.0, [], id="a rule"),
    ],
)
def test_a_line_through_a_text_strikes_it_out(above: float, right: float | None, said: list[str]) -> None:
    """What a PDF strikes out was taken without a word."""
    made = page()
    made.row(18, 12, (BLOC, C1, "CR1.1.1 Le plan est écrit", ""))
    y = 18.5 + 2 + (0.3 - above) * made.font_size
    made.line(101, y, right or 101 + made.get_string_width("CR1.1.1 Le plan"), y)
    draft = import_draft(made.bytes())
    assert parents(draft) == {"C1.1": ["CR1.1.1"]}
    assert [(each.code, each.arguments["text"]) for each in draft.diagnostics()] == [
        (code, "CR1.1.1 Le plan est écrit") for code in said
    ]


def test_digits_that_a_page_draws_above_or_below_the_line_stand_there() -> None:
    """« cas1 » was another text than « cas¹ »; a smaller text that goes on its line is as it was."""
    made = page()
    made.row(18, 12, (BLOC, C1, "", ""))
    x = 101.0
    for text, size, rise in (
        ("CR1.1.1 Le m", 8, 0),
        ("2", 5, 1),
        (" de CO", 8, 0),
        ("2", 5, -0.4),
        (" vaut ", 8, 0),
        ("12", 6, 0),
    ):
        made.set_font_size(size)
        made.text(x, 21.5 - rise, text)
        x += made.get_string_width(text)
    (critere,) = import_draft(made.bytes()).tree["blocs"][0]["competences"][0]["criteres"]
    assert critere["libelle"] == "Le m² de CO₂ vaut 12"


def test_a_sentence_that_goes_on_the_next_line_of_a_page_is_one() -> None:
    """Its two lines were two sentences, neither of which was understood."""
    made = page()
    made.row(18, 12, (BLOC, C1, "CR1.1.1 Le plan est écrit", ""))
    sentence = "Chaque bloc est validé si toutes les compétences qui le composent sont validées et si la note de chaque"
    made.set_xy(10, 40)
    made.multi_cell(150, 4, f"{sentence} épreuve est au moins égale à 10/20.", align="L")
    (told,) = import_draft(made.bytes()).diagnostics()
    assert (told.code, told.arguments["text"]) == ("I062", f"{sentence} épreuve est au moins égale à 10/20.")


def test_a_row_that_a_page_cuts_without_a_rule_is_read_on_both() -> None:
    """Chromium rules nothing where a page cuts a row: no table held it, and codes alone told texts apart."""
    made = page()
    edges, last = (10, 50, 100, 160, 200), made.h - 10
    for left in edges:
        made.line(left, 18, left, last)
    for left, text in zip(
        edges, (BLOC, C1, "CR1.1.1 Le plan est écrit\nCR1.1.2 Le ton est juste\net posé"), strict=False
    ):
        made.set_xy(left, 18.5)
        made.multi_cell(49, 4, documents.plain(text), align="L")
    made.add_page()
    for left in edges:
        made.line(left, 10, left, 40)
    made.line(10, 40, 200, 40)
    made.set_xy(100, 10.5)
    made.multi_cell(49, 4, documents.plain("CR1.1.3 Le prix est dit"), align="L")
    made.row(40, 12, ("", C2, "CR1.2.1 L'accord est signé", ""))
    assert parents(import_draft(made.bytes())) == {
        "C1.1": ["CR1.1.1", "CR1.1.2", "CR1.1.3"],
        "C1.2": ["CR1.2.1"],
    }


def test_a_title_in_larger_characters_goes_on_no_line_below() -> None:
    """The widest line outside tables has no room for another word; it ran on the line below, which was lost."""
    made = page()
    made.row(18, 12, (BLOC, C1, "CR1.1.1 Le plan est écrit", ""))
    made.set_font_size(24)
    made.text(10, 50, "Certification de vendeur")
    made.set_font_size(9)
    made.text(10, 58, documents.plain("Intitulé de la certification : Vendeur"))
    assert import_draft(made.bytes()).tree["certification"]["intitule"] == "Vendeur"


def test_a_cell_that_goes_on_another_page_covers_its_rows_though_its_end_is_not_drawn() -> None:
    """Chromium closes the other cells of the last row alone: the compétences beside were assessed by no épreuve."""
    made = documents.Ruled()
    made.row(10, 8, HEADINGS[1:], (50, 70, 70))
    for top, text in ((18, C1), (30, C2)):
        cell(made, (10, top, 50, 12), text)
        cell(made, (60, top, 70, 12), f"CR{text[1:4]}.1 Le plan est {top}")
    for x in (130, 200):
        made.line(x, 18, x, 42)
    made.set_xy(130, 18.5)
    made.multi_cell(60, 4, "Etude de cas 2h")
    made.add_page()
    made.row(10, 12, ("C1.3 Suivre un client", "CR1.3.1 Le suivi est fait", ""), (50, 70, 70))
    draft = import_draft(made.bytes())
    assert list(parents(draft)) == ["C1.1", "C1.2", "C1.3"]
    assert draft.tree["blocs"][0]["epreuves"] == [{"code": "E1", "intitule": "Etude de cas", "duree": "2 h"}]


@pytest.mark.parametrize(
    "condition", ["Le bloc est validé si tout est acquis.", "Condition de validation : tout valider."]
)
def test_lines_outside_tables_end_where_a_bullet_or_a_condition_begins(condition: str) -> None:
    """The widest line had no room for another word: the épreuve below, or the condition, was the end of it."""
    made = documents.Ruled()
    made.text(10, 10, "Bloc 1 - Conclure une vente en respectant la loi")
    made.text(10, 14, documents.plain(condition))
    made.row(18, 8, HEADINGS[1:3], (90, 90))
    made.row(26, 12, (C1, "CR1.1.1 Le plan est écrit"), (90, 90))
    for i, text in enumerate(
        ("Modalités d'évaluation :", "• Mise en situation professionnelle devant le jury", "• Oral")
    ):
        made.text(10, 50 + 4 * i, documents.plain(text))
    (bloc,) = import_draft(made.bytes()).tree["blocs"]
    assert bloc["intitule"] == "Conclure une vente en respectant la loi"
    assert [each["intitule"] for each in bloc["epreuves"]] == [
        "Mise en situation professionnelle devant le jury", "Oral",
    ]  # fmt: skip


@pytest.mark.parametrize("rest", ["juste", f"juste et les critères sont {'tous ' * 20}lus"])
def test_a_heading_of_two_rows_repeated_where_a_page_cuts_a_row_is_no_part_of_it(rest: str) -> None:
    """With no code in their column, the columns of that page were others, and its heading was text."""
    made = documents.Ruled()
    widths = (20, 60, 55, 55)

    def head() -> None:
        for left, width, text in ((10, 20, "Code"), (30, 60, "Compétences")):
            cell(made, (left, 10, width, 16), text)
        cell(made, (90, 10, 110, 8), "RÉFÉRENTIEL D'ÉVALUATION")
        for left, text in ((90, "Épreuves"), (145, "Critères")):
            cell(made, (left, 18, 55, 8), text)

    head()
    made.row(26, 12, ("C1.1", "Préparer un entretien", "Oral", "CR1.1.1 Le plan"), widths)
    made.row(38, 12, ("C1.2", "Mener un entretien de", "Oral", "CR1.2.1 Le ton est"), widths)
    made.add_page()
    head()
    competence = "vente afin de conclure" if rest == "juste" else ""
    made.row(26, 30, ("", competence, "", rest), widths)
    competences = import_draft(made.bytes()).tree["blocs"][0]["competences"]
    assert [each["libelle"] for each in competences] == [
        "Préparer un entretien",
        f"Mener un entretien de {competence}".strip(),
    ]
    assert competences[1]["criteres"][0]["libelle"] == f"Le ton est {rest}".strip()


def test_the_table_of_epreuves_of_another_bloc_on_the_next_page_goes_on_none() -> None:
    """It has the columns of the one of the page before, and not those of the table of compétences: it was lost."""
    made = documents.Ruled()
    for n in (1, 2):
        if n > 1:
            made.add_page()
        made.text(10, 8, f"Bloc {n} - Vendre {n}")
        made.row(10, 8, HEADINGS[1:3], (90, 90))
        made.row(18, 12, (f"C{n}.1 Mener {n}", f"CR{n}.1.1 Le plan {n}"), (90, 90))
        made.row(40, 8, ("Épreuve", "Durée", "Compétences évaluées"), (60, 60, 60))
        made.row(48, 8, (f"Oral {n}", "1 h", f"C{n}.1"), (60, 60, 60))
    blocs = import_draft(made.bytes()).tree["blocs"]
    assert [[e["intitule"] for e in bloc["epreuves"]] for bloc in blocs] == [["Oral 1"], ["Oral 2"]]


def test_headings_of_other_kinds_on_the_next_page_begin_another_table() -> None:
    """Of the same columns as the table of compétences, « Oral » was an activité, and « 1 h » a compétence."""
    made, widths = documents.Ruled(), (60, 60, 60)
    made.row(10, 8, ("Activités", *HEADINGS[1:3]), widths)
    made.row(18, 12, ("A1.1 Vente", C1, "CR1.1.1 Le plan"), widths)
    made.add_page()
    made.row(10, 8, ("Épreuve", "Durée", "Compétences évaluées"), widths)
    made.row(18, 8, ("Oral", "1 h", "C1.1"), widths)
    tree = import_draft(made.bytes()).tree
    assert [c["code"] for c in tree["blocs"][0]["competences"]] == ["C1.1"]
    assert [(e["intitule"], e["evalue"]) for e in tree["epreuves"]] == [("Oral", ["C1.1"])]


def test_the_title_of_a_bloc_is_whole_where_a_page_cuts_it_or_a_narrow_column_its_code() -> None:
    """« RNCP38575BC0 », then « 1 », named each bloc the bloc 0; the end of a title was another bloc."""
    made = page()
    made.row(18, 12, ("RNCP38575BC0\n1 - Vendre des", C1, "CR1.1.1 Le plan est écrit", ""))
    made.add_page()
    made.row(10, 12, ("services", C2, "CR1.2.1 L'accord est signé", ""))
    made.row(22, 12, ("RNCP38575BC0\n2 - Suivre", "C2.1 Relancer", "CR2.1.1 Le délai est tenu", ""))
    draft = import_draft(made.bytes())
    blocs = [(b["code"], b["intitule"], [c["code"] for c in b["competences"]]) for b in draft.tree["blocs"]]
    assert blocs == [("BC1", "Vendre des services", ["C1.1", "C1.2"]), ("BC2", "Suivre", ["C2.1"])]
    assert ("I013", "BC1") in doubts(draft)


def test_a_table_of_epreuves_goes_on_the_next_page() -> None:
    """It goes on no table of compétences: the rest of it was lost."""
    made, widths = documents.Ruled(), (60, 60, 60)
    made.row(10, 8, HEADINGS[1:3], (90, 90))
    made.row(18, 12, (C1, "CR1.1.1 Le plan"), (90, 90))
    made.row(40, 8, ("Épreuve", "Durée", "Compétences évaluées"), widths)
    made.row(48, 8, ("Oral devant", "1 h", "C1.1"), widths)
    made.add_page()
    made.row(10, 8, ("un jury", "", ""), widths)
    made.row(18, 8, ("Étude de cas", "2 h", "C1.1"), widths)
    draft = import_draft(made.bytes())
    assert [(e["intitule"], e["duree"]) for e in draft.tree["epreuves"]] == [
        ("Oral devant un jury", "1 h"),
        ("Étude de cas", "2 h"),
    ]
    assert ("I013", "E1") in doubts(draft)
