"""What a document says it takes is said wherever it stands: in the cell of an épreuve, across a table, in a critère."""

import pytest

from test_import import import_draft, parents
from test_import_whole import blocs, epreuves, page, table

HEAD = ("Compétences", "Modalités d'évaluation", "Critères d'évaluation")
PLAIN = ("C1 Veiller", "Étude de cas", "• La veille est faite\n• Le coût est dit")
OTHER = ("C2 Planifier", "Oral", "• Le plan est écrit")


def read(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> object:
    shown = [tuple("".join(f"<p>{line}</p>" for line in cell.split("\n")) for cell in row) for row in rows]
    return page("<p>Bloc 1 : Concevoir</p>", table(*shown, head=head))


def remarks(made: object) -> list[tuple[str, str]]:
    found = made.diagnostics()  # type: ignore[attr-defined]
    return [(each.code, str(each.arguments["text"])) for each in found if each.code != "I018"]


def blocking(made: object) -> list[str]:
    return [e["cible"] for e in made.tree.get("a_relire", []) if "bloquant" in e]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Le bloc est validé si les 2 compétences sont validées", None),
        (
            "Le bloc est validé si le candidat obtient au moins 10/20 sans note éliminatoire inférieure à 8.",
            "I060",
        ),
        ("Chaque compétence est acquise si au moins 3 critères sur 5 sont atteints.", "I061"),
    ],
)
@pytest.mark.parametrize("across", [True, False])
def test_the_condition_of_a_bloc_needs_no_announcement(sentence: str, code: str | None, across: bool) -> None:
    first = PLAIN if across else (PLAIN[0], f"{PLAIN[1]}\n{sentence}", PLAIN[2])
    made = read(first, OTHER, *([(sentence,)] if across else []))
    (bloc,) = made.tree["blocs"]  # type: ignore[attr-defined]
    assert bloc["condition"]["texte"] == sentence
    assert epreuves(made) == [("Étude de cas", None, ["C1"]), ("Oral", None, ["C2"])]  # type: ignore[arg-type]
    assert [kind for kind, _ in remarks(made)] == ([code] if code else [])


def test_a_condition_without_a_stop_swallows_no_epreuve() -> None:
    announced = f"{PLAIN[1]}\nCondition de validation : les 2 compétences sont validées"
    made = read((PLAIN[0], announced, PLAIN[2]), OTHER)
    assert made.tree["blocs"][0]["condition"]["texte"] == "les 2 compétences sont validées"  # type: ignore[attr-defined]
    assert epreuves(made) == [("Étude de cas", None, ["C1"]), ("Oral", None, ["C2"])]  # type: ignore[arg-type]
    assert remarks(made) == []


ALL = "les 2 compétences sont validées"
HALF = "Une compétence est validée si plus de 50 % de ses critères sont validés."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{PLAIN[1]}. Condition de validation : {ALL}", f"{OTHER[1]}. Condition de validation : {HALF}"),
        (f"{PLAIN[1]}\nCondition de validation : {ALL}\nCondition de validation : {HALF}", OTHER[1]),
    ],
)
def test_each_condition_of_a_bloc_is_kept_as_a_sentence_of_its_own(first: str, second: str) -> None:
    made = read((PLAIN[0], first, PLAIN[2]), (OTHER[0], second, OTHER[2]))
    (bloc,) = made.tree["blocs"]  # type: ignore[attr-defined]
    assert bloc["condition"]["texte"] == f"{ALL}. {HALF}"
    assert made.tree["validation"] == {  # type: ignore[attr-defined]
        "bloc": {"tous": "competences"},
        "competence": {"parmi": "criteres", "plus_de": "50 %"},
    }
    assert [name.rstrip(".") for name, *_ in epreuves(made)] == [PLAIN[1], OTHER[1]]  # type: ignore[arg-type]


def test_a_condition_above_a_table_and_another_below_are_both_of_the_bloc() -> None:
    above, below = (f"<p>Condition de validation du bloc 1 : {text}</p>" for text in (ALL, HALF))
    made = page("<p>Bloc 1 : Concevoir</p>", above, table(PLAIN, OTHER, head=HEAD), below)
    assert made.tree["blocs"][0]["condition"]["texte"] == f"{ALL}. {HALF}"


