"""For whom the elements of a référentiel are, and its parcours, in words."""

from collections.abc import Iterator

from certeval.messages import _
from certeval.referentiel.concerned import Parcours, Pour
from certeval.render.referentiel.page import Line
from certeval.render.words import joined, visible
from certeval.rules.situation import PARCOURS


def whom(pour: Pour) -> str:
    """« parcours EXPORT and RESEAU, voie vae »."""
    said = []
    for axis, codes in pour.axes():
        phrase = _("parcours {codes}") if axis == PARCOURS else _("voie {codes}")
        said.append(phrase.format(codes=joined(list(map(visible, codes)), every=True)))
    return ", ".join(said)


def worded(text: str, model: object) -> str:
    """The wording of an element; of one that is for some candidates only, with whom it is for."""
    pour = getattr(model, "pour", None)
    return _("{text} (for: {whom})").format(text=text, whom=whom(pour)) if isinstance(pour, Pour) else text


def parcours(declared: tuple[Parcours, ...]) -> Iterator[Line]:
    """Each parcours with its title."""
    return (Line(each.intitule or "", each.code, 1) for each in declared)
