"""`certeval impact`: who changes under another version, in what, and because of which difference."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from certeval.bulk import decide, ranges
from certeval.render import impact as rendering
from conftest import Certeval

BEFORE = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  epreuve: {au_moins: 10}
  bloc: {et: [{tous: competences}, {tous: epreuves}]}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Négocier et vendre
  competences:
  - code: C1
    libelle: Préparer un entretien de vente afin d'obtenir un accord
    criteres:
    - {code: CR1, libelle: Le plan de l'entretien est écrit}
    - {code: CR2, libelle: Les objections probables sont prévues et traitées}
    - {code: CR3, libelle: La marge de négociation est chiffrée}
    - {code: CR4, libelle: Le contrat est signé par les deux parties}
  epreuves:
  - {code: E1, intitule: Étude de cas, echelle: {note: {sur: 20}}}
"""
NOTES = """\
candidat;CR1;CR2;CR3;CR4;E1
C001;1;1;1;0;9
C002;1;1;1;0;10
C003;1;1;1;1;11
C004;0;0;0;0;20
"""
CRITERE = "    - {code: CR5, libelle: Un compte rendu est rendu le jour même}\n"


def impact_document(
    certeval: Certeval, after: str, *options: str, notes: str = NOTES, before: str = BEFORE
) -> dict[str, Any]:
    """What `--json` says of two versions and one sheet."""
    Path("avant.yaml").write_text(before, encoding="utf-8")
    Path("apres.yaml").write_text(after, encoding="utf-8")
    Path("notes.csv").write_text(notes, encoding="utf-8")
    done = certeval("impact", "avant.yaml", "apres.yaml", "notes.csv", "--json", *options)
    assert (done.status, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def changes(found: dict[str, Any]) -> dict[str, list[tuple[object, ...]]]:
    """By candidate: what is decided, before, after, the causes."""
    return {
        each["candidat"]: [(c["ancien"], c["avant"], c["apres"], c["causes"]) for c in each["changements"]]
        for each in found["candidats"]
    }


def test_nobody_changes_where_only_words_do(certeval: Certeval) -> None:
    found = impact_document(certeval, BEFORE.replace("est écrit", "est rédigé").replace("1.0.0", "1.0.1"))
    assert (found["candidats"], found["differences"]) == ([], [])
    assert found["synthese"] == {
        "candidats": 4,
        "changent": 0,
        "sens": [],
        "cellules_non_lues": {},
        "situation_inconnue": [],
        "causes_cherchees": True,
    }


@pytest.mark.parametrize(
    ("bound", "who"), [("9", {"C001"}), ("9.5", set()), ("10", set()), ("10.5", {"C002"}), ("11", {"C002"})]
)
def test_a_bound_changes_those_between_it_and_the_old_one(
    certeval: Certeval, bound: str, who: set[str]
) -> None:
    found = impact_document(certeval, BEFORE.replace("au_moins: 10", f"au_moins: {bound}"))
    assert set(changes(found)) == who


def test_a_change_is_said_at_each_level_with_its_cause(certeval: Certeval) -> None:
    after = BEFORE.replace("au_moins: 10", "au_moins: 11").replace("1.0.0", "1.1.0")
    found = impact_document(certeval, after)
    same = ("valide", "non_valide", [[1]])
    assert changes(found) == {"C002": [("certification", *same), ("BC1", *same), ("E1", *same)]}
    (cause,) = found["differences"]
    assert (cause["numero"], cause["element"], cause["nouveau"]) == (1, "validation", ["epreuve"])
    assert [(each["ancien"], each["candidats"]) for each in found["synthese"]["sens"]] == [
        ("certification", 1),
        ("BC1", 1),
        ("E1", 1),
    ]


def test_two_differences_that_each_suffice_are_two_causes(certeval: Certeval) -> None:
    after = BEFORE.replace("au_moins: 10", "au_moins: 11").replace("plus_de: 50 %", "plus_de: 75 %")
    found = changes(impact_document(certeval, after))["C002"]
    assert [causes for name, *_, causes in found if name == "BC1"] == [[[1], [2]]]
    assert [causes for name, *_, causes in found if name == "E1"] != [[[1], [2]]]


def test_differences_that_only_act_together_are_one_cause(certeval: Certeval) -> None:
    """C004 has no critère and a good mark: both rules must give way."""
    after = BEFORE.replace("parmi: criteres, plus_de: 50 %", "parmi: criteres, au_moins: 0")
    after = after.replace("{et: [{tous: competences}, {tous: epreuves}]}", "{tous: competences}")
    found = changes(impact_document(certeval, after, notes="candidat;CR1;CR2;CR3;CR4;E1\nC004;0;0;0;0;5\n"))
    assert ("BC1", "non_valide", "valide", [[1, 2]]) in found["C004"]
    assert ("C1", "non_valide", "valide", [[1]]) in found["C004"]


def test_differences_that_leave_an_element_undecided_are_no_cause(certeval: Certeval) -> None:
    """The template of compétences gives way to a rule of its own: without it alone, nothing decides C1."""
    loose = "bloc: {tous: criteres}"
    before = BEFORE.replace("bloc: {et: [{tous: competences}, {tous: epreuves}]}", loose)
    after = before.replace("  competence: {parmi: criteres, plus_de: 50 %}\n", "")
    after = after.replace("    criteres:\n", "    validation: {tous: criteres}\n    criteres:\n")
    Path("libre.yaml").write_text(before, encoding="utf-8")
    Path("apres.yaml").write_text(after, encoding="utf-8")
    Path("notes.csv").write_text(NOTES, encoding="utf-8")
    done = certeval("impact", "libre.yaml", "apres.yaml", "notes.csv", "--json")
    assert (done.status, done.err) == (0, "")
    found = changes(json.loads(done.out))
    assert [each[:3] for each in found["C001"]] == [("C1", "valide", "non_valide")]


def test_a_rule_is_tried_with_the_measure_that_it_needs(certeval: Certeval) -> None:
    after = BEFORE.replace("  certification: {tous: blocs}", "  certification: {et: [{tous: blocs}, assidu]}")
    after = after.replace("validation:\n", "regles:\n  assidu: {mesure: E1, au_moins: 12}\nvalidation:\n", 1)
    found = impact_document(certeval, after)
    assert changes(found)["C002"] == [("certification", "valide", "non_valide", [[1, 2]])]
    assert {each["element"] for each in found["differences"]} == {"regle", "validation"}


def test_a_critere_never_scored_makes_a_verdict_wait(certeval: Certeval) -> None:
    found = impact_document(
        certeval, BEFORE.replace("  epreuves:\n", CRITERE + "  epreuves:\n").replace("50 %", "60 %")
    )
    waiting = [c for each in found["candidats"] for c in each["changements"] if c["apres"] == "en_attente"]
    assert waiting
    assert all(each["jamais_notes"] == ["CR5"] for each in waiting)
    counted = {
        each["ancien"]: each["jamais_notes"]
        for each in found["synthese"]["sens"]
        if each["apres"] == "en_attente"
    }
    assert counted["C1"] == 2


def test_an_element_that_is_renamed_keeps_its_cells(certeval: Certeval) -> None:
    after = BEFORE.replace("{code: CR1,", "{code: CR1.1, remplace: CR1,").replace(
        "code: E1,", "code: E2, remplace: E1,"
    )
    found = impact_document(certeval, after)
    assert (found["candidats"], found["synthese"]["cellules_non_lues"]) == ([], {})


def test_a_renumbering_is_followed_by_wordings_and_said(certeval: Certeval) -> None:
    after = BEFORE
    for i in (4, 3, 2, 1):
        after = after.replace(f"code: CR{i},", f"code: CR{i + 1},")
    assert impact_document(certeval, after)["candidats"] == []
    done = certeval("impact", "avant.yaml", "apres.yaml", "notes.csv")
    assert "CR1 is followed as CR2 by its wording: `remplace` would confirm it" in done.out


def test_cells_that_the_new_version_does_not_read_are_counted(certeval: Certeval) -> None:
    after = BEFORE.replace("    - {code: CR4, libelle: Le contrat est signé par les deux parties}\n", "")
    found = impact_document(certeval, after.replace("sur: 20", "sur: 10"))
    assert found["synthese"]["cellules_non_lues"] == {"CR4": 4, "E1": 2}
    done = certeval("impact", "avant.yaml", "apres.yaml", "notes.csv")
    assert "E1: 2 cells that the new version does not read are left out" in done.out


def test_a_third_mark_that_nothing_calls_for_is_read_by_the_new_version_too(certeval: Certeval) -> None:
    jurors = "{note: {sur: 20}}, jures: {retenir: moyenne, nombre: 2, troisieme_si_ecart: {plus_de: 4}}}"
    before = BEFORE.replace("{note: {sur: 20}}}", jurors).replace("au_moins: 10", "au_moins: 0")
    before = before.replace("{code: CR4,", "{code: CR4, pour: {voies: [vae]},")
    after = before.replace("au_moins: 0", "plus_de: 0")
    assert jurors in after
    assert after != before
    marks = {"E1": {"jures": {"J1": 12, "J2": 12, "J3": 2}}, **{f"CR{i}": 1 for i in range(1, 5)}}
    sheet = {"format": 1, "candidats": [{"candidat": "C001", "voie": "vae", "notes": marks}]}
    Path("avant.yaml").write_text(before, encoding="utf-8")
    Path("apres.yaml").write_text(after, encoding="utf-8")
    Path("notes.json").write_text(json.dumps(sheet), encoding="utf-8")
    done = certeval("impact", "avant.yaml", "apres.yaml", "notes.json", "--json")
    found = json.loads(done.out)
    assert "S109" in done.err
    assert (found["synthese"]["changent"], found["synthese"]["cellules_non_lues"]) == (0, {})


OPTIONS = BEFORE.replace(
    "validation:\n",
    "parcours: [{code: EXPORT, intitule: À l’étranger}, {code: RESEAU, intitule: En réseau}]\nvalidation:\n",
).replace("{code: CR4,", "{code: CR4, pour: {parcours: [EXPORT]},")
TAKEN = """\
candidat;parcours;CR1;CR2;CR3;CR4;E1
C001;EXPORT;oui;oui;non;non;12
C002;À l’étranger;oui;oui;non;non;12
C003;reseau;oui;oui;non;;12
C004;En réseau;oui;oui;non;;12
"""


def test_a_parcours_is_followed_by_its_code(certeval: Certeval) -> None:
    """Whoever typed a title that the new version words otherwise, or gives to another, took the same parcours."""
    titles = {"À l’étranger": "En réseau", "En réseau": "Réseaux"}
    after = re.sub("|".join(titles), lambda title: titles[title[0]], OPTIONS).replace("plus_de", "au_moins")
    found = impact_document(certeval, after, before=OPTIONS, notes=TAKEN)
    assert found["synthese"]["cellules_non_lues"] == {}
    assert {
        code: (before, after) for code, each in changes(found).items() for _, before, after, _ in each
    } == {
        "C001": ("non_valide", "valide"),
        "C002": ("non_valide", "valide"),
    }


def test_a_parcours_that_is_gone_is_counted_among_the_cells_that_are_not_read(certeval: Certeval) -> None:
    after = OPTIONS.replace("{code: RESEAU,", "{code: FRANCE,")
    found = impact_document(certeval, after, before=OPTIONS, notes=TAKEN)
    assert found["synthese"]["cellules_non_lues"] == {"parcours": 2}
    waits = [
        ("certification", "valide", "en_attente"),
        ("BC1", "valide", "en_attente"),
        ("C1", "valide", "en_attente"),
    ]
    assert {code: [each[:3] for each in of] for code, of in changes(found).items()} == {
        "C003": waits,
        "C004": waits,
    }
    done = certeval("impact", "avant.yaml", "apres.yaml", "notes.csv")
    assert "parcours: 2 cells that the new version does not read are left out" in done.out


@pytest.mark.parametrize("axis", ["parcours", "voie"])
def test_what_the_old_version_does_not_ask_of_candidates_is_said(certeval: Certeval, axis: str) -> None:
    """Sheets are read by the old version: a voie that only the new one asks for is not known, nor silently so."""
    whom = {"parcours": "{parcours: [EXPORT]}", "voie": "{voies: [vae]}"}[axis]
    after = OPTIONS.replace("{parcours: [EXPORT]}", whom)
    before = OPTIONS.replace("pour: {parcours: [EXPORT]}, ", "")
    if axis == "parcours":
        before = re.sub("parcours: .*\n", "", before)
    text = f"{axis}: the sheets are read by the old version, which has none: what depends on it is not known"
    for one, other, expected in ((before, after, True), (after, after, False), (after, before, False)):
        Path("avant.yaml").write_text(one, encoding="utf-8")
        Path("apres.yaml").write_text(other, encoding="utf-8")
        Path("notes.csv").write_text(NOTES, encoding="utf-8")
        done = certeval("impact", "avant.yaml", "apres.yaml", "notes.csv")
        assert (text in done.out) is expected
        found = json.loads(certeval("impact", "avant.yaml", "apres.yaml", "notes.csv", "--json").out)
        assert found["synthese"]["situation_inconnue"] == ([axis] if expected else [])


def test_those_who_change_are_those_whom_validating_twice_decides_otherwise(certeval: Certeval) -> None:
    after = BEFORE.replace("au_moins: 10", "au_moins: 11").replace("50 %", "75 %")
    found = impact_document(certeval, after)

    def verdicts(file: str) -> dict[str, list[str]]:
        said = json.loads(certeval("validate", "notes.csv", "--referentiel", file, "--json").out)
        return {
            each["candidat"]: [
                each["certification"]["verdict"],
                *(e["verdict"] for b in each["blocs"] for e in (b, *b["competences"], *b["epreuves"])),
            ]
            for each in said["candidats"]
        }

    before, now = verdicts("avant.yaml"), verdicts("apres.yaml")
    assert set(changes(found)) == {code for code in before if before[code] != now[code]} != set()


def run_with_rule(certeval: Certeval, *rules: str) -> tuple[int, str, str]:
    Path("avant.yaml").write_text(BEFORE, encoding="utf-8")
    Path("notes.csv").write_text(NOTES, encoding="utf-8")
    options = [each for rule in rules for each in ("--validation", rule)]
    done = certeval("impact", "avant.yaml", "notes.csv", "--json", *options)
    return done.status, done.out, done.err


def test_a_rule_is_tried_without_a_version(certeval: Certeval) -> None:
    status, out, err = run_with_rule(certeval, "competence: {parmi: criteres, plus_de: 75 %}")
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert set(changes(found)) == {"C001", "C002"}
    assert found["nouveau"]["validation"] == "competence: {parmi: criteres, plus_de: 75 %}"
    assert "empreinte" not in found["nouveau"]


def test_several_rules_are_tried_together(certeval: Certeval) -> None:
    status, out, _ = run_with_rule(
        certeval, "competence: {parmi: criteres, plus_de: 75 %}", "epreuve: {au_moins: 9}"
    )
    assert status == 0
    assert [name for name, *_ in changes(json.loads(out))["C001"]] == ["C1", "E1"]


@pytest.mark.parametrize(
    ("rules", "code", "place"),
    [
        (["competence: {parmi: critere, plus_de: 60 %}"], "V102", "1:21"),
        (["competence: {parmi: criteres, plus_de: 60 %"], "Y110", "1:13"),
        (["bloc: {tous: competences}", "competance: {tous: criteres}"], "R105", "2:1"),
        (["competence"], "R104", "1:1"),
    ],
)
def test_a_mistake_in_a_rule_that_is_tried_has_its_place(
    certeval: Certeval, rules: list[str], code: str, place: str
) -> None:
    status, out, err = run_with_rule(certeval, *rules)
    assert (status, out) == (3, "")
    assert f"error[{code}]" in err
    assert f"--> --validation:{place}\n" in err


def test_the_exit_code_says_whether_someone_changes(certeval: Certeval) -> None:
    impact_document(certeval, BEFORE.replace("au_moins: 10", "au_moins: 11"))
    command = ("impact", "avant.yaml", "apres.yaml", "notes.csv", "--exit-code")
    assert certeval(*command).status == 1
    Path("apres.yaml").write_text(BEFORE, encoding="utf-8")
    assert certeval(*command).status == 0


def test_a_sheet_with_errors_ends_with_1_and_an_invalid_version_with_3(certeval: Certeval) -> None:
    impact_document(certeval, BEFORE)
    Path("notes.csv").write_text("candidat;CR1\nC001;peut-être\n", encoding="utf-8")
    done = certeval("impact", "avant.yaml", "apres.yaml", "notes.csv")
    assert (done.status, done.out) == (1, "")
    assert "notes.csv:2:6" in done.err
    Path("apres.yaml").write_text(BEFORE.replace("tous: blocs", "tous: blocks"), encoding="utf-8")
    done = certeval("impact", "avant.yaml", "apres.yaml", "notes.csv")
    assert (done.status, done.out) == (3, "")
    assert "V102" in done.err


@pytest.mark.parametrize(
    ("operands", "said"),
    [
        (("avant.yaml", "notes.csv"), "the version after is missing"),
        (("avant.yaml", "apres.yaml"), "score sheets are missing"),
        (("avant.yaml",), "score sheets are missing"),
        (
            ("avant.yaml", "notes.csv", "notes.csv"),
            "notes.csv is a score sheet, and the version after is expected",
        ),
        (("avant.yaml", "--validation", "bloc: {tous: competences}"), "with --validation"),
    ],
)
def test_what_is_missing_is_said(certeval: Certeval, operands: tuple[str, ...], said: str) -> None:
    impact_document(certeval, BEFORE)
    done = certeval("impact", *operands)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("indent", [None, 2])
def test_a_version_that_is_written_as_json_is_no_score_sheet(certeval: Certeval, indent: int | None) -> None:
    impact_document(certeval, BEFORE)
    after = json.dumps(yaml.safe_load(BEFORE), ensure_ascii=False, indent=indent)
    Path("apres.yaml").write_text(after, encoding="utf-8")
    assert certeval("impact", "avant.yaml", "apres.yaml", "notes.csv", "--exit-code").status == 0


def test_the_csv_has_a_row_a_change(certeval: Certeval) -> None:
    impact_document(certeval, BEFORE.replace("au_moins: 10", "au_moins: 11"))
    out = certeval("impact", "avant.yaml", "apres.yaml", "notes.csv", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    assert [(row["candidat"], row["element"], row["ancien"]) for row in rows] == [
        ("C002", "certification", "certification"),
        ("C002", "bloc", "BC1"),
        ("C002", "epreuve", "E1"),
    ]
    assert rows[0]["causes"] == "validation.epreuve: {au_moins: [-10-]{+11+}}"


DIRECTIONS = """\
| what is decided | before | after | candidates | never scored |
| --- | --- | --- | --- | --- |
| certification | validated | not validated | 1 |  |
| bloc BC1 | validated | not validated | 1 |  |
| épreuve E1 | validated | not validated | 1 |  |

| candidat | what is decided | before | after | because of |
| --- | --- | --- | --- | --- |
"""
CHANGES = [
    "| C\\|\\*002\\* | certification | validated | not validated | 1 |\n",
    "| C\\|\\*002\\* | bloc BC1 | validated | not validated | 1 |\n",
    "| C\\|\\*002\\* | épreuve E1 | validated | not validated | 1 |\n",
]


@pytest.mark.parametrize(
    ("most", "left_out"),
    [
        (3, ""),
        (2, "\n1 more change: --format csv or --json gives all\n"),
        (1, "\n2 more changes: --format csv or --json gives all\n"),
    ],
)
def test_the_markdown_shows_peoples_text_as_it_is_and_how_many_rows_it_leaves_out(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, most: int, left_out: str
) -> None:
    monkeypatch.setattr(rendering, "MOST_ROWS", most)
    notes = NOTES.replace("C002", "C|*002*")
    impact_document(certeval, BEFORE.replace("au_moins: 10", "au_moins: 11"), notes=notes)
    out = certeval("impact", "avant.yaml", "apres.yaml", "notes.csv", "--format", "markdown").out
    assert out == (
        "### essai 1.0.0 → 1.0.0\n\n1 candidate of 4 changes\n\n"
        + DIRECTIONS
        + "".join(CHANGES[:most])
        + left_out
        + "\n1. validation.epreuve: {au\\_moins: \\[-10-\\]{+11+}}\n"
    )


def test_the_markdown_where_nobody_changes_says_so_and_no_more(certeval: Certeval) -> None:
    impact_document(certeval, BEFORE)
    out = certeval("impact", "avant.yaml", "apres.yaml", "notes.csv", "--format", "markdown").out
    assert out == "### essai 1.0.0 → 1.0.0\n\n0 candidates of 4 change\n"


@pytest.mark.parametrize(
    ("most", "left_out"), [(3, ""), (2, "1 more change: --format csv or --json gives all\n")]
)
def test_the_table_names_the_differences_by_their_number(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, most: int, left_out: str
) -> None:
    monkeypatch.setattr(rendering, "MOST_ROWS", most)
    impact_document(certeval, BEFORE)
    rule = "epreuve: {au_moins: 11}"
    done = certeval("impact", "avant.yaml", "notes.csv", "--validation", rule)
    rows = """\
C002       certification     validated   not validated   1
C002       bloc BC1          validated   not validated   1
C002       épreuve E1        validated   not validated   1
"""
    assert done.out == (
        """\
essai 1.0.0, with other rules
1 candidate of 4 changes

what is decided   before      after           candidates   never scored
───────────────────────────────────────────────────────────────────────
certification     validated   not validated   1
bloc BC1          validated   not validated   1
épreuve E1        validated   not validated   1

candidat   what is decided   before      after           because of
───────────────────────────────────────────────────────────────────
"""
        + "".join(rows.splitlines(keepends=True)[:most])
        + left_out
        + "\n1  validation.epreuve: {au_moins: [-10-]{+11+}}\n\n"
    )


@pytest.mark.parametrize(("work", "searched"), [(0, False), (10_000_000, True)])
def test_a_search_that_is_given_up_says_so(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, work: int, searched: bool
) -> None:
    monkeypatch.setattr("certeval.versions.attribution.MOST_WORK", work)
    after = BEFORE.replace("au_moins: 10", "au_moins: 11").replace("50 %", "75 %")
    found = impact_document(certeval, after)
    assert found["synthese"]["causes_cherchees"] is searched
    assert all(bool(causes) is searched for *_, causes in changes(found)["C002"])
    done = certeval("impact", "avant.yaml", "apres.yaml", "notes.csv")
    assert ("The search for causes was given up" in done.out) is not searched


MANY = "candidat;CR1;CR2;CR3;CR4;E1\n" + "".join(
    f"C{i:03d};{i % 2};{'NE' if i % 7 else ''};{int(i % 3 == 0)};{int(i % 5 == 0)};{i % 21}\n"
    for i in range(120)
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("50 %", "40 %"),
        ("version: 1.0.0", "version: 1.1.0"),
        ("code: CR1,", "code: CR9, remplace: CR1,"),
        ("code: CR1,", "code: CR9,"),
        ("sur: 20", "sur: 12"),
        ("  epreuves:\n", CRITERE + "  epreuves:\n"),
    ],
    ids=["rules", "version", "renamed", "gone", "scale", "added"],
)
def test_the_impact_on_a_large_sheet_is_seen_as_it_is_read(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    after = BEFORE.replace("au_moins: 10", "au_moins: 11").replace(old, new)
    read_first = impact_document(certeval, after, notes=MANY)
    assert len(read_first["candidats"]) > 5
    assert read_first["synthese"]["causes_cherchees"]
    as_read(monkeypatch)
    assert impact_document(certeval, after, notes=MANY) == read_first


NOTHING_ENTERED = """\
format: 1
certification: {code: essai, version: 1.0.0}
mesures: {M: 2}
validation: {competence: {mesure: M, au_moins: 2}, bloc: {tous: competences}, certification: {tous: blocs}}
blocs: [{code: B1, intitule: Vendre, competences: [{code: C1, libelle: Accueillir}]}]
"""


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("tous: blocs", "aucun: blocs", "non_valide"),
        (
            "libelle: Accueillir",
            "libelle: Accueillir, echelle: acquis, validation: {au_moins: oui}",
            "en_attente",
        ),
    ],
    ids=["rule", "element"],
)
def test_candidates_of_whom_nothing_was_entered_are_decided_again_too(
    certeval: Certeval, old: str, new: str, verdict: str
) -> None:
    """Neither has cells that tell candidates apart, or the old version has none."""
    found = impact_document(
        certeval,
        NOTHING_ENTERED.replace(old, new).replace("1.0.0", "2.0.0"),
        before=NOTHING_ENTERED,
        notes="candidat;nom\nA;Un\nB;Deux\n",
    )
    assert {who: each[0][2] for who, each in changes(found).items()} == {"A": verdict, "B": verdict}


