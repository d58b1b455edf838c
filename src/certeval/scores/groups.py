"""Marks given once to a group, which spread to its members; the groups that candidates belong to, as sheets say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from certeval.diagnostics import Place
from certeval.diagnostics.families import sheets as kinds
from certeval.messages import N_
from certeval.referentiel.elements import Epreuve
from certeval.referentiel.load import Referentiel
from certeval.scores.headings import CANDIDAT
from certeval.scores.identifiers import normalize
from certeval.scores.observations import Candidate, Cell, CellKey, Sheet
from certeval.scores.reports import Reports
from certeval.sources.lines import Locator
from certeval.text.nearest import fold, nearest, suggestion

GROUPE = "groupe"


class GroupOrigin(NamedTuple):
    """Where a member's cell comes from: the cell of the whole group."""

    groupe: str
    cell: Cell

    @property
    def file(self) -> str:
        return self.cell.origin.file

    def place(self, _index: int = 0) -> Place:
        return self.cell.place


def group_of(cell: Cell) -> str:
    """The group that a cell was given to; empty where it is the candidate's own."""
    return cell.origin.groupe if isinstance(cell.origin, GroupOrigin) else ""


class Groups:
    """The groups that have marks, and who belongs to which, as the sheets say by their `groupe`.

    A group is known by its name folded. A candidate may belong to several, of several épreuves.
    """

    def __init__(self) -> None:
        self.bearers: dict[str, Candidate] = {}
        self._members: dict[str, dict[str, None]] = {}
        self._names: dict[str, str] = {}
        self._nameless_rows: dict[tuple[str, str], Locator] = {}

    def bearer(self, name: str, origin: Locator, index: int, *, nameless: bool) -> Candidate:
        """What holds the marks of a group until they spread. `nameless`: a row that could name a candidate doesn't."""
        name = normalize(name)
        group = self.bearers.setdefault(fold(name), Candidate(name, origin, position=index))
        if nameless:
            self._nameless_rows.setdefault((origin.file, fold(name)), origin)
        return group

    def join(self, candidate: Candidate, name: str) -> None:
        """A candidate belongs to a group."""
        self._names.setdefault(fold(name), name)
        self._members.setdefault(fold(name), {})[candidate.code] = None

    def spread(
        self,
        candidates: Mapping[str, Candidate],
        referentiel: Referentiel,
        reports: Reports,
        *,
        is_whole: bool,
    ) -> None:
        """Give the marks of each group to its members, and tell what does not hold together: that it has none only
        where all sheets are read, `is_whole`.
        """
        for group_key, group in self.bearers.items():
            members = [candidates[code] for code in self._members.get(group_key, ())]
            if members or is_whole:
                self._tell(group_key, group, members, referentiel, reports)
            for member in members:
                for key, cell in group.cells.items():
                    own = cell._replace(origin=GroupOrigin(group.code, cell), position=0)
                    self._give(member, key, own, reports)
                for key, texts in group.comment_texts.items():
                    member.comment_texts.setdefault(key, {}).update(texts)
        for code, candidate in candidates.items() if self._members else ():
            # it may be a mark of the group, put in the wrong column
            if any(other != code for other in self._members.get(fold(code), ())):
                reports.add(kinds.CANDIDATE_NAMED_AS_GROUP, candidate.place, {"candidat": code})

    def _give(self, member: Candidate, key: CellKey, cell: Cell, reports: Reports) -> None:
        member_cell = member.cells.setdefault(key, cell)
        if member_cell is cell or member_cell.reading == cell.reading:
            return
        about = {"candidat": member.code, "element": key.element}
        about |= {"first": cell.bare_text, "second": member_cell.bare_text}
        link = (N_("the mark of the group"), cell.place)
        reports.add(kinds.CONTRADICTION, member_cell.place, about, link, candidate=member.code)

    def _tell(
        self,
        group_key: str,
        group: Candidate,
        members: list[Candidate],
        referentiel: Referentiel,
        reports: Reports,
    ) -> None:
        name = group.code
        if not members:
            about = {"groupe": name, **suggestion(nearest(name, self._names.values()))}
            reports.add(kinds.GROUP_WITHOUT_MEMBERS, group.place, about)
            return
        for (_, other), origin in self._nameless_rows.items():
            if other == group_key:
                count = {"groupe": name, "count": len(members)}
                reports.add(kinds.READ_AS_GROUP, origin.place(group.position), count)
        elements: set[str] = set()
        for key, cell in group.cells.items():
            alone = "" if key.element in elements else individual(referentiel, key.element)
            elements.add(key.element)
            if alone:
                arguments = {"groupe": name, "element": key.element, "epreuve": alone}
                reports.add(kinds.GROUP_MARK_OF_INDIVIDUALS, cell.place, arguments)


