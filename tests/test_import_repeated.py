"""What a document says twice, or in one text what are several: never merged, lost or given another code unsaid."""

import io

import docx
import pytest
from docx.oxml import OxmlElement

from test_import import doubts, import_draft, parents
from test_import_whole import blocs, epreuves, page, table

COMPETENCES = ("Compétences", "Critères")
TWO = ("Vendre des produits", "Gérer le stock")


@pytest.mark.parametrize(
    ("first", "second", "titles", "said"),
    [
        ("Bloc 1* : Vendre", "Bloc 2¹ : Gérer", ("Vendre", "Gérer"), False),
        ("■ Bloc 1 : Vendre", "■ Bloc 2 : Gérer", ("Vendre", "Gérer"), False),
        ("3.1 Bloc 1 : Vendre", "3.2 Bloc 2 : Gérer", ("Vendre", "Gérer"), False),
        ("RNCP38575 BC 01 : Vendre", "RNCP38575-BC02 – Gérer", ("Vendre", "Gérer"), False),
        ("Bloc 1 | Vendre", "Bloc 2 → Gérer", ("Vendre", "Gérer"), False),
        ("Bloc : Vendre", "Bloc : Gérer", ("Bloc : Vendre", "Bloc : Gérer"), True),
        ("1er bloc – Vendre", "2e bloc – Gérer", ("1er bloc – Vendre", "2e bloc – Gérer"), True),
        ("Bloc l : Vendre", "Bloc un : Gérer", ("Bloc l : Vendre", "Bloc un : Gérer"), True),
        ("Vendre (bloc 1)", "Gérer (bloc 2)", ("Vendre (bloc 1)", "Gérer (bloc 2)"), True),
        (*TWO, TWO, True),
        ("1. Vendre", "2. Gérer", ("1. Vendre", "2. Gérer"), True),
    ],
)
def test_two_tables_under_two_titles_are_two_blocs(
    first: str, second: str, titles: tuple[str, str], said: bool
) -> None:
    made = page(
        f"<p>{first}</p>", table(("C1 Vendre", "Prix"), head=COMPETENCES),
        f"<p>{second}</p>", table(("C2 Gérer", "Délai"), head=COMPETENCES),
    )  # fmt: skip
    assert blocs(made) == [("BC1", titles[0], ["C1"]), ("BC2", titles[1], ["C2"])]
    assert [each for each in doubts(made) if each[0] == "I021"] == (
        [("I021", "BC1"), ("I021", "BC2")] if said else []
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("3.1. Modalités d’évaluation", "3.2. Critères d’évaluation"),
        ("Page 1", "Page 2"),
        ("Le candidat est reçu par un jury.", "Il présente son dossier."),
        ("Vendeur conseil – 1", "Vendeur conseil – 2"),
        ("Compétences techniques", "Compétences relationnelles"),
        ("Blocs de compétences", "Vendre"),
    ],
)
def test_lines_above_tables_that_title_no_bloc(first: str, second: str) -> None:
    made = page(
        f"<p>{first}</p>", table(("C1 Vendre", "Prix"), head=COMPETENCES),
        f"<p>{second}</p>", table(("C2 Gérer", "Délai"), head=COMPETENCES),
    )  # fmt: skip
    assert blocs(made) == [("BC1", None, ["C1", "C2"])]


def test_what_is_said_below_the_title_of_a_bloc_titles_no_other() -> None:
    made = page(
        "<p>Bloc 1 : Vendre</p>", "<p>Description du bloc</p>", table(("C1 Vendre", "Prix"), head=COMPETENCES)
    )
    assert blocs(made) == [("BC1", "Vendre", ["C1"])]
    assert {code for code, _ in doubts(made)} == {"I018"}


@pytest.mark.parametrize(
    "again", ["C1 Vendre (suite)", "C1 Vendre – suite et fin", "C1 (suite)", "C1 Vendre"]
)
def test_a_competence_that_goes_on_under_a_second_table_is_one(again: str) -> None:
    made = page(
        "<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", "Prix"), head=COMPETENCES),
        "<p>Bloc 1 : Vendre (suite)</p>", table((again, "Ton"), ("C2 Gérer", "Délai"), head=COMPETENCES),
    )  # fmt: skip
    assert parents(made) == {"C1": ["CR1.1", "CR1.2"], "C2": ["CR2.1"]}
    assert {code for code, _ in doubts(made)} == {"I018"}


