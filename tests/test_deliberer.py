"""`certeval deliberer`: where a session stands, what a decision changes, and its writing into the session's file."""

import codecs
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certeval.diagnostics import Diagnostic
from certeval.engine.close import CloseVerdictSearch
from certeval.engine.evaluator import Evaluator
from certeval.exchange.session_text import with_decision
from certeval.jury import session as sessions
from certeval.jury.deliberation import DecisionDeJury
from certeval.referentiel.catalogue import package_folder, versions
from certeval.referentiel.load import load
from certeval.rules.outcome import FAUX, VRAI, Value
from certeval.rules.program import CERTIFICATION
from certeval.scores.read import open_sheets
from certeval.scores.values import Values
from certeval.sources.yaml import parse
from conftest import Certeval
from floors import floor
from terminal import answer_questions, screen

EXAMPLE = Path(__file__).parents[1] / "examples" / "scores.csv"
FILE = Path("sessions") / "S1-2026.yaml"
HEAD = """\
# La session d’été
format: 1
session: {code: S1-2026, referentiel: developpement-commercial@1.0.0, feuilles: [../scores.csv]}
jury:
  designation: {par: directeur, le: 2026-05-20, acte: décision 2026-14}
  regles: {membres: {au_moins: 2}, quorum: {presents: 2, externes: 1}}
  membres:
  - {code: J1, qualite: directrice commerciale, externe: oui, role: president}
  - {code: J2, qualite: formateur, externe: non}
deliberation:
  le: 2026-07-02   # le jour dit
  presents: [J1, J2]
"""
GIVEN = ("C005", "BC1", "valide", "--motif", "oral remarquable", "--vote", "unanimité")
LINE = "  - {candidat: C005, element: BC1, verdict: valide, motif: oral remarquable, vote: unanimité}\n"


@pytest.mark.parametrize("option", ["--report-a", "--report"])
def test_a_decision_that_waits_says_the_session_it_is_postponed_to(
    certeval: Certeval, folder: Path, option: str
) -> None:
    """--report is the name it had: elsewhere it is a file of findings."""
    waits = ("deliberer", "S1-2026", "C003", "BC1", "en_attente", "--motif", "absence justifiée")
    done = certeval(*waits, option, "S2-2026")
    assert done.status == 0
    assert "verdict: en_attente, report: S2-2026, " in (folder / FILE).read_text(encoding="utf-8")


def test_the_session_it_is_postponed_to_is_named_once(certeval: Certeval) -> None:
    done = certeval("deliberer", "S1-2026", "--report-a", "S2-2026", "--report", "S3-2026")
    assert done.status == 2
    assert done.err.splitlines()[-1] == (
        "certeval: --report-a takes one value, and is given 2: « S2-2026 », « S3-2026 »"
    )
    assert "--report " not in certeval("deliberer", "--help").out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scores.csv").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "sessions").mkdir()
    (tmp_path / FILE).write_text(HEAD, encoding="utf-8")
    return tmp_path


def test_the_jury_sees_who_is_at_a_bound_who_waits_and_what_is_held(certeval: Certeval, folder: Path) -> None:
    (folder / FILE).write_text(f"{HEAD}  decisions:\n{LINE}", encoding="utf-8")
    done = certeval("deliberer", "S1-2026")
    assert (done.status, done.err) == (0, "")
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert "session S1-2026, deliberation of 2026-07-02: present 2, external 1" in lines
    assert "quorum 2, external 1: met" in lines
    assert "C007 BC2 CR2.3.2, CR2.3.4" in lines  # one critère more, and BC2 is validated
    assert "C007 certification CR2.3.2, CR2.3.4" in lines
    assert "C011 BC2 CR2.1.3, CR2.3.3" in lines  # one fewer, and it is lost
    assert "C003 46 empty cells" in lines
    assert "C005 BC1 validated (jury) not validated oral remarquable" in lines


