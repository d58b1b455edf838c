"""Codes that are numbered are numbered alike, and none is skipped."""

import re
from collections.abc import Iterator
from itertools import pairwise

from certeval.checks.subject import NumberedCode, Subject
from certeval.diagnostics import Finding
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.blocs import Activite
from certeval.rules.situation import SITUATION
from certeval.scores.headings import is_heading
from certeval.text.nearest import fold

LAST_NUMBER = re.compile("[0-9]+$")
MAJORITY = 2
MOST_CODES = 5
"""How many missing codes are named one by one."""


def codes_follow_the_tree(subject: Subject) -> Iterator[Finding]:
    """A code begins with the numbers of what it stands under, where most codes of its kind do."""
    for kind in ("activite", "competence", "sous_competence", "critere"):
        rows = [(row, parent) for row in subject.rows.get(kind, ()) if (parent := _parent(subject, row[0]))]
        astray = [
            (child, parent) for row, parent in rows if row[0].numbers[:-1] != parent.numbers for child in row
        ]
        if len(astray) * MAJORITY >= sum(len(row) for row, _ in rows):
            continue
        for child, parent in astray:
            prefix = f"{child.letters}{'.'.join(map(str, parent.numbers))}"
            names = {"code": child.element.code, "parent": parent.element.code, "expected": prefix}
            links = ((N_("it stands under this one"), (*parent.element.path, "code")),)
            yield Finding(kinds.CODE_ASTRAY, (*child.element.path, "code"), names, related=links)


def numbers_have_no_gap(subject: Subject) -> Iterator[Finding]:
    """Codes numbered one after the other skip none, in a row that has more numbers than it skips."""
    for codes in _rows(subject):
        row, next_number = sorted(codes, key=lambda code: code.numbers[-1]), _first_number(subject, codes)
        gaps = row[-1].numbers[-1] - next_number + 1 - len(row)
        for code in row if gaps < len(row) else ():
            last = code.numbers[-1]
            if missing := _missing(subject, code, next_number, last):
                shown = missing if len(missing) <= MOST_CODES else [missing[0], "…", missing[-1]]
                names = {"code": code.element.code, "missing": ", ".join(shown)}
                yield Finding(kinds.NUMBERING_GAP, (*code.element.path, "code"), names)
            next_number = last + 1


def codes_are_in_order(subject: Subject) -> Iterator[Finding]:
    """Elements stand in the order of their numbers, where most of the elements around do."""
    for row in _rows(subject):
        back = [(before, code) for before, code in pairwise(row) if code.numbers < before.numbers]
        for before, code in back if len(back) * MAJORITY <= len(row) else ():
            names = {"code": code.element.code, "other": before.element.code}
            yield Finding(kinds.OUT_OF_ORDER, (*code.element.path, "code"), names)


def activites_lead_to_their_number(subject: Subject) -> Iterator[Finding]:
    """An activité leads to the compétence of its number, where there is one and most activités do."""
    activites = _numbered_codes(subject, "activite")
    competences = _numbered_codes(subject, "competence") if activites else ()
    numbers = {(code.element.parent, code.numbers): code for code in competences}
    matches, astray = 0, []
    for activite in activites:
        own = numbers.get((activite.element.parent, activite.numbers))
        model = activite.element.model
        if own and isinstance(model, Activite) and model.competences:
            matches += 1
            if own.element.code not in model.competences:
                astray.append((activite.element, model.competences, own.element.code))
    for element, codes, code in astray if len(astray) * MAJORITY < matches else ():
        arguments = {"code": element.code, "named": codes, "own": code}
        yield Finding(kinds.OTHER_NUMBER, (*element.path, "competences"), arguments)


def codes_are_no_headings(subject: Subject) -> Iterator[Finding]:
    """What is entered has no code that a column of score sheets has for something else: `nom`, `jure`, `groupe`."""
    referentiel = subject.referentiel
    if referentiel is None:
        return
    for code in referentiel.entries:
        is_harmless = fold(code) in SITUATION and fold(code) not in referentiel.program.situation
        if is_heading(code) and not is_harmless:
            yield Finding(kinds.CODE_IS_HEADING, (*subject.tree.elements[code].path, "code"), {"code": code})


def _rows(subject: Subject) -> Iterator[list[NumberedCode]]:
    """The elements that are numbered one after the other, in the order of the file."""
    for kind in ("bloc", "activite", "competence", "sous_competence", "critere", "epreuve"):
        yield from subject.rows.get(kind, ())


def _first_number(subject: Subject, row: list[NumberedCode]) -> int:
    """Where a numbering begins: at 1 where it starts again under each parent, else where it does."""
    parent = _parent(subject, row[0])
    again = parent is not None and parent.numbers == row[0].numbers[:-1]
    return 1 if again else min(code.numbers[-1] for code in row)


def _missing(subject: Subject, code: NumberedCode, first: int, last: int) -> list[str]:
    """The codes of the numbers before one that no element bears, here or elsewhere."""
    stem = LAST_NUMBER.sub("", code.element.code)
    codes = (f"{stem}{number}" for number in range(first, last))
    return [each for each in codes if each not in subject.tree.elements]


def _numbered_codes(subject: Subject, kind: str) -> list[NumberedCode]:
    cut = subject.numbered_codes
    return [code for element in subject.of_kind(kind) if (code := cut.get(element.code))]


def _parent(subject: Subject, child: NumberedCode) -> NumberedCode | None:
    return subject.numbered_codes.get(child.element.parent or "")
