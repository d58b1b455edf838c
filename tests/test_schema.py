"""What an author sees in an editor: for each key a title, what it is for and an example, in French or in English."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from certeval import messages
from certeval.declared import models
from certeval.diagnostics import Severity
from certeval.jury.emetteur import FichierEmetteur
from certeval.jury.file import FichierSession
from certeval.referentiel.models import Fichier
from certeval.render import schemas
from certeval.scores.correspondance import Correspondance
from certeval.sources import yaml as source
from conftest import Certeval
from score_sheets import open_files, small

ROOT = Path(__file__).parents[1]
WRITTEN = ("referentiel", "correspondance", "notes")
"""The formats that people write; the others come out of certeval."""


def in_language(name: str, language: str) -> dict[str, object]:
    messages.speak(language)
    made: dict[str, object] = json.loads(schemas.schema(name))
    return made


def keys(node: object, owner: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Each key of a schema, by the definition or key that holds it, with its own schema."""
    for word, value in node.items() if isinstance(node, dict) else ():
        if word == "properties":
            for key, each in value.items():
                yield f"{owner}.{key}", each
                yield from keys(each, key)
        elif word == "definitions":
            for name, each in value.items():
                yield from keys(each, name)
        elif word in {"items", "additionalProperties"}:
            yield from keys(value, owner)
        elif word in {"anyOf", "oneOf", "allOf"}:
            for each in value:
                yield from keys(each, owner)


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("name", WRITTEN)
def test_every_key_that_people_write_says_what_it_is_for_with_an_example(name: str, language: str) -> None:
    found = dict(keys(in_language(name, language)))
    bare = {key for key, each in found.items() if not {"title", "description", "examples"} <= each.keys()}
    assert len(found) > 10
    assert bare == set()


