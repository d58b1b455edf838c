"""`certeval stats`."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import Annotated

from certeval.bulk.statistics import Counting, add, add_apart, joined
from certeval.cli import exits, filters, options, output, session, workbooks
from certeval.cli.evaluation import recorded
from certeval.cli.filters import Filters
from certeval.cli.sheets import Reading, wanted
from certeval.engine.statistics import facts, saved
from certeval.engine.statistics.tallies import Statistics
from certeval.frozen import frozen
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.render.json_text import of_referentiel, of_sheets
from certeval.render.words import visible
from certeval.scores import groups
from certeval.scores.groups import GROUPE
from certeval.scores.observations import Sheet
from certeval.text.nearest import nearest

FORMATS = ("table", "json", "csv", "xlsx")


@frozen
class SessionStatistics:
    """Statistics with what they are about: the référentiel, the files read, what those don't say."""

    statistics: Statistics
    title: str
    referentiel: dict[str, str]
    sources: dict[str, list[dict[str, str]]]
    unknown: tuple[str, ...] = ()
    langue: str = "fr"
    """That of the référentiel; of results, which don't say, that of their words."""
    filtres: Mapping[str, list[str]] = field(default_factory=dict)


def stats(
    sheets: options.SheetsOrResults = None,
    *,
    session_file: options.Session = None,
    registre: options.Registre = None,
    par: options.Par,
    referentiel: options.Referentiel = None,
    date: options.Day = None,
    bloc: options.Bloc,
    candidat: options.Candidat,
    detail: options.Detail = False,
    encoding: options.Encoding = None,
    correspondance: options.Correspondance = None,
    force_version: options.ForceVersion = False,
    report: options.Report = None,
    form: Annotated[str | None, options.form(FORMATS)] = None,
    as_json: options.Json = False,
    file: options.Output = None,
    force: options.Force = False,
    _quiet: options.Quiet = False,
) -> None:
    """Say how a session went: success, distributions, difficulty and discrimination, for all and by group.

    Nobody is named: candidates are counted, never listed.
    """
    form = output.format_of(form, FORMATS, as_json=as_json, file=file)
    output.written(file, report)
    if form == "xlsx":
        workbooks.ready(file)
    asked = details(par)
    reading = Reading(
        *(sheets or (), referentiel, date, encoding, correspondance, force_version, report, force),
        session=session_file,
        registre=registre,
    )
    if any(map(recorded.may_be_one, reading.sheets)):
        told = _of_results(recorded.alone(reading, bloc, candidat, asked))
    else:
        wanted(reading)
        of_rows = not candidat and set(asked) <= {GROUPE}
        counted = _as_read(reading, asked, bloc) if of_rows else None
        told = counted or _read_first(reading, asked, bloc, candidat)
    output.deliver(_text(told, form, file, detail=detail), file, force=force)


def _text(told: SessionStatistics, form: str, file: Path | None, *, detail: bool) -> str | bytes:
    if form == "xlsx":
        from certeval.render.workbook.counts import statistics

        listed = [each for files in told.sources.values() for each in files]
        sheets = partial(statistics, told.statistics, told.referentiel, listed)
        return workbooks.content(told.title, told.langue, sheets)
    if form == "json":
        from certeval.render.stats.plain import as_json

        return as_json(told.statistics, told.referentiel, told.sources, told.unknown, told.filtres)
    if form == "csv":
        from certeval.render.stats.rows import as_csv

        return as_csv(told.statistics, file=file is not None)
    from certeval.render.stats.text import renderables

    return output.as_text(*renderables(told.statistics, told.title, told.unknown, detail=detail), file=file)


def _as_read(reading: Reading, asked: Sequence[str], blocs: Sequence[str]) -> SessionStatistics | None:
    """Every candidate of one large sheet, counted as it is read; None where sheets are read cell by cell."""
    from certeval.cli.decisions.large import as_read

    found = as_read(reading, "stats", partial(Counting, list(dict.fromkeys(asked))))
    if found is None:
        return None
    session.refuse_errors(found.diagnostics, reading)
    only = Filters(filters.named(found.referentiel, blocs))
    return _about(joined(found.made), found.referentiel, found.sheets(), only)


def _read_first(
    reading: Reading, asked: Sequence[str], blocs: Sequence[str], candidates: Sequence[str]
) -> SessionStatistics:
    """Every candidate of sheets that are read first."""
    read = session.open_session(reading)
    return _of_sheets(read, asked, filters.asked(read.referentiel, read.scores, blocs, candidates))


def _of_sheets(read: session.Session, asked: Sequence[str], only: Filters) -> SessionStatistics:
    """Every candidate of the sheets that is asked for, one at a time."""
    applied, candidates = read.referentiel, only.kept(read.scores).candidates
    names = dimensions(asked, groups.dimensions(candidates.values()))
    outline = facts.outline(applied)
    statistics = Statistics(outline, names)
    juries = groups.juries(read.scores.sheets)
    for held, alike in read.alike(candidates.values()):
        count = add if held is applied else add_apart
        count(statistics, held, alike, names, juries)
    return _about(statistics, applied, read.scores.sheets, only)


def _about(
    statistics: Statistics, applied: Referentiel, sheets: Sequence[Sheet], only: Filters
) -> SessionStatistics:
    """Statistics of what is asked for, with what they are about."""
    statistics.keep(each.code for each in statistics.outline.elements if only.shows(applied, each.code))
    about, files = of_referentiel(applied), of_sheets(sheets)
    langue = applied.langue
    title = visible(f"{applied.title} {applied.version}")
    return SessionStatistics(statistics, title, about, {"feuilles": files}, langue=langue, filtres=only.said)


def details(par: Sequence[str]) -> list[str]:
    """What candidates are grouped by, as it is typed: several in one text, with commas."""
    return [name for each in par for name in each.replace(" ", "").split(",") if name]


def dimensions(asked: Sequence[str], known: Sequence[str]) -> list[str]:
    """The details to group by, each once; status 2 for one that is not there, or that names people."""
    for typed in asked:
        if typed in groups.PERSONAL:
            exits.refuse(
                N_("--par {typed}: statistics name nobody; choose {known}"),
                typed=typed,
                known=", ".join(known),
            )
        if typed not in known:
            exits.refuse(
                N_("--par {typed}: choose {known}"),
                meant=nearest(typed, known),
                typed=typed,
                known=", ".join(known),
            )
    return list(dict.fromkeys(asked))


def _of_results(found: recorded.Results) -> SessionStatistics:
    """The candidates of a document of results."""
    written, held, file = found
    title = visible(f"{written.code} {written.version}")
    if held.decided != len(held.facts):
        listed = _("{n} of the {total} candidates decided are listed there")
        title = f"{title} ({listed.format(n=len(held.facts), total=held.decided)})"
    return SessionStatistics(
        found.statistics(), title, found.referentiel, {"resultats": [file]}, saved.UNKNOWN
    )
