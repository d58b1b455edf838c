"""Codes that neither a sign nor a capital parts from their texts: « C1.1 préparer », « CR9 80 % des clients »."""

import pytest

import documents
from certeval.exchange.draft import Draft
from test_import import doubts, import_draft, parents
from test_import_lines import texts
from test_import_pdf import HEADINGS
from test_import_whole import blocs, epreuves, page, table

HEAD = ("Activités", "Compétences", "Critères")


def vendre(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Draft:
    return page("<p>Bloc 1 : Vendre</p>", table(*rows, head=head))


def list_of(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("C1 préparer", "C2 conclure"),
        ("C1 Préparer", "C2 conclure"),
        ("C1 12 clients", "C2 « conclure »"),
        ("C1 n° 5", "C2 ≥ 80 %"),
        ("• C1 préparer", "• C2 conclure"),
    ],
)
def test_a_code_is_told_whatever_begins_its_text(first: str, second: str) -> None:
    """C1 was given the code C1.1, and stood in its own text."""
    made = vendre(
        ("A1 visiter", list_of(first, second), list_of("CR1.1 le prix est dit", "CR2.1 80 % des clients"))
    )
    assert parents(made) == {"C1": ["CR1.1"], "C2": ["CR2.1"]}
    assert [each[0] for each in texts(made)] == [each.strip("• ")[3:] for each in (first, second)]
    assert texts(made)[1][1] == ["80 % des clients"]
    assert [each["code"] for each in made.tree["blocs"][0]["activites"]] == ["A1"]
    assert doubts(made) == []


@pytest.mark.parametrize(
    ("competence", "first", "second"),
    [
        ("A1C1", "A1C1CR1", "A1C1CR2"),
        ("C1.1", "C1.1.1", "C1.1.2"),
        ("C1", "K1", "K2"),
        ("1.1", "1.1.1", "1.1.2"),
    ],
)
def test_letters_of_any_kind_are_told_by_those_that_follow_each_other(
    competence: str, first: str, second: str
) -> None:
    made = vendre(("A1 visiter", f"{competence} – Préparer", list_of(f"{first} le prix", f"{second} le ton")))
    assert texts(made) == [("Préparer", ["le prix", "le ton"])]


