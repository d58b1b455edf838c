"""`certeval accuse`: what the Caisse des Dépôts answered is recorded once, and what is to be corrected is listed."""

import io
import json
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from certeval.cli import registers
from certeval.exchange.accrochage import rapport
from certeval.exchange.accrochage.accuse import CAUSES, UNKNOWN, cause_of
from certeval.registre.accrochage import Ledger, ledger
from certeval.registre.opening import open_register
from certeval.registre.sessions import Seance, write
from certeval.registre.suivis import Envoi, SentFlux, Titulaire, controle
from certeval.registre.verdict_records import RegisteredVerdict
from conftest import Certeval, Done

NOON = "2026-07-02T12:00:00Z"
OFFICIAL = Path(__file__).parents[2] / "shared" / "formats" / "accuse-traitement-exemple.xml"
SEVERAL = "Plusieurs titulaires ont été identifiés"
NOBODY = "Aucun titulaire ne correspond aux critères obligatoires"
WAY_OUT = (
    "ajouter ce qui manque\u00a0: jour et mois de naissance, commune de naissance, autres prénoms, ou le NIR"
)
ASK = (
    "lire le message\u00a0; le guide de la Caisse des Dépôts sur les fichiers traités avec erreur en dit plus, "
    "sinon son assistance"
)
CANDIDATES = ("C001", "C002", "C003")
HELD = [RegisteredVerdict("certification", "certification", {"verdict": "valide", "origine": "calcul"})]
IDENTITY = {"Nom Naissance": "Zyxomme-Dupont", "Prenom 1": "Ana"}
SEANCE = Seance(
    *("S1-2026", "petit", "1.0.0", date(2026, 7, 2), "format: 1\n", "format: 1\n", "sha256:1"),
    dict.fromkeys(CANDIDATES, HELD),
    dict.fromkeys(CANDIDATES, IDENTITY),
    {},
)


def send(
    known: Ledger, flux: str = "F1", codes: Sequence[str] = CANDIDATES, content: str = ""
) -> dict[str, str]:
    who = {code: Titulaire(code, "petit", "S1-2026") for code in codes}
    envois = [Envoi(each, known.id_technique(each), "CREATION", controle(content)) for each in who.values()]
    with known.send([SentFlux(flux, "sha256:f", envois)], NOON, "bureau"):
        return {each.titulaire.candidat: each.id_technique for each in envois}


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Three passages sent in F1, known to a ledger beside; the identifier of each."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CERTEVAL_REGISTRE", raising=False)
    monkeypatch.setattr(registers, "instant", lambda: "2026-07-10T09:00:00Z")
    return send(ledger(tmp_path / "accrochage.jsonl"))


def report(
    ok: Sequence[str] = (), ko: Sequence[tuple[str, str]] = (), *, flux: str = "F1", traitement: str = "51354"
) -> str:
    rejected = "".join(
        f"<passage><idTechnique>{ident}</idTechnique><messageErreur>{said}</messageErreur></passage>"
        for ident, said in ko
    )
    accepted = "".join(f"<idTechnique>{ident}</idTechnique>\n" for ident in ok)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rapport xmlns:ns2="urn:cdc:cpf:pc5:rapport:schema">\n'
        f"<nomFichier>flux.xml</nomFichier>\n<idFlux>{flux}</idFlux>\n<idTraitement>{traitement}</idTraitement>\n"
        f"<PassagesKO>{rejected}</PassagesKO>\n<PassagesOK>\n{accepted}</PassagesOK>\n</rapport>\n"
    )


