"""What a session file may say, and each rule of it just below, at and just above its bound."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from certeval.declared.known_keys import known_keys
from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families.sessions import papers
from certeval.jury import candidats
from certeval.jury import session as files
from certeval.jury import session as sessions
from certeval.jury.assembly import assemble
from certeval.jury.checks import dates, decisions, names
from certeval.jury.checks.names import left_behind
from certeval.jury.file import FichierSession
from certeval.jury.sitting import Sitting
from certeval.jury.tirage.parts import exclusion
from certeval.referentiel.load import Referentiel, compile_document
from certeval.render.diagnostics import message
from certeval.scores.read import open_sheets
from certeval.sources import yaml
from conftest import Certeval

CASES = Path(__file__).parent / "cas" / "invalides" / "sessions"
EXAMPLE = Path(__file__).parents[1] / "examples" / "scores.csv"
TODAY = date(2026, 1, 31)

SESSION = """\
format: 1
session: {code: S1, referentiel: petit@1.0.0, feuilles: [notes.csv]}
jury:
  designation: {par: directeur, le: 2025-05-20, acte: décision 14}
  membres:
  - {code: J1, qualite: directrice, externe: oui, qualifie: oui, role: president}
  - {code: J2, qualite: formateur, externe: non}
deliberation:
  le: 2025-07-02
  presents: [J1, J2]
