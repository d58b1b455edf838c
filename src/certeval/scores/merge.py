"""Cells of several sheets put together: one value a key, and every contradiction at its two places."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, islice

from certeval.diagnostics import Diagnostic, Kind, Place, Related
from certeval.diagnostics.families import sessions
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.findings import Findings
from certeval.messages import N_
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import SCORED
from certeval.scores import besides, identifiers
from certeval.scores.cells import CellReader
from certeval.scores.groups import GROUPE, Groups
from certeval.scores.headings import CANDIDAT, HEADINGS, IDENTITY, Meanings
from certeval.scores.observations import Candidate, Cell, Key, Located
from certeval.scores.situations import Situations
from certeval.sources.table import Row
from certeval.text.nearest import fold, nearest
from certeval.text.typed import trimmed

SHOWN = 5
MANY = 4
"""From how many names on, if they are most of a sheet's, unknown ones are told as those of another certification."""
_UNKNOWN = (kinds.UNKNOWN_COLUMN, kinds.UNKNOWN_ELEMENT)


class Gathering:
    """What was read so far. Every reader of a layout puts here; nothing is taken out again."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.referentiel = referentiel
        self.candidates: dict[str, Candidate] = {}
        self.findings = Findings()
        self.named: set[str] = set()
        self.groups = Groups()
        self.situations = Situations(referentiel.program)
        self.met: set[str] = set()
        self.jurors_met: dict[str, None] = {}
        self.begun = 0
        self.told_at: set[Place] = set()
        self.identity: set[str] = set()
        self._entries = referentiel.entries
        self._readers: dict[str, CellReader] = {}
        self._resolved: dict[str, CellReader | None] = {}
        self._nowhere: set[str] = set()
        self._spelled: dict[str, str] = {}
        self._strange = Findings()
        self._strange_at: Place | None = None
        self._unknown_names: dict[str, None] = {}
        self._unseen: set[str] = set()
        self._legends: set[str] = set()
        self._jurors: set[str] = set()
        self._jurors_folded: dict[str, str] = {}
        self._identity: dict[tuple[str, str], tuple[Located, int]] = {}

    def report(
        self,
        kind: Kind,
        place: Place,
        arguments: Mapping[str, object],
        *related: tuple[str, Place],
        candidate: str = "",
    ) -> None:
        links = tuple(Related(message, where) for message, where in related)
        self._of(kind).append(Diagnostic(kind, place, arguments, links, candidate))

    def told(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take in what is wrong with a sheet before its cells are read."""
        self.findings.extend(diagnostics)
        self.told_at = {each.place for each in diagnostics if each.is_error}

    def past(self, kind: Kind, origin: Located | Place, index: int, candidate: str = "") -> bool:
        """Whether what would be said of a row is beyond what is listed of its kind: it is counted then."""
        place = origin.start if isinstance(origin, Row) else _place(origin, index)
        return self._of(kind).past(kind, place, candidate)

    def _of(self, kind: Kind) -> Findings:
        """Where findings of a kind are kept: those of unknown names apart, until it is known how many they are."""
        return self._strange if kind in _UNKNOWN else self.findings

    def begin(self) -> None:
        """A sheet begins: `met` and `jurors_met` are the elements and jurors that it names; `begun` is how many errors
        there were before.
        """
        self.begun = self.findings.errors
        self.met.clear()
        self.jurors_met.clear()

    def candidate(self, typed: str, origin: Located, index: int) -> Candidate | None:
        """The candidate of an identifier, new or known; None, and a finding, where there is none."""
        code, usual = typed, identifiers.usual(typed)
        if not usual and (code := identifiers.spelled(typed)) != typed:
            self._check_unseen(typed, code, origin, index)
        found = self.candidates.get(code)
        if found is None and (usual or not self._no_identifier(code, origin, index)):
            found = self.candidates[code] = Candidate(code, origin, position=index)
            self._check_alike(found)
        return found

    def all_new(self, codes: Sequence[str], rows: Sequence[Located], index: int) -> list[Candidate] | None:
        """The candidates of many identifiers at once, where nothing is to be said of any: plain, and met for the first
        time, in whatever spelling; None where one may be otherwise.
        """
        if self.candidates or not identifiers.all_usual(codes):
            return None
        spelled = dict(zip(identifiers.keys(codes).split("\n"), codes, strict=True))
        if len(spelled) < len(codes):
            return None
        self._spelled.update(spelled)
        found = [Candidate(code, row, position=index) for code, row in zip(codes, rows, strict=True)]
        self.candidates.update(zip(codes, found, strict=True))
        return found

    def nobody(self, typed: str, origin: Located, index: int, *, alone: bool = True) -> bool:
        """Whether what stands where a row says whose it is means nobody, which is told: the row is not read.
        `alone`: the rest of the row is empty.
        """
        text = identifiers.spelled(typed)
        if besides.shown(text) and alone:
            if origin.file not in self._legends:
                self._legends.add(origin.file)
                self.report(kinds.LEGEND_LEFT_OUT, origin.place(index), {"value": text})
            return True
        usual = identifiers.usual(text) or identifiers.failed(text) or text in self.candidates
        if usual or not besides.nobody(text):
            return False
        if not self.past(kinds.NOBODY, origin, index):
            self.report(kinds.NOBODY, origin.place(index), {"value": text})
        return True

    def _no_identifier(self, code: str, origin: Located, index: int) -> bool:
        """Whether a text names no candidate, which is told, unless something was said of its cell."""
        if identifiers.usual(code):
            return False
        found: tuple[Kind, dict[str, object]] | None = None
        if not code:
            found = (kinds.NO_IDENTIFIER, {})
        elif identifiers.failed(code) and not (isinstance(origin, Row) and origin.guarded(index)):
            found = (kinds.FORMULA_AS_NAME, {"value": code, "heading": CANDIDAT})
        elif identifiers.REWRITTEN.fullmatch(code):
            found = (kinds.REWRITTEN_IDENTIFIER, {"candidat": code})
        elif identifiers.broken(code):
            found = (kinds.BROKEN_IDENTIFIER, {"value": code})
        if found is not None and (place := origin.place(index)) not in self.told_at:
            self.report(found[0], place, found[1])
        return found is not None

    def _check_unseen(self, typed: str, code: str, origin: Located, index: int) -> None:
        """An identifier that holds signs that are not seen is told once, with how it is read."""
        signs = () if typed in self._unseen else identifiers.unseen(typed)
        if signs:
            self._unseen.add(typed)
            self.report(kinds.UNSEEN, origin.place(index), {"candidat": code, "signs": signs})

    def _check_alike(self, candidate: Candidate) -> None:
        code = candidate.code
        other = self._spelled.setdefault(identifiers.key(code), code)
        if other != code:
            kind = alike(code, other)
            if self.past(kind, candidate.origin, candidate.position):
                return
            signs = identifiers.told_apart(code, other)
            about = {"candidat": code, "other": other} | ({"signs": signs} if signs else {})
            first = (N_("the other one"), self.candidates[other].place)
            self.report(kind, candidate.place, about, first)

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
                self.report(kinds.HOMONYMS, candidate.place, about, (N_("the other one"), other.place))

    def detail(self, candidate: Candidate, name: str, typed: str, origin: Located, index: int) -> None:
        """The first text given is kept; another name for the same identifier is a contradiction."""
        text = typed.strip()
        if name in IDENTITY:
            self.identity.add(name)
        if not text:
            return
        held = candidate.details.setdefault(name, text)
        if name == GROUPE and candidate.code:
            self.groups.join(candidate, text)
        if name not in IDENTITY:
            return
        first, at = self._identity.setdefault((candidate.code, name), (origin, index))
        if held != text and fold(held) != fold(text):
            arguments = {"candidat": candidate.code, "field": name, "first": held, "second": text}
            given = (_FIRST_GIVEN, first.place(at))
            self.report(kinds.OTHER_NAME, origin.place(index), arguments, given, candidate=candidate.code)

    def juror(self, typed: str, origin: Located, index: int) -> str:
        """A juror's name as typed; two that differ by case, accents or spaces only are told."""
        name = typed.strip()
        if name:
            self.jurors_met[name] = None
        if name and name not in self._jurors:
            self._jurors.add(name)
            other = self._jurors_folded.setdefault(fold(name), name)
            if other != name:
                self.report(sessions.JURORS_ALIKE, origin.place(index), {"juror": name, "other": other})
        return name

    def column(self, typed: str, origin: Located, index: int) -> CellReader | None:
        """The reader of a wide sheet's column; None, and a finding, where it is no element."""
        reader = self._reader(typed)
        if reader is None:
            self._unknown(typed, origin, index, heading=True)
        else:
            self.met.add(reader.entry.code)
        return reader

    def element(self, typed: str, origin: Located, index: int, candidate: str = "") -> CellReader | None:
        """The reader of an element named in a cell or a key; None, and a finding, where it is none."""
        reader = self._reader(typed)
        if reader is None:
            self._unknown(typed, origin, index, heading=False, candidate=candidate)
        else:
            self.met.add(reader.entry.code)
        return reader

    def _reader(self, typed: str) -> CellReader | None:
        if typed in self._resolved:
            return self._resolved[typed]
        code = self.referentiel.resolve(typed)
        reader = None
        if code is not None and code in self._entries:
            reader = self._reader_of(code)
            self.named.add(code)
        self._resolved[typed] = reader
        return reader

    def _reader_of(self, code: str) -> CellReader:
        return self._readers.setdefault(code, CellReader(self._entries[code]))

    def _unknown(
        self, typed: str, origin: Located, index: int, *, heading: bool, candidate: str = ""
    ) -> None:
        """A name that no cell can be entered under, with the one most likely meant."""
        code = self.referentiel.resolve(typed)
        if code is not None:
            if not self.past(kinds.NOTHING_ENTERED, origin, index):
                self._nothing_entered(code, origin.place(index))
            return
        kind = kinds.UNKNOWN_COLUMN if heading else kinds.UNKNOWN_ELEMENT
        text = typed.strip()
        if self._strange_name(kind, text, origin, index, candidate):
            return
        arguments: dict[str, object] = {"referentiel": self.referentiel.code}
        near = self.referentiel.nearest(text) if text else None
        if heading:
            arguments |= {"heading": text, "headings": HEADINGS}
            near = nearest(text, [*self._entries, *HEADINGS])
        else:
            arguments["element"] = text
        if near:
            arguments["suggestion"] = near
        self.report(kind, origin.place(index), arguments, candidate=candidate)

    def _strange_name(self, kind: Kind, text: str, origin: Located, index: int, candidate: str = "") -> bool:
        """Take in a name that is unknown; whether what there is to say of it is only counted."""
        if text:
            self._unknown_names[text] = None
        if self._strange_at is None:
            self._strange_at = origin.place(index)
        return self.past(kind, origin, index, candidate)

    def of_another(self) -> None:
        """A sheet ends. Where most of what it names is unknown, one sentence stands for all that is said of them."""
        strange, names, at = self._strange, self._unknown_names, self._strange_at
        self._strange, self._unknown_names, self._strange_at = Findings(), {}, None
        if len(names) < MANY or len(names) <= len(self.met) or at is None:
            self.findings.add(strange)
            return
        about: dict[str, object] = {"count": len(names), "total": len(names) + len(self.met)}
        about |= {"elements": tuple(islice(names, SHOWN)), "referentiel": self.referentiel.code}
        self.report(kinds.OTHER_ELEMENTS, at, about)

    def not_a_heading(self, text: str, origin: Located, index: int) -> None:
        """A column of a long sheet whose heading is none of the closed list."""
        if self._strange_name(kinds.UNKNOWN_COLUMN, text, origin, index):
            return
        near = nearest(text, HEADINGS)
        arguments: dict[str, object] = {"heading": text, "headings": HEADINGS}
        arguments["referentiel"] = self.referentiel.code
        if near:
            arguments["suggestion"] = near
        self.report(kinds.UNKNOWN_COLUMN, origin.place(index), arguments)

    def _nothing_entered(self, code: str, place: Place) -> None:
        """An element whose verdict is computed: what is entered below it, or else anywhere."""
        element, tree = self.referentiel.elements[code], self.referentiel.tree
        below = [each for kind in SCORED for each in tree.below(kind, code) if each in self._entries]
        entered = below or list(self._entries)
        arguments = {"element": code, "kind": element.kind, "entered": tuple(entered[:SHOWN])}
        self.report(kinds.NOTHING_ENTERED, place, {**arguments, "count": len(entered)})

    def meant(self, meanings: Meanings) -> None:
        """The words that a correspondence puts for those of a sheet. One that no element reads is told where it is
        written, and its cells say nothing more.
        """
        for text, word, place in meanings.words():
            said = trimmed(word)
            of_elements = (self._reader_of(code)[word] for code in self._entries)
            readings = chain(of_elements, self.situations.readings(word))
            if said in self._nowhere or any(reading.refusal is None for reading in readings):
                continue
            self._nowhere.add(said)
            self.report(kinds.WORD_READ_NOWHERE, place, {"text": text, "word": word})

    def put(self, candidate: Candidate, key: Key, cell: Cell) -> None:
        """One cell. A key holds one value: another is a contradiction, the same again in one file a slip."""
        reading = cell.reading
        if reading.empty:
            return
        if reading.refusal is not None:
            kind, owner = reading.refusal.kind, self._owner(candidate)
            if reading.text not in self._nowhere and not self.past(kind, cell.origin, cell.position, owner):
                about = {**reading.refusal.arguments, "value": cell.shown}
                self.report(kind, cell.place, about, candidate=owner)
            return
        held = candidate.cells.setdefault(key, cell)
        if held is not cell:
            self._again(candidate, key, held, cell)

    def _owner(self, candidate: Candidate) -> str:
        """The candidate whose cells these are: none where they are a group's."""
        of_group = any(candidate is each for each in self.groups.marked.values())
        return "" if of_group else candidate.code

    def _again(self, candidate: Candidate, key: Key, held: Cell, cell: Cell) -> None:
        about = {"candidat": candidate.code, "element": key.element}
        if held.reading != cell.reading:
            owner = self._owner(candidate)
            if not self.past(kinds.CONTRADICTION, cell.origin, cell.position, owner):
                arguments = {**about, "first": held.shown, "second": cell.shown}
                given = (_FIRST_GIVEN, held.place)
                self.report(kinds.CONTRADICTION, cell.place, arguments, given, candidate=owner)
        elif held.origin.file == cell.origin.file and not self.past(
            kinds.GIVEN_TWICE, cell.origin, cell.position
        ):
            arguments = {**about, "value": cell.shown}
            self.report(kinds.GIVEN_TWICE, cell.place, arguments, (_FIRST_GIVEN, held.place))

    def comment(self, candidate: Candidate, key: Key, text: str) -> None:
        """Comments of several rows on one thing follow each other, each once."""
        candidate.said.setdefault(key, {})[text] = None

    def jurors_unnamed(self) -> None:
        """Marks that name no juror beside marks that do are told once a candidate: they count as one more juror's."""
        if not self._jurors:
            return
        for candidate in self.candidates.values():
            if len({bool(layout.jure) for layout, _ in candidate.rows}) == 1:
                continue  # all rows name a juror, or none does
            named = {(key.element, key.tentative): cell for key, cell in candidate.each() if key.jure}
            for key, cell in candidate.each() if named else ():
                other = named.get((key.element, key.tentative))
                if other is not None and not key.jure:
                    about = {"candidat": candidate.code, "element": key.element}
                    self.report(kinds.JUROR_NOT_NAMED, cell.place, about, (_NAMED, other.place))
                    break

    def absent(self, place: Place, away: Collection[str] = ()) -> None:
        """Say once which elements no sheet names: they are `vide` for every candidate. `away` are for none of them."""
        missing = tuple(code for code in self._entries if code not in self.named and code not in away)
        if missing:
            arguments = {"count": len(missing), "total": len(self._entries), "elements": missing}
            self.report(kinds.ABSENT, place, arguments)


def alike(code: str, other: str) -> Kind:
    """What is said of an identifier that looks the same as another."""
    return kinds.SIGNS_ALIKE if identifiers.told_apart(code, other) else kinds.CANDIDATES_ALIKE


def _place(origin: Located | Place, index: int) -> Place:
    return origin if isinstance(origin, Place) else origin.place(index)


_FIRST_GIVEN = N_("first given here")
_NAMED = N_("the mark of a juror who is named")
