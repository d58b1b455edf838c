"""What the cell of an element takes, as a grid shows it: out of how cells read."""

from fractions import Fraction

from certeval.frozen import frozen
from certeval.rules.bounds import Ends
from certeval.rules.entry import Entry
from certeval.rules.saisie import VIDE, Effect
from certeval.text.cell_text import spelling


@frozen
class Domain:
    """What a cell takes: words to choose from, or a number within bounds; and statuses with their effect.

    `yes` and `no` are every spelling that counts as one or the other, statuses included; empty for other scales.
    `reads` is each text but a number that is read, as `spelling` compares it, with the word it says: nothing for what
    is still to be entered. `under` is that of the scale's offer, `empty` what an empty cell comes to.
    """

    words: tuple[str, ...]
    spellings: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    bounds: Ends | None
    statuses: tuple[tuple[str, Effect | Fraction], ...]
    reads: tuple[tuple[str, str], ...] = ()
    under: int = 0
    empty: Effect | Fraction = Effect.INCONNU

    @property
    def is_optional(self) -> bool:
        """Whether an empty cell says something: it is not still to be entered."""
        return self.empty is not Effect.INCONNU

    @property
    def status_words(self) -> tuple[str, ...]:
        return tuple(word for word, _ in self.statuses)


def domain_of(entry: Entry) -> Domain:
    """What the cells of one element take."""
    statuses = tuple(status for key, status in entry.statuses.items() if key != VIDE)
    words, offer = tuple(word for word, _ in statuses), entry.scale.offer()
    yes = tuple(word for word, effect in statuses if effect in {Effect.ACQUIS, Fraction(1)})
    no = tuple(word for word, effect in statuses if effect == Fraction(0))
    return Domain(
        offer.words,
        (*offer.spellings, *words),
        (*offer.yes, *yes) if offer.yes else (),
        (*offer.no, *no) if offer.no else (),
        offer.bounds,
        statuses,
        tuple(_reads(entry).items()),
        offer.under,
        entry.statuses[VIDE][1],
    )


def _reads(entry: Entry) -> dict[str, str]:
    """Each text but a number that a cell takes, spelled, with its word: a status before a value spelled the same."""
    words = entry.scale.words()
    ranks = ((spelling(text), entry.scale.read(text)) for text in entry.scale.offer().spellings)
    values = {key: words[int(rank)] for key, rank in ranks if rank is not None}
    return values | {
        status_text: "" if status_text == VIDE else word for status_text, (word, _) in entry.statuses.items()
    }
