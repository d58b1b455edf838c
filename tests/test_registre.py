"""The register: what is written stays, in one chain; what is held follows from it on any day."""

import hashlib
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certeval.registre import copie, issuance, journal, opening, personnes
from certeval.registre.acquis import standing_of
from certeval.registre.base import SQLITE, Base, RegisterError, meaning_of
from certeval.registre.corrections import Correction, correct, forget
from certeval.registre.holders import acquis_by_candidate, pasts
from certeval.registre.opening import open_register
from certeval.registre.sessions import Seance, write
from certeval.registre.verdict_records import RegisteredVerdict
from certeval.text.days import months_after
from prompt import STOPPED

NOON = "2026-07-02T12:00:00Z"

Open = Callable[[], AbstractContextManager[Base]]


def session_verdicts(*verdicts: str, genre: str = "bloc") -> list[RegisteredVerdict]:
    return [
        RegisteredVerdict(f"BC{i}", genre, {"verdict": each, "origine": "calcul"})
        for i, each in enumerate(verdicts, 1)
    ]


SEANCE = Seance(
    "S1-2026",
    "petit",
    "1.0.0",
    date(2026, 7, 2),
    "format: 1\n",
    "format: 1\ncertification: …\n",
    "sha256:1",
    {"C001": session_verdicts("valide", "non_valide"), "C002": session_verdicts("valide", "valide")},
    {"C001": {"Nom Naissance": "Zyxomme"}},
    {},
)


def write_seance(where: str, seance: Seance = SEANCE, instant: str = NOON) -> int:
    with open_register(where, create=True) as base:
        return len(write(base, seance, instant, "bureau").entries)


def codes(where: str, candidate: str, day: date | None = None) -> list[str]:
    with open_register(where) as base:
        return [each.element for each in acquis_by_candidate(base, [candidate], day).get(candidate, ())]


def test_a_session_is_written_once(where: str) -> None:
    assert write_seance(where) == 5
    assert write_seance(where) == 0
    assert codes(where, "C001") == ["BC1"]
    assert codes(where, "c 002") == ["BC1", "BC2"]
    assert codes(where, "C009") == []


def test_a_corrected_sheet_moves_no_decision_and_says_what_is_to_be_deliberated(where: str) -> None:
    write_seance(where)
    later = replace(
        SEANCE, decisions=SEANCE.decisions | {"C001": session_verdicts("non_valide", "non_valide")}
    )
    with open_register(where) as base:
        found = write(base, later, NOON, "bureau")
    assert (found.entries, [tuple(each) for each in found.differences]) == (
        [],
        [("C001", "BC1", "valide", "non_valide", "", True)],
    )
    assert codes(where, "C001") == ["BC1"]


def test_a_session_is_compared_with_itself_whatever_another_decided(where: str) -> None:
    write_seance(where)
    write_seance(
        where, replace(SEANCE, code="S2-2026", decisions={"C001": session_verdicts("non_valide", "valide")})
    )
    with open_register(where) as base:
        assert write(base, SEANCE, NOON, "bureau").differences == []


def test_a_session_written_late_was_not_before_the_jury_of_those_that_sat_later(where: str) -> None:
    """S0 validates BC2 of C001, which S1 has not; C002, of whom S1 has the same, is no matter."""
    early = replace(
        SEANCE,
        code="S0-2026",
        le=date(2026, 6, 1),
        decisions={
            "C001": session_verdicts("valide", "valide"),
            "C002": session_verdicts("valide", "valide"),
        },
    )
    alike = replace(early, code="S00-2026", decisions={"C002": session_verdicts("valide", "valide")})
    elsewhere = replace(early, code="A-2026", certification="autre", empreinte="sha256:2")
    write_seance(where)
    with open_register(where) as base:
        told = [
            write(base, each, NOON, "bureau").later_sessions
            for each in (alike, elsewhere, early, replace(early, code="S9-2026", le=date(2026, 7, 2)))
        ]
        assert told == [(), (), ("S1-2026",), ()]
        for apart, expected in (("S1-2026", []), ("S8-2026", ["BC1", "BC2"])):
            (past,) = pasts(base, ["C001"], date(2026, 7, 2), apart=apart).values()
            assert [each.element for each in past.acquis if each.certification == "petit"] == expected


def test_an_identity_that_a_later_session_corrects_is_kept_corrected(where: str) -> None:
    write_seance(where)
    spelt = {"Nom Naissance": "Zyxome", "Prenom 1": "Ana"}
    write_seance(where, replace(SEANCE, code="S2-2026", identites={"C001": spelt}))
    with open_register(where) as base:
        assert personnes.identities_of_candidates(base, ["C001", "C002"]) == {"C001": spelt, "C002": {}}


