"""What published référentiels do in their tables, and around them: each is read as a person would, or said."""

import pytest

from test_import import a_workbook, doubts, import_draft, parents
from test_import_whole import blocs, page, table

HEAD = ("Activités", "Compétences", "Critères")


def lines(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_an_activite_that_says_those_of_its_own_keeps_its_code_as_they_do() -> None:
    """A1.1 was given the code A1.2, and A1.2 the code A1.3: a code named another activité than in the document."""
    made = page(
        "<p>Bloc 1 – Vendre</p>",
        table(
            (
                lines("A1 – Analyser", "A1.1 Veiller", "A1.2 Diagnostiquer"),
                "C1.1 Préparer",
                "CR1.1.1 Le plan",
            ),
            ("A2 – Vendre", "C1.2 Conclure", "CR1.2.1 Le prix"),
            head=HEAD,
        ),
    )
    (bloc,) = made.tree["blocs"]
    assert [each["code"] for each in bloc["activites"]] == ["A1", "A1.1", "A1.2", "A2"]
    assert not doubts(made)


def test_a_competence_that_heads_others_keeps_its_code_as_they_do() -> None:
    made = page(
        "<p>Bloc 1 – Vendre</p>",
        table(
            ("A1 Analyser", "C1 Préparer", ""),
            (
                "A1 Analyser",
                lines("C1.1 Veiller", "C1.2 Diagnostiquer"),
                lines("CR1.1.1 Le plan", "CR1.2.1 Le prix"),
            ),
            head=HEAD,
        ),
    )
    assert parents(made) == {"C1": [], "C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}
    assert doubts(made) == [("I016", "C1")]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        (("CR1.1 Le plan", "CR1.1.1 Le prix", "CR1.1.2 Le ton"), ["CR1.1.3", "CR1.1.1", "CR1.1.2"]),
        (("CR1.1.1 Le plan", "Le prix", "CR1.1.2 Le ton"), ["CR1.1.1", "CR1.1.2"]),
    ],
)
def test_a_code_that_is_given_is_none_of_the_document(typed: tuple[str, ...], codes: list[str]) -> None:
    """The code CR1.1.1 went to the first, and those of the document were « given twice »."""
    made = page(
        "<p>Bloc 1 – Vendre</p>",
        table(("A1 Analyser", "C1.1 Préparer", lines(*typed)), head=HEAD),
    )
    assert parents(made) == {"C1.1": codes}
    assert "I025" not in {kind for kind, *_ in doubts(made)}
    assert blocs(made) == [("BC1", "Vendre", ["C1.1"])]


@pytest.mark.parametrize(
    ("sheet", "critere"),
    [
        ("", "CR1.1 Le <span style='color:red;text-decoration:line-through'>plan</span>"),
        ("", "<p style='text-decoration-line: line-through'>CR1.1 Le plan</p>"),
        (".a{color:red}.c5,.c6{text-decoration:line-through}", "CR1.1 Le <span class='x c6'>plan</span>"),
        ("", "CR1.1 <strike><span><span>Le</span></span> plan</strike>"),
    ],
)
def test_what_a_style_of_a_page_strikes_out_is_said(sheet: str, critere: str) -> None:
    """Only the tags of old were looked at: pages of online word processors have styles and classes."""
    style = f"<html><head><style>{sheet}</style></head>"
    rows = table(("C1 Vendre", critere), ("C2 Gérer", "CR2.1 Le <span>prix</span>"), head=HEAD[1:])
    made = import_draft(f"{style}<body>{rows}</body></html>".encode())
    said = [(each.code, each.arguments["text"]) for each in made.diagnostics()]
    assert said == [("I029", "CR1.1 Le plan")]


def test_the_sign_of_an_item_may_end_with_a_full_stop() -> None:
    """The bullets of a list, as LibreOffice writes them in XHTML: « .Le plan »."""
    made = page(table(("C1 Vendre", lines("•.Le plan", "•.NET est connu")), head=HEAD[1:]))
    (competence,) = made.tree["blocs"][0]["competences"]
    assert [each["libelle"] for each in competence["criteres"]] == ["Le plan", ".NET est connu"]


def said(*beside: str) -> list[tuple[str, str]]:
    """What is said of a document of one table, with these lines beside it."""
    rows = table(
        ("C1 Vendre¹ un produit", "CR1.1 Le prix"), ("C2 Gérer le stock", "CR2.1 Le délai"), head=HEAD[1:]
    )
    made = page(*beside[:1], rows, *beside[1:])
    return [(each.code, str(each.arguments["text"])) for each in made.diagnostics()]


