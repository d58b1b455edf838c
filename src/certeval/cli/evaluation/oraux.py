"""`certeval oraux`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from certeval import messages
from certeval.cli import exits, files, inputs, notices, options, output, session, whole_files
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
        exits.refuse("{option} and {other} do not go together", option="--plan", other="--keep")
    if ics is None:
        exits.refuse_without("--ics", {"--fuseau": fuseau != ZONE, "--date": date})
    if dry_run and (plan or keep):
        others = {"--ics": ics, "--door": door, "--format": to.form != FORMATS[0], "--output": to.file}
        exits.refuse_beside("--dry-run", others)
    read = session.read(ReadingOptions((), session=session_file, marks=False))
    moves: list[str] = []
    if plan or keep:
        part = _part(read, partie)
        passages, moves = _plan(read, part, keep=keep, force=to.force)
        read = _write(read, part, passages, dry_run=dry_run)
        if dry_run:
            return
    elif has_errors(read.diagnostics):
        inputs.leave(read.diagnostics)
    timetables = _timetables(read, partie)
    contents: dict[Path, whole_files.Content] = {}
    if ics is not None:
        calendars = diaries(
            read.of_session.session, read.referentiel, timetables, _zone(fuseau), inputs.day(date)
        )
        contents |= {ics / f"{quote(code, safe='')}.ics": data for code, data in calendars.items()}
    if door is not None:
        contents[door] = _door_page(read, timetables)
    if contents:
        files.deliver(contents, force=to.force, folder=ics)
    code = read.of_session.session.code
    forms = {
        "csv": lambda _code, parts, _moves: rendering.as_csv(parts, file=to.file is not None),
        "json": rendering.as_json,
    }
    to.show(forms, rendering.as_tables, code, timetables, moves)


def _part(read: ReadSheets, text: str | None) -> PlannedPart:
    partie = candidates.part(read.referentiel, text)
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


def _write(
    read: ReadSheets, part: PlannedPart, passages: tuple[Passage, ...], *, dry_run: bool
) -> ReadSheets:
    """The session with a timetable, written into its file or shown; status 2 where it can't be."""
    of_session = read.of_session.session
    name = part.key
    oraux = of_session.model.oraux | {name: part.oraux.model_copy(update={"passages": passages})}
    data = with_section(of_session, ("oraux", name, "passages"), {"oraux": oraux})
    document = of_session.document
    if data is None:
        exits.refuse("{file}: this can’t be written into it: write it by hand", file=document.file)
    if dry_run:
        output.deliver(patches.patch(document.file, document.data, data))
        return read
    session_files.rewrite(read.of_session, data)
    return session.read(ReadingOptions((), session=read.of_session.path, marks=False))


def _timetables(read: ReadSheets, text: str | None) -> dict[str, Sequence[Passage]]:
    by_part = read.of_session.session.model.oraux
    target = candidates.part(read.referentiel, text).code if text else None
    return {
        code: each.passages for code, each in by_part.items() if target is None or fold(code) == fold(target)
    }


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
