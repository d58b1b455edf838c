"""`certeval stats`: every number against one worked out by hand, or published, or computed in another way.

Whole tables are compared with tests/stats/<name>.txt. CERTEVAL_REWRITE=1 rewrites those files.
"""

import json
import statistics as stdlib
from collections import Counter
from fractions import Fraction
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certeval.engine import cases
from certeval.engine.results import Results
from certeval.engine.statistics import facts as taken
from certeval.engine.statistics.document_facts import read_document
from certeval.engine.statistics.facts import Facts, StatisticsElement, StatisticsOutline
from certeval.engine.statistics.items import Correlation, ItemSums
from certeval.engine.statistics.numbers import classes, ranked_levels, root, summary
from certeval.engine.statistics.tallies import Statistics, Tallies, success
from certeval.referentiel.load import Referentiel, load
from certeval.render.stats.plain import plain_tallies
from certeval.render.stats.spread import bar, percent
from certeval.rules import rounding
from certeval.rules.rounding import decimal_text, round_to
from conftest import Certeval, Done
from whole_outputs import compare

HERE = Path(__file__).parent
ROOT = HERE.parent
RECETTES = sorted((HERE / "recettes").glob("*.yaml"))
EXEMPLES = sorted((ROOT.parent / "shared" / "exemples").glob("*.yaml"))
SHIPPED = load(ROOT / "referentiels" / "developpement-commercial" / "1.0.0.yaml").referentiel

REFERENTIEL = """\
format: 1
certification: {code: essai, version: 1.0.0}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competences}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Un bloc
  competences:
  - code: C1
    libelle: Une
    criteres: [{code: K1, libelle: a}, {code: K2, libelle: b}, {code: K3, libelle: c}]
- code: BC2
  intitule: Un autre
  competences:
  - {code: C2, libelle: Deux, criteres: [{code: K4, libelle: d}]}
epreuves:
- {code: E1, intitule: Oral, echelle: {note: {sur: 20, pas: 0.5}}}
- {code: E2, intitule: Tenue, echelle: {niveaux: [bas, moyen, haut]}}
"""
SHEET = """\
candidat;nom;groupe;K1;K2;K3;K4;E1;E2
C001;Dupond;G1;1;1;1;1;10;haut
C002;Durand;G1;1;1;0;0;12,5;moyen
C003;Martin;g 1;1;0;0;1;8;bas
C004;Petit;g2;1;0;0;0;15,5;moyen
C005;Moreau;G2;1;;1;1;NE;
C006;Leroy;;1;DISP;NEUT;;20;haut
"""
NAMES = ("Dupond", "Durand", "Martin", "Petit", "Moreau", "Leroy", "C001", "C006")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "r.yaml").write_text(REFERENTIEL, encoding="utf-8")
    (tmp_path / "notes.csv").write_text(SHEET, encoding="utf-8")
    return tmp_path


def stats(certeval: Certeval, folder: Path, *more: object, sheet: str = "notes.csv") -> Done:
    return certeval("stats", folder / sheet, "--referentiel", folder / "r.yaml", *more)


def document(certeval: Certeval, folder: Path, *more: object, sheet: str = "notes.csv") -> Any:
    done = stats(certeval, folder, "--json", *more, sheet=sheet)
    assert done.status == 0, done.err
    return json.loads(done.out)


def element(tallied: Any, code: str) -> Any:
    return next(each for each in tallied["elements"] if each["code"] == code)


@pytest.mark.parametrize(
    ("code", "counts", "rate", "shown"),
    [
        ("certification", (2, 3, 1, 0), "2/5", "40.0"),
        ("BC1", (4, 2, 0, 0), "2/3", "66.7"),
        ("BC2", (3, 2, 1, 0), "3/5", "60.0"),
        ("C1", (4, 2, 0, 0), "2/3", "66.7"),
        ("K1", (6, 0, 0, 0), "1", "100.0"),
        ("K2", (3, 2, 1, 0), "3/5", "60.0"),
        ("K3", (2, 3, 0, 1), "2/5", "40.0"),
        ("K4", (3, 2, 1, 0), "3/5", "60.0"),
    ],
)
def test_each_element_has_its_four_counts_and_a_rate_of_the_decided(
    certeval: Certeval, folder: Path, code: str, counts: tuple[int, ...], *, rate: str, shown: str
) -> None:
    found = element(document(certeval, folder)["ensemble"], code)

    assert tuple(found[key] for key in ("valides", "non_valides", "en_attente", "exclus")) == counts
    assert (found["decides"], found["taux"], found["pour_cent"]) == (counts[0] + counts[1], rate, shown)


@pytest.mark.parametrize(
    ("code", "share", "square", "index"),
    [
        ("K2", (4, 2, "1/2"), "1/11", "0.30"),
        ("K3", (5, 2, "2/5"), "16/21", "0.87"),
        ("K4", (5, 3, "3/5"), "5/24", "0.46"),
    ],
)
def test_difficulty_leaves_exemptions_out_and_discrimination_leaves_the_element_out(
    certeval: Certeval, folder: Path, code: str, share: tuple[int, int, str], *, square: str, index: str
) -> None:
    found = element(document(certeval, folder)["ensemble"], code)

    assert tuple(found["difficulte"][key] for key in ("evalues", "acquis", "taux")) == share
    expected = {"indice": index, "carre": square, "signe": 1, "candidats": share[0]}
    assert found["discrimination"] == expected


