"""What documents are told of a session, before any template prints it: séances, draws, what lacks, what remains."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from certeval.diagnostics import Place
from certeval.documents import templates
from certeval.documents.contenu import certification, lieu
from certeval.documents.dossier import BY_WORD, Candidature, Dossier, Piece
from certeval.documents.mentions import MENTIONS
from certeval.documents.proces_verbal import proces_verbal
from certeval.documents.resultats import certification_words, element, resultats
from certeval.documents.seances import seances
from certeval.engine.verdicts import Plain
from certeval.jury import session as sessions
from certeval.jury.sitting import Sitting
from certeval.referentiel.load import compile_document
from certeval.registre.corrections import CorrectedDecision
from certeval.registre.journal import JournalEntry
from certeval.sources import yaml

VENTE = """\
format: 1
certification: {code: vente, version: 1.0.0, intitule: Vente}
validation:
  competence: {tous: criteres}
  bloc: {tous: competences}
  certification: {tous: blocs}
blocs:
- code: B1
  intitule: Vendre
  competences:
  - {code: C1, libelle: Vendre, criteres: [{code: K1, libelle: La vente est conclue}]}
  - {code: C2, libelle: Suivre, criteres: [{code: K2, libelle: Le suivi est tenu}]}
  epreuves:
  - code: V1
    intitule: Vente à deux
    parties:
    - {code: V1-pratique, forme: pratique, candidats: groupe, groupe: {de: 2, a: 2, constitution: tirage au sort}}
    - {code: V1-oral, forme: oral, duree: 15 min}
"""
FIRST, SECOND = "sha256:" + "1" * 64, "sha256:" + "2" * 64
SESSION = f"""\
format: 1
session: {{code: S1, referentiel: vente@1.0.0}}
inscriptions: [{{candidat: A1}}, {{candidat: A2}}, {{candidat: A3}}]
convocations:
- {{epreuve: V1, le: 2026-06-03, debut: 10 h}}
- {{epreuve: v1-pratique, le: 2026-06-01, debut: 9 h}}
tirage:
  V1-pratique:
  - engagement: {FIRST}
    le: 2026-06-01
    secret: un secret
    public: 4 2
    presents: [A1, A2, A3, A4]
    cas: [cas A]
    groupes: [{{groupe: G1, candidats: [A1, A2], cas: cas A}}, {{groupe: G2, candidats: [A3, A4]}}]
  - {{engagement: {SECOND}, engage_le: 2026-06-02, motif: salle évacuée}}
oraux:
  v1-oral:
    plages: [{{jury: P1, membres: [J1], salle: été, le: 2026-06-03, de: 9 h, a: 10 h}}]
    passages: [{{candidat: A1, jury: P1, salle: été, le: 2026-06-03, de: 9 h, a: 9 h 15}}]
