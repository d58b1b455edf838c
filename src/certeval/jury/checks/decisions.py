"""What the jury decides, beside what is computed: its reasons, its grounds, what it may decide of whom."""

from collections.abc import Iterator
from functools import partial

from certeval.diagnostics import Diagnostic, Finding, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.engine.missing import missing
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, verdict
from certeval.jury.checks.subject import SessionSubject
from certeval.jury.deliberation import DecisionDeJury
from certeval.jury.due import rests_on
from certeval.jury.earlier import VersionBloc, gives_something, of_certification
from certeval.jury.holdings import DISPENSE, entries_below, resolve_bearer, target_blocs
from certeval.messages import N_
from certeval.rules.derivation import Name, State
from certeval.rules.held_verdicts import original_judgement
from certeval.rules.outcome import EXCLU, FAUX, INCONNU, VRAI
from certeval.rules.program import CERTIFICATION
from certeval.text.cell_text import says
from certeval.text.names import names_somebody
from certeval.text.nearest import fold

HIGHER = (NON_VALIDE, EN_ATTENTE, VALIDE)
"""Verdicts from the lowest: a decision lowers what it brings down in this order."""
TEXTS = tuple(f"deliberation.decisions.*.{key}" for key in ("motif", "fondement", "vote"))
TEXTS += ("deliberation.observations", "tirage.*.*.motif")


def what_differs_from_the_computed_has_its_reason(subject: SessionSubject) -> Iterator[Finding]:
    """A decision that differs from what is computed has its `motif`; one that lowers it, its `fondement` too."""
    for path, decision, name, state in _decisions(subject):
        before = verdict(original_judgement(state.verdicts[name]).outcome)
        if before == decision.verdict:
            continue
        arguments: dict[str, object] = {
            "element": name,
            "candidat": decision.candidat,
            "verdict": decision.verdict,
            "computed": before,
        }
        if not says(decision.motif or ""):
            yield Finding(kinds.NO_MOTIF, (*path, "verdict"), arguments)
        if HIGHER.index(decision.verdict) < HIGHER.index(before) and not says(decision.fondement or ""):
            yield Finding(kinds.NO_GROUND, (*path, "verdict"), arguments)


def _decisions(subject: SessionSubject) -> Iterator[tuple[Path, DecisionDeJury, str, State]]:
    """The decisions on elements of candidates whose sheets were read, and what these come to."""
    for path, decision in subject.session.decisions():
        name = resolve_bearer(decision.element, subject.referentiel)
        state = subject.states.get(subject.candidate(decision.candidat) or "")
        if name is not None and state is not None and name in state.verdicts:
            yield path, decision, name, state


def a_certification_has_its_blocs(subject: SessionSubject) -> Iterator[Finding]:
    """A certification that is decided valid has blocs valid or held with which its rule may be met; else those that are
    needed are told or, where others would do as well, all that lack; nothing where the jury contradicts itself.
    """
    may_be_certified, tree = subject.sitting.may_be_certified, subject.referentiel.tree
    bases = rests_on(subject.referentiel, [CERTIFICATION])
    for path, decision, name, state in _decisions(subject):
        does_without = original_judgement(state.verdicts[name]).outcome == VRAI
        if name != CERTIFICATION or decision.verdict != VALIDE or does_without:
            continue
        outcomes = {
            bloc: each if (each := state.verdicts[bloc].outcome) in {VRAI, EXCLU} else FAUX
            for bloc in tree.below("bloc", None)
            if bloc in bases and subject.sitting.concerns(decision.candidat, bloc)
        }
        if (
            not may_be_certified(frozenset(outcomes.items()))
            and subject.candidate(decision.candidat) not in subject.disputes
        ):
            lacks, excluded = (
                [bloc for bloc in outcomes if outcomes[bloc] == each] for each in (FAUX, EXCLU)
            )
            others = outcomes | dict.fromkeys(lacks, VRAI)
            needs = [
                bloc for bloc in lacks if not may_be_certified(frozenset({**others, bloc: FAUX}.items()))
            ]
            arguments = {"candidat": decision.candidat, "blocs": tuple(needs or lacks or excluded)}
            yield Finding(kinds.BLOC_NOT_HELD, (*path, "verdict"), arguments)


def what_was_acquired_stays_so(subject: SessionSubject) -> Iterator[Finding]:
    """What a candidate validated before is held for life (C. trav. L6113-1, R6113-9): no other jury takes it back."""
    for path, decision in subject.session.decisions():
        name = resolve_bearer(decision.element, subject.referentiel)
        if name in subject.sitting.holdings(decision.candidat).acquis and decision.verdict != VALIDE:
            arguments = {"element": name, "candidat": decision.candidat}
            yield Finding(kinds.HELD_FOR_LIFE, (*path, "verdict"), arguments)


def decisions_concern_target_blocs(subject: SessionSubject) -> Iterator[Finding]:
    """What is decided is for the candidate; a bloc, or what stands in it, is one that the candidate seeks."""
    tree = subject.referentiel.tree
    for path, decision in subject.session.decisions():
        inscription = subject.session.inscription(decision.candidat)
        name = resolve_bearer(decision.element, subject.referentiel) or ""
        aims = target_blocs(inscription, subject.referentiel) if inscription else None
        bloc, concerns = tree.bloc_of(name), partial(subject.sitting.concerns, decision.candidat)
        if not concerns(name) or (aims is not None and bloc and bloc not in aims):
            sought = tuple(filter(concerns, tree.below("bloc", None) if aims is None else aims))
            arguments = {"candidat": decision.candidat, "element": name, "sought": sought}
            related = [(*subject.session.inscription_path(decision.candidat), "vise")] if aims else []
            about = tuple((N_("what is sought"), each) for each in related)
            yield Finding(kinds.NOT_SOUGHT, (*path, "element"), arguments, related=about)