def accuse(certeval: Certeval, text: str | bytes, *options: str) -> Done:
    Path("r.xml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return certeval("accuse", "r.xml", *options)


def codes(done: Done) -> list[str]:
    return [each["code"] for each in json.loads(done.out)["diagnostics"]]


def states() -> dict[str, str]:
    return {each.titulaire.candidat: each.statut for each in ledger(Path("accrochage.jsonl")).suivis()}


def test_what_is_accepted_and_rejected_is_recorded_and_the_list_says_what_to_correct(
    certeval: Certeval, sent: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CERTEVAL_LANG")
    text = report([sent["C001"]], [(sent["C002"], SEVERAL), (sent["C003"], "Message inconnu : 12")])
    done = accuse(certeval, text, "--output", "corriger.csv")
    assert (done.status, done.out) == (0, "")
    assert states() == {"C001": "OK", "C002": "KO", "C003": "KO"}
    file = Path("corriger.csv")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text(encoding="utf-8-sig").splitlines() == [
        "candidat;session;certification;id_technique;id_flux;message;cause;a_faire",
        ";".join(
            (
                *("C002", "S1-2026", "petit", sent["C002"], "F1", SEVERAL),
                "plusieurs personnes répondent à ce qui a été envoyé\u00a0: rien ne dit laquelle c’est",
                WAY_OUT,
            )
        ),
        ";".join(
            (
                *("C003", "S1-2026", "petit", sent["C003"], "F1", "Message inconnu : 12", ""),
                f'"{ASK}"',
            )
        ),
    ]


def test_the_same_report_again_changes_nothing(certeval: Certeval, sent: dict[str, str]) -> None:
    text = report([sent["C001"], sent["C003"]], [(sent["C002"], NOBODY)])
    first = accuse(certeval, text, "--json")
    before = Path("accrochage.jsonl").read_bytes()
    again = accuse(certeval, text, "--json")
    assert (first.status, again.status) == (0, 0)
    assert Path("accrochage.jsonl").read_bytes() == before
    (one,), (two,) = (json.loads(each.out)["rapports"] for each in (first, again))
    assert (one["acceptes"], one["rejetes"], one["nouveaux"], one["connus"]) == (2, 1, 3, 0)
    assert (two["acceptes"], two["rejetes"], two["nouveaux"], two["connus"]) == (2, 1, 0, 3)
    assert json.loads(first.out)["a_corriger"] == json.loads(again.out)["a_corriger"]


def test_a_report_that_contradicts_an_earlier_one_is_told_and_recorded_on_demand_alone(
    certeval: Certeval, sent: dict[str, str]
) -> None:
    accuse(certeval, report([sent["C001"], sent["C002"], sent["C003"]]))
    other = report([sent["C001"], sent["C003"]], [(sent["C002"], SEVERAL)], traitement="51399")
    done = accuse(certeval, other, "--json")
    assert (done.status, codes(done), states()["C002"]) == (1, ["S637"], "OK")
    assert accuse(certeval, other, "--replace").status == 0
    assert states() == {"C001": "OK", "C002": "KO", "C003": "OK"}
    entries = [json.loads(line) for line in Path("accrochage.jsonl").read_text("utf-8").splitlines()[1:]]
    answers = [(e["rang"], e["remplace"]) for e in entries if e.get("acte") == "accuse"]
    assert answers == [(4, 0), (5, 0), (6, 0), (7, 5)]


def test_a_report_of_another_flux_records_nothing(certeval: Certeval, sent: dict[str, str]) -> None:
    done = accuse(certeval, report([sent["C001"]], flux="F9"))
    assert done.status == 1
    assert "r.xml:4:1" in done.err
    assert "answers flux F9" in done.err
    assert "sent from here: F1" in done.err
    assert set(states().values()) == {""}


def test_what_was_not_sent_in_the_flux_is_told_and_the_rest_recorded(
    certeval: Certeval, sent: dict[str, str]
) -> None:
    done = accuse(certeval, report([sent["C001"], "P-0009", sent["C002"]]), "--json")
    assert (done.status, codes(done)) == (1, ["S636", "S639"])
    assert states() == {"C001": "OK", "C002": "OK", "C003": ""}
    (one,) = json.loads(done.out)["rapports"]
    assert one["acceptes"] == 2


def test_what_was_sent_in_another_flux_is_not_answered_by_this_one(
    certeval: Certeval, sent: dict[str, str]
) -> None:
    other = send(ledger(Path("accrochage.jsonl")), "F2", ["C004"])["C004"]
    text = report([*sent.values(), other], [("P-0009", "Message inconnu : 12")])
    done = accuse(certeval, text, "--json")
    assert (done.status, codes(done)) == (1, ["S636", "S636"])
    assert states() == {"C001": "OK", "C002": "OK", "C003": "OK", "C004": ""}


def test_who_still_awaits_an_answer_is_named_and_nobody_else(
    certeval: Certeval, sent: dict[str, str]
) -> None:
    done = accuse(certeval, report([sent["C001"]]))
    assert "passages of this flux that its report does not have: 2 (C002, C003)" in done.err
    assert codes(accuse(certeval, report([sent["C002"], sent["C003"]]), "--json")) == []


@pytest.mark.parametrize("count", [10, 11])
def test_ten_who_await_an_answer_are_named(certeval: Certeval, sent: dict[str, str], count: int) -> None:
    many = send(ledger(Path("accrochage.jsonl")), "F2", [f"D{i:02}" for i in range(count + 1)])
    done = accuse(certeval, report([many.pop("D00")], flux="F2"), "--json")
    (told,) = json.loads(done.out)["diagnostics"]
    named = [code for code in many if code in told["message"]]
    assert (len(named), "…" in told["message"]) == (10, count > 10), told["message"]


def test_a_passage_that_is_accepted_and_rejected_at_once_is_neither(
    certeval: Certeval, sent: dict[str, str]
) -> None:
    done = accuse(
        certeval, report([sent["C001"], sent["C002"], sent["C003"]], [(sent["C002"], SEVERAL)]), "--json"
    )
    assert (done.status, codes(done)) == (1, ["S638"])
    assert states() == {"C001": "OK", "C002": "", "C003": "OK"}


def test_a_passage_that_is_said_twice_counts_once_with_all_its_messages(
    certeval: Certeval, sent: dict[str, str]
) -> None:
    twice = report(
        [sent["C001"], sent["C001"], sent["C003"]], [(sent["C002"], SEVERAL), (sent["C002"], NOBODY)]
    )
    done = accuse(certeval, twice, "--json")
    assert done.status == 0
    (row,) = json.loads(done.out)["a_corriger"]
    assert row["message"] == f"{SEVERAL} ; {NOBODY}"
    assert (row["cause"].count(" ; "), row["a_faire"].count(" ; ")) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "<n:rapport xmlns:n='urn:cdc:cpf:pc5:rapport:schema'>{flux}<PassagesOK>{ok}</PassagesOK></n:rapport>",
        "<rapport xmlns='urn:cdc:cpf:pc5:rapport:schema:1.0.0'>{flux}<PassagesOK>{ok}</PassagesOK></rapport>",
        "<rapport><idFlux> F1\n</idFlux>\n<PassagesOK>{ok}</PassagesOK><PassagesKO></PassagesKO></rapport>",
        "<rapport><idFlux>F1</idFlux><passagesOK>{passages}</passagesOK><suite>autre</suite></rapport>",
        "<rapport><idFlux><![CDATA[F1]]></idFlux><!-- x --><PassagesOK>\n{ok}\n</PassagesOK></rapport>",
    ],
)
def test_reports_are_read_in_the_shapes_that_were_published(
    certeval: Certeval, sent: dict[str, str], text: str
) -> None:
    idents = [f"<idTechnique>{each}</idTechnique>" for each in sent.values()]
    passages = "".join(f"<passage>{each}</passage>" for each in idents)
    assert (
        accuse(
            certeval, text.format(ok="".join(idents), passages=passages, flux="<idFlux>F1</idFlux>")
        ).status
        == 0
    )
    assert set(states().values()) == {"OK"}


