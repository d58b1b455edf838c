"""A session sent to the State, answered, corrected and sent again; who is due, by when, and who is late."""

import csv
import io
import json
import re
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest

from certeval.cli import inputs, registers
from certeval.registre import issuance
from certeval.registre.accrochage import Ledger, ledger
from certeval.registre.corrections import forget
from certeval.registre.echeances import (
    _STATES,
    Echeance,
    delivery_days,
    echeances,
    to_take_back,
)
from certeval.registre.holders import CertificationAward
from certeval.registre.opening import open_register
from certeval.registre.sessions import Seance, write
from certeval.registre.suivis import (
    KO,
    OK,
    WHOLE,
    Answer,
    Envoi,
    Nature,
    SentFlux,
    Suivi,
    Titulaire,
)
from conftest import Certeval, Done

EXAMPLES = Path(__file__).parents[1] / "examples" / "documents"
EMETTEUR = "format: 1\nemetteur: EXEMPLE0\ncertificateur: {id_client: EXEMPLE0, id_contrat: MCFCER000000}\n"
TABLE = """\
candidat;Nom Naissance;Prenom 1;Annee Naissance;Mois Naissance;Jour Naissance;Sexe;Code Insee Commune Naissance
A01;Zyxomme;Éloïse;1990;05;03;F;69381
A02;Zyxomme;Minh;1988;11;1;M;69382
A03;Zyxomme;Louise;1979;2;14;F;69383
"""
SEVERAL = "Plusieurs titulaires ont été identifiés"
NOBODY = "Aucun titulaire ne correspond aux critères obligatoires"
GIVEN = ("S1-2026", "--candidats", "titulaires.csv", "--emetteur", "emetteur.yaml")


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setattr(inputs, "today", lambda: date.fromisoformat(day))
    monkeypatch.setattr(registers, "instant", lambda: f"{day}T09:00:00+00:00")


@pytest.fixture
def office(certeval: Certeval, monkeypatch: pytest.MonkeyPatch) -> Certeval:
    """Runs certeval on 2026-07-10; A01, A02 and A03 hold the certification since the session of 2026-07-02."""
    on(monkeypatch, "2026-07-10")
    monkeypatch.delenv("CERTEVAL_REGISTRE", raising=False)
    Path("referentiels").symlink_to(EXAMPLES / "referentiels")
    Path("sessions").mkdir()
    session = (EXAMPLES / "sessions" / "S1-2026.yaml").read_text(encoding="utf-8")
    Path("sessions/S1-2026.yaml").write_text(session, encoding="utf-8")
    heading, *rows = (EXAMPLES / "notes.csv").read_text(encoding="utf-8").splitlines()
    held = [re.sub(";[^;]*", ";1", row) for row in rows[:3]]
    Path("notes.csv").write_text("\n".join([heading, *held, rows[3]]) + "\n", encoding="utf-8")
    Path("candidats.csv").write_text("candidat\nA01\n", encoding="utf-8")
    Path("titulaires.csv").write_text(TABLE, encoding="utf-8")
    Path("emetteur.yaml").write_text(EMETTEUR, encoding="utf-8")
    return certeval


@pytest.fixture(params=["sqlite", "postgresql", "fichier"])
def kept(request: pytest.FixtureRequest, office: Certeval) -> tuple[str, ...]:
    """The options that say where the ledger is: a register where the session is registered, or a file."""
    if request.param == "fichier":
        return ("--ledger", "carnet.jsonl")
    where = request.getfixturevalue("postgresql") if request.param == "postgresql" else "registre.db"
    options = ("--registre", where, "--auteur", "bureau des examens")
    assert office("registre", "enregistrer", "S1-2026", *options).status == 0
    return options


