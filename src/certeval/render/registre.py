"""What the register holds and refuses, in words and in JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from certeval.messages import N_, _, ngettext
from certeval.registre.acquis import CERTIFICATION, RegisterAcquis
from certeval.registre.base import RegisterError
from certeval.registre.corrections import CorrectionEffect
from certeval.registre.journal import JournalEntry
from certeval.registre.opening import ADDRESS
from certeval.registre.sessions import SessionDifference
from certeval.render.tables import Renderables, TableColumn, rich_text, table
from certeval.render.verdicts import WORDS
from certeval.render.words import visible

SCHEMA = "certeval/acquis/1"
REASONS: dict[str, str] = {
    "absent": N_("there is no register; `certeval registre enregistrer SESSION` begins one"),
    "not_a_register": N_(
        "this is no register: name another file, or a database of its own; where nothing is, "
        "`certeval registre enregistrer SESSION` begins one"
    ),
    "scheme": N_("this address is not one of PostgreSQL: write `postgresql://…`, or a file"),
    "newer": N_(
        "a later version of certeval brought it to schema {number}, which this one does not know: "
        "install that version"
    ),
    "network": N_(
        "it lies on a network share ({system}), where SQLite’s locks do not hold: keep the register on a disk "
        "of the machine, or in PostgreSQL: `--registre postgresql://…`"
    ),
    "locked": N_("another program is writing to it, and did not end in time: try again once it has"),
    "full": N_("no room is left on the disk: nothing was written; make room, then run the command again"),
    "readonly": N_("the system does not let it be written: nothing was; see who may write there"),
    "unopened": N_("it can’t be opened: see that its folder exists, and who may read it"),
    "damaged": N_(
        "the file is damaged: keep it as it is, and bring back a backup (certeval registre importer)"
    ),
    "broken": N_(
        "entry {rang} of the journal is not what was written: `certeval registre verifier` names each such "
        "entry; bring back a backup"
    ),
    "append_only": N_("its journal is only ever appended to: nothing was written"),
    "refused": N_("the database refused what was to be written, so nothing was: {told}"),
    "encoding": N_(
        "the database is not in UTF8, and a sign can’t be kept in it: nothing was written; make one that is: "
        "`createdb --encoding=UTF8 --template=template0 registre`"
    ),
    "no_text": N_(
        "what was typed is not text in UTF-8, so nothing was done: see in which encoding this terminal writes"
    ),
    "unreachable": N_("PostgreSQL does not answer, so nothing was done: {told}"),
    "no_export": N_("line {line} is not of an exported register, so nothing was brought in"),
    "cut": N_(
        "the export has {found} of its {entries} entries, so nothing was brought in: its end is missing, or another’s "
        "is in its place; bring back a whole copy of it"
    ),
    "not_empty": N_("a register is brought back into an empty one: this one holds entries; name another"),
    "unknown_candidate": N_(
        "no candidate « {candidate} » is registered; `certeval registre acquis` lists those who hold something"
    ),
    "nothing_decided": N_("nothing was decided of {element} for {candidate} in {session}; there is: {known}"),
    "same_verdict": N_("the verdict on {element} is {verdict} already: there is nothing to correct"),
    "before_decision": N_(
        "a correction of {le} can’t replace what was decided on {day}: give the day of its own deliberation"
    ),
    "other_session": N_(
        "session {session} is registered for another certification, {certification}: give this one another code"
    ),
    "another_person": N_(
        "{candidate} is the identifier of another person in this register: nothing was written; give whoever is new "
        "another one"
    ),
    "spelled": N_(
        "session {session} is written {registered} in the register: write it so, or give another one another code"
    ),
    "holder": N_(
        "{candidate} holds {held}: what is held for life may have to be attested, and the person is kept; "
        "--attestation-echue says that this duty has ended"
    ),
    "not_a_ledger": N_("line {line} is not of a ledger of what was reported: name another file"),
    "broken_ledger": N_(
        "line {line} is not what was written, or one before it was taken away: bring back a backup of the file"
    ),
    "sent_meanwhile": N_(
        "another command reported {candidate} meanwhile: nothing was written; run the command again"
    ),
    "named": N_("the reason holds a name of the person, and would stay: write it without"),
}


def refusal(error: RegisterError) -> str:
    """Why a register can't be read or written, and the way out."""
    texts = {
        key: ", ".join(each) if isinstance(each, tuple) else each for key, each in error.arguments.items()
    }
    return _(REASONS[error.reason]).format(**{key: visible(str(each)) for key, each in texts.items()})


def place(where: str) -> str:
    """A register as it is named to people: an address without the password that it may hold."""
    if ADDRESS not in where:
        return visible(where)
    scheme, _colon, rest = where.partition(ADDRESS)
    access, at, there = rest.partition("/")[0].rpartition("@")
    return visible(
        f"{scheme}://{access.partition(':')[0]}{at}{there}{rest[len(access + at + there) :].partition('?')[0]}"
    )


Holdings = Mapping[str, Sequence[RegisterAcquis]]