@pytest.mark.parametrize(
    ("marks", "side"),
    [("101000", None), ("111000", False), ("111100", True), ("111110", None)],
)
def test_one_critere_from_the_other_side_is_at_a_bound(
    certeval: Certeval, folder: Path, marks: str, side: bool | None
) -> None:
    """C1.1 takes 4 of its 6 critères: with 3 it is one below, with 4 one fewer would lose it."""
    head, *_rows = EXAMPLE.read_text(encoding="utf-8-sig").splitlines()
    columns = head.split(";")
    given = dict(zip([f"CR1.1.{i}" for i in range(1, 7)], marks, strict=True))
    row = [{"candidat": "C001"}.get(each, given.get(each, "1")) for each in columns]
    row = [
        "" if each in {"nom", "prenom", "groupe", "session"} else text
        for each, text in zip(columns, row, strict=True)
    ]
    (folder / "scores.csv").write_text(f"{head}\n{';'.join(row)}\n", encoding="utf-8")
    found = json.loads(certeval("deliberer", "S1-2026", "--json").out)["au_seuil"]
    of_bloc = [each["valide"] for each in found if each["element"] == "BC1"]
    assert of_bloc == ([] if side is None else [side])


def test_what_decides_at_a_bound_stands_in_the_order_of_the_referentiel(
    certeval: Certeval, folder: Path
) -> None:
    """It stood in that of the columns, and of the sheets of a session."""
    found = json.loads(certeval("deliberer", "S1-2026", "--json").out)["au_seuil"]
    (folder / "scores.csv").write_text(
        "\n".join(
            ";".join(reversed(line.split(";"))) for line in EXAMPLE.read_text("utf-8-sig").splitlines()
        ),
        encoding="utf-8",
    )
    assert found
    assert json.loads(certeval("deliberer", "S1-2026", "--json").out)["au_seuil"] == found


def test_who_is_at_a_bound_is_who_changes_when_one_cell_does() -> None:
    """Worked out again whole, for each candidate and each cell."""
    applied = load(next(versions(package_folder())).path).referentiel
    assert applied is not None
    values, whole = Values(applied.entries), Evaluator(applied.program)
    elements = [*applied.tree.below("bloc", None), CERTIFICATION]
    bound = CloseVerdictSearch(applied.program, elements)
    for candidate in open_sheets([EXAMPLE]).read(applied).candidates.values():
        cells = values.of(candidate, list[Diagnostic]().append)
        before = whole.evaluate(cells).verdicts
        by: dict[str, list[str]] = {name: [] for name in elements}
        for code, value in cells.items():
            if value.number is not None:
                other = Value(1 - value.number, 1 - value.number)
                after = whole.evaluate({**cells, code: other}).verdicts
                for name in elements:
                    if before[name].outcome in {VRAI, FAUX} and (
                        (before[name].outcome == VRAI) != (after[name].outcome == VRAI)
                    ):
                        by[name].append(code)
        assert {each.element: list(each.by) for each in bound.of(cells)} == {n: c for n, c in by.items() if c}


def test_a_decision_shows_what_it_changes_and_is_written_below_the_rest(
    certeval: Certeval, folder: Path
) -> None:
    done = certeval("deliberer", "S1-2026", *GIVEN)
    assert done.status == 0, done.err
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert "BC1 not validated validated (jury)" in lines
    assert "certification not validated not validated" in lines
    assert "to present again: C1.1 + C1.3 + C2.2 + C2.3 → C2.2 + C2.3" in lines
    assert (folder / FILE).read_text(encoding="utf-8") == f"{HEAD}  decisions:\n{LINE}"
    assert certeval("validate", "--session", "S1-2026").status == 0


def test_the_effect_and_the_state_are_told_to_programs_too(certeval: Certeval, folder: Path) -> None:
    effect = json.loads(certeval("deliberer", "S1-2026", *GIVEN, "--json").out)
    assert effect["decision"]["motif"] == "oral remarquable"
    assert effect["effets"] == [
        {"element": "BC1", "avant": "non_valide", "apres": "valide"},
        {"element": "certification", "avant": "non_valide", "apres": "non_valide"},
    ]
    assert effect["rattrapages"]["apres"] == [["C2.2", "C2.3"]]
    state = json.loads(certeval("deliberer", "S1-2026", "--json").out)
    assert state["session"]["code"] == "S1-2026"
    assert [each["candidat"] for each in state["decides"]] == ["C005"]


