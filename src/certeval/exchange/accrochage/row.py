"""One row as it is read: its values by heading, and what is wrong with them, told once at each cell."""

from collections.abc import Mapping

from certeval.diagnostics import Diagnostic, Kind
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.findings import Findings
from certeval.exchange.accrochage.cells import Fault
from certeval.jury.candidats import Personne


class Row:
    """A candidate’s values. `wrong`: whether an error was told of it."""

    __slots__ = ("_findings", "_said", "_values", "person", "wrong")

    def __init__(self, person: Personne, values: Mapping[str, str | Fault], findings: Findings) -> None:
        self.person = person
        self.wrong = False
        self._values = values
        self._findings = findings
        self._said: set[tuple[object, ...]] = set()
        for heading, value in values.items():
            if isinstance(value, Fault):
                self.tell(value.kind, heading, **value.arguments)

    @property
    def silent(self) -> bool:
        """Whether nothing was told of the row, not even what is odd."""
        return not self._said

    def get(self, heading: str) -> str | None:
        """What a cell says; None where it says nothing, or what can't be sent."""
        value = self._values.get(heading)
        return value if isinstance(value, str) else None

    def has(self, heading: str) -> bool:
        """Whether a cell says something, be it wrong."""
        return heading in self._values

    def missing(self, heading: str) -> None:
        """Say that a cell must say something, unless what it says is refused already."""
        if not self.has(heading):
            self.tell(kinds.CELL_MISSING, heading)

    def tell(self, kind: Kind, heading: str, **arguments: object) -> None:
        """Say what is wrong at a cell, once."""
        about = (kind.code, heading, arguments.get("other"))
        if about in self._said:
            return
        self._said.add(about)
        self.wrong = self.wrong or kind.is_error
        place = self.person.place(heading)
        self._findings.append(
            Diagnostic(kind, place, {"heading": heading, **arguments}, candidate=self.person.candidat)
        )
