"""`cas:` and `certeval test`: the certifier's own proof."""

import json
from pathlib import Path

import pytest

from checking import SOUND
from conftest import Certeval
from whole_outputs import compare

ROOT = Path(__file__).parents[1]

REGLEMENT = """\
format: 1
certification: {code: essai, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20, pas: 0.5}}}}
mesures: {generale: {moyenne: epreuves}}
paliers: {mention: [{nom: bien, si: {mesure: generale, au_moins: 14}}, {nom: aucune}]}
validation: {certification: {mesure: generale, au_moins: 10}}
epreuves: [{code: A, intitule: Une}, {code: B, intitule: Deux}]
cas:
"""


def outcome_of(certeval: Certeval, cases: str, *options: str) -> tuple[int, dict[str, object]]:
    Path("essai.yaml").write_text(REGLEMENT + cases, encoding="utf-8")
    done = certeval("test", "essai.yaml", "--json", *options)
    return done.status, json.loads(done.out)


def test_the_document_gives_each_case_with_what_was_expected_and_what_came(certeval: Certeval) -> None:
    status, document = outcome_of(
        certeval,
        "- {nom: dix tout juste, cellules: {A: 8, B: 12}, attendu: valide}\n"
        "- {nom: dix moins peu, cellules: {A: 8, B: 11.5}, attendu: {generale: 9.75, certification: valide}}\n",
    )

    assert status == 1
    assert document == {
        "schema": "certeval/cas/1",
        "fichiers": [
            {
                "fichier": "essai.yaml",
                "cas": [
                    {"nom": "dix tout juste", "reussi": True, "attendu": "valide", "obtenu": "valide"},
                    {
                        "nom": "dix moins peu",
                        "reussi": False,
                        "attendu": {"generale": "9.75", "certification": "valide"},
                        "obtenu": {"generale": "9.75", "certification": "non_valide"},
                    },
                ],
            }
        ],
        "reussis": 1,
        "echoues": 1,
    }


@pytest.mark.parametrize(
    ("cells", "expected", "holds"),
    [
        ("{A: 14, B: 14}", "{mention: bien}", True),
        ("{A: 14, B: 13.5}", "{mention: aucune}", True),
        ("{A: 14}", "{mention: [bien, aucune]}", True),
        ("{A: 14}", "{mention: bien}", False),
        ("{A: 14}", "{generale: [7, 17]}", True),
        ("{A: 14}", "{generale: 14}", False),
        ("{A: 9, B: 9,5}", "{generale: 37/4}", True),
        ("{A: 10}", "en_attente", True),
        ("{A: DISP, B: 10}", "{A: 20, certification: valide}", False),
    ],
)
def test_what_a_case_may_expect(certeval: Certeval, cells: str, expected: str, holds: bool) -> None:
    cells = cells.replace("9,5", '"9,5"')
    status, document = outcome_of(certeval, f"- {{nom: un cas, cellules: {cells}, attendu: {expected}}}\n")

    assert status == (0 if holds else 1)
    assert document["reussis"] == (1 if holds else 0)


def test_a_failure_is_shown_with_its_derivation(certeval: Certeval) -> None:
    Path("essai.yaml").write_text(
        REGLEMENT + "- {nom: trop peu, cellules: {A: 8, B: 11.5}, attendu: valide}\n", encoding="utf-8"
    )

    done = certeval("test", "essai.yaml")

    assert done.status == 1
    assert "certification: valide expected, non_valide found" in done.out
    assert "mean 9.75, at least 10 required" in done.out
    assert "0 of 1 case holds" in done.out


ATTEMPTS = """\
format: 1
certification: {code: cas, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}}
validation: {epreuve: {au_moins: 10}, certification: {tous: epreuves}}
epreuves:
- {code: E1, intitule: Une, jures: {retenir: moyenne}, tentatives: {retenir: derniere}}
- {code: E2, intitule: Deux}
cas:
- nom: le second jure note bas
  cellules: {E1: {tentatives: [{jures: [12, 14]}, {jures: [8, 9]}]}, E2: 10}
  attendu: {certification: valide, E1: valide}
- nom: vide
  cellules: {E1: {jures: [10]}, E2: ""}
  attendu: {certification: valide}
"""


