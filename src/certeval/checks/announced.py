"""What the official sentence announces is what is declared."""

import re
from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.blocs import Bloc
from certeval.rules.names import KIND_OF_WORD
from certeval.text.nearest import fold

WHOLE_NUMBERS = dict(
    zip("deux trois quatre cinq six sept huit neuf dix onze douze".split(), range(2, 13), strict=True)  # noqa: SIM905
)
ANNOUNCED = re.compile(
    rf"\b(?:les|des|aux|ces|ses) +([0-9]{{1,3}}|{'|'.join(WHOLE_NUMBERS)}) +"
    r"(activit[ée]|comp[ée]tence|crit[èe]re|[ée]preuve)s\b",
    re.IGNORECASE,
)
"""« les 3 compétences » are all there are; « 3 compétences » may be a bound."""


def counts_are_as_announced(subject: Subject) -> Iterator[Finding]:
    """A bloc declares as many elements as its condition announces."""
    for element in subject.of_kind("bloc"):
        if not isinstance(element.model, Bloc) or element.model.condition is None:
            continue
        at = (*element.path, "condition")
        for what, announced in element.model.condition.effectif.items():
            kind = KIND_OF_WORD.get(what, what.removesuffix("s"))
            declared = len(subject.tree.below(kind, element.code))
            if declared != announced:
                counts = {"bloc": element.code, "announced": announced, "declared": declared, "what": what}
                related = ((N_("the bloc is declared here"), (*element.path, "code")),)
                yield Finding(kinds.ANNOUNCED_COUNT, (*at, "effectif", what), counts, related=related)


def announced_counts_are_declared(subject: Subject) -> Iterator[Finding]:
    """The number of elements that a condition's sentence announces is in its `effectif`."""
    for element in subject.of_kind("bloc") if subject.in_french else ():
        condition = element.model.condition if isinstance(element.model, Bloc) else None
        for found in ANNOUNCED.finditer(condition.texte) if condition else ():
            count = WHOLE_NUMBERS.get(found[1].lower()) or int(found[1])
            what = fold(found[2]) + "s"
            if condition and (what, count) not in condition.effectif.items():
                arguments = {"text": found[0], "what": what, "count": count}
                yield Finding(kinds.NOT_ANNOUNCED, (*element.path, "condition", "texte"), arguments)
                break
