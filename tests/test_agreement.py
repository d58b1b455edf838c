"""How far jurors agree: the coefficients against published values, then the command on sheets.

The whole table is compared with tests/agreement/two_jurors.txt. CERTEVAL_REWRITE=1 rewrites it.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certeval.engine.coefficients import (
    Cases,
    Metric,
    UndefinedReason,
    cohen,
    fleiss,
    krippendorff,
    mean_gap,
    pairs,
)
from conftest import Certeval, Done
from floors import floor, idle
from whole_outputs import compare

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units,
# missing data. Published: nominal .743, ordinal .815, interval .849.
FOUR_OBSERVERS = """
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . 3
    . 3 3 3 2 3 4 2 2 5 1 .
    1 2 3 3 2 4 4 1 2 5 1 .
"""
# The same, section A: two observers, ten units of 0 and 1. Published: .095.
TWO_OBSERVERS_BINARY = """
    0 1 0 0 0 0 0 0 1 0
    1 1 1 0 0 1 0 0 0 0
"""
# The same, section B: two observers, twelve units, categories a to e. Published: .692.
TWO_OBSERVERS_NOMINAL = """
    a a b b d c c c e d d a
    b a b b b c c c e d d d
"""
# J. L. Fleiss, Measuring nominal scale agreement among many raters (1971), table 1: thirty patients, six raters,
# how many chose each of five diagnoses. Published: .430.
PATIENTS = """
    0 0 0 6 0, 0 3 0 0 3, 0 1 4 0 1, 0 0 0 0 6, 0 3 0 3 0, 2 0 4 0 0, 0 0 4 0 2, 2 0 3 1 0, 2 0 0 4 0,
    0 0 0 0 6, 1 0 0 5 0, 1 1 0 4 0, 0 3 3 0 0, 1 0 0 5 0, 0 2 0 3 1, 0 0 5 0 1, 3 0 0 1 2, 5 1 0 0 0,
    0 2 0 4 0, 1 0 2 0 3, 0 0 0 0 6, 0 1 0 5 0, 0 2 0 1 3, 2 0 0 4 0, 1 0 0 4 1, 0 5 0 1 0, 4 0 0 0 2,
    0 2 0 4 0, 1 0 5 0 0, 0 0 0 0 6
"""
# Wikipedia, « Fleiss' kappa », worked example: ten subjects, fourteen raters. Published: .210.
SUBJECTS = """
    0 0 0 0 14, 0 2 6 4 2, 0 0 3 5 6, 0 3 9 2 0, 2 2 8 1 1, 7 7 0 0 0, 3 2 6 3 0, 2 5 3 2 2, 6 5 2 1 0, 0 2 2 3 7
