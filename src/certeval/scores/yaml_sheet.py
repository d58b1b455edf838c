"""Score sheets in YAML: format 1, a list of candidates with their notes."""

from collections.abc import Iterable

from certeval.diagnostics import Path
from certeval.diagnostics.families import sessions
from certeval.diagnostics.families import sheets as kinds
from certeval.messages import N_
from certeval.rules.situation import PARCOURS, SITUATION
from certeval.scores.headings import IDENTITY
from certeval.scores.merge import Gathering
from certeval.scores.observations import Candidate, Cell, CellKey, CellReader
from certeval.scores.rows import MAX_ATTEMPTS
from certeval.scores.yaml_shapes import Shapes, YamlSpot
from certeval.sources.document import Document, List, Map
from certeval.text.days import day
from certeval.text.nearest import fold

ROOT = ("format", "referentiel", "empreinte", "session", "jure", "numero", "candidats", "groupes")
"""`empreinte` is that of the référentiel's file; `numero` counts what one juror saved of a grid."""
SESSION = ("code", "date", "jury")
CANDIDATE = ("candidat", "nom", "prenom", "groupe", *SITUATION, "notes", "commentaires")
GROUP = ("groupe", "notes")
FORMS = ("jures", "tentatives")
UNUSED = ("candidat", "nom", "prenom", "notes", "commentaires")
"""What an item of a grid that nobody filled in leaves empty."""


def read(document: Document, gathering: Gathering) -> set[str]:
    """Put a YAML sheet's cells together with the others; the identifiers of its candidates."""
    reading = _Reading(document, gathering)
    root = document.root
    if root is None:
        return set()
    if not isinstance(root, Map):
        reading.tell(kinds.NOT_A_SHEET, (), {"keys": ROOT})
        return set()
    reading.keys(root, (), ROOT)
    reading.head(root)
    given = root.get("candidats")
    if given is None or given == []:
        if not reading.mistyped(root, "candidats", ROOT) and not root.get("groupes"):
            reading.tell(kinds.NO_CANDIDATES, ("candidats",), {}, at_key=True)
    elif reading.shaped(given, List, ("candidats",)):
        for i, each in enumerate(given):
            reading.candidate(each, ("candidats", i))
    for i, each in enumerate(reading.held(root, "groupes", (), List) or ()):
        reading.group(each, ("groupes", i))
    return {*reading.seen, *reading.groups}


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


