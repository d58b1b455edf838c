"""Documents printed, each looked at once it is: what its template labels, and the text of the PDF itself.

In: what is to be printed, as plain values. Out: the bytes of each, or what is wrong with it; nothing is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from certeval.diagnostics import Diagnostic, Place, Span
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.model import Word
from certeval.documents.contenu import Common
from certeval.documents.dossier import Dossier, Piece
from certeval.documents.mention import Words
from certeval.documents.mention_checks import (
    forbidden_in,
    mention_texts,
    missing_from,
    missing_glyph,
    missing_mentions,
    unseen_signs,
)
from certeval.documents.mentions import MENTIONS
from certeval.documents.pdf_text import pypdf_text, typst_text
from certeval.documents.templates import Template
from certeval.documents.typst import Printer, PrintFailure, as_input

LABEL = "mention"
"""What the metadata of each mention bears in a template."""


class Task(NamedTuple):
    """One document to print: what it is about, with which template, from what; the mentions that it must show."""

    piece: Piece
    template: Template
    words: str
    mentions: Mapping[str, list[str]]


class PrintFault(NamedTuple):
    """What a printed document does not show and must, and what it says and may not."""

    unshown: Sequence[str]
    forbidden: Sequence[str]


Outcome = bytes | PrintFailure | PrintFault
"""What printing one document gives."""


def tasks(
    dossier: Dossier, pieces: Sequence[Piece], templates: Mapping[str, Template]
) -> tuple[list[Task], list[Diagnostic]]:
    """What is to be printed, by template; each mention that lacks, once, and the signs that nobody sees."""
    common = Common(dossier)
    digests = {name: each.digest for name, each in templates.items()}
    queue: list[Task] = []

    def contents() -> Iterator[tuple[Piece, Words]]:
        """What each document is given, kept as the text that typst reads: a fraction of the room of its values."""
        for piece in pieces:
            words = common.of(piece, digests[piece.genre.name])
            mentions = mention_texts(piece, words, dossier)
            queue.append(
                Task(piece, templates[piece.genre.name], as_input({**words, "mentions": mentions}), mentions)
            )
            yield piece, words

    lacks = missing_mentions(dossier, contents())
    return queue, [*lacks, *unseen_signs(dossier, ((each.piece, each.words) for each in queue))]


def print_all(queue: Sequence[Task], day: date) -> Iterator[Outcome]:
    """Print documents in order, those of one template together: one that is wrong stops at its first document."""
    for template, tasks in groupby(queue, attrgetter("template")):
        wrong: PrintFailure | None = None
        printer = Printer(template.file, template.root, fonts=not template.own)
        for task in tasks:
            outcome = wrong or _print_one(printer, task, day)
            if isinstance(outcome, PrintFailure) and not outcome.characters:
                wrong = outcome
            yield outcome


def _print_one(printer: Printer, task: Task, day: date) -> Outcome:
    pdf = printer.pdf(task.words, day)
    if isinstance(pdf, PrintFailure):
        return pdf
    labels = printer.metadata(LABEL)
    text = typst_text(pdf)
    absent = missing_from(task.mentions, labels, text)
    if absent or not text:
        text = pypdf_text(pdf)
        absent = missing_from(task.mentions, labels, text)
    faulty = PrintFault(absent, forbidden_in(task.piece, text))
    return faulty if faulty.unshown or faulty.forbidden else pdf


def merge(documents: Sequence[bytes]) -> bytes:
    """One PDF of all, in order, for a printer: it has lost the tags of each."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for each in documents:
        writer.append(BytesIO(each), import_outline=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def findings(queue: Sequence[Task], outcomes: Sequence[Outcome], dossier: Dossier) -> list[Diagnostic]:
    """What is wrong with what was printed: of a template once, of a character at the cell that holds it."""
    diagnostics: dict[tuple[object, ...], Diagnostic] = {}
    for task, outcome in zip(queue, outcomes, strict=False):
        for each in _outcome_diagnostics(task, outcome, dossier):
            diagnostics.setdefault((each.code, each.place, str(each.arguments)), each)
    return list(diagnostics.values())


def _outcome_diagnostics(task: Task, outcome: Outcome, dossier: Dossier) -> list[Diagnostic]:
    if isinstance(outcome, bytes):
        return []
    document = Word(task.piece.genre.words)
    file = template_place(task.template)
    if isinstance(outcome, PrintFailure):
        if outcome.characters:
            return [missing_glyph(task.piece, outcome.characters[0], dossier, file)]
        return [Diagnostic(kinds.TEMPLATE_WRONG, _line(task.template, outcome), {"reason": outcome.reason})]
    what = {each.name: each.what for each in MENTIONS[task.piece.genre.name]}
    diagnostics = [
        Diagnostic(kinds.NOT_SHOWN, file, {"document": document, "what": Word(what[name]), "name": name})
        for name in outcome.unshown
    ]
    return diagnostics + [
        Diagnostic(kinds.FORBIDDEN_WORDS, file, {"documents": (document,), "words": each})
        for each in outcome.forbidden
    ]


def template_place(template: Template) -> Place:
    """The first line of a template."""
    return Place(f"{template.label or template.root.name}/{template.file.name}", Span(1, 1, 1, 1))


def _line(template: Template, outcome: PrintFailure) -> Place:
    """The line that typst points at, in the template or in what it imports."""
    place = template_place(template)
    if not outcome.line:
        return place
    file = f"{template.label or template.root.name}/{outcome.file}" if outcome.file else place.file
    return Place(file, Span(outcome.line, outcome.column, outcome.line, outcome.column + 1))
