"""What stands above a table, or across it, and says whose its rows are."""

import pytest

from test_import import a_workbook, doubts, import_draft, parents
from test_import_whole import blocs, epreuves, page, table

CRITERES = ("Critères d'évaluation", "Modalités d'évaluation")
COMPETENCES = ("Compétences", "Critères d'évaluation")
ONE = (("C1 Cibler", "Le tri est fait"), ("C2 Conclure", "Le prix est dit"))
OTHER = (("C3 Relancer", "Le suivi est fait"),)


def activites(made: object) -> list[tuple[object, object, object]]:
    return [
        (a["code"], a["libelle"], a.get("competences"))
        for b in made.tree["blocs"]  # type: ignore[attr-defined]
        for a in b.get("activites", [])
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Activité 1 : Prospecter", "Activité 2 : Fidéliser"),
        ("A1 – Prospecter", "A2 – Fidéliser"),
        ("1.1 Activité 1 : Prospecter", "1.2 Activité 2 : Fidéliser"),
        ("2.1. Activité A1 – Prospecter", "2.2. Activité A2 – Fidéliser"),
        ("3) A1 – Prospecter", "4) A2 – Fidéliser"),
        ("Activité n° 1 : prospecter", "ACTIVITÉ 2 - Fidéliser"),
        ("Activité-type 1 : Prospecter", "Activité-type 2 : Fidéliser"),
        ("Situation professionnelle 1 : Prospecter", "Situation de travail 2 : Fidéliser"),
    ],
)
def test_the_activite_above_a_table_is_that_of_its_competences(first: str, second: str) -> None:
    made = page(
        "<p>Bloc 1 - Vendre</p>", f"<p>{first}</p>", table(*ONE, head=COMPETENCES),
        f"<p>{second}</p><p>Elle vient après la vente.</p>", table(*OTHER, head=COMPETENCES),
    )  # fmt: skip
    assert [(code, str(text).capitalize(), links) for code, text, links in activites(made)] == [
        ("A1", "Prospecter", ["C1", "C2"]),
        ("A2", "Fidéliser", ["C3"]),
    ]
    assert parents(made) == {"C1": ["CR1.1"], "C2": ["CR2.1"], "C3": ["CR3.1"]}


def test_activites_above_one_table_are_those_of_its_bloc_and_a_summary_gives_none() -> None:
    summary = "<p>Activité 1 : Prospecter 4</p><p>Activité 2 : Fidéliser 7</p>"
    lines = "<p>Activité 1 : Prospecter</p><p>Activité 2 : Fidéliser</p>"
    made = page(summary, lines, table(*ONE, *OTHER, head=COMPETENCES))
    assert [text for _, text, _ in activites(made)] == ["Prospecter", "Fidéliser"]


@pytest.mark.parametrize("word", ["Option", "Parcours", "Spécialité"])
def test_a_part_of_a_bloc_that_stands_above_its_table_is_said(word: str) -> None:
    """Its compétences went to the bloc above without a word."""
    made = page(
        "<p>Bloc 1 - Vendre</p>", table(*ONE, head=COMPETENCES),
        f"<p>{word} A : Exporter</p>", table(*OTHER, head=COMPETENCES),
    )  # fmt: skip
    assert [(each.code, each.arguments["text"]) for each in made.diagnostics() if each.code != "I018"] == [
        ("I023", f"{word} A : Exporter")
    ]


@pytest.mark.parametrize("in_table", [True, False])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("C1 - Cibler", "C2 - Conclure"),
        ("Compétence 1 : Cibler", "Compétence 2 : Conclure"),
        ("C1. Cibler", "C2. Conclure"),
    ],
)
def test_the_competence_above_criteres_is_theirs(first: str, second: str, in_table: bool) -> None:
    rows = (("Le tri est fait", "Oral"), ("Le fichier est tenu", "")), (("Le prix est dit", "Écrit"),)
    parts = (
        [table((first,), *rows[0], (second,), *rows[1], head=CRITERES)]
        if in_table
        else [
            f"<p>{first}</p>",
            table(*rows[0], head=CRITERES),
            f"<p>{second}</p>",
            table(*rows[1], head=CRITERES),
        ]
    )
    made = page("<p>Bloc 1 - Vendre</p>", *parts)
    assert blocs(made) == [("BC1", "Vendre", ["C1", "C2"])]
    assert parents(made) == {"C1": ["CR1.1", "CR1.2"], "C2": ["CR2.1"]}
    assert epreuves(made) == [("Oral", None, ["C1"]), ("Écrit", None, ["C2"])]
    assert {code for code, _ in doubts(made)} == {"I018"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Compétence 1 : Vendre des services", ["I023"]),
        ("C1 - Cibler", []),
        ("Compétence 1 est validée si les critères le sont", []),
        ("Certification 1 : Vendeur", []),
    ],
)
def test_the_title_above_a_table_that_has_its_own_column_is_said_unless_it_is_there(
    line: str, said: list[str]
) -> None:
    made = page("<p>Bloc 1 - Vendre</p>", f"<p>{line}</p>", table(*ONE, head=COMPETENCES))
    assert [code for code, _ in doubts(made) if code == "I023"] == said
    assert parents(made) == {"C1": ["CR1.1"], "C2": ["CR2.1"]}


