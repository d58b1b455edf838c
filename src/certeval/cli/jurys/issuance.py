"""Documents of a session made, written all or none, and said in the register."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, NoReturn

from certeval import messages
from certeval.cli import exits, files, inputs, notices, output, registers
from certeval.cli.jurys import registration_notices, typesetting
from certeval.cli.jurys.typesetting import DocumentOutput
from certeval.cli.session import ReadSheets
from certeval.documents import print_run
from certeval.documents.contenu import Common
from certeval.documents.dossier import Dossier, Genre, Piece, pieces
from certeval.documents.mention_checks import missing_mentions
from certeval.documents.seances import uncalled
from certeval.messages import _, ngettext
from certeval.registre import corrections
from certeval.registre import issuance as register
from certeval.registre import sessions as session_register
from certeval.registre.base import Base
from certeval.registre.sessions import seance
from certeval.render import registre as rendering
from certeval.render.json_text import json_text
from certeval.render.words import visible
from certeval.rules.program import CERTIFICATION
from certeval.text.digests import sha256
from certeval.text.file_names import as_a_name

PRINT_FILE = "a-imprimer.pdf"
"""What all the documents are in for the printer."""
DEFINITIONS = "definitions"
"""Below the badges, what each attests, once."""


class DocumentsTarget(NamedTuple):
    """Where documents go, printed by which templates, the address that badges bear; who hands them out, as declared;
    the day that is asked for them.
    """

    folder: Path
    gabarits: Path | None
    adresse: str
    auteur: str | None
    fait_le: str | None
    merge: bool
    force: bool


def deliver(read: ReadSheets, dossier: Dossier, genres: Sequence[Genre], target: DocumentsTarget) -> None:
    """Print documents and write them; status 1 with what is wrong, nothing being written, where something is."""
    due = dossier.deliberation is not None and any(each.in_journal for each in genres)
    if due and read.register is None and registers.place_of(None):  # it was not begun yet
        _refuse_unregistered(dossier.of_session.code)
    keeps = due and read.register is not None
    place = read.register.place if read.register and keeps else ""
    who = registers.author(target.auteur) if keeps else ""
    with registers.open_register(place) if keeps else nullcontext() as base:
        if base is not None:
            _refuse_other(read, dossier, base)
            code = dossier.of_session.code
            session_corrections = tuple(corrections.corrected_decisions(base, code))
            dossier = replace(
                dossier, last_documents=register.last_documents(base, code), corrections=session_corrections
            )
        documents = _documents(dossier, genres, target)
        contents = _contents(documents, target)
        with (
            files.put_in_place(contents, force=target.force, private=True, folder=target.folder),
            _record(base, dossier, documents, who) if base is not None else nullcontext(),
        ):
            pass
    files.warn_of_rights(contents)
    _tell(contents, target)


def _refuse_other(read: ReadSheets, dossier: Dossier, base: Base) -> None:
    """Status 2 where the register does not have the session, 1 where it says otherwise than the session does."""
    code = dossier.of_session.code
    if not register.is_registered(base, code):
        _refuse_unregistered(code)
    results = {code: read.plain(code) for code in read.scores.candidates}
    now = seance(
        dossier.of_session, dossier.referentiel, read.scores.sheets, results, read.of_session.candidats
    )
    outcome = session_register.write(base, now, registers.instant(), "")
    registration_notices.tell_changes(outcome, now)
    if outcome.differences:
        output.deliver(output.as_text(*rendering.differences(code, outcome.differences)))
        exits.leave(exits.FINDINGS)


def _refuse_unregistered(code: str) -> NoReturn:
    exits.refuse(
        "{session} is not in this register: `certeval registre enregistrer` first, documents after",
        session=code,
    )


def _documents(dossier: Dossier, genres: Sequence[Genre], target: DocumentsTarget) -> list[DocumentOutput]:
    """The documents, those that are printed first; status 1 where something is wrong, 2 where there is none."""
    dossier_pieces: list[Piece] = [each for genre in genres for each in pieces(dossier, genre)]
    if not dossier_pieces:
        exits.refuse(
            "nobody has what {documents} would say: nothing is printed",
            documents=", ".join(each.word for each in genres),
        )
    if without := uncalled(dossier, dossier_pieces):
        omissions = set(map(id, without))
        dossier_pieces = [each for each in dossier_pieces if id(each) not in omissions]
        if codes := ", ".join(visible(each.candidature.code) for each in without if each.candidature):
            notices.warn("called to no épreuve, so no convocation: {codes}", codes=codes)
        if not dossier_pieces:
            exits.refuse("nobody is called to an épreuve: nothing is printed")
    if target.fait_le is not None:
        _refuse_before_the_jury(dossier, dossier_pieces)
    on_paper = [each for each in dossier_pieces if each.genre.is_pdf]
    data = [each for each in dossier_pieces if not each.genre.is_pdf]
    badges = list(_badges(dossier, data, target.adresse)) if data else []
    return [*typesetting.print_documents(dossier, on_paper, target.gabarits), *badges] if on_paper else badges


def _refuse_before_the_jury(dossier: Dossier, dossier_pieces: Sequence[Piece]) -> None:
    """Status 2 where what a jury decides would be dated before it met, or before it decided it anew."""
    sitting = dossier.deliberation
    for each in dossier_pieces:
        met = max(sitting.le, dossier.day_of(each)) if sitting else dossier.day
        if each.genre.after_deliberation and dossier.day < met:
            exits.refuse(
                "--fait-le {day}: {document} does not hold before its jury met, on {met}",
                day=dossier.day,
                document=_(each.genre.words),
                met=met,
            )


def _contents(documents: Sequence[DocumentOutput], target: DocumentsTarget) -> dict[Path, bytes]:
    """The documents by file; status 2 where two candidates would have the same."""
    contents: dict[Path, bytes] = {}
    paths: set[str] = set()
    for each in documents:
        file = target.folder / _name(each.piece)
        if (path := str(file).casefold()) in paths:
            exits.refuse(
                "two documents would be called {file}: tell their candidates’ codes apart", file=file
            )
        paths.add(path)
        if each.for_somebody or not _holds(file, each.data):
            contents[file] = each.data
    if target.merge:
        pdfs = [each.data for each in documents if each.piece.genre.is_pdf]
        with exits.guard():
            contents[target.folder / PRINT_FILE] = print_run.merge(pdfs)
    return contents


def _holds(file: Path, data: bytes) -> bool:
    """Whether a file says it already: what badges attest is the same for each candidate."""
    try:
        return file.read_bytes() == data
    except OSError:
        return False


def _name(piece: Piece) -> Path:
    """Where a document goes in the folder: named by the candidate's code, never by a name."""
    genre = piece.genre
    if genre.about == "session":
        return Path(f"{genre.word}{genre.suffix}")
    if piece.candidature is None:
        return Path(genre.word) / DEFINITIONS / f"{as_a_name(piece.bloc or CERTIFICATION)}{genre.suffix}"
    parts = [piece.candidature.code, *([piece.bloc] if piece.bloc else [])]
    return Path(genre.word) / f"{as_a_name(*parts)}{genre.suffix}"


