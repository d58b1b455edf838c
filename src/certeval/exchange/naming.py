"""The code of each element of a draft: the document's own, written one way, else one that is given."""

import re
from collections import Counter
from collections.abc import Sequence

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.segmenting import codes
from certeval.exchange.segmenting.outline import DocumentOutline, OutlineBloc, OutlineNode

CODE = re.compile(r"[^\W\d_][\w.\-]*")


class Naming:
    """Gives codes, each once; says which ones are not the document's own, or not as their neighbours are."""

    def __init__(self, outline: DocumentOutline) -> None:
        self._outline = outline
        self._taken: set[str] = set()
        self._given: dict[str, list[OutlineNode]] = {}

    def name(self) -> None:
        """Give each element its code."""
        blocs = self._outline.blocs
        for i, bloc in enumerate(blocs, 1):
            bloc.code = self._bloc(bloc, i)
        self._level([(bloc, bloc.activites) for bloc in blocs], "activite")
        self._level([(bloc, bloc.nodes) for bloc in blocs], "competence")
        competences = list(self._outline.competences())
        self._level([(competence, competence.nodes) for competence in competences], "critere")
        for bloc in blocs:
            for i, epreuve in enumerate(bloc.epreuves, 1):
                epreuve.code = self._free(f"E{_number(bloc)}" + (f".{i}" if len(bloc.epreuves) > 1 else ""))
        for i, epreuve in enumerate(self._outline.epreuves, 1):
            epreuve.code = self._free(f"E{i}")
        doubted = {id(each.node) for each in self._outline.doubts}
        for given in self._given.values():
            if nodes := [each for each in given if id(each) not in doubted]:
                self._outline.doubt(
                    kinds.CODES_GIVEN,
                    None,
                    nodes[0].spot,
                    text=f"{len(nodes)} {nodes[0].code} {nodes[-1].code}",
                )

    def _bloc(self, bloc: OutlineBloc, order: int) -> str:
        typed = bloc.typed
        if typed is None:
            return self._free(f"BC{order}")
        number = ".".join(map(str, typed.numbers))
        plain = typed.word or typed.letters.upper() in {"B", "BC", "BLOC"} or typed.letters.startswith("R")
        code = f"BC{number}" if plain else typed.normal
        if code in self._taken:  # two certifications stand in the document, or a number is wrong
            self._outline.doubt(kinds.CODE_TWICE, bloc, bloc.spot, blocking=True)
        return self._free(code)

    def _level(self, families: Sequence[tuple[OutlineNode, list[OutlineNode]]], kind: str) -> None:
        """The elements of a kind, by the one that each stands in."""
        everyone = [each for _, children in families for each in children]
        lengths = Counter(len(each.numbers) for each in everyone if each.typed)
        usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
        repeated = Counter(each.typed.normal for each in everyone if each.typed)
        local = usual == 1 and any(count > 1 for count in repeated.values())
        for parent, children in families:
            for order, element in enumerate(children, 1):
                element.code = self._code(element, parent, order, kind, usual=usual, local=local)

    def _code(
        self, element: OutlineNode, parent: OutlineNode, order: int, kind: str, *, usual: int, local: bool
    ) -> str:
        typed = element.typed
        given = codes.GIVEN[kind] + _number(parent) + f".{order}"
        if typed is None:
            self._given.setdefault(kind, []).append(element)
            return self._free(given)
        if local:
            return self._free(codes.GIVEN[kind] + _number(parent) + f".{typed.numbers[-1]}")
        if len(typed.numbers) != usual:
            said = any(d.node is element and d.kind == kinds.CODE_IRREGULAR for d in self._outline.doubts)
            if not said:
                self._outline.doubt(kinds.CODE_IRREGULAR, element, element.spot, parent=parent)
            return self._free(given)
        letters = "" if typed.letters else codes.GIVEN[kind]
        code = letters + typed.normal
        if code in self._taken or not CODE.fullmatch(code):
            self._outline.doubt(kinds.CODE_TWICE, element, element.spot)
            return self._free(given)
        return self._free(code)

    def _free(self, code: str) -> str:
        """A code that no element has: the one wanted, else the next of its last number."""
        while code in self._taken:
            head, number = re.fullmatch(r"(.*?)(\d*)", code).groups()  # type: ignore[union-attr]  # all match
            code = f"{head}{int(number or 1) + 1}"
        self._taken.add(code)
        return code


def _number(parent: OutlineNode) -> str:
    """The numbers of an element's code, which begin those of what stands in it."""
    return ".".join(re.findall(r"\d+", parent.code))