def test_a_condition_names_its_bloc_by_its_number_or_its_code() -> None:
    for name in ("Le bloc 1", "BC1", "Le bloc n°1", "Le bloc BC1"):
        made = read(PLAIN, OTHER, (f"{name} est validé si toutes les compétences sont acquises.",))
        assert made.tree["validation"] == {"bloc": {"tous": "competences"}}  # type: ignore[attr-defined]
        assert remarks(made) == []


def test_what_a_row_says_below_its_condition_is_said() -> None:
    made = read(PLAIN, OTHER, ("Le bloc est validé si toutes les compétences sont acquises.\nVoir annexe",))
    assert remarks(made) == [("I023", "Voir annexe")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Seuil de réussite : 60 %",
        "Note minimale : 8/20",
        "Le candidat doit avoir la moyenne au minimum, soit 10/20 minimum",
        "La certification est obtenue si les deux blocs le sont",
        "Au moins 80 % de présence",
        "Sans note éliminatoire",
    ],
)
def test_a_sentence_that_says_what_it_takes_is_shown_from_the_cell_of_an_epreuve(sentence: str) -> None:
    made = read((PLAIN[0], f"{PLAIN[1]}\n{sentence}", PLAIN[2]), OTHER)
    assert [(kind in {"I062", "I063"}, text) for kind, text in remarks(made)] == [(True, sentence)]


@pytest.mark.parametrize(
    "sentence",
    ["Rapport d'au moins 20 pages", "Oral devant 2 jurés au minimum", "Le dossier est validé par le tuteur"],
)
def test_other_sentences_of_an_epreuve_are_its_description(sentence: str) -> None:
    assert remarks(read((PLAIN[0], f"{PLAIN[1]}\n{sentence}", PLAIN[2]), OTHER)) == []


@pytest.mark.parametrize(
    ("criteres", "targets"),
    [
        ("La veille est faite (critère éliminatoire)\nLe coût est dit", ["CR1.1"]),
        ("La veille est faite\nCompétence validée si 2 critères sur 3 sont acquis", ["CR1.2"]),
        ("La veille est faite\nLe devis est validé si le client signe", []),
    ],
)
def test_a_critere_that_says_a_rule_is_reviewed_before_anything_is_decided(
    criteres: str, targets: list[str]
) -> None:
    assert blocking(read((*PLAIN[:2], criteres))) == targets


@pytest.mark.parametrize(
    ("title", "intitule"),
    [
        ("BLOC 2 (optionnel) : Exporter", "(optionnel) : Exporter"),
        ("Bloc optionnel 2 - Exporter", "Exporter"),
        ("Bloc facultatif n° 2 : Exporter", "Exporter"),
        ("Bloc 2 - Exporter (bloc au choix)", "Exporter (bloc au choix)"),
    ],
)
def test_a_bloc_that_one_may_choose_is_one_to_review_first(title: str, intitule: str) -> None:
    made = read(PLAIN, (title,), OTHER)
    assert blocs(made) == [("BC1", "Concevoir", ["C1"]), ("BC2", intitule, ["C2"])]  # type: ignore[arg-type]
    assert blocking(made) == ["BC2"]


def test_a_row_across_that_may_title_what_follows_is_reviewed_first() -> None:
    made = read(PLAIN, ("Option A : Vendre",), OTHER)
    assert (remarks(made), blocking(made)) == ([("I023", "Option A : Vendre")], ["essai"])
    made = read(PLAIN, ("Les candidats en situation de handicap sont accompagnés.",), OTHER)
    assert ([kind for kind, _ in remarks(made)], blocking(made)) == (["I023"], [])


@pytest.mark.parametrize("sign", ["§ ", "Ø ", "ü ", "=> ", "-> ", "> ", "1/ ", "a. ", "ii) ", "✓ ", "o "])
def test_signs_that_begin_items_are_no_part_of_them(sign: str) -> None:
    made = read((*PLAIN[:2], f"{sign}Le plan est écrit\n{sign.replace('1', '2')}Le coût est dit"))
    (competence,) = made.tree["blocs"][0]["competences"]  # type: ignore[attr-defined]
    assert [each["libelle"] for each in competence["criteres"]] == ["Le plan est écrit", "Le coût est dit"]


