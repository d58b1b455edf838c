"""Draws and orals, and what a session reports and prints."""

from certeval.diagnostics.model import error, info, warning
from certeval.messages import N_

NO_PART = error("S501", "« {given} » is no part of an épreuve of this référentiel").way(
    "write the code of one of the parts: {known}"
)
NO_GROUPS = error("S502", "no groups of {de} to {a} can be made of {count}").way(
    "{instead} would: convene somebody more or sooner, have one sit another day, "
    "or let the certifier decide in writing, before the draw, how this session is held"
)
OTHER_SECRET = error("S503", "the secret of the draw for {partie} is not the one that was committed to").way(
    "its SHA-256 is `engagement`: a draw from another secret proves nothing; draw again, with its reason"
)
OTHER_GROUPS = error("S504", "the groups of {partie} are not those that its draw gives").way(
    "`certeval tirage` computes them from the secret, the public words and those present"
)
DRAWN_AGAIN = error("S505", "{partie} is drawn again, and nothing says why").way(
    "both draws are kept: the later one has its `motif`"
)
DRAW_INCOMPLETE = error("S506", "the draw for {partie} can’t be computed again: it lacks {lacking}").way(
    "a draw is kept with its secret, the words thrown aloud and who was present"
)
NOT_A_DIGEST = error("S507", "« {given} » is not a digest").way(
    "`sha256:` and 64 signs, as `certeval tirage --engager` prints it"
)
NO_SIZE = error("S508", "nothing says how many candidates a group of {partie} has").way(
    "the référentiel says it (`groupe: {{de: 3, a: 4}}`), else the draw does (`taille: {{de: 3, a: 4}}`)"
)
COMMITTED_AFTER = error(
    "S509", "the draw for {partie} was held on {day}, before it was committed to on {committed}"
).way(
    "a secret chosen once the room has spoken proves nothing: correct the day, or draw again, with its reason"
)
NOT_EXPECTED = warning("S510", "{candidat} is not expected to {partie}: {reason}").way(
    "leave the candidate out (of a draw, draw again), or correct the registration or the draw that says so"
)
OTHER_GROUP = warning(
    "S511", "{candidat} has the mark of {groupe} for {element}, and was not drawn into it"
).way(
    "correct `groupe` in the sheet, where it is not that of the draw; the mark of another group counts meanwhile"
)
FOR_OTHERS = N_("it is for other parcours, or other voies")
OUT_OF_AIMS = N_("what it assesses is not sought")
ACQUIRED = N_("what it assesses was validated before this session")
EXEMPTED = N_("an exemption covers all that it assesses")
NOTHING_DUE = N_("all that it assesses is validated before, exempted from, not sought or for others")
NOT_DRAWN = N_("absent when the part before it was drawn")

HOURS_OF_PANEL = error("S521", "this begins at {begin} and ends at {end}").way(
    "say the hours in their order: `de: 9 h, a: 12 h 30`"
)
PANEL_DOES_NOT_SIT = error(
    "S522", "{panel} does not sit there through the oral of {candidat} ({partie})"
).way("its hours and its breaks stand under `plages`; `certeval oraux` finds another hour")
TWO_AT_ONCE = error("S523", "« {who} » is in two orals at a time").way(
    "change the hour of one of them, or let `certeval oraux` find another"
)
PANEL_TIED = error(
    "S524", "{member}, who hears {candidat} for {partie}, is tied to this candidate ({nature})"
).way("another panel hears the candidate")
ORAL_TOO_SOON = error("S525", "the oral of {candidat} for {partie} is held before {soonest}").way(
    "the référentiel says how long after the part before it is held: `apres: {{partie: …, delai: …}}`"
)
NOT_AVAILABLE = error(
    "S526", "{who} is not available through the oral of {candidat} for {partie}, its preparation included"
).way("change the hour, or the `indisponibilites` if they are no longer so")
ORAL_TOO_SHORT = error(
    "S527", "the oral of {candidat} for {partie} is shorter than the {minutes} minutes that are due"
).way("the référentiel says how long it lasts, `durees` and an accommodation how much longer")
WITHOUT_ORAL = error("S528", "who is expected to {partie} and has no hour: {candidats} ({count})").way(
    "`certeval oraux --keep` finds one for each, and moves the others as little as can be"
)
NO_ROOM_FOR_ALL = error(
    "S529", "{partie}: too few slots for {candidats}: {slots} could serve, it takes {count}"
).way("add hours or a panel ({lacks} more at least), or lift an unavailability; their slots: {listed}")
DELAY_SINCE = N_("hours are lost to the delay that the référentiel asks for, counted from here")
UNTRIED = N_("longer orals have too many places for all to be tried: others might leave room for everybody")
NO_DURATION = error("S530", "nothing says how long an oral of {partie} lasts").way(
    "the référentiel says it (`duree: 30 min`), else the session does (`oraux`, `duree`)"
)
NOBODY_AWAY = error(
    "S531", "« {given} » is neither a candidate of this session nor a member of its jury"
).way("write the identifier as the sheets do, or the code of a member: nobody else is kept free")
SITS_TWICE = error(
    "S532", "« {who} » would hear two candidates at a time: other hours of this part have it too"
).way("give each its own hours, or its own panel, room and members: both would hear candidates meanwhile")


