"""H: versions and locks."""

from certeval.diagnostics.model import error, warning
from certeval.messages import N_

OTHER_NAME = error(
    "H101",
    N_("by its name this file is {named}, and it declares {declared}"),
    N_("a catalogue finds a version at <code>/<version>.yaml: correct the name or the file"),
)
PERIOD_REVERSED = error(
    "H102",
    N_("this period ends on {until}, before it begins, on {since}"),
    N_("`du` is the first day and `au` the last"),
)
REGISTRATION_OVER = warning(
    "H103",
    N_("the registration ended on {until}, and nothing says that this version is no longer in force"),
    N_("renew the registration, or give the last day of this version: en_vigueur: {{au: …}}"),
)
NO_VERSION = error(
    "H104",
    N_("this file lies among the référentiels, and by its name it is no version: nothing ever reads it"),
    N_("call it {name}, in the folder of référentiels, or put it elsewhere"),
)
LOCK_BROKEN = error(
    "H201",
    N_("this lock does not read: it is no JSON from here on"),
    N_("take it back from where the versions are kept; after a merge, remove its marks"),
)
LOCK_SHAPE = error(
    "H202",
    N_("« {key} » is not what a lock holds"),
    N_("`certeval lock` writes this file: take it back from where the versions are kept"),
)
LOCK_TAMPERED = error(
    "H203",
    N_("what is locked as {version} was changed by hand: it is not what its digest says"),
    N_("take the lock back from where the versions are kept; a version is locked by `certeval lock` only"),
)
LOCK_UNKNOWN = error(
    "H204",
    N_("{version} is not what was locked, and what was locked is no référentiel that can be compared"),
    N_("take this version back from where the versions are kept; else lock it again: certeval lock --force"),
)
LOCKED_GONE = error(
    "H205",
    N_("{version} is locked, and its file {file} is gone"),
    N_(
        "take the file back: results were given under it; a version that is over is closed by en_vigueur: {{au: …}}"
    ),
)
LOCKED_CHANGED = error(
    "H211",
    N_("{version} is locked, and has changed: {difference}"),
    N_("take this version back as it was locked, and publish the change as {least} at least"),
)
PERIODS_OVERLAP = warning(
    "H301",
    N_("{version} and {other} are both in force on {day}"),
    N_(
        "end one the day before the other begins: en_vigueur: {{au: …}}; until then, name a version: CODE@VERSION"
    ),
)
PERIODS_APART = warning(
    "H302",
    N_("no version is in force from {since} to {until}, between {other} and {version}"),
    N_("make one begin the day after the other ends: on the days between, no version is chosen"),
)
NO_PERIOD = warning(
    "H303",
    N_("{version} says no period, and {other} does: it applies on every day that no other covers"),
    N_("say when it is in force: en_vigueur: {{du: …, au: …}}"),
)
NO_PERIODS = error(
    "H305",
    N_("neither {version} nor {other} says when it is in force: nothing chooses between them"),
    N_("say it in each: en_vigueur: {{du: …, au: …}}; until then, sheets and commands name a version"),
)
REPLACES_UNKNOWN = warning(
    "H304",
    N_("{element} replaces {code}, which {version}, the version before, does not have"),
    N_("name a code of the version before, or remove `remplace`"),
)
EQUIVALENCE_LATER = error(
    "H401",
    N_("no version {version} comes before this one, {own}"),
    N_("an équivalence is about earlier versions, such as 1.x in 2.0.0"),
)
EQUIVALENCE_NO_VERSION = warning(
    "H402",
    N_("the catalogue has no version {version} before {own}"),
    N_("correct it, or put the file of that version back among the others"),
)
EQUIVALENCE_NO_BLOC = error(
    "H403",
    N_("{version} has no bloc « {code} »"),
    N_("`bloc` names what was validated under the earlier version: its blocs are {known}"),
)