def test_a_code_twice_in_one_bloc_changes_no_other_code() -> None:
    rows = [("C1 Vendre", "Prix"), ("C2 Gérer", "Délai"), ("C2 Suivre", "Ton"), ("C4 Former", "Plan")]
    made = page("<p>Bloc 1 : Vendre</p>", table(*rows, head=COMPETENCES))
    assert blocs(made) == [("BC1", "Vendre", ["C1", "C2", "C1.3", "C4"])]
    assert [each for each in doubts(made) if each[0] == "I025"] == [("I025", "C1.3")]


def test_a_code_twice_in_a_bloc_is_said_where_each_bloc_counts_from_one() -> None:
    made = page(
        "<p>Bloc 1 : Vendre</p>",
        table(("C1 Vendre", "Prix"), ("C1 Suivre", "Ton"), head=COMPETENCES),
        "<p>Bloc 2 : Gérer</p>",
        table(("C1 Gérer", "Délai"), head=COMPETENCES),
    )
    assert blocs(made) == [("BC1", "Vendre", ["C1.1", "C1.2"]), ("BC2", "Gérer", ["C2.1"])]
    assert [each for each in doubts(made) if each[0] == "I025"] == [("I025", "C1.2")]


@pytest.mark.parametrize(
    "cell",
    [
        "<p>C1</p><ul><li>Prix</li><li>Ton</li></ul><p>C2 :</p><ul><li>Délai</li></ul>",
        "<p>C1 Vendre</p><p>Prix</p><p>Ton</p><p>C2 – Gérer</p><p>Délai</p>",
        "<p>Compétence 1 :</p><p>Prix</p><p>Ton</p><p>Compétence 2 :</p><p>Délai</p>",
        "<p>Pour C1 :</p><p>Prix</p><p>Ton</p><p>Critères de la compétence C2 :</p><p>Délai</p>",
    ],
)
def test_a_competence_said_above_criteres_heads_them_and_is_none(cell: str) -> None:
    made = page("<p>Bloc 1 : Vendre</p>", table(("<p>C1 Vendre</p><p>C2 Gérer</p>", cell), head=COMPETENCES))
    assert parents(made) == {"C1": ["CR1.1", "CR1.2"], "C2": ["CR2.1"]}
    assert {code for code, _ in doubts(made)} == {"I018"}


@pytest.mark.parametrize(
    ("competences", "cell", "texts"),
    [
        (("C1 Vendre", "C2 Gérer"), "<p>C1 : le prix est dit</p><p>C2 : le délai est tenu</p>",
         {"C1": ["le prix est dit"], "C2": ["le délai est tenu"]}),
        (("C1.1 Vendre", "C1.2 Gérer"), "<p>C1.1 – Prix</p><p>Ton</p><p>C1.2 – Délai</p>",
         {"C1.1": ["Prix", "Ton"], "C1.2": ["Délai"]}),
        (("C2 Vendre", "C1 Gérer"), "<p>C1 Prix</p><p>C2 Délai</p>", {"C2": ["Délai"], "C1": ["Prix"]}),
    ],
)  # fmt: skip
def test_criteres_after_the_code_of_their_competence_on_one_line_are_its_own(
    competences: tuple[str, str], cell: str, texts: dict[str, list[str]]
) -> None:
    """They had the codes of compétences for their own, and all went under the first one."""
    both = "".join(f"<p>{each}</p>" for each in competences)
    made = page("<p>Bloc 1 : Vendre</p>", table((both, cell), head=COMPETENCES))
    (bloc,) = made.tree["blocs"]
    read = {c["code"]: [k["libelle"] for k in c.get("criteres", [])] for c in bloc["competences"]}
    assert read == texts
    assert {code for code, _ in doubts(made)} == {"I018"}


@pytest.mark.parametrize("codes", [("C1", "C2", "C3"), ("CR1", "CR2"), ("C1.1", "C1.2")])
def test_codes_of_criteres_beside_several_competences_are_their_own(codes: tuple[str, ...]) -> None:
    cell = "".join(f"<p>{code} Point {code}</p>" for code in codes)
    made = page("<p>Bloc 1 : Vendre</p>", table(("<p>C1 Vendre</p><p>C2 Gérer</p>", cell), head=COMPETENCES))
    criteres = [k for c in made.tree["blocs"][0]["competences"] for k in c.get("criteres", [])]
    assert [each.get("code_source", each["code"]) for each in criteres] == list(codes)