def test_nothing_is_written_where_only_the_difference_is_asked(certeval: Certeval, folder: Path) -> None:
    done = certeval("deliberer", "S1-2026", *GIVEN, "--dry-run")
    assert f"+  decisions:\n+{LINE}" in done.out
    assert (folder / FILE).read_text(encoding="utf-8") == HEAD


def test_what_stands_is_replaced_only_where_that_is_said(certeval: Certeval, folder: Path) -> None:
    certeval("deliberer", "S1-2026", *GIVEN)
    again = ("C005", "bc 1", "non validé", "--motif", "erratum")
    refused = certeval("deliberer", "S1-2026", *again)
    assert (refused.status, "S1-2026.yaml:14: BC1 of C005 is decided there" in refused.err) == (2, True)
    done = certeval("deliberer", "S1-2026", *again, "--remplace")
    assert done.status == 0, done.err
    replaced = "  - {candidat: C005, element: BC1, verdict: non_valide, motif: erratum}\n"
    assert (folder / FILE).read_text(encoding="utf-8") == f"{HEAD}  decisions:\n{replaced}"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("C005", "BC1", "valide"), "S301"),
        (("C001", "BC1", "non_valide", "--motif", "fraude"), "S302"),
        (("C005", "certification", "valide", "--motif", "rachat"), "S303"),
        (("C003", "BC1", "en_attente"), "S305"),
    ],
)
def test_a_decision_that_breaks_a_rule_is_not_written(
    certeval: Certeval, folder: Path, arguments: tuple[str, ...], code: str
) -> None:
    done = certeval("deliberer", "S1-2026", *arguments)
    assert (done.status, f"error[{code}]" in done.err) == (1, True)
    assert "nothing is written" in done.err
    assert (folder / FILE).read_text(encoding="utf-8") == HEAD


@pytest.mark.parametrize(
    ("presents", "quorum", "said"),
    [
        ("J1, J2", "presents: 2, externes: 1", "quorum 2, external 1: met"),
        ("J1, J2", "presents: 3, externes: 1", "quorum 3, external 1: NOT met"),
        ("J1, J2", "presents: 2, externes: 2", "quorum 2, external 2: NOT met"),
        ("J2", "presents: 1, externes: 1", "quorum 1, external 1: NOT met"),
        ("J2", "presents: 1", "quorum 1, external 0: met"),
        ("J1", "externes: 1", "quorum 0, external 1: met"),
        ("J1", "externes: 2", "quorum 0, external 2: NOT met"),
    ],
)
def test_a_quorum_is_met_by_as_many_present_and_as_many_external(
    certeval: Certeval, folder: Path, presents: str, quorum: str, said: str
) -> None:
    text = HEAD.replace("[J1, J2]", f"[{presents}]").replace("presents: 2, externes: 1", quorum)
    (folder / FILE).write_text(text, encoding="utf-8")
    done = certeval("deliberer", "S1-2026")
    assert [line for line in done.out.splitlines() if line.startswith("quorum")] == [said]
    assert (done.status, "error[S214]" in done.err or "error[S215]" in done.err) == (
        (1, True) if "NOT" in said else (0, False)
    )
    told = json.loads(certeval("deliberer", "S1-2026", "--json").out)["quorum"]
    assert (
        f"quorum {told['presents']}, external {told['externes']}: {'met' if told['atteint'] else 'NOT met'}"
        == said
    )


