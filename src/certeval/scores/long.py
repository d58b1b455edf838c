"""Long sheets, what a script writes: a row an observation."""

from certeval.scores.headings import ELEMENT, VALEUR, Headings
from certeval.scores.merge import Gathering
from certeval.scores.observations import Candidate, Cell, Key
from certeval.scores.rows import bearers
from certeval.sources.lines import Lines


def read(table: Lines, headings: Headings, gathering: Gathering) -> set[str]:
    """Put a long sheet's cells together with the others; the identifiers of its candidates."""
    if table.header is not None:
        for index, text in headings.others:
            gathering.elements.not_a_heading(text, table.header, index)
    element, value = headings.columns[ELEMENT], headings.columns[VALEUR]
    meanings = headings.meanings
    seen: set[str] = set()
    keys: dict[tuple[str, str, int], Key] = {}
    for bearer in bearers(table, headings, gathering):
        row, cells, candidate = bearer.row, bearer.row.cells, bearer.candidate
        if bearer.known:
            seen.add(candidate.code)
        else:
            candidate = Candidate(candidate.code, row)
        if axis := gathering.situations.axis(meanings.element(cells[element])):
            typed = cells[value], meanings.word(cells[value])
            gathering.situations.put(candidate, axis, typed, row, value)
            continue
        reader = gathering.elements.element(meanings.element(cells[element]), row, element, candidate.code)
        if reader is None:
            continue
        about = (reader.entry.code, bearer.jure, bearer.tentative)
        key = keys.get(about) or keys.setdefault(about, Key(*about))
        gathering.put(candidate, key, Cell(cells[value], reader[meanings.word(cells[value])], row, value))
        if bearer.comment:
            gathering.comment(candidate, key, bearer.comment)
    return seen
