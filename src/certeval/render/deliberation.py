"""What a jury looks at on its day: its state, who is at a bound, who waits, what is held, what a decision changes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from certeval.engine.close import Close
from certeval.engine.verdicts import Plain
from certeval.jury.checks import SessionSubject
from certeval.jury.checks.composition import rules_of
from certeval.messages import _
from certeval.render.json_text import json_text, of_referentiel
from certeval.render.tables import Shown, TableColumn, rich_text, table
from certeval.render.verdicts import MOST_ROWS, WORDS, as_decided, title
from certeval.render.words import visible
from certeval.text.nearest import fold

SCHEMA = "certeval/deliberation/1"
EFFECT = "certeval/decision/1"
MOST_CODES = 6
MOST_SETS = 3


class Overview(NamedTuple):
    """Where a deliberation stands. By candidate: the verdicts at a bound, what a pending one waits for, what is held
    otherwise than computed.
    """

    subject: SessionSubject
    close: Mapping[str, Sequence[Close]]
    waits: Mapping[str, str]
    held: Mapping[str, Sequence[tuple[str, Plain]]]


class DecisionEffect(NamedTuple):
    """What a decision changes of one candidate: each verdict before and after, by element; the sets that could be
    presented again, before and after.
    """

    candidate: str
    verdicts: Sequence[tuple[str, Plain, Plain]]
    sets: Sequence[Sequence[Sequence[str]]]


def overview(found: Overview) -> Shown:
    """The state of the jury, then a table for each kind of candidates to look at."""
    shown: Shown = [title(found.subject.referentiel)]
    shown += [rich_text(line) for line in _jury(found.subject)]
    for heading, columns, rows in _tables(found):
        shown += [
            rich_text(),
            rich_text(_("{heading}: {n}").format(heading=heading, n=len(rows) or _("nobody")), style="bold"),
        ]
        named: list[TableColumn | str] = [TableColumn("candidat", always=True), *columns]
        shown += [table(named, rows[:MOST_ROWS])] if rows else []
        if len(rows) > MOST_ROWS:
            shown.append(rich_text(_("the first {n}: --json gives all").format(n=MOST_ROWS)))
    return shown


def _tables(found: Overview) -> Iterator[tuple[str, list[str], list[list[object]]]]:
    """Each kind of candidates to look at: its heading, the columns beside the candidate's, its rows."""
    short, just = (
        [
            list[object]((code, each.element, _listed(each.by)))
            for code, listed in found.close.items()
            for each in listed
            if each.valid == valid
        ]
        for valid in (False, True)
    )
    yield _("just below a bound"), [_("element"), _("any one of these would validate it")], short
    yield _("just at a bound"), [_("element"), _("without any one of these it is no longer validated")], just
    yield _("pending"), [_("waits for")], [[code, words] for code, words in found.waits.items()]
    yield (
        _("decided otherwise than computed"),
        [_("element"), _("decision"), _("computed"), _("reason")],
        [
            [code, element, as_decided(each), _(WORDS[_before(each)]), _why(each)]
            for code, listed in found.held.items()
            for element, each in listed
        ],
    )


def _jury(subject: SessionSubject) -> Iterator[str]:
    sitting, session = subject.deliberation, subject.session
    code = visible(session.code)
    if sitting is None:
        yield _("session {code}: no `deliberation` is declared yet").format(code=code)
        return
    present = subject.presents()
    external = sum(each.externe == "oui" for each in present)
    yield _("session {code}, deliberation of {day}: present {n}, external {external}").format(
        code=code, day=sitting.le.isoformat(), n=len(present), external=external
    )
    rules, _where = rules_of(subject)
    if rules and rules.quorum:
        quorum = rules.quorum
        met = len(present) >= (quorum.presents or 0) and external >= (quorum.externes or 0)
        said = (
            _("quorum {n}, external {external}: met")
            if met
            else _("quorum {n}, external {external}: NOT met")
        )
        yield said.format(n=quorum.presents or 0, external=quorum.externes or 0)
    yield from _ties(subject, {fold(each.code) for each in present})


def _ties(subject: SessionSubject, here: Collection[str]) -> Iterator[str]:
    """Who is tied to whom, and whether the member is out for this candidate."""
    sitting, jury = subject.deliberation, subject.session.model.jury
    if sitting is None or jury is None:
        return
    gone = {(fold(each.membre), fold(each.pour)) for each in sitting.mouvements if each.pour}
    for tie in jury.liens:
        away = fold(tie.membre) not in here or (fold(tie.membre), fold(tie.candidat)) in gone
        said = _("{member} is tied to {candidat} ({nature}): out for this candidate")
        said = (
            said if away else _("{member} is tied to {candidat} ({nature}): still present for this candidate")
        )
        yield visible(said.format(member=tie.membre, candidat=tie.candidat, nature=tie.nature))


def _listed(codes: Sequence[str]) -> str:
    more = ["…"] if len(codes) > MOST_CODES else []
    return ", ".join([*codes[:MOST_CODES], *more])


def _before(decided: Plain) -> str:
    before = decided.get("calcule")
    return str(before["verdict"]) if isinstance(before, dict) else ""


def _why(decided: Plain) -> str:
    said = decided.get("decision")
    found = said if isinstance(said, dict) else {}
    return str(found.get("motif") or found.get("session") or found.get("version") or "")


def effect(found: DecisionEffect) -> Shown:
    """Each verdict before and after, then what would be left to present again."""
    rows = [[element, as_decided(before), as_decided(after)] for element, before, after in found.verdicts]
    columns: list[TableColumn | str] = [
        TableColumn(visible(found.candidate), always=True),
        _("today"),
        _("with the decision"),
    ]
    before, after = map(_sets, found.sets)
    again = _("to present again: {before}").format(before=before)
    if before != after:
        again = _("to present again: {before} → {after}").format(before=before, after=after)
    return [table(columns, rows), rich_text(again)]


def _sets(sets: Sequence[Sequence[str]]) -> str:
    """The first sets; a dash where there is none."""
    shown = [" + ".join(each) for each in sets[:MOST_SETS]]
    return _(" or ").join([*shown, *(["…"] if len(sets) > MOST_SETS else [])]) or "–"


def overview_json(found: Overview, session: Mapping[str, str]) -> str:
    """The same as plain values."""
    subject = found.subject
    sitting = subject.deliberation
    applied = subject.referentiel
    plain: Plain = {
        "schema": SCHEMA,
        "referentiel": of_referentiel(applied),
        "session": dict(session),
        "le": sitting.le.isoformat() if sitting else None,
        "presents": [each.code for each in subject.presents()],
        "au_seuil": [
            {"candidat": code, "element": each.element, "valide": each.valid, "par": list(each.by)}
            for code, listed in found.close.items()
            for each in listed
        ],
        "en_attente": [{"candidat": code, "attend": words} for code, words in found.waits.items()],
        "decides": [
            {"candidat": code, "element": element, **each}
            for code, listed in found.held.items()
            for element, each in listed
        ],
    }
    return json_text(plain)


def effect_json(found: DecisionEffect, decision: Mapping[str, str]) -> str:
    """The same as plain values."""
    plain: Plain = {
        "schema": EFFECT,
        "decision": dict(decision),
        "effets": [
            {"element": element, "avant": before["verdict"], "apres": after["verdict"]}
            for element, before, after in found.verdicts
        ],
        "rattrapages": {"avant": list(map(list, found.sets[0])), "apres": list(map(list, found.sets[1]))},
    }
    return json_text(plain)
