"""`certeval publish --format case`: a référentiel as CASE 1.1, item by item, the same bytes for the same inputs.

The whole output is compared with tests/open/essai.case.json, which CERTEVAL_REWRITE=1 rewrites.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
from jsonschema import Draft7Validator

from case_schema import SCHEMA
from certeval.exchange.case.package import package
from certeval.exchange.yaml_text import as_yaml
from certeval.referentiel.load import load
from conftest import Certeval
from publications import WHOLE
from test_publish import HOSTILE

HERE = Path(__file__).parent
RECETTES = sorted((HERE / "recettes").glob("*.yaml"))
ESSAI = """\
format: 1
certification:
  code: essai
  version: 2.1.0
  intitule: Conduire un essai
  rncp: RNCP39583
  certificateurs: [{nom: École Exemple, siret: "12345678200010"}, Autre école]
  en_vigueur: {du: 2026-09-01}
  transversales: [{code: CT1, libelle: Communiquer en anglais, a_travers: [C1]}]
saisie: {critere: {echelle: {niveaux: [NA, EA, A], points: [0, 0.5, 1]}}}
validation:
  critere: {au_moins: EA}
  competence: {tous: criteres}
  bloc: {tous: competences}
  certification: {tous: blocs}
blocs:
- code: BC1
  intitule: Préparer un essai
  activites: [{code: A1, libelle: Préparation du banc, competences: [C1]}]
  competences: [{code: C1, libelle: Préparer le banc pour l’essai, criteres: [{code: K1, libelle: Le banc est sûr}]}]
  epreuves:
  - {code: E1, intitule: Étude de cas, parties: [{code: E1-oral, forme: oral, candidats: individuel}]}
  condition: {texte: Validation de la compétence.}
- code: BC2
  intitule: Mener un essai
  reprend: [C1]
  competences: [{code: C2, libelle: Mener l’essai, echelle: acquis, validation: {au_moins: oui}}]
