"""The ledger of what is reported to the State: one identifier a passage for good, and nothing that is sent twice."""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

import pytest

from certeval.registre import copie
from certeval.registre.accrochage import Ledger, ledger
from certeval.registre.base import RegisterError
from certeval.registre.corrections import forget
from certeval.registre.journal import Act
from certeval.registre.ledger_file import unended_flux
from certeval.registre.opening import open_register
from certeval.registre.sessions import Seance, write
from certeval.registre.suivis import Envoi, Nature, OmissionReason, SentFlux, Titulaire, controle
from certeval.registre.verdict_records import RegisteredVerdict

NOON = "2026-07-02T12:00:00Z"
CANDIDATES = ("C001", "C002", "C003")
HELD = [RegisteredVerdict("certification", "certification", {"verdict": "valide", "origine": "calcul"})]
SEANCE = Seance(
    *("S1-2026", "petit", "1.0.0", date(2026, 7, 2), "format: 1\n", "format: 1\n", "sha256:1"),
    dict.fromkeys(CANDIDATES, HELD),
    {code: {"Nom Naissance": "Zyxomme", "Prenom 1": "Ana"} for code in CANDIDATES},
    {},
)
Kept = Callable[[], AbstractContextManager[Ledger]]


@pytest.fixture(params=["sqlite", "postgresql", "fichier"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    """A ledger as each command opens it: of a register where a session is registered, or of a file."""
    if request.param == "fichier":

        @contextmanager
        def of_file() -> Iterator[Ledger]:
            yield ledger(tmp_path / "accrochage.jsonl")

        return of_file
    where = request.getfixturevalue("postgresql") if request.param == "postgresql" else str(tmp_path / "r.db")
    with open_register(where, create=True) as base:
        write(base, SEANCE, NOON, "bureau")

    @contextmanager
    def of_register() -> Iterator[Ledger]:
        with open_register(where) as base:
            yield ledger(base)

    return of_register


def who(code: str, session: str = "S1-2026") -> Titulaire:
    return Titulaire(code, "petit", session)


def send(
    kept: Kept, flux: str, *codes: str, nature: Nature = "CREATION", content: str = "", instant: str = NOON
) -> dict[str, str]:
    """Send candidates in a file; the identifier of each."""
    with kept() as found:
        envois = [Envoi(who(e), found.id_technique(who(e)), nature, controle(content or e)) for e in codes]
        with found.send([SentFlux(flux, "sha256:f", envois)], instant, "bureau"):
            pass
        return {each.titulaire.candidat: each.id_technique for each in envois}


def answer(kept: Kept, flux: str, statut: str, *idents: str) -> None:
    with kept() as found, found.lock():
        acts = [
            Act(
                "accuse",
                {
                    "id_technique": each,
                    "id_flux": flux,
                    "traitement": "1",
                    "statut": statut,
                    "message": "Plusieurs titulaires ont été identifiés" if statut == "KO" else "",
                },
                "S1-2026",
                found.by_identifier([each])[each].personne,
                each,
            )
            for each in idents
        ]
        found.record_answers(acts, NOON, "bureau")


def refusal(
    kept: Kept, code: str, nature: Nature = "CREATION", *, again: bool = False, content: str = ""
) -> OmissionReason | None:
    with kept() as found:
        return found.refusal(who(code), nature, again=again, controle=controle(content) if content else "")


def test_a_passage_keeps_one_identifier_and_is_not_sent_twice(kept: Kept) -> None:
    with kept() as found:
        before = found.id_technique(who("C001"))
    sent = send(kept, "F1", "C001", "C002")
    assert sent["C001"] == before != sent["C002"]
    with kept() as found:
        assert found.id_technique(who("c 001")) == before
        assert [(each.titulaire.candidat, each.statut) for each in found.suivis()] == [
            ("C001", ""),
            ("C002", ""),
        ]
    assert refusal(kept, "C001") == "unanswered"
    assert refusal(kept, "C003") is None
    with pytest.raises(RegisterError, match="sent_meanwhile"):
        send(kept, "F2", "C001")


def test_a_session_is_sent_answered_corrected_and_resent_under_the_same_identifiers(kept: Kept) -> None:
    sent = send(kept, "F1", *CANDIDATES)
    answer(kept, "F1", "OK", sent["C001"])
    answer(kept, "F1", "KO", sent["C002"], sent["C003"])
    assert [refusal(kept, code) for code in CANDIDATES] == ["accepted", "rejected", "rejected"]
    assert [refusal(kept, code, again=True, content=code) for code in CANDIDATES] == [
        "accepted",
        "unchanged",
        "unchanged",
    ]
    assert refusal(kept, "C002", again=True, content="corrigé") is None
    assert send(kept, "F2", "C002", content="corrigé") == {"C002": sent["C002"]}
    assert refusal(kept, "C002", again=True, content="corrigé encore") == "unanswered"
    answer(kept, "F2", "OK", sent["C002"])
    with kept() as found:
        assert {each.titulaire.candidat: (each.id_flux, each.statut) for each in found.suivis()} == {
            "C001": ("F1", "OK"),
            "C002": ("F2", "OK"),
            "C003": ("F1", "KO"),
        }
        first = found.passages.answers("F1")[sent["C002"]]
        assert first is not None
        assert first.statut == "KO"


@pytest.mark.parametrize(
    ("answers", "creation", "removal"),
    [
        ([], None, "never"),
        (["CREATION"], "unanswered", "unanswered"),
        (["CREATION", "OK"], "accepted", None),
        (["CREATION", "KO"], "rejected", "rejected"),
        (["CREATION", "REJET"], None, "rejected"),
        (["CREATION", "OK", "SUPPRESSION"], "unanswered", "unanswered"),
        (["CREATION", "OK", "SUPPRESSION", "OK"], None, "removed"),
        (["CREATION", "OK", "SUPPRESSION", "KO"], "accepted", "rejected"),
        (["CREATION", "OK", "SUPPRESSION", "REJET"], "accepted", None),
    ],
)
def test_what_may_be_sent_next_follows_from_what_was_sent_and_answered(
    tmp_path: Path, answers: list[str], creation: str | None, removal: str | None
) -> None:
    @contextmanager
    def kept() -> Iterator[Ledger]:
        yield ledger(tmp_path / "accrochage.jsonl")

    sent = {"C001": ""}
    for number, each in enumerate(answers):
        if each in {"CREATION", "SUPPRESSION"}:
            sent = send(kept, f"F{number}", "C001", nature=each)  # type: ignore[arg-type]
        else:
            answer(kept, f"F{number - 1}", each, sent["C001"])
    assert (refusal(kept, "C001"), refusal(kept, "C001", "SUPPRESSION")) == (creation, removal)


def test_what_was_removed_takes_another_identifier_when_it_is_created_anew(kept: Kept) -> None:
    first = send(kept, "F1", "C001")["C001"]
    answer(kept, "F1", "OK", first)
    assert send(kept, "F2", "C001", nature="SUPPRESSION") == {"C001": first}
    answer(kept, "F2", "OK", first)
    second = send(kept, "F3", "C001")["C001"]
    assert second != first
    answer(kept, "F3", "KO", second)
    with kept() as found:
        assert found.id_technique(who("C001")) == second


def test_nothing_is_kept_of_a_file_that_could_not_be_put_in_its_place(kept: Kept) -> None:
    def fails() -> None:
        with kept() as found:
            envoi = Envoi(who("C001"), found.id_technique(who("C001")), "CREATION", "")
            with found.send([SentFlux("F1", "sha256:f", [envoi])], NOON, "bureau"):
                raise OSError("no room is left")

    with pytest.raises(OSError, match="no room"):
        fails()
    assert refusal(kept, "C001") is None
    send(kept, "F2", "C001")
    with pytest.raises(RegisterError, match="sent_meanwhile"):
        fails()
    assert refusal(kept, "C001") == "unanswered"


def test_what_another_command_sent_meanwhile_is_not_sent_again(kept: Kept) -> None:
    with kept() as found:
        envoi = Envoi(who("C001"), found.id_technique(who("C001")), "CREATION", "")
        send(kept, "F1", "C001")
        with (
            pytest.raises(RegisterError, match="sent_meanwhile"),
            found.send([SentFlux("F2", "sha256:f", [envoi])], NOON, "bureau"),
        ):
            pytest.fail("it was sent")


def test_what_is_sent_under_another_identifier_than_its_own_is_not_sent(kept: Kept) -> None:
    """It was removed and created anew since the file was made."""
    with kept() as found:
        envoi = Envoi(who("C001"), "another", "CREATION", "")
        with (
            pytest.raises(RegisterError, match="sent_meanwhile") as told,
            found.send([SentFlux("F1", "sha256:f", [envoi])], NOON, "bureau"),
        ):
            pytest.fail("it was sent")
    assert told.value.arguments == {"candidate": "C001"}
    assert refusal(kept, "C001") is None


def test_who_answers_knows_what_another_command_sent_meanwhile(kept: Kept) -> None:
    with kept() as found:
        sent = send(kept, "F1", "C001")
        assert found.passages.answers("F1") == {}
        with found.lock():
            assert found.passages.answers("F1") == {sent["C001"]: None}


def test_what_was_never_sent_is_not_sent_again(kept: Kept) -> None:
    assert refusal(kept, "C001", again=True) == "never"


def test_each_certification_of_a_candidate_is_a_passage_of_its_own(kept: Kept) -> None:
    """Two certifications whose sessions bear one code."""
    both = [Titulaire("C001", each, "S1-2026") for each in ("petit", "grand")]
    for flux, each in zip(("F1", "F2"), both, strict=True):
        with kept() as found:
            envoi = Envoi(each, found.id_technique(each), "CREATION", "")
            with found.send([SentFlux(flux, "sha256:f", [envoi])], NOON, "bureau"):
                pass
    with kept() as found:
        assert [(each.titulaire, each.id_flux) for each in found.suivis()] == list(
            zip(both, ("F1", "F2"), strict=True)
        )


def test_an_identifier_is_not_found_again_from_who_was_erased(tmp_path: Path) -> None:
    """In a register it is made of the person’s key, which leads to nobody once the identity is blanked."""
    where = str(tmp_path / "r.db")
    with open_register(where, create=True) as base:
        write(base, SEANCE, NOON, "bureau")
        in_register = ledger(base).id_technique(who("C001"))
        assert in_register != ledger(tmp_path / "a.jsonl").id_technique(who("C001"))
        found = ledger(base)
        envoi = Envoi(who("C001"), in_register, "CREATION", "")
        with found.send([SentFlux("F1", "sha256:f", [envoi])], NOON, "bureau"):
            pass
        forget(base, "C001", "demande", NOON, "bureau", past_attestation=True)
        (left,) = ledger(base).suivis()
        assert (left.titulaire.candidat, left.id_technique) == ("", in_register)
        assert copie.verify(base)[1] == []
        lines = list(copie.export(base))
    assert "Ana" not in "".join(line for line in lines if '"C001"' not in line and "C00" not in line)
    with open_register(str(tmp_path / "other.db"), create=True) as base:
        copie.restore(base, lines)
        assert [each.id_technique for each in ledger(base).suivis()] == [in_register]


def test_who_is_not_registered_is_not_reported(tmp_path: Path) -> None:
    with open_register(str(tmp_path / "r.db"), create=True) as base:
        write(base, SEANCE, NOON, "bureau")
        with pytest.raises(RegisterError, match="unknown_candidate") as told:
            ledger(base).id_technique(who("C009"))
    assert told.value.arguments == {"candidate": "C009"}


FILE = "accrochage.jsonl"


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A ledger in a file, with two passages sent by two commands."""

    @contextmanager
    def kept() -> Iterator[Ledger]:
        yield ledger(tmp_path / FILE)

    send(kept, "F1", "C001")
    send(kept, "F2", "C002")
    return tmp_path / FILE


def test_a_ledger_in_a_file_is_private_and_chained(begun: Path) -> None:
    assert begun.stat().st_mode & 0o777 == 0o600
    lines = begun.read_text(encoding="utf-8").splitlines()
    assert lines[0] == '{"schema":"certeval/accrochage/1"}'
    assert [json.loads(line).get("rang") for line in lines[1:]] == [1, None, 2, None]
    assert "Zyxomme" not in begun.read_text(encoding="utf-8")


def test_what_a_killed_command_began_to_write_does_not_count(begun: Path) -> None:
    whole = begun.read_bytes()
    for cut in {*range(0, len(whole), 13), *range(len(whole) - 20, len(whole))}:
        begun.write_bytes(whole[:cut])
        expected = len([1 for line in whole[:cut].split(b"\n") if re.fullmatch(rb'{"fin":\d+}', line)])
        assert len(ledger(begun).suivis()) == expected, cut
    begun.write_bytes(whole[:-9])

    @contextmanager
    def kept() -> Iterator[Ledger]:
        yield ledger(begun)

    send(kept, "F2", "C002")
    assert begun.read_bytes() == whole


def test_a_ledger_whose_last_end_of_line_is_gone_goes_on(begun: Path) -> None:
    """As an editor saves it: all that it says counts, and one more command is written below."""
    begun.write_bytes(begun.read_bytes().removesuffix(b"\n"))

    @contextmanager
    def kept() -> Iterator[Ledger]:
        yield ledger(begun)

    known = ledger(begun)
    assert len(known.suivis()) == 2
    with known.lock():  # which reads again what is there
        pass
    send(kept, "F3", "C003")
    assert len(ledger(begun).suivis()) == 3
    assert b"\n\n" not in begun.read_bytes()


def test_the_flux_of_lines_that_do_not_count_is_told(begun: Path) -> None:
    whole = begun.read_bytes()
    for cut, flux in ((len(whole), []), (len(whole) - 1, []), (len(whole) - 3, ["F2"]), (0, [])):
        begun.write_bytes(whole[:cut])
        assert unended_flux(begun) == flux
    assert unended_flux(begun.with_name("absent.jsonl")) == []


def test_an_entry_that_was_altered_is_told(begun: Path) -> None:
    text = begun.read_text(encoding="utf-8")
    for wrong in (
        text.replace('\\"id_flux\\":\\"F1\\"', '\\"id_flux\\":\\"F9\\"', 1),
        text.replace("C001", "C009"),
        "".join(line for i, line in enumerate(text.splitlines(keepends=True)) if i != 1),
    ):
        begun.write_text(wrong, encoding="utf-8")
        with pytest.raises(RegisterError, match="broken_ledger"):
            ledger(begun)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"candidat;Nom Naissance\nC001;Zyxomme\n", 1),
        (b'{"schema": "certeval/registre/1"}\n', 1),
        (b'{"schema":"certeval/accrochage/1"}\n[]\n{"fin":0}\n', 2),
        (b'{"schema":"certeval/accrochage/1"}\n{"rang":"1"}\n{"fin":0}\n', 2),
        (b'{"schema":"certeval/accrochage/1"}\n' + b"[" * 100_000 + b'\n{"fin":0}\n', 2),
        (b"\xff\xfe\x00", 1),
    ],
)
def test_a_file_that_is_no_ledger_is_told_and_left_as_it_is(tmp_path: Path, data: bytes, line: int) -> None:
    file = tmp_path / FILE
    file.write_bytes(data)
    with pytest.raises(RegisterError) as told:
        ledger(file)
    assert (told.value.reason, told.value.arguments) == ("not_a_ledger", {"line": line})
    assert file.read_bytes() == data


@pytest.mark.skipif(os.geteuid() == 0, reason="who runs the tests may read everything")
def test_a_ledger_that_may_not_be_read_is_told(begun: Path) -> None:
    begun.chmod(0)
    with pytest.raises(RegisterError, match="readonly"):
        ledger(begun)