class _Reading(Shapes):
    """One document on its way into a gathering."""

    def __init__(self, document: Document, gathering: Gathering) -> None:
        super().__init__(document, gathering)
        self.seen: dict[str, Path] = {}
        self.groups: set[str] = set()
        self.jure = ""
        self.idle = False
        self.session = session_of(document)

    def head(self, root: Map) -> None:
        """The format, the référentiel, the session and the juror of the whole sheet."""
        given = self.text(root, "format", ())
        if given not in {"", "1"}:
            self.tell(kinds.UNKNOWN_FORMAT, ("format",), {"given": given})
        elif root.get("format") is None and not self.mistyped(root, "format", ROOT):
            self.tell(kinds.MISSING_KEY, (), {"key": "format", "way": N_("write format: 1")})
        self._check_digest(self.text(root, "referentiel", ()), self.text(root, "empreinte", ()))
        self.text(root, "numero", ())
        if jure := self.text(root, "jure", ()):
            self.jure = self._juror(jure, ("jure",))
        session = self.held(root, "session", (), Map)
        if session is None:
            return
        self.keys(session, ("session",), SESSION)
        texts = {key: self.text(session, key, ("session",)) for key in SESSION}
        if texts["date"] and day(texts["date"]) is None:
            self.tell(sessions.NOT_A_DATE, ("session", "date"), {"given": texts["date"]})

    def _check_digest(self, named: str, digest: str) -> None:
        """Say that the référentiel's file has changed since the sheet was made, where its version has not."""
        referentiel = self.gathering.referentiel
        applied = f"{referentiel.code}@{referentiel.version}"
        if digest and fold(named) == fold(applied) and digest != referentiel.digest:
            self.tell(kinds.OTHER_DIGEST, ("empreinte",), {"referentiel": applied})

    def _juror(self, name: str, path: Path) -> str:
        return self.gathering.people.juror(name, self.spot(path), 0)

    def candidate(self, given: object, path: Path) -> None:
        if not self.shaped(given, Map, path):
            return
        self.keys(given, path, CANDIDATE)
        typed = given.get("candidat")
        if isinstance(typed, str) and self.gathering.people.nobody(typed, self.spot((*path, "candidat")), 0):
            return
        unused = "candidat" in given and all(_blank(given.get(key)) for key in UNUSED)
        bearer = Candidate("", self.spot(path)) if unused else self._bearer(given, path)
        session = self.session.get("code") or self.session.get("date") or ""
        for name in [key for key in (*IDENTITY, "groupe") if key in given]:
            text = self.text(given, name, path)
            self.gathering.people.detail(bearer, name, text, self.spot((*path, name)), 0)
        self.gathering.people.detail(bearer, "session", session, self.spot(path), 0)
        for axis in [axis for axis in SITUATION if axis in given]:
            text = self.text(given, axis, path)
            if axis in self.gathering.referentiel.program.situation:
                self.gathering.situations.put(bearer, axis, (text, text), self.spot((*path, axis)), 0)
            elif axis == PARCOURS and text and not self.idle:
                self.idle = True
                about = {"referentiel": self.gathering.referentiel.code}
                self.tell(kinds.NO_PARCOURS, (*path, PARCOURS), about, at_key=True)
        self._notes(bearer, given, path)
        self._comments(bearer, given, path)

    def group(self, given: object, path: Path) -> None:
        """The marks that a group was given."""
        if not self.shaped(given, Map, path):
            return
        self.keys(given, path, GROUP)
        name, spot = self.text(given, "groupe", path), self.spot((*path, "groupe"))
        if name:
            self.groups.add(name)
            bearer = self.gathering.people.groups.bearer(name, spot, 0, unnamed=False)
        else:
            bearer = Candidate("", spot)
            if not self.mistyped(given, "groupe", GROUP):
                self.tell(kinds.MISSING_KEY, path, {"key": "groupe"})
        self._notes(bearer, given, path)

    def _notes(self, bearer: Candidate, given: Map, path: Path) -> None:
        notes, below = self.held(given, "notes", path, Map), (*path, "notes")
        if notes is None:
            return
        for code in notes:
            at_key = YamlSpot(self.document.file, notes.key_at(code))
            reader = self.gathering.elements.element(code, at_key, 0)
            if reader is not None:
                self._attempts(bearer, reader, notes[code], (*below, code))

    def _comments(self, bearer: Candidate, given: Map, path: Path) -> None:
        """What the juror wrote beside the notes, an element each."""
        comments, below = self.held(given, "commentaires", path, Map), (*path, "commentaires")
        if comments is None:
            return
        for code in comments:
            reader = self.gathering.elements.element(
                code, YamlSpot(self.document.file, comments.key_at(code)), 0
            )
            if reader is not None and (text := self.text(comments, code, below)):
                self.gathering.comment(bearer, CellKey(reader.entry.code, self.jure), text)

    def _bearer(self, given: Map, path: Path) -> Candidate:
        """The candidate of an item; one whose cells are checked, not kept, where it has none or had one."""
        typed = self.text(given, "candidat", path)
        spot = self.spot((*path, "candidat"))
        if not typed and self.mistyped(given, "candidat", CANDIDATE):
            return Candidate("", spot)
        candidate = self.gathering.people.candidate(typed, spot, 0)
        if candidate is None:
            return Candidate("", spot)
        first = self.seen.setdefault(candidate.code, path)
        if first == path:
            return candidate
        related = (N_("first given here"), self.document.place((*first, "candidat")))
        arguments = {"candidat": candidate.code}
        code = candidate.code
        self.gathering.reports.add(kinds.REPEATED_CANDIDATE, spot.place(), arguments, related, candidate=code)
        return Candidate(code, spot)

    def _attempts(self, bearer: Candidate, reader: CellReader, given: object, path: Path) -> None:
        """A note: one attempt, or the list of them."""
        if not isinstance(given, Map) or "tentatives" not in given:
            self._jurors(bearer, reader, given, path, 1)
            return
        self.keys(given, path, FORMS)
        if "jures" in given:
            self.tell(kinds.TWO_FORMS, (*path, "jures"), {}, at_key=True)
            return
        attempts, below = given["tentatives"], (*path, "tentatives")
        if not self.shaped(attempts, List, below):
            return
        for i, each in enumerate(attempts):
            if i == MAX_ATTEMPTS:
                self.tell(kinds.NOT_AN_ATTEMPT, (*below, i), {"value": str(i + 1)})
                return
            self._jurors(bearer, reader, each, (*below, i), i + 1)

    def _jurors(self, bearer: Candidate, reader: CellReader, given: object, path: Path, attempt: int) -> None:
        """An attempt: one cell, or one a juror."""
        if not isinstance(given, Map):
            self._cells(bearer, reader, [(self.jure, given, path)], attempt)
            return
        self.keys(given, path, ("jures",) if attempt > 1 else FORMS)
        if "jures" not in given:
            return
        jurors, below = given["jures"], (*path, "jures")
        if self.shaped(jurors, Map, below):
            cells = [(self._juror(name, (*below, name)), jurors[name], (*below, name)) for name in jurors]
            self._cells(bearer, reader, cells, attempt)

    def _cells(
        self, bearer: Candidate, reader: CellReader, cells: Iterable[tuple[str, object, Path]], attempt: int
    ) -> None:
        for juror, given, path in cells:
            if given is not None and self.shaped(given, str, path):
                key = CellKey(reader.entry.code, juror, attempt)
                text = str(given)
                self.gathering.put(bearer, key, Cell(text, reader[text], self.spot(path)))
