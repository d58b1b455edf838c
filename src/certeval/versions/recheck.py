"""Results recomputed: what they were made from, and what is no longer as they say.

In come a results document as it was written and the same one made again; out goes a verification.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from certeval.referentiel.load import Referentiel
from certeval.versions.difference import Difference
from certeval.versions.meaning import empreinte_sens

SCHEMA = "certeval/resultats/1"
DEEPEST = 50
"""Levels of a results document; it has about ten."""
Json = Mapping[str, object]
COUNTED = ("acquis", "non_acquis", "non_evalue", "total", "requis")
Where = tuple[str, str]
"""What a value is about (a code, a name, `certification`), and its key."""

DECIDING = frozenset(("verdict", "origine", "defaillant", "manque", "valeur", *COUNTED))
"""Keys that say a decision or a count. Others that results lack may have come with a later certeval."""


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

    @property
    def name(self) -> str:
        return f"{self.code}@{self.version}"


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
    try:
        document = json.loads(text, parse_float=str, parse_constant=str)
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
    return Recorded(code, version, digest, meaning, read, document) if whole else None


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


# -- what differs


def changes(before: Json, after: Json) -> Iterator[Change]:
    """What a document says that is not computed now. Lists that were cut are compared as far as they go."""
    rows, now = _by_candidate(before), _by_candidate(after)
    for candidate, row in rows.items():
        if candidate not in now:
            yield Change(candidate, "candidat", "", candidate, None)
        else:
            yield from _of(candidate, row, now[candidate])
    summary = _table(before["synthese"])
    if len(rows) == summary.get("candidats"):
        yield from (Change(each, "candidat", "", None, each) for each in now if each not in rows)
    yield from _of("", {"synthese": summary}, {"synthese": _table(after["synthese"])})
    found, expected = _findings(after), _findings(before)
    if found != expected:
        gone, come = expected - found, found - expected
        yield Change("", "diagnostics", "", sorted(gone.elements()), sorted(come.elements()))


def _of(candidate: str, before: Json, after: Json) -> Iterator[Change]:
    """The values of one candidate that differ, in the order of the document."""
    old, new = dict(_values(before)), dict(_values(after))
    about = {element for element, _ in old}
    for where in dict.fromkeys((*old, *new)):
        element, key = where
        added = where not in old and not (key in DECIDING and element in about)
        if not added and old.get(where) != new.get(where):
            yield Change(candidate, element, key, old.get(where), new.get(where))


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