def test_what_nobody_fails_cannot_tell_candidates_apart(certeval: Certeval, folder: Path) -> None:
    found = document(certeval, folder)["ensemble"]

    assert element(found, "K1")["discrimination"] == {"indice": None, "motif": "toujours_acquis"}
    assert (found["toujours_valides"], found["jamais_valides"], found["jamais_decides"]) == (["K1"], [], [])


def test_distributions_keep_those_still_pending_apart(certeval: Certeval, folder: Path) -> None:
    found = document(certeval, folder)["ensemble"]

    assert (found["candidats"], found["validation_partielle"]) == (6, 3)
    assert found["blocs_valides"] == {"effectifs": {"0": 1, "1": 2, "2": 2}, "en_attente": 1}
    assert element(found, "C1")["criteres_acquis"] == {"effectifs": {"1": 2, "2": 2, "3": 1}, "en_attente": 1}


def test_marks_and_levels_are_summed_up_exactly(certeval: Certeval, folder: Path) -> None:
    found = document(certeval, folder)["ensemble"]
    marks = element(found, "E1")["notes"]
    counted = [each["effectif"] for each in marks.pop("histogramme")]

    assert marks == {
        "effectif": 5,
        "sans_valeur": 1,
        "minimum": "8",
        "premier_quartile": "10",
        "mediane": "12.5",
        "troisieme_quartile": "15.5",
        "maximum": "20",
        "moyenne": "13.2",
    }
    assert counted == [1, 1, 1, 1, 0, 0, 1]
    assert element(found, "E2")["niveaux"] == {
        "effectif": 5,
        "sans_valeur": 1,
        "effectifs": {"bas": 1, "moyen": 2, "haut": 2},
        "minimum": "bas",
        "premier_quartile": "moyen",
        "mediane": "moyen",
        "troisieme_quartile": "haut",
        "maximum": "haut",
    }


def test_groups_are_spelled_as_first_met_and_those_without_one_come_last(
    certeval: Certeval, folder: Path
) -> None:
    by = document(certeval, folder, "--par", "groupe")["par"][0]

    assert (by["dimension"], by["dans_plusieurs"]) == ("groupe", 0)
    assert [(each["groupe"], each["candidats"]) for each in by["groupes"]] == [
        ("G1", 3),
        ("g2", 2),
        (None, 1),
    ]
    assert [element(each, "BC2")["taux"] for each in by["groupes"]] == ["2/3", "1/2", None]


def test_the_tables_of_all_and_of_each_group_in_detail(certeval: Certeval, folder: Path) -> None:
    done = stats(certeval, folder, "--par", "groupe", "--detail")

    assert (done.status, done.err) == (0, "")
    compare("stats/groups_in_detail.txt", done.out)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_same_for_programs_and_for_spreadsheets(certeval: Certeval, folder: Path, form: str) -> None:
    done = stats(certeval, folder, "--par", "groupe", "--format", form)
    compare(f"stats/groups.{form}.txt", done.out.replace(f"{folder}/", ""))


def test_nobody_is_named_in_any_form(certeval: Certeval, folder: Path) -> None:
    for form in ("table", "json", "csv"):
        done = stats(certeval, folder, "--par", "groupe,session,jury,jure", "--format", form, "--detail")
        assert done.status == 0
        assert not [name for name in NAMES if name in done.out + done.err]


@pytest.mark.parametrize("personal", ["nom", "prenom", "candidat", "commentaire"])
def test_no_group_can_be_made_of_names(certeval: Certeval, folder: Path, personal: str) -> None:
    done = stats(certeval, folder, "--par", personal)

    assert (done.status, done.out) == (2, "")
    assert "statistics name nobody" in done.err


def test_a_detail_that_is_not_there_is_refused_with_the_nearest(certeval: Certeval, folder: Path) -> None:
    done = stats(certeval, folder, "--par", "groupes")

    assert done.status == 2
    assert done.err == ("certeval: --par groupes: choose groupe, session, jury, jure; did you mean groupe?\n")


def test_a_sheet_with_errors_says_nothing_of_the_session(certeval: Certeval, folder: Path) -> None:
    (folder / "bad.csv").write_text(SHEET.replace("15,5", "25"), encoding="utf-8")

    done = stats(certeval, folder, "--json", sheet="bad.csv")

    assert (done.status, done.out) == (1, "")
    assert "bad.csv:5:" in done.err


