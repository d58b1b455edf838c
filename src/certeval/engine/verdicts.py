"""Decisions in plain words, validated, not validated, pending; and how many candidates have each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from certeval.rules.derivation import State
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, VRAI
from certeval.rules.program import Program

Verdict = Literal["valide", "non_valide", "en_attente"]
Plain = dict[str, object]

VALIDE: Verdict = "valide"
NON_VALIDE: Verdict = "non_valide"
EN_ATTENTE: Verdict = "en_attente"
VERDICTS: tuple[Verdict, ...] = (VALIDE, NON_VALIDE, EN_ATTENTE)


def verdict(outcome: int) -> Verdict:
    """The jury's word for an outcome: undetermined and excluded are both pending."""
    return WORDS[outcome]


def _word(outcome: int) -> Verdict:
    if outcome == VRAI:
        return VALIDE
    return NON_VALIDE if outcome and not outcome & ~(FAUX | BLOQUE) else EN_ATTENTE


WORDS = tuple(map(_word, range(2 * EXCLU)))
"""The word for each outcome."""


def word_of(code: str, state: State, program: Program) -> Verdict | None:
    """The verdict of an element, None where there is none or it is not for the candidate."""
    judgement = state.verdicts.get(code)
    if judgement is None or (judgement.outcome == EXCLU and program.existence(code, state) == FAUX):
        return None
    return WORDS[judgement.outcome]


@dataclass(slots=True)
class Synthesis:
    """How many candidates have each verdict, for the certification and for each bloc.

    `partial` counts those who have a bloc and not the certification: the jury's « validation partielle ».
    """

    candidates: int
    certification: dict[Verdict, int]
    blocs: dict[str, dict[Verdict, int]]
    partial: int = 0

    @classmethod
    def empty(cls, blocs: Iterable[str]) -> "Synthesis":
        """That of nobody."""
        return cls(0, dict.fromkeys(VERDICTS, 0), {code: dict.fromkeys(VERDICTS, 0) for code in blocs})

    def add(self, certification: Verdict, blocs: Mapping[str, Verdict | None], count: int = 1) -> None:
        """Take in so many candidates who have these verdicts."""
        self.candidates += count
        self.certification[certification] += count
        for code, word in blocs.items():
            if word is not None:
                self.blocs[code][word] += count
        if certification != VALIDE and VALIDE in blocs.values():
            self.partial += count

    def plain(self) -> Plain:
        """As design §4 gives it in JSON."""
        return {"candidats": self.candidates, "certification": self.certification, "blocs": self.blocs}


def elements_of(result: Mapping[str, object], key: str) -> list[Plain]:
    """The elements that a result holds under a key; none where it has no such key."""
    elements = result.get(key)
    return elements if isinstance(elements, list) else []


def part_of(result: Mapping[str, object], key: str) -> Plain:
    """What a result says under a key, by its own keys; empty where it says nothing there."""
    part = result.get(key)
    return part if isinstance(part, dict) else {}
