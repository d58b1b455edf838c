"""Wide sheets, the habit of juries: a row a candidate, a column an element."""

from collections import Counter
from collections.abc import Callable, Sequence

from certeval.diagnostics.families import sheets as kinds
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.scores import identifiers
from certeval.scores.groups import GROUPE
from certeval.scores.headings import CANDIDAT, IDENTITY, Headings, duplicate
from certeval.scores.merge import Collector
from certeval.scores.observations import MOST_ROWS, Candidate, CellKey, CellReader, Layout
from certeval.scores.rows import Bearer, bearers
from certeval.sources.lines import Line, Lines

AT_ONCE = 10_000
"""Rows looked at together."""
PLAIN_COLUMNS = {CANDIDAT, *IDENTITY, GROUPE, "jure"}
"""The columns of a table that says but who its rows are for, and by whom they are marked."""


def read(table: Lines, headings: Headings, collector: Collector) -> set[str]:
    """Put a wide sheet's cells together with the others; the identifiers of its candidates."""
    columns = _columns(table, headings, collector)
    refusals = _refusals(table, columns, headings.meanings.word)
    if not refusals and (codes := _plain(table, headings, columns, collector)):
        return codes
    layouts: dict[tuple[str, int], Layout] = {}
    first_rows: dict[tuple[str, str, int], Line] = {}
    for bearer in bearers(table, headings, collector):
        candidate = _candidate_once(bearer, first_rows, headings, collector)
        of_bearer = (bearer.jure, bearer.tentative)
        layout = layouts.get(of_bearer)
        if layout is None:
            layout = layouts[of_bearer] = _layout(of_bearer, columns, headings)
        row = bearer.row
        wrong = refusals and any(row.cells[index] in texts for index, texts in refusals)
        if wrong or not candidate.keeps(layout, row):
            for key, cell in layout.each(row):
                collector.put(candidate, key, cell)
        if bearer.comment:
            collector.comment(candidate, CellKey("", *of_bearer), bearer.comment)
    return {code for code, _, _ in first_rows}


def _plain(
    table: Lines, headings: Headings, columns: Sequence[tuple[int, CellReader]], collector: Collector
) -> set[str]:
    """The identifiers of a table that holds but people and their cells, put with the others at once; none where a row
    must be looked at by itself.
    """
    at, people, rows = headings.columns, collector.people, table.rows
    is_more = table.defaults or headings.blank_columns or not at.keys() <= PLAIN_COLUMNS
    if is_more or headings.bearer != CANDIDAT:
        return set()
    identifier, jure = at[CANDIDAT], at.get("jure")
    codes = [row.cells[identifier] for row in rows]
    jurors = [""] * len(codes) if jure is None else [row.cells[jure] for row in rows]
    names = {text: identifiers.normalize(text) for text in set(jurors)}
    most = max(Counter(codes).values(), default=0)
    pairs = zip(codes, map(names.__getitem__, jurors), strict=True)
    if most > MOST_ROWS or (most > 1 and len(set(pairs)) < len(codes)):
        return set()
    candidates = people.all_new(codes, rows, identifier)
    if candidates is None:
        return set()
    details = [(name, at[name]) for name in (*IDENTITY, GROUPE) if name in at]
    layouts: dict[str, Layout] = {}
    for candidate, text, row in zip(candidates, jurors, rows, strict=True):
        for name, index in details:
            people.detail(candidate, name, row.cells[index], row, index)
        layout = layouts.get(text)
        if layout is None:
            of_juror = (people.juror(text.strip(), row, identifier if jure is None else jure), 1)
            layout = layouts[text] = _layout(of_juror, columns, headings)
        candidate.rows = (*candidate.rows, (layout, row))
    return set(codes)


def _layout(
    of_bearer: tuple[str, int], columns: Sequence[tuple[int, CellReader]], headings: Headings
) -> Layout:
    """What the columns hold in the rows of a juror at an attempt."""
    of_columns = tuple([(index, CellKey(reader.entry.code, *of_bearer), reader) for index, reader in columns])
    return Layout(*of_bearer, of_columns, headings.meanings.word)


def _refusals(
    table: Lines, columns: Sequence[tuple[int, CellReader]], word: Callable[[str], str]
) -> list[tuple[int, set[str]]]:
    """The columns with texts that their elements refuse, and these: each distinct text is looked at once."""
    by_column: dict[int, set[str]] = {}
    for at in range(0, len(table.rows), AT_ONCE):
        texts = list(zip(*[row.cells for row in table.rows[at : at + AT_ONCE]], strict=False))
        for index, reader in columns:
            refusals = {text for text in set(texts[index]) if reader[word(text)].refusal is not None}
            if refusals:
                by_column.setdefault(index, set()).update(refusals)
    return list(by_column.items())


def columns_of(headings: Headings, referentiel: Referentiel) -> dict[str, int]:
    """The column of each entered element that has one, the first where several name it; and those of the situation."""
    by_code: dict[str, int] = {}
    for index, text in headings.element_columns(referentiel.is_entered):
        code = referentiel.resolve(text)
        if code is not None and code in referentiel.entries:
            by_code.setdefault(code, index)
    situation = referentiel.program.situation
    return by_code | {axis: headings.columns[axis] for axis in situation if axis in headings.columns}


def _columns(table: Lines, headings: Headings, collector: Collector) -> list[tuple[int, CellReader]]:
    """The columns that are elements, each once: two spellings of a code are one element."""
    by_code: dict[str, tuple[int, CellReader]] = {}
    collector.elements.columns = columns_of(headings, collector.referentiel)
    for index, text in headings.element_columns(collector.referentiel.is_entered):
        if table.header is None:
            continue
        reader = collector.elements.element(text, table.header, index, heading=True)
        if reader is None:
            continue
        first = by_code.setdefault(reader.entry.code, (index, reader))
        if first[0] != index:
            finding = duplicate(table.header, index, first[0], reader.entry.code)
            collector.reports.findings.append(finding)
    return list(by_code.values())


def _candidate_once(
    bearer: Bearer, first_rows: dict[tuple[str, str, int], Line], headings: Headings, collector: Collector
) -> Candidate:
    """The row's candidate; one whose values are checked and not kept where the sheet already has that row."""
    if not bearer.is_known:
        return Candidate(bearer.candidate.code, bearer.row)
    code = bearer.candidate.code
    first = first_rows.setdefault((code, bearer.jure, bearer.tentative), bearer.row)
    if first is bearer.row:
        return bearer.candidate
    column = headings.columns[headings.bearer]
    if not collector.reports.past(kinds.REPEATED_CANDIDATE, bearer.row, column, code):
        link = (N_("first given here"), first.place(column))
        about = {"candidat": code}
        collector.reports.add(kinds.REPEATED_CANDIDATE, bearer.row.place(column), about, link, candidate=code)
    return Candidate(code, bearer.row)
