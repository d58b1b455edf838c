"""What is declared of an element, a fact each: what it is, and the text, in a line or apart; for whom it is."""

from collections.abc import Iterator
from typing import NamedTuple

from certeval.messages import N_, _
from certeval.referentiel.concerned import Parcours, Pour
from certeval.render.referentiel.page import Line
from certeval.render.words import joined, visible
from certeval.rules.situation import PARCOURS

QUOTED = N_("« {text} »")
"""What a sentence of the source stands in: it needs no label."""
_BEFORE = ":« \u00a0\u202f"


class Fact(NamedTuple):
    """A text and the message that it stands in, in the language chosen: `duration: {text}`."""

    message: str
    text: str

    @property
    def line(self) -> str:
        return self.message.format(text=self.text)

    @property
    def label(self) -> str:
        """What its message says before the text: `duration`; empty where it quotes."""
        return self.message.partition("{text}")[0].rstrip(_BEFORE)


def facts(*declared: tuple[str | None, str]) -> Iterator[Fact]:
    """Each text that is declared, in its message."""
    for text, message in declared:
        if text:
            yield Fact(_(message), text)


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
