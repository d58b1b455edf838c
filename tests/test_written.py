"""What is written is what was asked: the form that a name announces, and never over what was read."""

import json
import os
from pathlib import Path

import pytest

from conftest import Certeval
from test_lock import FILE, publish

NOTES = "candidat;CR1;CR2;CR3;CR4\nC001;1;1;1;1\nC002;1;0;1;1\nC003;1;;1;1\n"


@pytest.fixture
def session(certeval: Certeval) -> Certeval:
    """A référentiel of one's own and a sheet."""
    publish()
    Path("notes.csv").write_text(NOTES, encoding="utf-8")
    return certeval


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("r.csv", "\ufeffcandidat;certification;BC1;"),
        ("r.CSV", "\ufeffcandidat;certification;BC1;"),
        ("r.json", '{\n "schema": "certeval/resultats/1"'),
        ("r.ndjson", '{"candidat": "C001"'),
        ("r.jsonl", '{"candidat": "C001"'),
    ],
)
def test_results_take_the_form_that_their_name_announces(
    session: Certeval, name: str, beginning: str
) -> None:
    done = session("validate", "notes.csv", "--output", name)

    assert (done.status, done.out) == (0, "")
    assert Path(name).read_text(encoding="utf-8").startswith(beginning)


@pytest.mark.parametrize("name", ["r.txt", "r", "r.LOG", "resultats-1.0"])
def test_a_name_that_announces_nothing_holds_what_a_terminal_would_show(session: Certeval, name: str) -> None:
    assert session("validate", "notes.csv", "--output", name).status == 0
    assert "C001" in Path(name).read_text(encoding="utf-8")
    assert session("validate", "notes.csv", "--format", "csv", "--force", "--output", name).status == 0
    assert Path(name).read_text(encoding="utf-8").startswith("\ufeffcandidat;")


@pytest.mark.parametrize("name", ["r.tex", "r.tar", "r.pptx", "r.sqlite", "r.resultats"])
def test_a_name_whose_ending_says_no_form_is_refused_unless_the_form_is_asked_for(
    session: Certeval, name: str
) -> None:
    done = session("validate", "notes.csv", "--output", name)
    assert (done.status, Path(name).exists()) == (2, False)
    assert "this command writes table, json, csv" in done.err
    assert session("validate", "notes.csv", "--format", "csv", "--output", name).status == 0


@pytest.mark.parametrize("name", ["r.pdf", "r.html", "r.docx", "r.ods", "r.csv.gz", "r.md", "r.XLS"])
@pytest.mark.parametrize("asked", [[], ["--format", "csv"], ["--json"]])
def test_a_form_that_is_not_written_is_refused_with_those_that_are(
    session: Certeval, name: str, asked: list[str]
) -> None:
    done = session("validate", "notes.csv", *asked, "--output", name, "--force")

    assert (done.status, done.out, Path(name).exists()) == (2, "", False)
    assert done.err.startswith(f"certeval: --output {name}: nothing is written as ")
    assert "table, json, csv" in done.err


@pytest.mark.parametrize(
    ("form", "name"),
    [("csv", "r.json"), ("json", "r.csv"), ("ndjson", "r.json"), ("table", "r.csv"), ("csv", "r.parquet")],
)
def test_a_name_that_contradicts_the_form_asked_for_is_refused(
    session: Certeval, form: str, name: str
) -> None:
    done = session("validate", "notes.csv", "--format", form, "--output", name, "--force")

    assert (done.status, Path(name).exists()) == (2, False)
    assert f"and {form} is what would be written" in done.err


@pytest.mark.parametrize(
    ("arguments", "name", "beginning"),
    [
        (["show"], "r.json", "{"),
        (["check"], "r.json", "{"),
        (["check"], "r.sarif", "{"),
        (["check"], "r.xml", "<?xml"),
        (["explain", "C001", "--scores", "notes.csv"], "r.json", "{"),
        (["rattrapages", "notes.csv"], "r.json", "{"),
        (["agreement", "notes.csv"], "r.csv", "\ufeff"),
        (["stats", "notes.csv"], "r.csv", "\ufeff"),
        (["diff", str(FILE), str(FILE)], "r.md", "#"),
        (["impact", str(FILE), str(FILE), "notes.csv"], "r.csv", "\ufeff"),
        (["grille"], "r.csv", "\ufeff"),
    ],
)
def test_every_command_that_writes_a_file_reads_its_name_so(
    session: Certeval, arguments: list[str], name: str, beginning: str
) -> None:
    done = session(*arguments, "--output", name)

    assert (done.status, done.out) == (0, ""), done.err
    assert Path(name).read_text(encoding="utf-8").startswith(beginning)
    refused = session(*arguments, "--output", "r.pdf")
    assert (refused.status, Path("r.pdf").exists()) == (2, False)


