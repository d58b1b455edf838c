"""What a jury must be to deliberate, as the certifier declares it: for a session that says nothing else."""

from typing import Annotated

from pydantic_core import PydanticKnownError

from certeval.diagnostics import Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.referentiel.texts import Entier
from certeval.rules.bounds import Bounds
from certeval.rules.file_model import About, Before, FileModel, Present
from certeval.rules.grammar import Bornes
from certeval.rules.limits import count_bounds
from certeval.rules.names import NO_NAMES, Mistakes, Scope
from certeval.rules.program import CERTIFICATION


def _require_bounds(value: object) -> object:
    """Bounds without any would be met by every jury."""
    if value == {}:
        raise PydanticKnownError("too_short", {"field_type": "mapping", "min_length": 1, "actual_length": 0})
    return value


BORNES = Before(_require_bounds)


class Quorum(FileModel):
    """How many of its members must be present for a jury to deliberate."""

    presents: Annotated[Present[Entier], About("Members present", "The fewest members present.").like(2)] = (
        None
    )
    externes: Annotated[
        Present[Entier], About("External members present", "The fewest of these who are external.").like(1)
    ] = None


class ReglesJury(FileModel):
    """How a jury is composed, and its quorum."""

    membres: Annotated[
        Present[Bornes], BORNES, About("Members", "How many members a jury has.").like({"au_moins": 2})
    ] = None
    externes: Annotated[
        Present[Bornes],
        BORNES,
        About(
            "External members",
            "How many members are external to the certifier: a number, or a share of the members.",
        ).like({"au_moins": "50 %"}, {"au_moins": 1}),
    ] = None
    quorum: Annotated[
        Present[Quorum],
        About("Quorum", "How many members must be present for the jury to deliberate.").like(
            {"presents": 2, "externes": 1}
        ),
    ] = None


class Jury(FileModel):
    """What is declared of juries."""

    regles: Annotated[
        Present[ReglesJury],
        About(
            "Rules of juries", "How a jury is composed and its quorum; a session may declare its own."
        ).like({"membres": {"au_moins": 2}, "externes": {"au_moins": "50 %"}, "quorum": {"presents": 2}}),
    ] = None


def limits(bornes: Bornes | None, mistakes: Mistakes, path: Path, *, shares: bool) -> Bounds | None:
    """Bounds on how many members, a share of them where `shares`; None where nothing is asked. What is wrong with
    them goes to `mistakes`.
    """
    if bornes is None:
        return None
    scope = Scope(NO_NAMES, mistakes, CERTIFICATION)
    for key, limit in bornes.bounds() if not shares else ():
        if not limit.isascii() or not limit.isdecimal():
            mistakes.report(kinds.LIMIT_NOT_MEMBERS, (*path, key), limit=limit)
            return None
    return count_bounds(scope, bornes, path)
