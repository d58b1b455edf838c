"""Timetables of orals."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

HOURS_OF_PANEL = Kind(
    "S521",
    Severity.ERROR,
    N_("this begins at {begin} and ends at {end}"),
    N_("say the hours in their order: `de: 9 h, a: 12 h 30`"),
)
PANEL_DOES_NOT_SIT = Kind(
    "S522",
    Severity.ERROR,
    N_("{panel} does not sit there through the oral of {candidat} ({partie})"),
    N_("its hours and its breaks stand under `plages`; `certeval oraux` finds another hour"),
)
TWO_AT_ONCE = Kind(
    "S523",
    Severity.ERROR,
    N_("« {who} » is in two orals at a time"),
    N_("change the hour of one of them, or let `certeval oraux` find another"),
)
PANEL_TIED = Kind(
    "S524",
    Severity.ERROR,
    N_("{member}, who hears {candidat} for {partie}, is tied to this candidate ({nature})"),
    N_("another panel hears the candidate"),
)
ORAL_TOO_SOON = Kind(
    "S525",
    Severity.ERROR,
    N_("the oral of {candidat} for {partie} is held before {soonest}"),
    N_("the référentiel says how long after the part before it is held: `apres: {{partie: …, delai: …}}`"),
)
NOT_AVAILABLE = Kind(
    "S526",
    Severity.ERROR,
    N_("{who} is not available through the oral of {candidat} for {partie}, its preparation included"),
    N_("change the hour, or the `indisponibilites` if they are no longer so"),
)
ORAL_TOO_SHORT = Kind(
    "S527",
    Severity.ERROR,
    N_("the oral of {candidat} for {partie} is shorter than the {minutes} minutes that are due"),
    N_("the référentiel says how long it lasts, `durees` and an accommodation how much longer"),
)
WITHOUT_ORAL = Kind(
    "S528",
    Severity.ERROR,
    N_("who is expected to {partie} and has no hour: {candidats} ({count})"),
    N_("`certeval oraux --keep` finds one for each, and moves the others as little as can be"),
)
NO_ROOM_FOR_ALL = Kind(
    "S529",
    Severity.ERROR,
    N_("{partie}: too few slots for {candidats}: {slots} could serve, it takes {count}"),
    N_("add hours or a panel ({lacks} more at least), or lift an unavailability; their slots: {listed}"),
)
DELAY_SINCE = N_("hours are lost to the delay that the référentiel asks for, counted from here")
NO_DURATION = Kind(
    "S530",
    Severity.ERROR,
    N_("nothing says how long an oral of {partie} lasts"),
    N_("the référentiel says it (`duree: 30 min`), else the session does (`oraux`, `duree`)"),
)