@pytest.mark.parametrize("name", WRITTEN)
def test_every_example_is_one_that_the_schema_accepts(name: str) -> None:
    made = in_language(name, "fr")
    wrong = [
        (key, example)
        for key, each in keys(made)
        for example in each["examples"]
        if not Draft7Validator({"definitions": made["definitions"], **each}).is_valid(example)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", schemas.NAMES)
def test_only_the_words_change_with_the_language(name: str) -> None:
    french, english = in_language(name, "fr"), in_language(name, "en")
    assert french["title"] != english["title"] or name == "diagnostics"
    assert _without_words(french) == _without_words(english)


def _without_words(node: object) -> object:
    if isinstance(node, list):
        return [_without_words(each) for each in node]
    if not isinstance(node, dict):
        return node
    words = {word for word in ("title", "description") if isinstance(node.get(word), str)}
    return {word: _without_words(each) for word, each in node.items() if word not in words}


@pytest.mark.parametrize("name", schemas.NAMES)
def test_no_schema_says_anything_beside_a_reference(name: str) -> None:
    """Draft-07 ignores what stands beside a `$ref`: editors would not show it."""
    stack: list[object] = [in_language(name, "fr")]
    beside = []
    while stack:
        node = stack.pop()
        if isinstance(node, dict) and "$ref" in node and len(node) > 1:
            beside.append(node)
        stack += node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    assert beside == []


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_schema_is_one_of_draft_07(name: str) -> None:
    made = in_language(name, "en")
    Draft7Validator.check_schema(made)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_kinds_of_elements_are_keys_that_an_editor_completes() -> None:
    made = in_language("referentiel", "fr")
    root = made["properties"]
    assert isinstance(root, dict)
    assert list(root["validation"]["properties"]) == [
        *("critere", "sous_competence", "competence", "bloc", "epreuve", "fait", "certification")
    ]
    assert root["validation"]["additionalProperties"] is False
    assert root["validation"]["properties"]["bloc"]["title"] == "Pour un bloc"


BOUND = """\
format: 1
certification: {{code: essai, version: 1.0.0}}
validation:
  certification: {{parmi: criteres, plus_de: {limit}}}
blocs:
- {{code: BC1, intitule: {title}}}
"""


@pytest.mark.parametrize(
    ("limit", "title", "accepted"),
    [("50 %", "Un bloc", True), ("", "Un bloc", False), ("50 %", "[a]", False), ("1", "''", False)],
)
def test_an_editor_refuses_a_key_that_decides_and_is_empty(
    limit: str, title: str, accepted: bool, tmp_path: Path
) -> None:
    """Through check-jsonschema, as in a pipeline; a descriptive key may stay empty, one that decides may not."""
    file = tmp_path / "1.0.0.yaml"
    file.write_text(BOUND.format(limit=limit, title=title), encoding="utf-8")
    assert check_jsonschema(file) == accepted


@pytest.mark.parametrize("key", ["au_moins", "dont", "meilleures", "validation", "si", "a_presenter"])
def test_no_form_of_a_key_that_decides_may_be_empty(key: str) -> None:
    made = in_language("referentiel", "fr")
    forms = [
        each for owner, each in keys(made) if owner.endswith(f".{key}") and not owner.startswith("Fichier.")
    ]
    validators = [Draft7Validator({"definitions": made["definitions"], **each}) for each in forms]
    assert validators
    assert [form for form, each in zip(forms, validators, strict=True) if each.is_valid(None)] == []


@pytest.mark.parametrize(
    "file",
    [*ROOT.glob("referentiels/*/*.yaml"), *(ROOT / "tests" / "recettes").glob("D*.yaml")],
    ids=lambda file: file.stem,
)
def test_check_jsonschema_accepts_what_certeval_accepts(file: Path) -> None:
    assert check_jsonschema(file)


@pytest.mark.parametrize("name", ["V112-sans-borne", "V114-deux-bornes-basses", "V123-pas-nul"])
def test_an_editor_refuses_bounds_and_steps_that_say_nothing(name: str) -> None:
    """A count without a bound, two of one side, a step of nothing: only `check` refused them."""
    from check_jsonschema.parsers.yaml import construct_yaml_implementation

    file = ROOT / "tests" / "cas" / "invalides" / f"{name}.yaml"
    content = construct_yaml_implementation().load(file.read_text(encoding="utf-8"))
    assert not Draft7Validator(in_language("referentiel", "fr")).is_valid(content)


def test_check_jsonschema_accepts_the_session_of_the_examples() -> None:
    assert check_jsonschema(ROOT / "examples" / "sessions" / "S1-2026.yaml", "session")
    assert check_jsonschema(ROOT / "examples" / "accrochage" / "emetteur.yaml", "emetteur")


def check_jsonschema(file: Path, name: str = "referentiel") -> bool:
    schema = ROOT / "referentiels" / f"{name}.schema.json"
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_sheet_in_yaml_is_accepted_and_a_wrong_one_is_not() -> None:
    from ruamel.yaml import YAML

    validator = Draft7Validator(in_language("notes", "fr"))
    sheet = YAML(typ="safe", pure=True).load((ROOT / "examples" / "scores.yaml").read_text(encoding="utf-8"))
    sheet["session"]["date"] = str(sheet["session"]["date"])
    assert list(validator.iter_errors(sheet)) == []
    for wrong in (
        {"candidat": "C1", "note": {}},
        {"notes": {}},
        {"candidat": "C1", "notes": {"E1": {"jure": 1}}},
    ):
        assert not validator.is_valid(sheet | {"candidats": [wrong]})


@pytest.mark.parametrize(
    ("head", "candidate", "accepted"),
    [
        ("", "{candidat: C1, notes: {CR1.1: {}, CR1.2: ~, E1: {tentatives: [{}, ~]}}}", True),
        ("", "{candidat: C1, nom: ~, prenom: '', groupe: , notes: , commentaires: ~}", True),
        ("", "{candidat: C1, nom: false, groupe: true}", True),
        ("", "{candidat: , nom: '', notes: {CR1.1: , E1: {jures: {J1: }}}}", True),
        ("", "{candidat: , nom: Le Goff}", False),
        ("", "{candidat: '', notes: {CR1.1: 1}}", False),
        ("", "{candidat: C1, notes: {E1: {jure: 1}}}", False),
        ("", "{candidat: C1, notes: {E1: [1]}}", False),
        ("", "{candidat: C1, notes: [], commentaires: ~}", False),
        ("referentiel: ~\nempreinte: \nsession: ~\njure: \nnumero: ~\ngroupes: ~\n", "{candidat: C1}", True),
        ("session: {code: , date: , jury: ~}\ngroupes: []\n", "{candidat: C1}", True),
        ("session: {date: 2026-02-30}\n", "{candidat: C1}", False),
        ("session: S1\n", "{candidat: C1}", False),
        ("groupes: [{groupe: '', notes: {E2: 12}}]\n", "{candidat: C1, groupe: G1}", False),
        ("groupes: [{groupe: G1, notes: {E2: 12}}]\n", "{candidat: C1, groupe: G1}", True),
        ("format: ''\n", "{candidat: C1}", False),
        ("format: '1'\n", "{candidat: C1}", True),
    ],
)  # fmt: skip
def test_an_editor_and_certeval_accept_the_same_sheets(
    tmp_path: Path, head: str, candidate: str, accepted: bool
) -> None:
    from check_jsonschema.parsers.yaml import construct_yaml_implementation

    text = f"{head}candidats:\n- {{candidat: C9}}\n- {candidate}\n"
    text = text if "format" in text else f"format: 1\n{text}"
    editor = Draft7Validator(in_language("notes", "fr"), format_checker=Draft7Validator.FORMAT_CHECKER)
    assert editor.is_valid(construct_yaml_implementation().load(text)) == accepted
    scores = open_files(tmp_path, a_yaml=text).read(small())
    errors = [each.code for each in scores.diagnostics if each.kind.severity is Severity.ERROR]
    assert (not errors) == accepted, errors


@pytest.mark.parametrize("name", ["referentiel", "session", "emetteur", "correspondance"])
def test_the_words_are_french_wherever_it_is_printed(certeval: Certeval, name: str) -> None:
    committed = (ROOT / "referentiels" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert certeval("schema", name).out == committed
    assert certeval("schema", name, "--lang", "fr").out == committed


def test_the_words_are_english_where_asked(certeval: Certeval) -> None:
    done = certeval("schema", "notes", "--lang", "en")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)["properties"]["jure"] == {
        "title": "Juror",
        "description": "The juror who marked the whole sheet.",
        "examples": ["J1"],
        "type": ["string", "number", "boolean", "null"],
    }


def test_another_language_is_refused(certeval: Certeval) -> None:
    done = certeval("schema", "notes", "--lang", "de")
    assert (done.status, done.out) == (2, "")
    assert done.err == "certeval: --lang de: there are en, fr\n"


HEAD = "certification: {code: essai, version: 1.0.0}\nvalidation: {certification: {tous: blocs}}"
FORMS = {
    "referentiel": (Fichier, ""),
    "session": (
        FichierSession,
        "session: {code: S1, referentiel: petit@1.0.0}\njury:\n  membres: [{code: J1, qualite: chef}]\n",
    ),
    "emetteur": (FichierEmetteur, ""),
    "correspondance": (Correspondance, ""),
}
"""By format that people write beside référentiels, its model, and what a file of it has first."""


@pytest.mark.parametrize(
    ("name", "lines", "accepted"),
    [
        ("session", "convocations: [{epreuve: E1, le: 2026-02-28, debut: 9 h}]", True),
        ("session", "convocations: [{epreuve: E1, le: 2026-02-30, debut: 9 h}]", False),
        ("session", "convocations: [{epreuve: E1, le: 2026-02-28, debut: 9 h, lieu: ~}]", False),
        ("session", "convocations: [{epreuve: E1, le: 2026-02-28, debut: 9 h, lieu: '~'}]", True),
        ("session", "inscriptions: [{candidat: null}]", False),
        ("session", "inscriptions: [{candidat: 'null', amenagement: null}]", True),
        ("session", "candidats:", False),
        ("session", "candidats: ~", False),
        ("session", "  regles: {quorum: {presents: '2', externes: 1}}", True),
        ("session", "  regles: {quorum: {presents: deux}}", False),
        ("session", "  regles: {externes: {au_moins: 50 %}, membres: {au_moins: 2}}", True),
        ("session", "  regles: {externes: {au_moins: ''}}", False),
        ("session", "  regles: {externes: {}}", False),
        ("referentiel", HEAD, True),
        ("referentiel", HEAD.replace("essai", "12345"), False),
        ("referentiel", HEAD.replace("essai", "2026-01-01"), False),
        ("referentiel", HEAD.replace("{tous: blocs}", "{}"), False),
        ("referentiel", HEAD.replace("{tous: blocs}", "{et: [{}]}"), False),
        ("referentiel", HEAD.replace("1.0.0", "1.0.0, intitule: ~"), True),
        ("referentiel", HEAD.replace("1.0.0", "1.0.0, niveau: null"), True),
        ("referentiel", HEAD.replace("essai", "~"), False),
        ("referentiel", f"{HEAD}\nfaits: [{{code: F1, libelle: ~}}]", False),
        ("referentiel", f"{HEAD}\nfaits: [{{code: F1, libelle: '~'}}]", True),
        ("referentiel", f"{HEAD}\nblocs: [{{code: BC1, intitule: Null, competences: []}}]", False),
        ("referentiel", f"{HEAD}\nblocs: [{{code: BC1, intitule: A, metiers: [null]}}]", False),
        ("referentiel", f"{HEAD}\nblocs: ~", False),
        ("referentiel", f"{HEAD}\ncas: [{{nom: Un, cellules: {{CR1: ~}}, attendu: {{C1: valide}}}}]", True),
        ("referentiel", f"{HEAD}\ncas: [{{nom: ~, cellules: {{CR1: 1}}, attendu: {{C1: valide}}}}]", False),
        ("referentiel", f"{HEAD}\nsaisie: {{critere: {{echelle: {{niveaux: [~, A]}}}}}}", False),
        ("referentiel", f"{HEAD}\nmesures: {{total: {{}}}}", False),
        ("referentiel", f"{HEAD}\nmesures: {{total: {{somme: [{{}}]}}}}", False),
        ("referentiel", f"{HEAD}\nregles: {{admis: {{mesure: E1, au_moins: 10//20}}}}", False),
        ("referentiel", f"{HEAD}\nregles: {{admis: {{mesure: E1, au_moins: 1/0}}}}", False),
        ("referentiel", f"{HEAD}\nregles: {{admis: {{mesure: E1, au_moins: 1er niveau}}}}", True),
        ("referentiel", f"{HEAD}\nregles: {{admis: {{mesure: E1, au_moins: 2-}}}}", True),
        ("referentiel", f"{HEAD}\nregles: {{admis: {{mesure: E1, au_moins: '66,6 %'}}}}", True),
        ("referentiel", f"{HEAD}\nregles: {{admis: {{mesure: E1, au_moins: Bien}}}}", True),
        ("session", "  liens: [{membre: J1, candidat: C1, nature: ~}]", False),
        ("emetteur", "emetteur: EXEMPLE0\ncertificateur: {id_client: 12345678, id_contrat: '~'}", True),
        ("emetteur", "emetteur: EXEMPLE0\ncertificateur: {id_client: [EXEMPLE0], id_contrat: M}", False),
        ("emetteur", "emetteur: {a: b}\ncertificateur: {id_client: EXEMPLE0, id_contrat: M}", False),
        ("emetteur", "emetteur: EXEMPLE0\ncertificateur: {id_client: EXEMPLE0, id_contrat: ~}", False),
        ("correspondance", "croise: {candidats: 1, elements: derniere}", True),
        ("correspondance", "croise: {candidats: 1, elements: '2'}", True),
        ("correspondance", "croise: {candidats: 1, elements: dernière}", False),
        ("correspondance", "croise: {candidats: 1, elements: ''}", False),
        ("correspondance", "candidat: Numéro\nmotif: '{code} - *'", True),
        ("correspondance", "candidat: Numéro\nmotif: code - *", False),
        ("correspondance", "candidat: Numéro\nmotif: ['{code}', '{code}*']", False),
        ("correspondance", "candidat: Numéro\nfeuille: null", True),
        ("correspondance", "candidat: Numéro\nprenom: null", False),
    ],
)  # fmt: skip
def test_an_editor_and_certeval_accept_and_refuse_the_same(name: str, lines: str, accepted: bool) -> None:
    from check_jsonschema.parsers.yaml import construct_yaml_implementation

    model, begin = FORMS[name]
    text = f"format: 1\n{begin}{lines}\n"
    read = construct_yaml_implementation().load(text)
    editor = Draft7Validator(in_language(name, "fr"), format_checker=Draft7Validator.FORMAT_CHECKER)
    assert editor.is_valid(read) == accepted
    declared, found = models.model_of(model, source.parse(text.encode(), "f.yaml"))
    assert (declared is not None) == accepted, found


@pytest.mark.parametrize(
    ("table", "expected"), [("~", None), ("'~'", "~"), ("Null", None), ('"Null"', "Null")]
)
def test_what_is_nothing_to_yaml_is_no_word_of_a_session(table: str, expected: str | None) -> None:
    """No convocation says « null » and no file is « ~ »; the same in quotes is a text."""
    text = f"format: 1\nsession: {{code: S1, referentiel: petit@1.0.0, lieu: null}}\ncandidats: {table}\n"
    found, _ = models.model_of(FichierSession, source.parse(text.encode(), "f.yaml"))
    assert (None if found is None else (found.session.lieu, found.candidats)) == (
        expected and (None, expected)
    )


@pytest.mark.parametrize("folder", ["sessions", "documents"])
def test_every_key_of_results_is_in_their_schema(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """Other keys may come later: a program takes them, and finds here each that there is."""
    monkeypatch.chdir(ROOT / "examples" / folder)
    done = certeval("validate", "--session", "S1-2026", "--json")
    closed = schemas.schema("resultats").replace(
        '"additionalProperties": true', '"additionalProperties": false'
    )
    assert [
        each.message for each in Draft7Validator(json.loads(closed)).iter_errors(json.loads(done.out))
    ] == []
