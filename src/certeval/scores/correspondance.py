"""The file of a correspondence: which column of a foreign table is the candidate, which is which element, how values
read.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel.quantities import Entier, read_whole
from certeval.rules.declared import BY_SHAPE, LIST, WORD, Declared, Text
from certeval.scores.patterns import sound
from certeval.sources.document import Document

Role = Literal[
    "candidat",
    "nom",
    "prenom",
    "groupe",
    "session",
    "jure",
    "tentative",
    "commentaire",
    "referentiel",
    "element",
    "valeur",
]
ROLES: tuple[Role, ...] = get_args(Role)
OF_HEADINGS = frozenset({*ROLES, "entete", "note", "nom_de_fichier", "ignorer", "bareme", "facultatives"})
"""What is said of headings, which a table that has a column a candidate has none of."""
LAST = "derniere"
"""The last column of a table."""


def _pattern(text: str) -> str:
    if not sound(text):
        raise PydanticCustomError("N402", "not a pattern", {"pattern": text})
    return text


def _column(value: object) -> int | str:
    return LAST if value == LAST else read_whole(value)


Motif = Annotated[Text, AfterValidator(_pattern)]
Motifs = Annotated[Annotated[Motif, WORD] | Annotated[tuple[Motif, ...], LIST], BY_SHAPE]
Titres = Annotated[Annotated[Text, WORD] | Annotated[tuple[Text, ...], LIST], BY_SHAPE]
"""The heading of a column, or several: the first of them that a table has is meant."""
Rangs = Annotated[Annotated[Entier, WORD] | Annotated[tuple[Entier, ...], LIST], BY_SHAPE]
"""The row of the headings, or the two, from 1."""


class Croise(Declared):
    """A table that has a column a candidate and a row an element."""

    candidats: Entier
    elements: Annotated[
        int | str, PlainValidator(_column), WithJsonSchema({"type": ["integer", "string"], "minimum": 1})
    ]
    noms: Annotated[Literal["oui", "non"], WithJsonSchema({"enum": ["oui", "non"]})] = "non"


class Correspondance(Declared):
    """The file of a correspondence (format 1). A role's value is the heading of its column."""

    format: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})]
    feuille: Text | None = None
    entete: Rangs | None = None
    candidat: Titres = ()
    nom: Titres = ()
    prenom: Titres = ()
    groupe: Titres = ()
    session: Titres = ()
    jure: Titres = ()
    tentative: Titres = ()
    commentaire: Titres = ()
    referentiel: Titres = ()
    element: Titres = ()
    valeur: Titres = ()
    facultatives: tuple[Role, ...] = ()
    note: Titres = ()
    nom_de_fichier: Motif | None = None
    colonnes: dict[Text, Text] = Field(default_factory=dict)
    motif: Motifs = ()
    valeurs: dict[Text, Text] = Field(default_factory=dict)
    ignorer: tuple[Text, ...] = ()
    ignorer_lignes: tuple[Text, ...] = ()
    bareme: Text | None = None
    fin: Text | None = None
    nom_de_feuille: Literal["jure", "session", "element"] | None = None
    croise: Croise | None = None

    def roles(self) -> dict[str, tuple[str, ...]]:
        """The headings of each role that has some."""
        return {role: titles for role in ROLES if (titles := several(getattr(self, role)))}

    def motifs(self) -> tuple[str, ...]:
        return several(self.motif)

    def rows(self) -> tuple[int, int] | None:
        """The first and the last row of the headings, from 1, where they are said."""
        if self.entete is None:
            return None
        return (
            (self.entete, self.entete) if isinstance(self.entete, int) else (self.entete[0], self.entete[-1])
        )

    def headed(self) -> bool:
        """Whether the headings are said to stand on one row, or on two that follow each other; or nowhere."""
        rows = self.entete
        return rows is None or isinstance(rows, int) or (len(rows) == 2 and rows[1] == rows[0] + 1)  # noqa: PLR2004


def several(titles: str | tuple[str, ...]) -> tuple[str, ...]:
    return (titles,) if isinstance(titles, str) else titles


def idle(declared: Correspondance, document: Document) -> Iterator[Diagnostic]:
    """What a correspondence declares and that no table could be read by."""
    if not declared.headed():
        rows = declared.entete if isinstance(declared.entete, tuple) else ()
        about = {"rows": ", ".join(map(str, rows))}
        yield Diagnostic(kinds.NOT_TWO_ROWS, document.place(("entete",)), about)
    if declared.croise is not None:
        for key in (key for key, _ in declared.says() if key in OF_HEADINGS):
            yield Diagnostic(kinds.BESIDE_CROSSED, document.place((key,), at_key=True), {"key": key})
    by_file = "nom_de_fichier" if declared.nom_de_fichier else ""
    by_sheet = "nom_de_feuille" if declared.nom_de_feuille == "element" else ""
    if (key := by_file or by_sheet) and not declared.note:
        yield Diagnostic(kinds.WITHOUT_NOTE, document.place((key,), at_key=True), {"key": key})
