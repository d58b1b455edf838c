"""Documents of a session made, written all or none, and said in the register."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from certeval import messages
from certeval.cli import exits, files, inputs, notices, output, registers
from certeval.cli.jurys import typesetting
from certeval.cli.jurys.typesetting import MadeDocument
from certeval.cli.session import ReadSheets
from certeval.documents import printing
from certeval.documents.contenu import Common
from certeval.documents.dossier import Dossier, Piece, pieces
from certeval.documents.genres import Genre
from certeval.documents.seances import uncalled
from certeval.documents.verifying import lacking
from certeval.messages import N_, ngettext
from certeval.registre import corrections
from certeval.registre import issued as register
from certeval.registre import sessions as registered
from certeval.registre.base import Base
from certeval.registre.sessions import seance
from certeval.render import registre as shown
from certeval.render.json_text import json_text
from certeval.render.words import visible
from certeval.rules.program import CERTIFICATION
from certeval.text.digests import sha256
from certeval.text.file_names import as_a_name

MERGED = "a-imprimer.pdf"
"""What all the documents are in for the printer."""
DEFINITIONS = "definitions"
"""Below the badges, what each attests, once."""


class DocumentsTarget(NamedTuple):
    """Where documents go, printed by which templates, the address that badges bear; who hands them out, as declared."""

    folder: Path
    gabarits: Path | None
    adresse: str
    auteur: str | None
    merge: bool
    force: bool


def deliver(read: ReadSheets, dossier: Dossier, genres: Sequence[Genre], target: DocumentsTarget) -> None:
    """Print documents and write them; status 1 with what is wrong, nothing being written, where something is."""
    keeps = (
        dossier.deliberation is not None and read.register is not None and any(each.issued for each in genres)
    )
    place = read.register.place if read.register and keeps else ""
    who = registers.author(target.auteur) if keeps else ""
    with registers.opened(place) if keeps else nullcontext() as base:
        if base is not None:
            _refuse_other(read, dossier, base)
            code = dossier.of_session.code
            corrected = tuple(corrections.of_session(base, code))
            dossier = replace(dossier, issued=register.issued(base, code), corrected=corrected)
        made = _made(dossier, genres, target)
        contents = _contents(made, target)
        with (
            files.placing(contents, force=target.force, private=True, folder=target.folder),
            _written_down(base, dossier, made, who) if base is not None else nullcontext(),
        ):
            pass
    files.tell_shared(contents)
    _tell(contents, target)


def _refuse_other(read: ReadSheets, dossier: Dossier, base: Base) -> None:
    """Status 2 where the register does not have the session, 1 where it says otherwise than the session does."""
    code = dossier.of_session.code
    if not register.registered(base, code):
        exits.refuse(
            N_("{session} is not in this register: `certeval registre enregistrer` first, documents after"),
            session=code,
        )
    results = {code: read.decided(code) for code in read.scores.candidates}
    now = seance(
        dossier.of_session, dossier.referentiel, read.scores.sheets, results, read.of_session.candidats
    )
    found = registered.write(base, now, registers.instant(), "").differences
    if found:
        output.deliver(output.as_text(*shown.differences(code, found)))
        exits.leave(exits.FINDINGS)


def _made(dossier: Dossier, genres: Sequence[Genre], target: DocumentsTarget) -> list[MadeDocument]:
    """The documents, those that are printed first; status 1 where something is wrong, 2 where there is none."""
    wanted: list[Piece] = [each for genre in genres for each in pieces(dossier, genre)]
    if not wanted:
        exits.refuse(
            N_("nobody has what {documents} would say: nothing is printed"),
            documents=", ".join(each.word for each in genres),
        )
    if without := uncalled(dossier, wanted):
        left = set(map(id, without))
        wanted = [each for each in wanted if id(each) not in left]
        codes = ", ".join(visible(each.candidature.code) for each in without if each.candidature)
        notices.warn(N_("called to no épreuve, so no convocation: {codes}"), codes=codes)
    on_paper = [each for each in wanted if each.genre.printed]
    data = [each for each in wanted if not each.genre.printed]
    found = list(_badges(dossier, data, target.adresse)) if data else []
    return [*typesetting.printed_documents(dossier, on_paper, target.gabarits), *found] if on_paper else found


def _contents(made: Sequence[MadeDocument], target: DocumentsTarget) -> dict[Path, bytes]:
    """The documents by file; status 2 where two candidates would have the same."""
    contents: dict[Path, bytes] = {}
    taken: set[str] = set()
    for each in made:
        file = target.folder / _name(each.piece)
        if (spelled := str(file).casefold()) in taken:
            exits.refuse(
                N_("two documents would be called {file}: tell their candidates’ codes apart"), file=file
            )
        taken.add(spelled)
        if each.for_somebody or not _holds(file, each.data):
            contents[file] = each.data
    if target.merge:
        printed = [each.data for each in made if each.piece.genre.printed]
        with exits.Guard():
            contents[target.folder / MERGED] = printing.merged(printed)
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
def _written_down(base: Base, dossier: Dossier, made: Sequence[MadeDocument], who: str) -> Iterator[None]:
    """Say in the register what is handed out to somebody, kept once it is written."""
    handed = [
        register.IssuedDocument(
            each.piece.genre.name,
            each.piece.genre.title,
            each.piece.candidature.code if each.piece.candidature else "",
            each.piece.bloc,
            sha256(each.data),
            each.template,
        )
        for each in made
        if each.piece.genre.issued and each.for_somebody
    ]
    about = {
        "certification": dossier.referentiel.code,
        "version": dossier.referentiel.version,
        "le": inputs.today().isoformat(),  # where the office is: the instant of an entry is in UTC
    }
    with register.written(
        base, handed, dossier.of_session.code, about, instant=registers.instant(), auteur=who
    ) as entries:
        yield
    registers.tell_written(entries[-1] if entries else None, who)


def _tell(contents: Mapping[Path, bytes], target: DocumentsTarget) -> None:
    """Say what was written, and what of an earlier run lies beside it."""
    count = len(contents) - target.merge
    said = ngettext("{n} document written to {folder}", "{n} documents written to {folder}", count)
    notices.tell(said, n=count, folder=target.folder)
    if target.merge:
        notices.tell(
            N_("{file} is for the printer: it has lost the tags that readers of PDF need"), file=MERGED
        )
    left = sorted(
        str(each.relative_to(target.folder))
        for folder, suffix in {(file.parent, file.suffix) for file in contents}
        if folder.name != DEFINITIONS
        for each in folder.glob(f"*{suffix}")
        if each not in contents
    )
    if left:
        notices.warn(
            N_("{files} in {folder}: of an earlier run, not of this one"),
            files=", ".join(left),
            folder=target.folder,
        )


def _badges(dossier: Dossier, wanted: Sequence[Piece], adresse: str) -> Iterator[MadeDocument]:
    """The definitions that badges refer to, then the badges; status 1 with what they must bear and nothing says."""
    from certeval.exchange.badges import Award, achievement, credential

    common = Common(dossier)
    if lack := lacking(dossier, ((each, common.of(each, "")) for each in wanted)):
        inputs.leave(lack)
    session, sitting = dossier.of_session, dossier.deliberation
    assert sitting is not None  # noqa: S101 -- as above
    with messages.speaking(dossier.certification.langue):
        for bloc in dict.fromkeys(each.bloc for each in wanted):
            attested = json_text(achievement(dossier.referentiel, bloc, adresse))
            yield MadeDocument(Piece(wanted[0].genre, None, bloc), attested.encode())
        for each in wanted:
            assert each.candidature is not None  # noqa: S101 -- a badge has a holder
            award = Award(each.candidature.code, each.bloc, session.code, sitting.le, dossier.day)
            yield MadeDocument(each, json_text(credential(dossier.referentiel, award, adresse)).encode())
