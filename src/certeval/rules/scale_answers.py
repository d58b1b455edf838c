"""What a scale answers for itself, whether its values are words or numbers: all that is asked of one elsewhere.

A scale of its own is a class here or in `scales` that gives its `key` and what differs.
"""

from abc import abstractmethod
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, NamedTuple

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.rules.bounds import Bounds, Ends
from certeval.rules.file_model import FileModel
from certeval.rules.refusals import THOUSANDS, Refusal, not_a_mark, not_a_word
from certeval.text.cell_text import spelling
from certeval.text.numbers import number

ORDINAL_SIZE = 3
"""From so many words on, a scale has an order worth counting by."""


class Metric(StrEnum):
    """What the difference of two values means: that they differ, how far in rank, how far in number."""

    NOMINAL = "nominale"
    ORDINAL = "ordinale"
    INTERVAL = "intervalle"


class Offer(NamedTuple):
    """What a grid lets in beside the statuses: words to choose from, or a number within `bounds`.

    `spellings` is every text that is read as one of the words; `yes` and `no` are those of either, where these are all
    there is. `under` is what the denominator of a fraction divides, 0 where a fraction is no number.
    """

    words: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    bounds: Ends | None = None
    under: int = 0


class AnyScale(FileModel):
    """What every scale answers, each as one of plain numbers would where it doesn't say otherwise."""

    key: ClassVar[str]
    """The key, or the word, that declares the scale."""
    yes_no: ClassVar[bool] = False
    """Whether a value is a yes or a no, which its cell says whole."""
    quantity: ClassVar[bool] = False
    """Whether a value counts something, and its greatest is but a bound, not what it is out of."""
    default_bounds: ClassVar[Bounds | None] = None
    """What an element takes where no rule is declared; None where it then takes nothing."""

    @property
    @abstractmethod
    def greatest(self) -> Fraction: ...

    def words(self) -> tuple[str, ...]:
        """What the values are called, from the worst; nothing where they are numbers."""
        return ()

    def spellings(self) -> tuple[str, ...]:
        """Every text that is read, whatever its case, accents and spaces; nothing where they are numbers."""
        return self.words()

    @property
    def worth(self) -> tuple[Fraction, ...]:
        """The points that each word carries, from the worst; nothing where it carries none."""
        return ()

    @property
    def total(self) -> Fraction:
        """What a limit in percent is a share of."""
        return self.worth[-1] if self.worth else self.greatest


class WordScale(AnyScale):
    """What scales of words share: a value is a rank from 0, the worst, in steps of 1."""

    @property
    def label(self) -> str:
        """What a finding calls the scale."""
        return ", ".join(self.words())

    @property
    def least(self) -> Fraction:
        return Fraction(0)

    @property
    def greatest(self) -> Fraction:
        return Fraction(len(self.words()) - 1)

    @property
    def step(self) -> Fraction | None:
        return Fraction(1)

    @property
    def metric(self) -> Metric:
        return Metric.ORDINAL if len(self.words()) >= ORDINAL_SIZE else Metric.NOMINAL

    def holds(self, least: Fraction, greatest: Fraction, step: Fraction | None) -> bool:  # noqa: ARG002
        """Whether every number from least to greatest, by step or any where it is None, is read: no word is one."""
        return False

    def offer(self) -> Offer:
        return Offer(self.words(), self.spellings())

    def refusal(self, text: str, statuses: tuple[str, ...]) -> Refusal:
        """Why a text, neither read nor one of the statuses, is no value."""
        return not_a_word(text, (*self.spellings(), *statuses))

    def flaws(self, path: Path) -> Iterator[Finding]:
        """What is wrong with it as declared at a path."""
        earlier: set[str] = set()
        for i, word in enumerate(self.words()):
            if spelling(word) in earlier:
                yield Finding(kinds.DUPLICATE_LEVEL, (*path, self.key, i), {"level": word})
            earlier.add(spelling(word))


class NumberScale(AnyScale):
    """What marks and quantities share: a range of exact numbers. It answers what scales of words answer."""

    metric: ClassVar[Metric] = Metric.INTERVAL

    def ends(self) -> Ends:
        """From where to where its values go."""
        raise AssertionError  # pragma: no cover -- each scale gives its own

    @property
    def least(self) -> Fraction:
        return self.ends().least

    @property
    def greatest(self) -> Fraction:
        return self.ends().greatest

    @property
    def step(self) -> Fraction | None:
        return self.ends().step

    @property
    def under(self) -> int:
        """What the denominator of a fraction divides: the step's, where it is no decimal; else 0, none being read."""
        under = 1 if self.step is None else self.step.denominator
        return under if 10 ** under.bit_length() % under else 0

    def number(self, text: str) -> Fraction | None:
        """The number that a text says here, of the scale or not; None where it says none.

        `12/20` may mean 12 out of 20: a fraction is read only where the step is no decimal, over a denominator of
        that step, other than what marks are out of.
        """
        if "/" not in text:
            return number(text)
        under = number(text.partition("/")[2])
        if not self.under or not under or under == self.greatest or self.under % under:
            return None
        return number(text)

    def read(self, text: str) -> Fraction | None:
        value = self.number(text)
        if value is None or not self._has(value):
            return None
        return None if THOUSANDS.fullmatch(text) and self._has(1000 * value) else value

    def _has(self, value: Fraction) -> bool:
        """Whether a number is one of the scale."""
        least, greatest, step = self.ends()
        return least <= value <= greatest and not (step and (value - least) % step)

    @property
    def label(self) -> str:
        return self.key

    def holds(self, least: Fraction, greatest: Fraction, step: Fraction | None) -> bool:
        low, high, by = self.ends()
        if least < low or greatest > high:
            return False
        return by is None or (step is not None and not step % by and not (least - low) % by)

    def offer(self) -> Offer:
        return Offer(bounds=self.ends(), under=self.under)

    def refusal(self, text: str, statuses: tuple[str, ...]) -> Refusal:
        return not_a_mark(text, statuses, self.number(text), self.ends())

    def flaws(self, path: Path) -> Iterator[Finding]:
        least, greatest, step = self.ends()
        if least >= greatest or (step is not None and step <= 0):
            ends = {"least": least, "greatest": greatest, "step": "-" if step is None else step}
            yield Finding(kinds.SCALE_RANGE, path, ends)