def test_jurors_and_juries_group_candidates_who_may_be_in_several(certeval: Certeval, folder: Path) -> None:
    (folder / "s.yaml").write_text(
        "format: 1\nsession: {code: S1, jury: Jury A}\ncandidats:\n"
        "- {candidat: C1, notes: {K1: {jures: {J1: oui, J2: oui}}, K4: {jures: {J1: non}}}}\n"
        "- {candidat: C2, notes: {K1: {jures: {J2: non}}}}\n"
        "- {candidat: C3, notes: {K1: oui}}\n",
        encoding="utf-8",
    )

    found = document(certeval, folder, "--par", "jure", "--par", "jury,session", sheet="s.yaml")

    jure, jury, session = found["par"]
    assert [(each["groupe"], each["candidats"]) for each in jure["groupes"]] == [
        ("J1", 1),
        ("J2", 2),
        (None, 1),
    ]
    assert jure["dans_plusieurs"] == 1
    assert [(each["groupe"], each["candidats"]) for each in jury["groupes"]] == [("Jury A", 3)]
    assert [(each["groupe"], each["candidats"]) for each in session["groupes"]] == [("S1", 3)]
    assert element(jure["groupes"][1], "K1")["taux"] == "1/2"
    compare("stats/jurors.txt", stats(certeval, folder, "--par", "jure", sheet="s.yaml").out)


