"""What many candidates could present again: searched once for all whose search can only come to the same.

A search sees a part of the program in two ways: as it stands, and with cells presented again. Of a part that a unit
holds whole it sees what the part gives where that is a count; elsewhere what sorts of values its cells are besides, if
none waits for its mark; else the values themselves. The first cells that were met stand for all that it can't tell
from them: what was found of a part is found again by the same cells.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from certeval.bulk.candidates import CrowdDecider
from certeval.bulk.csv_blocks import Block, Extraordinary
from certeval.bulk.division import ABOVE, Part, divide
from certeval.bulk.memos import Decision, result_of
from certeval.bulk.part_memo import Tells
from certeval.bulk.row_memo import DecidedRows, Decider, Whole
from certeval.bulk.tally import Use
from certeval.bulk.worth import WorthReader
from certeval.diagnostics import Place
from certeval.engine.again import Niveau, units
from certeval.engine.missing import is_open
from certeval.engine.resits import Resits, Search, Worth
from certeval.engine.results import Results
from certeval.engine.verdicts import EN_ATTENTE, VALIDE, Plain
from certeval.referentiel.load import Referentiel
from certeval.render.obstacles import Obstacle
from certeval.rules.derivation import State, essence
from certeval.rules.outcome import Value
from certeval.rules.program import CERTIFICATION, Name
from certeval.scores.observations import Candidate
from certeval.scores.values import Values

NOWHERE = Place("")
NO_WORTH = Worth({}, ())
MAX_MEMORY = 50_000
"""Searches remembered."""


class ResitCandidate(NamedTuple):
    """A candidate who is not validated: what the certification comes to, what could be presented again, and how the
    candidate stands today, where that is asked for.
    """

    candidate: Candidate
    certification: Plain
    resits: Resits
    worth: Worth


class Searcher:
    """Searches candidates of one référentiel at one level; what the first `marks` sets take is worked out, with `worth`
    how candidates stand today.
    """

    def __init__(
        self, referentiel: Referentiel, niveau: Niveau, *, marks: int = 0, worth: bool = False
    ) -> None:
        self._marks = marks
        self.referentiel = referentiel
        program = referentiel.program
        self._results = Results(referentiel)
        self._search = Search(referentiel, niveau)
        self._values = Values(program.entries)
        self._attempts = any(entry.attempts is not None for entry in program.entries.values())
        self._outcomes: dict[tuple[object, ...], Resits] = {}
        names: tuple[Name, ...] = (("verdict", CERTIFICATION), ("valeur", CERTIFICATION))
        there = tuple(name for name in names if name in program.steps)
        self.division = division = divide(program, [there], there)
        choices = units(referentiel, niveau)
        cell_sets = [frozenset(unit.cells) for unit in choices]
        stands = [StandingReader(part, cell_sets) for part in division.parts]
        tells = [(at, Tells((each,), frozenset() if each.counts else None)) for at, each in enumerate(stands)]
        self._home = division.home_of(there)
        self._worth = WorthReader(program, division, {unit.code for unit in choices}) if worth else None
        if self._worth:
            tells += self._worth.tells()
            tells.append((self._home, Tells((self._worth.above,), None)))
        tells.append((self._home, Tells((self._certification,), None)))
        self._tells = tells

    def decider(self) -> Decider:
        """What decides the candidates who are searched."""
        return Decider(self.referentiel.program, self.division, [CERTIFICATION], self._tells)

    def _certification(self, state: State) -> Plain:
        return self._results.element(CERTIFICATION, state, with_code=False)

    def of(
        self, candidates: Iterable[Candidate], selection: Collection[str] = ()
    ) -> Iterator[ResitCandidate]:
        """Those who are not validated, in their order, with what could save them; with `selection`, only these."""
        selection = frozenset(selection)
        for block, rows in CrowdDecider(self.decider()).blocks(candidates):
            yield from self.among(block, rows, selection)

    def among(
        self, candidates: Sequence[Candidate], rows: DecidedRows, selection: Collection[str] = ()
    ) -> Iterator[ResitCandidate]:
        """The same of candidates who were decided."""
        missing = rows.missing((CERTIFICATION,))
        of: Sequence[Whole | Decision] = rows.wholes
        if self._home != ABOVE:
            of = rows.columns[self._home]
        for row, (candidate, each) in enumerate(zip(candidates, of, strict=True)):
            certification = each.tells[-1]
            if certification["verdict"] == VALIDE or (selection and candidate.code not in selection):
                continue
            worth = self._worth.of(each.tells[-2], rows.columns, row) if self._worth else NO_WORTH
            if certification["verdict"] == EN_ATTENTE:
                codes = list(missing.get(row, ()))
                yield ResitCandidate(candidate, certification | {"manque": codes}, Resits([], 0), worth)
                continue
            resits = self._resits(candidate, rows.columns, row)
            yield ResitCandidate(candidate, certification, resits, worth)

    def _resits(self, candidate: Candidate, columns: Sequence[Sequence[Decision]], row: int) -> Resits:
        stands: list[PartStanding] = []
        if self._attempts:
            cells, attempts = self._values.of(candidate), self._values.attempts(candidate)
            key: tuple[object, ...] = (*cells.items(), *((code, *each) for code, each in attempts.items()))
        else:
            cells, attempts = {}, {}
            stands = [column[row].tells[0] for column in columns]
            key = tuple(stands)
        outcome = self._outcomes.get(key)
        if outcome is None:
            for part in stands:
                cells.update(part.values)
            if len(self._outcomes) > MAX_MEMORY:
                self._outcomes.clear()
            outcome = self._outcomes[key] = self._search.of(cells, attempts, marks=self._marks)
        return outcome


@dataclass(frozen=True, slots=True, eq=False)
class PartStanding:
    """How a part stands: the values of its cells, which stand for all that a search can't tell from them. It is told
    from others by its identity.
    """

    values: Mapping[str, Value]


class StandingReader:
    """How one part stands, from what was decided of it. `counts` where which of its cells is which changes nothing."""

    def __init__(self, part: Part, units: Iterable[frozenset[str]]) -> None:
        self._part = part
        mine = set(part.entries)
        self._whole = any(mine <= unit for unit in units)
        self.counts = self._whole and part.counts()
        self._stands: dict[tuple[object, ...], PartStanding] = {}

    def __call__(self, state: State) -> PartStanding:
        values = {code: state.values[code].value for code in self._part.entries}
        gives = [essence(result_of(name, state)) for name in self._part.gives]
        if len(self._stands) > MAX_MEMORY:
            self._stands.clear()
        return self._stands.setdefault((*gives, *self._sorts(values.values())), PartStanding(values))

    def _sorts(self, values: Collection[Value]) -> Iterable[object]:
        """What a search sees of the part's cells beside what the part gives."""
        if self.counts:
            return ()
        if self._whole and not any(map(is_open, values)):
            return [value.may for value in values]
        return values


