"""What people write out of habit, each mistake told whole: its place, what is wrong, the way out."""

import json
import textwrap
from pathlib import Path

import pytest

from certeval.diagnostics import in_order
from certeval.referentiel.load import compile_document
from certeval.referentiel.tree import COUNTED_TWICE
from certeval.render.diagnostics import advice, message
from certeval.sources import yaml
from certeval.text.nearest import folded_get, folded_key
from checking import SOUND, diagnostics
from conftest import Certeval

HEAD = "format: 1\ncertification: {code: essai, version: 1.0.0}\n"
ENTERED = "saisie: {epreuve: {echelle: {note: {sur: 20}}}}\n"
RULES = "validation: {epreuve: {au_moins: 10}, bloc: {tous: epreuves}, certification: {tous: blocs}}\n"
BLOC = """blocs:
- code: BC1
  intitule: Un
  epreuves:
  - {code: E1, intitule: Un}
  - {code: E2, intitule: Deux}
"""
COEFFICIENT = (
    "a coefficient stands in the rule that weighs: « certification: {moyenne: {E1: 3, E2: 2}, au_moins: 10} »"
)
ELIMINATORY = (
    "an eliminatory mark is a rule of its own beside the others: "
    "« et: [{moyenne: epreuves, au_moins: 10}, {tous: epreuves, dont: {au_moins: 7}}] »"
)
OPTIONAL = "what may be left empty is a status: « statuts: {vide: exclu} »"
PATHWAY = "what only some candidates follow says so: « pour: {parcours: [CODE]} », a code of `parcours`"
MAPPING = "a mapping (key: value) is expected here, not a text"


def hint_of(text: str) -> list[tuple[str, str, str]]:
    """Each error of a référentiel: its place and code, what is wrong, the way out."""
    loaded = compile_document(yaml.parse(text.encode(), "r.yaml"))
    return [
        (f"{each.place.span.line}:{each.place.span.column} {each.code}", message(each), advice(each))
        for each in in_order(loaded.diagnostics)
        if each.is_error and each.place.span
    ]


def element(entry: str) -> str:
    return HEAD + ENTERED + RULES + BLOC.replace("{code: E1,", f"{{{entry}, code: E1,")


def with_entry(entry: str) -> str:
    return HEAD + f"saisie: {{epreuve: {{{entry}}}}}\n" + RULES + BLOC


def with_rule(rule: str) -> str:
    return HEAD + ENTERED + RULES.replace("{tous: epreuves}", rule) + BLOC


@pytest.mark.parametrize(
    ("entry", "way"),
    [
        ("coef: 3", COEFFICIENT),
        ("Coeff: 3", COEFFICIENT),
        ("coefficient: 3", COEFFICIENT),
        ("coefficients: 3", COEFFICIENT),
        ("poids: 3", COEFFICIENT),
        ("pondération: 3", COEFFICIENT),
        ("eliminatoire: true", ELIMINATORY),
        ("éliminatoire: oui", ELIMINATORY),
        ("note_eliminatoire: 7", ELIMINATORY),
        ("facultative: oui", OPTIONAL),
        ("note: 20", "the scale of a mark is « echelle: {note: {sur: 20}} »"),
        (
            "niveaux: [NA, A]",
            "the scale of a level is « echelle: {niveaux: [NA, EA, A]} », the weakest first",
        ),
        ("option: oui", PATHWAY),
        ("tentative: {retenir: meilleure}", "did you mean « tentatives »?"),
    ],
)
def test_a_key_of_habit_is_answered_by_what_it_is_meant_to_say(entry: str, way: str) -> None:
    found = hint_of(element(entry))
    name = entry.partition(":")[0]
    assert found[:1] == [("9:6 R101", f"unknown key « {name} »", way)]
    assert {place for place, _message, _way in found} == {"9:6 R101"}


def test_the_scale_of_an_element_is_said_without_saisie() -> None:
    found = hint_of(element("saisie: {echelle: acquis}"))
    assert found[0][1:] == (
        "unknown key « saisie »",
        "an element says its own scale without `saisie`: `echelle: acquis`, `echelle: {note: {sur: 20}}`",
    )


@pytest.mark.parametrize("rule", ["{note: E1, au_moins: 10}", "{niveau: E1, au_moins: 10}"])
def test_a_mark_named_in_a_rule_is_compared(rule: str) -> None:
    (found,) = hint_of(with_rule(rule))
    assert found[2] == "a mark or a level is compared by its code: « {mesure: E1, au_moins: 10} »"


def test_a_missing_format_is_given_its_value() -> None:
    assert hint_of((HEAD + ENTERED + RULES + BLOC).removeprefix("format: 1\n"))[0][1:] == (
        "the key « format » is missing",
        "write format: 1",
    )


