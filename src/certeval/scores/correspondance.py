"""The file of a correspondence: which column of a foreign table is the candidate, which is which element, how values
read.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, get_args

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from certeval.diagnostics import Diagnostic, Related
from certeval.diagnostics.families import sheets as kinds
from certeval.referentiel.texts import DIGITS, Entier, Format, read_whole
from certeval.rules.file_model import (
    BY_SHAPE,
    LIST,
    WORD,
    Accepts,
    After,
    FileModel,
    Text,
    key,
    optional,
    several,
)
from certeval.scores.patterns import FORM, is_sound
from certeval.sources.document import Document
from certeval.text.nearest import fold

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
    if not is_sound(text):
        raise PydanticCustomError("N402", "not a pattern", {"pattern": text})
    return text


def _column(value: object) -> int | str:
    return LAST if value == LAST else read_whole(value)


Motif = Annotated[Text, After(_pattern), Accepts({"type": "string", "pattern": FORM})]
Motifs = Annotated[Annotated[Motif, WORD] | Annotated[tuple[Motif, ...], LIST], BY_SHAPE]
Titres = Annotated[Annotated[Text, WORD] | Annotated[tuple[Text, ...], LIST], BY_SHAPE]
"""The heading of a column, or several: the first of them that a table has is meant."""
Rangs = Annotated[Annotated[Entier, WORD] | Annotated[tuple[Entier, ...], LIST], BY_SHAPE]
"""The row of the headings, or the two, from 1."""


class Croise(FileModel):
    """A table that has a column a candidate and a row an element."""

    candidats: Entier = key("Row of candidates", "Its number, from 1.", 1)
    elements: Annotated[
        int | str,
        PlainValidator(_column),
        Accepts({"type": ["integer", "string"], "minimum": 1, "pattern": f"{DIGITS}|^{LAST}$"}),
    ] = key("Column of elements", "Its number from 1, or `derniere` for the last one.", 1, LAST)
    noms: Annotated[Literal["oui", "non"], Accepts({"enum": ["oui", "non"]})] = key(
        "Names", "Whether the names of candidates stand below the elements.", "oui", default="non"
    )


class Correspondance(FileModel):
    """The file of a correspondence (format 1). A role's value is the heading of its column."""

    format: Format = key("Format", "The version of this form of file.", 1)
    feuille: Text | None = optional(
        "Worksheet", "The worksheet that is read; all those with the headings if absent.", "Notes"
    )
    entete: Rangs | None = optional(
        "Row of the headings",
        "Its number, or those of the two rows, read « upper / lower »; looked for if absent.",
        2,
        [1, 2],
    )
    candidat: Titres = several(
        "Candidate",
        "The heading of the column of identifiers, or several of which the first that is there counts.",
        "Numéro",
        ["Numéro d’identification", "ID number"],
    )
    nom: Titres = several("Name", "The heading of the column of names.", "Nom de famille")
    prenom: Titres = several("First name", "The heading of the column of first names.", "Prénom")
    groupe: Titres = several("Group", "The heading of the column of groups.", "Classe")
    session: Titres = several("Session", "The heading of the column of sessions.", "Session")
    jure: Titres = several("Juror", "The heading of the column that says who marked.", "Qui évalue ?")
    tentative: Titres = several("Attempt", "The heading of the column of attempts.", "Passage")
    commentaire: Titres = several("Comment", "The heading of the column of comments.", "Remarque")
    referentiel: Titres = several(
        "Référentiel", "The heading of the column that names the référentiel.", "Titre"
    )
    element: Titres = several(
        "Element", "In a long table: the heading of the column that names elements.", "Critère"
    )
    valeur: Titres = several("Value", "In a long table: the heading of the column of values.", "Note")
    facultatives: tuple[Role, ...] = several(
        "Optional columns", "The roles whose column may be absent.", ["nom", "prenom"]
    )
    note: Titres = several(
        "Marks of one element",
        "The heading of the marks, where the name of the file or worksheet says which element they are of;"
        " {sur} is what they are out of.",
        "Note sur {sur}",
    )
    nom_de_fichier: Motif | None = optional(
        "Name of the file", "Where the code of that element is in it: {code}.", "notes_{code}-*"
    )
    colonnes: dict[Text, Text] = key(
        "Columns",
        "The code of the element that each heading stands for; * is any text.",
        {"Note écrit": "E1"},
        default={},
    )
    motif: Motifs = several(
        "Pattern",
        "Where the code is in headings: {code} once, text, * for what varies, {sur} for what marks are out of.",
        "{code} - *",
        ["Devoir : {code} (*)", "Test : {code} (*)"],
    )
    valeurs: dict[Text, Text] = key(
        "Words", "What the words of the table mean.", {"Tout à fait": "oui", "-": "vide"}, default={}
    )
    ignorer: tuple[Text, ...] = several(
        "Columns left out", "Their headings; * is any text, and spares the code of an element.", ["Total *"]
    )
    ignorer_lignes: tuple[Text, ...] = several(
        "Rows left out", "What stands first in them; * is any text.", ["Moyenne*"]
    )
    bareme: Text | None = optional(
        "Row of scales",
        "What stands first in the row that says what each column is marked out of.",
        "Points Possible",
    )
    fin: Text | None = optional(
        "End of the table", "What stands first in the row where the table ends.", "Légende"
    )
    nom_de_feuille: Literal["jure", "session", "element"] | None = optional(
        "Name of the worksheet", "What it says of all its rows.", "jure"
    )
    croise: Croise | None = optional(
        "Crossed table",
        "For a table that has a column a candidate and a row an element.",
        {"candidats": 1, "elements": "derniere", "noms": "oui"},
    )

    def roles(self) -> dict[str, tuple[str, ...]]:
        """The headings of each role that has some."""
        return {role: titles for role in ROLES if (titles := titles_of(getattr(self, role)))}

    def motifs(self) -> tuple[str, ...]:
        return titles_of(self.motif)

    def rows(self) -> tuple[int, int] | None:
        """The first and the last row of the headings, from 1, where they are said."""
        if self.entete is None:
            return None
        rows = (self.entete,) if isinstance(self.entete, int) else self.entete
        return rows[0], rows[-1]