@pytest.mark.parametrize("form", ["table", "json"])
def test_jurors_and_attempts_of_a_case_are_told_in_their_order(certeval: Certeval, form: str) -> None:
    """The whole output is compared with tests/cases/attempts.<form>.txt, which CERTEVAL_REWRITE=1 rewrites."""
    Path("essai.yaml").write_text(ATTEMPTS, encoding="utf-8")
    done = certeval("test", "essai.yaml", "--coverage", *(["--json"] if form == "json" else []))
    assert done.status == 1
    compare(f"cases/attempts.{form}.txt", done.out)


def test_check_runs_the_cases_too(certeval: Certeval) -> None:
    Path("essai.yaml").write_text(
        REGLEMENT + "- {nom: trop peu, cellules: {A: 8, B: 11.5}, attendu: valide}\n", encoding="utf-8"
    )

    done = certeval("check", "essai.yaml", "--json")

    assert done.status == 1
    assert "V301" in [d["code"] for d in json.loads(done.out)["diagnostics"]]


def test_coverage_says_which_side_of_a_bound_no_case_tries(certeval: Certeval) -> None:
    status, document = outcome_of(
        certeval,
        "- {nom: juste, cellules: {A: 10, B: 10}, attendu: valide}\n"
        "- {nom: dessous, cellules: {A: 9.5, B: 10}, attendu: non_valide}\n",
        "--coverage",
    )

    (file,) = document["fichiers"]  # type: ignore[misc]
    by_line = {bound["ligne"]: [bound[s] for s in ("sous", "egal", "dessus")] for bound in file["couverture"]}
    assert status == 0
    assert by_line == {5: [False, False, False], 6: [True, True, False]}


@pytest.mark.parametrize(
    ("scale", "mark", "side"),
    [
        ("pas: 0.5", "9", None),
        ("pas: 0.5", "9.5", "sous"),
        ("pas: 0.5", "10", "egal"),
        ("pas: 0.5", "10.5", "dessus"),
        ("pas: 0.5", "11", None),
        ("min: 0", "8.99", None),
        ("min: 0", "9", "sous"),
        ("min: 0", "10", "egal"),
        ("min: 0", "11", "dessus"),
        ("min: 0", "11.01", None),
    ],
)
def test_a_case_is_just_beside_a_bound_by_one_step_or_one_point(
    certeval: Certeval, scale: str, mark: str, side: str | None
) -> None:
    text = REGLEMENT.replace("pas: 0.5", scale).replace(
        "certification: {mesure: generale, au_moins: 10}",
        "certification: {tous: epreuves}, epreuve: {au_moins: 10}",
    )
    case = f"- {{nom: un, cellules: {{A: {mark}}}, attendu: {{A: {mark}}}}}\n"
    Path("essai.yaml").write_text(text + case, encoding="utf-8")
    (file,) = json.loads(certeval("test", "essai.yaml", "--json", "--coverage").out)["fichiers"]
    (bound,) = (each for each in file["couverture"] if each["porteur"] == "A")
    assert [each for each in ("sous", "egal", "dessus") if bound[each]] == ([side] if side else [])


