"""Plain values to a pydantic model, or all that is wrong in them, at its place and said once."""

from bisect import bisect_left
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from certeval.diagnostics import Diagnostic, Finding, Span, in_order
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.families import yaml
from certeval.sources.document import MAX_MISTAKES, Document

Model = TypeVar("Model", bound=BaseModel)


def read(model: type[Model], document: Document) -> tuple[Model | None, list[Finding]]:
    """The model of a document's values, or None with everything that is wrong in them."""
    try:
        return model.model_validate(document.root), []
    except ValidationError as error:
        if error.error_count() > MAX_MISTAKES:
            return None, [Finding(yaml.TOO_MANY, (), {"limit": MAX_MISTAKES})]
        from certeval.declared.errors import findings  # of use where something is wrong, and only there

        return None, findings(error.errors(include_url=False), document, model)


def model_of(model: type[Model], document: Document) -> tuple[Model | None, list[Diagnostic]]:
    """The model of a document, and all that is wrong with it, in order; None where its shape is."""
    if document.root is None:
        return None, document.diagnostics
    instance, findings = read(model, document)
    return instance, diagnostics_of(findings, document)


def diagnostics_of(findings: list[Finding], document: Document) -> list[Diagnostic]:
    """All that is wrong with a document, in order: what its reader found, and findings it has not said yet."""
    new = without_repeats(
        [document.locate(each) for each in findings if not _is_alone(each, document)], document
    )
    return in_order([*document.diagnostics, *new])


def _is_alone(finding: Finding, document: Document) -> bool:
    """Whether a key is missing, or a mapping is refused, where the reader has seen a value alone: `note: {20}`."""
    path = finding.path[:-1] if finding.kind is kinds.MISSING_KEY else finding.path
    if finding.kind not in {kinds.MISSING_KEY, kinds.WRONG_SHAPE} or document.at(path):
        return False
    line = document.span(path).line
    return any(
        d.kind is yaml.KEY_ALONE and d.place.span and d.place.span.line == line for d in document.diagnostics
    )


def without_repeats(diagnostics: list[Diagnostic], document: Document) -> list[Diagnostic]:
    """The findings about what the reader of the file has not refused already."""
    starts = sorted((span.line, span.column) for each in document.diagnostics if (span := each.place.span))
    return [each for each in diagnostics if not _is_repeat(each, starts)]


def _is_repeat(diagnostic: Diagnostic, starts: list[tuple[int, int]]) -> bool:
    """Whether a finding of the reader stands inside the text that this one is about."""
    span = diagnostic.place.span or Span(1, 1, 1, 1)
    end = max((span.end_line, span.end_column), (span.line, span.column + 1))
    first = bisect_left(starts, (span.line, span.column))
    return first < len(starts) and starts[first] < end
