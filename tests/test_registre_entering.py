"""What a register says enters later sessions: under a later version, under another certification, on conditions."""

import json
import re
from pathlib import Path

import pytest

from certeval.cli import registers, session
from certeval.jury.persons import is_another, is_homonym
from certeval.registre import personnes, verdict_records
from certeval.registre.base import RegisterError
from certeval.registre.opening import open_register
from conftest import Certeval
from offices import OPTIONS, Office


@pytest.fixture
def office(certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """One candidate, K1, who validated BC1 of petit@1.0.0 in 2025, with the number RNCP12345BC01."""
    monkeypatch.setattr(registers, "instant", lambda: "2026-01-15T09:00:00Z")
    found = Office(certeval, tmp_path)
    found.version("petit@1.0.0", rncp="rncp: RNCP12345BC01")
    found.session("S1", "petit@1.0.0", "2025-07-02", "K1;1;0")
    found.register("S1")
    return found


def test_under_the_same_version_a_bloc_is_acquired(office: Office) -> None:
    office.session("S2", "petit@1.0.0", "2026-01-10", "K1;;1")
    assert office.decided("S2") == {
        "BC1": ("valide", "acquis_anterieur"),
        "BC2": ("valide", "calcul"),
        "certification": ("valide", ""),
    }


def test_before_the_day_on_which_it_was_acquired_nothing_is_held(office: Office) -> None:
    for le, verdict in (("2025-07-01", "en_attente"), ("2025-07-02", "valide"), ("2025-07-03", "valide")):
        office.session("S2", "petit@1.0.0", le, "K1;;1")
        assert office.decided("S2")["BC1"][0] == verdict


def test_under_a_later_version_equivalences_say_what_it_gives(office: Office) -> None:
    office.version("petit@2.0.0", "equivalences: [{version: 1.x, bloc: BC1, donne: BC2}]")
    office.session("S2", "petit@2.0.0", "2026-01-10", "K1;1;0")
    assert office.decided("S2")["BC2"] == ("valide", "equivalence")
    office.version("petit@3.0.0")
    office.session("S3", "petit@3.0.0", "2026-01-10", "K1;1;0")
    assert office.decided("S3")["BC2"] == ("non_valide", "calcul")


def held(office: Office) -> list[tuple[str, str, str]]:
    done = office.certeval("registre", "acquis", "K1", "--registre", "r.db", "--json")
    (mine,) = json.loads(done.out)["candidats"]
    return [(each["element"], each["version"], each["session"]) for each in mine["acquis"]]


def test_a_bloc_validated_anew_under_a_later_version_counts_under_it(office: Office) -> None:
    office.version("petit@2.0.0")
    office.session("S2", "petit@2.0.0", "2025-09-01", "K1;1;0")
    office.register("S2")
    assert held(office) == [("BC1", "1.0.0", "S1"), ("BC1", "2.0.0", "S2")]
    for version in ("1.0.0", "2.0.0"):
        office.session("S3", f"petit@{version}", "2026-01-10", "K1;;1")
        assert office.decided("S3") == {
            "BC1": ("valide", "acquis_anterieur"),
            "BC2": ("valide", "calcul"),
            "certification": ("valide", ""),
        }


def test_what_an_equivalence_gave_under_a_version_counts_under_the_next(office: Office) -> None:
    office.version("petit@2.0.0", "equivalences: [{version: 1.x, bloc: BC1, donne: BC1}]")
    office.session("S2", "petit@2.0.0", "2025-09-01", "K1;;0")
    office.register("S2")
    assert held(office) == [("BC1", "1.0.0", "S1")]
    office.version("petit@3.0.0", "equivalences: [{version: 2.x, bloc: BC1, donne: BC1}]")
    office.session("S3", "petit@3.0.0", "2026-01-10", "K1;;1")
    assert office.decided("S3")["BC1"] == ("valide", "equivalence")


def test_what_was_taken_up_twice_falls_with_what_gave_it(office: Office) -> None:
    for code, le, where in (("S2", "2025-09-01", "S0"), ("S3", "2025-10-01", "S2")):
        acquis = f"[{{bloc: BC2, version: 1.0.0, session: {where}}}]"
        office.session(code, "petit@1.0.0", le, "K1;;", f"inscriptions: [{{candidat: K1, acquis: {acquis}}}]")
        office.register(code)
    assert [each[0] for each in held(office)] == ["BC1", "BC2", "certification"]
    office.session("S0", "petit@1.0.0", "2025-06-01", "K1;0;0")  # written down late
    office.register("S0")
    assert [each[0] for each in held(office)] == ["BC1", "certification"]  # which its jury decides anew


def test_what_a_session_took_up_of_one_that_is_registered_later_and_does_not_give_it_is_told(
    office: Office,
) -> None:
    acquis = "inscriptions: [{candidat: K2, acquis: [{bloc: BC1, version: 1.0.0, session: S0}]}]"
    office.session("S2", "petit@1.0.0", "2025-09-01", "K2;;1", acquis)
    office.register("S2")
    enter = ("registre", "enregistrer", "S0", "--registre", "r.db", "--auteur", "bureau")
    office.session("S0", "petit@1.0.0", "2025-06-01", "K2;0;1")
    assert (
        "certeval: S2 took up of S0 what it does not give: K2 BC1; that is no longer held, and what its jury decided "
        "upon it is to be rectified\n"
    ) in office.certeval(*enter).err


def test_a_sheet_that_is_not_as_it_was_registered_is_told_though_no_decision_differs(office: Office) -> None:
    enter = ("registre", "enregistrer", "S0", "--registre", "r.db", "--auteur", "bureau")
    office.session("S0", "petit@1.0.0", "2025-06-01", "K2;1;0")
    office.register("S0")
    told = "certeval: S0.csv: not as S0 was registered with; a decision that differs is told"
    assert told not in office.certeval(*enter).err
    sheet = office.folder / "S0.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("K2;1;0", "K2;oui;0"), encoding="utf-8")
    done = office.certeval(*enter)
    assert (done.status, told in done.err) == (0, True)


def test_what_a_session_took_up_and_was_withdrawn_since_is_told_whenever_it_is_read_again(
    office: Office,
) -> None:
    office.session("S0", "petit@1.0.0", "2025-06-01", "K2;1;0")
    office.register("S0")
    acquis = "inscriptions: [{candidat: K2, acquis: [{bloc: BC1, version: 1.0.0, session: S0}]}]"
    office.session("S2", "petit@1.0.0", "2025-09-01", "K2;;1", acquis)
    office.register("S2")
    kept = ("--registre", "r.db", "--auteur", "bureau")
    told = "certeval: S2 took up of another session what that one no longer gives: K2 BC1; what its jury decided upon"
    assert told not in office.certeval("accrochage", "--due", *kept[:2]).err
    why = ("--motif", "fraude", "--fondement", "CRPA L241-2", "--pv", "PV 19")
    assert office.certeval("registre", "retirer", "S0", "K2", "BC1", *why, *kept).status == 0
    assert told in office.certeval("registre", "enregistrer", "S2", *kept).err
    assert told in office.certeval("accrochage", "--due", *kept[:2]).err
    assert told not in office.certeval("accrochage", "S0", "--due", *kept[:2]).err


def test_what_a_session_took_up_of_one_that_is_registered_later_and_gives_it_is_quiet(office: Office) -> None:
    acquis = "inscriptions: [{candidat: K2, acquis: [{bloc: BC1, version: 1.0.0, session: S0}]}]"
    office.session("S2", "petit@1.0.0", "2025-09-01", "K2;;1", acquis)
    office.register("S2")
    office.session("S0", "petit@1.0.0", "2025-06-01", "K2;1;0")
    enter = ("registre", "enregistrer", "S0", "--registre", "r.db", "--auteur", "bureau")
    assert "took up of" not in office.certeval(*enter).err


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("K2;Diallo;Awa;1990;5;3", True),
        ("K2;DIALLO;awa;1990;05;03", True),
        ("K2;Diallo;Awa;1990;5;4", False),
        ("K2;Diallo;Aminata;1990;5;3", False),
        ("K2;Diallo;Awa;1990;5;", False),
    ],
)
def test_a_person_who_comes_under_another_identifier_is_told(office: Office, row: str, told: bool) -> None:
    """Whoever is known by names and the day of birth: held blocs were lost, and a certification given twice."""
    head = "candidat;Nom Naissance;Prenom 1;Annee Naissance;Mois Naissance;Jour Naissance\n"
    for code, le, who in (("S2", "2025-08-01", "K7;Diallo;Awa;1990;5;3"), ("S3", "2025-09-01", row)):
        office.session(code, "petit@1.0.0", le, f"{who[:2]};1;1", "candidats: ../qui.csv")
        (office.folder / "qui.csv").write_text(f"{head}{who}\n", encoding="utf-8")
        done = office.certeval("registre", "enregistrer", code, "--registre", "r.db", "--auteur", "bureau")
        assert done.status == 0, done.err
    words = "K2: the register has somebody of the same names and birth under « K7 »"
    assert (words in done.err, "Diallo" in done.err) == (told, False)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("F;75101", "F;76351", True),
        ("F;75101", "F;75056", False),  # Paris, and its first arrondissement
        ("F;97411", "F;97209", True),
        ("F;97411", "F;97415", False),
        ("F;99243", "F;99351", True),
        ("F;99243", "F;", False),
        ("F;", "M;", True),
        (";", "M;", False),
        ("f;75101", "F;75102", False),
        ("Femme;75101", "F;75102", False),
        ("Mme;", "M.;", True),
    ],
)
def test_homonyms_born_on_one_day_are_told_apart_by_where_and_by_their_sex(
    one: str, other: str, expected: bool
) -> None:
    headings = ("Sexe", "Code Insee Commune Naissance")
    identities = [dict(zip(headings, each.split(";"), strict=True)) for each in (one, other)]
    assert is_homonym(*identities) is expected


