"""Files made to hurt: deep, long, wide, spoilt. Bounded work and memory, and a message where there is a limit."""

import difflib
import gzip
import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from certeval.checks import check_referentiel
from certeval.declared import models
from certeval.diagnostics import Diagnostic, Place, in_order
from certeval.engine import resits
from certeval.engine.results import Results
from certeval.referentiel.load import Compilation, Referentiel, compile_document
from certeval.referentiel.models import Fichier
from certeval.referentiel.rules import Builder
from certeval.referentiel.tree import plant
from certeval.render import diagnostics as rendering
from certeval.render.reasons import reasons
from certeval.rules.compound_measures import Lookup
from certeval.scores.observations import Candidate
from certeval.scores.read import open_sheets
from certeval.scores.values import Values
from certeval.sources import compression
from certeval.sources.document import MAX_MISTAKES
from certeval.sources.yaml import MAX_BYTES, MAX_EVENTS, parse
from certeval.text.nearest import MOST_COMPARISONS, Suggestions, nearest
from conftest import Certeval
from floors import floor, idle
from prompt import STOPPED

HEAD = "format: 1\ncertification: {code: essai, version: 1.0.0}\n"
ONE = "blocs: [{code: B, intitule: b, competences: [{code: C, libelle: c, criteres: [{code: K, libelle: k}]}]}]\n"
LONG = 1000


def compiled(text: str) -> Compilation:
    return compile_document(parse((HEAD + text).encode(), "essai.yaml"))


def usable(text: str) -> Referentiel:
    loaded = compiled(text)
    assert loaded.referentiel is not None, loaded.diagnostics
    return loaded.referentiel


def chain() -> Referentiel:
    """A thousand rules, each standing for the next."""
    rules = "".join(f"  r{i}: {{et: [r{i + 1}, K]}}\n" for i in range(LONG))
    template = "validation: {certification: r0, competence: {tous: criteres}, bloc: {tous: competences}}\n"
    return usable(f"regles:\n{rules}  r{LONG}: K\n{template}{ONE}")


def wide() -> Referentiel:
    """A hundred compétences of fifty critères."""
    criteres = [", ".join(f"{{code: K{i}.{j}, libelle: k}}" for j in range(50)) for i in range(100)]
    competences = "".join(
        f"  - {{code: C{i}, libelle: c, criteres: [{k}]}}\n" for i, k in enumerate(criteres)
    )
    rules = "competence: {parmi: criteres, plus_de: 50 %}, bloc: {tous: competences}, certification: {tous: blocs}"
    return usable(f"validation: {{{rules}}}\nblocs:\n- code: B\n  intitule: b\n  competences:\n{competences}")


def test_a_thousand_rules_that_stand_for_each_other_are_decided_explained_and_searched() -> None:
    referentiel = chain()
    no = referentiel.entries["K"].read("non").value
    assert no is not None
    results = Results(referentiel)

    state = results.evaluate({"K": no})

    assert results.candidate("C001", state)["certification"] == {"verdict": "non_valide", "origine": "calcul"}
    assert reasons(referentiel, state, Candidate("C001", Place("notes.csv"))) is not None
    assert resits.minimal_sets(referentiel, {"K": no}) == resits.Resits([("C",)], 0)
    pending = results.candidate("C002", results.evaluate({}))["certification"]
    assert pending == {"verdict": "en_attente", "origine": "calcul", "manque": ["K"]}


def test_a_thousand_measures_are_computed() -> None:
    measures = "".join(f"  m{i}: {{somme: [m{i + 1}, 1]}}\n" for i in range(LONG))
    loaded = compiled(
        f"mesures:\n{measures}  m{LONG}: 1\nvalidation: {{certification: {{mesure: m0, au_moins: 1}}}}\n{ONE}"
    )

    assert [d.code for d in loaded.diagnostics] == ["V202"]


def test_a_circle_of_a_thousand_rules_is_one_finding() -> None:
    rules = "".join(f"  r{i}: r{(i + 1) % LONG}\n" for i in range(LONG))

    loaded = compiled(f"regles:\n{rules}validation: {{certification: r0}}\n{ONE}")

    assert [d.code for d in loaded.diagnostics] == ["V120"]


