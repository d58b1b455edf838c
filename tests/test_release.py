"""What is handed out with a version: locks without addresses, the bill of materials, licences, the same bytes twice."""

import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from packaging.requirements import Requirement

from certeval import __version__

ROOT = Path(__file__).parents[1]
RELEASE = ROOT / "release"


@pytest.fixture(scope="module")
def release() -> SimpleNamespace:
    """The scripts of the folder, which find one another there."""
    sys.path.insert(0, str(RELEASE))
    try:
        names = ("locked", "bill", "licences", "build")
        return SimpleNamespace(**{name: __import__(name) for name in names})
    finally:
        sys.path.remove(str(RELEASE))


@pytest.mark.parametrize("file", ["all.lock.txt", "dev.lock.txt"])
def test_a_lock_has_hashes_and_no_address(release: SimpleNamespace, file: str) -> None:
    text = (RELEASE / file).read_text(encoding="utf-8")
    assert re.findall(r"://|@ |--(?:extra-)?index|--find|file:|(?<= )/\w+", text) == []
    pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.DOTALL | re.MULTILINE)
    assert [each.split()[0] for each in pins if "--hash=sha256:" not in each] == []
    assert len(pins) == len(release.locked.locked(file))


@pytest.mark.parametrize("file", ["all.lock.txt", "dev.lock.txt"])
def test_a_lock_has_each_package_that_its_extras_ask_for_at_a_version_that_they_take(
    release: SimpleNamespace, file: str
) -> None:
    """`python release/lock.py` makes it again."""
    versions = {each.name: each.version for each in release.locked.locked(file)}
    project = release.locked.PROJECT
    wanted = [*project["dependencies"]]
    for extra, requirements in project["optional-dependencies"].items():
        if set(release.locked.declared(extra)) <= release.locked.declared("all") or file == "dev.lock.txt":
            wanted += requirements
    asked = [each for each in map(Requirement, wanted) if each.name != "certeval"]
    assert len(asked) > 10
    lacking = [
        str(each)
        for each in asked
        if not each.specifier.contains(versions.get(release.locked.folded(each.name), "0"), prereleases=True)
    ]
    assert lacking == []


def test_both_locks_have_the_same_versions(release: SimpleNamespace) -> None:
    run, develop = ({each[:2] for each in release.locked.locked(file)} for file in release.locked.LOCKS)
    assert run - develop == set()


def test_the_bill_lists_what_is_locked_and_nothing_else(release: SimpleNamespace) -> None:
    text = (RELEASE / release.bill.FILE).read_text(encoding="utf-8")
    licences = {(each.name, each.version): each.licence for each in release.licences.licensed(text)}
    assert set(licences) == {each[:2] for each in release.locked.locked("dev.lock.txt")}
    assert text == release.bill.text(licences)
    assert json.loads(text)["metadata"]["component"]["version"] == __version__
    assert "://" not in text


def test_a_package_says_which_extras_bring_it(release: SimpleNamespace) -> None:
    assert release.locked.extras_of("pydantic-core") == ("certeval",)
    assert "documents" in release.locked.extras_of("markupsafe")
    assert release.locked.extras_of("ruff") == ("dev",)
    assert "documents" not in release.locked.extras_of("pdfminer-six")


def test_every_licence_of_every_extra_is_known(
    release: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert release.licences.main() == 0
    told = capsys.readouterr().out
    assert re.search(r"^psycopg +\S+ +LGPL-3.0-only +postgresql, dev$", told, re.MULTILINE)


@pytest.mark.parametrize(
    ("scope", "licence", "known"),
    [
        ("required", "MIT", True),
        ("required", "LGPL-3.0-only", False),
        ("optional", "LGPL-3.0-only", True),
        ("optional", "AGPL-3.0-or-later", False),
        ("excluded", "AGPL-3.0-or-later", True),
        ("required", "GPL-2.0-only OR Apache-2.0", True),
        ("required", "MIT AND (GPL-2.0-only OR Zlib)", False),  # what is doubtful is looked at by someone
        ("required", "MIT AND GPL-2.0-only", False),
        ("required", "", False),
    ],
)
def test_a_licence_that_nobody_looked_at_is_not_known(
    release: SimpleNamespace, scope: str, licence: str, known: bool
) -> None:
    assert release.licences.known(release.licences.Licensed("a", "1", scope, ("certeval",), licence)) is known


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ({"license_expression": "MIT OR Apache-2.0", "license": "both"}, "MIT OR Apache-2.0"),
        ({"license": "MIT"}, "MIT"),
        (
            {"license": "Copyright (c)…\n" * 9, "classifier": ["License :: OSI Approved :: MIT License"]},
            "MIT",
        ),
        ({"license": "UNKNOWN", "classifier": ["License :: OSI Approved :: BSD License"]}, "BSD License"),
        ({"classifier": ["Topic :: Education"]}, ""),
    ],
)
def test_a_licence_is_read_where_metadata_say_it(
    release: SimpleNamespace, metadata: dict[str, object], licence: str
) -> None:
    assert release.bill.licence({"name": "paquet", **metadata}) == licence


def test_archives_that_differ_are_named(release: SimpleNamespace) -> None:
    """`.ci/run` builds them, which takes some ten seconds."""
    assert list(release.build.differing({"a": b"1", "b": b"2"}, {"a": b"1", "b": b"3", "c": b""})) == [
        "b",
        "c",
    ]


def test_each_classifier_is_one_that_indexes_know(release: SimpleNamespace) -> None:
    known = pytest.importorskip("trove_classifiers").classifiers
    assert set(release.locked.PROJECT["classifiers"]) - known == set()


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__


def test_each_form_of_an_issue_has_fields_that_have_labels() -> None:
    forms = [
        each for each in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if each.name != "config.yml"
    ]
    assert len(forms) == 3
    for form in forms:
        read = yaml.safe_load(form.read_text(encoding="utf-8"))
        assert read["name"], read["description"]
        assert all(each["type"] == "markdown" or each["attributes"]["label"] for each in read["body"])


def test_the_changelog_has_this_version_and_its_day_by_what_changed() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings[:2] == ["[Unreleased]", f"[{__version__}] - {citation['date-released']}"]
    kinds = re.findall(r"^### (.*)$", text.split("\n## ")[2], re.MULTILINE)
    assert kinds == ["Added", "Changed", "Fixed"]
    lines = [each for each in text.splitlines() if each.startswith("- ")]
    assert sorted(set(lines)) == sorted(lines), "a merge doubled it"
