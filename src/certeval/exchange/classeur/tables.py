"""The tree of a référentiel’s file as the sheets of a workbook: which there are, what stands in each, their bytes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from certeval.exchange.classeur.cells import cell, fits, is_plain
from certeval.exchange.yaml_text import Tree
from certeval.referentiel.other_files import CLASSEUR_SHEET

FORMAT = "certeval/classeur/1"
IDENTITY_KEYS = ("format", "referentiel", "empreinte")
WITHIN = "dans"
"""The heading of the column that has the code of the element in which that of the row stands."""
PAIR_HEADINGS = NAME, VALUE, SECTION, KEY = "nom", "valeur", "section", "cle"

CERTIFICATION, REGLES = "Certification", "Règles"
"""The sheets of the certification's keys, a row each, and of all that is neither these nor a list of elements."""
ABOUT = "certification"


class ListKey(NamedTuple):
    """A list of elements: the sheet of those in which it stands, empty for the file itself, and its key there."""

    within: str
    key: str


class SheetKind(NamedTuple):
    """The sheet of one kind of element: the lists that its rows come from, and the headings that it always has."""

    sheet: str
    lists: tuple[ListKey, ...]
    headings: tuple[str, ...]

    @property
    def stands_in(self) -> tuple[str, ...]:
        """The sheets of the elements in which its own stand."""
        return tuple(each.within for each in self.lists if each.within)

    @property
    def at_root(self) -> ListKey | None:
        """Its list in the file itself, where it has one."""
        return next((each for each in self.lists if not each.within), None)


_WORDING_KEYS = ("code", "code_source", "libelle")
KINDS = (
    SheetKind("Parcours", (ListKey("", "parcours"),), ("code", "intitule")),
    SheetKind("Blocs", (ListKey("", "blocs"),), ("code", "intitule")),
    SheetKind("Activités", (ListKey("Blocs", "activites"),), (*_WORDING_KEYS, "competences")),
    SheetKind("Compétences", (ListKey("", "competences"), ListKey("Blocs", "competences")), _WORDING_KEYS),
    SheetKind("Sous-compétences", (ListKey("Compétences", "sous_competences"),), _WORDING_KEYS),
    SheetKind(
        "Critères",
        (ListKey("Compétences", "criteres"), ListKey("Sous-compétences", "criteres")),
        _WORDING_KEYS,
    ),
    SheetKind("Épreuves", (ListKey("", "epreuves"), ListKey("Blocs", "epreuves")), ("code", "intitule")),
    SheetKind("Faits", (ListKey("", "faits"),), ("code", "libelle")),
    SheetKind("Écarts", (ListKey("", "ecarts"),), ("diagnostic", "cible", "constat", "decision")),
    SheetKind("À relire", (ListKey("", "a_relire"),), ()),
    SheetKind("Équivalences", (ListKey("", "equivalences"),), ()),
    SheetKind("Correspondances", (ListKey("", "correspondances"),), ()),
    SheetKind("Cas", (ListKey("", "cas"),), ("nom", "cellules", "attendu")),
)
"""In the order of the sheets: those in which others stand before them."""
BY_SHEET = {each.sheet: each for each in KINDS}


def lists_in(sheet: str) -> dict[str, str]:
    """The keys of the elements of a sheet whose lists have sheets of their own, and these; empty for the file's."""
    return {each.key: kind.sheet for kind in KINDS for each in kind.lists if each.within == sheet}


Element = Mapping[str, Tree]


class ClasseurSheet(NamedTuple):
    """A sheet: its name, its headings, the texts of its rows."""

    name: str
    headings: list[str]
    rows: list[list[str]]


@dataclass
class KindRows:
    """The elements of a kind, and the keys that have a column."""

    headings: list[str]
    elements: list[Element] = field(default_factory=list)

    def add(self, element: Element) -> None:
        """Add an element; a key that has no column yet has one after that of the key before it."""
        after = 0
        for key in element:
            if key not in self.headings:
                self.headings.insert(after, key)
            after = self.headings.index(key) + 1
        self.elements.append(element)