@pytest.mark.parametrize(
    ("beside", "lost"),
    [
        ("<p>CT1 – Parler anglais</p>", ["CT1 Parler anglais"]),
        (
            "<h3>Compétences transversales</h3><ul><li>Parler anglais<li>Coopérer</ul>",
            ["Parler anglais", "Coopérer"],
        ),
        ("<p>Compétences :</p><p>• Vendre un produit.</p><p>• Gérer le stock</p>", []),
        ("<h2>Annexe – Soft skills</h2><ul><li>Parler anglais</ul>", ["Parler anglais"]),
        ("<p>Moyens</p><ul><li>Parler anglais</ul>", []),
        ("<p>C1. Vendre un produit</p><p>C1 et C3 sont mobilisées.</p>", []),
        ("<p>Les compétences sont évaluées par un jury.</p><ul><li>Le jury est tiré au sort</ul>", []),
    ],
)
def test_competences_of_a_list_beside_tables_are_said_unless_a_table_has_them(
    beside: str, lost: list[str]
) -> None:
    """Compétences transversales below the tables were lost without a word."""
    assert said("", beside) == [("I023", text) for text in lost]


@pytest.mark.parametrize(
    ("note", "notes"),
    [
        ("<p><sup>1</sup> Hors stage</p>", ["¹ Hors stage"]),
        ("<p>¹ Hors stage</p><p>² Hors examen</p>", ["¹ Hors stage"]),
        ("<p>1 Hors stage</p>", []),
        ("<p>[1] Hors stage</p>", []),
        ("", []),
    ],
)
def test_a_note_below_the_table_whose_text_calls_it_is_said(note: str, notes: list[str]) -> None:
    assert said("", note) == [("I065", text) for text in notes]


@pytest.mark.parametrize(
    "title",
    [
        "Bloc de compétences 1 (RNCP38575BC01) : Vendre",
        "RNCP38575BC01 – Bloc 1 – Vendre",
        "RNCP38575BC01 - BLOC 1 : Vendre",
        "Bloc n° 1 [RNCP38575BC01] – Vendre",
        "BC1 – RNCP38575BC01 – Vendre",
    ],
)
def test_a_title_that_says_its_number_twice_has_the_published_one_and_its_text(title: str) -> None:
    """The published code stood in the title, « (RNCP38575BC01) : Vendre », or « Bloc 1 » did."""
    made = page(f"<p>{title}</p>", table(("C1 Vendre", "CR1.1 Le prix"), head=HEAD[1:]))
    (bloc,) = made.tree["blocs"]
    assert (bloc["code"], bloc["rncp"], bloc["intitule"]) == ("BC1", "RNCP38575BC01", "Vendre")
    assert not doubts(made)


def test_a_bloc_whose_title_says_that_it_is_optional_between_two_codes_is_to_be_reviewed() -> None:
    title = "Bloc de compétences optionnel 1 (RNCP38575BC01) – Option A : Vendre"
    made = page(f"<p>{title}</p>", table(("C1 Vendre", "CR1.1 Le prix"), head=HEAD[1:]))
    assert made.tree["blocs"][0]["intitule"] == "Option A : Vendre"
    assert doubts(made) == [("I060", "BC1")]


def test_two_numbers_that_differ_are_of_the_title() -> None:
    made = page(
        "<p>RNCP38575BC02 – Bloc 1 – Vendre</p>", table(("C1 Vendre", "CR1.1 Le prix"), head=HEAD[1:])
    )
    assert made.tree["blocs"][0]["intitule"] == "Bloc 1 – Vendre"


def test_a_column_of_competences_transversales_beside_that_of_competences_is_said() -> None:
    """Nothing was recognised of such a document."""
    row = ("A1 Vendre", "C1 Préparer", "Parler anglais", "CR1.1 Le plan")
    made = page(table(row, head=("Activités", "Compétences", "Compétences transversales", "Critères")))
    assert parents(made) == {"C1": ["CR1.1"]}
    said = [(each.code, each.arguments["text"]) for each in made.diagnostics()]
    assert said == [("I026", "Compétences transversales")]


