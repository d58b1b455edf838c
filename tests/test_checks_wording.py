"""How compétences, critères and activités are worded, after France compétences' advice."""

import pytest

from checking import BLOC, RULES, SELL, competence, criteres, pointers

END = "afin de décider"


def codes(text: str) -> list[str]:
    return [code for code, _ in pointers(text)]


@pytest.mark.parametrize(
    "libelle",
    [
        f"Analyser les ventes {END}",
        f"Établir un devis {END}",
        f"Etablir un devis {END}",
        f"Conduire un entretien {END}",
        f"Mettre en œuvre un plan {END}",
        f"Concevoir une offre {END}",
        f"Poursuivre la relation {END}",
        f"Extraire les données {END}",
        f"S'adapter au client {END}",
        f"Se préparer {END}",
        f"Manager une équipe {END}",
        f"À partir d'un cahier des charges, rédiger une offre {END}",
    ],
)
def test_a_competence_that_begins_with_a_verb_is_left_alone(libelle: str) -> None:
    assert codes(competence(libelle)) == []


@pytest.mark.parametrize(
    "libelle",
    [
        f"Analyse des ventes {END}",
        f"Dossier de vente {END}",
        f"Inventaire du stock {END}",
        f"Ordre du jour {END}",
        f"L'analyse des ventes {END}",
        f"Il analyse les ventes {END}",
        f"Savoir-faire commercial {END}",
        f"À partir d'un cahier des charges, rédaction d'une offre {END}",
    ],
)
def test_a_competence_that_begins_otherwise_is_questioned(libelle: str) -> None:
    assert codes(competence(libelle)) == ["L201"]


@pytest.mark.parametrize(
    ("libelle", "verb"),
    [
        (f"Savoir vendre {END}", "Savoir"),
        (f"Connaître les produits {END}", "Connaître"),
        (f"Connaitre les produits {END}", "Connaitre"),
        (f"Être capable de vendre {END}", "Être capable"),
        (f"Maîtriser la langue {END}", "Maîtriser"),
        (f"Reconnaître un produit {END}", None),
        (f"Faire connaître les produits {END}", None),
    ],
)
def test_a_verb_that_no_jury_can_observe_is_questioned(libelle: str, verb: str | None) -> None:
    assert codes(competence(libelle)) == (["L202"] if verb else [])


@pytest.mark.parametrize(
    ("libelle", "said"),
    [
        ("Analyser les ventes pour décider", True),
        ("Analyser les ventes afin d'en déduire un plan", True),
        ("Analyser les ventes en vue de décider", True),
        ("Analyser les ventes de manière à décider", True),
        ("Rédiger un bilan à l'attention de la direction", True),
        ("Analyser les ventes", False),
        ("Analyser les ventes en utilisant un tableur", False),
    ],
)
def test_a_competence_says_to_what_end(libelle: str, said: bool) -> None:
    assert codes(competence(libelle)) == ([] if said else ["L203"])


def test_where_no_competence_says_to_what_end_it_is_said_once() -> None:
    rows = "".join(
        f"  - {{code: C{i}, libelle: {verb} une offre, criteres: [{{code: CR{i}, libelle: L'offre est {done}}}]}}\n"
        for i, (verb, done) in enumerate((("Lire", "lue"), ("Écrire", "écrite"), ("Dire", "dite")), 1)
    )
    assert codes(f"{RULES}{BLOC}{rows}") == ["L208"]
    assert (
        codes(f"{RULES}{BLOC}{rows}".replace("Lire une offre", "Lire une offre pour décider")) == ["L203"] * 2
    )


@pytest.mark.parametrize(
    ("libelle", "task"),
    [
        ("Rédiger le plan", True),
        ("Mettre le plan à jour", True),
        ("Le plan est rédigé", False),
        ("Le manager est informé", False),
        ("Dossier complet et daté", False),
        ("Les écarts à maîtriser sont cités", False),
    ],
)
def test_a_critere_is_a_result_not_a_task(libelle: str, task: bool) -> None:
    assert codes(criteres(libelle, "Le prix est fixé")) == (["L204"] if task else [])


@pytest.mark.parametrize(
    ("libelle", "joins"),
    [
        ("Le plan est écrit", False),
        ("Le plan est écrit et daté, chiffré et relu", False),
        ("Le plan est écrit, son choix est justifié", False),
        ("Le plan est écrit, son choix est justifié, son coût est chiffré", True),
        ("Le plan est écrit et son choix est justifié et son coût est chiffré", True),
        ("Le plan est écrit. Son choix justifié", True),
        ("Le plan, qui est écrit, dont le choix est dit, et que chacun suit, permet d'agir", False),
        ("Les cas (ce qui est prévu, ce qui est exclu, ce qui est permis) sont cités", False),
        ("Le plan est écrit, etc.", False),
    ],
)
def test_a_critere_joins_results_from_three_clauses_or_two_sentences(libelle: str, joins: bool) -> None:
    assert codes(criteres(libelle, "Le prix est fixé")) == (["L205"] if joins else [])


TEN = "plan vente région nord équipe commerciale rédigé chiffré daté signé"


@pytest.mark.parametrize(
    ("other", "near"),
    [
        (TEN.replace("signé", "relu"), True),
        (TEN + " relu classé", True),
        (TEN.replace("daté signé", "relu classé"), False),
        (TEN.replace("plan", "plans").replace("vente", "ventes"), True),
    ],
    ids=["9 of 11", "10 of 12", "8 of 12", "plurals"],
)
def test_criteres_that_share_4_words_of_5_are_near_identical(other: str, near: bool) -> None:
    found = codes(criteres(f"Le {TEN}", f"Le {other}"))
    assert found == (["L206"] if near else [])


def test_short_criteres_are_not_compared() -> None:
    assert codes(criteres("Le plan est écrit", "Le plan est bien écrit")) == []


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (("Vente en magasin", "Tenue du rayon", "Encaisser"), ["L207"]),
        (("Vendre en magasin", "Tenir le rayon", "Encaisser"), []),
        (("Vente en magasin", "Tenir le rayon", "Encaisser"), []),
        (("Vente en magasin", "Encaisser"), []),
    ],
    ids=["one of three", "all", "most", "one of two"],
)
def test_an_activite_is_not_an_infinitive_among_nouns(labels: tuple[str, ...], found: list[str]) -> None:
    rows = "".join(
        f"  - {{code: A{i}, libelle: {label}, competences: [C1]}}\n" for i, label in enumerate(labels, 1)
    )
    assert codes(f"{RULES}{BLOC}{SELL}  activites:\n{rows}") == found


def test_a_placeholder_and_another_language_are_not_judged() -> None:
    assert codes(competence("Compétence 2.1 (éliminatoire)")) == []
    assert codes(competence("Sales analysis").replace("0.0}", "0.0, langue: en}")) == []