def titles_of(titles: str | tuple[str, ...]) -> tuple[str, ...]:
    return (titles,) if isinstance(titles, str) else titles


def idle_diagnostics(correspondance: Correspondance, document: Document) -> Iterator[Diagnostic]:
    """What a correspondence declares and that no table could be read by."""
    rows = correspondance.entete
    if isinstance(rows, tuple) and (len(rows) != 2 or rows[1] != rows[0] + 1):  # noqa: PLR2004
        arguments = {"rows": ", ".join(map(str, rows))}
        yield Diagnostic(kinds.NOT_TWO_ROWS, document.place(("entete",)), arguments)
    if correspondance.croise is not None:
        for key in (key for key, _ in correspondance.says() if key in OF_HEADINGS):
            yield Diagnostic(kinds.BESIDE_CROSSED, document.place((key,), at_key=True), {"key": key})
    by_file = "nom_de_fichier" if correspondance.nom_de_fichier else ""
    by_sheet = "nom_de_feuille" if correspondance.nom_de_feuille == "element" else ""
    if (key := by_file or by_sheet) and not correspondance.note:
        yield Diagnostic(kinds.WITHOUT_NOTE, document.place((key,), at_key=True), {"key": key})
    for key, meanings in (("colonnes", correspondance.colonnes), ("valeurs", correspondance.valeurs)):
        yield from _contradictions(key, meanings, document)


def _contradictions(key: str, meanings: Mapping[str, str], document: Document) -> Iterator[Diagnostic]:
    """Texts that are read alike and mean two things: the last one would win."""
    first: dict[str, tuple[str, str]] = {}
    for text, meaning in meanings.items():
        before, first_meaning = first.setdefault(fold(text), (text, meaning))
        if fold(first_meaning) != fold(meaning):
            place = document.place((key, text), at_key=True)
            links = (Related("first given here", document.place((key, before), at_key=True)),)
            arguments = {"text": text, "first": first_meaning, "second": meaning}
            yield Diagnostic(kinds.TWO_MEANINGS, place, arguments, links)
