"""Words that announce a list, codes and ranks: where a line only ends the one before, or stands above its text."""

import pytest

import documents
from certeval.exchange.draft import Draft
from certeval.exchange.readers import glyphs
from test_import import doubts, import_draft, parents
from test_import_pdf import BLOC, HEADINGS
from test_import_whole import blocs, page, table

HEAD = ("Activités", "Compétences", "Critères")


def vendre(*rows: tuple[str, ...]) -> Draft:
    return page("<p>Bloc 1 : Vendre</p>", table(*rows, head=HEAD))


def printed(competence: str, critere: str, *more: tuple[str, str]) -> Draft:
    """A page with a row of a compétence and its critères, then pages that go on it."""
    made = documents.Ruled()
    made.row(10, 8, HEADINGS)
    made.row(18, 40, (BLOC, competence, critere, "Etude de cas"))
    for each in more:
        made.add_page()
        made.row(10, 40, ("", *each, ""))
    return import_draft(made.bytes())


def texts(made: Draft) -> list[tuple[object, list[object]]]:
    return [
        (c["libelle"], [k["libelle"] for k in c.get("criteres", [])])
        for bloc in made.tree["blocs"]
        for c in bloc["competences"]
    ]


@pytest.mark.parametrize("word", ["métier", "métiers", "emploi", "métiers visés"])
def test_a_line_that_ends_the_one_before_announces_no_metiers(word: str) -> None:
    """A narrow column puts the last word of « un logiciel métier » on a line of its own."""
    made = printed(
        f"C1.1 Choisir un outil ou un logiciel\n{word}", f"CR1.1.1 Le choix du logiciel\n{word} est dit"
    )
    assert texts(made) == [
        (f"Choisir un outil ou un logiciel {word}", [f"Le choix du logiciel {word} est dit"])
    ]
    assert "metiers" not in made.tree["blocs"][0]


def test_the_end_of_a_text_on_the_next_page_announces_no_metiers() -> None:
    made = printed("C1.1 Choisir un outil et un logiciel", "CR1.1.1 Le choix est dit", ("métier", ""))
    assert texts(made) == [("Choisir un outil et un logiciel métier", ["Le choix est dit"])]
    assert doubts(made) == [("I013", "C1.1")]


@pytest.mark.parametrize("label", ["Métiers visés", "MÉTIERS", "Métiers visés :", "métiers visés :"])
def test_metiers_stand_below_their_label(label: str) -> None:
    activites = f"<p>A1 Vendre</p><p>{label}</p><p>Vendeur</p><p>Conseiller</p>"
    made = vendre((activites, "C1 Vendre", "Prix"))
    assert made.tree["blocs"][0]["metiers"] == ["Vendeur", "Conseiller"]
    assert [each["libelle"] for each in made.tree["blocs"][0]["activites"]] == ["Vendre"]


def test_a_line_that_ends_the_one_before_announces_no_criteres() -> None:
    head = ("Compétences", "Modalités et critères d’évaluation")
    cell = "<p>Étude de cas corrigée selon une grille de<br>critères</p><p>Oral</p>"
    made = page("<p>Bloc 1 : Vendre</p>", table(("C1 Vendre", cell), head=head))
    assert parents(made) == {"C1": []}
    (epreuve,) = made.tree["blocs"][0]["epreuves"]
    assert (epreuve["intitule"], epreuve["description"]) == (
        "Étude de cas corrigée selon une grille de",
        "critères Oral",
    )


@pytest.mark.parametrize("sign", [")", "."])
def test_the_rank_of_the_one_critere_of_a_cell_is_left_out_as_those_of_several_are(sign: str) -> None:
    one, several = f"1{sign} Prix", f"<p>1{sign} Stock</p><p>2{sign} Délai</p>"
    made = vendre(("A1", "C1 Vendre", one), ("A2", "C2 Gérer", several))
    assert texts(made) == [("Vendre", ["Prix"]), ("Gérer", ["Stock", "Délai"])]


@pytest.mark.parametrize("critere", ["10 clients sont joints", "3,5 points au moins", "2e relance faite"])
def test_a_number_of_a_critere_is_of_its_text(critere: str) -> None:
    made = vendre(("A1", "C1 Vendre", critere))
    assert texts(made) == [("Vendre", [critere])]


@pytest.mark.parametrize("between", ["", "<p> </p>"])
def test_a_code_above_its_text_is_its_own_and_nothing_is_doubted(between: str) -> None:
    made = vendre(("A1", f"<p>C1</p>{between}<p>Vendre un service</p>", "CR1.1 Prix"))
    assert (texts(made), doubts(made)) == ([("Vendre un service", ["Prix"])], [])


