"""A mistake in the structure of a référentiel is one finding, at the key or value that is wrong."""

import copy
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from certeval.checks import check_referentiel
from certeval.diagnostics import Diagnostic, Span
from certeval.referentiel.load import Compilation, compile_document
from certeval.render.diagnostics import advice, message
from certeval.sources.yaml import parse

WHOLE = """\
format: 1
certification: {code: essai, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
mesures: {total: {somme: {E1: 2, E2: 1}}}
regles: {oral: E2}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  epreuve: {au_moins: 10}
  bloc: {tous: competences}
  certification: {et: [{tous: blocs}, {tous: epreuves}]}
blocs:
- code: BC1
  intitule: Négocier et vendre
  competences:
  - code: C1
    libelle: Préparer un entretien
    criteres: [{code: CR1, libelle: Le plan est écrit}]
  epreuves:
  - {code: E1, intitule: Écrit}
  - {code: E2, intitule: Oral}
"""


def compile_text(text: str) -> Compilation:
    return compile_document(parse(text.encode(), "f.yaml"))


def with_(old: str, new: str) -> list[Diagnostic]:
    """What is said of the référentiel above once one text in it is replaced."""
    assert WHOLE.count(old) == 1
    return compile_text(WHOLE.replace(old, new)).diagnostics


def code_and_words(diagnostics: list[Diagnostic]) -> list[tuple[str, str, str]]:
    return [(each.code, message(each), advice(each)) for each in diagnostics]


def words(diagnostics: list[Diagnostic]) -> list[str]:
    return [message(each) for each in diagnostics]


def texts(diagnostics: list[Diagnostic], source: str) -> list[str]:
    """The text each finding stands on."""
    lines = source.split("\n")
    spans = [each.place.span or Span(1, 1, 1, 1) for each in diagnostics]
    return [lines[span.line - 1][span.column - 1 : span.end_column - 1] for span in spans]


def test_the_whole_file_is_sound() -> None:
    assert compile_text(WHOLE).diagnostics == []
    assert compile_text(WHOLE).referentiel is not None


ELEMENTS = {
    "bloc": "blocs: [{code: %s, intitule: Vendre}]",
    "activite": "blocs: [{code: B, intitule: Vendre, activites: [{code: %s, libelle: Vendre}]}]",
    "competence": "blocs: [{code: B, intitule: Vendre, competences: [{code: %s, libelle: Vendre}]}]",
    "critere": "blocs: [{code: B, intitule: V, competences: [{code: C, libelle: V, criteres: ["
    "{code: %s, libelle: V}]}]}]",
    "epreuve": "epreuves: [{code: %s, intitule: Oral}]",
    "epreuve of a bloc": "blocs: [{code: B, intitule: Vendre, epreuves: [{code: %s, intitule: Oral}]}]",
    "partie": "epreuves: [{code: E, intitule: Oral, parties: [{code: %s, forme: oral}]}]",
    "fait": "faits: [{code: %s, libelle: Stage}]",
}


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("code", ["1E", "12", "2 x", "'a b'", "1/2"])
def test_whatever_bears_a_code_bears_one_that_rules_and_sheets_can_name(element: str, code: str) -> None:
    """A code that is a number would be one in a rule; one that holds a space, no word of a selection."""
    head = "format: 1\ncertification: {code: essai, version: 1.0.0}\nvalidation: {certification: {tous: blocs}}\n"
    found = compile_text(head + ELEMENTS[element] % code + "\n").diagnostics
    assert [each.code for each in found if each.code == "R106"] == ["R106"]


RULE = "{parmi: criteres, plus_de: 50 %}"
MEASURE = "{somme: {E1: 2, E2: 1}}"
BOUNDS = "au_moins, plus_de, au_plus and moins_de"
MECHANISMS = "parmi, tous, un_de, aucun, mesure, et, ou, non, si"

