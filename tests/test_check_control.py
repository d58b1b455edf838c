"""What `certeval check` shows, refuses, mends and watches, as asked at the prompt."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from certeval.checks.ecarts import codes, selection, words
from certeval.checks.fixes import FixResult, fix
from certeval.cli.referentiels.check import snapshot
from certeval.diagnostics.families.every import KINDS
from certeval.render.patches import patch
from certeval.sources.document import Document
from conftest import Certeval, Done
from test_check import ANNOUNCED, ECART, SOUND, TIED, UNSOUND, write
from test_checks_ecarts import ANSWERS, ECARTS, LINES, TEXT, key, without

SPACED = SOUND.replace("Négocier et", "Négocier  et").replace("Les objections", "Les  objections")
BOTH = SPACED.replace("plus_de: 50 %", "au_moins: 0 %")
"""One V202, two L101."""


def findings(done: Done) -> list[str]:
    return [line.split()[1] for line in done.out.splitlines()]


def concise(certeval: Certeval, *arguments: object) -> Done:
    return certeval("check", "--format", "concise", *arguments, "essai.yaml")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["V202", "L101", "L101"]),
        (["--select", "L101"], ["L101", "L101"]),
        (["--select", "l101"], ["L101", "L101"]),
        (["--select", "L"], ["L101", "L101"]),
        (["--select", "L1"], ["L101", "L101"]),
        (["--select", "L2"], []),
        (["--select", "V202,L101"], ["V202", "L101", "L101"]),
        (["--select", "V202, L101"], ["V202", "L101", "L101"]),
        (["--select", "V202", "--select", "L101"], ["V202", "L101", "L101"]),
        (["--ignore", "L"], ["V202"]),
        (["--ignore", "V202"], ["L101", "L101"]),
        (["--ignore", "V,L"], []),
        (["--select", "L", "--ignore", "L101"], []),
        (["--select", "L101", "--ignore", "L"], []),
        (["--select", "L,V", "--ignore", "L1"], ["V202"]),
    ],
)
def test_findings_are_chosen_by_code_family_or_prefix(
    arguments: list[str], expected: list[str], certeval: Certeval
) -> None:
    write(BOTH)
    done = concise(certeval, *arguments)
    assert (done.status, findings(done), done.err) == (0, expected, "")


def test_a_code_alone_is_meant_by_its_own_code_and_every_code_by_its_letter() -> None:
    assert codes(["R301"]) == {"R301"}
    assert codes(["r3"]) == {code for code in KINDS if code.startswith("R3")}
    assert codes([]) == codes(["X"]) == codes(["R3011"]) == frozenset()
    assert selection([], []).codes == frozenset(KINDS)
    assert selection(["R"], ["R3"]).codes == {c for c in KINDS if c[0] == "R" and c[1] != "3"}
    assert words(["R1, R2", "L", ","]) == ["R1", "R2", "L"]


REFUSED = {
    "a near miss": (
        "--select",
        "R2O3",
        "certeval: --select R2O3: no finding has this code; did you mean R203?\n",
    ),
    "no code": ("--ignore", "X", "certeval: --ignore X: no finding has this code\n"),
    "one wrong of two": (
        "--ignore",
        "L101,R999",
        "certeval: --ignore R999: no finding has this code; did you",
    ),
    "nothing": (
        "--select",
        "",
        "certeval: --select: write codes (R301) or families: Y, R, V, L, N, S, H, I\n",
    ),
    "an escape": ("--select", "\x1b[31m", "certeval: --select \\u001b[31m: no finding has this code\n"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_code_is_refused(name: str, certeval: Certeval) -> None:
    option, typed, said = REFUSED[name]
    write(BOTH)
    done = concise(certeval, option, typed)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(said)


BINDING = {
    "V201": SOUND.replace("plus_de: 50 %", "au_moins: 3"),
    "Y201": SOUND.replace("  intitule:", "  intitule: x\n  intitule:"),
    "R101": SOUND.replace("  intitule:", "  titre: x\n  intitule:"),
    "R201": SOUND.replace("code: CR2", "code: CR1"),
}


@pytest.mark.parametrize("code", BINDING)
@pytest.mark.parametrize("asked", ["--ignore {code}", "--ignore {family}", "--select L"])
def test_what_keeps_a_referentiel_from_deciding_is_shown_whatever_is_asked(
    code: str, asked: str, certeval: Certeval
) -> None:
    write(BINDING[code])
    done = concise(certeval, *asked.format(code=code, family=code[0]).split())
    assert (done.status, findings(done)) == (1, [code])
    said = "shown though not asked for, since nothing is decided while it is there"
    assert done.err == f"certeval: {said}: {code}\n"


def test_an_error_that_lets_a_referentiel_decide_can_be_left_out(certeval: Certeval) -> None:
    write(ANNOUNCED)
    assert concise(certeval).status == 1
    done = concise(certeval, "--ignore", "R301")
    assert (done.status, done.out, done.err) == (0, "", "")


def test_an_ecart_whose_finding_is_left_out_is_not_stale(certeval: Certeval) -> None:
    write(ANNOUNCED + ECART)
    assert concise(certeval, "--ignore", "R301", "--strict") == Done(0, "", "")


@pytest.mark.parametrize(
    ("text", "arguments", "status"),
    [
        (SOUND, ["--strict"], 0),
        (TIED, [], 0),
        (TIED, ["--strict"], 1),
        (TIED, ["--strict", "--ignore", "V202"], 0),
        (UNSOUND, ["--strict"], 1),
    ],
)
def test_with_strict_warnings_fail_too(
    text: str, arguments: list[str], status: int, certeval: Certeval
) -> None:
    write(text)
    assert concise(certeval, *arguments).status == status


def test_a_remark_never_fails(certeval: Certeval) -> None:
    write(SOUND + "mesures: {ecart: {moyenne: [1, 2]}}\n")
    done = concise(certeval, "--strict")
    assert (done.status, findings(done)) == (0, ["V205"])


def test_the_shipped_referentiel_passes_strictly(certeval: Certeval) -> None:
    assert certeval("check", "--strict").status == 0


@pytest.mark.parametrize("index", ANSWERS, ids=lambda i: " ".join(key(ECARTS[i])).replace(" ", "-"))
def test_without_one_of_its_ecarts_the_shipped_referentiel_fails_strictly_at_the_right_place(
    index: int, certeval: Certeval
) -> None:
    Path("developpement-commercial").mkdir()
    name = write(without(index), "developpement-commercial/1.0.0.yaml")
    done = certeval("check", "--strict", "--json", name)
    said = json.loads(done.out)["diagnostics"]
    starts = LINES[key(ECARTS[index])]
    lines = without(index).split("\n")
    assert done.status == 1
    assert [each["code"] for each in said] == [ECARTS[index]["diagnostic"]] * len(starts)
    assert all(start in lines[each["ligne"] - 1] for each, start in zip(said, starts, strict=True))
    assert certeval("check", "--strict", write(TEXT, name)).status == 0


@pytest.mark.parametrize("typed", ["R203", "r203", " r203 "])
def test_a_code_is_explained_by_its_page(typed: str, certeval: Certeval) -> None:
    done = certeval("check", "--explain", typed)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("R203")
    assert "certeval check R203-" in done.out
    assert "```" not in done.out


@pytest.mark.parametrize(
    ("typed", "said"),
    [("R2O3", "; did you mean R203?"), ("R2030", "; did you mean R203?"), ("zzz", ""), ("R", ""), ("", "")],
)
def test_what_is_no_code_is_not_explained(typed: str, said: str, certeval: Certeval) -> None:
    done = certeval("check", "--explain", typed)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"certeval: --explain {typed}: no finding has this code{said}\n"


def test_a_page_is_written_to_a_file(certeval: Certeval) -> None:
    said = "certeval: written to page.txt\n"
    assert certeval("check", "--explain", "R203", "--output", "page.txt") == Done(0, "", said)
    others = "[PATH…], --fix, --json: without effect beside --explain: leave out one or the other"
    assert others in certeval("check", "--explain", "R203", "essai.yaml", "--fix", "--json").err
    assert Path("page.txt").read_text(encoding="utf-8").startswith("R203")


def test_fixes_are_made_counted_and_what_remains_is_said(certeval: Certeval) -> None:
    write(BOTH)
    done = concise(certeval, "--fix")
    assert (done.status, findings(done)) == (0, ["V202"])
    assert done.err == "certeval: 2 fixes written to essai.yaml\n"
    assert Path("essai.yaml").read_text(encoding="utf-8") == TIED
    assert concise(certeval, "--fix") == Done(0, done.out, "")


def test_fixes_keep_comments_line_ends_and_the_mark_at_the_start(certeval: Certeval) -> None:
    text = SPACED.replace("- code: BC1\n", "- code: BC1   # un  bloc\n").replace("\n", "\r\n")
    write(b"\xef\xbb\xbf" + text.encode())
    assert concise(certeval, "--fix").err == "certeval: 2 fixes written to essai.yaml\n"
    expected = text.replace("Négocier  et", "Négocier et").replace("Les  obj", "Les obj")
    assert Path("essai.yaml").read_bytes() == b"\xef\xbb\xbf" + expected.encode()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_stays_in_its_encoding(encoding: str, certeval: Certeval) -> None:
    write(f"\ufeff{SPACED}".encode(encoding))
    assert certeval("check", "--diff", "essai.yaml").out.count("\n+    - {code: CR2, libelle: Les obj") == 1
    assert concise(certeval, "--fix").err == "certeval: 2 fixes written to essai.yaml\n"
    assert Path("essai.yaml").read_bytes() == f"\ufeff{SOUND}".encode(encoding)


def test_a_file_that_was_saved_meanwhile_is_not_mended(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed in an editor while others were mended was lost."""
    file = Path(write(SPACED))

    def mended(document: Document, *_: object) -> FixResult | None:
        file.write_text(f"{SPACED}# tapé\n", encoding="utf-8")
        return fix(document, date(2026, 11, 29), lambda _found: True)

    monkeypatch.setattr("certeval.cli.referentiels.findings.fixes.fix", mended)
    said = "certeval: essai.yaml has changed since it was read, and is not mended: run the command again\n"
    assert concise(certeval, "--fix").err == said
    assert file.read_text(encoding="utf-8").endswith("# tapé\n")


