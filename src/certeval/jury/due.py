"""What a candidate is still to be assessed on: of what is sought, neither held nor given once the rest is validated."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, get_args

from certeval.jury.holdings import entries_of
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import Kind
from certeval.rules.held_verdicts import HeldVerdict, with_held_verdicts
from certeval.rules.outcome import VRAI, Outcome
from certeval.rules.program import CERTIFICATION, Program

Gifts = Mapping[str, frozenset[str]]
"""By code of what is given once other elements are validated, all that these rest on."""


class Scope(NamedTuple):
    """What tells the dues of candidates apart: names acquired before, blocs that are sought, elements of no bloc that
    are, whether the certification is, gifts by code.
    """

    acquis: frozenset[str]
    blocs: frozenset[str]
    outside: frozenset[str]
    whole: bool
    gifts: frozenset[tuple[str, frozenset[str]]]


def due_elements(referentiel: Referentiel, scope: Scope) -> frozenset[str]:
    """What a bloc that is sought and not held declares, takes up or rests on; of one that is given but for something,
    that; épreuves of no bloc that assess compétences, and what else is in no bloc where the certification is sought
    and not held. Nothing acquired before.
    """
    tree, gifts = referentiel.tree, dict(scope.gifts)
    blocs = scope.blocs - scope.acquis
    codes = {code for bloc in blocs for code in _of_bloc(bloc, referentiel, gifts)} | scope.outside
    if CERTIFICATION not in scope.acquis:
        codes |= {
            code
            for code in tree.elements
            if tree.bloc_of(code) is None and (scope.whole or _only_assesses(code, referentiel))
        }
    conditions = {one for code in codes & gifts.keys() for one in gifts[code]}
    codes -= {
        code  # what is entered and part of a compétence that is given
        for code in codes & referentiel.entries.keys()
        if any(each.kind != "bloc" and each.code in gifts for each in tree.ancestors(code))
    }
    return frozenset(
        code
        for code in codes | conditions
        if not any(each.kind != "bloc" and each.code in scope.acquis for each in tree.ancestors(code))
    )


def _of_bloc(bloc: str, referentiel: Referentiel, gifts: Gifts) -> Iterator[str]:
    """What a bloc counts, and what it rests on that stands in none; nothing that is entered of one that is given."""
    tree = referentiel.tree
    codes = (bloc, *(code for kind in get_args(Kind) for code in tree.below(kind, bloc)))
    if bloc in gifts:
        yield from (code for code in codes if code not in referentiel.entries)
    else:
        yield from codes
        yield from (code for code in rests_on(referentiel, [bloc]) if tree.bloc_of(code) is None)


def _only_assesses(code: str, referentiel: Referentiel) -> bool:
    """Whether an element is an épreuve, or a part of one, of which nothing is entered but what it assesses."""
    epreuve = next((each.code for each in referentiel.tree.ancestors(code) if each.kind == "epreuve"), None)
    entries = set(entries_of(code, referentiel)) if epreuve else set[str]()
    return bool(entries) and epreuve not in entries


def rests_on(referentiel: Referentiel, codes: Collection[str]) -> frozenset[str]:
    """The elements whose verdicts or values those of some elements rest on, themselves among them, with the parts of
    épreuves.
    """
    names = referentiel.program.below(("verdict", code) for code in codes)
    bases = {code for _sort, code in names if code in referentiel.elements}
    return frozenset(bases | {one for code in bases for one in referentiel.tree.below("partie", code)})


def may_be_certified(program: Program, outcomes: Collection[tuple[str, Outcome]]) -> bool:
    """Whether the certification may still be validated where some blocs come to these outcomes."""
    held = {code: HeldVerdict(each, "jury") for code, each in outcomes if ("verdict", code) in program.steps}
    return bool(with_held_verdicts(program, held).evaluate({}).verdicts[CERTIFICATION].outcome & VRAI)
