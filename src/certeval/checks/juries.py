"""What is declared of juries can be kept by some jury."""

from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import referentiel as kinds
from certeval.referentiel.jury import Quorum, limits
from certeval.rules.bounds import Bounds
from certeval.rules.names import Mistakes

RULES: Path = ("certification", "jury", "regles")


def juries_are_counted(subject: Subject) -> Iterator[Finding]:
    """Members are counted; of these who are external, a number or a share of the members is asked."""
    jury = subject.model.certification.jury
    if jury is None or jury.regles is None:
        return
    mistakes = Mistakes()
    members = limits(jury.regles.membres, mistakes, (*RULES, "membres"), shares=False)
    limits(jury.regles.externes, mistakes, (*RULES, "externes"), shares=True)
    yield from mistakes.findings.values()
    if not mistakes.findings and jury.regles.quorum:
        yield from _quorum(jury.regles.quorum, members)


def _quorum(quorum: Quorum, members: Bounds | None) -> Iterator[Finding]:
    """A quorum is no more than the members there may be, nor are the external of it."""
    most = members.whole()[1] if members else None
    asked = (
        ("presents", quorum.presents, most),
        ("externes", quorum.externes, quorum.presents if quorum.presents is not None else most),
    )
    for key, least, there in asked:
        if least is not None and there is not None and least > there:
            yield Finding(kinds.QUORUM_TOO_LARGE, (*RULES, "quorum", key), {"asked": least, "most": there})