@pytest.mark.parametrize("label", ["Critères de {}", "Critères de {} :", "Indicateurs de {}"])
def test_what_kind_of_criteres_stand_below_is_none_of_them_and_is_said(label: str) -> None:
    """« Critères de résultat » was a critère, that juries would have marked."""
    cell = "".join(
        f"<p>{label.format(kind)}</p><p>{text}</p>"
        for kind, text in (("réalisation", "Prix"), ("résultat", "Ton"))
    )
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", cell), head=COMPETENCES))
    (competence,) = made.tree["blocs"][0]["competences"]
    assert [each["libelle"] for each in competence["criteres"]] == ["Prix", "Ton"]
    assert [code for code, _ in doubts(made)] == ["I023", "I023", "I018"]


@pytest.mark.parametrize(
    "critere", ["Les critères de qualité sont tenus", "Critères", "Indicateurs de vente suivis"]
)
def test_a_text_about_criteres_is_one(critere: str) -> None:
    made = page(
        "<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", f"<p>Prix</p><p>{critere}</p>"), head=COMPETENCES)
    )
    (competence,) = made.tree["blocs"][0]["competences"]
    assert [each["libelle"] for each in competence["criteres"]] == ["Prix", critere]


CARD = "<tr><th>{}<td>{}"


def card(*rows: tuple[str, str], title: str = "") -> str:
    """A table whose headings stand in its first column, below a title across it."""
    across = f'<tr><td colspan="2">{title}' if title else ""
    return f"<table>{across}{''.join(CARD.format(*row) for row in rows)}</table>"


@pytest.mark.parametrize("title", ["", "Fiche"])
def test_a_card_of_each_competence_is_read_as_a_table(title: str) -> None:
    """Nothing was recognised of a document whose headings stand in the first column of its tables."""
    first = card(
        ("Activité", "A1 Visiter"),
        ("Compétence", "C1 Vendre"),
        ("Savoirs", "Le droit"),
        ("Critères d’évaluation", "<p>Prix</p><p>Ton</p>"),
        ("Modalités d’évaluation", "Étude de cas de 2 h"),
        title=title,
    )
    second = card(
        ("Activité", "A2 Compter"),
        ("Compétence visée", "C2 Gérer"),
        ("Indicateurs", "Délai"),
        ("Épreuve", "Oral de 20 min"),
        title=title,
    )
    made = page("<p>Bloc 1 : Vendre</p>", first, second)
    assert parents(made) == {"C1": ["CR1.1", "CR1.2"], "C2": ["CR2.1"]}
    assert [a["competences"] for a in made.tree["blocs"][0]["activites"]] == [["C1"], ["C2"]]
    assert [(name, lasts) for name, lasts, _ in epreuves(made)] == [
        ("Étude de cas", "2 h"),
        ("Oral", "20 min"),
    ]
    assert {code for code, _ in doubts(made)} == {"I018", "I026"}


def test_a_table_of_two_columns_that_announces_no_kind_is_no_card() -> None:
    rows = card(("Durée", "2 h"), ("Compétence", "Vendre"), ("Lieu", "Lyon"))
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Gérer", "Délai"), head=COMPETENCES), rows)
    assert parents(made) == {"C1": ["CR1.1"]}
    assert {code for code, _ in doubts(made)} == {"I018", "I064"}


@pytest.mark.parametrize(
    "cell",
    [
        "<p>Étude de cas</p><p>Critères :</p><p>Prix</p><p>Ton</p>",
        "<p>Critères d’évaluation</p><ul><li>Prix</li><li>Ton</li></ul><p>Modalités : Étude de cas</p>",
        "<p>Modalité d’évaluation : Étude de cas</p><p>Critères : Prix</p><p>Ton</p>",
    ],
)
def test_criteres_under_their_label_in_a_cell_of_modalites_are_criteres(cell: str) -> None:
    head = ("Compétences", "Modalités et critères d’évaluation")
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", cell), ("C2 Gérer", "Oral"), head=head))
    assert parents(made) == {"C1": ["CR1.1", "CR1.2"], "C2": []}
    assert [each.rsplit(" : ", 1)[-1] for each, _, _ in epreuves(made)] == ["Étude de cas", "Oral"]


def test_a_cell_of_modalites_that_holds_criteres_alone_holds_no_epreuve() -> None:
    head = ("Compétences", "Modalités et critères d’évaluation")
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", "Critères : Prix"), head=head))
    assert parents(made) == {"C1": ["CR1.1"]}
    assert "epreuves" not in made.tree["blocs"][0]


