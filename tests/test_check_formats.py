"""Each form of `certeval check` as the service that reads it wants it: lines, places, escapes, fingerprints."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from certeval.diagnostics import Diagnostic, Kind, Place, Severity, Span
from certeval.render.ci import FORMATS, CheckReport
from certeval.render.ci.scanning import uri
from certeval.render.ci.text import _xml_text
from certeval.sources import yaml
from conftest import Certeval
from sarif_schema import LOG
from test_check import ANNOUNCED, ECART, SOUND, TIED, UNSOUND, write

INVALID = sorted((Path(__file__).parent / "cas" / "invalides").glob("*.yaml"))
TWICE = SOUND.replace("code: CR2", "code: CR1")


def sarif(text: str) -> dict[str, Any]:
    """The only run of a log, once the log is what the standard wants."""
    log = json.loads(text)
    Draft7Validator(LOG).validate(log)
    (run,) = log["runs"]
    return dict(run)


def prints(form: str, certeval: Certeval, text: str) -> list[str]:
    out = certeval("check", "--format", form, write(text)).out
    if form == "gitlab":
        return [each["fingerprint"] for each in json.loads(out)]
    return [each["partialFingerprints"]["certeval/1"] for each in sarif(out)["results"]]


def test_concise_is_a_line_a_finding(certeval: Certeval) -> None:
    done = certeval("check", "--format", "concise", write(UNSOUND))
    assert (done.status, done.err) == (1, "")
    assert done.out.splitlines() == [
        "essai.yaml:4:3: V201 « au_moins: 3 » can never be met by C1: the values possible go from 0 to 2",
        "essai.yaml:9:3: R101 unknown key « titre »",
        "essai.yaml:16:14: R201 the code « CR1 » is given twice",
    ]


def test_github_reads_each_finding_beside_its_line(certeval: Certeval) -> None:
    done = certeval("check", "--format", "github", write(TWICE))
    (line,) = done.out.splitlines()
    assert line.startswith("::error file=essai.yaml,line=15,endLine=15,col=14,endColumn=17,title=R201::")
    said = line.split("::", 2)[2]
    assert said.split("%0A")[0] == "the code « CR1 » is given twice"
    assert said.split("%0A")[1].startswith("essai.yaml:14:14: ")
    assert said.split("%0A")[2] == "help: each element has a code of its own"


def test_github_reads_what_people_typed_as_text(certeval: Certeval) -> None:
    typed = SOUND.replace("code: CR1", 'code: "50 %\\n::error::x"')
    done = certeval("check", "--format", "github", write(typed, "a,b:c %.yaml"))
    (line,) = done.out.splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac %25.yaml,line=14,")
    assert "« 50 %25\\u000a::error::x » can't be a code" in line


def test_github_is_told_no_column_of_a_finding_on_several_lines(certeval: Certeval) -> None:
    text = SOUND.replace("libelle: Préparer un", "libelle: >-\n      Connaître la\n      vente et un")
    found = [
        line
        for line in certeval("check", "--format", "github", write(text)).out.splitlines()
        if "endLine=15" in line or "line=12" in line
    ]
    assert found
    assert not any("col=" in line and "line=12,endLine=12" not in line for line in found)


@pytest.mark.parametrize(
    ("severity", "command"), [*zip(Severity, ("error", "warning", "notice"), strict=True)]
)
def test_github_has_a_command_for_each_severity(severity: Severity, command: str) -> None:
    found = Diagnostic(Kind("R999", severity, "odd"), Place("f.yaml"))
    assert FORMATS["github"](CheckReport([found], {})) == f"::{command} file=f.yaml,title=R999::odd\n"


def test_inside_github_actions_annotations_are_what_is_printed_unless_a_form_is_asked(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(UNSOUND)
    text = certeval("check", "essai.yaml").out
    github = certeval("check", "--format", "github", "essai.yaml").out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert certeval("check", "essai.yaml").out == github
    assert certeval("check", "--format", "text", "essai.yaml").out == text
    assert json.loads(certeval("check", "--json", "essai.yaml").out)
    assert certeval("check", "--output", "resultat.txt", "essai.yaml").out == ""
    assert Path("resultat.txt").read_text(encoding="utf-8") == text
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    assert certeval("check", "essai.yaml").out == text


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
def test_a_service_is_told_files_from_the_root_of_the_repository(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    def told(*path: str) -> str:
        return certeval("check", "--format", form, *path).out

    below = tmp_path / "formation" / "référentiels"
    below.mkdir(parents=True)
    (below / "essai.yaml").write_text(TWICE, encoding="utf-8")
    from_root = told("formation/référentiels/essai.yaml")
    monkeypatch.chdir(below)
    assert told("essai.yaml") != from_root  # no repository: files are named from where one stands
    (tmp_path / ".git").mkdir()
    assert (
        told("essai.yaml")
        == told("../référentiels/essai.yaml")
        == told(str(below / "essai.yaml"))
        == from_root
    )


def test_gitlab_reads_a_bare_list(certeval: Certeval) -> None:
    done = certeval("check", "--format", "gitlab", write(TIED))
    (found,) = json.loads(done.out)
    assert re.fullmatch("[0-9a-f]{32}", found.pop("fingerprint"))
    assert found == {
        "description": "« au_moins: 0 % » is always met by C1: the values possible go from 0 to 2 "
        "(check the bound, the scale and how many items there are)",
        "check_name": "V202",
        "severity": "minor",
        "location": {"path": "essai.yaml", "lines": {"begin": 4}},
    }


def test_sarif_gives_each_finding_its_rule_and_its_place_in_characters(certeval: Certeval) -> None:
    run = sarif(certeval("check", "--format", "sarif", write(TWICE)).out)
    assert (run["columnKind"], run["language"]) == ("unicodeCodePoints", "en")
    (rule,), (result,) = run["tool"]["driver"]["rules"], run["results"]
    assert (rule["id"], rule["shortDescription"]["text"]) == ("R201", "the code « … » is given twice")
    assert rule["help"]["text"].startswith("R201")
    assert rule["help"]["markdown"].startswith("# R201")
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("R201", 0, "error")
    assert result["message"]["text"] == (
        "the code « CR1 » is given twice\nhelp: each element has a code of its own"
    )
    (there,), (first,) = result["locations"], result["relatedLocations"]
    assert there["physicalLocation"] == {
        "artifactLocation": {"uri": "essai.yaml"},
        "region": {"startLine": 15, "startColumn": 14, "endLine": 15, "endColumn": 17},
    }
    assert first["physicalLocation"]["region"]["startLine"] == 14
    assert first["message"]["text"]


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_sarif_says_of_an_invalid_file_what_json_says_and_keeps_to_the_standard(
    file: Path, certeval: Certeval
) -> None:
    run = sarif(certeval("check", "--format", "sarif", file).out)
    found = json.loads(certeval("check", "--json", file).out)["diagnostics"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [each["code"] for each in found]
    for result, each in zip(run["results"], found, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (each["ligne"], each["colonne"])
        assert (region["endLine"], region["endColumn"]) == (each["fin_ligne"], each["fin_colonne"])
        assert result["message"]["text"].startswith(each["message"])
        assert rules[result["ruleIndex"]]["help"]["text"]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("vente/1.0.0.yaml", "vente/1.0.0.yaml"),
        ("été 50 %.yaml", "%C3%A9t%C3%A9%2050%20%25.yaml"),
        ("a#b?c.yaml", "a%23b%3Fc.yaml"),
        ("c:d.yaml", "c%3Ad.yaml"),
        ("../a.yaml", "../a.yaml"),
        ("/certifs/é.yaml", "file:///certifs/%C3%A9.yaml"),
        ("\udce9.yaml", "%E9.yaml"),
    ],
)
def test_a_path_is_a_uri_whatever_it_holds(file: str, expected: str) -> None:
    assert uri(file) == expected
    assert unquote(expected, errors="surrogateescape").removeprefix("file://") == file


def test_a_finding_that_an_ecart_answers_is_not_in_sarif(certeval: Certeval) -> None:
    before = sarif(certeval("check", "--format", "sarif", write(ANNOUNCED)).out)
    after = sarif(certeval("check", "--format", "sarif", write(ANNOUNCED + ECART)).out)
    assert [each["ruleId"] for each in before["results"]] == ["R301"]
    assert (after["results"], after["tool"]["driver"]["rules"]) == ([], [])


FORMS = ["gitlab", "sarif"]
THIRTY = next(file for file in INVALID if file.stem == "trente-erreurs").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_a_fingerprint_stays_when_lines_move(form: str, certeval: Certeval) -> None:
    moved = THIRTY.replace("\nblocs:", "\n# une remarque\n\nblocs:")
    assert moved != THIRTY
    assert prints(form, certeval, moved) == prints(form, certeval, THIRTY)


@pytest.mark.parametrize("form", FORMS)
def test_a_fingerprint_stays_when_another_finding_goes(form: str, certeval: Certeval) -> None:
    wrong = prints(form, certeval, UNSOUND)
    assert prints(form, certeval, UNSOUND.replace("  titre: Vente\n", "")) == [wrong[0], wrong[2]]


@pytest.mark.parametrize("form", FORMS)
def test_a_fingerprint_stays_when_an_element_comes_before(form: str, certeval: Certeval) -> None:
    text = SOUND.replace("Les objections", "Les  objections")
    more = text.replace(
        "    - {code: CR1,", "    - {code: CR0, libelle: Le client est connu}\n    - {code: CR1,"
    )
    assert prints(form, certeval, more) == prints(form, certeval, text)


@pytest.mark.parametrize("form", FORMS)
def test_no_two_findings_share_a_fingerprint(form: str, certeval: Certeval) -> None:
    found = prints(form, certeval, THIRTY)
    assert len(set(found)) == len(found) == 30


@pytest.mark.parametrize("form", FORMS)
def test_a_fingerprint_in_a_file_that_cannot_be_read_is_of_its_line(form: str, certeval: Certeval) -> None:
    text = "format: 1\ncertification: {code: essai, version: 1.0.0\nblocs: []\n"
    (found,) = prints(form, certeval, text)
    assert prints(form, certeval, f"# un commentaire\n\n{text}") == [found]
    assert prints(form, certeval, text.replace("essai", "autre")) != [found]


def test_two_findings_of_one_code_in_one_text_have_fingerprints_of_their_own(certeval: Certeval) -> None:
    text = SOUND.replace("code: CR2", "code: CR1") + "    - {code: CR1, libelle: Le prix est tenu}\n"
    found = prints("gitlab", certeval, text)
    assert len(set(found)) == len(found) == 2


def suite(text: str) -> ET.Element:
    root = ET.fromstring(text)  # noqa: S314 -- what certeval wrote
    (found,) = root
    assert (root.tag, found.tag) == ("testsuites", "testsuite")
    return found


def test_junit_has_a_test_for_each_file_which_fails_where_there_are_errors(certeval: Certeval) -> None:
    write(UNSOUND, "a.yaml")
    write(SOUND, "b.yaml")
    write(TIED, "c.yaml")
    done = certeval("check", "--format", "junit", "a.yaml", "b.yaml", "c.yaml")
    found = suite(done.out)
    assert found.attrib == {
        "name": "certeval check",
        "tests": "3",
        "failures": "1",
        "errors": "0",
        "skipped": "0",
    }
    assert [case.attrib for case in found] == [
        {"classname": "certeval.check", "name": name} for name in ("a.yaml", "b.yaml", "c.yaml")
    ]
    failing, passing, warned = found
    (failure,) = failing
    assert failure.attrib == {"message": "3 errors", "type": "V201"}
    assert "a.yaml:9:3: R101 unknown key « titre »\n" in str(failure.text)
    assert list(passing) == []
    (output,) = warned
    assert output.tag == "system-out"
    assert "c.yaml:4:3: V202 " in str(output.text)


def test_in_junit_a_session_is_a_test_which_fails_where_it_has_errors(certeval: Certeval) -> None:
    session = "format: 1\nsession: {code: S1, referentiel: developpement-commercial@1.0.0"
    write(f"{session}, titre: S1}}\n", "inconnue.yaml")
    write("format: 1\nsession: [\n", "coupée.yaml")
    write(f"{session}}}\n", "juste.yaml")
    done = certeval("check", "coupée.yaml", "inconnue.yaml", "juste.yaml", "--format", "junit")
    found = suite(done.out)
    failures = {case.get("name"): [each.get("type") for each in case.iter("failure")] for case in found}
    assert failures == {"coupée.yaml": ["Y100"], "inconnue.yaml": ["R101"], "juste.yaml": []}
    assert (done.status, found.get("tests"), found.get("failures")) == (1, "3", "2")


def test_a_fingerprint_in_a_session_stays_when_another_finding_goes(certeval: Certeval) -> None:
    def found(members: str) -> list[str]:
        head = (
            "format: 1\nsession: {code: S1, referentiel: developpement-commercial@1.0.0}\njury:\n  membres:\n"
        )
        write(head + members, "S1.yaml")
        out = certeval("check", "S1.yaml", "--format", "gitlab").out
        return [each["fingerprint"] for each in json.loads(out) if each["check_name"] == "R101"]

    one, two = "  - {code: J1, titre: a}\n", "  - {code: J2, titre: a}\n"
    assert found(one + two)[1:] == found(two)


def test_in_junit_a_warning_fails_with_strict(certeval: Certeval) -> None:
    found = suite(certeval("check", "--format", "junit", "--strict", write(TIED)).out)
    assert found.get("failures") == "1"
    assert found[0][0].attrib == {"message": "1 warning", "type": "V202"}


def test_junit_holds_nothing_that_xml_refuses(certeval: Certeval) -> None:
    typed = SOUND.replace("code: CR1", 'code: "\\e[31m<a>&\\ufffe\\0"')
    found = suite(certeval("check", "--format", "junit", write(typed, "a<b>&.yaml")).out)
    assert found[0].get("name") == "a<b>&.yaml"
    assert "<a>&" in str(found[0][0].text)


@settings(max_examples=100)
@given(st.text(st.characters(codec=None, exclude_categories=[]), max_size=30))
def test_any_text_is_held_by_xml_once_stripped(text: str) -> None:
    element = ET.Element("a", b=_xml_text(text))
    element.text = _xml_text(text)
    again = ET.fromstring(ET.tostring(element))  # noqa: S314
    assert (again.text or "").replace("\r", "\n") == _xml_text(text).replace("\r\n", "\n").replace("\r", "\n")


NOTHING = {
    "text": "1 référentiel checked: nothing to report\n",
    "concise": "",
    "github": "",
    "gitlab": "[]\n",
}


@pytest.mark.parametrize("form", FORMATS)
def test_without_a_finding_each_form_is_still_a_whole_document(form: str, certeval: Certeval) -> None:
    done = certeval("check", "--format", form, write(SOUND))
    assert (done.status, done.err) == (0, "")
    if form in NOTHING:
        assert done.out == NOTHING[form]
    elif form == "json":
        assert json.loads(done.out) == {"schema": "certeval/diagnostics/1", "diagnostics": []}
    elif form == "sarif":
        assert sarif(done.out)["results"] == []
    else:
        assert [list(case) for case in suite(done.out)] == [[]]


@pytest.mark.parametrize("form", FORMATS)
def test_each_form_is_written_to_a_file_as_it_is_printed_and_not_over_another(
    form: str, certeval: Certeval
) -> None:
    printed = certeval("check", "--format", form, write(UNSOUND))
    done = certeval("check", "--format", form, "--output", "resultat", "essai.yaml")
    assert (done.status, done.out) == (printed.status, "") == (1, "")
    assert Path("resultat").read_bytes() == printed.out.encode()
    again = certeval("check", "--format", form, "--output", "resultat", write(SOUND))
    assert (again.status, again.err) == (2, "certeval: resultat exists; --force replaces it\n")
    assert Path("resultat").read_bytes() == printed.out.encode()
    assert certeval("check", "--format", form, "--output", "resultat", "--force", "essai.yaml").status == 0
    assert Path("resultat").read_bytes() != printed.out.encode()


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "text"])
def test_what_programs_read_is_in_english_unless_certeval_is_told_otherwise(
    form: str, certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(UNSOUND)
    english = certeval("check", "--format", form, "essai.yaml").out
    monkeypatch.setenv("CERTEVAL_LANG", "fr")
    french = certeval("check", "--format", form, "essai.yaml").out
    monkeypatch.delenv("CERTEVAL_LANG")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert certeval("check", "--format", form, "essai.yaml").out == english
    assert "unknown key" in english
    assert "clé inconnue" in french


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_whose_name_is_no_text_is_told_of(form: str, certeval: Certeval) -> None:
    name = b"caf\xe9.yaml".decode(errors="surrogateescape")
    try:
        write(UNSOUND, name)
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    done = certeval("check", "--format", form, name)
    assert (done.status, done.err) == (1, "")
    assert "caf" in done.out


@pytest.mark.parametrize("form", ["gitlab", "sarif", "junit", "github", "concise"])
def test_a_place_without_a_line_is_still_told_of(form: str) -> None:
    places = (Place("f.yaml", Span(1, 1, 1, 1)), Place("f.yaml"))
    found = [Diagnostic(Kind("R201", Severity.INFO, "odd"), place) for place in places]
    text = FORMATS[form](CheckReport(found, {"f.yaml": yaml.parse(b"a: 1\n", "f.yaml")}))
    assert text.count("odd") >= 2
