"""Codes that are numbered are numbered alike, and none is skipped."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.tree import Element

NUMBERED = re.compile(r"([^\W\d_]+[._-]?)([0-9]{1,6}(?:[._-][0-9]{1,6})*)")
MAJORITY = 2
SHOWN = 5
"""How many missing codes are named one by one."""


class Numbered(NamedTuple):
    """A code cut in its letters and its numbers, with what is declared under that code's parent."""

    element: Element
    letters: str
    numbers: tuple[int, ...]


def codes_follow_the_tree(subject: Subject) -> Iterator[Finding]:
    """A code begins with the numbers of what it stands under, where most codes of its kind do."""
    for kind in ("activite", "competence", "critere"):
        children = [
            (child, parent) for child in _numbered(subject, kind) if (parent := _parent(subject, child))
        ]
        astray = [(child, parent) for child, parent in children if child.numbers[:-1] != parent.numbers]
        if len(astray) * MAJORITY >= len(children):
            continue
        for child, parent in astray:
            expected = f"{child.letters}{'.'.join(map(str, parent.numbers))}"
            names = {"code": child.element.code, "parent": parent.element.code, "expected": expected}
            related = ((N_("it stands under this one"), (*parent.element.path, "code")),)
            yield Finding(kinds.CODE_ASTRAY, (*child.element.path, "code"), names, related=related)


def no_number_is_skipped(subject: Subject) -> Iterator[Finding]:
    """Codes numbered one after the other skip none."""
    for kind in ("bloc", "activite", "competence", "critere", "epreuve"):
        rows: dict[tuple[str | None, str, tuple[int, ...]], list[Numbered]] = {}
        for code in _numbered(subject, kind):
            rows.setdefault((code.element.parent, code.letters, code.numbers[:-1]), []).append(code)
        for row in rows.values():
            yield from _gaps(row, _first(subject, row))


def _first(subject: Subject, row: list[Numbered]) -> int:
    """Where a numbering begins: at 1 where it starts again under each parent, else where it does."""
    parent = _parent(subject, row[0])
    again = parent is not None and parent.numbers == row[0].numbers[:-1]
    return 1 if again else min(code.numbers[-1] for code in row)


def _gaps(row: list[Numbered], first: int) -> Iterator[Finding]:
    """The numbers absent before each code, in a row that has more numbers than it skips."""
    row = sorted(row, key=lambda code: code.numbers[-1])
    expected, skipped = first, row[-1].numbers[-1] - first + 1 - len(row)
    for code in row if skipped < len(row) else ():
        last = code.numbers[-1]
        if last > expected:
            names = {"code": code.element.code, "missing": ", ".join(_missing(code, expected, last))}
            yield Finding(kinds.NUMBERING_GAP, (*code.element.path, "code"), names)
        expected = last + 1


def _missing(code: Numbered, expected: int, last: int) -> tuple[str, ...]:
    """The codes that are missing, each by its name, or the first and the last of many."""
    stem = code.element.code[: len(code.element.code) - len(re.findall("[0-9]+", code.element.code)[-1])]
    if last - expected > SHOWN:
        return (f"{stem}{expected}", "…", f"{stem}{last - 1}")
    return tuple(f"{stem}{number}" for number in range(expected, last))


def _numbered(subject: Subject, kind: str) -> Iterator[Numbered]:
    for element in subject.of_kind(kind):
        if numbered := _cut(element):
            yield numbered


def _parent(subject: Subject, child: Numbered) -> Numbered | None:
    above = subject.tree.elements.get(child.element.parent or "")
    return _cut(above) if above else None


def _cut(element: Element) -> Numbered | None:
    letters, numbers = _parts(element.code)
    return Numbered(element, letters, numbers) if numbers else None


@lru_cache(maxsize=16_384)
def _parts(code: str) -> tuple[str, tuple[int, ...]]:
    """The letters and the numbers of a code, no number where it is not made so."""
    cut = NUMBERED.fullmatch(code)
    return (cut[1], tuple(map(int, re.split("[._-]", cut[2])))) if cut else ("", ())