@pytest.mark.parametrize("title", ["B1 – Vendre", "B1. Vendre", "B1 : Vendre", "BC1 Vendre"])
def test_a_row_across_is_titled_by_the_letter_of_blocs(title: str) -> None:
    second = title.replace("1", "2").replace("Vendre", "Gérer")
    made = page(table((title,), ("", "C1 Vendre", "Prix"), (second,), ("", "C2 Gérer", "Stock"), head=HEAD))
    assert blocs(made) == [("BC1", "Vendre", ["C1"]), ("BC2", "Gérer", ["C2"])]
    assert [code for code, _ in doubts(made)] == ["I018"]


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        ("- 80 % des clients", "- Prix dit", ["80 % des clients", "Prix dit"]),
        ("- Prix dit", "– 3 relances", ["Prix dit", "3 relances"]),
        ("o prix dit", "o 3 relances", ["prix dit", "3 relances"]),
        ("o « Bonjour » est dit", "o (au besoin) le prix", ["« Bonjour » est dit", "(au besoin) le prix"]),
    ],
)
def test_a_sign_begins_an_item_whatever_begins_its_text(first: str, second: str, texts: list[str]) -> None:
    """« – 3 relances » went into the text above, without a word."""
    made = vendre(("A1", "C1 Vendre", f"<p>{first}</p><p>{second}</p>"))
    criteres = made.tree["blocs"][0]["competences"][0]["criteres"]
    assert [each["libelle"] for each in criteres] == texts
    assert [code for code, _ in doubts(made)] == ["I018"]


@pytest.mark.parametrize(
    ("critere", "code", "text"),
    [
        ("CR1. 80 % des clients", "CR1", "80 % des clients"),
        ("CR1.2 - 3 solutions au moins", "CR1.2", "3 solutions au moins"),
        ("CR1.2. 3 Solutions", "CR1.2.3", "Solutions"),
        ("CR1.2 au moins 3 solutions", "CR1.2", "au moins 3 solutions"),
    ],
)
def test_a_number_after_a_code_is_of_its_text_unless_a_capital_follows(
    critere: str, code: str, text: str
) -> None:
    """« 80 » was of the code, and lost: « % des clients »."""
    made = vendre(("A1", "C1 Vendre", critere))
    (only,) = made.tree["blocs"][0]["competences"][0]["criteres"]
    assert (only["code"], only["libelle"]) == (code, text)


def hyphened(*places: tuple[float, str]) -> list[dict[str, object]]:
    """Characters on one line, ten points wide."""
    return [
        {"text": text, "x0": x, "x1": x + 10, "top": 0.0, "bottom": 10.0, "fontname": "F"}
        for x, text in places
    ]


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        (((0, "a"), (10, "\u00ad"), (20, "b")), "a-b"),
        (((0, "a"), (10, "\u00ad"), (20, "b"), (30, "c"), (40, "\u00ad")), "a-bc-"),
        (((0, "a"), (10, "\u00ad"), (40, "b")), "a\u00adb"),
        (((0, "a"), (10, "\u00ad")), "a\u00ad"),
    ],
)
def test_a_hyphen_that_a_page_draws_within_a_word_is_one(
    places: tuple[tuple[float, str], ...], shown: str
) -> None:
    """« compte-rendu » became « compterendu » where a font has one drawing for both hyphens."""
    assert "".join(str(each["text"]) for each in glyphs.with_hyphens(hyphened(*places))) == shown


def test_a_hyphen_whose_text_a_file_says_is_one_and_the_others_are_of_their_lines() -> None:
    """Our own PDF draws both alike, and says the text of those of words: « adap-tant » had one more."""
    chars = hyphened((0, "a"), (10, "\u00ad"), (20, "b"), (30, "c"), (40, "\u00ad"))
    own_text = [{**each, "tag": "Span", "mcid": None if each["x0"] == 10 else 1} for each in chars]
    assert "".join(str(each["text"]) for each in glyphs.with_hyphens(own_text)) == "a-bc\u00ad"


@pytest.mark.parametrize(
    ("places", "own", "shown"),
    [
        (((0, "a"), (10, "-"), (20, "b"), (30, "-")), {30}, "a-b\u00ad"),
        (((0, "a"), (10, "-"), (20, "b")), {10}, "a-b"),
        (((0, "a"), (10, "b"), (20, "-")), {10, 20}, "ab-"),
    ],
    ids=["of its line", "of a word", "of a text of its own"],
)
def test_a_hyphen_that_a_file_says_to_be_another_is_of_its_line(
    places: tuple[tuple[float, str], ...], own: set[float], shown: str
) -> None:
    """Our own PDF, and others, say « soft » beside the drawing of those that end lines: 31 texts were doubted."""
    chars = [{**each, "tag": "Span", "mcid": None if each["x0"] in own else 1} for each in hyphened(*places)]
    assert "".join(str(each["text"]) for each in glyphs.with_hyphens(chars)) == shown