def test_rules_nested_as_deep_as_is_read_are_decided() -> None:
    nested = "K"
    for _level in range(60):
        nested = f"{{non: {nested}}}"

    assert compiled(f"regles: {{r0: {nested}}}\nvalidation: {{certification: r0}}\n{ONE}").referentiel
    deeper = compiled(
        f"regles: {{r0: {{non: {{non: {{non: {nested}}}}}}}}}\nvalidation: {{certification: r0}}\n{ONE}"
    )
    assert [d.code for d in deeper.diagnostics] == ["Y205"]


def test_a_candidate_lost_on_five_thousand_criteres_has_his_first_sets_made_and_all_counted() -> None:
    referentiel = wide()
    cells = {
        code: value for code, e in referentiel.entries.items() if (value := e.read("non").value) is not None
    }

    found = resits.minimal_sets(referentiel, cells, "critere")

    assert len(found.sets) == 50
    assert found.more is not None
    assert found.more > 10**1000
    assert {len(codes) for codes in found.sets} == {100 * 26}


def test_rules_that_count_everything_a_thousand_times_are_refused() -> None:
    counts = "".join(f"  q{i}: {{parmi: criteres, au_moins: {i + 1}}}\n" for i in range(200))
    criteres = ", ".join(f"{{code: K{j}, libelle: k}}" for j in range(3000))
    loaded = compiled(
        f"regles:\n{counts}validation: {{certification: q0}}\n"
        f"blocs: [{{code: B, intitule: b, competences: [{{code: C, libelle: c, criteres: [{criteres}]}}]}}]\n"
    )

    assert [d.code for d in loaded.diagnostics] == ["V127"]


@contextmanager
def calls() -> Iterator[Counter[str]]:
    """Counts the calls of Python functions, by name."""
    counted: Counter[str] = Counter()
    kept = sys.getprofile()
    sys.setprofile(lambda frame, event, _: counted.update([frame.f_code.co_name] if event == "call" else ()))
    try:
        yield counted
    finally:
        sys.setprofile(kept)


def test_a_word_mistyped_in_the_deepest_of_nested_rules_is_said_once_and_soon() -> None:
    rule = "{parmi: criterus de B, au_moins: 1}"
    for _level in range(6):
        rule = f"{{parmi: criteres de B, au_moins: 1, dont: {rule}}}"
    criteres = ", ".join(f"{{code: K{j}, libelle: k}}" for j in range(8))
    bloc = f"{{code: B, intitule: b, competences: [{{code: C, libelle: c, criteres: [{criteres}]}}]}}"

    with calls() as counted:
        loaded = compiled(f"validation: {{certification: {rule}}}\nblocs: [{bloc}]\n")

    assert [d.code for d in loaded.diagnostics] == ["V127", "V102"]
    assert counted.total() < 4 * 8**6, (
        "eight critères, six deep: a way through them would take dozens of calls"
    )


MARKS = "saisie: {epreuve: {echelle: {note: {sur: 20}}}}\n"
TWO = "epreuves: [{code: E1, intitule: a}, {code: E2, intitule: b}]\n"
MET = "validation: {epreuve: {au_moins: 1}, certification: %s}\n"


def doubling(times: int) -> str:
    """A mark multiplied by itself again and again."""
    products = "".join(f"  m{i}: {{produit: [m{i - 1}, m{i - 1}]}}\n" for i in range(1, times + 1))
    rule = MET % f"{{mesure: m{times}, au_moins: 1}}"
    return f"mesures:\n  m0: {{moyenne: [E1, E2]}}\n{products}{rule}{MARKS}{TWO}"


@pytest.mark.parametrize("times", [5, 15, 40])
def test_numbers_that_double_are_refused_once_where_they_grow_too_long(times: int) -> None:
    assert [d.code for d in compiled(doubling(times)).diagnostics] == ["V135"]


def test_a_few_products_are_no_doubling() -> None:
    assert [d.code for d in compiled(doubling(3)).diagnostics] == []


def test_a_chain_of_sums_of_itself_is_no_longer_than_its_links() -> None:
    sums = "".join(f"  m{i}: {{somme: [m{i - 1}, m{i - 1}]}}\n" for i in range(1, 60))
    text = f"mesures:\n  m0: E1\n{sums}{MET % '{mesure: m59, au_moins: 1}'}{MARKS}{TWO}"
    assert {d.code for d in compiled(text).diagnostics} <= {"V206"}


