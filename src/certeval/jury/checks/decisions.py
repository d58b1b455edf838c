"""What the jury decides, beside what is computed: its reasons, its grounds, what it may decide of whom."""

from collections.abc import Iterator

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, verdict
from certeval.jury.checks.subject import SessionSubject
from certeval.jury.deliberation import DecisionDeJury
from certeval.jury.earlier import Earlier, acquired, of_certification
from certeval.jury.holding import DISPENSE, below, decided_name, sought
from certeval.jury.inscriptions import AcquisAnterieur
from certeval.messages import N_
from certeval.rules.derivation import Judged, Name
from certeval.rules.held import computed
from certeval.rules.outcome import VRAI
from certeval.rules.program import CERTIFICATION
from certeval.text.names import names_somebody
from certeval.text.nearest import fold
from certeval.text.typed import says

HIGHER = (NON_VALIDE, EN_ATTENTE, VALIDE)
"""Verdicts from the lowest: a decision lowers what it brings down in this order."""
TEXTS = ("motif", "fondement", "vote")


def what_differs_from_the_computed_has_its_reason(subject: SessionSubject) -> Iterator[Finding]:
    """A decision that differs from what is computed has its `motif`; one that lowers it, its `fondement` too."""
    for path, decision, name, judged in _decided(subject):
        before = verdict(computed(judged).outcome)
        if before == decision.verdict:
            continue
        said: dict[str, object] = {
            "element": name,
            "candidat": decision.candidat,
            "verdict": decision.verdict,
            "computed": before,
        }
        if not says(decision.motif or ""):
            yield Finding(kinds.NO_MOTIF, (*path, "verdict"), said)
        if HIGHER.index(decision.verdict) < HIGHER.index(before) and not says(decision.fondement or ""):
            yield Finding(kinds.NO_GROUND, (*path, "verdict"), said)


def _decided(subject: SessionSubject) -> Iterator[tuple[Path, DecisionDeJury, str, Judged]]:
    """The decisions on elements of candidates whose sheets were read, and what these come to."""
    for path, decision in subject.session.decisions():
        name = decided_name(decision.element, subject.referentiel)
        code = subject.candidate(decision.candidat)
        state = subject.states.get(code or "")
        if name is not None and state is not None and name in state.verdicts:
            yield path, decision, name, state.verdicts[name]


def a_certification_has_its_blocs(subject: SessionSubject) -> Iterator[Finding]:
    """A certification that is decided valid has each bloc that its rule takes valid or held."""
    step = subject.referentiel.program.steps.get(("verdict", CERTIFICATION))
    taken = {name for sort, name in step.node.needs() if sort == "verdict"} if step else set[str]()
    for path, decision in subject.session.decisions():
        code = subject.candidate(decision.candidat)
        state = subject.states.get(code or "")
        if fold(decision.element) != CERTIFICATION or decision.verdict != VALIDE or state is None:
            continue
        blocs = [
            bloc
            for bloc in subject.referentiel.tree.below("bloc", None)
            if bloc in taken and bloc in state.verdicts and state.verdicts[bloc].outcome != VRAI
        ]
        required = computed(state.verdicts[CERTIFICATION]).outcome != VRAI
        if blocs and required:  # else it does without some of them
            said = {"candidat": decision.candidat, "blocs": tuple(blocs)}
            yield Finding(kinds.BLOC_NOT_HELD, (*path, "verdict"), said)


def what_was_acquired_stays_so(subject: SessionSubject) -> Iterator[Finding]:
    """What a candidate validated before is held for life (C. trav. L6113-1, R6113-9): no other jury takes it back."""
    for path, decision in subject.session.decisions():
        name = decided_name(decision.element, subject.referentiel)
        if name in subject.sitting.held(decision.candidat).acquired and decision.verdict != VALIDE:
            said = {"element": name, "candidat": decision.candidat}
            yield Finding(kinds.HELD_FOR_LIFE, (*path, "verdict"), said)


def what_is_decided_is_sought(subject: SessionSubject) -> Iterator[Finding]:
    """A bloc that is decided, or what stands in it, is one that the candidate seeks."""
    tree = subject.referentiel.tree
    for path, decision in subject.session.decisions():
        registered = subject.session.inscription(decision.candidat)
        name = decided_name(decision.element, subject.referentiel)
        aims = sought(registered[1], subject.referentiel) if registered else None
        bloc = tree.bloc_of(name or "")
        if registered and aims is not None and bloc and bloc not in aims:
            said = {"candidat": decision.candidat, "element": name, "sought": tuple(aims)}
            related = ((N_("what is sought"), (*registered[0], "vise")),)
            yield Finding(kinds.NOT_SOUGHT, (*path, "element"), said, related=related)