COUNTED = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation: {certification: {parmi: faits, au_moins: 50 %}}
faits: [{code: F1, libelle: a}, {code: F2, libelle: b}, {code: F3, libelle: c}, {code: F4, libelle: d}]
cas:
"""


@pytest.mark.parametrize(
    ("cells", "verdict", "sides"),
    [
        ("F1: oui, F2: oui, F3: non, F4: non", "valide", ["egal"]),
        ("F1: oui, F2: oui, F3: non, F4: NEUT", "valide", ["dessus"]),
        ("F1: oui, F2: non, F3: non, F4: NEUT", "non_valide", ["sous"]),
        ("F1: oui, F2: non, F3: NEUT, F4: NEUT", "valide", ["egal"]),
        ("F1: NEUT, F2: NEUT, F3: NEUT, F4: NEUT", "en_attente", []),
    ],
)
def test_a_case_is_beside_the_share_of_the_items_that_it_leaves(
    certeval: Certeval, cells: str, verdict: str, sides: list[str]
) -> None:
    """Two of three are no tie: « exactly at » was said of half of the four declared."""
    case = f"- {{nom: un, cellules: {{{cells}}}, attendu: {verdict}}}\n"
    Path("essai.yaml").write_text(COUNTED + case, encoding="utf-8")
    (file,) = json.loads(certeval("test", "essai.yaml", "--json", "--coverage").out)["fichiers"]
    (bound,) = file["couverture"]
    assert file["cas"][0]["reussi"]
    assert [side for side in ("sous", "egal", "dessus") if bound[side]] == sides


@pytest.mark.parametrize(
    ("scale", "limit", "exactly"),
    [
        ("{note: {sur: 20, pas: 0.5}}", "10.25", None),
        ("{note: {sur: 20, pas: 0.5}}", "10.5", False),
        ("{note: {min: 0.25, sur: 20.25, pas: 0.5}}", "10.25", False),
        ("{note: {sur: 20}}", "10.25", False),
        ("{niveaux: [NA, EA, A], points: [0, 10, 20]}", "50 %", False),
    ],
)
def test_coverage_asks_for_no_case_at_what_no_mark_is(
    certeval: Certeval, scale: str, limit: str, exactly: bool | None
) -> None:
    text = REGLEMENT.replace("{note: {sur: 20, pas: 0.5}}", scale).replace(
        "certification: {mesure: generale, au_moins: 10}",
        f"certification: {{tous: epreuves}}, epreuve: {{au_moins: {limit}}}",
    )
    case = "- {nom: rien, cellules: {}, attendu: en_attente}\n"
    Path("essai.yaml").write_text(text + case, encoding="utf-8")
    (file,) = json.loads(certeval("test", "essai.yaml", "--json", "--coverage").out)["fichiers"]
    assert {each["porteur"]: each["egal"] for each in file["couverture"] if each["porteur"] in "AB"} == {
        "A": exactly,
        "B": exactly,
    }


ASKED = """\
format: 1
certification: {code: cas, version: 1.0.0}
saisie:
  epreuve:
    echelle: {note: {sur: 20, pas: 0.5}}
    jures: {retenir: moyenne, troisieme_si_ecart: {plus_de: 4}}
    tentatives: {retenir: derniere, plafond: 12, conserver_si: {au_moins: 60 %}}