def as_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a small sheet decided as a large one is, by two processes."""
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    monkeypatch.setattr(ranges, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(ranges, "cores", lambda: 2)


CELL_BY_CELL = ("--encoding", "utf-8")


def test_what_is_asked_and_what_is_wrong_is_the_same_however_a_sheet_is_read(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_read(monkeypatch)
    impact_document(certeval, BEFORE.replace("au_moins: 10", "au_moins: 11"), notes=MANY)
    asked = ("impact", "avant.yaml", "apres.yaml", "notes.csv", "--bloc", "1")
    assert certeval(*asked, "--format", "csv").out == certeval(*asked, "--format", "csv", *CELL_BY_CELL).out
    Path("notes.csv").write_text(MANY.replace("NE", "peut-être"), encoding="utf-8")
    wrong = certeval(*asked)
    assert (wrong.status, wrong.out) == (1, "")
    assert wrong == certeval(*asked, *CELL_BY_CELL)


def test_the_one_difference_that_decides_is_the_cause_whatever_it_costs_to_try(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version number decides nothing: with it, a bound alone makes every change."""
    monkeypatch.setattr("certeval.versions.attribution.MOST_WORK", 200)
    found = impact_document(
        certeval, BEFORE.replace("au_moins: 10", "au_moins: 11").replace("1.0.0", "1.1.0"), notes=MANY
    )
    assert found["synthese"]["causes_cherchees"]
    assert {str(causes) for each in changes(found).values() for *_, causes in each} == {"[[1]]"}
