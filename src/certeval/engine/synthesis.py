"""How many candidates have each verdict."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from certeval.engine.verdicts import VALIDE, VERDICTS, Plain, Verdict


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
        for code, found in blocs.items():
            if found is not None:
                self.blocs[code][found] += count
        if certification != VALIDE and VALIDE in blocs.values():
            self.partial += count

    def plain(self) -> Plain:
        """As design §4 gives it in JSON."""
        return {"candidats": self.candidates, "certification": self.certification, "blocs": self.blocs}