validation: {epreuve: {au_moins: 10}, certification: {tous: epreuves}}
epreuves: [{code: E1, intitule: Une}]
cas:
"""


@pytest.mark.parametrize(
    ("cell", "kept", "third"),
    [
        ("12", [], []),
        ("{tentatives: [11.5, 8]}", ["sous"], []),
        ("{tentatives: [12, 8]}", ["egal"], []),
        ("{tentatives: [12.5, 8]}", ["dessus"], []),
        ("{tentatives: [13, 8]}", [], []),
        ("{tentatives: [8, 18]}", ["egal"], []),
        ("{tentatives: [8, {jures: [11.5, 12]}]}", ["sous"], []),
        ("{jures: [8, 12]}", [], ["egal"]),
        ("{jures: [12, 8.5]}", [], ["sous"]),
        ("{jures: [8, 12.5, 9]}", [], ["dessus"]),
        ("{jures: [8, 13, 9]}", [], []),
        ("{jures: [8, ABS]}", [], []),
        ("{tentatives: [{jures: [8, 12]}, {jures: [8, 12.5, 12.5]}]}", ["egal"], ["egal", "dessus"]),
    ],
)
def test_coverage_tells_what_is_kept_and_what_calls_for_a_third_juror(
    certeval: Certeval, cell: str, kept: list[str], third: list[str]
) -> None:
    """Both decide, and no case was ever asked for."""
    case = f"- {{nom: un, cellules: {{E1: {cell}}}, attendu: {{E1: valide}}}}\n"
    Path("essai.yaml").write_text(ASKED + case, encoding="utf-8")
    (file,) = json.loads(certeval("test", "essai.yaml", "--json", "--coverage").out)["fichiers"]
    by_line = {each["ligne"]: each for each in file["couverture"]}
    sides = {line: [side for side in ("sous", "egal", "dessus") if by_line[line][side]] for line in (6, 7)}
    assert sides == {6: third, 7: kept}
    assert certeval("test", "essai.yaml", "--coverage").out.count("E1, 60 %: no case") == (len(kept) < 3)


def test_the_shipped_referentiel_holds_its_cases_and_tries_all_its_bounds(certeval: Certeval) -> None:
    done = certeval("test", "--coverage", ROOT / "referentiels")

    assert done.status == 0
    assert "no case" not in done.out
    assert "28 of 28 sides" in done.out


@pytest.mark.parametrize("command", ["test", "check"])
def test_a_case_that_expects_nothing_is_refused(certeval: Certeval, command: str) -> None:
    Path("essai.yaml").write_text(f"{REGLEMENT}- {{nom: rien, attendu: {{}}}}\n", encoding="utf-8")
    done = certeval(command, "essai.yaml")
    assert (done.status, "error[R103]: « attendu » has no value" in done.out + done.err) == (1, True)


def test_a_referentiel_without_cases_says_so(certeval: Certeval) -> None:
    """« 0 of 0 case holds » reads as if some did."""
    Path("essai.yaml").write_text(SOUND, encoding="utf-8")
    done = certeval("test", "essai.yaml")
    assert (done.status, done.out) == (0, "essai.yaml: it has no case under `cas`\n")


def test_an_invalid_referentiel_has_no_cases_to_run(certeval: Certeval) -> None:
    Path("essai.yaml").write_text("format: 1\ncertification: {code: essai}\n", encoding="utf-8")

    done = certeval("test", "essai.yaml", "--json")

    assert done.status == 1
    assert json.loads(done.out)["fichiers"] == []
    assert "R102" in done.err


def test_a_single_cell_is_one_juror_where_two_are_due(certeval: Certeval) -> None:
    text = REGLEMENT.replace("sur: 20, pas: 0.5}}}", "sur: 20}}, jures: {retenir: moyenne, nombre: 2}}")
    Path("essai.yaml").write_text(
        text + "- {nom: un seul correcteur, cellules: {A: 20, B: 20}, attendu: {generale: [10, 20]}}\n",
        encoding="utf-8",
    )

    assert certeval("test", "essai.yaml").status == 0


@pytest.mark.parametrize(
    ("expected", "codes"),
    [
        ("refuse", ["V305"]),
        ("oui", ["V305"]),
        ("{certification: false}", ["V305"]),
        ("{certification: 10}", ["V305"]),
        ("Non validé", []),
        ("{certification: non valide, generale: 8}", []),
        ("{mention: aucune}", []),
    ],
)
def test_what_is_expected_of_a_verdict_is_a_verdict(
    certeval: Certeval, expected: str, codes: list[str]
) -> None:
    case = f"- {{nom: huit, cellules: {{A: 8, B: 8}}, attendu: {expected}}}\n"
    Path("essai.yaml").write_text(REGLEMENT + case, encoding="utf-8")

    done = certeval("check", "essai.yaml", "--select", "V3", "--json")

    assert [each["code"] for each in json.loads(done.out)["diagnostics"]] == codes


@pytest.mark.parametrize(
    ("expected", "codes"),
    [
        ("{A: 14}", []),
        ("{A: valide}", []),
        ("{A: valide, B: non_valide, generale: 11}", []),
        ("{A: 13.5}", ["V301"]),
        ("{A: non_valide}", ["V301"]),
        ("{A: [0, 20]}", ["V301"]),
    ],
)
def test_of_an_epreuve_with_a_rule_a_case_may_expect_the_mark_or_the_verdict(
    certeval: Certeval, expected: str, codes: list[str]
) -> None:
    text = REGLEMENT.replace("validation: {", "validation: {epreuve: {au_moins: 10}, ")
    case = f"- {{nom: quatorze et huit, cellules: {{A: 14, B: 8}}, attendu: {expected}}}\n"
    Path("essai.yaml").write_text(text + case, encoding="utf-8")

    done = certeval("check", "essai.yaml", "--select", "V3", "--json")

    assert [each["code"] for each in json.loads(done.out)["diagnostics"]] == codes


def test_the_document_says_why_a_case_could_not_be_run(certeval: Certeval) -> None:
    status, document = outcome_of(certeval, "- {nom: refusée, cellules: {A: 8.3, B: 12}, attendu: valide}\n")
    ((case,),) = (each["cas"] for each in document["fichiers"])  # type: ignore[attr-defined]
    assert (status, case["reussi"], case["obtenu"]) == (1, False, None)
    (wrong,) = case["diagnostics"]
    assert (wrong["fichier"], wrong["ligne"]) == ("essai.yaml", 9)
    assert "8.3" in wrong["message"]
    assert certeval("test", "essai.yaml").out.splitlines()[1].strip() == wrong["message"]
