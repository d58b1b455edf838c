"""What `--bloc` and `--candidat` keep of what is shown, the same whatever the command shows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from certeval.cli import exits
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.rules.program import CERTIFICATION
from certeval.scores.observations import Scores


class Filters(NamedTuple):
    """The blocs and the candidates asked for, by their codes; none where all are."""

    blocs: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    def shows(self, referentiel: Referentiel, code: str) -> bool:
        """Whether an element is shown: the certification always is, and what is of one of the blocs."""
        if not self.blocs or code == CERTIFICATION:
            return True
        return any(each.code in self.blocs for each in referentiel.tree.ancestors(code))

    def kept(self, scores: Scores) -> Scores:
        """What sheets say of the candidates asked for."""
        if not self.candidates:
            return scores
        kept = {code: each for code, each in scores.candidates.items() if code in self.candidates}
        return replace(scores, candidates=kept)

    @property
    def said(self) -> dict[str, list[str]]:
        """By the key that says so in results."""
        asked = {"blocs": self.blocs, "candidats": self.candidates}
        return {key: list(codes) for key, codes in asked.items() if codes}


def asked(
    referentiel: Referentiel, scores: Scores, blocs: Sequence[str], candidates: Sequence[str]
) -> Filters:
    """What was typed, understood; status 2 where it names no bloc or no candidate, or several."""
    from certeval.cli import session

    people = dict.fromkeys(session.candidate(scores, typed) for typed in candidates)
    return Filters(named(referentiel, blocs), tuple(people))


def named(referentiel: Referentiel, blocs: Sequence[str]) -> tuple[str, ...]:
    """The blocs meant by `2`, `BC2`, `bloc 2`; status 2 where there is no such one."""
    found: dict[str, None] = {}
    for typed in blocs:
        bloc = referentiel.bloc(typed)
        if bloc is None:
            known = ", ".join(referentiel.tree.below("bloc", None))
            exits.refuse(N_("no bloc « {typed} »: there are {known}"), typed=typed, known=known)
        found[bloc] = None
    return tuple(found)
