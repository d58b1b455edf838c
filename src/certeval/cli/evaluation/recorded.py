"""A document of results that a command is given in place of sheets: known by its beginning, read, refused."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from certeval.cli import exits, files
from certeval.engine.statistics import saved
from certeval.engine.statistics.saved import Saved
from certeval.messages import N_, _
from certeval.render.words import visible
from certeval.text.digests import sha256

if TYPE_CHECKING:
    from certeval.versions.results_document import ResultsDocument

BEGINNING = 64


class Results(NamedTuple):
    """A document of results: as recorded, what statistics take of it, and the file with its digest."""

    written: "ResultsDocument"
    saved: Saved
    file: dict[str, str]


def may_be_one(path: Path) -> bool:
    """Whether a file is JSON rather than a sheet."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            start = stream.read(BEGINNING)
    except OSError as error:
        exits.unreadable(error)
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def opened(path: Path) -> Results:
    """A document of results; status 2 where it is none, 1 where its sheets had errors."""
    from certeval.versions import results_document

    try:
        data = files.reading(path).read_bytes()
    except OSError as error:
        exits.unreadable(error)
    written = results_document.read(data.decode("utf-8-sig", errors="replace"))
    if written is None:
        exits.refuse(
            N_("{file}: this is no results document of `certeval validate --json`"), file=visible(str(path))
        )
    try:
        held = saved.saved(written.document)
    except saved.MalformedError as error:
        exits.refuse(
            N_("{file}: {at} is not as validate --json writes it"),
            file=visible(str(path)),
            at=visible(str(error)),
        )
    if held.failed:
        said = _("{file}: the sheets had errors, nothing was decided").format(file=visible(str(path)))
        sys.stderr.write(f"certeval: {said}\n")
        exits.leave(exits.FINDINGS)
    return Results(written, held, {"fichier": str(path), "empreinte": sha256(data)})
