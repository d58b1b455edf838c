"""What is declared of an element, a fact each: what it is, and the text, together in a line or apart in a table."""

from collections.abc import Iterator
from typing import NamedTuple

from certeval.messages import N_, _

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
