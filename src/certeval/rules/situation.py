"""Who a candidate is among others, the parcours that was taken, the voie by which the certification is sought; and whom
an element is for: what `pour` makes of a rule that an element bears, and of a value that a rule reads.

For other candidates the element is not there: its verdict and its value leave whatever counts them, whole. Where it is
not known whether it is for a candidate, it may leave: both outcomes stay possible.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal

from certeval.frozen import frozen
from certeval.rules.derivation import Judgement, Measurement, Name, State
from certeval.rules.entry import Entry, of_scale
from certeval.rules.outcome import EXCLU, EXCLUE, FAUX, INCONNU, VRAI, Outcome, Value, interval
from certeval.rules.saisie import Tentatives
from certeval.rules.scales import Choix
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Rule
from certeval.text.cell_text import spelling

PARCOURS: Literal["parcours"] = "parcours"
VOIE: Literal["voie"] = "voie"
SITUATION = (PARCOURS, VOIE)
"""What is said of a candidate that decides which elements are for this candidate. No element has such a code there."""

Voie = Literal[
    "formation_initiale", "apprentissage", "formation_continue", "contrat_pro", "vae", "candidat_libre"
]
_VOIE_TEXTS: Mapping[str, tuple[str, ...]] = {
    "formation_initiale": ("formation initiale", "formation initiale sous statut scolaire", "scolaire"),
    "apprentissage": ("apprenti", "apprentie", "contrat d'apprentissage"),
    "formation_continue": ("formation continue", "formation professionnelle continue"),
    "contrat_pro": ("contrat pro", "contrat de professionnalisation", "professionnalisation"),
    "vae": ("validation des acquis de l'expérience",),
    "candidat_libre": ("candidat libre", "candidate libre", "candidature individuelle"),
}
"""How each voie is also typed, without regard to case and accents: a closed list."""


def choice_of(axe: Literal["parcours", "voie"], texts: Mapping[str, tuple[str, ...]]) -> Entry:
    """How a candidate's parcours or voie reads: one of the codes, or of the other texts of one. Empty is not known."""
    by_text: dict[str, str] = {}
    for code, others in texts.items():
        for text in others:
            by_text.setdefault(spelling(text), code)
    by_text |= {spelling(code): code for code in texts}
    scale = Choix.model_construct(axe=axe, codes=tuple(texts), by_text=by_text)
    last = Tentatives.model_construct(retenir="derniere", plafond=None, conserver_si=None)
    return of_scale(axe, scale)._replace(attempts=last)


def voies() -> Entry:
    """How a candidate's voie reads."""
    return choice_of(VOIE, _VOIE_TEXTS)


AWAY = interval(0, 0, 1, EXCLUE)
"""The value of an element that is not for a candidate."""


@frozen
class Concern:
    """Whom an element is for: on each axis that matters (`parcours`, `voie`), the ranks for which it exists."""

    axes: tuple[tuple[str, frozenset[int]], ...]

    def of(self, state: State) -> Outcome:
        """Whether the element is for a candidate."""
        sure = True
        for axis, ranks in self.axes:
            least, most, _, _ = state.values[axis].value
            within = sum([rank in ranks for rank in range(least, most + 1)])
            if not within:
                return FAUX
            sure = sure and within == most - least + 1
        return VRAI if sure else INCONNU

    def both(self, other: "Concern | None") -> "Concern":
        """Whom an element is for that stands in another: for whom both are."""
        ranks = dict(self.axes)
        for axis, axis_ranks in other.axes if other else ():
            ranks[axis] = ranks.get(axis, axis_ranks) & axis_ranks
        return Concern(tuple(ranks.items()))

    @property
    def needs(self) -> tuple[Name, ...]:
        return tuple(("valeur", axis) for axis, _ in self.axes)

    def open(self, state: State) -> tuple[str, ...]:
        """The axes that are not known of a candidate, and that decide whether the element is for this one."""
        if self.of(state) != INCONNU:
            return ()
        ends = ((axis, state.values[axis].value) for axis, _ in self.axes)
        return tuple(axis for axis, value in ends if value.least != value.most)


@frozen
class RuleFor(Rule):
    """A rule that an element bears which is for some candidates only."""

    name: str
    concern: Concern
    rule: Rule

    def judge(self, state: State) -> Judgement:
        outcome = self.concern.of(state)
        if outcome == FAUX:
            return Judgement(self, EXCLU)
        part = self.rule.judge(state)
        return part if outcome == VRAI else Judgement(self, part.outcome | EXCLU, (part,))

    def inside(self) -> tuple[Rule, ...]:
        return (self.rule,)

    def needs(self) -> Iterator[Name]:
        yield from self.concern.needs
        yield from self.rule.needs()


@frozen
class ValueFor(ValueOf):
    """The value, where a rule reads it, of an element which is for some candidates only."""

    concern: Concern = field(kw_only=True)

    def measure(self, state: State) -> Measurement:
        return Measurement(self, away(state.values[self.name].value, self.concern, state))

    def needs(self) -> Iterator[Name]:
        yield "valeur", self.name
        yield from self.concern.needs


def away(value: Value, concern: Concern, state: State) -> Value:
    """A value, where it may be that of an element which is not for the candidate."""
    outcome = concern.of(state)
    if outcome == VRAI:
        return value
    return AWAY if outcome == FAUX else value._replace(may=value.may | EXCLUE)