@pytest.mark.parametrize("order", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_candidates_of_several_groups_count_in_each_in_whatever_order(
    certeval: Certeval, folder: Path, order: tuple[str, str]
) -> None:
    (folder / "a.csv").write_text(
        "candidat;groupe;session;K1\nC1;G1;S1;oui\nC2;G1;S1;oui\n", encoding="utf-8"
    )
    (folder / "b.csv").write_text(
        "candidat;groupe;session;K4\nC1;G2;S2;oui\nC2;g1;s1;oui\n", encoding="utf-8"
    )
    first, second = order
    found = document(certeval, folder, second, "--par", "groupe,session", sheet=first)
    for name, dimension in zip("GS", found["par"], strict=True):
        groups = {each["groupe"].upper(): each["candidats"] for each in dimension["groupes"]}
        assert (groups, dimension["dans_plusieurs"]) == ({f"{name}1": 2, f"{name}2": 1}, 1)


def test_the_csv_has_a_row_an_element_and_group_that_spreadsheets_read(
    certeval: Certeval, folder: Path
) -> None:
    (folder / "notes.csv").write_text(SHEET.replace("G1", "=1+1"), encoding="utf-8")

    done = stats(certeval, folder, "--par", "groupe", "--format", "csv")

    lines = done.out.splitlines()
    assert lines[0].startswith("par;groupe;element;genre;candidats;valides;")
    assert ";;BC1;bloc;6;4;2;0;0;6;66.7;;;;;;;;;;;" in lines
    assert ";;K3;critere;6;2;3;0;1;5;40;5;2;40;0.87;;;;;;;" in lines
    assert ";;E1;epreuve;6;;;;;;;;;;;5;8;10;12.5;15.5;20;13.2" in lines
    assert ";;E2;epreuve;6;;;;;;;;;;;5;bas;moyen;moyen;haut;haut;" in lines
    assert "groupe;'=1+1;BC1;bloc;2;2;0;0;0;2;100;;;;;;;;;;;" in lines
    assert "groupe;(vide);BC2;bloc;1;0;0;1;0;0;;;;;;;;;;;;" in lines
    assert {line.count(";") for line in lines} == {21}


def test_the_csv_is_not_taken_for_a_sheet_where_it_stands_beside_them(
    certeval: Certeval, folder: Path
) -> None:
    sheets = folder / "feuilles"
    sheets.mkdir()
    (sheets / "notes.csv").write_text(SHEET, encoding="utf-8")
    stats(certeval, folder, "--format", "csv", "--output", sheets / "stats.csv")

    done = stats(certeval, folder, "--json", sheet="feuilles")

    assert json.loads(done.out)["ensemble"]["candidats"] == 6
    assert "stats.csv (results of certeval)" in done.err


def test_a_file_is_not_replaced_unless_asked(certeval: Certeval, folder: Path) -> None:
    out = folder / "s.json"
    assert stats(certeval, folder, "--json", "--output", out).status == 0
    assert stats(certeval, folder, "--json", "--output", out).status == 2
    assert stats(certeval, folder, "--json", "--output", out, "--force").status == 0


def results(certeval: Certeval, folder: Path, *more: object) -> Path:
    file = folder / "resultats.json"
    notes, referentiel = folder / "notes.csv", folder / "r.yaml"
    done = certeval("validate", notes, "--referentiel", referentiel, "--json", "--output", file, *more)
    assert done.status in {0, 1}
    return file


@pytest.mark.parametrize("command", ["stats", "report"])
def test_what_reads_sheets_is_refused_beside_a_results_file(
    certeval: Certeval, folder: Path, command: str
) -> None:
    """All of these were passed over; `--report` wrote nothing."""
    file = results(certeval, folder)
    asked = {
        "--registre": "r.db",
        "--referentiel": "r.yaml",
        "--date": "2026-01-01",
        "--encoding": "cp1252",
        "--correspondance": "moodle",
        "--report": "constats.json",
    }
    for option, text in asked.items():
        done = certeval(command, file, option, text)
        words = f"{option}: give the sheets rather than a results file, which is read as it stands"
        assert (done.status, done.out, done.err) == (2, "", f"certeval: {words}\n")


def test_results_give_the_same_numbers_down_to_the_competences(certeval: Certeval, folder: Path) -> None:
    from_sheet = document(certeval, folder)
    file = results(certeval, folder)

    from_results = json.loads(certeval("stats", file, "--json").out)

    assert from_results["referentiel"] == from_sheet["referentiel"]
    assert from_results["inconnu"] == ["criteres", "groupes", "exclus", "ordre_des_niveaux"]
    whole = from_results["ensemble"]
    assert [each["code"] for each in whole["elements"]] == [
        "certification",
        "BC1",
        "C1",
        "BC2",
        "C2",
        "E1",
        "E2",
    ]
    for each in whole["elements"]:
        if each["code"] != "E2":
            assert each == element(from_sheet["ensemble"], each["code"])
    assert element(whole, "E2")["niveaux"] == {
        "effectif": 5,
        "sans_valeur": 1,
        "effectifs": {"bas": 1, "haut": 2, "moyen": 2},
    }
    assert whole["blocs_valides"] == from_sheet["ensemble"]["blocs_valides"]


def test_filtered_results_give_what_is_there_and_say_so(certeval: Certeval, folder: Path) -> None:
    file = results(certeval, folder, "--bloc", "BC2", "--candidat", "C001", "--candidat", "C004")

    done = certeval("stats", file)

    assert "essai 1.0.0 (2 of the 6 candidates decided are listed there)" in done.out
    assert "BC2" in done.out
    assert "BC1" not in done.out
    assert "A results file does not hold: critères, groups, what was excluded" in done.out

    done = certeval("report", file, "--output", "page.html")

    told = f"certeval: {file}: 2 of the 6 candidates decided are listed there\n"
    assert (done.status, done.err) == (0, f"{told}certeval: written to page.html\n")
    assert certeval("report", file, file, "--output", "deux.html").status == 0
    pages = [(folder / each).read_text(encoding="utf-8") for each in ("page.html", "deux.html")]
    shown = "2 candidates · 2 of the 6 candidates decided are listed there"
    assert [each.count(shown) for each in pages] == [1, 2]


def test_results_of_sheets_with_errors_are_findings(certeval: Certeval, folder: Path) -> None:
    (folder / "notes.csv").write_text(SHEET.replace("15,5", "25"), encoding="utf-8")

    done = certeval("stats", results(certeval, folder))

    assert (done.status, done.out) == (1, "")
    assert "the sheets had errors, nothing was decided" in done.err


@pytest.mark.parametrize("command", [["stats"], ["report", "--output", "page.html"]])
def test_results_that_leave_candidates_out_are_counted_without_them(
    certeval: Certeval, folder: Path, command: list[str]
) -> None:
    (folder / "notes.csv").write_text(SHEET.replace("15,5", "25"), encoding="utf-8")
    file = results(certeval, folder, "--keep-going")

    done = certeval(*command, file)

    assert done.status == 0
    left_out = "1 candidate left out, of whom something is wrong, is counted nowhere"
    assert done.err.splitlines()[0] == f"certeval: {file}: {left_out}"
    if command == ["stats"]:
        assert done.out.splitlines()[:2] == [
            "essai 1.0.0",
            "5 candidates, of whom 3 with a partial validation",
        ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d | {"schema": "certeval/resultats/2"}, "no results document"),
        (lambda d: d | {"candidats": 3}, "no results document"),
        (lambda d: d | {"synthese": {"candidats": -1}}, "synthese.candidats is not as"),
        (lambda d: d["candidats"][0].update(blocs=None) or d, "candidats[0].blocs is not as"),
        (
            lambda d: d["candidats"][1]["certification"].update(verdict="oui") or d,
            "[1].certification.verdict",
        ),
        (lambda d: d["candidats"][0]["blocs"][1]["competences"][0].update(non_evalue="0") or d, "non_evalue"),
        (lambda d: d["candidats"][0]["epreuves"][0].update(valeur={}) or d, "epreuves[0].valeur is not as"),
    ],
)
def test_results_of_another_form_are_refused_with_the_place(
    certeval: Certeval, folder: Path, change: Any, said: str
) -> None:
    file = results(certeval, folder)
    file.write_text(json.dumps(change(json.loads(file.read_text(encoding="utf-8")))), encoding="utf-8")

    done = certeval("stats", file)

    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_sheets_in_json_are_sheets(certeval: Certeval, folder: Path) -> None:
    codes, *rows = [line.split(";") for line in SHEET.replace(",", ".").splitlines()]
    people = [
        {"candidat": who, "nom": name, "groupe": group, "notes": dict(zip(codes[3:], cells, strict=True))}
        for who, name, group, *cells in rows
    ]
    for file, listed in (("a.json", people[:4]), ("b.json", people[4:])):
        (folder / file).write_text(json.dumps({"candidats": listed, "format": 1}), encoding="utf-8")
    braces = "{format: 1, candidats: [" + ", ".join(map(json.dumps, people)) + "]}"
    (folder / "braces.yaml").write_text(braces, encoding="utf-8")
    expected = document(certeval, folder, "--par", "groupe")["ensemble"]

    for sheets in (["a.json", "b.json"], ["braces.yaml"]):
        paths = [folder / each for each in sheets]
        done = certeval("stats", *paths, "--referentiel", folder / "r.yaml", "--json", "--par", "groupe")
        assert (done.status, json.loads(done.out)["ensemble"]) == (0, expected), done.err
        page = certeval("report", *paths, "--referentiel", folder / "r.yaml", "--output", f"{sheets[0]}.html")
        assert page.status == 0, page.err


