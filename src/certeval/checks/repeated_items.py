"""Lists hold each item once."""

from collections.abc import Iterator

from certeval.checks.corpus.prose import Passage
from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_

NAMED_BY = {"base_legale": "reference", "deroulement": "intitule"}
"""What tells apart the items that are not a text alone."""
NAMES = frozenset(NAMED_BY.values())
COUNTED = frozenset({"jures", "tentatives", "niveaux", "points"})
"""Lists in which the same value twice means something, or is said by the rules."""


def lists_hold_each_item_once(subject: Subject) -> Iterator[Finding]:
    """A métier, a link, a compétence, a phase is not listed twice."""
    seen: dict[tuple[Path, str], Path] = {}
    for passage in subject.prose.passages:
        listed = _list_of(passage)
        if listed is None:
            continue
        first = seen.setdefault((listed, passage.text), passage.path)
        if first != passage.path:
            related = ((N_("first given here"), first),)
            yield Finding(kinds.LISTED_TWICE, passage.path, {"item": passage.text}, related=related)


def _list_of(passage: Passage) -> Path | None:
    """The path of the list of which a text is an item, or the name of one."""
    path = passage.path
    if not isinstance(path[-1], int) and path[-1] not in NAMES:
        return None
    if path[0] not in {"certification", "blocs", "epreuves"} or not COUNTED.isdisjoint(path):
        return None
    if isinstance(path[-1], int):
        return path[:-1] if "validation" not in path else None
    named = len(path) > 2 and NAMED_BY.get(str(path[-3])) == path[-1]  # noqa: PLR2004 -- list, index, key
    return path[:-2] if named else None