@pytest.mark.parametrize("option", ["--motif x", "--vote y", "--report-a S2", "--remplace", "--dry-run"])
def test_no_option_of_a_decision_is_passed_over_where_nothing_is_decided(
    certeval: Certeval, folder: Path, option: str
) -> None:
    done = certeval("deliberer", "S1-2026", *option.split())
    words = f"certeval: {option.split(maxsplit=1)[0]}: without effect unless CANDIDAT is given\n"
    assert (done.status, done.out, done.err) == (2, "", words)
    assert folder.is_dir()


def test_what_a_decision_would_change_is_json_alone_for_programs(certeval: Certeval, folder: Path) -> None:
    """The lines of the file followed it."""
    file = folder / "sessions" / "S1-2026.yaml"
    before = file.read_bytes()
    done = certeval("deliberer", "S1-2026", *GIVEN, "--dry-run", "--json")
    assert done.status == 0
    assert json.loads(done.out)["decision"]["verdict"] == "valide"
    assert file.read_bytes() == before


def test_what_a_decision_changes_is_plain_in_a_file_whatever_the_terminal(folder: Path) -> None:
    command = ("deliberer", "S1-2026", *GIVEN, "--no-input", "--dry-run")
    screen(folder, 40, *command, "--output", "effet.txt")
    assert (
        (folder / "effet.txt").read_text(encoding="utf-8")
        == """\
C005            today           with the decision
─────────────────────────────────────────────────
BC1             not validated   validated (jury)
certification   not validated   not validated
to present again: C1.1 + C1.3 + C2.2 + C2.3 → C2.2 + C2.3
"""
    )


def test_no_quorum_is_told_where_none_is_declared(certeval: Certeval, folder: Path) -> None:
    text = HEAD.replace(", quorum: {presents: 2, externes: 1}", "")
    (folder / FILE).write_text(text, encoding="utf-8")
    done = certeval("deliberer", "S1-2026")
    assert (done.status, "quorum" in done.out) == (0, False)
    document = json.loads(certeval("deliberer", "S1-2026", "--json").out)
    assert (document["quorum"], document["liens"]) == (None, [])


def test_nothing_is_decided_below_the_quorum(certeval: Certeval, folder: Path) -> None:
    short = HEAD.replace("[J1, J2]", "[J2]")
    (folder / FILE).write_text(short, encoding="utf-8")
    assert "quorum 2, external 1: NOT met" in certeval("deliberer", "S1-2026").out
    done = certeval("deliberer", "S1-2026", *GIVEN)
    assert (done.status, "error[S214]" in done.err, "error[S215]" in done.err) == (1, True, True)
    assert (folder / FILE).read_text(encoding="utf-8") == short


def test_a_tie_stands_against_its_candidate_alone(certeval: Certeval, folder: Path) -> None:
    tied = HEAD.replace(
        "deliberation:", "  liens: [{membre: J2, candidat: C005, nature: parent}]\ndeliberation:"
    )
    (folder / FILE).write_text(tied, encoding="utf-8")
    assert "J2 is tied to C005 (parent): still present" in certeval("deliberer", "S1-2026").out
    told = json.loads(certeval("deliberer", "S1-2026", "--json").out)["liens"]
    assert told == [{"membre": "J2", "candidat": "C005", "nature": "parent", "ecarte": False}]
    assert "error[S216]" in certeval("deliberer", "S1-2026", *GIVEN).err
    other = certeval("deliberer", "S1-2026", "C007", "BC2", "valide", "--motif", "oral")
    assert other.status == 0, other.err


