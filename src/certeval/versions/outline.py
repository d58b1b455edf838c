"""A meaning as a list of parts: each element, rule, measure, case… with what it says itself and where it stands.

`parts` cuts a meaning, `whole` puts it together again; between the two, parts are matched, compared and changed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from certeval.frozen import frozen
from certeval.referentiel import tree
from certeval.referentiel.meaning import Plain, maps
from certeval.referentiel.models import KINDS
from certeval.rules.program import CERTIFICATION

Key = tuple[str, str]
"""The kind of a part and its code or name; `("certification", "")` is the root."""
Fields = dict[str, Plain]

ROOT: Key = ("certification", "")
FILE_FIELDS = ("format", "parcours", "statuts", "a_relire", "equivalences", "correspondances")
"""Keys of the file itself, which the root has beside those of its `certification`."""
SECTIONS: dict[str, Mapping[str, str]] = {
    **tree.SECTIONS,
    "certification": {**tree.SECTIONS["certification"], "ecarts": "ecart", "cas": "cas"},
}
"""The lists of parts in each kind of part, by key, with the kind of what is listed."""
CODE_KINDS: tuple[str, ...] = get_args(tree.Kind)
KIND_BY_TABLE = {"regles": "regle", "mesures": "mesure", "paliers": "palier"}
"""The tables of the file whose entries are parts known by their name; their order means nothing."""
BY_KIND: dict[str, tuple[str, ...]] = {"saisie": KINDS, "validation": (*KINDS, CERTIFICATION)}
"""The tables of the file that say something of a kind of element: always there, perhaps with nothing to say."""
DEFINITION = "definition"
"""The one field of a rule, a measure, a ladder, or of what a kind of element takes."""


@frozen
class OutlinePart:
    """One part: its kind, its code or name, what it says itself, and the part it stands in."""

    kind: str
    code: str
    fields: Fields
    parent: Key | None = None

    @property
    def wording(self) -> str:
        """Its libellé or intitulé; what an écart observes; nothing where it has none."""
        text = next((w for key in ("libelle", "intitule", "constat") if (w := self.fields.get(key))), "")
        return text if isinstance(text, str) else ""


@dataclass(slots=True)
class MeaningOutline:
    """Parts by key, each before what it contains, and the keys of what stands in each, in order."""

    parts: dict[Key, OutlinePart] = field(default_factory=dict)
    lists: dict[tuple[Key, str], list[Key]] = field(default_factory=dict)

    def rank(self) -> dict[Key, int]:
        """The place of each part in its list, from 0."""
        return {key: i for keys in self.lists.values() for i, key in enumerate(keys)}


def parts(meaning: Fields) -> MeaningOutline:
    """A meaning cut in its parts."""
    outline = MeaningOutline()
    certification = meaning["certification"]
    own = dict(certification) if isinstance(certification, dict) else {}
    own |= {key: meaning[key] for key in FILE_FIELDS if key in meaning}
    outline.parts[ROOT] = OutlinePart("certification", "", own)
    for section, kinds in BY_KIND.items():
        table = _table(meaning.get(section))
        for kind in kinds:
            value = table.get(kind)
            rule: Fields = {} if value is None else {DEFINITION: value}
            outline.parts[section, kind] = OutlinePart(
                section, kind, _table(value) if section == "saisie" else rule
            )
    for section, kind in KIND_BY_TABLE.items():
        for name, definition in _table(meaning.get(section)).items():
            outline.parts[kind, name] = OutlinePart(kind, name, {DEFINITION: definition})
    _cut(meaning, ROOT, outline)
    return outline


def _cut(holder: Fields, parent: Key, outline: MeaningOutline) -> None:
    """Each part listed in one that holds others, then what is listed in it."""
    for section, kind in SECTIONS.get(parent[0], {}).items():
        names = _names(kind)
        for each in maps(holder.get(section)):
            below = SECTIONS.get(kind, {})
            own = {key: value for key, value in each.items() if key != "code" and key not in below}
            key = (kind, names(each))
            if kind not in CODE_KINDS:
                own = dict(each)
            outline.parts[key] = OutlinePart(kind, key[1], own, parent)
            outline.lists.setdefault((parent, kind), []).append(key)
            _cut(each, key, outline)


def _names(kind: str) -> Callable[[Fields], str]:
    """What a listed part is called: its code; a case by its name and an écart by what it is about, numbered
    where there are several.
    """
    if kind in CODE_KINDS:
        return lambda each: str(each["code"])
    names: set[str] = set()

    def name(each: Fields) -> str:
        about = ("nom",) if kind == "cas" else ("diagnostic", "cible")
        text = label = " ".join(str(each[key]) for key in about if key in each)
        number = 1
        while label in names:
            number += 1
            label = f"{text} ({number})"
        names.add(label)
        return label

    return name


def whole(outline: MeaningOutline) -> Fields:
    """The meaning that parts make. What stands in a part that is not there is left out."""
    root = outline.parts[ROOT].fields
    sections: Fields = {key: root[key] for key in FILE_FIELDS if key in root}
    sections["certification"] = {key: value for key, value in root.items() if key not in FILE_FIELDS}
    tables: dict[str, Fields] = {}
    for part in outline.parts.values():
        if part.kind in BY_KIND and part.fields:
            content = part.fields if part.kind == "saisie" else part.fields[DEFINITION]
            tables.setdefault(part.kind, {})[part.code] = content
        for section, kind in KIND_BY_TABLE.items():
            if part.kind == kind:
                tables.setdefault(section, {})[part.code] = part.fields[DEFINITION]
    return sections | tables | _lists(ROOT, outline)


def _lists(parent: Key, outline: MeaningOutline) -> Fields:
    """The lists of parts that stand in one."""
    lists: Fields = {}
    for section, kind in SECTIONS.get(outline.parts[parent].kind, {}).items():
        items = [_part(key, outline) for key in outline.lists.get((parent, kind), ())]
        if items:
            lists[section] = [each for each in items if each is not None]
    return lists


def _part(key: Key, outline: MeaningOutline) -> Fields | None:
    part = outline.parts.get(key)
    if part is None:
        return None
    code: Fields = {"code": part.code} if part.kind in CODE_KINDS else {}
    return code | part.fields | _lists(key, outline)


def _table(value: Plain) -> Fields:
    return value if isinstance(value, dict) else {}
