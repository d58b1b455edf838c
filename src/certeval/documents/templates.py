"""The templates that print: certeval's own, or an office's, which are hostile until proven otherwise.

In: a folder of an office. Out: a copy of it that holds nothing but what a template may read, and what is refused there.
"""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from certeval.diagnostics import Diagnostic, Place, Span
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.model import Word
from certeval.documents.typst import PACKAGES, TEMPLATES
from certeval.messages import N_
from certeval.text.digests import sha256, sha256_in

FOLDER: Final = "gabarits"
"""Where an office's templates lie, beside its référentiels and its sessions."""
SUFFIXES: Final = frozenset({".typ", ".png", ".svg", ".jpg", ".jpeg", ".otf", ".ttf"})
"""What a template may read; any other file of the folder is left where it is."""
LARGEST: Final = 10 << 20
"""Bytes of all the files that a folder of templates may hold."""
OUTSIDE: Final = re.compile(r"@preview|\bplugin\b")
JUNCTION: Final = 0xA0000003
"""What Windows calls a mount point, with which a folder leads to another (`IO_REPARSE_TAG_MOUNT_POINT`)."""
LINK = N_("it is a link, which may lead anywhere")
NOT_REGULAR = N_("it is no regular file")
TOO_LARGE = N_("the files of this folder weigh more than 10 MiB together")


class Template(NamedTuple):
    """What prints one kind of document: its file, the folder that it may read, the digest of all that is there.

    `label` is how findings call its folder, empty for certeval's own.
    """

    file: Path
    root: Path
    digest: str
    label: str = ""

    @property
    def own(self) -> bool:
        """Whether it comes with certeval."""
        return not self.label


def shipped_template(name: str) -> Template:
    """The template of a document that comes with certeval."""
    return Template(TEMPLATES / f"{name}.typ", TEMPLATES, _digest((*_files(TEMPLATES), *_files(PACKAGES))))


def names(folder: Path) -> set[str]:
    """The names of the templates that a folder holds, whichever documents they are of. Raises OSError."""
    return {each.stem for each in folder.iterdir() if each.suffix == ".typ"}


def copy(folder: Path, into: Path, label: str) -> list[Diagnostic]:
    """Copy what templates may read of a folder into an empty one; what is wrong there. Raises OSError."""
    diagnostics: list[Diagnostic] = []
    room = LARGEST
    for path in _walk(folder):
        place = Place(
            f"{label}/{path.relative_to(folder).as_posix()}"
        )  # none of its lines is read to be shown
        if leads_elsewhere(path):
            diagnostics.append(Diagnostic(kinds.FILE_REFUSED, place, {"reason": Word(LINK)}))
        elif path.suffix.lower() in SUFFIXES:
            data = _bytes(path, room)
            if data is None or len(data) > room:
                reason = NOT_REGULAR if data is None else TOO_LARGE
                diagnostics.append(Diagnostic(kinds.FILE_REFUSED, place, {"reason": Word(reason)}))
                continue
            room -= len(data)
            diagnostics += _outside(path, data, place.file)
            target = into / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return diagnostics


def office_template(name: str, root: Path, label: str) -> Template:
    """The template of a document in a folder that was copied."""
    return Template(root / f"{name}.typ", root, _digest(_files(root)), label)


def _walk(folder: Path) -> Iterator[Path]:
    """The files below a folder, and the links, which are not followed, in order."""
    for here, folders, files in os.walk(folder):
        links = {each for each in folders if leads_elsewhere(Path(here) / each)}
        folders[:] = sorted(set(folders) - links)
        yield from (Path(here) / each for each in sorted(links))
        yield from (Path(here) / each for each in sorted(files))


def leads_elsewhere(path: Path, state: Callable[[Path], os.stat_result] = os.lstat) -> bool:
    """Whether a path is a link; a junction, as Windows has of folders, is one."""
    status = state(path)
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == JUNCTION


def _bytes(path: Path, most: int) -> bytes | None:
    """What a regular file holds, or a byte more than the most; None of what is none, or became a link meanwhile."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return stream.read(most + 1)


def _outside(path: Path, data: bytes, file: str) -> Iterator[Diagnostic]:
    """Where a template names what reaches out of its folder."""
    if path.suffix.lower() != ".typ":
        return
    for number, line in enumerate(data.decode(errors="replace").splitlines(), 1):
        for each in OUTSIDE.finditer(line):
            span = Span(number, each.start() + 1, number, each.end() + 1)
            yield Diagnostic(kinds.REACHES_OUT, Place(file, span), {"words": each[0]})


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What each file below a folder is called there, and holds, in order."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    """That of files: of the name of each and its own digest, a line each."""
    return sha256_in(f"{name} {sha256(data)}\n".encode() for name, data in files)
