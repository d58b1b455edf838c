"""What each document must bear: where each mention is read, and where it is told to be written when it lacks."""

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from certeval.cli.jurys import issuance
from certeval.diagnostics import Diagnostic
from certeval.documents import mention_checks, seances
from certeval.documents.contenu import Common
from certeval.documents.dossier import GENRES, Dossier, Piece, pieces
from certeval.documents.mentions import MENTIONS
from certeval.documents.proces_verbal import proces_verbal
from conftest import Certeval
from showing import compare

OFFICE = Path(__file__).parents[1] / "examples" / "documents"
SESSION = Path("sessions/S1-2026.yaml")
GENRE = {each.name: each for each in GENRES}


@pytest.fixture
def dossier(certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """What the documents of the example are made from, in a copy of it."""
    shutil.copytree(OFFICE, tmp_path, dirs_exist_ok=True)
    return read(certeval, monkeypatch)


def read(certeval: Certeval, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    made: list[Dossier] = []
    with monkeypatch.context() as patch:
        patch.setattr(issuance, "deliver", lambda _read, dossier, *_rest: made.append(dossier))
        done = certeval("documents", SESSION, "pv", "--output", "sortie")
    assert made, done.err
    return made[0]


def piece(dossier: Dossier, genre: str, candidate: str = "A03") -> Piece:
    """The document of a kind, that of a candidate."""
    listed = pieces(dossier, GENRE[genre])
    return next(each for each in listed if each.candidature is None or each.candidature.code == candidate)


def places_of_gaps(told: Iterable[Diagnostic], genre: str) -> dict[str, str]:
    """Each mention that lacks, and what stands where it is told to be written: a key and the beginning of its value."""
    names = {each.what: each.name for each in MENTIONS[genre]}
    found = {}
    for each in told:
        span = each.place.span
        assert span is not None
        file = SESSION.parent / each.place.file if each.place.file.startswith("..") else Path(each.place.file)
        line = file.read_text(encoding="utf-8").splitlines()[span.line - 1]
        key = re.search(r"[\w ]+: $", line[: span.column - 1])
        found[names[str(each.arguments["what"])]] = (
            f"{key[0].strip() if key else ''} {line[span.column - 1 :][:10]}".strip()
        )
    return found


WRITTEN = {
    "pv": {
        "designation": "par: direc",
        "membres": "code: J1,",
        "president": "code: J1,",
        "debut": "debut: 14 h",
        "fin": "fin: 15 h 40",
        "lieu": "lieu: Lyon",
        "presents": "J1, J2, J3",
    },
    "releve": {"recours": "recours: >-"},
    "notification": {"recours": "recours: >-", "lieu": "lieu: Lyon"},
    "parchemin": {
        "titulaire": "Martin;Đặn",
        "intitule": "intitule: Conseillèr",
        "rncp": "rncp: RNCP99999",
        "niveau": "niveau: 5",
        "niveau_europeen": "niveau_europeen: 5",
        "nsf": "312t]",
        "certificateur": "nom: École",
        "decision": "le: 2025-12-18",
        "lieu": "lieu: Lyon",
    },
    "convocation": {
        "epreuves": "epreuve: E",
        "durees": "epreuve: E",
        "lieux": "lieu: boutique d",
        "apporter": "une pièce",
    },
    "emargement": {},
    "tirage": {},
    "publication": {},
    "badge": {"intitule": "intitule: Conseillèr", "certificateur": "nom: École"},
}
"""By document, what it is refused without, and where that is to be written."""
WRITTEN["attestation"] = WRITTEN["parchemin"] | {
    "bloc": "intitule: Présenter",
    "bloc_rncp": "rncp: RNCP99999B",
}
BORNE = {
    "pv": "session date lieu debut fin certification version empreinte rncp blocs designation membres externes "
    "president presents mouvements voies decisions motifs ecarts observations signature",
    "releve": "candidat certification version decisions reste acquis recours date comptes",
    "notification": "candidat certification version decisions reste acquis recours date lieu comptes session",
    "attestation": "intitule rncp decision certificateur niveau niveau_europeen nsf titulaire date lieu signature "
    "bloc bloc_rncp",
    "parchemin": "intitule rncp decision certificateur niveau niveau_europeen nsf titulaire date lieu signature",
    "convocation": "candidat certification session epreuves dates heures lieux durees apporter amenagement",
    "emargement": "certification session candidats signature",
    "publication": "certification session date admis",
    "badge": "intitule certificateur",
}
"""By document, all that those of the example show."""


def test_each_document_is_refused_without_what_it_must_bear_at_the_place_to_write_it(
    dossier: Dossier,
) -> None:
    for genre in MENTIONS:
        assert (
            places_of_gaps(mention_checks.missing_mentions(dossier, [(piece(dossier, genre), {})]), genre)
            == WRITTEN[genre]
        ), genre


def test_each_document_shows_every_mention_that_the_example_has(dossier: Dossier) -> None:
    for genre, names in BORNE.items():
        one = piece(dossier, genre, "A03" if genre in {"attestation", "parchemin", "badge"} else "A04")
        words = Common(dossier).of(one, "sha256:0")
        assert list(mention_checks.mention_texts(one, words, dossier)) == names.split(), genre
        assert mention_checks.missing_mentions(dossier, [(one, words)]) == []


def test_what_several_documents_lack_is_told_once_naming_each(dossier: Dossier) -> None:
    of = [(piece(dossier, genre), {}) for genre in ("parchemin", "attestation", "parchemin")]
    (niveau,) = (
        each
        for each in mention_checks.missing_mentions(dossier, of)
        if "the national level" in str(each.arguments["what"])
    )
    assert [str(each) for each in niveau.arguments["documents"]] == ["a parchemin", "an attestation of bloc"]
    assert niveau.arguments["value"] == "niveau: 6"
    assert niveau.candidate == ""


@pytest.mark.usefixtures("dossier")
def test_words_that_no_parchemin_may_say_are_told_at_the_title_that_says_them(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relevé may show a bloc so called, or a holder born on 31 February: neither is what it attests."""
    rules = Path("referentiels/conseiller-artisanat/1.0.0.yaml")
    change("  intitule: Conseiller la clientèle", "  intitule: Titre  professionnel de conseil", rules)
    change("1979;02;14", "1979;02;31", Path("candidats.csv"))
    found = read(certeval, monkeypatch)
    for genre, expected in (
        ("attestation", [("S121", 49, ""), ("N317", 4, "A03")]),
        ("parchemin", [("S121", 49, ""), ("N317", 4, "A03")]),
        ("releve", []),
    ):
        one = piece(found, genre)
        told = mention_checks.missing_mentions(found, [(one, Common(found).of(one, ""))])
        where = [(each.code, each.place.span and each.place.span.line, each.candidate) for each in told]
        assert sorted(where) == sorted(expected), genre


def test_a_certification_of_the_repertoire_specifique_has_no_level_and_its_blocs_no_number(
    dossier: Dossier,
) -> None:
    model = dossier.referentiel.model
    named = model.certification.model_copy(update={"rncp": "RS1234"})
    specifique = replace(
        dossier,
        referentiel=dossier.referentiel._replace(model=model.model_copy(update={"certification": named})),
    )
    lacks = places_of_gaps(
        mention_checks.missing_mentions(specifique, [(piece(dossier, "attestation"), {})]), "attestation"
    )
    assert set(WRITTEN["attestation"]) - set(lacks) == {"niveau", "niveau_europeen", "bloc_rncp"}


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    ("typed", "borne"),
    [
        ("1", "1"),
        ("8", "8"),
        ("Niveau 5", "5"),
        ("CEC 5", "5"),
        *((each, "") for each in ("0", "9", "III", "5bis")),
    ],
)
def test_a_parchemin_bears_a_level_from_1_to_8_or_is_refused_where_it_is_written(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, typed: str, borne: str
) -> None:
    change("  niveau: 5", f"  niveau: {typed}", Path("referentiels/conseiller-artisanat/1.0.0.yaml"))
    found = read(certeval, monkeypatch)
    one = piece(found, "parchemin")
    words = Common(found).of(one, "")
    assert mention_checks.mention_texts(one, words, found).get("niveau", [""]) == [borne]
    told = {} if borne else {"niveau": f"niveau: {typed}"}
    assert places_of_gaps(mention_checks.missing_mentions(found, [(one, words)]), "parchemin") == told


def change(old: str, new: str, file: Path = SESSION) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("dossier")
def test_each_epreuve_of_a_convocation_has_its_place_and_how_long_it_takes(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    change("  lieu: École Exemple, 3 rue de l’Atelier, Lyon\n", "")
    rules = Path("referentiels/conseiller-artisanat/1.0.0.yaml")
    change(", duree: 45 min", "", rules)
    found = read(certeval, monkeypatch)
    one = piece(found, "convocation")
    told = mention_checks.missing_mentions(found, [(one, Common(found).of(one, ""))])
    assert places_of_gaps(told, "convocation") == {"lieux": "epreuve: E", "durees": "epreuve: E"}
    second = SESSION.read_text(encoding="utf-8").split("\n").index("- epreuve: E2") + 1
    assert [each.place.span and each.place.span.line for each in told] == [second, second]


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    ("aims", "called"),
    [
        ("[BC1, BC2]", ["E1", "E2"]),
        ("[bc 2]", ["E2"]),
        ("[C1.1]", ["E1"]),
        ("[certification]", ["E1", "E2"]),
    ],
)
def test_a_candidate_is_called_to_the_epreuves_of_the_blocs_that_are_sought(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, aims: str, called: list[str]
) -> None:
    change("vise: [BC1, BC2]", f"vise: {aims}")
    change("  decisions:\n  - {candidat: A03", "  decisions:\n  - {candidat: A02")
    found = read(certeval, monkeypatch)
    listed = seances.seances(found, piece(found, "convocation"))["seances"]
    assert isinstance(listed, list)
    assert [each["epreuve"] for each in listed] == called


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("acquis: [{bloc: BC1, version: 1.0.0, session: S0}]", ["E2"]),
        ("dispenses: [{element: BC2, fondement: article 3}]", ["E1"]),
        ("dispenses: [{element: C2.1, fondement: article 3}]", ["E1", "E2"]),
    ],
)
def test_nobody_is_called_to_what_is_held_already_or_exempted(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, said: str, called: list[str]
) -> None:
    change("{candidat: A02, voie: formation_continue}", f"{{candidat: A05, {said}}}")
    found = read(certeval, monkeypatch)
    listed = seances.seances(found, piece(found, "convocation", "A05"))["seances"]
    assert isinstance(listed, list)
    assert [each["epreuve"] for each in listed] == called


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    ("before", "after", "durees"),
    [
        ("dossier", "dossier", ["2 h, 2 h 40 avec le tiers temps", "45 min, 1 h avec le tiers temps"]),
        (
            "apporter: [une pièce",
            "duree: 20 min\n  apporter: [une pièce",
            ["20 min, 27 min avec le tiers temps"] * 2,
        ),
        ("apporter: [une pièce", "duree: 3 h\n  apporter: [une pièce", ["3 h, 4 h avec le tiers temps"] * 2),
        ("apporter: [une pièce", "duree: 7 j\n  apporter: [une pièce", ["7 j", "7 j"]),
        ("tiers temps et salle à part", "salle à part", ["2 h", "45 min"]),
        (
            "tiers temps et salle à part",
            "Tiers-temps",
            ["2 h, 2 h 40 avec le tiers temps", "45 min, 1 h avec le tiers temps"],
        ),
    ],
)
def test_a_convocation_says_how_long_it_is_with_a_third_more_time(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, before: str, after: str, durees: list[str]
) -> None:
    """Rounded to the minute above; what is done at home for days is not longer. Nobody else reads of it."""
    text = SESSION.read_text(encoding="utf-8")
    SESSION.write_text(text.replace(before, after), encoding="utf-8")
    found = read(certeval, monkeypatch)

    def listed(genre: str, candidate: str) -> list[str]:
        seances_of = seances.seances(found, piece(found, genre, candidate))["seances"]
        assert isinstance(seances_of, list)
        return [each["duree"].replace("\u00a0", " ") for each in seances_of]

    assert listed("convocation", "A04") == durees
    assert (
        listed("convocation", "A02") == listed("emargement", "A02") == [each.split(",")[0] for each in durees]
    )


def test_nothing_remains_to_who_is_certified_though_a_bloc_is_not_validated(dossier: Dossier) -> None:
    from certeval.documents.resultats import resultats

    (one,) = (each for each in dossier.candidatures if each.code == "A02")
    assert resultats(dossier, one)["reste"] == [
        "BC2 – Conseiller la clientèle et conclure la vente (à valider\xa0: C2.2)"
    ]
    certified = replace(
        one, results={**one.results, "certification": {"verdict": "valide", "origine": "jury"}}
    )
    assert resultats(dossier, certified)["reste"] == []


@pytest.mark.usefixtures("dossier")
def test_minutes_say_who_sat_who_left_what_was_decided_of_whom_and_why(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sitting of the example where a member is away and one leaves for good, A02 seeks BC1 alone and has one
    compétence of it, what A04 is exempted from is told, and one decision waits. The whole is tests/show/minutes.txt.
    """
    member = "  - {code: J4, qualite: ébéniste}\n"
    change("  liens:\n", f"{member}  liens:\n")
    change("pour: A03}\n", "pour: A03}\n  - {membre: J3, sort: 15 h 40}\n")
    change("{candidat: A02, voie: formation_continue}", "{candidat: A02, vise: [BC1]}")
    first = "{element: C1.1, fondement: arrêté, par: directrice, le: 2026-06-01}"
    exempted = f"dispenses: [{first}, {{element: CR2.2.1, fondement: article 4}}]"
    change("amenagement:", f"{exempted}, amenagement:")
    waits = "{candidat: A04, element: BC2, verdict: en_attente, report: S2-2026, motif: absent, fondement: article 7}"
    refused = "{candidat: A03, element: BC2, verdict: non_valide, motif: fraude, fondement: article 9}"
    change("  observations:", f"  - {waits}\n  - {refused}\n  observations:")
    change("A02;1;1;1;0;1;1;1;1;0;1;1;0;0;1", "A02;1;1;1;0;0;0;1;;;;;;;", Path("notes.csv"))
    change("A04;0;0;1;0;1;0;0;1;1;0;NE;1;0;1", "A04;;;;;1;0;0;1;1;0;;1;0;1", Path("notes.csv"))
    said = shown(proces_verbal(read(certeval, monkeypatch)))
    compare("minutes", json.dumps(said, ensure_ascii=False, indent=1) + "\n")


def shown(words: object) -> object:
    """What is said, without what is empty."""
    if isinstance(words, dict):
        return {key: shown(each) for key, each in words.items() if each not in ("", [], {})}
    return [shown(each) for each in words] if isinstance(words, list) else words


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("مثال فرضي", True),
        ("يضرف لاثم", True),  # as the page has it, from left to right
        ("فرضي مثال", True),  # words as they are read, in the order of the page
        ("فرضي", False),
        ("", False),
    ],
)
def test_a_text_written_from_right_to_left_is_looked_for_word_by_word(page: str, shown: bool) -> None:
    gaps = mention_checks.missing_from({"titulaire": ["مثال فرضي"]}, ["titulaire"], page)
    assert (gaps == []) == shown
