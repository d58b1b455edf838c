"""Draws and orals."""

from certeval.diagnostics.model import error, warning
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