def test_a_name_in_a_reason_is_written_only_where_that_is_confirmed(certeval: Certeval, folder: Path) -> None:
    (folder / "candidats.csv").write_text("candidat;Nom Naissance\nC005;Exemple\n", encoding="utf-8")
    listed = HEAD.replace("deliberation:", "candidats: ../candidats.csv\ndeliberation:")
    (folder / FILE).write_text(listed, encoding="utf-8")
    named = ("deliberer", "S1-2026", "C005", "BC1", "valide", "--motif", "exemple a convaincu")
    done = certeval(*named)
    said = "certeval: nothing is written: --confirm writes it though there are warnings"
    assert (done.status, done.err.splitlines()[-1]) == (1, said)
    assert (folder / FILE).read_text(encoding="utf-8") == listed
    assert certeval(*named, "--confirm").status == 0
    assert "motif: exemple a convaincu" in (folder / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("C005",), "say what is decided"),
        (("C005", "BC1"), "VERDICT: write one of valide, non_valide, en_attente"),
        (("C005", "BC1", "admis"), "« admis » is none"),
        (("C005", "BC7", "valide"), "« BC7 »: nothing is decided under this name"),
        (("C999", "BC1", "valide"), "no candidate « C999 »"),
    ],
)
def test_what_is_typed_wrong_is_said(
    certeval: Certeval, folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = certeval("deliberer", "S1-2026", *arguments)
    assert (done.status, told in done.err) == (2, True), done.err


def test_a_session_without_a_deliberation_is_told_what_to_write(certeval: Certeval, folder: Path) -> None:
    (folder / FILE).write_text(HEAD.split("deliberation:", maxsplit=1)[0], encoding="utf-8")
    assert "no `deliberation` is declared yet" in certeval("deliberer", "S1-2026").out
    done = certeval("deliberer", "S1-2026", *GIVEN)
    assert (done.status, "deliberation: {le: 2026-07-02, presents: [J1, J2]}" in done.err) == (2, True)


def test_a_file_in_another_encoding_keeps_its_bytes(certeval: Certeval, folder: Path) -> None:
    data = HEAD.encode("cp1252")
    (folder / FILE).write_bytes(data)
    done = certeval("deliberer", "S1-2026", *GIVEN)
    assert (done.status, "error[Y003]" in done.err) == (1, True)
    assert (folder / FILE).read_bytes() == data


def test_a_file_that_changed_meanwhile_is_left_as_it_is(
    certeval: Certeval, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from certeval.cli.jurys import decisions

    weighed = decisions.draft

    def meanwhile(*arguments: object, **options: object) -> decisions.DecisionDraft:
        found = weighed(*arguments, **options)  # type: ignore[arg-type]
        (folder / FILE).write_text(f"{HEAD}# relu\n", encoding="utf-8")
        return found

    monkeypatch.setattr(decisions, "draft", meanwhile)
    done = certeval("deliberer", "S1-2026", *GIVEN)
    assert (done.status, "has changed since it was read" in done.err) == (2, True)
    assert (folder / FILE).read_text(encoding="utf-8") == f"{HEAD}# relu\n"


def test_a_terminal_is_asked_what_is_owed_and_whether_to_write(folder: Path) -> None:
    typed = "BC1\nrien\nvalide\noral remarquable\nunanimité\no\n"
    status, shown = answer_questions(folder, typed, "deliberer", "S1-2026", "C005")
    assert status == 0, shown
    assert "ce n’est pas une réponse" in shown
    assert "Sur quel fondement" not in shown  # it raises
    assert (folder / FILE).read_text(encoding="utf-8") == f"{HEAD}  decisions:\n{LINE}"


def test_a_terminal_that_answers_no_writes_nothing(folder: Path) -> None:
    status, _shown = answer_questions(folder, "\nn\n", "deliberer", "S1-2026", *GIVEN)
    assert status == 0
    assert (folder / FILE).read_text(encoding="utf-8") == HEAD


def test_the_state_fits_a_narrow_terminal(folder: Path) -> None:
    shown = screen(folder, 60, "deliberer", "S1-2026")
    assert max(map(len, shown.splitlines())) <= 60


@pytest.mark.parametrize("today", [date(2026, 6, 1), date(2026, 7, 2), date(2041, 1, 1)])
def test_the_session_of_the_examples_has_nothing_to_report_whatever_the_day(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, today: date
) -> None:
    from certeval.cli import inputs

    monkeypatch.setattr(inputs, "today", lambda: today)
    monkeypatch.chdir(EXAMPLE.parents[1])
    assert certeval("check", "examples/sessions").out == "2 sessions checked: nothing to report\n"
    done = certeval("deliberer", "examples/sessions/S1-2026.yaml")
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert done.status == 0
    assert {"C003 29 empty cells", "C013 session S2-2026"} <= set(lines)  # none of BC1, which is acquired
    assert "J2 is tied to C007 (ancien employeur): out for this candidate" in lines


TEXTS = st.text(st.sampled_from("aé’ :,#'\"{}[]-&*!|>%@«»\u00a0"), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
DECIDED = st.builds(
    lambda verdict, motif, code: DecisionDeJury.model_validate(
        {"candidat": code, "element": "BC1", "verdict": verdict} | ({"motif": motif} if motif else {})
    ),
    st.sampled_from(["valide", "non_valide", "en_attente"]),
    TEXTS,
    st.sampled_from(["C001", "C 2", "N°3", "12"]),
)
LAYOUTS = st.sampled_from([
    "deliberation: {le: 2026-07-02%s}",
    "deliberation: {le: 2026-07-02%s, presents: [J1]}  # fin",
    "deliberation:\n  {le: 2026-07-02%s,\n   presents: [J1,\n     J2]\n  }\n# fin",
    "deliberation:\n  le: 2026-07-02 # jour%s\n  observations: |+\n    # aucune\n\n  # fin\n\n",
    "deliberation:\n    le: 2026-07-02%s\n    observations: >-\n     a\njury:\n  membres:\n   - {code: J, qualite: a}",
    "deliberation:\n  presents:\n  - J1 # lui\n  le: 2026-07-02%s\n\n\ninscriptions: []\n",
    "deliberation:\n  le: 2026-07-02%s",
])  # fmt: skip
ONE = "{candidat: C9, element: BC2, verdict: valide}"
FLOW = (
    "",
    ", decisions: []",
    f", decisions: [{ONE}]",
    f", decisions: [\n  {ONE}, # x\n  {ONE[:-1]}, motif: a}} # y\n  ]",
    f", decisions: [{ONE},]",
)
BLOCK = (
    "",
    "\n{i}decisions: [ ]",
    f"\n{{i}}decisions: [{ONE}] # z",
    f"\n{{i}}decisions:\n{{i}}- {ONE}   # z\n{{i}}# y",
    "\n{i}decisions:\n{i}  -   candidat: C9\n{i}      element: BC2\n{i}      verdict: valide",
    "\n{i}decisions: # z\n{i}-\n{i}  verdict: valide\n{i}  candidat: 9\n{i}  element: BC2\n{i}  motif: |\n{i}    a\n\n",
)


@floor()
@settings(max_examples=150)
@given(
    LAYOUTS,
    st.integers(0, 5),
    DECIDED,
    st.tuples(st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])),
    st.booleans(),
)
def test_what_is_written_reads_back_as_the_same_session_and_that_decision(
    layout: str, kind: int, decision: DecisionDeJury, form: tuple[str, str], replace: bool
) -> None:
    newline, encoding = form
    start = "# é\nformat: 1\nsession: {code: S1, referentiel: petit@1.0.0}\n"
    line = layout.split("%s", maxsplit=1)[0].splitlines()[-1]
    indent = line[: len(line) - len(line.lstrip())]
    inside = FLOW[min(kind, 4)] if "{le" in layout else BLOCK[kind].replace("{i}", indent)
    text = (start + layout % inside).replace("\n", newline)
    session, told = sessions.read(parse(text.encode(encoding), "S1.yaml"))
    assert session is not None, [each.code for each in told]
    sitting = session.model.deliberation
    assert sitting is not None
    at = 0 if replace and sitting.decisions else None
    data = with_decision(session, decision, at)
    assert data is not None
    again, _ = sessions.read(parse(data, "S1.yaml"))
    assert again is not None
    assert again.model.deliberation is not None
    wanted = [decision, *sitting.decisions[1:]] if at == 0 else [*sitting.decisions, decision]
    assert list(again.model.deliberation.decisions) == wanted
    assert again.model.model_copy(update={"deliberation": sitting}) == session.model
    if at is None:  # all that was there is there still, in its order
        left = iter(data.decode(encoding))
        assert all(sign in left for sign in text)
    assert (b"\r\n" in data.replace(b"\0", b"")) == (newline == "\r\n")
    assert data.startswith(codecs.BOM_UTF8) == (encoding == "utf-8-sig")


ATTEMPTS = """\
format: 1
certification: {{code: oral, version: 1.0.0}}
epreuves:
- {{code: E1, intitule: Oral, echelle: {{note: {{sur: 20}}}},
   tentatives: {{retenir: meilleure, plafond: 10}}, validation: {{au_moins: {bound}}}}}
validation: {{certification: {{tous: epreuves}}}}
"""


@pytest.mark.parametrize(
    ("bound", "marks", "side"),
    [
        ("11", "10", False),
        ("11", "8 15", None),  # the second counts for 10 and, a point better, for 10 still
        ("11", "8 9", None),
        ("11", "10 15", False),  # it is the first that a point would make 11
        ("10", "10", True),
        ("10", "8 15", None),  # a point less, and it still counts for 10
        ("10", "8 10", True),
        ("10", "8 9", False),
        ("10.25", "8 9.5", None),
        ("10.25", "9.5", False),
    ],
)
def test_a_point_more_on_a_capped_attempt_is_one_that_its_ceiling_leaves(
    certeval: Certeval, folder: Path, bound: str, marks: str, side: bool | None
) -> None:
    referentiels = folder / "referentiels" / "oral"
    referentiels.mkdir(parents=True)
    (referentiels / "1.0.0.yaml").write_text(ATTEMPTS.format(bound=bound), encoding="utf-8")
    (folder / FILE).write_text(HEAD.replace("developpement-commercial", "oral"), encoding="utf-8")
    rows = [f"A;{number};{mark}" for number, mark in enumerate(marks.split(), 1)]
    (folder / "scores.csv").write_text("\n".join(["candidat;tentative;E1", *rows]), encoding="utf-8")
    found = json.loads(certeval("deliberer", "S1-2026", "--json").out)["au_seuil"]
    assert [each["valide"] for each in found if each["element"] == "E1"] == ([] if side is None else [side])
    page = folder / "page.html"
    assert certeval("report", "--session", "S1-2026", "--output", page).status == 0
    assert ('<td class="code">E1</td>' in page.read_text(encoding="utf-8")) == (side is not None)


@pytest.mark.parametrize(
    ("registration", "expected"),
    [
        ("", "46 empty cells"),
        (", vise: [BC1]", "17 empty cells"),
        (", vise: [BC1], acquis: [{bloc: BC1, version: 1.0.0}]", None),
        (", vise: [certification], acquis: [{bloc: BC1, version: 1.0.0}]", "29 empty cells"),
    ],
)
def test_a_jury_waits_for_nothing_that_a_candidate_does_not_seek(
    certeval: Certeval, folder: Path, registration: str, expected: str | None
) -> None:
    inscription = f"inscriptions: [{{candidat: C003{registration}}}]\n"
    (folder / FILE).write_text(HEAD.replace("deliberation:", f"{inscription}deliberation:"), encoding="utf-8")
    found = json.loads(certeval("deliberer", "S1-2026", "--json").out)["en_attente"]
    assert {each["candidat"]: each["attend"] for each in found}.get("C003") == expected
    table = certeval("validate", "--session", "S1-2026").out
    (row,) = (line for line in table.splitlines() if line.startswith("C003 "))
    assert re.findall("[0-9]+ empty cells", row) == ([expected] if expected else [])
    page = folder / "page.html"
    assert certeval("report", "--session", "S1-2026", "--output", page).status == 0
    row = '<th scope="row" class="code">C003</th><td>'
    told = page.read_text(encoding="utf-8").partition(' id="attente"')[2].partition("</section>")[0]
    assert told.partition(row)[2].partition("</td>")[0] == (expected or "")
