"""The rules that `certeval new` writes: those of the sentences, once confirmed, those given, and defaults."""

import sys
from collections.abc import Iterator, Mapping, Sequence

from certeval.cli import exits, inputs, notices
from certeval.cli.referentiels.new_questions import refuse_option
from certeval.diagnostics import has_errors
from certeval.exchange.fresh.plan import EntryKind, Plan, default_rules
from certeval.exchange.phrases.meanings import HOLE
from certeval.exchange.phrases.proposal import Proposal, SentenceContext, propose
from certeval.exchange.phrases.resolution import ProposedRule
from certeval.exchange.yaml_text import Tree, rule_line
from certeval.messages import N_, _
from certeval.render.words import visible

KINDS = ("critere", "competence", "epreuve", "bloc", "certification")
OPTION = "--validation"


def rules_of(
    plan: Plan, sentences: Sequence[str], texts: Sequence[str], *, ask: bool, confirm: bool
) -> tuple[dict[str, Tree], list[str]]:
    """The rules by kind or code, and the sentences that they are from; status 2 where one is to be confirmed first.
    `ask`: whether somebody is there to confirm what is proposed.
    """
    by_bearer: dict[str, list[Tree]] = {}
    rule_sentences: list[str] = []
    kinds = ("blocs", "competences", "criteres", "epreuves")
    counts = {kind: number for kind in kinds if (number := plan.count(kind)) is not None}
    out_of = plan.entry.out_of if plan.entry.kind is EntryKind.MARKS else None
    context = SentenceContext(counts=counts, codes=plan.codes(), out_of=out_of)
    for sentence in sentences or (_sentences() if ask else ()):
        proposal = propose(sentence, context)
        pairs = _confirm(plan, proposal, ask=ask, confirm=confirm)
        if pairs is None:
            continue
        rule_sentences.append(sentence)
        for bearer, rule in pairs:
            by_bearer.setdefault(bearer, []).append(rule)
    rules: dict[str, Tree] = {
        bearer: each[0] if len(each) == 1 else {"et": each} for bearer, each in by_bearer.items()
    }
    rules |= _option_rules(texts)
    for kind, rule in default_rules(plan.entry, alone=plan.alone).items():
        if kind not in rules:
            rules[kind] = rule
            notices.tell("no sentence says it, so by default: {rule}", rule=rule_line(kind, rule))
    order = {kind: i for i, kind in enumerate(KINDS)}
    return dict(sorted(rules.items(), key=lambda each: (order.get(each[0], -1), each[0]))), rule_sentences


def _sentences() -> Iterator[str]:
    """The sentences typed at the terminal, each once the one before is settled."""
    question = _("A sentence of the règlement that says what is validated (Enter: no more)?")
    while sentence := notices.ask(question, ""):
        yield sentence


def _confirm(plan: Plan, proposal: Proposal, *, ask: bool, confirm: bool) -> list[tuple[str, Tree]] | None:
    """What a sentence says, by bearer, once it is agreed to; None where it is left aside.

    Without a terminal, status 2 where it leaves a doubt and --confirm is not given.
    """
    if not proposal.is_understood:
        _say(proposal)
        if ask:
            return None
        message = N_("this sentence is not understood; give its rule with {option}: « {sentence} »")
        exits.refuse(message, option=OPTION, sentence=proposal.sentence)
    if not proposal.rules:
        notices.tell("« {sentence} » asks for no rule", sentence=proposal.sentence)
        return []
    whole = [(str(rule.bearer), rule.tree) for rule in proposal.rules]
    if proposal.sure and not ask:
        return whole
    _say(proposal)
    if ask:
        rules = [_complete(plan, rule) for rule in proposal.rules]
        return rules if notices.confirm(_("Is that what it says (o/n)?")) else None
    if not all(rule.whole and rule.bearer for rule in proposal.rules):
        exits.refuse("something is not named above; give this rule whole with {option}", option=OPTION)
    if not confirm:
        message = N_("read the rule above again; --confirm takes it as it is, {option} gives another")
        exits.refuse(message, option=OPTION)
    return whole


def _say(proposal: Proposal) -> None:
    """The sentence, what it is read as, and each doubt, on stderr: questions stand there too."""
    lines = [f"« {visible(proposal.sentence)} »"]
    lines += [f"  → {rule_line(rule.bearer or '…', rule.tree)}" for rule in proposal.rules]
    lines += [f"  ? {visible(reason)}" for reason in proposal.reasons]
    if not proposal.is_understood:
        lines.append("  " + _("not understood"))
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def _complete(plan: Plan, rule: ProposedRule) -> tuple[str, Tree]:
    """A rule with its bearer and the elements that it does not name, as they are answered."""
    bearers = (*KINDS, *plan.codes())
    bearer = rule.bearer or notices.ask(
        _("What does that decide: certification, bloc, competence, epreuve, or a code?"),
        "bloc",
        lambda text: text if text in bearers else None,
    )
    return bearer, _fill(plan, rule.tree)


def _fill(plan: Plan, tree: Tree) -> Tree:
    if tree == HOLE:
        codes = plan.codes()
        answer = notices.ask(
            _("Which elements is that about, by their codes parted by commas?"),
            "",
            lambda text: text if text and {each.strip() for each in text.split(",")} <= codes else None,
        )
        return [each.strip() for each in answer.split(",")]
    if isinstance(tree, Mapping):
        mapping = {key: _fill(plan, each) for key, each in tree.items()}
        measure = mapping.get("mesure")
        return {**mapping, "mesure": measure[0]} if isinstance(measure, list) else mapping
    if isinstance(tree, list):
        return [_fill(plan, each) for each in tree]
    return tree


def _option_rules(texts: Sequence[str]) -> dict[str, Tree]:
    """The rules given as options; status 1 where one is no YAML."""
    from certeval.sources.yaml import parse

    rules: dict[str, Tree] = {}
    for text in texts:
        document = parse(text.encode(), OPTION)
        if has_errors(document.diagnostics):
            inputs.leave(document.diagnostics)
        if not isinstance(document.root, Mapping):
            refuse_option(OPTION, text, _("a kind and its rule: `bloc: {tous: competences}`"))
        rules |= {str(key): _plain(value) for key, value in document.root.items()}
    return rules


def _plain(value: object) -> Tree:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value)
