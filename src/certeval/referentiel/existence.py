"""Whom each element is for, how the parcours and the voie that decide it read, what blocs take up, what is left."""

from collections.abc import Iterator, Mapping

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.families import rules
from certeval.messages import N_
from certeval.referentiel.blocs import Bloc
from certeval.referentiel.models import Fichier
from certeval.referentiel.parcours import Pour
from certeval.referentiel.reachable import bounds_text, forms
from certeval.referentiel.tree import Element, Tree
from certeval.rules.count_rules import CountRule
from certeval.rules.derivation import State
from certeval.rules.entry import Entry
from certeval.rules.outcome import EXCLU, FAUX
from certeval.rules.program import CERTIFICATION, Program
from certeval.rules.situation import PARCOURS, VOIE, Concern, RuleFor, choice_of, voies
from certeval.text.cell_text import spelling
from certeval.text.nearest import nearest, suggestion


def pour(element: Element) -> Pour | None:
    """Whom an element says that it is for."""
    whom = getattr(element.model, "pour", None)
    return whom if isinstance(whom, Pour) else None


def situation(file: Fichier, tree: Tree) -> dict[str, Entry]:
    """How a candidate's parcours and voie read: each where some element is for a part of them only."""
    axes = {axis for element in tree.elements.values() if (whom := pour(element)) for axis, _ in whom.axes()}
    entries: dict[str, Entry] = {}
    if file.parcours:
        titles = {each.code: (each.intitule,) if each.intitule else () for each in file.parcours}
        entries[PARCOURS] = choice_of(PARCOURS, titles)
    if VOIE in axes:
        entries[VOIE] = voies()
    return entries


def concerns(tree: Tree, situation_entries: Mapping[str, Entry]) -> dict[str, Concern]:
    """Whom each element is for that is not for everybody: those whom it and all that it stands in are for."""
    by_code: dict[str, Concern] = {}
    for code, element in tree.elements.items():
        above = by_code.get(element.parent or "")
        whom = pour(element)
        if whom is not None:
            by_code[code] = _concern(whom, situation_entries).both(above)
        elif above is not None:
            by_code[code] = above
    return by_code


def _concern(whom: Pour, situation_entries: Mapping[str, Entry]) -> Concern:
    """What `pour` says, by ranks; a code that is nowhere declared is told by a check, and counts for nobody."""
    axes = []
    for axis, codes in whom.axes():
        words = situation_entries[axis].scale.words() if axis in situation_entries else ()
        axes.append((axis, frozenset(words.index(code) for code in codes if code in words)))
    return Concern(tuple(axes))


def mistakes(file: Fichier, tree: Tree, by_code: Mapping[str, Concern]) -> Iterator[Finding]:
    """What is wrong with the parcours, with what is for some candidates only, with what blocs take up."""
    yield from _duplicate_parcours(file)
    codes = tuple(each.code for each in file.parcours)
    for element in tree.elements.values():
        whom = pour(element)
        unknown = (
            [(i, code) for i, code in enumerate(whom.parcours or ()) if code not in codes] if whom else []
        )
        for i, code in unknown:
            arguments = {"code": code, "known": codes} | suggestion(nearest(code, codes))
            yield Finding(kinds.UNKNOWN_PARCOURS, (*element.path, "pour", "parcours", i), arguments)
        concern = by_code.get(element.code)
        if whom is None or unknown or concern is None or all(ranks for _, ranks in concern.axes):
            continue
        owner = next((each for each in list(tree.ancestors(element.code))[1:] if pour(each)), element)
        pointers = ((N_("what it stands in is for these"), (*owner.path, "pour")),)
        arguments = {"code": element.code, "owner": owner.code}
        yield Finding(kinds.FOR_NOBODY, (*element.path, "pour"), arguments, at_key=True, related=pointers)
    yield from _reprise_findings(file, tree)