"""


def petit(name: str = "petit") -> Referentiel:
    found = compile_document(yaml.load(CASES / f"{name}.yaml")).referentiel
    assert found is not None
    return found


def session_codes(text: str, today: date = TODAY) -> list[str]:
    """The codes of what is wrong with a session about `notes.csv`."""
    return [each.code for each in session_diagnostics(text, today)]


def session_diagnostics(
    text: str, today: date = TODAY, applied: str = "petit", *, due: bool = True
) -> list[Diagnostic]:
    """The same, told."""
    session, found = sessions.read(yaml.parse(text.encode(), "S1.yaml"))
    if session is None:
        return found
    named, lost = files.sheets(session, CASES, due=due)
    referentiel = petit(applied)
    scores = open_sheets(named).read(referentiel)
    listed = files.candidats(session, CASES)
    wrong = [*found, *lost, *files.other_sessions(session, scores.sheets), *listed.diagnostics]
    assembly = assemble(session, referentiel, scores.candidates, today, listed)
    before, _ = sessions.read(yaml.load(CASES / "R1-2025.yaml"))
    wrong += [*assembly.diagnostics, *left_behind(assembly.subject, [before] if before else [])]
    assert not any("{" in message(each) for each in wrong)
    return wrong


@pytest.mark.parametrize("file", sorted(CASES.glob("S*.yaml")), ids=lambda file: file.stem)
def test_each_case_has_the_finding_that_it_says_and_no_other(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    applied = "traverse" if "traverse@" in text else "petit"
    expected = text.splitlines()[0].removeprefix("# attendu: ")
    (each,) = session_diagnostics(text, applied=applied, due="S114" not in expected)
    where = f"{each.place.span.line}:{each.place.span.column}" if each.place.span else ""
    beside = f"{Path(each.place.file).name}:" if each.place.file.endswith(".csv") else ""
    assert f"{each.code} {beside}{where}" == expected


@pytest.mark.parametrize(
    ("own", "given", "expected"),
    [
        ("S1-2026", "S1-2026", []),
        ("S1-2026", "s1 2026", []),
        ("S1-2026", "S01-2026", []),
        ("S1-2026", "S10-2026", ["S10-2026"]),
        ("S1-2026", "S2-2026", ["S2-2026"]),
        ("S1-2026", "S1-2025", ["S1-2025"]),
        ("S1-2026", "juin 2026", []),
        ("S1-2026", "2026-06-15", []),
        ("S1", "S12", ["S12"]),
        ("printemps", "automne", []),
    ],
)
def test_a_sheet_of_another_session_is_told(
    tmp_path: Path, own: str, given: str, expected: list[str]
) -> None:
    text = SESSION.replace("code: S1,", f"code: {own},").replace("notes.csv", "n.csv")
    for sheet, name in (
        (f"candidat;session;CR1\nC001;{given};oui\n", "n.csv"),
        (
            f"format: 1\nsession: {{code: {given}}}\ncandidats: [{{candidat: C001, notes: {{CR1: oui}}}}]\n",
            "n.yaml",
        ),
    ):
        (tmp_path / name).write_text(sheet, encoding="utf-8")
        session, _ = sessions.read(yaml.parse(text.encode(), "S1.yaml"))
        assert session
        found = list(files.other_sessions(session, open_sheets([tmp_path / name]).read(petit()).sheets))
        assert [each.arguments["given"] for each in found] == expected


def changed(*changes: tuple[str, str]) -> str:
    text = SESSION
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def with_decisions(*decisions: str) -> str:
    return SESSION + "  decisions:\n" + "".join(f"  - {{{each}}}\n" for each in decisions)


def with_registrations(*registrations: str, text: str = SESSION) -> str:
    return text + "inscriptions:\n" + "".join(f"- {{{each}}}\n" for each in registrations)


def test_a_session_in_order_has_nothing_to_report() -> None:
    assert session_codes(SESSION) == []


def test_a_jury_that_is_not_declared_is_no_quorum_and_has_no_member() -> None:
    start, end = SESSION.index("jury:"), SESSION.index("deliberation:")
    assert session_codes(SESSION[:start] + SESSION[end:]) == ["S218", "S214", "S215", "S203", "S203"]


@pytest.mark.parametrize(
    ("presents", "rules", "today", "expected"),
    [
        ("  presents: []\n", "{membres: {au_moins: 2}}", TODAY, ["S224"]),
        ("  presents: []\n", "{membres: {au_moins: 2}}", date(2025, 7, 2), ["S224"]),
        ("  presents: []\n", "{membres: {au_moins: 2}}", date(2025, 7, 1), []),  # it has not sat yet
        ("  presents: []\n", "{quorum: {presents: 1}}", TODAY, ["S214"]),
        ("", "{membres: {au_moins: 2}}", TODAY, []),  # who sat is not said: not that nobody did
        ("", "{quorum: {presents: 1}}", TODAY, ["S214"]),
    ],
)
def test_a_jury_of_which_nobody_was_present_is_told_whatever_its_quorum(
    presents: str, rules: str, today: date, expected: list[str]
) -> None:
    text = SESSION.replace("  presents: [J1, J2]\n", presents).replace(
        "jury:\n", f"jury:\n  regles: {rules}\n"
    )
    assert session_codes(text, today) == expected


@pytest.mark.parametrize(
    ("rules", "column", "expected"),
    [
        ("membres: {au_moins: 50 %}", 32, "R280"),  # of whom?
        ("externes: {au_moins: deux}", 33, "V110"),
        ("externes: {au_moins: 50 %}", 0, ""),
    ],
)
def test_what_the_rules_of_a_session_do_not_say_of_a_jury_is_told_where_it_is_typed(
    rules: str, column: int, expected: str
) -> None:
    found = session_diagnostics(with_jury(1, 1, f"  regles: {{{rules}}}\n"))
    where = [
        (each.code, each.place.span and (each.place.span.line, each.place.span.column)) for each in found
    ]
    assert where == ([(expected, (8, column))] if expected else [])


MEMBER = "\n  - {code: J3, qualite: acheteuse, externe: %s}"


@pytest.mark.parametrize(
    ("externals", "others", "expected"),
    [(1, 2, ["S212"]), (1, 1, []), (2, 1, []), (0, 2, ["S212", "S215"]), (1, 0, ["S211", "S214"])],
)
def test_half_of_the_members_at_least_are_external_and_two_make_a_jury(
    externals: int, others: int, expected: list[str]
) -> None:
    assert session_codes(with_jury(externals, others)) == expected


def with_jury(externals: int, others: int, rules: str = "") -> str:
    """The session whose jury has so many members, all present; `rules` are its own."""
    members = "".join(
        f"  - {{code: J{i}, qualite: a, externe: {'oui' if i < externals else 'non'}{', role: president' * (not i)}}}\n"
        for i in range(externals + others)
    )
    start, end = SESSION.index("  membres:"), SESSION.index("deliberation:")
    present = ", ".join(f"J{i}" for i in range(externals + others))
    text = f"{SESSION[:start]}  membres:\n{members}{rules}{SESSION[end:]}"
    return text.replace("[J1, J2]", f"[{present}]")


def test_what_a_jury_lacks_is_told_with_what_its_rules_want() -> None:
    (externals,) = session_diagnostics(with_jury(1, 2))
    assert externals.arguments == {"count": 1, "members": 3, "wanted": "au_moins: 50 %"}
    members, quorum = session_diagnostics(with_jury(1, 0))
    assert members.arguments == {"count": 1, "wanted": "au_moins: 2"}
    assert quorum.arguments == {"count": 1, "wanted": 2}


@pytest.mark.parametrize(
    ("externals", "others", "expected"),
    [(1, 0, ["S211"]), (1, 1, []), (2, 1, []), (3, 0, ["S212"]), (2, 2, ["S211"]), (0, 2, ["S212", "S215"])],
)
def test_the_rules_of_a_session_stand_for_those_of_the_referentiel(
    externals: int, others: int, expected: list[str]
) -> None:
    bounds = "membres: {au_moins: 2, au_plus: 3}, externes: {au_moins: 1, au_plus: 2}"
    rules = f"  regles: {{{bounds}, quorum: {{presents: 1, externes: 1}}}}\n"
    assert session_codes(with_jury(externals, others, rules)) == expected


@pytest.mark.parametrize(
    ("member", "lacks"),
    [
        ("externe: oui, qualifie: oui, role: president", ("membres: 1",)),
        ("externe: oui, role: president", ("membres: 1", "qualifie: 0")),
        ("externe: oui, qualifie: oui", ("membres: 1", "president: 0")),
    ],
)
def test_a_jury_of_vae_has_two_members_one_qualified_and_a_president(
    member: str, lacks: tuple[str, ...]
) -> None:
    start, end = SESSION.index("  - {code: J1"), SESSION.index("deliberation:")
    text = f"{SESSION[:start]}  - {{code: J1, qualite: a, {member}}}\n{SESSION[end:]}".replace(
        "[J1, J2]", "[J1]"
    )
    text = text.replace("presents:", "notification: 2025-07-03\n  presents:")
    found = session_diagnostics(with_registrations("candidat: C001, voie: vae", text=text))
    assert [each.arguments["lacks"] for each in found if each.code == "S401"] == [lacks]
    assert [message(each).partition("a president: ")[2] for each in found if each.code == "S401"] == [
        " and ".join(lacks)
    ]
    both = text.replace(
        "deliberation:",
        "  - {code: J2, qualite: b, externe: non, qualifie: oui, role: president}\ndeliberation:",
    )
    found = session_diagnostics(with_registrations("candidat: C001, voie: vae", text=both))
    present = ("membres: 1",) if "qualifie" in member else ("membres: 1", "qualifie: 0")
    assert [each.arguments["lacks"] for each in found if each.code == "S401"] == [
        tuple(f"presents, {each}" for each in present)
    ]
    sat = both.replace("presents: [J1]", "presents: [J1, J2]")
    assert "S401" not in session_codes(with_registrations("candidat: C001, voie: vae", text=sat))
    leaves = sat.replace("[J1, J2]", "[J1, J2]\n  mouvements: [{membre: J1, sort: 14 h 10, pour: %s}]")
    found = session_diagnostics(with_registrations("candidat: C001, voie: vae", text=leaves % "c001"))
    assert [each.arguments["lacks"] for each in found if each.code == "S401"] == [("C001, membres: 1",)]
    assert "S401" not in session_codes(with_registrations("candidat: C001, voie: vae", text=leaves % "C002"))
    by_vae, by_training = ("candidat: C001, voie: vae", "candidat: C001, voie: apprentissage")
    for_good = leaves.replace(", pour: %s", "").replace(
        "  membres:", "  regles: {membres: {au_moins: 1}}\n  membres:"
    )
    assert "S222" in session_codes(with_registrations(by_vae, text=for_good))
    assert "S222" not in session_codes(with_registrations(by_training, text=for_good))
    pause = for_good.replace("sort: 14 h 10", "sort: 14 h 10, revient: 14 h 20")
    assert "S222" not in session_codes(with_registrations(by_vae, text=pause))


@pytest.mark.parametrize(("count", "expected"), [(0, ["S213"]), (1, []), (2, ["S213"])])
def test_a_jury_has_one_president(count: int, expected: list[str]) -> None:
    text = SESSION.replace(", role: president", "") if count == 0 else SESSION
    text = text.replace("externe: non}", "externe: non, role: president}") if count == 2 else text
    assert session_codes(text) == expected


@pytest.mark.parametrize(
    ("until", "expected"), [("2025-07-01", ["S217"]), ("2025-07-02", []), ("2025-07-03", [])]
)
def test_a_member_is_authorised_until_the_day_of_the_sitting(until: str, expected: list[str]) -> None:
    assert session_codes(changed(("externe: non}", f"externe: non, habilite_jusque: {until}}}"))) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2025-07-01", []), ("2025-07-02", []), ("2025-07-03", ["S218"])]
)
def test_a_jury_is_designated_on_the_day_it_sits_at_the_latest(day: str, expected: list[str]) -> None:
    assert session_codes(changed(("2025-05-20", day))) == expected


def test_a_tied_member_leaves_for_that_candidate_alone() -> None:
    tied = changed(
        ("deliberation:", "  liens: [{membre: J2, candidat: C001, nature: parent}]\ndeliberation:")
    )
    move = "  mouvements: [{membre: J2, sort: 14 h, revient: 14 h 06, pour: %s}]\n"
    assert session_codes(tied) == ["S216"]
    assert session_codes(tied + move % "C001") == ["S222"]  # and one alone is left, who is no quorum
    assert session_codes(tied + move % "C002") == ["S216", "S222"]
    assert session_codes(tied + move.replace(", pour: %s", "")) == ["S216"]  # for whom is not said
    alone = tied.replace("presents: [J1, J2]", "presents: [J1]")
    assert session_codes(alone) == ["S214"]
    assert session_codes(f"{alone}  mouvements: [{{membre: J1, sort: 14 h}}]\n") == [
        "S214"
    ]  # no quorum to lose


@pytest.mark.parametrize(
    ("movements", "expected"),
    [
        ("{membre: J2, sort: 14 h, revient: 14 h 06, pour: C001}", []),
        ("{membre: J2, sort: 14 h, revient: 14 h 06, pour: C001}, {membre: J3, sort: 15 h, pour: C002}", []),
        (
            "{membre: J2, sort: 14 h, revient: 14 h 06, pour: C001}, {membre: J3, sort: 15 h, pour: c001}",
            ["J2", "J3"],
        ),
        ("{membre: J2, sort: 14 h}, {membre: J3, sort: 14 h 30, revient: 15 h, pour: C002}", ["J3"]),
        (
            "{membre: J2, sort: 14 h, pour: C001}, {membre: J3, sort: 14 h 30, pour: C002}",
            [],
        ),  # one, then the other
        ("{membre: J1, sort: 14 h, pour: C001}", ["J1"]),  # the external one
        (
            "{membre: J1, sort: 14 h, revient: 14 h 10}, {membre: J2, sort: 14 h, revient: 14 h 10}",
            [],
        ),  # a pause
        ("{membre: J1, sort: 16 h}", []),  # at the end
        ("{membre: J1, sort: 15 h 59}", ["J1"]),  # for good
        ("{membre: J2, sort: 14 h, revient: 14 h 30}, {membre: J3, sort: 14 h 30, pour: C002}", []),
        ("{membre: J2, sort: 14 h, revient: 14 h 31}, {membre: J3, sort: 14 h 30, pour: C002}", ["J3"]),
    ],
)
def test_a_quorum_holds_without_who_left_for_a_candidate_or_for_good(
    movements: str, expected: list[str]
) -> None:
    text = changed(
        ("externe: non}", "externe: non}\n  - {code: J3, qualite: gérant, externe: non}"),
        ("presents: [J1, J2]", "presents: [J1, J2, J3]\n  fin: 16 h"),
    )
    text = text.replace("  membres:\n", "  regles: {quorum: {presents: 2, externes: 1}}\n  membres:\n")
    text += f"  mouvements: [{movements}]\n"
    wrong = [each for each in session_diagnostics(text) if each.code == "S222"]
    assert [each.arguments["member"] for each in wrong] == expected


@pytest.mark.parametrize(("other", "expected"), [("C001", ["S222", "S222"]), ("C002", [])])
def test_a_jury_that_all_leave_for_one_candidate_has_nobody_to_decide(
    other: str, expected: list[str]
) -> None:
    """Though its rules want no quorum."""
    text = changed(("  membres:\n", "  regles: {membres: {au_moins: 2}}\n  membres:\n"))
    movements = f"{{membre: J1, sort: 14 h, pour: C001}}, {{membre: J2, sort: 15 h, pour: {other}}}"
    assert session_codes(f"{text}  mouvements: [{movements}]\n") == expected


@pytest.mark.parametrize(
    ("begin", "end", "leaves", "expected"),
    [
        ("14 h", "15 h", "14 h", []),
        ("14 h", "15 h", "15 h 00", []),
        ("14 h", "15 h", "13 h 59", ["S219"]),
        ("14 h", "15 h", "15:01", ["S219"]),
        ("14 h", "13:59", "14 h 30", ["S219"]),
    ],
)
def test_members_leave_within_the_sitting(begin: str, end: str, leaves: str, expected: list[str]) -> None:
    text = SESSION + f"  debut: {begin}\n  fin: {end}\n  mouvements: [{{membre: J2, sort: {leaves}}}]\n"
    assert [each for each in session_codes(text) if each != "S222"] == expected


@pytest.mark.parametrize(("back", "expected"), [("14 h 20", []), ("14 h 10", []), ("14 h 09", ["S221"])])
def test_a_member_comes_back_after_leaving(back: str, expected: list[str]) -> None:
    assert (
        session_codes(SESSION + f"  mouvements: [{{membre: J2, sort: 14 h 10, revient: {back}}}]\n")
        == expected
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("notification: 2025-07-02", []),
        ("notification: 2025-07-01", ["S406"]),
        ("signatures: [{membre: J1, le: 2025-07-02}]", []),
        ("signatures: [{membre: J1, le: 2025-06-30}]", ["S406"]),
    ],
)
def test_what_a_jury_decided_is_signed_and_told_from_that_day_on(said: str, expected: list[str]) -> None:
    assert session_codes(SESSION + f"  {said}\n") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("inscriptions: [{candidat: C001, entree: 2025-07-02}]", []),
        ("inscriptions: [{candidat: C001, entree: 2025-07-03}]", ["S407"]),
        ("inscriptions: [{candidat: C001, dossier: 2025-07-02}]", []),
        ("inscriptions: [{candidat: C001, dossier: 2025-07-03}]", ["S407"]),
        ("convocations: [{epreuve: E1, le: 2025-07-02, debut: 9 h}]", []),
        ("convocations: [{epreuve: E1, le: 2025-07-03, debut: 9 h}]", ["S407"]),
        (f"tirage: {{E1-ecrit: [{{engagement: sha256:{64 * '0'}, secret: x, le: 2025-07-02}}]}}", []),
        (f"tirage: {{E1-ecrit: [{{engagement: sha256:{64 * '0'}, secret: x, le: 2025-07-03}}]}}", ["S407"]),
        (
            "oraux: {E1-oral: {passages: [{candidat: C001, jury: P1, salle: été, le: 2025-07-02, de: 9 h, a: 10 h}]}}",
            [],
        ),
        (
            "oraux: {E1-oral: {passages: [{candidat: C001, jury: P1, salle: été, le: 2025-07-03, de: 9 h, a: 10 h}]}}",
            ["S407"],
        ),
    ],
)
def test_candidates_enter_and_are_convened_before_the_jury_decides(said: str, expected: list[str]) -> None:
    assert [each for each in session_codes(f"{SESSION}{said}\n") if each == "S407"] == expected


CALL = "{epreuve: E1, le: 2025-06-02, debut: 9 h}"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("  signatures: [{membre: J1, le: 2025-07-02}, {membre: j1, le: 2025-07-03}]", ["S205"]),
        ("  signatures: [{membre: J1, le: 2025-07-02}, {membre: J2, le: 2025-07-02}]", []),
        (f"convocations: [{CALL}, {CALL.replace('9 h', '09:00').replace('E1', 'e1')}]", ["S205"]),
        (f"convocations: [{CALL}, {CALL.replace('9 h', '14 h')}, {CALL.replace('-02', '-03')}]", []),
        ("inscriptions: [{candidat: C001, dispenses: [{element: certification, fondement: f}]}]", ["S204"]),
        (
            f"tirage: {{E1-ecrit: [{{engagement: sha256:{64 * '0'}, secret: x, cas: [A, B, a]}}]}}",
            ["S506", "S205"],
        ),
        ("inscriptions: [{candidat: C001, vise: [certification]}]", []),
        ("inscriptions: [{candidat: C009, dispenses: [{element: BC1, fondement: f, le: 2025-07-02}]}]", []),
        (
            "inscriptions: [{candidat: C009, dispenses: [{element: BC1, fondement: f, le: 2025-07-03}]}]",
            ["S407"],
        ),
    ],
)
def test_nobody_signs_or_is_called_twice_nor_is_exempted_from_the_certification(
    said: str, expected: list[str]
) -> None:
    assert session_codes(f"{SESSION}{said}\n") == expected


def test_a_code_is_not_taken_for_the_session_of_another(certeval: Certeval) -> None:
    Path("sessions").mkdir()
    text = "format: 1\nsession: {code: S2, referentiel: developpement-commercial@1.0.0}\n"
    Path("sessions/S1.yaml").write_text(text, encoding="utf-8")
    done = certeval("deliberer", "S1")
    assert (done.status, done.out) == (2, "")
    assert "sessions/S1.yaml is of the session S2, not of « S1 »" in done.err.replace("\\", "/")


@pytest.mark.parametrize(
    ("received", "sat", "expected"),
    [
        ("2025-03-31", "2025-06-30", []),
        ("2025-03-01", "2025-07-01", ["S402"]),
        ("2025-11-30", "2026-02-28", []),
        ("2025-11-01", "2026-03-01", ["S402"]),
    ],
)
def test_the_last_day_of_the_third_month_is_in_time(received: str, sat: str, expected: list[str]) -> None:
    text = with_registrations(f"candidat: C001, voie: vae, dossier: {received}").replace("2025-07-02", sat)
    assert [each for each in session_codes(text) if each == "S402"] == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [("2025-03-31", ["S402"]), ("2025-04-01", []), ("2025-04-30", []), ("2025-06-30", [])],
)
def test_a_jury_of_vae_sits_before_the_end_of_the_third_month(received: str, expected: list[str]) -> None:
    """The sitting of 2 July is after 30 June, the end of the third month after March."""
    text = with_registrations(f"candidat: C001, voie: vae, dossier: {received}")
    assert session_codes(text.replace("presents:", "notification: 2025-07-03\n  presents:")) == expected
    assert session_codes(text.replace("vae", "apprentissage")) == []


def test_a_jury_of_vae_that_has_not_sat_is_not_said_to_have() -> None:
    start = SESSION.index("deliberation:")
    text = with_registrations("candidat: C001, voie: vae, dossier: 2025-03-31", text=SESSION[:start])
    (told,) = session_diagnostics(text)
    assert (told.code, told.arguments["sitting"]) == ("S402", "it has not sat yet")


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        ("2025-07-16", TODAY, []),
        ("2025-07-17", TODAY, []),
        ("2025-07-18", TODAY, ["S403"]),
        (None, date(2025, 7, 17), []),
        (None, date(2025, 7, 18), ["S403"]),
    ],
)
def test_candidates_of_vae_are_told_within_fifteen_days(
    day: str | None, today: date, expected: list[str]
) -> None:
    text = with_registrations("candidat: C001, voie: vae")
    text = text.replace("presents:", f"notification: {day}\n  presents:") if day else text
    assert session_codes(text, today) == expected


@pytest.mark.parametrize(
    ("entered", "sat", "expected"),
    [
        ("2024-12-31", "2026-01-01", ["S405"]),
        ("2025-01-01", "2026-01-01", []),
        ("2025-12-31", "2026-01-01", []),
        ("2026-01-01", "2026-01-02", ["S405"]),
        ("2024-12-31", "2025-12-31", []),
    ],
)
def test_who_entered_while_it_was_registered_may_claim_it(
    entered: str, sat: str, expected: list[str]
) -> None:
    others = ("candidat: C002, entree: 2025-01-01", "candidat: C003, entree: 2025-12-31")
    text = with_registrations(f"candidat: C001, entree: {entered}", *others)
    assert set(session_codes(text.replace("le: 2025-07-02", f"le: {sat}"))) - {"S407"} == set(expected)


@pytest.mark.parametrize(("sat", "expected"), [("2025-12-31", []), ("2026-01-01", ["C002", "C003"])])
def test_of_who_stands_in_a_sheet_alone_nothing_says_that_they_entered_in_time(
    sat: str, expected: list[str]
) -> None:
    text = with_registrations("candidat: C001, entree: 2025-06-30").replace("le: 2025-07-02", f"le: {sat}")
    late = session_diagnostics(text)
    assert [each.arguments["candidat"] for each in late] == expected
    assert {each.place.span and each.place.span.line for each in late} <= {9}


def test_who_is_not_said_to_have_entered_while_it_was_registered_is_told() -> None:
    others = ("candidat: C002, entree: 2025-01-01", "candidat: C003, entree: 2025-12-31")
    (found,) = session_diagnostics(
        with_registrations("candidat: C001", *others).replace("le: 2025-07-02", "le: 2026-01-01")
    )
    assert (found.code, found.arguments) == (
        "S405",
        {"candidat": "C001", "period": "2025-01-01 – 2025-12-31"},
    )
    assert found.place.span
    assert (found.place.span.line, found.place.span.column) == (12, 14)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("candidat: C001, element: BC1, verdict: valide", []),
        ("candidat: C001, element: BC2, verdict: valide", ["S301"]),
        ("candidat: C001, element: BC2, verdict: valide, motif: rachat", []),
        ('candidat: C001, element: BC2, verdict: valide, motif: " … "', ["S301"]),
        ("candidat: C002, element: BC2, verdict: non_valide, motif: fraude", ["S302"]),
        ('candidat: C002, element: BC2, verdict: non_valide, motif: fraude, fondement: " "', ["S302"]),
        ("candidat: C002, element: BC2, verdict: non_valide, motif: fraude, fondement: article 12", []),
        ("candidat: C002, element: certification, verdict: valide", []),
        ("candidat: C003, element: BC1, verdict: en_attente, report: S2", []),
        ("candidat: C003, element: BC1, verdict: en_attente", ["S305"]),
        ('candidat: C003, element: BC1, verdict: en_attente, report: " "', ["S305"]),
        ("candidat: C003, element: BC1, verdict: en_attente, report: s 1", ["S305"]),  # this very session
        ("candidat: C001, element: BC1, verdict: valide, report: S2", ["S312"]),
        ("candidat: C001, element: CR1, verdict: valide", ["S208"]),
        ("candidat: c 001, element: bc1, verdict: valide", []),
        ("candidat: C009, element: BC1, verdict: valide", ["S202"]),
        ("candidat: C001, element: BC7, verdict: valide", ["S204"]),
        ("candidat: C001, element: A1, verdict: valide", ["S206"]),
    ],
)
def test_a_decision_has_the_reasons_that_it_owes(decision: str, expected: list[str]) -> None:
    assert session_codes(with_decisions(decision)) == expected


def test_a_certification_decided_valid_has_its_blocs_decided_too() -> None:
    certification = "candidat: C001, element: certification, verdict: valide, motif: rachat"
    (lacking,) = session_diagnostics(with_decisions(certification))
    assert (lacking.code, lacking.arguments) == ("S303", {"candidat": "C001", "blocs": ("BC2",)})
    assert (
        session_codes(
            with_decisions(certification, "candidat: C001, element: BC2, verdict: valide, motif: rachat")
        )
        == []
    )


@pytest.mark.parametrize("order", [1, -1])
def test_a_jury_that_contradicts_itself_is_told_that_alone_in_any_order(order: int) -> None:
    bloc = "candidat: C001, element: {bloc}, verdict: {verdict}, motif: rachat, fondement: règlement"
    both = [
        bloc.format(bloc=name, verdict=each) for name, each in (("BC1", "valide"), ("bc 1", "non_valide"))
    ]
    certification = "candidat: C001, element: certification, verdict: valide, motif: rachat"
    assert session_codes(with_decisions(certification, *both[::order])) == ["S205"]
    assert "S303" in session_codes(with_decisions(certification, both[0], both[0]))


@pytest.mark.parametrize(
    ("rule", "verdict", "expected"),
    [
        ("{tous: blocs}", "valide", ["S303"]),
        ("{tous: blocs}", "non_valide", []),
        ("{et: [BC1]}", "valide", []),  # BC2 is none of its rule
        ("{et: [BC1, BC2]}", "valide", ["S303"]),
        ("{parmi: blocs, au_moins: 1}", "valide", []),  # it does without BC2
        ("{et: [BC1, {non: BC2}, {non: CR2}]}", "valide", []),  # what it lacks is no bloc
        ("{et: [BC1, {non: CR2}]}", "valide", []),
        ("{et: [{parmi: blocs, au_moins: 1}, {non: CR2}]}", "valide", []),
        ("{et: [les_blocs]}\nregles: {les_blocs: {tous: blocs}}", "valide", ["S303"]),
        ("{mesure: combien, au_moins: 2}\nmesures: {combien: {nombre: blocs}}", "valide", ["S303"]),
        ("{mesure: combien, au_moins: 1}\nmesures: {combien: {nombre: blocs}}", "valide", []),
    ],
)
def test_a_certification_is_decided_with_the_blocs_that_its_rule_takes(
    rule: str, verdict: str, expected: list[str]
) -> None:
    """C001 has BC1, and not BC2."""
    text = (
        (CASES / "petit.yaml")
        .read_text(encoding="utf-8")
        .replace("certification: {tous: blocs}", f"certification: {rule}")
    )
    referentiel = compile_document(yaml.parse(text.encode(), "petit.yaml")).referentiel
    session, _ = sessions.read(
        yaml.parse(
            with_decisions(
                f"candidat: C001, element: certification, verdict: {verdict}, motif: rachat, fondement: règlement"
            ).encode(),
            "S1.yaml",
        )
    )
    assert referentiel
    assert session
    candidates = open_sheets([CASES / "notes.csv"]).read(referentiel).candidates
    found = assemble(session, referentiel, candidates, TODAY).diagnostics
    assert [each.code for each in found if each.code == "S303"] == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{tous: blocs}", []),
        ("{et: [{tous: blocs}, CR3]}", []),  # what it lacks is no bloc
        ("{parmi: blocs, au_moins: 2}", [("BC2",)]),
        ("{parmi: blocs, plus_de: 1}\nstatuts: {vide: exclu}", [("BC2",)]),
        ("{mesure: combien, au_moins: 2}\nmesures: {combien: {nombre: blocs}}", [("BC2",)]),
    ],
)
def test_a_certification_is_decided_without_a_bloc_that_is_excluded_where_its_rule_is(
    tmp_path: Path, rule: str, expected: list[tuple[str, ...]]
) -> None:
    text = (CASES / "petit.yaml").read_text(encoding="utf-8")
    text = text.replace("certification: {tous: blocs}", f"certification: {rule}")
    referentiel = compile_document(yaml.parse(text.encode(), "petit.yaml")).referentiel
    decision = "candidat: C001, element: certification, verdict: valide, motif: rachat"
    session, _ = sessions.read(yaml.parse(with_decisions(decision).encode(), "S1.yaml"))
    assert referentiel
    assert session
    (tmp_path / "notes.csv").write_text("candidat;CR1;CR2;CR3\nC001;oui;NEUT;NEUT\n", encoding="utf-8")
    candidates = open_sheets([tmp_path / "notes.csv"]).read(referentiel).candidates
    found = assemble(session, referentiel, candidates, TODAY).diagnostics
    assert [each.arguments["blocs"] for each in found if each.code == "S303"] == expected


@pytest.mark.parametrize(
    ("registration", "decision", "expected"),
    [
        (
            "candidat: C001, acquis: [{bloc: BC1, version: 1.0.0, session: S0}]",
            "candidat: C001, element: BC1, verdict: valide",
            [],
        ),
        ("candidat: C001, vise: [BC1]", "candidat: C001, element: certification, verdict: non_valide", []),
        ("candidat: C001, dispenses: [{element: CR3, fondement: arrêté}]", "", ["S309"]),
        ("candidat: C003, dispenses: [{element: CR3, fondement: arrêté}]", "", []),
    ],
)
def test_what_a_session_confirms_or_may_say_of_a_critere_is_no_mistake(
    registration: str, decision: str, expected: list[str]
) -> None:
    text = with_registrations(registration, text=with_decisions(decision) if decision else SESSION)
    assert session_codes(text) == expected


@pytest.mark.parametrize(
    ("elements", "told"),
    [
        ("BC2 BC1", ["BC2"]),
        ("BC1", []),  # nothing below it is looked at
        ("BC2 certification", []),  # the jury says itself what the rule would not have come to
    ],
)
def test_a_rule_that_looks_past_decisions_is_told_once_for_each_element(
    elements: str, told: list[str]
) -> None:
    decision = "candidat: C00%d, element: %s, verdict: valide, motif: rachat"
    each = [decision % (number, element) for element in elements.split() for number in (1, 3)]
    text = with_decisions(*each).replace("petit@", "traverse@")
    found = [each for each in session_diagnostics(text, applied="traverse") if each.code == "S307"]
    assert [each.arguments for each in found] == [{"name": "certification", "element": one} for one in told]


@pytest.mark.parametrize(
    ("candidate", "acquis", "told"),
    [
        ("C003", "BC2", ["BC2"]),  # all that the certification waits for is below what was acquired
        ("C003", "BC1", []),  # the cells of BC2 are still to be filled in
        ("C002", "BC2", []),  # has them all
    ],
)
def test_a_certification_that_waits_for_nothing_but_what_was_acquired_is_told(
    candidate: str, acquis: str, told: list[str]
) -> None:
    held = ", ".join(
        f"{{bloc: {bloc}, version: 1.0.0, pv: PV 12}}"
        for bloc in dict.fromkeys((acquis, *(["BC1"] if told else [])))
    )
    text = with_registrations(f"candidat: {candidate}, acquis: [{held}]").replace("petit@", "traverse@")
    found = [each for each in session_diagnostics(text, applied="traverse") if each.code == "S307"]
    assert [each.arguments["element"] for each in found] == told


@pytest.mark.parametrize(
    ("candidate", "verdict", "told"),
    [("C001", "valide", 1), ("C002", "valide", 0), ("C002", "non_valide", 0), ("C003", "valide", 1)],
)
def test_a_rule_that_looks_past_a_decision_is_told_where_it_comes_to_something_else(
    candidate: str, verdict: str, told: int
) -> None:
    """BC2 of C001 lacks a critère, which the certification asks for as well; C002 has all, C003 waits."""
    decision = f"candidat: {candidate}, element: BC2, verdict: {verdict}, motif: rachat, fondement: règlement"
    text = with_decisions(decision).replace("petit@", "traverse@")
    codes = [each.code for each in session_diagnostics(text, applied="traverse")]
    assert codes.count("S307") == told


@pytest.mark.parametrize(
    ("motif", "expected"), [(", motif: absence", []), ("", ["S505"]), (", motif: –", ["S505"])]
)
def test_a_draw_that_is_made_again_says_why(motif: str, expected: list[str]) -> None:
    draw = f"{{engagement: sha256:{64 * '0'}%s}}"
    assert session_codes(f"{SESSION}tirage: {{E1-ecrit: [{draw % ''}, {draw % motif}]}}\n") == expected


def test_who_is_named_in_a_movement_or_a_length_is_a_candidate() -> None:
    assert session_codes(f"{SESSION}  mouvements: [{{membre: J2, sort: 14 h, pour: C009}}]\n") == [
        "S222",
        "S202",
    ]
    assert session_codes(f"{SESSION}oraux: {{E1-oral: {{durees: {{C009: 40 min, C001: 40 min}}}}}}\n") == [
        "S202"
    ]


@pytest.mark.parametrize(
    ("marks", "dispenses", "exempted"),
    [
        (False, ["C2"], ["BC2", "C2", "E1", "E1-ecrit"]),
        (False, ["CR2"], ["CR2"]),
        (False, ["CR2", "cr 3"], ["BC2", "C2", "CR2", "E1", "E1-ecrit"]),
        (False, ["BC1"], ["BC1"]),
        (False, ["E1"], []),  # nothing is entered of it
        (False, ["C9"], []),
        (True, ["E1"], ["E1", "E1-ecrit"]),
        (True, ["C2"], ["C2"]),  # its épreuve has a mark of its own
        (True, ["C2", "E1"], ["BC2", "C2", "E1", "E1-ecrit"]),
    ],
)
def test_who_is_exempted_from_all_that_is_entered_of_an_element_is_exempted_from_it(
    marks: bool, dispenses: list[str], exempted: list[str]
) -> None:
    text = (CASES / "petit.yaml").read_text(encoding="utf-8")
    entered = "validation:\n  epreuve: {au_moins: 10}\n"
    if marks:
        text = text.replace("validation:\n", "saisie: {epreuve: {echelle: {note: {sur: 20}}}}\n" + entered, 1)
    referentiel = compile_document(yaml.parse(text.encode(), "petit.yaml")).referentiel
    lines = ", ".join(f"{{element: {each}, fondement: arrêté}}" for each in dispenses)
    session, _ = sessions.read(
        yaml.parse(with_registrations(f"candidat: C001, dispenses: [{lines}]").encode(), "S1.yaml")
    )
    assert referentiel
    assert session
    sitting = Sitting(referentiel, {})
    elements = dict.fromkeys(["BC1", "BC2", "C2", "E1", "E1-ecrit", *(e for e in dispenses if e == "CR2")])
    reasons = {each: exclusion(session, sitting, each, "C001") for each in sorted(elements)}
    assert reasons == {each: papers.EXEMPTED if each in exempted else "" for each in sorted(elements)}
    assert not exclusion(session, sitting, "BC1", "C002")


def test_what_is_decided_of_nobody_or_of_nothing_is_told_beside_what_is_decided_well() -> None:
    sound = "candidat: C001, element: BC2, verdict: valide, motif: rachat"
    assert session_codes(with_decisions(sound, "candidat: C001, element: A1, verdict: valide")) == ["S206"]
    assert session_codes(
        with_decisions(sound, "candidat: C009, element: certification, verdict: valide")
    ) == ["S202"]


SAID = [
    (
        ("externe: non}", "externe: non, habilite_jusque: 2025-07-01}"),
        {"until": "2025-07-01", "sitting": "2025-07-02"},
    ),
    (("2025-05-20", "2025-07-03"), {"sitting": "2025-07-02"}),
    (("  designation: {par: directeur, le: 2025-05-20, acte: décision 14}\n", ""), {"sitting": "2025-07-02"}),
    (("presents: [J1, J2]", "presents: [J2]"), {"count": 1, "wanted": 2}),
]


@pytest.mark.parametrize(("change", "arguments"), SAID)
def test_what_is_wrong_is_told_with_the_days_and_the_numbers_that_show_it(
    change: tuple[str, str], arguments: dict[str, object]
) -> None:
    (found, *_) = session_diagnostics(changed(change))
    assert dict(found.arguments) == dict(found.arguments) | arguments


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("S402", {"received": "2025-03-31", "until": "2025-06-30", "sitting": "2025-07-02"}),
        ("S403", {"until": "2025-07-17", "notified": "–"}),
    ],
)
def test_a_delay_of_vae_is_told_with_its_last_day(code: str, arguments: dict[str, object]) -> None:
    late = session_diagnostics(with_registrations("candidat: C001, voie: vae, dossier: 2025-03-31"))
    (found,) = (each for each in late if each.code == code)
    assert {key: found.arguments[key] for key in arguments} == arguments


def test_another_file_than_the_one_that_was_applied_is_told_with_its_version_and_digest() -> None:
    (found,) = session_diagnostics(changed(("feuilles:", "empreinte: sha256:" + "0" * 64 + ", feuilles:")))
    assert found.arguments == {"referentiel": "petit@1.0.0", "found": petit().digest}


def test_a_bloc_is_decided_for_who_seeks_it() -> None:
    decided = with_decisions("candidat: C002, element: C2, verdict: valide")
    (beside,) = session_diagnostics(with_registrations("candidat: C002, vise: [BC1]", text=decided))
    assert (beside.code, beside.arguments) == (
        "S304",
        {"candidat": "C002", "element": "C2", "sought": ("BC1",)},
    )
    (sought,) = beside.related
    assert sought.place.span
    assert (sought.place.span.line, sought.place.span.column) == (14, 27)
    assert session_codes(with_registrations("candidat: C002, vise: [BC1, bc 2]", text=decided)) == []
    assert session_codes(with_registrations("candidat: C002", text=decided)) == []


def test_who_seeks_the_certification_seeks_its_blocs_and_who_seeks_a_competence_its_bloc() -> None:
    decided = with_decisions("candidat: C002, element: C2, verdict: valide")
    assert session_codes(with_registrations("candidat: C002, vise: [certification]", text=decided)) == []
    assert session_codes(with_registrations("candidat: C002, vise: [BC1, Certification]", text=decided)) == []
    assert session_codes(with_registrations("candidat: C002, vise: [C2]", text=decided)) == []
    assert session_codes(with_registrations("candidat: C002, vise: [C1]", text=decided)) == ["S304"]
    assert session_codes(with_registrations("candidat: C002, vise: [BC9]", text=decided)) == ["S204"]


def test_who_seeks_nothing_is_no_candidate_to_everything() -> None:
    (empty,) = session_diagnostics(with_registrations("candidat: C002, vise: []"))
    assert (empty.code, empty.arguments["key"]) == ("R103", "vise")
    assert session_codes(with_registrations("candidat: C002")) == []


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("notes.csv, notes.csv", [(2, 69)]),
        ("notes.csv, ./notes.csv", [(2, 69)]),
        ("notes.csv, ../sessions/notes.csv", [(2, 69)]),
        ("notes.csv, absente.csv, notes.csv", [(2, 82)]),
        ("notes.c*, notes.c*", [(2, 68)]),
        ("notes.csv, notes.c*", []),  # the pattern may mean others too
        ("notes.c*, notes.cs?", []),
    ],
)
def test_a_sheet_that_a_session_names_twice_is_told_where_it_is_said_again(
    named: str, expected: list[tuple[int, int]]
) -> None:
    found = session_diagnostics(changed(("feuilles: [notes.csv]", f"feuilles: [{named}]")), due=False)
    twice = [each for each in found if each.code == "S205"]
    assert [each.place.span and each.place.span[:2] for each in twice] == expected
    assert {each.code for each in found} <= {"S205", "S114"}
    assert all(one.place.span and one.place.span[:2] == (2, 58) for each in twice for one in each.related)


def test_a_bloc_of_an_earlier_version_gives_what_equivalences_say() -> None:
    assert session_codes(with_registrations("candidat: C001, acquis: [{bloc: A1, version: 0.3.0}]")) == []
    assert session_codes(with_registrations("candidat: C001, acquis: [{bloc: A2, version: 0.3.0}]")) == [
        "S310"
    ]
    assert session_codes(with_registrations("candidat: C001, acquis: [{bloc: A1, version: 2.0.0}]")) == [
        "S310"
    ]
    assert session_codes(with_registrations("candidat: C001, acquis: [{bloc: BC1, version: 1.0.0}]")) == []


def test_what_is_acquired_was_so_before_this_session() -> None:
    assert (
        session_codes(
            with_registrations("candidat: C001, acquis: [{bloc: BC1, version: 1.0.0, session: S0}]")
        )
        == []
    )
    assert session_codes(
        with_registrations("candidat: C001, acquis: [{bloc: BC1, version: 1.0.0, session: s1}]")
    ) == ["S207"]


def test_every_mistake_of_a_session_is_told_at_once_with_a_way_out(
    certeval: Certeval, tmp_path: Path
) -> None:
    text = SESSION.replace("externe: non", "extern: non").replace("le: 2025-07-02", "le: 31/02/2025")
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "S1.yaml").write_text(text, encoding="utf-8")
    done = certeval("check", "--json", "sessions/S1.yaml")
    found = json.loads(done.out)["diagnostics"]
    assert done.status == 1
    assert [(each["code"], each["ligne"]) for each in found] == [("R101", 7), ("R114", 9)]
    assert "externe" in found[0]["aide"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "format: 1",
        "format: 1\nsession: 3\n",
        "\0",
        "format: 1\nsession: {feuilles: [..]}\n",
        "é" * 9000,
    ],
)
def test_what_is_no_session_is_told_without_a_traceback(
    certeval: Certeval, tmp_path: Path, text: str
) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "S1.yaml").write_text(text, encoding="utf-8")
    done = certeval("check", "sessions")
    assert done.status in {1, 2}
    assert "Traceback" not in done.err


@pytest.mark.parametrize("named", ["../notes/scores.csv", "../notes"])
def test_check_looks_at_the_sessions_beside_the_referentiels(
    certeval: Certeval, tmp_path: Path, named: str
) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "scores.csv").write_bytes(EXAMPLE.read_bytes())
    head = f"session: {{code: S1-2026, referentiel: developpement-commercial@1.0.0, feuilles: [{named}]}}\n"
    (tmp_path / "sessions" / "S1-2026.yaml").write_text("format: 1\n" + head, encoding="utf-8")
    done = certeval("check")
    assert done.status == 0
    assert "1 référentiel checked: nothing to report\n1 session checked: nothing to report\n" in done.out


def test_a_row_of_the_candidates_table_that_is_too_long_is_told_and_not_lost() -> None:
    found = candidats.read(b"candidat;Nom Naissance\nC001;Exemple;de trop\nC002\n", "candidats.csv")
    assert [(each.code, each.place.span.line) for each in found.diagnostics] == [("N014", 2), ("N015", 3)]
    assert list(found.persons) == ["c002"]


def test_a_session_of_many_is_checked_in_one_pass_over_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each code is folded some times, whatever the number of the others: not once for each of them."""
    from certeval.jury.checks import subject

    many, folded = 300, []
    monkeypatch.setattr(subject, "fold", lambda text: folded.append(text) or text.lower())
    decisions = [f"candidat: X{i}, element: BC1, verdict: en_attente, report: S2" for i in range(many)]
    registered = [f"candidat: X{i}, vise: [BC1]" for i in range(many)]
    assert session_codes(with_registrations(*registered, text=with_decisions(*decisions))) == []
    assert len(folded) < 12 * many


