"""Differences applied to the meaning they were found on: all of them give the other version, some what lies between."""

from collections.abc import Iterable
from dataclasses import replace

from certeval.referentiel.meaning import Plain
from certeval.versions.difference import GROUPS, Difference, PartPlace, Sorte
from certeval.versions.outline import ROOT, Fields, Key, MeaningOutline, OutlinePart, parts, whole


def apply(meaning: Fields, differences: Iterable[Difference]) -> Fields:
    """A meaning with some of the differences found on it.

    Each is applied as if alone, so that any subset will do; what an added part stands in must be there, or the part
    is left out. What comes out need not be a référentiel that can decide: a rule may still name what is gone.
    """
    outline = parts(meaning)
    every = list(differences)
    _take_out(outline, every)
    for difference in every:
        if difference.sorte is Sorte.REORDONNE:
            _reorder(outline, difference)
        elif difference.sorte is Sorte.RENOMME:
            part = outline.parts[difference.old_keys[0]]
            outline.parts[difference.old_keys[0]] = replace(part, code=difference.new[0])
        elif difference.sorte is Sorte.MODIFIE:
            part = outline.parts[difference.old_keys[0]]
            fields = _with_value(part.fields, difference.field, difference.after)
            outline.parts[difference.old_keys[0]] = replace(part, fields=fields)
    _put_in(outline, every)
    return whole(outline)


def _take_out(outline: MeaningOutline, differences: list[Difference]) -> None:
    """Take away what is gone, and what has moved from where it stood."""
    for difference in differences:
        is_removal = difference.sorte is Sorte.SUPPRIME or difference.sorte in GROUPS
        if not is_removal and difference.sorte is not Sorte.DEPLACE:
            continue
        for key in difference.old_keys:
            part = outline.parts[key]
            if part.parent is not None:
                outline.lists[part.parent, part.kind].remove(key)
            if is_removal:
                del outline.parts[key]


def _put_in(outline: MeaningOutline, differences: list[Difference]) -> None:
    """Put what is new or has moved at its rank, the first ranks first."""
    arrivals: list[tuple[int, Key, str, Key]] = []
    for difference in differences:
        kind = difference.kind
        for part in difference.new_parts:
            key = _new(kind, part.code)
            outline.parts[key] = OutlinePart(kind, part.code, part.fields)
            if part.place is not None:
                arrivals.append((part.place.rank, _parent(part.place), kind, key))
        if difference.sorte in GROUPS:
            # what stood there, and has not moved yet, stands in the first that comes instead
            first = _new(kind, difference.new_parts[0].code)
            for (parent, below), keys in list(outline.lists.items()):
                if parent in difference.old_keys:
                    outline.lists.setdefault((first, below), []).extend(keys)
        if difference.sorte is Sorte.DEPLACE and difference.place is not None:
            arrivals.append((difference.place.rank, _parent(difference.place), kind, difference.old_keys[0]))
    for rank, parent, kind, key in sorted(arrivals):
        outline.lists.setdefault((parent, kind), []).insert(rank, key)


def _reorder(outline: MeaningOutline, difference: Difference) -> None:
    """Put in order those of a list that the difference is about; the others keep their place."""
    if difference.place is None or not isinstance(difference.after, list):
        return
    keys = outline.lists[_parent(difference.place), difference.kind]
    there = set(keys)
    order = [key for code in difference.after if (key := (difference.kind, str(code))) in there]
    queue = iter(order)
    members = set(order)
    keys[:] = [next(queue) if key in members else key for key in keys]


def _with_value(fields: Fields, path: tuple[str, ...], value: Plain) -> Fields:
    """Fields with another value at a path: none where it is None, and no table left empty."""
    key, *rest = path
    old_value = fields.get(key)
    if rest:
        value = _with_value(old_value if isinstance(old_value, dict) else {}, tuple(rest), value) or None
    others = {name: each for name, each in fields.items() if name != key}
    return others if value is None else others | {key: value}


def _new(kind: str, code: str) -> Key:
    """The key of a part that was not there: no kind begins with a sign."""
    return (f"+{kind}", code)


def _parent(place: PartPlace) -> Key:
    if place.kind == ROOT[0]:
        return ROOT
    return (place.kind, place.old) if place.old else _new(place.kind, place.new)
