"""`certeval explain`."""

import sys
from functools import partial
from pathlib import Path

from certeval.bulk.printer import Printer
from certeval.cli import elements, exits, files, large, offers, output, session
from certeval.cli.bundles import Reading, written
from certeval.cli.manual import READ
from certeval.cli.options import argument, option
from certeval.cli.output import Target
from certeval.cli.sheets import ReadingOptions, refuse_nothing
from certeval.referentiel.load import Referentiel
from certeval.render.forms import Form
from certeval.render.reasons import Reason, forms, reasons
from certeval.rules.program import CERTIFICATION
from certeval.scores.observations import Scores
from certeval.text.nearest import fold

FORMATS = ("table", "json")


def explain(
    candidat: str = argument(
        "CANDIDAT",
        "The candidate: the identifier or the name, as in the sheets.",
        autocompletion=offers.candidates,
    ),
    element: list[str] | None = argument(
        "[ELEMENT]",
        "A code, « bloc 2 », a named rule or measure; else the certification.",
        autocompletion=offers.explain_offers,
        default=None,
    ),
    *,
    scores: list[Path] | None = option("--scores SHEET", "A score sheet, a folder or a pattern.", READ),
    reading: Reading,
    to: Target = written(FORMATS),
) -> None:
    """Say why a candidate validates, or not: every count, bound and mark, down to the cells."""
    output.refuse_files(to.file, reading.report)
    reading = reading._replace(sheets=scores or (), force=to.force)
    if not scores and element and files.is_there(element[-1]):
        exits.refuse("{file} is a file: write --scores {file}", file=element[-1])
    refuse_nothing(reading)
    read = _read_one(reading, candidat) or session.open_session(reading)
    code = elements.candidate(read.scores, candidat)
    about = _subject(read.referentiel, element) if element else None
    state = read.state(code)
    whom = read.scores.candidates[code]
    reason = reasons(read.referentiel, state, whom, about or CERTIFICATION)
    if reason is None:
        exits.refuse("nothing is decided for {name}", name=about)
    if to.form == "json":
        text = forms.as_json(read.referentiel, whom, about, reason)
    else:
        text = _layout(forms.heading(read.referentiel, whom, about), reason, to)
    to.deliver(text)


def _read_one(reading: ReadingOptions, candidat: str) -> session.ReadSheets | None:
    """One candidate of a large sheet, the others being looked at for what is wrong; None where every sheet must be read
    cell by cell: a name, or nobody.
    """
    outcome = large.decide_large(reading, "explain", partial(Printer, Form("", ())))
    if outcome is None:
        return None
    candidates = outcome.alike([candidat]) if outcome.decides else {}
    if outcome.decides and not any(fold(code) == fold(candidat) for code in candidates):
        return None
    session.refuse_errors(outcome.diagnostics, reading)
    return session.ReadSheets(outcome.referentiel, Scores([], dict(candidates), []), outcome.diagnostics)


def _subject(referentiel: Referentiel, words: list[str]) -> str:
    """The element, rule, measure or ladder meant; status 2 where there is none."""
    model = referentiel.model
    text = fold(" ".join(words))
    for name in (CERTIFICATION, *model.regles, *model.mesures, *model.paliers):
        if fold(name) == text:
            return name
    kind, rest = elements.kind_and_rest(words)
    return elements.element(referentiel, "" if kind in elements.LISTS else kind, rest or text)


def _layout(heading: str, reason: Reason, to: Target) -> str:
    """Wrapped and in colour at a terminal; elsewhere plain, and rich isn't even imported."""
    if to.file is not None or not sys.stdout.isatty():
        return forms.plain(heading, reason)
    return to.text(*forms.screen(heading, reason, output.console().width))
