"""What pydantic refuses, as findings at the exact key or value, one a mistake."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from certeval.declared import habits
from certeval.declared.known_keys import known_keys, mechanisms
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.families.every import KINDS
from certeval.sources.document import Document, List, Map, shape
from certeval.text.nearest import nearest, suggestion

Error = Mapping[str, Any]

_SHAPES = {
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"), "mapping"),
    **dict.fromkeys(("tuple_type", "list_type"), "list"),
    kinds.NOT_A_NUMBER.code: "number",
    **dict.fromkeys((kinds.NOT_A_COUNT.code, kinds.NOT_WHOLE.code), "count"),
}
"""What is expected where a value has not even the right shape: a text, unless said here."""

_TAGS = {"<mot>": "text", "<liste>": "list"}
_COLLECTIONS = {"mapping", "list"}

MARKS = "<["
"""What begins a tag, and pydantic's own `[key]`: neither is a key unless the document has it."""


def findings(errors: Sequence[Error], document: Document, model: type[BaseModel]) -> list[Finding]:
    """The mistakes that errors of pydantic show."""
    per_error = [_finding(each, document, model) for each in errors]
    distinct = _merge(_merge_weights([finding for finding in per_error if finding is not None], document))
    refused = {each.path[:-1] for each in distinct}  # pydantic counts the items that it took
    distinct = [each for each in distinct if each.kind is not kinds.TOO_FEW or each.path not in refused]
    return _without_missing_keys(distinct, document)


def path_of(location: tuple[int | str, ...], root: object) -> tuple[Path, bool]:
    """The path that a pydantic location means, and whether it is about the key itself.

    Tags of discriminated unions stand between < >; a union's other members add names that no value has.
    """
    path: list[int | str] = []
    node, at_key = root, False
    for step in location:
        if isinstance(node, dict) and isinstance(step, str) and (step in node or step[0:1] not in MARKS):
            path.append(step)
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int):
            path.append(step)
            node = node[step] if step < len(node) else None
        elif step == "[key]":
            at_key = True
    return tuple(path), at_key


def _finding(error: Error, document: Document, model: type[BaseModel]) -> Finding | None:
    """One error of pydantic in our words; None where another finding already says it."""
    path, at_key = path_of(error["loc"], document.root)
    context, value, kind = dict(error.get("ctx") or {}), error.get("input"), error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(error["loc"], path, document, model)
    if kind == "missing":
        beside = document.at(path[:-1])
        if _is_mistyped(error["loc"], beside, model) or _keys_too_deep(error["loc"][:-1], beside, model):
            return None
        if _code_as_key(path, beside):
            return None
        way = {"way": habits.FORMAT} if path[-1] == "format" else {}
        return Finding(kinds.MISSING_KEY, path, {"key": str(path[-1]), **way})
    if value is None or value == "" or (kind == "too_short" and not value):
        return Finding(kinds.EMPTY_VALUE, path, {"key": _last_word(path)}, at_key=bool(path))
    if kind == "union_tag_invalid":
        tags = str(context.get("expected_tags", "")).replace("'", "").split(", ")
        shapes = tuple(dict.fromkeys(_TAGS.get(tag, "mapping") for tag in tags))
        return _misshapen(path, shapes, value, at_key=at_key)
    if kind in {"too_short", "too_long"}:
        return _wrong_count(path, context)
    if kind == kinds.WRONG_SHAPE.code or not isinstance(value, str) or _SHAPES.get(kind) in _COLLECTIONS:
        wanted = context.get("wanted", _SHAPES.get(kind, "text"))
        keys = known_keys(model, error["loc"]) if wanted == "mapping" and not at_key else ()
        return _misshapen(path, wanted, value, keys, at_key=at_key)
    if kind in KINDS:
        guess = habits.full_form(_last_word(path), value)
        return Finding(KINDS[kind], path, context | {"given": value} | suggestion(guess), at_key=at_key)
    if kind in {"literal_error", "enum"}:
        return _unknown_word(path, value, str(context.get("expected", "")), at_key=at_key)
    return Finding(kinds.INVALID, path, {"problem": error["msg"]}, at_key=at_key)


