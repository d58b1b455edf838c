"""Results of `certeval validate --json` read back, cut and named as they were; what verifying them comes to."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any, NamedTuple

from certeval.frozen import frozen
from certeval.versions.difference import Difference


class Etat(StrEnum):
    """What has become of a file since."""

    IDENTIQUE = "identique"
    MISE_EN_PAGE = "mise_en_page"
    """Other bytes, the same meaning: a référentiel."""
    INDECIS = "indecis"
    """Other bytes, and the results don't say what meaning they were made with."""
    MODIFIE = "modifie"
    ABSENT = "absent"


@frozen
class FileState:
    """A file that was named, and what has become of it; `genre`: feuille, session, correspondance, registre."""

    file: str
    etat: Etat
    genre: str = "feuille"


@frozen
class ValueChange:
    """A value of the results that is not what is computed now; None where there is none. Without candidat: of all."""

    candidat: str
    element: str
    key: str
    before: object
    after: object


@frozen
class Verification:
    """What became of what results were made from, and of what they say.

    `changes` is None where nothing could be computed again; `differences` say what changed in the référentiel's
    meaning, where a lock tells what it was.
    """

    name: str
    referentiel: Etat
    sheets: tuple[FileState, ...]
    changes: tuple[ValueChange, ...] | None
    differences: tuple[Difference, ...] = ()
    candidates: int = 0

    @property
    def same_inputs(self) -> bool:
        is_same = self.referentiel in {Etat.IDENTIQUE, Etat.MISE_EN_PAGE}
        return is_same and all(sheet.etat is Etat.IDENTIQUE for sheet in self.sheets)

    @property
    def identical(self) -> bool:
        return self.same_inputs and self.changes == ()


Json = Mapping[str, object]
SCHEMA = "certeval/resultats/1"
DEEPEST = 50
"""Levels of a results document; it has about ten."""


class NamedFile(NamedTuple):
    """A file as results name it, its digest, and the encoding of a sheet."""

    file: str
    digest: str
    encoding: str = ""


class Objects:
    """Makes the objects of a document, which nobody changes: the very same one for equal ones, as many candidates come
    to the same. `twice` is a key that one gives twice, where one does.
    """

    def __init__(self) -> None:
        self._same: dict[tuple[object, ...], dict[str, object]] = {}
        self.twice = ""

    def values(self, text: str) -> Any:
        """The values of a JSON text. Raises ValueError and RecursionError."""
        return json.loads(text, parse_float=str, parse_constant=str, object_pairs_hook=self._object)

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        one = dict(pairs)
        if len(one) < len(pairs) and not self.twice:
            keys = Counter(key for key, _value in pairs)
            self.twice = next(key for key, times in keys.items() if times > 1)
        if "candidat" in one:
            return one
        return self._same.setdefault(tuple([(key, _identity(value)) for key, value in one.items()]), one)


def _identity(value: object) -> object:
    """What tells a value from others, equal objects being the very same."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return (list, *map(_identity, value))
    return type(value), id(value) if isinstance(value, dict) else value


@frozen
class ResultsDocument:
    """Results as they were written: what they were made from, and the whole document."""

    code: str
    version: str
    digest: str
    meaning: str | None
    sheets: tuple[NamedFile, ...]
    document: Json
    text: str = ""
    """As it was written."""
    objects: Objects = field(default_factory=Objects, compare=False)
    """What made those of the document."""

    @property
    def name(self) -> str:
        return f"{self.code}@{self.version}"

    @property
    def session(self) -> NamedFile | None:
        """The file of the session that decided; None where none did."""
        return self._file("session")

    @property
    def correspondance(self) -> NamedFile | None:
        """The correspondence that sheets were read by; None where there was none, or it is not said."""
        return self._file("correspondance")

    def _file(self, key: str) -> NamedFile | None:
        section = table(self.document.get(key))
        there = {"fichier", "empreinte"} <= section.keys()
        return NamedFile(str(section["fichier"]), str(section["empreinte"])) if there else None

    @property
    def registre(self) -> tuple[int, str] | None:
        """How many entries the register had that told what was acquired, and its head; None where none did."""
        section = table(self.document.get("registre"))
        entries, head = section.get("entrees"), section.get("tete")
        return (entries, head) if isinstance(entries, int) and isinstance(head, str) else None


def read(text: str) -> ResultsDocument | None:
    """Results read back; None where this is not their document."""
    objects = Objects()
    try:
        document = objects.values(text.removeprefix("\ufeff"))
        if document["schema"] != SCHEMA:
            return None
        about, sheets = document["referentiel"], document["feuilles"]
        read = tuple(
            NamedFile(*(_text(s[key]) for key in ("fichier", "empreinte", "encodage"))) for s in sheets
        )
        meaning = about.get("empreinte_sens")
        code, version, digest = (_text(about[key]) for key in ("code", "version", "empreinte"))
        rows = [_text(each["candidat"]) for each in document["candidats"]]
        document["synthese"]["candidats"], document["diagnostics"][:0]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    each_once, sound = len(rows) == len(set(rows)), meaning is None or isinstance(meaning, str)
    whole = each_once and sound and not _too_deep(document)
    facts = (code, version, digest, meaning, read, document, text, objects)
    return ResultsDocument(*facts) if whole else None


def filtres(document: Json) -> dict[str, list[str]]:
    """What results say they were cut to: `blocs`, `candidats`; nothing where they were not."""
    filters = table(document.get("filtres"))
    choices = {key: filters.get(key) for key in ("blocs", "candidats")}
    return {key: [str(each) for each in value] for key, value in choices.items() if isinstance(value, list)}


def with_names(
    now: Mapping[str, Any], results: ResultsDocument, etat: Etat, files: Mapping[str, NamedFile]
) -> Json:
    """A document made again, naming the référentiel and the sheets as the results do: `files` says, by the path that
    a sheet was read from, how it is named there.
    """
    about = now["referentiel"]
    if etat is not Etat.IDENTIQUE:
        about = about | {"code": results.code, "version": results.version, "empreinte": results.digest}
    if etat is Etat.MODIFIE and results.meaning is not None:
        about = about | {"empreinte_sens": results.meaning}
    targets = (files.get(sheet["fichier"]) for sheet in now["feuilles"])
    sheets = [
        sheet
        | ({"fichier": target.file, "empreinte": target.digest} if target else {})
        | ({"encodage": target.encoding} if target and target.digest != sheet["empreinte"] else {})
        for sheet, target in zip(now["feuilles"], targets, strict=True)
    ]
    return {**now, "referentiel": about, "feuilles": sheets}


def _too_deep(document: object) -> bool:
    """Whether values are nested deeper than results ever are."""
    level: dict[int, Any] = {id(document): document}
    for _ in range(DEEPEST):
        level = {
            id(value): value
            for each in level.values()
            for value in (each.values() if isinstance(each, dict) else each)
            if isinstance(value, dict | list)
        }
    return bool(level)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def table(value: object) -> Json:
    """A mapping as such; anything else as an empty one."""
    return value if isinstance(value, dict) else {}
