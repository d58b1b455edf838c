"""The meaning of a référentiel: what changes its digest, and what is only layout."""

from pathlib import Path

import pytest

from certeval.referentiel.load import compile_document, load
from certeval.referentiel.meaning import compile_meaning, empreinte_sens, meaning
from certeval.referentiel.models import Fichier
from certeval.sources.yaml import parse
from certeval.text.digests import canonical

SHIPPED = Path(__file__).parents[1] / "referentiels" / "developpement-commercial" / "1.0.0.yaml"

SOUND = """\
format: 1
certification: {code: essai, version: 1.0.0}
saisie:
  epreuve: {echelle: {note: {sur: 20, pas: 0.5}}, tentatives: {retenir: derniere, plafond: 10}}
validation:
  epreuve: {au_moins: 50 %}
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {et: [{tous: competences}, {moyenne: {E1: 1.5}, au_moins: 10}]}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Négocier et vendre
  competences:
  - code: C1
    libelle: Préparer un entretien afin d'obtenir un accord
    criteres:
    - {code: CR1, libelle: Le plan est écrit}
    - {code: CR2, libelle: Les objections sont prévues}
  - {code: C2, libelle: Conclure afin de vendre, criteres: [{code: CR3, libelle: L'accord est écrit}]}
  epreuves:
  - {code: E1, intitule: Étude de cas, duree: 60 min, evalue: [C1, C2]}
"""


def model(text: str) -> Fichier:
    found = compile_document(parse(text.encode(), "essai.yaml"))
    assert found.referentiel is not None, [(d.code, d.arguments) for d in found.diagnostics]
    return found.referentiel.model


def change(old: str, new: str) -> str:
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new)


LAYOUT = {
    "a comment": ("format: 1\n", "# une remarque\nformat: 1\n"),
    "keys in another order": (
        "{code: CR1, libelle: Le plan est écrit}",
        "{libelle: Le plan est écrit, code: CR1}",
    ),
    "quotes": ("libelle: Le plan est écrit", 'libelle: "Le plan est écrit"'),
    "a text folded over two lines": (
        "libelle: Préparer un entretien afin",
        "libelle: >-\n      Préparer un entretien\n      afin",
    ),
    "a decimal comma": ("pas: 0.5", 'pas: "0,5"'),
    "a fraction of a mark": ("pas: 0.5", "pas: 1/2"),
    "zeros": ("plafond: 10}", "plafond: 10.00}"),
    "a share as a fraction": ("plus_de: 50 %", "plus_de: 1/2"),
    "a share with decimals": ("plus_de: 50 %", 'plus_de: "50,0%"'),
    "a percentage of a mark, with decimals": ("au_moins: 50 %", "au_moins: 50.0 %"),
    "a coefficient": ("{E1: 1.5}", "{E1: 3/2}"),
    "a bound": ("au_moins: 10}]", 'au_moins: "10,0"}]'),
    "a length of time": ("duree: 60 min", "duree: 1 h"),
    "the default of what an épreuve assesses": (", evalue: [C1, C2]", ""),
    "the default language": ("version: 1.0.0", "version: 1.0.0, langue: fr"),
    "the default scale of critères": ("saisie:\n", "saisie:\n  critere: {echelle: acquis}\n"),
    "the default least mark": ("{sur: 20, pas", "{min: 0, sur: 20, pas"),
    "the default effect of a status": ("saisie:\n", "statuts: {NE: inconnu}\nsaisie:\n"),
    "a list of nothing": ("intitule: Négocier et vendre", "intitule: Négocier et vendre\n  metiers: []"),
}


@pytest.mark.parametrize("name", LAYOUT)
def test_layout_is_no_meaning(name: str) -> None:
    assert meaning(model(change(*LAYOUT[name]))) == meaning(model(SOUND))


