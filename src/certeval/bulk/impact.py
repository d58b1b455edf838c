"""What becomes of past candidates under another version: all decided together, on a large sheet as they are read."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from certeval.bulk.candidates import Crowd
from certeval.bulk.csv_blocks import Block, Extraordinary
from certeval.bulk.row_memo import DecidedRows
from certeval.bulk.versions import Both, VersionSide, alike
from certeval.render.obstacles import Obstacle
from certeval.scores.observations import Candidate
from certeval.versions.attribution import People
from certeval.versions.compare import Comparison
from certeval.versions.deciding import DecideOne, Sides, Told, Under, alone
from certeval.versions.impact import Impact, Turned, attributed
from certeval.versions.impact import impact as impact_on_each


def impact(comparison: Comparison, candidates: Iterable[Candidate]) -> Impact:
    """What changes for the candidates of sheets that the old version reads without errors."""
    sides = Sides(comparison)
    if not alike(sides.after):
        return impact_on_each(comparison, candidates)
    people = {each.code: each for each in candidates}
    both, turned = Both(sides), Turned()
    for block, decided in Crowd(both).blocks(people.values()):
        both.put([each.code for each in block], decided, turned)
    turned.unread = +both.unread
    return attributed(comparison, turned, lambda _: people, _one_by_one)


class Impacting:
    """Compares what the candidates of a large sheet come to under two versions, as they are read.

    Raises Extraordinary where they must be compared one by one.
    """

    heading = ""
    blocs: tuple[str, ...] = ()

    def __init__(self, comparison: Comparison) -> None:
        sides = Sides(comparison)
        if not alike(sides.after):
            raise Extraordinary(Obstacle.FORM)
        self.referentiel = comparison.old
        self._both = Both(sides)
        self._turned = Turned()
        self.shown = self._both.shown

    def decider(self) -> Both:
        """What decides them under both."""
        return self._both

    @contextmanager
    def into(self, _file: Path) -> Iterator[Callable[[Block, DecidedRows], object]]:
        """Compares the candidates of each block."""
        yield self._take

    def _take(self, block: Block, decided: DecidedRows) -> None:
        if not any(whole.bad for whole in decided.wholes):  # of a sheet with errors nothing is shown
            self._both.put(block.identifiers, decided, self._turned)

    def made(self) -> Turned:
        """What those of a range come to otherwise."""
        self._turned.unread = +self._both.unread
        return self._turned


def joined(comparison: Comparison, made: Iterable[object], people: People) -> Impact:
    """What was seen in each range of a sheet, together."""
    whole = Turned()
    for each in made:
        if isinstance(each, Turned):
            whole.take(each)
    return attributed(comparison, whole, people, _one_by_one)


def _one_by_one(under: Under) -> DecideOne:
    """What decides candidates one by one, each distinct group of cells once where it can."""
    if not alike(under):
        return alone(under)
    crowd = Crowd(VersionSide(under))

    def told(candidate: Candidate) -> Told:
        found: Told = crowd.decided([candidate]).wholes[0].tells[0]
        return found

    return told