def _is_mistyped(location: tuple[int | str, ...], beside: object, model: type[BaseModel]) -> bool:
    """Whether what is missing is but the key that tells one form from others, for which an unknown one stands."""
    if location[-2:-1] != (f"<{location[-1]}>",) or not isinstance(beside, Map):
        return False
    keys = {*mechanisms(model, location[:-2]), *known_keys(model, location[:-1])}
    return any(key not in keys for key in beside)


def _keys_too_deep(location: tuple[int | str, ...], item: object, model: type[BaseModel]) -> tuple[str, ...]:
    """The unknown keys of an item of which all are known to the items of the list one level up, a list among them: it
    is indented too far. None otherwise.
    """
    above = location[:-2]
    if (
        not isinstance(item, Map)
        or not above
        or not all(isinstance(each[-1], int) for each in (location, above))
    ):
        return ()
    own, others = known_keys(model, location), known_keys(model, above)
    strange = tuple(key for key in item if key not in own)
    is_whole = all(key in others for key in item) and any(isinstance(item[key], List) for key in strange)
    return strange if is_whole else ()


def _unknown_key(
    location: tuple[int | str, ...], path: Path, document: Document, model: type[BaseModel]
) -> Finding | None:
    """A key that is not known; two mechanisms in one mapping are said together, with what goes along."""
    name, beside = str(path[-1]), document.at(path[:-1])
    mechanism = str(location[-2])[1:-1] if len(location) > 1 else ""
    mechanism_keys = mechanisms(model, location[:-2])
    rivals = [key for key in mechanism_keys if isinstance(beside, Map) and key in beside and key != mechanism]
    keys = known_keys(model, location[:-1])
    if mechanism_keys and not rivals and isinstance(beside, Map) and mechanism not in beside:
        keys = tuple(dict.fromkeys((*mechanism_keys, *keys)))
    if name in rivals:
        both: dict[str, object] = {"one": mechanism, "other": name}
        if way := habits.beside(name, document.at(path)):
            both["way"] = way
        return Finding(kinds.TWO_MECHANISMS, path, both, at_key=True)
    if any(name in known_keys(model, (*location[:-2], f"<{rival}>")) for rival in rivals):
        return None
    arguments: dict[str, object] = {"key": name, "keys": keys}
    if too_deep := _keys_too_deep(location[:-1], beside, model):
        arguments["way"] = habits.TOO_DEEP
        return Finding(kinds.UNKNOWN_KEY, path, arguments, at_key=True) if name == too_deep[0] else None
    absent = tuple(key for key in keys if not (isinstance(beside, Map) and key in beside))
    coded = _code_as_key(path, beside)
    if coded.get("code") == name:
        arguments |= coded
    elif guess := habits.synonym(name, absent):
        arguments["suggestion"] = guess
    elif way := habits.way_out(name, keys, document.at(path)):
        arguments["way"] = way
    elif guess := keys[0] if len(keys) == 1 else nearest(name, absent) or nearest(name, keys):
        arguments["suggestion"] = guess
    return Finding(kinds.UNKNOWN_KEY, path, arguments, at_key=True)


def _code_as_key(path: Path, item: object) -> dict[str, object]:
    """What is said of an item of a list whose code stands as a key; nothing of another. `path` is of a key of its."""
    section, index, _key = ("", "", *path)[-3:]
    return habits.coded(section, item) if isinstance(index, int) else {}


def _misshapen(
    path: Path, shapes: object, value: object, keys: tuple[str, ...] = (), *, at_key: bool
) -> Finding:
    """A value of another shape than expected, with the mapping that it stands for, or else the keys of one."""
    guess = habits.full_form(_last_word(path), value, shapes)
    arguments = {"wanted": shapes, "given": shape(value), **suggestion(guess)}
    if keys and not guess:
        arguments |= {"way": habits.KEYS, "keys": keys}
    elif not guess and shapes == "list" and (coded := habits.coded(_last_word(path), value)):
        arguments |= coded
    elif not guess and (way := habits.shape_way(_last_word(path), shapes, value)):
        arguments["way"] = way
    return Finding(kinds.WRONG_SHAPE, path, arguments, at_key=at_key)