def test_an_item_that_announces_others_is_said() -> None:
    made = read((*PLAIN[:2], "La veille est faite :\n• elle couvre le marché\n• elle couvre la loi"))
    assert parents(made) == {"C1": ["CR1.1", "CR1.2", "CR1.3"]}  # type: ignore[arg-type]
    assert remarks(made) == [("I067", "La veille est faite :")]


def test_parts_of_an_epreuve_keep_no_half_of_their_number() -> None:
    made = read(
        (PLAIN[0], "E1 - Étude de cas de 4 h\nE1.1 Écrit (3 h)\nE1.2 : Oral d'une durée de 1 h", PLAIN[2])
    )
    assert [each[:2] for each in epreuves(made)] == [  # type: ignore[arg-type]
        ("Étude de cas", "4 h"),
        ("Écrit", "3 h"),
        ("Oral", "1 h"),
    ]


@pytest.mark.parametrize(
    "heading",
    ["Code et libellé du bloc", "N° et intitulé du bloc", "Intitulé et numéro du bloc", "Libellé du bloc"],
)
def test_the_columns_of_the_open_data_are_read(heading: str) -> None:
    head = (heading, "Liste de compétences", "Modalités d'évaluation")
    rows = (("RNCP37873BC01 Concevoir", "Veiller", "Oral"), ("RNCP37873BC02 Piloter", "Mesurer", "Écrit"))
    made = page(table(*rows, head=head))
    assert blocs(made) == [("BC1", "Concevoir", ["C1.1"]), ("BC2", "Piloter", ["C2.1"])]
    assert [bloc["rncp"] for bloc in made.tree["blocs"]] == ["RNCP37873BC01", "RNCP37873BC02"]


@pytest.mark.parametrize(
    ("sentence", "codes", "effectif"),
    [
        ("Chaque compétence est acquise si au moins 1 critère sur 2 est atteint.", [], None),
        ("Chaque compétence est acquise si au moins 2 critères sur 2 sont atteints.", [], None),
        ("Chaque compétence est acquise si au moins 2 critères sur 3 sont atteints.", ["I061"], None),
        ("Le bloc est validé si au moins 2 compétences sur 3 sont acquises.", [], {"competences": "3"}),
        (
            "Le bloc est validé si au moins deux compétences sur trois sont acquises.",
            [],
            {"competences": "3"},
        ),
    ],
)
def test_what_a_condition_counts_out_of_is_compared_with_what_was_read(
    sentence: str, codes: list[str], effectif: object
) -> None:
    """Critères are counted in each compétence, here; compétences by `check`, as the draft says how many there are."""
    made = read(
        (PLAIN[0], f"{PLAIN[1]}\n{sentence}", PLAIN[2]), (*OTHER[:2], "• Le plan est écrit\n• Il est dit")
    )
    (bloc,) = made.tree["blocs"]  # type: ignore[attr-defined]
    assert ([kind for kind, _ in remarks(made)], bloc["condition"].get("effectif")) == (codes, effectif)


def test_a_text_without_tables_keeps_its_rules_its_modalites_and_no_page_number() -> None:
    made = import_draft(
        """# Référentiel
## Bloc 1 : Concevoir
### C1.1 Veiller
- CR1.1.1 La veille est faite
Référentiel – Page 1/3
- CR1.1.2 Le coût est dit (éliminatoire)
### C1.2 Planifier
- CR1.2.1 Le plan est écrit
Référentiel – Page 2/3
Modalités d'évaluation : étude de cas
Le bloc est validé si les 2 compétences sont validées.
Chaque compétence est validée si tous ses critères sont acquis.
""".encode()
    )
    (bloc,) = made.tree["blocs"]
    assert bloc["intitule"] == "Concevoir"
    assert bloc["condition"]["texte"] == (
        "Le bloc est validé si les 2 compétences sont validées. "
        "Chaque compétence est validée si tous ses critères sont acquis."
    )
    assert [each["libelle"] for each in bloc["competences"][0]["criteres"]] == [
        "La veille est faite",
        "Le coût est dit (éliminatoire)",
    ]
    assert parents(made) == {"C1.1": ["CR1.1.1", "CR1.1.2"], "C1.2": ["CR1.2.1"]}
    assert [each["intitule"] for each in bloc["epreuves"]] == ["étude de cas"]
    assert blocking(made) == ["CR1.1.2"]
    assert made.tree["validation"] == {"competence": {"tous": "criteres"}, "bloc": {"tous": "competences"}}
