"""`certeval documents SESSION badges`: an Open Badge a bloc that the jury gave, to nobody else and of nothing more."""

import hashlib
import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft201909Validator, FormatChecker

from certeval.exchange.badges import Award, achievement, credential
from certeval.exchange.case.package import package
from certeval.referentiel.load import Referentiel, load
from conftest import Certeval
from open_badges import CONTEXTS, SCHEMA, published_json
from publications import WHOLE
from test_case import ESSAI
from test_publish import HOSTILE

OFFICE = Path(__file__).parents[1] / "examples" / "documents"
SESSION = "sessions/S1-2026.yaml"
ADDRESS = ("--adresse", "https://ecole.example")
AUTHOR = ("--auteur", "bureau des examens")
Json = dict[str, Any]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example in the folder where commands run."""
    shutil.copytree(OFFICE, tmp_path, dirs_exist_ok=True)
    monkeypatch.delenv("CERTEVAL_REGISTRE", raising=False)
    return tmp_path


def badges(folder: Path) -> dict[str, Json]:
    found = sorted((folder / "badges").rglob("*.json"))
    return {
        each.relative_to(folder / "badges").with_suffix("").as_posix(): json.loads(
            each.read_text(encoding="utf-8")
        )
        for each in found
    }


def of(text: str, tmp_path: Path) -> Referentiel:
    (tmp_path / "essai.yaml").write_text(text, encoding="utf-8")
    loaded = load(tmp_path / "essai.yaml").referentiel
    assert loaded is not None
    return loaded


def award(**changes: Any) -> Award:
    from datetime import date

    return Award("A01", "BC1", "S1", date(2026, 7, 2), date(2026, 7, 2))._replace(**changes)


def test_each_bloc_that_the_session_gave_is_a_badge_and_no_other_is(certeval: Certeval, office: Path) -> None:
    done = certeval("documents", SESSION, "badges", "--output", "sortie", *ADDRESS)
    assert (done.status, done.out) == (0, "")
    assert done.err == "certeval: 7 documents written to sortie\n"
    assert list(badges(office / "sortie")) == [
        *("A01-BC1", "A01-BC2", "A02-BC1", "A03-BC1", "A03-BC2"),
        *("definitions/BC1", "definitions/BC2"),
    ]


def test_a_badge_says_what_was_validated_by_whom_and_when(certeval: Certeval, office: Path) -> None:
    certeval("documents", SESSION, "badges", "--output", "sortie", "--fait-le", "2026-07-10", *ADDRESS)
    made = badges(office / "sortie")
    badge = made["A03-BC1"]
    assert badge["name"] == "Présenter et valoriser les produits d’un atelier"
    assert badge["issuer"] == {
        "id": "https://ecole.example",
        "type": ["Profile"],
        "name": "École Exemple",
        "otherIdentifier": [
            {"type": "IdentifierEntry", "identifier": "12345678200010", "identifierType": "ext:siret"}
        ],
    }
    assert (badge["awardedDate"], badge["validFrom"]) == ("2026-07-02T00:00:00Z", "2026-07-10T00:00:00Z")
    achieved = badge["credentialSubject"]["achievement"]
    assert achieved["description"] == (
        "Bloc BC1 de la certification «\u00a0Conseillère ou conseiller en produits de l’artisanat\u00a0» "
        "(RNCP99999BC01)"
    )
    assert achieved["criteria"]["narrative"].startswith(
        "- 2 sur 2\u00a0: toutes ses compétences\n\n- C1.1 Décrire la"
    )
    assert {"@context": badge["@context"], **achieved} == made["definitions/BC1"]


def test_its_competences_are_the_items_of_the_framework(office: Path) -> None:
    loaded = load(office / "referentiels" / "conseiller-artisanat" / "1.0.0.yaml").referentiel
    assert loaded is not None
    for adresse in ("https://ecole.example", "did:web:ecole.example"):
        framework: Json = json.loads(json.dumps(package(loaded, adresse)))
        uris = {each["uri"]: each["humanCodingScheme"] for each in framework["CFItems"]}
        made: Json = json.loads(json.dumps(achievement(loaded, "BC2", adresse)))
        assert [uris[each["targetUrl"]] for each in made["alignment"]] == ["C2.1", "C2.2"]
        assert {(*each["type"], each["targetType"]) for each in made["alignment"]} == {
            ("Alignment", "CFItem")
        }


def test_a_badge_names_its_holder_by_a_digest_of_the_code_and_nobody_by_a_name(
    certeval: Certeval, office: Path
) -> None:
    done = certeval("documents", SESSION, "badges", "--output", "sortie", *ADDRESS)
    rows = (office / "candidats.csv").read_text(encoding="utf-8").splitlines()[1:]
    names = [name for row in rows for name in row.split(";")[1:4] if name not in {"", "Exemple"}]
    assert "Nguyễn" in names
    for name, badge in badges(office / "sortie").items():
        text = json.dumps(badge, ensure_ascii=False)
        assert not any(each in text for each in names)
        if not name.startswith("definitions"):
            (holder,) = badge["credentialSubject"]["identifier"]
            code = name.partition("-")[0]
            digest = hashlib.sha256((code + holder["salt"]).encode()).hexdigest()
            assert holder["identityHash"] == f"sha256${digest}"
            assert holder["hashed"] is True
            assert f'"{code}"' not in text
    assert not any(each in done.err for each in names)


def test_badges_are_for_the_eyes_of_who_makes_them(certeval: Certeval, office: Path) -> None:
    certeval("documents", SESSION, "badges", "--output", "sortie", *ADDRESS)
    files = list((office / "sortie").rglob("*.json"))
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
    assert {stat.S_IMODE(each.parent.stat().st_mode) for each in files} == {0o700}


def test_the_same_session_gives_the_same_bytes_and_a_later_day_the_same_identifiers(
    certeval: Certeval, office: Path
) -> None:
    for folder, day in (("un", "2026-07-02"), ("deux", "2026-07-02"), ("trois", "2026-09-01")):
        certeval("documents", SESSION, "badges", "--output", folder, "--fait-le", day, *ADDRESS)
    first, again, later = (
        {each.name: each.read_bytes() for each in (office / folder / "badges").glob("*.json")}
        for folder in ("un", "deux", "trois")
    )
    assert first == again
    for name, written in first.items():
        one, other = json.loads(written), json.loads(later[name])
        assert one["id"] == other["id"]
        assert one | {"validFrom": ""} == other | {"validFrom": ""}
        assert one["validFrom"] < other["validFrom"]


def test_badges_of_one_candidate_are_made_alone(certeval: Certeval, office: Path) -> None:
    certeval("documents", SESSION, "badges", "--output", "sortie", "--candidat", "A02", *ADDRESS)
    assert list(badges(office / "sortie")) == ["A02-BC1", "definitions/BC1"]


def test_badges_of_another_candidate_go_beside_and_nothing_else_there_is_spoken_of(
    certeval: Certeval, office: Path
) -> None:
    made = ("documents", SESSION, "badges", "--output", "sortie", *ADDRESS)
    (office / "sortie").mkdir()
    (office / "sortie" / "resultats.json").write_text("{}", encoding="utf-8")
    assert certeval(*made, "--candidat", "A02").status == 0
    done = certeval(*made, "--candidat", "A01")
    assert (done.status, "resultats" in done.err) == (0, False)
    assert "badges/A02-BC1.json in sortie: of an earlier run, not of this one" in done.err
    assert list(badges(office / "sortie")) == [
        *("A01-BC1", "A01-BC2", "A02-BC1"),
        *("definitions/BC1", "definitions/BC2"),
    ]
    assert certeval(*made, "--candidat", "A01").status == 2


def test_what_the_jury_refused_after_all_is_no_badge(certeval: Certeval, office: Path) -> None:
    """What is computed gives no badge where the jury decides otherwise."""
    session = office / SESSION
    held = "verdict: non_valide, motif: fraude établie, fondement: article 12 du règlement, vote: unanimité"
    session.write_text(
        session.read_text(encoding="utf-8").replace(
            "  decisions:\n", f"  decisions:\n  - {{candidat: A02, element: BC1, {held}}}\n"
        ),
        encoding="utf-8",
    )
    done = certeval("documents", SESSION, "badges", "--output", "sortie", *ADDRESS)
    assert done.status == 0
    assert "A02-BC1" not in badges(office / "sortie")


def test_a_session_that_was_not_deliberated_gives_no_badge(certeval: Certeval, office: Path) -> None:
    session = office / SESSION
    session.write_text(
        session.read_text(encoding="utf-8")
        .partition("deliberation:")[0]
        .replace(", dossier: 2026-04-15", ""),
        encoding="utf-8",
    )
    done = certeval("documents", SESSION, "badges", "--output", "sortie", *ADDRESS)
    assert (done.status, (office / "sortie").exists()) == (2, False)
    assert "was not deliberated yet" in done.err


def test_a_badge_without_a_certifier_or_a_title_is_refused_at_its_line(
    certeval: Certeval, office: Path
) -> None:
    file = office / "referentiels" / "conseiller-artisanat" / "1.0.0.yaml"
    kept = [
        line
        for line in file.read_text(encoding="utf-8").splitlines()
        if not line.startswith(("  intitule: Conseillère", "  certificateurs:", "  - {nom: École"))
    ]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    done = certeval("documents", SESSION, "badges", "--output", "sortie", *ADDRESS)
    assert (done.status, (office / "sortie").exists()) == (1, False)
    assert done.err.count("error[S120]") == 2
    assert "the legal name of the certifier must stand on a badge, and nothing says it" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("badges",), "badges: say by its address who issues them"),
        (("badges", "--merge", *ADDRESS), "--merge: badges are no pages to print"),
        (("pv", *ADDRESS), "--adresse: badges alone bear it"),
        (("pv", "--auteur", "bureau"), "--auteur: without effect unless --registre is given"),
        (
            ("badges", "--fait-le", "2026-07-01", *ADDRESS),
            "a badge does not hold before its jury met, on 2026-07-02",
        ),
        (("badges", "--adresse", "ecole"), "--adresse ecole: write an address on the web"),
    ],
)
def test_what_badges_need_is_asked_for(
    words: tuple[str, ...], said: str, certeval: Certeval, office: Path
) -> None:
    done = certeval("documents", SESSION, *words, "--output", "sortie")
    assert (done.status, (office / "sortie").exists()) == (2, False)
    assert said in done.err


def test_documents_are_the_files_of_a_folder(certeval: Certeval, office: Path) -> None:
    done = certeval("documents", SESSION, "pv", "--output", "pv.pdf")
    told = "certeval: --output pv.pdf: documents are files of a folder: name that\n"
    assert (done.status, done.err, (office / "pv.pdf").exists()) == (2, told, False)


def test_the_register_keeps_each_badge_and_what_replaces_it(certeval: Certeval, office: Path) -> None:
    certeval("registre", "enregistrer", SESSION, "--registre", "r.sqlite", *AUTHOR)
    made = ("documents", SESSION, "badges", "--registre", "r.sqlite", *ADDRESS, *AUTHOR)
    assert certeval(*made, "--output", "un").status == 0
    assert certeval(*made, "--output", "deux", "--fait-le", "2026-09-01").status == 0
    exported = [
        json.loads(line)
        for line in certeval("registre", "exporter", "--registre", "r.sqlite").out.splitlines()
    ]
    entries = [each for each in map(str, exported) if "Badge de bloc" in each]
    assert len(entries) == 2 * 5
    digest = hashlib.sha256((office / "un" / "badges" / "A01-BC1.json").read_bytes()).hexdigest()
    assert sum(digest in each for each in entries) == 1


def test_a_certification_without_blocs_is_one_badge(tmp_path: Path) -> None:
    loaded = of(
        "format: 1\ncertification: {code: rs, version: 1.0.0, intitule: Conduire un entretien, rncp: RS6604,\n"
        "  certificateurs: [École]}\nvalidation: {competence: {au_moins: oui}, certification: {tous: competences}}\n"
        "competences: [{code: C1, libelle: Écouter, echelle: acquis}]\n",
        tmp_path,
    )
    badge: Json = json.loads(json.dumps(credential(loaded, award(bloc=""), "https://e.example")))
    assert badge["name"] == "Conduire un entretien"
    achieved = badge["credentialSubject"]["achievement"]
    assert achieved["description"] == "Certification « Conduire un entretien » (RS6604)"
    assert [each["targetCode"] for each in achieved["alignment"]] == ["C1"]


def test_identifiers_differ_by_what_a_badge_is_of_and_by_nothing_else(tmp_path: Path) -> None:
    loaded = of(WHOLE, tmp_path)

    def identifier(made: Award, of: Referentiel = loaded) -> object:
        return credential(of, made, "https://e.example")["id"]

    others = [award(candidat="A02"), award(bloc="BC2"), award(session="S2")]
    assert len({identifier(each) for each in (award(), *others)}) == 4
    assert identifier(award(candidat="a01")) == identifier(
        award(issue_day=award().issue_day.replace(year=2027))
    )
    assert identifier(award(), of(WHOLE.replace("1.2.0", "1.3.0"), tmp_path)) != identifier(award())


def parts_of(loaded: Referentiel) -> list[Json]:
    return [
        json.loads(json.dumps(credential(loaded, award(bloc=code), adresse)))
        for code in loaded.tree.below("bloc", None)
        for adresse in ("https://e.example", "did:web:e.example")
    ]


def test_badges_are_valid_against_the_published_schema(tmp_path: Path) -> None:
    validator = Draft201909Validator(published_json(SCHEMA), format_checker=FormatChecker())
    for badge in (each for text in (WHOLE, ESSAI) for each in parts_of(of(text, tmp_path))):
        assert [each.message for each in validator.iter_errors(badge)] == []
        for key in ("issuer", "validFrom", "credentialSubject"):
            assert list(validator.iter_errors({k: v for k, v in badge.items() if k != key}))


def keys(value: Any) -> set[str]:
    """The keys of a JSON value, at any depth."""
    if isinstance(value, list):
        return set().union(*map(keys, value))
    return set(value).union(*map(keys, value.values())) if isinstance(value, dict) else set()


def types(value: Any) -> set[str]:
    """What the things of a JSON value are, at any depth."""
    if isinstance(value, list):
        return set().union(*map(types, value))
    if not isinstance(value, dict):
        return set()
    own = value.get("type", [])
    return ({own} if isinstance(own, str) else set(own)).union(*map(types, value.values()))


def test_every_key_and_type_of_a_badge_is_a_term_of_its_contexts(tmp_path: Path) -> None:
    terms = set().union(*(keys(published_json(each)) for each in CONTEXTS))
    for badge in parts_of(of(WHOLE, tmp_path)):
        assert (keys(badge) | types(badge)) - terms - {"@context"} == set()


def test_no_text_of_a_referentiel_is_markdown_in_what_it_takes(tmp_path: Path) -> None:
    from markdown_it import MarkdownIt

    for hostile in HOSTILE:
        quoted = json.dumps(hostile.strip())
        loaded = of(
            ESSAI.replace("Préparer le banc pour l’essai", quoted).replace(
                "Validation de la compétence.", quoted
            ),
            tmp_path,
        )
        narrative = json.loads(json.dumps(achievement(loaded, "BC1", "https://e.example")))["criteria"][
            "narrative"
        ]
        kinds = {each.type for each in MarkdownIt("commonmark").parse(narrative)}
        assert kinds <= {
            *("blockquote_open", "blockquote_close", "bullet_list_open", "bullet_list_close"),
            *("list_item_open", "list_item_close", "paragraph_open", "paragraph_close", "inline"),
        }
        inline = {
            child.type for each in MarkdownIt("commonmark").parse(narrative) for child in each.children or ()
        }
        assert inline <= {"text", "softbreak", "html_inline", "text_special"}
        assert "<script" not in narrative


def test_a_bloc_bears_its_number_of_the_repertoire_where_it_has_one(tmp_path: Path) -> None:
    applied = load(OFFICE / "referentiels" / "conseiller-artisanat" / "1.0.0.yaml").referentiel
    assert applied is not None
    said = achievement(applied, "BC1", "https://ecole.example")
    number = {"type": "IdentifierEntry", "identifier": "RNCP99999BC01", "identifierType": "ext:rncp"}
    assert said["otherIdentifier"] == [number]
    assert str(said["description"]).endswith(" (RNCP99999BC01)")
    without = achievement(of(ESSAI, tmp_path), "BC1", "https://ecole.example")
    assert "otherIdentifier" not in without
