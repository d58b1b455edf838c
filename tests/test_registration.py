"""What a référentiel says of its registration, its juries and what counts from elsewhere: shown, checked, compared."""

import json
from datetime import date
from pathlib import Path

import pytest

from certeval.referentiel.load import load
from certeval.referentiel.texts import read_delay
from checking import BLOC, RULES, SELL, diagnostics, pointers
from showing import show, written

FILE = f"{RULES}{BLOC}{SELL}"
WHOLE = f"""\
format: 1
certification:
  code: essai
  version: 1.0.0
  rncp: RNCP39583
  niveau: 6
  niveau_europeen: 6
  nsf: [312t, "310"]
  certificateurs: [{{nom: École Exemple, siret: "12345678200010", enseigne: Exemple}}, Autre école]
  enregistrement: {{du: 2026-01-01, au: 2028-12-31, decision: {{le: 2025-12-18, reference: décision 12}}}}
  transversales: [{{code: CT1, libelle: Communiquer en anglais, a_travers: [C1, BC1]}}]
  jury: {{regles: {{membres: {{au_moins: 2}}, externes: {{au_moins: 50 %}}, quorum: {{presents: 2, externes: 1}}}}}}
  recours: Recours gracieux dans les deux mois.
  conservation: {{identites: sans limite, feuilles: 2 ans}}
{RULES.partition("1.0.0}" + chr(10))[2]}{BLOC}{SELL}correspondances:
- {{de: RNCP99999BC02, donne: BC1, fondement: décision 3, du: 2026-01-01, au: 2027-12-31}}
""".replace("  competences:", "  rncp: RNCP39583BC01\n  competences:")


def certification(rest: str) -> str:
    return FILE.replace("version: 1.0.0}", f"version: 1.0.0, {rest}}}")


def test_the_certification_s_page_says_all_that_a_parchemin_and_a_session_need(tmp_path: Path) -> None:
    earlier = "{version: 0.x, bloc: [BC8, BC9], donne: BC1, a_presenter: C1}, {version: 0.9.0, bloc: BC1, donne: BC1}"
    whole = f"{WHOLE}equivalences: [{earlier}]\n"
    file = written(tmp_path, whole)
    assert pointers(whole) == []
    page = show("", "--referentiel", file)[1]
    for line in (
        "  registered as: RNCP39583\n  level: 6\n  European level: 6\n  NSF: 312t, 310\n",
        "  certifying bodies: École Exemple (Exemple, SIRET 12345678200010), Autre école\n",
        "  registered: from 2026-01-01 to 2028-12-31\n  decision of registration: 2025-12-18, décision 12\n",
        "\nCompétences transversales\n  CT1  Communiquer en anglais\n    through C1, BC1\n",
        "\nJury\n  members: at least 2\n  external members: at least 50 %\n",
        "  quorum: 2 members present, 1 of them external\n",
        "\nAppeal\n  Recours gracieux dans les deux mois.\n",
        "\nKeeping\n  identites  without limit\n  feuilles  2 ans\n",
        "\nÉquivalences\n  0.x BC8, BC9  gives BC1, still to be passed: C1\n  0.9.0 BC1  gives BC1\n",
        "\nCorrespondances\n  RNCP99999BC02  gives BC1, from 2026-01-01 to 2027-12-31, décision 3\n",
    ):
        assert line in page
    given = json.loads(show("", "--referentiel", file, "--json")[1])["certification"]["equivalences"]
    assert given[0] == {"version": "0.x", "bloc": ["BC8", "BC9"], "donne": ["BC1"], "a_presenter": ["C1"]}
    assert (
        "BC1  Négocier et vendre\n  registered as: RNCP39583BC01\n" in show("BC1", "--referentiel", file)[1]
    )


def test_an_element_s_page_names_the_transversales_that_are_seen_through_it(tmp_path: Path) -> None:
    file = written(tmp_path, WHOLE)
    seen = "\nCompétences transversales\n  CT1  Communiquer en anglais\n"
    assert all(seen in show(code, "--referentiel", file)[1] for code in ("BC1", "C1"))
    assert seen not in show("CR1", "--referentiel", file)[1]


def test_other_programs_find_the_same_in_json(tmp_path: Path) -> None:
    found = json.loads(show("--json", "--referentiel", written(tmp_path, WHOLE))[1])["certification"]
    assert found["enregistrement"]["decision"] == {"le": "2025-12-18", "reference": "décision 12"}
    assert found["conservation"] == {"identites": "sans limite", "feuilles": "2 ans"}
    assert found["jury"]["regles"]["externes"] == {"au_moins": "50 %"}
    assert found["correspondances"][0]["donne"] == ["BC1"]


