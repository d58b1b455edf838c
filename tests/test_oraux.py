"""`certeval oraux`: an hour for everybody within all that can't be, calendars and doors, as an exam office types it."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from certeval.exchange.icalendar import Event, calendar
from conftest import Certeval

FILE = Path("sessions") / "S1.yaml"
JURY = """\
format: 1
session: {code: S1, referentiel: developpement-commercial@1.0.0}
jury:
  membres:
  - {code: J1, qualite: directrice commerciale, role: president}
  - {code: J2, qualite: responsable des ventes}
  - {code: J3, qualite: formateur}
  liens: [{membre: J2, candidat: C007, nature: ancien employeur}]
inscriptions:
"""
REGISTERED = "".join(
    f"- {{candidat: C{i:03}{', amenagement: tiers-temps' if i == 4 else ''}}}\n" for i in range(1, 8)
)
OF_ANOTHER_BLOC = (
    "- {candidat: C008, vise: [BC2]}\n- {candidat: C009, acquis: [{bloc: BC1, version: 1.0.0}]}\n"
)
ORAUX = """\
oraux:
  E1-oral:
    preparation: 20 min   # pour relire ses notes
    battement: 5 min
    apres: 2026-06-01
    plages:
    - {jury: P1, membres: [J1, J2], salle: été, le: 2026-06-08, de: 9 h, a: 12 h, pauses: [{de: 10 h 30, a: 10 h 45}]}
    - {jury: P2, membres: [J3], salle: salle 14, le: 2026-06-08, de: 9 h, a: 12 h}   # à côté
