"""What becomes of past candidates under another version: all decided together, on a large sheet as they are read."""

from collections.abc import Iterable

from certeval.bulk.candidates import CrowdDecider
from certeval.bulk.csv_blocks import Block, Extraordinary
from certeval.bulk.row_memo import DecidedRows
from certeval.bulk.tally import Use
from certeval.bulk.versions import BothVersions, VersionSide, decides_together
from certeval.render.obstacles import Obstacle
from certeval.scores.observations import Candidate
from certeval.versions.attribution import People
from certeval.versions.compare import Comparison
from certeval.versions.impact import Impact, PastTurns, with_causes
from certeval.versions.impact import impact as impact_on_each
from certeval.versions.replay import DecideOne, PointVerdicts, Replay, ReplayPair, whole_decider


def impact(comparison: Comparison, candidates: Iterable[Candidate]) -> Impact:
    """What changes for the candidates of sheets that the old version reads without errors."""
    sides = ReplayPair(comparison)
    if not decides_together(sides.after):
        return impact_on_each(comparison, candidates)
    people = {each.code: each for each in candidates}
    both, turns = BothVersions(sides), PastTurns()
    for block, rows in CrowdDecider(both).blocks(people.values()):
        both.put([each.code for each in block], rows, turns)
    turns.unread_cells = +both.unread_cells
    return with_causes(comparison, turns, lambda _: people, _one_by_one)


class ImpactComparer(Use):
    """Compares what the candidates of a large sheet come to under two versions, as they are read.

    Raises Extraordinary where they must be compared one by one.
    """

    def __init__(self, comparison: Comparison) -> None:
        sides = ReplayPair(comparison)
        if not decides_together(sides.after):
            raise Extraordinary(Obstacle.FORM)
        self.referentiel = comparison.old
        self._both = BothVersions(sides)
        self._turns = PastTurns()
        self.verdict_codes = self._both.verdict_codes

    def decider(self) -> BothVersions:
        """What decides them under both."""
        return self._both

    def take(self, block: Block, rows: DecidedRows) -> None:
        """Compares the candidates of a block."""
        if not any(whole.bad for whole in rows.wholes):  # of a sheet with errors nothing is shown
            self._both.put(block.identifiers, rows, self._turns)

    def product(self) -> PastTurns:
        """What those of a range come to otherwise."""
        self._turns.unread_cells = +self._both.unread_cells
        return self._turns


def merge(comparison: Comparison, products: Iterable[object], people: People) -> Impact:
    """What was seen in each range of a sheet, together."""
    whole = PastTurns()
    for each in products:
        if isinstance(each, PastTurns):
            whole.take(each)
    return with_causes(comparison, whole, people, _one_by_one)


def _one_by_one(under: Replay) -> DecideOne:
    """What decides candidates one by one, each distinct group of cells once where it can."""
    if not decides_together(under):
        return whole_decider(under)
    crowd = CrowdDecider(VersionSide(under))

    def decide(candidate: Candidate) -> PointVerdicts:
        verdicts: PointVerdicts = crowd.decide([candidate]).wholes[0].tells[0]
        return verdicts

    return decide