@pytest.mark.parametrize(("marks", "codes"), [(5, []), (2000, ["V135"])])
def test_coefficients_of_ever_other_denominators_are_counted_before_they_are_added(
    marks: int, codes: list[str]
) -> None:
    weights = ", ".join(f"E{i}: 1/{10**29 + 2 * i + 1}" for i in range(marks))
    epreuves = ", ".join(f"{{code: E{i}, intitule: a}}" for i in range(marks))
    rule = MET % f"{{moyenne: {{{weights}}}, au_moins: 1}}"
    assert [d.code for d in compiled(f"{rule}{MARKS}epreuves: [{epreuves}]\n").diagnostics] == codes


@pytest.mark.parametrize("step", [10**29, 1])
def test_a_huge_step_of_rounding_is_a_number_like_another(step: int) -> None:
    rounded = "".join(
        f"  m{i}: {{arrondi: {{produit: [m{i - 1}, 1/{10**29 + i}]}}, pas: {step}, sens: haut}}\n"
        for i in range(1, 100)
    )
    text = f"mesures:\n  m0: E1\n{rounded}{MET % '{mesure: m99, plus_de: 0}'}{MARKS}{TWO}"
    loaded = compiled(text)
    assert not [d.code for d in loaded.diagnostics if d.code not in {"V201", "V202"}]


def test_a_table_of_ever_other_numbers_is_as_large_as_two_of_them() -> None:
    rows = ", ".join(f"l{i}: {i}/{10**29 + 2 * i + 1}" for i in range(2000))
    levels = ", ".join(f"l{i}" for i in range(2000))
    text = (
        f"mesures: {{m: {{table: E1, valeurs: {{{rows}}}}}}}\n"
        "validation: {epreuve: {au_moins: l1}, certification: {mesure: m, plus_de: 0}}\n"
        f"epreuves: [{{code: E1, intitule: a, echelle: {{niveaux: [{levels}]}}}}]\n"
    )
    value = usable(text).program.unknown().values["m"].value
    assert value.over.bit_length() < 250


def nested(levels: int) -> str:
    rule = "{parmi: criteres de B, au_moins: 1}"
    for _level in range(levels):
        rule = f"{{parmi: criteres de B, au_moins: 1, dont: {rule}}}"
    criteres = ", ".join(f"{{code: K{j}, libelle: k}}" for j in range(10))
    bloc = f"{{code: B, intitule: b, competences: [{{code: C, libelle: c, criteres: [{criteres}]}}]}}"
    return f"validation: {{certification: {rule}}}\nblocs: [{bloc}]\n"


@pytest.mark.parametrize(("levels", "codes"), [(2, []), (4, ["V127"]), (5, ["V127"]), (30, ["V127"])])
def test_conditions_within_conditions_over_the_same_items_are_counted_first(
    levels: int, codes: list[str]
) -> None:
    model, _ = models.read(Fichier, parse((HEAD + nested(levels)).encode(), "essai.yaml"))
    assert model is not None
    builder = Builder(model, plant(model)[0])
    builder.build()

    assert [code for code, _ in builder.mistakes.findings] == codes
    assert builder.mistakes.items < 50_000 + 100 * len(builder.entries) + 100


@pytest.mark.parametrize(
    "form",
    [
        "{moyenne: {%s}, dont: RULE, au_moins: 1}",
        "{moyenne: [%s], dont: RULE, au_moins: 1}",
        "{parmi: [%s], dont: {et: [RULE, RULE]}, au_moins: 1}",
    ],
)
def test_conditions_within_means_and_lists_are_counted_too(form: str) -> None:
    marks = [f"E{i}" for i in range(10)]
    rule = "{au_moins: 1}"
    for _level in range(6):
        rule = (form % ", ".join(f"{m}: 1" if "{%s}" in form else m for m in marks)).replace("RULE", rule)
    epreuves = ", ".join(f"{{code: {m}, intitule: a}}" for m in marks)
    assert [d.code for d in compiled(f"{MET % rule}{MARKS}epreuves: [{epreuves}]\n").diagnostics] == ["V127"]


def crossed(levels: int, otherwise: str) -> str:
    words = ", ".join(f"l{i}" for i in range(levels))
    scale = f"echelle: {{niveaux: [{words}]}}"
    return (
        f"mesures: {{m: {{table: [A, B], valeurs: {{l1: {{l2: 3}}}}{otherwise}}}}}\n"
        "validation: {epreuve: {au_moins: l1}, certification: {mesure: m, au_moins: 1}}\n"
        f"epreuves: [{{code: A, intitule: a, {scale}}}, {{code: B, intitule: b, {scale}}}]\n"
    )


