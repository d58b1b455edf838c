"""What a file that is given for a référentiel plainly is instead, so that it is said once, with who takes it."""

from typing import Final, NamedTuple

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.model import Word
from certeval.messages import N_
from certeval.referentiel.models import Fichier
from certeval.sources.document import Document, List, Map
from certeval.text.nearest import fold, nearest

OWN_KEYS: Final = frozenset(Fichier.model_fields) - {"format"}
"""What only a référentiel has at its root: a file with one of these, even misspelt, is one, whatever else it holds."""
SESSION_KEYS: Final = frozenset({"inscriptions", "tirage", "convocations", "oraux", "deliberation"})
EMETTEUR_KEYS: Final = frozenset({"emetteur", "certificateur", "nature_deposant"})
CORRESPONDANCE_KEYS: Final = frozenset({"candidat", "colonnes", "motif", "valeurs", "croise", "entete"})
OTHER_KEYS: Final = SESSION_KEYS | EMETTEUR_KEYS | CORRESPONDANCE_KEYS
ARCHIVE_SIGNATURES: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")
"""How the bytes of XLSX, ODS, DOCX and ODT begin, then those of XLS and DOC, and of PDF."""
DELIMITERS: Final = ";,\t"
OUTPUT_SCHEMA: Final = "certeval/"
RESULTS: Final = "certeval/resultats/"
IDENTITY: Final = fold("Nom Naissance")


class FileKind(NamedTuple):
    """A kind of file, in words, and which command takes it."""

    words: Word
    way: Word


SHEET = FileKind(Word(N_("a score sheet")), Word(N_("`certeval validate` takes it")))
SESSION = FileKind(Word(N_("the file of a session")), Word(N_("`certeval validate --session` takes it")))
EMETTEUR = FileKind(
    Word(N_("the file of who reports to the State")), Word(N_("`certeval accrochage --emetteur` takes it"))
)
CORRESPONDANCE = FileKind(
    Word(N_("a correspondence")), Word(N_("`certeval validate --correspondance` takes it, beside the sheets"))
)
CANDIDATES = FileKind(
    Word(N_("a candidates’ table")),
    Word(N_("`certeval accrochage --candidats` takes it, and `candidats` of a session names it")),
)
RESULT = FileKind(Word(N_("results that certeval wrote")), Word(N_("`certeval verify` takes them")))
OUTPUT = FileKind(
    Word(N_("a document that certeval wrote")), Word(N_("give the référentiel that it tells of"))
)
ARCHIVE = FileKind(
    Word(N_("a workbook, or a document to be printed")),
    Word(
        N_("`certeval import` makes a référentiel of it; `certeval validate` takes it if it is a score sheet")
    ),
)


def other_file(document: Document) -> Diagnostic | None:
    """What a document is instead of a référentiel, at its beginning; None where nothing says that it is not one."""
    kind = _kind(document)
    return kind and Diagnostic(kinds.OTHER_FILE, document.place(()), {"kind": kind.words, "way": kind.way})


def _kind(document: Document) -> FileKind | None:
    root = document.root
    if document.data.startswith(ARCHIVE_SIGNATURES):
        return ARCHIVE
    if not isinstance(root, Map):
        return _of_table(document.text) if not isinstance(root, List) else None
    schema_name = root.get("schema")
    if isinstance(schema_name, str) and schema_name.startswith(OUTPUT_SCHEMA):
        return RESULT if schema_name.startswith(RESULTS) else OUTPUT
    if OWN_KEYS & root.keys() or any(nearest(key, OWN_KEYS) for key in root.keys() - OTHER_KEYS):
        return None
    if is_session(document) or SESSION_KEYS & root.keys():
        return SESSION
    if any(isinstance(root.get(key), List) for key in ("candidats", "groupes")):
        return SHEET
    by_keys = ((EMETTEUR_KEYS, EMETTEUR), (CORRESPONDANCE_KEYS, CORRESPONDANCE))
    return next((kind for keys, kind in by_keys if keys & root.keys()), None)


def is_session(document: Document) -> bool:
    """Whether a document is a session's file, and no score sheet or référentiel: it says under which référentiel, or
    from which sheets, a session is decided.
    """
    root = document.root
    head = root.get("session") if isinstance(root, Map) else None
    return isinstance(head, Map) and bool({"referentiel", "feuilles"} & head.keys())


def _of_table(text: str) -> FileKind | None:
    """What a text is whose first line has the headings of a table of candidates."""
    first = text.lstrip().split("\n", 1)[0]
    for delimiter in DELIMITERS:
        headings = [fold(each.strip().strip('"')) for each in first.split(delimiter)]
        if len(headings) > 1 and "candidat" in headings:
            return CANDIDATES if IDENTITY in headings else SHEET
    return None