"""


def of(**results: object) -> Candidature:
    """A candidate with results of one bloc."""
    whole: Plain = {"verdict": "non_valide"}
    return Candidature("A1", Place("notes.csv"), {"certification": whole, "blocs": [], **results})


def dossier(*candidatures: Candidature, text: str = SESSION) -> Dossier:
    loaded = compile_document(yaml.parse(VENTE.encode(), "vente.yaml")).referentiel
    session, wrong = sessions.read(yaml.parse(text.encode(), "S1.yaml"))
    assert loaded is not None
    assert session is not None, wrong
    return Dossier(loaded, candidatures, date(2026, 6, 1), "1.0", session)


def test_a_candidate_is_called_with_its_group_and_hour_and_told_of_draws_to_come() -> None:
    """The draw that took place is the one that counts until the next does; codes are those of the référentiel."""
    words = seances(dossier(of()), Piece(BY_WORD["convocations"], of()))
    assert words["engagements"] == [{"partie": "V1-pratique", "engagement": SECOND}]
    called = words["seances"]
    assert isinstance(called, list)
    assert [(each["epreuve"], each["groupe"], each["cas"]) for each in called] == [
        ("v1-pratique", "G1", "cas A"),
        ("V1-oral", "", ""),
        ("V1", "", ""),
    ]
    assert [each["duree"] for each in called] == ["", "15 min", ""]
    assert [(each["le"], each["debut"]) for each in called] == [
        ("1er\xa0juin\xa02026", "9\xa0h"),
        ("3\xa0juin\xa02026", "9\xa0h"),
        ("3\xa0juin\xa02026", "10\xa0h"),
    ]


def test_the_minutes_of_a_draw_say_the_case_of_each_group_that_has_one() -> None:
    words = seances(dossier(of()), Piece(BY_WORD["tirage"]))
    assert {each.name: each.of(words) for each in MENTIONS["tirage"][1:]} == {
        "engagement": [FIRST],
        "secret": ["un secret"],
        "public": ["4 2"],
        "presents": ["A1", "A2", "A3", "A4"],
        "groupes": ["A1", "A2", "A3", "A4"],
    }
    (draw,) = listing(words["tirages"])
    assert (draw["engagement"], draw["compte"]) == (FIRST, True)
    assert (draw["le"], draw["engage_le"]) == ("1er\xa0juin\xa02026", "")
    assert draw["groupes"] == [
        {"groupe": "G1", "candidats": ["A1", "A2"], "cas": "cas A"},
        {"groupe": "G2", "candidats": ["A3", "A4"], "cas": ""},
    ]


@pytest.mark.parametrize(
    ("verdict", "origine", "admis"),
    [
        ("valide", "calcul", ["A1"]),
        ("valide", "jury", ["A1"]),
        ("valide", "acquis_anterieur", []),
        ("en_attente", "calcul", []),
        ("non_valide", "jury", []),
    ],
)
def test_the_admitted_are_those_whom_this_session_certifies(
    verdict: str, origine: str, admis: list[str]
) -> None:
    """Who was certified by an earlier session was on its list."""
    one = of(certification={"verdict": verdict, "origine": origine})
    assert seances(dossier(one), Piece(BY_WORD["publication"])) == {"admis": admis}


def listing(found: object) -> list[dict[str, object]]:
    assert isinstance(found, list)
    return found


BLOC: Plain = {
    "code": "B1",
    "verdict": "non_valide",
    "competences": [
        {"code": "C1", "verdict": "non_valide", "acquis": 0, "total": 1, "non_evalue": 0},
        {"code": "C2", "verdict": "en_attente"},
    ],
    "epreuves": [{"code": "V1", "verdict": "non_valide", "valeur": "8.5"}],
}


@pytest.mark.parametrize(
    ("verdict", "reste"),
    [
        ("non_valide", ["B1 – Vendre (à valider\u00a0: C1\u00a0; en attente\u00a0: C2)"]),
        (None, ["B1 – Vendre (à valider\u00a0: C1\u00a0; en attente\u00a0: C2)"]),
        ("valide", []),
    ],
)
def test_what_remains_is_said_to_whom_is_not_certified(verdict: str | None, reste: list[str]) -> None:
    one = of(certification={"verdict": verdict}, blocs=[BLOC])
    assert resultats(dossier(one), one)["reste"] == reste


@pytest.mark.parametrize(
    ("origine", "before", "codes", "compte"),
    [
        ("equivalence", "en_attente", ["C1"], ""),
        ("acquis_anterieur", "non_valide", ["C1"], "1 compétence validée sur 2"),
        ("jury", "en_attente", ["C1", "C2"], "1 compétence validée sur 2"),
    ],
)
def test_of_a_bloc_acquired_before_what_nobody_assessed_is_not_said_pending(
    origine: str, before: str, codes: list[str], compte: str
) -> None:
    counts = {"acquis": 1, "total": 2, "non_evalue": 0}
    bloc = BLOC | counts | {"verdict": "valide", "origine": origine, "calcule": {"verdict": before}}
    one = of(blocs=[bloc])
    (words,) = listing(resultats(dossier(one), one)["blocs"])
    assert [each["code"] for each in listing(words["competences"])] == codes
    assert str(words["compte"]).replace("\u00a0", " ") == compte


def test_the_proces_verbal_says_what_lacks_by_its_count_its_mark_or_that_its_rule_is_not_met() -> None:
    alone: Plain = {"code": "B1", "verdict": "non_valide"}
    mean, blocked = alone | {"valeur": "29/3"}, alone | {"defaillant": True}
    words = proces_verbal(dossier(of(blocs=[BLOC]), *(of(blocs=[each]) for each in (alone, mean, blocked))))
    assert [each["manque"] for each in listing(words["motifs"])] == [
        [
            "C1 non validée\u00a0: 0 critère acquis\u00a0sur\u00a01",
            "C2 en attente\u00a0: reste à évaluer",
            "V1 non validée\u00a0: 8,5",
        ],
        ["règle non remplie"],
        ["≈9,67"],
        ["défaillant"],
    ]


@pytest.mark.parametrize(
    ("verdict", "decision", "calcule", "reason"),
    [
        ("non_valide", {"motif": "fraude", "fondement": "article 3"}, "valide", "décision du jury (fraude)"),
        ("non_valide", {"fondement": "article 3"}, "valide", "décision du jury (article 3)"),
        ("non_valide", {"motif": "oral faible"}, "non_valide", "2 critères acquis sur 5 (il en faut 3)"),
        (
            "en_attente",
            {"motif": "absence", "report": "S2"},
            "en_attente",
            "reportée à la session S2 (absence)",
        ),
    ],
)
def test_the_proces_verbal_gives_the_reason_of_the_jury_for_what_it_decides_in_a_bloc(
    verdict: str, decision: dict[str, str], calcule: str, reason: str
) -> None:
    """It said of a compétence that the jury refuses, and whose rule is met, that its rule is not."""
    own = {"verdict": verdict, "origine": "jury", "decision": decision, "calcule": {"verdict": calcule}}
    counts = {"code": "C1", "acquis": 2, "non_acquis": 3, "non_evalue": 0, "total": 5, "requis": 3}
    bloc: Plain = {"code": "B1", "verdict": verdict, "competences": [counts | own]}
    (found,) = listing(proces_verbal(dossier(of(blocs=[bloc])))["motifs"])
    mot = {"non_valide": "non validée", "en_attente": "en attente"}[verdict]
    assert [str(each).replace("\u00a0", " ") for each in found["manque"]] == [f"C1 {mot} : {reason}"]


def test_the_proces_verbal_gives_the_ground_of_a_refusal_that_has_no_other_reason() -> None:
    refusals = [{"fondement": "article 3"}, {"fondement": "article 3", "motif": "fraude"}]
    blocs = [
        {"code": "B1", "verdict": "non_valide", "origine": "jury", "decision": each} for each in refusals
    ]
    words = proces_verbal(dossier(*(of(blocs=[each]) for each in blocs)))
    assert [each["motif"] for each in listing(words["motifs"])] == ["article 3", "fraude"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("", ("", "", "", "")),
        (", enregistrement: {decision: {reference: r1}}", ("", "r1", "", "")),
        (", enregistrement: {au: 2027-01-01}", ("", "", "", "1er\xa0janvier\xa02027")),
        (
            ", enregistrement: {du: 2026-01-01, decision: {le: 2025-12-02}}",
            ("2\xa0décembre\xa02025", "", "1er\xa0janvier\xa02026", ""),
        ),
    ],
)
def test_what_a_registration_does_not_say_is_empty(said: str, words: tuple[str, ...]) -> None:
    text = VENTE.replace("intitule: Vente}", f"intitule: Vente{said}}}")
    loaded = compile_document(yaml.parse(text.encode(), "vente.yaml")).referentiel
    assert loaded is not None
    found = certification(Dossier(loaded, (), date(2026, 7, 1), "0"))
    decision = found["decision"]
    assert isinstance(decision, dict)
    assert (decision["le"], decision["reference"], found["du"], found["au"]) == words
    assert found["repertoire"] == "Répertoire national des certifications professionnelles"


MARKS = """\
format: 1
certification: {code: vente, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}, competence: {echelle: {niveaux: [N.A., E.C., A.]}}}
validation: {competence: {au_moins: A.}, epreuve: {au_moins: 9.67}, certification: {tous: epreuves}}
competences: [{code: C1, libelle: Vendre}]
epreuves: [{code: E1, intitule: Oral}]
"""


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("E1", "29/3", "≈9,667 (il faut au moins 9,67)"),
        ("E1", "28/3", "≈9,33 (il faut au moins 9,67)"),
        ("E1", ["28/3", "12.5"], "entre ≈9,33 et 12,5 (il faut au moins 9,67)"),
        ("E1", 8, "8 (il faut au moins 9,67)"),
        ("E1", ["0", "20"], "non évaluée"),
        ("C1", "N.A.", "N.A. (il faut au moins A.)"),
        ("C1", ["E.C.", "A."], "entre E.C. et A. (il faut au moins A.)"),
        ("C1", ["N.A.", "A."], "non évaluée"),
        ("C1", None, ""),
    ],
)
def test_a_mark_is_printed_on_its_side_of_its_limit_and_a_level_as_it_is_called(
    code: str, value: object, words: str
) -> None:
    compilation = compile_document(yaml.parse(MARKS.encode(), "vente.yaml"))
    assert compilation.referentiel, compilation.diagnostics
    dossier = Dossier(compilation.referentiel, (), date(2026, 7, 1), "0")
    plain = {"code": code, "verdict": "non_valide", "valeur": value}
    assert str(element(dossier, of(), plain, "f")["valeur"]).replace("\u00a0", " ") == words


ORAL_AND_STAGE = """\
format: 1
certification: {code: vente, version: 1.0.0}
saisie: {epreuve: {echelle: {note: {sur: 20}}}, fait: {echelle: {quantite: {max: 60}}}}
validation: {epreuve: {au_moins: 10}, certification: {et: [E1, {mesure: stage, au_moins: 35}]}}
epreuves: [{code: E1, intitule: Oral}, {code: E2, intitule: Option}]
faits: [{code: stage, libelle: Jours de stage}]
"""
OTHER = "une autre condition de sa règle"


@pytest.mark.parametrize(
    ("whole", "origine", "oral", "reste", "manque"),
    [
        ("valide", "calcul", "valide", [], []),
        (
            "non_valide",
            "calcul",
            "non_valide",
            ["E1 – Oral"],
            [["E1 non validée\u00a0: 9 (il faut au moins\u00a010)"]],
        ),
        (
            "en_attente",
            "calcul",
            "en_attente",
            ["E1 – Oral"],
            [["E1 en attente\u00a0: 9 (il faut au moins\u00a010)"]],
        ),
        (
            *("non_valide", "calcul", "valide"),
            [f"la certification – {OTHER} n’est pas remplie"],
            [[f"{OTHER} n’est pas remplie"]],
        ),
        (
            *("en_attente", "calcul", "valide"),
            [f"la certification – {OTHER} reste à évaluer"],
            [[f"{OTHER} reste à évaluer"]],
        ),
        (
            *("non_valide", "jury", "valide"),
            ["la certification – non validée par décision du jury"],
            [[]],
        ),
    ],
)
def test_who_lacks_no_bloc_is_told_what_else_the_certification_takes(
    whole: str, origine: str, oral: str, reste: list[str], manque: list[list[str]]
) -> None:
    """E2, on which the certification does not rest, is not said to lack."""
    compilation = compile_document(yaml.parse(ORAL_AND_STAGE.encode(), "vente.yaml"))
    assert compilation.referentiel, compilation.diagnostics
    one = of(
        certification={"verdict": whole, "origine": origine},
        blocs=[],
        epreuves=[
            {"code": "E1", "verdict": oral, "valeur": 9},
            {"code": "E2", "verdict": "non_valide", "valeur": 8},
        ],
    )
    words = Dossier(compilation.referentiel, (one,), date(2026, 7, 1), "0")
    assert resultats(words, one)["reste"] == reste
    assert [each["manque"] for each in listing(proces_verbal(words)["motifs"])] == manque


def test_templates_bring_what_lies_in_folders_below(tmp_path: Path) -> None:
    (tmp_path / "gabarits" / "images" / "2026").mkdir(parents=True)
    files = ("pv.typ", "images/2026/logo.svg", "images/2026/sceau.svg")
    for name in files:
        (tmp_path / "gabarits" / name).write_text("x", encoding="utf-8")
    (tmp_path / "there").mkdir()
    assert templates.copy(tmp_path / "gabarits", tmp_path / "there", "gabarits") == []
    assert [(tmp_path / "there" / name).read_text(encoding="utf-8") for name in files] == ["x"] * 3


@pytest.mark.parametrize(
    ("of_session", "of_sitting", "said"),
    [
        ("", "", ""),
        (", lieu: Lyon", "", "Lyon"),
        ("", ", lieu: Paris", "Paris"),
        (", lieu: Lyon", ", lieu: Paris", "Paris"),
    ],
)
def test_a_jury_that_does_not_say_where_it_sat_sat_where_its_session_is_held(
    of_session: str, of_sitting: str, said: str
) -> None:
    text = SESSION.replace("vente@1.0.0}", f"vente@1.0.0{of_session}}}")
    assert lieu(dossier(text=f"{text}deliberation: {{le: 2026-07-02{of_sitting}}}\n")) == said
    assert lieu(dossier(text=text)) == ("Lyon" if of_session else "")


def test_a_certifier_is_named_with_its_sign_where_it_has_one() -> None:
    certifiers = "certificateurs: [{nom: École A, enseigne: A+}, {nom: École B, siret: '12345678900017'}], "
    text = VENTE.replace("intitule: Vente}", f"{certifiers}intitule: Vente}}")
    loaded = compile_document(yaml.parse(text.encode(), "vente.yaml")).referentiel
    assert loaded is not None
    assert certification(Dossier(loaded, (), date(2026, 6, 1), "1.0"))["certificateurs"] == [
        {"nom": "École A", "siret": "", "enseigne": "A+"},
        {"nom": "École B", "siret": "12345678900017", "enseigne": ""},
    ]


def entry(rang: int, day: str, objet: str) -> JournalEntry:
    contenu = f'{{"le":"{day}"}}'
    return JournalEntry(rang, f"{day}T09:00:00Z", "x", "rectification", "S1", "k", objet, contenu, 0, "", "")


def test_a_document_bears_no_day_before_the_last_decision_that_it_says() -> None:
    """The bloc was decided anew in July and in September, the other one in August, the other candidate in October."""
    first = entry(1, "2026-06-01", "B1")
    corrections = tuple(
        CorrectedDecision(candidat, entry(rang, day, objet), first)
        for rang, (candidat, day, objet) in enumerate(
            [("a1", "2026-09-01", "B1"), ("A1", "2026-08-01", "B2"), ("A2", "2026-10-01", "B1")], 2
        )
    )
    mine = of()
    whole = replace(dossier(mine), corrections=corrections)
    days = {
        "releves": ("", "2026-09-01"),
        "attestations": ("B2", "2026-08-01"),
        "convocations": ("", "2026-09-01"),
    }
    for word, (bloc, day) in days.items():
        assert whole.day_of(Piece(BY_WORD[word], mine, bloc)) == date.fromisoformat(day), word
    assert whole.day_of(Piece(BY_WORD["attestations"], mine, "B3")) == whole.day
    late = replace(whole, day=date(2026, 12, 1))
    assert late.day_of(Piece(BY_WORD["releves"], mine)) == late.day


@pytest.mark.parametrize(
    ("verdict", "origine", "said"),
    [
        ("en_attente", "calcul", "non visée"),
        ("en_attente", "jury", "en attente"),
        ("non_valide", "calcul", "non validée"),
    ],
)
def test_a_certification_that_a_jury_postponed_is_not_said_to_be_out_of_the_candidate_s_aims(
    verdict: str, origine: str, said: str
) -> None:
    bloc: Plain = {"code": "B1", "verdict": "en_attente", "origine": "calcul"}
    mine = of(certification={"verdict": verdict, "origine": origine}, blocs=[bloc])
    other = "- {code: B2, intitule: b, competences: [{code: C3, libelle: d, criteres: [{code: K, libelle: c}]}]}\n"
    both = compile_document(yaml.parse((VENTE + other).encode(), "vente.yaml")).referentiel
    assert both is not None
    text = SESSION.replace("{candidat: A1}", "{candidat: A1, vise: [B2]}")
    whole = replace(dossier(mine, text=text), referentiel=both, sitting=Sitting(both, {}))
    assert certification_words(whole, mine)["mot"] == said


def test_who_prepares_an_oral_is_told_how_long_for_that_oral() -> None:
    """The session lists another oral first, which takes longer to prepare."""
    other = "  v1-pratique:\n    preparation: 50 min\n    plages: []\n"
    own = "  v1-oral:\n    preparation: 20 min\n"
    text = SESSION.replace("  v1-oral:\n", other + own)
    words = seances(dossier(of(), text=text), Piece(BY_WORD["convocations"], of()))
    called = listing(words["seances"])
    assert {each["epreuve"]: each["preparation"] for each in called} == {
        "v1-pratique": "",
        "V1-oral": "20 min, à partir de 8\u00a0h\u00a040",
        "V1": "",
    }