def test_candidates_who_all_come_under_other_identifiers_are_told_at_once(office: Office) -> None:
    head = "candidat;Nom Naissance;Prenom 1;Annee Naissance;Mois Naissance;Jour Naissance\n"
    for code, le, letter in (("S2", "2025-08-01", "K"), ("S3", "2025-09-01", "N")):
        numbers = (7, 8, 9)
        sheet = "\n".join(f"{letter}{i};1;1" for i in numbers)
        office.session(code, "petit@1.0.0", le, sheet, "candidats: ../qui.csv")
        rows = "".join(f"{letter}{i};Diallo;Awa;1990;5;{i}\n" for i in numbers)
        (office.folder / "qui.csv").write_text(f"{head}{rows}", encoding="utf-8")
        done = office.certeval("registre", "enregistrer", code, "--registre", "r.db", "--auteur", "bureau")
    assert done.err.splitlines()[0] == (
        "certeval: 3 candidates: the register has somebody of the same names and birth under another identifier, of "
        "whom nothing counted here; where that is the same person, give one: a certification is given and reported "
        "once: N7 (« K7 »), N8 (« K8 »), N9 (« K9 »)"
    )
    assert len(done.err.splitlines()) == 3


def test_results_are_of_the_register_that_they_name_whatever_is_written_meanwhile(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S2 is registered once the head was read, and before what K1 holds was: `verify` would find another decision."""
    office.session("S2", "petit@1.0.0", "2025-09-01", "K1;;1")
    office.session("S3", "petit@1.0.0", "2025-10-01", "K1;;")
    read = registers.read

    def slowly(*arguments: object, **options: object) -> object:
        found = read(*arguments, **options)  # type: ignore[arg-type]
        monkeypatch.setattr(registers, "read", read)
        office.register("S2")
        return found

    monkeypatch.setattr(registers, "read", slowly)
    validate = ("validate", "--session", "S3", "--registre", "r.db", "--json", "--output", "S3.json")
    assert office.certeval(*validate).status == 0
    results = json.loads((office.folder / "S3.json").read_text(encoding="utf-8"))
    assert results["registre"]["entrees"] == 4
    assert [each["verdict"] for each in results["candidats"][0]["blocs"]] == ["valide", "en_attente"]
    done = office.certeval("verify", "S3.json", "--registre", "r.db")
    assert done.status == 0, done.out
    assert office.decided("S3")["BC2"][0] == "valide"


@pytest.mark.parametrize(("who", "refused"), [("K1", True), ("K9", False)])
def test_a_session_is_not_written_upon_what_another_program_changed_meanwhile(
    office: Office, monkeypatch: pytest.MonkeyPatch, who: str, refused: bool
) -> None:
    """S3 would have been registered for ever without the bloc that S2 gave just before it."""
    office.session("S2", "petit@1.0.0", "2025-09-01", f"{who};0;1")
    office.session("S3", "petit@1.0.0", "2025-10-01", "K1;0;0")
    read = session.open_session

    def slowly(*arguments: object, **options: object) -> object:
        found = read(*arguments, **options)  # type: ignore[arg-type]
        monkeypatch.setattr(session, "open_session", read)
        office.register("S2")
        return found

    monkeypatch.setattr(session, "open_session", slowly)
    enter = ("registre", "enregistrer", "S3", "--registre", "r.db", "--auteur", "bureau")
    done = office.certeval(*enter)
    words = "another program wrote to it of the same candidates meanwhile, so nothing was written"
    assert (done.status, words in done.err) == ((2, True) if refused else (0, False))
    office.register("S3")
    assert office.decided("S3")["BC2"][0] == ("valide" if refused else "non_valide")


def test_of_two_sessions_of_one_day_the_first_that_is_registered_takes_nothing_from_the_other(
    office: Office,
) -> None:
    office.session("S2", "petit@1.0.0", "2026-01-10", "K1;;0")
    office.session("S3", "petit@1.0.0", "2026-01-10", "K1;;1")
    office.register("S2")
    assert office.decided("S3")["certification"][0] == "valide"
    office.register("S3")
    for code, verdicts in (("S2", ("non_valide", "calcul")), ("S3", ("valide", "calcul"))):
        assert office.decided(code)["BC2"] == verdicts
        done = office.certeval("registre", "enregistrer", code, "--registre", "r.db", "--auteur", "bureau")
        assert (done.status, "nothing was added" in done.out) == (0, True)
    office.session("S4", "petit@1.0.0", "2026-01-10", "K1;0;0")
    assert office.decided("S4")["BC2"] == ("valide", "acquis_anterieur")


def test_a_certification_is_given_once(office: Office) -> None:
    office.session("S2", "petit@1.0.0", "2025-09-01", "K1;;1")
    office.register("S2")
    office.session("S3", "petit@1.0.0", "2026-01-10", "K1;0;0")
    done = office.certeval("validate", "--session", "S3", "--registre", "r.db", "--json")
    (candidate,) = json.loads(done.out)["candidats"]
    assert candidate["certification"]["origine"] == "acquis_anterieur"
    assert candidate["certification"]["decision"]["session"] == "S2"
    office.register("S3")
    assert held(office)[2:] == [("certification", "1.0.0", "S2")]


@pytest.mark.parametrize(("mark", "verdict"), [("1", "valide"), ("0", "non_valide"), ("", "en_attente")])
def test_an_option_does_not_give_the_certification_of_another(
    office: Office, mark: str, verdict: str
) -> None:
    office.version("options@1.0.0", OPTIONS)
    office.options("S2", "2025-09-01", "K1;A;1;1;1;")
    office.register("S2")
    office.options("S3", "2026-01-10", f"K1;B;;;;{mark}")
    assert office.decided("S3") == {
        "BC1": ("valide", "acquis_anterieur"),
        "BC2": ("valide", "acquis_anterieur"),
        "OB": (verdict, "calcul"),
        "certification": (verdict, ""),
    }


def test_an_option_that_is_held_is_not_given_again(office: Office) -> None:
    """However the sheet names it; where no sheet says which one is taken, the jury decides."""
    office.version("options@1.0.0", OPTIONS)
    office.options("S2", "2025-09-01", "K1;A;1;1;1;")
    office.register("S2")
    for parcours, origin in (("a", "acquis_anterieur"), ("Option A", "acquis_anterieur"), ("", "calcul")):
        office.options("S3", "2026-01-10", f"K1;{parcours};;;1;1")
        done = office.certeval("validate", "--session", "S3", "--registre", "r.db", "--json")
        (candidate,) = json.loads(done.out)["candidats"]
        whole = candidate["certification"]
        assert (whole["verdict"], whole["origine"]) == ("valide", origin), done.err


def test_a_register_that_does_not_say_the_option_leaves_it_to_the_jury(office: Office) -> None:
    """As those of before have it."""
    office.version("options@1.0.0", OPTIONS)
    office.options("S2", "2025-09-01", "K1;;1;1;1;1")
    office.register("S2")
    office.options("S3", "2026-01-10", "K1;A;;;1;")
    done = office.certeval("validate", "--session", "S3", "--registre", "r.db", "--json")
    assert json.loads(done.out)["candidats"][0]["certification"]["origine"] == "calcul"


@pytest.mark.parametrize("by", ["inscription", "blocs"])
def test_an_option_that_an_older_entry_does_not_name_is_known_by_the_registration_or_the_blocs(
    office: Office, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    """K1 takes the same option again, then the other one."""
    office.version("options@1.0.0", OPTIONS)
    if by == "blocs":
        office.options("S2", "2025-09-01", "K1;A;1;1;1;")
    else:  # both options share their blocs
        office.version("options@1.0.0", OPTIONS.replace("pour: {parcours: [A]}", "").replace("[B]", "[A, B]"))
        mine = "inscriptions: [{candidat: K1, parcours: option a}]"
        office.session("S2", "options@1.0.0", "2025-09-01", "", mine)
        (office.folder / "S2.csv").write_text("candidat;CR1;CR2;CRA;CRB\nK1;1;1;1;1\n", encoding="utf-8")
    with monkeypatch.context() as before:
        before.setattr(verdict_records, "PARCOURS", "parcours, which no entry said")
        office.register("S2")
    for parcours, origin in (("A", "acquis_anterieur"), ("B", "calcul")):
        office.options("S3", "2026-01-10", f"K1;{parcours};;;1;1" if by == "blocs" else f"K1;{parcours};;;;")
        done = office.certeval("validate", "--session", "S3", "--registre", "r.db", "--json")
        whole = json.loads(done.out)["candidats"][0]["certification"]
        assert (parcours, whole["origine"]) == (parcours, origin)
    told = office.certeval("registre", "acquis", "K1", "--registre", "r.db", "--json")
    acquis = json.loads(told.out)["candidats"][0]["acquis"]
    assert [each["parcours"] for each in acquis if each["element"] == "certification"] == ["A"]


def test_a_session_registered_late_changes_nothing_of_those_that_are_registered(office: Office) -> None:
    """S3 sat last, before S2 was written down: its jury did not have BC2 before it; the next one has."""
    office.session("S3", "petit@1.0.0", "2026-01-10", "K1;;0")
    office.register("S3")
    office.session("S2", "petit@1.0.0", "2025-09-01", "K1;;1")
    who = ("--registre", "r.db", "--auteur", "bureau")
    done = office.certeval("registre", "enregistrer", "S2", *who)
    assert "certeval: S3: registered before S2 and held after it" in done.err
    assert office.decided("S3")["BC2"] == ("non_valide", "calcul")
    again = office.certeval("registre", "enregistrer", "S3", "--registre", "r.db", "--auteur", "bureau")
    assert (again.status, "nothing was added" in again.out) == (0, True)
    office.session("S4", "petit@1.0.0", "2026-01-12", "K1;;0")
    assert office.decided("S4")["certification"] == ("valide", "")
    for code, row in (("S5", "K1;1;0"), ("S6", "K9;1;1")):  # what S3 holds too, and nobody of S3
        office.session(code, "petit@1.0.0", "2025-08-01", row)
        assert "held after" not in office.certeval("registre", "enregistrer", code, *who).err


def test_a_withdrawal_that_is_dated_before_a_registered_session_still_shows(office: Office) -> None:
    office.session("S3", "petit@1.0.0", "2026-01-10", "K1;;1")
    office.register("S3")
    why = ("--motif", "fraude", "--fondement", "CRPA L241-2", "--pv", "PV 2", "--le", "2026-01-09")
    who = ("--registre", "r.db", "--auteur", "bureau")
    assert office.certeval("registre", "retirer", "S1", "K1", "BC1", *why, *who).status == 0
    again = office.certeval("registre", "enregistrer", "S3", *who)
    assert (again.status, "rectification to be deliberated" in again.out) == (1, True)


def test_what_is_declared_of_a_session_registered_late_is_still_held_against_it(office: Office) -> None:
    acquis = "inscriptions: [{candidat: K1, acquis: [{bloc: BC2, version: 1.0.0, session: S2}]}]"
    office.session("S3", "petit@1.0.0", "2026-01-10", "K1;;", acquis)
    office.register("S3")
    office.session("S2", "petit@1.0.0", "2025-09-01", "K1;;0")
    office.register("S2")
    done = office.certeval("validate", "--session", "S3", "--registre", "r.db")
    assert (done.status, "error[S315]" in done.err) == (1, True)


def test_what_is_declared_and_gives_what_is_held_already_is_no_fault(office: Office) -> None:
    equivalences = (
        "{version: 1.x, bloc: BC1, donne: BC1, a_presenter: [C1]}, {version: 2.0.0, bloc: BC1, donne: BC1}"
    )
    office.version("petit@2.0.0")
    office.version("petit@2.1.0", f"equivalences: [{equivalences}]")
    office.session("S2", "petit@2.0.0", "2025-09-01", "K1;1;0")
    office.register("S2")
    acquis = "[{bloc: BC1, version: 1.1.0, session: X1}]"
    office.session(
        "S3", "petit@2.1.0", "2026-01-10", "K1;;1", f"inscriptions: [{{candidat: K1, acquis: {acquis}}}]"
    )
    assert office.decided("S3")["BC1"] == ("valide", "equivalence")


def test_what_waits_for_an_element_is_held_once_it_is_validated(office: Office) -> None:
    office.version("petit@2.0.0", "equivalences: [{version: 1.x, bloc: BC1, donne: BC2, a_presenter: [C1]}]")
    for mark, verdict in (("0", "en_attente"), ("", "en_attente"), ("1", "valide")):
        office.session("S2", "petit@2.0.0", "2026-01-10", f"K1;{mark};")
        assert office.decided("S2")["BC2"][0] == verdict


def test_what_waits_for_two_elements_waits_for_both(office: Office) -> None:
    office.version(
        "petit@2.0.0", "equivalences: [{version: 1.x, bloc: BC1, donne: BC2, a_presenter: [C1, C2]}]"
    )
    office.session("S2", "petit@2.0.0", "2026-01-10", "K1;1;0")
    assert office.decided("S2")["BC2"] == ("non_valide", "calcul")


def test_the_jury_decides_before_what_waits_for_an_element(office: Office) -> None:
    office.version("petit@2.0.0", "equivalences: [{version: 1.x, bloc: BC1, donne: BC2, a_presenter: [C1]}]")
    decision = "  decisions: [{candidat: K1, element: BC2, verdict: non_valide, motif: fraude, fondement: CRPA L241-2}]"
    office.session("S2", "petit@2.0.0", "2026-01-10", "K1;1;", decision)
    assert office.decided("S2")["BC2"] == ("non_valide", "jury")


def test_an_equivalence_of_two_blocs_takes_one_of_the_register_and_one_that_is_declared(
    office: Office,
) -> None:
    office.version("petit@2.0.0", "equivalences: [{version: 1.x, bloc: [BC1, BC2], donne: BC1}]")
    office.session("S2", "petit@2.0.0", "2026-01-10", "K1;;1")
    assert office.decided("S2")["BC1"][0] == "en_attente"
    for version in ("1.0.0", "1.2.0"):  # `1.x` takes a bloc from any of its versions
        declared = f"inscriptions: [{{candidat: K1, acquis: [{{bloc: BC2, version: {version}}}]}}]"
        office.session("S2", "petit@2.0.0", "2026-01-10", "K1;;1", declared)
        assert office.decided("S2")["BC1"] == ("valide", "equivalence")


@pytest.mark.parametrize(
    ("le", "verdict"),
    [
        ("2025-12-31", "en_attente"),
        ("2026-01-01", "valide"),
        ("2026-01-20", "valide"),
        ("2026-01-21", "en_attente"),
    ],
)
def test_another_certification_gives_it_while_the_correspondance_applies(
    office: Office, le: str, verdict: str
) -> None:
    given = "{de: RNCP12345BC01, donne: BC2, fondement: décision du 18 décembre 2025, du: 2026-01-01, au: 2026-01-20}"
    office.version("autre@1.0.0", f"correspondances: [{given}]")
    office.session("S2", "autre@1.0.0", le, "K1;1;")
    assert office.decided("S2")["BC2"][0] == verdict


def test_explain_says_the_other_certification_the_session_the_minutes_and_the_ground(office: Office) -> None:
    office.version(
        "autre@1.0.0",
        "correspondances: [{de: RNCP12345BC01, donne: BC2, fondement: décision 7}]",
    )
    office.session("S2", "autre@1.0.0", "2026-01-10", "K1;1;")
    told = office.certeval("explain", "K1", "BC2", "--session", "S2", "--registre", "r.db").out
    for said in (
        "certification « petit »",
        "session « S1 »",
        "pv « S1 »",
        "rang « 1 »",
        "fondement « décision 7 »",
    ):
        assert said in told


def test_a_bloc_without_a_number_gives_nothing_elsewhere(office: Office) -> None:
    office.version("autre@1.0.0", "correspondances: [{de: RNCP99999BC09, donne: BC2}]")
    office.session("S2", "autre@1.0.0", "2026-01-10", "K1;0;")
    assert office.decided("S2")["BC2"] == ("en_attente", "calcul")
    assert office.decided("S2")["BC1"] == (
        "non_valide",
        "calcul",
    )  # of another certification, though its code is ours


def test_an_earlier_version_of_the_same_certification_gives_what_equivalences_say_alone(
    office: Office,
) -> None:
    office.version("petit@2.0.0", "correspondances: [{de: RNCP12345BC01, donne: BC2}]")
    office.session("S2", "petit@2.0.0", "2026-01-10", "K1;1;0")
    assert office.decided("S2")["BC2"] == ("non_valide", "calcul")


def test_the_jury_decides_before_what_was_acquired(office: Office) -> None:
    decision = "  decisions: [{candidat: K1, element: BC1, verdict: non_valide, motif: fraude, fondement: CRPA L241-2}]"
    office.session("S2", "petit@1.0.0", "2026-01-10", "K1;;1", decision)
    assert office.decided("S2")["BC1"] == ("non_valide", "jury")
    done = office.certeval("validate", "--session", "S2", "--registre", "r.db")
    assert "warning[S311]: BC1 of K1 was validated before this session: it is held for life" in done.err


def test_the_register_says_which_session_gave_what_another_took_up(office: Office) -> None:
    declared = "inscriptions: [{candidat: K2, acquis: [{bloc: BC2, version: 1.0.0, session: S0}]}]"
    office.session("S2", "petit@1.0.0", "2026-01-10", "K2;1;", declared)
    office.register("S2")
    told = office.certeval("registre", "acquis", "K2", "--registre", "r.db", "--json")
    (held,) = json.loads(told.out)["candidats"]
    taken = {each["element"]: (each["session"], each["origine"], each["repris"]) for each in held["acquis"]}
    assert taken == {
        "BC1": ("S2", "calcul", ""),
        "BC2": ("S2", "acquis_anterieur", "S0"),
        "certification": ("S2", "calcul", ""),
    }
    table = office.certeval("registre", "acquis", "--registre", "r.db").out.splitlines()
    assert table[0].endswith("taken up from")
    assert [line.split()[-1] for line in table if line.startswith("K2") and " BC2 " in line] == ["S0"]


def test_the_register_shows_each_bloc_of_a_version_that_renumbers_them(office: Office) -> None:
    """BC1 of 2.0.0 is BC2 of 1.0.0, which no register knows: BC1 of 1.0.0 does not say it."""
    crossed = "{version: 1.x, bloc: BC1, donne: BC2}, {version: 1.x, bloc: BC2, donne: BC1}"
    office.version("petit@2.0.0", f"equivalences: [{crossed}]")
    office.version(
        "petit@2.1.0",
        "equivalences: ["
        + crossed.replace("1.x, bloc: BC1, donne: BC2", "2.0.x, bloc: BC1, donne: BC1")
        + "]",
    )
    declared = "inscriptions: [{candidat: K1, acquis: [{bloc: BC2, version: 1.0.0, session: S0}]}]"
    office.session("S2", "petit@2.0.0", "2026-01-10", "K1;;", declared)
    office.session("S3", "petit@2.1.0", "2026-01-12", "K1;;")
    for code in ("S2", "S3"):
        office.register(code)
    told = office.certeval("registre", "acquis", "K1", "--registre", "r.db", "--json")
    (held,) = json.loads(told.out)["candidats"]
    blocs = [(each["element"], each["version"], each["par"]) for each in held["acquis"]]
    assert blocs == [
        ("BC1", "1.0.0", ""),
        ("BC1", "2.0.0", "BC2"),
        ("BC2", "2.0.0", "BC1"),
        ("certification", "2.0.0", ""),
    ]


def test_explain_names_the_bloc_that_gave_it_and_no_other(office: Office) -> None:
    crossed = "{version: 1.x, bloc: BC1, donne: BC2}, {version: 1.x, bloc: BC2, donne: BC1}"
    office.version("petit@2.0.0", f"equivalences: [{crossed}]")
    declared = "inscriptions: [{candidat: K1, acquis: [{bloc: BC2, version: 1.0.0, session: S0}]}]"
    office.session("S2", "petit@2.0.0", "2026-01-10", "K1;1;0", declared)
    done = office.certeval("explain", "K1", "BC2", "--session", "S2", "--registre", "r.db")
    assert "bloc « BC1 »" in done.out, done.err
    assert "session « S1 »" in done.out


def test_what_an_equivalence_gave_falls_with_the_bloc_that_gave_it(office: Office) -> None:
    office.version("petit@2.0.0", "equivalences: [{version: 1.x, bloc: BC1, donne: BC2}]")
    office.session("S2", "petit@2.0.0", "2026-01-10", "K1;0;")
    office.register("S2")
    corrected = ("--motif", "erreur", "--fondement", "CRPA L242-1", "--pv", "PV 9", "--auteur", "bureau")
    place = ("--registre", "r.db")
    held = json.loads(office.certeval("registre", "acquis", "K1", "--json", *place).out)["candidats"][0][
        "acquis"
    ]
    assert [(each["element"], each["version"]) for each in held] == [("BC1", "1.0.0"), ("BC2", "2.0.0")]
    done = office.certeval("registre", "rectifier", "S1", "K1", "BC1", "non_valide", *corrected, *place)
    assert done.status == 0
    held = json.loads(office.certeval("registre", "acquis", "K1", "--json", *place).out)["candidats"][0][
        "acquis"
    ]
    assert held == []


def test_what_a_session_took_up_from_one_that_took_it_up_falls_with_the_first(office: Office) -> None:
    office.version("petit@2.0.0", "equivalences: [{version: 1.x, bloc: BC1, donne: BC2}]")
    office.version("petit@3.0.0", "equivalences: [{version: 2.x, bloc: BC2, donne: BC1}]")
    for code, referentiel, le, sheet in (
        ("S2", "petit@2.0.0", "2026-01-10", "K1;0;"),
        ("S3", "petit@3.0.0", "2026-01-12", "K1;;0"),
    ):
        office.session(code, referentiel, le, sheet)
        office.register(code)
    corrected = ("--motif", "erreur", "--fondement", "CRPA L242-1", "--pv", "PV 9", "--auteur", "bureau")
    done = office.certeval(
        *("registre", "rectifier", "S1", "K1", "BC1", "non_valide"), *corrected, "--registre", "r.db"
    )
    assert done.status == 0
    acquis = office.certeval("registre", "acquis", "K1", "--json", "--registre", "r.db").out
    assert json.loads(acquis)["candidats"][0]["acquis"] == []


def test_the_sitting_sees_what_the_register_tells(office: Office) -> None:
    office.session("S2", "petit@1.0.0", "2026-01-10", "K1;;1")
    told = office.certeval("deliberer", "S2", "--registre", "r.db")
    assert "BC1" in told.out
    assert "acquired earlier" in told.out or "acquis_anterieur" in told.out


TABLE = "candidat;Nom Naissance;Nom Usage;Prenom 1;Annee Naissance;Mois Naissance;Jour Naissance\n"


def session_codes(office: Office, row: str) -> list[str]:
    """The codes of what is said of a session whose table has this row for K2, known as Diallo Awa, 3 May 1990."""
    office.version("petit@1.0.0")
    for code, le, line in (("S3", "2025-09-01", "K2;Diallo;;Awa;1990;5;3"), ("S4", "2026-01-10", row)):
        (office.folder / f"{code}-table.csv").write_text(f"{TABLE}{line}\n", encoding="utf-8")
        office.session(code, "petit@1.0.0", le, "K2;1;0", f"candidats: ../{code}-table.csv")
    office.register("S3")
    done = office.certeval("validate", "--session", "S4", "--registre", "r.db")
    assert "Diallo" not in done.err
    return re.findall(r"\[(S\d+)\]", done.err)


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("K2;Diallo;;Awa;1990;05;03", []),
        ("K2;DIALLO;Martin;AWA Marie;1990;;", []),  # married; the rest is not known
        ("K2;Martin;Diallo;Awa;;;", []),
        ("K2;;;;;;", []),
        ("K2;Diallo-Martin;;Awa;1990;5;3", ["S314"]),  # the name of birth has one more part
        ("K2;Diallo Martin;Martin;Awa;1990;5;3", ["S314"]),
        ("K2;de Diallo;;Awa;1990;5;3", []),
        ("K2;Diallo;;Awa;1990;5;4", ["S314"]),  # corrected, or a homonym
        ("K2;Petit;;Ava;1990;5;3", ["S314"]),
        ("K2;Diallo;;Paul;2004;1;2", ["S314"]),
        ("K2;Petit;;Paul;2004;1;2", ["S313"]),
        ("K2;Petit;;Paul;;;", ["S313"]),
        ("K2;Petit;;;2004;;", ["S313"]),
        ("K2;Petit;;;;;", ["S314"]),
    ],
)
def test_an_identifier_given_to_somebody_else_gives_nothing(
    office: Office, row: str, codes: list[str]
) -> None:
    assert session_codes(office, row) == codes


@pytest.mark.parametrize(
    ("before", "now", "other"),
    [
        ("de La Tour;Anne;1990", "de Gaulle;Paul;2004", True),
        ("de La Tour;Anne;1990", "La Tour;Paul;2004", False),
        ("Ly;Anne;1990", "Vo;Paul;2004", True),
        ("Ly;Anne;1990", "LY;Paul;2004", False),
        ("O’Neill;Jean-Marie;1990", "Petit;Marie;2004", False),
        ("Le Goff;J.;1990", "LEGOFF;Jean;1991", False),
        ("Ben Ali;Mohamed;1990", "Benali;Mohammed;1991", False),
        ("Müller;Jörg;1990", "Mueller;Joerg;1991", False),
        ("Sørensen;Łukasz;1990", "Sorensen;Lukasz;1991", False),
        ("Martin;Claire;1990", "Claire;Martin;1991", False),  # headings exchanged
        ("Martin;Claire;1990", "Claire;Paul;2004", True),
    ],
)
def test_particles_are_no_name_that_two_persons_share(before: str, now: str, other: bool) -> None:
    headings = ("Nom Naissance", "Prenom 1", "Annee Naissance")
    identities = [dict(zip(headings, each.split(";"), strict=True)) for each in (before, now)]
    assert is_another(*identities) is other


def test_what_was_validated_under_another_identifier_is_declared_by_its_minutes(office: Office) -> None:
    """As docs/registre.md says of two identifiers of one person."""
    office.version("petit@1.0.0")
    office.session("S3", "petit@1.0.0", "2025-09-01", "K1;1;0")
    office.session("S4", "petit@1.0.0", "2025-10-01", "K9;0;1")
    more = "inscriptions: [{candidat: K1, acquis: [{bloc: BC2, version: 1.0.0, pv: PV S4}]}]"
    office.session("S5", "petit@1.0.0", "2025-11-01", "K1;;", more)
    office.register("S3")
    office.register("S4")
    decided = office.decided("S5")
    assert (decided["BC1"], decided["BC2"]) == (("valide", "acquis_anterieur"),) * 2
    assert decided["certification"][0] == "valide"
    office.register("S5")
    done = office.certeval("registre", "acquis", "K1", "--registre", "r.db", "--json")
    assert [each["element"] for each in json.loads(done.out)["candidats"][0]["acquis"]] == [
        *("BC1", "BC2", "certification"),
    ]


@pytest.mark.parametrize(("more", "expected"), [("inscriptions: [{candidat: K5}]\n", []), ("", ["S314"])])
def test_who_stands_in_the_table_alone_is_told_where_nobody_is_registered(
    office: Office, more: str, expected: list[str]
) -> None:
    """One table serves all sessions of an office: this one is not about K2, whose name was corrected."""
    assert session_codes(office, "K2;Diallo;;Awa;1990;5;3") == []
    (office.folder / "S5-table.csv").write_text(
        f"{TABLE}K2;Diallo-Martin;;Awa;1990;5;3\nK5;Roy;;Li;1991;1;1\n"
    )
    office.session("S5", "petit@1.0.0", "2026-01-12", "K5;1;0", f"candidats: ../S5-table.csv\n{more}")
    done = office.certeval("validate", "--session", "S5", "--registre", "r.db")
    assert re.findall(r"\[(S\d+)\]", done.err) == expected


def test_sheets_that_name_somebody_else_are_told_too(office: Office) -> None:
    assert session_codes(office, "K2;Diallo;;Awa;1990;5;3") == []
    (office.folder / "S4.csv").write_text(
        "candidat;nom;prenom;CR1;CR2\nK2;Petit;Paul;1;0\n", encoding="utf-8"
    )
    file = office.folder / "sessions" / "S4.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("candidats: ../S4-table.csv", ""), encoding="utf-8"
    )
    done = office.certeval("validate", "--session", "S4", "--registre", "r.db")
    assert done.status == 1
    assert "S313" in done.err


def test_results_stay_the_same_once_an_identity_is_corrected(office: Office) -> None:
    """K2 was born on 4 May, as the next session's table says: what was decided before is verified all the same."""
    assert session_codes(office, "K2;Diallo;;Awa;1990;5;4") == ["S314"]
    for code in ("S3", "S4"):
        done = office.certeval(
            "validate", "--session", code, "--registre", "r.db", "--json", "--output", f"{code}.json"
        )
        assert done.status == 0
    office.register("S4")
    for code in ("S3", "S4"):
        done = office.certeval("verify", f"{code}.json", "--registre", "r.db")
        assert done.status == 0, (code, done.out, done.err)


def test_an_identity_is_not_written_over_by_another_person(office: Office) -> None:
    """As where two offices register at once the same identifier, each without having seen the other."""
    session_codes(office, "K2;Petit;;Paul;2004;1;2")
    with open_register(str(office.folder / "r.db")) as base, base.transaction():
        with pytest.raises(RegisterError, match="another_person"):
            personnes.keys(base, {"K2": {"Nom Naissance": "Petit", "Annee Naissance": "2004"}})
        assert personnes.identities_of_candidates(base, ["K2"])["K2"]["Nom Naissance"] == "Diallo"


@pytest.mark.parametrize(
    ("acquis", "codes"),
    [
        ("bloc: BC1, version: 1.0.0, session: S1", []),
        ("bloc: BC2, version: 1.0.0, session: s1", ["S315"]),  # decided, and not validated
        ("bloc: BC1, version: 0.9.0, session: S1", ["S310", "S315"]),
        ("bloc: BC2, version: 1.0.0, session: S0", []),  # of before the register
        ("bloc: BC2, version: 1.0.0", []),
        ("bloc: BC2, version: 1.0.0, pv: PV 3 de Lyon", []),  # of a session elsewhere that has the same code
    ],
)
def test_what_is_said_acquired_in_a_session_of_the_register_was_validated_there(
    office: Office, acquis: str, codes: list[str]
) -> None:
    office.session(
        "S2",
        "petit@1.0.0",
        "2026-01-10",
        "K1;1;1",
        f"inscriptions: [{{candidat: K1, acquis: [{{{acquis}}}]}}]",
    )
    done = office.certeval("validate", "--session", "S2", "--registre", "r.db", "--json")
    assert sorted(each["code"] for each in json.loads(done.out)["diagnostics"]) == codes


def test_what_was_withdrawn_is_no_acquis_any_more(office: Office) -> None:
    acquis = "{candidat: K1, acquis: [{bloc: BC1, version: 1.0.0, session: S1}]}"
    office.session("S2", "petit@1.0.0", "2026-01-15", "K1;;1", f"inscriptions: [{acquis}]")
    assert office.decided("S2")["certification"][0] == "valide"
    why = ("--motif", "fraude", "--fondement", "CRPA L241-2", "--pv", "PV 2", "--le", "2026-01-14")
    office.certeval(
        "registre", "retirer", "S1", "K1", "BC1", *why, "--registre", "r.db", "--auteur", "bureau"
    )
    done = office.certeval("validate", "--session", "S2", "--registre", "r.db")
    assert done.status == 1
    assert "S315" in done.err


def enregistrer(office: Office, code: str) -> tuple[int, str]:
    done = office.certeval("registre", "enregistrer", code, "--registre", "r.db", "--auteur", "bureau")
    return done.status, done.err


BADGES = (
    "badges",
    "--adresse",
    "https://exemple.fr/",
    "--output",
    "d",
    "--registre",
    "r.db",
    "--auteur",
    "b",
)


def test_a_session_stays_of_the_version_that_it_was_decided_under(office: Office) -> None:
    """Years later its file names a later version, whose blocs bear the same codes: no parchemin bears its title."""
    office.version("petit@2.0.0")
    office.session("S1", "petit@2.0.0", "2026-01-05", "K1;1;0")
    said = (
        "certeval: r.db: session S1 was registered under version 1.0.0, and its file says 2.0.0: write 1.0.0 there "
        "again\n"
    )
    assert enregistrer(office, "S1") == (2, said)
    done = office.certeval("documents", "S1", *BADGES)
    assert (done.status, done.err) == (2, said)


def test_what_has_changed_since_a_session_was_registered_is_told(office: Office) -> None:
    """Once: what another session is then decided under is known."""
    assert enregistrer(office, "S1") == (0, "")
    file = office.folder / "referentiels/petit/1.0.0.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Vendre", "Acheter"), encoding="utf-8")
    said = "certeval: petit@1.0.0 has changed since S1 was registered: documents say what it says now; where that is "
    status, told = enregistrer(office, "S1")
    assert (status, told.startswith(said)) == (0, True)
    assert said in office.certeval("documents", "S1", *BADGES).err
    said = "certeval: the register has another text of petit@1.0.0: what is acquired under one counts under the other"
    for code, is_told in (("S2", True), ("S3", False)):
        office.session(code, "petit@1.0.0", "2026-01-10", "K2;1;1")
        assert (said in enregistrer(office, code)[1]) is is_told


def test_a_version_that_is_closed_or_written_otherwise_is_the_same(office: Office) -> None:
    assert enregistrer(office, "S1") == (0, "")
    file = office.folder / "referentiels/petit/1.0.0.yaml"
    days = "version: 1.0.0, en_vigueur: {du: 2025-01-01, au: 2026-12-31}"
    text = file.read_text(encoding="utf-8").replace("version: 1.0.0", days, 1)
    office.session("S2", "petit@1.0.0", "2026-01-10", "K2;1;1")
    file.write_bytes(f"# relu\n{text}".replace("\n", "\r\n").encode())
    for code in ("S1", "S2"):
        assert "petit@1.0.0" not in enregistrer(office, code)[1]
    assert "petit@1.0.0" not in office.certeval("documents", "S1", *BADGES).err


def test_the_day_of_a_sitting_that_is_not_the_one_that_is_registered_is_told(office: Office) -> None:
    office.session("S1", "petit@1.0.0", "2025-07-04", "K1;1;0")
    said = "certeval: S1 sat on 2025-07-02 in the register, and on 2025-07-04 in its file: documents say the day of "
    status, told = enregistrer(office, "S1")
    assert (status, told.startswith(said)) == (0, True)
