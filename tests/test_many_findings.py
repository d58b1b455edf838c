"""More findings of a kind than anybody reads: the first are listed, the others counted, whoever reads the sheet."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certeval.bulk import decide, identities
from certeval.diagnostics import findings
from certeval.rules import refusals
from certeval.scores.observations import MOST_ROWS, Layout
from certeval.scores.people import People
from certeval.sources.row import Row
from conftest import Certeval, Done
from floors import floor, idle
from score_sheets import scores
from workbooks import xlsx

PLAINLY = ("--encoding", "utf-8")
"""What has a sheet read cell by cell."""
HEADINGS = ["candidat", "CR1.1.1", "CR1.1.2"]
FEW = 3


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few of a kind are listed, and every sheet in CSV is worth the fast way."""
    monkeypatch.setattr(findings, "MOST", FEW)
    monkeypatch.setattr(decide, "WORTH_IT", 0)


def results_findings(certeval: Certeval, *arguments: object) -> list[dict[str, object]]:
    """What a document of results says of its sheets."""
    done = certeval("validate", *arguments, "--json")
    assert done.status == 1
    listed: list[dict[str, object]] = json.loads(done.out)["diagnostics"]
    return listed


def whole(done: Done) -> tuple[int, str, list[str]]:
    """What a command came to, but for what it says of how it went."""
    return done.status, done.out, [line for line in done.err.split("\n") if not line.startswith("certeval: ")]


def wrong(count: int) -> list[list[str]]:
    return [[f"C{i:05d}", "bof", "oui"] for i in range(count)]


def csv(rows: list[list[str]], headings: list[str] = HEADINGS) -> str:
    return "\n".join(";".join(row) for row in [headings, *rows]) + "\n"


def write(folder: Path, form: str, rows: list[list[str]]) -> str:
    """The same sheet in each form."""
    cells = [
        [code, element, row[i]]
        for row in rows
        for code in [row[0]]
        for i, element in enumerate(HEADINGS)
        if i
    ]
    file = folder / {"wide": "s.csv", "long": "long.csv", "yaml": "s.yaml", "xlsx": "s.xlsx"}[form]
    if form == "wide":
        file.write_text(csv(rows), encoding="utf-8")
    elif form == "long":
        file.write_text(csv(cells, ["candidat", "element", "valeur"]), encoding="utf-8")
    elif form == "xlsx":
        file.write_bytes(xlsx(Notes=[HEADINGS, *rows]))
    else:
        notes = [
            f"- {{candidat: {code}, notes: {{{HEADINGS[1]}: {one}, {HEADINGS[2]}: {two}}}}}"
            for code, one, two in rows
        ]
        file.write_text("\n".join(["format: 1", "candidats:", *notes]) + "\n", encoding="utf-8")
    return file.name


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("form", ["wide", "long", "yaml", "xlsx"])
def test_the_first_of_a_kind_are_listed_and_the_others_counted(
    certeval: Certeval, tmp_path: Path, form: str
) -> None:
    listed = results_findings(certeval, write(tmp_path, form, wrong(20)))
    codes = [each["code"] for each in listed]
    assert codes.count("N211") == FEW
    (closing,) = [each for each in listed if each["code"] == "N240"]
    assert closing["message"] == "and 17 more of N211 in this file, from here on, which are not listed"
    assert closing["gravite"] == "erreur"
    lines = [each.get("cellule") or each["ligne"] for each in listed if each["code"] in {"N211", "N240"}]
    assert len(set(lines)) == FEW + 1


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("count", "codes"), [(3, 3), (4, 4), (5, 3)], ids=["at most", "one more", "two more"]
)
def test_as_many_as_are_listed_and_one_more_are_told_one_by_one(
    certeval: Certeval, tmp_path: Path, count: int, codes: int
) -> None:
    listed = [each["code"] for each in results_findings(certeval, write(tmp_path, "wide", wrong(count)))]
    assert listed.count("N211") == codes
    assert listed.count("N240") == (count > FEW + 1)


@pytest.mark.usefixtures("few")
def test_people_are_told_how_many_errors_there_are(certeval: Certeval, tmp_path: Path) -> None:
    done = certeval("validate", write(tmp_path, "wide", wrong(20)))
    assert done.status == 1
    assert "error[N240]: and 17 more of N211" in done.err
    assert done.err.rstrip().endswith("20 errors, 1 remark")


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("form", ["wide", "long", "yaml"])
def test_who_is_spoilt_by_what_is_only_counted_is_left_out_all_the_same(
    certeval: Certeval, tmp_path: Path, form: str
) -> None:
    rows = [*wrong(20), ["C90000", "oui", "oui"]]
    done = certeval("validate", write(tmp_path, form, rows), "--json", "--keep-going")
    document = json.loads(done.out)
    assert [each["candidat"] for each in document["candidats"]] == ["C90000"]
    assert sorted(each["candidat"] for each in document["ecartes"]) == [row[0] for row in rows[:20]]