@pytest.mark.parametrize(
    "line", ["C1.2 et C1.3 sont mobilisées", "C1.2 est atteinte", "C1.2, qui suit, aussi", "C1.2 a été jugée"]
)
def test_what_mentions_an_element_is_none(line: str) -> None:
    made = vendre(
        ("A1 Visiter", "C1.1 Préparer", list_of("CR1.1.1 Le prix est dit", line)),
        ("A2 Visiter", "C1.2 Conclure", "CR1.2.1 L’accord est signé"),
    )
    assert parents(made) == {"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}
    assert doubts(made) == [("I020", "CR1.1.1")]


@pytest.mark.parametrize(
    "critere", ["K7 noyaux fins", "R2 atteint 0,9", "I 3 fois par jour", "2.5 points au moins"]
)
def test_one_text_that_only_looks_like_a_code_of_no_sure_letters_is_a_text(critere: str) -> None:
    assert texts(vendre(("A1 Visiter", "C1 Préparer", critere))) == [("Préparer", [critere])]


def test_a_full_line_of_a_page_is_followed_by_the_code_that_comes_next() -> None:
    made = documents.Ruled()
    made.row(10, 8, HEADINGS)
    criteres = "CR1.1 les questions du client sont toutes\nCR1.2 notées et classées"
    made.row(18, 40, ("BC1 Vendre", "C1 préparer un entretien", criteres, "Etude de cas"))
    assert texts(import_draft(made.bytes())) == [
        ("préparer un entretien", ["les questions du client sont toutes", "notées et classées"])
    ]


def test_a_code_in_a_column_of_its_own_is_that_of_a_text_that_begins_with_a_number() -> None:
    head = ("N°", "Compétences", "N°", "Critères")
    made = vendre(
        ("C1", "Préparer", "CR1.1", "80 % des clients"), ("C2", "Conclure", "CR2.1", "3 relances"), head=head
    )
    assert parents(made) == {"C1": ["CR1.1"], "C2": ["CR2.1"]}
    assert texts(made) == [("Préparer", ["80 % des clients"]), ("Conclure", ["3 relances"])]


@pytest.mark.parametrize("is_across", [True, False])
@pytest.mark.parametrize(
    ("first", "second", "titles"),
    [
        ("BC1 · vendre", "BC2 · gérer", ("vendre", "gérer")),
        ("BC1 Vendre", "BC2 gérer", ("Vendre", "gérer")),
        ("Bloc 1. Vendre", "Bloc 2. gérer", ("Vendre", "gérer")),
        ("BLOC 1 | Vendre", "BLOC 2 | 3 stocks", ("Vendre", "3 stocks")),
        ("RNCP38575BC01 Vendre", "RNCP38575BC02 gérer", ("Vendre", "gérer")),
        ("BC1 – Vendre", "BC2 · « gérer »", ("Vendre", "« gérer »")),
    ],
)
def test_a_bloc_begins_whatever_begins_its_title(
    first: str, second: str, titles: tuple[str, str], is_across: bool
) -> None:
    """The second table went into the first bloc, and nothing was said."""
    rows = [("", "C1 Préparer", "Prix"), ("", "C2 Ranger", "Stock")]
    if is_across:
        made = page(table((first,), rows[0], (second,), rows[1], head=HEAD))
    else:
        made = page(
            f"<p>{first}</p>", table(rows[0], head=HEAD), f"<p>{second}</p>", table(rows[1], head=HEAD)
        )
    assert [(code, held) for code, _, held in blocs(made)] == [("BC1", ["C1"]), ("BC2", ["C2"])]
    assert [title for _, title, _ in blocs(made)] == [*titles]
    assert {code for code, _ in doubts(made)} == {"I018"}


@pytest.mark.parametrize(
    "line", ["BC2 est validé par un jury", "BC1 et BC2 se suivent", "BC2 fait l’objet d’un oral."]
)
def test_a_sentence_about_a_bloc_begins_none(line: str) -> None:
    rows = [("", "C1 Préparer", "Prix"), ("", "C2 Ranger", "Stock")]
    made = page("<p>BC1 Vendre</p>", table(rows[0], head=HEAD), f"<p>{line}</p>", table(rows[1], head=HEAD))
    assert [(code, held) for code, _, held in blocs(made)] == [("BC1", ["C1", "C2"])]


def test_the_duration_under_the_title_of_an_epreuve_without_a_capital_is_its_own() -> None:
    head = ("Compétences", "Modalités d’évaluation", "Critères")
    made = page(
        "<p>Bloc 1 : Vendre</p>",
        table(("C1 Vendre", list_of("E1 Oral", "E2 écrit"), "Prix"), head=head),
        "<p>E1 Oral</p><p>Durée</p><p>1 h</p><p>E2 écrit</p><p>Durée</p><p>30 min</p>",
    )
    assert epreuves(made) == [("Oral", "1 h", None), ("écrit", "30 min", None)]


TEXT = """Bloc 1 : Vendre
C1.1 Préparer un entretien
CR1.1.1 le plan est écrit
CR1.1.2 Le ton est celui de la compétence
C1.1 et du bloc
C1.2 conclure
CR1.2.1 80 % des accords sont signés
CR1.2.2 Le prix est dit
Bloc 2 gérer les stocks
C2.1 Ranger
CR2.1.1 le stock est tenu
"""


def test_codes_of_running_text_come_one_after_the_other() -> None:
    """« CR1.1.1 le plan est écrit » went into the text of C1.1, and « Bloc 2 gérer les stocks » into CR1.2.2."""
    made = import_draft(TEXT.encode())
    assert [title for _, title, _ in blocs(made)] == ["Vendre", "gérer les stocks"]
    assert texts(made) == [
        ("Préparer un entretien", ["le plan est écrit", "Le ton est celui de la compétence C1.1 et du bloc"]),
        ("conclure", ["80 % des accords sont signés", "Le prix est dit"]),
        ("Ranger", ["le stock est tenu"]),
    ]
    assert doubts(made) == [("I024", "essai")]
