"""Several documents of one title as one: elements met again are the same, two lists of critères are a doubt."""

from collections.abc import Sequence

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.segmenting import headings
from certeval.exchange.segmenting.outline import DocumentOutline, OutlineBloc, OutlineNode, add


def merged(outlines: Sequence[DocumentOutline]) -> DocumentOutline:
    """The outline of several: what the first ones say, and what the others add."""
    found, *others = outlines
    for other in others:
        found.certification = other.certification | found.certification
        found.doubts += other.doubts
        found.links += other.links
        found.sentences += other.sentences
        for bloc in other.blocs:
            there = _same(found.blocs, bloc)
            if isinstance(there, OutlineBloc):
                _add(found, there, bloc)
            else:
                found.blocs.append(bloc)
        found.epreuves += [each for each in other.epreuves if _same(found.epreuves, each) is None]
    return found


def _same(listed: Sequence[OutlineNode], element: OutlineNode) -> OutlineNode | None:
    return next(
        (
            each
            for each in listed
            if (each.text and headings.bare(each.text) == headings.bare(element.text))
            or (each.numbers and each.numbers == element.numbers and not (each.text and element.text))
        ),
        None,
    )


def _add(found: DocumentOutline, bloc: OutlineBloc, other: OutlineBloc) -> None:
    add(bloc.metiers, other.metiers)
    add(bloc.savoir_faire, other.savoir_faire)
    bloc.condition = bloc.condition or other.condition
    bloc.activites += [each for each in other.activites if _same(bloc.activites, each) is None]
    bloc.epreuves += [each for each in other.epreuves if _same(bloc.epreuves, each) is None]
    _forget(found, other)
    for competence in other.nodes:
        there = _same(bloc.nodes, competence)
        if there is None:
            bloc.nodes.append(competence)
            continue
        differ = bool(there.nodes and competence.nodes) and _texts(there) != _texts(competence)
        if there.nodes:
            _forget(found, competence)
        if differ:
            found.doubt(kinds.TWO_LISTS, there, competence.spot, blocking=True)
        there.nodes = there.nodes or competence.nodes


def _forget(found: DocumentOutline, element: OutlineNode) -> None:
    """Doubts about an element that another stands for, or about what stands in it, are no more."""
    gone = {id(element), *(id(each) for each in element.nodes if element.kind == "competence")}
    found.doubts = [each for each in found.doubts if id(each.node) not in gone]


def _texts(competence: OutlineNode) -> list[str]:
    return [headings.bare(each.text) for each in competence.nodes]
