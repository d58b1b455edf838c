"""Whom each element is for, how the parcours and the voie that decide it read, what a bloc takes up for them."""

from collections.abc import Iterator, Mapping

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.families import rules
from certeval.messages import N_
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.concerned import Pour
from certeval.referentiel.models import Fichier
from certeval.referentiel.tree import Element, Tree
from certeval.rules.concern import Concern
from certeval.rules.entry import Entry
from certeval.rules.situation import PARCOURS, VOIE, choice_of, voies
from certeval.text.nearest import nearest, suggestion
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
    """What is wrong with the parcours, with what is for some candidates only, with what blocs take up."""
    yield from _twice(file)
    known = tuple(each.code for each in file.parcours)
    for element in tree.elements.values():
        said = pour(element)
        unknown = (
            [(i, code) for i, code in enumerate(said.parcours or ()) if code not in known] if said else []
        )
        for i, code in unknown:
            about = {"code": code, "known": known} | suggestion(nearest(code, known))
            yield Finding(kinds.UNKNOWN_PARCOURS, (*element.path, "pour", "parcours", i), about)
        concern = concerned.get(element.code)
        if said is None or unknown or concern is None or all(ranks for _, ranks in concern.axes):
            continue
        owner = next((each for each in list(tree.ancestors(element.code))[1:] if pour(each)), element)
        related = ((N_("what it stands in is for these"), (*owner.path, "pour")),)
        about = {"code": element.code, "owner": owner.code}
        yield Finding(kinds.FOR_NOBODY, (*element.path, "pour"), about, at_key=True, related=related)
    yield from _of_reprises(file, tree)


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


def _of_reprises(file: Fichier, tree: Tree) -> Iterator[Finding]:
    """What keeps from telling which compétences a bloc counts."""
    if file.blocs and file.competences:
        related = ((N_("the blocs are declared here"), ("blocs",)),)
        yield Finding(kinds.BLOCS_AND_COMPETENCES, ("competences",), {}, at_key=True, related=related)
    known = tree.below("competence", None)
    for bloc in tree.below("bloc", None):
        element = tree.elements[bloc]
        codes = _taken_up(element)
        for i, code in enumerate(codes):
            path: Path = (*element.path, "reprend", i)
            if code not in known:
                about = {"code": code} | suggestion(nearest(code, known))
                yield Finding(kinds.UNKNOWN_COMPETENCE, path, about)
            elif tree.elements[code].parent == bloc:
                yield Finding(kinds.ITS_OWN_COMPETENCE, path, {"code": code, "bloc": bloc})
            elif code in codes[:i]:
                yield Finding(rules.TWICE_IN_LIST, path, {"name": code})


def for_others(tree: Tree, concerns: Mapping[str, Concern]) -> Iterator[Finding]:
    """Compétences that are taken up by a bloc and are not for all of its candidates."""
    for bloc in tree.below("bloc", None):
        element = tree.elements[bloc]
        mine = dict(concerns[bloc].axes) if bloc in concerns else {}
        for i, code in enumerate(_taken_up(element)):
            wanted = concerns[code].axes if code in concerns else ()
            if any(axis not in mine or not mine[axis] <= ranks for axis, ranks in wanted):
                yield Finding(
                    kinds.TAKEN_UP_FOR_OTHERS, (*element.path, "reprend", i), {"code": code, "bloc": bloc}
                )


def _taken_up(bloc: Element) -> tuple[str, ...]:
    return bloc.model.reprend if isinstance(bloc.model, Bloc) else ()