def test_several_reports_are_recorded_at_once_and_one_comes_by_the_standard_input(
    certeval: Certeval, sent: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.xml").write_text(
        report([sent["C001"], sent["C003"]], [(sent["C002"], SEVERAL)]), encoding="utf-8"
    )
    send(ledger(Path("accrochage.jsonl")), "F9", ["C004"])
    done = certeval("accuse", "a.xml", "a.xml", "--json")
    assert [each["connus"] for each in json.loads(done.out)["rapports"]] == [0, 3]
    text = report(
        [ledger(Path("accrochage.jsonl")).id_technique(Titulaire("C004", "petit", "S1-2026"))], flux="F9"
    )
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    done = certeval("accuse", "-")
    assert (done.status, done.out) == (0, "<stdin>: flux F9, 1 passage accepted, 0 rejected\n")


def test_what_was_sent_again_since_is_not_to_correct_any_more(
    certeval: Certeval, sent: dict[str, str]
) -> None:
    text = report([sent["C001"], sent["C003"]], [(sent["C002"], SEVERAL)])
    accuse(certeval, text)
    send(ledger(Path("accrochage.jsonl")), "F2", ["C002"], "corrigé")
    done = accuse(certeval, text, "--json")
    assert json.loads(done.out)["a_corriger"] == []
    assert accuse(certeval, report([sent["C002"]], flux="F2")).status == 0
    assert set(states().values()) == {"OK"}