def what_stays_pending_is_postponed(subject: SessionSubject) -> Iterator[Finding]:
    """A decision to wait says the session that it waits for, which is another one; no other decision waits."""
    own = fold(subject.session.code)
    for path, decision in subject.session.decisions():
        said = {"element": decision.element, "candidat": decision.candidat, "verdict": decision.verdict}
        if decision.verdict != EN_ATTENTE:
            if decision.report is not None:
                yield Finding(kinds.DECIDED_AND_POSTPONED, (*path, "report"), said)
        elif not says(decision.report or "") or fold(decision.report or "") == own:
            yield Finding(kinds.NO_REPORT, (*path, "verdict"), said)


def rules_do_not_reach_through_what_is_held(subject: SessionSubject) -> Iterator[Finding]:
    """No rule that the certification takes looks past what is decided of an element, at what stands below it."""
    told: set[str] = set()
    for path, decision in subject.session.decisions():
        element = decided_name(decision.element, subject.referentiel)
        if element is None or element == CERTIFICATION or element in told:
            continue
        told.add(element)
        for name in _reaching(element, subject):
            yield Finding(kinds.REACHES_THROUGH, (*path, "element"), {"name": name, "element": element})
            break


def _reaching(element: str, subject: SessionSubject) -> Iterator[str]:
    """The names that read what stands below an element, on a way from the certification that does not pass by its
    verdict.
    """
    steps = subject.referentiel.program.steps
    met: set[Name] = {("verdict", element)}
    waiting: list[Name] = [("verdict", CERTIFICATION)]
    while waiting:
        name = waiting.pop()
        if name in met or name not in steps:
            continue
        met.add(name)
        for need in steps[name].needs:
            about = need[1]
            if need not in met and any(
                each.code == element for each in subject.referentiel.tree.ancestors(about)
            ):
                yield name[1]
            waiting.append(need)


def texts_name_no_candidate(subject: SessionSubject) -> Iterator[Finding]:
    """No reason, of a draw too, no ground, vote or observation holds the name of a candidate."""
    texts: list[tuple[Path, str]] = []
    for path, decision in subject.session.decisions():
        texts += [((*path, key), text) for key in TEXTS if (text := getattr(decision, key))]
    if subject.deliberation and subject.deliberation.observations:
        texts.append((("deliberation", "observations"), subject.deliberation.observations))
    for partie, draws in subject.session.model.tirage.items():
        texts += [(("tirage", partie, i, "motif"), each.motif) for i, each in enumerate(draws) if each.motif]
    for path, text in texts:
        if names_somebody(text, subject.names):
            yield Finding(kinds.NAME_IN_REASON, path)


def what_is_exempted_is_not_marked(subject: SessionSubject) -> Iterator[Finding]:
    """What a candidate is exempted from is entered, and no sheet says anything else of it."""
    for path, inscription in subject.session.inscriptions():
        code = subject.candidate(inscription.candidat)
        candidate = subject.candidates.get(code or "")
        for i, dispense in enumerate(inscription.dispenses if candidate else ()):
            element = subject.referentiel.resolve(dispense.element)
            at = (*path, "dispenses", i, "element")
            inside = set(below(element, subject.referentiel)) if element else set()
            if element and not inside:
                yield Finding(kinds.EXEMPTS_NOTHING, at, {"element": element})
            for key, cell in candidate.cells.items() if candidate else ():
                exempted = subject.referentiel.entries[key.element].read(DISPENSE) == cell.reading
                if key.element in inside and not exempted:
                    said = {"candidat": code, "element": element, "critere": key.element, "cell": cell.shown}
                    yield Finding(kinds.EXEMPTED_AND_MARKED, at, said)
                    break


def what_was_acquired_gives_something(subject: SessionSubject) -> Iterator[Finding]:
    """A bloc acquired under a version, in an earlier session, gives something under the one that applies."""
    for path, inscription in subject.session.inscriptions():
        told = of_certification(subject.earlier.of(inscription.candidat), subject.referentiel)
        blocs: list[Earlier | AcquisAnterieur] = [*told, *inscription.acquis]
        giving = {id(each) for _, sources in acquired(blocs, subject.referentiel) for each in sources}
        for i, each in enumerate(inscription.acquis):
            if each.session is not None and fold(each.session) == fold(subject.session.code):
                said = {"bloc": each.bloc, "session": each.session}
                yield Finding(kinds.ACQUIRED_HERE, (*path, "acquis", i, "session"), said)
            if id(each) not in giving:
                said = {"bloc": each.bloc, "acquired": each.version, "version": subject.referentiel.version}
                yield Finding(kinds.GIVES_NOTHING, (*path, "acquis", i, "bloc"), said)