"""
PART = ("oraux", "S1", "--partie", "E1-oral")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "sessions").mkdir()
    (tmp_path / FILE).write_text(JURY + REGISTERED + ORAUX, encoding="utf-8")
    return tmp_path


def hours(certeval: Certeval, *options: str) -> dict[str, dict[str, str]]:
    done = certeval("oraux", "S1", "--json", *options)
    assert done.status == 0, done.err
    return {each["candidat"]: each for each in json.loads(done.out)["passages"]}


def line_of(office: Path, words: str) -> int:
    lines = (office / FILE).read_text(encoding="utf-8").splitlines()
    return next(i for i, line in enumerate(lines, 1) if words in line)


def edit(office: Path, *changes: tuple[str, str]) -> None:
    text = (office / FILE).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (office / FILE).write_text(text, encoding="utf-8")


def test_everybody_expected_has_an_hour_and_the_rest_of_the_file_keeps_its_bytes(
    office: Path, certeval: Certeval
) -> None:
    """The référentiel says 30 minutes, a week after the written part; C004 has a third more, C007 knows J2."""
    assert certeval(*PART, "--plan").status == 0
    found = hours(certeval)
    assert sorted(found) == [f"C{i:03}" for i in range(1, 8)]
    lengths = {
        code: (datetime.strptime(e["a"], "%H:%M") - datetime.strptime(e["de"], "%H:%M")).seconds // 60  # noqa: DTZ007
        for code, e in found.items()
    }
    assert lengths.pop("C004") == 40
    assert set(lengths.values()) == {30}
    assert found["C007"]["jury"] == "P2"
    assert (
        (office / FILE).read_text(encoding="utf-8").startswith(JURY + REGISTERED + ORAUX + "    passages:\n")
    )
    assert certeval("check", "sessions").status == 0


def test_who_does_not_seek_the_bloc_has_no_hour_and_is_missed_by_no_check(
    office: Path, certeval: Certeval
) -> None:
    """C008 seeks BC2 alone; C009 holds BC1 already."""
    edit(office, ("oraux:\n", f"{OF_ANOTHER_BLOC}oraux:\n"))
    assert certeval(*PART, "--plan").status == 0
    assert sorted(hours(certeval)) == [f"C{i:03}" for i in range(1, 8)]
    done = certeval("check", "sessions")
    assert (done.status, "S528" in done.out) == (0, False), done.out


@pytest.mark.parametrize(("day", "status"), [("2026-06-01", 0), ("2026-06-02", 1)])
def test_no_oral_is_held_before_the_delay_that_the_referentiel_asks(
    office: Path, certeval: Certeval, day: str, status: int
) -> None:
    edit(office, ("apres: 2026-06-01", f"apres: {day}"))
    done = certeval(*PART, "--plan")
    assert (done.status, "S529" in done.err) == (status, status == 1)
    where = f"{FILE}:{line_of(office, f'apres: {day}')}:12"
    delay = f"::: {where}: hours are lost to the delay that the référentiel asks for, counted from here"
    assert (delay in done.err) == (status == 1)


@pytest.mark.parametrize("more", [", amenagement: tiers-temps", ""])
def test_a_delay_that_costs_some_of_the_hours_that_lack_is_spoken_of(
    office: Path, certeval: Certeval, more: str
) -> None:
    """An hour a panel does not suffice on any day; on the day said here the delay leaves none of it, and whose oral is
    longer is told first.
    """
    edit(office, (", amenagement: tiers-temps", more))
    edit(office, ("a: 12 h}   #", "a: 10 h}   #"), ("a: 12 h, pauses", "a: 10 h, pauses"))
    edit(office, ("apres: 2026-06-01", "apres: 2026-06-02"))
    done = certeval(*PART, "--plan")
    assert (done.status, "hours are lost to the delay" in done.err) == (1, True), done.err


def test_who_cannot_be_placed_is_named_with_the_slots_and_nothing_is_written(
    office: Path, certeval: Certeval
) -> None:
    edit(office, ("a: 12 h}   #", "a: 10 h}   #"), ("a: 12 h, pauses", "a: 10 h, pauses"))
    before = (office / FILE).read_bytes()
    done = certeval(*PART, "--plan")
    assert done.status == 1
    assert "S529" in certeval("check", "sessions").out  # told before the day too
    assert "too few slots for C001, C002, C003, C005, C006, C007: 1 could serve, it takes 6" in done.err
    assert "5 more at least" in done.err
    assert "the delay" not in done.err  # there are too few whatever the day
    assert (office / FILE).read_bytes() == before


def test_a_longer_oral_without_a_slot_is_named_alone_and_is_told_how_many_lack(
    office: Path, certeval: Certeval
) -> None:
    """« -34 more at least » for several, of whom one alone had none, was told; of more than four, nothing ever."""
    every = "".join(f"- {{candidat: C{i:03}, amenagement: tiers-temps}}\n" for i in range(1, 8))
    edit(
        office,
        (REGISTERED, every),
        ("plages:\n", "indisponibilites: [{qui: C006, le: 2026-06-08}]\n    plages:\n"),
    )
    done = certeval(*PART, "--plan")
    assert (done.status, done.out) == (1, "")
    assert "too few slots for C006: 0 could serve, it takes 1" in done.err
    assert "(1 more at least)" in done.err
    assert "too many places" not in done.err


def test_longer_orals_of_which_not_all_places_were_tried_are_told_so(
    office: Path, certeval: Certeval
) -> None:
    every = "".join(f"- {{candidat: C{i:03}, amenagement: tiers-temps}}\n" for i in range(1, 13))
    edit(office, (REGISTERED, every), ("pauses: [{de: 10 h 30, a: 10 h 45}]", "pauses: []"))
    done = certeval(*PART, "--plan")
    assert done.status == 1
    assert "8 could serve, it takes 9" in done.err
    (where,) = re.findall("::: (.*): longer orals have too many places for all to be tried", done.err)
    assert where == f"{FILE}:{line_of(office, 'jury: P1')}:8"


def test_when_one_withdraws_nobody_else_moves(office: Path, certeval: Certeval) -> None:
    certeval(*PART, "--plan")
    before = hours(certeval)
    edit(office, ("- {candidat: C003}\n", ""), ("{candidat: C003, jury", "{candidat: C999, jury"))
    edit(office, ("- {candidat: C001}\n", "- {candidat: C001}\n- {candidat: C999}\n"))
    kept = certeval(*PART, "--keep", "--json")
    assert json.loads(kept.out)["deplaces"] == []
    after = hours(certeval)
    assert {code for code in after if after[code] != before.get(code)} == {"C999"}
    refused = certeval(*PART, "--plan")
    assert (refused.status, "--keep" in refused.err) == (2, True)
    assert certeval(*PART, "--plan", "--force").status == 0


def test_hours_before_a_panel_written_otherwise_are_kept(office: Path, certeval: Certeval) -> None:
    """In capitals or not, it is the same panel in its room, whose jurors have each a grid."""
    certeval(*PART, "--plan")
    before = hours(certeval)
    text = (office / FILE).read_text(encoding="utf-8")
    plages, passages = text.split("passages:")
    passages = passages.replace("P1", "p1").replace("salle: été", "salle: Été").replace("C002", "c002")
    (office / FILE).write_text(f"{plages}passages:{passages}", encoding="utf-8")
    assert certeval("grille", "--session", "S1", "--partie", "E1-oral", "--output", "g.csv").status == 0
    assert sorted(each.stem for each in office.glob("g-*")) == ["g-P2-J3", "g-p1-J1", "g-p1-J2"]
    assert json.loads(certeval(*PART, "--keep", "--json").out)["deplaces"] == []
    assert {code: each["de"] for code, each in hours(certeval).items()} == {
        code: each["de"] for code, each in before.items()
    }


def test_a_timetable_whose_panels_sit_no_more_is_not_lost_unsaid(office: Path, certeval: Certeval) -> None:
    certeval(*PART, "--plan")
    edit(office, ("jury: P1, membres", "jury: PA, membres"), ("jury: P2, membres", "jury: PB, membres"))
    assert certeval(*PART, "--plan").status == 2
    moves = json.loads(certeval(*PART, "--keep", "--json").out)["deplaces"]
    assert sorted(moves) == [f"C{i:03}" for i in range(1, 8)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("de: 09:00, a: 09:40", "de: 09:00, a: 09:39", "S527"),
        ("le: 2026-06-08, de: 09:00, a: 09:30", "le: 2026-06-08, de: 08:59, a: 09:30", "S522"),
        ("apres: 2026-06-01", "apres: 2026-06-02", "S525"),
        ("{candidat: C007, jury: P2, salle: salle 14", "{candidat: C007, jury: P1, salle: été", "S524"),
        ("    plages:\n", "    indisponibilites: [{qui: C002, le: 2026-06-08}]\n    plages:\n", "S526"),
        (
            "    plages:\n",
            "    indisponibilites: [{qui: J3, le: 2026-06-08, de: 9 h, a: 9 h 01}]\n    plages:\n",
            "S526",
        ),
        ("- {candidat: C005}\n", "- {candidat: C005}\n- {candidat: C008}\n", "S528"),
        ("de: 9 h, a: 12 h}", "de: 12 h, a: 9 h}", "S521"),
        ("E1-oral:", "E1-orale:", "S501"),
        ("membres: [J3]", "membres: [J9]", "S203"),
        ("membres: [J3]", "membres: [J1]", "S523"),
    ],
)
def test_a_timetable_that_was_altered_is_told(
    office: Path, certeval: Certeval, old: str, new: str, code: str
) -> None:
    certeval(*PART, "--plan")
    edit(office, (old, new))
    done = certeval("check", "sessions")
    assert (done.status, code in done.out) == (1, True), done.out
    shown = certeval("oraux", "S1")
    assert (shown.status, shown.out, code in shown.err) == (1, "", True), shown


@pytest.mark.parametrize(
    "more", ["", "    - {jury: P1, membres: [J3], salle: été, le: 2026-06-09, de: 9 h, a: 9 h 30}\n"]
)
def test_another_part_takes_its_candidates_members_and_rooms(
    office: Path, certeval: Certeval, more: str
) -> None:
    """Bloc 3: 20 minutes and 20, as its phases say; the same day, with a member of the other part, whose panel may sit
    with another one on another day.
    """
    edit(office, ("    - {jury: P2, membres: [J3]", f"{more}    - {{jury: P2, membres: [J3]"))
    certeval(*PART, "--plan")
    text = (office / FILE).read_text(encoding="utf-8")
    other = "  E3-oral:\n    plages:\n    - {jury: P3, membres: [J1], salle: autre, le: 2026-06-08, de: 9 h, a: 18 h}\n"
    (office / FILE).write_text(text + other, encoding="utf-8")
    assert certeval("oraux", "S1", "--partie", "E3-oral", "--plan").status == 0
    assert certeval("check", "sessions").status == 0
    found = hours(certeval, "--partie", "E3-oral")
    assert {each["partie"] for each in found.values()} == {"E3-oral"}
    assert found["C001"]["de"] >= "11:50"  # once J1 has heard those of E1


def test_a_panel_of_its_own_in_its_own_room_hears_another_part_meanwhile(
    office: Path, certeval: Certeval
) -> None:
    edit(office, ("qualite: formateur}\n", "qualite: formateur}\n  - {code: J4, qualite: formatrice}\n"))
    certeval(*PART, "--plan")
    text = (office / FILE).read_text(encoding="utf-8")
    plage = "{jury: P3, membres: [J4], salle: autre, le: 2026-06-08, de: 9 h, a: 18 h}"
    (office / FILE).write_text(f"{text}  E3-oral:\n    plages:\n    - {plage}\n", encoding="utf-8")
    assert certeval("oraux", "S1", "--partie", "E3-oral", "--plan").status == 0
    assert min(each["de"] for each in hours(certeval, "--partie", "E3-oral").values()) == "09:00"


def test_a_tie_keeps_a_candidate_from_a_panel_while_the_member_sits_in_it(
    office: Path, certeval: Certeval
) -> None:
    """Of the panel P2, J3 hears on the eighth and J2, whom C007 knows, on the ninth."""
    edit(
        office,
        (REGISTERED, "- {candidat: C007}\n"),
        (
            "jury: P1, membres: [J1, J2], salle: été, le: 2026-06-08",
            "jury: P2, membres: [J2], salle: été, le: 2026-06-09",
        ),
        ("a: 12 h}   # à côté", "a: 9 h 30}"),
    )
    text = (office / FILE).read_text(encoding="utf-8")
    assert certeval(*PART, "--plan").status == 0
    assert hours(certeval)["C007"]["le"] == "2026-06-08"
    assert certeval("check", "sessions").status == 0
    (office / FILE).write_text(text.replace("membres: [J3]", "membres: [J2]"), encoding="utf-8")
    assert "too few slots for C007" in certeval(*PART, "--plan").err


def test_nobody_is_heard_while_preparing_for_another_part(office: Path, certeval: Certeval) -> None:
    """C003, called at 9 h to bloc 1, prepares from 8 h 40 on."""
    edit(office, ("qualite: formateur}\n", "qualite: formateur}\n  - {code: J4, qualite: formatrice}\n"))
    edit(office, ("de: 9 h, a: 12 h}", "de: 9 h, a: 9 h 30}"), (REGISTERED, "- {candidat: C003}\n"))
    edit(office, ("candidat: C007, nature", "candidat: C003, nature"))
    assert certeval(*PART, "--plan").status == 0
    text = (office / FILE).read_text(encoding="utf-8")

    def heard(begin: str, end: str) -> str:
        plage = f"{{jury: P3, membres: [J4], salle: autre, le: 2026-06-08, de: {begin}, a: {end}}}"
        own = (
            "    passages:\n    - "
            + plage.replace("jury", "candidat: C003, jury").replace("membres: [J4], ", "")
            + "\n"
        )
        (office / FILE).write_text(f"{text}  E3-oral:\n    plages:\n    - {plage}\n", encoding="utf-8")
        plan = certeval("oraux", "S1", "--partie", "E3-oral", "--plan").status
        (office / FILE).write_text(f"{text}  E3-oral:\n    plages:\n    - {plage}\n{own}", encoding="utf-8")
        return f"{plan} {'S523' in certeval('check', 'sessions').out}"

    assert hours(certeval, "--partie", "E1-oral")["C003"]["de"] == "09:00"
    assert [heard("8 h", "8 h 40"), heard("8 h 01", "8 h 41"), heard("9 h 30", "10 h 10")] == [
        "0 False",
        "1 True",
        "0 False",
    ]


def test_a_room_serves_one_part_at_a_time_however_it_is_written(office: Path, certeval: Certeval) -> None:
    """Bloc 3 is heard in the second panel's room, by a member of no other panel: only the room is taken."""
    edit(office, ("qualite: formateur}\n", "qualite: formateur}\n  - {code: J4, qualite: formatrice}\n"))
    certeval(*PART, "--plan")
    text = (office / FILE).read_text(encoding="utf-8")
    plage = "{jury: P3, membres: [J4], salle: Salle 14, le: 2026-06-08, de: 9 h, a: 18 h}"
    (office / FILE).write_text(f"{text}  E3-oral:\n    plages:\n    - {plage}\n", encoding="utf-8")
    assert certeval("oraux", "S1", "--partie", "E3-oral", "--plan").status == 0
    taken = [each for each in hours(certeval, "--partie", "E1-oral").values() if each["salle"] == "salle 14"]
    other = hours(certeval, "--partie", "E3-oral").values()
    assert len(taken) > 2
    assert len(other) == 7
    assert [
        (one, two) for one in taken for two in other if one["de"] < two["a"] and two["de"] < one["a"]
    ] == []
    assert any(each["a"] <= max(one["de"] for one in taken) for each in other) is False
    assert certeval("check", "sessions").status == 0


