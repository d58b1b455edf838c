"""What candidates of any sheets come to, printed in one form and counted."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from certeval.bulk.candidates import Crowd
from certeval.bulk.csv_blocks import Block
from certeval.bulk.printing import Printing
from certeval.bulk.tally import Tally
from certeval.engine.results import Synthesis
from certeval.referentiel.load import Referentiel
from certeval.render.forms import Form
from certeval.scores.identifiers import all_usual
from certeval.scores.observations import Candidate


class Printed:
    """The rows of candidates as text; once they were all given, how many candidates have each verdict.

    With `named`, theirs alone are printed; the others are counted all the same.
    """

    def __init__(self, form: Form, referentiel: Referentiel, named: Collection[str] = ()) -> None:
        self._printing = Printing(form, referentiel)
        self._crowd = Crowd(self._printing.decider())
        self._named = frozenset(named)
        self._blocs = referentiel.tree.below("bloc", None)
        self._tally = Tally()

    def rows(self, candidates: Iterable[Candidate]) -> Iterator[str]:
        """The text of many rows at once, in the order of the candidates."""
        for block, decided in self._crowd.blocks(candidates):
            self._tally.count(decided)
            listed, shown = block, decided
            if self._named:
                places = [place for place, each in enumerate(block) if each.code in self._named]
                listed, shown = [block[place] for place in places], decided.some(places)
            if listed:
                yield self._printing.text(self._block(listed), shown)

    def synthesis(self) -> Synthesis:
        """How many candidates have each verdict."""
        return self._tally.synthesis(self._printing.shown, self._blocs)

    def _block(self, candidates: Sequence[Candidate]) -> Block:
        identifiers = [candidate.code for candidate in candidates]
        details = {
            name: [candidate.details.get(name, "") for candidate in candidates]
            for name in self._printing.details
        }
        return Block(1, identifiers, (), details, usual=all_usual("\n".join(identifiers)))


def synthesis(referentiel: Referentiel, candidates: Iterable[Candidate]) -> Synthesis:
    """How many candidates have each verdict, nothing being printed."""
    printing = Printing(Form("", ()), referentiel)
    tally = Tally()
    for _, decided in Crowd(printing.decider()).blocks(candidates):
        tally.count(decided)
    return tally.synthesis(printing.shown, referentiel.tree.below("bloc", None))
