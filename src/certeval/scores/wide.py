"""Wide sheets, the habit of juries: a row a candidate, a column an element."""

from collections.abc import Callable, Sequence

from certeval.diagnostics.families import sheets as kinds
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.scores.headings import CANDIDAT, Headings, duplicate
from certeval.scores.merge import Gathering
from certeval.scores.observations import Candidate, CellKey, CellReader, Layout
from certeval.scores.rows import Bearer, bearers
from certeval.sources.lines import Line, Lines

AT_ONCE = 10_000
"""Rows looked at together."""


def read(table: Lines, headings: Headings, gathering: Gathering) -> set[str]:
    """Put a wide sheet's cells together with the others; the identifiers of its candidates."""
    columns = _columns(table, headings, gathering)
    word = headings.meanings.word
    refused = _refused(table, columns, word)
    if not refused and (codes := _plain(table, headings, columns, gathering)):
        return codes
    layouts: dict[tuple[str, int], Layout] = {}
    seen: dict[tuple[str, str, int], Line] = {}
    for bearer in bearers(table, headings, gathering):
        candidate = _once(bearer, seen, headings, gathering)
        of_bearer = (bearer.jure, bearer.tentative)
        layout = layouts.get(of_bearer)
        if layout is None:
            placed = [(index, CellKey(reader.entry.code, *of_bearer), reader) for index, reader in columns]
            layout = layouts[of_bearer] = Layout(*of_bearer, tuple(placed), word)
        row = bearer.row
        wrong = refused and any(row.cells[index] in texts for index, texts in refused)
        if wrong or not candidate.keeps(layout, row):
            for key, cell in layout.each(row):
                gathering.put(candidate, key, cell)
        if bearer.comment:
            gathering.comment(candidate, CellKey("", *of_bearer), bearer.comment)
    return {code for code, _, _ in seen}


def _plain(
    table: Lines, headings: Headings, columns: Sequence[tuple[int, CellReader]], gathering: Gathering
) -> set[str]:
    """The identifiers of a table that holds but candidates and their cells, of which nothing is to be said, put with
    the others at once; none where a row must be looked at by itself.
    """
    identifier = headings.columns[headings.bearer]
    if table.given or headings.unnamed or headings.columns.keys() != {CANDIDAT}:
        return set()
    codes = [row.cells[identifier] for row in table.rows]
    candidates = gathering.people.all_new(codes, table.rows, identifier)
    if candidates is None:
        return set()
    placed = tuple((index, CellKey(reader.entry.code), reader) for index, reader in columns)
    layout = Layout("", 1, placed, headings.meanings.word)
    for candidate, row in zip(candidates, table.rows, strict=True):
        candidate.rows = ((layout, row),)
    return set(codes)


def _refused(
    table: Lines, columns: Sequence[tuple[int, CellReader]], word: Callable[[str], str]
) -> list[tuple[int, set[str]]]:
    """The columns with texts that their elements refuse, and these: each distinct text is looked at once."""
    found: dict[int, set[str]] = {}
    for at in range(0, len(table.rows), AT_ONCE):
        texts = list(zip(*[row.cells for row in table.rows[at : at + AT_ONCE]], strict=False))
        for index, reader in columns:
            refused = {text for text in set(texts[index]) if reader[word(text)].refusal is not None}
            if refused:
                found.setdefault(index, set()).update(refused)
    return list(found.items())


def columns_of(headings: Headings, referentiel: Referentiel) -> dict[str, int]:
    """The column of each entered element that has one, the first where several name it; and those of the situation."""
    found: dict[str, int] = {}
    for index, text in headings.entered(referentiel.is_entered):
        code = referentiel.resolve(text)
        if code is not None and code in referentiel.entries:
            found.setdefault(code, index)
    situation = referentiel.program.situation
    return found | {axis: headings.columns[axis] for axis in situation if axis in headings.columns}


def _columns(table: Lines, headings: Headings, gathering: Gathering) -> list[tuple[int, CellReader]]:
    """The columns that are elements, each once: two spellings of a code are one element."""
    found: dict[str, tuple[int, CellReader]] = {}
    for index, text in headings.entered(gathering.referentiel.is_entered):
        if table.header is None:
            continue
        reader = gathering.elements.column(text, table.header, index)
        if reader is None:
            continue
        first = found.setdefault(reader.entry.code, (index, reader))
        if first[0] != index:
            gathering.reports.findings.append(duplicate(table.header, index, first[0]))
    return list(found.values())


def _once(
    bearer: Bearer, seen: dict[tuple[str, str, int], Line], headings: Headings, gathering: Gathering
) -> Candidate:
    """The row's candidate; one whose values are checked and not kept where the sheet already has that row."""
    if not bearer.known:
        return Candidate(bearer.candidate.code, bearer.row)
    code = bearer.candidate.code
    first = seen.setdefault((code, bearer.jure, bearer.tentative), bearer.row)
    if first is bearer.row:
        return bearer.candidate
    column = headings.columns[headings.bearer]
    if not gathering.reports.past(kinds.REPEATED_CANDIDATE, bearer.row, column, code):
        related = (N_("first given here"), first.place(column))
        about = {"candidat": code}
        gathering.reports.add(
            kinds.REPEATED_CANDIDATE, bearer.row.place(column), about, related, candidate=code
        )
    return Candidate(code, bearer.row)