def test_what_a_later_table_does_not_say_of_somebody_stays_known(where: str) -> None:
    """Else an identifier given to another homonym would pass for a correction."""
    whole = {"Nom Naissance": "Zyxomme", "Prenom 1": "Ana", "Annee Naissance": "1990"}
    for code, identity in (("S1-2026", whole), ("S2-2026", {"Nom Naissance": "Zyxome"})):
        write_seance(where, replace(SEANCE, code=code, identites={"C001": identity}))
    with open_register(where) as base:
        known = personnes.identities_of_candidates(base, ["C001"])
        assert known == {"C001": whole | {"Nom Naissance": "Zyxome"}}


def test_a_document_replaces_the_one_before_it_of_its_kind_session_person_and_bloc(where: str) -> None:
    write_seance(where)
    write_seance(where, replace(SEANCE, code="S2-2026"))

    def issue(session: str, *documents: tuple[str, str, str]) -> list[int]:
        issued = [
            issuance.IssuedDocument(genre, "", code, bloc, "sha256:1", "") for genre, code, bloc in documents
        ]
        with (
            open_register(where) as base,
            issuance.append_documents(base, issued, session, {}, instant=NOON, auteur="bureau") as entries,
        ):
            return [each.remplace for each in entries]

    assert issue("S1-2026", ("releve", "C001", ""), ("badge", "C001", "BC1"), ("pv", "", "")) == [0, 0, 0]
    assert issue("S2-2026", ("releve", "C001", ""), ("badge", "C001", "BC1"), ("pv", "", "")) == [0, 0, 0]
    assert issue("S1-2026", ("releve", "C002", ""), ("badge", "C001", "BC2"), ("pv", "", "")) == [0, 0, 13]
    assert issue("S1-2026", ("releve", "c001", ""), ("badge", "C001", "BC1"), ("pv", "", "")) == [11, 12, 19]


def test_documents_are_not_issued_of_what_another_office_issued_or_corrected_meanwhile(where: str) -> None:
    write_seance(where)
    with open_register(where) as base:
        last = journal.head(base)
        assert last is not None
    of_one, of_other = (
        [issuance.IssuedDocument("releve", "", code, "", "sha256:1", "")] for code in ("C001", "C002")
    )

    def issue(documents: list[issuance.IssuedDocument]) -> None:
        with open_register(where) as base:
            args = (base, documents, "S1-2026", {})
            with issuance.append_documents(*args, since=last.rang, instant=NOON, auteur="bureau"):
                pass

    issue(of_one)
    issue(of_other)
    for each in (of_one, of_other):
        with pytest.raises(RegisterError, match="issued_meanwhile"):
            issue(each)


