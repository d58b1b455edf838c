"""The shapes of a score sheet in YAML: its keys, lists and texts, each of another shape told at its place."""

from collections.abc import Mapping
from itertools import islice
from typing import TypeGuard, TypeVar

from certeval.diagnostics import Kind, Path, Place
from certeval.diagnostics.families import sheets as kinds
from certeval.frozen import frozen
from certeval.messages import N_
from certeval.referentiel import other_files
from certeval.referentiel.other_files import MOST_KEYS
from certeval.scores.merge import Collector
from certeval.sources.document import Document, List, Map, shape
from certeval.sources.row import unguard
from certeval.text.nearest import Suggestions, nearest, suggestion

_Shape = TypeVar("_Shape")

OF_SESSION = other_files.SESSION.keys | {"feuilles", "jury"}
IN_SESSION = N_(
    "this key is of the file of a session, which begins « session: {{code: …, referentiel: …, feuilles: […]}} »; "
    "`certeval schema session` lists its keys"
)


@frozen
class Name:
    """The name of a candidate, a group or a juror, as a row of one cell, read as in any sheet: without the quote that
    keeps a spreadsheet from running it, and says that it is text on purpose.
    """

    at: Place
    cells: tuple[str]
    guarded: bool

    @property
    def file(self) -> str:
        return self.at.file

    def place(self, _index: int = 0) -> Place:
        return self.at

    def is_guarded(self, _index: int = 0) -> bool:
        return self.guarded


class Shapes:
    """One document, whose values are looked at by the shape that they should have."""

    def __init__(self, document: Document, collector: Collector) -> None:
        self.document = document
        self.collector = collector
        self._suggestions = Suggestions()

    def tell(self, kind: Kind, path: Path, arguments: Mapping[str, object], *, at_key: bool = False) -> None:
        """A finding at a value of the document, or at its key."""
        self.collector.reports.add(kind, self.document.place(path, at_key=at_key), arguments)

    def keys(self, mapping: Map, path: Path, known_keys: tuple[str, ...]) -> None:
        """Each key that the format does not have, with the one it most likely means."""
        for key in mapping:
            if key not in known_keys:
                arguments = {
                    "key": key,
                    "keys": known_keys,
                    **suggestion(self._suggestions.nearest(key, known_keys)),
                }
                if not path and key in OF_SESSION:
                    arguments["way"] = IN_SESSION
                self.tell(kinds.UNKNOWN_KEY, (*path, key), arguments, at_key=True)

    def is_misspelled(self, mapping: Map, key: str, known_keys: tuple[str, ...]) -> bool:
        """Whether an unknown key, told already, stands for a missing one."""
        others = (each for each in mapping if each not in known_keys)
        return key not in mapping and any(
            nearest(each, known_keys) == key for each in islice(others, MOST_KEYS)
        )

    def has_shape(self, value: object, shape_type: type[_Shape], path: Path) -> TypeGuard[_Shape]:
        """Whether a value is of the shape that the format wants there; a finding where it is not."""
        if isinstance(value, shape_type):
            return True
        word = "mapping" if shape_type is Map else "list" if shape_type is List else "text"
        self.tell(kinds.WRONG_SHAPE, path, {"wanted": word, "given": shape(value)})
        return False

    def value_of(self, mapping: Map, key: str, path: Path, shape_type: type[_Shape]) -> _Shape | None:
        """What stands under a key; None where nothing does, or what is of another shape."""
        value = mapping.get(key)
        return value if value is not None and self.has_shape(value, shape_type, (*path, key)) else None

    def text(self, mapping: Map, key: str, path: Path) -> str:
        """The text of a key, none where it is absent, empty or of another shape."""
        return (self.value_of(mapping, key, path, str) or "").strip()

    def name(self, text: str, path: Path) -> tuple[str, Name]:
        """A name that is written somewhere, as it is read."""
        name = unguard(text)
        return name, Name(self.document.place(path), (name,), name != text)