def what_stays_pending_has_its_next_session(subject: SessionSubject) -> Iterator[Finding]:
    """A decision to wait says the session that it waits for, which is another one; no other decision waits."""
    own = fold(subject.session.code)
    for path, decision in subject.session.decisions():
        arguments = {"element": decision.element, "candidat": decision.candidat, "verdict": decision.verdict}
        if decision.verdict != EN_ATTENTE:
            if decision.report is not None:
                yield Finding(kinds.DECIDED_AND_POSTPONED, (*path, "report"), arguments)
        elif not says(decision.report or "") or fold(decision.report or "") == own:
            yield Finding(kinds.NO_REPORT, (*path, "verdict"), arguments)


def rules_do_not_reach_through_a_decision(subject: SessionSubject) -> Iterator[Finding]:
    """No rule that the certification takes looks past what is decided of an element, at what stands below it; nothing
    is told of it where the certification comes to the same as what is decided.
    """
    through: dict[str, str | None] = {CERTIFICATION: None}
    told: set[str] = set()
    for path, decision in subject.session.decisions():
        element = resolve_bearer(decision.element, subject.referentiel)
        if element is None or element in told:
            continue
        if element not in through:
            through[element] = next(_names_through(element, subject), None)
        if (name := through[element]) is None:
            continue
        state = subject.states.get(subject.candidate(decision.candidat) or "")
        if state is None or verdict(state.verdicts[CERTIFICATION].outcome) != decision.verdict:
            told.add(element)
            yield Finding(kinds.REACHES_THROUGH, (*path, "element"), {"name": name, "element": element})


def rules_do_not_reach_through_an_acquis(subject: SessionSubject) -> Iterator[Finding]:
    """No certification waits for cells below what its candidate acquired before alone: nobody is assessed on them."""
    told: set[str] = set()
    for code, state in subject.states.items():
        acquis, certification = subject.sitting.acquired(code), state.verdicts[CERTIFICATION]
        cells = missing(certification, state) if acquis and certification.outcome == INCONNU else ()
        ancestors = [[each.code for each in subject.referentiel.tree.ancestors(cell)] for cell in cells]
        above = [next((each for each in codes if each in acquis), "") for codes in ancestors]
        for element in dict.fromkeys(above) if all(above) else ():
            if element not in told and (name := next(_names_through(element, subject), None)):
                told.add(element)
                session = subject.session
                path = session.inscription_path(code) if session.inscription(code) else ("session",)
                yield Finding(kinds.REACHES_THROUGH, path, {"name": name, "element": element})


def _names_through(element: str, subject: SessionSubject) -> Iterator[str]:
    """The names that read what stands below an element, on a way from the certification that does not pass by its
    verdict.
    """
    steps = subject.referentiel.program.steps
    reachable: set[Name] = {("verdict", element)}
    stack: list[Name] = [("verdict", CERTIFICATION)]
    while stack:
        name = stack.pop()
        if name in reachable or name not in steps:
            continue
        reachable.add(name)
        for need in steps[name].needs:
            about = need[1]
            if need not in reachable and any(
                each.code == element for each in subject.referentiel.tree.ancestors(about)
            ):
                yield name[1]
            stack.append(need)


def texts_name_no_candidate(subject: SessionSubject) -> Iterator[Diagnostic]:
    """No reason, of a draw too, no ground, vote or observation holds the name of a candidate; nor does what is told of
    it, whose line is not shown.
    """
    for path, text in subject.session.values(*TEXTS):
        if names_somebody(text, subject.names):
            yield Diagnostic(kinds.NAME_IN_REASON, subject.session.place(path)._replace(personal=True))


def exemptions_have_no_marks(subject: SessionSubject) -> Iterator[Finding]:
    """What a candidate is exempted from is entered, and no sheet says anything else of it."""
    for path, inscription in subject.session.inscriptions():
        code = subject.candidate(inscription.candidat)
        candidate = subject.candidates.get(code or "")
        for i, dispense in enumerate(inscription.dispenses if candidate else ()):
            element = subject.referentiel.resolve(dispense.element)
            at = (*path, "dispenses", i, "element")
            inside = set(entries_below(element, subject.referentiel)) if element else set()
            if element and not inside:
                yield Finding(kinds.EXEMPTS_NOTHING, at, {"element": element})
            for key, cell in candidate.cells.items() if candidate else ():
                is_exemption = subject.referentiel.entries[key.element].read(DISPENSE) == cell.reading
                if key.element in inside and not is_exemption:
                    arguments = {
                        "candidat": code,
                        "element": element,
                        "critere": key.element,
                        "cell": cell.bare_text,
                    }
                    yield Finding(kinds.EXEMPTED_AND_MARKED, at, arguments)
                    break


def what_was_acquired_gives_something(subject: SessionSubject) -> Iterator[Finding]:
    """A bloc acquired under a version, in an earlier session, gives something under the one that applies."""
    for path, inscription in subject.session.inscriptions():
        earlier = of_certification(subject.earlier.of(inscription.candidat), subject.referentiel)
        blocs: list[VersionBloc] = [*earlier, *inscription.acquis]
        for i, each in enumerate(inscription.acquis):
            if each.session is not None and fold(each.session) == fold(subject.session.code):
                arguments = {"bloc": each.bloc, "session": each.session}
                yield Finding(kinds.ACQUIRED_HERE, (*path, "acquis", i, "session"), arguments)
            if not gives_something(each, blocs, subject.referentiel):
                arguments = {
                    "bloc": each.bloc,
                    "acquired": each.version,
                    "version": subject.referentiel.version,
                }
                yield Finding(kinds.GIVES_NOTHING, (*path, "acquis", i, "bloc"), arguments)


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
