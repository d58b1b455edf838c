"""What a jury looks at on its day: its state, who is at a bound, who waits, what is held, what a decision changes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from certeval.engine.close import CloseVerdict
from certeval.engine.verdicts import Plain, part_of
from certeval.jury.checks import SessionSubject
from certeval.jury.checks.composition import rules_of, ties
from certeval.messages import _
from certeval.render.json_text import json_document, referentiel_json
from certeval.render.tables import Renderables, rich_text, table_with_labels
from certeval.render.verdicts import MOST_ROWS, WORDS, title, verdict_text
from certeval.render.words import and_more, first_words, visible

MOST_CODES = 6
MOST_SETS = 3


class Overview(NamedTuple):
    """Where a deliberation stands. By candidate: the verdicts at a bound, what a pending one waits for, what is held
    otherwise than computed.
    """

    subject: SessionSubject
    close: Mapping[str, Sequence[CloseVerdict]]
    waits: Mapping[str, str]
    overrides: Mapping[str, Sequence[tuple[str, Plain]]]


class DecisionEffect(NamedTuple):
    """What a decision changes of one candidate: each verdict before and after, by element; the sets that could be
    presented again, before and after.
    """

    candidate: str
    verdicts: Sequence[tuple[str, Plain, Plain]]
    sets: Sequence[Sequence[Sequence[str]]]


def overview(view: Overview) -> Renderables:
    """The state of the jury, then a table for each kind of candidates to look at."""
    content: Renderables = [title(view.subject.referentiel)]
    content += _jury(view.subject)
    for heading, columns, rows in _tables(view):
        title_line = _("{heading}: {n}", heading=heading, n=len(rows) or _("nobody"))
        content += ["", rich_text(title_line, style="bold")]
        content += [table_with_labels(["candidat", *columns], rows[:MOST_ROWS])] if rows else []
        if len(rows) > MOST_ROWS:
            content.append(_("the first {n}: --json gives all", n=MOST_ROWS))
    return content


def _tables(view: Overview) -> Iterator[tuple[str, list[str], list[list[object]]]]:
    """Each kind of candidates to look at: its heading, the columns beside the candidate's, its rows."""
    short, just = (
        [
            list[object]((code, each.element, first_words(each.by, MOST_CODES)))
            for code, elements in view.close.items()
            for each in elements
            if each.valid == valid
        ]
        for valid in (False, True)
    )
    yield _("one step from validated"), [_("element"), _("any one of these would validate it")], short
    yield _("just at a bound"), [_("element"), _("any one of these would lose it")], just
    yield _("pending"), [_("waits for")], [[code, words] for code, words in view.waits.items()]
    yield (
        _("decided otherwise than computed"),
        [_("element"), _("decision"), _("computed"), _("reason")],
        [
            [code, element, verdict_text(each), _(WORDS[str(before["verdict"])]), _decision_reason(each)]
            for code, overrides in view.overrides.items()
            for element, each in overrides
            if (before := part_of(each, "calcule"))
        ],
    )


def _jury(subject: SessionSubject) -> Iterator[str]:
    sitting, session = subject.deliberation, subject.session
    code = visible(session.code)
    if sitting is None:
        yield _("session {code}: no `deliberation` is declared yet", code=code)
        return
    present = subject.presents()
    external = sum(each.externe == "oui" for each in present)
    yield _(
        "session {code}, deliberation of {day}: present {n}, external {external}",
        code=code,
        day=sitting.le.isoformat(),
        n=len(present),
        external=external,
    )
    if quorum := _quorum(subject):
        sentence = (
            _("quorum {n}, external {external}: met")
            if quorum["atteint"]
            else _("quorum {n}, external {external}: NOT met")
        )
        yield sentence.format(n=quorum["presents"], external=quorum["externes"])
    for _path, tie, is_out in ties(subject, sitting):
        sentence = (
            _("{member} is tied to {candidat} ({nature}): out for this candidate")
            if is_out
            else _("{member} is tied to {candidat} ({nature}): still present for this candidate")
        )
        yield visible(sentence.format(member=tie.membre, candidat=tie.candidat, nature=tie.nature))


def _quorum(subject: SessionSubject) -> dict[str, int | bool]:
    """The members and the external ones that are due, and whether they are there; empty where no quorum is declared."""
    rules, present = rules_of(subject)[0], subject.presents()
    if rules is None or rules.quorum is None:
        return {}
    least, external = rules.quorum.presents or 0, rules.quorum.externes or 0
    is_met = len(present) >= least and sum(each.externe == "oui" for each in present) >= external
    return {"presents": least, "externes": external, "atteint": is_met}


def _decision_reason(plain_verdict: Plain) -> str:
    fields = part_of(plain_verdict, "decision")
    return str(fields.get("motif") or fields.get("session") or fields.get("version") or "")


def effect(decision_effect: DecisionEffect) -> Renderables:
    """Each verdict before and after, then what would be left to present again."""
    rows = [
        [element, verdict_text(before), verdict_text(after)]
        for element, before, after in decision_effect.verdicts
    ]
    headings = [visible(decision_effect.candidate), _("today"), _("with the decision")]
    before, after = map(_sets, decision_effect.sets)
    again = _("to present again: {before}", before=before)
    if before != after:
        again = _("to present again: {before} → {after}", before=before, after=after)
    return [table_with_labels(headings, rows), again]


def _sets(sets: Sequence[Sequence[str]]) -> str:
    """The first sets; a dash where there is none."""
    words = [" + ".join(each) for each in sets]
    return ", ".join([_(" or ").join(words[:MOST_SETS]), *and_more(len(words) - MOST_SETS)]) or "–"


def overview_json(view: Overview, session: Mapping[str, str]) -> str:
    """The same as plain values."""
    subject = view.subject
    sitting = subject.deliberation
    return json_document(
        "certeval/deliberation/1",
        referentiel=referentiel_json(subject.referentiel),
        session=dict(session),
        le=sitting.le.isoformat() if sitting else None,
        presents=[each.code for each in subject.presents()],
        quorum=(_quorum(subject) or None) if sitting else None,
        liens=[
            {"membre": tie.membre, "candidat": tie.candidat, "nature": tie.nature, "ecarte": is_out}
            for _path, tie, is_out in (ties(subject, sitting) if sitting else ())
        ],
        au_seuil=[
            {"candidat": code, "element": each.element, "valide": each.valid, "par": list(each.by)}
            for code, elements in view.close.items()
            for each in elements
        ],
        en_attente=[{"candidat": code, "attend": words} for code, words in view.waits.items()],
        decides=[
            {"candidat": code, "element": element, **each}
            for code, overrides in view.overrides.items()
            for element, each in overrides
        ],
    )


def effect_json(decision_effect: DecisionEffect, decision: Mapping[str, str]) -> str:
    """The same as plain values."""
    before, after = decision_effect.sets
    return json_document(
        "certeval/decision/1",
        decision=dict(decision),
        effets=[
            {"element": element, "avant": before["verdict"], "apres": after["verdict"]}
            for element, before, after in decision_effect.verdicts
        ],
        rattrapages={"avant": list(map(list, before)), "apres": list(map(list, after))},
    )
