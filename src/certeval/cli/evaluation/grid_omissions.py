"""What grids do not ask of some candidates, and why: left out of them, and said on stderr."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from certeval.cli import exits, notices
from certeval.cli.session import ReadSheets
from certeval.jury.holdings import exempted_entries
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.rules.program import CERTIFICATION
from certeval.scores import grid_scope
from certeval.scores.grids import Grid, GridCandidate

MOST_NAMES = 6
ACQUIRED, EXEMPTED = N_("not asked, acquired before: {what}"), N_("not asked, exempted: {what}")
FOR_OTHERS, NOT_SOUGHT = (
    N_("not asked, for another parcours or voie: {what}"),
    N_("not asked, not sought: {what}"),
)


def rest(grids: Sequence[Grid], rules: Referentiel, read: ReadSheets | None, *, page: bool) -> list[Grid]:
    """Of grids, those that ask something, without what is asked of nobody, which is said; status 2 where none is left.
    A `page` keeps every element: candidates are added to it, and their parcours chosen.
    """
    grids_left: list[Grid] = []
    texts: dict[str, dict[str, dict[str, None]]] = {}
    absent: dict[str, None] = {}
    for grid in grids:
        narrow_grid, omissions = grid_scope.narrow(grid), Omissions(grid, rules, read)
        kept = {each.candidat for each in narrow_grid.candidates}
        for who in grid.candidates:
            absent |= {} if who.candidat in kept else {who.candidat: None}
            for reason, element in omissions.of(who):
                texts.setdefault(reason, {}).setdefault(element, {})[who.candidat] = None
        candidates = tuple(each for each in grid.candidates if each.candidat in kept)
        if candidates or not grid.candidates:
            grids_left.append(replace(grid, candidates=candidates) if page else narrow_grid)
    for reason, by_element in texts.items():
        notices.tell(reason, what=", ".join(f"{code} ({_names(who)})" for code, who in by_element.items()))
    if absent:
        notices.tell(N_("in no grid, since nothing is asked of them: {candidats}"), candidats=_names(absent))
    if not grids_left:
        exits.refuse("nothing is left to enter of any candidate: there would be no grid")
    return grids_left


def _names(codes: Mapping[str, None]) -> str:
    first = ", ".join(list(codes)[:MOST_NAMES])
    return first if len(codes) <= MOST_NAMES else f"{first}… {len(codes)}"


class Omissions:
    """What a grid does not ask of each candidate, and why; told once for those who are alike."""

    def __init__(self, grid: Grid, rules: Referentiel, read: ReadSheets | None) -> None:
        self._grid, self._rules, self._read = grid, rules, read
        self._above = {
            item.code: [each.code for each in rules.tree.ancestors(item.code)] for item in grid.items
        }
        self._below: dict[str, set[str]] = {}
        for code, names in self._above.items():
            for name in names:
                self._below.setdefault(name, set()).add(code)
        self._told: dict[object, list[tuple[str, str]]] = {}

    def of(self, who: GridCandidate) -> list[tuple[str, str]]:
        """Each reason with the element: what of all that is asked below it nothing is asked, as one."""
        acquis = gifts = exemptions = frozenset[str]()
        if self._read and self._read.sitting and who.without:
            inscription = self._read.of_session.session.inscription(who.candidat)
            acquis = self._read.sitting.acquired(who.candidat)
            gifts = frozenset(self._read.sitting.gifts(who.candidat))
            exemptions = exempted_entries(inscription, self._rules)
        key = who.without, who.parcours, who.voie, acquis, gifts, exemptions
        if key not in self._told:
            self._told[key] = list(dict.fromkeys(self._omissions(who, acquis, gifts, exemptions)))
        return self._told[key]

    def _omissions(
        self, who: GridCandidate, acquis: frozenset[str], gifts: frozenset[str], exemptions: frozenset[str]
    ) -> Iterator[tuple[str, str]]:
        away = grid_scope.away(self._grid, who)
        for code, names in self._above.items():
            in_no_bloc = self._rules.tree.bloc_of(code) is None
            if code not in who.without and code not in away:
                continue
            if acquis.intersection(names) or (in_no_bloc and CERTIFICATION in acquis):
                yield ACQUIRED, next((each for each in names if each in acquis), code)
            elif code in exemptions:
                yield EXEMPTED, code
            elif code in away:
                yield FOR_OTHERS, next(each for each in reversed(names) if self._below[each] <= away)
            elif gifts.intersection(names):
                yield ACQUIRED, next(each for each in reversed(names) if self._below[each] <= who.without)
            else:
                yield NOT_SOUGHT, names[-1]
