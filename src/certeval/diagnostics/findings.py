"""Findings as they are met, bounded: of each kind in each file the first ones, and how many more there are."""

from bisect import bisect_right
from collections.abc import Iterable

from certeval.diagnostics.families.sheets import MORE
from certeval.diagnostics.model import Diagnostic, Kind, Place, arguments_order, in_order

MOST = 1000
"""Findings listed of one kind in one file. A file with more has one cause, or is not the file that was meant."""

Order = tuple[object, ...]


class _OfKind:
    """Those of one kind in one file: the first by place, and one more, which says where those not listed begin."""

    __slots__ = ("diagnostics", "number", "orders")

    def __init__(self) -> None:
        self.number = 0
        self.orders: list[Order] = []
        self.diagnostics: list[Diagnostic] = []

    def past(self, place: Place) -> bool:
        """Whether what stands there comes after all that are kept, and no other is."""
        return len(self.diagnostics) > MOST and self.orders[-1][0] < place.order  # type: ignore[operator]

    def keep(self, diagnostic: Diagnostic) -> Diagnostic | None:
        """Keep one at its place; the one that is kept no more, if any."""
        order = (diagnostic.place.order, arguments_order(diagnostic))
        at = bisect_right(self.orders, order)
        self.orders.insert(at, order)
        self.diagnostics.insert(at, diagnostic)
        if len(self.diagnostics) <= MOST + 1:
            return None
        self.orders.pop()
        return self.diagnostics.pop()


class Findings:
    """What there is to say of files, in no order until it is listed.

    `errors` is how many there are, `candidates_by_error` the candidates that some of them spoil and who are not named
    by those listed, by code.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self.errors = 0
        self.candidates_by_error: dict[str, set[str]] = {}
        self.by_kind: dict[tuple[str, str], _OfKind] = {}
        self.extend(diagnostics)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for each in diagnostics:
            self.append(each)

    def append(self, diagnostic: Diagnostic) -> None:
        place = diagnostic.place
        of_kind = self.by_kind.setdefault((diagnostic.kind.code, place.file), _OfKind())
        self._count(of_kind, diagnostic.kind, 1)
        surplus = diagnostic if of_kind.past(place) else of_kind.keep(diagnostic)
        if surplus is not None:
            self._leave(surplus.kind, surplus.candidate)

    def past(self, kind: Kind, place: Place, candidate: str = "") -> bool:
        """Whether what would be said there, or after it, is beyond what is listed of its kind: it is counted then, and
        need not be made.
        """
        of_kind = self.by_kind.get((kind.code, place.file))
        if of_kind is None or not of_kind.past(place):
            return False
        self._count(of_kind, kind, 1)
        self._leave(kind, candidate)
        return True

    def more(self, kind: Kind, file: str, number: int) -> None:
        """Count others that are beyond what is listed."""
        self._count(self.by_kind.setdefault((kind.code, file), _OfKind()), kind, number)

    def add(self, other: "Findings") -> None:
        """Take in what others are."""
        for (_, file), theirs in other.by_kind.items():
            self.extend(theirs.diagnostics)
            if theirs.number > len(theirs.diagnostics):
                self.more(theirs.diagnostics[0].kind, file, theirs.number - len(theirs.diagnostics))
        for code, candidates in other.candidates_by_error.items():
            self.candidates_by_error.setdefault(code, set()).update(candidates)

    def in_order(self) -> list[Diagnostic]:
        """In order; where more than are listed are of one kind, the last of them says how many more."""
        diagnostics: list[Diagnostic] = []
        for of_kind in self.by_kind.values():
            more = of_kind.number - MOST
            diagnostics += (
                of_kind.diagnostics
                if more <= 1
                else [*of_kind.diagnostics[:MOST], self._summary(of_kind.diagnostics[MOST], more)]
            )
        return in_order(diagnostics)

    def _summary(self, first: Diagnostic, more: int) -> Diagnostic:
        """What stands for findings that are not listed, at the place of the first: as grave as they are, and spoiling
        one candidate's results where each of them does.
        """
        kind = first.kind
        candidate = "" if "" in self.candidates_by_error.get(kind.code, ()) else first.candidate
        about = {"code": kind.code, "more": more}
        return Diagnostic(MORE._replace(severity=kind.severity), first.place, about, (), candidate)

    def _count(self, of_kind: _OfKind, kind: Kind, number: int) -> None:
        of_kind.number += number
        self.errors += number if kind.is_error else 0

    def _leave(self, kind: Kind, candidate: str) -> None:
        if kind.is_error:
            self.candidates_by_error.setdefault(kind.code, set()).add(candidate)
