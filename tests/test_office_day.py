"""An entry is of the day where the office is, whatever the hour and the time of the year."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest

from certeval.cli import inputs, registers
from conftest import Certeval
from offices import Office

TABLE = """candidat;Nom Naissance;Prenom 1;Annee Naissance;Sexe;Code Insee Commune Naissance
K1;Zyxomme;Louise;1990;F;69381
"""
EMETTEUR = "format: 1\nemetteur: EXEMPLE0\ncertificateur: {id_client: EXEMPLE0, id_contrat: MCFCER000000}\n"
Clock = Callable[[str, str], None]
NIGHTS = [
    ("Europe/Paris", "2026-07-01T21:59:59", "2026-07-01T23:59:59+02:00"),
    ("Europe/Paris", "2026-07-01T22:00:00", "2026-07-02T00:00:00+02:00"),
    ("Europe/Paris", "2026-03-28T22:59:59", "2026-03-28T23:59:59+01:00"),
    ("Europe/Paris", "2026-03-28T23:00:00", "2026-03-29T00:00:00+01:00"),  # summer time begins that night
    ("Europe/Paris", "2026-03-29T22:00:00", "2026-03-30T00:00:00+02:00"),
    ("Europe/Paris", "2026-10-25T00:30:00", "2026-10-25T02:30:00+02:00"),  # an hour that comes twice
    ("Europe/Paris", "2026-10-25T01:30:00", "2026-10-25T02:30:00+01:00"),
    ("Europe/Paris", "2026-10-25T22:30:00", "2026-10-25T23:30:00+01:00"),
    ("America/Martinique", "2026-07-02T03:59:59", "2026-07-01T23:59:59-04:00"),
    ("Pacific/Noumea", "2026-07-01T13:00:00", "2026-07-02T00:00:00+11:00"),
    ("UTC", "2026-07-02T00:00:00", "2026-07-02T00:00:00+00:00"),
]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """Sets where the office is, and what the time is in UTC."""

    def set_time(zone: str, utc: str) -> None:
        now = datetime.fromisoformat(utc).replace(tzinfo=UTC)

        class Now(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:
                return now.astimezone(tz)

        monkeypatch.setenv("TZ", zone)
        time.tzset()
        monkeypatch.setattr(registers, "datetime", Now)
        monkeypatch.setattr(inputs, "today", lambda: now.astimezone().date())

    yield set_time
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def office(certeval: Certeval) -> Office:
    """A session that gives K1 the certification, which is to be reported."""
    office = Office(certeval, Path.cwd())
    office.version("petit@1.0.0", number="RNCP99999")
    office.session("S1", "petit@1.0.0", "2025-10-01", "K1;1;1", "candidats: ../titulaires.csv")
    Path("titulaires.csv").write_text(TABLE, encoding="utf-8")
    Path("emetteur.yaml").write_text(EMETTEUR, encoding="utf-8")
    return office


@pytest.mark.parametrize(("zone", "utc", "expected"), NIGHTS)
def test_the_instant_of_an_entry_begins_with_the_day_of_the_office(
    clock: Clock, zone: str, utc: str, expected: str
) -> None:
    clock(zone, utc)
    assert registers.instant() == expected
    assert expected.startswith(inputs.today().isoformat())


@pytest.mark.parametrize("kept", [("--registre", "r.db", "--auteur", "bureau"), ("--ledger", "carnet.jsonl")])
@pytest.mark.parametrize("night", [NIGHTS[1], NIGHTS[3], NIGHTS[6], NIGHTS[8]])
def test_what_is_sent_is_sent_on_the_day_of_the_office(
    office: Office, clock: Clock, kept: tuple[str, ...], night: tuple[str, str, str]
) -> None:
    zone, utc, expected = night
    clock(zone, utc)
    if kept[0] == "--registre":
        office.register("S1")
    sent = office.certeval(
        *("accrochage", "S1", "--candidats", "titulaires.csv", "--emetteur", "emetteur.yaml"),
        *("--output", "flux.xml", *kept),
    )
    assert sent.status == 0, sent.err
    assert f"<cpf:horodatage>{expected}</cpf:horodatage>" in Path("flux.xml").read_text(encoding="utf-8")
    due = office.certeval("accrochage", "S1", "--due", "--json", *kept[:2])
    (row,) = json.loads(due.out)["titulaires"]
    assert row["envoye"] == expected[:10]
