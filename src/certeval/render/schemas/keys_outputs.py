"""What a key says in the files that certeval writes, where its name does not tell."""

from certeval.messages import N_
from certeval.render.schemas.said import Said

KEYS = {
    "valeur": Said(
        N_("Value reached"),
        N_(
            "A whole number, a text that holds an exact number or a level; "
            "an interval while not everything is known."
        ),
        "31/3",
        ["0", "20"],
    ),
}
