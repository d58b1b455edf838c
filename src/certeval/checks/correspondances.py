"""Correspondances lead from blocs of other certifications to what this one has, each once on any day."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from certeval.checks.equivalences import code_at, given
from certeval.checks.subject import Subject
from certeval.diagnostics import Finding
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.enregistrement import Periode
from certeval.text.nearest import Suggestions, fold

SECTION = "correspondances"


def correspondances_give_what_exists(subject: Subject) -> Iterator[Finding]:
    """A correspondance comes from a bloc of another certification, and gives a bloc or a compétence of this one."""
    own = subject.model.certification.rncp
    known = {e.code for e in subject.tree.elements.values() if e.kind in {"bloc", "competence"}}
    suggestions = Suggestions()
    for i, each in enumerate(subject.model.correspondances):
        if own and each.de.startswith(f"{own}BC"):
            yield Finding(kinds.CORRESPONDANCE_OF_ITS_OWN, (SECTION, i, "de"), {"number": each.de})
        for j, code in enumerate(each.donne):
            if subject.tree.spellings.get(fold(code)) not in known:
                meant = suggestions.nearest(code, known)
                arguments = {"code": code} | ({"suggestion": meant} if meant else {})
                path = code_at(subject, (SECTION, i, "donne"), j)
                yield Finding(kinds.EQUIVALENCE_GIVES, path, arguments)


def correspondances_agree(subject: Subject) -> Iterator[Finding]:
    """What a bloc gives on one day is said once."""
    for (i, one), (j, other) in combinations(enumerate(subject.model.correspondances), 2):
        if one.de != other.de or not _meet(one, other):
            continue
        common = given(one.donne, subject.tree) & given(other.donne, subject.tree)
        if common:
            code = next(code for code in subject.tree.elements if code in common)
            related = ((N_("first said here"), (SECTION, i, "donne")),)
            arguments = {"number": other.de, "code": code}
            yield Finding(kinds.CORRESPONDANCE_TWICE, (SECTION, j, "donne"), arguments, related=related)


def _meet(one: Periode, other: Periode) -> bool:
    """Whether two periods have a day in common."""
    begins = max(one.du or date.min, other.du or date.min)
    return begins <= min(one.au or date.max, other.au or date.max)