ONE_FINDING = {
    "a typo in a mechanism": (RULE, "{parmis: criteres, plus_de: 50 %}", "unknown key « parmis »"),
    "a typo in a bound": (RULE, "{parmi: criteres, plus: 50 %}", "unknown key « plus »"),
    "a typo in a companion": (MEASURE, "{somme: epreuves, don: {au_moins: 8}}", "unknown key « don »"),
    "a typo in a required key": ("intitule: Écrit", "intitullé: Écrit", "unknown key « intitullé »"),
    "a typo in a mechanism with a required companion": (
        MEASURE,
        "{arondi: E1, pas: 1, sens: haut}",
        "unknown key « arondi »",
    ),
    "a typo in a required companion": (
        MEASURE,
        "{arrondi: E1, pass: 1, sens: haut}",
        "unknown key « pass »",
    ),
    "two mechanisms": (
        RULE,
        "{parmi: criteres, plus_de: 50 %, tous: criteres}",
        "« parmi » and « tous » exclude each other in one mapping",
    ),
    "two mechanisms, the second with its companions": (
        RULE,
        "{parmi: criteres, plus_de: 50 %, si: C1, alors: C1, sinon: C1}",
        "« parmi » and « si » exclude each other in one mapping",
    ),
    "two measures, the first with its companions": (
        MEASURE,
        "{arrondi: E1, pas: 1, sens: haut, moyenne: epreuves}",
        "« moyenne » and « arrondi » exclude each other in one mapping",
    ),
    "a rule beside a measure": (
        RULE,
        "{moyenne: [E1], au_moins: 10, et: [C1]}",
        "« et » and « moyenne » exclude each other in one mapping",
    ),
    "two scales": (
        "{note: {sur: 20}}",
        "{note: {sur: 20}, niveaux: [A, B]}",
        "« niveaux » and « note » exclude each other in one mapping",
    ),
    "a bound beside a mechanism that takes none": (
        "{tous: competences}",
        "{tous: competences, au_moins: 2}",
        "unknown key « au_moins »",
    ),
    "a companion nested under its mechanism": (
        RULE,
        "{parmi: {criteres: C1}, plus_de: 50 %}",
        "a text or a list is expected here, not a mapping (key: value)",
    ),
    "an unknown rule": (RULE, "{majorite: criteres}", "unknown key « majorite »"),
    "an unknown measure": (MEASURE, "{mediane: epreuves}", "unknown key « mediane »"),
    "a list for a rule": (RULE, "[C1]", "a rule is expected here, not a list"),
    "a list for a limit": (
        "plus_de: 50 %",
        "plus_de: [50 %]",
        "a limit (10, 50 %, a level) is expected here, not a list",
    ),
    "a mapping for a coefficient": (
        "E1: 2,",
        "E1: {x: 2},",
        "a number is expected here, not a mapping (key: value)",
    ),
    "a list for a count": (
        MEASURE,
        "{somme: epreuves, meilleures: [1]}",
        "a whole number is expected here, not a list",
    ),
    "a text for a list": (
        "epreuves:\n",
        "activites: vendre\n  epreuves:\n",
        "a list is expected here, not a text",
    ),
    "a mapping for a text": (
        "intitule: Oral",
        "intitule: {fr: Oral}",
        "a text is expected here, not a mapping (key: value)",
    ),
    "a list for a mapping": (
        "{code: E1, intitule: Écrit}",
        "[E1, Écrit]",
        "a mapping (key: value) is expected here, not a list",
    ),
    "a text for a mapping": (
        "{code: E1, intitule: Écrit}",
        "E1",
        "a mapping (key: value) is expected here, not a text",
    ),
    "a list for a word of a closed list": ("format: 1", "format: [1]", "a text is expected here, not a list"),
    "another format": ("format: 1", "format: 2", "1 is expected here, not « 2 »"),
    "an unknown kind": (
        "epreuve: {au_moins: 10}",
        "examen: {au_moins: 10}",
        "critere, sous_competence, competence, bloc, epreuve, fait or certification is expected here, not « examen »",
    ),
    "an empty text": ("intitule: Oral", 'intitule: ""', "« intitule » has no value"),
    "an empty value": ("intitule: Oral", "intitule: ", "« intitule » has no value"),
    "an empty list": ("{tous: blocs}", "{tous: []}", "« tous » has no value"),
    "an empty mapping of coefficients": ("{E1: 2, E2: 1}", "{}", "« somme » has no value"),
    "an empty key": ("regles: {oral: E2}", 'regles: {"": E2}', "«  » has no value"),
    "an empty limit": ("plus_de: 50 %", "plus_de: ''", "« plus_de » has no value"),
    "a word for a coefficient": ("E1: 2,", "E1: deux,", "« deux » is not an exact number"),
    "a thousand written with an underscore": ("E1: 2,", "E1: 1_000,", "« 1_000 » is not an exact number"),
    "a number as Python writes it": ("E1: 2,", "E1: 1e3,", "« 1e3 » is not an exact number"),
    "a fraction of nothing": ("E1: 2,", "E1: 2/0,", "« 2/0 » is not an exact number"),
    "a thousands separator": ("sur: 20", 'sur: "1.234,5"', "« 1.234,5 » is not an exact number"),
    "half an item": (
        MEASURE,
        '{somme: epreuves, meilleures: "1,5"}',
        "« 1,5 » is not a whole number from 1 to 1000",
    ),
    "a limit that is no number": (
        "plus_de: 50 %",
        "plus_de: 50 pour cent",
        "« 50 pour cent » is neither a whole number of items nor a share of them (50 %, 2/3)",
    ),
    "a date that does not exist": (
        "version: 1.0.0",
        "version: 1.0.0, enregistrement: {du: 2026-02-30}",
        "« 2026-02-30 » is not a date",
    ),
    "a year for a date": (
        "version: 1.0.0",
        "version: 1.0.0, enregistrement: {du: 2026}",
        "« 2026 » is not a date",
    ),
    "a version of two numbers": ("version: 1.0.0", "version: 1.0", "« 1.0 » is not a version"),
    "a code that starts with a digit": ("code: CR1", "code: 1.1", "« 1.1 » can't be a code"),
    "a code with a space": ("code: CR1", "code: CR 1", "« CR 1 » can't be a code"),
}


