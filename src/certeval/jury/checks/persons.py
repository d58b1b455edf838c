"""Whether the register means the same persons, and the same acquis, as a session does."""

from collections.abc import Iterator, Mapping

from certeval.diagnostics import Diagnostic, Finding, Place
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.checks.subject import SessionSubject
from certeval.jury.same_person import BORN, FIRST, findings
from certeval.text.nearest import fold


def identifiers_mean_whom_the_register_knows(subject: SessionSubject) -> Iterator[Diagnostic]:
    """An identifier is that of the person whom the register knows by it: what one validated is no other's."""
    for code, before in subject.earlier.identites.items():
        own_code = subject.candidate(code)
        if own_code is None:
            continue
        yield from findings(own_code, before, *_identity(subject, own_code))


def _identity(subject: SessionSubject, code: str) -> tuple[Mapping[str, str], Place]:
    """Who a candidate is, as the candidates' table says it, else its sheets; where that stands."""
    person = subject.table.person(code)
    if person is not None:
        return person.cells, person.place()
    candidate = subject.candidates[code]
    names = {BORN: candidate.details.get("nom", ""), FIRST: candidate.details.get("prenom", "")}
    return {heading: text for heading, text in names.items() if text}, candidate.place


def acquis_are_in_the_register(subject: SessionSubject) -> Iterator[Finding]:
    """A bloc that is said to be acquired in a session that the register has was validated in it, and still is."""
    past = subject.earlier
    for path, inscription in subject.session.inscriptions():
        validations = past.valides.get(fold(inscription.candidat), ())
        for i, each in enumerate(inscription.acquis):
            session = fold(each.session or "")
            if session in past.sessions and (session, fold(each.bloc), each.version) not in validations:
                arguments = {"candidat": inscription.candidat, "bloc": each.bloc}
                arguments |= {"acquired": each.version, "session": each.session or ""}
                yield Finding(kinds.NOT_VALIDATED_THERE, (*path, "acquis", i, "bloc"), arguments)
