"""Which elements old sheets can no longer be read for, and why: the code that leads nowhere, or elsewhere, and the
cells that the new version refuses.
"""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from itertools import combinations

from certeval.referentiel.load import Referentiel
from certeval.rules.entry import IN_ACCORD, Entry
from certeval.rules.saisie import VIDE
from certeval.rules.scales import Scale
from certeval.rules.several import agree
from certeval.text.nearest import fold
from certeval.text.numbers import exact
from certeval.versions.matching import Matching


class Cause(StrEnum):
    """What keeps the cells of an element from being read, called as the key that decides it."""

    CODE = "code"
    SOURCE = "code_source"
    ECHELLE = "echelle"
    STATUTS = "statuts"
    JURES = "jures"
    TENTATIVES = "tentatives"


def unread_causes(old: Referentiel, new: Referentiel, matching: Matching) -> dict[str, dict[Cause, str]]:
    """By old code, each cause with the folded spelling it is about ("" where it is about none)."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for spelling, code in old.tree.spellings.items():
        spellings[code].append(spelling)
    by_code: dict[str, dict[Cause, str]] = {}
    for code, entry in old.entries.items():
        causes: dict[Cause, str] = {}
        become = [each for _, each in matching.successors((old.elements[code].kind, code))]
        for spelling in spellings[code]:
            if new.tree.spellings.get(spelling) not in become:
                causes[Cause.CODE if spelling == fold(code) else Cause.SOURCE] = spelling
        for each in become:
            causes |= dict.fromkeys(_entry_causes(entry, new.entries.get(each)), "")
        if causes:
            by_code[code] = causes
    return by_code


def _entry_causes(old: Entry, new: Entry | None) -> Iterator[Cause]:
    """What the new version refuses of what could be entered."""
    if new is None:
        yield Cause.ECHELLE
        return
    if not _accepts(old.scale, new):
        yield Cause.ECHELLE
    is_lost = any(new.read(word).refusal is not None for word, _ in old.statuses.values())
    if is_lost or _may_contradict(old, new):
        yield Cause.STATUTS
    if new.jurors.retenir == "accord" != old.jurors.retenir:
        yield Cause.JURES  # jurors who differed were combined, and would now contradict each other
    if old.attempts is not None and new.attempts is None:
        yield Cause.TENTATIVES  # several attempts counted as declared, and would now be refused


def _may_contradict(old: Entry, new: Entry) -> bool:
    """Whether jurors who had to agree, and did, may now differ: a status that said nothing, or the same as another or
    as a mark, says something else. Where nothing is declared of jurors, one is taken to have marked.
    """
    if old.jurors is IN_ACCORD or new.jurors.retenir != "accord":
        return False
    words = [word for word, _ in old.statuses.values() if word != VIDE]
    numbers = {old.scale.least, old.scale.greatest, *(old.read(word).value.low for word in words)}
    texts = [*words, *(old.scale.spellings() or map(exact, numbers))]
    readings = {(old.read(text).value, new.read(text).value) for text in texts}
    return any(
        agree(one[0], other[0]) and not agree(one[1], other[1]) for one, other in combinations(readings, 2)
    )


def _accepts(old: Scale, new: Entry) -> bool:
    """Whether every value of a scale still reads. Marks read on marks only: other scales name each value."""
    if texts := old.spellings():
        return all(new.read(text).refusal is None for text in texts)
    return new.scale.holds(old.least, old.greatest, old.step)
