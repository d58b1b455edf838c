"""S12, S13: documents that are printed, their mentions, the office's own templates."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

NO_MENTION = Kind(
    "S120",
    Severity.ERROR,
    N_("{what} must stand on {documents}, and nothing says it"),
    N_("write it here: {value}"),
)
FORBIDDEN_WORDS = Kind(
    "S121",
    Severity.ERROR,
    N_("« {words} » may not stand on {documents}"),
    N_("the title stands as it is registered, nothing added; a jury does not validate on condition"),
)
NO_GLYPH = Kind(
    "S122",
    Severity.ERROR,
    N_("« {character} » is in no font that comes with certeval: documents of {candidat} can’t be printed"),
    N_(
        "write the text in letters of the Latin, Greek or Cyrillic alphabet, as the civil registry transcribes it"
    ),
)
NOT_SHOWN = Kind(
    "S123",
    Severity.ERROR,
    N_("this template does not show {what}, which {document} must bear"),
    N_('write `#mention("{name}")` where it is to stand'),
)
TEMPLATE_WRONG = Kind(
    "S124",
    Severity.ERROR,
    N_("this template can’t be printed: {reason}"),
    N_("correct it at this line; docs/documents.md says what a template may use"),
)
REACHES_OUT = Kind(
    "S125",
    Severity.ERROR,
    N_("a template may not use « {words} »: it reaches out of its folder"),
    N_("templates import @local/certeval and files of their own folder, nothing else"),
)
FILE_REFUSED = Kind(
    "S126",
    Severity.ERROR,
    N_("this file can’t be used by templates: {reason}"),
    N_("templates read regular files of their own folder: typ, png, svg, jpg, otf, ttf, 10 MiB together"),
)
TOO_MUCH = Kind(
    "S127",
    Severity.ERROR,
    N_(
        "this template took more than {memory} MiB of memory or {seconds} s for one document, and was stopped"
    ),
    N_("look for a loop that does not end, or for a list or a text that grows without end"),
)
UNSEEN_SIGN = Kind(
    "S128",
    Severity.ERROR,
    N_("a sign that nobody sees stands here, {sign}: documents of {candidat} can’t be printed"),
    N_(
        "type the text again: it was copied from elsewhere, and what follows the sign may read in another order"
    ),
)