NOT_IN_TABLE = error(
    "S600", "{candidat} holds the certification, and the candidates’ table does not say who it is"
).way("add a row to the table: every holder is reported within three months")
NO_NUMBER = error("S601", "nothing says under which number {certification} is registered").way(
    "say it in the référentiel (`rncp: RNCP39583`), or here under `titres`"
)
NOT_AN_IDENTIFIER = error("S602", "« {given} » is not an identifier of the Caisse des Dépôts").way(
    "an `id_client` has 8 signs, an `id_contrat` 1 to 20: they stand in its letter, or on its portal"
)
XSD_REFUSES = error("S603", "the XSD refuses {element}: {rule}").way(
    "nothing is written: check the version of the XSD, and the cell"
)

NOT_ITS_REPORT = error("S630", "this is no processing report of the Caisse des Dépôts: {reason}").way(
    "give the file that its portal calls « accusé de traitement », as it was downloaded"
)
REPORT_BROKEN = error(
    "S631",
    "the report breaks off here, or was altered: it is no well-formed XML, and nothing of it is recorded",
).way("download it again from the portal, and do not save it from another program")
REPORT_DECLARES = error(
    "S632", "the file declares a document type, which no report has: it is not read further"
).way("download the report again from the portal: this file does not come from there")
REPORT_TOO_LARGE = error("S633", "the file is larger than any report ({reason}): it is not read further").way(
    "a report says at most 200 000 passages: check that this is the right file"
)
REPORT_LACKS = error("S634", "the report says no « {element} » here").way(
    "download it again from the portal; if it still lacks this, ask the Caisse des Dépôts for another"
)
OTHER_FLUX = error(
    "S635", "the report answers flux {id_flux}, which this ledger did not send: nothing of it is recorded"
).way("name the ledger or the register that it was sent from; sent from here: {sent}")
UNKNOWN_PASSAGE = error(
    "S636", "passage {id_technique} was not sent in this flux: what is said of it is not recorded"
).way("see on the portal who sent it; what is said of the others is recorded")
CONTRADICTS = error(
    "S637",
    "the report says of {candidat} « {statut} », and « {before} » was answered on {day}: it is not recorded",
).way("see on the portal which one holds; where it is this one, `certeval accuse --replace` records it")
BOTH = error(
    "S638", "passage {id_technique} is both accepted and rejected in this report: neither is recorded"
).way("see on the portal what became of it, or ask the Caisse des Dépôts")
BOTH_FIRST = N_("first said here")
UNANSWERED = warning("S639", "passages of this flux that its report does not have: {n} ({candidats})").way(
    "they still await an answer: see on the portal whether another report was made of them"
)

NO_IDENTIFIER = error("S111", "whose identity is this? No identifier stands here").way(
    "the candidates’ table has a column `candidat`, which holds the identifiers of the sheets"
)
ANOTHER_SHEET = warning(
    "S115", "the sheet « {sheet} » names candidates too, and is not read: the table is the sheet « {first} »"
).way("put all candidates on one sheet; hide what is no part of the table")
UNKNOWN_HEADING = warning(
    "S112", "« {heading} » is no heading of a candidates’ table: the column is not read"
).way(
    "its headings are those of the Caisse des Dépôts: Nom Naissance, Prenom 1, Annee Naissance, Sexe, "
    "Code Insee Commune Naissance…"
)
NO_FILE = error("S113", "no {what} is called « {given} »").way(
    "files are looked for from the folder of the session’s file: correct the name or the pattern"
)
NO_SHEET_YET = info("S114", "no score sheet is called « {given} » yet").way(
    "it is due once there are marks to decide upon; it is looked for from the folder of the session’s file"
)

NO_MENTION = error("S120", "{what} must stand on {documents}, and nothing says it").way(
    "write it here: {value}"
)
FORBIDDEN_WORDS = error("S121", "« {words} » may not stand on {documents}").way(
    "the title stands as it is registered, nothing added; a jury does not validate on condition"
)
NO_GLYPH = error(
    "S122", "« {character} » is in no font that comes with certeval: documents of {candidat} can’t be printed"
).way(
    "write the text in letters of the Latin, Greek or Cyrillic alphabet, as the civil registry transcribes it"
)
NOT_SHOWN = error("S123", "this template does not show {what}, which {document} must bear").way(
    'write `#mention("{name}")` where it is to stand'
)
TEMPLATE_WRONG = error("S124", "this template can’t be printed: {reason}").way(
    "correct it at this line; docs/documents.md says what a template may use"
)
REACHES_OUT = error("S125", "a template may not use « {words} »: it reaches out of its folder").way(
    "templates import @local/certeval and files of their own folder, nothing else"
)
FILE_REFUSED = error("S126", "this file can’t be used by templates: {reason}").way(
    "templates read regular files of their own folder: typ, png, svg, jpg, otf, ttf, 10 MiB together"
)
TOO_MUCH = error(
    "S127",
    "this template took more than {memory} MiB of memory or {seconds} s for one document, and was stopped",
).way("look for a loop that does not end, or for a list or a text that grows without end")
UNSEEN_SIGN = error(
    "S128", "a sign that nobody sees stands here, {sign}: documents of {candidat} can’t be printed"
).way(
    "type the text again: it was copied from elsewhere, and what follows the sign may read in another order"
)