@pytest.mark.parametrize(
    ("written", "typed", "meant"),
    [
        ("intitule: Un}", "titre: Un}", "intitule"),
        ("intitule: Un}", "libelle: Un}", "intitule"),
        ("code: E1,", "id: E1,", "code"),
        ("sur: 20", "max: 20", "sur"),
    ],
)
def test_another_word_for_a_key_is_answered_by_the_key(written: str, typed: str, meant: str) -> None:
    text = HEAD + ENTERED + RULES + BLOC
    (found,) = hint_of(text.replace(written, typed, 1))
    assert found[1:] == (f"unknown key « {typed.partition(':')[0]} »", f"did you mean « {meant} »?")


@pytest.mark.parametrize(
    ("entry", "column", "meant"),
    [
        ("echelle: {note: 20}", 36, "note: {sur: 20}"),
        ("echelle: {note: 12,5}", 36, "note: {sur: 12}"),
        ("echelle: {quantite: 60}", 40, "quantite: {max: 60}"),
        ("echelle: {note: {sur: 20}}, jures: 2", 55, "jures: {nombre: 2}"),
        ("echelle: {note: {sur: 20}}, jures: moyenne", 55, "jures: {retenir: moyenne}"),
        ("echelle: {note: {sur: 20}}, tentatives: meilleure", 60, "tentatives: {retenir: meilleure}"),
    ],
)
def test_a_bare_value_is_answered_by_its_mapping(entry: str, column: int, meant: str) -> None:
    assert hint_of(with_entry(entry))[0] == (f"3:{column} R104", MAPPING, f"did you mean « {meant} »?")


@pytest.mark.parametrize(
    ("declared", "place", "keys"),
    [
        ("regles: {membres: 3}", "2:71", "au_moins, plus_de, au_plus and moins_de"),
        ("regles: {externes: 50 %}", "2:72", "au_moins, plus_de, au_plus and moins_de"),
        ("regles: {quorum: 2}", "2:70", "presents and externes"),
    ],
)
def test_a_bare_value_that_stands_for_nothing_known_is_answered_by_the_keys(
    declared: str, place: str, keys: str
) -> None:
    text = HEAD.replace("}", f", jury: {{{declared}}}}}") + ENTERED + RULES + BLOC
    way = f"a mapping is {{key: value}} or lines « key: value »; the keys here are {keys}"
    assert hint_of(text) == [(f"{place} R104", MAPPING, way)]


@pytest.mark.parametrize("worth", ["0", "10", "9.5"])
def test_a_status_worth_a_number_is_a_value(worth: str) -> None:
    assert hint_of(with_entry(f"echelle: {{note: {{sur: 20}}}}, statuts: {{ABI: {worth}}}")) == [
        (
            "3:63 R105",
            f"inconnu, exclu, acquis, bloque or {{valeur: …}} is expected here, not « {worth} »",
            f"did you mean « ABI: {{valeur: {worth}}} »?",
        )
    ]


@pytest.mark.parametrize(
    ("listed", "meant"),
    [
        ("[E1: 3]", "{E1: 3}"),
        ("[E1: 3, E2: 2]", "{E1: 3, E2: 2}"),
        ("[{E1: 3}, {E2: 2}]", "{E1: 3, E2: 2}"),
        ("[E1: 3, E2]", "{E1: 3, E2: 1}"),
        ("[E1: 1/3, E2: 2/3]", "{E1: 1/3, E2: 2/3}"),
    ],
)
def test_coefficients_in_a_list_are_one_mistake(listed: str, meant: str) -> None:
    assert hint_of(with_rule(f"{{moyenne: {listed}, au_moins: 10}}")) == [
        (
            f"4:{58 - len('[{') + listed.count('[{')} R104",
            "a mapping (key: value) is expected here, not a list",
            f"did you mean « moyenne: {meant} »?",
        )
    ]


def test_an_unknown_name_beside_its_coefficient_is_told_at_the_name() -> None:
    text = with_rule("{moyenne: {E1: 3, E5: 2}, au_moins: 10}")
    line = text.splitlines()[3]
    (unknown,) = hint_of(text)
    assert unknown[:2] == (
        f"4:{line.index('E5') + 1} V101",
        "« E5 » is neither an element nor a named rule or measure",
    )


def test_a_word_in_place_of_a_number_is_told_in_one_language(certeval: Certeval, tmp_path: Path) -> None:
    text = with_rule("{moyenne: epreuves, au_moins: dix}")
    assert hint_of(text) == [
        ("4:75 V109", "« dix » is not a number, and this measure is compared with numbers",
         "write the number itself: 10, 9,5"),
    ]  # fmt: skip


@pytest.mark.parametrize("alone", ["20", "sur", "C1", "20 "])
def test_a_value_alone_between_braces_is_one_mistake(alone: str) -> None:
    assert hint_of(with_entry(f"echelle: {{note: {{{alone}}}}}")) == [
        (
            "3:37 Y111",
            f"« {alone.strip()} » stands alone between braces: YAML sees a key without its value",
            "write the key that it is the value of, such as {sur: 20}; a single value goes without braces",
        )
    ]


