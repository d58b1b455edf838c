"""One session, read: its file, what it says of each candidate, and the files that it names, its score sheets and its
candidates' table, from the folder of its own file.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path as FilePath
from pathlib import PurePath
from typing import Any

from certeval.diagnostics import Diagnostic, Path, Place, Related, Word
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.candidats import Candidats
from certeval.jury.candidats import load as load_candidats
from certeval.jury.deliberation import DecisionDeJury, Membre
from certeval.jury.file import FichierSession, Inscription
from certeval.messages import N_
from certeval.referentiel.other_files import SESSION, model_of
from certeval.scores.observations import Sheet
from certeval.sources.document import Document
from certeval.text.nearest import fold


@dataclass(frozen=True)
class Session:
    """A session's file as declared; `document` is where its mistakes are shown."""

    document: Document
    model: FichierSession

    @property
    def code(self) -> str:
        return self.model.session.code

    @property
    def day(self) -> date | None:
        """The day of the sitting, else of the session; None where neither is said."""
        sitting = self.model.deliberation
        return sitting.le if sitting else self.model.session.date

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """Where a value, or a key, of the file stands."""
        return self.document.place(path, at_key=at_key)

    def values(self, *forms: str) -> Iterator[tuple[Path, Any]]:
        """What the file says at `jury.liens.*.membre`, with its path: `*` is each item of a list or mapping. What is
        not said is left out.
        """
        for form in forms:
            pairs: list[tuple[Path, Any]] = [((), self.model)]
            for step in form.split("."):
                pairs = [
                    ((*path, key), value)
                    for path, node in pairs
                    for key, value in _inside(node, step)
                    if value is not None
                ]
            yield from pairs

    def inscriptions(self) -> Iterator[tuple[Path, Inscription]]:
        """Each registration, with its path."""
        return self.values("inscriptions.*")

    def inscription(self, candidate: str) -> Inscription | None:
        """How a candidate is registered, without regard to case and accents; None for who is not."""
        mine = self._inscriptions.get(fold(candidate))
        return mine[1] if mine else None

    def inscription_path(self, candidate: str) -> Path:
        """Where a candidate is registered; KeyError for who is not."""
        return self._inscriptions[fold(candidate)][0]

    @cached_property
    def _inscriptions(self) -> Mapping[str, tuple[Path, Inscription]]:
        """By folded identifier, the first registration."""
        return {fold(each[1].candidat): each for each in reversed(list(self.inscriptions()))}

    def decisions(self) -> Iterator[tuple[Path, DecisionDeJury]]:
        """Each decision of the jury, with its path."""
        return self.values("deliberation.decisions.*")

    def members(self) -> Iterator[tuple[Path, Membre]]:
        """Each member of the jury, with its path."""
        return self.values("jury.membres.*")

    def member(self, typed_code: str) -> Membre | None:
        """The member meant by a code, without regard to case and accents."""
        return self._members.get(fold(typed_code))

    @cached_property
    def _members(self) -> Mapping[str, Membre]:
        """By folded code, the first member who bears it."""
        return {fold(each.code): each for _, each in reversed(list(self.members()))}


def _inside(node: Any, step: str) -> Iterable[tuple[str | int, Any]]:
    """What a step of a form leads to, by key or index."""
    if step != "*":
        return [(step, getattr(node, step))]
    return node.items() if isinstance(node, Mapping) else enumerate(node)


def read(document: Document) -> tuple[Session | None, list[Diagnostic]]:
    """The session of a document; None, and what is wrong, where its shape is."""
    model, diagnostics = model_of(FichierSession, document, SESSION)
    return (None if model is None else Session(document, model)), diagnostics


MAGIC = "*?["
NO_SHEET_WITHIN = N_("this folder holds no score sheet: put them in it, or correct the name")
SHEET, TABLE = Word(N_("score sheet")), Word(N_("candidates’ table"))
VERSION = Word(N_("version of a référentiel to apply"))
NAME_ONE = N_("name a version that is there, or put its file back; there are: {known}")


def sheets(
    session: Session,
    folder: FilePath,
    *,
    due: bool = True,
    holds: Callable[[FilePath], object] = FilePath.exists,
) -> tuple[list[FilePath], list[Diagnostic]]:
    """The score sheets, each once, in the order in which they are named; a finding for each name that is said twice,
    and for each that none has, which is no error while they are not `due`. `holds`: whether a path leads to a sheet,
    which an empty folder does not.

    What a pattern and a name, or two patterns, both mean is there once all the same: they may mean more.
    """
    paths: dict[FilePath, None] = {}
    diagnostics: list[Diagnostic] = []
    first_places: dict[str, Place] = {}
    for i, name in enumerate(session.model.session.feuilles):
        matches = list(_matches(folder, name))
        several = [_short(each) for each in matches if holds(each)]
        place = session.place(("session", "feuilles", i))
        if several:
            key = name if _is_pattern(name) else str(several[0])
            if (first := first_places.setdefault(key, place)) is not place:
                related = (Related(kinds.FIRST, first),)
                diagnostics.append(Diagnostic(kinds.SAID_TWICE, place, {"given": name}, related))
        else:
            way = {"way": NO_SHEET_WITHIN} if matches else {}
            no_file = Diagnostic(kinds.NO_FILE, place, {"what": SHEET, "given": name, **way})
            diagnostics.append(no_file if due else Diagnostic(kinds.NO_SHEET_YET, place, {"given": name}))
        paths |= dict.fromkeys(several)
    return list(paths), diagnostics


def no_version(session: Session, known: object) -> Diagnostic:
    """A finding on the référentiel that a session names, which none of those `known` is."""
    arguments = {"what": VERSION, "given": session.model.session.referentiel, "way": NAME_ONE, "known": known}
    return Diagnostic(kinds.NO_FILE, session.place(("session", "referentiel")), arguments)


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


def _short(path: FilePath) -> FilePath:
    """The same file without `sessions/..` on the way: what results name it."""
    short = FilePath(os.path.normpath(path))
    return short if short.exists() and short.samefile(path) else path


def _matches(folder: FilePath, name: str) -> Iterator[FilePath]:
    path = folder / name
    if path.exists() or not _is_pattern(name):
        yield from [path] if path.exists() else []
        return
    start, pattern = split_pattern(FilePath(name))
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


def candidats(session: Session, folder: FilePath) -> Candidats:
    """The candidates' table, empty where the session names none. Raises OSError, and ImportError as `load` does."""
    name = session.model.candidats
    if name is None:
        return Candidats()
    path = folder / name
    if not path.exists():
        return Candidats(
            {}, [Diagnostic(kinds.NO_FILE, session.place(("candidats",)), {"what": TABLE, "given": name})]
        )
    return load_candidats(path, str(_short(path)))
