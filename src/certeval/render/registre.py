"""What the register holds and refuses, in words and in JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from certeval.jury.earlier import EarlierBloc
from certeval.messages import _, ngettext, plural
from certeval.registre.acquis import CERTIFICATION
from certeval.registre.copie import end
from certeval.registre.corrections import CorrectionEffect
from certeval.registre.journal import JournalEntry
from certeval.registre.opening import ADDRESS
from certeval.registre.session_differences import SessionDifference
from certeval.render.tables import Renderables, TableColumn, rich_text, table
from certeval.render.verdicts import MOST_ROWS, WORDS
from certeval.render.words import visible


def place(where: str) -> str:
    """A register as it is named to people: an address without the password that it may hold."""
    if ADDRESS not in where:
        return visible(where)
    scheme, _colon, rest = where.partition(ADDRESS)
    access, at, there = rest.partition("/")[0].rpartition("@")
    return visible(
        f"{scheme}://{access.partition(':')[0]}{at}{there}{rest[len(access + at + there) :].partition('?')[0]}"
    )


Holdings = Mapping[str, Sequence[EarlierBloc]]


def acquis_json(holdings: Holdings, day: date, head: JournalEntry | None) -> str:
    """What candidates hold on a day, and the head of the journal that says so."""
    candidats = [
        {"candidat": code, "acquis": [each._asdict() for each in mine]} for code, mine in holdings.items()
    ]
    document = {
        "schema": "certeval/acquis/1",
        "date": day.isoformat(),
        "registre": end(head),
        "candidats": candidats,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def acquis_table(holdings: Holdings, day: date) -> Renderables:
    """A line for each bloc and certification that is held; the first ones where there are many."""
    rows: list[list[object]] = [
        [code, each.certification, element(each.element), each.version, each.session, each.le, each.pv]
        for code, mine in holdings.items()
        for each in mine
    ]
    if not rows:
        return [_("nothing is held on {day}", day=day)]
    columns: list[TableColumn | str] = [
        TableColumn(_("candidat"), always=True),
        TableColumn(_("certification"), whole=True),
        TableColumn(_("element"), always=True),
        *(_("version"), _("session"), _("day"), _("minutes")),
    ]
    acquis = [each for mine in holdings.values() for each in mine]
    for heading, texts in (
        (_("parcours"), [each.parcours for each in acquis]),
        (_("taken up from"), [each.repris for each in acquis]),
    ):
        if any(texts):
            columns.append(heading)
            rows = [[*row, text] for row, text in zip(rows, texts, strict=True)]
    count = len(rows) - MOST_ROWS
    rest = [_("… and {n} more: --json gives all", n=count)] if count > 0 else []
    return [table(columns, rows[:MOST_ROWS]), *rest]


def element(code: str) -> str:
    """An element in words: its code, or the certification."""
    return _("certification") if code == CERTIFICATION else code


def differences(session: str, session_differences: Sequence[SessionDifference]) -> Renderables:
    """What a session says otherwise than the register, which keeps what it says; what is to be done of each."""
    who = TableColumn(_("candidat"), always=True), TableColumn(_("element"), always=True)
    rows = [
        [each.candidat, element(each.element), _word(each.before), _word(each.now)]
        for each in session_differences
    ]
    heading, *ways = _ways(visible(session), session_differences)
    return [heading, table([*who, _("registered"), _("in the session now")], rows), *map(rich_text, ways)]


def _ways(session: str, session_differences: Sequence[SessionDifference]) -> Iterator[str]:
    """A sentence about all, then what is to be done: of what the jury may decide, of what was rectified already, of
    whom the register does not know.
    """
    mine = [each for each in session_differences if each.is_registered]
    if any(not each.pv for each in mine):
        heading = plural(
            "{n} decision of {session} differs from the register: rectification to be deliberated",
            "{n} decisions of {session} differ from the register: rectification to be deliberated",
        )
        yield heading(len(session_differences), session=session)
        command = (
            "certeval registre rectifier SESSION CANDIDAT ELEMENT VERDICT --motif … --fondement … --pv …"
        )
        yield _("the register is unchanged; once the jury has met again: {command}", command=command)
    else:
        heading = plural(
            "{n} decision of {session} differs from the register",
            "{n} decisions of {session} differ from the register",
        )
        yield heading(len(session_differences), session=session)
    if pv := dict.fromkeys(visible(each.pv) for each in mine if each.pv):
        command = "certeval deliberer SESSION CANDIDAT ELEMENT VERDICT --motif … --fondement … --remplace"
        way = _("the register was rectified ({pv}): have the session say the same: {command}")
        yield way.format(pv=", ".join(pv), command=command)
    if codes := dict.fromkeys(
        visible(each.candidat) for each in session_differences if not each.is_registered
    ):
        way = _(
            "nothing of {codes} is registered in this session: leave whoever was erased out of its sheets and of its "
            "file; whoever was added since is decided in another session"
        )
        yield way.format(codes=", ".join(codes))


def _word(verdict: str) -> str:
    return _(WORDS[verdict]) if verdict in WORDS else "–"


def correction_report(correction: CorrectionEffect, candidate: str) -> str:
    """What was corrected, what it replaces, and what is to be done about documents and the certification."""
    entry, before = correction.entry, correction.before
    text = _("{candidate}, {element} ({session}): {before} → {after}; entry {rang} replaces entry {replaced}")
    replacement = text.format(
        candidate=visible(candidate),
        element=element(entry.objet),
        session=visible(entry.session),
        before=_word(str(before.values["verdict"])),
        after=_word(str(entry.values["verdict"])),
        rang=entry.rang,
        replaced=before.rang,
    )
    return "\n".join([replacement, *_remains(correction)]) + "\n"


def _remains(correction: CorrectionEffect) -> Iterator[str]:
    """What remains to be deliberated or issued again."""
    session = visible(correction.entry.session)
    if correction.certification_sessions:
        sessions = ", ".join(map(visible, correction.certification_sessions))
        sentence = _("the certification stays validated in {sessions}: it is to be deliberated too")
        yield sentence.format(sessions=sessions)
    if correction.lost_reprises:
        what = ", ".join(f"{visible(code)} {element(objet)}" for code, objet in correction.lost_reprises)
        yield _("what other sessions took up of it is no longer held: {what}").format(what=what)
    if correction.complete_session:
        sentence = _(
            "every bloc of {session} is now validated, the certification is not: it is to be deliberated too"
        )
        yield sentence.format(session=visible(correction.complete_session))
    if correction.missing_blocs:
        sentence = _("not validated in {session}, beside this certification: {codes}")
        yield sentence.format(session=session, codes=", ".join(map(visible, correction.missing_blocs)))
    again = [each for each in correction.stale if each not in correction.void]
    yield from _documents(_("documents to issue again, marked « annule et remplace »:"), again)
    yield from _documents(
        _("documents to take back, for what they attest is no longer acquired:"), correction.void
    )


def _documents(heading: str, documents: Sequence[JournalEntry]) -> list[str]:
    """Documents that were issued, under a heading; nothing where there are none."""
    line = _("  {document}, issued on {day} (entry {rang})")
    lines = [
        line.format(
            document=visible(str(each.values.get("document") or each.objet)), day=each.le, rang=each.rang
        )
        for each in documents
    ]
    return [heading, *lines] if lines else []


def warnings(correction: CorrectionEffect) -> Iterator[str]:
    """What whoever corrects must know, beside what is done."""
    if correction.late_since is not None:
        yield _(
            "it lowers a decision after {day}, four months after it was taken: only fraud, or a judge, allows it "
            "(CRPA L242-1, L241-2)"
        ).format(day=correction.late_since)
    if correction.names_person:
        yield _("the reason holds a name of the person, which no erasure will reach: say it by the code")


def registration(session: str, candidates: int, entries: int) -> str:
    """What was written of a session: all of it, or nothing where it stood there already."""
    if not entries:
        sentence = _("{session} is registered already, and says the same: nothing was added")
        return sentence.format(session=visible(session)) + "\n"
    counts = (
        ngettext("{n} candidate", "{n} candidates", candidates, n=candidates),
        ngettext("{n} entry", "{n} entries", entries, n=entries),
    )
    return _("{session} registered: {counts}", session=visible(session), counts=", ".join(counts)) + "\n"


def erasure(entry: JournalEntry) -> str:
    """That a person was erased, and what remains."""
    sentence = _("identity erased; decisions stay under a key that leads to nobody (entry {rang})")
    return sentence.format(rang=entry.rang) + "\n"


def chain(count: int, faults: Sequence[int], texts: Sequence[str], head: JournalEntry | None) -> str:
    """The state of the journal: whole, or the ranks and the texts that are not what was written."""
    sentence = ngettext("{n} entry in the journal", "{n} entries in the journal", count, n=count)
    if faults:
        series = ", ".join(map(str, faults))
        sentence = _("{count}; not as written at rank: {listed}", count=sentence, listed=series)
    else:
        sentence = _("{count}: the chain is whole", count=sentence)
    if texts:
        series = ", ".join(map(visible, texts))
        sentence += "\n" + _("texts that are not as written: {listed}", listed=series)
    if head is not None:  # what minutes print, so that a rewriting shows
        sentence += "\n" + _(
            "head of the journal: entry {rang}, {digest}", rang=head.rang, digest=head.empreinte
        )
    return f"{sentence}\n"
