"""The file of a session that a command is given: found, read with the sheets that it names, checked."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from certeval.cli import exits, folders, inputs, notices, sheets
from certeval.cli.files import content, protect
from certeval.cli.files import new_content as new_file_content
from certeval.cli.folders import alone
from certeval.diagnostics import Diagnostic, in_order
from certeval.jury import session
from certeval.jury.assembly import Assembly, assemble
from certeval.jury.candidats import Candidats
from certeval.jury.checks.names import left_behind
from certeval.jury.session import Session
from certeval.referentiel.catalogue import NotFoundError
from certeval.referentiel.load import Referentiel
from certeval.referentiel.other_files import is_session as is_session_document
from certeval.scores.observations import Candidate, Sheet
from certeval.sources import yaml
from certeval.sources.document import Document
from certeval.text.digests import sha256
from certeval.text.nearest import fold

if TYPE_CHECKING:
    from certeval.cli.registers import RegisterReading

FOLDER = "sessions"
"""Where sessions lie, beside the folder of référentiels."""
SUFFIX = ".yaml"


class SessionFile(NamedTuple):
    """A session, its file, its candidates' table, and what is wrong with them."""

    session: Session
    path: Path
    candidats: Candidats
    diagnostics: list[Diagnostic]

    def day(self, otherwise: date | None = None) -> date:
        """The day whose version applies: of the sitting, else of the session, else today."""
        return self.session.day or otherwise or inputs.today()

    def sits_later(self) -> date | None:
        """The day of its sitting where it has not come yet."""
        sitting = self.session.model.deliberation
        return sitting.le if sitting and sitting.le > inputs.today() else None

    def files(self) -> dict[str, Path]:
        """Its own file, and its candidates' table."""
        table = self.session.model.candidats
        return {"session": self.path} | ({"candidats": self.path.parent / table} if table else {})

    def plain(self) -> dict[str, str]:
        """What results say of it: its code, and its file with its digest."""
        document = self.session.document
        return {"code": self.session.code, "fichier": document.file, "empreinte": sha256(document.data)}

    def sheets(self, *, marks: bool | None = None) -> tuple[list[Path], list[Diagnostic]]:
        """The sheets that it names, and a finding for each name that no file has: an error where its `marks` are
        needed, which None says of a session whose jury has met.
        """
        sitting = self.session.model.deliberation
        has_met = sitting is not None and self.sits_later() is None
        due = has_met if marks is None else marks
        paths, wrong = session.sheets(self.session, self.path.parent, due=due, holds=sheets.sheets_within)
        return paths, wrong if marks is not False else []

    def other_sessions(self, sheets: Iterable[Sheet]) -> Iterator[Diagnostic]:
        """A finding for each sheet that says that it is of another session."""
        return session.other_sessions(self.session, sheets)

    def assembly(
        self,
        referentiel: Referentiel,
        candidates: dict[str, Candidate],
        register: "RegisterReading | None" = None,
    ) -> Assembly:
        """What decides its candidates, and all that is wrong with what it, or the register, says of them."""
        earlier = register.earlier(self.session.code, self.day()) if register else None
        assembly = assemble(
            self.session, referentiel, candidates, inputs.today(), self.candidats, earlier=earlier
        )
        others = left_behind(assembly.subject, self._beside())
        return assembly._replace(diagnostics=[*assembly.diagnostics, *others])

    def _beside(self) -> Iterator[Session]:
        """The other sessions of its folder that speak of it and put something off, of those that can be read."""
        own = fold(self.session.code)
        for path in sorted(self.path.parent.glob(f"*{SUFFIX}")):
            with suppress(OSError):
                if path.name != self.path.name and own in _postponements(path, path.stat().st_mtime_ns):
                    other, _wrong = session.read(yaml.load(path, inputs.display(path)))
                    yield from [other] if other else []


@cache
def _postponements(path: Path, _written: int) -> str:
    """The lines of a session's file that put something off, folded: `check` asks each file of every other one."""
    lines = path.read_text("utf-8", errors="replace").splitlines()
    return fold("\n".join(line for line in lines if "report" in line))


def read(operand: Path) -> SessionFile:
    """The session meant by a file, or by the code of one in the nearest folder `sessions`; status 1 where its shape is
    wrong, 2 where there is none.
    """
    path = _path(operand)
    session_file, wrong = _session_file(_document(path), path)
    if session_file is None:
        inputs.leave(wrong)
    if path != operand and fold(session_file.session.code) != fold(str(operand)):
        exits.refuse(
            "{file} is of the session {code}, not of « {asked} »: give the file, or correct its name",
            file=inputs.display(path),
            code=session_file.session.code,
            asked=operand,
        )
    return session_file


def code_of(operand: Path) -> tuple[str, str | None]:
    """The code of the session meant, and the référentiel that its file names; of a bare code that no file has, the
    code itself.
    """
    path = _file(operand)
    if path is None and not operand.suffix:
        return str(operand).strip(), None
    head = read(operand).session.model.session
    return head.code, head.referentiel


