"""What a session holds of each candidate: decisions of the jury, blocs acquired before, exemptions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from certeval.diagnostics import Diagnostic
from certeval.engine.results import Results
from certeval.jury.deliberation import DecisionDeJury
from certeval.jury.earlier import Earlier, Past, acquired, corresponding, of_certification
from certeval.jury.inscriptions import AcquisAnterieur, Inscription
from certeval.jury.session import Session
from certeval.jury.words import OUTCOMES
from certeval.referentiel.acquis import EQUIVALENCE, EarlierAcquis
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import ASSESSED
from certeval.rules.derivation import State
from certeval.rules.held import Held, Origine, holding, promising
from certeval.rules.outcome import VRAI, Value
from certeval.rules.program import CERTIFICATION
from certeval.rules.situation import VOIE
from certeval.scores.observations import Candidate, Cell, CellKey
from certeval.scores.situations import Situations
from certeval.text.nearest import fold

DISPENSE = "DISP"
"""What the cells of an exempted element hold: the status of design §3."""


def origin(gift: EarlierAcquis) -> Origine:
    """Where a verdict that is given comes from."""
    return "equivalence" if gift.origine == EQUIVALENCE else "acquis_anterieur"


@dataclass(slots=True)
class Holdings:
    """What is held of one candidate: verdicts by name, and those that wait for other elements to be validated.

    `acquired` are those of them that were validated before, whatever the jury decides of them.
    """

    held: dict[str, Held] = field(default_factory=dict)
    acquired: dict[str, Held] = field(default_factory=dict)
    waiting: list[tuple[EarlierAcquis, Held]] = field(default_factory=list)


def holdings(session: Session, referentiel: Referentiel, earlier: Past, day: date) -> dict[str, Holdings]:
    """By candidate's folded code, what the session holds: a decision of the jury before what was acquired.

    `earlier` is what the register tells of candidates; `day` that on which correspondances apply.
    """
    found: dict[str, Holdings] = {}
    registered: dict[str, Inscription | None] = dict.fromkeys(earlier.acquis)
    registered |= {fold(each.candidat): each for _, each in session.inscriptions()}
    for code, inscription in registered.items():
        mine = found.setdefault(code, Holdings())
        for gift, said in _acquired(inscription, earlier.of(code), referentiel, day):
            held = Held(VRAI, origin(gift), said)
            if gift.a_presenter:
                mine.waiting.append((gift, held))
            else:
                mine.acquired.setdefault(gift.code, held)
        mine.held |= mine.acquired
    for _, decision in session.decisions():
        name = decided_name(decision.element, referentiel)
        if name is not None and ("verdict", name) in referentiel.program.steps:
            mine = found.setdefault(fold(decision.candidat), Holdings())
            mine.held[name] = Held(OUTCOMES[decision.verdict], "jury", _said(decision, session))
    return found


def _acquired(
    inscription: Inscription | None, told: Sequence[Earlier], referentiel: Referentiel, day: date
) -> Iterator[tuple[EarlierAcquis, tuple[tuple[str, str], ...]]]:
    """What a candidate validated before gives: what the register tells of it, then what its registration says."""
    own = of_certification(told, referentiel)
    others = [each for each in told if fold(each.certification) != fold(referentiel.code)]
    known = {(fold(each.bloc), each.version) for each in own}
    declared = [
        each
        for each in (inscription.acquis if inscription else ())
        if (fold(each.bloc), each.version) not in known
    ]
    mixed: list[Earlier | AcquisAnterieur] = [*own, *declared]
    for gift, sources in acquired(mixed, referentiel):
        yield gift, _sources(sources)
    for gift, source in corresponding(others, referentiel, day):
        yield gift, _sources([source])


SAID = ("certification", "bloc", "version", "session", "pv", "rang", "fondement")
"""What is said of what was acquired."""


def _sources(sources: Sequence[Earlier | AcquisAnterieur]) -> tuple[tuple[str, str], ...]:
    """What is said of what was acquired: blocs, version, sessions, minutes, entries of the register."""
    texts = {key: [str(getattr(each, key, None) or "") for each in sources] for key in SAID}
    return tuple(
        (key, ", ".join(filter(None, dict.fromkeys(each)))) for key, each in texts.items() if any(each)
    )


def _said(decision: DecisionDeJury, session: Session) -> tuple[tuple[str, str], ...]:
    texts = {
        "motif": decision.motif,
        "fondement": decision.fondement,
        "vote": decision.vote,
        "report": decision.report,
        "pv": session.code,
    }
    return tuple((key, text) for key, text in texts.items() if text)


def decided_name(typed: str, referentiel: Referentiel) -> str | None:
    """The element meant, or the certification; None where there is none."""
    return CERTIFICATION if fold(typed) == CERTIFICATION else referentiel.resolve(typed)


def sought(inscription: Inscription, referentiel: Referentiel) -> list[str] | None:
    """The codes of the blocs that a candidate seeks: those that are named, and those that what is named is in; None for
    all of them, where no bloc is named or the certification is.
    """
    named = [decided_name(each, referentiel) for each in inscription.vise]
    blocs = dict.fromkeys(filter(None, (referentiel.tree.bloc_of(each or "") for each in named)))
    return None if CERTIFICATION in named or not blocs else list(blocs)


def below(code: str, referentiel: Referentiel) -> Iterator[str]:
    """The elements entered at or below an element."""
    for entered in referentiel.entries:
        if entered == code or any(each.code == code for each in referentiel.tree.ancestors(entered)):
            yield entered


def is_exempted(inscription: Inscription | None, code: str, referentiel: Referentiel) -> bool:
    """Whether a candidate is exempted from all that is entered of an element: of an épreuve, or a part of one, of all
    that it assesses.
    """
    exempted = {
        entered
        for each in (inscription.dispenses if inscription else ())
        if (named := referentiel.resolve(each.element))
        for entered in below(named, referentiel)
    }
    entered = exempted and set(_presented(code, referentiel))
    return bool(entered) and entered <= exempted


def _presented(code: str, referentiel: Referentiel) -> Iterator[str]:
    """What is entered of an element: of an épreuve without marks of its own, or a part of one, what it assesses."""
    tree = referentiel.tree
    epreuve = next((each.code for each in tree.ancestors(code) if each.kind == "epreuve"), None)
    if epreuve is None or epreuve in referentiel.entries:
        yield from below(epreuve or code, referentiel)
    else:
        assessed = (one for kind in ASSESSED for one in tree.below(kind, epreuve))
        yield from (one for one in assessed if one in referentiel.entries)


def situated(
    session: Session, referentiel: Referentiel, candidates: Mapping[str, Candidate]
) -> list[Diagnostic]:
    """Say of registered candidates by which way they come and which parcours they take; what is wrong with it: no such
    parcours, another than a sheet says, marks of what is then not for the candidate.
    """
    known = {fold(code): each for code, each in candidates.items()}
    program = referentiel.program
    situations = Situations(program)
    told: dict[str, Candidate] = {}
    for path, inscription in session.inscriptions():
        candidate = known.get(fold(inscription.candidat))
        for axis in program.situation if candidate else ():
            typed = inscription.voie if axis == VOIE else inscription.parcours
            if candidate is not None and typed is not None:
                if axis not in candidate.situation:
                    told[candidate.code] = candidate
                situations.put(candidate, axis, (typed, typed), session.place((*path, axis)), 0)
    return [*situations.told(told.values()), *situations.among(candidates.values(), session.place(()))]


def exempted(session: Session, referentiel: Referentiel, candidates: Mapping[str, Candidate]) -> None:
    """Write the status of an exemption into each cell below an exempted element that no sheet fills."""
    known = {fold(code): each for code, each in candidates.items()}
    for path, inscription in session.inscriptions():
        candidate = known.get(fold(inscription.candidat))
        if candidate is None:
            continue
        for i, dispense in enumerate(inscription.dispenses):
            code = referentiel.resolve(dispense.element)
            place = session.place((*path, "dispenses", i, "element"))
            for entered in below(code, referentiel) if code else ():
                if all(key.element != entered for key in candidate.cells):
                    reading = referentiel.entries[entered].read(DISPENSE)
                    candidate.cells[CellKey(entered)] = Cell(DISPENSE, reading, place)


class Sitting:
    """Decides the candidates of a session: those of whom nothing is held as any others, each other with what is."""

    def __init__(self, referentiel: Referentiel, held: Mapping[str, Holdings]) -> None:
        self.referentiel = referentiel
        self._held = held
        self._results: dict[tuple[object, ...], Results] = {}

    def held(self, candidate: str) -> Holdings:
        """What is held of a candidate, beside what only waits for other elements."""
        return self._held.get(fold(candidate), Holdings())

    def holds(self, candidate: str) -> bool:
        """Whether anything is held of a candidate."""
        mine = self.held(candidate)
        return bool(mine.held or mine.waiting)

    def results(self, candidate: str, values: Mapping[str, Value]) -> Results:
        """What makes results of a candidate, under the référentiel with what is held of this candidate.

        A gift that waits for other elements is held once these are valid, themselves decided with what is held; until
        then it may still come.
        """
        mine = self.held(candidate)
        held = dict(mine.held)
        waiting = [gift for gift in mine.waiting if gift[0].code not in held]
        results = self._of(held, waiting)
        while waiting and (given := _given(waiting, results.evaluate(values))):
            held |= {gift.code: one for gift, one in given}
            waiting = [each for each in waiting if each[0].code not in held]
            results = self._of(held, waiting)
        return results

    def _of(self, held: Mapping[str, Held], waiting: Sequence[tuple[EarlierAcquis, Held]]) -> Results:
        promises = tuple([(gift.code, gift.a_presenter) for gift, _ in waiting])
        key = frozenset(held.items()), promises
        if key not in self._results:
            program = promising(holding(self.referentiel.program, held), promises)
            self._results[key] = Results(self.referentiel._replace(program=program))
        return self._results[key]


def _given(waiting: Sequence[tuple[EarlierAcquis, Held]], state: State) -> list[tuple[EarlierAcquis, Held]]:
    """The gifts whose elements that were still to be passed are validated."""
    return [
        each
        for each in waiting
        if all(
            (judged := state.verdicts.get(code)) and judged.outcome == VRAI for code in each[0].a_presenter
        )
    ]
