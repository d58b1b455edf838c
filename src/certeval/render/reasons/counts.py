"""`parmi`, `tous`, `un_de`, `aucun`, `nombre` in words: how many, of how many required, which lack."""

from collections.abc import Callable, Sequence

from certeval.messages import _, ngettext, plural
from certeval.render.reasons import numbers
from certeval.render.reasons.concern import may_be_for
from certeval.render.reasons.topics import CandidateCase, Clause, Topic, clauses, name_list, rule
from certeval.rules.count_rules import CountRule, ItemTally
from certeval.rules.derivation import Judgement
from certeval.rules.outcome import BLOQUE, EXCLU, FAUX, INCONNU, VRAI

VALIDATION_COUNTS = {
    "critere": plural("{met} of {n} critère validated", "{met} of {n} critères validated"),
    "competence": plural("{met} of {n} compétence validated", "{met} of {n} compétences validated"),
    "sous_competence": plural(
        "{met} of {n} sous-compétence validated", "{met} of {n} sous-compétences validated"
    ),
    "bloc": plural("{met} of {n} bloc validated", "{met} of {n} blocs validated"),
    "epreuve": plural("{met} of {n} épreuve validated", "{met} of {n} épreuves validated"),
    "fait": plural("{met} of {n} fact established", "{met} of {n} facts established"),
    "": plural("{met} of {n} item validated", "{met} of {n} items validated"),
}
CONDITION_COUNTS = {
    "critere": plural(
        "{met} of {n} critère meeting the condition", "{met} of {n} critères meeting the condition"
    ),
    "competence": plural(
        "{met} of {n} compétence meeting the condition", "{met} of {n} compétences meeting the condition"
    ),
    "sous_competence": plural(
        "{met} of {n} sous-compétence meeting the condition",
        "{met} of {n} sous-compétences meeting the condition",
    ),
    "bloc": plural("{met} of {n} bloc meeting the condition", "{met} of {n} blocs meeting the condition"),
    "epreuve": plural(
        "{met} of {n} épreuve meeting the condition", "{met} of {n} épreuves meeting the condition"
    ),
    "fait": plural("{met} of {n} fact meeting the condition", "{met} of {n} facts meeting the condition"),
    "": plural("{met} of {n} item meeting the condition", "{met} of {n} items meeting the condition"),
}
"""By the kind of the items counted; items of several kinds have none."""


def count_clause(
    judgement: Judgement, node: CountRule, case: CandidateCase, *, validates: bool = False
) -> Clause:
    """The count, what is required of it, what could still change it. `validates`: it is an element's rule."""
    tally = node.tally(judgement.parts)
    if not tally.total:
        text = _("every item is excluded, so there is no verdict")
        if not any(may_be_for(name, case) for name, _rule in node.items):
            text = _("not for this candidate: {names}", names=name_list([name for name, _rule in node.items]))
        return Clause(text, items(judgement, node, case))
    text = clauses(
        count(tally, node, case), _requirement(node, tally.total), _blocked_clause(judgement, node)
    )
    if node.bounds.upper and judgement.outcome & BLOQUE and judgement.outcome != BLOQUE:
        text = _("{reason}; blocked for good if a part is", reason=text)
    if hint := _change(judgement, node, tally, validates=validates):
        text = _("{reason}; {change}", reason=text, change=hint)
    return Clause(text, items(judgement, node, case))


def count(tally: ItemTally, node: CountRule, case: CandidateCase) -> str:
    """How many items of how many, how many are not known yet, how many are excluded."""
    elements = case.referentiel.elements
    kinds = {elements[name].kind if name in elements else "" for name, _rule in node.items}
    kind = kinds.pop() if len(kinds) == 1 else ""
    words = CONDITION_COUNTS if node.conditional else VALIDATION_COUNTS
    phrases = [words[kind](tally.total, met=tally.acquis)]
    if tally.open:
        phrases.append(ngettext("{n} not known yet", "{n} not known yet", tally.open, n=tally.open))
    if exclusions := sum(may_be_for(name, case) for name, _rule in node.items) - tally.total:
        phrases.append(ngettext("{n} excluded", "{n} excluded", exclusions, n=exclusions))
    return clauses(*phrases)


