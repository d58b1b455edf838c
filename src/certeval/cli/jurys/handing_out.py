"""Documents of a session printed, checked, written all or none, and said in the register."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, NoReturn

from certeval.cli import confined, exits, files, inputs, notices, output, registers
from certeval.cli.session import Session
from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families.sessions import printing as kinds
from certeval.documents import printing, templates
from certeval.documents.dossier import Dossier, Piece, pieces
from certeval.documents.genres import Genre
from certeval.documents.printing import Outcome, Task
from certeval.documents.seances import uncalled
from certeval.documents.templates import Template
from certeval.messages import N_, _, ngettext
from certeval.registre import issued as register
from certeval.registre import sessions as registered
from certeval.registre.base import Base
from certeval.registre.seance import seance
from certeval.render import registre as shown
from certeval.render.words import visible
from certeval.text.digests import sha256
from certeval.text.file_names import as_a_name

MERGED = "a-imprimer.pdf"
"""What all the documents are in for the printer."""
SUFFIX = ".pdf"
SECONDS = 20
"""How long an office's template may take for one document."""
OWN_SECONDS = 600
"""How long certeval's own may: the minutes of a very large session are long."""
FOLDER_RIGHTS = 0o700


class Target(NamedTuple):
    """Where documents go, printed by which templates; who hands them out, as declared."""

    folder: Path
    gabarits: Path | None
    auteur: str | None
    merge: bool
    force: bool


def deliver(read: Session, dossier: Dossier, genres: Sequence[Genre], target: Target) -> None:
    """Print documents and write them; status 1 with what is wrong, nothing being written, where something is."""
    keeps = dossier.deliberation is not None and read.told is not None and any(each.issued for each in genres)
    place = read.told.place if read.told and keeps else ""
    who = registers.author(target.auteur) if keeps else ""
    with registers.opened(place) if keeps else nullcontext() as base:
        if base is not None:
            _refuse_other(read, dossier, base)
            assert dossier.session is not None  # noqa: S101 -- it was deliberated
            dossier = replace(dossier, issued=register.issued(base, dossier.session.code))
        done, outcomes = _printed(dossier, genres, target)
        contents = _contents(done, outcomes, target)
        with _written_down(base, dossier, done, outcomes, who) if base is not None else nullcontext():
            _write(contents, target)
    _tell(contents, target)


def _refuse_other(read: Session, dossier: Dossier, base: Base) -> None:
    """Status 2 where the register does not have the session, 1 where it says otherwise than the session does."""
    assert dossier.session is not None  # noqa: S101 -- it was deliberated
    assert read.session is not None  # noqa: S101 -- as above
    code = dossier.session.code
    if not register.registered(base, code):
        exits.refuse(
            N_("{session} is not in this register: `certeval registre enregistrer` first, documents after"),
            session=visible(code),
        )
    results = {
        each.code: read.of(each.code).candidate(each.code, read.state(each.code)) for each in read.candidates
    }
    now = seance(dossier.session, dossier.referentiel, read.scores.sheets, results, read.session.candidats)
    found = registered.write(base, now, registers.instant(), "").differences
    if found:
        output.deliver(output.as_text(*shown.differences(code, found)))
        exits.leave(exits.FINDINGS)


def _printed(dossier: Dossier, genres: Sequence[Genre], target: Target) -> tuple[list[Task], list[Outcome]]:
    """The documents and what printing each gave; status 1 where something is wrong, 2 where there is none."""
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
        exits.tell(_("called to no épreuve, so no convocation: {codes}").format(codes=codes))
    with TemporaryDirectory(prefix="certeval-", ignore_cleanup_errors=True) as copy:
        used = _templates(genres, target, Path(copy))
        listed, lacking = printing.tasks(dossier, wanted, used)
        if lacking:
            _refuse(lacking)
        seen: list[int] = [0]
        if office := any(not each.own for each in used.values()):
            confined.tell_unbounded()
        try:
            outcomes = confined.confined(
                partial(printing.printed, listed, dossier.day),
                _counting(seen),
                SECONDS if office else OWN_SECONDS,
                each=True,
            )
        except ModuleNotFoundError as error:
            exits.lacking(error)
    if outcomes is None:
        stopped = listed[min(seen[0], len(listed) - 1)].template
        said = {"memory": confined.MEMORY >> 20, "seconds": SECONDS if office else OWN_SECONDS}
        _refuse([Diagnostic(kinds.TOO_MUCH, printing.template_place(stopped), said)])
    if wrong := printing.findings(listed, outcomes, dossier):
        _refuse(wrong)
    return listed, outcomes


@contextmanager
def _counting(seen: list[int]) -> Iterator[notices.Told]:
    """A bar over the documents, that also keeps how many are done."""
    with notices.pages(N_("documents")) as shown_to:

        def told(done: int, of: int) -> None:
            seen[0] = done
            shown_to(done, of)

        yield told