@contextmanager
def _record(base: Base, dossier: Dossier, documents: Sequence[DocumentOutput], who: str) -> Iterator[None]:
    """Say in the register what is handed out to somebody, kept once it is written."""
    records = [
        register.IssuedDocument(
            each.piece.genre.name,
            each.piece.genre.title,
            each.piece.candidature.code if each.piece.candidature else "",
            each.piece.bloc,
            sha256(each.data),
            each.template,
        )
        for each in documents
        if each.piece.genre.in_journal and each.for_somebody
    ]
    arguments = {
        "certification": dossier.referentiel.code,
        "version": dossier.referentiel.version,
        "le": inputs.today().isoformat(),
    }
    since = dossier.head.rang if dossier.head else 0
    code, now = dossier.of_session.code, registers.instant()
    with register.append_documents(
        base, records, code, arguments, instant=now, auteur=who, since=since
    ) as entries:
        yield
    if entries:
        registers.tell_entry(entries[-1], who)


def _tell(contents: Mapping[Path, bytes], target: DocumentsTarget) -> None:
    """Say what was written, and what of an earlier run lies beside it."""
    count = len(contents) - target.merge
    message = ngettext("{n} document written to {folder}", "{n} documents written to {folder}", count)
    notices.tell(message, n=count, folder=target.folder)
    if target.merge:
        notices.tell(
            "{file} is for the printer: it has lost the tags that readers of PDF need", file=PRINT_FILE
        )
    leftovers = sorted(
        str(each.relative_to(target.folder))
        for folder, suffix in {(file.parent, file.suffix) for file in contents}
        if folder.name != DEFINITIONS
        for each in folder.glob(f"*{suffix}")
        if each not in contents
    )
    if leftovers:
        notices.warn(
            "{files} in {folder}: of an earlier run, not of this one",
            files=", ".join(leftovers),
            folder=target.folder,
        )


def _badges(dossier: Dossier, badge_pieces: Sequence[Piece], adresse: str) -> Iterator[DocumentOutput]:
    """The definitions that badges refer to, then the badges; status 1 with what they must bear and nothing says."""
    from certeval.exchange.badges import Award, achievement, credential

    common = Common(dossier)
    if lack := missing_mentions(dossier, ((each, common.of(each, "")) for each in badge_pieces)):
        inputs.leave(lack)
    session, sitting = dossier.of_session, dossier.deliberation
    assert sitting is not None  # noqa: S101 -- as above
    with messages.in_language(dossier.certification.langue):
        for bloc in dict.fromkeys(each.bloc for each in badge_pieces):
            definition = json_text(achievement(dossier.referentiel, bloc, adresse))
            yield DocumentOutput(Piece(badge_pieces[0].genre, None, bloc), definition.encode())
        for each in badge_pieces:
            assert each.candidature is not None  # noqa: S101 -- a badge has a holder
            entry = dossier.correction(each.candidature, each.objet)
            day = date.fromisoformat(entry.le) if entry else sitting.le
            award = Award(each.candidature.code, each.bloc, session.code, day, dossier.day_of(each))
            yield DocumentOutput(each, json_text(credential(dossier.referentiel, award, adresse)).encode())
