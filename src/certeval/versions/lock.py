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
from certeval.referentiel.meaning import (
    compile_meaning,
    digest,
    empreinte_sens,
    lasting_part,
    meaning,
)
from certeval.referentiel.models import Fichier
from certeval.sources.document import Document
from certeval.text.digests import canonical
from certeval.versions.compare import Comparison, compare, is_version
from certeval.versions.difference import Difference
from certeval.versions.outline import Fields

FORMAT = "1"
KEYS = ("empreinte", "empreinte_sens", "sens")
FREE_KINDS, FREE_FIELD = ("ecart", "cas"), ("a_relire",)
"""Kinds of part, and the field of the file, that may change in a locked version."""

_NAME = re.compile(r"(?P<code>[^@\s]+)@(?P<version>(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2})", re.ASCII)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


@frozen
class LockEntry:
    """One version as it was locked."""

    empreinte: str
    empreinte_sens: str
    sens: Fields


@frozen
class Lock:
    """A lock as read: what is locked by CODE@VERSION, the text it was read from, what is wrong in it."""

    file: str
    versions: Mapping[str, LockEntry] = field(default_factory=dict)
    text: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def document(self) -> Document:
        """The file, for the lines that findings are shown with."""
        return Document(self.file, None, self.text.encode(errors="replace"), self.text)

    def place(self, *keys: str) -> Place:
        """Where the last of nested keys is written."""
        at, key_text = 0, ""
        for key in keys:
            key_text = json.dumps(key, ensure_ascii=False)
            at = max(at, self.text.find(key_text, at))
        before = self.text[:at]
        line, column = before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
        return Place(self.file, Span(line, column, line, column + max(len(key_text), 1)))


def lock_entry(referentiel: Referentiel) -> LockEntry:
    """A version as it is to be locked."""
    sens = lasting_part(meaning(referentiel.model))
    return LockEntry(referentiel.digest, digest(sens), sens)


def text_of(versions: Mapping[str, LockEntry]) -> str:
    """The text of a lock: by code and version, a line a value, so that it can be reviewed."""
    entries = {}
    for name, each in sorted(versions.items(), key=lambda pair: _order(pair[0])):
        sens = json.loads(canonical(each.sens))  # its keys in order
        entries[name] = {"empreinte": each.empreinte, "empreinte_sens": each.empreinte_sens, "sens": sens}
    return json.dumps({"format": int(FORMAT), "versions": entries}, ensure_ascii=False, indent=1) + "\n"


def _order(name: str) -> tuple[str, tuple[int, ...]]:
    code, _, version = name.partition("@")
    return code, tuple(map(int, version.split(".")))


def comparison_since(lock: LockEntry, referentiel: Referentiel) -> Comparison | None:
    """A version compared with what was locked; None where what was locked can't be compiled."""
    try:
        Fichier.model_validate(lock.sens)
    except ValidationError:
        return None
    old = compile_meaning(lock.sens, referentiel.file).referentiel
    return None if old is None else compare(old, referentiel)


def forbidden_differences(comparison: Comparison) -> Iterator[Difference]:
    """The differences that a locked version may not have. Its name says its version, which H101 answers for."""
    for each in comparison.differences:
        if each.kind not in FREE_KINDS and each.field != FREE_FIELD and not is_version(each):
            yield each


def same_meaning(lock: LockEntry, referentiel: Referentiel) -> bool:
    """Whether a version means what was locked, whatever its layout."""
    return lock.empreinte == referentiel.digest or lock.empreinte_sens == empreinte_sens(referentiel.model)


def read(data: bytes, file: str) -> Lock:
    """A lock from its bytes; what can't be read is told, and left out."""
    try:
        text = data.decode("utf-8-sig")
        document = json.loads(
            text, object_pairs_hook=_unique_keys, parse_int=str, parse_float=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        column = Span(error.lineno, error.colno, error.lineno, error.colno + 1)
        return _with_diagnostic(Lock(file, {}, text), kinds.LOCK_BROKEN, Place(file, column))
    except _DuplicateKeyError as error:
        lock = Lock(file, {}, text)
        (key,) = error.args
        return _with_diagnostic(lock, kinds.LOCK_SHAPE, lock.place(key), key=key)
    except (UnicodeDecodeError, RecursionError):
        return _with_diagnostic(Lock(file), kinds.LOCK_BROKEN, Place(file, Span(1, 1, 1, 2)))
    return _versions(document, Lock(file, {}, text))


def _with_diagnostic(lock: Lock, kind: Kind, place: Place, **arguments: object) -> Lock:
    return Lock(lock.file, lock.versions, lock.text, (*lock.diagnostics, Diagnostic(kind, place, arguments)))


class _DuplicateKeyError(Exception):
    """A key given twice in one object, its argument."""


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping: dict[str, object] = {}
    for key, value in pairs:
        if key in mapping:
            raise _DuplicateKeyError(key)
        mapping[key] = value
    return mapping


def _versions(document: object, lock: Lock) -> Lock:
    """The versions of a lock's document, each looked at by itself."""
    if not isinstance(document, dict):
        return _with_diagnostic(lock, kinds.LOCK_BROKEN, lock.place())
    if document.get("format") != FORMAT:
        return _with_diagnostic(lock, kinds.LOCK_SHAPE, lock.place("format"), key="format")
    versions = document.get("versions")
    if not isinstance(versions, dict):
        return _with_diagnostic(lock, kinds.LOCK_SHAPE, lock.place("versions"), key="versions")
    entries: dict[str, LockEntry] = {}
    for name, entry in versions.items():
        key = _wrong_key(name, entry)
        if key is not None:
            at = lock.place(name, key) if key != name else lock.place(name)
            lock = _with_diagnostic(lock, kinds.LOCK_SHAPE, at, key=key)
            continue
        entries[name] = each = LockEntry(entry["empreinte"], entry["empreinte_sens"], entry["sens"])
        if not _is_sound(each):
            lock = _with_diagnostic(lock, kinds.LOCK_TAMPERED, lock.place(name, "sens"), version=name)
            del entries[name]
    return Lock(lock.file, entries, lock.text, lock.diagnostics)


def _wrong_key(name: str, entry: object) -> str | None:
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


def _is_sound(each: LockEntry) -> bool:
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
