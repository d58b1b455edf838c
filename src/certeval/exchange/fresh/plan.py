"""What a new référentiel is to hold, and the tree of its file."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import count
from typing import Any

from certeval.exchange.segmentation.outline import DocumentOutline
from certeval.exchange.yaml_text import Tree, without_empty
from certeval.frozen import frozen
from certeval.messages import _
from certeval.text.numbers import exact

VERSION = "0.1.0"
SPECIFIC = "RS"
"""What the numbers of the Répertoire spécifique begin with."""


class EntryKind(StrEnum):
    """What juries enter: yes or no for each critère, a level for each compétence, a mark for each épreuve."""

    YES_NO = "oui-non"
    LEVELS = "niveaux"
    MARKS = "notes"


Element = dict[str, Any]
"""An element as the file has it: its code, its words, the lists of those below it."""


@frozen
class PlanEntry:
    """How cells are entered. `jurors` is how many assess each candidate, `aggregation` what is made of what they say;
    `attempts` says which attempt counts, None where there is but one.
    """

    kind: EntryKind = EntryKind.YES_NO
    levels: tuple[str, ...] = ("NA", "EA", "A")
    out_of: Fraction = Fraction(20)
    jurors: int = 1
    aggregation: str | None = None
    attempts: str | None = None
    cap: Fraction | None = None

    @property
    def element(self) -> str:
        """The kind of element that cells are entered for."""
        return {EntryKind.YES_NO: "critere", EntryKind.LEVELS: "competence", EntryKind.MARKS: "epreuve"}[
            self.kind
        ]


@frozen
class Plan:
    """A certification: `blocs` hold compétences, which hold critères, and épreuves."""

    code: str
    langue: str
    blocs: tuple[Element, ...]
    entry: PlanEntry
    intitule: str = ""
    rncp: str = ""
    niveau: str = ""

    @property
    def alone(self) -> bool:
        """Whether its compétences stand in no bloc: those of the Répertoire spécifique."""
        return self.rncp.startswith(SPECIFIC)

    def count(self, kind: str) -> int | None:
        """How many there are of a kind below each element that has some: None where they differ, or there are none."""
        competences = [each for bloc in self.blocs for each in bloc.get("competences", ())]
        counts = {
            "blocs": {len(self.blocs)},
            "competences": {len(bloc.get("competences", ())) for bloc in self.blocs},
            "criteres": {len(each.get("criteres", ())) for each in competences},
            "epreuves": {len(bloc["epreuves"]) for bloc in self.blocs if "epreuves" in bloc},
        }[kind]
        return counts.pop() if len(counts) == 1 else None

    def lists(self) -> dict[str, list[Element]]:
        """The lists of elements at the root of its file."""
        if not self.alone:
            return {"blocs": list(self.blocs)}
        keys = ("competences", "epreuves")
        lists = {key: [each for bloc in self.blocs for each in bloc.get(key, ())] for key in keys}
        return {key: elements for key, elements in lists.items() if elements}

    def codes(self) -> frozenset[str]:
        """The code of every element."""
        elements = [each for several in self.lists().values() for each in several]
        for element in elements:
            elements += [each for value in element.values() if isinstance(value, list) for each in value]
        return frozenset(each["code"] for each in elements)


def blank_blocs(
    entry: PlanEntry, competences: Sequence[int], below: int, *, alone: bool = False
) -> tuple[Element, ...]:
    """Blocs that are still to be worded, of so many compétences each.

    `below` is how many critères a compétence has, or épreuves a bloc where marks are entered. `alone` is for one bloc,
    which will not be written: its compétences stand at the root.
    """
    name = _("Bloc {number}, to be named")
    words = _("Word here compétence {code} in order to say what it is for")
    blocs: list[Element] = []
    for b, many in enumerate(competences, 1):
        codes = [f"C{c}" if alone else f"C{b}.{c}" for c in range(1, many + 1)]
        blocs.append(_bloc(b, name.format(number=b), {code: words.format(code=code) for code in codes}))
    return _with_entries(entry, blocs, below, alone=alone)


def published_blocs(entry: PlanEntry, outline: DocumentOutline, below: int) -> tuple[Element, ...]:
    """The blocs and the compétences that a fiche publishes, word for word, numbered; no critère is among them."""
    blocs = [
        _bloc(b, bloc.text, {f"C{b}.{c}": node.text for c, node in enumerate(bloc.nodes, 1)})
        for b, bloc in enumerate(outline.blocs, 1)
    ]
    return _with_entries(entry, blocs, below)


def _bloc(number: int, words: str, competences: Mapping[str, str]) -> Element:
    below = [{"code": code, "libelle": text} for code, text in competences.items()]
    return {"code": f"BC{number}", "intitule": words} | ({"competences": below} if below else {})


def _with_entries(
    entry: PlanEntry, blocs: Sequence[Element], below: int, *, alone: bool = False
) -> tuple[Element, ...]:
    """The blocs with what is entered: critères for each compétence, numbered through, or épreuves."""
    critere, numbers = _("Critère {number}, to be worded"), count(1)
    name = _("Épreuve {number}, to be named") if alone else _("Épreuve {number} of bloc {bloc}, to be named")
    code = "E{number}" if alone else "E{bloc}.{number}"
    for b, bloc in enumerate(blocs, 1):
        if entry.kind is EntryKind.MARKS:
            bloc["epreuves"] = [
                {"code": code.format(number=n, bloc=b), "intitule": name.format(number=n, bloc=b)}
                for n in range(1, below + 1)
            ]
        for competence in bloc.get("competences", ()) if entry.kind is EntryKind.YES_NO else ():
            root = f"CR{competence['code'].removeprefix('C')}"
            competence["criteres"] = [
                {"code": f"{root}.{n}", "libelle": critere.format(number=next(numbers))}
                for n in range(1, below + 1)
            ]
    return tuple(blocs)


def default_rules(entry: PlanEntry, *, alone: bool = False) -> dict[str, Tree]:
    """What each kind takes where no sentence says: all that is below it, the best level, half of a mark."""
    each: dict[str, Tree] = {}
    whole: Tree = {"tous": "competences"}
    if entry.kind is EntryKind.MARKS:
        whole = {"moyenne": "epreuves", "au_moins": exact(entry.out_of / 2)}
    elif entry.kind is EntryKind.YES_NO:
        each["competence"] = {"tous": "criteres"}
    else:
        each["competence"] = {"au_moins": entry.levels[-1]}
    above: dict[str, Tree] = (
        {"certification": whole} if alone else {"bloc": whole, "certification": {"tous": "blocs"}}
    )
    return each | above


def tree(
    plan: Plan,
    rules: Mapping[str, Tree],
    sentences: Sequence[str] = (),
    cases: Sequence[Mapping[str, Tree]] = (),
) -> dict[str, Tree]:
    """The tree of the file. `rules` are by kind or by the code of an element; `sentences` are what they are from."""
    basis = {"reference": _("Règlement of the certification"), "texte": " ".join(sentences)}
    certification = without_empty(
        {
            "code": plan.code,
            "version": VERSION,
            "intitule": plan.intitule,
            "langue": plan.langue,
            "rncp": plan.rncp,
            "niveau": plan.niveau,
            "base_legale": [basis] if sentences else [],
        }
    )
    codes = plan.codes()
    return {
        "format": "1",
        "certification": certification,
        **without_empty({"saisie": without_empty({plan.entry.element: _saisie(plan.entry)})}),
        "validation": {kind: rule for kind, rule in rules.items() if kind not in codes},
        **{key: [_with_rules(each, rules) for each in elements] for key, elements in plan.lists().items()},
        **without_empty({"cas": list(cases)}),
    }


def _saisie(entry: PlanEntry) -> dict[str, Tree]:
    saisie: dict[str, Tree] = {}
    if entry.kind is EntryKind.LEVELS:
        saisie["echelle"] = {"niveaux": list(entry.levels)}
    if entry.kind is EntryKind.MARKS:
        saisie["echelle"] = {"note": {"sur": exact(entry.out_of)}}
    if entry.jurors > 1:
        saisie["jures"] = {"retenir": entry.aggregation or "accord", "nombre": str(entry.jurors)}
    if entry.attempts:
        cap = {"plafond": exact(entry.cap)} if entry.cap is not None else {}
        saisie["tentatives"] = {"retenir": entry.attempts, **cap}
    return saisie


def _with_rules(element: Element, rules: Mapping[str, Tree]) -> Element:
    """An element and those below it, each with the rule that it has of its own, after its words."""
    code, words, *lists = element.items()
    own = {"validation": rules[element["code"]]} if element["code"] in rules else {}
    below = {key: [_with_rules(each, rules) for each in items] for key, items in lists}
    return dict([code, words]) | own | below
