"""Each kind of mistake has its smallest file, which triggers exactly that finding, at its place.

`cas/invalides/<CODE>-<what>.yaml` is a file that an author could write. Its first line says what is expected
(`# attendu: V101 12:7`), or else `<name>.attendu` beside it, a finding a line. Dropping a file there is
writing a test.
"""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from certeval.cli.app import run
from certeval.diagnostics.families.every import KINDS
from certeval.render import schemas
from certeval.sources.yaml import MAX_BYTES

HERE = Path(__file__).parent
ROOT = HERE.parent
INVALID = sorted(
    file for file in (HERE / "cas" / "invalides").iterdir() if file.is_file() and file.suffix != ".attendu"
)
THIRTY = HERE / "cas" / "invalides" / "trente-erreurs.yaml"

WITHOUT_FILE = {
    "Y005": "its file would weigh 50 MB: made by a test below",
    "Y007": "its file would hold a million values: see test_hostile.py",
    "Y006": "its file would have 10 000 mistakes: see test_hostile.py",
    "V138": "its file would hold 20 000 elements: see test_hostile.py",
    "R308": "only publish tells it: see test_publish.py",
    **dict.fromkeys(("R345", "R346", "R347"), "only publish tells it: see test_moodle.py"),
    "R199": "a mistake that has no words of its own: none is known (see test_typed.py)",
}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CERTEVAL_LANG", "en")
    monkeypatch.chdir(HERE / "cas" / "invalides")


def expectations(file: Path) -> list[str]:
    """What a file says that `certeval check` finds in it."""
    beside = file.with_suffix(".attendu")
    if beside.exists():
        return beside.read_text(encoding="utf-8").splitlines()
    first = file.read_bytes().split(b"\n", 1)[0].decode()
    return [first.removeprefix("# attendu: ")]


def check_json(file: Path, capfd: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, object]]]:
    """The status of `certeval check --json` and its diagnostics."""
    status = run(["check", "--json", str(file)])
    out, err = capfd.readouterr()
    assert err == ""
    return status, json.loads(out)["diagnostics"]


def short(found: list[dict[str, object]]) -> list[str]:
    return [f"{each['code']} {each['ligne']}:{each['colonne']}" for each in found]


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_an_invalid_file_has_exactly_the_findings_it_says(
    file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status, found = check_json(file, capfd)
    assert short(found) == expectations(file)
    assert status == (1 if any(each["gravite"] == "erreur" for each in found) else 0)


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_an_invalid_file_is_named_after_its_only_finding(file: Path) -> None:
    codes = [line.split()[0] for line in expectations(file)]
    assert codes == [file.stem.split("-")[0]] or file == THIRTY


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_a_finding_says_what_is_wrong_in_words_and_gives_a_way_out(
    file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for found in check_json(file, capfd)[1]:
        message = str(found["message"])
        assert not re.search(r"[{}]\w*[{}]|None|Fraction|certeval\.|type=", message)
        assert len(message) < 300
        assert found["aide"]
        assert "{}" not in str(found["aide"])


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_a_finding_is_shown_with_the_line_it_stands_on(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["check", file.name])
    out, _ = capfd.readouterr()
    for line in expectations(file):
        code, place = line.split()
        severity = {"erreur": "error", "avertissement": "warning", "info": "info"}[KINDS[code].severity.value]
        assert f"{severity}[{code}]: " in out
        assert f"  --> {file.name}:{place}\n" in out


def test_every_code_of_yaml_structure_and_rules_has_its_file() -> None:
    covered = {line.split()[0] for file in INVALID if file != THIRTY for line in expectations(file)}
    owed = {code for code in KINDS if code[0] in "YRV"}
    assert owed - covered == set(WITHOUT_FILE)


def test_a_file_of_more_than_50_megabytes_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "grand.yaml"
    with file.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    status, found = check_json(file, capfd)
    assert (status, short(found)) == (1, ["Y005 1:1"])


def test_thirty_mistakes_are_thirty_findings_in_one_run(capfd: pytest.CaptureFixture[str]) -> None:
    status, found = check_json(THIRTY, capfd)
    assert (status, len(found)) == (1, 30)
    assert len({(each["ligne"], each["colonne"]) for each in found}) == 30
    assert len({each["code"] for each in found}) >= 20
    run(["check", str(THIRTY)])
    assert capfd.readouterr().out.endswith("\n30 errors\n")


def test_all_the_invalid_files_at_once_are_in_the_order_of_their_names_and_lines(
    capfd: pytest.CaptureFixture[str],
) -> None:
    run(["check", "--json", *map(str, reversed(INVALID))])
    found = json.loads(capfd.readouterr().out)["diagnostics"]
    places = [(each["fichier"], each["ligne"], each["colonne"], each["code"]) for each in found]
    assert places == sorted(places)
    assert {place[0] for place in places} == {file.name for file in INVALID}


class _AsTyped(SafeConstructor):
    """YAML 1.2 as editors read it: a date is a text."""


_AsTyped.add_constructor("tag:yaml.org,2002:timestamp", _AsTyped.construct_yaml_str)
SCHEMA = json.loads(schemas.schema("referentiel"))
VALID = [
    *sorted(ROOT.glob("referentiels/*/*.yaml")),
    *sorted(HERE.glob("recettes/*.yaml")),
    *sorted((ROOT.parent / "shared" / "exemples").glob("*.yaml")),
]
AFTER_DRAFT_07 = {
    *("$defs", "prefixItems", "unevaluatedProperties", "unevaluatedItems", "discriminator", "minContains"),
    *("dependentRequired", "dependentSchemas", "$anchor", "$dynamicRef", "$recursiveRef"),
}


def in_an_editor(file: Path) -> list[str]:
    """What an editor that knows the schema says of a file."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = _AsTyped
    value = reader.load(file.read_text(encoding="utf-8"))
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(value)]


def test_the_committed_schema_is_what_certeval_prints(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "referentiel"]) == 0
    committed = (ROOT / "referentiels" / "referentiel.schema.json").read_text(encoding="utf-8")
    assert capfd.readouterr().out == committed


def test_the_schema_is_one_that_editors_of_draft_07_understand() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    stack, keys, tuples = [SCHEMA], set(), []
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            keys |= set(node)
            tuples += [node] if isinstance(node.get("items"), list) else []
        stack += node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    assert keys & AFTER_DRAFT_07 == set()
    assert tuples == []


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_an_editor_says_nothing_of_a_valid_file(file: Path) -> None:
    assert in_an_editor(file) == []


WRONG_SHAPES = [file for file in INVALID if re.match("R1|R27[0-3]|V112|V114|V123", file.stem)]
"""The codes of what has not even the form that its key takes: bounds and steps that say nothing too."""


@pytest.mark.parametrize("file", WRONG_SHAPES, ids=lambda file: file.stem)
def test_an_editor_refuses_a_file_whose_structure_is_wrong(file: Path) -> None:
    assert in_an_editor(file)


@pytest.mark.parametrize(
    "file",
    [f for f in INVALID if re.match("R[23]|V", f.stem) and f not in WRONG_SHAPES],
    ids=lambda file: file.stem,
)
def test_an_editor_leaves_to_certeval_what_a_schema_can_not_tell(file: Path) -> None:
    assert in_an_editor(file) == []