@pytest.mark.parametrize("alone", ["{E1, E2}", "{ E1 , E2 }", "{'E1', \"E2\"}"])
def test_values_alone_between_braces_are_one_mistake_and_a_list(alone: str) -> None:
    ((place, what, way),) = hint_of(with_rule(f"{{et: {alone}}}"))
    assert place.endswith("Y111")
    assert what.startswith("« E1, E2 » stands alone between braces")
    assert way == "did you mean « [E1, E2] »?"


def test_a_comma_in_a_text_is_still_told_as_one() -> None:
    text = HEAD + ENTERED + RULES + BLOC.replace("intitule: Deux}", "intitule: Lire, écrire}")
    assert [place for place, _message, _way in hint_of(text)] == ["10:32 Y107"]


@pytest.mark.parametrize("alone", ['"oui, net", E2', '"\\x45\\x31", E2', "'E''1', E2"])
def test_a_value_alone_between_braces_is_told_however_it_is_quoted(
    certeval: Certeval, tmp_path: Path, alone: str
) -> None:
    (tmp_path / "r.yaml").write_text(HEAD + ENTERED + RULES + BLOC, encoding="utf-8")
    text = f"format: 1\ncandidats:\n- candidat: A\n  notes: {{{alone}}}\n"
    (tmp_path / "n.yaml").write_text(text, encoding="utf-8")
    done = certeval("validate", "n.yaml", "--referentiel", "r.yaml")
    assert "error[Y107]" in done.err
    assert "n.yaml:4:11" in done.err


def test_a_mistake_of_what_is_entered_hides_none_of_the_rules() -> None:
    wrong = HEAD + "saisie: {epreuve: {echelle: {note: {sur: vingt}}}}\n"
    wrong += "validation: {epreuve: {au_moins: 10}, bloc: {tous: epreuve},"
    wrong += " certification: {moyenne: {BC1: 3, E9: 2}, au_moins: dix}}\n" + BLOC
    assert [place for place, _message, _way in hint_of(wrong)] == [
        "3:42 R107",
        "4:52 V102",
        "4:96 V101",
        "4:114 V109",
    ]


@pytest.mark.parametrize(
    "entry", ["echelle: {note: {sur: vingt}}", "echelle: {note: 20}", "jures: 2", "statuts: {ABI: 0}"]
)
def test_a_mistake_of_what_is_entered_accuses_no_rule_that_is_right(entry: str) -> None:
    assert len(hint_of(with_entry(entry))) == 1
    assert len(hint_of(element(entry))) == 1