def items(judgement: Judgement, node: CountRule, case: CandidateCase) -> tuple[Topic, ...]:
    """Each item counted that is for the candidate: its verdict or, with a condition, whether it meets it."""
    topics = []
    for (name, _rule), part in zip(node.items, judgement.parts, strict=True):
        if isinstance(part, Judgement) and may_be_for(name, case):
            topics.append(Topic(part, name, condition=True) if node.conditional else rule(part, case))
    return tuple(topics)


def open_items(judgement: Judgement) -> set[str]:
    """The items whose own verdicts are not decided, where the rule is a count of them; else none."""
    node = judgement.node
    if not isinstance(node, CountRule) or node.conditional:
        return set()
    return set(_names_where(judgement, node, lambda outcome: outcome & INCONNU == INCONNU))


def _requirement(node: CountRule, total: int) -> str:
    """What is required of the count, a share with the number it comes to."""
    if node.form == "tous":
        return ngettext("{n} required", "all {n} required", total, n=total)
    if node.form == "aucun":
        return _("none allowed")
    bounds, (least, most) = node.bounds, node.bounds.counts(total)
    limits, shares = [], []
    for limit, share, nearest, words in (
        (bounds.lower, bounds.share_below, least, numbers.lower),
        (bounds.upper, bounds.share_above, most, numbers.upper),
    ):
        if limit is None:
            limits.append("")
            continue
        at, rest = limit.in_items(total, share=share)  # where it is not whole, the nearest within
        limits.append(words(str(nearest if rest else at), strict=limit.strict and not rest))
        shares += [words(limit.text, strict=limit.strict)] if share else []
    low, high = limits
    if low and high:
        demand = _("{lower} and {upper} required", lower=low, upper=high)
    elif low:
        demand = _("{bounds} required", bounds=low)
    else:
        demand = _("{bounds} allowed", bounds=high) if high else ""
    if not shares:
        return demand
    return _("{demand} ({share} of {total})", demand=demand, share=", ".join(shares), total=total)


def _blocked_clause(judgement: Judgement, node: CountRule) -> str:
    """A blocked item keeps any upper limit from being met, and all items from being acquired."""
    if not (node.bounds.upper or node.form == "tous") or BLOQUE not in node.outcomes(judgement.parts):
        return ""
    names = _names_where(judgement, node, lambda outcome: outcome == BLOQUE)
    return ngettext("{names} is blocked", "{names} are blocked", len(names), names=name_list(names))


def _names_where(judgement: Judgement, node: CountRule, predicate: Callable[[int], bool]) -> list[str]:
    outcomes = node.outcomes(judgement.parts)
    return [name for (name, _rule), outcome in zip(node.items, outcomes, strict=True) if predicate(outcome)]


def _change(judgement: Judgement, node: CountRule, tally: ItemTally, *, validates: bool) -> str:
    """While the count is lost or pending: how many more, among which, would do; or how many are too many."""
    if judgement.outcome in {VRAI, BLOQUE}:
        return ""
    least, most = node.bounds.counts(tally.total)
    if most is not None and most < least:  # no number of these would do
        return ""
    need = least - tally.acquis
    if need > 0:
        is_lost = not judgement.outcome & VRAI
        among = _names_where(
            judgement, node, lambda o: o not in {VRAI, EXCLU} and (is_lost or bool(o & (VRAI | EXCLU)))
        )
        waiting = tally.open - max(0, need - (len(among) - tally.open))
        may_exceed = most is not None and tally.acquis + need + waiting > most
        return "" if may_exceed or need > len(among) else _more_text(need, among, validates=validates)
    if judgement.outcome == FAUX and most is not None and tally.acquis > most:
        among = _names_where(judgement, node, lambda outcome: outcome == VRAI)
        extra = tally.acquis - most
        text = plural("{n} too many, among {names}", "{n} too many, among {names}")
        if extra == len(among):
            text = plural("{n} too many: {names}", "{n} too many: {names}")
        return text(extra, names=name_list(among))
    return ""


def _more_text(need: int, among: Sequence[str], *, validates: bool) -> str:
    if need == len(among) and validates:
        text = plural("{names} would validate it", "{names} together would validate it")
    elif need == len(among):
        text = plural("{names} would be enough", "{names} together would be enough")
    elif validates:
        text = plural("{n} more among {names} would validate it", "{n} more among {names} would validate it")
    else:
        text = plural("{n} more among {names} would be enough", "{n} more among {names} would be enough")
    return text(need, names=name_list(among))
