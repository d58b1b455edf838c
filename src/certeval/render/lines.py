"""Decisions as JSON, a line a candidate: the very lines of the results document, for millions of candidates.

A line is made of texts that many candidates share: what a part came to, what rows of the same kinds have, and
what stands between them. Only the codes missing from a candidate's own cells are worded for that candidate.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from certeval.engine.columns import Split
from certeval.engine.distinct import Shown, ShownOfPart
from certeval.engine.parts import divide
from certeval.engine.results import NAMED, Results
from certeval.engine.sharing import Decided, Decider, Shows
from certeval.referentiel.load import Referentiel
from certeval.render.rows import woven
from certeval.rules.derivation import State
from certeval.rules.program import CERTIFICATION, Name, Sort
from certeval.scores.blocks import Block

if TYPE_CHECKING:
    from certeval.engine.frames import forms as frames

SORTS: dict[str, Sort] = {"regles": "verdict", "mesures": "valeur", "paliers": "palier"}
LACKING = "\0"
"""Stands for a candidate's own missing codes in a text that is shared."""
_LACKING = json.dumps(LACKING)


class Told(NamedTuple):
    """A piece of a line that says what some names came to: within a part, or above the parts, where the missing
    codes are the candidate's own. `code` is the element's, empty for a named thing.
    """

    names: tuple[Name, ...]
    says: Shown
    says_above: Shown
    code: str = ""


Piece = str | Told


class Lines:
    """The lines of one référentiel; `between` parts a line from the one before, as a document needs."""

    separator = ""

    def __init__(self, referentiel: Referentiel, *, between: str = "", end: str = "\n") -> None:
        self._program = referentiel.program
        self._results = Results(referentiel)
        self._known = {step.makes for step in self._program.steps}
        self._known |= {("valeur", code) for code in self._program.entries}
        self._between, self._end = between, end
        self.first = len(between)
        self.pieces = list(_joined(self._pieces()))
        told = [piece for piece in self.pieces if isinstance(piece, Told)]
        self.followed = list(dict.fromkeys(piece.code for piece in told if piece.code))
        self.division = divide(self._program, [piece.names for piece in told])
        home: dict[Name, int] = {}
        for i, part in enumerate(self.division.parts):
            home |= {("valeur", code): i for code in part.entries} | {step.makes: i for step in part.steps}
        homes = [{home.get(name, -1) for name in piece.names} for piece in told]
        self._homes = [of.pop() if len(of) == 1 else -1 for of in homes]

    def heading(self) -> str:
        """Lines need none."""
        return ""

    def decider(self, splits: Sequence[Split]) -> Decider:
        """What decides rows whose parts' cells are split so."""
        of_parts: list[list[Shown]] = [[] for _ in self.division.parts]
        of_whole: list[Shown] = []
        told = [piece for piece in self.pieces if isinstance(piece, Told)]
        for piece, home in zip(told, self._homes, strict=True):
            if home < 0:
                of_whole.append(piece.says_above)
            else:
                of_parts[home].append(piece.says)
        shows = Shows(tuple(ShownOfPart(tuple(says)) for says in of_parts), tuple(of_whole))
        return Decider(self._program, self.division, self.followed, splits, shows)

    def made_of(self) -> "list[frames.Piece]":
        """What a line is made of, in the order of `text`."""
        from certeval.engine.frames import forms as frames

        made: list[frames.Piece] = [self._between + '{"candidat": ', frames.Identifier(_worded, '"')]
        homes = iter(self._homes)
        at = [0] * len(self.division.parts)
        above = 0
        for piece in self.pieces:
            if isinstance(piece, str):
                made += [piece] if piece else []
            elif (home := next(homes)) < 0:
                made.append(frames.OfWhole(above, piece.code, _LACKING if piece.code else "", _worded))
                above += 1
            else:
                made.append(frames.OfPart(home, at[home]))
                at[home] += 1
        return made

    @staticmethod
    def typed() -> list[list[tuple[str, bool]]] | None:
        """Text."""
        return None

    def text(self, block: Block, decided: Decided) -> str:
        """The lines of a block's rows."""
        first, *others = self.pieces
        columns = [self._identifiers(block, first if isinstance(first, str) else "")]
        homes = iter(self._homes)
        at = [0] * len(decided.columns)
        above = 0
        for piece, after in zip(others[::2], [*others[1:-1:2], f"{others[-1]}{self._end}"], strict=True):
            follows = after if isinstance(after, str) else ""
            if (home := next(homes)) >= 0:
                columns.append(decided.columns[home].prints(at[home], follows))
                at[home] += 1
            elif isinstance(piece, Told):
                columns.append(_of_whole(above, piece.code, decided, follows))
                above += 1
        return woven(columns)

    def _identifiers(self, block: Block, after: str) -> list[str]:
        before = self._between + '{"candidat": '
        if block.usual and "\\" not in "".join(block.identifiers):
            return [f'{before}"{each}"{after}' for each in block.identifiers]
        return [f"{before}{_worded(each)}{after}" for each in block.identifiers]

    # -- what a line is made of, after the identifier

    def _pieces(self) -> Iterator[Piece]:
        results = self._results
        yield ', "certification": '
        yield self._element(CERTIFICATION)
        yield ', "blocs": ['
        for i, bloc in enumerate(results.blocs):
            yield ", " if i else ""
            yield self._element(bloc, open_ended=True)
            competences, epreuves = results.under[bloc]
            yield from self._list("competences", competences)
            if epreuves:
                yield from self._list("epreuves", epreuves)
            yield "}"
        yield "]"
        if results.epreuves:
            yield from self._list("epreuves", results.epreuves)
        for key, names in zip(NAMED, results.names, strict=True):
            if names:
                yield from self._named(key, tuple(names))
        yield "}"

    def _list(self, key: str, codes: tuple[str, ...]) -> Iterator[Piece]:
        yield f', "{key}": ['
        for i, code in enumerate(codes):
            yield ", " if i else ""
            yield self._element(code)
        yield "]"

    def _named(self, key: str, names: tuple[str, ...]) -> Iterator[Piece]:
        yield f', "{key}": {{'
        for i, name in enumerate(names):
            yield (", " if i else "") + _worded(name) + ": "

            def says(state: State, name: str = name) -> str:
                return _worded(Results.named(key, name, state))

            yield Told(((SORTS[key], name),), says, says)
        yield "}"

    def _element(self, code: str, *, open_ended: bool = False) -> Told:
        """An element, without its closing brace where more is to follow."""
        both: tuple[Name, Name] = (("verdict", code), ("valeur", code))
        coded, cut = code != CERTIFICATION, -1 if open_ended else None

        def says(state: State) -> str:
            return _worded(self._results.element(code, state, coded=coded))[:cut]

        def says_above(state: State) -> str:
            found = self._results.element(code, state, coded=coded)
            return _worded(found | {"manque": LACKING} if "manque" in found else found)[:cut]

        return Told(tuple(name for name in both if name in self._known), says, says_above, code)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, texts that follow each other made one."""
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
        else:
            yield text
            yield piece
            text = ""
    yield text


def _of_whole(index: int, code: str, decided: Decided, after: str) -> list[str]:
    """What stands above the parts, with each candidate's own missing codes, and what follows."""
    texts = {whole: whole.prints[index] + after for whole in set(decided.wholes)}
    found = list(map(texts.__getitem__, decided.wholes))
    for row, codes in decided.missing(code).items():
        found[row] = found[row].replace(_LACKING, _worded(list(codes)))
    return found


def _worded(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
