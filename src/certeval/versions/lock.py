"""What was published, recorded so that it can't change unnoticed: `referentiels/verrou.json`.

For each CODE@VERSION the lock holds the digest of the file's bytes, the digest of its meaning, and that meaning
itself, so that what changes later can be named without the file as it was.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from pydantic import ValidationError

from certeval.diagnostics import Diagnostic, Kind, Place, Span
from certeval.diagnostics.families import versions as kinds
from certeval.frozen import frozen
from certeval.referentiel.load import Referentiel
from certeval.referentiel.models import Fichier
from certeval.sources.document import Document
from certeval.versions.compare import Comparison, compare, is_version
from certeval.versions.difference import Difference
from certeval.versions.meaning import canonical, digest, empreinte_sens, lasting, meaning, restored
from certeval.versions.outline import Fields

FORMAT = "1"
KEYS = ("empreinte", "empreinte_sens", "sens")
UNLOCKED = ("ecart", "cas")
"""Kinds of part that may change in a locked version."""

_NAME = re.compile(r"(?P<code>[^@\s]+)@(?P<version>(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2})", re.ASCII)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


@frozen
class Locked:
    """One version as it was locked."""

    empreinte: str
    empreinte_sens: str
    sens: Fields


@frozen
class Lock:
    """A lock as read: what is locked by CODE@VERSION, the text it was read from, what is wrong in it."""

    file: str
    versions: Mapping[str, Locked] = field(default_factory=dict)
    text: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def document(self) -> Document:
        """The file, for the lines that findings are shown with."""
        return Document(self.file, None, self.text.encode(errors="replace"), self.text)

    def place(self, *keys: str) -> Place:
        """Where the last of nested keys is written."""
        at, shown = 0, ""
        for key in keys:
            shown = json.dumps(key, ensure_ascii=False)
            at = max(at, self.text.find(shown, at))
        before = self.text[:at]
        line, column = before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
        return Place(self.file, Span(line, column, line, column + max(len(shown), 1)))


def locked(referentiel: Referentiel) -> Locked:
    """A version as it is to be locked."""
    sens = lasting(meaning(referentiel.model))
    return Locked(referentiel.digest, digest(sens), sens)


def written(versions: Mapping[str, Locked]) -> str:
    """The text of a lock: by code and version, a line a value, so that it can be reviewed."""
    listed = {}
    for name, each in sorted(versions.items(), key=lambda pair: _order(pair[0])):
        sens = json.loads(canonical(each.sens))  # its keys in order
        listed[name] = {"empreinte": each.empreinte, "empreinte_sens": each.empreinte_sens, "sens": sens}
    return json.dumps({"format": int(FORMAT), "versions": listed}, ensure_ascii=False, indent=1) + "\n"


def _order(name: str) -> tuple[str, tuple[int, ...]]:
    code, _, version = name.partition("@")
    return code, tuple(map(int, version.split(".")))


def since(lock: Locked, referentiel: Referentiel) -> Comparison | None:
    """A version compared with what was locked; None where what was locked can't be compiled."""
    try:
        Fichier.model_validate(lock.sens)
    except ValidationError:
        return None
    old = restored(lock.sens, referentiel.file).referentiel
    return None if old is None else compare(old, referentiel)


def refused(comparison: Comparison) -> Iterator[Difference]:
    """The differences that a locked version may not have. Its name says its version, which H101 answers for."""
    for each in comparison.differences:
        if each.kind not in UNLOCKED and not is_version(each):
            yield each


def same_meaning(lock: Locked, referentiel: Referentiel) -> bool:
    """Whether a version means what was locked, whatever its layout."""
    return lock.empreinte == referentiel.digest or lock.empreinte_sens == empreinte_sens(referentiel.model)


def read(data: bytes, file: str) -> Lock:
    """A lock from its bytes; what can't be read is told, and left out."""
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text, object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        column = Span(error.lineno, error.colno, error.lineno, error.colno + 1)
        return _wrong(Lock(file, {}, text), kinds.LOCK_BROKEN, Place(file, column))
    except _TwiceError as error:
        lock = Lock(file, {}, text)
        return _wrong(lock, kinds.LOCK_SHAPE, lock.place(error.key), key=error.key)
    except (UnicodeDecodeError, RecursionError):
        return _wrong(Lock(file), kinds.LOCK_BROKEN, Place(file, Span(1, 1, 1, 2)))
    return _versions(found, Lock(file, {}, text))


def _wrong(lock: Lock, kind: Kind, place: Place, **arguments: object) -> Lock:
    return Lock(lock.file, lock.versions, lock.text, (*lock.diagnostics, Diagnostic(kind, place, arguments)))


class _TwiceError(Exception):
    """A key given twice in one object."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _versions(found: object, lock: Lock) -> Lock:
    """The versions of a lock's document, each looked at by itself."""
    if not isinstance(found, dict):
        return _wrong(lock, kinds.LOCK_BROKEN, lock.place())
    if found.get("format") != FORMAT:
        return _wrong(lock, kinds.LOCK_SHAPE, lock.place("format"), key="format")
    versions = found.get("versions")
    if not isinstance(versions, dict):
        return _wrong(lock, kinds.LOCK_SHAPE, lock.place("versions"), key="versions")
    kept: dict[str, Locked] = {}
    for name, entry in versions.items():
        key = _misshapen(name, entry)
        if key is not None:
            at = lock.place(name, key) if key != name else lock.place(name)
            lock = _wrong(lock, kinds.LOCK_SHAPE, at, key=key)
            continue
        kept[name] = each = Locked(entry["empreinte"], entry["empreinte_sens"], entry["sens"])
        if not _sound(each):
            lock = _wrong(lock, kinds.LOCK_TAMPERED, lock.place(name, "sens"), version=name)
            del kept[name]
    return Lock(lock.file, kept, lock.text, lock.diagnostics)


def _misshapen(name: str, entry: object) -> str | None:
    """The first key of an entry that is not what a lock holds; its own name where that is no CODE@VERSION."""
    if not _NAME.fullmatch(name) or not isinstance(entry, dict):
        return name
    if unknown := next((key for key in entry if key not in KEYS), None):
        return str(unknown)
    for key in KEYS[:2]:
        value = entry.get(key)
        if not isinstance(value, str) or not _DIGEST.fullmatch(value):
            return key
    return None if isinstance(entry.get("sens"), dict) else "sens"


def _sound(each: Locked) -> bool:
    """Whether what is locked is what its digest says, and texts only."""
    stack: list[object] = [each.sens]
    while stack:
        value = stack.pop()
        if isinstance(value, dict | list):
            stack.extend(value.values() if isinstance(value, dict) else value)
        elif not (value is None or isinstance(value, str)):
            return False
    try:
        return digest(each.sens) == each.empreinte_sens
    except (RecursionError, UnicodeEncodeError):
        return False
