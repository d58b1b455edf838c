"""`certeval oraux`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from certeval import messages
from certeval.cli import exits, files, inputs, notices, options, output, session
from certeval.cli import sessions as session_files
from certeval.cli.bundles import written
from certeval.cli.evaluation import candidates
from certeval.cli.options import flag, option
from certeval.cli.output import Target
from certeval.cli.session import ReadSheets
from certeval.cli.sheets import ReadingOptions
from certeval.diagnostics import Finding, has_errors, in_order
from certeval.exchange.icalendar import diaries
from certeval.exchange.session_text import with_section
from certeval.jury.checks.orals import what_a_timetable_is_made_of
from certeval.jury.oraux import part_timetable
from certeval.jury.oraux.file import Passage
from certeval.jury.oraux.part_timetable import make_timetable
from certeval.jury.oraux.planning import PlannedPart
from certeval.jury.tirage import parts
from certeval.messages import N_
from certeval.render import oraux as rendering
from certeval.render import patches
from certeval.text.nearest import fold, folded_get

FORMATS = ("table", "csv", "json")
ZONE = "Europe/Paris"


def oraux(
    session_file: options.SessionFile,
    *,
    partie: options.Partie,
    plan: bool = flag("--plan", "Find an hour for everybody expected, and write it into the session."),
    keep: bool = flag("--keep", "Do the same, moving the hours that are there as little as can be."),
    ics: Path | None = option("--ics FOLDER", "Write a calendar a candidate and a juror, by their codes."),
    door: Path | None = option(
        "--door FILE", "Write a page to print for the doors of rooms: codes, no name."
    ),
    fuseau: str = option(
        "--fuseau ZONE", "The time zone of the hours, for calendars: Indian/Reunion.", default=ZONE
    ),
    date: str | None = option("--date DAY", "The day that calendars say they are of; else today."),
    dry_run: options.DryRun,
    to: Target = written(FORMATS),
) -> None:
    """Timetable the orals of a session: panels, rooms, hours, within all that can't be.

    Without --plan nor --keep, show the timetable that is there, checked. Who can't be placed is named with the slots.
    """
    if plan and keep:
        exits.refuse("{option} and --{other} don't go together", option="--plan", other="keep")
    if ics is None:
        exits.refuse_without("--ics", {"--fuseau": fuseau != ZONE, "--date": date})
    if not (plan or keep):
        exits.refuse_without("--plan", {"--dry-run": dry_run})
    if dry_run:
        others = {"--ics": ics, "--door": door, "--format": to.form != FORMATS[0], "--output": to.file}
        exits.refuse_beside("--dry-run", others)
    if door is not None:
        output.form_of_file("html", ("html",), door, "--door")
        files.refuse_twice({"--door": door, "--output": to.file})
    read = session.read(ReadingOptions((), session=session_file, marks=False))
    moves: list[str] = []
    data = None
    if plan or keep:
        part = _part(read, partie)
        passages, moves = _plan(read, part, keep=keep, force=to.force)
        read, data = _with_timetable(read, part, passages)
    elif has_errors(read.diagnostics):
        inputs.leave(read.diagnostics)
    of_session, timetables = read.of_session, _timetables(read, partie)
    if data is not None and dry_run:
        document = of_session.session.document
        output.deliver(patches.patch(document.file, document.data, data))
        return
    if not any(timetables.values()):
        exits.refuse_without("--plan", {"--ics": ics, "--door": door})
    pages = {door: _door_page(read, timetables)} if door else {}
    calendars = _calendars(read, timetables, ics, fuseau, date) if ics else {}
    forms = {
        "csv": lambda _code, parts, _moves: rendering.as_csv(parts, file=to.file is not None),
        "json": rendering.as_json,
    }
    text = to.words(forms, rendering.as_tables, of_session.session.code, timetables, moves)
    with to.beside(text, calendars | pages, ics):
        if data is not None:
            session_files.rewrite(of_session, data)


def _part(read: ReadSheets, text: str | None) -> PlannedPart:
    partie = candidates.part(read.referentiel, text, heard=True)
    by_part = read.of_session.session.model.oraux
    own = folded_get(by_part, partie.code)
    if own is None or not own.plages:
        exits.refuse(
            "{file}: nothing says when panels sit for {partie}: {example}",
            file=read.of_session.session.document.file,
            partie=partie.code,
            example=f"oraux: {{{partie.code}: {{plages: [{{jury: P1, salle: …, le: 2026-06-09, de: 9 h, a: 12 h}}]}}}}",
        )
    return PlannedPart(read.of_session.session, partie, own)


def _plan(
    read: ReadSheets, part: PlannedPart, *, keep: bool, force: bool
) -> tuple[tuple[Passage, ...], list[str]]:
    """An hour for everybody expected, and who has another than before; status 1 where somebody has none."""
    if part.oraux.passages and not keep and not force:
        exits.refuse(
            "{partie} has a timetable: --keep moves it as little as can be, --force makes another",
            partie=part.partie.code,
        )
    if wrong := list(what_a_timetable_is_made_of(read.of_assembly.subject)):
        inputs.leave(in_order([part.session.document.locate(each) for each in wrong]))
    examinees = candidates.examinees(read, part.partie)
    if (after := part.partie.apres) and (absent := parts.absentees(part.session, part.partie, examinees)):
        why = N_("not present when {partie} was drawn, so no hour: {codes}")
        notices.warn(why, partie=after.partie, codes=", ".join(absent))
    slots = make_timetable(part, examinees, keep=keep)
    if isinstance(slots, Finding):
        inputs.leave([part.session.document.locate(slots)])
    before, codes = part_timetable.current_timetable(part, examinees), {fold(code): code for code in slots}
    earlier = (codes.get(fold(each.candidat)) for each in part.oraux.passages)
    moves = [code for code in earlier if code is not None and slots[code] != before.get(code)]
    return part_timetable.passages(part, slots), moves


def _with_timetable(
    read: ReadSheets, part: PlannedPart, passages: tuple[Passage, ...]
) -> tuple[ReadSheets, bytes]:
    """The session with a timetable, and what its file then holds; status 2 where it can't be written into it."""
    of_session = read.of_session
    name, session = part.key, of_session.session
    oraux = session.model.oraux | {name: part.oraux.model_copy(update={"passages": passages})}
    data = with_section(session, ("oraux", name, "passages"), {"oraux": oraux})
    if data is None:
        exits.refuse("{file}: this can’t be written into it: write it by hand", file=session.document.file)
    session = replace(session, model=session.model.model_copy(update={"oraux": oraux}))
    return replace(read, session=of_session._replace(session=session)), data


def _timetables(read: ReadSheets, text: str | None) -> dict[str, Sequence[Passage]]:
    by_part = read.of_session.session.model.oraux
    target = candidates.part(read.referentiel, text, heard=True).code if text else None
    return {
        code: each.passages for code, each in by_part.items() if target is None or fold(code) == fold(target)
    }


def _calendars(
    read: ReadSheets, timetables: Mapping[str, Sequence[Passage]], folder: Path, zone: str, day: str | None
) -> dict[Path, bytes]:
    """A calendar a candidate and a juror, by its file."""
    session = read.of_session.session
    calendars = diaries(session, read.referentiel, timetables, _zone(zone), inputs.day(day))
    return {folder / f"{quote(code, safe='')}.ics": data for code, data in calendars.items()}


def _door_page(read: ReadSheets, timetables: Mapping[str, Sequence[Passage]]) -> bytes:
    """The page for the doors of rooms, in the référentiel's language."""
    language = read.referentiel.langue
    with exits.guard(), messages.in_language(language):
        from certeval.documents import doors

        return doors.page(read.of_session.session.code, timetables, language)


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        exits.refuse("--fuseau {zone}: no such time zone; write Europe/Paris, Indian/Reunion…", zone=text)