@pytest.mark.usefixtures("few")
def test_rows_of_nobody_beyond_those_listed_do_not_stop_the_others(
    certeval: Certeval, tmp_path: Path
) -> None:
    rows = [["C001", "oui", "oui"], *[["Moyenne", "oui", "non"]] * 9]
    done = certeval("validate", write(tmp_path, "wide", rows), "--json", "--keep-going")
    assert [each["candidat"] for each in json.loads(done.out)["candidats"]] == ["C001"]


@pytest.mark.usefixtures("few")
def test_findings_are_the_first_by_place_in_whatever_order_they_come() -> None:
    from certeval.diagnostics import Diagnostic, Place, Span
    from certeval.diagnostics.families.sheets import NO_IDENTIFIER

    lines = [7, 2, 9, 1, 8, 3, 6, 4, 5]
    places = [Place("s.csv", Span(line, 1, line, 2)) for line in lines]
    held = findings.Findings(Diagnostic(NO_IDENTIFIER, place) for place in places)
    assert [each.place.span and each.place.span.line for each in held.in_order()] == [1, 2, 3, 4]
    assert held.in_order()[-1].arguments == {"code": NO_IDENTIFIER.code, "more": 6}
    assert held.errors == 9


ENGINES = ("python", "polars")
CODES = st.sampled_from(
    ["C001", "C002", "c001", "C01", "C003", "0075", "75", "C4", "С4", "C 4", "Total", "", "1E5"]
)
VALUES = st.sampled_from(["oui", "oui", "non", "bof", "12", "'oui", '"oui"', '"bof"', '"b""of"'])
CELLS = st.lists(VALUES, min_size=2, max_size=2)
ROWS = st.tuples(CODES, CELLS, st.sampled_from([[]] * 5 + [[""], ["x"]]), st.booleans()).map(
    lambda row: [row[0], *row[1][: 1 if row[3] and not row[2] and row[1][0] == "12" else 2], *row[2]]
)


@pytest.mark.usefixtures("few")
@floor("1/2")
@settings(max_examples=40)
@given(st.lists(ROWS, min_size=8, max_size=40), st.sampled_from(ENGINES))
def test_the_fast_way_tells_what_the_reader_of_cells_tells(
    certeval: Certeval, tmp_path: Path, rows: list[list[str]], engine: str
) -> None:
    (tmp_path / "s.csv").write_text(csv(rows), encoding="utf-8")
    swift = certeval("validate", "s.csv", "--json", "--engine", engine)
    assert whole(swift) == whole(certeval("validate", "s.csv", "--json", *PLAINLY))
    idle(when="N240" not in swift.out)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("engine", ENGINES)
def test_rows_that_are_wrong_many_times_over_are_all_counted(
    certeval: Certeval, tmp_path: Path, engine: str
) -> None:
    codes = [f"CR1.1.{number}" for number in range(1, 7)]
    rows = [[f"C{number}", *["bof"] * len(codes)] for number in range(10)]
    (tmp_path / "s.csv").write_text(csv(rows, ["candidat", *codes]), encoding="utf-8")
    swift = certeval("validate", "s.csv", "--json", "--engine", engine)
    assert "and 57 more of N211" in swift.out
    assert whole(swift) == whole(certeval("validate", "s.csv", "--json", *PLAINLY))


NAMED = ["candidat", "nom", "prenom", "CR1.1.1", "CR1.1.2"]
PEOPLE = st.tuples(
    st.sampled_from(["C1", "C2", "c1", "C3", "C4", "C\u200b5", "Total", ""]),
    st.sampled_from(["Un", "un", "Deux", ""]),
    st.sampled_from(["Zoé", "Zoe", ""]),
    st.sampled_from(["oui", "", " "]),
    st.sampled_from(["", "non", "bof"]),
).map(list)


@pytest.mark.usefixtures("few")
@floor("1/2")
@settings(max_examples=40)
@given(st.lists(PEOPLE, min_size=8, max_size=40), st.sampled_from([1, 3, 10**6]), st.sampled_from(ENGINES))
def test_the_fast_way_tells_of_people_what_the_reader_of_cells_tells(
    certeval: Certeval, tmp_path: Path, rows: list[list[str]], at_once: int, engine: str
) -> None:
    (tmp_path / "s.csv").write_text(csv(rows, NAMED), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identities, "AT_ONCE", at_once)
        swift = certeval("validate", "s.csv", "--json", "--engine", engine)
    assert whole(swift) == whole(certeval("validate", "s.csv", "--json", *PLAINLY))
    idle(when="N240" not in swift.out)


def test_people_of_one_name_are_told_apart_without_being_read_again(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decide, "WORTH_IT", 0)
    work: Counter[str] = Counter()
    candidate = People.candidate
    monkeypatch.setattr(People, "candidate", lambda *given: work.update(["read"]) or candidate(*given))
    rows = [[f"C{i:05d}", "Un", "Zoé", "oui" if i % 2 else "", "" if i % 2 else "non"] for i in range(5_000)]
    (tmp_path / "s.csv").write_text(csv(rows, NAMED), encoding="utf-8")
    done = certeval("validate", "s.csv", "--json")
    assert done.status == 0
    listed = json.loads(done.out)["diagnostics"]
    assert Counter(each["code"] for each in listed)["N038"] in {0, findings.MOST}
    assert work["read"] <= 3 * findings.MOST


