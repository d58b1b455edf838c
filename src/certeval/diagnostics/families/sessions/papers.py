"""What a session reports and prints."""

from certeval.diagnostics.model import error, info, warning
from certeval.messages import N_

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
