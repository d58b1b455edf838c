"""Many holders: kept aside, looked up some at once, and each as alone."""

from datetime import date
from itertools import islice
from pathlib import Path

from certeval.exchange.accrochage.dues import Dues, Envois
from certeval.registre.accrochage import ledger
from certeval.registre.base import PART
from certeval.registre.holders import CertificationAward
from certeval.registre.suivis import Envoi, SentFlux, Titulaire
from certeval.sources import row_stream, table

MANY = PART + 10
DAY = date(2026, 7, 2)
NOON = "2026-07-02T12:00:00Z"


def test_who_is_due_is_found_by_the_identifier_however_it_is_typed_and_sent_in_the_order_of_the_table() -> (
    None
):
    due = Dues()
    for i in range(MANY):
        due.add(CertificationAward(f"C {i:05}", "petit", f"S{i % 3}", DAY), f"P{i}")
    due.add(CertificationAward("c00002", "grand", "S9", None, "vae"), "P-grand")
    assert len(due) == MANY + 1
    assert [each.id_technique for each in due.of(["c00002", "c99999"])["c00002"]] == ["P2", "P-grand"]
    assert due.of(["c00002"])["c00002"][1].award == CertificationAward("c00002", "grand", "S9", None, "vae")
    sent = Envois(due, "CREATION")
    for number in reversed(range(MANY)):
        (each, *_others) = due.of([f"c{number:05}"])[f"c{number:05}"]
        sent.add(each, f"{number % 7:04}")
    first = Envoi(
        Titulaire(f"C {MANY - 1:05}", "petit", f"S{(MANY - 1) % 3}"), f"P{MANY - 1}", "CREATION", ""
    )
    assert sent[0]._replace(controle="") == first
    assert [each.id_technique for each in sent.between(0, MANY)] == [f"P{i}" for i in reversed(range(MANY))]
    both = [*sent.between(0, 2), *sent.between(MANY - 1, MANY)]
    assert [(each.id_technique, each.controle) for each in both] == [
        (f"P{i}", f"{i % 7:04}") for i in (MANY - 1, MANY - 2, 0)
    ]


def test_who_is_in_no_row_is_told_once_in_the_order_of_the_decisions() -> None:
    due = Dues()
    for code in ("C3", "C1", "c3", "C2"):
        due.add(CertificationAward(code, "petit", "S1", DAY), code)
    met = bytearray(len(due))
    assert list(due.absent(met)) == ["C3", "C1", "C2"]
    met[due.of(["c1"])["c1"][0].numero] = True
    assert list(due.absent(met)) == ["C3", "C2"]


def test_a_row_of_a_large_table_knows_where_it_stands_until_so_many_others_are_read(tmp_path: Path) -> None:
    text = "candidat;Nom Naissance\n" + "".join(f'C{i};"Ex\nemple"\n' for i in range(4 * row_stream.READABLE))
    file = tmp_path / "titulaires.csv"
    file.write_text(text, encoding="utf-8")
    whole = table.parse(text.encode(), "titulaires.csv", lambda cell: cell == "candidat").rows
    expected = [row.place(1) for row in whole]
    read = row_stream.open_table(file, "titulaires.csv", lambda cell: cell == "candidat")
    assert read is not None
    rows = read[1]
    next(rows)
    places = []
    while some := list(islice(rows, row_stream.READABLE)):
        places += [row.place(1) for row in some]
    assert places == [expected[i] for i in range(1, len(expected))]


def test_what_many_were_sent_is_known_again_of_each(tmp_path: Path) -> None:
    place = tmp_path / "accrochage.jsonl"
    people = [Titulaire(f"C{i}", "petit", "S1") for i in range(MANY)]
    first = ledger(place)
    envois = [Envoi(each, first.id_technique(each), "CREATION", "0000") for each in people]
    with first.send([SentFlux("F1", "sha256:1", envois)], NOON, "bureau"):
        pass
    for known in (first, ledger(place)):
        assert known.passages.flux() == ["F1"]
        assert list(known.passages.answers("F1")) == [each.id_technique for each in envois]
        assert [each.titulaire for each in known.suivis()] == people
        known.know(each.candidat for each in people[:5])
        assert known.refusal(people[-1], "CREATION") == "unanswered"
        assert known.id_technique(people[7]) == envois[7].id_technique


def test_who_is_written_in_two_ways_is_one_person_to_a_ledger_in_a_file(tmp_path: Path) -> None:
    place = tmp_path / "accrochage.jsonl"
    known = ledger(place)
    two = [Titulaire("A01", "petit", "S1"), Titulaire("a 01", "petit", "S2")]
    envois = [Envoi(each, known.id_technique(each), "CREATION", "0000") for each in two]
    with known.send([SentFlux("F1", "sha256:1", envois)], NOON, ""):
        pass
    again = [Titulaire("a01", "petit", session) for session in ("S1", "S2")]
    assert [ledger(place).refusal(each, "CREATION") for each in again] == ["unanswered", "unanswered"]
    assert {each.personne for each in ledger(place).suivis()} == {"A01"}
