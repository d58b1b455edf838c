"""Which findings are told: those that no écart answers (it takes away what it decides on, and quotes what it is about),
those that are asked for by code, family or prefix, and those that are shown whatever is asked.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from datetime import date

from certeval.checks.subject import Subject
from certeval.diagnostics import Diagnostic, Finding, Kind, Path, Severity, in_order
from certeval.diagnostics.families import documents
from certeval.diagnostics.families import referentiel as kinds
from certeval.diagnostics.families.every import KINDS
from certeval.frozen import frozen
from certeval.referentiel.ecarts import Ecart
from certeval.referentiel.load import Compilation
from certeval.referentiel.models import Fichier
from certeval.referentiel.tree import Tree
from certeval.rules.names import KIND_OF_WORD
from certeval.sources.document import Document
from certeval.text.nearest import fold

BINDING = frozenset("YV")
"""Families whose errors nothing takes away: a file that doesn't read, a rule that can't decide."""


def decision_blockers(diagnostics: list[Diagnostic], compilation: Compilation) -> list[Diagnostic]:
    """Those of these findings that no écart answers and no option hides: errors of YAML, of rules, those of
    structure without which nothing can be decided, and doubts to be looked at before anything is.
    """
    places = {(each.code, each.place) for each in compilation.diagnostics}
    return [
        each
        for each in diagnostics
        if _binds(each.kind) or (each.is_error and (each.code, each.place) in places)
    ]


def _binds(kind: Kind | None) -> bool:
    if kind is documents.TO_REVIEW_FIRST:
        return True
    return kind is not None and kind.family in BINDING and kind.severity is Severity.ERROR


def apply_ecarts(diagnostics: list[Diagnostic], compilation: Compilation, today: date) -> list[Diagnostic]:
    """The diagnostics that no écart answers, and those about écarts that answer nothing or have expired."""
    model, tree = compilation.model, compilation.tree
    if model is None or tree is None:
        return diagnostics
    rest, findings = list(diagnostics), list[Finding]()
    binding = {(each.code, each.place) for each in decision_blockers(diagnostics, compilation)}
    for i, ecart in enumerate(model.ecarts):
        if ecart.diagnostic is None:
            continue
        at: Path = ("ecarts", i)
        arguments = {"diagnostic": ecart.diagnostic, "target": ecart.cible}
        if ecart.expire is not None and ecart.expire < today:
            findings.append(
                Finding(kinds.EXPIRED_ECART, (*at, "expire"), arguments | {"date": ecart.expire.isoformat()})
            )
            continue
        quoted = [d for d in rest if _is_about(ecart, d, model, tree, compilation.document)]
        if _binds(KINDS.get(ecart.diagnostic)) or any((d.code, d.place) in binding for d in quoted):
            findings.append(Finding(kinds.UNANSWERABLE, (*at, "diagnostic"), arguments))
            continue
        if not quoted:
            findings.append(Finding(kinds.STALE_ECART, (*at, "diagnostic"), arguments))
        rest = [d for d in rest if d not in quoted]
    return in_order([*rest, *map(compilation.document.locate, findings)])


def _is_about(ecart: Ecart, diagnostic: Diagnostic, model: Fichier, tree: Tree, document: Document) -> bool:
    """Whether an écart is about this finding: its code, inside one of its targets."""
    span = diagnostic.place.span
    if diagnostic.code != ecart.diagnostic or span is None:
        return False
    extents = (document.extent(path) for path in targets(ecart.cible, model, tree))
    return any(start <= (span.line, span.column) < end for start, end in extents)


def targets(cible: str, model: Fichier, tree: Tree) -> list[Path]:
    """The paths an écart is about: the certification's (the whole file), an element's, or a selection's."""
    if cible == model.certification.code:
        return [()]
    if cible in tree.elements:
        return [tree.elements[cible].path]
    word, _, code = (part.strip() for part in cible.partition(" de "))
    codes = tree.below(KIND_OF_WORD.get(word, ""), code or None)
    return [element.path for c in codes if (element := tree.elements.get(c))]


QUOTATION = re.compile(r"«([^«»]*)»")
BETWEEN = "\n"
"""What stands between two texts: no quotation holds it."""


def ecarts_quote_their_target(subject: Subject) -> Iterator[Finding]:
    """Of the texts of the file that an écart quotes, one at least is its target's."""
    quotations = [
        (i, quotes) for i, e in enumerate(subject.model.ecarts) if (quotes := _quotations(e.constat))
    ]
    if not quotations:
        return
    passages = subject.prose.readable_passages
    texts = [" ".join(passage.text.split()) for passage in passages]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    whole = BETWEEN.join(texts)
    for i, quotes in quotations:
        about = targets(subject.model.ecarts[i].cible, subject.model, subject.tree)
        occurrences = [
            (text, passages[bisect(starts, at) - 1].path) for text in quotes for at in _places(text, whole)
        ]
        if (
            about
            and occurrences
            and not any(path[: len(each)] == each for _, path in occurrences for each in about)
        ):
            (text, path), target = occurrences[0], subject.model.ecarts[i].cible
            arguments = {"target": target, "text": text, "where": _owner(subject, path)}
            yield Finding(kinds.QUOTED_ELSEWHERE, ("ecarts", i, "cible"), arguments)


def _quotations(text: str) -> list[str]:
    """What is quoted, of two words or more: one word is found anywhere."""
    quotes = (" ".join(quote.split()).strip(" .…") for quote in QUOTATION.findall(text))
    return [each for each in quotes if " " in each]


def _places(text: str, whole: str) -> Iterator[int]:
    """Where a quotation stands, as whole words."""
    at = whole.find(text)
    while at >= 0:
        around = whole[at - 1 : at], whole[at + len(text) : at + len(text) + 1]
        if not any(character.isalnum() for character in around):
            yield at
        at = whole.find(text, at + 1)


def _owner(subject: Subject, path: Path) -> str:
    """The code of the element that a text belongs to, else the certification's."""
    above = [e for e in subject.tree.elements.values() if path[: len(e.path)] == e.path]
    return max(above, key=lambda e: len(e.path)).code if above else subject.model.certification.code


@frozen
class Selection:
    """The codes asked for."""

    codes: frozenset[str] = frozenset(KINDS)

    def wants(self, diagnostic: Diagnostic) -> bool:
        return diagnostic.code in self.codes

    def select(self, diagnostics: list[Diagnostic], compilation: Compilation) -> list[Diagnostic]:
        """The findings of a référentiel that are asked for, and those that keep it from deciding."""
        others = [each for each in diagnostics if not self.wants(each)]
        binding = {(each.code, each.place) for each in decision_blockers(others, compilation)}
        return [each for each in diagnostics if self.wants(each) or (each.code, each.place) in binding]

    def extra_codes(self, diagnostics: list[Diagnostic]) -> list[str]:
        """The codes that are shown although they are not asked for."""
        return sorted({each.code for each in diagnostics if not self.wants(each)})


def selection(select: Iterable[str], ignore: Iterable[str]) -> Selection:
    """What is selected (everything where nothing is), without what is ignored."""
    choice = codes(select)
    return Selection((choice or frozenset(KINDS)) - codes(ignore))


def codes(words: Iterable[str]) -> frozenset[str]:
    """Every code that one of these words begins: R301, R3, R."""
    prefixes = {fold(word) for word in words}
    return frozenset(code for code in KINDS if any(fold(code).startswith(word) for word in prefixes))


def words(texts: Iterable[str]) -> list[str]:
    """What is typed after an option, one by one: it may be repeated, and hold commas."""
    return [word.strip() for each in texts for word in each.split(",") if word.strip()]