def test_a_table_over_two_long_scales_is_read_from_the_rows_it_has() -> None:
    state = usable(crossed(5_000, ", sinon: 0")).program.unknown()
    assert (state.values["m"].value.low, state.values["m"].value.high) == (0, 3)
    table = usable(crossed(5_000, ", sinon: 0")).program.steps["valeur", "m"].node
    assert isinstance(table, Lookup)
    assert len(table.possible([key.words for key in table.keys])) == 2
    assert [d.code for d in compiled(crossed(5_000, "")).diagnostics] == ["V125"]


@pytest.mark.parametrize(("steps", "codes"), [(200, []), (201, ["V137"]), (3000, ["V137"])])
def test_a_ladder_of_more_steps_than_have_a_name_is_refused(steps: int, codes: list[str]) -> None:
    rungs = "".join(
        f"  - {{nom: n{i}, si: {{mesure: E1, au_moins: {20 - i / 200}}}}}\n" for i in range(steps - 1)
    )
    text = f"paliers:\n  p:\n{rungs}  - {{nom: z}}\n{MET % 'E1'}{MARKS}{TWO}"
    assert [d.code for d in compiled(text).diagnostics if d.code != "V206"] == codes


def test_thousands_of_unknown_names_are_compared_with_few() -> None:
    suggestions = Suggestions()
    known = {f"C{i}" for i in range(1000)}
    said = [suggestions.nearest(f"Z{i}", known) for i in range(20_000)]
    assert len(said) == 20_000
    assert 0 <= suggestions.budget < len(known)
    assert Suggestions().nearest("c 12", known) == "C12"


def test_words_of_thousands_of_signs_are_compared_with_none() -> None:
    """Two texts cost the product of their lengths."""
    known = [letter * 3_000 for letter in "abcdefgh"]
    assert nearest("a" * 2_999, known) is None
    assert nearest("A" * 3_000, known) == "a" * 3_000
    suggestions = Suggestions()
    suggestions.nearest("a" * 199, known)
    assert suggestions.budget == MOST_COMPARISONS - 10 * len(known)


def test_hundreds_of_thousands_of_unknown_keys_are_compared_with_few_known_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SMALL is not None
    comparisons = 0

    def matches(_word: str, words: list[str], **_about: object) -> list[str]:
        nonlocal comparisons
        comparisons += len(words)
        return []

    monkeypatch.setattr(difflib, "get_close_matches", matches)
    sheet = tmp_path / "notes.yaml"
    sheet.write_text("".join(f"cle{number}: v\n" for number in range(50_000)), encoding="utf-8")
    assert "N016" in {each.code for each in open_sheets([sheet]).read(SMALL).diagnostics}
    assert comparisons <= 2 * MOST_COMPARISONS


@pytest.mark.parametrize(("elements", "codes"), [(20_000, []), (20_001, ["V138"])])
def test_more_elements_than_one_certification_has_are_refused_unread(elements: int, codes: list[str]) -> None:
    criteres = ", ".join(f"{{code: K{j}, libelle: k}}" for j in range(elements - 2))
    rules = "validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}\n"
    bloc = f"{{code: B, intitule: b, competences: [{{code: C, libelle: c, criteres: [{criteres}]}}]}}"
    assert [d.code for d in compiled(f"{rules}blocs: [{bloc}]\n").diagnostics] == codes


MEASURED = """
import re, sys
from certeval.cli.app import run
status = run(["check", "--json", sys.argv[1]])
print(status, re.search(r"VmHWM:\\s+([0-9]+) kB", open("/proc/self/status").read())[1], file=sys.stderr)
"""
"""Prints the status of a check, and the most memory that its process held, in KiB."""
BIG = {
    "a text of 50 MB": (HEAD + "blocs: " + "a" * (MAX_BYTES - 200), {"R102", "R104"}, 500),
    "a million keys": (HEAD + "".join(f"k{i}: v\n" for i in range(1_000_000)), {"Y007"}, 500),
    "a million items": (HEAD + "blocs:\n" + "- a\n" * 1_000_000, {"Y007"}, 500),
    "more mistakes than are said": (HEAD + "".join(f"k{i}: v\n" for i in range(40_000)), {"Y006"}, 200),
    "more anchors than are said": (HEAD + f"x: [{'&a v, ' * 40_000}]\n", {"Y006", "Y207"}, 200),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is measured as Linux does")
@pytest.mark.parametrize("name", BIG)
def test_a_big_file_is_answered_in_bounded_memory(name: str, tmp_path: Path) -> None:
    text, codes, mebibytes = BIG[name]
    file = tmp_path / "grand.yaml"
    file.write_text(text, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)],
        capture_output=True,
        check=True,
        timeout=STOPPED,
        env=os.environ | {"CERTEVAL_LANG": "en"},
    )

    status, most = map(int, done.stderr.split())
    found = json.loads(done.stdout)["diagnostics"]
    assert (status, {each["code"] for each in found}) == (1, codes)
    assert most < mebibytes * 1024


