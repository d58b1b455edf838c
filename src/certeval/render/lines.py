"""Decisions as JSON, a line a candidate: the lines of the results document, alone or within it."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from certeval.engine.results import NAMED, Results
from certeval.referentiel.load import Referentiel
from certeval.render.forms import LACKING, Detail, Form, Identifier, Piece, Said, joined
from certeval.rules.derivation import State
from certeval.rules.program import CERTIFICATION, Name, Sort

NO_PARTS: Mapping[str, tuple[str, ...]] = {}
SORTS: dict[str, Sort] = {"regles": "verdict", "mesures": "valeur", "paliers": "palier"}


def lines(
    referentiel: Referentiel,
    *,
    between: str = "",
    end: str = "\n",
    only: Collection[str] = (),
    identity: Sequence[str] = (),
) -> Form:
    """The lines of one référentiel; `between` parts a line from the one before, as a document needs. With `only`, the
    other blocs are left out. `identity`: which of nom and prenom the sheets have.
    """
    pieces: list[Piece] = [between + '{"candidat": ', Identifier(worded, '"')]
    for name in identity:
        pieces += [f', "{name}": ', Detail(name, worded)]
    return Form("", joined([*pieces, *_Pieces(referentiel, only).all(), end]), len(between))


class _Pieces:
    """What a line is made of, after the identifier."""

    def __init__(self, referentiel: Referentiel, only: Collection[str]) -> None:
        program = referentiel.program
        self._results = Results(referentiel)
        self._only = only
        self._known = program.steps.keys() | {("valeur", code) for code in program.entries}

    def all(self) -> Iterator[Piece]:
        results = self._results
        yield ', "certification": '
        yield from self._element(CERTIFICATION)
        yield ', "blocs": ['
        shown = [bloc for bloc in results.blocs if not self._only or bloc in self._only]
        for i, bloc in enumerate(shown):
            yield ", " if i else ""
            yield from self._element(bloc, open_ended=True)
            competences, epreuves = results.under[bloc]
            yield from self._list("competences", competences, results.parts)
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

    def _list(
        self, key: str, codes: tuple[str, ...], parts: Mapping[str, tuple[str, ...]] = NO_PARTS
    ) -> Iterator[Piece]:
        """A list of elements, each with the list of its own parts where it has some."""
        yield f', "{key}": ['
        for i, code in enumerate(codes):
            yield ", " if i else ""
            inside = parts.get(code)
            yield from self._element(code, open_ended=bool(inside))
            if inside:
                yield from self._list("sous_competences", inside)
                yield "}"
        yield "]"

    def _named(self, key: str, names: tuple[str, ...]) -> Iterator[Piece]:
        yield f', "{key}": {{'
        for i, name in enumerate(names):
            yield (", " if i else "") + worded(name) + ": "
            yield Said(((SORTS[key], name),), partial(_said, key, name))
        yield "}"

    def _element(self, code: str, *, open_ended: bool = False) -> Iterator[Piece]:
        """An element, without its closing brace where more is to follow."""
        both: tuple[Name, Name] = (("verdict", code), ("valeur", code))
        coded = code != CERTIFICATION

        def says(state: State) -> str:
            return worded(self._results.element(code, state, coded=coded))[:-1]

        def lacking(state: State) -> str:
            found = self._results.element(code, state, coded=coded)
            text = worded(found | {"manque": LACKING} if "manque" in found else found)[:-1]
            return text.replace(worded(LACKING), LACKING)

        names = tuple(name for name in both if name in self._known)
        yield Said(names, says, code=code, lacking=lacking, missing=worded)
        yield "" if open_ended else "}"


def worded(value: object) -> str:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=False)


def _said(key: str, name: str, state: State) -> str:
    return worded(Results.named(key, name, state))
