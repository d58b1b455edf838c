"""What is said of sheets while they are read: each finding with its links, those of unknown names apart at first."""

from collections.abc import Iterable, Mapping

from certeval.diagnostics import Diagnostic, Kind, Place, Related
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.findings import Findings
from certeval.sources.lines import Locator
from certeval.sources.row import Row

_UNKNOWN = (kinds.UNKNOWN_COLUMN, kinds.UNKNOWN_ELEMENT)


class Reports:
    """Findings as they are met. `error_places`: the cells of which something was said before they were read; `once`:
    what was said where a cell stands for many, None where each stands for itself.
    """

    def __init__(self) -> None:
        self.findings = Findings()
        self.error_places: set[Place] = set()
        self.once: set[tuple[str, Place]] | None = None
        self._unknown = Findings()

    def add(
        self,
        kind: Kind,
        place: Place,
        arguments: Mapping[str, object],
        *related_places: tuple[str, Place],
        candidate: str = "",
    ) -> None:
        if self.once is not None and (kind.code, place) in self.once:
            return
        if self.once is not None:
            self.once.add((kind.code, place))
        links = tuple(Related(message, where) for message, where in related_places)
        self._of(kind).append(Diagnostic(kind, place, arguments, links, candidate))

    def take(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take in what is wrong with a sheet before its cells are read."""
        self.findings.extend(diagnostics)
        self.error_places = {each.place for each in diagnostics if each.is_error}

    def past(self, kind: Kind, origin: Locator, index: int, candidate: str = "") -> bool:
        """Whether what would be said of a row is beyond what is listed of its kind: it is counted then."""
        place = origin.start if isinstance(origin, Row) else origin.place(index)
        return self._of(kind).past(kind, place, candidate)

    def _of(self, kind: Kind) -> Findings:
        """Where findings of a kind are kept: those of unknown names apart, until it is known how many they are."""
        return self._unknown if kind in _UNKNOWN else self.findings

    def settle(self, *, keep: bool) -> None:
        """What was said of unknown names is said, or dropped."""
        if keep:
            self.findings.add(self._unknown)
        self._unknown = Findings()