@pytest.mark.parametrize(
    ("sentence", "is_said"),
    [
        (
            "La certification est délivrée aux candidats ayant validé les blocs 1 et 2 et une des deux options.",
            True,
        ),
        ("La certification s’obtient par la validation de l’ensemble des blocs.", True),
        ("La validation des trois blocs est nécessaire pour obtenir le titre.", True),
        ("Le candidat doit obtenir la moyenne à l’oral.", True),
        ("Les blocs ne se compensent pas.", True),
        ("L’absence à une épreuve entraîne l’ajournement.", True),
        ("L’oral compte pour 40 % de la note finale.", True),
        ("Moyenne générale ≥ 10.", True),
        ("Coefficient 2", True),
        ("Le titre est délivré aux candidats qui ont obtenu les trois blocs.", True),
        ("La compensation entre épreuves est admise.", True),
        ("Le titre est délivré par l’organisme.", False),
        ("Obtention du titre par la validation des acquis de l’expérience.", False),
        ("Une mesure de compensation du handicap peut être demandée.", False),
        ("Le candidat doit obtenir l’accord de son tuteur avant de commencer.", False),
        ("Une attestation est délivrée par l’entreprise qui a accueilli le stagiaire.", False),
        ("Le dossier comporte au moins 20 pages.", False),
        ("Être titulaire d’un diplôme de niveau 5 ou avoir validé deux années d’études.", False),
        ("Les modalités sont adaptées aux candidats en situation de handicap.", False),
    ],
)
def test_a_sentence_about_what_it_takes_or_weighs_is_shown(sentence: str, is_said: bool) -> None:
    """Most of these were passed over: only « si », « au moins » and their like called for a look."""
    made = page(f"<p>{sentence}</p>", table(("C1 Vendre", "CR1.1 Le prix"), head=HEAD[1:]))
    assert [each.code in {"I062", "I063"} for each in made.diagnostics()] == [True] * is_said


def test_a_note_between_brackets_is_said_where_a_text_calls_it() -> None:
    made = page(table(("C1 Vendre", "CR1.1 Le prix [1]"), head=HEAD[1:]), "<p>[1] Hors stage</p>")
    assert [(each.code, each.arguments["text"]) for each in made.diagnostics()] == [
        ("I065", "[1] Hors stage")
    ]


