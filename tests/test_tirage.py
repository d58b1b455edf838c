"""`certeval tirage`, as an exam office types it: from the commitment to minutes that anyone checks."""

import errno
import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from certeval.cli import inputs
from certeval.cli.inputs import day
from certeval.registre import journal
from certeval.registre.opening import open_register
from conftest import Certeval
from registers import fill_disk

HEAD = "format: 1\nsession: {code: S1, referentiel: developpement-commercial@1.0.0}   # été\n"
REGISTERED = "inscriptions:\n" + "".join(f"- {{candidat: C{i:03}}}\n" for i in range(1, 8))
OTHERS = "- {candidat: C008, vise: [BC2]}\n- {candidat: C009, acquis: [{bloc: BC1, version: 1.0.0}]}\n"
PART = ("tirage", "S1", "--partie", "E1-ecrit")
FILE = Path("sessions") / "S1.yaml"
SECRET_FILE = Path("sessions") / "S1.E1-ecrit.secret"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a session of seven candidates for E1, one for BC2 alone, one who holds BC1."""
    monkeypatch.setattr(inputs, "today", lambda: day("2026-06-01"))
    (tmp_path / "sessions").mkdir()
    (tmp_path / FILE).write_text(HEAD + REGISTERED + OTHERS, encoding="utf-8")
    return tmp_path


def draw(office: Path, certeval: Certeval, *options: str) -> dict[str, object]:
    """The last draw of the part, once it is committed to and drawn."""
    assert certeval(*PART, "--engager").status == 0
    done = certeval(*PART, "--public", "4 2 6", "--json", *options)
    assert done.status == 0, done.err
    found = json.loads(done.out)["tirages"]["E1-ecrit"][-1]
    assert isinstance(found, dict)
    return found


def test_a_secret_is_committed_to_before_the_day_and_told_to_nobody(office: Path, certeval: Certeval) -> None:
    done = certeval(*PART, "--engager")
    secret = (office / SECRET_FILE).read_text(encoding="utf-8").strip()
    digest = "sha256:" + hashlib.sha256(secret.encode()).hexdigest()
    assert done.status == 0
    assert digest in done.out
    assert len(secret) == 32
    assert secret not in done.out + done.err + (office / FILE).read_text(encoding="utf-8")
    assert (office / SECRET_FILE).stat().st_mode & 0o777 == 0o600
    again = certeval(*PART, "--engager")
    assert (again.status, "already" in again.err) == (2, True)
    assert (office / SECRET_FILE).read_text(encoding="utf-8").strip() == secret


@pytest.mark.parametrize("lacking", ["room for the secret", "room for the session"])
def test_a_secret_and_what_commits_to_it_are_both_written_or_neither(
    office: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    def full(*_written: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if lacking == "room for the secret" else (Path, "replace")), full)
    done = certeval(*PART, "--engager")
    assert (done.status, "no room is left" in done.err) == (2, True)
    named = SECRET_FILE if lacking == "room for the secret" else FILE
    assert done.err.startswith("certeval: ")
    assert named.name in done.err
    assert sorted(each.name for each in (office / "sessions").iterdir()) == [FILE.name]
    monkeypatch.undo()
    monkeypatch.setattr(inputs, "today", lambda: day("2026-06-01"))
    monkeypatch.chdir(office)
    assert certeval(*PART, "--engager").status == 0


def test_a_draw_that_is_stopped_while_its_secret_is_written_leaves_none(
    office: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    assert certeval(*PART, "--engager").status == 130
    assert sorted(each.name for each in (office / "sessions").iterdir()) == [FILE.name]


def test_a_secret_that_has_no_folder_says_so(office: Path, certeval: Certeval) -> None:
    done = certeval(*PART, "--engager", "--secret", "coffre/s.secret")
    assert (done.status, (office / FILE).read_text(encoding="utf-8")) == (2, HEAD + REGISTERED + OTHERS)
    assert done.err == (
        "certeval: coffre/s.secret: there is no folder coffre to write it in: make it, or name another\n"
    )


def test_those_who_seek_the_bloc_are_drawn_into_the_fewest_groups(office: Path, certeval: Certeval) -> None:
    """C008 seeks BC2 alone, C009 holds BC1: neither is expected. Seven make a group of 4 and one of 3."""
    found = draw(office, certeval, "--cas", "cas A", "--cas", "cas B")
    assert found["presents"] == [f"C{i:03}" for i in range(1, 8)]
    groups = found["groupes"]
    assert isinstance(groups, list)
    assert [len(each["candidats"]) for each in groups] == [4, 3]
    assert {each["cas"] for each in groups} == {"cas A", "cas B"}
    assert found["secret"] == (office / SECRET_FILE).read_text(encoding="utf-8").strip()
    assert found["le"] == "2026-06-01"
    text = (office / FILE).read_text(encoding="utf-8")
    assert text.startswith(HEAD + REGISTERED + OTHERS)  # the rest keeps its bytes, remarks too
    assert certeval("check", "sessions").status == 0


@pytest.mark.parametrize(
    ("element", "expected"), [("BC1", False), ("C1.1", True), ("BC2", True), ("C1.1, C1.2, C1.3", False)]
)
def test_who_is_exempted_from_all_that_a_part_assesses_is_not_drawn(
    office: Path, certeval: Certeval, element: str, expected: bool
) -> None:
    given = ", ".join(f"{{element: {each}, fondement: article 3}}" for each in element.split(", "))
    file = office / FILE
    text = file.read_text(encoding="utf-8")
    line = f"- {{candidat: C010, dispenses: [{given}]}}\n"
    file.write_text(text.replace("- {candidat: C008", f"{line}- {{candidat: C008"), encoding="utf-8")
    present = draw(office, certeval)["presents"]
    assert isinstance(present, list)
    assert ("C010" in present) == expected


@pytest.mark.parametrize(
    ("absent", "fits"), [(1, True), (2, False), (3, True), (4, True), (5, False), (6, False)]
)
def test_a_number_that_makes_no_groups_is_told_with_the_ways_out(
    office: Path, certeval: Certeval, absent: int, fits: bool
) -> None:
    assert certeval(*PART, "--engager").status == 0
    before = (office / FILE).read_bytes()
    gone = [each for i in range(absent) for each in ("--absent", f"c00{i + 1}")]
    done = certeval(*PART, "--public", "4 2 6", *gone)
    assert done.status == (0 if fits else 1)
    if not fits:
        assert "S502" in done.err
        assert (office / FILE).read_bytes() == before


def test_nothing_is_drawn_without_a_commitment_its_secret_or_a_word(office: Path, certeval: Certeval) -> None:
    assert "nothing is committed to" in certeval(*PART, "--public", "4").err
    certeval(*PART, "--engager")
    assert "its value is empty" in certeval(*PART, "--public", " ").err
    assert "not expected" in certeval(*PART, "--public", "4", "--absent", "C008").err
    (office / SECRET_FILE).rename(office / "ailleurs")
    assert "--secret says where" in certeval(*PART, "--public", "4").err
    assert "not the secret that was committed to" in certeval(*PART, "--public", "4", "--secret", FILE).err
    assert certeval(*PART, "--public", "4", "--secret", "ailleurs").status == 0
    assert "is drawn already: to draw it again, commit to it anew" in certeval(*PART, "--public", "4").err


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (r"secret: \w", "secret: z", "S503"),
        (r"public: 4 2 6", "public: 4 2 5", "S504"),
        (r"presents: \[C001, ", "presents: [", "S504"),
        (r"groupe: G1", "groupe: G2", "S504"),
        (r"    public: 4 2 6\n", "", "S506"),
        (r"presents: \[C001", "presents: [C999", "S202"),
        (r"presents: \[C001", "presents: [C002", "S205"),
        (r"engagement: sha256:", "engagement: sha1:", "S507"),
        ("E1-ecrit:", "E1-ecrits:", "S501"),
    ],
)
def test_minutes_that_were_altered_are_told(
    office: Path, certeval: Certeval, old: str, new: str, code: str
) -> None:
    draw(office, certeval, "--cas", "cas A")
    text = (office / FILE).read_text(encoding="utf-8")
    altered = re.sub(old, new, text, count=1)
    assert altered != text
    (office / FILE).write_text(altered, encoding="utf-8")
    done = certeval("check", "sessions")
    assert (done.status, code in done.out) == (1, True), done.out


@pytest.mark.parametrize(
    ("pattern", "altered", "expected"),
    [
        (r"secret: \w", "secret: z", ("S503", "z")),
        (r"groupe: G1", "groupe: G2", ("S504", "groupes:")),
        (r"presents: \[C001, .*?\]", "presents: [C001]", ("S502", "presents:")),
        (r"presents: \[C001, ", "presents: [C001, c001, ", ("S205", "c001")),
        (r"presents: \[C001, ", "presents: [C01, ", ("S202", "C01,")),
    ],
)
def test_what_is_wrong_in_minutes_is_told_where_it_is_typed(
    office: Path, certeval: Certeval, pattern: str, altered: str, expected: tuple[str, str]
) -> None:
    """The code of the finding, and the text at its place."""
    code, typed = expected
    draw(office, certeval)
    text = re.sub(pattern, altered, (office / FILE).read_text(encoding="utf-8"), count=1)
    (office / FILE).write_text(text, encoding="utf-8")
    told = json.loads(certeval("check", "sessions", "--json").out)["diagnostics"]
    (finding,) = [each for each in told if each["code"] == code]
    line = text.splitlines()[finding["ligne"] - 1]
    assert line[finding["colonne"] - 1 :].startswith(typed)


def test_a_part_is_drawn_again_for_a_reason_and_the_first_draw_is_kept(
    office: Path, certeval: Certeval
) -> None:
    first = draw(office, certeval)
    refused = certeval(*PART, "--engager")
    assert (refused.status, "--motif" in refused.err) == (2, True)
    (office / SECRET_FILE).unlink()
    assert certeval(*PART, "--engager", "--motif", "salle évacuée").status == 0
    done = certeval(*PART, "--public", "1 1 1", "--json")
    kept = json.loads(done.out)["tirages"]["E1-ecrit"]
    assert [each.get("motif") for each in kept] == [None, "salle évacuée"]
    assert kept[0] == first
    text = (office / FILE).read_text(encoding="utf-8").replace("    motif: salle évacuée\n", "")
    (office / FILE).write_text(text, encoding="utf-8")
    assert "S505" in certeval("check", "sessions").out


def test_a_draw_stands_in_the_journal_with_all_that_it_is_computed_from(
    office: Path, certeval: Certeval, where: str
) -> None:
    found = draw(office, certeval, "--registre", where, "--auteur", "bureau")
    (office / SECRET_FILE).unlink()
    certeval(*PART, "--engager", "--motif", "salle évacuée")
    certeval(*PART, "--public", "7", "--registre", where, "--auteur", "bureau")
    with open_register(where) as base:
        first, second = journal.entries(base, session="S1")
    assert (first.acte, first.objet, first.values) == ("tirage", "E1-ecrit", found)
    assert (second.remplace, second.values["motif"]) == (first.rang, "salle évacuée")


def test_a_register_that_a_draw_begins_is_told_for_its_name_may_be_misspelt(
    office: Path, certeval: Certeval
) -> None:
    to_register = ("--registre", "registe.db", "--auteur", "bureau")
    begun = "registe.db: a register is begun; what only another one keeps does not count in it\n"
    certeval(*PART, "--engager")
    assert begun in certeval(*PART, "--public", "4", *to_register).err
    (office / SECRET_FILE).unlink()
    certeval(*PART, "--engager", "--motif", "salle évacuée")
    done = certeval(*PART, "--public", "7", *to_register)
    assert (done.status, "begun" in done.err) == (0, False)


def test_a_session_that_changed_meanwhile_is_left_alone_by_the_journal_too(
    office: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    certeval(*PART, "--engager")
    (office / FILE).chmod(0o644)
    monkeypatch.setattr("certeval.cli.files.write_all", _full)
    done = certeval(*PART, "--public", "4", "--registre", "r.db", "--auteur", "bureau")
    assert done.status == 2
    assert not (office / "r.db").exists()


def test_a_draw_that_the_register_does_not_keep_is_not_in_the_session(
    office: Path, certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full once the file of the session is written."""
    certeval(*PART, "--engager")
    before = (office / FILE).read_bytes()
    drawn = (*PART, "--public", "4", "--registre", "r.db", "--auteur", "bureau")
    with monkeypatch.context() as full:
        fill_disk(full)
        done = certeval(*drawn)
    assert (done.status, "no room is left on the disk: nothing was written" in done.err) == (2, True)
    assert ("written to" in done.err, (office / FILE).read_bytes() == before) == (False, True)
    assert certeval(*drawn).status == 0
    with open_register("r.db") as base:
        assert [each.acte for each in journal.entries(base, session="S1")] == ["tirage"]


