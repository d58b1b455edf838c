"""What many candidates could present again: searched once for all whose search can only come to the same.

A search sees a part of the program in two ways: as it stands, and with cells presented again. Of a part that a unit
holds whole it sees what the part gives where that is a count; elsewhere what sorts of values its cells are besides, if
none waits for its mark; else the values themselves.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from certeval.bulk.candidates import Crowd
from certeval.bulk.division import ABOVE, Part, divide
from certeval.bulk.part_memo import Tells
from certeval.bulk.row_memo import Decider
from certeval.engine.missing import is_open
from certeval.engine.resits import Niveau, Resits, Search, units
from certeval.engine.results import EN_ATTENTE, VALIDE, Plain, Results
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.program import CERTIFICATION, Name
from certeval.scores.observations import Candidate
from certeval.scores.values import Values

MAX_KEPT = 50_000
"""Searches remembered."""


class Again(NamedTuple):
    """A candidate who is not validated: what the certification comes to, and what could be presented again."""

    candidate: Candidate
    certification: Plain
    resits: Resits


class _Searching:
    """Searches candidates of one référentiel at one level."""

    def __init__(self, referentiel: Referentiel, niveau: Niveau, marks: int) -> None:
        self._marks = marks
        program = referentiel.program
        self._results = Results(referentiel)
        self._search = Search(referentiel, niveau)
        self._values = Values(program.entries)
        self._attempts = any(entry.attempts is not None for entry in program.entries.values())
        self._known: dict[tuple[object, ...], Resits] = {}
        wanted: tuple[Name, ...] = (("verdict", CERTIFICATION), ("valeur", CERTIFICATION))
        there = tuple(name for name in wanted if name in program.steps)
        division = divide(program, [there], there)
        held = [frozenset(unit.cells) for unit in units(referentiel, niveau)]
        told = [(home, Tells((_Sorts(part, held),), None)) for home, part in enumerate(division.parts)]
        told.append((ABOVE, Tells((self._certification,))))
        self._crowd = Crowd(Decider.telling(program, division, [CERTIFICATION], told))

    def _certification(self, state: State) -> Plain:
        return self._results.element(CERTIFICATION, state, coded=False)

    def of(self, candidates: Iterable[Candidate], named: Collection[str]) -> Iterator[Again]:
        """Those who are not validated, in their order; with `named`, only these."""
        for block, decided in self._crowd.blocks(candidates):
            missing = decided.missing((CERTIFICATION,))
            for row, (candidate, whole) in enumerate(zip(block, decided.wholes, strict=True)):
                certification = whole.tells[0]
                if certification["verdict"] == VALIDE or (named and candidate.code not in named):
                    continue
                if certification["verdict"] == EN_ATTENTE:
                    codes = list(missing.get(row, ()))
                    yield Again(candidate, certification | {"manque": codes}, Resits([], 0))
                    continue
                key = (id(whole), *[column[row].tells[0] for column in decided.columns])
                yield Again(candidate, certification, self._resits(candidate, key))

    def _resits(self, candidate: Candidate, key: tuple[object, ...]) -> Resits:
        found = None if self._attempts else self._known.get(key)
        if found is None:
            values = self._values.of(candidate, _unheard)
            attempts = self._values.attempts(candidate) if self._attempts else None
            found = self._search.of(values, attempts, marks=self._marks)
            if len(self._known) > MAX_KEPT:
                self._known.clear()
            self._known[key] = found
        return found


class _Sorts:
    """What a search sees of a part beside what it gives."""

    def __init__(self, part: Part, units: Iterable[frozenset[str]]) -> None:
        self._codes = part.entries
        mine = set(part.entries)
        self._whole = any(mine <= unit for unit in units)
        self._counts = self._whole and part.counts()

    def __call__(self, state: State) -> tuple[object, ...]:
        if self._counts:
            return ()
        values = [state.values[code].value for code in self._codes]
        if self._whole and not any(map(is_open, values)):
            return tuple([value.may for value in values])
        return tuple(values)


def resits(
    referentiel: Referentiel,
    niveau: Niveau,
    candidates: Iterable[Candidate],
    named: Collection[str] = (),
    *,
    marks: int = 0,
) -> Iterator[Again]:
    """Everybody who is not validated, with what could save them; with `named`, only these. What the first `marks`
    sets take is worked out.
    """
    return _Searching(referentiel, niveau, marks).of(candidates, frozenset(named))


def _unheard(_diagnostic: object) -> None:
    """What there is to say of a candidate was said."""
