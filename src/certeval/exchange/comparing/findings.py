"""What differs between a référentiel and its fiche as findings, each at its place in the file of the référentiel."""

from collections.abc import Iterator

from certeval.diagnostics import Diagnostic, Finding
from certeval.diagnostics.families import documents as kinds
from certeval.exchange.comparing import sides
from certeval.exchange.comparing.compare import Blocs, FicheComparison, compare
from certeval.exchange.comparing.sides import Side
from certeval.sources.document import Document

WHERE = {
    sides.INTITULE: ("intitule",),
    sides.NUMERO: ("rncp",),
    sides.NIVEAU: ("niveau",),
    sides.DU: ("enregistrement", "du"),
    sides.AU: ("enregistrement", "au"),
    sides.DECISION: ("enregistrement", "decision", "le"),
}
"""Where each fact stands in the certification."""


def findings(document: Document, fiche: Side) -> list[Diagnostic]:
    """What a référentiel's file says otherwise than its fiche, or does not say, or says alone."""
    comparison = compare(sides.of_tree(document.root, document.file), fiche)
    return [document.locate(each) for each in _found(comparison)]


def _found(comparison: FicheComparison) -> Iterator[Finding]:
    for fact in comparison.facts:
        if fact.differs:
            path = ("certification", *WHERE[fact.name])
            yield Finding(kinds.FACT_OTHERWISE, path, {"ours": fact.first, "theirs": fact.second})
    for pair in comparison.blocs:
        yield from _in_bloc(pair)
    for bloc in comparison.first_alone:
        yield Finding(kinds.BLOC_NOT_PUBLISHED, bloc.path, {"code": bloc.name})
    for bloc in comparison.second_alone:
        yield Finding(kinds.BLOC_LACKS, ("blocs",), {"code": bloc.name, "text": bloc.intitule}, at_key=True)


def _in_bloc(pair: Blocs) -> Iterator[Finding]:
    if pair.title:
        told = {"code": pair.first.name, "text": pair.second.intitule}
        yield Finding(kinds.WORDED_OTHERWISE, (*pair.first.path, "intitule"), told)
    for each in pair.competences:
        if each.runs:
            told = {"code": each.first.code, "text": each.second.text}
            yield Finding(kinds.WORDED_OTHERWISE, (*each.first.path, "libelle"), told)
    for competence in pair.first_alone:
        yield Finding(kinds.COMPETENCE_NOT_PUBLISHED, competence.path, {"code": competence.code})
    for competence in pair.second_alone:
        told = {"code": pair.first.name, "text": competence.text}
        yield Finding(kinds.COMPETENCE_LACKS, (*pair.first.path, "competences"), told, at_key=True)
