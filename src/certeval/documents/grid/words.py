"""What the page's script says, `{…}` standing for what it fills in."""

from certeval.messages import N_

WORDS = {
    "toEnter": N_("to enter"),
    "counted": N_("{label}: {many}"),
    "left": N_("To enter: {count}"),
    "refused": N_("Refused: {count}"),
    "status": N_("status"),
    "statusOf": N_("Status of {code}"),
    "commentOf": N_("Comment on {code}"),
    "meant": N_("did you mean « {suggestion} »?"),
    "complete": N_("complete: {done} of {all}"),
    "more": N_("And {count} more: look for them by their name."),
    "nobody": N_("Nobody here has such a name."),
    "noIdentifier": N_("The identifier is empty."),
    "alreadyThere": N_("{candidat} is in this grid already."),
    "nothing": N_("Nothing to save yet."),
    "unsaved": N_("Changes to save: {count}."),
    "saved": N_("All is in file no. {number}."),
    "written": N_("Saved as {name}."),
    "kept": N_(
        "This browser also keeps what is entered, until it is erased here or the browser makes room: "
        "the file is the record."
    ),
    "notKept": N_(
        "This browser keeps nothing of what is entered: what is not saved is lost when the page closes."
    ),
    "copied": N_("The text is copied."),
    "selected": N_("The text is selected: copy it with the keyboard."),
    "erased": N_("All is erased."),
    "notOurs": N_("This file is not one that a grid saved as JSON."),
    "otherReferentiel": N_("This file is for {theirs}, and this grid for {ours}: it is not taken in."),
    "otherJuror": N_("This file is of juror {theirs}, and this grid of {ours}: it is not taken in."),
    "otherSession": N_("This file is of session {theirs}, and this grid of {ours}: it is not taken in."),
    "otherJury": N_("This file is of jury {theirs}, and this grid of {ours}: it is not taken in."),
    "otherElements": N_("This file holds {codes}, which this grid has not: it is not taken in."),
    "severalJurors": N_("This file has several jurors or attempts for {codes}: it is not taken in."),
    "none": N_("none"),
    "conflicts": N_("The file differs from what is here: {count}"),
    "conflict": N_("{candidat}, {code}: « {here} » here, « {there} » in the file"),
    "taken": N_("Entries taken in: {count}; candidates: {candidats}."),
}
