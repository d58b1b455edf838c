"""What a file plainly is instead of what it is given for, so that it is said once, with who takes it."""

import re
from itertools import islice
from typing import Final, NamedTuple

from certeval.declared import models
from certeval.declared.models import Model
from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.model import Word
from certeval.messages import N_
from certeval.referentiel.models import Fichier
from certeval.sources import yaml
from certeval.sources.document import Document, List, Map
from certeval.text.nearest import fold, nearest

HEAD_BYTES: Final = 1 << 16
"""Bytes in which a file shows what it is."""
MOST_KEYS: Final = 100
"""Keys among which one that is mistyped is looked for: no document has as many on one level."""
DELIMITERS: Final = ";,\t"
OUTPUT_SCHEMA: Final = "certeval/"
RESULTS: Final = "certeval/resultats/"
IDENTITY: Final = fold("Nom Naissance")


class FileKind(NamedTuple):
    """A kind of file, in words, which command takes it, and the keys that only it has at its root: a file with one of
    these, even misspelt, is one, whatever else it holds.
    """

    words: str
    way: str
    keys: frozenset[str] = frozenset()


REFERENTIEL = FileKind(
    N_("a référentiel"),
    N_("`certeval check` takes it, and `--referentiel`"),
    frozenset(Fichier.model_fields) - {"format"},
)
SHEET = FileKind(N_("a score sheet"), N_("`certeval validate` takes it"), frozenset({"candidats", "groupes"}))
"""Its keys hold lists; `candidats` is a text in a session."""
SESSION = FileKind(
    N_("the file of a session"),
    N_("`certeval validate --session` takes it"),
    frozenset({"inscriptions", "tirage", "convocations", "oraux", "deliberation"}),
)
EMETTEUR = FileKind(
    N_("the file of who reports to the State"),
    N_("`certeval accrochage --emetteur` takes it"),
    frozenset({"emetteur", "certificateur", "nature_deposant"}),
)
CORRESPONDANCE = FileKind(
    N_("a correspondence"),
    N_("`certeval validate --correspondance` takes it, beside the sheets"),
    frozenset({"candidat", "colonnes", "motif", "valeurs", "croise", "entete"}),
)
WITH_KEYS: Final = (REFERENTIEL, SESSION, SHEET, EMETTEUR, CORRESPONDANCE)
"""The kinds that their keys tell, the likeliest first."""
CANDIDATES = FileKind(
    N_("a candidates’ table"),
    N_("`certeval accrochage --candidats` takes it, and `candidats` of a session names it"),
)
RESULT = FileKind(N_("a file of results that certeval wrote"), N_("`certeval verify` takes it"))
OUTPUT = FileKind(N_("a document that certeval wrote"), N_("give the file that it was made from"))
REGISTER = FileKind(N_("a register"), N_("`--registre` takes it"))
REGISTER_COPY = FileKind(N_("the copy of a register"), N_("`certeval registre importer` takes it"))
SEAL = FileKind(N_("a seal"), N_("`certeval verify --seal` takes it"))
PAGE = FileKind(
    N_("a web page"), N_("give the file that it was made from; `certeval import` reads its tables")
)
SCHEMA = FileKind(N_("the schema of a kind of file"), N_("an editor takes it: `certeval schema --help`"))
CLASSEUR = FileKind(N_("the workbook of a référentiel"), N_("`certeval import` reads it back"))
DOCUMENT = FileKind(N_("a document to make a draft of"), N_("`certeval import` takes it"))
CLASSEUR_SHEET: Final = "certeval-referentiel"
"""The hidden sheet that tells such a workbook."""
LEDGER = FileKind(N_("a ledger of what was reported"), N_("`--ledger` takes it"))
FLUX = FileKind(N_("a flux for the Caisse des Dépôts"), N_("its portal takes it"))
ACCUSE = FileKind(N_("what the Caisse des Dépôts answered"), N_("`certeval accuse` takes it"))
LOCK = FileKind(
    N_("the lock of référentiels"), N_("`certeval lock` writes it, `certeval check` reads it beside them")
)
SECRET = FileKind(N_("the secret of a draw"), N_("`certeval tirage --secret` takes it"))
PARQUET = FileKind(N_("a Parquet file"), N_("`certeval validate` takes it if it is a score sheet"))
LOCK_KEYS: Final = frozenset({"format", "versions"})
OF_OTHERS: Final = (frozenset({"CFDocument"}), frozenset({"@context"}), frozenset({"version", "runs"}))
"""The keys of what certeval writes for others to read: CASE, Open Badges, SARIF."""
ARCHIVE = FileKind(
    N_("a workbook, or a document to be printed"),
    N_("`certeval import` makes a référentiel of it; `certeval validate` takes it if it is a score sheet"),
)