"""
# Wikipedia, « Cohen's kappa », simple example: fifty proposals read by two. Published: .40.
PROPOSALS = ((20, 5), (10, 15))
# The same article, « same percentages but different numbers »: sixty per cent agree in both. Published: .1304, .2593.
SAME_PERCENTAGE = (((45, 15), (25, 15)), ((25, 35), (5, 35)))
ALPHABET = ".abcde"


def counted(cases: Iterable[Sequence[Fraction]]) -> Cases:
    return Counter(map(tuple, cases))


def observations(text: str) -> Cases:
    """Rows of observers to cases: the units that two or more of them marked."""
    rows = [line.split() for line in text.strip().splitlines()]
    marks = [[_value(row[i]) for row in rows if row[i] != "."] for i in range(len(rows[0]))]
    return counted(case for case in marks if len(case) > 1)


def _value(text: str) -> Fraction:
    return Fraction(ALPHABET.index(text)) if text in ALPHABET else Fraction(text)


def report_of(text: str) -> Cases:
    """How many chose each category, to cases."""
    return counted(
        [Fraction(value) for value, count in enumerate(case.split()) for _ in range(int(count))]
        for case in text.split(",")
    )


def crossed_values(table: Sequence[Sequence[int]]) -> Cases:
    """A table of two raters to cases."""
    return {
        (Fraction(one), Fraction(other)): count
        for one, row in enumerate(table)
        for other, count in enumerate(row)
    }


def round_figures(value: Fraction | UndefinedReason, places: int = 3) -> str:
    assert isinstance(value, Fraction)
    return f"{float(value):.{places}f}"


@pytest.mark.parametrize(
    ("metric", "published"),
    [(Metric.NOMINAL, "0.743"), (Metric.ORDINAL, "0.815"), (Metric.INTERVAL, "0.849")],
)
def test_alpha_of_four_observers_is_as_krippendorff_computes_it(metric: Metric, published: str) -> None:
    assert round_figures(krippendorff(observations(FOUR_OBSERVERS), metric)) == published


@pytest.mark.parametrize(
    ("data", "published"), [(TWO_OBSERVERS_BINARY, "0.095"), (TWO_OBSERVERS_NOMINAL, "0.692")]
)
def test_alpha_of_two_observers_is_as_krippendorff_computes_it(data: str, published: str) -> None:
    assert round_figures(krippendorff(observations(data), Metric.NOMINAL)) == published


@pytest.mark.parametrize(("data", "published"), [(PATIENTS, "0.430"), (SUBJECTS, "0.210")])
def test_kappa_of_many_raters_is_as_published(data: str, published: str) -> None:
    assert round_figures(fleiss(report_of(data))) == published


def test_kappa_of_two_raters_is_as_published() -> None:
    assert cohen(crossed_values(PROPOSALS)) == Fraction(2, 5)
    assert [round_figures(cohen(crossed_values(table)), 4) for table in SAME_PERCENTAGE] == [
        "0.1304",
        "0.2593",
    ]


def test_pairs_and_gaps_are_counted_over_every_pair_of_jurors() -> None:
    cases = counted([[Fraction(10), Fraction(12), Fraction(10)], [Fraction(8), Fraction(8)]])

    assert pairs(cases) == (2, 4)
    assert mean_gap(cases) == 1


def test_ten_thousand_jurors_of_one_candidate_are_not_taken_two_by_two() -> None:
    marks = [Fraction(mark) for mark in range(10_000)]
    words = [Fraction(rank % 2) for rank in range(10_000)]

    assert pairs(counted([marks])) == (0, 49_995_000)
    assert mean_gap(counted([marks])) == Fraction(10_001, 3)
    assert krippendorff(counted([words]), Metric.NOMINAL) == 0


@given(st.lists(st.lists(st.integers(0, 4).map(Fraction), min_size=2, max_size=5), min_size=1, max_size=8))
def test_pairs_and_gaps_are_those_of_jurors_taken_two_by_two(cases: list[list[Fraction]]) -> None:
    gaps = [abs(one - other) for case in cases for one, other in combinations(case, 2)]

    assert pairs(counted(cases)) == (gaps.count(Fraction(0)), len(gaps))
    assert mean_gap(counted(cases)) == sum(gaps, Fraction(0)) / len(gaps)


@pytest.mark.parametrize("metric", Metric)
def test_without_a_case_nothing_is_defined(metric: Metric) -> None:
    assert [cohen({}), fleiss({}), krippendorff({}, metric), mean_gap({})] == [UndefinedReason.NOTHING] * 4


@pytest.mark.parametrize("metric", Metric)
def test_where_all_said_the_same_chance_explains_everything(metric: Metric) -> None:
    one = Fraction(1)
    cases = {(one, one): 2}
    assert cohen(cases) is UndefinedReason.SAME
    assert fleiss(cases) is UndefinedReason.SAME
    assert krippendorff(cases, metric) is UndefinedReason.SAME


def test_kappa_of_fleiss_wants_as_many_jurors_a_case() -> None:
    assert fleiss(counted([[Fraction(1)] * 2, [Fraction(0)] * 3])) is UndefinedReason.UNEVEN


CASES = st.lists(st.lists(st.integers(0, 4).map(Fraction), min_size=2, max_size=5), max_size=8)


@floor()
@given(CASES)
def test_perfect_agreement_is_one_and_nothing_is_more(cases: list[list[Fraction]]) -> None:
    for metric in Metric:
        alpha = krippendorff(counted(cases), metric)
        idle(when=not isinstance(alpha, Fraction))
        if isinstance(alpha, Fraction):
            same, total = pairs(counted(cases))
            assert (alpha == 1) == (same == total)
            assert alpha <= 1


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_cases_and_jurors_changes_nothing(cases: list[list[Fraction]], chance: Random) -> None:
    one = counted(cases)
    other = counted(chance.sample(case, len(case)) for case in chance.sample(cases, len(cases)))

    assert fleiss(other) == fleiss(one)
    assert [krippendorff(other, m) for m in Metric] == [krippendorff(one, m) for m in Metric]


@given(CASES)
def test_two_values_have_no_metric(cases: list[list[Fraction]]) -> None:
    binary = counted([Fraction(value > 2) for value in case] for case in cases)

    assert len({krippendorff(binary, metric) for metric in Metric}) == 1


RULES = """\
format: 1
certification: {code: exemple, version: 1.0.0}
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  epreuve: {au_moins: 10}
  bloc: {et: [{tous: competences}, {tous: epreuves}]}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Préparer
  competences:
  - code: C1
    libelle: Préparer les outils
    criteres:
    - {code: CR1, libelle: Un}
    - {code: CR2, libelle: Deux}
    - {code: CR3, libelle: Trois}
  epreuves:
  - {code: E1, intitule: Écrit, echelle: {note: {sur: 20, pas: 0.5}}, jures: {retenir: moyenne}}
  - code: E2
    intitule: Dossier
    echelle: {niveaux: [Insuffisant, Fragile, Solide]}
    jures: {retenir: minimum}
    validation: {au_moins: Fragile}
