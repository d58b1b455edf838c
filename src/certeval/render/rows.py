"""Decisions as rows, a candidate each: what a spreadsheet or a table of millions holds.

The columns: candidat, certification, each bloc, each compétence, manquants and, in detail, the counts of each
compétence.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from certeval.engine.distinct import Decider, Shown, Shows, Split, Whole
from certeval.engine.frames.forms import Identifier, Missing, OfPart, OfWhole, Piece
from certeval.engine.parts import Division, divide
from certeval.engine.results import counts, verdict
from certeval.referentiel.load import Referentiel
from certeval.render.delimited import field
from certeval.render.results import COUNTS
from certeval.rules.derivation import State
from certeval.rules.program import CERTIFICATION
from certeval.scores.blocks import Block


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
        shows = Shows(tuple(map(tuple, of_parts)), tuple(of_whole))
        return Decider(self._program, self.division, self.followed, splits, shows)

    def made_of(self) -> list[Piece]:
        """What a row is made of, in the order of `text`."""
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

    def text(self, block: Block, wholes: Sequence[Whole], decider: Decider) -> str:
        """The lines of a block's rows."""
        identifiers = block.identifiers if block.usual else [field(each) for each in block.identifiers]
        verdicts = [whole.prints[0] for whole in wholes]
        columns: list[Iterable[str]] = [identifiers, verdicts, _missing(block, wholes, decider)]
        columns += self._counts(block, wholes, decider)
        return "\n".join(map(";".join, zip(*columns, strict=True))) + "\n"

    def words(
        self, block: Block, wholes: Sequence[Whole], decider: Decider
    ) -> tuple[list[Sequence[str]], list[Sequence[str]]]:
        """The same rows as columns: verdicts and missing codes, then counts; empty where a row can't be read."""
        verdicts = _columns([whole.prints[0] for whole in wholes], len(self.codes))
        counts: list[Sequence[str]] = []
        runs = zip(self._counted, self._counts(block, wholes, decider), strict=True)
        for (_, codes), texts in runs:
            counts += _columns(texts, len(codes) * len(COUNTS))
        return [*verdicts, _missing(block, wholes, decider)], counts

    def _counts(self, block: Block, wholes: Sequence[Whole], decider: Decider) -> Iterator[Iterable[str]]:
        """The counts of each run of compétences."""
        at = [0] * len(decider.parts)
        above = 1
        for part, _ in self._counted:
            if part < 0:
                index, above = above, above + 1
                yield [whole.prints[index] for whole in wholes]
            else:
                shown = decider.parts[part].shown[at[part]]
                at[part] += 1
                yield map(shown.__getitem__, block.groups[part])


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
        return ";".join("" if each is None else verdict(each.outcome) for each in judged)


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


def _missing(block: Block, wholes: Sequence[Whole], decider: Decider) -> list[str]:
    """The codes that each row's pending verdicts wait for, each once."""
    found = [""] * len(wholes)
    missing = [part.missing for part in decider.parts]
    groups = block.groups
    for row in [row for row, whole in enumerate(wholes) if whole.asks]:
        asks = wholes[row].asks
        if len(asks) == 1 and not isinstance(ask := asks[0], str):
            part, name = ask
            codes: Iterable[str] = missing[part][groups[part][row]][name]
        else:
            codes = decider.missing(asks, [group[row] for group in groups])
        found[row] = " ".join(codes)
    return found