def stands(kept: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """The flux in which each passage was last sent, and what was answered of it."""
    register = open_register(kept[1]) if kept[0] == "--registre" else nullcontext(Path(kept[1]))
    with register as place:
        return {each.titulaire.candidat: (each.id_flux, each.statut) for each in ledger(place).suivis()}


def send(file: str) -> tuple[str, dict[str, str]]:
    """The identifier of a flux, and that of the passage of each first name."""
    text = Path(file).read_text(encoding="utf-8")
    (flux,) = re.findall("<cpf:idFlux>(.*?)</cpf:idFlux>", text)
    idents = re.findall("<cpf:idTechnique>(.*?)</cpf:idTechnique>", text)
    return flux, dict(zip(re.findall("<cpf:prenom1>(.*?)</cpf:prenom1>", text), idents, strict=True))


def answer(office: Certeval, kept: tuple[str, ...], flux: str, ok: list[str], ko: dict[str, str]) -> Done:
    rejected = "".join(
        f"<passage><idTechnique>{ident}</idTechnique><messageErreur>{said}</messageErreur></passage>"
        for ident, said in ko.items()
    )
    accepted = "".join(f"<idTechnique>{each}</idTechnique>" for each in ok)
    Path("rapport.xml").write_text(
        f"<rapport><idFlux>{flux}</idFlux><idTraitement>1</idTraitement>"
        f"<PassagesKO>{rejected}</PassagesKO><PassagesOK>{accepted}</PassagesOK></rapport>",
        encoding="utf-8",
    )
    return office("accuse", "rapport.xml", *kept, "--format", "csv")


def due(office: Certeval, kept: tuple[str, ...], *options: str) -> dict[str, tuple[str, str, str]]:
    """What is due of each: its state, by when, whether it is late."""
    done = office("accrochage", "S1-2026", "--due", *kept[:2], "--format", "csv", *options)
    assert done.status == 0, done.err
    rows = csv.DictReader(io.StringIO(done.out), delimiter=";")
    return {each["candidat"]: (each["etat"], each["le"], each["en_retard"]) for each in rows}


def test_a_session_is_sent_rejected_for_two_corrected_and_sent_again(
    office: Certeval, kept: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    by = "2026-10-02"
    assert due(office, kept) == dict.fromkeys(("A01", "A02", "A03"), ("a_envoyer", by, "non"))

    assert office("accrochage", *GIVEN, "--output", "flux.xml", *kept).status == 0
    first, idents = send("flux.xml")
    assert stands(kept) == dict.fromkeys(("A01", "A02", "A03"), (first, ""))
    assert {state for state, _by, _late in due(office, kept).values()} == {"sans_reponse"}
    early = office("accrochage", *GIVEN, "--again", "--output", "trop-tot.xml", *kept)
    assert (early.status, "nobody to report" in early.err) == (0, True)

    on(monkeypatch, "2026-07-20")
    done = answer(
        office, kept, first, [idents["Éloïse"]], {idents["Minh"]: SEVERAL, idents["Louise"]: NOBODY}
    )
    assert done.status == 0
    assert [each["candidat"] for each in csv.DictReader(io.StringIO(done.out), delimiter=";")] == [
        "A02",
        "A03",
    ]
    assert stands(kept) == {"A01": (first, "OK"), "A02": (first, "KO"), "A03": (first, "KO")}
    assert due(office, kept) == dict.fromkeys(("A02", "A03"), ("a_corriger", by, "non"))
    plain = office("accrochage", *GIVEN, "--output", "encore.xml", *kept)
    assert "2 holders left out: rejected, to be corrected" in plain.err
    assert not Path("encore.xml").exists()

    Path("titulaires.csv").write_text(TABLE.replace("1988;11;1;M", "1988;1;11;M"), encoding="utf-8")
    done = office("accrochage", *GIVEN, "--again", "--output", "corrige.xml", *kept)
    assert (done.status, "1 holder left out: not corrected since it was rejected" in done.err) == (0, True)
    second, again = send("corrige.xml")
    assert second != first
    assert again == {"Minh": idents["Minh"]}
    assert stands(kept) == {"A01": (first, "OK"), "A02": (second, ""), "A03": (first, "KO")}

    done = office("accrochage", *GIVEN, "--again", "--candidat", "A03", "--output", "force.xml", *kept)
    third, forced = send("force.xml")
    assert (done.status, forced) == (0, {"Louise": idents["Louise"]})
    assert answer(office, kept, second, [idents["Minh"]], {}).status == 0
    assert answer(office, kept, third, [], {idents["Louise"]: NOBODY}).status == 0
    assert stands(kept) == {"A01": (first, "OK"), "A02": (second, "OK"), "A03": (third, "KO")}
    assert due(office, kept, "--date", "2026-10-03") == {"A03": ("a_corriger", by, "oui")}
    if kept[0] == "--registre":
        checked = office("registre", "verifier", *kept[:2])
        assert (checked.status, "the chain is whole" in checked.out) == (0, True)


def test_a_register_with_what_was_reported_is_exported_brought_back_and_erased_from(office: Certeval) -> None:
    own = ("--registre", "registre.db")
    author = ("--auteur", "bureau des examens")
    assert office("registre", "enregistrer", "S1-2026", *own, *author).status == 0
    assert office("accrochage", *GIVEN, "--output", "flux.xml", *own, *author).status == 0
    flux, idents = send("flux.xml")
    assert answer(office, (*own, *author), flux, [idents["Minh"]], {idents["Éloïse"]: SEVERAL}).status == 0
    assert office("registre", "exporter", *own, "--output", "copie.jsonl").status == 0
    assert office("registre", "importer", "copie.jsonl", "--registre", "autre.db").status == 0
    assert office("registre", "verifier", "--registre", "autre.db").status == 0
    assert stands(("--registre", "autre.db")) == stands(own)
    erased = office(
        *("registre", "effacer", "A02", "--motif", "demande de la personne", "--attestation-echue"),
        *("--registre", "autre.db", *author),
    )
    assert erased.status == 0
    assert set(stands(("--registre", "autre.db"))) == {"A01", "", "A03"}
    assert set(due(office, ("--registre", "autre.db"))) == {"A01", "A03"}
    assert answer(office, ("--registre", "autre.db", *author), flux, [idents["Louise"]], {}).status == 0


def test_the_three_months_run_from_the_first_parchemin(
    office: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = ("--registre", "registre.db", "--auteur", "bureau des examens")
    office("registre", "enregistrer", "S1-2026", *own)
    for day, codes in (("2026-07-31", ("A01", "A02")), ("2026-09-01", ("A02",))):
        with open_register("registre.db") as base:
            handed = [
                issuance.IssuedDocument("parchemin", "Parchemin", code, "", "sha256:1", "") for code in codes
            ]
            with issuance.append_documents(
                base, handed, "S1-2026", {}, instant=f"{day}T09:00:00Z", auteur="bureau"
            ):
                pass
    for day, late in (
        ("2026-10-02", {}),
        ("2026-10-03", {"A03"}),
        ("2026-10-31", {"A03"}),
        ("2026-11-01", {"A01", "A02", "A03"}),
    ):
        found = due(office, own, "--date", day)
        assert {code: by for code, (_state, by, _late) in found.items()} == {
            "A01": "2026-10-31", "A02": "2026-10-31", "A03": "2026-10-02",
        }  # fmt: skip
        assert {code for code, (_state, _by, is_late) in found.items() if is_late == "oui"} == set(late)


@pytest.mark.parametrize(
    ("delivered", "last"),
    [
        ("2026-11-28", "2027-02-28"),
        ("2026-11-29", "2027-02-28"),
        ("2026-11-30", "2027-02-28"),
        ("2026-12-01", "2027-03-01"),
        ("2027-11-29", "2028-02-29"),
        ("2027-11-30", "2028-02-29"),
        ("2026-12-31", "2027-03-31"),
        ("2026-01-31", "2026-04-30"),
    ],
)
def test_three_months_end_with_the_month_where_it_has_no_such_day(
    tmp_path: Path, delivered: str, last: str
) -> None:
    end = date.fromisoformat(last)
    after = end.fromordinal(end.toordinal() + 1)
    for today, late in ((end, False), (after, True)):
        award = CertificationAward("A01", "essai", "S1", date.fromisoformat(delivered))
        (found,) = echeances([award], ledger(tmp_path / "x.jsonl"), {}, today)
        assert (found.le, found.en_retard) == (end, late)


@pytest.mark.parametrize(
    ("days", "by", "d_apres"),
    [
        (("2018-07-10",), "2026-04-12", "decision"),
        (("2018-07-10", "2026-02-01", "2026-03-01"), "2026-05-01", "parchemin"),
        (("2026-01-12",), "2026-04-12", "parchemin"),
    ],
)
def test_a_parchemin_of_before_the_decision_says_no_day(
    tmp_path: Path, days: tuple[str, ...], by: str, d_apres: str
) -> None:
    """It was withdrawn in 2018, and given again on 12 January 2026."""
    parchemins = {("a01", "S1"): [date.fromisoformat(day) for day in days]}
    awards = [CertificationAward("A01", "essai", "S1", date(2026, 1, 12))]
    (found,) = echeances(awards, ledger(tmp_path / "x.jsonl"), parchemins, date(2026, 3, 2))
    assert (found.le, found.d_apres, found.en_retard) == (date.fromisoformat(by), d_apres, False)


def test_what_was_sent_in_time_is_not_late_and_who_has_no_day_comes_last(tmp_path: Path) -> None:
    known: Ledger = ledger(tmp_path / "x.jsonl")
    who = [Titulaire(code, "essai", "S1") for code in ("A01", "A02")]
    with known.send(
        [SentFlux("F1", "", [Envoi(who[0], known.id_technique(who[0]), "CREATION", "")])],
        "2026-03-01T09:00:00Z",
        "",
    ):
        pass
    awards = [CertificationAward(*who[1], None), CertificationAward(*who[0], date(2026, 1, 15))]
    found = echeances(awards, known, {}, date(2026, 6, 1))
    assert [(each.titulaire.candidat, each.etat, each.en_retard) for each in found] == [
        ("A01", "sans_reponse", False),
        ("A02", "a_envoyer", False),
    ]


def test_what_is_due_soonest_comes_first_then_by_session_and_candidate(tmp_path: Path) -> None:
    days = {
        ("A03", "S1"): date(2026, 1, 15),
        ("A02", "S2"): date(2026, 1, 14),
        ("A01", "S2"): date(2026, 1, 15),
        ("A02", "S1"): date(2026, 1, 15),
        ("A01", "S1"): None,
    }
    awards = [CertificationAward(code, "essai", session, day) for (code, session), day in days.items()]
    found = echeances(awards, ledger(tmp_path / "x.jsonl"), {}, date(2026, 6, 1))
    assert [(each.titulaire.candidat, each.titulaire.session) for each in found] == [
        *(("A02", "S2"), ("A02", "S1"), ("A03", "S1"), ("A01", "S2"), ("A01", "S1")),
    ]


def test_the_parchemins_that_a_register_has_say_the_days_and_no_other_document(tmp_path: Path) -> None:
    seance = Seance(
        *("S1", "essai", "1.0.0", date(2026, 1, 10), "", "", "sha256:1"), {"A01": [], "A02": []}, {}, {}
    )
    with open_register(str(tmp_path / "r.db"), create=True) as base:
        write(base, seance, "2026-01-10T09:00:00Z", "bureau")
        for day, genre in (("15", "releve"), ("20", "parchemin"), ("25", "parchemin")):
            documents = [issuance.IssuedDocument(genre, "", code, "", "", "") for code in ("A01", "A02")]
            with issuance.append_documents(
                base,
                documents,
                "S1",
                {"le": f"2026-01-{day}"},
                instant=f"2026-01-{day}T09:00:00Z",
                auteur="bureau",
            ):
                pass
        forget(base, "A02", "demande", "2026-01-26T09:00:00Z", "bureau")
        assert delivery_days(base) == {("a01", "S1"): [date(2026, 1, 20), date(2026, 1, 25)]}


def test_what_is_to_be_taken_back_has_no_day_and_is_not_late(tmp_path: Path) -> None:
    who = [Titulaire(code, "essai", "S1") for code in ("A01", "A02")]
    answer = Answer("51354", OK, "", "2026-03-02", 2)
    suivis = [Suivi("p", each, "P1", "CREATION", "F1", "", "2026-03-01", 1, answer) for each in who]
    (found,) = to_take_back(suivis, {who[0].key})
    assert found == Echeance(who[1], None, "", None, "a_reprendre", False, "2026-03-01", "F1")


@pytest.mark.parametrize(
    ("nature", "statut", "held", "lost"),
    [
        ("CREATION", "", "sans_reponse", "a_reprendre"),
        ("CREATION", OK, "accepte", "a_reprendre"),
        ("CREATION", KO, "a_corriger", ""),
        ("CREATION", WHOLE, "a_envoyer", ""),
        ("SUPPRESSION", "", "sans_reponse", "sans_reponse"),
        ("SUPPRESSION", OK, "a_envoyer", "retire"),
        ("SUPPRESSION", KO, "accepte", "a_reprendre"),
        ("SUPPRESSION", WHOLE, "accepte", "a_reprendre"),
    ],
)
def test_what_is_due_of_who_holds_it_and_of_who_does_not_any_more(
    nature: Nature, statut: str, held: str, lost: str
) -> None:
    answer = Answer("51354", statut, "", "2026-03-02", 2) if statut else None
    suivi = Suivi("p", Titulaire("A01", "essai", "S1"), "P1", nature, "F1", "", "2026-03-01", 1, answer)
    assert _STATES[suivi.nature, suivi.statut] == held
    assert [each.etat for each in to_take_back([suivi], ())] == [lost] * bool(lost)


def test_who_holds_again_what_was_taken_back_is_due_anew(
    office: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A01 loses the certification, which is taken back, and has it again on appeal: it is to be reported, or late."""
    own = ("--registre", "registre.db", "--auteur", "bureau des examens")
    assert office("registre", "enregistrer", "S1-2026", *own).status == 0

    def correct(verdict: str, day: str) -> None:
        on(monkeypatch, day)
        why = ("--motif", "recours", "--fondement", "CRPA", "--pv", f"PV {day}")
        assert (
            office("registre", "rectifier", "S1-2026", "A01", "certification", verdict, *why, *own).status
            == 0
        )

    def flux(file: str, *options: str) -> None:
        done = office("accrochage", *GIVEN, "--schema-version", "1.1.5", "--output", file, *options, *own)
        assert done.status == 0, done.err

    def accepted(file: str) -> None:
        ident, idents = send(file)
        assert answer(office, own, ident, list(idents.values()), {}).status == 0

    flux("flux.xml")
    accepted("flux.xml")
    correct("non_valide", "2026-08-03")
    back = ("--suppression", "--candidat", "A01")
    assert due(office, own) == {"A01": ("a_reprendre", "", "non")}
    flux("retrait.xml", *back)
    assert due(office, own) == {"A01": ("sans_reponse", "", "non")}
    accepted("retrait.xml")
    assert due(office, own) == {}
    correct("valide", "2026-09-01")
    assert due(office, own) == {"A01": ("a_envoyer", "2026-12-01", "non")}
    assert due(office, own, "--date", "2026-12-02") == {"A01": ("a_envoyer", "2026-12-01", "oui")}
    flux("recours.xml")
    assert set(send("recours.xml")[1]) == {"Éloïse"}


def test_what_is_due_is_told_at_the_terminal_in_json_and_in_a_private_file(office: Certeval) -> None:
    done = office("accrochage", "S1-2026", "--due", "--date", "2026-10-03")
    assert done.status == 0
    assert done.out.splitlines()[0].split() == [
        "candidat",
        "session",
        "at",
        "the",
        "latest",
        "state",
        "since",
    ]
    assert done.out.splitlines()[2].split(maxsplit=4) == [
        "A01", "S1-2026", "2026-10-02", "LATE", "to be sent   decision of 2026-07-02",
    ]  # fmt: skip
    assert (
        "on 2026-10-03: 3 to send, 0 to correct, 3 of these late; reports awaited: 0; accepted: 0" in done.out
    )
    assert "no parchemin is known of some" in done.out
    said = json.loads(office("accrochage", "S1-2026", "--due", "--date", "02/10/2026", "--json").out)
    assert (said["date"], said["synthese"]["a_envoyer"], said["synthese"]["en_retard"]) == (
        "2026-10-02",
        3,
        0,
    )
    assert said["titulaires"][0]["en_retard"] is False
    assert office("accrochage", "S1-2026", "--due", "--output", "dus.csv").status == 0
    assert Path("dus.csv").stat().st_mode & 0o777 == 0o600
    assert not Path("accrochage.jsonl").exists()
    absent = office("accrochage", "S1-2026", "--due", "--ledger", "absent.jsonl")
    assert absent.status == 0
    words = "absent.jsonl: there is no ledger there yet, so nothing is known to have been sent"
    assert absent.err == f"certeval: {words}\n"


@pytest.mark.parametrize(
    "options",
    [
        ("--due",),  # it names who reports
        ("--due", "--again"),
        ("--due", "--suppression", "--candidat", "A01"),
        ("--json", "--output", "flux.xml"),
        ("--date", "2026-10-02", "--output", "flux.xml"),
        ("--date", "octobre"),
        ("--format", "xlsx"),
    ],
)
def test_options_that_do_not_go_together_are_told(office: Certeval, options: tuple[str, ...]) -> None:
    given = GIVEN if "--due" in options or "--output" in options else ("S1-2026", "--due")
    done = office("accrochage", *given, *options)
    assert (done.status, done.err.startswith("certeval: ")) == (2, True)
