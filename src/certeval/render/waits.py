"""What a pending verdict waits for, in a few words beside it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from certeval.engine.missing import Wait, waits
from certeval.engine.verdicts import EN_ATTENTE, Plain
from certeval.messages import _, ngettext
from certeval.referentiel.load import Referentiel
from certeval.render.words import visible
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
        code, pending = (
            str(each["candidat"]),
            [one for one in _decisions(each) if one["verdict"] == EN_ATTENTE],
        )
        missing = dict.fromkeys(name for one in pending for name in one.get("manque", ()))
        due = [name for name in missing if is_due(code, name)]
        reasons = [words(waits(referentiel.entries, candidates[code], due)), postponements(each)]
        text = _("; ").join(filter(None, reasons))
        if pending and (text or (pending[0] is each["certification"] and not missing)):
            texts[code] = text
    return texts


def _decisions(result: Plain) -> list[dict[str, Any]]:
    """What is held once it is validated: the certification, then each bloc."""
    blocs = result.get("blocs")
    decisions = [result["certification"], *(blocs if isinstance(blocs, list) else ())]
    return [each for each in decisions if isinstance(each, dict)]


def postponements(result: Plain) -> str:
    """The sessions to which the jury postponed what it did not decide: the certification, or what it is made of."""
    sessions = dict.fromkeys(
        str(decision["report"])
        for each in _elements(result)
        if isinstance(decision := each.get("decision"), dict) and "report" in decision
    )
    return _("session {code}", code=", ".join(map(visible, sessions))) if sessions else ""


def _elements(result: Plain) -> Iterator[Plain]:
    """The certification, and all that stands below it."""
    certification = result["certification"]
    queue = [certification, result]
    while queue:
        each = queue.pop(0)
        if isinstance(each, dict):
            yield each
            queue += [one for key in INSIDE for one in each.get(key, ())]


def words(reasons: Iterable[Wait]) -> str:
    """`« NE »: CR1.1.6; 1 more juror: E1; 46 empty cells`: each reason once, the elements in their order."""
    by_reason: dict[Wait, list[str]] = {}
    for each in reasons:
        by_reason.setdefault(each._replace(code=""), []).append(each.code)
    return _("; ").join(_reason(reason, codes) for reason, codes in by_reason.items())


def _reason(reason: Wait, codes: list[str]) -> str:
    text = ", ".join(codes[:FEW])
    if len(codes) > FEW:
        text = ngettext(
            "{codes} and {n} more", "{codes} and {n} more", len(codes) - FEW, codes=text, n=len(codes) - FEW
        )
    if reason.jurors:
        phrase = ngettext("{n} more juror due: {codes}", "{n} more jurors due: {codes}", reason.jurors)
        return phrase.format(n=reason.jurors, codes=text)
    if reason.status:
        return _("« {status} »: {codes}", status=visible(reason.status), codes=text)
    if len(codes) > FEW:
        return ngettext("{n} empty cell", "{n} empty cells", len(codes), n=len(codes))
    return _("empty: {codes}", codes=text)