def test_a_body_that_is_but_a_name_is_a_body_of_that_name(tmp_path: Path) -> None:
    loaded = load(Path(written(tmp_path, WHOLE)))
    assert loaded.model is not None
    bodies = loaded.model.certification.certifiers
    assert [(body.nom, body.siret) for body in bodies] == [
        ("École Exemple", "12345678200010"),
        ("Autre école", None),
    ]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("312", False),
        ("312t", False),
        ("100", False),
        ("31", True),
        ("3121", True),
        ("512", True),
        ("312T", True),
    ],
)
def test_an_nsf_code_is_three_digits_and_perhaps_a_letter(typed: str, wrong: bool) -> None:
    assert pointers(certification(f"nsf: [{typed}]")) == ([("R270", typed)] if wrong else [])


@pytest.mark.parametrize(
    ("siret", "code"),
    [
        ("12345678200010", None),
        ("35600000049837", None),
        ("12345678200011", "R276"),
        ("12345678200100", "R276"),
        ("1234567820001", "R271"),
        ("123456782000100", "R271"),
    ],
)
def test_a_siret_has_fourteen_digits_that_agree(siret: str, code: str | None) -> None:
    text = certification(f"certificateurs: [{{nom: École, siret: {siret}}}]")
    assert pointers(text) == ([(code, siret)] if code else [])


@pytest.mark.parametrize(
    ("national", "european", "wrong"),
    [("6", "6", False), ("Niveau 6", "6", False), ("6", "5", True), ("6", "7", True)],
)
def test_both_levels_are_the_same_number(national: str, european: str, wrong: bool) -> None:
    text = certification(f"niveau: {national}, niveau_europeen: {european}")
    assert pointers(text) == ([("R274", european)] if wrong else [])


def test_the_european_level_goes_from_1_to_8() -> None:
    assert pointers(certification("niveau_europeen: 9")) == [("R344", "9")]
    assert pointers(certification("niveau_europeen: 8")) == []


@pytest.mark.parametrize(
    ("day", "late"), [("2028-12-30", False), ("2028-12-31", False), ("2029-01-01", True)]
)
def test_the_decision_is_not_after_the_end_of_what_it_registers(day: str, late: bool) -> None:
    text = certification(f"enregistrement: {{au: 2028-12-31, decision: {{le: {day}}}}}")
    assert pointers(text) == ([("R275", day)] if late else [])


@pytest.mark.parametrize(
    ("members", "quorum", "wrong"),
    [
        ("au_plus: 3", "presents: 3", None),
        ("au_plus: 3", "presents: 4", "4"),
        ("moins_de: 4", "presents: 3", None),
        ("moins_de: 4", "presents: 4", "4"),
        ("au_moins: 2", "presents: 9", None),
        ("au_moins: 2", "presents: 2, externes: 2", None),
        ("au_moins: 2", "presents: 2, externes: 3", "3"),
        ("au_plus: 3", "externes: 4", "4"),
    ],
)
def test_some_jury_has_the_quorum(members: str, quorum: str, wrong: str | None) -> None:
    text = certification(f"jury: {{regles: {{membres: {{{members}}}, quorum: {{{quorum}}}}}}}")
    assert pointers(text) == ([("R279", wrong)] if wrong else [])


@pytest.mark.parametrize(
    ("rules", "wrong"),
    [
        ("membres: {au_moins: 3}, externes: {au_moins: 3}", None),
        ("membres: {au_plus: 3}, externes: {au_moins: 3}", None),
        ("membres: {au_plus: 3}, externes: {au_moins: 4}", ("R285", "au_moins: 4")),
        ("membres: {au_plus: 3}, externes: {plus_de: 3}", ("R285", "plus_de: 3")),
        ("membres: {au_plus: 0}", ("R285", "au_plus: 0")),
        ("membres: {plus_de: 3, moins_de: 4}", ("R285", "plus_de: 3, moins_de: 4")),
        ("membres: {plus_de: 3, moins_de: 5}", None),
        ("externes: {moins_de: 0}", ("R285", "moins_de: 0")),
        ("externes: {au_plus: 0}", None),
        ("externes: {plus_de: 100 %}", ("R285", "plus_de: 100 %")),
        ("externes: {au_moins: 100 %}", None),
        ("externes: {plus_de: 1/3, moins_de: 1/2}", None),
        (
            "membres: {au_plus: 4}, externes: {plus_de: 1/3, moins_de: 1/2}",
            ("R285", "plus_de: 1/3, moins_de: 1/2"),
        ),
        ("membres: {au_plus: 5}, externes: {plus_de: 1/3, moins_de: 1/2}", None),
        ("externes: {au_plus: 2}, quorum: {externes: 2}", None),
        ("externes: {au_plus: 2}, quorum: {externes: 3}", ("R279", "3")),
        ("membres: {au_plus: 4}, externes: {au_plus: 50 %}, quorum: {externes: 2}", None),
        (
            "membres: {au_plus: 5}, externes: {moins_de: 50 %}, quorum: {presents: 5, externes: 3}",
            ("R279", "3"),
        ),
        ("quorum: {presents: 1000, externes: 1000}", None),
    ],
)
def test_some_jury_meets_the_rules(rules: str, wrong: tuple[str, str] | None) -> None:
    """Rules that no jury met were taken without a word: each session was then told of its own jury."""
    text = certification(f"jury: {{regles: {{{rules}}}}}")
    told = [(d.code, d.arguments.get("bound", str(d.arguments.get("asked")))) for d in diagnostics(text)]
    assert [each for each in told if each[0] in {"R279", "R285"}] == ([wrong] if wrong else [])


