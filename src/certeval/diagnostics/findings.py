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

    __slots__ = ("kept", "number", "orders")

    def __init__(self) -> None:
        self.number = 0
        self.orders: list[Order] = []
        self.kept: list[Diagnostic] = []

    def past(self, place: Place) -> bool:
        """Whether what stands there comes after all that are kept, and no other is."""
        return len(self.kept) > MOST and self.orders[-1][0] < place.order  # type: ignore[operator]

    def keep(self, diagnostic: Diagnostic) -> Diagnostic | None:
        """Keep one at its place; the one that is kept no more, if any."""
        order = (diagnostic.place.order, arguments_order(diagnostic))
        at = bisect_right(self.orders, order)
        self.orders.insert(at, order)
        self.kept.insert(at, diagnostic)
        if len(self.kept) <= MOST + 1:
            return None
        self.orders.pop()
        return self.kept.pop()


class Findings:
    """What there is to say of files, in no order until it is listed.

    `errors` is how many there are, `unlisted` the candidates that some of them spoil and who are not named by those
    listed, by code.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self.errors = 0
        self.unlisted: dict[str, set[str]] = {}
        self.by_kind: dict[tuple[str, str], _OfKind] = {}
        self.extend(diagnostics)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for each in diagnostics:
            self.append(each)

    def append(self, diagnostic: Diagnostic) -> None:
        place = diagnostic.place
        held = self.by_kind.setdefault((diagnostic.kind.code, place.file), _OfKind())
        self._count(held, diagnostic.kind, 1)
        left = diagnostic if held.past(place) else held.keep(diagnostic)
        if left is not None:
            self._leave(left.kind, left.candidate)

    def past(self, kind: Kind, place: Place, candidate: str = "") -> bool:
        """Whether what would be said there, or after it, is beyond what is listed of its kind: it is counted then, and
        need not be made.
        """
        held = self.by_kind.get((kind.code, place.file))
        if held is None or not held.past(place):
            return False
        self._count(held, kind, 1)
        self._leave(kind, candidate)
        return True

    def more(self, kind: Kind, file: str, number: int) -> None:
        """Count others that are beyond what is listed."""
        self._count(self.by_kind.setdefault((kind.code, file), _OfKind()), kind, number)

    def add(self, other: "Findings") -> None:
        """Take in what others are."""
        for (_, file), theirs in other.by_kind.items():
            self.extend(theirs.kept)
            if theirs.number > len(theirs.kept):
                self.more(theirs.kept[0].kind, file, theirs.number - len(theirs.kept))
        for code, candidates in other.unlisted.items():
            self.unlisted.setdefault(code, set()).update(candidates)

    def listed(self) -> list[Diagnostic]:
        """In order; where more than are listed are of one kind, the last of them says how many more."""
        found: list[Diagnostic] = []
        for held in self.by_kind.values():
            more = held.number - MOST
            found += held.kept if more <= 1 else [*held.kept[:MOST], self._closing(held.kept[MOST], more)]
        return in_order(found)

    def _closing(self, first: Diagnostic, more: int) -> Diagnostic:
        """What stands for findings that are not listed, at the place of the first: as grave as they are, and spoiling
        one candidate's results where each of them does.
        """
        kind = first.kind
        candidate = "" if "" in self.unlisted.get(kind.code, ()) else first.candidate
        about = {"code": kind.code, "more": more}
        return Diagnostic(MORE._replace(severity=kind.severity), first.place, about, (), candidate)

    def _count(self, held: _OfKind, kind: Kind, number: int) -> None:
        held.number += number
        self.errors += number if kind.is_error else 0

    def _leave(self, kind: Kind, candidate: str) -> None:
        if kind.is_error:
            self.unlisted.setdefault(kind.code, set()).add(candidate)
