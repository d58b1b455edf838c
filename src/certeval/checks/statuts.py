"""The statuses that a référentiel declares beside the language's own."""

from collections.abc import Iterator
from difflib import get_close_matches

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules.scales import VIDE
from certeval.sources.document import Map
from certeval.text.nearest import fold
from certeval.text.typed import spelling

ONE_LETTER_APART = 0.85
"""How alike « vid » and « vides » are to « vide »; « valide » is at 0.8."""


def an_empty_cell_is_called_vide(subject: Subject) -> Iterator[Finding]:
    """No status is nearly called « vide »: what it is given would not be done to empty cells."""
    for path in _declared(subject):
        statuts = subject.document.at(path)
        for word in statuts if isinstance(statuts, Map) else ():
            if spelling(word) != VIDE and get_close_matches(fold(word), [VIDE], cutoff=ONE_LETTER_APART):
                yield Finding(kinds.NEARLY_EMPTY, (*path, word), {"status": word, "empty": VIDE}, at_key=True)


def _declared(subject: Subject) -> dict[Path, None]:
    """Where statuses may be declared: for the file, for a kind of element, for one element; each place once."""
    places: dict[Path, None] = {("statuts",): None}
    for code in subject.rules.program.entries:
        element = subject.tree.elements[code]
        places |= dict.fromkeys([("saisie", element.kind, "statuts"), (*element.path, "statuts")])
    return places
