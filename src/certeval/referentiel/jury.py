"""What a jury must be to deliberate, as the certifier declares it: for a session that says nothing else."""

from collections.abc import Iterator
from typing import Annotated

from pydantic_core import PydanticKnownError

from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.referentiel.texts import Entier
from certeval.rules.bounds import Bounds
from certeval.rules.file_model import Before, FileModel, Present, optional
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

    presents: Present[Entier] = optional("Members present", "The fewest members present.", 2)
    externes: Present[Entier] = optional(
        "External members present", "The fewest of these who are external.", 1
    )


class ReglesJury(FileModel):
    """How a jury is composed, and its quorum."""

    membres: Annotated[Present[Bornes], BORNES] = optional(
        "Members", "How many members a jury has.", {"au_moins": 2}
    )
    externes: Annotated[Present[Bornes], BORNES] = optional(
        "External members",
        "How many members are external to the certifier: a number, or a share of the members.",
        {"au_moins": "50 %"},
        {"au_moins": 1},
    )
    quorum: Present[Quorum] = optional(
        "Quorum",
        "How many members must be present for the jury to deliberate.",
        {"presents": 2, "externes": 1},
    )


class Jury(FileModel):
    """What is declared of juries."""

    regles: Present[ReglesJury] = optional(
        "Rules of juries",
        "How a jury is composed and its quorum; a session may declare its own.",
        {"membres": {"au_moins": 2}, "externes": {"au_moins": "50 %"}, "quorum": {"presents": 2}},
    )


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


MOST_MEMBERS = 1_000
"""Members beyond the fewest that are tried, of a jury that may be of any size: of so many a share may be any."""


def findings(rules: ReglesJury, path: Path) -> Iterator[Finding]:
    """What is wrong with the rules of a jury: limits that are no number of members, and what no jury can meet."""
    mistakes = Mistakes()
    members = limits(rules.membres, mistakes, (*path, "membres"), shares=False)
    externals = limits(rules.externes, mistakes, (*path, "externes"), shares=True)
    yield from mistakes.findings.values()
    if mistakes.findings:
        return
    fewest, most = members.whole() if members else (1, None)
    sizes = range(max(fewest, 1), (fewest + MOST_MEMBERS if most is None else most) + 1)
    fits = [size for size in sizes if externals is None or externals.has_count(size)]
    if not fits:
        key, bornes = ("externes", rules.externes) if sizes else ("membres", rules.membres)
        yield Finding(kinds.NO_SUCH_JURY, (*path, key), {"bound": bounds_text(bornes)}, at_key=True)
    elif rules.quorum:
        most_externals = [externals.whole(size)[1] if externals else None for size in fits]
        most_of_each = [
            size if end is None else min(size, end) for size, end in zip(fits, most_externals, strict=True)
        ]
        yield from _quorum_findings(rules.quorum, (*path, "quorum"), fits[-1], max(most_of_each))


def _quorum_findings(quorum: Quorum, path: Path, members: int, externals: int) -> Iterator[Finding]:
    """A quorum is no more than the members there may be; its external ones, than those there may be among it."""
    there = externals if quorum.presents is None else min(externals, quorum.presents)
    for key, least, most in (("presents", quorum.presents, members), ("externes", quorum.externes, there)):
        if least is not None and least > most:
            yield Finding(kinds.QUORUM_TOO_LARGE, (*path, key), {"asked": least, "most": most})


def bounds_text(bornes: Bornes | None) -> str:
    """Bounds as they are declared: `au_moins: 2`."""
    return ", ".join(f"{key}: {limit}" for key, limit in (bornes.bounds() if bornes else ()))