def _duplicate_parcours(file: Fichier) -> Iterator[Finding]:
    """A code or a title that several parcours have."""
    first: dict[str, int] = {}
    for i, each in enumerate(file.parcours):
        for key in ("code", "intitule"):
            text = getattr(each, key)
            before = first.setdefault(spelling(text), i) if text else i
            if before != i:
                pointers = ((N_("first given here"), ("parcours", before)),)
                yield Finding(
                    kinds.PARCOURS_TWICE, ("parcours", i, key), {"code": each.code}, related=pointers
                )


def _reprise_findings(file: Fichier, tree: Tree) -> Iterator[Finding]:
    """What keeps from telling which compétences a bloc counts."""
    if file.blocs and file.competences:
        pointers = ((N_("the blocs are declared here"), ("blocs",)),)
        yield Finding(kinds.BLOCS_AND_COMPETENCES, ("competences",), {}, at_key=True, related=pointers)
    competences = tree.below("competence", None)
    for bloc in tree.below("bloc", None):
        element = tree.elements[bloc]
        codes = element.model.reprend if isinstance(element.model, Bloc) else ()
        for i, code in enumerate(codes):
            path: Path = (*element.path, "reprend", i)
            if code not in competences:
                arguments = {"code": code} | suggestion(nearest(code, competences))
                yield Finding(kinds.UNKNOWN_COMPETENCE, path, arguments)
            elif tree.elements[code].parent == bloc:
                yield Finding(kinds.ITS_OWN_COMPETENCE, path, {"code": code, "bloc": bloc})
            elif code in codes[:i]:
                yield Finding(rules.TWICE_IN_LIST, path, {"name": code})


def situation_findings(tree: Tree, program: Program, unknown: State) -> list[Finding]:
    """What is wrong for the candidates of some parcours or voie, each thing once; `unknown`: nothing is entered yet."""
    findings: dict[tuple[str, Path], Finding] = {}
    for way in unknown.ways:
        for each in (*_empty_bearers(tree, program, way), *_unreachable_counts(program, way)):
            findings.setdefault((each.kind.code, each.path), each)
    return list(findings.values())


def _empty_bearers(tree: Tree, program: Program, way: State) -> Iterator[Finding]:
    """Each bloc, compétence or épreuve of which nothing is left, and the certification; a rule that has a name leaves
    what takes it.
    """
    for name in (*tree.elements, CERTIFICATION):
        step = program.steps.get(("verdict", name))
        if step is None or program.existence(name, way) == FAUX:
            continue
        node = step.node.rule if isinstance(step.node, RuleFor) else step.node
        items = [item for item, _ in node.items] if isinstance(node, CountRule) else []
        is_empty = bool(items) and all(program.existence(item, way) == FAUX for item in items)
        if is_empty or node.judge(way).outcome == EXCLU:
            element = tree.elements.get(name)
            path: Path = (*element.path, "code") if element else ("validation", CERTIFICATION)
            arguments = {"whom": _situation_text(program, way), "bearer": name}
            yield Finding(rules.NOTHING_LEFT, path, arguments, at_key=element is None)


def _unreachable_counts(program: Program, way: State) -> Iterator[Finding]:
    """Each count that no number of the items left for these candidates meets."""
    whom = _situation_text(program, way)
    for name, node in forms(program):
        if not isinstance(node, CountRule) or not node.path or program.existence(name, way) == FAUX:
            continue
        total = sum(program.existence(item, way) != FAUX for item, _ in node.items)
        if total and not node.bounds.has_count(total):
            arguments = {"whom": whom, "bearer": name, "bound": bounds_text(node), "total": total}
            yield Finding(rules.OUT_OF_REACH_FOR, node.path, arguments, at_key=True)


def _situation_text(program: Program, way: State) -> str:
    """The situation, as `parcours A, voie vae`."""
    codes: Mapping[str, str] = {
        axis: entry.scale.words()[way.values[axis].value.least] for axis, entry in program.situation.items()
    }
    return ", ".join(f"{axis} {code}" for axis, code in codes.items())