BEGINNINGS: Final = (
    (re.compile(rb"PK\x03\x04|\xd0\xcf\x11\xe0|%PDF-"), ARCHIVE),
    (re.compile(rb"SQLite format 3\0"), REGISTER),
    (re.compile(rb'# \{"(?:candidats|certeval|correspondance)":'), SEAL),
    (re.compile(rb'\{"schema":"certeval/accrochage/'), LEDGER),
    (re.compile(rb"(?:<\?xml[^>]*>)?\s*<(?:\w+:)?flux\b"), FLUX),
    (re.compile(rb"(?:<\?xml[^>]*>)?\s*<(?:\w+:)?rapport\b"), ACCUSE),
    (re.compile(rb"[0-9a-f]{32}\s*\Z"), SECRET),
    (re.compile(rb"PAR1[^\w\s;,]"), PARQUET),
    (re.compile(rb'\{[^\n]*"schema":"certeval/registre/'), REGISTER_COPY),
    (re.compile(rb"\s*<(?:!doctype|html)\b", re.IGNORECASE), PAGE),
    (
        re.compile(
            rb"candidat;(?:\w+;){0,9}?certification;|candidat;element;ancien;|element;cellules;|par;groupe;|element;genre;"
            rb"|partie;le;de;a;jury;|BEGIN:VCALENDAR\b|Parent ID number[,;]"
            rb'|\{"candidat": "[^\n]*?"certification": \{"verdict":'
        ),
        OUTPUT,
    ),
)
"""How the bytes of a file that is no YAML begin: an archive (XLSX, ODS, DOCX, ODT, then XLS and DOC) or a PDF, what we
write otherwise, then the tables that we write.
"""


def kind_by_bytes(data: bytes) -> FileKind | None:
    """What the beginning of a file says that it is, whoever is given it."""
    head = data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")
    return next((kind for beginning, kind in BEGINNINGS if beginning.match(head)), None)


def diagnostic(kind: FileKind, wanted: FileKind, place: Place) -> Diagnostic:
    """What is said of a file that is of a kind, where another is wanted."""
    arguments = {"kind": Word(kind.words), "way": Word(kind.way), "wanted": Word(wanted.words)}
    return Diagnostic(kinds.OTHER_FILE, place, arguments)


def other_file(document: Document, wanted: FileKind = REFERENTIEL) -> Diagnostic | None:
    """What a document is instead of what is wanted, at its beginning; None where nothing says that it is not that."""
    kind = kind_of(document, wanted)
    if kind is None or kind is wanted:
        return None
    place = Place(document.file) if kind is SECRET else document.place(())  # whose line is then not shown
    return diagnostic(kind, wanted, place)


def other_data(data: bytes, file: str, wanted: FileKind, endings: tuple[str, ...]) -> Diagnostic | None:
    """What a file is instead of one that may be a page or an archive: by its bytes, else, where its name ends so or it
    begins as JSON does, by its keys; without endings none are looked for.
    """
    kind = kind_by_bytes(data)
    if kind is not None:
        return None if kind in {ARCHIVE, PAGE} else diagnostic(kind, wanted, Place(file))
    has_keys = endings and (file.lower().endswith(endings) or data.lstrip()[:1] == b"{")
    return other_file(yaml.parse(data, file), wanted) if has_keys else None


def model_of(
    model: type[Model], document: Document, wanted: FileKind
) -> tuple[Model | None, list[Diagnostic]]:
    """The model of a document, and all that is wrong with it, in order; None where it is another, or its shape is."""
    other = other_file(document, wanted)
    return models.model_of(model, document) if other is None else (None, [other])


def kind_of(document: Document, wanted: FileKind) -> FileKind | None:
    """What a document is, as far as something tells it: `wanted` before what it may be too."""
    root = document.root
    if (kind := kind_by_bytes(document.data)) is not None:
        return kind
    if not isinstance(root, Map):
        return _of_table(document.text) if not isinstance(root, List) else None
    schema_name = root.get("schema")
    if isinstance(schema_name, str) and schema_name.startswith(OUTPUT_SCHEMA):
        return RESULT if schema_name.startswith(RESULTS) else OUTPUT
    if {"$schema", "properties"} <= root.keys():
        return SCHEMA
    if root.keys() == LOCK_KEYS:
        return LOCK
    if any(keys <= root.keys() for keys in OF_OTHERS):
        return OUTPUT
    others = frozenset[str]().union(*(kind.keys for kind in WITH_KEYS if kind is not wanted))
    if wanted is SHEET:  # « candidat » with a list below is « candidats », not the heading of a column
        others -= {key for key, value in root.items() if isinstance(value, List)}
        others |= {key for key in wanted.keys & root.keys() if isinstance(root[key], str)}
    first_keys = islice((key for key in root if key not in others), MOST_KEYS)
    if _is(wanted, document, root) or any(nearest(key, wanted.keys) for key in first_keys):
        return wanted
    return next((kind for kind in WITH_KEYS if _is(kind, document, root)), None)


def _is(kind: FileKind, document: Document, root: Map) -> bool:
    """Whether what a file holds is of a kind."""
    if kind is SHEET:  # of one candidate, whose notes no list holds, too
        lists = any(isinstance(root.get(key), List) for key in kind.keys)
        return lists or isinstance(root.get("notes"), Map)
    return bool(kind.keys & root.keys()) or (kind is SESSION and is_session(document))


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
