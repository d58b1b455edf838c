"""Results recomputed: what they were made from, and what is no longer as they say.

In come a results document as it was written and the same one made again; out goes a verification.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from certeval.referentiel.load import Referentiel
from certeval.versions.difference import Difference
from certeval.versions.meaning import empreinte_sens

SCHEMA = "certeval/resultats/1"
DEEPEST = 50
"""Levels of a results document; it has about ten."""
Json = Mapping[str, object]
DIGEST = re.compile("sha256:[0-9a-f]{64}")
LATER = frozenset({"empreinte_sens"})
"""Keys that results did not have at first: those that lack them everywhere are from before."""
DOCUMENT = "document"
"""What a change is about where the document itself is not written as it would be."""
REGISTRE = "registre"
"""How the register is named among what results were made from."""
Where = tuple[str, str]
"""What a value is about (a code, a name, `certification`), and its key."""


class Etat(StrEnum):
    """What has become of a file since."""

    IDENTIQUE = "identique"
    MISE_EN_PAGE = "mise_en_page"
    """Other bytes, the same meaning: a référentiel."""
    INDECIS = "indecis"
    """Other bytes, and the results don't say what meaning they were made with."""
    MODIFIE = "modifie"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Held:
    """A file that was named, and what has become of it."""

    file: str
    etat: Etat


