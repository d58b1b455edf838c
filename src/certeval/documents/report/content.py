"""What the page says, as values: everything is decided and counted before it comes here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple, Self

from certeval.documents.report.names import PlaceRun
from certeval.engine.verdicts import Plain, part_of
from certeval.frozen import frozen
from certeval.render.reasons.together import Library
from certeval.rules.bounds import Bounds

if TYPE_CHECKING:
    from certeval.engine.agreement import AgreementReport as Agreement


FEW = 6


class ReportElement(NamedTuple):
    """An element: its kind and its words in the référentiel ("" where they are not known)."""

    genre: str
    wording: str = ""


class CloseVerdictRow(NamedTuple):
    """A verdict that any one of some elements would change by a step: of `element`, now valid or not."""

    candidat: str
    element: str
    valid: bool
    by: tuple[str, ...]

    @property
    def few(self) -> str:
        """The first of these elements."""
        return ", ".join(self.by[:FEW]) + (" …" if len(self.by) > FEW else "")


class PendingCandidate(NamedTuple):
    """A candidate who waits, and what for."""

    candidat: str
    words: str


class Override(NamedTuple):
    """A verdict that is held otherwise than computed."""

    candidat: str
    element: str
    verdict: str
    original: str
    origin: str
    words: str

    @classmethod
    def of(cls, candidat: str, element: str, plain: Plain, *, anonymous: bool) -> Iterator[Self]:
        """That of the results of an element; none where its verdict is computed."""
        if before := part_of(plain, "calcule"):
            words = map(str, part_of(plain, "decision").values()) if not anonymous else ()
            about = (str(plain["verdict"]), str(before["verdict"]), str(plain["origine"]))
            yield cls(candidat, element, *about, ", ".join(words))


class PersonRow(NamedTuple):
    """One candidate. `verdicts`: a letter a column (v, n, a, or - for nothing); `marks`: as shown, a column each;
    `tree`: the number of the reasons, -1 without; `places`: as `Places.packed` has them.
    """

    code: str
    name: str
    groupe: str
    verdicts: str
    marks: tuple[str, ...] = ()
    tree: int = -1
    places: tuple[PlaceRun, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()


@frozen
class ReportPeople:
    """The candidates listed: codes of the columns of verdicts and of marks (of `mark_count`), a row each."""

    columns: tuple[str, ...]
    marks: tuple[str, ...]
    rows: Sequence[PersonRow]
    library: Library | None = None
    prefixes: tuple[tuple[str, bool], ...] = ()
    """What places begin with, and whether cells of a workbook follow."""
    requirements: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """How many items each element that counts them takes: what most candidates need first, then what others do."""
    close: Sequence[CloseVerdictRow] | None = None
    pending_candidates: Sequence[PendingCandidate] = ()
    overrides: Sequence[Override] = ()
    mark_count: int = 0


@frozen
class SessionReport:
    """One session, or what is known of it. `whole` and `by` are as `stats --json` has `ensemble` and `par`."""

    title: str
    version: str
    lang: str
    referentiel: Mapping[str, str]
    sources: Sequence[Mapping[str, str]]
    elements: Mapping[str, ReportElement]
    whole: Plain
    by: Sequence[Plain]
    people: ReportPeople
    session: Mapping[str, str] = field(default_factory=dict)
    bounds: Mapping[str, Sequence[Bounds]] = field(default_factory=dict)
    """What each mark is to meet."""
    agreement: "Agreement | None" = None
    unknown: Sequence[str] = ()
    """What the file that was read does not say."""
    note: str = ""
    """How many of those decided it lists, where not all."""
    anonymous: bool = False
    hidden: Sequence[str] = ()
    """Identifiers and names that no text may hold, where it is anonymous."""

    def wording(self, code: str) -> str:
        """The words of an element; empty where they are not known."""
        return self.elements[code].wording if code in self.elements else ""
