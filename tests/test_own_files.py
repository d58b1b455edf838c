"""Commands look at the user's own référentiels: what is misplaced is told, what is shipped is named, never changed."""

import errno
import json
import os
from pathlib import Path

import pytest

from certeval.referentiel.catalogue import HEAD, package_folder
from conftest import Certeval, Done
from test_catalogue import CONTENT

SHEET = "candidat;BC1\nC1;12\n"
COMMANDS = [
    ["validate", "notes.csv"],
    ["validate", "notes.csv", "--format", "csv"],
    ["explain", "C1", "--scores", "notes.csv"],
    ["rattrapages", "notes.csv"],
    ["stats", "notes.csv"],
    ["agreement", "notes.csv"],
    ["show"],
    ["show", "versions"],
    ["lock"],
    ["grille", "--format", "csv"],
    ["diff", "vente@1.0.0", "vente@1.1.0"],
    ["impact", "vente@1.0.0", "vente@1.1.0", "notes.csv"],
]


def add_referentiel(name: str, version: str = "1.0.0") -> Path:
    """A référentiel under this name in the user's own folder, and a sheet."""
    file = Path("referentiels", name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(CONTENT.format(code="vente", version=version, period=""), encoding="utf-8")
    Path("notes.csv").write_text(SHEET, encoding="utf-8")
    return file


def codes(done: Done) -> list[tuple[str, str]]:
    return [(each["code"], each["fichier"]) for each in json.loads(done.out)["diagnostics"]]


MISPLACED = [
    "a.yaml",
    "1.0.0.yaml",
    "vente/1.0.yaml",
    "vente/v1.0.0.yaml",
    "vente/1.0.0.yml",
    "vente/1.0.0.YAML",
    "vente/01.0.0.yaml",
    "vente/1.0.0-beta.yaml",
    "vente/archives/1.0.0.yaml",
    "a/b/c/d.yml",
    "vente/1.0.0.yaml.txt",
]


@pytest.mark.parametrize("name", MISPLACED)
def test_a_file_among_the_referentiels_that_is_no_version_is_found(certeval: Certeval, name: str) -> None:
    file = add_referentiel(name)
    for arguments in ([], ["referentiels"], ["."], [file]):
        done = certeval("check", "--json", *arguments)
        assert (done.status, ("H104", str(file)) in codes(done)) == (1, True)
    done = certeval("test")
    assert done.status == 1
    assert "H104" in done.err


@pytest.mark.parametrize("arguments", COMMANDS)
@pytest.mark.parametrize("name", ["a.yaml", "vente/v1.0.0.yaml"])
def test_it_is_said_and_nothing_else_is_taken_instead(
    certeval: Certeval, name: str, arguments: list[str]
) -> None:
    file = add_referentiel(name)
    done = certeval(*arguments)
    assert (done.status, done.out) == (2, "")
    assert f"not read, for a version is a file <code>/<version>.yaml: {file}\n" in done.err
    assert "no référentiel in " in done.err


@pytest.mark.parametrize("arguments", [["check"], ["test"], *COMMANDS])
def test_a_folder_that_holds_none_is_said(certeval: Certeval, arguments: list[str]) -> None:
    add_referentiel("a.yaml").unlink()
    done = certeval(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "no référentiel in " in done.err
    assert "developpement-commercial" not in done.err


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_folder_of_it_that_may_not_be_read_is_not_taken_for_absent(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """The other certification would be the only one, and its rules applied to this one's marks."""
    add_referentiel("vente/1.0.0.yaml")
    closed = add_referentiel("accueil/1.0.0.yaml").parent
    let = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != closed.name and let(path, mode))
    done = certeval(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"certeval: {closed.absolute()}: the system does not allow it\n"


def test_the_folder_that_the_system_keeps_for_itself_is_let_be(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_referentiel("vente/1.0.0.yaml")
    Path("referentiels", "lost+found").mkdir()
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).name != "lost+found")
    assert certeval("validate", "notes.csv").status == 0


def test_a_folder_that_check_may_not_look_into_is_said(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_referentiel("vente/1.0.0.yaml")
    Path("referentiels", "vente", "prive").mkdir()
    walk = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "prive":
            raise PermissionError(errno.EACCES, "", path)
        return walk(path)

    monkeypatch.setattr(os, "scandir", scandir)
    done = certeval("check", ".")
    assert (
        done.err
        == f"certeval: {Path('referentiels', 'vente', 'prive')}: not looked into, the system does not allow it\n"
    )


def test_beside_a_version_what_is_misplaced_is_found_and_said_once(certeval: Certeval) -> None:
    add_referentiel("vente/1.0.0.yaml")
    file = add_referentiel("vente/1.1.0.yml", "1.1.0")
    assert codes(certeval("check", "--json")) == [("H104", str(file))]
    for arguments in COMMANDS[:6]:
        done = certeval(*arguments)
        assert done.status == 0
        assert done.err.count("not read, for a version is a file <code>/<version>.yaml: ") == 1
    done = certeval("validate", "notes.csv", "--referentiel", "vente@1.1.0")
    assert (done.status, done.out) == (2, "")
    assert str(file) in done.err


def test_what_is_misplaced_is_checked_too(certeval: Certeval) -> None:
    add_referentiel("a.yaml").write_text(
        "format: 1\ncertification: {code: vente, version: 1.0.0}\n", encoding="utf-8"
    )
    assert {code for code, _file in codes(certeval("check", "--json"))} == {"H104", "R102"}


def test_hidden_files_and_files_elsewhere_are_let_be(certeval: Certeval) -> None:
    add_referentiel("vente/1.0.0.yaml")
    add_referentiel("vente/.1.1.0.yaml")
    add_referentiel(".git/a.yaml")
    Path("brouillons").mkdir()
    add_referentiel("../brouillons/a.yaml")
    assert certeval("check", "--json").status == 0
    assert certeval("check", "brouillons").status == 0
    assert certeval("check", "brouillons/a.yaml").status == 0


@pytest.mark.parametrize("arguments", [["check"], ["test"], *COMMANDS])
@pytest.mark.parametrize("kind", ["nowhere", "a file"])
def test_the_environment_that_leads_to_no_folder_is_said(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, arguments: list[str], kind: str
) -> None:
    add_referentiel("vente/1.0.0.yaml")
    monkeypatch.setenv("CERTEVAL_REFERENTIELS", "absent" if kind == "nowhere" else "notes.csv")
    done = certeval(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "référentiels are looked for there, and this is no folder" in done.err


def test_an_environment_that_is_empty_says_nothing(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_referentiel("vente/1.0.0.yaml")
    monkeypatch.setenv("CERTEVAL_REFERENTIELS", "")
    assert certeval("check") == Done(0, "1 référentiel checked: nothing to report\n", "")


@pytest.mark.parametrize("kind", ["a file", "a link that leads nowhere"])
def test_what_bears_the_name_of_the_folder_and_is_none_is_said(certeval: Certeval, kind: str) -> None:
    here = Path("referentiels")
    certeval("--version")
    here.touch() if kind == "a file" else here.symlink_to("nulle-part")
    for arguments in (["check"], ["show"]):
        done = certeval(*arguments)
        assert (done.status, done.out) == (2, "")
        assert "this is no folder" in done.err


@pytest.mark.parametrize(
    "name", ["référentiels", "Referentiels", "Référentiels", "referentiel", "Référentiel"]
)
def test_a_folder_whose_name_is_nearly_right_is_said(certeval: Certeval, name: str) -> None:
    add_referentiel("vente/1.0.0.yaml")
    Path("referentiels").rename("ailleurs")
    Path("ailleurs").rename(name)
    for arguments in (["check"], *COMMANDS[:2]):
        done = certeval(*arguments)
        assert (done.status, done.out) == (2, "")
        assert f"{name}: référentiels are looked for in a folder named « referentiels »" in done.err


SHIPPED = (
    "certeval: no folder referentiels/ here nor above: developpement-commercial@1.0.0 is taken, which comes "
    "with certeval\n"
)


@pytest.mark.parametrize("arguments", [["check"], ["test"], ["show"], ["grille", "--format", "csv"]])
def test_without_any_folder_the_one_shipped_is_taken_and_named(
    certeval: Certeval, arguments: list[str]
) -> None:
    done = certeval(*arguments)
    assert (done.status, done.err) == (0, SHIPPED)


@pytest.mark.parametrize("arguments", [["check"], ["test"], ["show"], ["grille", "--format", "csv"]])
def test_a_draft_that_lies_here_is_told_not_to_be_what_is_taken(
    certeval: Certeval, arguments: list[str]
) -> None:
    Path("vente").mkdir()
    draft = CONTENT.format(code="vente", version="0.1.0", period="")
    for name in ("vente/0.1.0.yaml", "brouillon.yml"):
        Path(name).write_text(draft, encoding="utf-8")
    Path("mkdocs.yml").write_text("site_name: essai\n", encoding="utf-8")
    Path("vide.yaml").mkdir()
    Path("notes.yaml").write_text(f"{'candidats: []' + ' ' * HEAD}\n{draft}", encoding="utf-8")
    beside = "vente/0.1.0.yaml, brouillon.yml; name the file, or move it there\n"
    assert certeval(*arguments).err == (
        f"{SHIPPED}certeval: not taken, for want of a folder referentiels/ around: {beside}"
    )
    Path("referentiels").mkdir()
    Path("vente").rename("referentiels/vente")
    assert "certeval:" not in certeval(*arguments).err


def test_one_that_is_named_is_not_named_again(certeval: Certeval) -> None:
    assert certeval("show", "--referentiel", "developpement-commercial").err == ""


def test_nothing_is_written_where_it_is(certeval: Certeval) -> None:
    before = {path: path.stat().st_mtime_ns for path in package_folder().rglob("*")}
    done = certeval("lock")
    assert (done.status, done.out) == (2, "")
    assert "comes with certeval, and is never changed" in done.err
    assert certeval("check", "--fix").status == 0
    assert {path: path.stat().st_mtime_ns for path in package_folder().rglob("*")} == before


@pytest.mark.parametrize("empty", ["", " "])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", None],
        ["test", None],
        ["validate", None],
        ["validate", "notes.csv", None],
        ["validate", "notes.csv", "--referentiel", None],
        ["validate", "notes.csv", "--bloc", None],
        ["validate", "notes.csv", "--output", None],
        ["explain", "C1", "--scores", None],
        ["show", "--referentiel", None],
        ["show", None],
        ["lock", None],
        ["diff", None, "vente@1.0.0"],
        ["impact", None, "vente", "notes.csv"],
        ["grille", "--referentiel", None],
        ["verify", None],
        ["verify", "--seal", None],
        ["stats", None],
    ],
)
def test_what_is_empty_names_nothing(certeval: Certeval, arguments: list[str | None], empty: str) -> None:
    add_referentiel("vente/1.0.0.yaml")
    done = certeval(*(empty if each is None else each for each in arguments))
    assert (done.status, done.out) == (2, "")
    assert "is empty" in done.err


def test_an_option_given_an_empty_value_after_its_sign_names_nothing(certeval: Certeval) -> None:
    add_referentiel("vente/1.0.0.yaml")
    done = certeval("validate", "notes.csv", "--referentiel=")
    assert done == Done(2, "", "certeval: --referentiel: its value is empty\n")


@pytest.mark.parametrize("wanted", [".", "..", "referentiels", "referentiels/", "referentiels/vente", "./"])
def test_a_folder_is_no_referentiel(certeval: Certeval, wanted: str) -> None:
    add_referentiel("vente/1.0.0.yaml")
    for arguments in (["validate", "notes.csv", "--referentiel", wanted], ["show", "--referentiel", wanted]):
        done = certeval(*arguments)
        assert (done.status, done.out) == (2, "")
    assert certeval("diff", wanted, "vente@1.0.0").status == 2


def test_a_folder_of_the_name_of_a_code_is_not_taken_for_it(certeval: Certeval) -> None:
    add_referentiel("vente/1.0.0.yaml")
    Path("vente").mkdir()
    assert certeval("diff", "vente", "vente@1.0.0").status == 0
    assert certeval("show", "--referentiel", "vente").status == 0


@pytest.mark.parametrize("command", ["check", "test"])
def test_a_code_given_for_a_file_says_where_its_versions_are(certeval: Certeval, command: str) -> None:
    add_referentiel("vente/1.0.0.yaml")
    folder = Path("referentiels", "vente")
    done = certeval(command, "vente")
    assert (done.status, done.out) == (2, "")
    assert done.err == f"certeval: vente: there is no such file; its versions are in {folder}\n"
    assert certeval(command, "vent").err == "certeval: vent: there is no such file\n"
    assert certeval(command, folder).status in {0, 1}