def _merge_weights(findings: list[Finding], document: Document) -> list[Finding]:
    """Coefficients written as a list are one mistake, told where the list begins."""
    lists: dict[Path, str] = {}
    for finding in findings:
        for length, step in enumerate(finding.path, 1):
            path = finding.path[:length]
            if (
                step in habits.WEIGHT_KEYS
                and path not in lists
                and (guess := habits.weight_mapping(document.at(path)))
            ):
                lists[path] = f"{step}: {guess}"
    others = [f for f in findings if not any(f.path[: len(path)] == path for path in lists)]
    return others + [
        Finding(kinds.WRONG_SHAPE, path, {"wanted": "mapping", "given": "list", "suggestion": suggestion})
        for path, suggestion in lists.items()
    ]


def _wrong_count(path: Path, context: dict[str, Any]) -> Finding:
    """A list with too few or too many items."""
    length = context.get("actual_length", 0)
    if "min_length" in context:
        return Finding(kinds.TOO_FEW, path, {"least": context["min_length"], "given": length})
    return Finding(kinds.TOO_MANY, path, {"most": context.get("max_length", 0), "given": length})


def _unknown_word(path: Path, word: str, choices_text: str, *, at_key: bool) -> Finding:
    """A word outside a closed list, which pydantic gives as: 'a', 'b' or 'c'."""
    choices = tuple(choices_text.replace(" or ", ", ").replace("'", "").split(", "))
    guess = habits.full_form(_last_word(path), word) or nearest(word, choices)
    if len(choices) == 1:
        guess = choices[0]
    if "statuts" in path[-2:-1]:
        choices = (*choices, "{valeur: …}")
        guess = habits.status_mapping(str(path[-1]), word) or guess
    arguments = {"given": word, "allowed": choices, **suggestion(guess)}
    return Finding(kinds.NOT_ALLOWED, path, arguments, at_key=at_key)


def _last_word(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _merge(findings: list[Finding]) -> list[Finding]:
    """One finding a mistake: a mistyped key is both unknown and missing; a place is refused once."""
    missing: dict[Path, set[str]] = {}
    for finding in findings:
        if finding.kind is kinds.MISSING_KEY:
            missing.setdefault(finding.path[:-1], set()).add(str(finding.path[-1]))
    targets: set[tuple[Path, str]] = set()
    distinct: list[Finding] = []
    for finding in findings:
        parent, name = finding.path[:-1], _last_word(finding.path)
        target = None
        if finding.kind is kinds.UNKNOWN_KEY:
            absent = missing.get(parent, set())
            guess = finding.arguments.get("suggestion")
            target = str(guess) if guess in absent else nearest(name, absent)
        if target:
            targets.add((parent, target))
            arguments = {**finding.arguments, "suggestion": target}
            distinct.append(Finding(finding.kind, finding.path, arguments, at_key=True))
        else:
            distinct.append(finding)
    first: dict[tuple[str, Path], Finding] = {}
    for f in distinct:
        if f.kind is not kinds.MISSING_KEY or (f.path[:-1], str(f.path[-1])) not in targets:
            first.setdefault((f.kind.code, f.path), f)
    return list(first.values())


def _without_missing_keys(findings: list[Finding], document: Document) -> list[Finding]:
    """Of a mapping below the root of which no key is known, nor near to one that is: that alone, not what it lacks."""
    strange: dict[Path, list[Finding]] = {}
    for each in findings:
        if each.kind is kinds.UNKNOWN_KEY and len(each.path) > 1 and "suggestion" not in each.arguments:
            strange.setdefault(each.path[:-1], []).append(each)
    foreign = {
        path
        for path, keys in strange.items()
        if isinstance(beside := document.at(path), Map) and len(beside) == len(keys)
    }
    return [f for f in findings if f.kind is not kinds.MISSING_KEY or f.path[:-1] not in foreign]