@pytest.mark.parametrize(
    ("first", "second"),
    [("Grille 1/2", "Grille 2/2"), ("Grille 1 / 2", "Grille 2 / 2"), ("Feuille 1/2", "Feuille 2/2")],
)
def test_parts_of_one_grid_are_no_blocs(first: str, second: str) -> None:
    made = page(
        f"<p>{first}</p>", table(*ONE, head=COMPETENCES), f"<p>{second}</p>", table(*OTHER, head=COMPETENCES)
    )
    assert blocs(made) == [("BC1", None, ["C1", "C2", "C3"])]
    assert {code for code, _ in doubts(made)} == {"I018"}


def test_blocs_by_letters_of_their_own_are_to_be_reviewed() -> None:
    made = page(
        "<p>R1 · RCUE 1</p>",
        table(*ONE, head=COMPETENCES),
        "<p>R2 · RCUE 2</p>",
        table(*OTHER, head=COMPETENCES),
    )
    assert blocs(made) == [("BC1", "R1 · RCUE 1", ["C1", "C2"]), ("BC2", "R2 · RCUE 2", ["C3"])]
    assert [each for each in doubts(made) if each[0] == "I021"] == [("I021", "BC1"), ("I021", "BC2")]


def test_a_row_that_says_other_kinds_than_its_headings_is_one_of_elements() -> None:
    head = ("Activités", "Compétences", "Critères")
    first = ("Évaluation", "Modalités d'évaluation", "Critères de notation")
    made = page("<p>Bloc 1 - Former</p>", table(first, ("Cours", "Animer", "Le ton est bon"), head=head))
    assert [text for _, text, _ in activites(made)] == ["Évaluation", "Cours"]
    assert parents(made) == {"C1.1": ["CR1.1.1"], "C1.2": ["CR1.2.1"]}


def test_the_title_of_a_bloc_stands_in_the_row_below_its_number() -> None:
    """The first title was lost, and the second an activité."""
    head: list[object] = ["Activités", "Compétences", "Critères"]
    first: list[list[object]] = [["BLOC 1"], ["Vendre"], head, ["A1 Visiter", "C1 Préparer", "Prix"], [None]]
    second: list[list[object]] = [["BLOC 2"], ["Gérer"], head, ["A2 Ranger", "C2 Ranger", "Stock"]]
    made = import_draft(a_workbook(Grille=[*first, *second]))
    assert blocs(made) == [("BC1", "Vendre", ["C1"]), ("BC2", "Gérer", ["C2"])]
    assert [each[0] for each in activites(made)] == ["A1", "A2"]
    assert {code for code, _ in doubts(made)} == {"I018"}


@pytest.mark.parametrize("row", ["C1 Préparer", "A1 Visiter", "Le bloc est validé si tout l’est."])
def test_a_row_alone_that_says_something_else_is_no_title(row: str) -> None:
    head: list[object] = ["Activités", "Compétences", "Critères"]
    made = import_draft(a_workbook(Grille=[head, ["BLOC 1"], [row], ["A2 Ranger", "C2 Ranger", "Stock"]]))
    assert [(code, title) for code, title, _ in blocs(made)] == [("BC1", None)]


def test_what_stands_alone_in_a_row_of_epreuves_titles_a_bloc_or_is_its_condition() -> None:
    """Under a table of épreuves of one sheet, the titles of the next blocs were lost, and all was of the first one."""
    lines: list[list[object]] = []
    for bloc, (competence, critere) in enumerate((*ONE, *OTHER), 1):
        lines += [[f"Bloc {bloc} : Vendre {competence}"], list(COMPETENCES), [competence, critere], [None]]
        lines += [["Épreuve", "Compétences évaluées", "Durée"], [f"Oral {bloc}", f"C{bloc}", "1 h"]]
        lines += [["Le bloc est validé si toutes les compétences sont acquises."], [None]]
    made = import_draft(a_workbook(Grille=lines))
    assert [codes for _, _, codes in blocs(made)] == [["C1"], ["C2"], ["C3"]]
    assert [e[0] for e in epreuves(made)] == ["Oral 1", "Oral 2", "Oral 3"]
    assert made.tree["validation"] == {"bloc": {"tous": "competences"}}
    assert {code for code, _ in doubts(made)} == {"I018"}


