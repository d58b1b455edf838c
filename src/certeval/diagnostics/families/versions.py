"""H: versions and locks."""

from certeval.diagnostics.model import error, warning

OTHER_NAME = error("H101", "by its name this file is {named}, and it declares {declared}").way(
    "a catalogue finds a version at <code>/<version>.yaml: correct the name or the file"
)
PERIOD_REVERSED = error("H102", "this period ends on {until}, before it begins, on {since}").way(
    "`du` is the first day and `au` the last"
)
REGISTRATION_OVER = warning(
    "H103", "the registration ended on {until}, and nothing says that this version is no longer in force"
).way("renew the registration, or give the last day of this version: en_vigueur: {{au: …}}")
NO_VERSION = error(
    "H104", "this file lies among the référentiels, and by its name it is no version: nothing ever reads it"
).way("call it {name}, in the folder of référentiels, or put it elsewhere")
LOCK_BROKEN = error("H201", "this lock does not read: it is no JSON from here on").way(
    "take it back from where the versions are kept; after a merge, remove its marks"
)
LOCK_SHAPE = error("H202", "« {key} » is not what a lock holds").way(
    "`certeval lock` writes this file: take it back from where the versions are kept"
)
LOCK_TAMPERED = error(
    "H203", "what is locked as {version} was changed by hand: it is not what its digest says"
).way("take the lock back from where the versions are kept; a version is locked by `certeval lock` only")
LOCK_UNKNOWN = error(
    "H204", "{version} is not what was locked, and what was locked is no référentiel that can be compared"
).way("take this version back from where the versions are kept; else lock it again: certeval lock --force")
LOCKED_GONE = error("H205", "{version} is locked, and its file {file} is gone").way(
    "take the file back: results were given under it; a version that is over is closed by en_vigueur: {{au: …}}"
)
LOCKED_CHANGED = error("H211", "{version} is locked, and has changed: {difference}").way(
    "take this version back as it was locked, and publish the change as {least} at least"
)
PERIODS_OVERLAP = warning("H301", "{version} and {other} are both in force on {day}").way(
    "end one the day before the other begins: en_vigueur: {{au: …}}; until then, name a version: CODE@VERSION"
)
PERIODS_APART = warning(
    "H302", "no version is in force from {since} to {until}, between {other} and {version}"
).way("make one begin the day after the other ends: on the days between, no version is chosen")
NO_PERIOD = warning(
    "H303", "{version} says no period, and {other} does: it applies on every day that no other covers"
).way("say when it is in force: en_vigueur: {{du: …, au: …}}")
NO_PERIODS = error(
    "H305", "neither {version} nor {other} says when it is in force: nothing chooses between them"
).way("say it in each: en_vigueur: {{du: …, au: …}}; until then, sheets and commands name a version")
REPLACES_UNKNOWN = warning(
    "H304", "{element} replaces {code}, which {version}, the version before, does not have"
).way("name a code of the version before, or remove `remplace`")
EQUIVALENCE_LATER = error("H401", "no version {version} comes before this one, {own}").way(
    "an équivalence is about earlier versions, such as 1.x in 2.0.0"
)
EQUIVALENCE_NO_VERSION = warning("H402", "the catalogue has no version {version} before {own}").way(
    "correct it, or put the file of that version back among the others"
)
EQUIVALENCE_NO_BLOC = error("H403", "{version} has no bloc « {code} »").way(
    "`bloc` names what was validated under the earlier version: its blocs are {known}"
)
