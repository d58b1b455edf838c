"""Whom each element is for, how the parcours and the voie that decide it read, what blocs take up, what is left."""

from collections.abc import Iterator, Mapping

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.families import rules
from certeval.messages import N_
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.concerned import Pour
from certeval.referentiel.models import Fichier
from certeval.referentiel.reachable import forms, written
from certeval.referentiel.tree import Element, Tree
from certeval.rules.concern import Concern, For
from certeval.rules.derivation import State
from certeval.rules.entry import Entry
from certeval.rules.outcome import EXCLU, FAUX
from certeval.rules.program import CERTIFICATION, Program
from certeval.rules.situation import PARCOURS, VOIE, choice_of, voies
from certeval.rules.verdicts import Compare, Counted
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


def of_situations(file: Fichier, tree: Tree, program: Program, unknown: State) -> list[Finding]:
    """What is wrong for the candidates of some parcours or voie, each thing once; `unknown`: nothing is entered yet."""
    found: dict[tuple[str, Path], Finding] = {}
    for way in unknown.ways:
        for each in (*_nothing_left(file, tree, program, way), *_out_of_reach(program, way)):
            found.setdefault((each.kind.code, each.path), each)
    return list(found.values())


def _nothing_left(file: Fichier, tree: Tree, program: Program, way: State) -> Iterator[Finding]:
    """Each bloc, compétence or épreuve of which nothing is left, and the certification."""
    for (sort, name), step in program.steps.items():
        if sort != "verdict" or program.concerned(name, way) == FAUX:
            continue
        node = step.node.rule if isinstance(step.node, For) else step.node
        items = [item for item, _ in node.items] if isinstance(node, Counted) else []
        gone = bool(items) and all(program.concerned(item, way) == FAUX for item in items)
        if gone or (name == CERTIFICATION and _all_left(node, way)):
            element = tree.elements.get(name)
            path: Path = (*element.path, "code") if element else _path_of(name, file)
            about = {"whom": _whom(program, way), "bearer": name}
            yield Finding(rules.NOTHING_LEFT, path, about, at_key=element is None)


def _all_left(node: object, way: State) -> bool:
    """Whether the rule of the certification leaves whole."""
    return isinstance(node, Counted | Compare) and node.judge(way).outcome == EXCLU


def _path_of(name: str, file: Fichier) -> Path:
    return (
        ("validation", name)
        if name == CERTIFICATION
        else ("regles" if name in file.regles else "mesures", name)
    )


def _out_of_reach(program: Program, way: State) -> Iterator[Finding]:
    """Each count that asks for more items than are left for these candidates."""
    for name, node in forms(program):
        if not isinstance(node, Counted) or not node.path or program.concerned(name, way) == FAUX:
            continue
        total = sum(program.concerned(item, way) != FAUX for item, _ in node.items)
        required = node.required(total)
        if required is not None and 0 < total < required:
            about = {"whom": _whom(program, way), "bearer": name, "bound": written(node), "total": total}
            yield Finding(rules.OUT_OF_REACH_FOR, node.path, about, at_key=True)


def _whom(program: Program, way: State) -> str:
    """The situation, as `parcours A, voie vae`."""
    told: Mapping[str, str] = {
        axis: entry.scale.words()[way.values[axis].value.least] for axis, entry in program.situation.items()
    }
    return ", ".join(f"{axis} {code}" for axis, code in told.items())
