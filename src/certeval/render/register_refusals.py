"""Why a register can't be read or written, and the way out."""

from certeval.messages import N_, _
from certeval.registre.base import RegisterError
from certeval.render.words import visible

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
    "replaced": N_(
        "it was removed, or replaced by another file, meanwhile: what was to be written is not in it; keep the "
        "register where nothing copies it, or in PostgreSQL, and run the command again"
    ),
    "readonly": N_("the system does not let it be written: nothing was; see who may write there"),
    "forbidden": N_(
        "this role has not the right to do it, so nothing was done: {told}; ask whoever keeps the database"
    ),
    "unopened": N_("it can’t be opened: see that its folder exists, and who may read it"),
    "damaged": N_(
        "the file is damaged: keep it as it is, and bring back a backup (certeval registre importer)"
    ),
    "broken": N_(
        "entry {rang} of the journal is not what was written: `certeval registre verifier` names each such "
        "entry; bring back a backup"
    ),
    "end_lost": N_(
        "the session {session} is registered, and entries of it are missing from the journal: `certeval registre "
        "verifier` says what is left; bring back a backup"
    ),
    "moved": N_(
        "another program wrote to it of the same candidates meanwhile, so nothing was written: run the command again"
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
    "other_version": N_(
        "session {session} was registered under version {version}, and its file says {now}: write {version} there again"
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
    "issued_meanwhile": N_(
        "another command issued documents of the same persons, or corrected what they say, meanwhile: nothing was "
        "written; run the command again"
    ),
    "named": N_("the reason holds a name of the person, and would stay: write it without"),
}


def refusal(error: RegisterError) -> str:
    """Why a register can't be read or written, and the way out."""
    texts = {
        key: ", ".join(each) if isinstance(each, tuple) else each for key, each in error.arguments.items()
    }
    return _(REASONS[error.reason]).format(**{key: visible(str(each)) for key, each in texts.items()})