def test_criteres_under_several_codes_are_placed_by_nothing_sure() -> None:
    cell = "<p>C1 – C2 :</p><ul><li>Ton</li></ul><p>C2</p><ul><li>Délai</li></ul>"
    made = page("<p>Bloc 1 : Vendre</p>", table(("<p>C1 Vendre</p><p>C2 Gérer</p>", cell), head=COMPETENCES))
    assert parents(made) == {"C1": ["CR1.1"], "C2": ["CR2.1"]}
    assert [each for each in doubts(made) if each[0] != "I018"] == [("I023", "essai"), ("I011", "CR1.1")]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Le fichier est à jour ; les appels sont tracés ; le ton est courtois.", True),
        ("– Le fichier est à jour – Les appels sont tracés", True),
        ("• Le fichier est à jour • les appels sont tracés", True),
        ("1) Le fichier est à jour 2) Les appels sont tracés", True),
        ("1. Le fichier est à jour. 2. Les appels sont tracés.", True),
        ("CR1.1 Le fichier est à jour CR1.2 Les appels sont tracés", True),
        ("CR1.1 Le fichier est à jour ; les appels sont tracés", False),
        ("– Le fichier est à jour – ou refait – chaque mois", False),
        ("Le fichier (noms ; adresses) est à jour ;", False),
        ("<p>Le fichier est à jour ; il est complet</p><p>Les appels sont tracés</p>", False),
        ("CR1.1 Le fichier est à jour selon CR1.2", False),
        ("Le seuil est de 2) ou 3", False),
    ],
)
def test_texts_on_one_line_are_one_item_and_that_is_said(cell: str, said: bool) -> None:
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", cell), head=COMPETENCES))
    assert [each for each in doubts(made) if each[0] == "I027"] == ([("I027", "CR1.1")] if said else [])


def test_a_code_that_calls_a_note_is_one_and_its_source_keeps_the_call() -> None:
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1* Vendre", "Les eﬀectifs"), head=COMPETENCES))
    competence = {
        "code": "C1", "code_source": "C1*", "libelle": "Vendre",
        "criteres": [{"code": "CR1.1", "libelle": "Les effectifs"}],
    }  # fmt: skip
    assert made.tree["blocs"][0]["competences"] == [competence]


@pytest.mark.parametrize("mark", ["", "*"])
def test_our_own_document_keeps_the_call_of_a_note_in_the_code_of_the_source(mark: str) -> None:
    cell = f"<p>C1 – Vendre</p><p>{mark}code dans la source : C1*{mark}</p>"
    made = page("<p>Bloc 1 : Vendre</p>", table((cell, "Prix"), head=COMPETENCES))
    (competence,) = made.tree["blocs"][0]["competences"]
    assert (competence["code_source"], competence["libelle"]) == ("C1*", "Vendre")


@pytest.mark.parametrize(
    ("cell", "libelle"),
    [
        ("C1 *Vendre*", "Vendre"),
        ("**C1** _Vendre_ et *gérer*", "Vendre et gérer"),
        ("C1 Vendre 2 * 3 * 4", "Vendre 2 * 3 * 4"),
        ("C1 Vendre un_objet_cher", "Vendre un_objet_cher"),
        (r"C1 Vendre *l\*objet*", "Vendre l*objet"),
        ("C1 Vendre* l’objet*", "Vendre* l’objet*"),
    ],
)
def test_markdown_in_italics_is_text(cell: str, libelle: str) -> None:
    lines = ("# Bloc 1 : Vendre", "", "| Compétences | Critères |", "|---|---|", f"| {cell} | Prix |")
    (competence,) = import_draft("\n".join(lines).encode()).tree["blocs"][0]["competences"]
    assert competence["libelle"] == libelle


CSV = "Bloc;Compétence;Critère\nBC1 Vendre;C1 Vendre;CR1.1 Prix\nBC1 Vendre;C1 Vendre;CR1.2 Ton, délai\n"


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.encode("cp1252"),
        f"\ufeffsep=;\n{CSV}".encode(),
        CSV.replace(",", "").replace(";", "\t").encode(),
        CSV.replace(";C1 Vendre;CR1.2", ';C1 Vendre;"CR1.2').replace("délai", 'délai"').encode(),
    ],
)
def test_a_delimited_text_is_a_table(data: bytes) -> None:
    assert parents(import_draft(data)) == {"C1": ["CR1.1", "CR1.2"]}


