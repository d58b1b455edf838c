"""What each situation leaves of a certification: for whom nothing decides, for whom a bound is out of reach."""

from collections.abc import Iterator, Mapping

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.referentiel.models import Fichier
from certeval.referentiel.reachable import forms, written
from certeval.referentiel.tree import Tree
from certeval.rules.concern import For
from certeval.rules.derivation import State
from certeval.rules.outcome import EXCLU, FAUX
from certeval.rules.program import CERTIFICATION, Program
from certeval.rules.verdicts import Compare, Counted


def findings(file: Fichier, tree: Tree, program: Program, unknown: State) -> list[Finding]:
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
            yield Finding(kinds.NOTHING_LEFT, path, about, at_key=element is None)


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
            yield Finding(kinds.OUT_OF_REACH_FOR, node.path, about, at_key=True)


def _whom(program: Program, way: State) -> str:
    """The situation, as `parcours A, voie vae`."""
    told: Mapping[str, str] = {
        axis: entry.scale.words()[way.values[axis].value.least] for axis, entry in program.situation.items()
    }
    return ", ".join(f"{axis} {code}" for axis, code in told.items())