def table_of(operand: Path) -> Path | None:
    """The candidates' table that the session meant names; None where it names none, or where no file has its code."""
    path = _file(operand)
    return read(path).files().get("candidats") if path else None


def _document(path: Path) -> Document:
    with exits.guard():
        return yaml.load(path, inputs.display(path))


def _session_file(document: Document, path: Path) -> tuple[SessionFile | None, list[Diagnostic]]:
    with exits.guard():
        jury_session, wrong = session.read(document)
        if jury_session is None:
            return None, wrong
        table = session.candidats(jury_session, path.parent)
    read = SessionFile(jury_session, path, table, in_order([*wrong, *table.diagnostics]))
    for each in read.files().values():
        protect(each)
    return read, wrong


def find(operand: Path) -> Path | None:
    """The session that an argument names, by its file or its code; None where it names a sheet, or nothing."""
    if operand.suffix:
        return operand if is_session(operand) else None
    return operand if _by_code(operand) is not None or not operand.exists() else None


def _path(operand: Path) -> Path:
    if (path := operand if operand.suffix else _file(operand)) is not None:
        return path
    exits.refuse(
        "no session « {session} »: give its file, or its code where it lies in a folder {folder}; "
        "`certeval schema session` says what it holds",
        session=operand,
        folder=FOLDER,
    )


def _file(operand: Path) -> Path | None:
    """The file of the session meant, by its path or its code; None where there is none."""
    return operand if operand.exists() else _by_code(operand)


def _by_code(operand: Path) -> Path | None:
    """The file of a session in the nearest folder that has one of this code."""
    paths = (folder / f"{operand}{SUFFIX}" for folder in folders.above(FOLDER))
    return next((each for each in paths if each.is_file()), None)


def session_paths() -> list[Path]:
    """The sessions beside the référentiels that this command sees."""
    folder = next(folders.above(FOLDER), None)
    return sorted(folder.glob(f"*{SUFFIX}")) if folder else []


def split(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Of files given to `check`, the sessions, and the others."""
    sessions: list[Path] = []
    others: list[Path] = []
    for path in paths:
        inside = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else []
        if path.is_dir() and (path.resolve().name == FOLDER or (inside and all(map(is_session, inside)))):
            sessions += inside
        else:
            (sessions if is_session(path) else others).append(path)
    return sessions, others


def is_session(path: Path) -> bool:
    """Whether a file lies among sessions, or says itself that it is one."""
    if path.suffix != SUFFIX or not path.is_file():
        return False
    return path.absolute().parent.name == FOLDER or is_session_document(yaml.load(path))


def check(path: Path) -> tuple[Document, list[Diagnostic]]:
    """A session's document and what is wrong with it; of one whose référentiel is not there, or is invalid, that and
    what is wrong with its own file alone.
    """
    document = _document(path)
    session_file, wrong = _session_file(document, path)
    if session_file is None:
        return document, wrong
    referentiel, wrong = _referentiel(session_file)
    if referentiel is None:
        return document, in_order([*session_file.diagnostics, *wrong])
    paths, absences = session_file.sheets()
    scores = sheets.open_all(sheets.files(paths)).read(referentiel)
    assembly = session_file.assembly(referentiel, scores.candidates)
    errors = [each for each in scores.diagnostics if each.is_error]
    return document, in_order(
        [
            *session_file.diagnostics,
            *absences,
            *session_file.other_sessions(scores.sheets),
            *errors,
            *assembly.own_diagnostics(scores, absences),
        ]
    )


def _referentiel(session_file: SessionFile) -> tuple[Referentiel | None, list[Diagnostic]]:
    """The référentiel of a session; None with what is wrong where it is not there, or is invalid."""
    name = session_file.session.model.session.referentiel
    try:
        path = Path(name) if inputs.names_file(name) else inputs.select(name, session_file.day()).path
    except NotFoundError as error:
        known = error.arguments.get("known") or (str(error.arguments.get("folder", "")),)
        return None, [session.no_version(session_file.session, known)]
    compilation = inputs.read(path)
    return compilation.referentiel, [] if compilation.referentiel else compilation.diagnostics


def rewrite(of_session: SessionFile, data: bytes) -> None:
    """Write the file of a session anew; status 2 where it is no longer what was read."""
    with new_content(of_session, data):
        pass
    notices.tell_places([of_session.session.document.file])


@contextmanager
def new_content(of_session: SessionFile, data: bytes) -> Iterator[None]:
    """The same, the file being as it stood where what is done within fails."""
    path, document = of_session.path, of_session.session.document
    with alone(path):
        if content(path) != document.data:
            exits.refuse(
                "{file} has changed since it was read: nothing is written, decide again", file=document.file
            )
        with new_file_content(path, data):
            yield
