"""A grid as text: a CSV, a row a candidate and a column an element; a YAML, format 1 of score sheets."""

import json
import re
from collections.abc import Iterator

from certeval.render import csv_text
from certeval.render.grids import words
from certeval.render.words import visible
from certeval.scores.grids import Grid, GridCandidate

LONG = ("element", "valeur", "commentaire")
"""The headings of a long table, after those of who is assessed."""


def as_csv(grid: Grid, *, file: bool) -> str:
    """The text of a grid. In a file, the mark and the line ends that office programs expect.

    Without candidates the first row alone names the référentiel, the session and the juror: the others are blank. Where
    not all candidates are asked the same, it is a long table: a row for each element that is asked of each.
    """
    identity = grid.identity
    constant = {
        "referentiel": identity.referentiel,
        "session": identity.date or identity.session,
        "jure": identity.jure,
    }
    constant = {heading: text for heading, text in constant.items() if text}
    about = grid.identity_names
    codes = [item.code for item in grid.items]
    is_long = any(each.without.intersection(codes) for each in grid.candidates)
    rows = [[*about, *constant, *(LONG if is_long else codes)]]
    for position, candidate in enumerate(grid.candidates):
        who = [getattr(candidate, name) for name in about]
        common = constant.values() if candidate.candidat or position == 0 else [""] * len(constant)
        if is_long:
            rows += [[*who, *common, code, "", ""] for code in codes if code not in candidate.without]
        else:
            rows.append([*who, *common, *[""] * len(codes)])
    return csv_text.as_csv(rows, file=file, end="\r\n" if file else "\n")


_NEEDS_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def as_yaml(grid: Grid) -> str:
    """The text of a grid; what each code means and takes stands in comments at its top."""
    return "".join(f"{line}\n" for line in _lines(grid))


def _lines(grid: Grid) -> Iterator[str]:
    identity = grid.identity
    for line in _comments(grid):
        yield f"# {visible(line)}"
    yield "format: 1"
    yield f"referentiel: {identity.referentiel}"
    session = {"code": identity.session, "date": identity.date, "jury": identity.jury}
    if any(session.values()):
        yield "session:"
        yield from (f"  {key}: {_quote(text)}" for key, text in session.items() if text)
    if identity.jure:
        yield f"jure: {_name(identity.jure)}"
    yield "candidats:"
    for candidate in grid.candidates:
        yield from _candidate(grid, candidate)


def _comments(grid: Grid) -> Iterator[str]:
    yield grid.title
    for page in grid.pages:
        yield words.page_title(page)
        yield from (f"  {item.code} — {item.wording}" for item in page.items)
        yield from (f"  {line}" for line in words.legend(page))
    for axis, domain in grid.situation:
        yield f"{axis}: {words.to_enter(domain)}"


def _candidate(grid: Grid, candidate: GridCandidate) -> Iterator[str]:
    """What is not given is left out, but for the identifier: it is to be entered."""
    yield f"- candidat: {_name(candidate.candidat)}".rstrip()
    details = {name: getattr(candidate, name) for name in ("nom", "prenom", "groupe")}
    yield from (f"  {key}: {_name(text)}" for key, text in details.items() if text)
    for axis, _ in grid.situation:
        yield f"  {axis}: {_name(getattr(candidate, axis))}".rstrip()
    yield "  notes:"
    yield from (f"    {item.code}:" for item in grid.items if item.code not in candidate.without)


def _name(text: str) -> str:
    """A name between quotes: with the sign, as in a CSV, by which reading takes for text what begins as a formula."""
    return _quote(csv_text.guard(text))


def _quote(text: str) -> str:
    """A text between quotes, whatever it holds; nothing for an empty one."""
    literal = json.dumps(text, ensure_ascii=False)
    return _NEEDS_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", literal) if text else ""
