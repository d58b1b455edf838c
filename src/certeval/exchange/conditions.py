"""What the conditions of a document's blocs say, as rules of its draft; what is not sure of them is a doubt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from certeval.diagnostics.families import documents as kinds
from certeval.exchange.phrases.meanings import Doubtful
from certeval.exchange.phrases.proposal import Known, Proposal, propose
from certeval.exchange.segmenting.outline import DocumentOutline, OutlineBloc
from certeval.exchange.yaml_text import Tree, rule_line

INSIDE = ("critere", "competence", "epreuve", "bloc")
"""What the condition of a bloc may say the rule of."""
_ASKS = re.compile(
    r"\d\s*(?:%|/|sur\b)|\b(?:si|moiti[ée]|tou(?:s|tes)|chaque|aucune?|au moins|au plus|sauf|[ée]liminatoires?)\b",
    re.IGNORECASE,
)
"""A condition, a share or a quantity, without which a sentence asks for nothing."""


@dataclass
class DraftRules:
    """The rules of a draft: those by kind, and those that one bloc has of its own, by its code and by kind."""

    by_kind: dict[str, Tree] = field(default_factory=dict)
    own: dict[str, dict[str, Tree]] = field(default_factory=dict)


def rules(outline: DocumentOutline) -> DraftRules:
    """The rules that the conditions say, every element of the outline having its code.

    A rule that all blocs say is the rule of its kind; one that only some say is theirs alone.
    """
    said = {bloc.code: _said(bloc, outline) for bloc in outline.blocs}
    found = DraftRules()
    for kind in INSIDE:
        stated = {code: each[kind] for code, each in said.items() if kind in each}
        if stated and len(stated) == len(said) and len({repr(rule) for rule in stated.values()}) == 1:
            found.by_kind[kind] = next(iter(stated.values()))
            continue
        for code, rule in stated.items():
            found.own.setdefault(code, {})[kind] = rule
    _beside(outline, found)
    return found


def _beside(outline: DocumentOutline, taken: DraftRules) -> None:
    """Say the rule of each sentence outside the tables: whose it is, and whether it holds, a person decides."""
    for line in outline.sentences:
        proposal = propose(line.text)
        whole = {str(rule.bearer): rule.declared for rule in proposal.rules if rule.whole and rule.bearer}
        if not whole and _ASKS.search(line.text):
            outline.doubt(kinds.RULE_UNREAD, None, line.spot, text=line.text.strip())
        new = {kind: rule for kind, rule in whole.items() if taken.by_kind.get(kind) != rule}
        if new:
            shown = "; ".join(rule_line(kind, rule) for kind, rule in new.items())
            outline.doubt(
                kinds.RULE_BESIDE,
                None,
                line.spot,
                text="\n".join([shown, line.text.strip(), *_reasons(proposal)]),
            )


def _said(bloc: OutlineBloc, outline: DocumentOutline) -> dict[str, Tree]:
    """What the condition of a bloc says, by kind; its doubts go to the outline."""
    if not bloc.condition:
        return {}
    nodes = [node for each in outline.blocs for node in (each, *each.nodes, *each.epreuves)]
    codes = {critere.code for node in nodes for critere in node.nodes} | {node.code for node in nodes}
    counts: Mapping[str, int] = {"competences": len(bloc.nodes), "epreuves": len(bloc.epreuves)}
    proposal = propose(bloc.condition, Known(bearer="bloc", counts=counts, codes=codes))
    whole = {rule.bearer: rule.declared for rule in proposal.rules if rule.whole and rule.bearer in INSIDE}
    if not proposal.understood or len(whole) < len(proposal.rules):
        outline.doubt(kinds.SENTENCE, bloc, bloc.spot, text=bloc.condition)
        return {}
    reasons = _reasons(proposal)
    if reasons and whole:
        shown = "; ".join(rule_line(str(kind), rule) for kind, rule in whole.items())
        outline.doubt(kinds.RULE_SUPPOSED, bloc, bloc.spot, blocking=True, text="\n".join([shown, *reasons]))
    return {str(kind): rule for kind, rule in whole.items()}


def _reasons(proposal: Proposal) -> list[str]:
    """The doubts in words; a number that is announced is compared with what is declared by `check`."""
    return [each.said(proposal.sentence) for each in proposal.doubts if each.why is not Doubtful.COUNT]
