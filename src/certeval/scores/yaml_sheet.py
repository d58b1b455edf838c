"""Score sheets in YAML: format 1, a list of candidates with their notes."""

from collections.abc import Iterable, Iterator

from certeval.diagnostics import Path, Place
from certeval.diagnostics.families import sessions
from certeval.diagnostics.families import sheets as kinds
from certeval.messages import N_
from certeval.referentiel.other_files import SHEET, other_file
from certeval.rules.situation import PARCOURS, SITUATION
from certeval.scores.headings import IDENTITY
from certeval.scores.merge import Collector
from certeval.scores.observations import Candidate, Cell, CellKey, CellReader
from certeval.scores.rows import MAX_ATTEMPTS
from certeval.scores.yaml_shapes import Shapes
from certeval.sources.document import Document, List, Map
from certeval.text.days import day
from certeval.text.nearest import fold

ROOT = (
    *("format", "referentiel", "empreinte", "empreinte_sens"),
    *("session", "jure", "numero", "candidats", "groupes"),
)
"""`empreinte` is that of the référentiel's file, `empreinte_sens` of what lasts of its meaning; `numero`
counts what one juror saved of a grid.
"""
SESSION = ("code", "date", "jury")
CANDIDATE = ("candidat", "nom", "prenom", "groupe", *SITUATION, "notes", "commentaires")
GROUP = ("groupe", "notes")
FORMS = ("jures", "tentatives")
BLANK_KEYS = ("candidat", "nom", "prenom", "notes", "commentaires")
"""What an item of a grid that nobody filled in leaves empty."""


def read(document: Document, collector: Collector) -> set[str]:
    """Put a YAML sheet's cells together with the others; the identifiers of its candidates."""
    if (other := other_file(document, SHEET)) is not None:
        collector.reports.take([other])
        return set()
    reader = _DocumentReader(document, collector)
    root = document.root
    if root is None:
        return set()
    if not isinstance(root, Map):
        reader.tell(kinds.NOT_A_SHEET, (), {"keys": ROOT})
        return set()
    reader.keys(root, (), ROOT)
    reader.head(root)
    candidates = root.get("candidats")
    if candidates is None or candidates == []:
        if not reader.is_misspelled(root, "candidats", ROOT) and not root.get("groupes"):
            reader.tell(kinds.NO_CANDIDATES, ("candidats",), {}, at_key=True)
    elif reader.has_shape(candidates, List, ("candidats",)):
        for i, each in enumerate(candidates):
            reader.candidate(each, ("candidats", i))
    for i, each in enumerate(reader.value_of(root, "groupes", (), List) or ()):
        reader.group(each, ("groupes", i))
    return {*reader.paths, *reader.groups}


def session_of(document: Document) -> dict[str, str]:
    """What the sheet says of its session, the texts only."""
    session = document.at(("session",))
    if not isinstance(session, Map):
        return {}
    return {key: text for key in SESSION if isinstance(text := session.get(key), str)}


def _blank(value: object) -> bool:
    """Whether nothing was written there, nor anywhere below."""
    if isinstance(value, Map):
        return all(_blank(each) for each in value.values())
    return all(map(_blank, value)) if isinstance(value, List) else value is None or value == ""


