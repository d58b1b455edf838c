"""A cell means what it means, whoever reads it: what one reader accepts all read, and read alike, whatever the text."""

import csv
import io
import json
import tempfile
from fractions import Fraction
from pathlib import Path

import pytest
from candidates import referentiel
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from strategies import World
from test_large import in_blocks, in_rows, plainly
from test_polars import with_polars

from certeval.bulk.csv_blocks import Extraordinary
from certeval.engine import cases
from certeval.engine.juror_marks import juror_marks
from certeval.engine.results import Results
from certeval.render.reasons import reasons
from certeval.rules.entry import Entry
from certeval.rules.outcome import Value
from certeval.scores.observations import Scores
from certeval.scores.read import open_sheets
from certeval.scores.values import Values
from certeval.text.cell_text import spelling, trim
from floors import floor, idle
from workbooks import xlsx

RULES = """
format: 1
certification: {code: r, version: 1.0.0}
statuts: {RET: bloque, ABI: {valeur: '0'}}
validation: {epreuve: {au_moins: 50 %}, certification: {tous: epreuves}}
mesures: {points: {somme: [M, T, Q]}}
faits: [{code: K, libelle: Fait}]
epreuves:
- {code: M, intitule: Note, echelle: {note: {sur: 20}}, jures: {retenir: moyenne}}
- {code: T, intitule: Tiers, echelle: {note: {sur: 20, pas: 1/3}}}
- {code: Q, intitule: Jours, echelle: {quantite: {min: -3, max: 90, pas: '0.5'}}}
- {code: N, intitule: Niveau, echelle: {niveaux: [Non acquis, En cours, Maîtrisé]}, validation: {au_moins: En cours}}
"""
REFERENTIEL = referentiel(RULES)
EDGES = " \t\n\u00a0\u00ad\u1680\u2003\u2007\u2009\u200b\u200d\u200e\u2028\u202f\u205f\u2060\u3000\ufeff"
"""White space of every kind, and what nobody sees."""
CORES = (
    *(
        "1",
        "0",
        "oui",
        "Non",
        "validé",
        "VALIDE\u0301",
        "TRUE",
        "non  acquis",
        "na",
        "x",
        "¹",
        "①",
        "º",
        "ｏｕｉ",
        "o\u0336u\u0336i\u0336",
    ),
    *(
        "12",
        "12,5",
        "7.25",
        "+3",
        "-2",
        "٣",
        "１２",
        "31/3",
        "10/20",
        "1/7",
        "1e1",
        "12,3333333333333333",
        "1 200",
        "1\u200b2",
    ),
    *(
        "NE",
        "abs",
        "ABI",
        "Ret",
        "DISP",
        "ＤＩＳＰ",
        "D\u0336ISP",
        "neut",
        "vide",
        "N/A",
        "#N/A",
        "2026-01-02",
        "",
    ),
    *("En cours", "maitrise", "Maîtrisé", "Mai\u0302trise\u0301", "Maîtrisé①", "En\u00a0cours", "Ｅｎ cours"),
)
MARKED = ("12", "12,5", "7.25", "+3", "0", "20", "ABS", "DISP")
ANY = st.characters(codec="utf-8", max_codepoint=0xFFFF, exclude_categories=["Cc", "Cs", "Co", "Cn"])
edges = st.text(st.sampled_from(EDGES), max_size=3)
cores = (
    st.sampled_from(CORES)
    | st.text(ANY, max_size=4)
    | st.from_regex(r"[0-9]{1,2}([.,/][0-9]{1,2})?", fullmatch=True)
)
typed = st.builds(lambda before, core, after: before + core + after, edges, cores, edges).filter(
    lambda text: not trim(text).startswith(("'", "="))  # what a CSV export guards
)
elements = st.sampled_from(list(REFERENTIEL.entries))
marked_ones = st.lists(typed, min_size=1, max_size=3).flatmap(
    lambda texts: st.builds(
        lambda before, mark, after: [*texts, before + mark + after], edges, st.sampled_from(MARKED), edges
    ).flatmap(st.permutations)
)
"""What jurors typed, one of them at least a mark."""
usual = settings(max_examples=40)


