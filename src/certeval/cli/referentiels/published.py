"""A fiche of the open data that a command is given, read."""

from pathlib import Path

from certeval.cli import exits, files, inputs
from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import documents
from certeval.exchange import fiche
from certeval.exchange.comparing.sides import Side, of_fiche
from certeval.messages import N_
from certeval.render.words import visible
from certeval.sources.workbook.container import Unreadable


def published(path: Path) -> Side:
    """What a fiche says; status 1 where it is damaged, 2 where it can't be read or is none."""
    shown = inputs.display(path)
    data = files.content(path)
    if not fiche.is_fiche(data):
        exits.refuse(N_("{file}: this is no fiche of the open data (XML)"), file=visible(shown))
    try:
        return of_fiche(fiche.read(data), shown)
    except Unreadable:
        inputs.leave([Diagnostic(documents.DAMAGED, Place(shown))])