def test_results_whose_keys_another_tool_has_sorted_are_results(certeval: Certeval, folder: Path) -> None:
    file = results(certeval, folder)
    expected = json.loads(certeval("stats", file, "--json").out)["ensemble"]
    written = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(written, sort_keys=True), encoding="utf-8")

    done = certeval("stats", file, "--json")

    assert (done.status, json.loads(done.out)["ensemble"]) == (0, expected), done.err


def test_results_stand_alone_and_know_no_group(certeval: Certeval, folder: Path) -> None:
    file = results(certeval, folder)

    assert certeval("stats", file, folder / "notes.csv").status == 2
    assert certeval("stats", file, "--par", "groupe").status == 2
    (folder / "nest.json").write_text("{" + '"a":[' * 100_000, encoding="utf-8")
    assert certeval("stats", folder / "nest.json").status == 2


LSAT6 = {
    "00000": 3, "00001": 6, "00010": 2, "00011": 11, "00100": 1, "00101": 1, "00110": 3, "00111": 4,
    "01000": 1, "01001": 8, "01011": 16, "01101": 3, "01110": 2, "01111": 15,
    "10000": 10, "10001": 29, "10010": 14, "10011": 81, "10100": 3, "10101": 28, "10110": 15, "10111": 80,
    "11000": 16, "11001": 56, "11010": 21, "11011": 173, "11100": 11, "11101": 61, "11110": 28, "11111": 298,
}  # fmt: skip
"""How many of 1 000 candidates answered each way: Bock and Lieberman, « Fitting a response model for n dichotomously
scored items », Psychometrika 35, 1970 (LSAT, section 6)."""
PUBLISHED = {"1": ("0.924", "0.1128"), "2": ("0.709", "0.1532"), "3": ("0.553", "0.1728"),
             "4": ("0.763", "0.1444"), "5": ("0.870", "0.1216")}  # fmt: skip
"""Share and point-biserial correlation with the total, the item excluded, as `descript` of the R package ltm prints
them for these data (Rizopoulos, Journal of Statistical Software 17(5), 2006)."""


def test_a_published_item_analysis_comes_out_to_its_last_decimal() -> None:
    outline = StatisticsOutline((), items=dict.fromkeys("12345", "critere"))
    tallies = Tallies(outline)
    for pattern, count in LSAT6.items():
        answers = {code: answer == "1" for code, answer in zip("12345", pattern, strict=True)}
        tallies.add(Facts({}, {}, {}, answers, {}), count)

    assert tallies.candidates == 1000
    for code, (share, index) in PUBLISHED.items():
        item = tallies.items[code]
        found = item.discrimination()
        assert isinstance(found, Correlation)
        assert (decimal_text(Fraction(item.acquis, item.assessments), 3), decimal_text(found.to(4), 4)) == (
            share,
            index,
        )


def item_of(rows: list[tuple[int, int, bool]]) -> ItemSums:
    item = ItemSums()
    for others, of_them, acquired in rows:
        item.add(others, of_them, is_acquis=acquired, count=1)
    return item


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "aucun_evalue"),
        ([(0, 0, True), (0, 0, False)], "seul_element"),
        ([(2, 1, True)], "toujours_acquis"),
        ([(2, 1, False), (2, 2, False)], "jamais_acquis"),
        ([(2, 1, True), (0, 0, True)], "toujours_acquis"),
        ([(2, 1, True), (0, 0, False)], "aucun_ecart"),
        ([(2, 1, False), (2, 0, False), (0, 0, True)], "aucun_ecart"),
        ([(2, 1, False), (4, 2, True)], "autres_egaux"),
    ],
)
def test_where_there_is_no_correlation_the_reason_is_said(
    rows: list[tuple[int, int, bool]], reason: str
) -> None:
    assert item_of(rows).discrimination() == reason


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        ([(1, 1, True), (1, 0, False)], "1.00"),
        ([(1, 1, True), (1, 0, False), (1, 1, False), (1, 0, True)], "0.00"),
        ([(1, 0, True), (1, 1, False)], "-1.00"),
    ],
)
def test_the_index_is_one_with_the_rest_zero_beside_it_and_minus_one_against(
    rows: list[tuple[int, int, bool]], index: str
) -> None:
    found = item_of(rows).discrimination()
    assert isinstance(found, Correlation)
    assert decimal_text(found.to(2), 2) == index


COUNTED = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 6), st.booleans()), min_size=2, max_size=30)


def vary(rows: list[tuple[int, int, bool]]) -> bool:
    """Whether some have the item and some not, and the rest is not the same for all."""
    shares = {Fraction(min(others, of_them), others) for others, of_them, _ in rows}
    return len({yes for *_, yes in rows}) > 1 and len(shares) > 1