WHOLE = """\
format: 1
certification: {code: essai, version: 2.0.0}
equivalences: [{version: 1.x, bloc: B, donne: BC1}]
parcours: [{code: export, intitule: Export}, {code: reseau, intitule: Réseau}]
saisie: {epreuve: {echelle: {niveaux: [NA, EA, A]}}}
validation:
  competence: {tous: criteres}
  epreuve: {au_moins: EA}
  certification:
    et:
    - {table: mention, valeurs: {bien: 5, aucune: 0}, au_moins: 1}
    - {table: N1, valeurs: {A1: 1, A2: 2}, au_moins: 2}
    - {mesure: E1, au_moins: 9.5, au_plus: 9.9}
paliers:
  mention: [{nom: bien, si: {mesure: E1, au_moins: 14/20}}, {nom: aucune}]
blocs:
- code: BC1
  intitule: Un
  pour: {parcours: [reseau]}
  competences:
  - {code: C1, libelle: Vendre, criteres: [{code: CR1, libelle: Offre faite}]}
  validation: {tous: competences}
epreuves:
- {code: E1, intitule: Écrit, echelle: {note: {sur: 15, pas: 0.2}}, validation: {au_moins: 10}, evalue: [C1]}
- {code: N1, intitule: Langue, echelle: {niveaux: [A1, A2]}, validation: {au_moins: A2}}
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("version: 2.0.0", "version: 2.0"),
        ("code: reseau", "code: 2"),
        ("sur: 15", "sur: quinze"),
        ("[A1, A2]", "[A1]"),
        ("nom: bien", "nom: [bien]"),
        ("code: N1", "code: 1N"),
        ("code: C1", "code: 1C"),
        ("\nblocs:", "\nunites:"),
        ("\nepreuves:", "\nevaluations:"),
        ("  competences:", "  savoir-faire:"),
    ],
)
def test_what_is_refused_accuses_nothing_that_rests_on_it(right: str, wrong: str) -> None:
    assert not any(each.is_error for each in diagnostics(WHOLE))
    assert sum(each.code[0] != "L" for each in diagnostics(WHOLE.replace(right, wrong))) == 1


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("non valide", False),
        ("Non validé", False),
        ("non_validée", False),
        ("NON VALIDE", False),
        ("Validé", True),
        ("validée", True),
    ],
)
def test_a_case_takes_a_verdict_however_it_is_typed(certeval: Certeval, typed: str, verdict: bool) -> None:
    marks = "{E1: 12, E2: 14}" if verdict else "{E1: 12, E2: 4}"
    for expected in (f'"{typed}"', f'{{BC1: "{typed}"}}'):
        text = (
            HEAD + ENTERED + RULES + BLOC + f"cas:\n- {{nom: un, cellules: {marks}, attendu: {expected}}}\n"
        )
        Path("r.yaml").write_text(text, encoding="utf-8")
        assert certeval("test", "r.yaml").status == 0


def test_a_level_called_as_a_verdict_stays_a_level(certeval: Certeval) -> None:
    text = HEAD + "saisie: {epreuve: {echelle: {niveaux: [Non validé, Validé]}}}\n"
    text += (
        "validation: {epreuve: {au_moins: Validé}, bloc: {tous: epreuves}, certification: {tous: blocs}}\n"
    )
    text += BLOC + "cas:\n- {nom: un, cellules: {E1: Validé, E2: Validé}, attendu: {E1: Validé}}\n"
    Path("r.yaml").write_text(text, encoding="utf-8")
    assert certeval("test", "r.yaml").status == 0


def test_a_tag_is_told_as_typed_whatever_the_file(certeval: Certeval) -> None:
    Path("r.yaml").write_text(HEAD + ENTERED + RULES + BLOC, encoding="utf-8")
    Path("n.yaml").write_text(
        "format: 1\ncandidats:\n- {candidat: A, notes: {E1: !!int 3}}\n", encoding="utf-8"
    )
    done = certeval("validate", "n.yaml", "--referentiel", "r.yaml")
    assert "error[Y203]: the tag « !!int » is refused: values are plain here\n  --> n.yaml:3:29" in done.err


def test_diff_counts_what_it_lists(certeval: Certeval) -> None:
    before = HEAD + ENTERED + RULES + BLOC
    Path("a.yaml").write_text(before, encoding="utf-8")
    Path("b.yaml").write_text(before.replace("1.0.0", "1.0.1").replace("Deux", "Trois"), encoding="utf-8")
    done = certeval("diff", "a.yaml", "b.yaml")
    assert done.out.count("[-") == 1
    assert "1 difference, " in done.out


@pytest.mark.parametrize("rule", ["{12}", "{E1}"])
def test_a_value_alone_where_a_rule_is_wanted_is_one_mistake(rule: str) -> None:
    assert [place for place, _, _ in hint_of(with_rule(rule))] == ["4:46 Y111"]


@pytest.mark.parametrize("scale", ["{nte: {sur: 20}}", "{nots: {sur: 20}}"])
def test_a_form_of_scale_mistyped_is_one_mistake(scale: str) -> None:
    ((place, _, way),) = hint_of(with_entry(f"echelle: {scale}"))
    assert place.endswith("R101")
    assert way.startswith("did you mean")


def test_a_bare_number_of_attempts_is_told_with_a_way_to_choose() -> None:
    (said,) = hint_of(with_entry("echelle: {note: {sur: 20}}, tentatives: 2"))
    assert said[2] == "did you mean « tentatives: {retenir: meilleure} »?"


def test_a_word_is_looked_up_whatever_its_case_accents_and_spaces() -> None:
    known = {"E1-Oral": 1, "Étude de cas": 2}
    assert (folded_key(known, "e1-ORAL"), folded_get(known, "etude  de cas")) == ("E1-Oral", 2)
    assert (folded_key(known, "E2"), folded_get(known, "E2")) == (None, None)


def test_a_session_without_its_heading_is_told_how_it_begins(certeval: Certeval) -> None:
    Path("juin.yaml").write_text("format: 1\nfeuilles: [notes.csv]\n", encoding="utf-8")
    done = certeval("validate", "juin.yaml")
    assert done.status == 1
    assert "unknown key « feuilles »" in done.err
    assert "begins « session: {code: …, referentiel: …, feuilles: […]} »" in done.err


ONE_BLOC = """\
format: 1
certification: {code: vente, version: 1.0.0, intitule: Vendre}
validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - code: C1
    libelle: Accueillir un client afin de le servir
    criteres:
    - {code: CR1, libelle: Le client est salué}
"""
DEEP_BLOC = """\
- code: BC2
  intitule: Gérer
  metiers: [Gérant]
  activites: [{code: A2, libelle: Compter, competences: [C2]}]
  competences:
  - {code: C2, libelle: Tenir un stock, criteres: [{code: CR2, libelle: Le stock est compté}]}
"""
DEEP_COMPETENCE = """\
  - code: C3
    libelle: Ranger un stock afin de le compter
    criteres:
    - {code: CR3, libelle: Le stock est rangé}
