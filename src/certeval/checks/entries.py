"""What may be entered, as a référentiel declares it: its statuses, and its levels from the weakest to the best."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from string import ascii_lowercase
from typing import Final

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules.program import CERTIFICATION
from certeval.rules.saisie import VIDE
from certeval.sources.document import List, Map
from certeval.text.cell_text import spelling
from certeval.text.nearest import fold

ONE_LETTER_APART = 0.85
"""How alike « vid » and « vides » are to « vide »; « valide » is at 0.8."""
NO: Final = ("n", "non", "non-", "in", "im", "de", "pas", "peu")
"""What says no before the name of a level: NA, « Non acquis », « Insuffisant », « Défavorable »."""
MORE: Final = "depasse"
"""« Dépassé » is more than « passé », and no contrary of it."""
FEWEST_LETTERS = 3
"""Levels that are called A, B and so on: of two, the order says less."""


def an_empty_cell_is_called_vide(subject: Subject) -> Iterator[Finding]:
    """No status is nearly called « vide »: what it is given would not be done to empty cells."""
    for place in [(), *_places(subject)]:
        for word in subject.statuses(place):
            if spelling(word) != VIDE and get_close_matches(fold(word), [VIDE], cutoff=ONE_LETTER_APART):
                path = (*place, "statuts", word)
                yield Finding(kinds.NEARLY_EMPTY, path, {"status": word, "empty": VIDE}, at_key=True)


def levels_stand_from_the_weakest(subject: Subject) -> Iterator[Finding]:
    """The first level is the weakest: those of a list that begins with the best would be validated the wrong way round.

    One that says `points` says what each is worth.
    """
    for place in _places(subject):
        path = (*place, "echelle")
        echelle = subject.document.at(path)
        levels = echelle.get("niveaux") if isinstance(echelle, Map) and "points" not in echelle else None
        words = [each for each in levels if isinstance(each, str)] if isinstance(levels, List) else []
        if words and _begins_with_the_best([fold(word) for word in words]):
            arguments = {"first": words[0], "last": words[-1], "turned": ", ".join(reversed(words))}
            yield Finding(kinds.FROM_THE_BEST, (*path, "niveaux"), arguments, at_key=True)


def what_is_entered_counts(subject: Subject) -> Iterator[Finding]:
    """What is entered for an element is looked at by the certification, a bloc, or what a référentiel names."""
    if subject.referentiel is None:
        return
    program, model = subject.referentiel.program, subject.model
    blocs = {each.code for each in model.blocs}
    roots = {CERTIFICATION} | blocs | model.regles.keys() | model.mesures.keys() | model.paliers.keys()
    used = {name for _, name in program.below(makes for makes in program.steps if makes[1] in roots)} | roots
    if unused := [code for code in program.entries if code not in used]:
        arguments = {"codes": tuple(unused), "first": unused[0]}
        path = (*subject.tree.elements[unused[0]].path, "code")
        yield Finding(kinds.ENTERED_FOR_NOTHING, path, arguments)


def _begins_with_the_best(levels: Sequence[str]) -> bool:
    """Whether folded levels are A, B, C…, or the last says no to one before it."""
    *others, last = levels
    is_alphabetical = len(levels) >= FEWEST_LETTERS and list(levels) == list(ascii_lowercase[: len(levels)])
    return is_alphabetical or last in {f"{no}{other}" for no in NO for other in others} - {MORE, f"{MORE}e"}


def _places(subject: Subject) -> dict[Path, None]:
    """Where it may be declared what is entered: for a kind of element, for one element; each place once."""
    return dict.fromkeys(
        place for code in subject.rules.program.entries for place in subject.entry_places(code)
    )