@pytest.mark.parametrize("name", ONE_FINDING)
def test_a_mistake_is_said_once_and_in_words(name: str) -> None:
    old, new, expected = ONE_FINDING[name]
    assert words(with_(old, new)) == [expected]


def test_an_unknown_key_that_resembles_one_suggests_it() -> None:
    assert code_and_words(with_("{tous: blocs}", "{tout: blocs}")) == [
        ("R101", "unknown key « tout »", "did you mean « tous »?")
    ]


def test_an_unknown_key_that_resembles_none_lists_those_there_are() -> None:
    assert code_and_words(with_("intitule: Écrit", "intitule: Écrit, couleur: rouge"))[0][2].startswith(
        "the keys here are code, code_source, remplace, echelle, "
    )
    assert code_and_words(with_(RULE, "{majorite: criteres}"))[0][2] == (
        f"the keys here are {MECHANISMS}, moyenne, somme, minimum, maximum, produit, exces, manque, arrondi, "
        f"table, {BOUNDS}"
    )
    assert code_and_words(with_(MEASURE, "{mediane: epreuves}"))[0][2] == (
        "the keys here are moyenne, somme, minimum, maximum, produit, nombre, exces, manque, arrondi, table and si"
    )
    assert code_and_words(with_("{tous: competences}", "{tous: competences, couleur: 2}"))[0][2] == (
        "the keys here are tous and dont"
    )


def test_a_mistyped_key_and_a_missing_one_are_two_mistakes() -> None:
    found = with_("{code: E1, intitule: Écrit}", "{cod: E1}")
    assert words(found) == ["unknown key « cod »", "the key « intitule » is missing"]


def test_a_word_of_a_closed_list_with_an_accent_suggests_the_right_one() -> None:
    parts = "intitule: Oral, parties: [{code: P, forme: écrit}]"
    assert code_and_words(with_("intitule: Oral", parts))[0][2] == "did you mean « ecrit »?"


def test_two_mistakes_of_one_mapping_are_two_findings() -> None:
    found = with_(RULE, "{parmi: {a: b}, plus_de: 50 %, moins: 3}")
    assert [each.code for each in found] == ["R104", "R101"]


def test_a_key_that_the_reader_refused_is_not_refused_again() -> None:
    assert [each.code for each in with_("Le plan est écrit", "Le plan, écrit et signé")] == ["Y107"]
    assert [each.code for each in with_("intitule: Oral", "intitule:\u00a0Oral")] == ["Y102"]
    assert [each.code for each in with_("intitule: Oral", "intitule: *idem")] == ["Y202"]
    assert [
        each.code for each in with_("certification: {code: essai, version: 1.0.0}", "certification: *idem")
    ] == ["Y202"]


STANDS_ON = {
    "an unknown key": ("intitule: Oral", "titre: Oral, intitule: Oral", "titre"),
    "a missing key: the first of its mapping": ("{code: E1, intitule: Écrit}", "{code: E1}", "code"),
    "an empty value: its key": ("intitule: Oral", "intitule: ''", "intitule"),
    "a wrong value": ("E1: 2,", "E1: deux,", "deux"),
    "a wrong key of a mapping of names": ("epreuve: {au_moins: 10}", "examen: {au_moins: 10}", "examen"),
    "the second of two mechanisms": (RULE, "{parmi: criteres, plus_de: 1, tous: criteres}", "tous"),
    "an item of a list": ("{tous: blocs}", "{tous: [BC1, {a: b}]}", "a"),
}


@pytest.mark.parametrize("name", STANDS_ON)
def test_a_mistake_stands_on_what_is_wrong(name: str) -> None:
    old, new, expected = STANDS_ON[name]
    assert texts(with_(old, new), WHOLE.replace(old, new)) == [expected]


@pytest.mark.parametrize("root", ["- a\n", "texte\n", "42\n"])
def test_a_file_that_is_no_mapping_is_one_finding_at_its_beginning(root: str) -> None:
    (found,) = compile_text(root).diagnostics
    assert (found.code, found.place.span and found.place.span.line) == ("R104", 1)