def _full(*_files: object, **_rights: object) -> None:
    raise OSError(28, "No space left on device", "S1.yaml")


def test_groups_whose_size_nothing_says_need_one(office: Path, certeval: Certeval) -> None:
    """The référentiel says that E2’s dossier is made in groups, and not how large they are."""
    part = ("tirage", "S1", "--partie", "E2-dossier")
    certeval(*part, "--engager")
    assert "--taille 3-4" in certeval(*part, "--public", "4").err
    for size in ("4-3", "0", "0-3", "3-", "-3", "trois", "3-quatre", "trois-4", "2,5"):
        done = certeval(*part, "--public", "4", f"--taille={size}")
        said = f"certeval: --taille {size}: write the fewest and the most, such as 3-4\n"
        assert (done.status, done.err) == (2, said)
    for size, said in (("3", "{de: 3, a: 3}"), ("1-2", "{de: 1, a: 2}")):
        assert f"taille: {said}" in certeval(*part, "--public", "4", "--taille", size, "--dry-run").out
    done = certeval(*part, "--public", "4", "--taille", "2-3", "--json")
    found = json.loads(done.out)["tirages"]["E2-dossier"][0]
    assert [len(each["candidats"]) for each in found["groupes"]] == [3, 3, 3]
    assert certeval("check", "sessions").status == 0
    text = (office / FILE).read_text(encoding="utf-8")
    for size in ("", "    taille: {de: 3, a: 2}\n", "    taille: {de: 1, a: 0}\n"):
        altered = text.replace("    taille: {de: 2, a: 3}\n", size)
        (office / FILE).write_text(altered, encoding="utf-8")
        told = certeval("check", "sessions")
        assert (told.status, told.out.count("error["), "S508" in told.out) == (1, 1, True)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("--absent C001 --cas A", "--absent, --cas: without effect unless --public is given"),
        ("--engager --taille 2-3", "--taille: without effect unless --public is given"),
        ("--public 4 --motif x", "--motif: without effect unless --engager is given"),
        ("--secret s.txt", "--secret: without effect unless --engager is given"),
        ("--engager -n --json", "--format: without effect beside --dry-run: leave out one or the other"),
        (
            "--public 4 -n -o t.json",
            "--format, --output: without effect beside --dry-run: leave out one or the other",
        ),
        ("-n --auteur bureau", "--dry-run, --auteur: without effect unless --public is given"),
        ("--public 4 --auteur bureau", "--auteur: without effect unless --registre is given"),
        (
            "--engager -o no/t.json",
            "no/t.json: there is no folder no to write it in: make it, or name another",
        ),
    ],
)
def test_no_option_of_a_draw_is_passed_over(office: Path, certeval: Certeval, asked: str, words: str) -> None:
    before = (office / FILE).read_bytes()
    done = certeval(*PART, *asked.split())
    assert (done.status, done.out, done.err) == (2, "", f"certeval: {words}\n")
    assert (office / FILE).read_bytes() == before
    assert not (office / SECRET_FILE).exists()


