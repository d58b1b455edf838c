"""Persons: a random key for each, and the only table with identities, the only one that is ever changed."""

import secrets
from collections.abc import Iterable, Mapping

from certeval.jury.candidats import NAMES
from certeval.jury.persons import is_another, is_homonym, person_key
from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import record
from certeval.text.digests import canonical
from certeval.text.names import name_words, names_somebody
from certeval.text.nearest import fold


def keys(base: Base, candidates: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The key of each candidate, by identifier; those who are new get one. Identities that are given are kept, beside
    what they do not say of those before.

    Within a transaction that is open. Raises RegisterError where an identifier is known to be another person's.
    """
    old_keys = existing_keys(base, candidates)
    before = identities(base, old_keys.values())
    by_code: dict[str, str] = {}
    new_rows: list[tuple[str, str, str]] = []
    updates: list[tuple[str, str]] = []
    for code, identity in candidates.items():
        key = old_keys.get(code)
        if key is None:
            key = secrets.token_hex(16)
            new_rows.append((key, code, canonical(dict(identity))))
        elif identity:
            if is_another(before.get(key, {}), identity):
                raise RegisterError("another_person", candidate=code)
            updates.append((canonical({**before.get(key, {}), **identity}), key))
        by_code[code] = key
    base.insert("personne", ("cle", "candidat", "identite"), new_rows)
    base.many("UPDATE personne SET identite = ? WHERE cle = ?", updates)
    return by_code


def other_identifiers(base: Base, candidates: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Of candidates, by identifier, another one under which the register has a person of the same names and birth, whom
    neither the place of birth nor the sex tells apart.
    """
    by_person: dict[tuple[object, ...], list[str]] = {}
    for code, each in candidates.items():
        if (key := person_key(each)) is not None:
            by_person.setdefault(key, []).append(code)
    others: dict[str, str] = {}
    rows = (
        base.rows("SELECT candidat, identite FROM personne WHERE identite IS NOT NULL") if by_person else []
    )
    for code, identity in sorted(rows):
        cells = {heading: str(text) for heading, text in record(identity).items()}
        for target in by_person.get(person_key(cells) or (), ()):
            if fold(target) != fold(code) and not is_homonym(cells, candidates[target]):
                others.setdefault(target, str(code))
    return others


def key_of(base: Base, candidate: str) -> str:
    """The key of a candidate, by identifier, as `existing_keys` finds it. Raises RegisterError where there is none."""
    keys = existing_keys(base, [candidate])
    if candidate not in keys:
        raise RegisterError("unknown_candidate", candidate=candidate)
    return keys[candidate]


def existing_keys(base: Base, candidates: Iterable[str]) -> dict[str, str]:
    """The key of each of these candidates that has one, by identifier as it is asked, in that order: as it is written,
    else without regard to case and spaces, for which every person is looked at.
    """
    identifiers = dict.fromkeys(candidates)
    by_code: dict[str, str] = dict(
        base.among("SELECT candidat, cle FROM personne WHERE candidat IN {these}", identifiers)
    )
    rest = {code: fold(code) for code in identifiers if code not in by_code}
    if rest:
        targets = frozenset(rest.values())
        every = base.each("SELECT candidat, cle FROM personne WHERE candidat IS NOT NULL")
        by_fold = {key: str(cle) for code, cle in every if (key := fold(code)) in targets}
        by_code |= {code: by_fold[key] for code, key in rest.items() if key in by_fold}
    return {code: by_code[code] for code in identifiers if code in by_code}


def mentions_person(base: Base, key: str, text: str) -> bool:
    """Whether a text holds a word of a person's name."""
    return names_somebody(text, names(base, [key]))


def names(base: Base, keys: Iterable[str]) -> frozenset[str]:
    """The words of the names of persons, folded."""
    return name_words(
        identity.get(heading, "") for identity in identities(base, keys).values() for heading in NAMES
    )


def identities(base: Base, keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """The identity of each person who was not erased, by heading of the candidates’ table. Raises RegisterError where
    one is no longer what was written.
    """
    sql = "SELECT cle, identite FROM personne WHERE identite IS NOT NULL AND cle IN {these}"
    rows = list(base.among(sql, set(keys)))  # whole before one is refused: the database is closed then
    return {str(key): {each: str(text) for each, text in record(identity).items()} for key, identity in rows}


def identities_of_candidates(base: Base, candidates: Iterable[str]) -> dict[str, dict[str, str]]:
    """The same of candidates, by identifier."""
    keys_by_code = existing_keys(base, candidates)
    by_key = identities(base, keys_by_code.values())
    return {code: by_key[key] for code, key in keys_by_code.items() if key in by_key}


def code_of(base: Base, candidate: str) -> str:
    """The identifier of a candidate as it was first written. Raises RegisterError where it is not known."""
    return codes(base, [key_of(base, candidate)]).popitem()[1]


def codes(base: Base, keys: Iterable[str] | None = None) -> dict[str, str]:
    """The identifier of each person who was not erased, by key: of all, or of these."""
    if keys is None:
        return dict(base.rows("SELECT cle, candidat FROM personne WHERE candidat IS NOT NULL"))
    return dict(
        base.among("SELECT cle, candidat FROM personne WHERE candidat IS NOT NULL AND cle IN {these}", keys)
    )


def erase(base: Base, key: str) -> None:
    """Forget who a person is: the key stays, and what it holds. Within a transaction that is open."""
    base.run("UPDATE personne SET candidat = NULL, identite = NULL WHERE cle = ?", key)