def test_a_text_whose_title_lists_kinds_is_no_table() -> None:
    lines = [
        "Activités, compétences, critères",
        "Bloc 1 : Vendre",
        "A1 Vente, tri",
        "C1 Vendre",
        "CR1.1 Prix",
    ]
    made = import_draft("\n\n".join([*lines, "C2 Gérer", "CR2.1 Délai, coût"]).encode())
    assert parents(made) == {"C1": ["CR1.1"], "C2": ["CR2.1"]}


def test_sous_competences_are_no_competences_and_their_column_is_said() -> None:
    head = ("Compétences", "Sous-compétences", "Critères")
    cells = '<tr><td rowspan="2">C1 Vendre</td><td>C1.1 Cibler</td><td>Prix</td></tr>'
    first = table(head=head).replace(
        "</table>", f"{cells}<tr><td>C1.2 Conclure</td><td>Ton</td></tr></table>"
    )
    made = page("<p>Bloc 1 : Vendre</p>", first)
    assert parents(made) == {"C1": ["CR1.1", "CR1.2"]}
    assert [(d.code, d.arguments["text"]) for d in made.diagnostics()][:1] == [("I026", "Sous-compétences")]
    alone = page(
        "<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", "Prix"), head=("Sous-compétences", "Critères"))
    )
    assert parents(alone) == {"C1": ["CR1.1"]}


@pytest.mark.parametrize(
    ("cell", "said"), [("Idem", True), ("Cf. C1", True), ("Sans objet", True), ("-", False), ("/", False)]
)
def test_a_cell_that_says_no_critere_of_its_own_holds_none(cell: str, said: bool) -> None:
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", "Prix"), ("C2 Gérer", cell), head=COMPETENCES))
    assert parents(made) == {"C1": ["CR1.1"], "C2": []}
    found = [(d.code, d.arguments["text"]) for d in made.diagnostics() if d.code != "I018"]
    assert found == [*([("I023", cell)] if said else []), ("I016", "Gérer")]


