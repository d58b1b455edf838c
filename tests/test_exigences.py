"""What documents say of marks, levels and means that a rule asks for, each beside what the candidate has."""

from datetime import date

import pytest

from certeval.diagnostics import Place
from certeval.documents.dossier import Candidature, Dossier
from certeval.documents.exigences import demands, lacks
from certeval.documents.proces_verbal import proces_verbal
from certeval.documents.resultats import resultats
from certeval.engine.results import Results
from certeval.referentiel.load import Referentiel, compile_document
from certeval.scores.observations import Candidate, Cell, CellKey
from certeval.scores.values import Values
from certeval.sources import yaml

REFERENTIEL = """\
format: 1
certification: {{code: vente, version: 1.0.0}}
parcours: [{{code: nord}}, {{code: sud}}]
saisie: {{epreuve: {{echelle: {{note: {{sur: 20}}}}}}, competence: {{echelle: {{niveaux: [NA, EA, A]}}}}}}
validation: {{competence: {{au_moins: A}}, bloc: {bloc}, certification: {certification}}}
mesures: {{generale: {{moyenne: [E1, E2]}}}}
regles: {{oral: {{mesure: E2, plus_de: 8}}}}
blocs:
- code: BC1
  intitule: Vendre
  competences: [{{code: C1, libelle: Vendre}}]
  epreuves: [{{code: E1, intitule: Écrit}}, {{code: E3, intitule: Carte, pour: {{parcours: [sud]}}}}]
epreuves: [{{code: E2, intitule: Oral}}]
faits: [{{code: K1, libelle: Stage}}]
"""


def loaded(bloc: str, certification: str = "{tous: blocs}") -> Referentiel:
    text = REFERENTIEL.format(bloc=bloc, certification=certification)
    compilation = compile_document(yaml.parse(text.encode(), "vente.yaml"))
    assert compilation.referentiel, compilation.diagnostics
    return compilation.referentiel


def dossier(referentiel: Referentiel, **cells: str) -> Dossier:
    """The documents of one candidate of the parcours nord, with these cells."""
    here = Place("notes.csv")
    candidate = Candidate("A1", here)
    for code, text in cells.items():
        candidate.cells[CellKey(code)] = Cell(text, referentiel.entries[code].read(text), here)
    candidate.situation["parcours"] = Cell(
        "nord", referentiel.program.situation["parcours"].read("nord"), here
    )
    results = Results(referentiel)
    state = results.evaluate(Values(referentiel.entries).of(candidate))
    one = Candidature("A1", here, results.candidate("A1", state), lacks=lacks(referentiel, state))
    return Dossier(referentiel, (one,), date(2026, 7, 1), "0")


def spaced(texts: object) -> object:
    return [each.replace("\u00a0", " ") for each in texts] if isinstance(texts, list) else texts


E1 = "{et: [{tous: competences}, {mesure: E1, au_moins: 10}]}"


