"""A timetable of orals as a session says it: each oral just within, and just out of, what may be."""

import pytest

from test_sessions import SESSION, session_diagnostics

PREPARED = SESSION.partition("deliberation:")[0]
PLAGE = (
    "{jury: P1, membres: [J1], salle: a, le: 2025-06-08, de: 9 h, a: 11 h, pauses: [{de: 9 h 30, a: 9 h 40}]}"
)
FIRST = "{candidat: C001, jury: P1, salle: a, le: 2025-06-08, de: 9 h, a: 9 h 30}"


def oral_codes(*passages: str, plages: str = PLAGE, more: str = "", apres: str = "2025-06-01") -> list[str]:
    """The codes of what is wrong with orals of E1-oral: 30 minutes, a week after the day `apres`; each of who has none
    is left aside.
    """
    text = f"{PREPARED}oraux:\n  E1-oral:\n    apres: {apres}\n{more}    plages: [{plages}]\n"
    text += f"    passages: [{', '.join(passages)}]\n"
    return [each.code for each in session_diagnostics(text) if each.code != "S528"]


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("9 h", "9 h 30", []),
        ("8 h 59", "9 h 29", ["S522"]),
        ("9 h", "9 h 29", ["S527"]),
        ("9 h", "9 h 31", ["S522"]),
        ("9 h 39", "10 h 09", ["S522"]),
        ("9 h 40", "10 h 10", []),
        ("10 h 30", "11 h", []),
        ("10 h 31", "11 h 01", ["S522"]),
        ("9 h 30", "9 h 30", ["S521", "S527"]),
    ],
)
def test_an_oral_is_held_while_its_panel_sits_and_lasts_as_long_as_is_said(
    begin: str, end: str, expected: list[str]
) -> None:
    passage = FIRST.replace("de: 9 h, a: 9 h 30", f"de: {begin}, a: {end}")
    assert sorted(oral_codes(passage)) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("", []),
        ("9 h 29", []),
        ("9 h 31", ["S522"]),
        ("P1, membres: [j1]", []),
        ("P1, membres: [J2]", ["S522"]),  # neither hears it through
        ("P1, salle: b", ["S522"]),
        ("P1, le: 2025-06-09", ["S522"]),
        ("P1, pauses: [{de: 9 h 30, a: 9 h 40}]", ["S522"]),
    ],
)
def test_hours_that_follow_each_other_are_one_where_the_same_members_stay(
    after: str, expected: list[str]
) -> None:
    first = PLAGE.partition(", pauses")[0].replace("11 h", "9 h 30")
    other = {"jury": "P1", "membres": "[J1]", "salle": "a", "le": "2025-06-08", "de": "9 h 30", "a": "11 h"}
    key, _, rest = after.partition(", ")
    if rest:
        other |= [rest.split(": ", 1)]
    elif after:
        other["de"] = key
    second = ", ".join(f"{key}: {value}" for key, value in other.items())
    passage = FIRST.replace("de: 9 h, a: 9 h 30", "de: 9 h 10, a: 9 h 40")
    assert oral_codes(passage, plages=f"{{{second}}}, {first}}}") == expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [("jury: p1, salle: A", []), ("jury: P2, salle: a", ["S522"]), ("jury: P1, salle: b", ["S522"])],
)
def test_an_oral_is_before_a_panel_in_its_room(own: str, expected: list[str]) -> None:
    assert oral_codes(FIRST.replace("jury: P1, salle: a", own)) == expected


@pytest.mark.parametrize(
    ("apres", "expected"), [("2025-05-31", []), ("2025-06-01", []), ("2025-06-02", ["S525"])]
)
def test_an_oral_is_held_a_week_after_the_written_part_at_the_soonest(
    apres: str, expected: list[str]
) -> None:
    assert oral_codes(FIRST, apres=apres) == expected


@pytest.mark.parametrize(
    ("days", "apres", "expected"),
    [
        (("2025-05-31",), "", []),
        (("2025-06-01",), "", []),
        (("2025-06-02",), "", ["S525"]),
        (("2025-06-02", "2025-05-30"), "", ["S525"]),  # the last to sit it
        (("2025-06-02",), "    apres: 2025-06-01\n", []),  # what the timetable says comes first
    ],
)
def test_the_delay_is_counted_from_the_day_that_candidates_are_called_to_the_written_part(
    days: tuple[str, ...], apres: str, expected: list[str]
) -> None:
    called = "".join(f"- {{epreuve: e1-ecrit, le: {day}, debut: 9 h}}\n" for day in days)
    text = f"{PREPARED}convocations:\n{called}oraux:\n  E1-oral:\n{apres}    plages: [{PLAGE}]\n"
    found = session_diagnostics(f"{text}    passages: [{FIRST}]\n")
    assert [each.code for each in found if each.code == "S525"] == expected


@pytest.mark.parametrize(
    ("who", "begin", "end", "expected"),
    [
        ("C001", "8 h", "8 h 40", []),  # twenty minutes before the oral are for its preparation
        ("C001", "8 h", "8 h 41", ["S526"]),
        ("c 001", "9 h 29", "10 h", ["S526"]),
        ("C001", "9 h 30", "10 h", []),
        ("J1", "8 h", "9 h", []),
        ("J1", "8 h", "9 h 01", ["S526"]),
        ("J2", "8 h", "12 h", []),
    ],
)
def test_a_candidate_and_the_members_of_the_panel_are_there(
    who: str, begin: str, end: str, expected: list[str]
) -> None:
    away = f"    indisponibilites: [{{qui: {who}, le: 2025-06-08, de: {begin}, a: {end}}}]\n"
    assert oral_codes(FIRST, more=f"    preparation: 20 min\n{away}") == expected


