"""`pour` in words: for whom an element is, and what follows where that is not known of a candidate."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from certeval.engine.verdicts import verdict
from certeval.messages import N_, _
from certeval.referentiel.load import Referentiel
from certeval.render.reasons.topics import CandidateCase, Clause, Reason, clauses, rule
from certeval.render.words import enumeration
from certeval.rules.derivation import Judgement, State
from certeval.rules.outcome import EXCLU, FAUX, INCONNU
from certeval.rules.situation import PARCOURS, Concern, RuleFor
from certeval.scores.situations import elements_away

VERDICTS = {"valide": N_("validated"), "non_valide": N_("not validated"), "en_attente": N_("pending")}


def audience(concern: Concern, referentiel: Referentiel) -> str:
    """For whom an element is: « parcours EXPORT, RESEAU; voie vae »."""
    phrases = []
    for axis, ranks in concern.axes:
        words = referentiel.program.situation[axis].scale.words()
        codes = enumeration([code for rank, code in enumerate(words) if rank in ranks], every=True)
        phrases.append((_("parcours {codes}") if axis == PARCOURS else _("voie {codes}")).format(codes=codes))
    return ", ".join(phrases)


def rule_for(judgement: Judgement, node: RuleFor, case: CandidateCase) -> Clause:
    """A rule of an element that is not for the candidate, or of which that is not known."""
    for_whom = audience(node.concern, case.referentiel)
    if node.concern.of(case.state) == FAUX:
        return Clause(_("it is not for this candidate, but for: {whom}", whom=for_whom))
    parts = [part for part in judgement.parts if isinstance(part, Judgement)]
    word = VERDICTS[verdict(parts[0].outcome & ~EXCLU)]
    text = _("{verdict} if it is for this candidate ({whom})", verdict=_(word), whom=for_whom)
    return Clause(text, tuple(rule(part, case) for part in parts))


def condition(concern: Concern, case: CandidateCase) -> str:
    """The condition under which an element counts, where the situation is not known; nothing where it is."""
    if concern.of(case.state) != INCONNU:
        return ""
    return _("if it is for this candidate ({whom})", whom=audience(concern, case.referentiel))


def value(clause: Clause, concern: Concern, case: CandidateCase) -> Clause:
    """What is said of a value that a rule reads, where its element is for some candidates only."""
    if concern.of(case.state) == FAUX:
        text = _("it is not for this candidate, but for: {whom}")
        return Clause(text.format(whom=audience(concern, case.referentiel)))
    return Clause(clauses(clause.text, condition(concern, case)), clause.topics, clause.value_of)


def may_be_for(name: str, case: CandidateCase) -> bool:
    """Whether an item is for the candidate, or may be."""
    program = case.referentiel.program
    return name not in program.concerns or program.existence(name, case.state) != FAUX


def situation_reasons(name: str, case: CandidateCase) -> Iterator[Reason]:
    """The verdict of what is for everybody in each situation that the candidate may be in, where they differ."""
    if not _depends_on_situation(name, case):
        return
    for label, way in _ways(case):
        word = verdict(way.verdicts[name].outcome)
        yield Reason(_("for {whom}: {verdict}", whom=label, verdict=_(VERDICTS[word])), word)


def _depends_on_situation(name: str, case: CandidateCase) -> bool:
    if name in case.referentiel.program.concerns:
        return False
    return len({way.verdicts[name].outcome for way in case.state.ways}) > 1


def common_reason(
    name: str | None,
    judgement: Judgement,
    case: CandidateCase,
    explain: Callable[[Judgement, CandidateCase], str],
) -> str | None:
    """The reason of what is for everybody, where it is not known which elements are for the candidate: the same in each
    situation, or what it depends on. None where the situation is known, or matters nothing here.
    """
    if name is None or not case.state.ways or name in case.referentiel.program.concerns:
        return None
    unknown = enumeration(_unknown(case), every=True)
    if _depends_on_situation(name, case):
        return _("it depends on what is not known: {axes}", axes=unknown)
    texts = {explain(way.verdicts[name], replace(case, state=way)) for way in case.state.ways}
    if texts == {explain(judgement, case)}:
        return None
    whatever = _("whatever is not known: {axes}", axes=unknown)
    return clauses(texts.pop(), whatever) if len(texts) == 1 else whatever


def _ways(case: CandidateCase) -> Iterator[tuple[str, State]]:
    """Each situation that the candidate may be in, named after what is not known of it."""
    program, unknown = case.referentiel.program, _unknown(case)
    for way in case.state.ways:
        situation = {axis: way.values[axis].value for axis in program.situation}
        away = elements_away(program, tuple(situation.values()))
        phrases = []
        for axis in unknown:
            words = program.situation[axis].scale.words()
            value = situation[axis]
            alike = [
                word
                for rank, word in enumerate(words)
                if elements_away(
                    program, tuple({**situation, axis: value._replace(least=rank, most=rank)}.values())
                )
                == away
            ]
            phrases.append(f"{axis} {enumeration(alike, every=True)}")
        yield ", ".join(phrases), way


def _unknown(case: CandidateCase) -> list[str]:
    values = {axis: case.state.values[axis].value for axis in case.referentiel.program.situation}
    return [axis for axis, value in values.items() if value.least != value.most]