def test_a_report_and_a_schema_are_json_whatever_their_names_say(session: Certeval) -> None:
    for arguments in (
        ["validate", "notes.csv", "--report", "r.csv"],
        ["schema", "notes", "--output", "r.csv"],
    ):
        done = session(*arguments)
        assert (done.status, done.out, Path("r.csv").exists()) == (2, "", False)
        assert "this command writes json" in done.err


def test_a_folder_is_no_file_to_write(session: Certeval) -> None:
    done = session("validate", "notes.csv", "--force", "--output", ".")
    assert (done.status, done.err) == (2, "certeval: .: this is a folder; name a file to write\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["grille", "--output"],
        ["publish", "--site"],
        ["registre", "acquis", "--registre"],
    ],
)
def test_the_sign_of_a_stream_is_no_name_of_what_is_kept(session: Certeval, arguments: list[str]) -> None:
    done = session(*arguments, "-")
    told = "certeval: -: this names neither a file nor a folder: give a name\n"
    assert (done.status, done.out, done.err) == (2, "", told)
    assert not Path("-").exists()


@pytest.mark.parametrize("option", ["--output", "--report"])
def test_a_link_that_leads_to_itself_is_told_and_left_alone(session: Certeval, option: str) -> None:
    Path("boucle").symlink_to("boucle")
    for name in ("boucle", "boucle/r.txt"):
        done = session("validate", "notes.csv", "--force", option, name)
        assert (done.status, done.out, done.err) == (2, "", f"certeval: {name}: a link leads to itself\n")
    assert Path("boucle").is_symlink()


def test_what_the_system_says_of_a_path_is_told_in_the_readers_language(
    session: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CERTEVAL_LANG", "fr")
    name = "r" * 300
    told = "aucun nom ni chemin ne peut être aussi long ici"
    assert session("validate", "notes.csv", "--output", name).err == f"certeval: {name}\u00a0: {told}\n"
    assert session("validate", name).err == f"certeval: {name}\u00a0: {told}\n"


INPUTS = ["notes.csv", str(FILE), "lire.yaml"]


@pytest.mark.parametrize("link", ["itself", "a hard link", "a link"])
@pytest.mark.parametrize("file", INPUTS)
@pytest.mark.parametrize("option", ["--output", "--report", "--seal"])
def test_no_result_is_written_over_what_it_comes_from(
    session: Certeval, file: str, link: str, option: str
) -> None:
    Path("lire.yaml").write_text(
        "format: 1\ncandidat: candidat\ncolonnes: {CR1: CR1, CR2: CR2, CR3: CR3, CR4: CR4}\n",
        encoding="utf-8",
    )
    if link == "a hard link":
        Path("autre.txt").hardlink_to(file)
    else:
        Path("autre.txt").symlink_to(file)
    named = file if link == "itself" else "autre.txt"
    kept = Path(file).read_bytes()
    written = {"--output": "r.txt", option: named}

    done = session(
        *("validate", "notes.csv", "--correspondance", "lire.yaml", "--referentiel", FILE, "--force"),
        *(word for pair in written.items() for word in pair),
    )

    assert (done.status, done.out) == (2, "")
    assert Path(file).read_bytes() == kept
    assert not Path("r.txt").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "notes.csv"],
        ["validate", "notes.csv", "--format", "csv"],
        ["validate", ".", "--format", "csv"],
        ["validate", "*.csv", "--bloc", "1", "--format", "csv"],
        ["explain", "C001", "--scores", "notes.csv"],
        ["rattrapages", "notes.csv"],
        ["agreement", "notes.csv"],
        ["stats", "notes.csv"],
        ["impact", FILE, FILE, "notes.csv"],
    ],
)
def test_every_command_keeps_its_sheet(session: Certeval, arguments: list[object]) -> None:
    Path("notes.txt").symlink_to("notes.csv")
    for name in ("notes.csv", "notes.txt"):
        done = session(*arguments, "--force", "--output", name)
        assert (done.status, done.out) == (2, "")
        assert Path("notes.csv").read_text(encoding="utf-8") == NOTES