class FirstResits(NamedTuple):
    """The first candidates who are not validated, and how many there are."""

    first: list[ResitCandidate]
    total: int

    @classmethod
    def together(cls, products: Iterable[object], most: int) -> "FirstResits":
        """Those of each range of a sheet, so many at the most."""
        parts = [each for each in products if isinstance(each, cls)]
        return cls([one for each in parts for one in each.first][:most], sum(each.total for each in parts))


class ResitSearcher(Searcher, Use):
    """Searches the candidates of a large sheet as they are read: what `lines` says of each is added to a file, the
    first `most` are kept.

    Raises Extraordinary where a search must see their very cells.
    """

    verdict_codes = (CERTIFICATION,)

    def __init__(
        self,
        referentiel: Referentiel,
        niveau: Niveau,
        lines: Callable[[Iterable[ResitCandidate]], Iterable[str]],
        *,
        marks: int,
        worth: bool,
        most: int = 0,
    ) -> None:
        program = referentiel.program
        if program.situation or any(entry.attempts is not None for entry in program.entries.values()):
            raise Extraordinary(Obstacle.FORM)
        super().__init__(referentiel, niveau, marks=marks, worth=worth)
        self._lines = lines
        self._most = most
        self._first: list[ResitCandidate] = []
        self._total = 0

    @contextmanager
    def into(self, file: Path) -> Iterator[Callable[[Block, DecidedRows], object]]:
        """Adds what is said of the candidates of each block to a file."""
        with file.open("ab") as out:
            yield lambda block, rows: out.write("".join(self._lines(self._those(block, rows))).encode())

    def _those(self, block: Block, rows: DecidedRows) -> Iterator[ResitCandidate]:
        """The candidates of a block, who stand in no place of a file: it is not read again."""
        people = [Candidate(code, NOWHERE) for code in block.identifiers]
        for name, texts in block.details.items():
            for candidate, text in zip(people, texts, strict=True):
                if text:
                    candidate.details[name] = text
        for each in self.among(people, rows):
            self._total += 1
            if len(self._first) < self._most:
                self._first.append(each)
            yield each

    def product(self) -> FirstResits:
        """The first candidates of a range, and how many there are."""
        return FirstResits(self._first, self._total)