@pytest.mark.parametrize("key", ["[key]", "<et>", "<mot>", "<bornes>", "é", "0", " ", "<"])
def test_a_key_of_any_name_is_unknown_under_that_name(key: str) -> None:
    assert words(compile_text(WHOLE + f'"{key}": 1\n').diagnostics) == [f"unknown key « {key} »"]
    assert words(with_(RULE, f'{{parmi: criteres, plus_de: 50 %, "{key}": 1}}')) == [f"unknown key « {key} »"]


@pytest.mark.parametrize("typed", ['"9,5"', "9.5", "19/2", '" 9,5 "', '"+9,5"', "9.50"])
def test_a_number_is_read_as_typed_with_a_comma_or_a_point(typed: str) -> None:
    from fractions import Fraction

    found = compile_text(WHOLE.replace("{E1: 2, E2: 1}", f"{{E1: {typed}, E2: 1}}"))
    assert found.diagnostics == []
    assert found.model is not None
    assert found.model.mesures["total"].somme["E1"] == Fraction(19, 2)


def test_a_decimal_comma_in_a_block_needs_no_quotes() -> None:
    assert with_("regles: {oral: E2}", "regles:\n  oral:\n    mesure: total\n    au_moins: 30,5") == []


EMPTY_RULES = {
    "a second bound": ("plus_de: 50 %", "plus_de: 50 %, au_plus: "),
    "the only bound": ("plus_de: 50 %", "plus_de: "),
    "a filter": (RULE, "{parmi: criteres, dont: , plus_de: 50 %}"),
    "a scale": ("intitule: Écrit", "intitule: Écrit, echelle: "),
    "a rule of its own": ("intitule: Écrit", "intitule: Écrit, validation: "),
    "the number of jurors": ("{note: {sur: 20}}", "{note: {sur: 20}}, jures: {nombre: }"),
    "the step of a mark": ("{sur: 20}", "{sur: 20, pas: }"),
}


@pytest.mark.parametrize("name", EMPTY_RULES)
def test_an_empty_value_of_the_rule_language_is_an_error(name: str) -> None:
    old, new = EMPTY_RULES[name]
    assert [each.code for each in with_(old, new)] == ["R103"]


def test_what_the_source_does_not_give_may_stay_empty() -> None:
    assert with_("version: 1.0.0", "version: 1.0.0, intitule: , rncp: ") == []


PIECES = st.sampled_from(
    [
        *(
            None,
            "",
            " ",
            "oui",
            "10",
            "0",
            "-1",
            "50 %",
            "2/3",
            "1,5",
            "abc",
            "é",
            "criteres",
            "BC1",
            "C1",
            "NE",
        ),
        *(
            "certification",
            "nan",
            "1e5",
            "٣",
            "²",
            "1/0",
            "2026-01-31",
            "0000-00-00",
            "2026-W01-1",
            "x" * 300,
        ),
        *([], {}, ["a"], [["a"]], [{}], [None], {"a": "b"}, {"au_moins": "10"}, {"x": None}, {"si": "BC1"}),
        *({"parmi": "criteres", "au_moins": "1"}, {"tous": "blocs", "et": ["BC1"]}, {"niveaux": ["a", "b"]}),
        *({"note": {"sur": "20"}}, {"valeur": "1"}, {"jures": ["1"]}, {"moyenne": "epreuves"}),
    ]
)
NAMES = st.sampled_from(
    [
        "parmi",
        "tous",
        "dont",
        "au_moins",
        "x",
        "",
        "code",
        "saisie",
        "<et>",
        "[key]",
        "si",
        "valeurs",
        "nombre",
    ]
)


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, each in below for found in places(each, (*path, key)))]


@st.composite
def spoilt(draw: st.DrawFn) -> object:
    """The référentiel above with one to three values replaced, renamed or taken away."""
    value = copy.deepcopy(yaml.load(WHOLE, yaml.BaseLoader))  # noqa: S506 -- texts only
    for _ in range(draw(st.integers(1, 3))):
        *above, key = draw(st.sampled_from(places(value)[1:]))
        node = value
        for step in above:
            node = node[step]
        action = draw(st.sampled_from(["replace", "rename", "remove", "add"]))
        if action == "replace":
            node[key] = copy.deepcopy(draw(PIECES))
        elif action == "add" and isinstance(node, dict):
            node[draw(NAMES)] = copy.deepcopy(draw(PIECES))
        else:
            taken = node.pop(key)
            if action == "rename" and isinstance(node, dict):
                node[draw(NAMES)] = taken
    return value


@settings(max_examples=250)
@given(spoilt())
def test_no_structure_reaches_an_error_without_words_of_its_own(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
    found = check_referentiel(compile_text(text), date(2026, 1, 1))
    assert [message(each) for each in found if each.code == "R199"] == []
    for each in found:
        assert not any(sign in message(each) for sign in ("[{", "': '", "{'", "['")), message(each)


def test_an_empty_mapping_for_a_measure_is_a_finding() -> None:
    assert len(with_(MEASURE, "{}")) == 1
