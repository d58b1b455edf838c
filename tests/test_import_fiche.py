"""The lists of compétences of published fiches, each one text, however their certifiers typed it."""

import unicodedata
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest

from certeval.exchange import fiche
from certeval.exchange.comparison.compare import compare
from certeval.exchange.comparison.sides import of_fiche, tree_side
from certeval.exchange.draft import Draft
from certeval.exchange.yaml_text import as_yaml
from certeval.sources import yaml
from test_import import import_draft


def published(listed: str) -> Draft:
    """The draft of a fiche of one bloc, with such a list."""
    bloc = f"<CODE>RNCP99999BC01</CODE><LISTE_COMPETENCES>{escape(listed)}</LISTE_COMPETENCES>"
    fiche = f"<NUMERO_FICHE>RNCP99999</NUMERO_FICHE><BLOCS_COMPETENCES><BLOC_COMPETENCES>{bloc}</BLOC_COMPETENCES>"
    whole = f'<?xml version="1.0"?><FICHES><FICHE>{fiche}</BLOCS_COMPETENCES></FICHE></FICHES>'
    return import_draft(whole.encode())


def competences(made: Draft) -> list[tuple[object, object]]:
    return [(each["code"], each["libelle"]) for each in made.tree["blocs"][0].get("competences", [])]


def said(made: Draft) -> list[tuple[str, object]]:
    return [(each.code, each.arguments["text"]) for each in made.diagnostics() if each.code != "I018"]


@pytest.mark.parametrize(
    "listed",
    [
        "Vendre    Gérer",
        "Vendre\nGérer",
        "- Vendre\n- Gérer",
        "• Vendre • Gérer",
        "Vendre    …    Gérer",
        "<p>- Vendre</p><p>- Gérer</p>",
        "<ul><li>Vendre</li><li>Gérer</li></ul>",
        "Vendre<br/>Gérer",
    ],
)
def test_a_list_is_parted_by_what_parts_it(listed: str) -> None:
    made = published(listed)
    assert (competences(made), said(made)) == ([("C1.1", "Vendre"), ("C1.2", "Gérer")], [])


@pytest.mark.parametrize(
    "listed",
    ["C1 vendre\nC2 gérer", "C1 : vendre ; C2 : gérer", "Compétence 1 : vendre    Compétence 2 : gérer"],
)
def test_codes_of_a_fiche_are_told_without_capitals(listed: str) -> None:
    made = published(listed)
    assert (competences(made), said(made)) == ([("C1", "vendre"), ("C2", "gérer")], [])


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("- Vendre un bien - Gérer un stock", [("I027", "Vendre un bien - Gérer un stock")]),
        ("C1 : vendre C2 : gérer", [("I027", "vendre C2 : gérer")]),
        ("1. Vendre 2. Gérer", [("I027", "1. Vendre 2. Gérer")]),
        ("Vendre afin de\nconclure", [("I012", "Vendre afin de")]),
        ("Vendre    Métiers visés    Gérer", [("I023", "Métiers visés")]),
        ("Vendre    Savoir-faire : conclure", [("I023", "Savoir-faire : conclure")]),
    ],
)
def test_what_may_be_two_or_none_is_said(listed: str, told: list[tuple[str, str]]) -> None:
    """An item without a compétence ended in a traceback."""
    assert said(published(listed)) == told


def test_signs_of_a_text_are_read_as_they_are_shown() -> None:
    assert competences(published("Vendre &amp; gérer (a < b)")) == [("C1.1", "Vendre & gérer (a < b)")]


FICHE = """<?xml version="1.0" encoding="UTF-8"?><FICHES><FICHE>
<NUMERO_FICHE>RNCP99999</NUMERO_FICHE><INTITULE>Chargé
de clientèle</INTITULE><BLOCS_COMPETENCES><BLOC_COMPETENCES>
<CODE>RNCP99999BC01</CODE><LIBELLE>Gérer sa clientèle</LIBELLE>
<LISTE_COMPETENCES>Définir une stratégie    Évaluer la fidélité Gérer le reste</LISTE_COMPETENCES>
<MODALITES_EVALUATION>Étude de cas. À l’écrit, en présence d’un jury</MODALITES_EVALUATION>
</BLOC_COMPETENCES></BLOCS_COMPETENCES></FICHE></FICHES>"""


def as_decomposed(text: str) -> str:
    """A text with each accent apart from its letter, as some systems write it."""
    return unicodedata.normalize("NFD", text)


def as_hyphenated(text: str) -> str:
    """A text with hyphens that nobody sees."""
    return text.replace("té", "\u00adté").replace("Gér", "Gé\u00adr")


def as_escaped(text: str) -> str:
    """The same hyphens, in a list that is a page."""
    return text.replace("straté", "stra&amp;shy;té").replace("fidélité", "fid&amp;eacute;lité")


@pytest.mark.parametrize("spell", [as_decomposed, as_hyphenated, as_escaped])
def test_letters_that_look_the_same_are_the_same(spell: Callable[[str], str]) -> None:
    """A fiche differed from its own import, and what tells glued compétences apart was not seen."""
    data = spell(FICHE).encode()
    made, meant = import_draft(data), import_draft(FICHE.encode())
    text = as_yaml(made.tree)
    assert (text, said(made)) == (as_yaml(meant.tree), said(meant))
    assert [each.code for each in made.diagnostics()] == ["I018", "I012"]
    assert made.tree["certification"]["intitule"] == "Chargé de clientèle"
    own = tree_side(yaml.parse(text.encode(), "a.yaml").root, "a.yaml")
    assert not compare(own, of_fiche(fiche.read(data), "f.xml")).differs