@given(COUNTED.filter(vary))
@settings(max_examples=100)
def test_the_index_is_the_correlation_computed_in_the_plain_way(rows: list[tuple[int, int, bool]]) -> None:
    rows = [(others, min(others, of_them), yes) for others, of_them, yes in rows]
    shares = [of_them / others for others, of_them, _ in rows]
    yeses = [float(yes) for *_, yes in rows]

    found = item_of(rows).discrimination()

    assert isinstance(found, Correlation)
    expected = stdlib.correlation(shares, yeses)
    assert found.sign * sqrt(found.square) == pytest.approx(expected, abs=1e-9)
    assert 0 <= found.square <= 1


@given(COUNTED.filter(lambda rows: not vary(rows)))
@settings(max_examples=25)
def test_there_is_no_index_where_either_is_the_same_for_all(rows: list[tuple[int, int, bool]]) -> None:
    rows = [(others, min(others, of_them), yes) for others, of_them, yes in rows]

    assert isinstance(item_of(rows).discrimination(), str)


@given(st.lists(st.fractions(0, 20, max_denominator=8), min_size=2, max_size=40))
@settings(max_examples=100)
def test_quartiles_and_means_are_those_of_the_marks_in_order(marks: list[Fraction]) -> None:
    found = summary(Counter(marks))

    assert found is not None
    assert list(found.quartiles) == stdlib.quantiles(marks, n=4, method="inclusive")
    assert (found.least, found.greatest, found.mean) == (min(marks), max(marks), sum(marks) / len(marks))
    held = classes(Counter(marks))
    assert sum(each.size for each in held) == len(marks)
    assert len(held) <= 12
    for low, high, size in held:
        assert size == sum(low <= mark < high for mark in marks)


def test_one_mark_is_its_own_quartiles_and_class() -> None:
    mark = Fraction(25, 2)
    found = summary({mark: 3})

    assert found is not None
    assert {found.least, *found.quartiles, found.greatest, found.mean} == {mark}
    assert [tuple(each) for each in classes({mark: 3})] == [(12, 13, 3)]
    assert summary({}) is None
    assert classes({}) == []


@pytest.mark.parametrize(
    ("counts", "first", "median"),
    [((1, 4), "haut", "haut"), ((1, 3), "bas", "haut"), ((3, 4), "bas", "haut"), ((2, 2), "bas", "bas")],
)
def test_a_quartile_of_levels_is_the_first_level_that_reaches_the_share(
    counts: tuple[int, int], first: str, median: str
) -> None:
    ranked = ranked_levels(dict(zip(("bas", "haut"), counts, strict=True)), ("bas", "haut"))

    assert ranked == ("bas", first, median, "haut", "haut")


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (None, "–"),
        (Fraction(0), "0.0 %"),
        (Fraction(1, 3), "33.3 %"),
        (Fraction(2, 3), "66.7 %"),
        (Fraction(1249, 20000), "6.2 %"),
        (Fraction(1, 16), "6.3 %"),
        (Fraction(9994, 10000), "99.9 %"),
        (Fraction(1), "100.0 %"),
    ],
)
def test_rates_have_one_decimal_a_half_upwards(share: Fraction | None, shown: str) -> None:
    assert percent(share) == shown


@pytest.mark.parametrize(
    ("share", "filled"),
    [(Fraction(0), 0), (Fraction(1, 1000), 1), (Fraction(149, 1000), 1), (Fraction(3, 20), 2),
     (Fraction(999, 1000), 9), (Fraction(1), 10)],
)  # fmt: skip
def test_a_bar_is_full_for_all_alone_and_empty_for_none_alone(share: Fraction, filled: int) -> None:
    assert bar(share) == "█" * filled + "·" * (10 - filled)
    assert bar(None) == ""


def test_halves_are_rounded_away_from_zero_and_roots_exactly() -> None:
    assert (round_to(Fraction(5, 1000), 2), round_to(Fraction(-5, 1000), 2)) == (
        Fraction(1, 100),
        Fraction(-1, 100),
    )
    assert decimal_text(Fraction(-31, 100), 2) == "-0.31"
    below, at, above = (
        Fraction(each, 10**8) for each in (455 * 455 * 100 - 1, 455 * 455 * 100, 456 * 456 * 100)
    )
    assert [decimal_text(root(each, 2), 2) for each in (below, at, above)] == ["0.45", "0.46", "0.46"]


def states_of(referentiel: Referentiel) -> list[Any]:
    return [each.state for each in cases.run(referentiel) if each.state is not None]


@pytest.mark.parametrize("file", [*RECETTES, *EXEMPLES], ids=lambda file: file.stem)
def test_counts_add_up_under_every_recipe_whichever_source_they_come_from(file: Path) -> None:
    referentiel = load(file).referentiel
    assert referentiel is not None
    outline = taken.outline(referentiel)
    statistics, made = Statistics(outline, ["groupe"]), Results(referentiel)
    listed = []
    for i, state in enumerate(states_of(referentiel)):
        statistics.add(taken.facts(state, outline), {"groupe": [f"G{i % 3}"] if i % 3 else []})
        listed.append(made.candidate(f"C{i}", state))

    whole = statistics.whole
    adds_up(whole)
    groups = statistics.groups("groupe")
    for code, _ in outline.elements:
        parts = [tallies.verdicts.get(code, Counter()) for _, tallies in groups]
        assert sum(parts, Counter()) == whole.verdicts.get(code, Counter())
    assert sum(tallies.candidates for _, tallies in groups) == whole.candidates

    root_of: Any = json.loads(
        json.dumps({"synthese": {"candidats": len(listed)}, "diagnostics": [], "candidats": listed})
    )
    held = read_document(root_of)
    again = Tallies(held.outline)
    for known in held.facts:
        again.add(known)
    for code, genre in held.outline.elements:
        if code in again.verdicts:
            one, other = success(again.verdicts[code]), success(whole.verdicts[code])
            assert (one.valid, one.invalid) == (other.valid, other.invalid)
            assert one.pending + one.exclus == other.pending + other.exclus
        if genre in {"epreuve", "competence", "bloc", "mesure"}:
            assert again.marks.get(code, Counter()) == whole.marks.get(code, Counter())
        if genre in {"epreuve", "palier"}:
            assert again.levels.get(code, Counter()) == whole.levels.get(code, Counter())


