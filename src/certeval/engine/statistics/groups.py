"""The groups that a candidate belongs to, as the sheets say: groupe, session, jury, jure, or any other detail."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from certeval.scores.groups import GROUPE, group_of
from certeval.scores.headings import CANDIDAT
from certeval.scores.observations import Candidate, Sheet

PERSONAL = (CANDIDAT, "nom", "prenom", "commentaire")
"""What says who somebody is: never a group, since groups are shown."""
DIMENSIONS = (GROUPE, "session", "jury", "jure")


def dimensions(candidates: Iterable[Candidate]) -> list[str]:
    """What candidates may be grouped by: what is always known, and what else these sheets say of them."""
    said = (name for candidate in candidates for name in candidate.details)
    return [name for name in dict.fromkeys((*DIMENSIONS, *said)) if name not in PERSONAL]


def groups(candidate: Candidate, asked: Sequence[str], juries: Mapping[str, str]) -> dict[str, list[str]]:
    """The groups of one candidate in each dimension; `juries` gives the jury of each file that names one."""
    return {name: list(dict.fromkeys(_groups(candidate, name, juries))) for name in asked}


def _groups(candidate: Candidate, name: str, juries: Mapping[str, str]) -> list[str]:
    if name == "jure":
        return [jure for jure, _ in _said(candidate) if jure]
    if name == "jury":
        files = (candidate.origin.file, *(file for _, file in _said(candidate)))
        return [juries[file] for file in files if file in juries]
    detail = [candidate.details[name]] if candidate.details.get(name) else []
    if name == GROUPE:
        detail += (
            [] if candidate.rows else [group for _, cell in candidate.each() if (group := group_of(cell))]
        )
    return detail


def _said(candidate: Candidate) -> Iterator[tuple[str, str]]:
    """The juror and the file of each cell; of each row that holds one, where rows are kept as they stand."""
    if candidate.rows:
        return ((layout.jure, row.file) for layout, row in candidate.rows if any(layout.each(row)))
    return ((key.jure, cell.origin.file) for key, cell in candidate.each())


def juries(sheets: Iterable[Sheet]) -> dict[str, str]:
    """The jury of each sheet that names one, by its file."""
    return {sheet.file: named for sheet in sheets if sheet.session and (named := sheet.session.get("jury"))}
