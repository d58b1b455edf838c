"""`certeval stats`."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from certeval.bulk.statistics import CandidateCounter, add, merge
from certeval.cli import elements, exits, files, notices, options, output, session
from certeval.cli.bundles import Reading, written
from certeval.cli.elements import Filters
from certeval.cli.options import argument
from certeval.cli.output import Target
from certeval.cli.sheets import ReadingOptions, may_be_results, refuse_nothing
from certeval.engine.statistics import document_facts, facts
from certeval.engine.statistics.document_facts import DocumentFacts
from certeval.engine.statistics.tallies import Statistics
from certeval.frozen import frozen
from certeval.messages import N_, ngettext, plural
from certeval.referentiel.load import Referentiel
from certeval.render.json_text import referentiel_json, sheets_json
from certeval.render.words import visible
from certeval.scores import groups
from certeval.scores.groups import GROUPE
from certeval.scores.observations import Sheet
from certeval.text.digests import sha256
from certeval.text.nearest import nearest

if TYPE_CHECKING:
    from certeval.versions.results_document import ResultsDocument

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
    sheets: list[Path] | None = argument(
        "SHEET…|RESULTS", "Score sheets, or the results that validate --json wrote.", default=None
    ),
    *,
    reading: Reading,
    par: options.Par,
    bloc: options.Bloc,
    candidat: options.Candidat,
    detail: options.Detail,
    to: Target = written(FORMATS),
) -> None:
    """Say how a session went: success, distributions, difficulty and discrimination, for all and by group.

    Nobody is named: candidates are counted, never listed.
    """
    output.refuse_files(to.file, reading.report, form=to.form)
    par = details(par)
    reading = reading._replace(sheets=sheets or (), force=to.force)
    if any(map(may_be_results, reading.sheets)):
        summary = _results_statistics(results_alone(reading, bloc, candidat, par))
    else:
        refuse_nothing(reading)
        of_rows = not candidat and set(par) <= {GROUPE}
        at_once = _count_as_read(reading, par, bloc) if of_rows else None
        summary = at_once or _read_first(reading, par, bloc, candidat)
    to.deliver(_text(summary, to, detail=detail))


def _text(summary: SessionStatistics, to: Target, *, detail: bool) -> str | bytes:
    if to.form == "xlsx":
        from certeval.render.workbook.results import statistics_sheets

        sources = [each for files in summary.sources.values() for each in files]
        sheets = partial(statistics_sheets, summary.statistics, summary.referentiel, sources)
        return output.workbook(summary.title, summary.langue, sheets)
    from certeval.render.csv_text import as_csv
    from certeval.render.stats import plain, rows, text

    if to.form == "json":
        return plain.as_json(
            summary.statistics, summary.referentiel, summary.sources, summary.unknown, summary.filtres
        )
    if to.form == "csv":
        return as_csv(rows.rows(summary.statistics), file=to.file is not None)
    return to.text(*text.renderables(summary.statistics, summary.title, summary.unknown, detail=detail))


def _count_as_read(
    reading: ReadingOptions, par: Sequence[str], blocs: Sequence[str]
) -> SessionStatistics | None:
    """Every candidate of one large sheet, counted as it is read; None where sheets are read cell by cell."""
    from certeval.cli import large

    outcome = large.decide_large(reading, "stats", partial(CandidateCounter, list(dict.fromkeys(par))))
    if outcome is None:
        return None
    session.refuse_errors(outcome.diagnostics, reading)
    only = Filters(elements.blocs_of(outcome.referentiel, blocs))
    return _session_statistics(merge(outcome.products), outcome.referentiel, outcome.sheets(), only)


def _read_first(
    reading: ReadingOptions, par: Sequence[str], blocs: Sequence[str], candidats: Sequence[str]
) -> SessionStatistics:
    """Every candidate of sheets that are read first, or those named, one at a time."""
    read = session.open_session(reading)
    referentiel = read.referentiel
    only = elements.filters(referentiel, read.scores, blocs, candidats)
    candidates = only.restrict(read.scores).candidates.values()
    statistics = Statistics(facts.outline(referentiel), dimensions(par, groups.dimensions(candidates)))
    juries = groups.juries(read.scores.sheets)
    for version, alike in read.alike(candidates):
        add(statistics, version, alike, juries, apart=version is not referentiel)
    return _session_statistics(statistics, referentiel, read.scores.sheets, only)


def _session_statistics(
    statistics: Statistics, referentiel: Referentiel, sheets: Sequence[Sheet], only: Filters
) -> SessionStatistics:
    statistics.keep(each.code for each in statistics.outline.elements if only.shows(referentiel, each.code))
    title, sources = visible(f"{referentiel.title} {referentiel.version}"), {"feuilles": sheets_json(sheets)}
    return SessionStatistics(
        statistics,
        title,
        referentiel_json(referentiel),
        sources,
        langue=referentiel.langue,
        filtres=only.plain,
    )


def details(par: Sequence[str]) -> list[str]:
    """What candidates are grouped by, as it is typed: several in one text, with commas."""
    return [name for each in par for name in each.replace(" ", "").split(",") if name]


def dimensions(words: Sequence[str], choices: Sequence[str]) -> list[str]:
    """The details to group by, each once; status 2 for one that is not there, or that names people."""
    for word in words:
        if word in groups.PERSONAL:
            message = N_("--par {typed}: statistics name nobody; choose {known}")
            exits.refuse(message, typed=word, known=", ".join(choices))
        if word not in choices:
            message = N_("--par {typed}: choose {known}")
            exits.refuse(message, nearest=nearest(word, choices), typed=word, known=", ".join(choices))
    return list(dict.fromkeys(words))


def _results_statistics(record: "WrittenResults") -> SessionStatistics:
    results, _extract, file = record
    title = visible(f"{results.code} {results.version}")
    if note := record.note:
        title = f"{title} ({note})"
    return SessionStatistics(
        record.statistics(), title, record.referentiel, {"resultats": [file]}, document_facts.UNKNOWN
    )


class WrittenResults(NamedTuple):
    """A document of results: as recorded, what statistics take of it, and the file with its digest."""

    results: "ResultsDocument"
    extract: DocumentFacts
    file: dict[str, str]

    def statistics(self) -> Statistics:
        """Its candidates, counted."""
        tally = Statistics(self.extract.outline)
        for fact in self.extract.facts:
            tally.add(fact)
        return tally

    @property
    def note(self) -> str:
        """How many of those decided are listed; nothing where all are."""
        count, total = len(self.extract.facts), self.extract.decisions
        if count == total:
            return ""
        text = plural(
            "{n} of the {total} candidates decided is listed there",
            "{n} of the {total} candidates decided are listed there",
        )
        return text(count, total=total)

    @property
    def referentiel(self) -> dict[str, str]:
        """Which référentiel decided them."""
        results = self.results
        return {"code": results.code, "version": results.version, "empreinte": results.digest}


def results_alone(
    reading: ReadingOptions, blocs: Sequence[str], candidats: Sequence[str], par: Sequence[str]
) -> WrittenResults:
    """The document of results given, alone; status 2 where it is none, where something else is given beside or asked of
    it that it does not hold, 1 where its sheets had errors.
    """
    if len(reading.sheets) > 1 or reading.session is not None:
        exits.refuse("give one results file alone, or the sheets")
    if blocs or candidats:
        exits.refuse("--bloc and --candidat: give the sheets rather than a results file")
    if par:
        exits.refuse("--par: a results file does not say who is in which group; give the sheets")
    names = ("registre", "referentiel", "date", "encoding", "correspondance", "force_version", "report")
    if useless := [f"--{name.replace('_', '-')}" for name in names if getattr(reading, name)]:
        message = N_("{options}: give the sheets rather than a results file, which is read as it stands")
        exits.refuse(message, options=", ".join(useless))
    from certeval.cli.jurys import past_files

    (path,) = reading.sheets
    results = past_files.document(path)
    try:
        extract = document_facts.read_document(results.document)
    except document_facts.MalformedError as error:
        exits.refuse("{file}: {at} is not as validate --json writes it", file=path, at=error)
    if extract.has_errors:
        notices.warn("{file}: the sheets had errors, nothing was decided", file=path)
        exits.leave(exits.FINDINGS)
    if count := extract.omissions:
        message = ngettext(
            "{file}: {n} candidate left out, of whom something is wrong, is counted nowhere",
            "{file}: {n} candidates left out, of whom something is wrong, are counted nowhere",
            count,
        )
        notices.warn(message, file=path, n=count)
    return WrittenResults(results, extract, {"fichier": str(path), "empreinte": sha256(files.content(path))})
