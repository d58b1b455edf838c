"""The elements of a référentiel by code, with their place in the file and what stands below each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.blocs import Activite, Bloc, Fait
from certeval.referentiel.elements import Competence, Critere, Epreuve, SousCompetence
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.models import Fichier
from certeval.text.nearest import fold

Kind = Literal["bloc", "activite", "competence", "sous_competence", "critere", "epreuve", "partie", "fait"]
Model = Bloc | Activite | Competence | SousCompetence | Critere | Epreuve | Partie | Fait

SCORE_KINDS: tuple[Kind, ...] = ("bloc", "competence", "sous_competence", "critere", "epreuve", "fait")
"""The kinds for which something may be entered and something is taken."""

ASSESSMENT_KINDS: tuple[Kind, ...] = ("competence", "sous_competence", "critere")
"""The kinds that an épreuve may assess."""
SECTIONS: Mapping[str, Mapping[str, Kind]] = {
    "certification": {"blocs": "bloc", "competences": "competence", "epreuves": "epreuve", "faits": "fait"},
    "bloc": {"activites": "activite", "competences": "competence", "epreuves": "epreuve"},
    "competence": {"sous_competences": "sous_competence", "criteres": "critere"},
    "sous_competence": {"criteres": "critere"},
    "epreuve": {"parties": "partie"},
}
"""The lists of elements in the file and in each kind of element, by key, with the kind of what is listed."""


COUNTED_TWICE = N_(
    "declare a compétence once; where another bloc counts it too, write there `reprend: [{other}]` in its place"
)


class Element(NamedTuple):
    """One element: its code and kind, its model, its path in the file, the code of what it is part of.

    `wording` is its libellé or intitulé, as declared.
    """

    code: str
    kind: Kind
    model: Model
    path: Path
    parent: str | None
    wording: str


def walk(file: Fichier) -> Iterator[Element]:
    """Every element in the order of the file's outline, each before what it contains."""
    return _listed_in(file, "certification", (), None)


def _listed_in(holder: object, kind: str, at: Path, code: str | None) -> Iterator[Element]:
    """The elements that a part of the file lists, each before those that it lists itself."""
    for key, inner in SECTIONS[kind].items():
        wording = "intitule" if inner in {"bloc", "epreuve", "partie"} else "libelle"
        for i, each in enumerate(getattr(holder, key)):
            path = (*at, key, i)
            yield Element(each.code, inner, each, path, code, getattr(each, wording) or "")
            if inner in SECTIONS:
                yield from _listed_in(each, inner, path, each.code)


class Tree(NamedTuple):
    """Elements by code, the codes by folded spelling, and the codes of each kind below each element."""

    elements: Mapping[str, Element]
    spellings: Mapping[str, str]
    under: Mapping[tuple[str | None, str], tuple[str, ...]]

    def below(self, kind: str, code: str | None) -> tuple[str, ...]:
        """The codes of a kind below an element, or below the certification, in the order of the file."""
        return self.under.get((code, kind), ())

    @property
    def lone_competences(self) -> tuple[str, ...]:
        """The compétences that stand in no bloc, which are decided as blocs are."""
        return tuple(code for code in self.below("competence", None) if self.elements[code].parent is None)

    def ancestors(self, code: str) -> Iterator[Element]:
        """The element of a code, then what it is part of, up to its bloc."""
        element = self.elements.get(code)
        while element is not None:
            yield element
            element = self.elements.get(element.parent) if element.parent else None

    def bloc_of(self, code: str) -> str | None:
        """The bloc that an element is, or is in; None where it is in none."""
        return next((each.code for each in self.ancestors(code) if each.kind == "bloc"), None)