def acquis_json(holdings: Holdings, day: date, head: JournalEntry | None) -> str:
    """What candidates hold on a day, and the head of the journal that says so."""
    document = {
        "schema": SCHEMA,
        "date": day.isoformat(),
        "registre": heading(head),
        "candidats": [
            {"candidat": code, "acquis": [each._asdict() for each in mine]} for code, mine in holdings.items()
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def heading(head: JournalEntry | None) -> dict[str, object]:
    """The journal as it stands: how many entries, and the digest of the last one."""
    return {"entrees": head.rang if head else 0, "tete": head.empreinte if head else ""}


def acquis_table(holdings: Holdings, day: date) -> Renderables:
    """A line for each bloc and certification that is held."""
    rows: list[list[object]] = [
        [code, each.certification, element(each.element), each.version, each.session, each.le, each.pv]
        for code, mine in holdings.items()
        for each in mine
    ]
    if not rows:
        return [rich_text(_("nothing is held on {day}").format(day=day))]
    columns: list[TableColumn | str] = [
        TableColumn(_("candidat"), always=True),
        TableColumn(_("certification"), whole=True),
        TableColumn(_("element"), always=True),
        *(_("version"), _("session"), _("day"), _("minutes")),
    ]
    repris = [each.repris for mine in holdings.values() for each in mine]
    if any(repris):
        columns.append(_("taken up from"))
        rows = [[*row, session] for row, session in zip(rows, repris, strict=True)]
    return [table(columns, rows)]


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
    heading, *ways = _ways(session_differences)
    return [
        rich_text(heading.format(n=len(session_differences), session=visible(session))),
        table([*who, _("registered"), _("in the session now")], rows),
        *map(rich_text, ways),
    ]


def _ways(session_differences: Sequence[SessionDifference]) -> Iterator[str]:
    """A sentence about all, then what is to be done: of what the jury may decide, of what was rectified already, of
    whom the register does not know.
    """
    count = len(session_differences)
    mine = [each for each in session_differences if each.is_registered]
    if any(not each.pv for each in mine):
        yield ngettext(
            "{n} decision of {session} differs from the register: rectification to be deliberated",
            "{n} decisions of {session} differ from the register: rectification to be deliberated",
            count,
        )
        command = (
            "certeval registre rectifier SESSION CANDIDAT ELEMENT VERDICT --motif … --fondement … --pv …"
        )
        way = _("the register is unchanged; once the jury has met again: {command}")
        yield way.format(command=command)
    else:
        yield ngettext(
            "{n} decision of {session} differs from the register",
            "{n} decisions of {session} differ from the register",
            count,
        )
    if pv := dict.fromkeys(visible(each.pv) for each in mine if each.pv):
        command = "certeval deliberer SESSION CANDIDAT ELEMENT VERDICT --motif … --remplace"
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
    lines = [
        text.format(
            candidate=visible(candidate),
            element=element(entry.objet),
            session=visible(entry.session),
            before=_word(str(before.values["verdict"])),
            after=_word(str(entry.values["verdict"])),
            rang=entry.rang,
            replaced=before.rang,
        )
    ]
    if correction.certification_sessions:
        sessions = ", ".join(map(visible, correction.certification_sessions))
        sentence = _("the certification stays validated in {sessions}: it is to be deliberated too")
        lines.append(sentence.format(sessions=sessions))
    if correction.complete:
        sentence = _(
            "every bloc of {session} is now validated, the certification is not: it is to be deliberated too"
        )
        lines.append(sentence.format(session=visible(entry.session)))
    if correction.missing_blocs:
        sentence = _("not validated in {session}, beside this certification: {codes}")
        lines.append(
            sentence.format(
                session=visible(entry.session), codes=", ".join(map(visible, correction.missing_blocs))
            )
        )
    again = [each for each in correction.stale if each not in correction.void]
    lines += _documents(_("documents to issue again, marked « annule et remplace »:"), again)
    lines += _documents(
        _("documents to take back, for what they attest is no longer acquired:"), correction.void
    )
    return "\n".join(lines) + "\n"


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
            "it lowers a decision after {day}, four months after it was taken: only fraud allows it "
            "(CRPA L242-1, L241-2)"
        ).format(day=correction.late_since)
    if correction.names_person:
        yield _("the reason holds a name of the person, which no erasure will reach: say it by the code")


def registration(session: str, candidates: int, entries: int) -> str:
    """What was written of a session: all of it, or nothing where it stood there already."""
    if not entries:
        return (
            _("{session} is registered already, and says the same: nothing was added").format(
                session=visible(session)
            )
            + "\n"
        )
    sentence = ngettext(
        "{session} registered: {n} candidate, {entries} entries",
        "{session} registered: {n} candidates, {entries} entries",
        candidates,
    )
    return sentence.format(session=visible(session), n=candidates, entries=entries) + "\n"


def erasure(entry: JournalEntry) -> str:
    """That a person was erased, and what remains."""
    return (
        _("identity erased; decisions stay under a key that leads to nobody (entry {rang})").format(
            rang=entry.rang
        )
        + "\n"
    )


def chain(count: int, faults: Sequence[int], texts: Sequence[str], head: JournalEntry | None) -> str:
    """The state of the journal: whole, or the ranks and the texts that are not what was written."""
    sentence = ngettext("{n} entry in the journal", "{n} entries in the journal", count).format(n=count)
    if faults:
        series = ", ".join(map(str, faults))
        sentence = _("{count}; not as written at rank: {listed}").format(count=sentence, listed=series)
    else:
        sentence = _("{count}: the chain is whole").format(count=sentence)
    if texts:
        series = ", ".join(map(visible, texts))
        sentence += "\n" + _("texts that are not as written: {listed}").format(listed=series)
    return f"{sentence}\n{at_head(head)}"


def at_head(head: JournalEntry | None) -> str:
    """The head of the chain: what minutes print, so that a rewriting shows."""
    if head is None:
        return ""
    return (
        _("head of the journal: entry {rang}, {digest}").format(rang=head.rang, digest=head.empreinte) + "\n"
    )