def _refuse(found: list[Diagnostic]) -> NoReturn:
    inputs.report(found)
    exits.leave(exits.FINDINGS)


def _templates(genres: Sequence[Genre], target: Target, copy: Path) -> dict[str, Template]:
    """What prints each kind: the office's own where it has one, else certeval's."""
    folder = target.gabarits or next(inputs.folders_above(templates.FOLDER), None)
    own: set[str] = set()
    shown_as = ""
    if folder is not None:
        shown_as = inputs.display(folder)
        try:
            own = templates.names(folder) & {each.name for each in genres}
            if own and (wrong := templates.copied(folder, copy, shown_as)):
                _refuse(wrong)
        except OSError as error:
            exits.unreadable(error)
    if own:
        notices.tell(
            N_("printed by {templates}"),
            templates=", ".join(f"{visible(shown_as)}/{name}.typ" for name in sorted(own)),
        )
    return {
        each.name: templates.of_office(each.name, copy, shown_as)
        if each.name in own
        else templates.shipped(each.name)
        for each in genres
    }


def _contents(listed: Sequence[Task], outcomes: Sequence[Outcome], target: Target) -> dict[Path, bytes]:
    """The documents by file; status 2 where two candidates would have the same."""
    contents: dict[Path, bytes] = {}
    taken: set[str] = set()
    for task, made in zip(listed, outcomes, strict=True):
        assert isinstance(made, bytes)  # noqa: S101 -- nothing is wrong with it
        file = target.folder / _name(task.piece)
        if (spelled := str(file).casefold()) in taken:
            exits.refuse(
                N_("two documents would be called {file}: tell their candidates’ codes apart"), file=file
            )
        taken.add(spelled)
        contents[file] = made
    if target.merge:
        try:
            contents[target.folder / MERGED] = printing.merged(list(contents.values()))
        except ModuleNotFoundError as error:
            exits.lacking(error)
    return contents


def _name(piece: Piece) -> Path:
    """Where a document goes in the folder: named by the candidate's code, never by a name."""
    if piece.candidature is None:
        return Path(f"{piece.genre.word}{SUFFIX}")
    parts = [piece.candidature.code, *([piece.bloc] if piece.bloc else [])]
    return Path(piece.genre.word) / f"{as_a_name(*parts)}{SUFFIX}"


@contextmanager
def _written_down(
    base: Base, dossier: Dossier, listed: Sequence[Task], outcomes: Sequence[Outcome], who: str
) -> Iterator[None]:
    """Say in the register what is handed out, kept once it is written."""
    assert dossier.session is not None  # noqa: S101 -- it was deliberated
    handed = [
        register.Document(
            task.piece.genre.name,
            task.piece.genre.title,
            task.piece.candidature.code if task.piece.candidature else "",
            task.piece.bloc,
            sha256(made),
            task.template.digest,
        )
        for task, made in zip(listed, outcomes, strict=True)
        if task.piece.genre.issued and isinstance(made, bytes)
    ]
    about = {"certification": dossier.referentiel.code, "version": dossier.referentiel.version}
    with register.written(
        base, handed, dossier.session.code, about, instant=registers.instant(), auteur=who
    ) as entries:
        yield
    registers.written(entries[-1] if entries else None, who)


def _write(contents: Mapping[Path, bytes], target: Target) -> None:
    """Write all the files or none, for their owner alone; the folders that are made are too."""
    for file in contents:
        files.refuse_existing(file, force=target.force)
    try:
        for folder in sorted({target.folder, *(file.parent for file in contents)}):
            folder.mkdir(mode=FOLDER_RIGHTS, parents=True, exist_ok=True)
        files.write_all(contents, private=True)
    except OSError as error:
        files.unwritable(error, target.folder)
    files.tell_shared(contents)


def _tell(contents: Mapping[Path, bytes], target: Target) -> None:
    """Say what was written, and what of an earlier run lies beside it."""
    count = len(contents) - target.merge
    said = ngettext("{n} document written to {folder}", "{n} documents written to {folder}", count)
    notices.tell("{text}", text=said.format(n=count, folder=visible(str(target.folder))))
    if target.merge:
        notices.tell(
            N_("{file} is for the printer: it has lost the tags that readers of PDF need"), file=MERGED
        )
    left = sorted(
        str(each.relative_to(target.folder))
        for folder in {file.parent for file in contents}
        for each in folder.glob(f"*{SUFFIX}")
        if each not in contents
    )
    if left:
        exits.tell(
            _("{files} in {folder}: of an earlier run, not of this one").format(
                files=", ".join(map(visible, left)), folder=visible(str(target.folder))
            )
        )
