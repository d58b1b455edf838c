"""What a grid asks of each candidate: in comes a whole grid, out goes the one that asks nothing else."""

from collections.abc import Sequence
from dataclasses import replace

from certeval.scores.grids import Grid, GridCandidate, GridItem, GridPage


def narrow(grid: Grid) -> Grid:
    """The grid of what its candidates are to be assessed on, without what is asked of nobody, nor anybody of whom
    nothing is asked. What is not for the parcours or the voie of a candidate is among what this one is `without`.
    """
    codes = {item.code for item in grid.items}
    everybody = (replace(each, without=each.without | away(grid, each)) for each in grid.candidates)
    candidates = tuple(each for each in everybody if not codes <= each.without)
    return replace(grid, pages=_pages(grid.pages, common(candidates)), candidates=candidates)


def away(grid: Grid, candidate: GridCandidate) -> frozenset[str]:
    """The codes of what is not for the parcours or the voie of a candidate."""
    return frozenset(item.code for item in grid.items if item.whom and not _may_be_for(grid, item, candidate))


def _may_be_for(grid: Grid, item: GridItem, candidate: GridCandidate) -> bool:
    """Whether an element may be for a candidate, as it is where the parcours or the voie is not known."""
    words = dict(item.whom)
    for axis, domain in grid.situation:
        word = getattr(candidate, axis)
        if axis in words and word in domain.words and word not in words[axis]:
            return False
    return True


def common(candidates: Sequence[GridCandidate]) -> frozenset[str]:
    """The codes of what none of these candidates is asked."""
    return frozenset.intersection(*(each.without for each in candidates)) if candidates else frozenset()


def _pages(pages: Sequence[GridPage], without: frozenset[str]) -> tuple[GridPage, ...]:
    """Pages without these elements, nor what then holds none."""
    narrow_pages: list[GridPage] = []
    for page in pages if without else ():
        groups = (
            replace(group, items=tuple(item for item in group.items if item.code not in without))
            for group in page.groups
        )
        if kept := tuple(group for group in groups if group.items):
            narrow_pages.append(replace(page, groups=kept))
    return tuple(narrow_pages if without else pages)


def of_page(grid: Grid, page: GridPage) -> Grid:
    """A narrow grid for the candidates of whom something is asked on a page."""
    codes = {item.code for item in page.items}
    return replace(grid, candidates=tuple(each for each in grid.candidates if not codes <= each.without))


def of_candidate(grid: Grid, candidate: GridCandidate) -> Grid:
    """A narrow grid with what is asked of one candidate alone."""
    return replace(grid, pages=_pages(grid.pages, candidate.without))