@pytest.mark.parametrize(("mistakes", "codes"), [(9_999, 9_999), (10_000, 10_000), (10_001, 1)])
def test_ten_thousand_mistakes_are_all_said_and_one_more_says_only_that(mistakes: int, codes: int) -> None:
    assert MAX_MISTAKES == 10_000
    loaded = compiled(
        ONE + "validation: {certification: K}\n" + "".join(f"k{i}: v\n" for i in range(mistakes))
    )

    assert len(loaded.diagnostics) == codes
    assert {d.code for d in loaded.diagnostics} == ({"R101"} if codes > 1 else {"Y006"})


@pytest.mark.parametrize(("extra", "codes"), [(0, []), (1, ["Y007"])])
def test_a_million_keys_and_values_are_read_and_one_more_is_not(extra: int, codes: list[str]) -> None:
    around = len(["stream start", "document start", "list start", "list end", "document end", "stream end"])
    document = parse(b"- a\n" * (MAX_EVENTS - around + extra), "grand.yaml")

    assert [d.code for d in document.diagnostics] == codes
    assert (document.root is None) == bool(codes)


HERE = Path(__file__).parent
INVALID = HERE / "cas" / "invalides"
REFERENTIELS = [
    file.read_bytes()
    for file in (
        *sorted(INVALID.glob("[LRV]*.yaml")),
        INVALID / "trente-erreurs.yaml",
        HERE / "recettes" / "CH-maturite-ORM.yaml",
    )
]
SHEETS = [
    file.read_bytes() for file in sorted((INVALID / "feuilles").glob("*")) if file.suffix in {".csv", ".yaml"}
]
SMALL = compile_document(parse((INVALID / "feuilles" / "petit.yaml").read_bytes(), "petit.yaml")).referentiel
SIGNS = "{}[]'\"|>#%&*!?;,~\\(«\0\t\r\n\x85\u00a0\u2028\u2029\u202e\ufeff\U0001f600\u0301\ud800\x1b"
WORDS = (
    ": ",
    "- ",
    ">-\n",
    "---\n",
    "...\n",
    "<<: ",
    "&a ",
    "*a",
    "!t ",
    "et et ",
    "=1+1",
    "1/0",
    "1e999999999",
)
LONG_ONES = ("9" * 5000, "a" * 2000, "a" * 1100 + ": b\n", "[" * 70, "{a: " * 70, "\n- " * 70, ";" * 300)
BYTES = (b"\xff\xfe", b"\xfe\xff", b"\x81", b"\xe9")
PIECES = st.sampled_from(
    [
        *(each.encode("utf-8", "surrogatepass") for each in (*SIGNS, *WORDS, *LONG_ONES, "[red]", "{0.a}")),
        *BYTES,
    ]
)