def test_a_folder_of_sessions_is_checked_whatever_it_is_called(office: Path, certeval: Certeval) -> None:
    """`certeval check .` where sessions lie, and a folder of a year below."""
    (office / "sessions").rename(office / "2026")
    done = certeval("check", "2026")
    assert (done.status, "1 session" in done.out) == (0, True)


def test_dry_run_shows_the_lines_and_writes_nothing(office: Path, certeval: Certeval) -> None:
    certeval(*PART, "--engager")
    before = (office / FILE).read_bytes()
    done = certeval(*PART, "--public", "4", "--dry-run", "--registre", "r.db")
    assert "+    groupes:" in done.out
    assert (office / FILE).read_bytes() == before
    assert not (office / "r.db").exists()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((), ["C001", "C002", "C003", "C004", "C005", "C006", "C007", "C008", "C009"]),
        (("--bloc", "1"), ["C001", "C002", "C003", "C004", "C005", "C006", "C007"]),
        (("--bloc", "2"), ["C001", "C002", "C003", "C004", "C005", "C006", "C007", "C008", "C009"]),
        (("--epreuve", "E1"), ["C001", "C002", "C003", "C004", "C005", "C006", "C007"]),
        (("--bloc", "1", "--bloc", "3"), ["C001", "C002", "C003", "C004", "C005", "C006", "C007", "C009"]),
        (("--bloc", "2", "--lignes", "1"), [""]),
    ],
)
def test_the_grids_of_a_session_list_who_seeks_what_they_are_of(
    office: Path, certeval: Certeval, asked: tuple[str, ...], expected: list[str]
) -> None:
    """C008 seeks BC2 alone, C009 holds BC1; a session's candidates need no other list."""
    done = certeval("grille", "--session", "S1", *asked, "--format", "csv")
    assert done.status == 0
    assert list(dict.fromkeys(line.split(";")[0] for line in done.out.splitlines()[1:])) == expected