class _DocumentReader(Shapes):
    """One document on its way into a gathering."""

    def __init__(self, document: Document, collector: Collector) -> None:
        super().__init__(document, collector)
        self.paths: dict[str, Path] = {}
        self.groups: set[str] = set()
        self.jure = ""
        self.idle = False
        self.session = session_of(document)

    def head(self, root: Map) -> None:
        """The format, the référentiel, the session and the juror of the whole sheet. That the référentiel's file has
        changed since the sheet was made is told where its version has not.
        """
        version = self.text(root, "format", ())
        if version not in {"", "1"}:
            self.tell(kinds.UNKNOWN_FORMAT, ("format",), {"given": version})
        elif _blank(root.get("format")) and not self.is_misspelled(root, "format", ROOT):
            self.tell(kinds.MISSING_KEY, (), {"key": "format", "way": N_("write format: 1")})
        from certeval.scores.grids import is_unchanged

        name, *digests = (self.text(root, key, ()) for key in ROOT[1:4])
        referentiel = self.collector.referentiel
        reference = f"{referentiel.code}@{referentiel.version}"
        if digests[0] and fold(name) == fold(reference) and not is_unchanged(referentiel, *digests):
            self.tell(kinds.OTHER_DIGEST, ("empreinte",), {"referentiel": reference})
        self.text(root, "numero", ())
        if jure := self.text(root, "jure", ()):
            self.jure = self._juror(jure, ("jure",))
        session = self.value_of(root, "session", (), Map)
        if session is None:
            return
        self.keys(session, ("session",), SESSION)
        texts = {key: self.text(session, key, ("session",)) for key in SESSION}
        if texts["date"] and day(texts["date"]) is None:
            self.tell(sessions.NOT_A_DATE, ("session", "date"), {"given": texts["date"]})

    def _juror(self, text: str, path: Path) -> str:
        name, spot = self.name(text, path)
        return self.collector.people.juror(name, spot, 0)

    def candidate(self, item: object, path: Path) -> None:
        if not self.has_shape(item, Map, path):
            return
        self.keys(item, path, CANDIDATE)
        identifier = item.get("candidat")
        spot = self.document.place((*path, "candidat"))
        if isinstance(identifier, str) and self.collector.people.nobody(identifier, spot, 0):
            return
        is_blank = "candidat" in item and all(_blank(item.get(key)) for key in BLANK_KEYS)
        bearer = Candidate("", self.document.place(path)) if is_blank else self._bearer(item, path)
        session = self.session.get("code") or self.session.get("date") or ""
        for name in [key for key in (*IDENTITY, "groupe") if key in item]:
            text, at = self.name(self.text(item, name, path), (*path, name))
            self.collector.people.detail(bearer, name, text, at, 0)
        self.collector.people.detail(bearer, "session", session, self.document.place(path), 0)
        for axis in [axis for axis in SITUATION if axis in item]:
            text, at = self.name(self.text(item, axis, path), (*path, axis))
            if axis in self.collector.referentiel.program.situation:
                self.collector.situations.put(bearer, axis, (text, text), at, 0)
            elif axis == PARCOURS and text and not self.idle:
                self.idle = True
                arguments = {"referentiel": self.collector.referentiel.code}
                self.tell(kinds.NO_PARCOURS, (*path, PARCOURS), arguments, at_key=True)
        self._notes(bearer, item, path)
        self._comments(bearer, item, path)

    def group(self, item: object, path: Path) -> None:
        """The marks that a group was given."""
        if not self.has_shape(item, Map, path):
            return
        self.keys(item, path, GROUP)
        name, spot = self.name(self.text(item, "groupe", path), (*path, "groupe"))
        if name:
            self.groups.add(name)
            bearer = self.collector.people.groups.bearer(name, spot, 0, nameless=False)
        else:
            bearer = Candidate("", spot)
            if not self.is_misspelled(item, "groupe", GROUP):
                self.tell(kinds.MISSING_KEY, path, {"key": "groupe"})
        self._notes(bearer, item, path)

    def _notes(self, bearer: Candidate, item: Map, path: Path) -> None:
        for reader, note, at in self._of_elements(item, (*path, "notes")):
            self._attempts(bearer, reader, note, at)

    def _comments(self, bearer: Candidate, item: Map, path: Path) -> None:
        """What the juror wrote beside the notes, an element each."""
        for reader, text, at in self._of_elements(item, (*path, "commentaires")):
            if text is not None and self.has_shape(text, str, at) and text.strip():
                self.collector.comment(bearer, CellKey(reader.entry.code, self.jure), text.strip())

    def _of_elements(self, item: Map, path: Path) -> Iterator[tuple[CellReader, object, Path]]:
        """What is said of each element under a key of an item, with its path."""
        by_name = self.value_of(item, str(path[-1]), path[:-1], Map)
        if by_name is None:
            return
        for name in by_name:
            at_key = Place(self.document.file, by_name.key_at(name))
            reader = self.collector.elements.element(name, at_key, 0)
            if reader is not None:
                yield reader, by_name[name], (*path, name)

    def _bearer(self, item: Map, path: Path) -> Candidate:
        """The candidate of an item; one whose cells are checked, not kept, where it has none or had one."""
        identifier, spot = self.name(self.text(item, "candidat", path), (*path, "candidat"))
        if not identifier and self.is_misspelled(item, "candidat", CANDIDATE):
            return Candidate("", spot)
        candidate = self.collector.people.candidate(identifier, spot, 0)
        if candidate is None:
            return Candidate("", spot)
        first = self.paths.setdefault(candidate.code, path)
        if first == path:
            return candidate
        link = (N_("first given here"), self.document.place((*first, "candidat")))
        arguments = {"candidat": candidate.code}
        code = candidate.code
        self.collector.reports.add(kinds.REPEATED_CANDIDATE, spot.place(), arguments, link, candidate=code)
        return Candidate(code, spot)

    def _attempts(self, bearer: Candidate, reader: CellReader, note: object, path: Path) -> None:
        """A note: one attempt, or the list of them."""
        if not isinstance(note, Map) or "tentatives" not in note:
            self._jurors(bearer, reader, note, path, 1)
            return
        self.keys(note, path, FORMS)
        if "jures" in note:
            self.tell(kinds.TWO_FORMS, (*path, "jures"), {}, at_key=True)
            return
        attempts, below = note["tentatives"], (*path, "tentatives")
        if not self.has_shape(attempts, List, below):
            return
        for i, each in enumerate(attempts):
            if i == MAX_ATTEMPTS:
                self.tell(kinds.NOT_AN_ATTEMPT, (*below, i), {"value": str(i + 1)})
                return
            self._jurors(bearer, reader, each, (*below, i), i + 1)

    def _jurors(self, bearer: Candidate, reader: CellReader, note: object, path: Path, attempt: int) -> None:
        """An attempt: one cell, or one a juror."""
        if not isinstance(note, Map):
            self._cells(bearer, reader, [(self.jure, note, path)], attempt)
            return
        self.keys(note, path, ("jures",) if attempt > 1 else FORMS)
        if "jures" not in note:
            return
        jurors, below = note["jures"], (*path, "jures")
        if self.has_shape(jurors, Map, below):
            cells = [(self._juror(name, (*below, name)), jurors[name], (*below, name)) for name in jurors]
            self._cells(bearer, reader, cells, attempt)

    def _cells(
        self, bearer: Candidate, reader: CellReader, cells: Iterable[tuple[str, object, Path]], attempt: int
    ) -> None:
        for juror, note, path in cells:
            if note is not None and self.has_shape(note, str, path):
                key = CellKey(reader.entry.code, juror, attempt)
                text = str(note)
                self.collector.put(bearer, key, Cell(text, reader[text], self.document.place(path)))
