"""What a session names is there, and is said once."""

from collections.abc import Iterator

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.checks.subject import SessionSubject, said_twice
from certeval.jury.holding import decided_name
from certeval.rules.program import CERTIFICATION
from certeval.text.nearest import Suggestions, fold, suggestion

MARKED = frozenset({"critere", "fait"})
"""Kinds of elements that sheets say: neither minutes nor the register bear a decision of theirs."""


def what_is_named_exists(subject: SessionSubject) -> Iterator[Finding]:
    """Candidates, members and elements that a session names exist."""
    yield from _candidates(subject)
    yield from _members(subject)
    yield from _elements(subject)


def _candidates(subject: SessionSubject) -> Iterator[Finding]:
    known = list(subject.everybody)
    suggestions = Suggestions()
    for path, typed in _candidates_named(subject):
        if subject.candidate(typed) is None:
            about = {"given": typed} | suggestion(suggestions.nearest(typed, known))
            yield Finding(kinds.UNKNOWN_CANDIDATE, path, about)


def _candidates_named(subject: SessionSubject) -> Iterator[tuple[Path, str]]:
    jury, sitting = subject.session.model.jury, subject.deliberation
    for i, tie in enumerate(jury.liens if jury else ()):
        yield ("jury", "liens", i, "candidat"), tie.candidat
    for i, move in enumerate(sitting.mouvements if sitting else ()):
        if move.pour is not None:
            yield ("deliberation", "mouvements", i, "pour"), move.pour
    for path, each in subject.session.decisions():
        yield (*path, "candidat"), each.candidat
    for part, oraux in subject.session.model.oraux.items():
        for code in oraux.durees:
            yield ("oraux", part, "durees", code), code


def who_is_registered_is_listed(subject: SessionSubject) -> Iterator[Finding]:
    """A registration is of somebody in the candidates' table, where there is one, or in the sheets."""
    if not subject.listed:
        return
    own = subject.session.document.file
    marked = [code for code, each in subject.candidates.items() if each.place.file != own]
    codes = {fold(each): each for each in (*marked, *subject.listed)}
    known = list(codes.values())
    suggestions = Suggestions()
    for path, each in subject.session.inscriptions():
        if fold(each.candidat) not in codes:
            near = suggestion(suggestions.nearest(each.candidat, known))
            yield Finding(kinds.NOT_LISTED, (*path, "candidat"), {"given": each.candidat} | near)


def _members(subject: SessionSubject) -> Iterator[Finding]:
    jury, sitting = subject.session.model.jury, subject.deliberation
    named: list[tuple[Path, str]] = []
    named += [
        (("jury", "liens", i, "membre"), each.membre) for i, each in enumerate(jury.liens if jury else ())
    ]
    if sitting is not None:
        at = "deliberation"
        named += [((at, "presents", i), code) for i, code in enumerate(sitting.presents)]
        named += [((at, "mouvements", i, "membre"), each.membre) for i, each in enumerate(sitting.mouvements)]
        named += [((at, "signatures", i, "membre"), each.membre) for i, each in enumerate(sitting.signatures)]
    known = [each.code for _, each in subject.session.members()]
    suggestions = Suggestions()
    for path, typed in named:
        if subject.session.member(typed) is None:
            said = {"given": typed, "known": tuple(known)} | suggestion(suggestions.nearest(typed, known))
            yield Finding(kinds.UNKNOWN_MEMBER, path, said)


def _elements(subject: SessionSubject) -> Iterator[Finding]:
    referentiel = subject.referentiel
    named = [((*path, "element"), each.element, True) for path, each in subject.session.decisions()]
    for path, each in subject.session.inscriptions():
        named += [((*path, "vise", i), code, False) for i, code in enumerate(each.vise)]
        named += [
            ((*path, "dispenses", i, "element"), one.element, False) for i, one in enumerate(each.dispenses)
        ]
    named += [
        (("convocations", i, "epreuve"), each.epreuve, False)
        for i, each in enumerate(subject.session.model.convocations)
    ]
    for path, typed, decided in named:
        name = decided_name(typed, referentiel)
        if name is None:
            near = suggestion(referentiel.nearest(typed))
            yield Finding(
                kinds.UNKNOWN_ELEMENT, path, {"given": typed, "referentiel": referentiel.code} | near
            )
        elif decided and ("verdict", name) not in referentiel.program.steps:
            yield Finding(kinds.NOTHING_DECIDED, path, {"element": name})
        elif decided and name != CERTIFICATION and referentiel.elements[name].kind in MARKED:
            yield Finding(kinds.MARKED_NOT_DECIDED, path, {"element": name})


def nothing_is_said_twice(subject: SessionSubject) -> Iterator[Finding]:
    """A member is declared once, a candidate is registered once, an element of a candidate is decided once."""
    sitting = subject.deliberation
    presents = enumerate(sitting.presents if sitting else ())
    yield from said_twice(((*path, "code"), [each.code]) for path, each in subject.session.members())
    yield from said_twice(
        ((*path, "candidat"), [each.candidat]) for path, each in subject.session.inscriptions()
    )
    yield from said_twice((("deliberation", "presents", i), [code]) for i, code in presents)
    yield from said_twice(
        ((*path, "element"), [each.candidat, decided_name(each.element, subject.referentiel) or each.element])
        for path, each in subject.session.decisions()
    )