def adds_up(tallies: Tallies) -> None:
    """What must hold of any counters."""
    for counted in (*tallies.verdicts.values(), tallies.blocs, *tallies.acquis.values()):
        assert sum(counted.values()) in {tallies.candidates, 0}
    for code, item in tallies.items.items():
        found = success(tallies.verdicts[code])
        assert item.assessments <= found.decisions
        assert item.acquis <= found.valid
        assert item.assessments - item.acquis <= found.invalid
    always, never, undecided = (
        plain_tallies(tallies)[key] for key in ("toujours_valides", "jamais_valides", "jamais_decides")
    )
    assert isinstance(always, list)
    assert isinstance(never, list)
    assert isinstance(undecided, list)
    assert not set(always) & set(never)
    assert all(not success(tallies.verdicts[code]).decisions for code in undecided)


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(["1", "0", "", "NEUT", "DISP", "NE"]), min_size=46, max_size=46),
                  st.sampled_from(["A", "B", "a", ""])),
        min_size=1,
        max_size=6,
    )
)  # fmt: skip
@settings(max_examples=25)
def test_groups_part_the_whole_on_any_cells(rows: list[tuple[list[str], str]]) -> None:
    assert SHIPPED is not None
    outline, made = taken.outline(SHIPPED), Results(SHIPPED)
    statistics = Statistics(outline, ["groupe"])
    for cells, group in rows:
        read = {
            code: SHIPPED.entries[code].read(text).value
            for code, text in zip(SHIPPED.entries, cells, strict=True)
        }
        known = {code: value for code, value in read.items() if value is not None}
        statistics.add(taken.facts(made.evaluate(known), outline), {"groupe": [group]})

    adds_up(statistics.whole)
    groups = [tallies for _, tallies in statistics.groups("groupe")]
    assert len(groups) <= 3
    for name in ("verdicts", "marks", "levels", "acquis"):
        for code, counted in getattr(statistics.whole, name).items():
            assert sum((getattr(each, name).get(code, Counter()) for each in groups), Counter()) == +counted
    assert sum((each.blocs for each in groups), Counter()) == statistics.whole.blocs
    for code, item in statistics.whole.items.items():
        assert item.assessments == sum(each.items[code].assessments for each in groups if code in each.items)


def test_many_alike_count_as_many() -> None:
    outline = StatisticsOutline(
        (StatisticsElement("BC1", "bloc"), StatisticsElement("K1", "critere")), items={"K1": "critere"}
    )
    known = Facts(
        {"BC1": "valide", "K1": "valide"}, {"E": Fraction(10)}, {"N": "bas"}, {"K1": True}, {"C": 1}
    )
    at_once, one_by_one = Tallies(outline), Tallies(outline)
    at_once.add(known, 3)
    for _ in range(3):
        one_by_one.add(known)

    assert plain_tallies(at_once) == plain_tallies(one_by_one)
    assert at_once.marks == one_by_one.marks


BAR = """\
format: 1
certification: {code: barre, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}, statuts: {ABS: {valeur: 0}}}}
mesures: {generale: {moyenne: epreuves}}
validation:
  epreuve: {au_moins: 10}
  certification: {mesure: generale, au_moins: 10}
epreuves:
- {code: E1, intitule: Une}
- {code: E2, intitule: Deux}
"""


def under_the_bar(certeval: Certeval, folder: Path, sheet: str, form: str) -> str:
    (folder / "r.yaml").write_text(BAR)
    (folder / "s.csv").write_text(sheet)
    done = certeval("stats", folder / "s.csv", "--referentiel", folder / "r.yaml", "--format", form)
    assert done.status == 0, done.err
    return done.out


