"""The files that a session names: its score sheets and its candidates' table, from the folder of its own file."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from certeval.diagnostics import Diagnostic, Place, Related, Word
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.candidats import Candidats, load
from certeval.jury.session import Session
from certeval.messages import N_
from certeval.scores.observations import Sheet
from certeval.text.nearest import fold

MAGIC = "*?["
SHEET, TABLE = Word(N_("score sheet")), Word(N_("candidates’ table"))


def sheets(session: Session, folder: Path, *, due: bool = True) -> tuple[list[Path], list[Diagnostic]]:
    """The score sheets, each once, in the order in which they are named; a finding for each name that is said twice,
    and for each that none has, which is no error while they are not `due`.

    What a pattern and a name, or two patterns, both mean is there once all the same: they may mean more.
    """
    paths: dict[Path, None] = {}
    diagnostics: list[Diagnostic] = []
    first_places: dict[str, Place] = {}
    for i, name in enumerate(session.model.session.feuilles):
        several = [_short(each) for each in _matches(folder, name)]
        place = session.place(("session", "feuilles", i))
        if several:
            key = name if _is_pattern(name) else str(several[0])
            if (first := first_places.setdefault(key, place)) is not place:
                related = (Related(kinds.FIRST, first),)
                diagnostics.append(Diagnostic(kinds.SAID_TWICE, place, {"given": name}, related))
        else:
            no_file = Diagnostic(kinds.NO_FILE, place, {"what": SHEET, "given": name})
            diagnostics.append(no_file if due else Diagnostic(kinds.NO_SHEET_YET, place, {"given": name}))
        paths |= dict.fromkeys(several)
    return list(paths), diagnostics


_NUMBER = re.compile("[0-9]+")
_ZEROS = re.compile("(?<![0-9])0+(?=[0-9])")


def other_sessions(session: Session, sheets: Iterable[Sheet]) -> Iterator[Diagnostic]:
    """A finding for each sheet that says that it is of another session: whose code is this one’s but for its numbers,
    as S1-2026 is for S2-2026. Any other text, such as « juin 2026 », may be a name of this one.
    """
    own = _plain(session.code)
    for each in sheets:
        given = (each.session or {}).get("code", "")
        if _plain(given) != own and _NUMBER.sub("0", _plain(given)) == _NUMBER.sub("0", own):
            arguments = {"file": each.file, "given": given, "session": session.code}
            yield Diagnostic(kinds.OTHER_SESSION, session.place(("session", "feuilles")), arguments)


def _plain(code: str) -> str:
    """A session's code folded, its numbers without the zeros before them: S01 is S1."""
    return fold(_ZEROS.sub("", code))


def _short(path: Path) -> Path:
    """The same file without `sessions/..` on the way: what results name it."""
    short = Path(os.path.normpath(path))
    return short if short.exists() and short.samefile(path) else path


def _matches(folder: Path, name: str) -> Iterator[Path]:
    path = folder / name
    if path.exists() or not _is_pattern(name):
        yield from [path] if path.exists() else []
        return
    start, pattern = split_pattern(Path(name))
    yield from sorted(
        each
        for each in (folder / start).glob(pattern)
        if each.is_file() and not each.name.startswith((".", "~"))
    )


def _is_pattern(name: str) -> bool:
    return any(sign in name for sign in MAGIC)


def split_pattern(path: PurePath) -> tuple[PurePath, str]:
    """Where a pattern begins, from a root or from folders above, and what follows, which is looked for there."""
    parts = path.parts[1:] if path.anchor else path.parts
    start = type(path)(path.anchor)
    while len(parts) > 1 and parts[0] == "..":
        start, parts = start / "..", parts[1:]
    return start, str(type(path)(*parts))


def candidats(session: Session, folder: Path) -> Candidats:
    """The candidates' table, empty where the session names none. Raises OSError, and ImportError as `load` does."""
    name = session.model.candidats
    if name is None:
        return Candidats()
    path = folder / name
    if not path.exists():
        return Candidats(
            {}, [Diagnostic(kinds.NO_FILE, session.place(("candidats",)), {"what": TABLE, "given": name})]
        )
    return load(path, str(_short(path)))
