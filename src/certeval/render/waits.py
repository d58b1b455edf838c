"""What a pending verdict waits for, in a few words beside it."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from certeval.engine.missing import Wait, waits
from certeval.engine.verdicts import EN_ATTENTE, Plain, elements_of, part_of
from certeval.messages import _, ngettext
from certeval.referentiel.load import Referentiel
from certeval.render.words import first_words, visible
from certeval.scores.observations import Candidate

INSIDE = ("blocs", "competences", "sous_competences", "epreuves")
"""Where results keep what stands below."""
FEW = 3
"""Codes named of one reason; of more, how many there are."""


def by_candidate(
    referentiel: Referentiel,
    candidates: Mapping[str, Candidate],
    results: Iterable[Plain],
    is_due: Callable[[str, str], bool] = lambda _candidate, _element: True,
) -> dict[str, str]:
    """What each candidate waits for whose certification is pending, or a bloc, which is held for life, by identifier;
    nothing of who waits only for elements that are not due to this candidate, nor of a bloc that nothing decides.
    """
    texts: dict[str, str] = {}
    for each in results:
        code, decisions = str(each["candidat"]), [part_of(each, "certification"), *elements_of(each, "blocs")]
        if not (pending := [one for one in decisions if one["verdict"] == EN_ATTENTE]):
            continue
        missing = dict.fromkeys(str(name) for one in pending for name in elements_of(one, "manque"))
        due = [name for name in missing if is_due(code, name)]
        reasons = [words(waits(referentiel.entries, candidates[code], due)), postponements(each)]
        text = _("; ").join(filter(None, reasons))
        if text or (pending[0] is decisions[0] and not missing):
            texts[code] = text
    return texts


def postponements(result: Plain) -> str:
    """The sessions to which the jury postponed what it did not decide: the certification, or what it is made of."""
    decisions = (part_of(each, "decision") for each in _elements(result))
    sessions = dict.fromkeys(str(each["report"]) for each in decisions if "report" in each)
    return _("session {code}", code=", ".join(map(visible, sessions))) if sessions else ""


def _elements(result: Plain) -> Iterator[Plain]:
    """The certification, and all that stands below it."""
    queue = [part_of(result, "certification"), result]
    while queue:
        each = queue.pop(0)
        yield each
        queue += [one for key in INSIDE for one in elements_of(each, key)]


def words(reasons: Iterable[Wait]) -> str:
    """`« NE »: CR1.1.6; 1 more juror: E1; 46 empty cells`: each reason once, the elements in their order."""
    by_reason: dict[Wait, list[str]] = {}
    for each in reasons:
        by_reason.setdefault(each._replace(code=""), []).append(each.code)
    return _("; ").join(_reason(reason, codes) for reason, codes in by_reason.items())


def _reason(reason: Wait, codes: list[str]) -> str:
    text, n = first_words(codes, FEW), reason.jurors
    if n:
        return ngettext("{n} more juror due: {codes}", "{n} more jurors due: {codes}", n, n=n, codes=text)
    if reason.status:
        return _("« {status} »: {codes}", status=visible(reason.status), codes=text)
    if len(codes) > FEW:
        return ngettext("{n} empty cell", "{n} empty cells", len(codes), n=len(codes))
    return _("empty: {codes}", codes=text)
