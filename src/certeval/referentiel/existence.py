"""Whom each element is for, and how the parcours and the voie that decide it read."""

from collections.abc import Iterator, Mapping

from certeval.diagnostics import Finding
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.concerned import Pour
from certeval.referentiel.models import Fichier
from certeval.referentiel.tree import Element, Tree
from certeval.rules.concern import Concern
from certeval.rules.entry import Entry
from certeval.rules.situation import PARCOURS, VOIE, choice_of, voies
from certeval.text.nearest import nearest
from certeval.text.typed import spelling


def pour(element: Element) -> Pour | None:
    """Whom an element says that it is for."""
    said = getattr(element.model, "pour", None)
    return said if isinstance(said, Pour) else None


def situation(file: Fichier, tree: Tree) -> dict[str, Entry]:
    """How a candidate's parcours and voie read: each where some element is for a part of them only."""
    asked = {axis for element in tree.elements.values() if (said := pour(element)) for axis, _ in said.axes()}
    found: dict[str, Entry] = {}
    if file.parcours:
        titles = {each.code: (each.intitule,) if each.intitule else () for each in file.parcours}
        found[PARCOURS] = choice_of(PARCOURS, titles)
    if VOIE in asked:
        found[VOIE] = voies()
    return found


def concerns(tree: Tree, read: Mapping[str, Entry]) -> dict[str, Concern]:
    """Whom each element is for that is not for everybody: those whom it and all that it stands in are for."""
    found: dict[str, Concern] = {}
    for code, element in tree.elements.items():
        above = found.get(element.parent or "")
        said = pour(element)
        if said is not None:
            found[code] = _concern(said, read).both(above)
        elif above is not None:
            found[code] = above
    return found


def _concern(said: Pour, read: Mapping[str, Entry]) -> Concern:
    """What `pour` says, by ranks; a code that is nowhere declared is told by a check, and counts for nobody."""
    axes = []
    for axis, codes in said.axes():
        known = read[axis].scale.words() if axis in read else ()
        axes.append((axis, frozenset(known.index(code) for code in codes if code in known)))
    return Concern(tuple(axes))


def mistakes(file: Fichier, tree: Tree, concerned: Mapping[str, Concern]) -> Iterator[Finding]:
    """What is wrong with the parcours, and with what is for some candidates only."""
    yield from _twice(file)
    known = tuple(each.code for each in file.parcours)
    for element in tree.elements.values():
        said = pour(element)
        unknown = (
            [(i, code) for i, code in enumerate(said.parcours or ()) if code not in known] if said else []
        )
        for i, code in unknown:
            meant = nearest(code, known)
            about = {"code": code, "known": known} | ({"suggestion": meant} if meant else {})
            yield Finding(kinds.UNKNOWN_PARCOURS, (*element.path, "pour", "parcours", i), about)
        concern = concerned.get(element.code)
        if said is None or unknown or concern is None or all(ranks for _, ranks in concern.axes):
            continue
        owner = next((each for each in list(tree.ancestors(element.code))[1:] if pour(each)), element)
        related = ((N_("what it stands in is for these"), (*owner.path, "pour")),)
        about = {"code": element.code, "owner": owner.code}
        yield Finding(kinds.FOR_NOBODY, (*element.path, "pour"), about, at_key=True, related=related)


def _twice(file: Fichier) -> Iterator[Finding]:
    """A code or a title that several parcours have."""
    first: dict[str, int] = {}
    for i, each in enumerate(file.parcours):
        for key in ("code", "intitule"):
            text = getattr(each, key)
            before = first.setdefault(spelling(text), i) if text else i
            if before != i:
                related = ((N_("first given here"), ("parcours", before)),)
                yield Finding(
                    kinds.PARCOURS_TWICE, ("parcours", i, key), {"code": each.code}, related=related
                )
