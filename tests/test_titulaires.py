"""Who holds a certification, as a register says it: of SQLite and PostgreSQL alike, whatever their number."""

from datetime import date
from pathlib import Path

import pytest

from certeval.referentiel.load import load
from certeval.registre import holders as titulaires
from certeval.registre.acquis import Variant
from certeval.registre.corrections import Correction, correct, forget
from certeval.registre.holders import CertificationAward, holders, number, session_facts
from certeval.registre.opening import open_register
from certeval.registre.sessions import Seance, write
from certeval.registre.verdict_records import RegisteredVerdict, VerdictRecords

EXAMPLES = Path(__file__).parents[1] / "examples"
NOON = "2026-07-02T12:00:00Z"
TITLE = Variant("RNCP99999")
CODES = tuple(f"C{number:03}" for number in range(1, 8))


def verdict(said: str, element: str = "certification") -> list[RegisteredVerdict]:
    return [RegisteredVerdict(element, element, {"verdict": said, "origine": "calcul"})]


def seance(code: str, decided: dict[str, list[RegisteredVerdict]], le: date) -> Seance:
    text = "certification: {code: petit, version: 1.0.0, rncp: RNCP99999}\n"
    voies = {each: {"candidat": each, "voie": "vae"} for each in decided}
    return Seance(
        *(code, "petit", "1.0.0", le, "format: 1\n", text, "sha256:1"),
        decided,
        {each: {} for each in decided},
        voies,
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(
        request.getfixturevalue("postgresql") if request.param == "postgresql" else tmp_path / "registre.db"
    )


@pytest.mark.parametrize("at_once", [1, 3, 2000])
def test_each_holder_is_told_once_of_the_session_that_gave_it(
    where: str, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(titulaires, "AT_ONCE", at_once)
    with open_register(where, create=True) as base:
        first = dict.fromkeys(CODES[:4], verdict("valide")) | {CODES[4]: verdict("non_valide")}
        write(base, seance("S1", first, date(2026, 7, 2)), NOON, "bureau")
        second = {CODES[4]: verdict("valide"), CODES[5]: verdict("valide"), CODES[0]: verdict("valide")}
        write(base, seance("S2", second, date(2026, 9, 1)), NOON, "bureau")
        correction = Correction("S1", CODES[1], "certification", "non_valide", "fraude", "CRPA", "PV 3")
        correct(base, correction._replace(fraude=True), NOON, "bureau")
        forget(base, CODES[2], "demande", NOON, "bureau", past_attestation=True)
        found = sorted(holders(base))
        assert found == [
            CertificationAward("C001", "petit", "S1", date(2026, 7, 2), "vae", TITLE),
            CertificationAward("C004", "petit", "S1", date(2026, 7, 2), "vae", TITLE),
            CertificationAward("C005", "petit", "S2", date(2026, 9, 1), "vae", TITLE),
            CertificationAward("C006", "petit", "S2", date(2026, 9, 1), "vae", TITLE),
        ]
        assert sorted(each.candidat for each in holders(base, ["S2"])) == ["C005", "C006"]
        assert [number(base, *each) for each in (("petit", "1.0.0"), ("petit", "2.0.0"), ("autre", ""))] == [
            *("RNCP99999", "", ""),
        ]
        assert session_facts(base, "S2") == (date(2026, 9, 1), "RNCP99999")
        assert session_facts(base, "S9") == (None, "")


def test_what_is_kept_of_results_says_what_each_element_is() -> None:
    """What stands in no bloc too, and below it what the jury decided alone."""
    loaded = load(EXAMPLES / "documents" / "referentiels" / "conseiller-artisanat" / "1.0.0.yaml").referentiel
    assert loaded is not None
    said = {"verdict": "valide", "origine": "calcul"}
    jury = said | {"origine": "jury"}
    results = {
        "certification": said,
        "blocs": [said | {"code": "BC1", "competences": [jury | {"code": "C1.1"}, said | {"code": "C1.2"}]}],
        "competences": [said | {"code": "T1", "sous_competences": [jury | {"code": "T1.1"}]}],
        "epreuves": [jury | {"code": "E9"}, said | {"code": "E8"}],
    }
    kept = VerdictRecords(loaded).of_candidate(results)  # type: ignore[arg-type]
    assert [(each.element, each.genre) for each in kept] == [
        *(("BC1", "bloc"), ("T1", "competence"), ("C1.1", "competence"), ("T1.1", "sous_competence")),
        *(("E9", "epreuve"), ("certification", "certification")),
    ]
    assert kept[0].contenu["rncp"] == "RNCP99999BC01"
    assert "rncp" not in kept[1].contenu