def test_a_calendar_a_person_holds_the_same_hours_zones_and_accents(office: Path, certeval: Certeval) -> None:
    certeval(*PART, "--plan")
    done = certeval("oraux", "S1", "--ics", "agendas", "--date", "2026-05-20")
    assert done.status == 0, done.err
    found = hours(certeval)
    assert {each.stem for each in (office / "agendas").iterdir()} == {*found, "J1", "J2", "J3"}
    for code, each in found.items():
        (event,) = icalendar.Calendar.from_ical((office / "agendas" / f"{code}.ics").read_bytes()).walk(
            "VEVENT"
        )
        start = event.decoded("dtstart").astimezone(ZoneInfo("Europe/Paris"))
        assert start.strftime("%Y-%m-%d %H:%M") == f"{each['le']} {each['de']}"
        assert str(event["location"]) == each["salle"]
        assert str(event["summary"]) == "oral individuel"
        prepares = f"{each['jury']}, Préparation "  # twenty minutes before
        assert str(event["description"]).startswith(prepares)
        assert str(event["uid"]) == f"S1/E1-oral/{code}@certeval"  # the same for each state of it
    heard = icalendar.Calendar.from_ical((office / "agendas" / "J1.ics").read_bytes()).walk("VEVENT")
    assert {(str(each["summary"]), str(each["uid"])) for each in heard} == {
        (f"oral individuel – {code}", f"S1/E1-oral/{code}/J1@certeval")
        for code, each in found.items()
        if each["jury"] == "P1"
    }


