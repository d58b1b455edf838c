"""`certeval rattrapages`."""

from collections.abc import Iterable, Iterator
from functools import partial

from certeval.bulk.resits import ResitCandidate, ResitSearcher, Searcher
from certeval.cli import elements, exits, offers, options, output, session
from certeval.cli.bundles import Reading, written
from certeval.cli.options import option
from certeval.cli.output import Target
from certeval.cli.sheets import ReadingOptions, refuse_nothing
from certeval.engine import again
from certeval.engine.resits import shortfalls
from certeval.referentiel.load import Referentiel
from certeval.render import resits as rendering
from certeval.render import resits_text
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
    if to.form == "csv" and not candidat and (rows := _decide_as_read(reading, niveau, to)) is not None:
        to.deliver(rows)
        return
    read = session.open_session(reading)
    level = _niveau(niveau, read.referentiel)
    selection = [elements.candidate(read.scores, text) for text in candidat]
    resits = list(_candidate_resits(read, level, selection))
    to.deliver(_text(read, level, resits, to))


def _text(
    read: session.ReadSheets, level: again.Niveau, resits: list[rendering.CandidateResits], to: Target
) -> str | bytes:
    referentiel = read.referentiel
    if to.form == "json":
        return rendering.as_json(referentiel, level, resits)
    if to.form == "csv":
        return rendering.as_csv(referentiel, resits, file=to.file is not None)
    if to.form == "xlsx":
        from certeval.render.workbook.results import resit_sheets

        workbook = partial(resit_sheets, referentiel, resits, read.scores.sheets)
        return output.workbook(referentiel.title, referentiel.langue, workbook)
    return to.text(*resits_text.renderables(referentiel, resits))


def _decide_as_read(reading: ReadingOptions, niveau: str | None, to: Target) -> str | None:
    """The rows of one large sheet, searched as it is read; None where sheets are read cell by cell."""
    from certeval.cli import large

    def use(referentiel: Referentiel) -> ResitSearcher:
        def text(those: Iterable[ResitCandidate]) -> str:
            resits = (rendering.CandidateResits(*each) for each in those)
            return "".join(rendering.csv_lines(referentiel, resits))

        return ResitSearcher(referentiel, _niveau(niveau, referentiel), text, marks=rendering.MOST_SETS)

    outcome = large.decide_large(reading, "resits", use)
    if outcome is None:
        return None
    session.refuse_errors(outcome.diagnostics, reading)
    return rendering.as_csv(outcome.referentiel, (), file=to.file is not None) + "".join(
        map(str, outcome.products)
    )


def _candidate_resits(
    read: session.ReadSheets, level: again.Niveau, selection: list[str]
) -> Iterator[rendering.CandidateResits]:
    """What each candidate could present again, in their order, with what is held of each."""
    by_code = {
        each.candidate.code: rendering.CandidateResits(
            *each,
            partial(_standing, read, each.candidate.code),
            {name: node.verdict for (_sort, name), node in held_steps(referentiel.program)},
        )
        for referentiel, alike in read.alike()
        for each in Searcher(referentiel, level, marks=rendering.MOST_SETS).of(alike, selection)
    }
    return (by_code[code] for code in read.scores.candidates if code in by_code)


def _standing(read: session.ReadSheets, code: str) -> rendering.Worth:
    """What a candidate's elements are worth today, and what falls short."""
    return rendering.Worth(read.values(code), shortfalls(read.state(code)))


def _niveau(text: str | None, referentiel: Referentiel) -> again.Niveau:
    if text is None:
        return again.usual_niveau(referentiel)
    for niveau in again.NIVEAUX:
        if text == niveau:
            return niveau
    exits.refuse("--niveau {typed}: choose {known}", typed=text, known=", ".join(again.NIVEAUX))
