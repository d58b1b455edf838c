"""`certeval rattrapages`."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from certeval.bulk.resits import FirstResits, ResitCandidate, ResitSearcher, Searcher
from certeval.cli import elements, exits, large, offers, options, output, session, streams
from certeval.cli.bundles import Reading, written
from certeval.cli.options import option
from certeval.cli.output import Target
from certeval.cli.sheets import ReadingOptions, refuse_nothing
from certeval.cli.whole_files import FilePart, Piece
from certeval.engine import again
from certeval.referentiel.load import Referentiel
from certeval.render import json_text, resits_text
from certeval.render import resits as rendering
from certeval.render.verdicts import MOST_ROWS
from certeval.rules.held_verdicts import held_steps

FORMATS = ("table", "json", "csv", "xlsx")


def rattrapages(
    sheets: options.SheetsOrSession,
    *,
    reading: Reading,
    niveau: str | None = option(
        "--niveau LEVEL",
        "What is presented again: critere, competence, epreuve.",
        autocompletion=offers.offer_words(again.NIVEAUX),
    ),
    candidat: options.Candidat,
    to: Target = written(FORMATS),
) -> None:
    """Say what each candidate who is not validated could present again: the smallest sets that could save them.

    Without --niveau: épreuves where they bear marks, else compétences.
    """
    output.refuse_files(to.file, reading.report, form=to.form)
    reading = reading._replace(sheets=sheets or (), force=to.force)
    refuse_nothing(reading)
    with large.temporary_folder() as folder:
        content = None if candidat else _decide_as_read(reading, niveau, to, Path(folder))
        to.deliver(_read_first(reading, niveau, candidat, to) if content is None else content)


def _decide_as_read(
    reading: ReadingOptions, niveau: str | None, to: Target, folder: Path
) -> str | list[Piece] | None:
    """What is said of one large sheet, searched as it is read; None where sheets are read cell by cell."""
    if to.form == "xlsx":
        return None
    shows_worth = to.form != "csv"
    most = MOST_ROWS if to.form == "table" else 0

    def use(referentiel: Referentiel) -> ResitSearcher:
        write = _writer(to.form, referentiel)

        def lines(those: Iterable[ResitCandidate]) -> Iterable[str]:
            return write(rendering.CandidateResits(*each) for each in those)

        level, marks = _niveau(niveau, referentiel), rendering.MOST_SETS
        return ResitSearcher(referentiel, level, lines, marks=marks, worth=shows_worth, most=most)

    outcome = large.decide_large(reading, "resits", use, folder=folder)
    if outcome is None:
        return None
    session.refuse_errors(outcome.diagnostics, reading)
    referentiel = outcome.referentiel
    if to.form == "json":
        return large.document(rendering.head_of(referentiel, _niveau(niveau, referentiel)), outcome.files, {})
    if to.form == "csv":
        heading = rendering.as_csv(referentiel, (), file=to.file is not None)
        return [streams.encode(heading), *map(FilePart, outcome.files)]
    first, total = FirstResits.together(outcome.products, MOST_ROWS)
    shown = [rendering.CandidateResits(*each) for each in first]
    return to.text(*resits_text.renderables(referentiel, shown, total - len(shown)))


def _writer(
    form: str, referentiel: Referentiel
) -> Callable[[Iterable[rendering.CandidateResits]], Iterable[str]]:
    """What a form that writes all candidates says of them; nothing where the first are shown."""
    if form == "json":
        return partial(rendering.json_lines, referentiel)
    return rendering.CsvRows(referentiel).lines if form == "csv" else lambda those: ("" for _ in those)


def _read_first(
    reading: ReadingOptions, niveau: str | None, candidats: list[str], to: Target
) -> str | bytes | list[Piece]:
    """What is said of sheets that are read first."""
    read = session.open_session(reading)
    referentiel = read.referentiel
    level = _niveau(niveau, referentiel)
    selection = [elements.candidate(read.scores, text) for text in candidats]
    resits = list(_candidate_resits(read, level, selection))
    if to.form == "json":
        lines = rendering.json_lines(referentiel, resits)
        return [*map(streams.encode, json_text.document(rendering.head_of(referentiel, level), lines, {}))]
    if to.form == "csv":
        return rendering.as_csv(referentiel, resits, file=to.file is not None)
    if to.form == "xlsx":
        from certeval.render.workbook.results import resit_sheets

        workbook = partial(resit_sheets, referentiel, resits, read.scores.sheets)
        return output.workbook(referentiel.title, referentiel.langue, workbook)
    return to.text(*resits_text.renderables(referentiel, resits[:MOST_ROWS], len(resits[MOST_ROWS:])))


def _candidate_resits(
    read: session.ReadSheets, level: again.Niveau, selection: list[str]
) -> Iterator[rendering.CandidateResits]:
    """What each candidate could present again, in their order, with what is held of each."""
    by_code: dict[str, rendering.CandidateResits] = {}
    for referentiel, alike in read.alike():
        held_verdicts = {name: node.verdict for (_sort, name), node in held_steps(referentiel.program)}
        searcher = Searcher(referentiel, level, marks=rendering.MOST_SETS, worth=True)
        for each in searcher.of(alike, selection):
            code, certification = each.candidate.code, each.certification
            if isinstance(missing := certification.get("manque"), list):
                certification |= {"manque": [one for one in missing if read.is_due(code, one)]}
            by_code[code] = rendering.CandidateResits(
                *each._replace(certification=certification), held_verdicts
            )
    return (by_code[code] for code in read.scores.candidates if code in by_code)


def _niveau(text: str | None, referentiel: Referentiel) -> again.Niveau:
    if text is None:
        return again.usual_niveau(referentiel)
    for niveau in again.NIVEAUX:
        if text == niveau:
            return niveau
    exits.refuse("--niveau {typed}: choose {known}", typed=text, known=", ".join(again.NIVEAUX))