@pytest.mark.parametrize(("who", "named", "where"), [("C001", "C001", "9 h,"), ("J1", "J1", "P1,")])
def test_who_is_away_is_told_at_the_hour_or_at_the_panel(who: str, named: str, where: str) -> None:
    plan = f"    plages: [{PLAGE}]\n    passages: [{FIRST}]\n    indisponibilites: [{{qui: {who}, le: 2025-06-08}}]\n"
    text = f"{PREPARED}oraux:\n  E1-oral:\n    apres: 2025-06-01\n{plan}"
    (found,) = (each for each in session_diagnostics(text) if each.code == "S526")
    assert found.arguments["who"] == named
    assert found.place.span
    assert text.splitlines()[found.place.span.line - 1][found.place.span.column - 1 :].startswith(where)


def test_hours_of_a_break_that_are_reversed_are_told_where_they_begin() -> None:
    plages = PLAGE.replace("{de: 9 h 30, a: 9 h 40}", "{de: 9 h 40, a: 9 h 30}")
    text = f"{PREPARED}oraux:\n  E1-oral:\n    apres: 2025-06-01\n    plages: [{plages}]\n"
    (found,) = (each for each in session_diagnostics(text) if each.code == "S521")
    assert found.arguments == {"begin": "09:40", "end": "09:30"}
    assert found.place.span
    assert text.splitlines()[found.place.span.line - 1][found.place.span.column - 1 :].startswith("9 h 40")


def test_a_part_without_panels_yet_is_not_told_of() -> None:
    assert session_diagnostics(f"{PREPARED}oraux:\n  E1-oral:\n    apres: 2025-06-01\n") == []


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("{candidat: C002, jury: P2, salle: b, le: 2025-06-08, de: 9 h, a: 9 h 30}", []),
        ("{candidat: C001, jury: P2, salle: b, le: 2025-06-08, de: 9 h 29, a: 9 h 59}", ["S205", "S523"]),
        ("{candidat: C001, jury: P2, salle: b, le: 2025-06-08, de: 9 h 30, a: 10 h}", ["S205"]),
        ("{candidat: C002, jury: P3, salle: a, le: 2025-06-08, de: 9 h 29, a: 9 h 59}", ["S523"]),
        ("{candidat: C002, jury: P3, salle: c, le: 2025-06-08, de: 9 h, a: 9 h 30}", ["S523"]),
        ("{candidat: C002, jury: P3, salle: c, le: 2025-06-09, de: 9 h, a: 9 h 30}", []),
        ("{candidat: C002, jury: p1, salle: d, le: 2025-06-08, de: 9 h 29, a: 9 h 59}", ["S523"]),
        ("{candidat: C002, jury: p1, salle: d, le: 2025-06-08, de: 9 h 30, a: 10 h}", []),
    ],
)
def test_nobody_nor_a_room_is_in_two_orals_at_once(passage: str, expected: list[str]) -> None:
    """P2 is of J2, in its room; P3 of J1, who is of P1 too, and P1 sits in two rooms, in one without a member named."""
    hours = "le: 2025-06-08, de: 9 h, a: 11 h"
    plages = ", ".join(
        (
            f"{{jury: P1, membres: [J1], salle: a, {hours}}}",
            f"{{jury: P2, membres: [J2], salle: b, {hours}}}",
            f"{{jury: P1, salle: d, {hours}}}",
            *(f"{{jury: P3, membres: [J1], salle: {salle}, {hours}}}" for salle in "ac"),
            "{jury: P3, membres: [J1], salle: c, le: 2025-06-09, de: 9 h, a: 11 h}",
        )
    )
    assert sorted(oral_codes(FIRST, passage, plages=plages)) == expected


def test_a_panel_hears_no_candidate_that_a_member_is_tied_to() -> None:
    tied = PREPARED + "  liens: [{membre: j 1, candidat: c001, nature: parent}]\n"
    plan = f"oraux:\n  E1-oral:\n    apres: 2025-06-01\n    plages: [{PLAGE}]\n    passages: [{FIRST}]\n"
    found = [each for each in session_diagnostics(tied + plan) if each.code != "S528"]
    assert [each.code for each in found] == ["S524"]
    assert found[0].arguments == {
        "candidat": "C001",
        "partie": "E1-oral",
        "member": "j 1",
        "nature": "parent",
    }
    other = plan.replace("membres: [J1]", "membres: [J2]")
    assert [each.code for each in session_diagnostics(tied + other) if each.code != "S528"] == []


@pytest.mark.parametrize(("first", "second"), [("J1", "J2"), ("J2", "J1")])
def test_all_members_of_a_panel_whose_hours_are_said_of_each_are_looked_at(first: str, second: str) -> None:
    """Whoever stood in the first hours that hold an oral was, and nobody else."""
    tied = PREPARED + "  liens: [{membre: J1, candidat: C001, nature: parent}]\n"
    plages = ", ".join(PLAGE.replace("[J1]", f"[{each}]") for each in (first, second))
    plan = f"oraux:\n  E1-oral:\n    apres: 2025-06-01\n    plages: [{plages}]\n    passages: [{FIRST}]\n"
    away = "    indisponibilites: [{qui: J2, le: 2025-06-08}]\n"
    found = [each.code for each in session_diagnostics(tied + plan + away) if each.code != "S528"]
    assert found == ["S524", "S526"]


def test_whoever_is_expected_and_has_no_oral_is_named() -> None:
    text = f"{PREPARED}oraux:\n  E1-oral:\n    apres: 2025-06-01\n    plages: [{PLAGE}]\n    passages: [{FIRST}]\n"
    (found,) = session_diagnostics(text)
    assert (found.code, found.arguments) == (
        "S528",
        {"partie": "E1-oral", "candidats": "C002, C003", "count": 2},
    )
