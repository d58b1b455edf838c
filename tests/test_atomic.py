"""`--output` writes whole files or nothing, whatever happens: killed, out of room, in the way of each other."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from random import Random

import pytest

from certeval.cli import files, whole_files
from certeval.registre.opening import open_register
from conftest import Certeval
from prompt import STOPPED, bare, prompt

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
COMMAND = [sys.executable, "-m", "certeval"]
ENGLISH = {**os.environ, "CERTEVAL_LANG": "en"}

ROUNDS = 40
KILLED = textwrap.dedent("""
    import os, signal, sys, time
    from itertools import cycle
    from pathlib import Path
    from random import Random
    from certeval.cli import whole_files

    file, rounds = Path(sys.argv[1]), int(sys.argv[2])
    contents = [letter * 600_000 for letter in (b"a", b"b")]
    chance, seen = Random(20260615), []
    begun = time.monotonic()
    with whole_files.write_all({file: contents[0]}, alone=True):
        pass
    took = time.monotonic() - begun
    for each in range(rounds):
        here, there = os.pipe()
        child = os.fork()
        if child == 0:
            for data in cycle(reversed(contents)):
                with whole_files.write_all({file: data}, alone=True):
                    pass
                os.write(there, b".")
        os.close(there)
        try:
            for _ in range(each % 3):  # as many are written, however busy the machine is
                os.read(here, 1)
            time.sleep(chance.uniform(0, took))
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(here)
        found = file.read_bytes()
        assert found in contents, (len(found), sorted(set(found)))
        seen.append(found[:1].decode())
    print("".join(sorted(set(seen))))
""")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed as POSIX does")
def test_killed_at_any_moment_a_write_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.json"

    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(file), str(ROUNDS)], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (0, "ab\n"), done.stderr
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["verdicts.json"]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_command_killed_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path, form: str) -> None:
    file = tmp_path / f"verdicts.{form}"
    sheet = str(EXAMPLES / "scores.csv")
    command = ["validate", sheet, "--format", form, "--force", "--output", str(file)]
    setting = {**bare(), "TMPDIR": str(tmp_path)}  # what a killed command leaves goes with the test
    assert prompt().run(command, tmp_path, setting).returncode == 0  # Python has started once this has ended
    begun = time.monotonic()
    assert prompt().run(command, tmp_path, setting).returncode == 0
    took = time.monotonic() - begun
    new = file.read_bytes()
    chance, ends = Random(7), set()  # noqa: S311 -- when to kill
    for _ in range(24):
        file.write_bytes(b"ancien")
        with (
            Path(os.devnull).open("r+b") as nothing,
            prompt().running(command, tmp_path, setting, (nothing.fileno(),) * 3) as running,
        ):
            wait = chance.uniform(took * 0.2, took)
            time.sleep(wait)
            running.kill()
        ends.add(running.status)
        took = took if running.status else wait  # it had ended: the machine is less busy than it was
        assert file.read_bytes() in {b"ancien", new}
    assert -signal.SIGKILL in ends


def test_what_killed_writes_left_is_hidden_and_swept_by_a_later_one(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.json"
    old, recent, other = (
        tmp_path / f".{name}.abc{whole_files.TEMPORARY}"
        for name in ("verdicts.json", "verdicts.json.x", "autre.json")
    )
    for left in (old, recent, other):
        left.write_bytes(b"moi")
    hours_ago = time.time() - 2 * whole_files.STALE_SECONDS
    for left in (old, other):
        os.utime(left, (hours_ago, hours_ago))

    with whole_files.write_all({file: b"nouveau"}, alone=True):
        pass

    assert file.read_bytes() == b"nouveau"
    assert (old.exists(), recent.exists(), other.exists()) == (False, True, True)


LIMITED = textwrap.dedent("""
    import resource, sys
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
    from certeval.cli.app import run
    sys.exit(run(sys.argv[1:]))
