"""Draws and orals."""

from certeval.diagnostics.model import error
from certeval.messages import N_

NO_PART = error(
    "S501",
    N_("« {given} » is no part of an épreuve of this référentiel"),
    N_("write the code of one of the parts: {known}"),
)
NO_GROUPS = error(
    "S502",
    N_("no groups of {de} to {a} can be made of {count}"),
    N_(
        "{instead} would: convene somebody more or sooner, have one sit another day, "
        "or let the certifier decide in writing, before the draw, how this session is held"
    ),
)
OTHER_SECRET = error(
    "S503",
    N_("the secret of the draw for {partie} is not the one that was committed to"),
    N_("its SHA-256 is `engagement`: a draw from another secret proves nothing; draw again, with its reason"),
)
OTHER_GROUPS = error(
    "S504",
    N_("the groups of {partie} are not those that its draw gives"),
    N_("`certeval tirage` computes them from the secret, the public words and those present"),
)
DRAWN_AGAIN = error(
    "S505",
    N_("{partie} is drawn again, and nothing says why"),
    N_("both draws are kept: the later one has its `motif`"),
)
DRAW_INCOMPLETE = error(
    "S506",
    N_("the draw for {partie} can’t be computed again: it lacks {lacking}"),
    N_("a draw is kept with its secret, the words thrown aloud and who was present"),
)
NOT_A_DIGEST = error(
    "S507",
    N_("« {given} » is not a digest"),
    N_("`sha256:` and 64 signs, as `certeval tirage --engager` prints it"),
)
NO_SIZE = error(
    "S508",
    N_("nothing says how many candidates a group of {partie} has"),
    N_("the référentiel says it (`groupe: {{de: 3, a: 4}}`), else the draw does (`taille: {{de: 3, a: 4}}`)"),
)

HOURS_OF_PANEL = error(
    "S521",
    N_("this begins at {begin} and ends at {end}"),
    N_("say the hours in their order: `de: 9 h, a: 12 h 30`"),
)
PANEL_DOES_NOT_SIT = error(
    "S522",
    N_("{panel} does not sit there through the oral of {candidat} ({partie})"),
    N_("its hours and its breaks stand under `plages`; `certeval oraux` finds another hour"),
)
TWO_AT_ONCE = error(
    "S523",
    N_("« {who} » is in two orals at a time"),
    N_("change the hour of one of them, or let `certeval oraux` find another"),
)
PANEL_TIED = error(
    "S524",
    N_("{member}, who hears {candidat} for {partie}, is tied to this candidate ({nature})"),
    N_("another panel hears the candidate"),
)
ORAL_TOO_SOON = error(
    "S525",
    N_("the oral of {candidat} for {partie} is held before {soonest}"),
    N_("the référentiel says how long after the part before it is held: `apres: {{partie: …, delai: …}}`"),
)
NOT_AVAILABLE = error(
    "S526",
    N_("{who} is not available through the oral of {candidat} for {partie}, its preparation included"),
    N_("change the hour, or the `indisponibilites` if they are no longer so"),
)
ORAL_TOO_SHORT = error(
    "S527",
    N_("the oral of {candidat} for {partie} is shorter than the {minutes} minutes that are due"),
    N_("the référentiel says how long it lasts, `durees` and an accommodation how much longer"),
)
WITHOUT_ORAL = error(
    "S528",
    N_("who is expected to {partie} and has no hour: {candidats} ({count})"),
    N_("`certeval oraux --keep` finds one for each, and moves the others as little as can be"),
)
NO_ROOM_FOR_ALL = error(
    "S529",
    N_("{partie}: too few slots for {candidats}: {slots} could serve, it takes {count}"),
    N_("add hours or a panel ({lacks} more at least), or lift an unavailability; their slots: {listed}"),
)
DELAY_SINCE = N_("hours are lost to the delay that the référentiel asks for, counted from here")
NO_DURATION = error(
    "S530",
    N_("nothing says how long an oral of {partie} lasts"),
    N_("the référentiel says it (`duree: 30 min`), else the session does (`oraux`, `duree`)"),
)
NOBODY_AWAY = error(
    "S531",
    N_("« {given} » is neither a candidate of this session nor a member of its jury"),
    N_("write the identifier as the sheets do, or the code of a member: nobody else is kept free"),
)
SITS_TWICE = error(
    "S532",
    N_("« {who} » would hear two candidates at a time: other hours of this part have it too"),
    N_("give each its own hours, or its own panel, room and members: both would hear candidates meanwhile"),
)