def test_a_median_below_the_bar_is_not_shown_as_the_bar(certeval: Certeval, tmp_path: Path) -> None:
    sheet = "candidat;E1;E2\nA;9,9967;9,9967\nB;10,0033;10\nC;9,9967;10\n"

    lines = under_the_bar(certeval, tmp_path, sheet, "table").splitlines()
    marks = {
        line.split()[0]: line.split()[1:] for line in lines[lines.index("Marks and measures") + 3 :] if line
    }
    assert marks["E1"] == ["3", "0", "9.99", "9.99", "9.99", "10", "10.01", "9.99"]
    rows = [line.split(";") for line in under_the_bar(certeval, tmp_path, sheet, "csv").splitlines()]
    by_code = {row[2]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert by_code["E1"]["mediane"] == "9.99"
    assert by_code["generale"]["minimum"] == "9.99"
    assert by_code["generale"]["mediane"] == "9.99"
    compare("stats/without_blocs.txt", under_the_bar(certeval, tmp_path, sheet, "table"))


@pytest.mark.parametrize(
    ("value", "at", "shown"),
    [
        ("9.9967", "10", "9.99"),
        ("9.9949", "10", "9.99"),
        ("9.995", "10", "9.99"),
        ("10", "10", "10.00"),
        ("10.0001", "10", "10.01"),
        ("10.005", "10", "10.01"),
        ("-0.001", "0", "-0.01"),
        ("9.9951", "9.9952", "9.99"),
        ("9.98", "10", "9.98"),
    ],
)
def test_a_number_is_shown_on_its_own_side_of_a_bar(value: str, at: str, shown: str) -> None:
    assert decimal_text(Fraction(value), 2, [Fraction(at)]) == shown


@given(
    st.fractions(-20, 20, max_denominator=5000),
    st.lists(st.fractions(-20, 20, max_denominator=200), max_size=3),
    st.integers(0, 4),
)
def test_no_number_is_ever_shown_across_what_it_is_compared_with(
    value: Fraction, limits: list[Fraction], places: int
) -> None:
    near = round_to(value, places, limits)

    assert [rounding.side(near, at) for at in limits] == [rounding.side(value, at) for at in limits]
    assert abs(near - value) < Fraction(1, 10**places)
    assert Fraction(decimal_text(value, places, limits)) == near or near == value


@pytest.mark.parametrize(
    ("count", "total", "whole", "tenth"),
    [
        (1, 8, "13", "12.5"),
        (3, 8, "38", "37.5"),
        (1, 16, "6", "6.3"),
        (0, 7, "0", "0.0"),
        (7, 7, "100", "100.0"),
        (1, 3000, "1", "0.1"),
        (2999, 3000, "99", "99.9"),
    ],
)
def test_a_share_is_rounded_half_up_and_says_none_and_all_of_none_and_all_alone(
    count: int, total: int, whole: str, tenth: str
) -> None:
    assert str(rounding.share(count, total)) == whole
    assert decimal_text(Fraction(100 * count, total), 1, rounding.ALL) == tenth


def test_an_absence_worth_zero_is_neither_assessed_nor_a_mark(certeval: Certeval, tmp_path: Path) -> None:
    sheet = "candidat;E1;E2\nA;12;10\nB;ABS;10\nC;8;10\n"

    told = json.loads(under_the_bar(certeval, tmp_path, sheet, "json"))
    of = {element["code"]: element for element in told["ensemble"]["elements"]}
    assert (of["E1"]["valides"], of["E1"]["non_valides"]) == (1, 2)
    assert (of["E1"]["difficulte"]["evalues"], of["E1"]["difficulte"]["acquis"]) == (2, 1)
    assert (of["E1"]["notes"]["effectif"], of["E1"]["notes"]["moyenne"]) == (2, "10")
    assert of["E1"]["notes"]["sans_valeur"] == 1
    assert of["generale"]["notes"]["minimum"] == "5"


UNSEEN = """\
format: 1
certification: {code: X, version: 1.0.0}
epreuves:
  - code: E1
    intitule: Oral
    echelle: {note: {sur: 20, pas: 0.5}}
    jures: {retenir: moyenne}
    validation: F1
  - code: E2
    intitule: Rattrapage
    echelle: {note: {sur: 20, pas: 0.5}}
    statuts: {NE: inconnu}
    tentatives: {retenir: derniere, plafond: 0}
    validation: {au_moins: 10}
faits:
  - {code: F1, libelle: Dossier complet}
validation:
  certification: {tous: epreuves}
"""


@pytest.mark.parametrize("absence", ["ABS", "NE"])
def test_what_is_not_entered_to_the_end_is_not_assessed_whatever_follows_for_sure(
    certeval: Certeval, tmp_path: Path, absence: str
) -> None:
    (tmp_path / "r.yaml").write_text(UNSEEN, encoding="utf-8")
    by_jurors = f"candidat;jure;E1;F1\nA;J1;12;oui\nA;J2;{absence};oui\nB;J1;8;non\nB;J2;9;non\n"
    attempts = f"candidat;tentative;E2\nA;1;12\nA;2;{absence}\nB;1;8\n"
    of = {}
    for element, sheet in {"E1": by_jurors, "E2": attempts}.items():
        (tmp_path / "s.csv").write_text(sheet, encoding="utf-8")
        done = certeval("stats", tmp_path / "s.csv", "--referentiel", tmp_path / "r.yaml", "--format", "json")
        assert done.status == 0, done.err
        told = json.loads(done.out)["ensemble"]["elements"]
        of[element] = next(each for each in told if each["code"] == element)
    assert (of["E1"]["decides"], of["E1"]["difficulte"]["evalues"]) == (2, 1)
    assert (of["E2"]["notes"]["effectif"], of["E2"]["notes"]["sans_valeur"]) == (1, 1)
