"""What a session names is there, is said once, and is whom the register knows by that name."""

from collections.abc import Iterable, Iterator, Mapping

from certeval.diagnostics import Diagnostic, Finding, Path, Place, Related, Word
from certeval.diagnostics.families import sessions as kinds
from certeval.jury.checks.subject import SessionSubject, repetitions, unknown_names
from certeval.jury.holdings import resolve_bearer, target_blocs
from certeval.jury.persons import FIRST, IN_USE, identity_findings
from certeval.jury.session import Session
from certeval.rules.program import CERTIFICATION
from certeval.text.nearest import fold, suggestion

SHEET_KINDS = frozenset({"critere", "fait"})
"""Kinds of elements that sheets say: neither minutes nor the register bear a decision of theirs."""
DECIDED = "deliberation.decisions.*.candidat"
CANDIDATES = ("jury.liens.*.candidat", "deliberation.mouvements.*.pour", DECIDED)
PRESENTS, SIGNATURES = "deliberation.presents.*", "deliberation.signatures.*.membre"
MEMBERS = ("jury.liens.*.membre", PRESENTS, "deliberation.mouvements.*.membre", SIGNATURES)
DECISIONS, EXEMPTIONS = "deliberation.decisions.*.element", "inscriptions.*.dispenses.*.element"
ELEMENTS = (DECISIONS, "inscriptions.*.vise.*", EXEMPTIONS, "convocations.*.epreuve")
ONCE = ("jury.membres.*.code", "inscriptions.*.candidat", PRESENTS, SIGNATURES)
"""Where candidates, members and elements are named; what is said once."""


def what_is_named_exists(subject: SessionSubject) -> Iterator[Finding]:
    """Candidates, members and elements that a session names exist; nobody of the table alone is decided."""
    session = subject.session
    durations = ((path, str(path[-1])) for path, _ in session.values("oraux.*.durees.*"))
    mentions = (*session.values(*CANDIDATES), *durations)
    yield from unknown_names(kinds.UNKNOWN_CANDIDATE, mentions, subject.everybody)
    for path, text in session.values(DECIDED) if subject.table_codes else ():
        if fold(text) in subject.table_only:
            yield Finding(kinds.UNKNOWN_CANDIDATE, path, {"given": text})
    known = tuple(each.code for _, each in session.members())
    yield from unknown_names(kinds.UNKNOWN_MEMBER, session.values(*MEMBERS), known, known=known)
    yield from _elements(subject)


def registrations_are_in_the_table(subject: SessionSubject) -> Iterator[Finding]:
    """A registration is of somebody in the candidates' table, where there is one, or in the sheets."""
    if not subject.table_codes:
        return
    own = subject.session.document.file
    sheet_codes = [code for code, each in subject.candidates.items() if each.place.file != own]
    codes = {fold(each): each for each in (*sheet_codes, *subject.table_codes)}
    mentions = (((*path, "candidat"), each.candidat) for path, each in subject.session.inscriptions())
    yield from unknown_names(kinds.NOT_LISTED, mentions, codes.values())


def _elements(subject: SessionSubject) -> Iterator[Finding]:
    referentiel = subject.referentiel
    for form in ELEMENTS:
        for path, text in subject.session.values(form):
            is_exemption = form == EXEMPTIONS  # of elements: nobody is exempted from the certification
            name = referentiel.resolve(text) if is_exemption else resolve_bearer(text, referentiel)
            if name is None:
                arguments = {"given": text, "referentiel": referentiel.code}
                near = suggestion(referentiel.nearest(text))
                yield Finding(kinds.UNKNOWN_ELEMENT, path, arguments | near)
            elif form == DECISIONS and ("verdict", name) not in referentiel.program.steps:
                yield Finding(kinds.NOTHING_DECIDED, path, {"element": name})
            elif (
                form == DECISIONS and name != CERTIFICATION and referentiel.elements[name].kind in SHEET_KINDS
            ):
                yield Finding(kinds.MARKED_NOT_DECIDED, path, {"element": name})


def nothing_is_said_twice(subject: SessionSubject) -> Iterator[Finding]:
    """A member is declared, and signs, once, a candidate is registered once, and called once to what begins at an hour,
    an element of a candidate is decided once.
    """
    session, referentiel = subject.session, subject.referentiel
    for form in ONCE:
        yield from repetitions((path, [text]) for path, text in session.values(form))
    convocations = (
        (path, each.le.isoformat(), f"{each.debut:%H:%M}", referentiel.resolve(each.epreuve) or each.epreuve)
        for path, each in session.values("convocations.*")
    )
    yield from repetitions(((*path, "epreuve"), [code, *when]) for path, *when, code in convocations)
    decisions = (
        (path, each.candidat, resolve_bearer(each.element, referentiel) or each.element)
        for path, each in session.decisions()
    )
    yield from repetitions(((*path, "element"), texts) for path, *texts in decisions)


def identifiers_mean_whom_the_register_knows(subject: SessionSubject) -> Iterator[Diagnostic]:
    """An identifier is that of the person whom the register knows by it: what one validated is no other's. Nothing is
    told of who stands in the table alone, where others are registered.
    """
    for code, before in subject.earlier.identites.items():
        own_code = subject.candidate(code)
        if own_code is None or (subject.session.model.inscriptions and fold(own_code) in subject.table_only):
            continue
        yield from identity_findings(own_code, before, *_identity(subject, own_code))


def _identity(subject: SessionSubject, code: str) -> tuple[Mapping[str, str], Place]:
    """Who a candidate is, as the candidates' table says it, else its sheets; where that stands."""
    person = subject.table.person(code)
    if person is not None:
        return person.cells, person.place()
    candidate = subject.candidates[code]
    names = {IN_USE: candidate.details.get("nom", ""), FIRST: candidate.details.get("prenom", "")}
    return {heading: text for heading, text in names.items() if text}, candidate.place


def left_behind(subject: SessionSubject, others: Iterable[Session]) -> Iterator[Diagnostic]:
    """A finding for each element of a candidate that another session puts off to this one, which does not have the
    candidate, or where its bloc is neither sought nor held.
    """
    session, tree = subject.session, subject.referentiel.tree
    is_open = bool(
        session.model.inscriptions
    )  # where some are registered, nobody of the table alone is expected
    codes = set(map(fold, subject.candidates if is_open else subject.examinees))
    for other in others:
        for path, each in other.decisions():
            if fold(each.report or "") != fold(session.code):
                continue
            at: Path = ("inscriptions",) if is_open else ("session", "code")
            lacks = kinds.NO_CANDIDATE
            if fold(each.candidat) in codes:
                bloc = tree.bloc_of(resolve_bearer(each.element, subject.referentiel) or "")
                inscription = session.inscription(each.candidat)
                aims = target_blocs(inscription, subject.referentiel) if inscription else None
                if not aims or bloc in {None, *aims, *subject.sitting.holdings(each.candidat).acquis}:
                    continue
                at, lacks = (*session.inscription_path(each.candidat), "vise"), kinds.NOT_AMONG_SOUGHT
            arguments = {"session": other.code, "element": each.element, "given": each.candidat}
            related = (Related(kinds.PUT_OFF, other.place((*path, "report"))),)
            place = session.place(at, at_key=at == ("inscriptions",))
            yield Diagnostic(kinds.LEFT_BEHIND, place, {**arguments, "lacks": Word(lacks)}, related)
