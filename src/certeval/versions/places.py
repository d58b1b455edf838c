"""Where a difference stands in the file of the new version: the path of what changed, as near as it can be told."""

from collections.abc import Iterator

from certeval.diagnostics import Path
from certeval.referentiel.meaning import Plain, meaning
from certeval.versions.compare import Comparison
from certeval.versions.difference import Difference, Sorte
from certeval.versions.outline import (
    BY_KIND,
    DEFINITION,
    FILE_FIELDS,
    KIND_BY_TABLE,
    ROOT,
    SECTIONS,
    Key,
    parts,
)

_TABLES = {kind: section for section, kind in KIND_BY_TABLE.items()} | {
    section: section for section in BY_KIND
}
"""The section of the file that holds what is known by a name."""


class Places:
    """Says the path of each difference of a comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.old = parts(meaning(comparison.old.model))
        new = parts(meaning(comparison.new.model))
        self.paths: dict[Key, Path] = {ROOT: ()}
        for (parent, kind), keys in new.lists.items():
            section = (*self.paths[parent], _section(parent, kind))
            self.paths.update((key, (*section, i)) for i, key in enumerate(keys))

    def of(self, difference: Difference) -> Path:
        """The path of what changed; of what is gone, that of the list it stood in."""
        match difference.sorte:
            case Sorte.SUPPRIME:
                return self._list(difference)
            case Sorte.REORDONNE:
                return self._first_elsewhere(difference)
            case Sorte.MODIFIE:
                return self._field(difference)
            case _:
                return self._part(difference.new_keys[0])

    def _part(self, key: Key) -> Path:
        """An element at its code; a rule, a case, an écart at its first key."""
        if key[0] in _TABLES:
            return (_TABLES[key[0]], key[1])
        path = self.paths.get(key, ())
        return path if key[0] in {"ecart", "cas"} else (*path, "code")

    def _field(self, difference: Difference) -> Path:
        kind, code = key = difference.new_keys[0]
        field = tuple(each for each in difference.field if each != DEFINITION)
        deeper = tuple(_path_to_change(difference.before, difference.after))
        if key == ROOT:
            within: Path = () if field[:1] and field[0] in FILE_FIELDS else ("certification",)
        else:
            within = (_TABLES[kind], code) if kind in _TABLES else self.paths.get(key, ())
        return (*within, *field, *deeper)

    def _list(self, difference: Difference) -> Path:
        kind, code = difference.old_keys[0]
        if kind in _TABLES:
            return (_TABLES[kind],)
        parent = self.old.parts[kind, code].parent or ROOT
        above = self.comparison.matching.new_of.get(parent)
        path = self.paths.get(above, ()) if above else ()
        return (*path, _section(parent, kind)) if above else path

    def _first_elsewhere(self, difference: Difference) -> Path:
        """The first item of a list that is not where it was."""
        before, after = difference.before, difference.after
        if not isinstance(before, list) or not isinstance(after, list):
            return ()
        first = next(other for one, other in zip(before, after, strict=True) if one != other)
        key = (difference.kind, str(first))
        return self._part(self.comparison.matching.new_of.get(key, key))


def _section(parent: Key, kind: str) -> str:
    """The key of the list of a kind in a part."""
    return next(section for section, each in SECTIONS[parent[0]].items() if each == kind)


def _path_to_change(before: Plain, after: Plain) -> Iterator[str | int]:
    """The way down to the only thing that differs: to the bound of a rule, the item of a list."""
    while True:
        if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
            steps: list[str] = [key for key in after if before[key] != after[key]]
            if len(steps) != 1:
                return
            yield steps[0]
            before, after = before[steps[0]], after[steps[0]]
        elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            items = [i for i, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
            if len(items) != 1:
                return
            yield items[0]
            before, after = before[items[0]], after[items[0]]
        else:
            return