def test_what_an_earlier_flux_was_accepted_of_is_there_whatever_is_answered_of_the_next(
    certeval: Certeval, sent: dict[str, str]
) -> None:
    """F1 was said to be refused whole, and was not: the portal then rejects F2, which has the same."""
    assert certeval("accuse", "--rejected", "F1").status == 0
    send(ledger(Path("accrochage.jsonl")), "F2")
    first = report([sent["C001"], sent["C002"]], [(sent["C003"], SEVERAL)])
    assert codes(accuse(certeval, first, "--json")) == ["S637"] * 3
    assert accuse(certeval, first, "--replace").status == 0
    assert states() == {"C001": "OK", "C002": "OK", "C003": ""}
    second = report([], [(each, "Passage existant") for each in sent.values()], flux="F2")
    for _again in range(2):
        done = accuse(certeval, second, "--json")
        assert [each["candidat"] for each in json.loads(done.out)["a_corriger"]] == ["C003"]
        assert states() == {"C001": "OK", "C002": "OK", "C003": "KO"}
    corrected = report([], [(sent["C001"], SEVERAL)])
    assert accuse(certeval, corrected, "--replace").status == 0
    assert states() == {"C001": "KO", "C002": "OK", "C003": "KO"}


def test_a_flux_that_was_refused_whole_may_be_sent_again(certeval: Certeval, sent: dict[str, str]) -> None:
    other = certeval("accuse", "--rejected", "F9")
    assert (other.status, other.err) == (
        2,
        "certeval: --rejected F9: no such flux was sent; there are: F1\n",
    )
    for more in (("--json",), ("--output", "f.csv"), ("--replace",), ("--candidats", "t.csv")):
        done = certeval("accuse", "--rejected", "F1", *more)
        assert (done.status, done.out, "--rejected lists nothing" in done.err) == (2, "", True), more
    assert set(states().values()) == {""}
    done = certeval("accuse", "--rejected", "F1")
    assert (done.status, done.out) == (0, "3 passages of this flux may be sent again\n")
    assert set(states().values()) == {"REJET"}
    assert send(ledger(Path("accrochage.jsonl")), "F2") == sent


