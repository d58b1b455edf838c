"""Draws by lot."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

NO_PART = Kind(
    "S501",
    Severity.ERROR,
    N_("« {given} » is no part of an épreuve of this référentiel"),
    N_("write the code of one of the parts: {known}"),
)
NO_GROUPS = Kind(
    "S502",
    Severity.ERROR,
    N_("no groups of {de} to {a} can be made of {count}"),
    N_(
        "{instead} would: convene somebody more or sooner, have one sit another day, "
        "or let the certifier decide in writing, before the draw, how this session is held"
    ),
)
OTHER_SECRET = Kind(
    "S503",
    Severity.ERROR,
    N_("the secret of the draw for {partie} is not the one that was committed to"),
    N_("its SHA-256 is `engagement`: a draw from another secret proves nothing; draw again, with its reason"),
)
OTHER_GROUPS = Kind(
    "S504",
    Severity.ERROR,
    N_("the groups of {partie} are not those that its draw gives"),
    N_("`certeval tirage` computes them from the secret, the public words and those present"),
)
DRAWN_AGAIN = Kind(
    "S505",
    Severity.ERROR,
    N_("{partie} is drawn again, and nothing says why"),
    N_("both draws are kept: the later one has its `motif`"),
)
DRAW_INCOMPLETE = Kind(
    "S506",
    Severity.ERROR,
    N_("the draw for {partie} can’t be computed again: it lacks {lacking}"),
    N_("a draw is kept with its secret, the words thrown aloud and who was present"),
)
NOT_A_DIGEST = Kind(
    "S507",
    Severity.ERROR,
    N_("« {given} » is not a digest"),
    N_("`sha256:` and 64 signs, as `certeval tirage --engager` prints it"),
)
NO_SIZE = Kind(
    "S508",
    Severity.ERROR,
    N_("nothing says how many candidates a group of {partie} has"),
    N_("the référentiel says it (`groupe: {{de: 3, a: 4}}`), else the draw does (`taille: {{de: 3, a: 4}}`)"),
)