@pytest.mark.parametrize("options", [("--output",), ("--output", "r.csv", "--seal")], ids=" ".join)
def test_a_path_through_a_folder_to_be_made_is_the_file_that_it_comes_to(
    session: Certeval, options: tuple[str, ...]
) -> None:
    done = session("validate", "notes.csv", "--force", *options, "neuf/../notes.csv")
    assert (done.status, done.out) == (2, "")
    assert "neuf/../notes.csv" in done.err
    assert Path("notes.csv").read_text(encoding="utf-8") == NOTES
    assert not Path("neuf").exists()
    assert not Path("r.csv").exists()


def test_a_result_that_is_there_is_kept_by_whatever_path(session: Certeval) -> None:
    Path("r.csv").write_text("gardé", encoding="utf-8")
    assert session("validate", "notes.csv", "--output", "neuf/../r.csv").status == 2
    twice = ("--output", "r.csv", "--seal", "neuf/../r.csv")
    assert session("validate", "notes.csv", "--force", *twice).status == 2
    assert Path("r.csv").read_text(encoding="utf-8") == "gardé"


@pytest.mark.parametrize("arguments", [["show"], ["check"], ["diff", FILE, FILE]])
def test_every_command_keeps_its_referentiel(session: Certeval, arguments: list[object]) -> None:
    Path("lien").symlink_to(FILE)
    kept = FILE.read_bytes()
    for name in (FILE, "lien"):
        assert session(*arguments, "--force", "--output", name).status == 2
        assert FILE.read_bytes() == kept


def test_a_result_is_not_written_over_the_results_or_the_seal_it_is_about(session: Certeval) -> None:
    session("validate", "notes.csv", "--output", "r.json", "--seal", "s.txt")
    for arguments, name in (
        (["verify", "r.json", "--json"], "r.json"),
        (["verify", "--seal", "s.txt"], "s.txt"),
        (["stats", "r.json"], "r.json"),
    ):
        kept = Path(name).read_bytes()
        assert session(*arguments, "--force", "--output", name).status == 2
        assert Path(name).read_bytes() == kept


@pytest.mark.parametrize(
    "options",
    [
        ["--output", "x", "--report", "x"],
        ["--output", "x", "--seal", "x"],
        ["--output", "r", "--report", "x", "--seal", "./x"],
        ["--output", "x", "--report", "sous/../x"],
        ["--output", "x", "--report", "lien"],
    ],
)
def test_two_results_are_not_written_to_one_file(session: Certeval, options: list[str]) -> None:
    Path("sous").mkdir()
    Path("lien").symlink_to("x")

    done = session("validate", "notes.csv", "--force", *options)

    assert (done.status, done.out) == (2, "")
    assert "name the same file" in done.err
    assert not Path("x").exists()


def test_the_next_command_may_replace_what_the_last_one_read(session: Certeval) -> None:
    assert session("validate", "notes.csv", "--output", "r.json").status == 0
    assert session("verify", "r.json").status == 0
    assert session("validate", "notes.csv", "--output", "r.json", "--force").status == 0
    assert json.loads(Path("r.json").read_text(encoding="utf-8"))["synthese"]["candidats"] == 3


def test_a_device_takes_several_results(session: Certeval) -> None:
    done = session("validate", "notes.csv", "--output", os.devnull, "--report", os.devnull, "--force")
    assert done.status == 0
    done = session("validate", "notes.csv", "--output", os.devnull, "--report", os.devnull, "--force")
    assert done.status == 0


@pytest.mark.parametrize("name", ["referentiels/verrou.json", "referentiels/essai/1.1.0.yaml"])
def test_nothing_of_the_catalogue_is_replaced_by_a_result(session: Certeval, name: str) -> None:
    publish(version="1.1.0")
    session("lock")
    kept = Path(name).read_bytes()
    for arguments in (["show", "--referentiel", "essai@1.0.0"], ["grille", "--referentiel", "essai@1.0.0"]):
        assert session(*arguments, "--force", "--output", name).status == 2
        assert Path(name).read_bytes() == kept
