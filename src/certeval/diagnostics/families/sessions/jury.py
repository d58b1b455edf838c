"""Who sits, whether they may, and how many are needed."""

from certeval.diagnostics.model import Kind, Severity
from certeval.messages import N_

JURY_COMPOSITION = Kind(
    "S211",
    Severity.ERROR,
    N_("the jury has {count} members, and its rules want {wanted}"),
    N_("declare every member under `membres`, or the rules of this jury under `regles`"),
)
JURY_EXTERNALS = Kind(
    "S212",
    Severity.ERROR,
    N_("{count} of the {members} members are external, and the rules of the jury want {wanted}"),
    N_("say of each member whether `externe` is oui or non"),
)
PRESIDENTS = Kind(
    "S213",
    Severity.ERROR,
    N_("a jury has one president, and this one has {count}"),
    N_("`role: president` says which member presides"),
)
NO_QUORUM = Kind(
    "S214",
    Severity.ERROR,
    N_("{count} members are present, and the quorum is {wanted}"),
    N_("the jury can’t deliberate: what it decides would be void; meet again, or say who was present"),
)
NO_EXTERNAL_QUORUM = Kind(
    "S215",
    Severity.ERROR,
    N_("{count} members present are external, and the quorum is {wanted}"),
    N_("the jury can’t deliberate: what it decides would be void; meet again, or say who was present"),
)
MEMBER_TIED = Kind(
    "S216",
    Severity.ERROR,
    N_("{member} is tied to {candidat} ({nature}), and is present when this is decided"),
    N_(
        "a member so tied leaves for that candidate: `mouvements: [{{membre: {member}, sort: …, pour: {candidat}}}]`"
    ),
)
AUTHORISATION_ENDED = Kind(
    "S217",
    Severity.ERROR,
    N_("the authorisation of {member} ended on {until}, before the sitting of {sitting}"),
    N_("renew it, or have another member sit"),
)
NOT_DESIGNATED = Kind(
    "S218",
    Severity.ERROR,
    N_("nothing says by which act the jury was designated before it sat on {sitting}"),
    N_("a deliberation may be annulled for want of this proof: `designation: {{par: …, le: …, acte: …}}`"),
)
HOURS_REVERSED = Kind(
    "S219",
    Severity.ERROR,
    N_("this is at {hour}, and the sitting is from {begin} to {end}"),
    N_("say the hours of the sitting and of each movement in their order"),
)
BACK_BEFORE_LEAVING = Kind(
    "S221",
    Severity.ERROR,
    N_("{member} comes back at {hour}, and leaves at {leaves}"),
    N_("whoever leaves comes back later: the minutes say between which hours a member was away"),
)
NOT_PRESENT = Kind(
    "S220",
    Severity.ERROR,
    N_("{member} is not among those present"),
    N_("say every member who sat under `presents`"),
)
