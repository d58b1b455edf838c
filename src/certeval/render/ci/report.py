"""What was checked, what was found, and what of it makes the check fail."""

from dataclasses import field

from certeval.diagnostics import Diagnostic, Severity
from certeval.frozen import frozen
from certeval.render.diagnostics import Sources
from certeval.sources.document import Document


@frozen
class Report:
    """Findings in order, and the documents checked by the name of their file; `strict`: warnings fail too."""

    diagnostics: list[Diagnostic]
    documents: dict[str, Document]
    strict: bool = False
    sessions: dict[str, Document] = field(default_factory=dict)
    """The files of sessions checked beside référentiels."""

    @property
    def sources(self) -> Sources:
        """The lines that findings are shown with."""
        return Sources({file: document.data for file, document in (self.documents | self.sessions).items()})

    @property
    def failures(self) -> list[Diagnostic]:
        """The findings that make the check fail."""
        return [each for each in self.diagnostics if self.fails(each)]

    def fails(self, diagnostic: Diagnostic) -> bool:
        return diagnostic.is_error or (self.strict and diagnostic.kind.severity is Severity.WARNING)