@st.composite
def spoilt(draw: st.DrawFn, files: list[bytes]) -> bytes:
    """A file in which a few stretches were lost, doubled, or replaced, perhaps in another encoding."""
    data = draw(st.sampled_from(files))
    for _slip in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 2, 9, 80])))
        with_ = draw(PIECES | st.binary(max_size=4) | st.just(data[start:end] * 2))
        data = data[:start] + with_ + data[end:]
    codec = draw(st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-16", "cp1252"]))
    return data if codec == "utf-8" else data.decode("utf-8", "replace").encode(codec, "replace")


def print_findings(found: list[Diagnostic], name: str, data: bytes) -> None:
    """What is printed of findings: text, and JSON that reads back."""
    text = rendering.text(found, rendering.Sources({name: data}))
    assert text.encode()
    assert "\x1b" not in text
    assert len(json.loads(rendering.as_json(found))["diagnostics"]) == len(found)


@settings(max_examples=150)
@given(spoilt(REFERENTIELS))
@example(HEAD.encode() + b"blocs: [" + b"{a: " * 70)
def test_a_spoilt_referentiel_is_checked_and_what_is_wrong_printed(data: bytes) -> None:
    print_findings(
        check_referentiel(compile_document(parse(data, "f.yaml")), date(2026, 1, 31)), "f.yaml", data
    )


@floor()
@settings(max_examples=100)
@given(data=spoilt(SHEETS) | st.binary(max_size=60), suffix=st.sampled_from([".csv", ".yaml"]))
@example(data=b"PAR1", suffix=".csv")
@example(data=b"\x1f\x8b\x08\x00", suffix=".csv")
@example(data=b"\x28\xb5\x2f\xfd", suffix=".csv")
def test_a_spoilt_sheet_is_read_and_what_is_wrong_printed(
    data: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert SMALL is not None
    file = tmp_path_factory.getbasetemp() / f"notes{suffix}"
    file.write_bytes(data)
    try:
        scores = open_sheets([file]).read(SMALL)
    except OSError as error:  # it begins as Parquet or a packed file does, and is none: the command says so
        if error.filename != str(file):
            raise
        idle()
        return
    found, values = list(scores.diagnostics), Values(SMALL.entries)
    for candidate in scores.candidates.values():
        values.of(candidate, found.append)
    print_findings(in_order(found), str(file), data)


def packed(text: str, name: str) -> bytes:
    """A text packed as the name of its file says."""
    if name.endswith(".gz"):
        return gzip.compress(text.encode())
    polars = pytest.importorskip("polars")
    stream, (heading, *rows) = io.BytesIO(), text.split("\n")[:-1]
    polars.DataFrame({heading: rows}).write_csv(stream, compression="zstd", quote_style="never")
    return stream.getvalue()


@pytest.mark.parametrize("name", ["notes.csv.gz", "notes.csv.zst"])
@pytest.mark.parametrize("form", ["table", "csv"])
def test_a_packed_sheet_that_would_fill_the_machine_is_refused(
    tmp_path: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch, form: str, name: str
) -> None:
    monkeypatch.setattr(compression, "ALLOWANCE", 1 << 16)
    monkeypatch.setattr(compression, "MOST_TIMES", 100)
    trap, sheet = tmp_path / f"piege-{name}", tmp_path / name
    trap.write_bytes(packed("candidat;CR1.1.1\n" + "C1;oui\n" * (1 << 18), name))
    rows = "".join(f"C{number:05};oui\n" for number in range(9_000))
    sheet.write_bytes(packed(f"candidat;CR1.1.1\n{rows}", name))

    done = certeval("validate", trap, "--format", form)
    assert (done.status, done.out) == (2, "")
    assert done.err.strip() == f"certeval: {trap}: {compression.TOO_MUCH}"
    assert certeval("validate", sheet, "--format", form).status == 0


@pytest.mark.parametrize("due", ["1001", "1000000000", "0", "-1"])
def test_more_jurors_than_anyone_has_are_refused_before_they_are_waited_for(due: str) -> None:
    jurors = f"saisie: {{critere: {{jures: {{retenir: majorite, nombre: {due}}}}}}}\n"
    rules = "validation: {competence: {tous: criteres}, bloc: {tous: competences}, certification: {tous: blocs}}\n"

    assert [d.code for d in compiled(jurors + rules + ONE).diagnostics] == ["R108"]


def test_a_parquet_file_with_any_byte_of_its_first_page_spoilt_ends_no_command(tmp_path: Path) -> None:
    """polars ends the whole process where the heading of a page says to set aside more than there is."""
    polars = pytest.importorskip("polars")
    sheet = tmp_path / "notes.parquet"
    marks = {"candidat": [f"C{i}" for i in range(200)], "K": [str(i % 2) for i in range(200)]}
    polars.DataFrame(marks).write_parquet(sheet, compression="uncompressed")
    sound = sheet.read_bytes()
    assert len(open_sheets([sheet]).sheets) == 1

    said = []
    for at, bit in ((14, 1), (12, 128), (5, 32), (len(sound) - 260, 1)):
        sheet.write_bytes(sound[:at] + bytes([sound[at] ^ bit]) + sound[at + 1 :])
        try:
            open_sheets([sheet])
        except OSError as error:
            said.append(error.filename)

    assert said
    assert set(said) == {str(sheet)}
