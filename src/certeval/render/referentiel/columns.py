"""The three référentiels of a bloc side by side: activités, the compétences that follow from them, their critères."""

from collections.abc import Iterator

from certeval.referentiel.blocs import Activite, Bloc
from certeval.referentiel.elements import Competence, SousCompetence
from certeval.render.referentiel.facts import wording_line
from certeval.render.referentiel.page import PageLine, PageRow


def rows(bloc: Bloc) -> Iterator[PageRow]:
    """The rows of a bloc, of which only the first of those that follow each other under one heading keeps it."""
    before: PageLine | None = None
    for row in _rows(bloc):
        activites, competence, inside = row.cells
        heading = competence[0] if len(competence) > 1 else None
        yield (
            PageRow((activites, competence[1:], inside), row.begins) if heading and heading == before else row
        )
        before = heading


def _rows(bloc: Bloc) -> Iterator[PageRow]:
    """Activités beside the compétences that follow from them, in the order of the bloc."""
    for group, competences in activite_groups(bloc):
        activites = tuple(wording_line(a) for a in group)
        for i, competence in enumerate(competences or [None]):
            yield _row(activites if not i else (), competence, begins=not i)


def activite_groups(bloc: Bloc) -> Iterator[tuple[list[Activite], list[Competence]]]:
    """Activités that share compétences, with all that follow from them, each once; last, one by one, those that
    follow from none.
    """
    rest = {competence.code: competence for competence in bloc.competences}
    groups: list[list[Activite]] = []
    for activite in bloc.activites:
        overlaps = [g for g in groups if any(set(a.competences) & set(activite.competences) for a in g)]
        union = [a for group in overlaps for a in group] + [activite]
        at = groups.index(overlaps[0]) if overlaps else len(groups)
        groups = [g for g in groups if g not in overlaps]
        groups.insert(at, union)
    for group in groups:
        codes = {code for activite in group for code in activite.competences}
        yield group, [rest.pop(c.code) for c in bloc.competences if c.code in rest and c.code in codes]
    for competence in rest.values():
        yield [], [competence]


def _row(activites: tuple[PageLine, ...], competence: Competence | None, *, begins: bool) -> PageRow:
    if competence is None:
        return PageRow((activites, (), ()), begins)
    inside = [line for part in competence.sous_competences for line in part_lines(part, 0)]
    inside += [wording_line(c) for c in competence.criteres]
    heading = (PageLine(competence.groupe),) if competence.groupe else ()
    return PageRow((activites, (*heading, wording_line(competence)), tuple(inside)), begins)


def part_lines(part: SousCompetence, depth: int = 1) -> Iterator[PageLine]:
    """A sous-compétence, then its critères."""
    yield wording_line(part, depth)
    yield from (wording_line(c, depth + 1) for c in part.criteres)
