"""The files that a session names: its score sheets and its candidates' table, from the folder of its own file."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePath

from certeval.diagnostics import Diagnostic, Place, Related, Word
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.candidats import Candidats, load
from certeval.jury.session import Session
from certeval.messages import N_

MAGIC = "*?["
SHEET, TABLE = Word(N_("score sheet")), Word(N_("candidates’ table"))


def sheets(session: Session, folder: Path, *, due: bool = True) -> tuple[list[Path], list[Diagnostic]]:
    """The score sheets, each once, in the order in which they are named; a finding for each name that is said twice,
    and for each that none has, which is no error while they are not `due`.

    What a pattern and a name, or two patterns, both mean is there once all the same: they may mean more.
    """
    found: dict[Path, None] = {}
    told: list[Diagnostic] = []
    met: dict[str, Place] = {}
    for i, named in enumerate(session.model.session.feuilles):
        several = [_short(each) for each in _matching(folder, named)]
        place = session.place(("session", "feuilles", i))
        if several:
            said = named if _is_pattern(named) else str(several[0])
            if (first := met.setdefault(said, place)) is not place:
                related = (Related(kinds.FIRST, first),)
                told.append(Diagnostic(kinds.SAID_TWICE, place, {"given": named}, related))
        else:
            missed = Diagnostic(kinds.NO_FILE, place, {"what": SHEET, "given": named})
            told.append(missed if due else Diagnostic(kinds.NO_SHEET_YET, place, {"given": named}))
        found |= dict.fromkeys(several)
    return list(found), told


def _short(path: Path) -> Path:
    """The same file without `sessions/..` on the way: what results name it."""
    short = Path(os.path.normpath(path))
    return short if short.exists() and short.samefile(path) else path


def _matching(folder: Path, named: str) -> Iterator[Path]:
    path = folder / named
    if path.exists() or not _is_pattern(named):
        yield from [path] if path.exists() else []
        return
    start, pattern = divided(Path(named))
    yield from sorted(
        each
        for each in (folder / start).glob(pattern)
        if each.is_file() and not each.name.startswith((".", "~"))
    )


def _is_pattern(named: str) -> bool:
    return any(sign in named for sign in MAGIC)


def divided(named: PurePath) -> tuple[PurePath, str]:
    """Where a pattern begins, from a root or from folders above, and what follows, which is looked for there."""
    parts = named.parts[1:] if named.anchor else named.parts
    start = type(named)(named.anchor)
    while len(parts) > 1 and parts[0] == "..":
        start, parts = start / "..", parts[1:]
    return start, str(type(named)(*parts))


def candidats(session: Session, folder: Path) -> Candidats:
    """The candidates' table, empty where the session names none. Raises OSError, and ImportError as `load` does."""
    named = session.model.candidats
    if named is None:
        return Candidats()
    path = folder / named
    if not path.exists():
        return Candidats(
            {}, [Diagnostic(kinds.NO_FILE, session.place(("candidats",)), {"what": TABLE, "given": named})]
        )
    return load(path, named)