@pytest.mark.parametrize(
    "label", ["Critères liés à {}", "Critères relatifs à la compétence {}", "Indicateurs de {}"]
)
def test_criteres_under_a_label_that_names_their_competence_are_its_own(label: str) -> None:
    """The label was a critère, and all stood under the first compétence."""
    criteres = [f"{label.format('C1.1')} :", "- Le plan", f"{label.format('C1.2')} :", "- Le prix"]
    made = page(table((lines("C.1.1 Préparer", "C.1.2 Conclure"), lines(*criteres)), head=HEAD[1:]))
    assert parents(made) == {"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}
    assert not [each for each in doubts(made) if each[0] != "I018"]


ASSESSED = "Modalités d’évaluation du bloc 1 : Étude de cas de 4 heures"


@pytest.mark.parametrize("is_above", [True, False], ids=["above the table", "across it"])
def test_what_a_bloc_is_assessed_by_is_read_outside_its_columns(is_above: bool) -> None:
    """Above the table it was lost without a word."""
    rows = [("C1 Vendre", "CR1.1 Le prix"), *([] if is_above else [(ASSESSED,)])]
    made = page("<p>Bloc 1 – Vendre</p>", f"<p>{ASSESSED}</p>" * is_above, table(*rows, head=HEAD[1:]))
    assert made.tree["blocs"][0]["epreuves"] == [{"code": "E1", "intitule": "Étude de cas", "duree": "4 h"}]
    assert not doubts(made)


def test_it_is_said_where_the_table_has_its_own() -> None:
    table_ = table(("C1 Vendre", "CR1.1 Le prix", "Oral 30 min"), head=(*HEAD[1:], "Modalités"))
    made = page("<p>Bloc 1 – Vendre</p>", f"<p>{ASSESSED}</p>", table_)
    assert [each["intitule"] for each in made.tree["blocs"][0]["epreuves"]] == ["Oral"]
    assert [each.arguments["text"] for each in made.diagnostics()] == ["Étude de cas de 4 heures"]


@pytest.mark.parametrize(
    ("rows", "is_note"),
    [
        ([("", "", ""), ("* Le jury peut demander plus", "", "")], True),
        ([("NB : le jury peut demander plus", "", "")], True),
        ([("* Le suivi", "", "")], False),
        ([("", "", ""), ("Le suivi", "", "")], False),
    ],
)
def test_a_remark_below_the_rows_of_a_table_is_no_activite(
    rows: list[tuple[str, ...]], is_note: bool
) -> None:
    """« * le jury peut demander un complément » was an activité, with the compétences of the row above."""
    made = page(
        "<p>Bloc 1 – Vendre</p>", table(("A1 Visite", "C1 Vendre", "CR1.1 Le prix"), *rows, head=HEAD)
    )
    assert len(made.tree["blocs"][0]["activites"]) == 2 - is_note
    assert ("I023", "essai") in doubts(made) or not is_note


def test_modalites_under_their_label_in_the_cell_of_criteres_are_an_epreuve() -> None:
    """« Modalités d'évaluation : » and what stood below it went on the last critère."""
    cell = lines(
        "Critères d’évaluation :", "- Le plan", "- Le prix", "Modalités d’évaluation :", "Étude de cas (3 h)"
    )
    made = page(table(("C1 Vendre", cell), head=HEAD[1:]))
    assert parents(made) == {"C1": ["CR1.1", "CR1.2"]}
    assert made.tree["blocs"][0]["epreuves"] == [{"code": "E1", "intitule": "Étude de cas", "duree": "3 h"}]
    assert [each[0] for each in doubts(made)] == ["I018"]


def test_a_label_that_says_its_column_again_is_left_out_without_a_word() -> None:
    made = page(table(("C1 Vendre", lines("Critères d’évaluation :", "- Le plan")), head=HEAD[1:]))
    assert parents(made) == {"C1": ["CR1.1"]}
    assert [each[0] for each in doubts(made)] == ["I018"]


def test_codes_in_running_text_say_of_each_text_that_others_are_mixed_with_it() -> None:
    """Only the first bloc was said to be mixed; its title went on with the headings of its table."""
    heads = "Bloc 1 – Vendre\nRéférentiel d’activités\nRéférentiel de compétences\n"
    first = "A1 Préparer la vente\nC1.1 Préparer un entretien\n• Le plan est écrit\n"
    rest = "C1.2 Conclure\nCritères d’évaluation\nLe prix est dit\nC1.3 Suivre le client\nA2 Suivre"
    text = heads + first + rest
    made = import_draft(text.encode())
    assert made.tree["blocs"][0]["intitule"] == "Vendre"
    assert doubts(made) == [
        ("I024", "essai"), ("I011", "CR1.1.1"), ("I024", "C1.2"), ("I016", "C1.2"), ("I016", "C1.3"),
    ]  # fmt: skip


def test_a_flat_table_is_read_by_its_codes() -> None:
    """« Type », « Code », « Libellé », as databases write them, were refused."""
    rows: list[list[object]] = [["Type", "Code", "Libellé", "Durée"], ["Bloc", "BC1", "Vendre", None]]
    rows += [["Compétence", "C1.1", "Préparer", "2 h"], ["Critère", "CR1.1.1", "Le plan est écrit", None]]
    rows += [["Compétence", "C1.2", "Conclure", None], ["Critère", "CR1.2.1", "Le prix est dit", None]]
    made = import_draft(a_workbook(Liste=[*rows, ["Critère", None, "Le ton est juste", None]]))
    assert parents(made) == {"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}
    assert made.tree["blocs"][0]["intitule"] == "Vendre"
    assert [(each.code, each.arguments["text"]) for each in made.diagnostics()] == [
        ("I024", "Vendre"), ("I023", "Critère | Le ton est juste"), ("I026", "Durée"),
    ]  # fmt: skip
    flat = "\n".join(";".join(str(each or "") for each in row[1:3]) for row in rows)
    assert parents(import_draft(flat.encode())) == {"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}


def test_a_table_beside_running_text_that_is_not_read_is_said() -> None:
    text = "<p>C1.1 Vendre</p><p>CR1.1.1 Le prix est dit</p><p>C1.2 Gérer</p><p>CR1.2.1 Le stock est tenu</p>"
    made = page(
        text,
        table(("Niveau 1", "AC11.01 | Analyser"), ("Niveau 2", "AC21.01 | Dire"), head=("Niveau", "Acquis")),
    )
    assert parents(made) == {"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}
    assert [code for code, _ in doubts(made)] == ["I024", "I014"]
