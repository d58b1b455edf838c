"""What the official sentence announces is what is declared."""

from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding
from certeval.diagnostics.families import referentiel as kinds
from certeval.messages import N_
from certeval.referentiel.models import Bloc
from certeval.rules.names import KIND_OF_WORD


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