@pytest.mark.parametrize(
    ("bloc", "certification", "cells", "motifs", "reste"),
    [
        pytest.param(
            *(E1, "{tous: blocs}", {"C1": "A", "E1": "9,5"}),
            *([["E1 : 9,5 (il faut au moins 10)"]], ["BC1 – Vendre (à valider : E1)"]),
            id="a mark below what its bloc asks",
        ),
        pytest.param(E1, "{tous: blocs}", {"C1": "A", "E1": "10"}, [], [], id="a mark at what its bloc asks"),
        pytest.param(
            *(E1, "{tous: blocs}", {"C1": "A", "E1": "NE"}),
            *([["E1 : non évaluée"]], ["BC1 – Vendre (en attente : E1)"]),
            id="a mark that is not entered",
        ),
        pytest.param(
            *(E1, "{tous: blocs}", {"C1": "EA", "E1": "12"}),
            *([["C1 non validée : EA (il faut au moins A)"]], ["BC1 – Vendre (à valider : C1)"]),
            id="a level",
        ),
        pytest.param(
            *("{et: [{tous: competences}, {mesure: E3, au_moins: 10}]}", "{tous: blocs}", {"C1": "A"}),
            *([], []),
            id="a mark of another parcours",
        ),
        pytest.param(
            *(
                "{et: [{moyenne: [E1, E2], au_moins: 10}]}",
                "{tous: blocs}",
                {"C1": "A", "E1": "9", "E2": "10"},
            ),
            *(
                [["la moyenne : 9,5 (il faut au moins 10)"]],
                ["BC1 – Vendre (à valider : la moyenne : 9,5 (il faut au moins 10))"],
            ),
            id="a mean",
        ),
        pytest.param(
            *("{ou: [{mesure: E1, au_moins: 10}, {mesure: E2, au_moins: 10}]}", "{tous: blocs}"),
            *({"C1": "A", "E1": "9", "E2": "9"}, [["règle non remplie"]], ["BC1 – Vendre"]),
            id="one of two marks, neither asked alone",
        ),
        pytest.param(
            *("{tous: competences}", "{et: [{tous: blocs}, oral, K1]}", {"C1": "A", "E2": "8", "K1": "0"}),
            *(
                [["E2 : 8 (il faut plus de 8)", "K1 : non acquis"]],
                ["E2 – Oral", "K1 – Stage"],
            ),
            id="a named rule of the certification",
        ),
        pytest.param(
            *("{tous: competences}", "{et: [{tous: blocs}, {mesure: generale, au_moins: 12}]}"),
            *({"C1": "A", "E1": "12", "E2": "11"}, [["generale : 11,5 (il faut au moins 12)"]]),
            ["la certification – generale : 11,5 (il faut au moins 12)"],
            id="a named measure",
        ),
    ],
)
def test_the_minutes_and_the_results_say_which_value_lacks(
    bloc: str, certification: str, cells: dict[str, str], motifs: list[list[str]], reste: list[str]
) -> None:
    words = dossier(loaded(bloc, certification), **cells)
    found = proces_verbal(words)["motifs"]
    assert isinstance(found, list)
    assert [spaced(each["manque"]) for each in found] == motifs
    assert spaced(resultats(words, words.candidatures[0])["reste"]) == reste


@pytest.mark.parametrize(
    ("bloc", "certification", "asked"),
    [
        (E1, "{tous: blocs}", "il faut au moins 10"),
        ("{mesure: E1, plus_de: 8, au_plus: 15}", "{tous: blocs}", "il faut plus de 8 et au plus 15"),
        (
            E1,
            "{et: [{tous: blocs}, {mesure: E1, moins_de: 19}]}",
            "il faut au moins 10 et il faut moins de 19",
        ),
        ("{tous: [E1], dont: {au_moins: 50 %}}", "{tous: blocs}", "il faut au moins 10"),
        ("{un_de: [E1, E3], dont: {au_moins: 10}}", "{tous: blocs}", ""),
        ("{non: {mesure: E1, moins_de: 5}}", "{tous: blocs}", ""),
        ("{moyenne: [E1, E2], au_moins: 10}", "{tous: blocs}", ""),
    ],
)
def test_what_is_asked_of_a_mark_is_what_no_other_can_make_up_for(
    bloc: str, certification: str, asked: str
) -> None:
    found = demands(loaded(bloc, certification))
    assert (found["E1"].text if "E1" in found else "").replace("\u00a0", " ") == asked


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        ({"C1": "A", "E1": "12"}, []),
        ({"C1": "EA", "E1": "12"}, [("C1", "non_valide", "EA (il faut au moins A)")]),
        (
            {"C1": "NE", "E1": "NE"},
            [("C1", "en_attente", "non évaluée"), ("E1", "en_attente", "non évaluée")],
        ),
        ({"C1": "A", "E1": "ABS"}, [("E1", "non_valide", "défaillant")]),
        ({"C1": "A", "E1": "NEUT"}, []),
    ],
)
def test_a_level_or_a_status_lacks_by_its_name(
    cells: dict[str, str], texts: list[tuple[str, str, str]]
) -> None:
    """Of a bloc that is for some candidates only, too; what is exempted or left out lacks of nothing."""
    text = REFERENTIEL.format(
        bloc="{et: [{mesure: C1, au_moins: A}, {mesure: E1, au_moins: 10}]}",
        certification="{et: [{tous: blocs}, K1]}",
    )
    text = text.replace("- code: BC1\n", "- code: BC1\n  pour: {parcours: [nord]}\n")
    text = text.replace("pour: {parcours: [sud]}", "duree: 1 h") + "statuts: {ABS: bloque}\n"
    compilation = compile_document(yaml.parse(text.encode(), "vente.yaml"))
    assert compilation.referentiel, compilation.diagnostics
    found = dossier(compilation.referentiel, **cells).candidatures[0].lacks.get("BC1", ())
    assert [(each.name, each.verdict, each.text.replace("\u00a0", " ")) for each in found] == texts