@dataclass(frozen=True, slots=True)
class Change:
    """A value of the results that is not what is computed now; None where there is none. Without candidat: of all."""

    candidat: str
    element: str
    key: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Recorded:
    """Results as they were written: what they were made from, and the whole document."""

    code: str
    version: str
    digest: str
    meaning: str | None
    sheets: tuple[tuple[str, str, str], ...]
    """File, digest, encoding."""
    document: Json
    text: str = ""
    """As it was written."""
    twice: str = ""
    """A key that is given twice in one object, where one is."""

    @property
    def name(self) -> str:
        return f"{self.code}@{self.version}"

    @property
    def session(self) -> tuple[str, str] | None:
        """The file of the session that decided, and its digest; None where none did."""
        said = _table(self.document.get("session"))
        return (
            (str(said["fichier"]), str(said["empreinte"]))
            if {"fichier", "empreinte"} <= said.keys()
            else None
        )

    @property
    def registre(self) -> tuple[int, str] | None:
        """How many entries the register had that told what was acquired, and its head; None where none did."""
        said = _table(self.document.get("registre"))
        entries, head = said.get("entrees"), said.get("tete")
        return (entries, head) if isinstance(entries, int) and isinstance(head, str) else None


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of what results were made from, and of what they say.

    `changes` is None where nothing could be computed again; `differences` say what changed in the référentiel's
    meaning, where a lock tells what it was.
    """

    name: str
    referentiel: Etat
    sheets: tuple[Held, ...]
    changes: tuple[Change, ...] | None
    differences: tuple[Difference, ...] = ()
    candidates: int = 0

    @property
    def same_inputs(self) -> bool:
        meant = self.referentiel in {Etat.IDENTIQUE, Etat.MISE_EN_PAGE}
        return meant and all(sheet.etat is Etat.IDENTIQUE for sheet in self.sheets)

    @property
    def identical(self) -> bool:
        return self.same_inputs and self.changes == ()


def recorded(text: str) -> Recorded | None:
    """Results read back; None where this is not their document."""
    twice: list[str] = []

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = Counter(key for key, _value in pairs)
        twice.extend(key for key, times in keys.items() if times > 1)
        return dict(pairs)

    try:
        document = json.loads(text, parse_float=str, parse_constant=str, object_pairs_hook=once)
        if document["schema"] != SCHEMA:
            return None
        about, sheets = document["referentiel"], document["feuilles"]
        read = tuple((_text(s["fichier"]), _text(s["empreinte"]), _text(s["encodage"])) for s in sheets)
        meaning = about.get("empreinte_sens")
        code, version, digest = (_text(about[key]) for key in ("code", "version", "empreinte"))
        rows = [_text(each["candidat"]) for each in document["candidats"]]
        document["synthese"]["candidats"], document["diagnostics"][:0]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    whole = (
        len(rows) == len(set(rows))
        and not _too_deep(document)
        and (meaning is None or isinstance(meaning, str))
    )
    first = twice[0] if twice else ""
    return Recorded(code, version, digest, meaning, read, document, text, first) if whole else None


def filtres(document: Json) -> dict[str, list[str]]:
    """What results say they were cut to: `blocs`, `candidats`; nothing where they were not."""
    said = _table(document.get("filtres"))
    listed = {key: said.get(key) for key in ("blocs", "candidats")}
    return {key: [str(each) for each in value] for key, value in listed.items() if isinstance(value, list)}


def cut(document: Json) -> tuple[list[str], list[str]]:
    """The blocs and the candidates that results say they were cut to; none where they were not."""
    said = filtres(document)
    return said.get("blocs", []), said.get("candidats", [])


def renamed(
    now: dict[str, Any], results: Recorded, etat: Etat, named: Mapping[str, tuple[str, str, str]]
) -> Json:
    """A document made again, naming the référentiel and the sheets as the results do: `named` says, by the path that
    a sheet was read from, its file, digest and encoding there.
    """
    about = now["referentiel"]
    if etat is not Etat.IDENTIQUE:
        about |= {"code": results.code, "version": results.version, "empreinte": results.digest}
    if etat is Etat.MODIFIE and results.meaning is not None:
        about["empreinte_sens"] = results.meaning
    for sheet in now["feuilles"]:
        if said := named.get(sheet["fichier"]):
            sheet["fichier"], sheet["empreinte"] = said[:2]
    for each in now["diagnostics"]:
        if said := named.get(each["fichier"]):
            each["fichier"] = said[0]
    return now


def _too_deep(document: object) -> bool:
    """Whether values are nested deeper than results ever are."""
    level = [document]
    for _ in range(DEEPEST):
        level = [
            value
            for each in level
            if isinstance(each, dict | list)
            for value in (each.values() if isinstance(each, dict) else each)
        ]
    return bool(level)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def state_of(results: Recorded, referentiel: Referentiel) -> Etat:
    """What has become of the référentiel that results were made with."""
    if f"{referentiel.code}@{referentiel.version}" != results.name:
        return Etat.MODIFIE
    if referentiel.digest == results.digest:
        return Etat.IDENTIQUE
    if results.meaning is None:
        return Etat.INDECIS
    same = empreinte_sens(referentiel.model) == results.meaning
    return Etat.MISE_EN_PAGE if same else Etat.MODIFIE


def changes(results: Recorded, after: Json) -> Iterator[Change]:
    """What a document says that is not computed now, and what it should say and does not.

    `after` is cut as the document is, and names what it was made from as the document does.
    """
    before = results.document
    if results.twice:
        yield Change("", DOCUMENT, results.twice, "", None)
    yield from _no_digests(results)
    rows, now = _by_candidate(before), _by_candidate(after)
    for candidate, row in rows.items():
        if candidate not in now:
            yield Change(candidate, "candidat", "", candidate, None)
        else:
            yield from _of(candidate, row, now[candidate])
    yield from (Change(each, "candidat", "", None, each) for each in now if each not in rows)
    listed, expected = ([each for each in one if each in other] for one, other in ((rows, now), (now, rows)))
    if listed != expected:
        yield Change("", "candidats", "", listed, expected)
    apart = {"candidats", "diagnostics"}
    whole = ({key: value for key, value in each.items() if key not in apart} for each in (before, after))
    yield from _of("", *whole)
    found, told = _findings(after), _findings(before)
    if found != told:
        gone, come = told - found, found - told
        yield Change("", "diagnostics", "", sorted(gone.elements()), sorted(come.elements()))


def _no_digests(results: Recorded) -> Iterator[Change]:
    """What stands for a digest and can be that of nothing."""
    digests = {"empreinte": results.digest, "empreinte_sens": results.meaning}
    for key, digest in digests.items():
        if digest is not None and not DIGEST.fullmatch(digest):
            yield Change("", "referentiel", key, digest, None)
    for name, digest, _encoding in results.sheets:
        if not DIGEST.fullmatch(digest):
            yield Change("", name, "empreinte", digest, None)


def _of(candidate: str, before: Json, after: Json) -> Iterator[Change]:
    """The values of one candidate that differ, in the order of the document."""
    old, new = _numbered(before), _numbered(after)
    lacking = LATER - {key for _element, key in old}
    for where in dict.fromkeys((*old, *new)):
        element, key = where
        if key in lacking and where not in old:
            continue
        if where not in old or where not in new or old[where] != new[where]:
            yield Change(candidate, element, key, old.get(where), new.get(where))


def _numbered(document: Json) -> dict[Where, object]:
    """Each value by what it is about; what stands a second time is not the first."""
    found: dict[Where, object] = {}
    for (name, key), value in _values(document):
        element, times = name, 1
        while (element, key) in found:
            times += 1
            element = f"{name} ({times})"
        found[element, key] = value
    return found


def _values(document: Json, name: str = "") -> Iterator[tuple[Where, object]]:
    """Each value with what it is about: the code of what holds it, else the keys that lead to it."""
    for key, value in document.items():
        if isinstance(value, dict):
            yield from _values(value, f"{name} {key}".strip())
        elif isinstance(value, list) and (listed := [each for each in value if "code" in _table(each)]):
            for each in listed:
                yield from _values(each, str(each["code"]))
        elif key not in {"code", "candidat"} or not isinstance(value, str):
            yield (name, key), value


def _by_candidate(document: Json) -> dict[str, Json]:
    listed = document["candidats"]
    return {str(row["candidat"]): row for row in (listed if isinstance(listed, list) else ())}


def _findings(document: Json) -> Counter[str]:
    """Findings by code and place: their words depend on the language."""
    listed = document["diagnostics"]
    found: Counter[str] = Counter()
    for each in map(_table, listed if isinstance(listed, list) else ()):
        place = each.get("cellule") or f"{each.get('ligne')}:{each.get('colonne')}"
        found[f"{each.get('code')} {place}"] += 1
    return found


def _table(value: object) -> Json:
    return value if isinstance(value, dict) else {}