@pytest.mark.parametrize("critere", ["Voir les besoins du client", "Voir la demande"])
def test_a_text_that_begins_as_what_says_nothing_of_its_own_is_an_element(critere: str) -> None:
    rows = (("Signature du contrat", "Clauses lues"), ("Gérer", critere))
    made = page("<p>Bloc 1 : Vendre</p>", table(*rows, head=COMPETENCES))
    assert parents(made) == {"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}
    assert "I023" not in [d.code for d in made.diagnostics()]


@pytest.mark.parametrize("row", [("Total", "/20"), ("Observations", ""), ("Signature du jury", "")])
def test_a_row_that_adds_up_or_is_filled_in_holds_no_element_and_is_said(row: tuple[str, str]) -> None:
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", "Prix"), row, head=COMPETENCES))
    assert parents(made) == {"C1": ["CR1.1"]}
    assert [d.arguments["text"] for d in made.diagnostics() if d.code == "I023"] == [
        " | ".join(filter(None, row))
    ]


@pytest.mark.parametrize(
    ("cells", "competences", "libelle"),
    [
        (("<p>I.1 Vendre</p><p>I.2 Gérer</p>", ""), ["I1", "I2"], "Vendre"),
        (("C.1.A Vendre", ""), ["C1.1"], "C.1.A Vendre"),
        (("C1 – 1 Vendre", ""), ["C1.1"], "Vendre"),
        (("C1 – 2 entretiens sont menés", ""), ["C1"], "2 entretiens sont menés"),
        (("C1 “Vendre”", ""), ["C1"], "“Vendre”"),
        (("C1a Vendre", ""), ["C1a"], "Vendre"),
        (("C1.a) Vendre", ""), ["C1.a"], "Vendre"),
        (("C1-1 Vendre", ""), ["C1.1"], "Vendre"),
        (("M2e année", ""), ["C1.1"], "M2e année"),
        (("C1à Vendre", ""), ["C1.1"], "C1à Vendre"),
    ],
)
def test_codes_of_other_forms_leave_no_part_of_them_in_a_text(
    cells: tuple[str, str], competences: list[str], libelle: str
) -> None:
    made = page("<p>Bloc 1 : Vendre</p>", table(cells, head=COMPETENCES))
    assert blocs(made) == [("BC1", "Vendre", competences)]
    assert made.tree["blocs"][0]["competences"][0]["libelle"] == libelle


@pytest.mark.parametrize(
    ("competences", "criteres", "tree"),
    [
        (
            "C1a A<br>C1b B",
            "CR1a.1 C<br>CR1a.2 D<br>CR1b.1 E",
            {"C1a": ["CR1a.1", "CR1a.2"], "C1b": ["CR1b.1"]},
        ),
        ("C1 A<br>C2 B", "C1a C<br>C1b D<br>C2a E", {"C1": ["C1a", "C1b"], "C2": ["C2a"]}),
        ("I.1 A<br>I.2 B", "I.1.a C<br>I.1.b D<br>I.2.a E", {"I1": ["I1.a", "I1.b"], "I2": ["I2.a"]}),
        ("C1-1 A<br>C1-2 B", "C1-1-1 C<br>C1-2-1 D", {"C1.1": ["C1.1.1"], "C1.2": ["C1.2.1"]}),
    ],
)
def test_a_letter_after_a_number_is_of_a_code_that_says_where_a_critere_belongs(
    competences: str, criteres: str, tree: dict[str, list[str]]
) -> None:
    made = page("<p>Bloc 1 : Vendre</p>", table((competences, criteres), head=COMPETENCES))
    assert parents(made) == tree
    assert not doubts(made)


LABELLED = "Oral devant un jury<br>Critères : <br>CR1.1 Le prix est dit"


@pytest.mark.parametrize(
    ("first", "second", "tree", "said"),
    [
        ("CR1.1 Prix<br>CR1.2 Ton", "CR2.1 Compte", {"C1": ["CR1.1", "CR1.2"], "C2": ["CR2.1"]}, []),
        (LABELLED, LABELLED.replace("1.1", "2.1"), {"C1": ["CR1.1"], "C2": ["CR2.1"]}, []),
        (LABELLED, "CR2.1 Compte", {"C1": [], "C2": []}, ["I026"]),
        ("Oral<br>CR1.1 Prix", "CR2.1 Compte", {"C1": [], "C2": []}, ["I026"]),
        ("Le prix est dit", "Le compte est bon", {"C1": [], "C2": []}, ["I026"]),
    ],
)
@pytest.mark.parametrize("name", ["Référentiel d’évaluation", "Évaluation"])
def test_a_column_of_evaluation_alone_holds_the_criteres_that_codes_or_labels_tell(
    name: str, first: str, second: str, tree: dict[str, list[str]], said: list[str]
) -> None:
    """Article L6113-1 puts critères and modalités there: a bare sentence may be either."""
    head = ("Référentiel d’activités", "Référentiel de compétences", name)
    rows = [("A1 Visite", "C1 Vendre", first), ("A2 Suivi", "C2 Gérer", second)]
    made = page("<p>Bloc 1 : Vendre</p>", table(*rows, head=head))
    assert parents(made) == tree
    assert [each.kind.code for each in made.outline.doubts] == said


def in_word(*, header: str = "") -> "docx.document.Document":
    """A bloc of two compétences, under the header of its pages where there is one."""
    made = docx.Document()
    if header:
        made.sections[0].header.paragraphs[0].text = header
    cells = made.add_table(rows=3, cols=2)
    texts = (*COMPETENCES, "C1 Vendre", "CR1.1 Prix", "C2 Gérer", "CR2.1 Délai")
    for cell, text in zip((cell for row in cells.rows for cell in row.cells), texts, strict=True):
        cell.text = text
    return made


def saved(made: "docx.document.Document") -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_row_whose_deletion_is_tracked_is_no_row_and_a_comment_is_said() -> None:
    made = in_word()
    first, second = made.tables[0].rows[1:]
    second._tr.get_or_add_trPr().append(OxmlElement("w:del"))
    first.cells[1].paragraphs[0].runs[0]._element.append(OxmlElement("w:commentReference"))
    found = import_draft(saved(made))
    assert parents(found) == {"C1": ["CR1.1"]}
    assert [(d.code, d.arguments["text"]) for d in found.diagnostics()] == [("I065", "CR1.1 Prix")]


@pytest.mark.parametrize(
    ("header", "title"), [("Bloc 1 – Vendre", "Vendre"), ("Titre de vendeur – 2026", None)]
)
def test_the_header_of_all_pages_titles_the_bloc_where_it_names_one(header: str, title: str | None) -> None:
    assert blocs(import_draft(saved(in_word(header=header)))) == [("BC1", title, ["C1", "C2"])]