def test_only_what_is_asked_for_is_mended(certeval: Certeval) -> None:
    text = SPACED.replace("Le plan est écrit", "Le plan couvre 80% des cas")
    text = text.replace("version: 1.0.0", "version: 1.0.0, langue: fr")
    write(text)
    assert concise(certeval, "--fix", "--select", "L105").err == "certeval: 1 fix written to essai.yaml\n"
    expected = text.replace("80% des", "80\u00a0% des")
    assert Path("essai.yaml").read_text(encoding="utf-8") == expected
    concise(certeval, "--fix", "--ignore", "L101")
    assert Path("essai.yaml").read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    "data",
    [
        b"a: [1  \n",
        SPACED.replace("  intitule:", "  intitule: x\n  intitule:").encode(),
        SPACED.encode("cp1252"),
        b"",
    ],
)
def test_a_file_that_does_not_read_is_left_as_it_is(data: bytes, certeval: Certeval) -> None:
    write(data)
    done = concise(certeval, "--fix")
    assert (done.status, done.err) == (1, "")
    assert Path("essai.yaml").read_bytes() == data


def test_a_finding_that_an_ecart_answers_is_not_mended(certeval: Certeval) -> None:
    text = SPACED.replace("Les  obj", "Les obj") + ECART.replace("R301", "L101")
    write(text)
    assert concise(certeval, "--fix", "--strict") == Done(0, "", "")
    assert Path("essai.yaml").read_text(encoding="utf-8") == text


