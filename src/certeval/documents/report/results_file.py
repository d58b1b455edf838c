"""From a document of results to what the page says of each candidate: verdicts, what waits, what is held."""

from collections.abc import Iterator, Mapping

from certeval.documents.report.collector import LETTERS
from certeval.documents.report.content import (
    Override,
    PendingCandidate,
    PersonRow,
    ReportElement,
    ReportPeople,
)
from certeval.documents.report.names import DisplayNames
from certeval.engine.statistics.facts import StatisticsOutline
from certeval.engine.verdicts import EN_ATTENTE, Plain, elements_of, part_of
from certeval.messages import _
from certeval.render.waits import postponements
from certeval.render.words import first_words
from certeval.rules.program import CERTIFICATION

COLUMN_KINDS = ("certification", "bloc", "competence", "sous_competence", "epreuve")
"""The kinds that have a column."""
FEW = 6


def people(document: Mapping[str, object], outline: StatisticsOutline, names: DisplayNames) -> ReportPeople:
    """The candidates listed, those who wait, and what is held otherwise than computed."""
    columns = tuple(code for code, genre in outline.elements if genre in COLUMN_KINDS)
    rows: list[PersonRow] = []
    pending_candidates: list[PendingCandidate] = []
    overrides: list[Override] = []
    for candidate in elements_of(document, "candidats"):
        label = names.candidate(str(candidate["candidat"]))
        by_code = dict(_elements(candidate))
        verdicts = [by_code[code].get("verdict") if code in by_code else None for code in columns]
        letters = "".join([LETTERS.get(str(each), "-") for each in verdicts])
        identity = () if names.anonymous else ("nom", "prenom")
        name = " ".join(str(candidate[key]) for key in identity if key in candidate)
        rows.append(PersonRow(label, name, "", letters))
        certification = by_code[CERTIFICATION]
        missing = certification.get("manque")
        if certification.get("verdict") == EN_ATTENTE and isinstance(missing, list):
            words = filter(None, (first_words(missing, FEW), postponements(candidate)))
            pending_candidates.append(PendingCandidate(label, _("; ").join(words)))
        for code, each in by_code.items():
            overrides += Override.of(label, code, each, anonymous=names.anonymous)
    return ReportPeople(columns, (), rows, pending_candidates=pending_candidates, overrides=overrides)


def elements(outline: StatisticsOutline) -> dict[str, ReportElement]:
    """The kind of each element; its words are not in such a document."""
    return {code: ReportElement(genre) for code, genre in outline.elements}


def _elements(candidate: Plain) -> Iterator[tuple[str, Plain]]:
    yield CERTIFICATION, part_of(candidate, "certification")
    stack = [candidate]
    while stack:
        holder = stack.pop()
        for key in ("blocs", "competences", "sous_competences", "epreuves"):
            for each in elements_of(holder, key):
                yield str(each["code"]), each
                stack.append(each)
