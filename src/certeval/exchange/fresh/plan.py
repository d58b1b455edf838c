"""What a new référentiel is to hold, and the tree of its file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from itertools import count

from certeval.exchange.segmentation.outline import DocumentOutline
from certeval.exchange.yaml_text import Tree
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


@frozen
class PlanItem:
    """An element by its code, in its words, with those below it."""

    code: str
    words: str
    items: "tuple[PlanItem, ...]" = ()


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
    """A certification: blocs hold compétences, compétences critères; `epreuves` has those of each bloc, by its code."""

    code: str
    langue: str
    blocs: tuple[PlanItem, ...]
    epreuves: Mapping[str, tuple[PlanItem, ...]]
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
        competences = [each for bloc in self.blocs for each in bloc.items]
        counts = {
            "blocs": {len(self.blocs)},
            "competences": {len(bloc.items) for bloc in self.blocs},
            "criteres": {len(each.items) for each in competences},
            "epreuves": {len(each) for each in self.epreuves.values()},
        }[kind]
        return counts.pop() if len(counts) == 1 else None

    def codes(self) -> frozenset[str]:
        """The code of every element."""
        inside = [
            item for bloc in self.blocs for item in ((*bloc.items,) if self.alone else (bloc, *bloc.items))
        ]
        below = [critere for item in inside for critere in item.items]
        return frozenset(
            item.code for item in (*inside, *below, *(e for each in self.epreuves.values() for e in each))
        )


def blank_blocs(
    entry: PlanEntry, competences: Sequence[int], below: int, *, alone: bool = False
) -> tuple[tuple[PlanItem, ...], dict[str, tuple[PlanItem, ...]]]:
    """Blocs that are still to be worded, of so many compétences each, and their épreuves.

    `below` is how many critères a compétence has, or épreuves a bloc where marks are entered. `alone` is for one bloc,
    which will not be written: its compétences stand at the root.
    """
    blocs: list[PlanItem] = []
    for b, many in enumerate(competences, 1):
        codes = [f"C{c}" if alone else f"C{b}.{c}" for c in range(1, many + 1)]
        items = tuple(
            PlanItem(code, _("Word here compétence {code} in order to say what it is for").format(code=code))
            for code in codes
        )
        blocs.append(PlanItem(f"BC{b}", _("Bloc {number}, to be named").format(number=b), items))
    return with_criteres(entry, tuple(blocs), below), epreuves_of(entry, blocs, below, alone=alone)


def published_blocs(
    entry: PlanEntry, outline: DocumentOutline, below: int
) -> tuple[tuple[PlanItem, ...], dict[str, tuple[PlanItem, ...]]]:
    """The blocs and the compétences that a fiche publishes, word for word, numbered; no critère is among them."""
    blocs = [
        PlanItem(
            f"BC{b}",
            bloc.text,
            tuple(PlanItem(f"C{b}.{c}", node.text) for c, node in enumerate(bloc.nodes, 1)),
        )
        for b, bloc in enumerate(outline.blocs, 1)
    ]
    return with_criteres(entry, blocs, below), epreuves_of(entry, blocs, below)


def with_criteres(entry: PlanEntry, blocs: Sequence[PlanItem], below: int) -> tuple[PlanItem, ...]:
    """The same blocs, each compétence without critères given so many to be worded where they are entered."""
    if entry.kind is not EntryKind.YES_NO:
        return tuple(blocs)
    number = count(1)
    return tuple(
        replace(bloc, items=tuple(_with_criteres(each, below, number) for each in bloc.items))
        for bloc in blocs
    )


def _with_criteres(competence: PlanItem, below: int, number: Iterator[int]) -> PlanItem:
    """Numbered through, for two that differ by one digit of several look the same."""
    if competence.items:
        return competence
    root, words = competence.code.removeprefix("C"), _("Critère {number}, to be worded")
    codes = (f"CR{root}.{n}" for n in range(1, below + 1))
    return replace(
        competence, items=tuple(PlanItem(code, words.format(number=next(number))) for code in codes)
    )


def epreuves_of(
    entry: PlanEntry, blocs: Sequence[PlanItem], below: int, *, alone: bool = False
) -> dict[str, tuple[PlanItem, ...]]:
    """So many épreuves to be named in each bloc, where marks are entered."""
    if entry.kind is not EntryKind.MARKS:
        return {}
    words = _("Épreuve {number}, to be named") if alone else _("Épreuve {number} of bloc {bloc}, to be named")
    code = "E{number}" if alone else "E{bloc}.{number}"
    return {
        bloc.code: tuple(
            PlanItem(code.format(number=n, bloc=b), words.format(number=n, bloc=b))
            for n in range(1, below + 1)
        )
        for b, bloc in enumerate(blocs, 1)
    }


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
    certification: dict[str, Tree] = {"code": plan.code, "version": VERSION}
    if plan.intitule:
        certification["intitule"] = plan.intitule
    certification["langue"] = plan.langue
    if plan.rncp:
        certification["rncp"] = plan.rncp
    if plan.niveau:
        certification["niveau"] = plan.niveau
    if sentences:
        certification["base_legale"] = [
            {"reference": _("Règlement of the certification"), "texte": " ".join(sentences)}
        ]
    document: dict[str, Tree] = {"format": "1", "certification": certification}
    if saisie := _saisie(plan.entry):
        document["saisie"] = {plan.entry.element: saisie}
    codes = plan.codes()
    document["validation"] = {kind: rule for kind, rule in rules.items() if kind not in codes}
    document |= (
        _without_blocs(plan, rules)
        if plan.alone
        else {"blocs": [_bloc(bloc, plan, rules) for bloc in plan.blocs]}
    )
    if cases:
        document["cas"] = list(cases)
    return document


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


def _without_blocs(plan: Plan, rules: Mapping[str, Tree]) -> dict[str, Tree]:
    """The compétences and the épreuves of a certification without blocs."""
    blocs = [_bloc(bloc, plan, rules) for bloc in plan.blocs]
    lists = {
        key: [item for bloc in blocs for item in bloc.get(key) or ()] for key in ("competences", "epreuves")
    }
    return {key: items for key, items in lists.items() if items}


def _bloc(bloc: PlanItem, plan: Plan, rules: Mapping[str, Tree]) -> dict[str, Tree]:
    element: dict[str, Tree] = {"code": bloc.code, "intitule": bloc.words, **_own_rule(bloc, rules)}
    if bloc.items:
        element["competences"] = [_competence(each, rules) for each in bloc.items]
    if epreuves := plan.epreuves.get(bloc.code):
        element["epreuves"] = [
            {"code": each.code, "intitule": each.words, **_own_rule(each, rules)} for each in epreuves
        ]
    return element


def _competence(competence: PlanItem, rules: Mapping[str, Tree]) -> dict[str, Tree]:
    element: dict[str, Tree] = {
        "code": competence.code,
        "libelle": competence.words,
        **_own_rule(competence, rules),
    }
    if competence.items:
        element["criteres"] = [{"code": each.code, "libelle": each.words} for each in competence.items]
    return element


def _own_rule(item: PlanItem, rules: Mapping[str, Tree]) -> dict[str, Tree]:
    """The rule that an element has of its own."""
    return {"validation": rules[item.code]} if item.code in rules else {}
