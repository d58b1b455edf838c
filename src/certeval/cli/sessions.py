"""The file of a session that a command is given: found, read with the sheets that it names, checked."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from certeval.cli import exits, inputs, notices
from certeval.cli.files import content, protect
from certeval.cli.files import rewrite as rewrite_file
from certeval.diagnostics import Diagnostic, has_errors, in_order
from certeval.jury import files, session
from certeval.jury.candidats import Candidats
from certeval.jury.seated import Seated, seated
from certeval.jury.session import Session
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.scores.observations import Candidate
from certeval.scores.read import open_sheets
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

    @property
    def folder(self) -> Path:
        """The folder that its files are named from."""
        return self.path.parent

    def files(self) -> dict[str, Path]:
        """Its own file, and its candidates' table."""
        table = self.session.model.candidats
        return {"session": self.path} | ({"candidats": self.folder / table} if table else {})

    def plain(self) -> dict[str, str]:
        """What results say of it: its code, and its file with its digest."""
        document = self.session.document
        return {"code": self.session.code, "fichier": document.file, "empreinte": sha256(document.data)}

    def sheets(self, *, marks: bool | None = None) -> tuple[list[Path], list[Diagnostic]]:
        """The sheets that it names, and a finding for each name that no file has: an error where its `marks` are
        needed, which None says of a session whose jury has met.
        """
        sitting = self.session.model.deliberation
        met = sitting is not None and self.sits_later() is None
        paths, wrong = files.sheets(self.session, self.folder, due=met if marks is None else marks)
        return paths, wrong if marks is not False else []

    def seated(
        self,
        referentiel: Referentiel,
        candidates: dict[str, Candidate],
        register: "RegisterReading | None" = None,
    ) -> Seated:
        """What decides its candidates, and all that is wrong with what it, or the register, says of them."""
        earlier = register.earlier(self.session.code, self.day()) if register else None
        return seated(self.session, referentiel, candidates, inputs.today(), self.candidats, earlier=earlier)


def read(typed: Path) -> SessionFile:
    """The session meant by a file, or by the code of one in the nearest folder `sessions`; status 1 where its shape is
    wrong, 2 where there is none.
    """
    path = _path(typed)
    found, wrong = _read(path)
    if found is None:
        inputs.leave(wrong)
    if path != typed and fold(found.session.code) != fold(str(typed)):
        exits.refuse(
            N_("{file} is of the session {code}, not of « {asked} »: give the file, or correct its name"),
            file=inputs.display(path),
            code=found.session.code,
            asked=typed,
        )
    return found


def code_of(typed: Path) -> tuple[str, str | None]:
    """The code of the session meant, and the référentiel that its file names; of a bare code that no file has, the
    code itself.
    """
    path = _file(typed)
    if path is None and not typed.suffix:
        return str(typed).strip(), None
    head = read(typed).session.model.session
    return head.code, head.referentiel


def table_of(typed: Path) -> Path | None:
    """The candidates' table that the session meant names; None where it names none, or where no file has its code."""
    path = _file(typed)
    return read(path).files().get("candidats") if path else None


def _read(path: Path) -> tuple[SessionFile | None, list[Diagnostic]]:
    return _of(_document(path), path)


def _document(path: Path) -> Document:
    with exits.Guard():
        return yaml.load(path, inputs.display(path))


def _of(document: Document, path: Path) -> tuple[SessionFile | None, list[Diagnostic]]:
    with exits.Guard():
        found, wrong = session.read(document)
        if found is None:
            return None, wrong
        listed = files.candidats(found, path.parent)
    read = SessionFile(found, path, listed, in_order([*wrong, *listed.diagnostics]))
    for each in read.files().values():
        protect(each)
    return read, wrong


def find(typed: Path) -> Path | None:
    """The session that an argument names, by its file or its code; None where it names a sheet, or nothing."""
    if typed.suffix:
        return typed if is_session(typed) else None
    return typed if _coded(typed) is not None or not typed.exists() else None


def _path(typed: Path) -> Path:
    if typed.exists() or typed.suffix:
        return typed
    if (named := _coded(typed)) is not None:
        return named
    exits.refuse(
        N_("no session « {session} »: give its file, or its code where it lies in a folder {folder}"),
        session=typed,
        folder=FOLDER,
    )


def _file(typed: Path) -> Path | None:
    """The file of the session meant, by its path or its code; None where there is none."""
    return typed if typed.exists() else _coded(typed)


def _coded(typed: Path) -> Path | None:
    """The file of a session in the nearest folder that has one of this code."""
    named = (folder / f"{typed}{SUFFIX}" for folder in inputs.folders_above(FOLDER))
    return next((each for each in named if each.is_file()), None)


def listed() -> list[Path]:
    """The sessions beside the référentiels that this command sees."""
    folder = next(inputs.folders_above(FOLDER), None)
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
    return path.absolute().parent.name == FOLDER or session.is_one(yaml.load(path))


def check(path: Path) -> tuple[Document, list[Diagnostic]]:
    """A session's document and what is wrong with it, its référentiel being valid and its sheets read where they have
    no errors.
    """
    document = _document(path)
    found, wrong = _of(document, path)
    if found is None:
        return document, wrong
    head = found.session.model.session
    referentiel = inputs.referentiel(head.referentiel, found.day())
    paths, lost = found.sheets()
    scores = open_sheets([protect(each) for each in paths]).read(referentiel)
    candidates = {} if has_errors(scores.diagnostics) else scores.candidates
    errors = [each for each in scores.diagnostics if each.is_error]
    return document, in_order(
        [*found.diagnostics, *lost, *errors, *found.seated(referentiel, candidates).diagnostics]
    )


def rewrite(of_session: SessionFile, data: bytes) -> None:
    """Write the file of a session anew; status 2 where it is no longer what was read."""
    path, document = of_session.path, of_session.session.document
    if content(path) != document.data:
        exits.refuse(
            N_("{file} has changed since it was read: nothing is written, decide again"), file=document.file
        )
    rewrite_file(path, data)
    notices.tell_written([document.file])