"""
DEEP = "its keys are those of the items of the list one level up: if it is one of them, indent it as they are"


@pytest.mark.parametrize(
    ("item", "key", "place"), [(DEEP_BLOC, "intitule", (13, 5)), (DEEP_COMPETENCE, "criteres", (14, 7))]
)
def test_an_item_indented_as_those_of_the_list_below_is_told_once(
    certeval: Certeval, item: str, key: str, place: tuple[int, int]
) -> None:
    Path("n.yaml").write_text(ONE_BLOC + textwrap.indent(item, "  "), encoding="utf-8")
    (finding,) = [
        each
        for each in json.loads(certeval("check", "n.yaml", "--json").out)["diagnostics"]
        if each["gravite"] == "erreur"
    ]
    found = finding["code"], finding["message"], finding["aide"], (finding["ligne"], finding["colonne"])
    assert found == ("R101", f"unknown key « {key} »", DEEP, place)


def test_a_key_of_the_list_above_among_others_is_but_unknown(certeval: Certeval) -> None:
    text = ONE_BLOC + "  - {code: C2, libelle: Tenir un stock, intitule: x, competences: [C1]}\n"
    Path("n.yaml").write_text(text, encoding="utf-8")
    done = certeval("check", "n.yaml")
    assert (done.out.count("R101"), DEEP in done.out) == (2, False)


@pytest.mark.parametrize("word", ["tous", "moyenne", "parmi"])
def test_a_word_of_the_rules_that_stands_alone_is_shown_as_it_is_written(word: str) -> None:
    text = SOUND.replace("bloc: {tous: competences}", f"bloc: {word}")
    (found,) = compile_document(yaml.parse(text.encode(), "essai.yaml")).diagnostics
    assert (found.code, found.arguments["suggestion"]) == ("V101", f"{{{word}: …}}")


@pytest.mark.parametrize(
    "rule",
    [
        "{et: [{X: epreuves}, E1]}",
        "{ou: [{et: [{X: epreuves}, E1]}, E2]}",
        "{non: {X: epreuves}}",
        "{si: {X: epreuves}, alors: E1, sinon: E2}",
        "{tous: epreuves, dont: {X: epreuves}}",
    ],
)
@pytest.mark.parametrize(("typed", "meant"), [("tosu", "tous"), ("un_d", "un_de"), ("Tous", "tous")])
def test_a_key_of_a_rule_within_rules_is_suggested(rule: str, typed: str, meant: str) -> None:
    ((_place, what, way),) = hint_of(with_rule(rule.replace("X", typed)))
    assert (what, way) == (f"unknown key « {typed} »", f"did you mean « {meant} »?")


def test_the_keys_of_a_rule_within_rules_are_those_of_a_rule() -> None:
    ((_place, _what, way),) = hint_of(with_rule("{et: [{moyenne: epreuves, sauf: 10}, E1]}"))
    assert way == "the keys here are au_moins, plus_de, au_plus, moins_de, dont, meilleures and moyenne"


LEVELS_AND_CRITERES = """\
format: 1
certification: {code: essai, version: 1.0.0}
saisie: {competence: {echelle: {niveaux: [NA, EA, A]}}}
validation: {competence: {au_moins: A}, bloc: {parmi: competences, dont: {au_moins: EA}, plus_de: 50 %}}
blocs:
- code: BC1
  intitule: Vendre
  competences: [{code: C1, libelle: Conclure}]
- code: BC2
  intitule: Conseiller
  validation: {tous: competences}
  competences:
  - code: C2
    libelle: Écouter
    echelle: acquis
    validation: {parmi: criteres, au_moins: 1}
    criteres: [{code: CR1, libelle: Le besoin est dit}]