def test_the_grids_of_a_session_bear_the_names_of_its_table(office: Path, certeval: Certeval) -> None:
    table = "candidat;Nom Naissance;Nom Usage;Prenom 1\nC001;Fictif;;Aline\nC008;Fictif;Exemple;Basile\n"
    (office / "candidats.csv").write_text(table, encoding="utf-8")
    (office / FILE).write_text(HEAD + REGISTERED + OTHERS + "candidats: ../candidats.csv\n", encoding="utf-8")
    lines = certeval("grille", "--session", "S1", "--bloc", "2", "--format", "csv").out.splitlines()
    assert [line.split(";")[:3] for line in (lines[1], lines[2], lines[8])] == [
        ["C001", "Fictif", "Aline"],
        ["C002", "", ""],
        ["C008", "Exemple", "Basile"],
    ]


def test_a_terminal_obeys_nothing_of_a_part_that_there_is_not(office: Path, certeval: Certeval) -> None:
    draw(office, certeval)
    text = (office / FILE).read_text(encoding="utf-8")
    (office / FILE).write_text(text.replace("E1-ecrit:", '"E1-ecrit\\e[31m":'), encoding="utf-8")
    done = certeval("tirage", "S1")
    assert (done.status, "\x1b" in done.out + done.err) == (1, False)
    assert "draw for E1-ecrit\\u001b[31m" in done.out