def test_a_role_that_may_not_read_a_register_does_not_take_it_for_absent(postgresql: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    write_seance(postgresql)
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS passant")
        connection.execute("CREATE ROLE passant LOGIN")
    with (
        pytest.raises(RegisterError, match="forbidden"),
        open_register(postgresql.replace("user=certeval", "user=passant")),
    ):
        pass


@pytest.mark.parametrize("statement", ["UPDATE journal SET auteur = 'x'", "DELETE FROM journal"])
def test_nothing_of_the_journal_is_changed_or_deleted(where: str, statement: str) -> None:
    write_seance(where)
    with pytest.raises(RegisterError, match="append_only"), open_register(where) as base, base.transaction():
        base.run(statement)
    with open_register(where) as base:
        assert copie.verify(base) == (5, [])


def test_an_entry_out_of_the_chain_is_refused(where: str) -> None:
    write_seance(where)
    with open_register(where) as base:
        last = journal.head(base)
    assert last is not None
    for wrong in (
        last._replace(rang=7, precedent=last.empreinte, empreinte="x"),
        last._replace(rang=6, empreinte="y"),
    ):
        with (
            pytest.raises(RegisterError, match="append_only"),
            open_register(where) as base,
            base.transaction(),
        ):
            base.many("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [wrong])


def test_an_entry_that_would_take_the_place_of_another_is_refused(tmp_path: Path) -> None:
    """SQLite's REPLACE deletes what it replaces without a word to the triggers of DELETE."""
    where = str(tmp_path / "registre.db")
    write_seance(where)
    with open_register(where) as base:
        first, *_, last = journal.entries(base)
    beyond = last._replace(rang=6, precedent=last.empreinte)
    for wrong in (first, last, beyond):  # the last one by the digest alone
        with (
            closing(sqlite3.connect(where)) as connection,
            connection,
            pytest.raises(sqlite3.IntegrityError, match="follows"),
        ):
            connection.execute(
                "INSERT OR REPLACE INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", wrong
            )
    with open_register(where) as base:
        assert copie.verify(base) == (5, [])


@given(st.lists(st.text(max_size=9), min_size=8, max_size=8), st.integers(1, 9**9))
def test_a_digest_is_that_of_the_canonical_json_of_the_entry(texts: list[str], rang: int) -> None:
    """Anyone recomputes it: keys in order, no spaces, letters as they are."""
    *first, precedent = texts
    entry = journal.JournalEntry(rang, *first, 7, precedent, "")
    said = json.dumps([rang, *first, 7, precedent], ensure_ascii=False, separators=(",", ":"))
    with suppress(UnicodeEncodeError):  # half a sign
        assert entry.digest() == f"sha256:{hashlib.sha256(said.encode()).hexdigest()}"


def test_a_byte_changed_behind_the_triggers_is_found_and_its_rank_named(tmp_path: Path) -> None:
    where = str(tmp_path / "registre.db")
    write_seance(where)
    with closing(sqlite3.connect(where)) as connection, connection:
        connection.execute("DROP TRIGGER journal_jamais_change")
        connection.execute(
            "UPDATE journal SET contenu = replace(contenu, 'non_valide', 'valide') WHERE rang = 2"
        )
    with open_register(where) as base:
        assert copie.verify(base) == (5, [2])
        with (
            pytest.raises(RegisterError, match="broken"),
            open_register(str(tmp_path / "autre.db"), create=True) as other,
        ):
            copie.restore(other, copie.export(base))


def test_an_entry_removed_behind_the_triggers_is_found(tmp_path: Path) -> None:
    where = str(tmp_path / "registre.db")
    write_seance(where)
    with closing(sqlite3.connect(where)) as connection, connection:
        connection.execute("DROP TRIGGER journal_jamais_efface")
        connection.execute("DELETE FROM journal WHERE rang = 3")
    with open_register(where) as base:
        assert copie.verify(base) == (4, [3])


@pytest.mark.parametrize("rang", [0, -(1 << 63)])
def test_an_entry_put_below_the_first_is_found_and_exported(tmp_path: Path, rang: int) -> None:
    where = str(tmp_path / "registre.db")
    write_seance(where)
    with closing(sqlite3.connect(where)) as connection, connection:
        connection.execute("DROP TRIGGER journal_enchaine")
        row = connection.execute("SELECT * FROM journal WHERE rang = 2").fetchone()
        marks = ",".join("?" * len(row))
        connection.execute(f"INSERT INTO journal VALUES ({marks})", (rang, *row[1:-1], "-"))  # noqa: S608
    with open_register(where) as base:
        count, ranks = copie.verify(base)
        assert (count, ranks[0], ranks[-1]) == (6, rang, 1)
        assert sum('"table":"journal"' in line for line in copie.export(base)) == 6


RAISED = Correction("S1-2026", "C001", "BC2", "valide", "erreur de saisie", "CRPA L242-4", "PV 2026-9")
LOWERED = Correction("S1-2026", "C001", "BC1", "non_valide", "erreur de saisie", "CRPA L242-1", "PV 2026-9")


def correct_entry(where: str, correction: Correction, instant: str) -> tuple[list[str], date | None]:
    with open_register(where) as base:
        found = correct(base, correction, instant, "bureau")
    return [each.objet for each in found.stale], found.late_since


def test_candidates_come_in_the_order_in_which_they_are_asked(where: str) -> None:
    """That of the database's rows differs from one to the other."""
    asked = [f"C{number:04}" for number in range(3_000, 0, -1)]
    people = dict.fromkeys(sorted(asked), session_verdicts("valide"))
    write_seance(where, replace(SEANCE, decisions=people, identites={}))
    with open_register(where) as base:
        assert list(acquis_by_candidate(base, asked)) == asked
        assert list(personnes.existing_keys(base, ["c 0002", "C9999", "C0001"])) == ["c 0002", "C0001"]


def test_of_several_identifiers_of_one_person_the_first_is_told(where: str) -> None:
    birth = {"Nom Naissance": "Zyxomme", "Prenom 1": "Ada", "Annee Naissance": "1990"}
    person = {**birth, "Mois Naissance": "5", "Jour Naissance": "3"}
    for i, code in enumerate(("K9", "K1", "K5")):
        decisions = {code: session_verdicts("valide")}
        write_seance(where, replace(SEANCE, code=f"S{i}", decisions=decisions, identites={code: person}))
    with open_register(where) as base:
        assert personnes.other_identifiers(base, {"K5": person}) == {"K5": "K1"}


def test_answers_of_a_day_stay_what_they_were_before_between_and_after_a_correction(where: str) -> None:
    write_seance(where)
    correct_entry(where, LOWERED, "2026-09-10T09:00:00Z")
    correct_entry(where, LOWERED._replace(verdict="valide"), "2026-10-01T09:00:00Z")
    days = ["2026-07-01", "2026-07-02", "2026-09-09", "2026-09-10", "2026-09-30", "2026-10-01"]
    assert [codes(where, "C001", date.fromisoformat(day)) for day in days] == [
        [],
        ["BC1"],
        ["BC1"],
        [],
        [],
        ["BC1"],
    ]


def test_the_register_as_it_stood_after_an_entry_holds_that_entry(where: str) -> None:
    write_seance(where)
    correct_entry(where, LOWERED, "2026-09-10T09:00:00Z")
    correct_entry(where, RAISED, "2026-09-11T09:00:00Z")
    with open_register(where) as base:
        (raised,) = acquis_by_candidate(base, ["C001"])["C001"]
        assert (raised.element, raised.pv, raised.le) == ("BC2", RAISED.pv, "2026-07-02")
        held = [
            [each.element for each in pasts(base, ["C001"], until=rang)["C001"].acquis]
            for rang in (0, 1, 5, 6)
        ]
    assert held == [[], ["BC1"], ["BC1"], []]


@pytest.mark.parametrize(
    ("day", "late"), [("2026-11-01", None), ("2026-11-02", None), ("2026-11-03", date(2026, 11, 2))]
)
def test_lowering_a_decision_later_than_four_months_is_warned_of(
    where: str, day: str, late: date | None
) -> None:
    write_seance(where)
    assert correct_entry(where, LOWERED, f"{day}T09:00:00Z")[1] == late


def test_raising_at_any_time_and_fraud_at_any_time_are_not(where: str) -> None:
    write_seance(where)
    assert correct_entry(where, RAISED, "2027-09-01T09:00:00Z")[1] is None
    assert correct_entry(where, LOWERED._replace(fraude=True), "2027-09-01T09:00:00Z")[1] is None


def blocs_and_certification(certification: str, *blocs: str) -> list[RegisteredVerdict]:
    whole = {"verdict": certification, "origine": "calcul"}
    return [*session_verdicts(*blocs), RegisteredVerdict("certification", "certification", whole)]


@pytest.mark.parametrize(
    ("before", "element", "verdict", "expected"),
    [
        (("valide", "valide", "valide"), "BC1", "non_valide", (("S1-2026", "S2-2026"), (), "")),
        (("valide", "valide", "valide"), "BC1", "en_attente", (("S1-2026", "S2-2026"), (), "")),
        (("valide", "valide", "valide"), "certification", "non_valide", ((), (), "")),
        (("valide", "valide", "non_valide"), "BC2", "valide", ((), (), "")),  # it stood without
        (("non_valide", "valide", "non_valide"), "BC2", "valide", ((), (), "S1-2026")),
        (("non_valide", "non_valide", "non_valide"), "BC2", "valide", ((), (), "")),
        (("non_valide", "valide", "non_valide"), "certification", "valide", ((), ("BC2",), "")),
        (("non_valide", "valide", "valide"), "certification", "valide", ((), (), "")),
        (("non_valide", "valide", "valide"), "certification", "en_attente", ((), (), "")),
    ],
)
def test_a_correction_says_what_stands_beside_it(
    tmp_path: Path, before: tuple[str, ...], element: str, verdict: str, expected: tuple[object, ...]
) -> None:
    """S2 holds the certification too, S3 another one, and S4 only part of it."""
    where = str(tmp_path / "r.db")
    held = {"C001": blocs_and_certification("valide", "valide")}
    write_seance(where, replace(SEANCE, decisions={"C001": blocs_and_certification(*before)}))
    write_seance(where, replace(SEANCE, code="S2-2026", decisions=held))
    write_seance(
        where, replace(SEANCE, code="S3-2026", certification="autre", empreinte="sha256:2", decisions=held)
    )
    write_seance(where, replace(SEANCE, code="S4-2026", decisions={"C001": session_verdicts("non_valide")}))
    with open_register(where) as base:
        correction = LOWERED._replace(element=element, verdict=verdict)
        effect = correct(base, correction, "2026-09-10T09:00:00Z", "bureau")
    assert (effect.certification_sessions, effect.missing_blocs, effect.complete_session) == expected
    assert (effect.entry.acte, effect.entry.remplace) == ("rectification", effect.before.rang)


@pytest.mark.parametrize(
    ("certification", "version", "expected"),
    [("non_valide", "1.0.0", "S2-2026"), ("valide", "1.0.0", ""), ("non_valide", "2.0.0", "")],
)
def test_a_bloc_that_is_raised_completes_what_a_later_session_lacked(
    tmp_path: Path, certification: str, version: str, expected: str
) -> None:
    """S2 gave BC2, and not the certification, for BC1 was not held."""
    where = str(tmp_path / "r.db")
    before = {"C001": blocs_and_certification("non_valide", "non_valide", "non_valide")}
    write_seance(where, replace(SEANCE, decisions=before))
    later = {"C001": blocs_and_certification(certification, "non_valide", "valide")}
    other = replace(SEANCE, code="S2-2026", version=version, empreinte=f"sha256:{version}", decisions=later)
    write_seance(where, other)
    with open_register(where) as base:
        raised = RAISED._replace(element="BC1")
        assert correct(base, raised, "2026-09-10T09:00:00Z", "bureau").complete_session == expected


def test_a_competence_that_is_raised_completes_no_blocs(tmp_path: Path) -> None:
    where = str(tmp_path / "r.db")
    verdicts = [
        *blocs_and_certification("non_valide", "valide"),
        RegisteredVerdict("C1.1", "competence", {"verdict": "non_valide", "origine": "jury"}),
    ]
    write_seance(where, replace(SEANCE, decisions={"C001": verdicts, "C002": session_verdicts("non_valide")}))
    with open_register(where) as base:
        raised = RAISED._replace(element="C1.1")
        assert not correct(base, raised, "2026-09-10T09:00:00Z", "bureau").complete_session
        alone = RAISED._replace(candidat="C002", element="BC1")  # whose certification is not decided
        assert not correct(base, alone, "2026-09-10T09:00:00Z", "bureau").complete_session


def test_months_end_where_the_month_does() -> None:
    assert months_after(date(2026, 7, 2), 4) == date(2026, 11, 2)
    assert months_after(date(2025, 10, 31), 4) == date(2026, 2, 28)
    assert months_after(date(2026, 8, 31), 4) == date(2026, 12, 31)


def test_a_session_is_corrected_as_it_is_written_before_as_it_is_read(where: str) -> None:
    """Registers of before may hold two codes that differ by their case alone."""
    with open_register(where, create=True) as base:
        write(base, replace(SEANCE, decisions={"C009": session_verdicts("valide")}), NOON, "bureau")
        with base.transaction():
            key = personnes.key_of(base, "C009")
            assert key
            said = {"verdict": "valide", "genre": "bloc", "le": "2026-07-02"}
            journal.append(base, [journal.Act("decision", said, "s1-2026", key, "BC1")], NOON, "bureau")
        for session, rang in (("s1-2026", 3), ("S1-2026", 1)):
            wrong = LOWERED._replace(candidat="C009", session=session)
            assert correct(base, wrong, "2026-09-10T09:00:00Z", "bureau").before.rang == rang


def test_a_session_that_is_read_as_another_is_not_registered_beside_it(where: str) -> None:
    write_seance(where)
    for other, reason in (
        ({"code": "s1-2026"}, ("spelled", {"session": "s1-2026", "registered": "S1-2026"})),
        ({"certification": "autre"}, ("other_session", {"session": "S1-2026", "certification": "petit"})),
    ):
        with pytest.raises(RegisterError) as told:
            write_seance(where, replace(SEANCE, **other))
        assert (told.value.reason, told.value.arguments) == reason
    with open_register(where) as base:
        assert copie.verify(base) == (5, [])


def test_a_register_is_a_file_whatever_sqlite_makes_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_seance(":memory:")
    assert codes(":memory:", "C001") == ["BC1"]


def test_documents_issued_before_a_correction_are_stale(where: str) -> None:
    write_seance(where)
    with open_register(where) as base, base.transaction():
        key = personnes.key_of(base, "C001")
        assert key
        issued = journal.Act("document", {"document": "releve"}, "S1-2026", key, "releve")
        journal.append(base, [issued], "2026-07-03T09:00:00Z", "bureau")
    assert correct_entry(where, LOWERED, "2026-09-10T09:00:00Z") == (["releve"], None)


@pytest.mark.parametrize(
    ("element", "stale"), [("BC1", ["badge BC1", "releve"]), ("BC2", ["badge BC2", "releve"])]
)
def test_of_documents_about_blocs_and_issued_twice_the_last_that_says_it_is_stale(
    where: str, element: str, stale: list[str]
) -> None:
    write_seance(where)
    with open_register(where) as base, base.transaction():
        key = personnes.key_of(base, "C002")
        assert key
        for objet, before in (
            ("badge BC1", 0),
            ("badge BC2", 0),
            ("badge BC1", 6),
            ("badge BC2", 7),
            ("releve", 0),
        ):
            act = journal.Act("document", {}, "S1-2026", key, objet, before)
            journal.append(base, [act], NOON, "bureau")
    found = correct_entry(where, LOWERED._replace(candidat="C002", element=element), "2026-09-10T09:00:00Z")
    assert found[0] == stale
    other = LOWERED._replace(candidat="C002", element={"BC1": "BC2", "BC2": "BC1"}[element])
    assert correct_entry(where, other, "2026-09-11T09:00:00Z")[0] == ["badge BC1", "badge BC2", "releve"]


def test_a_document_says_nothing_of_another_session_nor_of_what_was_corrected_before_it(where: str) -> None:
    """One came before the decision: it says nothing that was replaced until this is corrected."""
    with open_register(where, create=True) as base:
        write(base, replace(SEANCE, decisions={}, identites={}), NOON, "bureau")
        key = personnes.keys(base, {"C001": {}})["C001"]

        def issue(objet: str, session: str = "S1-2026") -> None:
            with base.transaction():
                journal.append(base, [journal.Act("document", {}, session, key, objet)], NOON, "bureau")

        issue("notification")
        said = {"verdict": "valide", "le": "2026-07-02"}
        for objet, genre in (("BC1", "bloc"), ("C1.1", "competence")):
            with base.transaction():
                act = journal.Act("decision", said | {"genre": genre}, "S1-2026", key, objet)
                journal.append(base, [act], NOON, "bureau")
        assert standing_of(journal.entries(base, personne=key)).stale() == []
        issue("attestation BC1")
        issue("releve", "S2-2026")
        found = correct(base, LOWERED._replace(element="C1.1"), "2026-09-10T09:00:00Z", "bureau")
        assert [each.objet for each in found.stale] == ["notification", "attestation BC1"]
        issue("attestation BC2")
        person = standing_of(journal.entries(base, personne=key))
        assert [each.objet for each in person.stale()] == ["notification", "attestation BC1"]


def test_what_is_not_there_is_not_corrected(where: str) -> None:
    write_seance(where)
    nothing = {
        "candidate": "C001",
        "element": "BC9",
        "session": "S1-2026",
        "known": ("S1-2026 BC1", "S1-2026 BC2"),
    }
    for wrong, reason in (
        (LOWERED._replace(candidat="C009"), ("unknown_candidate", {"candidate": "C009"})),
        (LOWERED._replace(element="BC9"), ("nothing_decided", nothing)),
        (LOWERED._replace(verdict="valide"), ("same_verdict", {"element": "BC1", "verdict": "valide"})),
        (
            LOWERED._replace(le=date(2026, 7, 1)),
            ("before_decision", {"le": "2026-07-01", "day": "2026-07-02"}),
        ),
    ):
        with pytest.raises(RegisterError) as told:
            correct_entry(where, wrong, NOON)
        assert (told.value.reason, told.value.arguments) == reason
    assert correct_entry(where, LOWERED._replace(le=date(2026, 7, 2)), NOON) == ([], None)


def test_who_holds_nothing_may_be_erased_among_holders(where: str) -> None:
    write_seance(
        where, replace(SEANCE, decisions=SEANCE.decisions | {"C001": session_verdicts("non_valide")})
    )
    with open_register(where) as base:
        key = personnes.key_of(base, "C001")
        assert forget(base, "C001", "demande", NOON, "bureau").personne == key
        for code, reason in (
            ("C001", ("unknown_candidate", {"candidate": "C001"})),
            ("C002", ("holder", {"candidate": "C002", "held": ("BC1", "BC2")})),
        ):
            with pytest.raises(RegisterError) as told:
                forget(base, code, "demande", NOON, "bureau")
            assert (told.value.reason, told.value.arguments) == reason


def test_who_is_erased_is_in_no_byte_of_the_files_and_the_chain_stays_whole(tmp_path: Path) -> None:
    folder = tmp_path / "registre"
    folder.mkdir()
    where = str(folder / "registre.db")
    write_seance(where)
    assert b"Zyxomme" in (folder / "registre.db").read_bytes()
    with open_register(where) as base:
        with pytest.raises(RegisterError, match="holder"):
            forget(base, "C001", "demande", NOON, "bureau")
        forget(base, "C001", "demande", NOON, "bureau", past_attestation=True)
        assert copie.verify(base) == (6, [])
    assert all(b"Zyxomme" not in file.read_bytes() for file in folder.iterdir())
    assert codes(where, "C001") == []


def test_an_export_is_the_same_bytes_from_both_databases_and_goes_back(
    tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    psycopg = pytest.importorskip("psycopg", reason="the extra postgresql is not installed")
    with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE deux")
    texts = []
    for where in (str(tmp_path / "registre.db"), server.format(name="deux")):
        keys = iter(range(100))
        monkeypatch.setattr(personnes.secrets, "token_hex", lambda _size, keys=keys: f"cle{next(keys)}")
        write_seance(where)
        correct_entry(where, LOWERED, "2026-09-10T09:00:00Z")
        with open_register(where) as base:
            texts.append("".join(copie.export(base)))
    assert texts[0] == texts[1]
    back = str(tmp_path / "retour.db")
    with open_register(back, create=True) as base:
        assert copie.restore(base, texts[0].splitlines()) == 6
        assert "".join(copie.export(base)) == texts[0]
        with pytest.raises(RegisterError, match="not_empty"):
            copie.restore(base, texts[0].splitlines())


def test_an_export_is_of_one_moment_whoever_writes_meanwhile(where: str) -> None:
    """SQLite makes a writer wait; of PostgreSQL nothing of what is written meanwhile is in it."""
    write_seance(where)
    with open_register(where) as base, open_register(where) as other:
        lines = copie.export(base)
        begun = [next(lines), next(lines)]
        with suppress(RegisterError):
            if other.dialect is SQLITE:
                other.rows("PRAGMA busy_timeout = 0")
            write(other, replace(SEANCE, code="S2-2026"), NOON, "bureau")
        assert sum('"table":"journal"' in each for each in [*begun, *lines]) == 5
    assert write_seance(where, replace(SEANCE, code="S2-2026")) in {0, 5}


@pytest.mark.parametrize(("encoding", "kept"), [("SQL_ASCII", True), ("LATIN1", False)])
def test_a_database_in_another_encoding_keeps_texts_whole_or_is_refused(
    server: str, encoding: str, kept: bool
) -> None:
    psycopg = pytest.importorskip("psycopg", reason="the extra postgresql is not installed")
    with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {encoding} ENCODING '{encoding}' TEMPLATE template0 LOCALE 'C'")
    where = server.format(name=encoding.lower())
    named = replace(SEANCE, identites={"C001": {"Nom Naissance": "L’Œuvre"}})
    if kept:
        assert write_seance(where, named) == 5
        assert codes(where, "C001") == ["BC1"]
    else:
        with pytest.raises(RegisterError, match="encoding"):
            write_seance(where, named)
    with open_register(where) as base:
        assert copie.verify(base) == (5 if kept else 0, [])
        assert ("L’Œuvre" in "".join(copie.export(base))) is kept


def test_an_export_that_lost_its_end_is_refused_and_one_of_before_goes_back(tmp_path: Path) -> None:
    write_seance(str(tmp_path / "registre.db"))
    with open_register(str(tmp_path / "registre.db")) as base:
        first, *lines = copie.export(base)
    with open_register(str(tmp_path / "retour.db"), create=True) as base:
        for end in (1, 5):
            with pytest.raises(RegisterError, match="cut"):
                copie.restore(base, [first, *lines[:-end]])
        assert copie.verify(base) == (0, [])
        assert copie.restore(base, ['{"schema":"certeval/registre/1"}', *lines]) == 5
        assert next(copie.export(base)) == first


@pytest.mark.parametrize("text", ["", "{}", "[1", '{"schema":"certeval/registre/1"}\n{"table":"x"}', "\0"])
def test_what_is_no_export_is_refused_whole(tmp_path: Path, text: str) -> None:
    with open_register(str(tmp_path / "r.db"), create=True) as base:
        with pytest.raises(RegisterError, match="no_export"):
            copie.restore(base, text.split("\n"))
        assert copie.verify(base) == (0, [])


WRITER = """
import os, sys
from certeval.registre import journal, opening
opening.BUSY, where, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with opening.open_register(where) as base:
    for i in range(count):
        with base.transaction():
            (made,) = journal.append(base, [journal.Act("tirage", {"n": i})], "2026-07-02T12:00:00Z", f"p{os.getpid()}")
        os.write(1, b"%d\\n" % made.rang)
"""


def writer(where: str, count: int) -> subprocess.Popen[bytes]:
    """Another process that appends so many entries, one by one; SQLite serves nobody in turn: it may wait for all
    others.
    """
    asked = [str(1000 * STOPPED), where, str(count)]
    return subprocess.Popen([sys.executable, "-c", WRITER, *asked], stdout=subprocess.PIPE)


def test_four_writers_at_once_lose_nothing(where: str) -> None:
    write_seance(where)
    writers = [writer(where, 200) for _ in range(4)]
    said = [each.communicate(timeout=STOPPED)[0].split() for each in writers]
    assert sorted(int(rang) for each in said for rang in each) == list(range(6, 806))
    with open_register(where) as base:
        assert copie.verify(base) == (805, [])


def test_a_writer_that_is_killed_leaves_a_whole_chain(tmp_path: Path) -> None:
    where = str(tmp_path / "registre.db")
    write_seance(where)
    for number in range(20):
        killed = writer(where, 100_000)
        assert killed.stdout
        said = killed.stdout.readline()
        time.sleep(number / 5_000)
        killed.kill()
        said += killed.communicate()[0]
        with open_register(where) as base:
            entries, faults = copie.verify(base)
        assert faults == []
        assert entries >= int(said.split()[-1])


def test_a_disk_without_room_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    where = str(tmp_path / "registre.db")
    write_seance(where)
    with open_register(where) as base:
        pages = base.rows("PRAGMA page_count")[0][0]
        base.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(RegisterError, match="full"), base.transaction():
            journal.append(base, [journal.Act("tirage", {"long": "x" * 100_000})], NOON, "bureau")
        assert copie.verify(base) == (5, [])


@pytest.mark.parametrize("typed", ["candidat", "motif"])
def test_what_a_terminal_in_another_encoding_typed_is_told_and_nothing_written(
    where: str, typed: str
) -> None:
    write_seance(where)
    with pytest.raises(RegisterError, match="no_text"), open_register(where) as base:
        correct(base, LOWERED._replace(**{typed: "erreur signal\udce9e"}), NOON, "bureau")
    with open_register(where) as base:
        assert copie.verify(base) == (5, [])


def test_a_quota_is_no_damage() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_WRITE"
    assert getattr(meaning_of(error), "reason", "") == "full"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such rights")
def test_a_register_is_begun_for_its_owner_alone_and_one_that_is_there_keeps_its_rights(
    tmp_path: Path,
) -> None:
    file = tmp_path / "registre.db"
    with open_register(str(file), create=True) as base:
        write(base, SEANCE, NOON, "bureau")
        with base.transaction():  # the file beside, which gives back what is half written, holds names too
            journal.append(base, [journal.Act("tirage", {"n": 1})], NOON, "bureau")
            assert {each.stat().st_mode & 0o777 for each in tmp_path.iterdir()} == {0o600}
            assert len(list(tmp_path.iterdir())) == 2
    file.chmod(0o640)
    write_seance(str(file), replace(SEANCE, code="S2-2026"))
    assert file.stat().st_mode & 0o777 == 0o640


def begun_without_room(where: str) -> None:
    with open_register(where, create=True) as base:
        base.rows(f"PRAGMA max_page_count = {base.rows('PRAGMA page_count')[0][0]}")
        write(base, replace(SEANCE, texte="x" * 100_000), NOON, "bureau")


def test_a_register_begun_for_nothing_is_removed_and_one_that_was_there_stays(tmp_path: Path) -> None:
    where = str(tmp_path / "registre.db")
    for _ in range(2):
        with pytest.raises(RegisterError, match="full"):
            begun_without_room(where)
        assert list(tmp_path.iterdir()) == []
    Path(where).touch()
    with pytest.raises(RegisterError, match="full"):
        begun_without_room(where)
    assert [each.name for each in tmp_path.iterdir()] == ["registre.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of what a process writes")
def test_a_register_that_finds_no_room_at_all_leaves_no_empty_file(tmp_path: Path) -> None:
    import resource

    where = str(tmp_path / "registre.db")
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
    try:
        with pytest.raises(RegisterError), open_register(where, create=True):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert list(tmp_path.iterdir()) == []


def test_a_register_that_somebody_else_wrote_to_meanwhile_is_kept(tmp_path: Path) -> None:
    where = str(tmp_path / "registre.db")
    with suppress(InterruptedError), open_register(where, create=True):
        write_seance(where)
        raise InterruptedError
    assert codes(where, "C001") == ["BC1"]


def test_who_waits_for_a_register_that_is_removed_is_told(tmp_path: Path) -> None:
    where = str(tmp_path / "registre.db")
    with open_register(where, create=True) as base:
        Path(where).unlink()
        with pytest.raises(RegisterError, match="replaced"):
            write(base, SEANCE, NOON, "bureau")


def test_a_register_that_another_keeps_locked_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = str(tmp_path / "registre.db")
    write_seance(where)
    monkeypatch.setattr(opening, "BUSY", 50)
    other = sqlite3.connect(where, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(RegisterError, match="locked"):
            write_seance(where)
    finally:
        other.close()


def test_a_database_that_gives_little_time_is_told(postgresql: str) -> None:
    """As its administrators set it: `lock_timeout`, `statement_timeout`; it ended in a traceback."""
    write_seance(postgresql)
    hasty = f"{postgresql}&options=-c%20lock_timeout%3D50"
    with open_register(postgresql) as base, base.transaction(), pytest.raises(RegisterError) as caught:
        write_seance(hasty)
    assert caught.value.reason == "unreachable"
    assert caught.value.arguments == {"told": "canceling statement due to lock timeout"}


def test_a_file_that_is_no_register_is_told(tmp_path: Path) -> None:
    (tmp_path / "r.db").write_bytes(b"candidat;CR1\n" * 500)
    with pytest.raises(RegisterError, match="not_a_register"):
        write_seance(str(tmp_path / "r.db"))
    with pytest.raises(RegisterError, match="absent"), open_register(str(tmp_path / "absent.db")):
        pass


@pytest.mark.parametrize(
    ("sound", "spoilt"),
    [
        (b"certification: ", b"certification\xff "),  # a text that is kept
        (b"CREATE TABLE journal", b"CREATE T\xffBLE journal"),  # the schema, which SQLite quotes as it is
    ],
)
def test_a_register_whose_bytes_are_no_text_is_damaged(tmp_path: Path, sound: bytes, spoilt: bytes) -> None:
    file = tmp_path / "registre.db"
    write_seance(str(file))
    file.write_bytes(file.read_bytes().replace(sound, spoilt))
    with pytest.raises(RegisterError, match="damaged"), open_register(str(file)) as base:
        base.rows("SELECT texte FROM referentiel")


def test_a_network_share_is_refused_naming_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "file_system", lambda _path: "nfs4")
    with pytest.raises(RegisterError, match="network") as told:
        write_seance(str(tmp_path / "r.db"))
    assert told.value.arguments["system"] == "nfs4"


def test_the_bytes_that_were_applied_are_kept(where: str) -> None:
    write_seance(where)
    with open_register(where) as base:
        assert base.rows("SELECT texte FROM referentiel") == [(SEANCE.referentiel,)]
        assert base.rows("SELECT referentiel FROM session") == [("sha256:1",)]
        closing = journal.entries(base, session="S1-2026")[-1]
    assert json.loads(closing.contenu)["referentiel"] == "sha256:1"


@pytest.mark.parametrize("begun", [False, True])
def test_a_register_that_another_program_replaces_is_told_and_kept(tmp_path: Path, begun: bool) -> None:
    register, copy = tmp_path / "r.db", tmp_path / "copie.db"
    write_seance(str(register))
    copy.write_bytes(register.read_bytes())
    before = codes(str(register), "C001")

    def rectify() -> None:
        with open_register(str(register)) as base:
            if not begun:
                copy.replace(register)
            with base.transaction():
                journal.append(base, [journal.Act("effacement", {"motif": "essai"})], NOON, "bureau")
                if begun:
                    copy.replace(register)

    with pytest.raises(RegisterError) as refused:
        rectify()

    assert refused.value.reason == "replaced"
    assert codes(str(register), "C001") == before
