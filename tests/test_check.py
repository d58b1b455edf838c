"""`certeval check`: its whole output as text and JSON, its exit status, the écarts that answer a finding.

Whole outputs are compared with tests/check/<name>.txt. CERTEVAL_REWRITE=1 rewrites those files.
"""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

import whole_outputs
from certeval.render import schemas
from checking import SOUND
from conftest import Certeval, Done

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "referentiels" / "developpement-commercial" / "1.0.0.yaml"
EXAMPLES = sorted((ROOT.parent / "shared" / "exemples").glob("*.yaml"))

UNSOUND = (
    SOUND.replace("plus_de: 50 %", "au_moins: 3")
    .replace("code: CR2", "code: CR1")
    .replace("  intitule:", "  titre: Vente\n  intitule:")
)
TIED = SOUND.replace("plus_de: 50 %", "au_moins: 0 %")
ANNOUNCED = (
    SOUND
    + """\
  condition:
    texte: Validation des 2 compétences.
    effectif: {competences: 2}
"""
)
ECART = """\
ecarts:
- diagnostic: R301
  cible: BC1
  constat: La condition annonce deux compétences, une seule est décrite.
  decision: Le bloc est décidé sur la compétence décrite.
"""


def write(text: str | bytes, name: str = "essai.yaml") -> str:
    """A file of the working directory: its name."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def compare(name: str, printed: str) -> None:
    """The whole output against tests/check/<name>.txt."""
    whole_outputs.compare(f"check/{name}.txt", printed)


def codes(done: Done) -> list[str]:
    return [
        f"{each['code']} {each['ligne']}:{each['colonne']}" for each in json.loads(done.out)["diagnostics"]
    ]


SNAPSHOTS = {
    "sound": (SOUND, 0),
    "structure": (UNSOUND, 1),
    "rules": (UNSOUND.replace("  titre: Vente\n", ""), 1),
    "warning": (TIED, 0),
    "yaml": (SOUND.replace("intitule: Négocier", "intitule: Bloc 1 : négocier"), 1),
    "announced": (ANNOUNCED, 1),
}


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_what_is_printed_as_text(name: str, certeval: Certeval) -> None:
    text, status = SNAPSHOTS[name]
    done = certeval("check", write(text))
    assert (done.status, done.err) == (status, "")
    compare(name, done.out)


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_what_is_printed_as_json(name: str, certeval: Certeval) -> None:
    text, status = SNAPSHOTS[name]
    done = certeval("check", "--json", write(text))
    assert (done.status, done.err) == (status, "")
    compare(f"{name}.json", done.out)
    Draft7Validator(json.loads(schemas.schema("diagnostics"))).validate(json.loads(done.out))


def test_the_schema_of_diagnostics_refuses_what_they_are_not(certeval: Certeval) -> None:
    document = json.loads(certeval("check", "--json", write(UNSOUND)).out)
    validator = Draft7Validator(json.loads(certeval("schema", "diagnostics").out))
    assert validator.is_valid(document)
    for key in ("code", "gravite", "message", "fichier", "ligne", "colonne", "aide", "liens"):
        (first, *_), others = (
            document["diagnostics"],
            {k: v for k, v in document.items() if k != "diagnostics"},
        )
        without = {k: v for k, v in first.items() if k != key}
        assert not validator.is_valid(others | {"diagnostics": [without]})


def test_json_and_format_json_are_the_same_bytes(certeval: Certeval) -> None:
    write(UNSOUND)
    assert certeval("check", "--json", "essai.yaml") == certeval("check", "--format", "json", "essai.yaml")


@pytest.mark.parametrize("variable", ["LC_ALL", "LANG"])
def test_json_does_not_depend_on_the_locale(
    variable: str, certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(UNSOUND)
    english = certeval("check", "--json", "essai.yaml")
    monkeypatch.delenv("CERTEVAL_LANG")
    monkeypatch.setenv(variable, "C.UTF-8")
    assert certeval("check", "--json", "essai.yaml") == english


SAID = {
    "V201": (
        SOUND.replace("plus_de: 50 %", "au_moins: 3, au_plus: 4"),
        "« au_moins: 3, au_plus: 4 » can never be met by C1: the values possible go from 0 to 2",
    ),
    "V202": (
        SOUND.replace("plus_de: 50 %", "moins_de: 3"),
        "« moins_de: 3 » is always met by C1: the values possible go from 0 to 2",
    ),
    "V105": (
        SOUND.replace("{tous: blocs}", "{mesure: BC1, plus_de: 10}"),
        "BC1 has no value to compare or add up: neither a mark nor a level is entered for it",
    ),
    "L101": (
        SOUND.replace("Négocier et vendre", '"Négocier et  \u00a0vendre"'),
        "several spaces follow one another: « et␣␣␣vendre »",
    ),
    "L102": (
        SOUND.replace("Négocier et vendre", '" Négocier et vendre\u00a0"'),
        "this text begins or ends with a space: « ␣Négocier … vendre␣ »",
    ),
    "R304": (SOUND + ECART, "this écart answers nothing: R301 is not found on BC1"),
    "R305": (
        ANNOUNCED + ECART + "  expire: 2020-12-31\n",
        "the écart that answers R301 on BC1 has expired on 2020-12-31",
    ),
}


@pytest.mark.parametrize("code", SAID)
def test_a_finding_quotes_what_it_is_about(code: str, certeval: Certeval) -> None:
    text, said = SAID[code]
    found = json.loads(certeval("check", "--json", write(text)).out)["diagnostics"]
    assert [each["message"] for each in found if each["code"] == code] == [said]


@pytest.mark.parametrize(("spaces", "said"), [("   ", "« ␣ … ␣ »"), (" x", "« ␣x »"), ("x ", "« x␣ »")])
def test_a_text_of_spaces_alone_is_told_too(spaces: str, said: str, certeval: Certeval) -> None:
    text = SOUND.replace("Négocier et vendre", f'"{spaces}"')
    found = json.loads(certeval("check", "--json", "--select", "L102", write(text)).out)["diagnostics"]
    assert [each["message"].partition(": ")[2] for each in found] == [said]


def test_a_sound_file_ends_with_0_and_one_with_errors_with_1(certeval: Certeval) -> None:
    assert certeval("check", write(SOUND)).status == 0
    assert certeval("check", write(UNSOUND)).status == 1


def test_warnings_alone_end_with_0(certeval: Certeval) -> None:
    done = certeval("check", write(TIED))
    assert (done.status, done.out.splitlines()[-1]) == (0, "1 warning")


UNUSABLE = {
    "a missing file": (["absent.yaml"], "certeval: absent.yaml: "),
    "a folder without a référentiel": (["vide"], "certeval: no référentiel in vide\n"),
    "an unknown form": (["--format", "xml", "essai.yaml"], "certeval: --format xml: this command prints "),
    "an unknown option": (["--severe"], "Usage: certeval check"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_can_not_be_checked_ends_with_2_and_says_why(name: str, certeval: Certeval) -> None:
    arguments, reason = UNUSABLE[name]
    write(SOUND)
    Path("vide").mkdir()
    done = certeval("check", *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(reason)


def test_a_file_that_the_system_refuses_ends_with_2(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    write(SOUND)
    monkeypatch.setattr(Path, "open", refuse)
    done = certeval("check", "essai.yaml")
    assert (done.status, done.out) == (2, "")
    assert re.fullmatch("certeval: essai.yaml: [^\n]+\n", done.err)


def test_a_link_to_itself_ends_with_2(certeval: Certeval) -> None:
    Path("boucle.yaml").symlink_to("boucle.yaml")
    assert certeval("check", "boucle.yaml").status == 2


def test_an_empty_file_is_a_finding_and_not_a_failure(certeval: Certeval) -> None:
    done = certeval("check", "--json", write(""))
    assert (done.status, codes(done)) == (1, ["Y001 1:1"])


def test_a_folder_is_checked_whole(certeval: Certeval) -> None:
    for version in ("1.0.0", "1.1.0"):
        Path("vente").mkdir(exist_ok=True)
        text = SOUND.replace("essai", "vente").replace("1.0.0", version)
        write(text.replace("plus_de: 50 %", "au_moins: 3"), f"vente/{version}.yaml")
    done = certeval("check", ".", "--json")
    files = [each["fichier"] for each in json.loads(done.out)["diagnostics"]]
    assert (done.status, sorted(set(files))) == (1, ["vente/1.0.0.yaml", "vente/1.1.0.yaml"])


def test_several_files_are_named_from_the_working_directory(certeval: Certeval, tmp_path: Path) -> None:
    write(UNSOUND, "b.yaml")
    write(UNSOUND, "a.yaml")
    done = certeval("check", "b.yaml", tmp_path / "a.yaml", "--json")
    files = [each["fichier"] for each in json.loads(done.out)["diagnostics"]]
    assert list(dict.fromkeys(files)) == ["a.yaml", "b.yaml"]
    assert files.count("a.yaml") == files.count("b.yaml")


def test_the_shipped_referentiel_passes(certeval: Certeval) -> None:
    done = certeval("check")
    assert done.status == 0
    assert done.err.endswith("developpement-commercial@1.0.0 is taken, which comes with certeval\n")


def test_without_its_ecart_the_shipped_referentiel_fails_where_bloc_3_announces_3_competences(
    certeval: Certeval,
) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    without = re.sub(r"- diagnostic: R301\n(?:  .*\n)+", "", text)
    assert without.count("\n- ") == text.count("\n- ") - 1
    announced = [i for i, line in enumerate(without.splitlines(), 1) if "effectif: {competences: 3}" in line]
    done = certeval("check", "--json", write(without, "1.0.0.yaml"))
    errors = [each for each in json.loads(done.out)["diagnostics"] if each["gravite"] == "erreur"]
    (found,) = [each for each in errors if each["code"].startswith("R")]
    assert (done.status, found["code"], found["ligne"], found["colonne"]) == (1, "R301", announced[2], 29)
    assert found["message"] == "BC3 announces 3 compétences and declares 2"


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_shared_examples_have_no_errors_that_their_rules_can_have(file: Path, certeval: Certeval) -> None:
    done = certeval("check", "--json", file)
    found = json.loads(done.out)["diagnostics"]
    assert [each for each in found if each["code"][0] in "YV" and each["gravite"] == "erreur"] == []
    assert done.status == (1 if any(each["gravite"] == "erreur" for each in found) else 0)


def ecarts(text: str, certeval: Certeval) -> tuple[int, list[str]]:
    done = certeval("check", "--json", write(ANNOUNCED + text))
    return done.status, codes(done)


def test_an_ecart_takes_away_the_finding_it_decides_on(certeval: Certeval) -> None:
    assert ecarts("", certeval) == (1, ["R301 18:29"])
    assert ecarts(ECART, certeval) == (0, [])


@pytest.mark.parametrize("target", ["BC1", "essai", "blocs", "blocs de BC1"])
def test_an_ecart_answers_from_its_bloc_from_the_certification_or_from_a_selection(
    target: str, certeval: Certeval
) -> None:
    status, found = ecarts(ECART.replace("cible: BC1", f"cible: {target}"), certeval)
    holds = target != "blocs de BC1"
    assert (status, found) == ((0, []) if holds else (1, ["R301 18:29", "R304 20:15"]))


@pytest.mark.parametrize("target", ["C1", "CR1", "criteres de BC1", "competences"])
def test_an_ecart_about_something_else_answers_nothing_and_is_stale(target: str, certeval: Certeval) -> None:
    found = ecarts(ECART.replace("cible: BC1", f"cible: {target}"), certeval)
    assert found == (1, ["R301 18:29", "R304 20:15"])


def test_an_ecart_about_another_code_is_stale(certeval: Certeval) -> None:
    assert ecarts(ECART.replace("R301", "R302"), certeval) == (1, ["R301 18:29", "R304 20:15"])


def test_an_ecart_whose_finding_was_corrected_is_stale_and_no_error(certeval: Certeval) -> None:
    done = certeval("check", "--json", write(SOUND + ECART))
    assert (done.status, codes(done)) == (0, ["R304 17:15"])


def test_an_ecart_without_a_code_documents_only_and_is_never_stale(certeval: Certeval) -> None:
    assert ecarts(ECART.replace("diagnostic: R301\n  ", ""), certeval) == (1, ["R301 18:29"])


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-06-14", (1, ["R301 18:29", "R305 24:11"])),
        ("2026-06-15", (0, [])),
        ("2026-06-16", (0, [])),
    ],
)
def test_an_ecart_holds_until_the_end_of_the_day_it_expires(
    day: str, found: tuple[int, list[str]], certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    monkeypatch.setattr("certeval.cli.inputs.today", lambda: date(2026, 6, 15))
    assert ecarts(ECART + f"  expire: {day}\n", certeval) == found


@pytest.mark.parametrize("code", ["V201", "Y201"])
def test_no_ecart_answers_a_file_that_does_not_read_or_a_rule_that_can_not_decide(
    code: str, certeval: Certeval
) -> None:
    wrong = {
        "V201": SOUND.replace("plus_de: 50 %", "au_moins: 3"),
        "Y201": SOUND.replace("  intitule:", "  intitule: x\n  intitule:"),
    }
    ecart = ECART.replace("R301", code).replace("cible: BC1", "cible: essai")
    done = certeval("check", "--json", write(wrong[code] + ecart))
    assert done.status == 1
    assert [each.split()[0] for each in codes(done)] == [code, "R306"]


def test_an_ecart_answers_a_warning_about_a_rule(certeval: Certeval) -> None:
    ecart = ECART.replace("R301", "V202").replace("cible: BC1", "cible: essai")
    done = certeval("check", "--strict", "--json", write(TIED + ecart))
    assert (done.status, codes(done)) == (0, [])


def test_no_ecart_answers_a_structure_that_can_not_decide(certeval: Certeval) -> None:
    twice = SOUND.replace("code: CR2", "code: CR1")
    done = certeval("check", "--json", write(twice + ECART.replace("R301", "R201")))
    assert (done.status, codes(done)) == (1, ["R201 15:14", "R306 17:15"])


def test_one_ecart_answers_every_finding_of_its_code_inside_its_target(certeval: Certeval) -> None:
    text = ANNOUNCED.replace("{competences: 2}", "{competences: 2, criteres: 9}")
    done = certeval("check", "--json", write(text + ECART))
    assert (done.status, codes(done)) == (0, [])


def test_brackets_in_what_people_typed_are_shown_and_are_no_markup(certeval: Certeval) -> None:
    done = certeval("check", write(SOUND.replace("code: CR1", 'code: "[oral] [/fin]"')))
    assert "error[R106]: « [oral] [/fin] » can't be a code\n" in done.out
    assert '- {code: "[oral] [/fin]", libelle' in done.out


def test_escapes_in_what_people_typed_reach_no_terminal(certeval: Certeval) -> None:
    typed = SOUND.replace("code: CR1", 'code: "\\e[31mrouge\\u202e"')
    done = certeval("check", write(typed))
    assert "error[R106]: « \\u001b[31mrouge\\u202e » can't be a code\n" in done.out
    raw = certeval("check", write(SOUND.replace("est écrit", "est \x1b[31mécrit\u202e")))
    assert "error[Y004]: the character U+001B" in raw.out
    for out in (done.out, raw.out):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)


def test_a_line_of_5000_characters_is_cropped_around_what_is_wrong(certeval: Certeval) -> None:
    criteres = ", ".join(f"{{code: CR{i}, libelle: Le plan {i} est écrit}}" for i in range(1, 140))
    text = SOUND[: SOUND.index("    criteres:")] + f"    criteres: [{criteres}, {{code: CR140, objet: x}}]\n"
    assert max(map(len, text.splitlines())) > 5000
    done = certeval("check", write(text))
    assert max(map(len, done.out.splitlines())) < 250
    excerpt = [line for line in done.out.splitlines() if line.startswith("  13 | …")]
    assert len(excerpt) == done.out.count("  13 | ") == 2
    assert all("objet: x" in line for line in excerpt)