"""


@pytest.mark.parametrize("wrong", ["{x: y}", "", "{criteres}"])
def test_what_a_rule_counts_refused_accuses_no_other_rule(wrong: str) -> None:
    certification = "validation: {certification: {tous: blocs}, "
    right = LEVELS_AND_CRITERES.replace("validation: {", certification, 1)
    assert hint_of(right) == []
    assert len(hint_of(right.replace("parmi: criteres", f"parmi: {wrong}"))) == 1
    assert len(hint_of(right.replace("{tous: competences}", f"{{tous: {wrong}}}"))) == 1


@pytest.mark.parametrize("selection", ["[E9]", "[E1, E9]"])
def test_an_item_that_does_not_exist_is_not_also_said_to_have_no_value(selection: str) -> None:
    ((place, _what, _way),) = hint_of(
        with_rule(f"{{parmi: {selection}, dont: {{au_moins: 10}}, au_moins: 1}}")
    )
    assert place.endswith("V101")


def test_a_scale_that_holds_nothing_is_not_also_said_to_lack_the_value_of_a_status() -> None:
    ((place, _what, _way),) = hint_of(with_entry("echelle: {note: {sur: -3}}, statuts: {ABS: {valeur: 0}}"))
    assert place == "3:30 V128"


def test_a_ladder_is_no_rule_nor_a_measure_that_lacks_bounds() -> None:
    ladder = "paliers: {mention: [{nom: bien, si: {mesure: E1, au_moins: 14}}, {nom: passable}]}\n"
    ((place, what, way),) = hint_of(with_rule("{et: [{tous: epreuves}, mention]}") + ladder)
    assert (place.split()[1], what) == (
        "V101",
        "« mention » is neither an element nor a named rule or measure",
    )
    assert "did you mean" not in way


def test_a_step_of_nothing_is_told_as_it_is() -> None:
    ((_place, what, _way),) = hint_of(with_entry("echelle: {note: {sur: 20, pas: 0}}"))
    assert what == "this scale has no room: from 0 to 20, in steps of 0"


def test_a_list_of_which_each_item_is_refused_is_not_also_said_to_be_empty() -> None:
    ((place, _what, _way),) = hint_of(element("pour: {voies: [VAE]}"))
    assert place.endswith("R105")


def test_a_merge_is_answered_by_writing_its_keys() -> None:
    ((_place, what, way),) = hint_of(with_rule("{tous: epreuves, dont: {<<: {au_moins: 8}, au_moins: 8}}"))
    assert (what, way) == ("unknown key « << »", "write here, one by one, the keys that it would bring")


@pytest.mark.parametrize(
    ("entry", "unknown"),
    [
        ("echelle: {valeurs: [NA, A]}", ["valeurs"]),
        ("echelle: {valeurs: [NA, A], points: [0, 1]}", ["valeurs"]),
        ("echelle: {note: {haut: 20, bord: 1}}", ["haut", "bord"]),
        ("echelle: {note: {sur: 20}}, tentatives: {nombre: 2}", ["nombre"]),
    ],
)
def test_a_mapping_of_unknown_keys_is_not_also_said_to_lack_those_known(
    entry: str, unknown: list[str]
) -> None:
    assert [what for _place, what, _way in hint_of(with_entry(entry))] == [
        f"unknown key « {key} »" for key in unknown
    ]


def test_a_key_that_is_missing_beside_others_is_still_told() -> None:
    without = BLOC.replace("{code: E1, intitule: Un}", "{code: E1, sauf: E2}")
    assert [what for _place, what, _way in hint_of(HEAD + ENTERED + RULES + without)] == [
        "the key « intitule » is missing",
        "unknown key « sauf »",
    ]


def test_the_only_key_that_may_stand_is_suggested() -> None:
    ((_place, _what, way),) = hint_of(with_entry("echelle: {note: {sur: 20}}, statuts: {ABS: {points: 0}}"))
    assert way == "did you mean « valeur »?"


THRESHOLD = "say on which side the bound itself falls: « au_moins: 10 » (10 is enough) or « plus_de: 10 »"
COMPARED = "a mark or a level is compared by its code: « {mesure: E1, au_moins: 10} »"
ROUNDING = (
    "a rounding holds what it rounds: "
    "« {arrondi: {moyenne: epreuves}, pas: 0.5, sens: proche, au_moins: 10} »"
)
OF_A_LIST = (
    "it takes all of them: « {tous: [E1, E2]} », one of them: « {un_de: [E1, E2]} », so many: "
    "« {parmi: [E1, E2, E3], au_moins: 2} »"
)
ATTEMPTS = (
    "how many attempts there may be is not declared, but which of them counts: "
    "« tentatives: {retenir: meilleure} »"
)
OF_EACH = (
    "what each of them takes stands under `dont`: « {tous: epreuves, dont: {au_moins: 10}} »; "
    "how many it takes, beside `parmi`: « {parmi: epreuves, au_moins: 2} »"
)


@pytest.mark.parametrize(
    ("rule", "way"),
    [
        ("{moyenne: epreuves, min: 10}", THRESHOLD),
        ("{moyenne: epreuves, note: 10}", THRESHOLD),
        ("{moyenne: epreuves, '>=': 10}", THRESHOLD),
        ("{moyenne: epreuves, superieur_a: 10}", THRESHOLD),
        ("{moyenne: epreuves, minimum: 10}", THRESHOLD),
        ("{somme: epreuves, maximum: 10}", THRESHOLD),
        ("{tous: epreuves, au_moins: 10}", OF_EACH),
        ("{un_de: epreuves, note_min: 10}", OF_EACH),
        ("{E1: 10}", COMPARED),
        ("{E1: {au_moins: 10}}", COMPARED),
        (
            "{moyenne: epreuves, arrondi: 0.5, au_moins: 10}",
            ROUNDING,
        ),
        (
            "[E1, E2]",
            OF_A_LIST,
        ),
        (
            "{mesure: {moyenne: epreuves}, au_moins: 10}",
            "a measure has its bounds beside it: « {moyenne: epreuves, au_moins: 10} »",
        ),
        ("{moyenne: epreuves, au_moins: [10]}", "write one value, without brackets nor braces"),
        ("10", "did you mean « {au_moins: 10} »?"),
        ("{and: [E1, E2]}", "did you mean « et »?"),
        ("{not: E1}", "did you mean « non »?"),
        ("{all: epreuves}", "did you mean « tous »?"),
        ("{nombre: epreuves, au_moins: 1}", "did you mean « parmi »?"),
        ("{tous: épreuves de BC1}", "did you mean « epreuves de BC1 »?"),
    ],
)
def test_a_rule_written_otherwise_is_answered_by_how_it_is_said(rule: str, way: str) -> None:
    ((_place, _what, answer),) = hint_of(with_rule(rule))
    assert answer == way


def test_two_rules_in_one_mapping_are_still_told_to_go_in_a_list() -> None:
    ((_place, _what, way),) = hint_of(with_rule("{tous: epreuves, minimum: [E1, E2]}"))
    assert way == "keep one; two rules go in a list: et: [{…}, {…}]"


@pytest.mark.parametrize(
    ("entry", "way"),
    [
        ("echelle: 20", "did you mean « echelle: {note: {sur: 20}} »?"),
        ("echelle: /20", "did you mean « echelle: {note: {sur: 20}} »?"),
        ("echelle: note sur 20", "did you mean « echelle: {note: {sur: 20}} »?"),
        ("echelle: oui/non", "did you mean « echelle: acquis »?"),
        ("echelle: [NA, A]", "did you mean « echelle: {niveaux: [NA, A]} »?"),
        ('echelle: {niveaux: "NA, A"}', "did you mean « niveaux: [NA, A] »?"),
        ("echelle: {acquis: oui}", "the scale of a yes or a no is « echelle: acquis »"),
        ("echelle: {note: {sur: 20, minimum: 0}}", "did you mean « min »?"),
        ("echelle: {note: {sur: 20}}, pas: 1", "the scale of a mark is « echelle: {note: {sur: 20}} »"),
        ("echelle: {note: {sur: 20}}, jures: {moyenne: oui}", "did you mean « retenir »?"),
        (
            "echelle: {note: {sur: 20}}, tentatives: {retenir: meilleure, max: 2}",
            ATTEMPTS,
        ),
    ],
)
def test_what_is_entered_written_otherwise_is_answered_by_how_it_is_said(entry: str, way: str) -> None:
    ((_place, _what, answer),) = hint_of(with_entry(entry))
    assert answer == way


def test_a_measure_mistyped_where_it_is_used_is_not_also_said_to_be_used_by_nothing() -> None:
    measures = HEAD + ENTERED + "mesures: {moyenne_generale: {moyenne: epreuves}, bonus: {somme: epreuves}}\n"
    rules = RULES.replace("{tous: epreuves}", "{mesure: moyenne_general, au_moins: 10}")
    told = diagnostics(measures + rules + BLOC)
    assert [(each.code, each.arguments["name"]) for each in told if each.code[0] == "V"] == [
        ("V205", "bonus"),
        ("V101", "moyenne_general"),
    ]


@pytest.mark.parametrize(
    ("typed", "meant"), [("E1-écrit", "E1-ecrit"), ("E1-ecri", "E1-ecrit"), ("E1-orale", "E1-ora")]
)
def test_the_part_of_an_epreuve_that_was_likely_meant_is_suggested_and_never_itself(
    typed: str, meant: str
) -> None:
    parts = f"[{{code: E1-ecrit, forme: ecrit}}, {{code: E1-ora, forme: oral, apres: {{partie: {typed}}}}}]"
    (told,) = [
        each
        for each in diagnostics(HEAD + ENTERED + RULES + BLOC.replace("Un}", f"Un, parties: {parts}}}"))
        if each.code == "R205"
    ]
    assert told.arguments.get("suggestion") == (meant if meant == "E1-ecrit" else None)


def test_the_only_word_that_may_stand_is_suggested() -> None:
    ((place, _what, way),) = hint_of((HEAD + ENTERED + RULES + BLOC).replace("format: 1", "format: 2"))
    assert (place, way) == ("1:9 R105", "did you mean « 1 »?")


def test_a_word_far_from_all_those_of_a_list_is_answered_by_what_to_choose() -> None:
    ((_place, _what, way),) = hint_of(with_rule("{arrondi: E1, pas: 1, sens: inferieur, au_moins: 10}"))
    assert way == "choose one of these, written as it stands here, without an accent"


RULE_IN_WORDS = "a rule is written in the words of the language, such as {parmi: criteres, plus_de: 50 %}"


@pytest.mark.parametrize("sentence", ["plus de la moitié des épreuves", "au moins 50 %"])
def test_a_sentence_is_no_rule_and_how_one_is_written_is_told(sentence: str) -> None:
    ((_place, what, way),) = hint_of(with_rule(sentence))
    assert (what.split(" »")[0], way) == (f"« {sentence}", RULE_IN_WORDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("E1 >= 10", "{mesure: E1, au_moins: 10}"),
        ("E1 < 8 ", "{mesure: E1, moins_de: 8}"),
        ("{tous: E1}", "[E1]"),
    ],
)
def test_a_comparison_and_one_code_are_shown_as_they_are_written(typed: str, meant: str) -> None:
    ((_place, _what, way),) = hint_of(with_rule(typed))
    assert way == f"did you mean « {meant} »?"
    assert hint_of(with_rule(f"{{tous: {meant}}}" if meant == "[E1]" else meant)) == []


def test_a_formula_is_no_measure_and_how_one_is_written_is_told() -> None:
    measure = "mesures: {generale: (3*E1+2*E2)/5}\n"
    ((_place, _what, way),) = hint_of(with_rule("{mesure: generale, au_moins: 10}") + measure)
    assert way == "a computation is written in the words of the language, such as {moyenne: {E1: 3, E2: 2}}"


def test_an_element_that_does_not_exist_after_de_is_told_so() -> None:
    ((_place, _what, way),) = hint_of(with_rule("{tous: epreuves de ZZZ}"))
    assert way == "after « de », write the code of an element that is declared"


@pytest.mark.parametrize("bound", ["plus_de: 50", "au_moins: 20", "au_moins: 100"])
def test_a_share_without_its_sign_is_shown_with_it(bound: str) -> None:
    ((_place, _what, way),) = hint_of(with_rule(f"{{parmi: epreuves, {bound}}}"))
    assert f"« {bound} % »" in way


@pytest.mark.parametrize("bound", ["au_moins: 3", "au_moins: 101", "au_moins: 150 %"])
def test_a_count_that_no_share_would_be_is_not_shown_as_one(bound: str) -> None:
    ((_place, _what, way),) = hint_of(with_rule(f"{{parmi: epreuves, {bound}}}"))
    assert way == "check the bound, the scale and how many items there are"


COUNTED = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  competences: [{code: C1, libelle: Conclure, criteres: [{code: CR1, libelle: Le contrat est signé}]}]
- code: BC2
  intitule: Suivre
"""
COPY = (
    "  competences: [{code: C1, libelle: Conclure, criteres: [{code: CR1, libelle: Le contrat est signé}]}]\n"
)