def test_members_are_a_number_and_external_ones_may_be_a_share() -> None:
    assert pointers(certification("jury: {regles: {externes: {au_moins: 2/3}}}")) == []
    assert pointers(certification("jury: {regles: {externes: {au_moins: 1.5}}}")) == [("V110", "1.5")]
    assert pointers(certification("jury: {regles: {membres: {au_moins: 2/3}}}")) == [("R280", "2/3")]


def test_a_transversale_has_a_code_of_its_own() -> None:
    text = certification("transversales: [{code: c1, libelle: Communiquer}]")
    assert pointers(text) == [("R201", "c1")]


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        ("au: 2026-06-29", "du: 2026-06-30", False),
        ("au: 2026-06-30", "du: 2026-06-30", True),
        ("au: 2026-07-01", "du: 2026-06-30", True),
        ("au: 2026-06-30, du: 2026-01-01", "au: 2025-12-31", False),
        ("du: 2026-01-01", "du: 2026-06-30", True),
        ("du: 2026-01-01", "au: 2026-01-01", True),
    ],
)
def test_a_correspondance_is_said_once_on_any_day(first: str, second: str, twice: bool) -> None:
    lines = f"- {{de: RNCP9BC2, donne: BC1, {first}}}\n- {{de: RNCP9BC2, donne: C1, {second}}}\n"
    found = pointers(f"{FILE}correspondances:\n{lines}")
    assert found == ([("R283", "C1")] if twice else [])
    other = lines.replace("- {de: RNCP9BC2, donne: C1", "- {de: RNCP9BC3, donne: C1")
    assert pointers(f"{FILE}correspondances:\n{other}") == []


def test_a_correspondance_gives_what_exists_over_a_period_that_does() -> None:
    assert pointers(f"{FILE}correspondances:\n- {{de: RNCP9BC2, donne: BC9}}\n") == [("R361", "BC9")]
    reversed_ = "- {de: RNCP9BC2, donne: bc1, du: 2026-07-01, au: 2026-06-30}\n"
    assert pointers(f"{FILE}correspondances:\n{reversed_}") == [("H102", "2026-06-30")]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1 mois", date(2026, 2, 28)),
        ("30 jours", date(2026, 3, 2)),
        ("2 ans", date(2028, 1, 31)),
        ("13mois", date(2027, 2, 28)),
        ("sans limite", None),
    ],
)
def test_a_time_of_keeping_is_counted_on_the_calendar(typed: str, day: date | None) -> None:
    assert read_delay(typed).after(date(2026, 1, 31)) == day


@pytest.mark.parametrize("typed", ["2 semaines", "0 an", "deux ans", "2,5 ans"])
def test_another_time_of_keeping_is_refused(typed: str) -> None:
    assert [code for code, _ in pointers(certification(f'conservation: {{feuilles: "{typed}"}}'))] == ["R273"]


@pytest.mark.parametrize(
    ("before", "after", "classe"),
    [
        ("feuilles: 2 ans", "feuilles: 30 jours", "editorial"),
        ("au_moins: 50 %", "au_moins: 1", "editorial"),
        ("[312t,", "[311t,", "editorial"),
        ("RNCP39583BC01", "RNCP39583BC02", "editorial"),
        ("Communiquer en", "Dialoguer en", "editorial"),
        ("donne: BC1,", "donne: C1,", "evaluatif"),
    ],
)
def test_only_correspondances_bear_on_decisions(before: str, after: str, classe: str) -> None:
    from certeval.referentiel.load import compile_document
    from certeval.sources.yaml import parse
    from certeval.versions.compare import compare

    assert before in WHOLE
    versions = [
        compile_document(parse(text.encode(), "essai.yaml")).referentiel
        for text in (WHOLE, WHOLE.replace(before, after))
    ]
    assert versions[0] is not None
    assert versions[1] is not None
    assert [each.classe.value for each in compare(versions[0], versions[1]).differences] == [classe]
