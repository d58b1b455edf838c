"""What a session names is there, and is said once."""

from collections.abc import Iterator

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.checks.subject import SessionSubject, repetitions
from certeval.jury.holdings import resolve_bearer
from certeval.rules.program import CERTIFICATION
from certeval.text.nearest import Suggestions, fold, suggestion

SHEET_KINDS = frozenset({"critere", "fait"})
"""Kinds of elements that sheets say: neither minutes nor the register bear a decision of theirs."""


def what_is_named_exists(subject: SessionSubject) -> Iterator[Finding]:
    """Candidates, members and elements that a session names exist."""
    yield from _candidates(subject)
    yield from _members(subject)
    yield from _elements(subject)


def _candidates(subject: SessionSubject) -> Iterator[Finding]:
    options = list(subject.everybody)
    suggestions = Suggestions()
    for path, text in _candidate_mentions(subject):
        if subject.candidate(text) is None:
            arguments = {"given": text} | suggestion(suggestions.nearest(text, options))
            yield Finding(kinds.UNKNOWN_CANDIDATE, path, arguments)


def _candidate_mentions(subject: SessionSubject) -> Iterator[tuple[Path, str]]:
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


def registrations_are_in_the_table(subject: SessionSubject) -> Iterator[Finding]:
    """A registration is of somebody in the candidates' table, where there is one, or in the sheets."""
    if not subject.table_codes:
        return
    own = subject.session.document.file
    sheet_codes = [code for code, each in subject.candidates.items() if each.place.file != own]
    codes = {fold(each): each for each in (*sheet_codes, *subject.table_codes)}
    options = list(codes.values())
    suggestions = Suggestions()
    for path, each in subject.session.inscriptions():
        if fold(each.candidat) not in codes:
            near = suggestion(suggestions.nearest(each.candidat, options))
            yield Finding(kinds.NOT_LISTED, (*path, "candidat"), {"given": each.candidat} | near)


def _members(subject: SessionSubject) -> Iterator[Finding]:
    jury, sitting = subject.session.model.jury, subject.deliberation
    mentions: list[tuple[Path, str]] = []
    mentions += [
        (("jury", "liens", i, "membre"), each.membre) for i, each in enumerate(jury.liens if jury else ())
    ]
    if sitting is not None:
        at = "deliberation"
        mentions += [((at, "presents", i), code) for i, code in enumerate(sitting.presents)]
        mentions += [
            ((at, "mouvements", i, "membre"), each.membre) for i, each in enumerate(sitting.mouvements)
        ]
        mentions += [
            ((at, "signatures", i, "membre"), each.membre) for i, each in enumerate(sitting.signatures)
        ]
    options = [each.code for _, each in subject.session.members()]
    suggestions = Suggestions()
    for path, text in mentions:
        if subject.session.member(text) is None:
            arguments = {"given": text, "known": tuple(options)} | suggestion(
                suggestions.nearest(text, options)
            )
            yield Finding(kinds.UNKNOWN_MEMBER, path, arguments)


def _elements(subject: SessionSubject) -> Iterator[Finding]:
    referentiel = subject.referentiel
    mentions = [((*path, "element"), each.element, True) for path, each in subject.session.decisions()]
    for path, each in subject.session.inscriptions():
        mentions += [((*path, "vise", i), code, False) for i, code in enumerate(each.vise)]
        mentions += [
            ((*path, "dispenses", i, "element"), one.element, False) for i, one in enumerate(each.dispenses)
        ]
    mentions += [
        (("convocations", i, "epreuve"), each.epreuve, False)
        for i, each in enumerate(subject.session.model.convocations)
    ]
    for path, text, is_decision in mentions:
        is_exemption = "dispenses" in path  # of elements: nobody is exempted from the certification
        name = referentiel.resolve(text) if is_exemption else resolve_bearer(text, referentiel)
        if name is None:
            near = suggestion(referentiel.nearest(text))
            yield Finding(
                kinds.UNKNOWN_ELEMENT, path, {"given": text, "referentiel": referentiel.code} | near
            )
        elif is_decision and ("verdict", name) not in referentiel.program.steps:
            yield Finding(kinds.NOTHING_DECIDED, path, {"element": name})
        elif is_decision and name != CERTIFICATION and referentiel.elements[name].kind in SHEET_KINDS:
            yield Finding(kinds.MARKED_NOT_DECIDED, path, {"element": name})


def nothing_is_said_twice(subject: SessionSubject) -> Iterator[Finding]:
    """A member is declared, and signs, once, a candidate is registered once, and called once to what begins at an hour,
    an element of a candidate is decided once.
    """
    sitting = subject.deliberation
    presents = enumerate(sitting.presents if sitting else ())
    signatures = enumerate(sitting.signatures if sitting else ())
    convocations = enumerate(subject.session.model.convocations)
    yield from repetitions(((*path, "code"), [each.code]) for path, each in subject.session.members())
    yield from repetitions(
        ((*path, "candidat"), [each.candidat]) for path, each in subject.session.inscriptions()
    )
    yield from repetitions((("deliberation", "presents", i), [code]) for i, code in presents)
    yield from repetitions(
        (("deliberation", "signatures", i, "membre"), [each.membre]) for i, each in signatures
    )
    yield from repetitions(
        (
            ("convocations", i, "epreuve"),
            [
                subject.referentiel.resolve(each.epreuve) or each.epreuve,
                each.le.isoformat(),
                f"{each.debut:%H:%M}",
            ],
        )
        for i, each in convocations
    )
    yield from repetitions(
        (
            (*path, "element"),
            [each.candidat, resolve_bearer(each.element, subject.referentiel) or each.element],
        )
        for path, each in subject.session.decisions()
    )
