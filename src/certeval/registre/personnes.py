"""Persons: a random key for each, and the only table with identities, the only one that is ever changed."""

import json
import re
import secrets
from collections.abc import Iterable, Mapping

from certeval.registre.base import Base
from certeval.registre.journal import canonical
from certeval.text.nearest import fold


def keys(base: Base, candidates: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The key of each candidate, by identifier; those who are new get one. Identities that are given are kept.

    Within a transaction that is open.
    """
    known = _known(base, candidates)
    found: dict[str, str] = {}
    added: list[tuple[str, str, str]] = []
    told: list[tuple[str, str]] = []
    for code, identity in candidates.items():
        key = known.get(fold(code))
        if key is None:
            key = secrets.token_hex(16)
            added.append((key, code, canonical(dict(identity))))
        elif identity:
            told.append((canonical(dict(identity)), key))
        found[code] = key
    base.many("INSERT INTO personne (cle, candidat, identite) VALUES (?, ?, ?)", added)
    base.many("UPDATE personne SET identite = ? WHERE cle = ?", told)
    return found


MOST_ASKED = 500
"""Candidates looked up one by one; of more, all are read."""


def _known(base: Base, candidates: Iterable[str]) -> dict[str, str]:
    wanted = list(candidates)
    if len(wanted) <= MOST_ASKED:
        rows = [
            row
            for code in wanted
            for row in base.rows("SELECT candidat, cle FROM personne WHERE candidat = ?", code)
        ]
        if len(rows) == len(wanted):
            return {fold(code): key for code, key in rows}
    rows = base.rows("SELECT candidat, cle FROM personne WHERE candidat IS NOT NULL")
    return {fold(code): key for code, key in rows}


def key_of(base: Base, candidate: str) -> str | None:
    """The key of a candidate, by identifier: as it is written, else without regard to case and spaces."""
    rows = base.rows("SELECT cle FROM personne WHERE candidat = ?", candidate)
    return str(rows[0][0]) if rows else _known(base, [candidate]).get(fold(candidate))


def known(base: Base, candidates: Iterable[str]) -> dict[str, str]:
    """The key of each of these candidates that has one, by identifier as it is asked."""
    wanted = list(candidates)
    if len(wanted) == 1:
        key = key_of(base, wanted[0])
        return {} if key is None else {wanted[0]: key}
    folded = _known(base, wanted)
    return {code: folded[fold(code)] for code in wanted if fold(code) in folded}


def named_in(base: Base, key: str, text: str, headings: Iterable[str]) -> bool:
    """Whether a text holds a word of a person's name, as the identity has it under these headings."""
    (identity,) = base.rows("SELECT identite FROM personne WHERE cle = ?", key)[0]
    said = json.loads(identity or "{}")
    names = {fold(word) for heading in headings for word in str(said.get(heading, "")).split()}
    return bool(names & {fold(word) for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", text)})


def names(base: Base, keys: Iterable[str], headings: Iterable[str]) -> frozenset[str]:
    """The words of the names of persons, folded, as identities have them under these headings."""
    wanted, said = set(keys), tuple(headings)
    return frozenset(
        fold(word)
        for key, identity in base.rows("SELECT cle, identite FROM personne WHERE identite IS NOT NULL")
        if key in wanted
        for heading in said
        for word in str(json.loads(identity).get(heading, "")).split()
    )


def code_of(base: Base, candidate: str) -> str | None:
    """The identifier of a candidate as it was first written; None where it is not known."""
    key = key_of(base, candidate)
    return key and str(base.rows("SELECT candidat FROM personne WHERE cle = ?", key)[0][0])


def codes(base: Base) -> dict[str, str]:
    """The identifier of each person who was not erased, by key."""
    return dict(base.rows("SELECT cle, candidat FROM personne WHERE candidat IS NOT NULL"))


def erase(base: Base, key: str) -> None:
    """Forget who a person is: the key stays, and what it holds. Within a transaction that is open."""
    base.run("UPDATE personne SET candidat = NULL, identite = NULL WHERE cle = ?", key)
