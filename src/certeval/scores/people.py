"""Who the rows of sheets are about: candidates by their identifiers, what is said of each, their jurors and groups."""

import re
from collections.abc import Sequence

from certeval.diagnostics.families import sessions
from certeval.diagnostics.families import sheets as kinds
from certeval.messages import N_
from certeval.scores import besides, identifiers
from certeval.scores.groups import GROUPE, Groups
from certeval.scores.headings import IDENTITY, SESSION
from certeval.scores.observations import Candidate
from certeval.scores.reports import Reports
from certeval.sources.lines import Locator, is_guarded
from certeval.sources.row import Row
from certeval.text.days import day, numbered_day, seems_day
from certeval.text.nearest import fold

_COPY = re.compile(r"(.*\S)\s*\([0-9]\)")
"""The name that a spreadsheet gives to the copy of a sheet, which may be named as a juror."""
_TITLES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "dr", "pr", "me", "maitre"})


class People:
    """The candidates met so far, by identifier. `identity`: which of their names sheets give."""

    def __init__(self, reports: Reports) -> None:
        self.candidates: dict[str, Candidate] = {}
        self.groups = Groups()
        self.sheet_jurors: dict[str, None] = {}
        self.identity: set[str] = set()
        self.reports = reports
        self._by_key: dict[str, str] = {}
        self._unseen: set[str] = set()
        self._legends: set[str] = set()
        self._sessions: set[str] = set()
        self._jurors: set[str] = set()
        self._jurors_read: dict[str, str] = {}
        self._jurors_by_key: dict[str, str] = {}
        self._identity: dict[tuple[str, str], tuple[Locator, int]] = {}
        self._names_checked: set[tuple[str, str]] = set()
        self._days_as_groups: list[tuple[str, Locator, int]] = []
        self._summaries: list[tuple[str, Locator, int]] = []

    def candidate(self, identifier: str, origin: Locator, index: int) -> Candidate | None:
        """The candidate of an identifier, new or known; None, and a finding, where there is none."""
        code, is_usual = identifier, identifiers.is_usual(identifier)
        if not is_usual and (code := identifiers.normalize(identifier)) != identifier:
            self._check_unseen(identifier, code, origin, index)
        candidate = self.candidates.get(code)
        if candidate is None and (is_usual or not self._no_identifier(code, origin, index)):
            candidate = self.candidates[code] = Candidate(code, origin, position=index)
            self._check_alike(candidate)
        return candidate

    def all_new(self, codes: Sequence[str], rows: Sequence[Locator], index: int) -> list[Candidate] | None:
        """The candidate of each row, where nothing is to be said of any identifier: plain, met for the first time, in
        one spelling; None where one may be otherwise.
        """
        if self.candidates or not identifiers.are_usual(codes):
            return None
        by_key = dict(zip(identifiers.keys(codes).split("\n"), codes, strict=True))
        if len(by_key) < len(set(codes)):
            return None
        self._by_key.update(by_key)
        for code, row in zip(codes, rows, strict=True):
            if code not in self.candidates:
                self.candidates[code] = Candidate(code, row, position=index)
        return list(map(self.candidates.__getitem__, codes))

    def nobody(
        self,
        identifier: str,
        origin: Locator,
        index: int,
        *,
        alone: bool = True,
        titles: bool = False,
        other: str = "",
    ) -> bool:
        """Whether what stands where a row says whose it is means nobody, which is told: the row is not read.
        `alone`: the rest of the row is empty; `titles`: a title then is nobody; `other` is the only value beside.
        """
        text = identifiers.normalize(identifier)
        if besides.is_legend(text) and alone:
            if origin.file not in self._legends:
                self._legends.add(origin.file)
                self.reports.add(kinds.LEGEND_LEFT_OUT, origin.place(index), {"value": text})
            return True
        if text in self.candidates or not identifiers.is_nobodys(text, alone=titles, other=other):
            return False
        if not self.reports.past(kinds.NOBODY, origin, index):
            self.reports.add(kinds.NOBODY, origin.place(index), {"value": text})
        return True

    def _no_identifier(self, code: str, origin: Locator, index: int) -> bool:
        """Whether a text names no candidate, which is told, unless something was said of its cell."""
        if identifiers.is_usual(code):
            return False
        kind = identifiers.fault_kind_at(code, origin, index)
        error_places = self.reports.error_places
        is_reported = kind is None or (error_places and origin.place(index) in error_places)
        if kind is not None and not is_reported and not self.reports.past(kind, origin, index):
            self.reports.add(kind, origin.place(index), identifiers.ABOUT[kind](code))
        return kind is not None

    def _check_unseen(self, identifier: str, code: str, origin: Locator, index: int) -> None:
        """An identifier that holds signs that are not seen is told once, with how it is read."""
        signs = () if not code or identifier in self._unseen else identifiers.unseen_signs(identifier)
        if signs:
            self._unseen.add(identifier)
            self.reports.add(kinds.UNSEEN, origin.place(index), {"candidat": code, "signs": signs})

    def _check_alike(self, candidate: Candidate) -> None:
        code = candidate.code
        other = self._by_key.setdefault(identifiers.key(code), code)
        if other != code:
            kind = identifiers.likeness_kind(code, other)
            if self.reports.past(kind, candidate.origin, candidate.position):
                return
            signs = identifiers.distinct_signs(code, other)
            arguments = {"candidat": code, "other": other} | ({"signs": signs} if signs else {})
            first = (N_("the other one"), self.candidates[other].place)
            self.reports.add(kind, candidate.place, arguments, first)

    def homonyms(self) -> None:
        """People of one name whose cells complete each other are told: they may be one, under two identifiers."""
        first: dict[tuple[str, ...], Candidate] = {}
        for candidate in self.candidates.values():
            if not candidate.details:
                continue
            name = tuple(fold(candidate.details.get(part, "")) for part in IDENTITY)
            other = first.setdefault(name, candidate) if all(name) else candidate
            if other is candidate:
                continue
            here, there = ({key.element for key, _ in one.each()} for one in (candidate, other))
            if here and there and not here & there:
                about = {"candidat": candidate.code, "other": other.code}
                self.reports.add(kinds.HOMONYMS, candidate.place, about, (N_("the other one"), other.place))

    def detail(self, candidate: Candidate, name: str, value: str, origin: Locator, index: int) -> None:
        """The first text given is kept; another name for the same identifier is a contradiction."""
        text = identifiers.normalize(value) if name == GROUPE else value.strip()
        if name in IDENTITY:
            self.identity.add(name)
        if not text:
            return
        first_text = candidate.details.setdefault(name, text)
        if name == GROUPE and not identifiers.is_formula(text):
            self.check_name(text, GROUPE, origin, index)
        if name == GROUPE and candidate.code:
            self.groups.join(candidate, text)
        is_other = first_text != text and fold(first_text) != fold(text)
        if name not in IDENTITY:
            if is_other:
                candidate.put_other_detail(name, text)
            return
        first, at = self._identity.setdefault((candidate.code, name), (origin, index))
        if is_other:
            arguments = {"candidat": candidate.code, "field": name, "first": first_text, "second": text}
            link = (N_("first given here"), first.place(at))
            self.reports.add(kinds.OTHER_NAME, origin.place(index), arguments, link, candidate=candidate.code)

    def session(self, candidate: Candidate, value: str, origin: Locator, index: int) -> None:
        """The session of a row: a code or a day, of which one that can't be read is told once."""
        text = value.strip()
        if text not in self._sessions:
            self._sessions.add(text)
            if seems_day(text) and day(text) is None:
                self.reports.add(sessions.NOT_A_DATE, origin.place(index), {"given": text})
            elif when := numbered_day(text):
                arguments = {"given": text, "day": when.isoformat()}
                self.reports.add(sessions.NUMBER_OF_DAY, origin.place(index), arguments)
        self.detail(candidate, SESSION, value, origin, index)

    def juror(self, text: str, origin: Locator, index: int) -> str:
        """A juror's name without what nobody sees; two that look the same are told, and what is no juror."""
        name = self._jurors_read.get(text)
        if name is None:
            name = self._jurors_read[text] = identifiers.normalize(text)
            if name != text:
                self._check_unseen(text, name, origin, index)
        if name:
            self.sheet_jurors[name] = None
        if name and name not in self._jurors:
            self._jurors.add(name)
            self.check_name(name, "jure", origin, index)
            if besides.is_aggregate(name) or len(besides.names_of_several(name)) > 1:
                self._summaries.append((name, origin, index))
            other = self._jurors_by_key.setdefault(_juror_key(name), name)
            if other == name and (copy := _COPY.fullmatch(name)):
                other = self._jurors_by_key.get(_juror_key(copy[1]), name)
            if other != name:
                signs = identifiers.distinct_signs(name, other) if fold(name) != fold(other) else ()
                arguments = {"juror": name, "other": other} | ({"signs": signs} if signs else {})
                kind = sessions.JURORS_SIGNS_ALIKE if signs else sessions.JURORS_ALIKE
                self.reports.add(kind, origin.place(index), arguments)
        return name

    def check_name(self, name: str, heading: str, origin: Locator, index: int) -> None:
        """Tell, once, what is no name of a juror or of a group: a formula, its error, a day."""
        if (heading, name) in self._names_checked:
            return
        self._names_checked.add((heading, name))
        is_formula = identifiers.is_formula(name)
        # of what no export wrote, it is what somebody typed
        is_broken = isinstance(origin, Row) and identifiers.is_broken_name(name)
        if not (is_formula or is_broken) or is_guarded(origin, index):
            return
        if heading == GROUPE and day(name):
            self._days_as_groups.append((name, origin, index))
            return
        place = origin.place(index)
        if place not in self.reports.error_places:
            kind = kinds.FORMULA_AS_NAME if is_formula else kinds.BROKEN_IDENTIFIER
            self.reports.add(kind, place, {"value": name} | ({"heading": heading} if is_formula else {}))

    def tell_odd_names(self) -> None:
        """A day that names a group is told where others are named otherwise: candidates may come day by day; what is
        computed of jurors, where another juror marks.
        """
        names = [name for heading, name in self._names_checked if heading == GROUPE]
        for name, origin, index in () if all(map(day, names)) else self._days_as_groups:
            self.reports.add(kinds.BROKEN_IDENTIFIER, origin.place(index), {"value": name})
        for name, origin, index in self._summaries if len(self._jurors) > 1 else ():
            if besides.is_aggregate(name) or self._stands_beside(name, besides.names_of_several(name)):
                self.reports.add(kinds.NO_JUROR, origin.place(index), {"value": name})

    def _stands_beside(self, together: str, names: frozenset[str]) -> bool:
        """Whether somebody has a mark of jurors together, and one of theirs: they may mark together whom none of them
        marks alone.
        """
        jurors_of_each = ({key.jure for key, _ in each.each()} for each in self.candidates.values())
        marks_both = (together in jurors and not jurors.isdisjoint(names) for jurors in jurors_of_each)
        return names <= self._jurors and any(marks_both)

    def tell_missing_jurors(self) -> None:
        """Marks that name no juror beside marks that do are told once a candidate: they count as one more juror's."""
        if not self._jurors:
            return
        for candidate in self.candidates.values():
            if len(candidate.rows) == 1 or len({bool(layout.jure) for layout, _ in candidate.rows}) == 1:
                continue  # all rows name a juror, or none does
            named_cells = {(key.element, key.tentative): cell for key, cell in candidate.each() if key.jure}
            for key, cell in candidate.each() if named_cells else ():
                other = named_cells.get((key.element, key.tentative))
                if other is not None and not key.jure:
                    arguments = {"candidat": candidate.code, "element": key.element}
                    named = (N_("the mark of a juror who is named"), other.place)
                    self.reports.add(kinds.JUROR_NOT_NAMED, cell.place, arguments, named)
                    break


def _juror_key(name: str) -> str:
    """What the names of one juror share: as identifiers do, « Mme Léa Durand » and « Durand Léa » too."""
    title, _, rest = name.partition(" ")
    return identifiers.key(rest if rest and fold(title).strip(".") in _TITLES else name)
