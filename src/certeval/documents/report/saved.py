"""From a document of results to what the page says of each candidate: verdicts, what waits, what is held."""

from collections.abc import Iterator, Mapping, Sequence

from certeval.documents.report.content import HeldVerdict, PersonRow, ReportElement, ReportPeople, Waiting
from certeval.documents.report.gathering import LETTERS
from certeval.documents.report.names import ShownNames
from certeval.engine.statistics.facts import StatisticsOutline
from certeval.engine.verdicts import EN_ATTENTE, VERDICTS, Plain, listed
from certeval.messages import ngettext
from certeval.rules.program import CERTIFICATION

SHOWN = ("certification", "bloc", "competence", "sous_competence", "epreuve")
"""The kinds that have a column."""
FEW = 6


def people(
    document: Mapping[str, object], outline: StatisticsOutline, names: ShownNames
) -> tuple[ReportPeople, list[Waiting], list[HeldVerdict]]:
    """The candidates listed, those who wait, and what is held otherwise than computed."""
    columns = tuple(code for code, genre in outline.elements if genre in SHOWN)
    rows: list[PersonRow] = []
    waiting: list[Waiting] = []
    held: list[HeldVerdict] = []
    for candidate in listed(document, "candidats"):
        called = names.candidate(str(candidate["candidat"]))
        decided = dict(_elements(candidate))
        letters = "".join([LETTERS.get(_verdict(decided.get(code)), "-") for code in columns])
        name = (
            ""
            if names.anonymous
            else " ".join(str(candidate[key]) for key in ("nom", "prenom") if key in candidate)
        )
        rows.append(PersonRow(called, name, "", letters))
        certification = decided[CERTIFICATION]
        missing = certification.get("manque")
        if certification.get("verdict") == EN_ATTENTE and isinstance(missing, list):
            waiting.append(Waiting(called, _codes(missing)))
        for code, each in decided.items():
            held += HeldVerdict.of(called, code, each, anonymous=names.anonymous)
    return ReportPeople(columns, (), rows), waiting, held


def elements(outline: StatisticsOutline) -> dict[str, ReportElement]:
    """The kind of each element; its words are not in such a document."""
    return {code: ReportElement(genre) for code, genre in outline.elements}


def _elements(candidate: Plain) -> Iterator[tuple[str, Plain]]:
    certification = candidate["certification"]
    yield CERTIFICATION, certification if isinstance(certification, dict) else {}
    waiting = [candidate]
    while waiting:
        holder = waiting.pop()
        for key in ("blocs", "competences", "sous_competences", "epreuves"):
            for each in listed(holder, key):
                yield str(each["code"]), each
                waiting.append(each)


def _verdict(element: Plain | None) -> str | None:
    found = element.get("verdict") if element else None
    return found if isinstance(found, str) and found in VERDICTS else None


def _codes(missing: Sequence[object]) -> str:
    first, more = ", ".join(map(str, missing[:FEW])), len(missing) - FEW
    if more <= 0:
        return first
    return ngettext("{codes} and {n} more", "{codes} and {n} more", more).format(codes=first, n=more)