MEANING = {
    "one character of a wording": ("Le plan est écrit}", "Le plan est écrit.}"),
    "a second space in a wording": ("libelle: Le plan est écrit", 'libelle: "Le plan  est écrit"'),
    "case": ("Négocier et vendre", "Négocier Et vendre"),
    "a bound": ("plus_de: 50 %", "plus_de: 51 %"),
    "a tie": ("plus_de: 50 %", "au_moins: 50 %"),
    "a percentage of a mark for the mark": ("au_moins: 50 %", "au_moins: 10"),
    "the order of critères": (
        "    - {code: CR1, libelle: Le plan est écrit}\n    - {code: CR2, libelle: Les objections sont prévues}\n",
        "    - {code: CR2, libelle: Les objections sont prévues}\n    - {code: CR1, libelle: Le plan est écrit}\n",
    ),
    "the order of what an épreuve assesses": ("evalue: [C1, C2]", "evalue: [C2, C1]"),
    "less assessed": ("evalue: [C1, C2]", "evalue: [C1]"),
    "a status that is no longer unknown": ("saisie:\n", "statuts: {NE: exclu}\nsaisie:\n"),
    "agreement of jurors": ("tentatives:", "jures: {}, tentatives:"),
    "what is replaced": ("{code: CR1,", "{code: CR1, remplace: CR9,"),
    "the version": ("version: 1.0.0", "version: 1.0.1"),
    "a métier": ("intitule: Négocier et vendre", "intitule: Négocier et vendre\n  metiers: [Vendeur]"),
}


@pytest.mark.parametrize("name", MEANING)
def test_what_people_read_or_decide_by_is_meaning(name: str) -> None:
    assert empreinte_sens(model(change(*MEANING[name]))) != empreinte_sens(model(SOUND))


def test_a_code_replaced_is_a_list_of_one() -> None:
    one = SOUND.replace("{code: CR1,", "{code: CR1, remplace: CR9,")
    listed = SOUND.replace("{code: CR1,", "{code: CR1, remplace: [CR9],")
    assert meaning(model(one)) == meaning(model(listed))


def test_a_number_has_one_spelling_where_it_is_a_number_and_its_own_where_it_is_a_name() -> None:
    bounds = [model(change("au_moins: 10}]", f"au_moins: {limit}}}]")) for limit in ("10.5", "21/2", "10")]
    assert meaning(bounds[0]) == meaning(bounds[1]) != meaning(bounds[2])
    sources = [
        model(change("{code: CR1,", f"{{code: CR1, code_source: '{text}',")) for text in ("1.1", "1.10")
    ]
    assert meaning(sources[0]) != meaning(sources[1])


LEVELS = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation: {certification: {mesure: E1, au_moins: "1,0"}}
epreuves: [{code: E1, intitule: Oral, echelle: {niveaux: ["0,5", "1,0", "1"]}}]
"""


def test_a_level_that_looks_like_a_number_keeps_its_name() -> None:
    assert meaning(model(LEVELS))["validation"] == {"certification": {"mesure": "E1", "au_moins": "1,0"}}
    assert meaning(model(LEVELS)) != meaning(model(LEVELS.replace('au_moins: "1,0"', "au_moins: 1")))


DURATIONS = {
    "45 min": "45 min",
    "90 min": "1 h 30",
    "120 min": "2 h",
    "1 h 05": "1 h 05",
    "24 h": "1 j",
    "7 j": "1 semaine",
    "14 j": "2 semaines",
    "36 h": "36 h",
    "999999 semaines": "999999 semaines",
}


@pytest.mark.parametrize("written", DURATIONS)
def test_a_length_of_time_has_one_spelling_that_reads_back(written: str) -> None:
    data = meaning(model(SOUND.replace("60 min", written)))
    bloc = data["blocs"][0]  # type: ignore[index, call-overload]
    assert bloc["epreuves"][0]["duree"] == DURATIONS[written]
    again = compile_meaning(data, "relu.yaml").model
    assert again is not None
    assert meaning(again) == data


NUMBERS = {
    "0,125": "0.125",
    "10/4": "2.5",
    "1/3": "1/3",
    "-2": "-2",
    "0.000000000000000000000000000001": "0.000000000000000000000000000001",
}


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_has_one_spelling_that_reads_back(written: str) -> None:
    data = meaning(model(SOUND.replace("plafond: 10", f'plafond: "{written}"')))
    assert data["saisie"]["epreuve"]["tentatives"]["plafond"] == NUMBERS[written]  # type: ignore[index, call-overload]
    again = compile_meaning(data, "relu.yaml").model
    assert again is not None
    assert meaning(again) == data


def test_the_meaning_of_the_shipped_referentiel_decides_as_its_file_does() -> None:
    found = load(SHIPPED).referentiel
    assert found is not None
    again = compile_meaning(meaning(found.model), "relu.yaml").referentiel
    assert again is not None
    assert again.program == found.program


def test_canonical_json_is_ordered_and_compact() -> None:
    assert (
        canonical({"b": ["é", None], "a": {"d": "1", "c": "2"}}) == '{"a":{"c":"2","d":"1"},"b":["é",null]}'
    )
