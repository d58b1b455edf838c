"""Codes, their numbers, and what names them."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

DUPLICATE_CODE = Kind(
    "R201", Severity.ERROR, N_("the code « {code} » is given twice"), N_("each element has a code of its own")
)
LOOKALIKE_CODE = Kind(
    "R202",
    Severity.ERROR,
    N_("the codes « {code} » and « {other} » differ only by case, accents or spaces"),
    N_("codes are matched without regard to these: give one another code"),
)
UNKNOWN_COMPETENCE = Kind(
    "R203",
    Severity.ERROR,
    N_("« {code} » is not a compétence of this référentiel"),
    N_("name a compétence that is declared"),
)
UNKNOWN_EVALUE = Kind(
    "R204",
    Severity.ERROR,
    N_("« {code} », which this épreuve is said to assess, is neither a compétence nor a critère"),
    N_("name a compétence or a critère that is declared"),
)
UNKNOWN_A_TRAVERS = Kind(
    "R281",
    Severity.ERROR,
    N_("« {code} », through which this compétence transversale is seen, is declared nowhere"),
    N_("name an element that is declared: a compétence, a bloc, an épreuve"),
)
CODE_ASTRAY = Kind(
    "R311",
    Severity.WARNING,
    N_("{code} stands under {parent}, and most codes here begin with the numbers of what they stand under"),
    N_("its number would begin with {expected}: renumber it, or move it; the source's own is `code_source`"),
)
NUMBERING_GAP = Kind(
    "R312",
    Severity.WARNING,
    N_("the numbering goes on at {code} without {missing}"),
    N_("declare what is missing; if it was withdrawn on purpose, record it in `ecarts`"),
)
OUT_OF_ORDER = Kind(
    "R313",
    Severity.WARNING,
    N_("{code} comes after {other}"),
    N_("two codes may be exchanged; else put the elements in the order of their numbers"),
)
OTHER_NUMBER = Kind(
    "R314",
    Severity.WARNING,
    N_(
        "{code} leads to {named} and not to {own}, when most activités lead to the compétence of their number"
    ),
    N_("two codes may be exchanged; if not, add {own}, or record the decision in `ecarts`"),
)
