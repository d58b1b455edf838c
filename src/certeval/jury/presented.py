"""What candidates of a session are still to present, where sheets alone would have them present everything."""

from collections.abc import Iterable, Iterator

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families.sheets import ABSENT, SITUATION_NOT_KNOWN
from certeval.jury.checks import SessionSubject


def remaining(found: Iterable[Diagnostic], subject: SessionSubject) -> Iterator[Diagnostic]:
    """What is to be said of the sheets of a session: nothing of what everybody holds, is exempted from or does not
    seek, nor of what registrations say.
    """
    for each in found:
        if each.kind is SITUATION_NOT_KNOWN:  # what a session says of it is told with the session
            continue
        if each.kind is not ABSENT:
            yield each
            continue
        listed = each.arguments["elements"]
        assert isinstance(listed, tuple)  # noqa: S101 -- of codes, by the kind
        left = tuple(
            code for code in listed if any(presents(one, code, subject) for one in subject.candidates)
        )
        if left:
            yield each._replace(arguments={**each.arguments, "count": len(left), "elements": left})


def presents(candidate: str, element: str, subject: SessionSubject) -> bool:
    """Whether a candidate is to present an element: seeks its bloc, is not exempted from it, and held neither it nor
    what is above before this session.
    """
    above = [each.code for each in subject.referentiel.tree.ancestors(element)]
    held = subject.sitting.held(candidate).held
    if any(name in held and held[name].origine != "jury" for name in (element, *above)):
        return False
    own = subject.inscription(candidate)
    sought = {subject.referentiel.bloc(each) for each in own[1].vise} if own else set()
    blocs = [each.code for each in subject.referentiel.tree.ancestors(element) if each.kind == "bloc"]
    if sought and blocs and not sought.intersection(blocs):
        return False
    return all(key.element != element for key in subject.candidates[candidate].cells)