"""


def agreement(certeval: Certeval, sheet: str, *options: object, rules: str = RULES) -> Done:
    Path("exemple.yaml").write_text(rules, encoding="utf-8")
    Path("notes.csv").write_text(sheet, encoding="utf-8")
    return certeval("agreement", "notes.csv", "--referentiel", "exemple.yaml", *options)


def document(certeval: Certeval, sheet: str, rules: str = RULES) -> dict[str, list[dict[str, object]]]:
    done = agreement(certeval, sheet, "--json", rules=rules)
    assert done.status == 0, done.err
    found: dict[str, list[dict[str, object]]] = json.loads(done.out)
    return found


TWO = """\
candidat;jure;CR1;CR2;E1;E2
C001;A;1;1;12;Solide
C001;B;1;0;13,5;Solide
C002;A;1;1;8;Insuffisant
C002;B;1;1;12;Fragile
C003;A;1;0;13;Solide
C003;B;ABS;0;13;Fragile
C004;A;1;0;13;
"""


def test_two_jurors_who_differ_are_counted_and_no_error(certeval: Certeval) -> None:
    found = document(certeval, TWO)

    assert [each["code"] for each in found["elements"]] == ["CR1", "CR2", "E1", "E2"]
    second = found["elements"][1]
    assert (second["cas"], second["paires"], second["accords"], second["accord"]) == (3, 3, 2, "2/3")
    assert (second["kappa_cohen"], second["kappa_fleiss"], second["alpha"]) == ("0.4", "1/3", "4/9")
    assert [each["mesure"] for each in found["elements"]] == [
        "nominale",
        "nominale",
        "intervalle",
        "ordinale",
    ]
    assert found["elements"][2]["ecart_moyen"] == "11/6"
    assert found["ecartes"] == {"un_seul_jure": 4, "statuts": 1, "sans_jure": 0}


def test_the_order_of_rows_changes_nothing(certeval: Certeval) -> None:
    heading, *rows = TWO.splitlines()
    turned = "\n".join([heading, *reversed(rows)]) + "\n"

    found, again = (document(certeval, sheet) for sheet in (TWO, turned))

    assert found["elements"][0]["jures"] == ["A", "B"]
    assert {key: again[key] for key in again if key != "feuilles"} == {
        key: found[key] for key in found if key != "feuilles"
    }


def test_what_is_not_defined_says_why(certeval: Certeval) -> None:
    found = document(certeval, TWO)["elements"][0]

    assert (found["kappa_cohen"], found["kappa_fleiss"], found["alpha"]) == (None, None, None)
    assert found["non_definis"] == dict.fromkeys(("kappa_cohen", "kappa_fleiss", "alpha"), "meme_valeur")
    assert "all the same value: undefined" in agreement(certeval, TWO).out


def test_elements_of_one_scale_are_taken_together(certeval: Certeval) -> None:
    whole = document(certeval, TWO)["ensemble"]

    assert [each["elements"] for each in whole] == [["CR1", "CR2"], ["E1"], ["E2"]]
    assert (whole[0]["cas"], whole[0]["accords"]) == (5, 4)


def test_three_jurors_have_no_kappa_of_two(certeval: Certeval) -> None:
    found = document(certeval, "candidat;jure;CR1\nC1;A;1\nC1;B;0\nC2;A;1\nC2;C;1\nC3;A;0\nC3;B;0\n")[
        "elements"
    ][0]

    assert found["jures"] == ["A", "B", "C"]
    assert found["non_definis"] == {"kappa_cohen": "pas_deux_jures"}
    assert found["kappa_fleiss"] == "1/3"


def test_jurors_in_unequal_number_have_an_alpha_only(certeval: Certeval) -> None:
    rows = "C1;A;1\nC1;B;0\nC2;A;1\nC2;B;1\nC2;C;1\n"
    found = document(certeval, f"candidat;jure;CR1\n{rows}")["elements"][0]

    assert found["non_definis"] == {
        "kappa_cohen": "pas_deux_jures",
        "kappa_fleiss": "nombre_de_jures_inegal",
    }
    assert found["alpha"] == 0


def test_the_two_who_differ_most_come_first_whatever_the_scale(certeval: Certeval) -> None:
    rows = "C1;A;1;10\nC1;B;1;11\nC1;C;0;20\n"
    found = document(certeval, f"candidat;jure;CR1;E1\n{rows}")["paires"]

    assert [(each["jures"], each["cas"], each["desaccords"], each["ecart"]) for each in found] == [
        (["A", "C"], 2, 2, "0.75"),
        (["B", "C"], 2, 2, "0.725"),
        (["A", "B"], 2, 1, "0.025"),
    ]


def test_two_who_give_the_least_and_the_greatest_mark_differ_by_the_whole_scale(certeval: Certeval) -> None:
    rules = RULES.replace("{sur: 20, pas: 0.5}", "{min: 10, sur: 20, pas: 0.5}")
    for mark, gap in (("20", 1), ("15", "0.5"), ("10", 0)):
        (pair,) = document(certeval, f"candidat;jure;E1\nC1;A;10\nC1;B;{mark}\n", rules)["paires"]
        assert pair["ecart"] == gap


def test_what_all_or_none_validate_is_counted_over_every_mark(certeval: Certeval) -> None:
    found = document(certeval, "candidat;jure;CR1;CR2;CR3;E1;E2\nC1;A;1;0;1;10;Fragile\nC2;A;1;0;0;9,5;NE\n")

    assert found["elements"] == []
    of_some = RULES.replace("code: CR1,", "code: CR1, pour: {voies: [vae]},")
    again = document(certeval, Path("notes.csv").read_text(encoding="utf-8"), of_some)
    assert again | {"referentiel": found["referentiel"]} == found
    assert found["toujours_valides"] == [{"code": "CR1", "notes": 2}, {"code": "E2", "notes": 1}]
    assert found["jamais_valides"] == [{"code": "CR2", "notes": 2}]


def test_sheets_of_one_juror_are_said_to_be_so(certeval: Certeval) -> None:
    done = agreement(certeval, "candidat;CR1\nC1;1\n")

    assert done.status == 0
    assert "no element was marked by two jurors on the same candidate" in done.out
    assert "validated by every mark: CR1 (1 mark)" in done.out


def test_a_mark_without_a_jurors_name_is_left_out_and_counted_where_none_is_named(certeval: Certeval) -> None:
    found = document(certeval, "candidat;jure;E1\nC1;A;12\nC2;;10\n")

    assert found["elements"] == []
    assert found["ecartes"] == {"un_seul_jure": 1, "statuts": 0, "sans_jure": 1}


def test_a_mark_without_a_jurors_name_beside_one_that_has_is_one_more_juror_as_for_validate(
    certeval: Certeval,
) -> None:
    found = document(certeval, "candidat;jure;E1\nC1;A;12\nC1;;10\n")

    assert [(each["code"], each["jures"], each["cas"]) for each in found["elements"]] == [
        ("E1", ["?", "A"], 1)
    ]
    assert found["ecartes"] == {"un_seul_jure": 0, "statuts": 0, "sans_jure": 0}


def test_a_group_marked_as_one_is_one_case(certeval: Certeval) -> None:
    rows = "C1;G1;;\nC2;G1;;\nC3;;A;12\nC3;;B;12\n;G1;A;10\n;G1;B;14\n"
    found = document(certeval, f"candidat;groupe;jure;E1\n{rows}")["elements"][0]

    assert (found["cas"], found["accords"]) == (2, 1)


def test_two_attempts_are_two_cases(certeval: Certeval) -> None:
    rows = "C1;1;A;1\nC1;1;B;1\nC1;2;A;0\nC1;2;B;1\n"
    found = document(certeval, f"candidat;tentative;jure;CR1\n{rows}")["elements"][0]

    assert (found["cas"], found["accords"]) == (2, 1)


def test_a_sheet_with_an_error_has_no_figures(certeval: Certeval) -> None:
    done = agreement(certeval, "candidat;jure;CR1\nC1;A;peut-être\n")

    assert (done.status, done.out) == (1, "")
    assert "N211" in done.err


def test_figures_as_csv_open_in_a_spreadsheet(certeval: Certeval) -> None:
    done = agreement(certeval, TWO, "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(done.out), delimiter=";"))
    assert [row["element"] for row in rows] == ["CR1", "CR2", "E1", "E2"]
    assert (rows[1]["accord"], rows[1]["kappa_cohen"], rows[0]["kappa_cohen"]) == ("0.666667", "0.4", "")


def test_the_table_shows_figures_with_what_they_are_counted_over(certeval: Certeval) -> None:
    compare("agreement/two_jurors.txt", agreement(certeval, TWO).out)


@pytest.mark.parametrize(
    ("options", "filtres"),
    [((), None), (("--bloc", "1", "--candidat", "c001"), {"blocs": ["BC1"], "candidats": ["C001"]})],
)
def test_figures_of_some_say_of_whom(
    certeval: Certeval, options: tuple[str, ...], filtres: dict[str, list[str]] | None
) -> None:
    found = json.loads(agreement(certeval, TWO, "--json", *options).out)
    assert found.get("filtres") == filtres


def test_brackets_in_a_jurors_name_are_text(certeval: Certeval) -> None:
    out = agreement(certeval, "candidat;jure;CR1\nC1;[red]A[/fin];1\nC1;B;0\n").out

    assert "B – [red]A[/fin]" in out


def test_one_case_in_eight_is_thirteen_percent_and_a_perfect_agreement_alone_is_a_hundred(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "r.yaml").write_text(
        "format: 1\ncertification: {code: r, version: 1.0.0}\nvalidation: {certification: F}\n"
        "faits: [{code: F, libelle: Un fait, jures: {retenir: majorite}}]\n"
    )
    rows = "".join(f"C{i};A;oui\nC{i};B;{'oui' if i == 0 else 'non'}\n" for i in range(8))
    (tmp_path / "s.csv").write_text(f"candidat;jure;F\n{rows}")
    done = certeval("agreement", tmp_path / "s.csv", "--referentiel", tmp_path / "r.yaml")

    assert "1/8 (13 %)" in done.out


def test_the_jurors_of_a_session_are_those_of_its_sheets(certeval: Certeval, tmp_path: Path) -> None:
    """Under the référentiel that it names; a sheet of another session, or none at all, is an error as elsewhere."""
    folder = tmp_path / "referentiels" / "deux"
    folder.mkdir(parents=True)
    (folder / "1.0.0.yaml").write_text(TWO_EPREUVES, encoding="utf-8")
    (tmp_path / "J1.csv").write_text("candidat;jure;E1\nC1;J1;12\nC2;J1;9\n", encoding="utf-8")
    (tmp_path / "J2.csv").write_text("candidat;jure;E1\nC1;J2;12\nC2;J2;11\n", encoding="utf-8")
    session = "format: 1\nsession: {code: S1, referentiel: deux@1.0.0, feuilles: [J1.csv, J2.csv]}\n"
    (tmp_path / "S1.yaml").write_text(session, encoding="utf-8")
    done = certeval("agreement", "--session", "S1.yaml", "--format", "csv")
    sheets = certeval("agreement", "J1.csv", "J2.csv", "--format", "csv")
    assert (done.status, done.out) == (0, sheets.out)
    assert "E1" in done.out
    absent = session.replace("J2.csv", "J3.csv")
    (tmp_path / "S1.yaml").write_text(absent, encoding="utf-8")
    assert certeval("agreement", "-s", "S1.yaml").status == 1
    assert certeval("agreement").err == "certeval: give score sheets, or --session SESSION\n"


TWO_EPREUVES = """\
format: 1
certification: {code: deux, version: 1.0.0, langue: en}
saisie: {epreuve: {echelle: {note: {sur: 20}}, jures: {retenir: moyenne}}}
validation: {epreuve: {au_moins: 10}, bloc: {tous: epreuves}, certification: {tous: blocs}}
blocs: [{code: BC1, intitule: Un, epreuves: [{code: E1, intitule: Oral}]}]
"""