def individual(referentiel: Referentiel, code: str) -> str:
    """The first épreuve that assesses an element, where each one that does is held alone; else no text."""
    epreuves = list(_epreuves_of(referentiel, code))
    parties = [partie for epreuve in epreuves for partie in epreuve.parties]
    silent = any(not epreuve.parties for epreuve in epreuves)
    if not parties or silent or any(partie.candidats != "individuel" for partie in parties):
        return ""
    return epreuves[0].code


def _epreuves_of(referentiel: Referentiel, code: str) -> Iterator[Epreuve]:
    """The épreuves that an element is, or is assessed by."""
    about = {element.code for element in referentiel.tree.ancestors(code)}
    for epreuve in referentiel.tree.below("epreuve", None):
        model = referentiel.elements[epreuve].model
        element_kinds = ("competence", "sous_competence")
        codes = {epreuve, *(c for kind in element_kinds for c in referentiel.tree.below(kind, epreuve))}
        if isinstance(model, Epreuve) and about & codes:
            yield model


PERSONAL = (CANDIDAT, "nom", "prenom", "commentaire")
"""What says who somebody is: never a group, since groups are shown."""
DIMENSIONS = (GROUPE, "session", "jury", "jure")


def dimensions(candidates: Iterable[Candidate]) -> list[str]:
    """What candidates may be grouped by: what is always known, and what else these sheets say of them."""
    detail_names = (name for candidate in candidates for name in candidate.details)
    return [name for name in dict.fromkeys((*DIMENSIONS, *detail_names)) if name not in PERSONAL]


def groups(candidate: Candidate, names: Sequence[str], juries: Mapping[str, str]) -> dict[str, list[str]]:
    """The groups of one candidate in each dimension; `juries` gives the jury of each file that names one."""
    return {name: list(dict.fromkeys(_groups(candidate, name, juries))) for name in names}


def _groups(candidate: Candidate, name: str, juries: Mapping[str, str]) -> list[str]:
    if name == "jure":
        return [jure for jure, _ in _jurors_and_files(candidate) if jure]
    if name == "jury":
        files = (candidate.origin.file, *(file for _, file in _jurors_and_files(candidate)))
        return [juries[file] for file in files if file in juries]
    detail = [candidate.details[name]] if candidate.details.get(name) else []
    detail += [text for (other, _), text in (candidate.other_details or {}).items() if other == name]
    if name == GROUPE:
        detail += [] if candidate.rows else [own for _, cell in candidate.each() if (own := group_of(cell))]
    return detail


def _jurors_and_files(candidate: Candidate) -> Iterator[tuple[str, str]]:
    """The juror and the file of each cell; of each row that holds one, where rows are kept as they stand."""
    if candidate.rows:
        return ((layout.jure, row.file) for layout, row in candidate.rows if any(layout.each(row)))
    return ((key.jure, cell.origin.file) for key, cell in candidate.each())


def juries(sheets: Iterable[Sheet]) -> dict[str, str]:
    """The jury of each sheet that names one, by its file."""
    return {sheet.file: jury for sheet in sheets if sheet.session and (jury := sheet.session.get("jury"))}