def test_a_report_is_read_in_the_encodings_that_offices_save(
    certeval: Certeval, sent: dict[str, str]
) -> None:
    text = report([sent["C001"], sent["C003"]], [(sent["C002"], SEVERAL)])
    first = accuse(certeval, text, "--json")
    for data in (
        text.encode("cp1252"),
        text.replace("UTF-8", "windows-1252").encode("cp1252"),
        text.replace("UTF-8", "UTF-16").encode("utf-16"),
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("\n", "\r\n").encode(),
    ):
        again = accuse(certeval, data, "--json")
        assert (again.status, json.loads(again.out)["rapports"][0]["connus"]) == (0, 3)
        assert json.loads(again.out)["a_corriger"] == json.loads(first.out)["a_corriger"]


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
HOSTILE = {
    "vide": (b"", "S630 1:1 it is no XML"),
    "binaire": (b"PK\x03\x04\x00\x00\x00", "S630 1:1 it is no text"),
    "csv": (b"candidat;Nom Naissance\nC001;Zyxomme\n", "S630 1:1 it is no XML"),
    "html": (b"<html><body>Connexion</body></html>", "S630 1:1 it is of another kind"),
    "flux": (
        b'<cpf:flux xmlns:cpf="urn:cdc:cpf:pc5:schema:1.0.0"/>',
        "S630 1:1 it is a flux, such as those that are sent",
    ),
    "autre espace": (
        b'<r:rapport xmlns:r="urn:autre"><idFlux>F1</idFlux></r:rapport>',
        "S630 1:1 its namespace is another one",
    ),
    "tronque": (report(["x"])[:-30].encode(), "S631 8:50"),
    "mal forme": (report(["x"]).replace("</idFlux>", "</idflux>").encode(), "S631 4:13"),
    "controle": (report(["x\x01"]).encode(), "S631 8:15"),
    "entite inconnue": (report(["&nom;"]).encode(), "S631 8:14"),
    "dtd": (b'<!DOCTYPE rapport SYSTEM "http://127.0.0.1/x.dtd"><rapport/>', "S632 1:50"),
    "entite externe": (
        b'<!DOCTYPE rapport [<!ENTITY x SYSTEM "file:///etc/passwd">]><rapport><idFlux>&x;</idFlux></rapport>',
        "S632 1:19",
    ),
    "milliard de rires": (
        f'<!DOCTYPE rapport [<!ENTITY l0 "ha">{LAUGHS}]><rapport><idFlux>&l9;</idFlux></rapport>'.encode(),
        "S632 1:19",
    ),
    "profond": (b"<rapport>" + b"<a>" * 100_000, "S633 1:67 more elements than 200 000 passages have"),
    "sans flux": (report(["x"]).replace("idFlux", "flux").encode(), "S634 1:1 « idFlux »"),
    "sans identifiant": (report([""]).encode(), "S634 8:1 « idTechnique »"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_report_is_told_at_its_place_and_nothing_is_recorded(
    certeval: Certeval, sent: dict[str, str], name: str
) -> None:
    data, expected = HOSTILE[name]
    begun = time.process_time()
    done = accuse(
        certeval, data.replace(b"<idTechnique>x<", f"<idTechnique>{sent['C001']}<".encode()), "--json"
    )
    assert time.process_time() - begun < 2
    code, place, *reason = expected.split(" ", 2)
    (told,) = json.loads(done.out)["diagnostics"]
    assert (done.status, told["code"], f"{told['ligne']}:{told['colonne']}") == (1, code, place)
    assert " ".join(reason) in told["message"]
    assert set(states().values()) == {""}
    assert "Traceback" not in done.err


def test_a_report_is_bounded_in_what_it_weighs_and_counts(
    certeval: Certeval, sent: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = report([sent["C001"], sent["C002"], sent["C003"]])
    for name, bound in (("MAX_BYTES", len(text)), ("MOST_PASSAGES", 3), ("MOST_ELEMENTS", 9)):
        for least, expected in ((bound, []), (bound - 1, ["S633"])):
            with monkeypatch.context() as patched:
                patched.setattr(rapport, name, least)
                assert codes(accuse(certeval, text, "--json")) == expected, (name, least)


def test_a_text_without_end_is_not_held(certeval: Certeval, sent: dict[str, str]) -> None:
    long = "x" * 5_000_000
    done = accuse(certeval, report([sent["C001"], sent["C003"]], [(sent["C002"], long)]), "--json")
    assert len(json.loads(done.out)["a_corriger"][0]["message"]) == rapport.LONGEST_MESSAGE


def test_the_official_shape_is_read() -> None:
    if not OFFICIAL.exists():
        pytest.skip("../shared is not there")
    found = rapport.read(OFFICIAL.read_bytes(), "accuse.xml")
    assert (found.id_flux, found.traitement) == ("00000000-0000-4000-8000-000000000001", "51354")
    assert [(each.id_technique, each.statut, each.message) for each in found.passages.values()] == [
        ("P-0002", "KO", SEVERAL),
        ("P-0001", "OK", ""),
        ("P-0003", "OK", ""),
    ]
    assert found.passages["P-0002"].place.span is not None
    assert found.passages["P-0002"].place.span[:2] == (8, 5)


@pytest.mark.parametrize("message", CAUSES)
def test_a_message_is_known_however_it_is_typed(message: str) -> None:
    for typed in (message, message.upper(), f" {message.capitalize()}.", message.replace("é", "e")):
        assert cause_of(typed) is CAUSES[message]
    assert cause_of(f"{message} et autre chose") is UNKNOWN


def test_nobody_is_named_in_the_register_nor_in_what_is_shown(
    certeval: Certeval, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_register(where, create=True) as base:
        write(base, SEANCE, NOON, "bureau")
        idents = send(ledger(base))
    said = "ZYXOMME-DUPONT Ana (née Dupont) est décédée ; zyxomme : dossier 12"
    text = report([idents["C001"]], [(idents["C002"], said), (idents["C003"], SEVERAL)])
    for options in ((), ("--json",), ("--format", "csv"), ("--json", "--replace")):
        done = accuse(certeval, text, "--registre", where, "--auteur", "bureau", *options)
        assert done.status == 0
        assert "yxomme" not in (done.out + done.err).lower()
        assert "ana" not in (done.out + done.err).split()
        assert "… … (née …) est décédée ; … : dossier 12" in done.out
    in_one_line = text.replace("\n", "").replace("</rapport>", "")
    broken = accuse(certeval, in_one_line, "--registre", where, "--auteur", "bureau")
    assert (broken.status, "S631" in broken.err, "yxomme" in broken.err.lower()) == (1, True, False)
    with open_register(where) as base:
        assert {each.titulaire.candidat: each.statut for each in ledger(base).suivis()} == {
            "C001": "OK",
            "C002": "KO",
            "C003": "KO",
        }
        contents = "".join(str(row) for row in base.rows("SELECT contenu, objet FROM journal"))
    assert "yxomme" not in contents.lower()
    done = certeval("registre", "verifier", "--registre", where)
    assert "the chain is whole" in done.out


def test_a_ledger_in_a_file_knows_no_name_but_those_of_a_table_that_it_is_given(
    certeval: Certeval, sent: dict[str, str]
) -> None:
    Path("t.csv").write_text("candidat;Nom Naissance;Prenom 1\nC002;d’Aubigny;Ana\n", encoding="utf-8")
    text = report([sent["C001"], sent["C003"]], [(sent["C002"], "Dossier de D'AUBIGNY (Ana) : clos")])
    done = accuse(certeval, text, "--candidats", "t.csv", "--json")
    assert json.loads(done.out)["a_corriger"][0]["message"] == "Dossier de … (…) : clos"
    assert "UBIGNY" not in Path("accrochage.jsonl").read_text(encoding="utf-8")
    assert accuse(certeval, text, "--candidats", "absent.csv").status == 2


@pytest.mark.parametrize(
    "other", ["candidat;certification;BC1;manquants\nC002;valide;valide;\n", "rien\n", "{}\n"]
)
def test_a_table_that_names_nobody_is_refused_and_nothing_is_recorded(
    certeval: Certeval, sent: dict[str, str], other: str
) -> None:
    Path("t.csv").write_text(other, encoding="utf-8")
    before = Path("accrochage.jsonl").read_bytes()
    done = accuse(certeval, report([], [(sent["C002"], "Dossier de Ana")]), "--candidats", "t.csv")
    assert (done.status, done.out) == (1, "")
    assert Path("accrochage.jsonl").read_bytes() == before


def test_a_ledger_is_looked_for_beside_the_report_and_named_otherwise(
    certeval: Certeval, sent: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "ailleurs").mkdir()
    other = tmp_path / "ailleurs" / "r.xml"
    other.write_text(report([sent["C001"], sent["C002"], sent["C003"]]), encoding="utf-8")
    done = certeval("accuse", str(other))
    assert done.status == 2
    assert "there is no ledger of what was reported there" in done.err
    assert certeval("accuse", str(other), "--ledger", "accrochage.jsonl").status == 0
    both = certeval("accuse", str(other), "--ledger", "accrochage.jsonl", "--registre", "r.db")
    assert (both.status, "name one of them" in both.err) == (2, True)
    assert certeval("accuse").status == 2
    Path("accrochage.jsonl").write_text("candidat;Nom\n", encoding="utf-8")
    done = accuse(certeval, report([sent["C001"]]))
    assert (done.status, "this is a score sheet, not a ledger of what was reported" in done.err) == (2, True)


@pytest.mark.parametrize("empty", ["", " \n ", "\u00a0"])
def test_a_rejection_without_a_message_says_that_no_cause_is_given(
    certeval: Certeval, sent: dict[str, str], empty: str
) -> None:
    text = report([sent["C001"], sent["C003"]], [(sent["C002"], empty)])
    done = accuse(certeval, text)
    assert "no cause is given" in done.out
    assert "«" not in done.out
    (row,) = json.loads(accuse(certeval, text, "--json").out)["a_corriger"]
    assert (row["message"], row["cause"]) == ("", "")
    assert "see on the portal" in row["a_faire"]


def test_the_list_at_the_terminal(certeval: Certeval, sent: dict[str, str]) -> None:
    text = report([sent["C001"]], [(sent["C002"], SEVERAL), (sent["C003"], "Message inconnu")])
    done = accuse(certeval, text)
    assert done.out.splitlines()[0] == "r.xml: flux F1, 1 passage accepted, 2 rejected"
    assert done.out.splitlines()[4].startswith("C002       S1-2026   several persons have what was sent")
    assert "« Message inconnu »" in done.out
    assert done.out.endswith("then run the same `certeval accrochage` with --again\n")
    assert accuse(certeval, text).out.startswith(
        "r.xml: flux F1, 1 passage accepted, 2 rejected; all of it was recorded already\n"
    )


@pytest.mark.parametrize(
    ("first", "more", "said"),
    [
        ((), (), "0 passages accepted, 0 rejected"),
        (("C001",), (), "1 passage accepted, 0 rejected; all of it was recorded already"),
        (("C001",), ("C002",), "2 passages accepted, 0 rejected; 1 of them was recorded already"),
        (
            ("C001", "C003"),
            ("C002",),
            "3 passages accepted, 0 rejected; 2 of them were recorded already",
        ),
        ((), ("C002",), "1 passage accepted, 0 rejected"),
    ],
)
def test_what_was_recorded_already_is_counted(
    certeval: Certeval, sent: dict[str, str], first: tuple[str, ...], more: tuple[str, ...], said: str
) -> None:
    accuse(certeval, report([sent[code] for code in first]))
    done = accuse(certeval, report([sent[code] for code in (*first, *more)]))
    assert done.out == f"r.xml: flux F1, {said}\n"


def test_a_register_is_said_to_be_written_to_only_where_it_is(certeval: Certeval, tmp_path: Path) -> None:
    with open_register("r.db", create=True) as base:
        write(base, SEANCE, NOON, "bureau")
        idents = send(ledger(base))
    register = ("--registre", "r.db", "--auteur", "bureau")
    text = report([idents["C001"], idents["C002"]])
    for times in range(2):
        done = accuse(certeval, text, *register)
        assert ("written to the register by « bureau »" in done.err) is (not times)
    done = accuse(certeval, report([idents["C001"], idents["C002"]], [(idents["C003"], SEVERAL)]), *register)
    assert "written to the register by « bureau »" in done.err
    done = certeval("accuse", "--rejected", "F1", *register)
    assert (done.status, done.out) == (0, "0 passages of this flux may be sent again\n")
    assert "written to the register" not in done.err