def test_a_line_below_the_bullets_of_a_condition_is_not_of_it() -> None:
    bullets = "<ul><li>toutes les compétences sont acquises ;</li><li>aucune note inférieure à 8.</li></ul>"
    made = page(
        f"<h2>Bloc 1 : Vendre</h2><p>Conditions de validation :</p>{bullets}<p>Modalités d’évaluation : Projet</p>",
        "<table><tr><th>Compétences</th><th>Critères</th></tr><tr><td>C1 Vendre</td><td>Prix</td></tr></table>",
    )
    bloc = made.tree["blocs"][0]
    assert bloc["condition"]["texte"] == "toutes les compétences sont acquises ; aucune note inférieure à 8."
    assert [each["intitule"] for each in bloc["epreuves"]] == ["Projet"]


def test_an_epreuve_assesses_the_competence_of_its_own_bloc_where_each_counts_from_one() -> None:
    head = ("Compétences", "Modalités d’évaluation", "Critères")
    cell = "Épreuve 1 : Projet<br>Compétences évaluées : C1"
    rows = [
        ((f"C1 {one}", cell, "Prix"), (f"C2 {two}", "", "Délai"))
        for one, two in (("Vendre", "Lire"), ("Peser", "Dire"))
    ]
    made = page(*(f"<p>Bloc {n} : Partie</p>" + table(*each, head=head) for n, each in enumerate(rows, 1)))
    assert [e["evalue"] for b in made.tree["blocs"] for e in b["epreuves"]] == [["C1.1"], ["C2.1"]]


def listed(label: str = "") -> list[str]:
    """A document of headings and bullets, each bloc counting its compétences from one."""
    first = [
        "Bloc 1",
        "Vendre",
        "C1 Préparer un entretien",
        label,
        "- Le plan est écrit",
        "- Le prix est dit",
    ]
    first += [
        "C2 Conclure",
        label,
        "- Le ton est",
        "juste",
        "Modalités d’évaluation :",
        "- Étude de cas",
        "- Oral",
    ]
    return [
        *first,
        "Bloc 2",
        "Suivre",
        "C1 Relancer un client",
        label,
        "- Le délai est tenu",
        "Savoirs :",
        "- Droit",
    ]


@pytest.mark.parametrize(("label", "said"), [("", 3), ("Critères d’évaluation :", 0)])
def test_bullets_below_competences_are_their_criteres_where_no_table_holds_them(
    label: str, said: int
) -> None:
    """Such documents were refused, or their critères and épreuves were the end of compétences."""
    made = import_draft("\n".join(filter(None, listed(label))).encode())
    assert [(b["intitule"], [c["libelle"] for c in b["competences"]]) for b in made.tree["blocs"]] == [
        ("Vendre", ["Préparer un entretien", "Conclure"]),
        ("Suivre", ["Relancer un client"]),
    ]
    assert [[k["libelle"] for k in c["criteres"]] for b in made.tree["blocs"] for c in b["competences"]] == [
        ["Le plan est écrit", "Le prix est dit"],
        ["Le ton est juste"],
        ["Le délai est tenu"],
    ]
    assert [e["intitule"] for e in made.tree["blocs"][0]["epreuves"]] == ["Étude de cas", "Oral"]
    codes = [code for code, _ in doubts(made)]
    assert (codes.count("I011"), codes.count("I023")) == (said, 1)


def test_criteres_listed_below_several_competences_are_of_none_and_said() -> None:
    text = "Bloc 1 - Vendre\nCompétences :\n- C1 Préparer\n- C2 Conclure\nCritères :\n- Le plan\n- Le prix"
    made = import_draft(text.encode())
    assert all("criteres" not in each for each in made.tree["blocs"][0]["competences"])
    assert [code for code, _ in doubts(made)] == ["I023", "I023", "I024"]


@pytest.mark.parametrize("other", ["Le plan est écrit", "Ck1 Plan écrit", "Composantes :"])
def test_competences_that_no_bloc_is_named_for_are_of_one(other: str) -> None:
    """Each was alone in a bloc of its own. A line that begins as another item is said to go on the one before."""
    rest = "CR1.1.1 Le ton est juste\nC1.2 Conclure\nCR1.2.1 Le prix est dit"
    text = f"C1.1 Préparer\n{other}\n{rest}"
    made = import_draft(text.encode())
    assert [[c["code"] for c in b["competences"]] for b in made.tree["blocs"]] == [["C1.1", "C1.2"]]
    assert doubts(made) == [("I024", "essai"), ("I027", "C1.1")]