@settings(max_examples=300)
@given(elements, typed, edges, edges)
def test_what_nobody_sees_around_a_text_changes_nothing(
    code: str, text: str, before: str, after: str
) -> None:
    entry = REFERENTIEL.entries[code]
    assert entry.read(before + text + after) == entry.read(text) == entry.read(trim(text))


@settings(max_examples=300)
@given(st.text(st.sampled_from(EDGES) | ANY, max_size=6))
def test_a_text_is_trimmed_once_and_for_all(text: str) -> None:
    once = trim(text)
    assert trim(once) == once
    assert once == once.strip()
    assert bool(once) == bool(spelling(once))


def table(*lines: tuple[str, ...]) -> str:
    """A sheet of delimited text, every cell quoted."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(lines)
    return out.getvalue()


def in_yaml(code: str, texts: list[str]) -> str:
    each = [
        f"- {{candidat: P{i:03d}, notes: {{{code}: {json.dumps(text)}}}}}" for i, text in enumerate(texts)
    ]
    return "\n".join(["format: 1", "candidats:", *each, ""])


def read(folder: Path, name: str, data: str | bytes) -> Scores:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return open_sheets([path]).read(REFERENTIEL)


def of_sheet(scores: Scores, code: str, count: int) -> tuple[list[Value | None], int]:
    """The value of each candidate, None where nothing was entered; how many cells are refused."""
    shared = Values(REFERENTIEL.entries)
    entered = {who: shared.of(one, [].append) for who, one in scores.candidates.items()}
    refused = sum(each.code.startswith("N21") or each.code in {"N121", "N220"} for each in scores.diagnostics)
    return [entered.get(f"P{i:03d}", {}).get(code) for i in range(count)], refused


def expected(entry: Entry, texts: list[str]) -> list[Value | None]:
    """What each cell alone is worth, as `Entry` reads it; nothing where it is empty or refused."""
    readings = [entry.read(text) for text in texts]
    return [None if each.empty or each.refusal else each.value for each in readings]


@usual
@given(elements, st.lists(typed, min_size=1, max_size=12))
def test_every_form_of_sheet_reads_a_cell_alike(code: str, texts: list[str]) -> None:
    entry = REFERENTIEL.entries[code]
    wanted = expected(entry, texts), sum(entry.read(text).refusal is not None for text in texts)
    whose = [(f"P{i:03d}", text) for i, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in (
            ("a.csv", table(("candidat", code), *whose)),
            (
                "long.csv",
                table(("candidat", "element", "valeur"), *[(who, code, text) for who, text in whose]),
            ),
            ("a.yaml", in_yaml(code, texts)),
            ("a.xlsx", xlsx(A=[("candidat", code), *whose])),
        ):
            assert of_sheet(read(folder, file, data), code, len(texts)) == wanted, file


@floor("1/2")
@usual
@given(elements, st.lists(typed, min_size=1, max_size=12))
def test_large_sheets_and_polars_decide_what_small_ones_do(code: str, texts: list[str]) -> None:
    world = World({}, RULES, REFERENTIEL)
    accepted = [text for text in texts if REFERENTIEL.entries[code].read(text).refusal is None]
    took = set()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "notes.csv")
        for each in (accepted, texts):
            path.write_text(
                table(("candidat", code), *[(f"P{i}", text) for i, text in enumerate(each)]), newline=""
            )
            plain, _, told = plainly(world, path)
            for reader in (in_blocks, with_polars):
                try:
                    found, found_told = reader(world, path, in_rows(world))
                except Extraordinary:
                    event("read cell by cell")
                    continue
                took.add(reader)
                event("decided" if found else "told")
                assert (found.split("\n"), found_told) == (plain.split("\n"), told)
    idle(when=len(took) < 2)


@usual
@given(elements, typed)
def test_a_case_reads_its_cells_as_a_sheet_does(code: str, text: str) -> None:
    reading = REFERENTIEL.entries[code].read(text)
    case = f"{{nom: un, cellules: {{{code}: {json.dumps(text)}}}, attendu: en_attente}}"
    (result,) = cases.run(referentiel(f"{RULES}cas: [{case}]\n"))
    assert bool(result.findings) == bool(reading.refusal)
    if not reading.refusal:
        assert result.cells.get(code, reading.value) == reading.value


@floor()
@usual
@given(marked_ones)
def test_jurors_are_combined_compared_and_explained_from_the_same_values(texts: list[str]) -> None:
    readings = [REFERENTIEL.entries["M"].read(text) for text in texts]
    marks = [
        (text, each) for text, each in zip(texts, readings, strict=True) if not (each.refusal or each.empty)
    ]
    assume(marks)
    lines = [("C1", f"J{i}", text) for i, (text, _) in enumerate(marks)]
    with tempfile.TemporaryDirectory() as name:
        scores = read(Path(name), "a.csv", table(("candidat", "jure", "M"), *lines))
    (candidate,) = scores.candidates.values()
    together = Values(REFERENTIEL.entries).of(candidate, [].append)["M"]
    assert together == REFERENTIEL.entries["M"].of_jurors([each.value for _, each in marks])
    numbers = [
        each.value.number for _, each in marks if each.status is None and each.value.number is not None
    ]
    assert sorted(juror_marks(scores, REFERENTIEL.entries)["M"].values.elements()) == sorted(numbers)
    tree = reasons(REFERENTIEL, Results(REFERENTIEL).evaluate({"M": together}), candidate, "M")
    assert tree is not None


@pytest.mark.parametrize(
    "text",
    [
        "¹",
        "①",
        "１",
        "º",
        "ª",
        "ｏｕｉ",
        "ⓧ",
        "𝐱",
        "Ⅴ",
        "o\u0336u\u0336i\u0336",
        "1\u20dd",
        "١",
        "०",
        "⁰",
        "０",
        "acquiſ",
    ],
)
def test_what_only_resembles_yes_or_no_is_neither(text: str) -> None:
    assert REFERENTIEL.entries["K"].read(text).refusal is not None


@pytest.mark.parametrize("text", ["En cours①", "Ｅｎ cours", "E\u0336n cours", "ªEn cours", "En coursº"])
def test_what_only_resembles_a_level_is_none(text: str) -> None:
    assert REFERENTIEL.entries["N"].read(text).refusal is not None


@pytest.mark.parametrize("text", ["ＤＩＳＰ", "D\u0336I\u0336S\u0336P\u0336", "ÐISP", "ⓃE"])
def test_what_only_resembles_a_status_is_none(text: str) -> None:
    assert REFERENTIEL.entries["M"].read(text).refusal is not None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("31/3", "31/3"),
        ("61/3", None),
        ("10/20", None),
        ("30/3", "10"),
        ("20/6", None),
        ("1/2", None),
        ("31/0", None),
        ("10,5", None),
    ],
)
def test_a_mark_is_typed_as_a_fraction_where_its_step_is_one(text: str, value: str | None) -> None:
    reading = REFERENTIEL.entries["T"].read(text)
    assert (reading.value.number if not reading.refusal else None) == (
        None if value is None else Fraction(value)
    )


@pytest.mark.parametrize("text", ["10/20", "31/3", "12/10"])
def test_no_fraction_is_a_mark_where_the_step_is_none_or_a_decimal(text: str) -> None:
    assert REFERENTIEL.entries["M"].read(text).refusal is not None
    assert REFERENTIEL.entries["Q"].read(text).refusal is not None


def test_out_of_what_the_mark_is_out_of_is_refused_even_where_the_step_has_that_denominator() -> None:
    of_three = referentiel(RULES.replace("sur: 20, pas: 1/3", "sur: 3, pas: 1/3")).entries["T"]
    assert of_three.read("1/3").refusal is not None
    assert of_three.read("3").value.number == 3


def test_values_are_neither_ordered_nor_added_by_accident() -> None:
    half, one = Value(Fraction(1, 2), Fraction(1, 2)), Value(Fraction(1), Fraction(1))
    for wrong in (
        lambda: half < one,
        lambda: max(half, one),
        lambda: half + one,
        lambda: 2 * half,
        lambda: sorted([half, one]),
    ):
        with pytest.raises(TypeError):
            wrong()
