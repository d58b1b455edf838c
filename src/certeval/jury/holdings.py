"""What a session holds of each candidate: decisions of the jury, blocs acquired before, exemptions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from certeval.diagnostics import Diagnostic
from certeval.jury.deliberation import DecisionDeJury
from certeval.jury.earlier import EarlierBloc, Past, correspondance_gifts, gifts, of_certification
from certeval.jury.file import AcquisAnterieur, Inscription
from certeval.jury.session import Session
from certeval.jury.words import OUTCOMES
from certeval.messages import N_
from certeval.referentiel.acquis import EarlierAcquis
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import ASSESSMENT_KINDS
from certeval.rules.held_verdicts import HeldVerdict
from certeval.rules.outcome import VRAI
from certeval.rules.program import CERTIFICATION
from certeval.rules.situation import VOIE
from certeval.scores.observations import Candidate, Cell, CellKey
from certeval.scores.situations import Situations
from certeval.text.nearest import fold

DISPENSE = "DISP"
"""What the cells of an exempted element hold: the status of design §3."""


@dataclass(slots=True)
class Holdings:
    """What is held of one candidate: verdicts by name, and those that wait for other elements to be validated.

    `acquis` are those of them that were validated before, whatever the jury decides of them.
    """

    verdicts: dict[str, HeldVerdict] = field(default_factory=dict)
    acquis: dict[str, HeldVerdict] = field(default_factory=dict)
    pending_gifts: list[tuple[EarlierAcquis, HeldVerdict]] = field(default_factory=list)


def holdings(
    session: Session, referentiel: Referentiel, earlier: Past, day: date, parcours: Mapping[str, str]
) -> dict[str, Holdings]:
    """By candidate's folded code, what the session holds: a decision of the jury before what was acquired.

    `earlier` is what the register tells of candidates; `day` that on which correspondances apply; `parcours` those that
    candidates take, as far as it is known, by folded code.
    """
    by_code: dict[str, Holdings] = {}
    inscriptions: dict[str, Inscription | None] = dict.fromkeys(earlier.acquis)
    inscriptions |= {fold(each.candidat): each for _, each in session.inscriptions()}
    for code, inscription in inscriptions.items():
        own_holdings = by_code.setdefault(code, Holdings())
        before = earlier.of(code)
        for gift, sources in (
            *_gifts(inscription, before, referentiel, day),
            *_certification(before, referentiel, parcours.get(code, "")),
        ):
            if ("verdict", gift.code) not in referentiel.program.steps:  # R361 says so of the référentiel
                continue
            verdict = HeldVerdict(VRAI, gift.origine, sources)
            if gift.a_presenter:
                own_holdings.pending_gifts.append((gift, verdict))
            else:
                own_holdings.acquis.setdefault(gift.code, verdict)
        own_holdings.verdicts |= own_holdings.acquis
    for _, decision in session.decisions():
        name = resolve_bearer(decision.element, referentiel)
        if name is not None and ("verdict", name) in referentiel.program.steps:
            own_holdings = by_code.setdefault(fold(decision.candidat), Holdings())
            own_holdings.verdicts[name] = HeldVerdict(
                OUTCOMES[decision.verdict], "jury", _grounds(decision, session)
            )
    return by_code


def _gifts(
    inscription: Inscription | None, earlier: Sequence[EarlierBloc], referentiel: Referentiel, day: date
) -> Iterator[tuple[EarlierAcquis, tuple[tuple[str, str], ...]]]:
    """What a candidate validated before gives: what the register tells of it, then what its registration says."""
    own = of_certification(earlier, referentiel)
    others = [each for each in earlier if fold(each.certification) != fold(referentiel.code)]
    keys = {(fold(each.bloc), each.version) for each in own}
    own_acquis = [
        each
        for each in (inscription.acquis if inscription else ())
        if (fold(each.bloc), each.version) not in keys
    ]
    direct: list[EarlierBloc | AcquisAnterieur] = [
        *(each for each in own if not each.is_reprise),
        *own_acquis,
    ]
    reprises = [each for each in own if each.is_reprise]
    for blocs in [direct, [*direct, *reprises]] if reprises else [direct]:
        for gift, sources in gifts(blocs, referentiel):
            yield gift, _sources(sources)
    for gift, source, ground in correspondance_gifts(others, referentiel, day):
        yield gift, (*_sources([source]), *([("fondement", ground)] if ground else []))


def _certification(
    earlier: Sequence[EarlierBloc], referentiel: Referentiel, parcours: str
) -> Iterator[tuple[EarlierAcquis, tuple[tuple[str, str], ...]]]:
    """The certification itself, held under this version: its blocs being for life, no other session gives it again.

    Where it has parcours, another one is decided anew, and so is any where it is not known in which it was obtained.
    """
    given_once = referentiel.tree.below("bloc", None) and (parcours or not referentiel.model.parcours)
    for each in of_certification(earlier, referentiel) if given_once else ():
        is_same = (fold(each.bloc), each.version) == (CERTIFICATION, referentiel.version)
        if is_same and (not referentiel.model.parcours or fold(each.parcours) == fold(parcours)):
            yield EarlierAcquis(CERTIFICATION, (each.bloc,), origine="acquis_anterieur"), _sources([each])


SOURCE_KEYS = ("certification", "bloc", "version", "session", "pv", "rang")
"""What is said of what was acquired."""


def _sources(sources: Sequence[EarlierBloc | AcquisAnterieur]) -> tuple[tuple[str, str], ...]:
    """What is said of what was acquired: blocs, version, sessions, minutes, entries of the register."""
    texts = {key: [str(getattr(each, key, None) or "") for each in sources] for key in SOURCE_KEYS}
    return tuple(
        (key, ", ".join(filter(None, dict.fromkeys(each)))) for key, each in texts.items() if any(each)
    )


def _grounds(decision: DecisionDeJury, session: Session) -> tuple[tuple[str, str], ...]:
    texts = [(key, getattr(decision, key)) for key in ("motif", "fondement", "vote", "report")]
    return tuple((key, text) for key, text in (*texts, ("pv", session.code)) if text)


def resolve_bearer(text: str, referentiel: Referentiel) -> str | None:
    """The element meant, or the certification; None where there is none."""
    return CERTIFICATION if fold(text) == CERTIFICATION else referentiel.resolve(text)


def target_blocs(inscription: Inscription, referentiel: Referentiel) -> list[str] | None:
    """The codes of the blocs that a candidate seeks: those that are named, and those that what is named is in; None for
    all of them, where no bloc is named or the certification is.
    """
    names = [resolve_bearer(each, referentiel) for each in inscription.vise]
    blocs = dict.fromkeys(filter(None, (referentiel.tree.bloc_of(each or "") for each in names)))
    return None if CERTIFICATION in names or not blocs else list(blocs)


def target_elements(inscription: Inscription, referentiel: Referentiel) -> frozenset[str]:
    """The elements of no bloc that a candidate seeks by their names."""
    codes = filter(None, map(referentiel.resolve, inscription.vise))
    return frozenset(code for code in codes if referentiel.tree.bloc_of(code) is None)


def entries_below(code: str, referentiel: Referentiel) -> Iterator[str]:
    """The elements entered at or below an element."""
    for entry in referentiel.entries:
        if any(each.code == code for each in referentiel.tree.ancestors(entry)):
            yield entry


def exempted_entries(inscription: Inscription | None, referentiel: Referentiel) -> frozenset[str]:
    """The codes of what is entered and a candidate is exempted from."""
    return frozenset(
        code
        for each in (inscription.dispenses if inscription else ())
        if (target := referentiel.resolve(each.element))
        for code in entries_below(target, referentiel)
    )


def entries_of(code: str, referentiel: Referentiel) -> Iterator[str]:
    """What is entered of an element: of an épreuve without marks of its own, or a part of one, what it assesses."""
    tree = referentiel.tree
    epreuve = next((each.code for each in tree.ancestors(code) if each.kind == "epreuve"), None)
    if epreuve is None or epreuve in referentiel.entries:
        yield from entries_below(epreuve or code, referentiel)
    else:
        elements = (one for kind in ASSESSMENT_KINDS for one in tree.below(kind, epreuve))
        yield from (one for one in elements if one in referentiel.entries)


IN_REGISTRATION = N_(
    "give it in `inscriptions`, or in a column `{field}` of a sheet: what depends on it stays pending"
)


def add_situations(
    session: Session, referentiel: Referentiel, candidates: Mapping[str, Candidate]
) -> list[Diagnostic]:
    """Say of registered candidates by which way they come and which parcours they take; what is wrong with it: no such
    parcours, another than a sheet says, marks of what is then not for the candidate.
    """
    by_code = {fold(code): each for code, each in candidates.items()}
    program = referentiel.program
    situations = Situations(program)
    of_session: dict[str, Candidate] = {}
    for path, inscription in session.inscriptions():
        candidate = by_code.get(fold(inscription.candidat))
        for axis in program.situation if candidate else ():
            text = inscription.voie if axis == VOIE else inscription.parcours
            if candidate is not None and text is not None:
                if axis not in candidate.situation:
                    of_session[candidate.code] = candidate
                situations.put(candidate, axis, (text, text), session.place((*path, axis)), 0)
    unknown = situations.among(candidates.values(), session.place(()))
    return [
        *situations.diagnostics_of(of_session.values()),
        *(each._replace(arguments={**each.arguments, "way": IN_REGISTRATION}) for each in unknown),
    ]


def add_exemptions(session: Session, referentiel: Referentiel, candidates: Mapping[str, Candidate]) -> None:
    """Write the status of an exemption into each cell below an exempted element that no sheet fills."""
    by_code = {fold(code): each for code, each in candidates.items()}
    for path, inscription in session.inscriptions():
        candidate = by_code.get(fold(inscription.candidat))
        if candidate is None:
            continue
        for i, dispense in enumerate(inscription.dispenses):
            code = referentiel.resolve(dispense.element)
            place = session.place((*path, "dispenses", i, "element"))
            for entry in entries_below(code, referentiel) if code else ():
                if all(key.element != entry for key in candidate.cells):
                    reading = referentiel.entries[entry].read(DISPENSE)
                    candidate.cells[CellKey(entry)] = Cell(DISPENSE, reading, place)