@pytest.mark.parametrize(
    ("zone", "hour", "offset"),
    [
        ("Europe/Paris", "2026-03-29 01:59", 1),
        ("Europe/Paris", "2026-03-29 03:00", 2),
        ("Indian/Reunion", "2026-07-01 09:00", 4),
        ("America/Miquelon", "2026-07-01 09:00", -2),
    ],
)
def test_hours_are_those_of_the_place_on_either_side_of_a_change_of_clocks(
    zone: str, hour: str, offset: int
) -> None:
    at = datetime.fromisoformat(hour)
    event = Event("1@x", at, at, "é, ; \\ \n" * 20, "salle", "€" * 80)
    data = calendar("S1", [event], ZoneInfo(zone), at.date())
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (read,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert read.decoded("dtstart") == at.replace(tzinfo=UTC) - timedelta(hours=offset)
    assert str(read["summary"]) == "é, ; \\ \n" * 20
    assert str(read["description"]) == "€" * 80


def test_the_page_for_the_doors_has_codes_and_hours_and_no_name(office: Path, certeval: Certeval) -> None:
    (office / "candidats.csv").write_text("candidat;Nom Naissance\nC001;Zyxomme\n", encoding="utf-8")
    edit(office, ("inscriptions:\n", "candidats: ../candidats.csv\ninscriptions:\n"))
    certeval(*PART, "--plan")
    assert certeval("oraux", "S1", "--door", "portes.html").status == 0
    page = (office / "portes.html").read_text(encoding="utf-8")
    away = office / "portes" / "page.html"
    away.parent.mkdir()
    done = certeval("oraux", "S1", "--ics", "agendas", "--door", away)  # the one from here, the other whole
    assert (done.status, f"written to agendas, {away}" in done.err) == (0, True)
    assert away.read_text(encoding="utf-8") == page
    assert page.count("<h2>") == 2
    assert all(f"C{i:03}" in page for i in range(1, 8))
    assert "Zyxomme" not in page
    assert '<html lang="fr">' in page
    assert "Oraux de la session S1" in page  # in the référentiel's language, whatever the command's
    assert "tiers" not in page


def test_doors_and_sheets_of_signatures_are_in_the_order_of_rooms_as_people_count(
    office: Path, certeval: Certeval
) -> None:
    """« salle 14 » came before « salle 9 »."""
    from certeval.documents.pdf_text import typst_text

    edit(office, ("salle: été", "salle: Salle 9"), *[(f"C00{i}", f"C{i}") for i in (1, 2)])
    certeval(*PART, "--plan")
    assert certeval("oraux", "S1", "--door", "portes.html").status == 0
    page = (office / "portes.html").read_text(encoding="utf-8")
    assert [each.partition("<")[0].strip() for each in page.split("<h2>")[1:]] == ["Salle 9", "salle 14"]
    assert certeval("documents", "S1", "emargement", "--output", "papiers").status == 0
    text = typst_text((office / "papiers/emargement.pdf").read_bytes()).replace("\u00a0", " ").lower()
    assert text.index("salle 9") < text.index("salle 14")


def test_what_is_lacking_to_plan_is_told(office: Path, certeval: Certeval) -> None:
    known = "E1-oral, E2-oral, E3-oral"
    assert certeval("oraux", "S1", "--plan").err == (
        f"certeval: say for which part of an épreuve: --partie, one of {known}\n"
    )
    for typed in ("E1", "E1-orale"):
        assert certeval("oraux", "S1", "--partie", typed, "--plan").err == (
            f"certeval: --partie {typed}: no part of an épreuve is called so: {known}\n"
        )
    assert certeval("oraux", "S1", "--partie", "e1-ecrit", "--plan").err == (
        f"certeval: E1-ecrit: no panel hears it, it is `forme: ecrit`; for those that one does: {known}\n"
    )
    assert "plages" in certeval("oraux", "S1", "--partie", "E3-oral", "--plan").err
    assert certeval("oraux", "S1", "--partie", "E1-oral", "--ics", "x", "--fuseau", "Mars").status == 2
    edit(office, ("E1-oral:", "E2-oral:"))
    done = certeval("oraux", "S1", "--partie", "E2-oral", "--plan")
    assert (done.status, "S530" in done.err) == (1, True)


def test_convocations_and_sheets_of_signatures_come_from_the_draw_and_the_timetable(
    office: Path, certeval: Certeval
) -> None:
    """Each candidate is called at an own hour, told the own group; nothing on a sheet tells of an accommodation."""
    pytest.importorskip("typst", reason="pip install 'certeval[documents]'")
    pypdf = pytest.importorskip("pypdf", reason="pip install 'certeval[documents]'")
    (office / FILE).write_text(
        (JURY + REGISTERED + "- {candidat: C008, vise: [BC2]}\n" + ORAUX).replace(
            "code: S1,", "code: S1, lieu: Lyon,"
        )
        + "convocations:\n"
        + "- {epreuve: E1-ecrit, le: 2026-06-01, debut: 9 h, lieu: salle 2, apporter: [une pièce d’identité]}\n"
        + "- {epreuve: E1-oral, le: 2026-06-08, debut: 9 h, apporter: [le dossier]}\n",
        encoding="utf-8",
    )
    certeval(*PART, "--plan")
    written = ("tirage", "S1", "--partie", "E1-ecrit")
    certeval(*written, "--engager")
    drawn = json.loads(
        certeval(*written, "--public", "4 2", "--cas", "cas A", "--cas", "cas B", "--json").out
    )
    done = certeval("documents", "S1", "convocations", "emargement", "--output", "papiers")
    assert done.status == 0, done.err
    own = hours(certeval)["C004"]
    group = next(each for each in drawn["tirages"]["E1-ecrit"][0]["groupes"] if "C004" in each["candidats"])
    called = "".join(
        each.extract_text() for each in pypdf.PdfReader(office / "papiers/convocations/C004.pdf").pages
    )
    for text in ("40 min", own["salle"], own["jury"], group["groupe"], group["cas"], "le dossier", "tiers"):
        assert text in called
    hour, minutes = divmod(60 * int(own["de"][:2]) + int(own["de"][3:]) - 20, 60)
    prepares = f"20 min, à partir de {hour} h {minutes:02d}".removesuffix(" 00")
    assert prepares in " ".join(called.split())
    assert "so no convocation: C008" in done.err  # it seeks BC2, to which nobody is called
    assert not (office / "papiers/convocations/C008.pdf").exists()
    sheets = [each.extract_text() for each in pypdf.PdfReader(office / "papiers/emargement.pdf").pages]
    assert len(sheets) == 4  # the two groups of the written part, then a panel each
    assert all("40 min" not in each and "tiers" not in each for each in sheets)
    assert sum("C004" in each for each in sheets) == 2


def test_who_was_absent_from_the_written_part_has_no_hour(office: Path, certeval: Certeval) -> None:
    """Those drawn are those who were there: the oral is about what they wrote. It is said of the others."""
    written = ("tirage", "S1", "--partie", "E1-ecrit")
    certeval(*written, "--engager")
    assert certeval(*written, "--public", "4 2", "--absent", "C002").status == 0
    done = certeval(*PART, "--plan")
    assert done.status == 0
    assert "certeval: not present when E1-ecrit was drawn, so no hour: C002\n" in done.err
    assert sorted(hours(certeval)) == ["C001", "C003", "C004", "C005", "C006", "C007"]
    assert certeval("check", str(FILE), "--select", "S5").status == 0
    steps = json.loads(certeval("show", "session", "S1", "--json").out)["etapes"]
    assert [each["etat"] for each in steps if (each["etape"], each.get("cible")) == ("oraux", "E1-oral")] == [
        "fait"
    ]


def test_a_convocation_bears_the_commitment_of_draws_to_come_and_no_oral_of_the_absent(
    office: Path, certeval: Certeval
) -> None:
    """C008 seeks BC2 alone: no draw is about it. Once drawn, the absent are called to what follows no more."""
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst")
    called = ("E1-ecrit", "E1-oral", "E2-oral")
    calls = "".join(
        f"- {{epreuve: {each}, le: 2026-06-0{rank}, debut: 9 h, duree: 1 h, lieu: été, apporter: [rien]}}\n"
        for rank, each in enumerate(called, 1)
    )
    with (office / FILE).open("a", encoding="utf-8") as file:
        file.write("convocations:\n" + calls)
    edit(office, ("oraux:\n", OF_ANOTHER_BLOC + "oraux:\n"))
    written = ("tirage", "S1", "--partie", "E1-ecrit")
    assert certeval(*written, "--engager").status == 0
    commitment = json.loads(certeval(*written, "--json").out)["tirages"]["E1-ecrit"][0]["engagement"]

    def said(code: str) -> list[str]:
        done = certeval("documents", "S1", "convocations", "--output", "o", "--force")
        assert done.status == 0, done.err
        pages = pypdf.PdfReader(office / f"o/convocations/{code}.pdf").pages
        text = "".join("".join(each.extract_text() for each in pages).split())
        return [each for each in (*called, commitment) if each in text]

    assert said("C001") == [*called, commitment]
    assert said("C008") == ["E2-oral"]
    assert certeval(*written, "--public", "4 2", "--absent", "C002").status == 0
    assert said("C001") == [*called]
    assert said("C002") == ["E1-ecrit", "E2-oral"]


def test_an_oral_held_on_several_days_is_called_to_once_on_its_own(office: Path, certeval: Certeval) -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst")
    days = (("2026-06-05", "vert"), ("2026-06-08", "bleu"))
    calls = "".join(
        f"- {{epreuve: E1-oral, le: {le}, debut: 8 h, lieu: bâtiment {lieu}, apporter: [rien]}}\n"
        for le, lieu in days
    )
    with (office / FILE).open("a", encoding="utf-8") as file:
        file.write("convocations:\n" + calls)
    certeval(*PART, "--plan")
    done = certeval("documents", "S1", "convocations", "--output", "o")
    assert done.status == 0, done.err
    text = "".join(each.extract_text() for each in pypdf.PdfReader(office / "o/convocations/C001.pdf").pages)
    assert [text.count(each) for each in ("E1-oral", "bâtiment bleu", "bâtiment vert")] == [1, 1, 0]


def test_grids_are_made_for_each_panel_and_juror_and_for_each_group(office: Path, certeval: Certeval) -> None:
    """In the order of hours, with the drawn group; what is typed in them is read back by `validate`."""
    certeval(*PART, "--plan")
    certeval("tirage", "S1", "--partie", "E1-ecrit", "--engager")
    drawn = json.loads(certeval("tirage", "S1", "--partie", "E1-ecrit", "--public", "4", "--json").out)
    (office / "grilles").mkdir()
    made = ("grille", "--session", "S1", "--format", "csv", "--output", "grilles")
    assert certeval(*made, "--partie", "E1-oral").status == 0
    assert certeval(*made, "--partie", "E1-ecrit").status == 0
    name = "grille-developpement-commercial-E1"
    ends = ["G1", "G2", "P1-J1", "P1-J2", "P2-J3"]
    assert sorted(each.stem for each in (office / "grilles").iterdir()) == [f"{name}-{each}" for each in ends]
    rows = (office / "grilles" / f"{name}-P2-J3.csv").read_text(encoding="utf-8-sig").splitlines()
    found = hours(certeval)
    heard = sorted((each["de"], code) for code, each in found.items() if each["jury"] == "P2")
    assert [row.split(";")[0] for row in rows[1:]] == [code for _de, code in heard]
    group = drawn["tirages"]["E1-ecrit"][0]["groupes"][0]
    rows = (office / "grilles" / f"{name}-G1.csv").read_text(encoding="utf-8-sig").splitlines()
    column = rows[0].split(";").index("groupe")
    assert [(row.split(";")[0], row.split(";")[column]) for row in rows[1:]] == [
        (code, "G1") for code in group["candidats"]
    ]
    assert certeval("validate", "grilles", "--session", "S1").status == 0
    assert certeval(*made, "--partie", "E3-oral").status == 2  # neither drawn nor timetabled
    assert certeval("grille", "--partie", "E1-oral", "--format", "csv").status == 2


ANOTHER = """\
format: 1
certification: {code: vente, version: 1.0.0}
validation:
  competence: {tous: criteres}
  bloc: {tous: competences}
  certification: {tous: blocs}
blocs:
- code: B1
  intitule: Vendre
  competences:
  - {code: C1, libelle: Vendre, criteres: [{code: K1, libelle: La vente est conclue}]}
  epreuves:
  - code: V1
    intitule: Vente à deux
    parties:
    - {code: V1-pratique, forme: pratique, candidats: groupe, groupe: {de: 2, a: 2, constitution: tirage au sort}}
    - {code: V1-oral, forme: oral, duree: 15 min, apres: {partie: V1-pratique, delai: 2 h}}
"""


def test_another_referentiel_drives_other_groups_durations_and_delays(
    office: Path, certeval: Certeval
) -> None:
    """Pairs, a quarter of an hour, two hours after: nothing of the first référentiel is in the code."""
    (office / "referentiels" / "vente").mkdir(parents=True)
    (office / "referentiels" / "vente" / "1.0.0.yaml").write_text(ANOTHER, encoding="utf-8")
    session = "format: 1\nsession: {code: S1, referentiel: vente@1.0.0}\ninscriptions:\n"
    listed = "".join(f"- {{candidat: C{i}}}\n" for i in range(1, 7))
    plage = "{jury: P1, salle: a, le: %s, de: 9 h, a: 10 h 30}"
    oraux = f"oraux: {{V1-oral: {{plages: [{plage}], apres: 2026-06-01}}}}\n"
    (office / FILE).write_text(session + listed + oraux % "2026-06-01", encoding="utf-8")
    asked = ("oraux", "S1", "--partie", "V1-oral", "--plan")
    assert "S529" in certeval(*asked).err  # two hours after the end of that day is the next one
    (office / FILE).write_text(session + listed + oraux % "2026-06-02", encoding="utf-8")
    assert certeval(*asked).status == 0
    found = hours(certeval)
    assert {each["de"] for each in found.values()} == {"09:00", "09:15", "09:30", "09:45", "10:00", "10:15"}
    assert certeval("oraux", "S1", "--ics", "agendas").status == 0
    (event,) = icalendar.Calendar.from_ical((office / "agendas" / "C1.ics").read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "V1-oral"  # it has no title
    part = ("tirage", "S1", "--partie", "V1-pratique")
    assert certeval(*part, "--engager").status == 0
    assert "S502" in certeval(*part, "--public", "6", "--absent", "C1").err  # five make no pairs
    drawn = json.loads(certeval(*part, "--public", "6", "--json").out)["tirages"]["V1-pratique"][0]
    assert [len(each["candidats"]) for each in drawn["groupes"]] == [2, 2, 2]


def test_the_minutes_of_a_draw_hold_all_that_it_is_computed_from(office: Path, certeval: Certeval) -> None:
    pytest.importorskip("typst", reason="pip install 'certeval[documents]'")
    pypdf = pytest.importorskip("pypdf", reason="pip install 'certeval[documents]'")
    written = ("tirage", "S1", "--partie", "E1-ecrit")
    certeval(*written, "--engager")
    cases = ("--cas", "cas A", "--cas", "cas B", "--cas", "cas C")  # two groups: one case serves nobody
    drawn = json.loads(certeval(*written, "--public", "4 2", *cases, "--json").out)["tirages"]["E1-ecrit"][0]
    done = certeval("documents", "S1", "tirage", "--output", "papiers")
    assert done.status == 0, done.err
    pages = pypdf.PdfReader(office / "papiers/tirage.pdf").pages
    text = "".join("".join(each.extract_text() for each in pages).replace("\u00ad", "").split())
    said = [
        drawn["engagement"],
        drawn["secret"],
        drawn["public"],
        ", ".join(drawn["presents"]),
        "cas A, cas B, cas C",
    ]
    said += [", ".join(each["candidats"]) for each in drawn["groupes"]]
    assert [each for each in said if "".join(each.split()) not in text] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("jury: P2, membres: [J3], salle: salle 14", "jury: P2, membres: [J1], salle: salle 14"), "S532"),
        (("jury: P2, membres: [J3], salle: salle 14", "jury: P2, membres: [J3], salle: Été"), "S532"),
        (("jury: P2, membres: [J3], salle: salle 14", "jury: P1, membres: [], salle: salle 14"), "S532"),
        (("    plages:", "    indisponibilites: [{qui: C04, le: 2026-06-08}]\n    plages:"), "S531"),
        (("    plages:", "    durees: {C04: 45 min}\n    plages:"), "S202"),
        (("{de: 10 h 30, a: 10 h 45}", "{de: 10 h 45, a: 10 h 30}"), "S521"),
    ],
)
def test_no_timetable_is_made_where_somebody_or_an_absence_would_be_lost(
    office: Path, certeval: Certeval, change: tuple[str, str], code: str
) -> None:
    """One member, room or panel at two places at once; who is away, or has more time, under a misspelt code."""
    edit(office, change)
    before = (office / FILE).read_bytes()
    done = certeval(*PART, "--plan")
    assert (done.status, done.out) == (1, "")
    assert f"error[{code}]" in done.err
    assert (office / FILE).read_bytes() == before


