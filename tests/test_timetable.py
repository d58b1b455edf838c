"""Timetables of orals: everybody who can be placed is, whoever can't is named with the slots that lack."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certeval.jury.oraux.hours import Day, OralNeeds, Slot, TimeSpan
from certeval.jury.oraux.matching import match
from certeval.jury.oraux.timetable import Shortage, nearer, timetable

MINUTE = timedelta(minutes=1)
HALF_HOUR = 30 * MINUTE
MORNING = datetime(2026, 6, 9, 9)  # noqa: DTZ001 -- a local hour, as the office writes it
MORNINGS = TimeSpan(MORNING - timedelta(days=30), MORNING + timedelta(days=30))


def stretch(panel: int, hours: float, *, day: int = 0, at: float = 0) -> Slot:
    start = MORNING + timedelta(days=day, hours=at)
    return Slot(TimeSpan(start, start + timedelta(hours=hours)), panel, f"salle {panel}")


def people(count: int, **same: object) -> list[OralNeeds]:
    return [OralNeeds(f"C{i:03}", HALF_HOUR, **same) for i in range(1, count + 1)]  # type: ignore[arg-type]


def faults(day: Day, asked: Sequence[OralNeeds], found: Mapping[str, Slot]) -> list[str]:
    """What is wrong with a timetable, looked at minute by minute, with nothing of what made it."""
    wrong = [each.candidat for each in asked if each.candidat not in found]
    minutes: dict[tuple[str, object, datetime], str] = {}
    for each in asked:
        start, end = found[each.candidat].span
        slot = found[each.candidat]
        if end - start != max(each.length, day.usual):
            wrong.append(f"{each.candidat}: {end - start}")
        if start < each.soonest or any(
            rank == slot.panel and when.meets(slot.span) for rank, when in each.tied
        ):
            wrong.append(f"{each.candidat}: too soon, or before {slot.panel}")
        sits = [s.span for s in day.stretches if (s.panel, s.salle) == (slot.panel, slot.salle)]
        at = start - each.preparation
        while at < end:
            if any(begin <= at < stop for begin, stop in each.busy):
                wrong.append(f"{each.candidat}: not free at {at}")
            if at >= start and not any(begin <= at < stop for begin, stop in sits):
                wrong.append(f"{each.candidat}: nobody sits at {at}")
            at += MINUTE
        at = start
        while at < end + day.between:
            other = minutes.setdefault(("panel", slot.panel, at), each.candidat)
            if other != each.candidat:
                wrong.append(f"{each.candidat} and {other} at {at}")
            at += MINUTE
    return wrong


def placement(
    day: Day, asked: Sequence[OralNeeds], kept: Mapping[str, Slot] | None = None
) -> Mapping[str, Slot]:
    found = timetable(day, asked, kept)
    assert not isinstance(found, Shortage), found
    assert faults(day, asked, found) == []
    return found


@pytest.mark.parametrize(("count", "fits"), [(7, True), (8, True), (9, False)])
def test_a_morning_of_two_panels_holds_eight_orals_of_half_an_hour(count: int, fits: bool) -> None:
    day = Day([stretch(0, 2), stretch(1, 2)], HALF_HOUR)
    found = timetable(day, people(count))
    assert isinstance(found, Shortage) is not fits
    if isinstance(found, Shortage):
        assert (len(found.candidats), len(found.slots)) == (9, 8)


def test_40_candidates_for_36_slots_are_named_with_these_slots() -> None:
    day = Day([stretch(panel, 6) for panel in range(3)], HALF_HOUR)
    found = timetable(day, people(40))
    assert isinstance(found, Shortage)
    assert len(found.slots) == 36
    assert len(found.candidats) == 40


def test_only_those_at_fault_are_named_not_those_who_have_a_place() -> None:
    """Three can come to the first hour alone, which holds two; all others have the afternoon."""
    day = Day([stretch(0, 1), stretch(0, 4, at=5)], HALF_HOUR)
    afternoon = TimeSpan(MORNING + timedelta(hours=5), MORNING + timedelta(hours=9))
    asked = [replace(each, busy=(afternoon,)) if each.candidat < "C004" else each for each in people(8)]
    found = timetable(day, asked)
    assert isinstance(found, Shortage)
    assert found.candidats == ("C001", "C002", "C003")
    assert [each.span.start.hour for each in found.slots] == [9, 9]


def test_a_tie_keeps_a_candidate_from_a_panel_and_a_delay_from_the_days_before() -> None:
    day = Day([stretch(0, 1), stretch(1, 1), stretch(0, 1, day=7)], HALF_HOUR)
    tied, late = (
        OralNeeds("C001", HALF_HOUR, tied=((0, MORNINGS),)),
        OralNeeds("C002", HALF_HOUR, soonest=MORNING + timedelta(days=7)),
    )
    found = placement(day, [tied, late])
    assert found["C001"].panel == 1
    assert found["C002"].span.start == MORNING + timedelta(days=7)


@pytest.mark.parametrize(("hours", "fits"), [(1.5, False), (1 + 40 / 60, True), (2, True)])
def test_a_longer_oral_takes_its_time_and_no_more(hours: float, fits: bool) -> None:
    """One of 40 minutes and two of 30 take an hour and forty."""
    day = Day([stretch(0, hours)], HALF_HOUR)
    asked = [*people(2), OralNeeds("C009", 40 * MINUTE)]
    found = timetable(day, asked)
    assert isinstance(found, Shortage) is not fits
    if not isinstance(found, Shortage):
        assert faults(day, asked, found) == []


def test_a_longer_oral_that_can_only_be_late_leaves_the_time_before_to_others() -> None:
    day = Day([stretch(0, 2)], HALF_HOUR)
    early = TimeSpan(MORNING, MORNING + timedelta(hours=1))
    found = placement(day, [*people(2), OralNeeds("C009", 40 * MINUTE, busy=(early,))])
    assert found["C009"].span.start == MORNING + timedelta(hours=1)


def longer(count: int, **same: object) -> list[OralNeeds]:
    return [OralNeeds(f"L{i:03}", 40 * MINUTE, **same) for i in range(1, count + 1)]  # type: ignore[arg-type]


def test_a_longer_oral_that_has_no_place_is_named_alone_however_many_others_have() -> None:
    """It was looked for in every way of placing the others: that ended for two, not for four."""
    day = Day([stretch(panel, 3, day=d) for panel in range(2) for d in range(2)], HALF_HOUR, 5 * MINUTE)
    away = (TimeSpan(MORNING, MORNING + timedelta(days=2)),)
    found = timetable(day, [*people(5), *longer(12), OralNeeds("Z", 40 * MINUTE, busy=away)])
    assert found == Shortage(("Z",), ())


def test_a_longer_oral_that_has_few_places_comes_before_those_that_have_many() -> None:
    day = Day([stretch(panel, 3) for panel in range(3)], HALF_HOUR, 5 * MINUTE)
    late = (TimeSpan(MORNING + HALF_HOUR + 10 * MINUTE, MORNING + timedelta(days=1)),)
    rare = OralNeeds("Z", 40 * MINUTE, busy=late, tied=((1, MORNINGS), (2, MORNINGS)))
    found = placement(day, [*people(2), *longer(9), rare])
    assert (found["Z"].span.start, found["Z"].panel) == (MORNING, 0)


@pytest.mark.parametrize(("count", "complete"), [(3, True), (9, False)])
def test_longer_orals_that_have_no_places_together_are_one_more_than_these(
    count: int, complete: bool
) -> None:
    """Of three panels that have room for one each, or three, each way of placing them is tried, up to some number."""
    day = Day([stretch(panel, count / 3 * 0.75) for panel in range(3)], HALF_HOUR)
    found = timetable(day, longer(count + 3))
    assert isinstance(found, Shortage)
    assert (found.lacks, found.complete) == (1, complete)
    assert (len(found.candidats), len(found.slots)) == (count + 1, count)
    assert found.candidats == tuple(f"L{i:03}" for i in range(1, count + 2))


def test_time_between_two_orals_and_preparation_before_are_kept() -> None:
    day = Day([stretch(0, 1.25)], HALF_HOUR, 15 * MINUTE)
    before = TimeSpan(MORNING - HALF_HOUR, MORNING)
    asked = [OralNeeds("C001", HALF_HOUR, HALF_HOUR, (before,)), OralNeeds("C002", HALF_HOUR)]
    found = placement(day, asked)
    assert [found[code].span.start for code in ("C002", "C001")] == [MORNING, MORNING + 45 * MINUTE]


def test_an_earlier_timetable_is_moved_only_where_somebody_would_have_no_slot() -> None:
    day = Day([stretch(panel, 4) for panel in range(2)], HALF_HOUR)
    before = placement(day, people(16))
    assert placement(day, people(16)[:-1], before) == {
        code: before[code] for code in list(before) if code != "C016"
    }
    again = placement(day, [*people(16)[1:], OralNeeds("C099", HALF_HOUR)], before)
    assert {code for code in again if again[code] != before.get(code)} == {"C099"}
    asked = [*people(16)[1:], OralNeeds("C099", HALF_HOUR, busy=(before["C001"].span,))]
    moved = {code for code, slot in placement(day, asked, before).items() if slot != before.get(code)}
    assert len(moved) == 2  # the new one, and one who takes the slot that was left


@pytest.mark.parametrize("minute", [0, 35, 60])
def test_who_comes_later_keeps_the_time_between_two_orals_from_those_who_stay(minute: int) -> None:
    """C001 has an hour already, wherever the office put it; C002 is placed before or after, a quarter apart."""
    day = Day([stretch(0, 2)], HALF_HOUR, 15 * MINUTE)
    start = MORNING + minute * MINUTE
    before = {"C001": Slot(TimeSpan(start, start + HALF_HOUR), 0, "salle 0")}
    assert placement(day, people(2), before)["C001"] == before["C001"]


def test_a_longer_oral_that_stays_leaves_its_hour_to_nobody() -> None:
    day = Day([stretch(0, 1.5)], HALF_HOUR)
    late = MORNING + 50 * MINUTE
    before = {
        "C001": Slot(TimeSpan(MORNING + 10 * MINUTE, MORNING + 40 * MINUTE), 0, "salle 0"),
        "C009": Slot(TimeSpan(late, late + 40 * MINUTE), 0, "salle 0"),
    }
    late_oral = OralNeeds("C009", 40 * MINUTE)
    assert placement(day, [*people(1), late_oral], before) == before
    assert isinstance(timetable(day, [*people(2), late_oral], before), Shortage)


@pytest.mark.parametrize(("length", "nearer_by"), [(30, 60), (40, 0)])
def test_group_mates_exchange_their_slots_with_others_of_the_same_length(length: int, nearer_by: int) -> None:
    """A, B, A and B one after the other before one panel: A's and B's come together where lengths are the same."""
    asked = [replace(each, groupe=groupe) for each, groupe in zip(people(4), "AABB", strict=True)]
    starts = {"C001": 0, "C003": 30, "C002": 60, "C004": 90}
    found = {
        code: Slot(
            TimeSpan(MORNING + at * MINUTE, MORNING + (at + (length if at in {30, 90} else 30)) * MINUTE),
            0,
            "",
        )
        for code, at in starts.items()
    }
    brought = nearer(found, asked)
    assert apart(found) - apart(brought) == nearer_by * MINUTE
    assert set(brought.values()) == set(found.values())


def apart(found: Mapping[str, Slot]) -> timedelta:
    """The time between the two of each group, together."""
    at = {code: slot.span.start for code, slot in found.items()}
    return abs(at["C001"] - at["C002"]) + abs(at["C003"] - at["C004"])


def test_group_mates_come_one_after_the_other_before_one_panel() -> None:
    day = Day([stretch(panel, 3) for panel in range(4)], HALF_HOUR)
    asked = [replace(each, groupe=f"G{i % 6}") for i, each in enumerate(people(24))]
    found = placement(day, asked)
    for group in range(6):
        starts = sorted(found[each.candidat].span.start for each in asked if each.groupe == f"G{group}")
        assert starts[-1] - starts[0] <= 3 * HALF_HOUR


def test_the_order_in_which_candidates_are_given_changes_nothing() -> None:
    day = Day([stretch(panel, 3) for panel in range(2)], HALF_HOUR, 5 * MINUTE)
    asked = [*people(7), OralNeeds("C050", 40 * MINUTE)]
    assert placement(day, asked[::-1]) == placement(day, asked)


def random_day(random: Random) -> tuple[Day, list[OralNeeds]]:
    """A feasible session: people are put into slots first, then each is kept from what is not theirs."""
    between = random.choice((0, 5, 10)) * MINUTE
    stretches = [
        stretch(panel, random.choice((1, 2, 3)), day=d)
        for d in range(2)
        for panel in range(random.randint(1, 4))
    ]
    day = Day(stretches, random.choice((20, 30)) * MINUTE, between)
    _held, slots = day.placement(tuple(() for _ in stretches))
    asked: list[OralNeeds] = []
    for i, slot in enumerate(random.sample(slots, random.randint(1, len(slots)))):
        busy = [
            TimeSpan(at, at + timedelta(hours=1))
            for at in (MORNING + timedelta(hours=random.randint(0, 30)) for _ in range(3))
        ]
        preparation = random.choice((0, 15)) * MINUTE
        own = TimeSpan(slot.span.start - preparation, slot.span.end)
        asked.append(
            OralNeeds(
                f"C{i:03}",
                day.usual,
                preparation,
                tuple(each for each in busy if not each.meets(own)),
                random.choice((datetime.min, slot.span.start)),  # noqa: DTZ901 -- a local hour
                tuple(
                    (panel, each)
                    for panel, each in zip(random.sample(range(4), 2), (MORNINGS, busy[0]), strict=True)
                    if panel != slot.panel or not each.meets(slot.span)
                ),
                random.choice(("", "G1", "G2")),
            )
        )
    return day, asked


@pytest.mark.parametrize("part", range(10))
def test_a_thousand_feasible_sessions_are_all_timetabled_without_a_fault(part: int) -> None:
    for seed in range(part * 100, part * 100 + 100):
        placement(*random_day(Random(seed)))  # noqa: S311 -- the same sessions each time


@given(st.lists(st.lists(st.integers(0, 6), unique=True, max_size=4), min_size=1, max_size=7))
def test_a_matching_is_as_large_as_can_be_and_a_lack_proves_why(suits: list[list[int]]) -> None:
    pairs, lack = match(suits)
    assert len(set(pairs.values())) == len(pairs)
    assert all(right in suits[left] for left, right in pairs.items())
    assert (lack is None) == (len(pairs) == len(suits))
    if lack is not None:
        assert {right for left in lack.left for right in suits[left]} == set(lack.right)
        assert len(set(lack.left)) - len(set(lack.right)) == len(suits) - len(pairs)
        assert set(range(len(suits))) - pairs.keys() <= set(lack.left)
