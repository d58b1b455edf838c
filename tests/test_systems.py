"""What differs from one system to another: what macOS and Windows do otherwise is tried here, by what decides it."""

import errno
import mmap
import ntpath
import os
import posixpath
import stat
import sys
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from typer import Exit

from certeval.cli import exits, files, output, sandbox, whole_files
from certeval.cli.evaluation.seal_files import relative_path
from certeval.documents import templates
from certeval.jury.session import split_pattern
from certeval.registre import opening
from certeval.sources import bounds
from certeval.text.file_names import as_a_name
from conftest import Certeval

ROOT = Path(__file__).parents[1]
BSD = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)
//jury@serveur/examens on /Volumes/Examens (smbfs, nodev, nosuid, mounted by jury)
https://nuage/dossier on /Volumes/un dossier (webdav)
"""
LINUX = "/dev/a / ext4 rw\nserveur:/x /srv/examens nfs4 rw\n//hote/a /srv/examens/l\\040été cifs rw\n"


@pytest.mark.parametrize(
    ("there", "table", "system"),
    [
        ("/srv/examens", opening.linux_mounts(LINUX), "nfs4"),
        ("/srv/examens/2026", opening.linux_mounts(LINUX), "nfs4"),
        ("/srv/examens/l été", opening.linux_mounts(LINUX), "cifs"),
        ("/srv/examens-2", opening.linux_mounts(LINUX), "ext4"),
        ("/Volumes/Examens/juin", opening.bsd_mounts(BSD), "smbfs"),
        ("/Volumes/un dossier", opening.bsd_mounts(BSD), "webdav"),
        ("/Users/jury", opening.bsd_mounts(BSD), "apfs"),
        ("/Users/jury", opening.bsd_mounts("rien\n"), ""),
    ],
)
def test_the_file_system_of_a_folder_is_told_by_what_is_mounted_above_it(
    there: str, table: "opening.Iterator[tuple[str, str]]", system: str
) -> None:
    assert opening.nearest_file_system(there, table) == system
    assert (system in opening.NETWORKS) == (system in {"nfs4", "cifs", "smbfs", "webdav"})


@pytest.mark.parametrize(
    ("there", "drive", "system"),
    [
        ("\\\\serveur\\examens\\2026", 0, "smbfs"),
        ("Z:\\2026", 4, "smbfs"),
        ("C:\\Users\\jury", 3, ""),
    ],
)
def test_a_folder_that_windows_shares_is_across_a_network(there: str, drive: int, system: str) -> None:
    assert opening.windows_share(there, lambda asked: drive if asked == there[:3] else -1) == system


def test_the_mounts_of_this_system_are_read_or_nothing_is_told(tmp_path: Path) -> None:
    assert opening.file_system(tmp_path / "r.db") not in opening.NETWORKS
    assert (
        opening.file_system(tmp_path / "r.db", "darwin") not in opening.NETWORKS
    )  # as `mount` says it, or is not there


def _counted(data: bytes, told: sandbox.Bar) -> int:
    told(1, 1)
    return len(data)


def _waits(_told: sandbox.Bar) -> None:
    time.sleep(60)


def test_where_processes_do_not_divide_the_work_is_sent_to_one_that_starts() -> None:
    """Of a second each: Python starts."""
    said: list[tuple[int, int]] = []
    showing = nullcontext(lambda done, of: said.append((done, of)))
    assert sandbox.run(partial(_counted, b"abc"), showing, start_method="spawn") == 3
    assert said == [(1, 1)]
    assert sandbox.run(_waits, showing, 0.2, start_method="spawn") is None


@pytest.mark.parametrize(("system", "unit"), [("darwin", 1 << 10), ("freebsd14", 1)])
def test_a_system_that_refuses_no_memory_is_looked_after_by_a_thread(
    monkeypatch: pytest.MonkeyPatch, system: str, unit: int
) -> None:
    """The memory that a process has taken is said in bytes by macOS, in KiB by others."""
    taken = iter([1000 * unit, 1100 * unit, 1200 * unit, 1201 * unit])
    resource = Mock(getrusage=lambda _who: SimpleNamespace(ru_maxrss=next(taken)))
    monkeypatch.setattr(bounds.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(bounds.os, "_exit", Mock(side_effect=Exit))
    with pytest.raises(Exit):
        bounds._watch(200 << 10, resource, system)
    assert next(taken, None) is None  # 200 KiB more were let be, 201 not


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are divided as POSIX does")
def test_a_process_looked_after_ends_once_it_takes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(_told: sandbox.Bar) -> None:
        held = [b"x" * (1 << 20)]
        while True:
            held.append(held[0] * 20)

    monkeypatch.setattr(sandbox, "MEMORY", 64 << 20)
    monkeypatch.setattr(sandbox, "bound_resources", partial(bounds.bound_resources, system="freebsd14"))
    unseen = nullcontext(lambda _done, _of: None)
    assert sandbox.run(greedy, unseen) is None
    assert sandbox.run(lambda _told: len(b"x" * (1 << 20)), unseen) == 1 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="addresses are bounded on Linux alone")
def test_threads_set_no_addresses_aside_each() -> None:
    """Of the memory given, sixteen processors took all: a relevé was not printed, its template blamed."""
    met = threading.Barrier(17)

    def take() -> None:
        held = bytes(100_000)  # of a thread's own stock: less would be of Python's, more of nobody's
        met.wait()
        assert held

    def work(_told: sandbox.Bar) -> int:
        before = bounds._addresses()
        threading.stack_size(1 << 18)
        for _ in range(16):
            threading.Thread(target=take).start()
        met.wait()
        return (bounds._addresses() - before) * mmap.PAGESIZE

    taken = sandbox.run(work, nullcontext(lambda _done, _of: None))
    assert taken is not None
    assert taken < 512 << 20


def test_a_system_that_bounds_no_memory_says_so_once_and_only_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bounds.can_bound_memory("win32") is False
    bounds.bound_resources(1 << 20, system="win32")  # nothing to do, and nothing raised
    sandbox.warn_of_memory(has_bound=True)
    assert capsys.readouterr().err == ""
    sandbox.warn_of_memory(has_bound=False)
    sandbox.warn_of_memory(has_bound=False)
    assert capsys.readouterr().err == (
        "certeval: this system bounds no memory: a file made to fill it would; "
        "open none of somebody you don’t trust\n"
    )


def test_rights_that_a_system_does_not_keep_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "secret"
    with whole_files.write_all({file: b"x"}, private=True):
        pass
    files.warn_of_rights([file])
    assert capsys.readouterr().err == ""
    file.chmod(0o666)  # as Windows says of every file
    files.warn_of_rights([file])
    assert capsys.readouterr().err == (
        "certeval: this system keeps no rights of what was written: whoever may open its folder may read it\n"
    )


@pytest.mark.parametrize(
    ("error", "left"),
    [
        (BrokenPipeError(errno.EPIPE, "x"), {"linux", "darwin", "win32"}),
        (OSError(errno.EINVAL, "x"), {"win32"}),
        (OSError(errno.ENOSPC, "x"), set()),
    ],
)
def test_a_reader_who_left_is_known_as_each_system_says_it(error: OSError, left: set[str]) -> None:
    assert {system for system in ("linux", "darwin", "win32") if exits.is_reader_gone(error, system)} == left


def test_a_file_that_a_spreadsheet_has_open_is_told_to_be_closed(capsys: pytest.CaptureFixture[str]) -> None:
    error = PermissionError(errno.EACCES, "Permission denied", "resultats.xlsx")
    with pytest.raises(Exit):
        exits.unreadable(error)
    assert capsys.readouterr().err == "certeval: resultats.xlsx: the system does not allow it\n"
    error.winerror = 32  # type: ignore[attr-defined]
    with pytest.raises(Exit):
        exits.unreadable(error)
    assert capsys.readouterr().err == (
        "certeval: resultats.xlsx: the system does not allow it: "
        "it may be open in another program, to be closed first\n"
    )


def test_the_language_of_windows_is_that_of_its_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {
        "French_France.1252": "fr",
        "French_Canada.utf8": "fr",
        "fr-FR": "fr",
        "English_France.1252": "en",
        "C": "en",
    }
    for name, code in said.items():
        monkeypatch.setattr("locale.setlocale", lambda _category, name=name: name)
        assert output.text_language({}, "win32") == code
        assert output.text_language({}, "linux") == "en"
        assert output.text_language({"CERTEVAL_LANG": "fr"}, "win32") == "fr"


@pytest.mark.parametrize(
    ("file", "folder", "path", "seen"),
    [
        ("/a/notes/s.csv", "/a/sceaux", posixpath, "../notes/s.csv"),
        ("C:\\a\\notes\\s.csv", "c:\\a\\sceaux", ntpath, "../notes/s.csv"),
        ("D:\\notes\\s.csv", "C:\\a", ntpath, "D:/notes/s.csv"),
        ("\\\\serveur\\examens\\s.csv", "C:\\a", ntpath, "//serveur/examens/s.csv"),
    ],
)
def test_a_seal_names_its_files_by_slashes_and_whole_across_drives(
    file: str,
    folder: str,
    path: "type[os.path]",
    seen: str,  # type: ignore[valid-type]
) -> None:
    assert relative_path(file, folder, path) == seen


@pytest.mark.parametrize(
    ("named", "start", "pattern"),
    [
        (PurePosixPath("notes/*.csv"), "", "notes/*.csv"),
        (PurePosixPath("../../notes/*.csv"), "../..", "notes/*.csv"),
        (PurePosixPath("/notes/*.csv"), "/", "notes/*.csv"),
        (PurePosixPath("../*"), "..", "*"),
        (PureWindowsPath("..\\notes\\*.csv"), "..", "notes/*.csv"),
        (PureWindowsPath("C:\\notes\\*.csv"), "C:/", "notes/*.csv"),
        (PureWindowsPath("/notes/*.csv"), "/", "notes/*.csv"),
    ],
)
def test_a_pattern_of_sheets_is_looked_for_from_where_it_begins(
    named: PurePath, start: str, pattern: str
) -> None:
    begun, left = split_pattern(named)
    assert (begun, type(named)(left)) == (type(named)(start), type(named)(pattern))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("C001", "C001"),
        ("NUL", "_NUL"),
        ("com1", "_com1"),
        ("COM¹", "_COM¹"),
        ("aux.2026", "_aux.2026"),
        ("COM10", "COM10"),
        ("console", "console"),
        ("..", "_"),
        ("../a", "_a"),
        ("a:b\\c", "a_b_c"),
    ],
)
def test_a_document_is_named_as_a_file_of_any_system(code: str, name: str) -> None:
    assert as_a_name(code) == name
    assert as_a_name("NUL", code).startswith("NUL-")  # no device's any more


def test_a_junction_leads_elsewhere_as_a_link_does(tmp_path: Path) -> None:
    def state(mode: int, tag: int | None = None) -> Callable[[Path], os.stat_result]:
        said = (
            SimpleNamespace(st_mode=mode)
            if tag is None
            else SimpleNamespace(st_mode=mode, st_reparse_tag=tag)
        )
        return lambda _path: said  # type: ignore[return-value]

    assert templates.leads_elsewhere(tmp_path, state(stat.S_IFDIR, 0xA0000003))
    assert templates.leads_elsewhere(tmp_path, state(stat.S_IFLNK, 0xA000000C))
    assert not templates.leads_elsewhere(
        tmp_path, state(stat.S_IFDIR, 0x9000001A)
    )  # a folder kept in a cloud
    assert not templates.leads_elsewhere(tmp_path)
    assert not templates.leads_elsewhere(tmp_path, state(stat.S_IFREG))


def test_a_drive_of_windows_is_no_revision_of_git(
    certeval: Certeval, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = certeval("diff", "C:\\absent.yaml", "C:\\absent.yaml")
    assert "git finds no such file" in done.err  # a file of this name may be of a branch C here
    monkeypatch.setattr("certeval.cli.operands.drive", lambda operand: PureWindowsPath(operand).drive)
    done = certeval("diff", "C:\\absent.yaml", "C:\\absent.yaml")
    assert done.err == "certeval: C:\\absent.yaml: there is no such file\n"