def test_panels_that_follow_each_other_share_a_room_and_members(office: Path, certeval: Certeval) -> None:
    edit(
        office,
        (
            "jury: P2, membres: [J3], salle: salle 14, le: 2026-06-08, de: 9 h, a: 12 h",
            "jury: P2, membres: [J1], salle: été, le: 2026-06-08, de: 12 h, a: 15 h",
        ),
    )
    assert certeval(*PART, "--plan").status == 0
    assert certeval("check", "sessions").status == 0


@pytest.mark.parametrize(("until", "told"), [("2026-06-07", True), ("2026-06-08", False)])
def test_who_sits_in_a_panel_is_authorised_on_that_day(
    office: Path, certeval: Certeval, until: str, told: bool
) -> None:
    """The authorisation was looked at on the day of the deliberation alone."""
    edit(office, ("{code: J3, ", f"{{code: J3, habilite_jusque: {until}, "))
    done = certeval("check", "sessions")
    assert (f"S217]: the authorisation of J3 ended on {until}, before" in done.out) is told


def test_a_timetable_is_a_spreadsheet_s_in_a_file_and_plain_in_a_pipe(
    office: Path, certeval: Certeval
) -> None:
    done = certeval(*PART, "--plan", "--format", "csv")
    rows = done.out.splitlines()
    assert (rows[0], len(rows)) == ("partie;le;de;a;jury;salle;candidat", 1 + len(hours(certeval)))
    certeval("oraux", "S1", "--format", "csv", "--output", "oraux.csv")
    assert Path("oraux.csv").read_bytes() == b"\xef\xbb\xbf" + done.out.encode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("--plan --keep", "--plan and --keep don't go together"),
        ("--fuseau Indian/Reunion", "--fuseau: without effect unless --ics is given"),
        ("--date 2026-06-01 --door d.html", "--date: without effect unless --ics is given"),
        ("--plan -n --ics a", "--ics: without effect beside --dry-run: leave out one or the other"),
        ("--keep -n --json", "--format: without effect beside --dry-run: leave out one or the other"),
        ("-n --door d.html", "--dry-run: without effect unless --plan is given"),
        ("--ics a --door d.html", "--ics, --door: without effect unless --plan is given"),
        ("--plan --door d.csv", "--door d.csv: nothing is written as .csv; this command writes html"),
        ("--plan --ics a --fuseau x", "--fuseau x: no such time zone; write Europe/Paris, Indian/Reunion…"),
        ("--plan --ics sessions/S1.yaml", "sessions/S1.yaml: this is a file, not a folder"),
        (
            "--plan -o no/o.csv --ics a",
            "no/o.csv: there is no folder no to write it in: make it, or name another",
        ),
    ],
)
def test_no_option_of_a_timetable_is_passed_over(
    office: Path, certeval: Certeval, asked: str, words: str
) -> None:
    before = (office / FILE).read_bytes()
    done = certeval(*PART, *asked.split())
    assert (done.status, done.out, done.err) == (2, "", f"certeval: {words}\n")
    assert (office / FILE).read_bytes() == before
    assert not (office / "a").exists()


