"""What the conditions of a document's blocs say, as rules of its draft; what is not sure of them is a doubt."""

import re
from collections.abc import Mapping

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.phrases.meanings import Doubtful
from certeval.exchange.phrases.proposal import Proposal, SentenceContext, propose
from certeval.exchange.phrases.words import IN_LETTERS
from certeval.exchange.segmentation import headings, rule_sentences
from certeval.exchange.segmentation.outline import DocumentOutline, OutlineBloc
from certeval.exchange.yaml_text import Tree, as_flow, rule_line
from certeval.messages import _

INSIDE = ("critere", "competence", "epreuve", "bloc")
"""What the condition of a bloc may say the rule of."""
_ASKS = re.compile(
    r"\d\s*(?:%|/|sur\b)|\b(?:si|moiti[ée]|tou(?:s|tes)|ensemble|totalit[ée]|chaque|aucune?|au moins|au plus"
    r"|sauf|[ée]liminatoires?|seuils?|minimum|minimales?|moyenne|(?:doit|doivent)\s+[êe]tre)\b",
    re.IGNORECASE,
)
"""A condition, a share or a quantity, without which a sentence asks for nothing."""


_NUMBERS = {"un": 1, "une": 1} | {word: n for word, n in IN_LETTERS.items() if 1 < n <= 10}  # noqa: PLR2004
_NUMBER = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
_ANNOUNCEMENT = re.compile(
    r"\b(?:[Vv]alidation|[Oo]btention|[Aa]cquisition)\s+(?:des|de\s+ces|de\s+ses|de\s+l['’]ensemble\s+des)\s+"
    rf"(?P<n>{_NUMBER})\s+(?P<what>comp[ée]tences|crit[èe]res|activit[ée]s|[ée]preuves)\b"
)
_OUT_OF = re.compile(
    rf"\b(?P<what>comp[ée]tences|activit[ée]s|[ée]preuves)(?:\s+\w+)?\s+sur\s+(?:les\s+)?(?P<n>{_NUMBER})\b(?!\s*%)"
)
"""`2 compétences sur 3`: the bloc has 3."""
_PLAIN = str.maketrans("éèÉÈ", "eeEE")


def effectif(condition: str) -> dict[str, int]:
    """How many elements of a kind the condition of a bloc says that it has."""
    numbers: dict[str, int] = {}
    for pattern in (_ANNOUNCEMENT, _OUT_OF):
        for match in pattern.finditer(condition):
            number = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
            numbers.setdefault(match["what"].translate(_PLAIN), number)
    return numbers


def rules(outline: DocumentOutline) -> tuple[dict[str, Tree], dict[str, dict[str, Tree]]]:
    """The rules that the conditions say, every element of the outline having its code: those by kind, and those that
    one bloc has of its own, by its code and by kind.

    A rule that all blocs say is the rule of its kind; one that only some say is theirs alone.
    """
    by_bloc = {bloc.code: _bloc_rules(bloc, outline) for bloc in outline.blocs}
    by_kind: dict[str, Tree] = {}
    own: dict[str, dict[str, Tree]] = {}
    for kind in INSIDE:
        by_code = {code: each[kind] for code, each in by_bloc.items() if kind in each}
        if by_code and len(by_code) == len(by_bloc) and len({repr(rule) for rule in by_code.values()}) == 1:
            by_kind[kind] = next(iter(by_code.values()))
            continue
        for code, rule in by_code.items():
            own.setdefault(code, {})[kind] = rule
    _sentence_rules(outline, by_kind)
    return by_kind, own


def _sentence_rules(outline: DocumentOutline, by_kind: Mapping[str, Tree]) -> None:
    """Say the rule of each other sentence: whose it is, and whether it holds, a person decides."""
    for line in outline.sentences:
        proposal = propose(line.text)
        whole = {str(rule.bearer): rule.tree for rule in proposal.rules if rule.whole and rule.bearer}
        asks = (
            _ASKS.search(line.text) or headings.CONDITION.match(line.text) or rule_sentences.weighs(line.text)
        )
        if not whole and asks:
            outline.doubt(kinds.RULE_UNREAD, None, line.spot, text=line.text.strip())
        new = {kind: rule for kind, rule in whole.items() if by_kind.get(kind) != rule}
        if new:
            rule, reasons = _rule_text(new), _("; ").join(_reasons(proposal))
            details = {"text": line.text.strip(), "rule": f"{rule} ({reasons})" if reasons else rule}
            outline.doubt(kinds.RULE_BESIDE, None, line.spot, details=details)


def _bloc_rules(bloc: OutlineBloc, outline: DocumentOutline) -> dict[str, Tree]:
    """What the condition of a bloc says, by kind; its doubts go to the outline."""
    if not bloc.condition:
        return {}
    nodes = [node for each in outline.blocs for node in (each, *each.nodes, *each.epreuves)]
    codes = {critere.code for node in nodes for critere in node.nodes} | {node.code for node in nodes}
    counts = {"competences": len(bloc.nodes), "epreuves": len(bloc.epreuves)}
    criteres = {len(each.nodes) for each in bloc.nodes}
    if len(criteres) == 1:  # « 3 critères sur 5 » are those of each
        counts["criteres"] = criteres.pop()
    code = re.escape(bloc.code)
    number = r"\.".join(map(str, bloc.numbers)) or code
    own = re.compile(rf"\b(?:bloc\s+(?:n[°o]\s*)?(?:{code}|{number})|{code})(?![\w.])", re.IGNORECASE)
    text = own.sub("bloc", bloc.condition)
    proposal = propose(text, SentenceContext(bearer="bloc", counts=counts, codes=codes))
    whole = {str(rule.bearer): rule.tree for rule in proposal.rules if rule.whole and rule.bearer in INSIDE}
    if not proposal.is_understood or len(whole) < len(proposal.rules):
        outline.doubt(kinds.SENTENCE, bloc, bloc.spot, text=bloc.condition)
        return {}
    compared = effectif(bloc.condition)
    are_compared = all(compared.get(what) == n for what, n in proposal.announcements)
    reasons = _reasons(proposal) if are_compared else list(proposal.reasons)
    if reasons and whole:
        details = {"text": _("; ").join(reasons), "rule": _rule_text(whole)}
        outline.doubt(kinds.RULE_SUPPOSED, bloc, bloc.spot, blocking=True, details=details)
    return whole


def _rule_text(rules: Mapping[str, Tree]) -> str:
    """Rules on one line, which YAML reads under `validation`: several stand between braces."""
    return as_flow(rules) if len(rules) > 1 else rule_line(*next(iter(rules.items())))


def _reasons(proposal: Proposal) -> list[str]:
    """The doubts in words; a number that is announced is compared with what is declared by `check`."""
    return [each.reason(proposal.sentence) for each in proposal.doubts if each.why is not Doubtful.COUNT]
