"""The écarts about an element and what it contains."""

from collections.abc import Iterator

from certeval.messages import _
from certeval.referentiel.ecarts import Ecart
from certeval.referentiel.load import Referentiel
from certeval.render.referentiel.page import Line
from certeval.rules.names import KIND_OF_WORD


def about(referentiel: Referentiel, code: str) -> list[Ecart]:
    """The écarts whose target is an element, a part of it, or a selection with one of these in it."""
    inside = {code, *(e for e in referentiel.elements if _is_part(referentiel, e, code))}
    return [
        ecart for ecart in referentiel.model.ecarts if not inside.isdisjoint(_targets(referentiel, ecart))
    ]


def of_certification(referentiel: Referentiel) -> list[Ecart]:
    """The écarts about the certification itself."""
    return [ecart for ecart in referentiel.model.ecarts if ecart.cible == referentiel.code]


def _is_part(referentiel: Referentiel, code: str, of: str) -> bool:
    return any(ancestor.code == of for ancestor in referentiel.tree.ancestors(code))


def _targets(referentiel: Referentiel, ecart: Ecart) -> tuple[str, ...]:
    if ecart.cible in referentiel.elements:
        return (ecart.cible,)
    word, _de, code = (part.strip() for part in ecart.cible.partition(" de "))
    return referentiel.tree.below(KIND_OF_WORD.get(word, ""), code or None)


def lines(ecarts: list[Ecart]) -> Iterator[Line]:
    """Each écart: its target, what is irregular, what was decided."""
    for ecart in ecarts:
        yield Line(
            ecart.constat, f"{ecart.cible} [{ecart.diagnostic}]" if ecart.diagnostic else ecart.cible, 1
        )
        yield Line(_("decision: {text}").format(text=ecart.decision), depth=2)
        if ecart.expire:
            yield Line(_("until {day}").format(day=ecart.expire.isoformat()), depth=2)
