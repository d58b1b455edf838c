"""A document of results that a command is given in place of sheets: known by its beginning, read, refused."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from certeval.cli import exits, files
from certeval.cli.sheets import Reading
from certeval.engine.statistics import saved
from certeval.engine.statistics.saved import Saved
from certeval.engine.statistics.tallies import Statistics
from certeval.messages import N_
from certeval.text.digests import sha256

if TYPE_CHECKING:
    from certeval.versions.results_document import ResultsDocument

BEGINNING = 64


class Results(NamedTuple):
    """A document of results: as recorded, what statistics take of it, and the file with its digest."""

    written: "ResultsDocument"
    saved: Saved
    file: dict[str, str]

    def statistics(self) -> Statistics:
        """Its candidates, counted."""
        found = Statistics(self.saved.outline)
        for known in self.saved.facts:
            found.add(known)
        return found

    @property
    def referentiel(self) -> dict[str, str]:
        """Which référentiel decided them."""
        written = self.written
        return {"code": written.code, "version": written.version, "empreinte": written.digest}


def may_be_one(path: Path) -> bool:
    """Whether a file is JSON rather than a sheet."""
    if not path.is_file():
        return False
    with exits.Trying(), path.open("rb") as stream:
        start = stream.read(BEGINNING)
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def alone(asked: Reading, blocs: Sequence[str], candidats: Sequence[str], par: Sequence[str]) -> Results:
    """The document of results given, as `opened` reads it; status 2 where something else is given beside, or something
    is asked of it that it does not hold.
    """
    if len(asked.sheets) > 1 or asked.session is not None:
        exits.refuse(N_("give one results file alone, or the sheets"))
    if blocs or candidats:
        exits.refuse(N_("--bloc and --candidat: give the sheets rather than a results file"))
    if par:
        exits.refuse(N_("--par: a results file does not say who is in which group; give the sheets"))
    return opened(asked.sheets[0])


def opened(path: Path) -> Results:
    """A document of results; status 2 where it is none, 1 where its sheets had errors."""
    from certeval.versions import results_document

    data = files.content(path)
    written = results_document.read(data.decode("utf-8-sig", errors="replace"))
    if written is None:
        exits.refuse(N_("{file}: this is no results document of `certeval validate --json`"), file=path)
    try:
        held = saved.saved(written.document)
    except saved.MalformedError as error:
        exits.refuse(N_("{file}: {at} is not as validate --json writes it"), file=path, at=error)
    if held.failed:
        exits.tell(N_("{file}: the sheets had errors, nothing was decided"), file=path)
        exits.leave(exits.FINDINGS)
    return Results(written, held, {"fichier": str(path), "empreinte": sha256(data)})
