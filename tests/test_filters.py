"""`--bloc`, `--candidat` and `--force-version` mean the same whatever the command; so does `-`."""

import io
import json
import sys
from pathlib import Path

import pytest

from conftest import Certeval

WIDE = "candidat;CR1.1.1;CR2.1.1\nC001;oui;non\nC002;non;oui\nC003;oui;oui\n"
MARKED = "candidat;jure;CR1.1.1;CR2.1.1\n" + "".join(
    f"C00{n};{jure};{one};{two}\n"
    for n, jure, one, two in (
        (1, "A", "oui", "oui"),
        (1, "B", "oui", "non"),
        (2, "A", "non", "oui"),
        (2, "B", "oui", "oui"),
    )
)
CODE = "developpement-commercial"


@pytest.fixture
def sheets(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(WIDE, encoding="utf-8")
    (tmp_path / "jures.csv").write_text(MARKED, encoding="utf-8")


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


def document(certeval: Certeval, *arguments: object) -> dict[str, object]:
    done = certeval(*arguments, "--json")
    assert done.status == 0, done.err
    read: dict[str, object] = json.loads(done.out)
    return read


@pytest.mark.usefixtures("sheets")
def test_statistics_of_a_bloc_are_those_of_all_cut_to_it(certeval: Certeval) -> None:
    whole = document(certeval, "stats", "s.csv")
    one = document(certeval, "stats", "s.csv", "--bloc", "2")
    assert one["filtres"] == {"blocs": ["BC2"]}
    assert "filtres" not in whole
    kept = [
        each
        for each in whole["ensemble"]["elements"]  # type: ignore[index]
        if each["code"] in {"certification", "BC2"} or each["code"].lstrip("CR").startswith("2.")
    ]
    assert one["ensemble"]["elements"] == kept  # type: ignore[index]
    assert one["ensemble"]["candidats"] == 3  # type: ignore[index]


@pytest.mark.usefixtures("sheets")
def test_statistics_of_some_candidates_are_those_of_a_sheet_of_them(
    certeval: Certeval, tmp_path: Path
) -> None:
    (tmp_path / "two.csv").write_text("".join(WIDE.splitlines(keepends=True)[:3]), encoding="utf-8")
    some = document(certeval, "stats", "s.csv", "--candidat", "C001", "--candidat", "c002")
    assert some["filtres"] == {"candidats": ["C001", "C002"]}
    assert some["ensemble"] == document(certeval, "stats", "two.csv")["ensemble"]


@pytest.mark.parametrize(
    ("asked", "headings"),
    [
        ((), "candidat B1 B2 C1 B2 total certification"),
        (("--bloc", "B1"), "candidat B1 C1 total certification"),
        (("--bloc", "B2"), "candidat B2 B2 total certification"),
    ],
)
def test_a_table_cut_to_a_bloc_shows_no_mark_of_another(
    asked: tuple[str, ...], headings: str, certeval: Certeval
) -> None:
    """As rows of CSV and workbooks do; what stands in no bloc stays."""
    Path("notes.yaml").write_text(
        "format: 1\ncertification: {code: notes, version: 1.0.0}\nmesures: {total: {somme: [C1, B2]}}\n"
        "validation: {certification: {tous: blocs}}\nblocs:\n"
        "- {code: B1, intitule: Un, validation: {tous: competences}, competences: ["
        "{code: C1, libelle: vendre, echelle: {note: {sur: 20}}, validation: {au_moins: 10}}]}\n"
        "- {code: B2, intitule: Deux, echelle: {note: {sur: 20}}, validation: {au_moins: 10}}\n",
        encoding="utf-8",
    )
    Path("notes.csv").write_text("candidat;C1;B2\nK1;12;14\n", encoding="utf-8")
    done = certeval("validate", "notes.csv", "--referentiel", "notes.yaml", *asked)
    assert done.out.splitlines()[1].split() == headings.split()


@pytest.mark.usefixtures("sheets")
def test_agreement_is_told_of_a_bloc_and_of_some_candidates(certeval: Certeval) -> None:
    def told(*options: str) -> dict[str, int]:
        found = document(certeval, "agreement", "jures.csv", *options)
        return {each["code"]: each["cas"] for each in found["elements"]}  # type: ignore[attr-defined]

    assert told() == {"CR1.1.1": 2, "CR2.1.1": 2}
    assert told("--bloc", "1") == {"CR1.1.1": 2}
    assert told("--candidat", "C002") == {"CR1.1.1": 1, "CR2.1.1": 1}


@pytest.mark.usefixtures("sheets")
def test_an_impact_is_told_of_a_bloc_and_of_some_candidates(certeval: Certeval) -> None:
    rule = ("--validation", "competence: {un_de: criteres}")

    def changed(*options: str) -> dict[str, list[str]]:
        found = document(certeval, "impact", CODE, "s.csv", *rule, *options)
        return {
            each["candidat"]: [change["nouveau"] for change in each["changements"]]
            for each in found["candidats"]  # type: ignore[attr-defined]
        }

    whole = changed()
    assert whole["C003"] == ["C1.1", "C2.1"]
    assert changed("--bloc", "2") == {code: ["C2.1"] for code in ("C002", "C003")}
    assert changed("--candidat", "C003") == {"C003": whole["C003"]}


@pytest.mark.usefixtures("sheets")
@pytest.mark.parametrize(
    "command", [("stats", "s.csv"), ("agreement", "jures.csv"), ("impact", CODE, CODE, "s.csv")]
)
@pytest.mark.parametrize(
    ("option", "said"), [(("--bloc", "9"), "no bloc « 9 »"), (("--candidat", "C0"), "no candidate « C0 »")]
)
def test_what_is_not_there_is_refused_alike(
    certeval: Certeval, command: tuple[str, ...], option: tuple[str, str], said: str
) -> None:
    done = certeval(*command, *option)
    assert (done.status, said in done.err) == (2, True)


def test_a_certification_without_blocs_says_that_it_has_none(certeval: Certeval, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        "format: 1\ncertification: {code: r, version: 1.0.0}\n"
        "validation: {certification: {tous: faits}}\nfaits: [{code: F1, libelle: Un}]\n",
        encoding="utf-8",
    )
    (tmp_path / "s.csv").write_text("candidat;F1\nC001;oui\n", encoding="utf-8")
    done = certeval("validate", "s.csv", "--referentiel", "r.yaml", "--bloc", "1")
    assert (done.status, done.err) == (2, "certeval: no bloc « 1 »: r has no blocs\n")


@pytest.mark.usefixtures("sheets")
def test_results_say_not_who_is_asked_for(certeval: Certeval) -> None:
    certeval("validate", "s.csv", "--output", "r.json")
    done = certeval("stats", "r.json", "--bloc", "1")
    assert (done.status, "give the sheets" in done.err) == (2, True)


@pytest.mark.usefixtures("sheets")
def test_results_are_verified_from_the_standard_input(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = certeval("validate", "s.csv", "--json").out
    pipe(monkeypatch, results)
    done = certeval("verify", "-")
    assert (done.status, "identical: 3 candidates" in done.out) == (0, True)


@pytest.mark.usefixtures("sheets")
def test_a_correspondance_is_read_from_the_standard_input(
    certeval: Certeval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "format: 1\ncandidat: Code\n"
    (tmp_path / "other.csv").write_text(WIDE.replace("candidat", "Code"), encoding="utf-8")
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    pipe(monkeypatch, text)
    done = certeval("validate", "other.csv", "--correspondance", "-", "--format", "csv")
    assert done.status == 0, done.err
    assert done.out == certeval("validate", "other.csv", "--correspondance", "c.yaml", "--format", "csv").out
    pipe(monkeypatch, "format: 1\ncandidat: Nulle part\n")
    assert "<stdin>:2:11" in certeval("validate", "other.csv", "--correspondance", "-").err
    pipe(monkeypatch, text)
    sealed = certeval("validate", "other.csv", "--correspondance", "-", "-o", "r.json", "--seal", "s.json")
    assert (sealed.status, "give a file rather than -" in sealed.err) == (2, True)


@pytest.mark.usefixtures("sheets")
@pytest.mark.parametrize(
    "command",
    [
        ("validate", "-", "--correspondance", "-"),
        ("validate", "-", "--referentiel", "-"),
        ("validate", "s.csv", "--referentiel", "-", "--correspondance", "-"),
        ("verify", "-", "--correspondance", "-"),
    ],
)
def test_one_standard_input_is_one_file(
    certeval: Certeval, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    results = certeval("validate", "s.csv", "--json").out
    pipe(monkeypatch, results if command[0] == "verify" else "format: 1\ncandidat: candidat\n")
    done = certeval(*command)
    assert (done.status, "both read the standard input" in done.err) == (2, True)


def test_another_version_is_accepted_where_it_is_asked_for(certeval: Certeval, tmp_path: Path) -> None:
    from certeval.referentiel.catalogue import package_folder, versions

    path = next(versions(package_folder())).path
    text = path.read_text(encoding="utf-8")
    folder = tmp_path / "referentiels" / CODE
    folder.mkdir(parents=True)
    (folder / "1.0.0.yaml").write_text(text, encoding="utf-8")
    (folder / "1.0.1.yaml").write_text(text.replace("version: 1.0.0", "version: 1.0.1"), encoding="utf-8")
    named = "\n".join(
        f"{line};{name}"
        for line, name in zip(WIDE.splitlines(), ["referentiel", *[f"{CODE}@1.0.0"] * 3], strict=True)
    )
    (tmp_path / "s.csv").write_text(named + "\n", encoding="utf-8")
    command = ("impact", f"{CODE}@1.0.1", f"{CODE}@1.0.0", "s.csv")
    assert certeval(*command).status == 1
    assert certeval(*command, "--force-version").status == 0
    assert certeval("verify", "--help").out.count("--force-version") == 1