def test_a_row_of_epreuves_without_its_epreuve_is_said() -> None:
    head = ("Épreuve", "Durée", "Compétences évaluées")
    rows = (("Oral", "1 h", "C1"), ("", "", "C2, devant un jury"))
    made = page("<p>Bloc 1 - Vendre</p>", table(*ONE, head=COMPETENCES), table(*rows, head=head))
    assert [each.arguments["text"] for each in made.diagnostics() if each.code == "I023"] == [rows[1][2]]


def test_rules_that_name_their_bloc_are_its_condition_and_no_title() -> None:
    """They were as many titles of blocs, lost with these, and the rule of the whole was the last bloc's."""
    made = page(
        *("<p>Bloc 1 - Vendre</p>", table(*ONE, head=COMPETENCES)),
        *("<p>Bloc 2 - Suivre</p>", table(*OTHER, head=COMPETENCES)),
        "<p>Règles de validation</p><p>La certification est délivrée à qui a validé tous les blocs.</p>",
        "<ul><li>Bloc 1 : Le bloc est validé si toutes les compétences sont acquises.</li>",
        "<li>Bloc 2 : Condition de validation : toutes les compétences doivent être acquises.</li></ul>",
        "<p>Bloc 2 : Oral de vingt minutes</p>",
    )
    assert blocs(made) == [("BC1", "Vendre", ["C1", "C2"]), ("BC2", "Suivre", ["C3"])]
    assert made.tree["validation"] == {"bloc": {"tous": "competences"}}
    assert [each.arguments["text"] for each in made.diagnostics() if each.code[:3] in {"I02", "I06"}] == [
        "La certification est délivrée à qui a validé tous les blocs.",
        "Oral de vingt minutes",
    ]


def test_bullets_below_what_announces_the_conditions_of_the_certification_are_of_no_bloc() -> None:
    made = page(
        *("<p>Bloc 1 - Vendre</p>", table(*ONE, head=COMPETENCES), "<p>Conditions d'obtention :</p>"),
        "<ul><li>avoir validé les blocs 1 et 2</li><li>avoir suivi le stage</li></ul>",
    )
    assert "condition" not in made.tree["blocs"][0]
    assert len(made.outline.sentences) == 2


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Modalités d’évaluation",
            "Épreuve 1 : Projet",
            "Épreuve 2 : Oral de 30 minutes",
            "Le jury est souverain.",
        ),
        ("Modalités d’évaluation :", "Projet", "- Oral de 30 minutes", "Le jury est souverain."),
    ],
)
def test_what_is_announced_below_a_table_is_how_its_bloc_is_assessed(lines: tuple[str, ...]) -> None:
    """Only bullets were, and the rest was lost."""
    made = page(
        "<p>Bloc 1 - Vendre</p>", table(*ONE, head=COMPETENCES), *(f"<p>{line}</p>" for line in lines)
    )
    assert epreuves(made) == [("Projet", None, None), ("Oral", "30 min", None)]


def test_lines_below_the_title_of_an_epreuve_say_what_it_assesses_and_how_long_it_lasts() -> None:
    """The next épreuve was lost after them."""
    lines = (
        "Modalités d’évaluation",
        "Épreuve E1 : Oral",
        "Durée : 30 minutes",
        "Compétences évaluées : C1",
        "Épreuve E2 : QCM",
    )
    made = page(
        "<p>Bloc 1 - Vendre</p>", table(*ONE, head=COMPETENCES), *(f"<p>{line}</p>" for line in lines)
    )
    assert epreuves(made) == [("Oral", "30 min", ["C1"]), ("QCM", None, None)]


def test_what_stands_below_the_total_of_a_table_is_no_competence() -> None:
    lines: list[list[object]] = [
        ["Bloc 1 : Vendre"],
        ["Compétences", "Critères", "Points"],
        ["C1 Cibler", "Le tri", 4],
    ]
    made = import_draft(a_workbook(Grille=[*lines, ["Total", None, 4], ["Note éliminatoire : 6/20"]]))
    assert [codes for _, _, codes in blocs(made)] == [["C1"]]
    assert len(made.outline.sentences) == 1


def test_what_an_epreuve_assesses_is_read_on_its_line_before_the_condition() -> None:
    line = "Modalités d’évaluation : Étude de 3 h. Compétences évaluées : C1. Conditions de validation : valider C1."
    made = page("<p>Bloc 1 - Vendre</p>", table(*ONE, head=COMPETENCES), f"<p>{line}</p>")
    assert epreuves(made) == [("Étude", "3 h", ["C1"])]
    assert made.tree["blocs"][0]["condition"] == {"texte": "valider C1."}


