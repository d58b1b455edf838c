"""What a session reports and prints."""

from certeval.diagnostics.model import error, info, warning
from certeval.messages import N_

NOT_IN_TABLE = error(
    "S600",
    N_("{candidat} holds the certification, and the candidates’ table does not say who it is"),
    N_("add a row to the table: every holder is reported within three months"),
)
NO_NUMBER = error(
    "S601",
    N_("nothing says under which number {certification} is registered"),
    N_("say it in the référentiel (`rncp: RNCP39583`), or here under `titres`"),
)
NOT_AN_IDENTIFIER = error(
    "S602",
    N_("« {given} » is not an identifier of the Caisse des Dépôts"),
    N_("an `id_client` has 8 signs, an `id_contrat` 1 to 20: they stand in its letter, or on its portal"),
)
XSD_REFUSES = error(
    "S603",
    N_("the XSD refuses {element}: {rule}"),
    N_("nothing is written: check the version of the XSD, and the cell"),
)

NOT_ITS_REPORT = error(
    "S630",
    N_("this is no processing report of the Caisse des Dépôts: {reason}"),
    N_("give the file that its portal calls « accusé de traitement », as it was downloaded"),
)
REPORT_BROKEN = error(
    "S631",
    N_("the report breaks off here, or was altered: it is no well-formed XML, and nothing of it is recorded"),
    N_("download it again from the portal, and do not save it from another program"),
)
REPORT_DECLARES = error(
    "S632",
    N_("the file declares a document type, which no report has: it is not read further"),
    N_("download the report again from the portal: this file does not come from there"),
)
REPORT_TOO_LARGE = error(
    "S633",
    N_("the file is larger than any report ({reason}): it is not read further"),
    N_("a report says at most 200 000 passages: check that this is the right file"),
)
REPORT_LACKS = error(
    "S634",
    N_("the report says no « {element} » here"),
    N_("download it again from the portal; if it still lacks this, ask the Caisse des Dépôts for another"),
)
OTHER_FLUX = error(
    "S635",
    N_("the report answers flux {id_flux}, which this ledger did not send: nothing of it is recorded"),
    N_("name the ledger or the register that it was sent from; sent from here: {sent}"),
)
UNKNOWN_PASSAGE = error(
    "S636",
    N_("passage {id_technique} was not sent in this flux: what is said of it is not recorded"),
    N_("see on the portal who sent it; what is said of the others is recorded"),
)
CONTRADICTS = error(
    "S637",
    N_(
        "the report says of {candidat} « {statut} », and « {before} » was answered on {day}: it is not recorded"
    ),
    N_("see on the portal which one holds; where it is this one, `certeval accuse --replace` records it"),
)
BOTH = error(
    "S638",
    N_("passage {id_technique} is both accepted and rejected in this report: neither is recorded"),
    N_("see on the portal what became of it, or ask the Caisse des Dépôts"),
)
BOTH_FIRST = N_("first said here")
UNANSWERED = warning(
    "S639",
    N_("passages of this flux that its report does not have: {n} ({candidats})"),
    N_("they still await an answer: see on the portal whether another report was made of them"),
)

NO_IDENTIFIER = error(
    "S111",
    N_("whose identity is this? No identifier stands here"),
    N_("the candidates’ table has a column `candidat`, which holds the identifiers of the sheets"),
)
UNKNOWN_HEADING = warning(
    "S112",
    N_("« {heading} » is no heading of a candidates’ table: the column is not read"),
    N_(
        "its headings are those of the Caisse des Dépôts: Nom Naissance, Prenom 1, Annee Naissance, Sexe, "
        "Code Insee Commune Naissance…"
    ),
)
NO_FILE = error(
    "S113",
    N_("no {what} is called « {given} »"),
    N_("files are looked for from the folder of the session’s file: correct the name or the pattern"),
)
NO_SHEET_YET = info(
    "S114",
    N_("no score sheet is called « {given} » yet"),
    N_(
        "it is due once there are marks to decide upon; it is looked for from the folder of the session’s file"
    ),
)

NO_MENTION = error(
    "S120",
    N_("{what} must stand on {documents}, and nothing says it"),
    N_("write it here: {value}"),
)
FORBIDDEN_WORDS = error(
    "S121",
    N_("« {words} » may not stand on {documents}"),
    N_("the title stands as it is registered, nothing added; a jury does not validate on condition"),
)
NO_GLYPH = error(
    "S122",
    N_("« {character} » is in no font that comes with certeval: documents of {candidat} can’t be printed"),
    N_(
        "write the text in letters of the Latin, Greek or Cyrillic alphabet, as the civil registry transcribes it"
    ),
)
NOT_SHOWN = error(
    "S123",
    N_("this template does not show {what}, which {document} must bear"),
    N_('write `#mention("{name}")` where it is to stand'),
)
TEMPLATE_WRONG = error(
    "S124",
    N_("this template can’t be printed: {reason}"),
    N_("correct it at this line; docs/documents.md says what a template may use"),
)
REACHES_OUT = error(
    "S125",
    N_("a template may not use « {words} »: it reaches out of its folder"),
    N_("templates import @local/certeval and files of their own folder, nothing else"),
)
FILE_REFUSED = error(
    "S126",
    N_("this file can’t be used by templates: {reason}"),
    N_("templates read regular files of their own folder: typ, png, svg, jpg, otf, ttf, 10 MiB together"),
)
TOO_MUCH = error(
    "S127",
    N_(
        "this template took more than {memory} MiB of memory or {seconds} s for one document, and was stopped"
    ),
    N_("look for a loop that does not end, or for a list or a text that grows without end"),
)
UNSEEN_SIGN = error(
    "S128",
    N_("a sign that nobody sees stands here, {sign}: documents of {candidat} can’t be printed"),
    N_(
        "type the text again: it was copied from elsewhere, and what follows the sign may read in another order"
    ),
)