def test_a_competence_written_again_in_another_bloc_is_told_once_with_the_key_that_counts_it_twice() -> None:
    assert hint_of(COUNTED + COPY) == [
        ("10:24 R201", "the code « C1 » is given twice", COUNTED_TWICE.format(other="C1"))
    ]
    assert hint_of(COUNTED + "  reprend: [C1]\n") == []


def test_a_code_taken_by_another_competence_wants_another_code() -> None:
    ways = [way for _place, _what, way in hint_of(COUNTED + COPY.replace("Conclure", "Relancer"))]
    assert ways == ["each element has a code of its own"] * 2


CODES_AS_KEYS = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs:
- code: BC1
  intitule: Vendre
  competences:
  - C1: Conclure
    criteres:
    - CR1: Le contrat est signé
  - code: C2
    libelle: Suivre
    criteres:
      CR2: Le contrat est suivi
- BC2: Gérer
"""


def test_an_element_whose_code_is_a_key_is_one_mistake_that_shows_how_it_is_declared() -> None:
    assert [(place, way.partition(": « ")[2]) for place, _what, way in hint_of(CODES_AS_KEYS)] == [
        ("8:5 R101", "- {code: C1, libelle: …} »"),
        ("10:7 R101", "- {code: CR1, libelle: …} »"),
        ("14:7 R104", "- {code: CR2, libelle: …} »"),
        ("15:3 R101", "- {code: BC2, intitule: …} »"),
    ]


def test_whether_a_bound_is_one_of_the_values_is_said_by_its_key() -> None:
    ((_place, _what, way),) = hint_of(with_rule("{parmi: epreuves, au_moins: 50 %, strict: oui}"))
    assert way.startswith("say on which side the bound itself falls")


@pytest.mark.parametrize(
    ("line", "is_shown"),
    [
        ("blocs:\n- code: C1, libelle: Vendre", True),
        ("bloc: tous: competences", True),
        ("intitule: Bloc 1 : vendre", False),
        ("intitule: Vente en Europe: vendre", False),
    ],
)
def test_keys_on_one_line_are_told_to_go_between_braces(line: str, is_shown: bool) -> None:
    ((place, _what, way),) = hint_of(HEAD + line + "\n")
    assert (place.split()[1], way.endswith("go between braces: {code: C1, libelle: …}")) == ("Y101", is_shown)


@pytest.mark.parametrize(
    ("competences", "told"),
    [
        ("[{code: C1, libelle: Conclure, criteres: []}]", ["R303 7"]),
        ("[{code: C1, libelle: Conclure, echelle: acquis}]", ["V103 3"]),
        ("[]", ["R302 5"]),
    ],
)
def test_an_element_in_which_nothing_is_declared_is_told_there_alone(
    competences: str, told: list[str]
) -> None:
    text = COUNTED.partition("  competences")[0] + f"  competences: {competences}\n"
    errors = [each for each in diagnostics(text) if each.is_error]
    assert [f"{each.code} {each.place.span.line}" for each in errors if each.place.span] == told
