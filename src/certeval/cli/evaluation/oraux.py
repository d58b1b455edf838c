"""`certeval oraux`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from certeval import messages
from certeval.cli import exits, files, inputs, options, output, session, whole_files
from certeval.cli import sessions as session_files
from certeval.cli.evaluation import drawing
from certeval.cli.session import Session
from certeval.cli.sheets import Reading
from certeval.diagnostics import Finding, has_errors
from certeval.exchange.icalendar import diaries
from certeval.exchange.session_text import with_section
from certeval.jury.oraux import planning
from certeval.jury.oraux.file import Passage
from certeval.jury.oraux.planning import Part, planned
from certeval.jury.session import Session as OfSession
from certeval.messages import N_
from certeval.referentiel.epreuves import Partie
from certeval.render import oraux as shown
from certeval.render import patches
from certeval.text.nearest import fold, folded_get, folded_key

FORMATS = ("table", "csv", "json")
ZONE = "Europe/Paris"


Plan = Annotated[
    bool,
    typer.Option("--plan", help=N_("Find an hour for everybody expected, and write it into the session.")),
]
Keep = Annotated[
    bool,
    typer.Option("--keep", help=N_("Do the same, moving the hours that are there as little as can be.")),
]
Ics = Annotated[
    Path | None,
    typer.Option(
        metavar=N_("FOLDER"),
        help=N_("Write a calendar a candidate and a juror, by their codes."),
    ),
]
Door = Annotated[
    Path | None,
    typer.Option(
        metavar=options.FILE, help=N_("Write a page to print for the doors of rooms: codes, no name.")
    ),
]
Fuseau = Annotated[
    str,
    typer.Option(metavar=N_("ZONE"), help=N_("The time zone of the hours, for calendars: Indian/Reunion.")),
]
Date = Annotated[
    str | None,
    typer.Option(metavar=N_("DAY"), help=N_("The day that calendars say they are of; else today.")),
]


def oraux(
    session_file: options.SessionFile,
    *,
    partie: options.Partie = None,
    plan: Plan = False,
    keep: Keep = False,
    ics: Ics = None,
    door: Door = None,
    fuseau: Fuseau = ZONE,
    date: Date = None,
    dry_run: options.DryRun = False,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    as_json: options.Json = False,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Timetable the orals of a session: panels, rooms, hours, within all that can't be.

    Without --plan nor --keep, show the timetable that is there, checked. Who can't be placed is named with the slots.
    """
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    read = session.read(Reading((), session=session_file, marks=False))
    moved: list[str] = []
    if plan or keep:
        part = _part(read, partie)
        passages, moved = _planned(read, part, keep=keep, force=force)
        read = _written(read, part, passages, dry_run=dry_run)
        if dry_run:
            return
    elif has_errors(read.diagnostics):
        inputs.leave(read.diagnostics)
    timetables = _timetables(read, partie)
    code = read.of_session.session.code
    written: dict[Path, whole_files.Content] = {}
    if ics is not None:
        made = diaries(read.of_session.session, read.referentiel, timetables, _zone(fuseau), inputs.day(date))
        written |= {ics / f"{quote(code, safe='')}.ics": data for code, data in made.items()}
    if door is not None:
        written[door] = _doors(code, timetables, read.referentiel.langue)
    if written:
        files.deliver(written, force=force, folder=ics)
    output.deliver(_shown(code, timetables, moved, form, file), file, force=force)


def _part(read: Session, typed: str | None) -> Part:
    partie = drawing.part(read, typed)
    declared = read.of_session.session.model.oraux
    own = folded_get(declared, partie.code)
    if own is None or not own.plages:
        exits.refuse(
            N_("{file}: nothing says when panels sit for {partie}: {example}"),
            file=read.of_session.session.document.file,
            partie=partie.code,
            example=f"oraux: {{{partie.code}: {{plages: [{{jury: P1, salle: …, le: 2026-06-09, de: 9 h, a: 12 h}}]}}}}",
        )
    return Part(read.of_session.session, partie, own)


def _planned(read: Session, part: Part, *, keep: bool, force: bool) -> tuple[tuple[Passage, ...], list[str]]:
    """An hour for everybody expected, and who has another than before; status 1 where somebody has none."""
    before = planning.kept(part)
    if before and not keep and not force:
        exits.refuse(
            N_("{partie} has a timetable: --keep moves it as little as can be, --force makes another"),
            partie=part.partie.code,
        )
    found = planned(part, drawing.expected(read, part.partie), keep=keep)
    if isinstance(found, Finding):
        inputs.leave([part.session.document.locate(found)])
    moved = [code for code, slot in before.items() if code in found and found[code] != slot]
    return planning.passages(part, found), moved


def _name(of_session: OfSession, partie: Partie) -> str:
    """The key under which the file holds a part's orals, as it is typed there."""
    return folded_key(of_session.model.oraux, partie.code) or partie.code


def _written(read: Session, part: Part, passages: tuple[Passage, ...], *, dry_run: bool) -> Session:
    """The session with a timetable, written into its file or shown; status 2 where it can't be."""
    of_session = read.of_session.session
    name = _name(of_session, part.partie)
    oraux = of_session.model.oraux | {name: part.oraux.model_copy(update={"passages": passages})}
    data = with_section(of_session, ("oraux", name, "passages"), {"oraux": oraux})
    document = of_session.document
    if data is None:
        exits.refuse(N_("{file}: this can’t be written into it: write it by hand"), file=document.file)
    if dry_run:
        output.deliver(patches.unified(document.file, document.data, data))
        return read
    session_files.rewrite(read.of_session, data)
    return session.read(Reading((), session=read.of_session.path, marks=False))


def _timetables(read: Session, typed: str | None) -> dict[str, Sequence[Passage]]:
    found = read.of_session.session.model.oraux
    chosen = drawing.part(read, typed).code if typed else None
    return {
        code: each.passages for code, each in found.items() if chosen is None or fold(code) == fold(chosen)
    }


def _zone(typed: str) -> ZoneInfo:
    try:
        return ZoneInfo(typed)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        exits.refuse(
            N_("--fuseau {zone}: no such time zone; write Europe/Paris, Indian/Reunion…"), zone=typed
        )


def _doors(code: str, timetables: Mapping[str, Sequence[Passage]], language: str) -> bytes:
    """The page for the doors, in the référentiel's language; status 2 without what makes pages."""
    with exits.Trying(), messages.speaking(language):
        from certeval.documents import doors

        return doors.page(code, timetables, language)


def _shown(
    code: str, timetables: Mapping[str, Sequence[Passage]], moved: Sequence[str], form: str, file: Path | None
) -> str:
    if form == "csv":
        return shown.as_csv(timetables, file=file is not None)
    if form == "json":
        return shown.as_json(code, timetables, moved)
    return output.as_text(*shown.as_tables(code, timetables, moved), file=file)
