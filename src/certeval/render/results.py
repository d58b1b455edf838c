"""The document of results: its candidates' lines, which stand alone too, what stands before them, and after."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from certeval.diagnostics import Diagnostic
from certeval.engine.results import NAME_KEYS, Results
from certeval.engine.verdicts import Synthesis
from certeval.referentiel.load import Referentiel
from certeval.referentiel.meaning import empreinte_sens
from certeval.render import json_text
from certeval.render.diagnostics import plain
from certeval.render.forms import CODES_PLACEHOLDER, Detail, Form, Identifier, NameWords, Piece, merge
from certeval.render.json_text import BETWEEN, json_line, referentiel_json
from certeval.rules.derivation import State
from certeval.rules.program import CERTIFICATION, Name, Sort
from certeval.scores.observations import Sheet


def document(content: Mapping[str, object]) -> Iterator[str]:
    """The document of design §4 from its plain values, piece by piece."""
    keys = list(content)
    at = keys.index("candidats")
    candidates = content["candidats"]
    rows = (BETWEEN + json_line(row) for row in (candidates if isinstance(candidates, list) else ()))
    head, tail = ({key: content[key] for key in some} for some in (keys[:at], keys[at + 1 :]))
    return json_text.document(head, rows, tail)


BESIDE = ("correspondance", "session", "registre", "filtres")
"""What a document may say beside its référentiel and its sheets, in this order."""


def head_of(
    referentiel: Referentiel, sheets: Sequence[Sheet], beside: Mapping[str, Mapping[str, object] | None]
) -> dict[str, object]:
    """What stands before the candidates' lines. What stands `beside`, by key, where there is any: the correspondence
    that sheets were read by, the session, how the journal stood that told what was acquired, `filtres`.
    """
    identity = referentiel_json(referentiel) | {"empreinte_sens": empreinte_sens(referentiel.model)}
    files = [{"fichier": each.file, "empreinte": each.digest, "encodage": each.encoding} for each in sheets]
    head: dict[str, object] = {"schema": "certeval/resultats/1", "referentiel": identity, "feuilles": files}
    return head | {key: each for key in BESIDE if (each := beside.get(key))}


def tail_of(
    synthesis: Synthesis, diagnostics: Sequence[Diagnostic], omissions: Sequence[str] = ()
) -> dict[str, object]:
    """What stands after them. `omissions`: those left out because something is wrong of them."""
    tail: dict[str, object] = {"ecartes": [{"candidat": code} for code in omissions]} if omissions else {}
    return tail | {"synthese": synthesis.plain(), "diagnostics": list(map(plain, diagnostics))}


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
    pieces: list[Piece] = [between + '{"candidat": ', Identifier(json_line, '"')]
    for name in identity:
        pieces += [f', "{name}": ', Detail(name, json_line)]
    return Form("", merge([*pieces, *_Pieces(referentiel, only).all(), end]), len(between))


class _Pieces:
    """What a line is made of, after the identifier."""

    def __init__(self, referentiel: Referentiel, only: Collection[str]) -> None:
        program = referentiel.program
        self._results = Results(referentiel)
        self._only = only
        self._situation, self._concerns = program.situation, program.concerns
        self._axes: tuple[Name, ...] = tuple(("valeur", axis) for axis in program.situation)
        self._names = program.steps.keys() | {("valeur", code) for code in program.entries}

    def all(self) -> Iterator[Piece]:
        results = self._results
        for axis in self._situation:
            yield f', "{axis}": '
            yield NameWords((("valeur", axis),), partial(self._axis, axis))
        yield ', "certification": '
        yield from self._element(CERTIFICATION)
        yield ', "blocs": ['
        blocs = [bloc for bloc in results.blocs if not self._only or bloc in self._only]
        yield from self._several({bloc: self._bloc(bloc) for bloc in blocs})
        yield "]"
        if results.lone_competences:
            yield from self._list("competences", results.lone_competences)
        if results.epreuves:
            yield from self._list("epreuves", results.epreuves)
        for key, names in zip(NAME_KEYS, results.names, strict=True):
            if names:
                yield from self._mapping(key, tuple(names))
        yield "}"

    def _bloc(self, bloc: str) -> Iterator[Piece]:
        yield from self._element(bloc, more=True)
        competences, epreuves = self._results.under[bloc]
        yield from self._list("competences", competences)
        if epreuves:
            yield from self._list("epreuves", epreuves)
        yield "}"

    def _list(self, key: str, codes: tuple[str, ...]) -> Iterator[Piece]:
        yield f', "{key}": ['
        yield from self._several({code: self._list_element(code) for code in codes})
        yield "]"

    def _list_element(self, code: str) -> Iterator[Piece]:
        """An element, with the list of its own parts where it has some."""
        parts = self._results.parts.get(code)
        yield from self._element(code, more=bool(parts))
        if parts:
            yield from self._list("sous_competences", parts)
            yield "}"

    def _several(self, each: Mapping[str, Iterator[Piece]]) -> Iterator[Piece]:
        """Elements one after the other; nothing of those that are not for the candidate, nor what parts them."""
        before: list[str] = []
        for code, pieces in each.items():
            if before and not self._concerns.keys().isdisjoint((code, *before)):
                there = partial(self._separator, tuple(before), code)
                yield NameWords(self._axes, there)
            else:
                yield ", " if before else ""
            before.append(code)
            for piece in pieces:
                yield self._of(code, piece) if code in self._concerns else piece

    def _separator(self, before: tuple[str, ...], code: str, state: State) -> str:
        """What parts an element from those before it, where both are for the candidate."""
        there = self._results.there
        return ", " if there([code], state) and there(before, state) else ""

    def _of(self, code: str, piece: Piece) -> Piece:
        """A piece of an element that is for some candidates only."""
        if not piece or not isinstance(piece, str | NameWords):
            return piece
        text_of = piece.says if isinstance(piece, NameWords) else lambda _state: piece

        def says(state: State) -> str:
            return text_of(state) if self._results.there([code], state) else ""

        if not isinstance(piece, NameWords):
            return NameWords(self._axes, says)
        template = piece.template

        def lacks(state: State) -> str:
            return template(state) if template and self._results.there([code], state) else ""

        names = (*piece.names, *self._axes)
        return replace(piece, names=names, says=says, template=lacks if template else None)

    def _axis(self, axis: str, state: State) -> str:
        return json_line(self._results.situation_of(axis, state))

    def _mapping(self, key: str, names: tuple[str, ...]) -> Iterator[Piece]:
        yield f', "{key}": {{'
        for i, name in enumerate(names):
            yield (", " if i else "") + json_line(name) + ": "
            yield NameWords(((SORTS[key], name),), partial(_named_value, key, name))
        yield "}"

    def _element(self, code: str, *, more: bool = False) -> Iterator[Piece]:
        """An element, without its closing brace where more is to follow."""
        both: tuple[Name, Name] = (("verdict", code), ("valeur", code))
        with_code = code != CERTIFICATION

        def says(state: State) -> str:
            return json_line(self._results.element(code, state, with_code=with_code))[:-1]

        def template(state: State) -> str:
            element = self._results.element(code, state, with_code=with_code)
            text = json_line(element | {"manque": CODES_PLACEHOLDER} if "manque" in element else element)[:-1]
            return text.replace(json_line(CODES_PLACEHOLDER), CODES_PLACEHOLDER)

        names = tuple(name for name in both if name in self._names)
        yield NameWords(names, says, code=code, template=template, missing=json_line)
        yield "" if more else "}"


def _named_value(key: str, name: str, state: State) -> str:
    return json_line(Results.result_of(key, name, state))