""")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes are POSIX's")
@pytest.mark.parametrize("form", ["json", "csv", "ndjson"])
def test_without_room_the_old_file_is_kept_and_it_is_said(tmp_path: Path, form: str) -> None:
    file = tmp_path / f"verdicts.{form}"
    file.write_bytes(b"ancien")
    asked = ["validate", str(EXAMPLES / "scores.csv"), "--format", form, "--force", "--output", str(file)]

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *asked], env=ENGLISH, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"certeval: {file}: no room is left to write it; nothing was changed\n"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {file.name: b"ancien"}


def test_several_files_are_all_written_or_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = [tmp_path / name for name in ("jury1.csv", "jury2.csv", "jury3.csv", "jury4.csv")]
    sheets[0].write_bytes(b"ancien 1")
    sheets[2].write_bytes(b"ancien 3")
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if target == sheets[2] and self.read_bytes() == b"nouveau":
            raise PermissionError(13, "open in a spreadsheet", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    writing = whole_files.write_all(dict.fromkeys(sheets, b"nouveau"))
    with pytest.raises(PermissionError) as refusal, writing:
        pass

    assert refusal.value.filename == str(sheets[2])

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "jury1.csv": b"ancien 1",
        "jury3.csv": b"ancien 3",
    }


@pytest.mark.parametrize("name", ["grille-J1.csv", "grille-J2.csv"])
def test_what_another_office_wrote_meanwhile_is_not_replaced_unasked(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    begun = os.fsync

    def meanwhile(handle: int) -> None:
        begun(handle)
        Path(name).write_bytes(b"d'un autre bureau")

    monkeypatch.setattr(os, "fsync", meanwhile)
    done = certeval("grille", "--lignes", "2", "--jures", "2", "--output", "grille.csv")

    assert (done.status, done.err.splitlines()[-1]) == (2, f"certeval: {name} exists; --force replaces it")
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == {name: b"d'un autre bureau"}


def test_a_new_file_is_put_in_its_place_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refused)
    with whole_files.write_all({tmp_path / "notes.csv": b"nouveau"}, new=True):
        pass
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"notes.csv": b"nouveau"}


@pytest.mark.parametrize("name", ["jury1.csv", "jury2.csv"])
def test_files_are_as_they_stood_where_what_goes_with_them_fails(tmp_path: Path, name: str) -> None:
    sheet = tmp_path / name
    (tmp_path / "jury1.csv").write_bytes(b"ancien")

    def filled() -> None:
        with whole_files.write_all({sheet: b"nouveau"}):
            assert sheet.read_bytes() == b"nouveau"
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        filled()

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"jury1.csv": b"ancien"}


def test_several_files_are_written_together(tmp_path: Path) -> None:
    sheets = [tmp_path / name for name in ("jury1.csv", "jury2.csv")]
    sheets[0].write_bytes(b"ancien")

    with whole_files.write_all(dict.fromkeys(sheets, b"nouveau")):
        pass

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "jury1.csv": b"nouveau",
        "jury2.csv": b"nouveau",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs rights there")
def test_the_files_of_two_commands_in_one_folder_are_never_a_mixture(tmp_path: Path) -> None:
    """Two `documents --force` at once: the second puts all of its files once the first has put all of its own."""
    folder = tmp_path / "remis"
    names = [folder / "releves" / f"{number}.pdf" for number in range(3)]
    first, second = (dict.fromkeys(names, text) for text in (b"un", b"deux"))

    def other() -> None:
        with files.put_in_place(second, force=True, folder=folder):
            pass

    with files.put_in_place(first, force=True, folder=folder):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(0.05)
        assert [each.read_bytes() for each in names] == [b"un"] * 3
    thread.join()
    assert [each.read_bytes() for each in names] == [b"deux"] * 3


def test_a_link_keeps_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    target, link = tmp_path / "ailleurs" / "verdicts.json", tmp_path / "verdicts.json"
    target.write_bytes(b"ancien")
    link.symlink_to(target)

    with whole_files.write_all({link: b"nouveau"}, alone=True):
        pass

    assert link.is_symlink()
    assert target.read_bytes() == b"nouveau"


@pytest.mark.parametrize("form", ["table", "json", "csv", "ndjson"])
def test_a_folder_that_is_not_there_is_named_and_not_the_temporary_file(
    certeval: Certeval, form: str
) -> None:
    done = certeval("validate", EXAMPLES / "scores.csv", "--format", form, "--output", "absent/verdicts.txt")

    assert (done.status, done.out) == (2, "")
    assert done.err.endswith(
        "certeval: absent/verdicts.txt: there is no folder absent to write it in: make it, or name another\n"
    )
    assert whole_files.TEMPORARY not in done.err


FULL = Path("/dev/full")
PRINTED = [
    ["--version"],
    ["--help"],
    ["show", "bloc", "2"],
    ["check"],
    ["explain", "C001", "--scores", str(EXAMPLES / "scores.csv")],
    *(
        ["validate", str(EXAMPLES / "scores.csv"), "--format", form]
        for form in ("table", "json", "csv", "ndjson")
    ),
]


@pytest.mark.skipif(not FULL.exists(), reason="a device that is always full is Linux's")
@pytest.mark.parametrize("asked", PRINTED, ids=lambda asked: " ".join(asked[::2]))
def test_a_standard_output_without_room_is_told(asked: list[str]) -> None:
    with FULL.open("wb") as full:
        done = prompt().run(asked, ROOT, ENGLISH, full.fileno())

    told = "certeval: standard output: no room is left; what was printed is not whole\n"
    assert (done.returncode, done.stderr) == (2, told)


@pytest.mark.skipif(not FULL.exists(), reason="as above")
def test_what_is_gathered_in_a_file_before_it_is_printed_blames_no_file(tmp_path: Path) -> None:
    with open_register(str(tmp_path / "r.db"), create=True):
        pass
    with FULL.open("wb") as full:
        done = prompt().run(["registre", "exporter", "--registre", "r.db"], tmp_path, ENGLISH, full.fileno())

    told = "certeval: standard output: no room is left; what was printed is not whole\n"
    assert (done.returncode, done.stderr) == (2, told)


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is another error there")
@pytest.mark.parametrize("asked", PRINTED, ids=lambda asked: " ".join(asked[::2]))
def test_a_reader_that_leaves_is_no_mistake(asked: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb"):
        done = prompt().run(asked, ROOT, ENGLISH, writer)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("closed", [[1], [2], [1, 2]], ids=["output", "errors", "both"])
@pytest.mark.parametrize("asked", PRINTED, ids=lambda asked: " ".join(asked[::2]))
def test_a_closed_stream_takes_everything(asked: list[str], closed: list[int]) -> None:
    done = prompt().run(asked, ROOT, ENGLISH, closed=closed)

    assert (done.returncode, done.stderr) == (0, "")
    assert bool(done.stdout) == (closed == [2])


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a shell of POSIX")
def test_python_itself_starts_with_both_streams_closed() -> None:
    closing = ["sh", "-c", '"$@" >&- 2>&-', "sh", *COMMAND, "--version"]
    assert subprocess.run(closing, check=False).returncode == 0


WRITING = """
import os, signal, sys
from certeval import __main__
from certeval.cli import app, whole_files

signal.signal(signal.{signal}, signal.SIG_DFL)  # tests may run under nohup

def run(arguments):
    with whole_files.temporary_file(None) as mine:
        print(mine.file, flush=True)
        if not os.fork():
            os.kill(os.getpid(), signal.{signal})
        print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
        os.kill(os.getpid(), signal.{signal})

app.run = run
sys.exit(__main__.main())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows closes no terminal by a signal")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_who_stops_a_command_or_closes_its_terminal_leaves_nothing_of_what_it_wrote_for_itself(
    name: str,
) -> None:
    """The rows of a sheet, names and marks, were left in the system's own folder. A process of its own just ends."""
    done = subprocess.run(
        [sys.executable, "-c", WRITING.format(signal=name)],
        capture_output=True,
        text=True,
        check=False,
        timeout=STOPPED,
    )
    file, child = done.stdout.splitlines()
    number = int(getattr(signal, name))
    assert (done.returncode, int(child), done.stderr) == (128 + number, -number, "")
    assert not Path(file).exists()