def test_a_link_stays_a_link_and_rights_stay(certeval: Certeval) -> None:
    Path("vrai").mkdir()
    write(SPACED, "vrai/essai.yaml")
    Path("vrai/essai.yaml").chmod(0o640)
    Path("essai.yaml").symlink_to("vrai/essai.yaml")
    assert concise(certeval, "--fix").status == 0
    assert Path("essai.yaml").is_symlink()
    assert Path("vrai/essai.yaml").read_text(encoding="utf-8") == SOUND
    assert Path("vrai/essai.yaml").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in Path("vrai").iterdir()) == ["essai.yaml"]


def test_nothing_is_mended_where_one_of_the_files_is_missing(certeval: Certeval) -> None:
    write(SPACED)
    assert certeval("check", "--fix", "essai.yaml", "absent.yaml").status == 2
    assert Path("essai.yaml").read_text(encoding="utf-8") == SPACED


def test_a_file_that_can_not_be_written_is_said_and_stays(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    write(SPACED)
    monkeypatch.setattr(os, "fsync", refuse)
    done = concise(certeval, "--fix")
    assert (done.status, done.out) == (2, "")
    assert done.err == "certeval: essai.yaml: the system does not allow it\n"
    assert Path("essai.yaml").read_text(encoding="utf-8") == SPACED
    assert [path.name for path in Path().iterdir()] == ["essai.yaml"]


def test_each_file_says_its_own_fixes_and_machine_forms_stay_whole(certeval: Certeval) -> None:
    write(SPACED, "a.yaml")
    write(SOUND, "b.yaml")
    write(SPACED.replace("Négocier  et", "Négocier et"), "c.yaml")
    done = certeval("check", "--fix", "--json", ".")
    assert (done.status, json.loads(done.out)["diagnostics"]) == (0, [])
    assert done.err == "certeval: 2 fixes written to a.yaml\ncerteval: 1 fix written to c.yaml\n"


def test_a_diff_shows_what_a_fix_would_change_and_changes_nothing(certeval: Certeval) -> None:
    write(SPACED)
    done = certeval("check", "--diff", "essai.yaml")
    assert (done.status, done.err) == (1, "")
    changed = [line for line in done.out.splitlines() if line[0] in "+-"]
    assert changed == [
        "--- essai.yaml",
        "+++ essai.yaml",
        "-  intitule: Négocier  et vendre",
        "+  intitule: Négocier et vendre",
        "-    - {code: CR2, libelle: Les  objections sont prévues}",
        "+    - {code: CR2, libelle: Les objections sont prévues}",
    ]
    assert Path("essai.yaml").read_text(encoding="utf-8") == SPACED


@pytest.mark.parametrize("text", [SOUND, TIED, UNSOUND, ""])
def test_where_nothing_would_change_the_diff_is_empty(text: str, certeval: Certeval) -> None:
    assert certeval("check", "--diff", write(text)) == Done(0, "", "")


@pytest.mark.skipif(shutil.which("patch") is None, reason="the command `patch` is absent")
@pytest.mark.parametrize("change", [lambda t: t, lambda t: t.rstrip("\n"), lambda t: t.replace("\n", "\r\n")])
def test_the_diff_is_what_patch_takes_and_gives_what_a_fix_gives(
    change: Callable[[str], str], certeval: Certeval
) -> None:
    text = change(SPACED).encode()
    diff = certeval("check", "--diff", write(b"\xef\xbb\xbf" + text)).out
    subprocess.run(["patch", "--binary", "-p0"], input=diff.encode(), check=True, capture_output=True)
    patched = Path("essai.yaml").read_bytes()
    write(b"\xef\xbb\xbf" + text)
    concise(certeval, "--fix")
    assert patched == Path("essai.yaml").read_bytes() != b"\xef\xbb\xbf" + text


def test_a_last_line_that_does_not_end_is_said_in_the_diff() -> None:
    assert patch("f", b"a  b", b"a b") == (
        "--- f\n+++ f\n@@ -1 +1 @@\n-a  b\n\\ No newline at end of file\n+a b\n\\ No newline at end of file\n"
    )
    assert patch("f", b"a\n", b"a\n") == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--diff --fix", "--diff and --fix don't go together"),
        ("--diff --json", "--diff and --format don't go together"),
        ("--watch --fix", "--watch and --fix don't go together"),
        ("--watch --diff", "--watch and --diff don't go together"),
        ("--watch --output resultat", "--watch and --output don't go together"),
        ("--watch --format sarif", "--watch and --format don't go together"),
    ],
)
def test_options_that_say_opposite_things_are_refused(arguments: str, said: str, certeval: Certeval) -> None:
    write(SPACED)
    done = certeval("check", *arguments.split(), "essai.yaml")
    assert done == Done(2, "", f"certeval: {said}\n")
    assert Path("essai.yaml").read_text(encoding="utf-8") == SPACED