@pytest.mark.usefixtures("few")
@settings(max_examples=40)
@given(st.lists(ROWS, min_size=8, max_size=40))
def test_nothing_is_lost_unsaid(certeval: Certeval, tmp_path: Path, rows: list[list[str]]) -> None:
    (tmp_path / "s.csv").write_text(csv(rows), encoding="utf-8")
    few = _counts(certeval("validate", "s.csv", "--json").out)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(findings, "MOST", 10**6)
        assert few == _counts(certeval("validate", "s.csv", "--json").out)


def _counts(out: str) -> Counter[str]:
    """How many findings of each kind a document lists or counts."""
    found: Counter[str] = Counter()
    for each in json.loads(out)["diagnostics"]:
        if each["code"] == "N240":
            _, number, _, _, code, *_ = each["message"].split()
            found[code] += int(number)
        else:
            found[each["code"]] += 1
    return found


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "rows",
    [
        [[f"C{i % 5000:05d}", "oui", "non"] for i in range(10_000)],
        wrong(10_000),
        [[f"C{i:05d}", "oui"] for i in range(10_000)],
        [[f"C{i:05d}", "oui", "", "non"] for i in range(10_000)],
        [["", "oui", "non"] for _ in range(10_000)],
        [["", "bof", "bof"] for _ in range(10_000)],
        [["Total", "oui", "non"] for _ in range(10_000)],
        [["1E5", "oui", "non"] for _ in range(10_000)],
        [[f"{'Cc'[i % 2]}{i // 2:05d}", "oui", "bof"] for i in range(10_000)],
        [[f"C\u200b{i % 5000:05d}", "oui", "bof"] for i in range(10_000)],
    ],
    ids=[
        *("twice", "refused", "too short", "too long", "no identifier", "nothing right", "totals"),
        *("broken identifiers", "alike", "unseen signs"),
    ],
)
def test_a_sheet_wrong_in_every_row_is_read_no_further_than_is_listed(
    certeval: Certeval, tmp_path: Path, rows: list[list[str]], engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    work: Counter[str] = Counter()
    place, candidate = Row.place, People.candidate
    monkeypatch.setattr(Row, "place", lambda *given: work.update(["places"]) or place(*given))
    monkeypatch.setattr(People, "candidate", lambda *given: work.update(["read"]) or candidate(*given))
    (tmp_path / "s.csv").write_text(csv(rows), encoding="utf-8")
    listed = results_findings(certeval, "s.csv", "--engine", engine)
    said = len({each["code"] for each in listed} - {"N240"})
    assert len(listed) <= said * (findings.MOST + 1) + 1
    assert work["places"] <= 3 * said * findings.MOST
    assert work["read"] <= 3 * said * findings.MOST


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        (["candidat", "element", "valeur"], [[f"C{i}", "CR1.1.1", "bof"] for i in range(10_000)]),
        (
            ["candidat", "element", "valeur"],
            [["C1", f"{'CR1.1.1' if i % 2 else f'X{i}'}", "oui"] for i in range(10_000)],
        ),
        (["candidat", "jure", "CR1.1.1"], [["C1", f"J{i}", "bof"] for i in range(10_000)]),
    ],
    ids=["refused", "unknown and said twice", "of many jurors"],
)
def test_places_are_not_worked_out_beyond_what_is_listed(
    certeval: Certeval,
    tmp_path: Path,
    headings: list[str],
    rows: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work: Counter[str] = Counter()
    place = Row.place
    monkeypatch.setattr(Row, "place", lambda *given: work.update(["places"]) or place(*given))
    (tmp_path / "s.csv").write_text(csv(rows, headings), encoding="utf-8")
    assert len(results_findings(certeval, "s.csv")) <= 3 * findings.MOST
    assert work["places"] <= 5 * findings.MOST


@pytest.mark.usefixtures("few")
def test_a_word_is_suggested_for_what_is_listed_alone(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def nearest(text: str, words: tuple[str, ...]) -> str:
        compared.append(text)
        return words[0]

    monkeypatch.setattr(refusals, "nearest", nearest)
    (tmp_path / "s.csv").write_text(csv([[f"C{i}", f"oi{i}", f"nn{i}"] for i in range(50)]))
    assert Counter(each["code"] for each in results_findings(certeval, "s.csv", *PLAINLY))["N211"] >= FEW
    assert len(compared) <= 4 * FEW


def test_a_candidate_of_many_jurors_compares_few_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = Counter[bool]()
    apart = Layout.apart

    def counted(one: Layout, other: Layout) -> bool:
        compared[True] += 1
        return apart(one, other)

    monkeypatch.setattr(Layout, "apart", counted)
    read = scores(tmp_path, s_csv="candidat;jure;E1\n" + "".join(f"C1;J{i};{i % 20}\n" for i in range(500)))
    assert [(key.jure, cell.text) for key, cell in read.candidates["C1"].each()] == [
        (f"J{i}", str(i % 20)) for i in range(500)
    ]
    assert compared.total() <= MOST_ROWS**2