def test_dry_run_shows_the_lines_and_writes_nothing(office: Path, certeval: Certeval) -> None:
    before = (office / FILE).read_bytes()
    done = certeval(*PART, "--plan", "--dry-run")
    assert (done.status, (office / FILE).read_bytes()) == (0, before)
    lines = [line[1:] for line in done.out.splitlines() if line.startswith("+    - {candidat:")]
    assert certeval(*PART, "--plan").status == 0
    written = (office / FILE).read_text(encoding="utf-8").splitlines()
    assert lines == [line for line in written if line.startswith("    - {candidat:")] != []


def test_who_has_another_hour_than_before_is_named_and_nobody_else(office: Path, certeval: Certeval) -> None:
    certeval(*PART, "--plan")
    before = hours(certeval)
    panel = "jury: P2, membres: [J3], salle: salle 14, le: 2026-06-08, de:"
    edit(office, (f"{panel} 9 h", f"{panel} 10 h"), ("de: 9 h, a: 12 h, pauses", "de: 9 h, a: 13 h, pauses"))
    done = certeval(*PART, "--keep")
    after = hours(certeval)
    moves = [code for code in before if after[code] != before[code]]
    assert 0 < len(moves) < len(before)
    assert done.out.splitlines()[-1] == f"at another hour than before: {', '.join(moves)}"


def test_an_oral_of_a_candidate_who_is_no_longer_there_is_taken_out(office: Path, certeval: Certeval) -> None:
    certeval(*PART, "--plan")
    edit(office, ("- {candidat: C006}\n", ""))
    assert certeval(*PART, "--keep").status == 0
    assert "C006" not in hours(certeval)