BEFORE = [
    ("check", "sessions"),
    ("show", "session", "P1-2026"),
    ("grille", "--session", "P1-2026", "-f", "csv"),
    ("tirage", "P1-2026"),
    ("oraux", "P1-2026", "--partie", "E1-oral", "--plan"),
    ("documents", "P1-2026", "convocations", "emargement", "-o", "avant"),
    ("documents", "P1-2026", "-o", "avant"),
]
"""What an exam office does before anything is marked."""
AFTER = [
    ("validate", "--session", "P1-2026"),
    ("explain", "V01", "--session", "P1-2026"),
    ("stats", "--session", "P1-2026"),
    ("deliberer", "P1-2026"),
    ("registre", "enregistrer", "P1-2026", "--registre", "r.sqlite", "--auteur", "bureau"),
]
"""What is done with marks."""


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A session whose sheets are not filled in yet."""
    shutil.copytree(EXAMPLE.parent / "journee", tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "notes")
    (tmp_path / "sessions" / "P2-2026.yaml").unlink()
    return tmp_path


@pytest.mark.parametrize("command", BEFORE, ids=lambda each: " ".join(each[:3]))
@pytest.mark.usefixtures("prepared")
def test_a_session_is_prepared_without_the_sheets_that_it_names(
    certeval: Certeval, command: tuple[str, ...]
) -> None:
    if command[0] == "documents":
        pytest.importorskip("typst")
    done = certeval(*command)
    assert done.status == 0
    assert "S113" not in done.out + done.err
    told = command[0] in {"check", "show"} or command == BEFORE[-1]
    assert ("info[S114]: no score sheet is called « ../notes/J1.xlsx » yet" in done.out + done.err) == told


@pytest.mark.parametrize("held", ["", ".gitkeep", "note de service.pdf"])
def test_a_folder_made_for_sheets_that_are_to_come_is_as_none(
    certeval: Certeval, prepared: Path, held: str
) -> None:
    """What it holds is no sheet: a command that needs none goes on, another says where they belong."""
    file = prepared / "sessions" / "P1-2026.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("../notes/J1.xlsx, ../notes/J2.json", "../notes"), encoding="utf-8")
    (prepared / "notes").mkdir()
    if held:
        (prepared / "notes" / held).write_bytes(b"")
    checked, decided = certeval("check"), certeval("validate", "--session", "P1-2026")
    assert (checked.status, checked.out.count("no score sheet is called « ../notes » yet")) == (0, 1)
    assert (decided.status, decided.err.count("this folder holds no score sheet")) == (1, 1)


@pytest.mark.parametrize("command", AFTER, ids=lambda each: " ".join(each[:2]))
@pytest.mark.usefixtures("prepared")
def test_what_needs_marks_asks_for_the_sheets(certeval: Certeval, command: tuple[str, ...]) -> None:
    done = certeval(*command)
    assert done.status == 1
    assert "error[S113]: no score sheet is called « ../notes/J1.xlsx »" in done.err


@pytest.mark.parametrize(
    ("le", "missed"), [("2026-06-30", True), ("2026-07-01", True), ("2026-07-02", False)]
)
def test_once_the_jury_has_met_a_sheet_that_lacks_is_an_error(
    certeval: Certeval, prepared: Path, monkeypatch: pytest.MonkeyPatch, le: str, missed: bool
) -> None:
    monkeypatch.setattr("certeval.cli.inputs.today", lambda: date(2026, 7, 1))
    file = prepared / "sessions" / "P1-2026.yaml"
    sitting = f"\ndeliberation: {{le: {le}, presents: [J1, J2]}}\n"
    file.write_text(file.read_text(encoding="utf-8") + sitting, encoding="utf-8")
    assert ("S113" in certeval("check", "sessions").out) == missed
    assert certeval("grille", "--session", "P1-2026", "-f", "csv", "-o", "grille.csv").status == 0


def test_a_session_whose_referentiel_lacks_or_is_invalid_leaves_what_is_found_beside(
    certeval: Certeval, prepared: Path
) -> None:
    """The whole folder was left for the first such session, and nothing said which one it was."""
    text = (prepared / "sessions" / "P1-2026.yaml").read_text(encoding="utf-8")
    (whole,) = (prepared / "referentiels").rglob("1.0.0.yaml")
    (whole.parent / "0.9.0.yaml").write_text("format: 1\n", encoding="utf-8")
    for code, version in (("P2-2026", "vendeur@0.9.0"), ("P3-2026", "vendeur@7.0.0"), ("P4-2026", "autre")):
        other = text.replace("P1-2026", code).replace("vendeur@1.0.0", version)
        (prepared / "sessions" / f"{code}.yaml").write_text(other, encoding="utf-8")
    done = certeval("check", "sessions", "--format", "concise")
    assert [" ".join(line.split()[:2]).rpartition("/")[2] for line in done.out.splitlines()] == [
        *("0.9.0.yaml:1:1: R102", "0.9.0.yaml:1:1: R102"),
        *("P1-2026.yaml:8:14: S114", "P1-2026.yaml:8:32: S114"),
        *("P3-2026.yaml:6:16: S113", "P4-2026.yaml:6:16: S113"),
    ]
    assert "is called « vendeur@7.0.0 »" in done.out
    both = certeval("check", "--format", "concise")
    assert (both.status, both.out.count("0.9.0.yaml:1:1: R102"), both.out.count("S113")) == (1, 2, 2)


def test_the_table_that_lacks_is_called_one(certeval: Certeval, prepared: Path) -> None:
    (prepared / "candidats.csv").unlink()
    done = certeval("check", "sessions")
    assert "error[S113]: no candidates’ table is called « ../candidats.csv »" in done.out


REGISTERED = "inscriptions:\n- {candidat: C001%s}\n"
HELD = ", acquis: [{bloc: BC1, version: 1.0.0, session: S0}]"
ABSENT = [
    (SESSION, ("CR1", "CR3")),
    (SESSION + REGISTERED % "", ("CR1", "CR3")),
    (SESSION + REGISTERED % HELD, ("CR3",)),
    (SESSION + REGISTERED % ", vise: [BC2]", ("CR3",)),
    (SESSION + REGISTERED % ", vise: [BC1]", ("CR1",)),
    (SESSION + REGISTERED % ", vise: [C1]", ("CR1",)),
    (SESSION + REGISTERED % ", vise: [certification]", ("CR1", "CR3")),
    (SESSION + REGISTERED % f"{HELD}, vise: [BC1]", ()),
    (SESSION + REGISTERED % ", dispenses: [{element: C2, fondement: arrêté}]", ("CR1",)),
    (SESSION + REGISTERED % HELD + "- {candidat: C002}\n", ("CR1", "CR3")),
    (with_decisions("candidat: C001, element: BC1, verdict: valide, motif: oral"), ("CR1", "CR3")),
]


@pytest.mark.parametrize(("text", "elements"), ABSENT)
def test_elements_in_no_sheet_are_told_but_for_what_everybody_holds_or_does_not_seek(
    text: str, elements: tuple[str, ...], tmp_path: Path
) -> None:
    sheet = tmp_path / "notes.csv"
    sheet.write_text("candidat;CR2\nC001;oui\n", encoding="utf-8")
    session, _found = sessions.read(yaml.parse(text.encode(), "S1.yaml"))
    assert session
    scores = open_sheets([sheet]).read(petit())
    found = assemble(session, petit(), scores.candidates, TODAY).sheet_diagnostics(scores.diagnostics)
    assert [each.arguments["elements"] for each in found if each.code == "N107"] == [elements][
        : len(elements)
    ]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("  observations: Alix est arrivée en retard.\n", 17),
        ("  decisions: [{candidat: C001, element: BC1, verdict: valide, motif: avis d’Exemple}]\n", 70),
        ("  decisions: [{candidat: C001, element: BC1, verdict: valide, fondement: lettre (Modele)}]\n", 74),
        (f"tirage: {{E1-ecrit: [{{engagement: sha256:{64 * '0'}, motif: Camille était absente}}]}}\n", 114),
    ],
)
def test_a_text_that_names_a_candidate_is_told_where_it_is_typed(line: str, column: int) -> None:
    text = SESSION.replace("deliberation:", "candidats: candidats.csv\ndeliberation:") + line
    (each,) = (each for each in session_diagnostics(text) if each.code == "S308")
    assert each.place.span
    assert each.place.personal  # its line, which holds the name, is shown nowhere
    assert (each.place.span.line, each.place.span.column) == (text.count("\n"), column)


NAMED = [
    ("presents: [J1, J2]", "presents: [J1, J2, J9]", "S203 J9", 22),
    ("presents: [J1, J2]", "presents: [J1, J2]\n  mouvements: [{membre: J9, sort: 14 h}]", "S203 J9", 25),
    ("presents: [J1, J2]", "presents: [J1, J2]\n  signatures: [{membre: J9, le: 2025-07-02}]", "S203 J9", 25),
    ("deliberation:", "  liens: [{membre: J9, candidat: C001, nature: a}]\ndeliberation:", "S203 J9", 20),
    ("deliberation:", "  liens: [{membre: J2, candidat: C009, nature: a}]\ndeliberation:", "S202 C009", 34),
    ("jury:", "convocations: [{epreuve: E9, le: 2025-06-01, debut: 9 h}]\njury:", "S204 E9", 26),
    ("jury:", "inscriptions: [{candidat: C001, vise: [BC9]}]\njury:", "S204 BC9", 40),
    (
        "jury:",
        "inscriptions: [{candidat: C001, dispenses: [{element: C9, fondement: a}]}]\njury:",
        "S204 C9",
        55,
    ),
]


@pytest.mark.parametrize(("old", "new", "expected", "column"), NAMED)
def test_a_name_that_nobody_and_nothing_has_is_told_where_it_is_typed(
    old: str, new: str, expected: str, column: int
) -> None:
    text = changed((old, new))
    (each,) = session_diagnostics(text)
    assert f"{each.code} {each.arguments['given']}" == expected
    assert each.place.span
    assert each.place.span.column == column
    typed = expected.split()[1]
    assert text.splitlines()[each.place.span.line - 1][column - 1 :].startswith(typed)


def test_what_is_named_and_unknown_is_told_with_the_nearest_known_and_all_members() -> None:
    (member,) = session_diagnostics(changed(("presents: [J1, J2]", "presents: [J1, J2, J11]")))
    assert dict(member.arguments) == {"given": "J11", "suggestion": "J1", "known": ("J1", "J2")}
    (candidate,) = session_diagnostics(with_decisions("candidat: CO01, element: BC1, verdict: valide"))
    assert candidate.arguments["suggestion"] == "C001"
    (element,) = session_diagnostics(with_decisions("candidat: C001, element: BC11, verdict: valide"))
    assert (element.arguments["suggestion"], element.arguments["referentiel"]) == ("BC1", "petit")


def test_a_pattern_names_the_sheets_of_a_folder_but_those_that_programs_hide(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", ".a.csv", "~a.csv", "a.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "d.csv").mkdir()
    session, _ = sessions.read(yaml.parse(changed(("notes.csv", "'*.csv'")).encode(), "S1.yaml"))
    assert session is not None
    named, told = files.sheets(session, tmp_path)
    assert ([each.name for each in named], told) == (["a.csv", "b.csv"], [])


@pytest.mark.parametrize(
    ("code", "expected"), [("C001", []), ("c 002", []), ("C003", []), ("C01", ["S210"]), ("C0022", ["S210"])]
)
def test_who_is_registered_is_in_the_table_or_in_a_sheet(code: str, expected: list[str]) -> None:
    """The table has C001 and C002, the sheet C003 too; a misspelt code would be one more candidate, whom nobody is."""
    registered = f"inscriptions: [{{candidat: {code}}}]\n"
    assert session_codes(f"{SESSION}candidats: candidats.csv\n{registered}") == expected
    assert session_codes(SESSION + registered) == []


def test_nothing_is_decided_of_who_stands_in_the_candidates_table_alone(tmp_path: Path) -> None:
    """The decision was checked by nothing, and stood neither in the minutes nor in the register."""
    (tmp_path / "candidats.csv").write_text("candidat;Nom Naissance\nC001;A\nC008;B\n", encoding="utf-8")
    text = with_decisions("candidat: C008, element: BC1, verdict: valide, motif: m")
    session, _ = sessions.read(yaml.parse(f"{text}candidats: candidats.csv\n".encode(), "S1.yaml"))
    assert session is not None
    candidates = open_sheets([CASES / "notes.csv"]).read(petit()).candidates
    found = assemble(session, petit(), candidates, TODAY, sessions.candidats(session, tmp_path)).diagnostics
    assert [(each.code, each.arguments["given"]) for each in found] == [("S202", "C008")]


@pytest.mark.parametrize(
    ("cell", "expected"), [("DISP", []), ("disp", []), ("EQ", ["S309"]), ("oui", ["S309"]), ("", [])]
)
def test_a_sheet_may_say_of_an_exemption_what_the_session_says(
    cell: str, expected: list[str], tmp_path: Path
) -> None:
    """The sheet writes the same status; another value would be one that does not count."""
    for name in ("petit.yaml", "candidats.csv"):
        shutil.copy(CASES / name, tmp_path)
    sheet = f"candidat;CR1;CR2;CR3\nC001;oui;;{cell}\n"
    (tmp_path / "notes.csv").write_text(sheet, encoding="utf-8")
    text = SESSION + "inscriptions: [{candidat: C001, dispenses: [{element: C2, fondement: certificat}]}]\n"
    session, _ = sessions.read(yaml.parse(text.encode(), "S1.yaml"))
    assert session is not None
    named, _ = files.sheets(session, tmp_path, due=True)
    candidates = open_sheets(named).read(petit()).candidates
    found = assemble(session, petit(), candidates, TODAY).diagnostics
    assert [each.code for each in found] == expected


FORMS = [*names.CANDIDATES, *names.MEMBERS, *names.ELEMENTS, *names.ONCE, *dates.BEFORE, *dates.AFTER]


@pytest.mark.parametrize("form", dict.fromkeys([*FORMS, *decisions.TEXTS]))
def test_each_form_that_is_checked_is_one_of_the_file(form: str) -> None:
    *above, key = form.removesuffix(".*").split(".")
    assert key in known_keys(FichierSession, tuple(0 if step == "*" else step for step in above))


@pytest.mark.parametrize(("typed", "meant"), [("vies", "vise"), ("dosier", "dossier")])
def test_a_key_that_is_there_already_is_not_suggested(typed: str, meant: str) -> None:
    (told,) = session_diagnostics(SESSION + f"inscriptions: [{{candidat: C1, voie: vae, {typed}: [BC1]}}]\n")[
        :1
    ]
    assert (told.code, told.arguments.get("suggestion")) == ("R101", meant)
