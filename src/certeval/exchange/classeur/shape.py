"""Which sheets the workbook of a référentiel has, and where in the tree of a file the rows of each stand."""

from typing import NamedTuple

IDENTITY = "certeval-referentiel"
"""The hidden sheet that says what the workbook is."""
FORMAT = "certeval/classeur/1"
IDENTITY_KEYS = ("format", "referentiel", "empreinte")
WITHIN = "dans"
"""The heading of the column that has the code of the element in which that of the row stands."""
NAME, VALUE, SECTION, KEY = "nom", "valeur", "section", "cle"

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


_WORDED = ("code", "code_source", "libelle")
KINDS = (
    SheetKind("Parcours", (ListKey("", "parcours"),), ("code", "intitule")),
    SheetKind("Blocs", (ListKey("", "blocs"),), ("code", "intitule")),
    SheetKind("Activités", (ListKey("Blocs", "activites"),), (*_WORDED, "competences")),
    SheetKind("Compétences", (ListKey("", "competences"), ListKey("Blocs", "competences")), _WORDED),
    SheetKind("Sous-compétences", (ListKey("Compétences", "sous_competences"),), _WORDED),
    SheetKind(
        "Critères",
        (ListKey("Compétences", "criteres"), ListKey("Sous-compétences", "criteres")),
        _WORDED,
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
