"""A document without what was refused in it, so that the rest of it can be looked at in the same run.

Nothing mended is ever decided with, and nothing is said of a place that was mended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from certeval.declared.errors import path_of
from certeval.declared.habits import BOUNDS
from certeval.diagnostics import Diagnostic, Finding, Path, Word
from certeval.diagnostics.families import referentiel as kinds
from certeval.sources.document import MAX_MISTAKES, value_at

Model = TypeVar("Model", bound=BaseModel)

MOST_ROUNDS = 8
STAND_INS = {
    **dict.fromkeys(("libelle", "intitule", "nom", "texte", "constat", "decision", "reference"), "?"),
    "version": "0.0.0",
    "format": "1",
}
"""What stands in for a value that nothing else depends on."""


@dataclass(slots=True)
class Repair:
    """Plain values mended so far: which paths, and whether something was lost that others may refer to."""

    root: object
    paths: list[Path] = field(default_factory=list)
    losses: set[str] = field(default_factory=set)
    """What others may refer to or build on: names, entries (what is entered), rules, the version."""

    def lose(self, path: Path) -> None:
        """What was there is no more."""
        if ENTRY_KEYS & set(path):
            self.losses.add("entries")
        elif "validation" in path:
            self.losses.add("rules" if path[0] == "validation" else "own rules")
        elif path[:1] not in APART:
            self.losses.add("names")

    def touches(self, path: Path) -> bool:
        """Whether a path leads into something that was mended, or above it."""
        return any(path[: len(each)] == each or each[: len(path)] == path for each in self.paths)


def repair_model(
    model: type[Model], root: object, findings: Sequence[Finding]
) -> tuple[Model | None, Repair]:
    """The model of a document once its findings are mended, or None where too little would be left."""
    result = Repair(_copy(root))
    _mend(result, findings)
    for _round in range(MOST_ROUNDS):
        try:
            return model.model_validate(result.root), result
        except ValidationError as error:
            if error.error_count() > MAX_MISTAKES:
                return None, result
            paths = [path_of(each["loc"], result.root)[0] for each in error.errors(include_url=False)]
            removals = [_remove(result, path) for path in sorted(paths, key=len, reverse=True)]
            if not all(removals):
                return None, result
    return None, result


def without_consequences(
    findings: Iterable[Diagnostic | Finding], result: Repair
) -> list[Diagnostic | Finding]:
    """The findings that are not about what was mended, nor a consequence of what was lost."""
    return [
        each
        for each in findings
        if (
            not (isinstance(each, Finding) and result.touches(each.path))
            and not any(each.kind.code in CONSEQUENCES[what] for what in result.losses)
        )
        or isinstance(each.arguments.get("name"), Word)  # of a measure that is computed, whatever is entered
    ]


ENTRY_KEYS = frozenset({"saisie", "echelle", "statuts", "jures", "tentatives"})
APART = (("cas",), ("ecarts",), ("a_relire",), ("equivalences",), ("correspondances",))
"""Where nothing stands that the rest depends on."""
RULES = frozenset({"V106", "V116", "V132", "V205", "V217"})
NAMES = RULES | {"V101", "V102", "V103", "V105", "V109", "V125", "V126", "V201", "V202"}
NAMES |= {"R203", "R204", "R205", "R206", "R250", "R253"}
NAMES |= {"R281", "R284", "R300", "R301", "R302", "R303", "R304", "R311", "R312", "R313", "R361"}
ENTRIES = frozenset({"V105", "V107", "V108", "V109", "V116", "V130", "V131", "V201", "V202", "R302", "R303"})
ENTRIES |= {"V125", "V126", "V129", "V134", "V136", "V139", "R284", "R321", "R322", "V302", "V303", "V306"}
OWN_RULES = RULES | {"V105", "V107", "V108", "V109"}
CONSEQUENCES = {
    "names": NAMES,
    "entries": ENTRIES,
    "rules": RULES,
    "own rules": OWN_RULES,
    "version": frozenset({"H401"}),
}
"""What may be said only because an element or a name, what is entered, a rule, one that stands in place of that of
elements of its kind, or the version was lost.
"""


def _copy(node: object) -> object:
    """Plain mappings and lists that may be changed."""
    if isinstance(node, dict):
        return {key: _copy(value) for key, value in node.items()}
    return [_copy(value) for value in node] if isinstance(node, list) else node


def _mend(result: Repair, findings: Sequence[Finding]) -> None:
    """Take out what was refused; a mistyped key takes the name it was meant to have."""
    for finding in sorted(findings, key=lambda each: len(each.path), reverse=True):
        parent, key = value_at(result.root, finding.path[:-1]), finding.path[-1] if finding.path else None
        if finding.kind is kinds.TWO_MECHANISMS:
            _remove(result, finding.path[:-1])
            continue
        if not isinstance(parent, dict) or not isinstance(key, str):
            _remove(result, finding.path)
            continue
        result.paths.append(finding.path)
        guess = finding.arguments.get("suggestion")
        if finding.kind is kinds.UNKNOWN_KEY and key in parent:
            value = parent.pop(key)
            if isinstance(guess, str) and guess not in parent:
                parent[guess] = value
                result.paths.append((*finding.path[:-1], guess))
            elif _has_codes(value):
                result.lose(finding.path)
            if not parent:
                _remove(result, finding.path[:-1])
        else:
            _stand_in(result, parent, key, finding.path)


def _has_codes(value: object) -> bool:
    """Whether a value lists elements: under a key that is not known, none of them is."""
    return isinstance(value, list) and any(isinstance(each, dict) and "code" in each for each in value)


def _stand_in(result: Repair, parent: dict[str, object], key: str, path: Path) -> None:
    if key == "code":
        parent[key] = f"manquant{len(result.paths)}"
        result.lose(path)
    elif key in STAND_INS:
        parent[key] = STAND_INS[key]
        if path[0] == "paliers":
            result.lose(path)
        elif key == "version":
            result.losses.add(key)
    else:
        parent.pop(key, None)
        result.lose(path)
        if BOUNDS.issuperset(parent):  # bounds alone would be another rule
            _remove(result, path[:-1])
    result.paths.append(path)


def _remove(result: Repair, path: Path) -> bool:
    """Take out the nearest value around a path that can go: a key of a mapping, never an item of a list."""
    while path and not (isinstance(path[-1], str) and _holds(result.root, path)):
        path = path[:-1]
    if not path:
        return False
    parent = value_at(result.root, path[:-1])
    if isinstance(parent, dict):
        parent.pop(str(path[-1]))
    result.paths.append(path)
    result.lose(path)
    return True


def _holds(root: object, path: Path) -> bool:
    parent = value_at(root, path[:-1])
    return isinstance(parent, dict) and path[-1] in parent