def sheets(tree: Element) -> list[ClasseurSheet]:
    """The sheets of a file, in order; what has none is a row of « Règles », and no value is lost."""
    rows = {each.sheet: KindRows([*([WITHIN] if each.stands_in else []), *each.headings]) for each in KINDS}
    rest = _without_lists(tree, "", rows, Counter(_codes(tree, "")))
    about = rest.get(ABOUT)
    is_about = isinstance(about, Mapping) and _has_names(about)
    classeur_sheets = [ClasseurSheet(REGLES, [SECTION, NAME, VALUE], list(_rules(rest, is_about)))]
    if isinstance(about, Mapping) and is_about:
        pairs = [[key, cell(value)] for key, value in about.items() if value is not None]
        classeur_sheets.insert(0, ClasseurSheet(CERTIFICATION, [KEY, VALUE], pairs))
    for kind in KINDS:
        own = rows[kind.sheet]
        if own.elements or kind.headings:
            texts = [[cell(each.get(key)) for key in own.headings] for each in own.elements]
            classeur_sheets.append(ClasseurSheet(kind.sheet, own.headings, texts))
    return classeur_sheets


def _rules(rest: Element, is_about: bool) -> Iterator[list[str]]:
    """A row a name of each section; one of its own for a section that has none."""
    for key, value in rest.items():
        if value is None or (key == ABOUT and is_about):
            continue
        if isinstance(value, Mapping) and _has_names(value):
            yield from ([cell(key), cell(name), cell(one)] for name, one in value.items() if one is not None)
        else:
            yield [cell(key), "", cell(value)]


def _has_names(value: Element) -> bool:
    """Whether a mapping can be rows, or cells of a row: it says something, under names that cells hold."""
    return any(each is not None for each in value.values()) and all(map(is_plain, value))


def _without_lists(
    element: Element, sheet: str, rows: dict[str, KindRows], codes: Mapping[str, int]
) -> dict[str, Tree]:
    """The keys of an element, without the lists that have a sheet, of which each element is a row there."""
    rest: dict[str, Tree] = {}
    code = element.get("code")
    is_referable = not sheet or (isinstance(code, str) and is_plain(code) and codes[code] == 1)
    lists = lists_in(sheet) if is_referable else {}
    for key, value in element.items():
        if key in lists and (elements := _elements(value)):
            below = lists[key]
            holder = {WITHIN: str(code) if sheet else None} if BY_SHEET[below].stands_in else {}
            for each in elements:
                rows[below].add(holder | _without_lists(each, below, rows, codes))
        else:
            rest[key] = value
    return rest


def _elements(value: Tree) -> Sequence[Element]:
    """The elements of a list that can be rows of a sheet; none where one of its items can't."""
    if value is None or isinstance(value, str | Mapping):
        return ()
    elements = [one for one in value if isinstance(one, Mapping) and _has_names(one) and WITHIN not in one]
    return elements if len(elements) == len(value) else ()


def _codes(element: Element, sheet: str) -> Iterator[str]:
    """The code of each element in which others may stand."""
    for key, below in lists_in(sheet).items():
        for each in _elements(element.get(key, "")):
            if isinstance(code := each.get("code"), str):
                yield code
            yield from _codes(each, below)


def longest_fault(classeur_sheets: Sequence[ClasseurSheet]) -> str:
    """The first cell whose text no cell can hold, as `sheet, row, key`; empty where there is none."""
    for sheet in classeur_sheets:
        for number, row in enumerate(sheet.rows, 2):
            for heading, text in zip(sheet.headings, row, strict=True):
                if not fits(text):
                    return f"{sheet.name}, {number}, {heading}"
    return ""


def as_xlsx(classeur_sheets: Sequence[ClasseurSheet], name: str, digest: str) -> bytes:
    """The workbook of sheets that fit; `name` is CODE@VERSION, `digest` that of its file, or empty."""
    from certeval.render.workbook import sheets

    result_sheets = [
        sheets.ResultSheet(
            each.name,
            each.headings,
            each.rows,
            each.headings.index("code") + 1 if "code" in each.headings else 1,  # what stays in sight
        )
        for each in classeur_sheets
    ]
    identity = [[key, text] for key, text in zip(IDENTITY_KEYS, (FORMAT, name, digest), strict=True)]
    hidden_sheet = sheets.ResultSheet(CLASSEUR_SHEET, ["", ""], identity, 1, hidden=True)
    return sheets.as_xlsx(name, [*result_sheets, hidden_sheet])
