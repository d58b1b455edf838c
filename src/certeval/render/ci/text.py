"""What was checked and found, and what of it fails; as the text that people read, or a line a finding for editors."""

from collections.abc import Callable
from dataclasses import field, replace

from certeval.diagnostics import Diagnostic, Place, Severity
from certeval.frozen import frozen
from certeval.messages import ngettext
from certeval.render import diagnostics as shown
from certeval.render.diagnostics import Sources, message, where
from certeval.sources.document import Document


@frozen
class CheckReport:
    """Findings in order, and the documents checked by the name of their file; `strict`: warnings fail too."""

    diagnostics: list[Diagnostic]
    documents: dict[str, Document]
    strict: bool = False
    sessions: dict[str, Document] = field(default_factory=dict)
    """The files of sessions checked beside référentiels."""

    @property
    def files(self) -> dict[str, Document]:
        """All that was checked: référentiels, then sessions."""
        return self.documents | self.sessions

    @property
    def sources(self) -> Sources:
        """The lines that findings are shown with."""
        return Sources({file: document.data for file, document in self.files.items()})

    @property
    def failures(self) -> list[Diagnostic]:
        """The findings that make the check fail."""
        return [each for each in self.diagnostics if self.fails(each)]

    def fails(self, diagnostic: Diagnostic) -> bool:
        return diagnostic.is_error or (self.strict and diagnostic.kind.severity is Severity.WARNING)

    def renamed(self, name: Callable[[str], str]) -> "CheckReport":
        """The same, of files called otherwise."""

        def placed(place: Place) -> Place:
            return place._replace(file=name(place.file))

        found = [
            each._replace(
                place=placed(each.place),
                related=tuple([one._replace(place=placed(one.place)) for one in each.related]),
            )
            for each in self.diagnostics
        ]
        documents = {name(file): document for file, document in self.documents.items()}
        sessions = {name(file): document for file, document in self.sessions.items()}
        return replace(self, diagnostics=found, documents=documents, sessions=sessions)


def concise(report: CheckReport) -> str:
    """A line a finding, `path:line:column: CODE message`, as editors and `grep` expect. No finding, no line."""
    return "".join(f"{line(each)}\n" for each in report.diagnostics)


def line(diagnostic: Diagnostic) -> str:
    return f"{where(diagnostic.place)}: {diagnostic.code} {message(diagnostic)}"


def document(report: CheckReport) -> str:
    if report.diagnostics:
        return shown.text(report.diagnostics, report.sources)
    checked = ngettext(
        "{n} référentiel checked: nothing to report",
        "{n} référentiels checked: nothing to report",
        len(report.documents),
    )
    said = [checked.format(n=len(report.documents))] if report.documents or not report.sessions else []
    if report.sessions:
        of_sessions = ngettext(
            "{n} session checked: nothing to report",
            "{n} sessions checked: nothing to report",
            len(report.sessions),
        )
        said.append(of_sessions.format(n=len(report.sessions)))
    return "\n".join(said) + "\n"
