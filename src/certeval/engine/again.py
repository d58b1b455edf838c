"""What presenting elements again does to a candidate's cells.

Where attempts are declared, what is presented again is one attempt more, under their rule: its ceiling, what is
retained, what is kept. Elsewhere a new cell takes the place of the old one.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import ASSESSED
from certeval.rules.entry import Entry
from certeval.rules.outcome import REELLE, Value, around

Niveau = Literal["critere", "sous_competence", "competence", "epreuve"]
NIVEAUX: tuple[Niveau, ...] = ("critere", "sous_competence", "competence", "epreuve")

Attempts = Mapping[str, Sequence[Value | None]]
"""The attempts of each element, in order; None is one that was not made."""

Open = tuple[str, int]
"""What is not known: an element's code, and the position of the attempt among its own."""

Box = Mapping[Open, Value]
"""Between which values each of what is not known lies."""


@frozen
class Unit:
    """What is presented again as one: its code, and the elements that are presented with it."""

    code: str
    cells: tuple[str, ...]


def usual_niveau(referentiel: Referentiel) -> Niveau:
    """Épreuves where they bear marks, else compétences."""
    marked = any(code in referentiel.entries for code in referentiel.tree.below("epreuve", None))
    return "epreuve" if marked else "competence"


def units(referentiel: Referentiel, niveau: Niveau) -> list[Unit]:
    """The units of a level; what is entered beside them is a unit of its own."""
    entries, tree = referentiel.entries, referentiel.tree
    listed: list[Unit] = []
    for code in tree.below(niveau, None):
        inside = (code, *(c for kind in ASSESSED for c in tree.below(kind, code)))
        if cells := tuple(c for c in inside if c in entries):
            listed.append(Unit(code, cells))
    covered = {cell for unit in listed for cell in unit.cells}
    return listed + [Unit(code, (code,)) for code in entries if code not in covered]


class Sittings:
    """One candidate's cells: what they are worth today, and once some are presented again."""

    def __init__(self, entries: Mapping[str, Entry], cells: Mapping[str, Value], attempts: Attempts) -> None:
        self.entries = entries
        self.cells = {code: cells.get(code) or entry.empty for code, entry in entries.items()}
        self._made = {
            code: tuple(attempts.get(code) or ((cells[code],) if code in cells else ())) for code in entries
        }
        self._again: dict[str, Value] = {}
        self._perhaps: dict[str, Value] = {}

    def again(self, code: str) -> Value:
        """What it may be worth once presented again."""
        if code not in self._again:
            further = {(code, len(self._made[code])): self.entries[code].unknown}
            self._again[code] = self.within(code, further)
        return self._again[code]

    def perhaps(self, code: str) -> Value:
        """What it may be worth, whether or not it is presented again."""
        if code not in self._perhaps:
            self._perhaps[code] = around([self.cells[code], self.again(code)])
        return self._perhaps[code]

    def open(self, codes: Iterable[str], chosen: frozenset[str]) -> dict[Open, Value]:
        """What is not known of these elements, `chosen` being presented again: their new attempts, and
        attempts that wait for their mark.
        """
        box: dict[Open, Value] = {}
        for code in codes:
            entry, made = self.entries[code], self._made[code]
            if entry.attempts is not None or code not in chosen:
                waiting = enumerate(made or (self.cells[code],))
                box |= {(code, i): value for i, value in waiting if value is not None and _waits(value)}
            if code in chosen:
                box[code, len(made)] = entry.unknown
        return box

    def further(self, code: str) -> Open:
        """The attempt that presenting an element again adds."""
        return code, len(self._made[code])

    def within(self, code: str, box: Box) -> Value:
        """What a cell is worth where what is not known of it lies within a box."""
        entry, made = self.entries[code], self._made[code]
        told = [box.get((code, i), value) for i, value in enumerate(made)]
        new = box.get((code, len(made)))
        if new is None:
            return entry.of_attempts(told) if told != list(made) else self.cells[code]
        return new if entry.attempts is None else entry.of_attempts([*told, new])


def _waits(value: Value) -> bool:
    return bool(value.may & REELLE) and (value.least != value.most or bool(value.may & ~REELLE))
