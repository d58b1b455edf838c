"""The code of each element of a draft: the document's own, written one way, else one that is given."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.segmentation import codes
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineBloc, OutlineNode
from certeval.messages import N_

CODE = re.compile(r"[^\W\d_][\w.\-]*")
ONE_CODE = N_("its code is {first}")


class _Form(NamedTuple):
    """How the codes of a kind of element are: how many numbers, the letters of most, those that parents count anew."""

    kind: str
    lengths: frozenset[int]
    letters: str
    local_letters: frozenset[str]

    def is_local(self, element: OutlineNode) -> bool:
        return element.document_code is not None and element.document_code.letters in self.local_letters

    def is_usual(self, element: OutlineNode) -> bool:
        return len(element.numbers) in self.lengths

    def own_code(self, element: OutlineNode, parent: OutlineNode) -> str:
        """The code that the document gives to an element, written one way; empty where it gives none that can be."""
        code = element.document_code
        if code is None:
            return ""
        letters = codes.GIVEN_LETTERS[self.kind]
        if self.is_local(element):
            letters = letters if code.word or code.letters in {"", self.letters} else code.letters
            return f"{letters}{_number(parent)}.{code.numbers[-1]}"
        own_code = code.normal if code.letters else letters + code.normal
        return own_code if self.is_usual(element) and CODE.fullmatch(own_code) else ""


def _lengths(nodes: Sequence[OutlineNode]) -> frozenset[int]:
    """How many numbers the codes of elements have where some head others, « A1 » and « A1.1 »: those of both."""
    coded = {each.numbers for each in nodes if each.numbers}
    heads = [numbers for numbers in coded if numbers[:-1] in coded]
    return frozenset(len(numbers) - below for numbers in heads for below in (0, 1))


class CodeGiver:
    """Gives codes, each once; says which ones are not the document's own, or not as their neighbours are."""

    def __init__(self, outline: DocumentOutline) -> None:
        self._outline = outline
        self._codes: set[str] = set()
        self._own_codes: set[str] = set()
        self._nodes_by_kind: dict[str, list[OutlineNode]] = {}

    def name(self) -> None:
        """Give each element its code."""
        blocs = self._outline.blocs
        for i, bloc in enumerate(blocs, 1):
            bloc.code = self._bloc(bloc, i)
        self._level([(bloc, bloc.activites) for bloc in blocs], "activite")
        self._level([(bloc, bloc.nodes) for bloc in blocs], "competence")
        competences = list(self._outline.competences())
        self._level([(competence, competence.nodes) for competence in competences], "critere")
        self._epreuves()
        doubtful_ids = {id(each.node) for each in self._outline.doubts}
        for group in self._nodes_by_kind.values():
            if nodes := [each for each in group if id(each) not in doubtful_ids]:
                about: dict[str, object] = {"first": nodes[0].code, "last": nodes[-1].code}
                about |= {"count": len(nodes), **({"way": ONE_CODE} if len(nodes) == 1 else {})}
                self._outline.doubt(kinds.CODES_GIVEN, None, nodes[0].spot, details=about)

    def _epreuves(self) -> None:
        """The épreuves: the document's own codes where each stands once, else those of their order."""
        outline = self._outline
        everyone = [*outline.epreuves, *(each for bloc in outline.blocs for each in bloc.epreuves)]
        counts = Counter(each.document_code.normal for each in everyone if each.document_code)
        for epreuve in everyone:
            own = epreuve.document_code
            if own and counts[own.normal] == 1 and own.normal not in self._codes:
                epreuve.code = self._free(own.normal)
        for bloc in outline.blocs:
            for i, epreuve in enumerate(bloc.epreuves, 1):
                order = f".{i}" if len(bloc.epreuves) > 1 else ""
                epreuve.code = epreuve.code or self._free(f"E{_number(bloc)}{order}")
        for i, epreuve in enumerate(outline.epreuves, 1):
            epreuve.code = epreuve.code or self._free(f"E{i}")

    def _bloc(self, bloc: OutlineBloc, order: int) -> str:
        document_code = bloc.document_code
        if document_code is None:
            return self._free(f"BC{order}")
        number = ".".join(map(str, document_code.numbers))
        letters = document_code.letters
        plain = document_code.word or letters.upper() in {"B", "BC", "BLOC"} or letters.startswith("R")
        code = f"BC{number}" if plain else document_code.normal
        if code in self._codes:  # two certifications stand in the document, or a number is wrong
            self._outline.doubt(kinds.CODE_TWICE, bloc, bloc.spot, blocking=True)
        return self._free(code)

    def _level(self, families: Sequence[tuple[OutlineNode, list[OutlineNode]]], kind: str) -> None:
        """The elements of a kind, by the one that each stands in."""
        everyone = [each for _, children in families for each in children]
        lengths = Counter(len(each.numbers) for each in everyone if each.document_code)
        usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
        counts = Counter(
            each
            for _, children in families
            for each in {(c.letters, c.normal) for c in (one.document_code for one in children) if c}
        )
        heads = _lengths(everyone) if kind != "critere" else frozenset()
        is_local = usual == 1 and not heads
        local = frozenset(letters for (letters, _), count in counts.items() if is_local and count > 1)
        by_letters = Counter(letters for letters, _ in counts)
        form = _Form(kind, heads | {usual}, max(by_letters, key=by_letters.__getitem__, default=""), local)
        self._own_codes = {form.own_code(each, parent) for parent, children in families for each in children}
        for parent, children in families:
            for order, element in enumerate(children, 1):
                element.code = self._code(element, parent, order, form)

    def _code(self, element: OutlineNode, parent: OutlineNode, order: int, form: "_Form") -> str:
        """The code of an element: its own where the document gives it once and as to its neighbours, else a new one."""
        own_code = form.own_code(element, parent)
        if own_code and own_code not in self._codes:
            self._codes.add(own_code)
            return own_code
        if element.document_code is None:
            self._nodes_by_kind.setdefault(form.kind, []).append(element)
        elif own_code or form.is_usual(element):
            self._outline.doubt(kinds.CODE_TWICE, element, element.spot)
        elif not any(d.node is element and d.kind == kinds.CODE_IRREGULAR for d in self._outline.doubts):
            self._outline.doubt(kinds.CODE_IRREGULAR, element, element.spot, parent=parent)
        if own_code and form.is_local(element):
            return self._free(own_code)
        return self._free(f"{codes.GIVEN_LETTERS[form.kind]}{_number(parent)}.{order}")

    def _free(self, code: str) -> str:
        """A code that no element has, nor is to have: the one wanted, else the next of its last number."""
        while code in self._codes or code in self._own_codes:
            head, number = re.fullmatch(r"(.*?)(\d*)", code).groups()  # type: ignore[union-attr]  # all match
            code = f"{head}{int(number or 1) + 1}"
        self._codes.add(code)
        return code


def _number(parent: OutlineNode) -> str:
    """The numbers of an element's code, which begin those of what stands in it."""
    return ".".join(re.findall(r"\d+", parent.code))
