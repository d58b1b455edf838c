"""Parcours that some candidates take and others don't, and that something depends on."""

from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding
from certeval.diagnostics.families import referentiel as kinds
from certeval.referentiel.existence import pour
from certeval.referentiel.reprises import for_others


def parcours_are_several(subject: Subject) -> Iterator[Finding]:
    """A certification that has parcours has several."""
    declared = subject.model.parcours
    if len(declared) == 1:
        yield Finding(kinds.PARCOURS_ALONE, ("parcours", 0, "code"), {"code": declared[0].code})


def what_is_taken_up_is_there(subject: Subject) -> Iterator[Finding]:
    """A compétence that a bloc takes up is for all the candidates of this bloc."""
    if subject.referentiel is not None:
        yield from for_others(subject.tree, subject.referentiel.program.concerns)


def parcours_differ(subject: Subject) -> Iterator[Finding]:
    """Something is for one of two parcours and not for the other: one at most is named nowhere."""
    said = [each for element in subject.tree.elements.values() if (each := pour(element))]
    named = {code for each in said for code in each.parcours or ()}
    codes = [each.code for each in subject.model.parcours]
    nowhere = [(i, code) for i, code in enumerate(codes) if code not in named]
    for i, code in nowhere[1:] if named <= set(codes) else ():
        about = {"code": code, "other": nowhere[0][1]}
        yield Finding(kinds.PARCOURS_ALIKE, ("parcours", i, "code"), about)