def plant(file: Fichier) -> tuple[Tree, list[Finding]]:
    """The tree of a référentiel, and what is wrong with its codes. Of two equal codes the first is kept."""
    elements: dict[str, Element] = {}
    spellings: dict[str, str] = {}
    findings: list[Finding] = []
    pairs: list[tuple[str, Element]] = []
    copies: set[Path] = set()
    for element in walk(file):
        key = fold(element.code)
        first = elements.get(spellings.get(key, ""))
        pairs.append(((first or element).code, element))
        if first is None:
            elements[element.code] = element
            spellings[key] = element.code
            continue
        kind = kinds.DUPLICATE_CODE if first.code == element.code else kinds.LOOKALIKE_CODE
        arguments = {"code": element.code, "other": first.code}
        if copies & {element.path[:length] for length in range(len(element.path))}:
            continue  # said with the compétence that is copied
        if _is_copy(element, first):
            copies.add(element.path)
            arguments["way"] = COUNTED_TWICE
        pointers = ((N_("first given here"), (*first.path, "code")),)
        findings.append(Finding(kind, (*element.path, "code"), arguments, related=pointers))
    _add_source_codes(elements, spellings)
    return Tree(elements, spellings, _under(pairs, elements)), findings


def _is_copy(element: Element, first: Element) -> bool:
    """Whether a compétence is another bloc's, written again."""
    blocs = {element.parent, first.parent}
    alike = fold(element.wording) == fold(first.wording)
    return element.kind == first.kind == "competence" and None not in blocs and len(blocs) > 1 and alike


def _add_source_codes(elements: Mapping[str, Element], spellings: dict[str, str]) -> None:
    """A code as the source prints it also leads to its element, where it leads to one only."""
    claims: dict[str, set[str]] = {}
    for element in elements.values():
        source = getattr(element.model, "code_source", None)
        if source:
            claims.setdefault(fold(source), set()).add(element.code)
    for spelling, codes in claims.items():
        if len(codes) == 1 and spelling not in spellings:
            spellings[spelling] = next(iter(codes))


def _under(
    pairs: list[tuple[str, Element]], elements: Mapping[str, Element]
) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """What stands below each element; below an épreuve stands what it assesses, below a bloc, last, what it takes up.

    A code given twice counts wherever it is declared: that it is given twice is said once.
    """
    below: defaultdict[tuple[str | None, str], list[str]] = defaultdict(list)
    lists: dict[tuple[str | None, str], list[list[str]]] = {}  # those that the elements of one parent go into
    for code, element in pairs:
        own = element.parent, element.kind
        if own not in lists:
            lists[own] = [below[owner, element.kind] for owner in _owners(element.parent, elements)]
        for each in lists[own]:
            each.append(code)
    for element in elements.values():
        if element.kind == "epreuve":
            for code in dict.fromkeys(_assessment_codes(element, elements, below)):
                below[element.code, elements[code].kind].append(code)
    for element in elements.values():
        for code in reprises(element, elements):
            below[element.code, "competence"].append(code)
            for kind in ("sous_competence", "critere"):
                below[element.code, kind] += below.get((code, kind), ())
    return {key: tuple(codes) for key, codes in below.items()}


def reprises(bloc: Element, elements: Mapping[str, Element]) -> list[str]:
    """The compétences of other blocs that a bloc counts too, each once."""
    codes = bloc.model.reprend if isinstance(bloc.model, Bloc) else ()
    others = (code for code in codes if code in elements and elements[code].kind == "competence")
    return list(dict.fromkeys(code for code in others if elements[code].parent != bloc.code))


def _owners(owner: str | None, elements: Mapping[str, Element]) -> Iterator[str | None]:
    """What stands above: a parent, what it is part of, and last the certification."""
    while owner is not None:
        yield owner
        above = elements.get(owner)
        owner = above.parent if above else None
    yield None


def _assessment_codes(
    epreuve: Element, elements: Mapping[str, Element], under: Mapping[tuple[str | None, str], list[str]]
) -> Iterator[str]:
    """The compétences, their parts and critères that an épreuve assesses: those it names, else its bloc's. One that it
    names beside what it is part of comes twice.
    """
    codes = epreuve.model.evalue if isinstance(epreuve.model, Epreuve) else None
    if codes is None:
        codes = tuple(under.get((epreuve.parent, "competence"), ())) if epreuve.parent else ()
    for code in codes:
        if code in elements and elements[code].kind in ASSESSMENT_KINDS:
            yield code
            yield from under.get((code, "sous_competence"), ())
            yield from under.get((code, "critere"), ())