@pytest.fixture
def saving(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Does each of these between two looks at the files, then interrupts."""

    def prepare(*actions: Callable[[], object]) -> None:
        left: Iterator[Callable[[], object]] = iter(actions)

        def pause() -> None:
            action = next(left, None)
            if action is None:
                raise KeyboardInterrupt
            action()

        monkeypatch.setattr("certeval.cli.referentiels.check.pause", pause)

    return prepare


def runs(done: Done) -> list[list[str]]:
    """The codes that each check found, one list a separator."""
    assert "Traceback" not in done.err
    _, *parts = re.split(r"^── \d\d:\d\d:\d\d ─+$\n", done.out, flags=re.MULTILINE)
    return [[line.split()[1] for line in part.splitlines()] for part in parts]


def test_a_saved_file_is_checked_again_until_the_user_interrupts(
    saving: Callable[..., None], certeval: Certeval
) -> None:
    write(SPACED)
    saving(lambda: None, lambda: write(SOUND), lambda: None, lambda: write(TIED))
    done = certeval("check", "--watch", "--format", "concise", "essai.yaml")
    assert (done.status, runs(done)) == (130, [["L101", "L101"], [], ["V202"]])


def test_files_added_to_a_folder_and_removed_from_it_are_seen(
    saving: Callable[..., None], certeval: Certeval
) -> None:
    write(SPACED, "a.yaml")
    saving(lambda: write(TIED, "b.yaml"), Path("a.yaml").unlink)
    done = certeval("check", "--watch", "--format", "concise", ".")
    assert (done.status, runs(done)) == (130, [["L101", "L101"], ["L101", "L101", "V202"], ["V202"]])


def test_a_file_that_is_away_for_a_moment_is_awaited(saving: Callable[..., None], certeval: Certeval) -> None:
    write(TIED)
    saving(Path("essai.yaml").unlink, lambda: write(SOUND))
    done = certeval("check", "--watch", "--format", "concise", "essai.yaml")
    assert (done.status, runs(done)) == (130, [["V202"], [], []])
    assert done.err.startswith("certeval: essai.yaml: there is no such file\n")


def test_a_file_that_is_missing_from_the_start_is_not_awaited(certeval: Certeval) -> None:
    done = certeval("check", "--watch", "absent.yaml")
    assert (done.status, done.err) == (2, "certeval: absent.yaml: there is no such file\n")


def test_what_is_watched_is_what_would_be_checked(
    saving: Callable[..., None], certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("referentiels/essai").mkdir(parents=True)
    write(SOUND, "referentiels/essai/1.0.0.yaml")
    saving(lambda: write(TIED, "referentiels/essai/1.0.0.yaml"))
    done = certeval("check", "--watch", "--format", "concise")
    assert (done.status, runs(done)) == (130, [[], ["V202"]])


def test_the_time_shown_is_that_of_each_check(saving: Callable[..., None], certeval: Certeval) -> None:
    write(SOUND)
    saving()
    done = certeval("check", "--watch", "essai.yaml")
    first, *rest = done.out.splitlines()
    assert re.fullmatch(r"── [0-2]\d:[0-5]\d:[0-5]\d ─+", first)
    assert rest == ["1 référentiel checked: nothing to report"]


def test_looking_twice_at_files_that_stay_sees_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SOUND, encoding="utf-8")
    first = snapshot([tmp_path])
    assert snapshot([tmp_path]) == first
    (tmp_path / "b.txt").write_text("x", encoding="utf-8")
    assert snapshot([tmp_path]) == first
    os.utime(tmp_path / "a.yaml", ns=(1, 1))
    assert snapshot([tmp_path]) != first