"""
Json = dict[str, Any]


def framework(text: str, tmp_path: Path, adresse: str = "") -> Json:
    file = tmp_path / "essai.yaml"
    file.write_text(text, encoding="utf-8")
    loaded = load(file).referentiel
    assert loaded is not None
    made: Json = json.loads(json.dumps(package(loaded, adresse)))
    return made


def mistakes(made: Json) -> list[str]:
    return [f"{each.json_path}: {each.message}" for each in Draft7Validator(SCHEMA).iter_errors(made)]


def things(made: Any) -> list[str]:
    """The identifiers that things bear, whichever they are; those of links and nodes name one of them."""
    if isinstance(made, list):
        return [found for each in made for found in things(each)]
    if not isinstance(made, dict):
        return []
    own = [made["identifier"]] if "lastChangeDateTime" in made else []
    return own + [found for each in made.values() for found in things(each)]


def links(made: Any) -> list[str]:
    """The identifiers that links and nodes name."""
    if isinstance(made, list):
        return [found for each in made for found in links(each)]
    if not isinstance(made, dict):
        return []
    own = [made["identifier"]] if "title" in made and "lastChangeDateTime" not in made else []
    return own + [found for each in made.values() for found in links(each)]


def test_a_referentiel_is_one_framework_the_same_to_the_byte(certeval: Certeval, tmp_path: Path) -> None:
    (tmp_path / "essai.yaml").write_text(ESSAI, encoding="utf-8")
    done = certeval("publish", "essai.yaml", "--output", "essai.case.json", "--format", "case")
    assert done.status == 0
    assert "left out, as CASE has no place for it: the rules" in done.err
    expected = HERE / "open" / "essai.case.json"
    written = (tmp_path / "essai.case.json").read_bytes()
    if os.environ.get("CERTEVAL_REWRITE"):
        expected.write_bytes(written.replace(*_digest(written)))
    assert written.replace(*_digest(written)) == expected.read_bytes()


def _digest(written: bytes) -> tuple[bytes, bytes]:
    """The digest of the référentiel, which no other change is to move."""
    (found,) = re.findall(rb"sha256:[0-9a-f]{64}", written)
    return found, b"sha256:..."


def test_the_form_is_known_by_the_name_of_the_file_and_its_address_is_below_the_one_that_is_given(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "essai.yaml").write_text(ESSAI, encoding="utf-8")
    for adresse in ("https://ecole.example", "https://ecole.example/"):
        done = certeval("publish", "essai.yaml", "-o", "e.case.json", "--force", "--adresse", adresse)
        assert done.status == 0
        made = json.loads((tmp_path / "e.case.json").read_text(encoding="utf-8"))
        assert mistakes(made) == []
        identifier = made["CFItems"][0]["identifier"]
        assert made["CFItems"][0]["uri"] == f"https://ecole.example/ims/case/v1p1/CFItems/{identifier}"


def test_an_identifier_is_computed_again_from_what_it_is_of(tmp_path: Path) -> None:
    made = framework(ESSAI, tmp_path, "https://ecole.example")
    named = 'certeval:["\\u00c9cole Exemple, Autre \\u00e9cole","essai","2.1.0","CFItem","BC1"]'
    assert made["CFItems"][0]["identifier"] == str(uuid5(NAMESPACE_URL, named))
    elsewhere = framework(ESSAI, tmp_path)
    assert things(elsewhere) == things(made)
    assert not set(things(made)) & set(things(framework(ESSAI.replace("2.1.0", "2.2.0"), tmp_path)))


@pytest.mark.parametrize("text", [ESSAI, WHOLE], ids=["essai", "whole"])
def test_what_is_written_has_the_fields_of_the_standard(text: str, tmp_path: Path) -> None:
    for adresse in ("", "https://ecole.example", "did:web:ecole.example"):
        assert mistakes(framework(text, tmp_path, adresse)) == []


def test_the_schema_refuses_what_the_standard_does(tmp_path: Path) -> None:
    made = framework(ESSAI, tmp_path)
    for spoil in (
        lambda each: each["CFDocument"].pop("creator"),
        lambda each: each["CFItems"][0].update(code="BC1"),
        lambda each: each["CFItems"][0].update(humanCodingScheme="BC\n1"),
        lambda each: each["CFAssociations"][0].update(associationType="isBelow"),
        lambda each: each["CFRubrics"][0].update(lastChangeDateTime="2026-09-01"),
    ):
        spoilt = json.loads(json.dumps(made))
        spoil(spoilt)
        assert len(mistakes(spoilt)) == 1


@pytest.mark.no_cover
def test_every_element_of_every_referentiel_stands_once_and_every_link_leads_to_what_is_there(
    tmp_path: Path,
) -> None:
    """The law of any référentiel: those of the recipes, given a certifier and a day."""
    for file in (tmp_path / "essai.yaml", *RECETTES):
        text = WHOLE if file.name == "essai.yaml" else file.read_text(encoding="utf-8")
        document = load(file).document.root if file.exists() else None
        if document is not None:
            assert isinstance(document, dict)
            certification = dict(document["certification"])
            text = as_yaml(
                {
                    **document,
                    "certification": certification
                    | {"certificateurs": ["É"], "en_vigueur": {"du": "2026-01-01"}},
                }
            )
        made = framework(text, tmp_path)
        loaded = load(tmp_path / "essai.yaml").referentiel
        assert loaded is not None
        transversales = [each.code for each in loaded.model.certification.transversales]
        assert [each["humanCodingScheme"] for each in made["CFItems"]] == [*loaded.elements, *transversales]
        known = Counter(things(made))
        assert set(known.values()) == {1}
        assert set(links(made)) <= set(known)
        nodes = {made["CFDocument"]["identifier"], *(each["identifier"] for each in made["CFItems"])}
        children = Counter(
            each["originNodeURI"]["identifier"]
            for each in made["CFAssociations"]
            if each["associationType"] == "isChildOf"
        )
        assert set(children.values()) == {1}
        assert set(children) == {each["identifier"] for each in made["CFItems"]}
        assert all(
            each[end]["identifier"] in nodes
            for each in made["CFAssociations"]
            for end in ("originNodeURI", "destinationNodeURI")
        )
        assert mistakes(made) == []


def links_of(made: Json, kind: str) -> list[tuple[str, str]]:
    return [
        (each["originNodeURI"]["title"], each["destinationNodeURI"]["title"])
        for each in made["CFAssociations"]
        if each["associationType"] == kind
    ]


def test_links_say_what_stands_under_what_what_assesses_it_and_what_is_taken_up(tmp_path: Path) -> None:
    made = framework(ESSAI, tmp_path)
    assert links_of(made, "isChildOf") == [
        ("BC1", "Conduire un essai"),
        *(("A1", "BC1"), ("C1", "BC1"), ("K1", "C1"), ("E1", "BC1"), ("E1-oral", "E1")),
        *(("BC2", "Conduire un essai"), ("C2", "BC2")),
        ("CT1", "Conduire un essai"),
    ]
    assert links_of(made, "isRelatedTo") == [("A1", "C1"), ("E1", "C1"), ("CT1", "C1")]
    assert links_of(made, "isPartOf") == [("C1", "BC2")]


def test_levels_are_the_rubric_of_their_bloc_with_points_that_are_exact(tmp_path: Path) -> None:
    (rubric,) = framework(ESSAI, tmp_path)["CFRubrics"]
    assert rubric["title"] == "Préparer un essai"
    (criterion,) = rubric["CFRubricCriteria"]
    assert criterion["CFItemURI"]["title"] == "K1"
    levels = criterion["CFRubricCriterionLevels"]
    assert [each["quality"] for each in levels] == ["NA", "EA", "A"]
    assert [each["position"] for each in levels] == [1, 2, 3]
    assert [each.get("score", each.get("description")) for each in levels] == [0, "0.5 points", 1]


def test_a_referentiel_without_levels_has_no_rubric(tmp_path: Path) -> None:
    plain = ESSAI.replace("{niveaux: [NA, EA, A], points: [0, 0.5, 1]}", "acquis").replace(
        "{au_moins: EA}", "{au_moins: oui}"
    )
    assert "CFRubrics" not in framework(plain, tmp_path)


def test_what_the_standard_requires_and_nothing_says_is_asked_for_and_never_invented(
    certeval: Certeval, tmp_path: Path
) -> None:
    text = re.sub("  certificateurs.*\n  en_vigueur.*\n", "", ESSAI)
    (tmp_path / "essai.yaml").write_text(text, encoding="utf-8")
    done = certeval("publish", "essai.yaml", "--format", "case")
    assert (done.status, done.out) == (1, "")
    assert done.err.count("error[S120]") == 2
    assert "write it here: certificateurs: [{nom: École Exemple}]\n" in done.err
    assert "write it here: en_vigueur: {du: 2026-09-01}" in done.err
    assert "essai.yaml:3:3" in done.err


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("en_vigueur: {du: 2026-09-01}\n  enregistrement: {du: 2026-01-01}", "2026-09-01"),
        ("enregistrement: {du: 2026-01-01, decision: {le: 2025-12-18}}", "2026-01-01"),
        ("enregistrement: {decision: {le: 2025-12-18}}", "2025-12-18"),
    ],
)
def test_the_day_of_a_version_is_one_that_is_declared_never_that_of_the_clock(
    said: str, day: str, tmp_path: Path
) -> None:
    made = framework(ESSAI.replace("en_vigueur: {du: 2026-09-01}", said), tmp_path)
    assert made["CFDocument"]["lastChangeDateTime"] == f"{day}T00:00:00Z"


def test_no_text_breaks_the_line_of_a_field_and_statements_keep_theirs(tmp_path: Path) -> None:
    for hostile in HOSTILE:
        quoted = json.dumps(hostile.strip())
        text = (
            ESSAI.replace("Conduire un essai", quoted)
            .replace("Préparer un essai", quoted)
            .replace("École Exemple", quoted)
        )
        made = framework(text, tmp_path)
        assert mistakes(made) == []
        loaded = load(tmp_path / "essai.yaml").referentiel
        assert loaded is not None
        assert made["CFItems"][0]["fullStatement"] == loaded.elements["BC1"].wording


def test_the_same_bytes_come_from_any_process(tmp_path: Path) -> None:
    """Python starts twice, as what it hashes strings by is chosen then: a second or two."""
    (tmp_path / "essai.yaml").write_text(WHOLE, encoding="utf-8")
    command = [sys.executable, "-m", "certeval", "publish", "essai.yaml", "--format", "case"]
    outputs = {
        subprocess.run(command, cwd=tmp_path, env=os.environ | said, capture_output=True, check=True).stdout
        for said in (
            {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
            {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "fr_FR.UTF-8"},
        )
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "case", "--with-rules"), "--with-rules: --format case holds no rule"),
        (
            ("--format", "markdown", "--adresse", "https://e.example"),
            "--adresse: only --format case bears an address",
        ),
        (
            ("--format", "case", "--adresse", "ecole.example"),
            "--adresse ecole.example: write an address on the web",
        ),
        (
            ("--format", "case", "--adresse", "https://e.example/ a"),
            "--adresse https://e.example/ a: write an address",
        ),
        (("--format", "case", "--adresse", "javascript:alert(1)"), "write an address on the web"),
    ],
)
def test_what_can_not_be_asked_is_refused(
    options: tuple[str, ...], said: str, certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "essai.yaml").write_text(ESSAI, encoding="utf-8")
    done = certeval("publish", "essai.yaml", *options)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(
    ("form", "also"),
    [
        ("case", ["savoirs", "rncp", "code_source", "duree"]),
        ("moodle", ["transversales", "savoirs", "rncp", "code_source", "faits"]),
    ],
)
def test_every_key_that_another_system_has_no_place_for_is_said(
    form: str, also: list[str], certeval: Certeval
) -> None:
    text = (
        "format: 1\n"
        "certification: {code: essai, version: 1.0.0, intitule: Vente, certificateurs: [{nom: École}],\n"
        "  en_vigueur: {du: 2026-01-01}, transversales: [{code: T1, libelle: Écouter}]}\n"
        "validation: {competence: {parmi: criteres, plus_de: 50 %}, bloc: {tous: competences},\n"
        "  certification: {tous: blocs}}\n"
        "blocs:\n"
        "- code: BC1\n"
        "  intitule: Vendre\n"
        "  rncp: RNCP39583BC01\n"
        "  competences:\n"
        "  - {code: C1, code_source: A, libelle: Vendre, savoirs: [Prix], criteres: [{code: CR1, libelle: Prix}]}\n"
        "  epreuves: [{code: E1, intitule: Oral, duree: 2 h}]\n"
        "faits: [{code: K1, libelle: Stage}]\n"
    )
    Path("vente.yaml").write_text(text, encoding="utf-8")
    done = certeval("publish", "vente.yaml", "--format", form)
    (line,) = [line for line in done.err.splitlines() if "left out too: " in line]
    said = line.partition("left out too: ")[2].split(", ")
    assert sorted(said) == sorted(
        f"`{key}`" for key in [*also, *(["certificateurs", "en_vigueur"] if form == "moodle" else [])]
    )
