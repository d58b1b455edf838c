"""Decisions as rows, a candidate each: what a spreadsheet or a table of millions holds.

The columns: candidat, certification, each bloc, each compétence, manquants and, in detail, the counts of each
compétence.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from certeval.engine.columns import TRIED, Split, placed
from certeval.engine.distinct import Shown, ShownOfPart
from certeval.engine.parts import Division, divide
from certeval.engine.results import counts, verdict
from certeval.engine.sharing import Decided, Decider, Shows, Whole
from certeval.referentiel.load import Referentiel
from certeval.render.delimited import field
from certeval.render.results import COUNTS
from certeval.rules.derivation import State
from certeval.rules.program import CERTIFICATION
from certeval.scores.blocks import Block

if TYPE_CHECKING:
    from certeval.engine.frames.forms import Piece


class Rows:
    """The rows of one référentiel as CSV text. A decider made here prints what its rows need."""

    first = 0
    """Characters of the first row that only part it from one before it."""
    separator = ";"

    def __init__(self, referentiel: Referentiel, *, detail: bool) -> None:
        tree = referentiel.tree
        self._program = referentiel.program
        self.competences = tree.below("competence", None)
        blocs = tree.below("bloc", None)
        self.codes = (CERTIFICATION, *blocs, *self.competences)
        self.followed = [CERTIFICATION]
        for bloc in blocs:
            self.followed += [bloc, *tree.below("competence", bloc)]
        self.detail = detail
        self.division = divide(self._program, [(("verdict", code),) for code in self.codes])
        self._told = _Told()
        self._counted = self._places(self.division) if detail else []

    def heading(self) -> str:
        """The heading line."""
        return ";".join(map(field, self.headings())) + "\n"

    def headings(self) -> list[str]:
        """The names of the columns."""
        counted = [f"{code} {what}" for code in self.competences for what in COUNTS] if self.detail else []
        return ["candidat", *self.codes, "manquants", *counted]

    def _places(self, division: Division) -> list[tuple[int, tuple[str, ...]]]:
        """Where the counts of the compétences come from, in their order: a part, or -1 for the steps above."""
        home = {step.makes: i for i, part in enumerate(division.parts) for step in part.steps}
        placed = [(home.get(("verdict", code), -1), code) for code in self.competences]
        return [
            (part, tuple(code for _, code in run)) for part, run in groupby(placed, key=lambda each: each[0])
        ]

    def decider(self, splits: Sequence[Split]) -> Decider:
        """What decides rows whose parts' cells are split so."""
        of_parts: list[list[Shown]] = [[] for _ in self.division.parts]
        of_whole: list[Shown] = [_VerdictsOf(self.codes)]
        for part, codes in self._counted:
            (of_whole if part < 0 else of_parts[part]).append(_CountsOf(codes))
        shows = Shows(tuple(ShownOfPart(tuple(says), anonymous=True) for says in of_parts), tuple(of_whole))
        return Decider(self._program, self.division, self.followed, splits, shows)

    def made_of(self) -> "list[Piece]":
        """What a row is made of, in the order of `text`."""
        from certeval.engine.frames.forms import Identifier, Missing, OfPart, OfWhole

        pieces: list[Piece] = [Identifier(field), OfWhole(0), Missing()]
        at = [0] * len(self.division.parts)
        above = 1
        for part, _ in self._counted:
            if part < 0:
                pieces.append(OfWhole(above))
                above += 1
            else:
                pieces.append(OfPart(part, at[part]))
                at[part] += 1
        return pieces

    @property
    def counted(self) -> list[tuple[str, ...]]:
        """The compétences whose counts each piece after `manquants` gives."""
        return [codes for _, codes in self._counted]

    @staticmethod
    def typed() -> list[list[tuple[str, bool]]] | None:
        """Text."""
        return None

    def text(self, block: Block, decided: Decided) -> str:
        """The lines of a block's rows."""
        identifiers = block.identifiers if block.usual else [field(each) for each in block.identifiers]
        after = ";" if self._counted else "\n"
        columns = [identifiers, self._shared(decided, after), *self._counts(decided, ";", "\n")]
        return woven(columns)

    def words(self, decided: Decided) -> list[tuple[Sequence[int], list[Sequence[str]]]]:
        """The verdicts, then each run of counts, as columns: the place of each row's words among those that differ,
        and these, a column each; empty where a row can't be read.
        """
        runs = [(placed([whole.prints[0] for whole in decided.wholes]), len(self.codes))]
        at = [0] * len(decided.columns)
        above = 1
        for part, codes in self._counted:
            if part < 0:
                told = placed([whole.prints[above] for whole in decided.wholes])
                above += 1
            else:
                told = decided.columns[part].told(at[part])
                at[part] += 1
            runs.append((told, len(codes) * len(COUNTS)))
        return [(places, _columns(texts, width)) for (places, texts), width in runs]

    def _shared(self, decided: Decided, after: str) -> list[str]:
        """The verdicts of each row and what is missing from it, with what parts them from what stands around."""
        self._told.after = after
        found = list(map(self._told.__getitem__, decided.wholes))
        for row, codes in decided.missing().items():
            found[row] = f";{decided.wholes[row].prints[0]};{' '.join(codes)}{after}"
        return found

    def _counts(self, decided: Decided, after: str, end: str) -> Iterator[list[str]]:
        """The counts of each run of compétences, and what follows each and the last."""
        at = [0] * len(decided.columns)
        above = 1
        left = len(self._counted)
        for part, _ in self._counted:
            left -= 1
            follows = after if left else end
            if part < 0:
                yield [whole.prints[above] + follows for whole in decided.wholes]
                above += 1
            else:
                yield decided.columns[part].prints(at[part], follows)
                at[part] += 1


class _Told(dict[Whole, str]):
    """What stands after the identifier of rows that wait for nothing, with what follows it."""

    after = ""

    def __missing__(self, whole: Whole) -> str:
        if len(self) > TRIED:
            self.clear()
        found = self[whole] = f";{whole.prints[0]};{self.after}"
        return found


def woven(columns: Sequence[Sequence[str]]) -> str:
    """The texts of each row one after another, row after row."""
    wide = len(columns)
    texts = [""] * (wide * len(columns[0]))
    for i, column in enumerate(columns):
        texts[i::wide] = column
    return "".join(texts)


def _columns(texts: Iterable[str], width: int) -> list[Sequence[str]]:
    """Texts that hold several cells, as columns."""
    rows = [text.split(";") if text else [""] * width for text in texts]
    return list(zip(*rows, strict=True)) if rows else [()] * width


class _VerdictsOf:
    """Prints some verdicts."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self._codes = codes

    def __call__(self, state: State) -> str:
        judged = map(state.verdicts.get, self._codes)
        return ";".join(["" if each is None else verdict(each.outcome) for each in judged])


class _CountsOf:
    """Prints the counts of some compétences."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self._codes = codes

    def __call__(self, state: State) -> str:
        found: list[str] = []
        for code in self._codes:
            judged = state.verdicts.get(code)
            counted = {} if judged is None else counts(judged)
            found += [str(counted.get(what, "")) for what in COUNTS]
        return ";".join(found)