def test_a_part_above_the_title_of_a_bloc_and_a_note_by_an_asterisk_are_said() -> None:
    made = page(
        *("<p>vente 1.0.0</p>", "<p>Parcours « Vendeur »</p>", "<p>Bloc 1 - Vendre</p>"),
        table(("C1 Cibler les clients*", "Le tri est fait"), head=COMPETENCES),
        *("<p>* Les clients du fichier.</p>", "<p>Option A : Gérer</p>", "<p>Bloc 2 - Gérer</p>"),
        table(*OTHER, head=COMPETENCES),
    )
    assert {code: sum(c == code for c, _ in doubts(made)) for code in ("I023", "I065")} == {
        "I023": 2,
        "I065": 1,
    }


def test_a_condition_of_the_whole_across_a_table_is_of_no_bloc_and_merged_rows_are_one_epreuve() -> None:
    rows = (
        "<td rowspan=2>Oral</td><td>C1</td><td rowspan=2>1 h</td>", "<td>C2</td>",
        "<td colspan=3>Conditions d’obtention : avoir validé les blocs 1 et 2.</td>",
    )  # fmt: skip
    head = "<th>Épreuve</th><th>Compétences évaluées</th><th>Durée</th>"
    body = "".join(f"<tr>{row}</tr>" for row in (head, *rows))
    made = page(
        "<p>Bloc 1 - Vendre</p>",
        table(*ONE, ("C4 Dire", "Le ton"), head=COMPETENCES),
        f"<table>{body}</table>",
    )
    assert [(e["intitule"], e["evalue"]) for e in made.tree["epreuves"]] == [("Oral", ["C1", "C2"])]
    assert "condition" not in made.tree["blocs"][0]
    assert len(made.outline.sentences) == 1


@pytest.mark.parametrize("cell", ["Voir bloc 1", "Mêmes épreuves que le bloc 1", "Cf. BC1"])
def test_the_epreuves_of_another_bloc_are_none_and_said(cell: str) -> None:
    made = page(
        "<p>Bloc 2 - Vendre</p>", table(("C1 Cibler", "Le tri", cell), head=("Compétences", *CRITERES))
    )
    assert "epreuves" not in made.tree["blocs"][0]
    assert ("I023", "essai") in doubts(made)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            ("Domaines de compétences", "Compétences", "Indicateurs"),
            ("BC1 Accompagner", "1.1 Aider", "La toilette"),
        ),
        (("Blocs", "Sous-domaines", "Critères"), ("BC1 Accompagner", "1.1 Aider", "La toilette")),
        (
            ("Blocs", "Capacités", "Critères"),
            ("BC1 Accompagner", "1.1 Aider", "En matière de moyens :<br>La toilette"),
        ),
    ],
)
def test_domaines_and_sous_domaines_are_blocs_and_competences(
    head: tuple[str, ...], row: tuple[str, ...]
) -> None:
    (bloc,) = page(table(row, head=head)).tree["blocs"]
    assert (bloc["intitule"], [c["libelle"] for c in bloc["competences"]]) == ("Accompagner", ["Aider"])
    assert [k["libelle"] for k in bloc["competences"][0]["criteres"]] == ["La toilette"]


def test_lines_below_a_table_of_a_sheet_are_no_competences_and_its_codes_stay() -> None:
    """They were compétences without critères, and the column of codes, where they stood too, was not taken."""
    lines: list[list[object]] = []
    for bloc, (competence, critere) in enumerate((ONE[0], *OTHER), 1):
        lines += [
            [f"Bloc {bloc} : Vendre {bloc}"],
            ["Code", *COMPETENCES],
            [*competence.split(" ", 1), critere],
        ]
        lines += [
            [f"C{bloc + 4}", "Dire", "Le ton"],
            [None],
            ["Modalités d’évaluation :"],
            [f"- Oral {bloc}"],
            ["- QCM"],
        ]
    lines += [[None], ["Règles de validation"], ["Les deux blocs doivent être validés."]]
    made = import_draft(
        a_workbook(Grille=[*lines, ["Bloc 1 : Toutes les compétences doivent être validées."]])
    )
    assert blocs(made) == [("BC1", "Vendre 1", ["C1", "C5"]), ("BC2", "Vendre 2", ["C3", "C6"])]
    assert [e[0] for e in epreuves(made)] == ["Oral 1", "QCM", "Oral 2", "QCM"]
    assert [b.get("validation") for b in made.tree["blocs"]] == [{"tous": "competences"}, None]
    assert [code for code, _ in doubts(made)] == ["I018", "I062"]
