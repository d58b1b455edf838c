"""Whether two identities, by heading of the candidates' table, may be of one person: identifiers are given anew."""

from collections.abc import Iterator, Mapping

from certeval.diagnostics import Diagnostic, Place
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.births import BOUNDS, YEAR, whole_number
from certeval.text.names import distinctive_words, name_words
from certeval.text.nearest import fold

BORN, FIRST = "Nom Naissance", "Prenom 1"
NAMES: Mapping[str, tuple[str, ...]] = {
    BORN: (BORN, "Nom Usage"),
    FIRST: (FIRST, "Prenom 2", "Prenom 3"),
}
"""A name in use counts for that of birth, one first name of several for all: others change, or are left out."""
NEAR = 0.8
"""Share of letters that two spellings of a name have in common: Mohamed and Mohammed, Dupont and Dupond."""
Identite = Mapping[str, str]


def person_key(identity: Identite) -> tuple[object, ...] | None:
    """What two identities of one person have in common: the names of birth, the whole day of it; None where some of it
    is not known.
    """
    names = tuple(frozenset(name_words([identity.get(heading, "")])) for heading in NAMES)
    births = tuple(whole_number(identity.get(each, "")) for each in BOUNDS)
    return (*names, *births) if all(names) and None not in births else None


def is_another(before: Identite, now: Identite) -> bool:
    """Whether nothing that is known in both agrees, two things of the three at least: one alone, or even two, may be
    corrected, or changed by the civil registry. Names that were spelt otherwise, or stood under each other's heading,
    are names that were corrected.
    """
    agreements = [agrees for _, agrees in _agreements(before, now)]
    if len(agreements) < len((BORN, FIRST)) or any(agreements):
        return False
    return not (
        any(_is_respelt(before, now, heading, heading) for heading in NAMES)
        or (_is_respelt(before, now, BORN, FIRST) and _is_respelt(before, now, FIRST, BORN))
    )


def findings(code: str, before: Identite, now: Identite, place: Place) -> Iterator[Diagnostic]:
    """What is to be said of an identifier under which a register has an identity, and a table, at a place, one now."""
    headings = tuple(heading for heading, agrees in _agreements(before, now) if not agrees)
    if headings:
        kind = kinds.OTHER_PERSON if is_another(before, now) else kinds.OTHER_IDENTITY
        yield Diagnostic(kind, place, {"candidat": code, "headings": headings}, candidate=code)


def _is_respelt(before: Identite, now: Identite, heading: str, other: str) -> bool:
    """Whether a name before is one under another heading now, but for spaces, the rest of an initial, or a few letters:
    « Le Goff » and LEGOFF, « J. » and Jean, « Müller » and Mueller.
    """
    from difflib import SequenceMatcher

    olds, news = (
        ["".join(filter(str.isalpha, fold(one[each]))) for each in NAMES[column] if one.get(each)]
        for one, column in ((before, heading), (now, other))
    )
    return any(
        old.startswith(new) or new.startswith(old) or SequenceMatcher(None, old, new).ratio() >= NEAR
        for old in filter(None, olds)
        for new in filter(None, news)
    )


def _agreements(before: Identite, now: Identite) -> Iterator[tuple[str, bool]]:
    """What is known in both, by heading of the family name, the first names, the birth, and whether it agrees."""
    for heading, others in NAMES.items():
        names = [
            distinctive_words(name_words(one[each] for each in others if each in one))
            for one in (before, now)
        ]
        if all(names):
            yield heading, bool(names[0] & names[1])
    births = [(whole_number(before.get(each, "")), whole_number(now.get(each, ""))) for each in BOUNDS]
    agreements = [old == new for old, new in births if old is not None and new is not None]
    if agreements:
        yield YEAR, all(agreements)
