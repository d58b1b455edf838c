"""What the Caisse des Dépôts answers of a passage that it rejects, in plain words, and the way out.

It publishes how it looks for a holder: by name at birth, first name, sex and year of birth; where several are found, by
month and day too; then by commune and all else that was sent, against the identities that the Cnav keeps. The messages
below are those that were published; any other is given as it stands.
"""

from typing import NamedTuple

from certeval.messages import N_
from certeval.text.nearest import fold


class Cause(NamedTuple):
    """What a message means, and what to do about it: msgids."""

    cause: str
    way: str


UNKNOWN = Cause(
    "",
    N_(
        "read the message; the guide of the Caisse des Dépôts on files treated with errors says more, or its support"
    ),
)
NOT_SAID = Cause(
    "",
    N_(
        "the report says nothing of it: see on the portal what became of this passage, or ask the Caisse des Dépôts"
    ),
)
CAUSES = {
    "aucun titulaire ne correspond aux critères obligatoires": Cause(
        N_("nobody has this name at birth, first name, sex and year of birth"),
        N_(
            "compare with an identity document: name at birth (not the one in use), first name in full, accents and "
            "hyphens, sex, year of birth"
        ),
    ),
    "aucun titulaire ne correspond aux critères enrichis du jour et du mois de naissance": Cause(
        N_("several persons have this name and year of birth, and none this day and month"),
        N_("compare the day and the month of birth with an identity document: they may be swapped"),
    ),
    "aucun titulaire ne correspond aux critères de réconciliation": Cause(
        N_("several persons have this name and date of birth, and none all else that was sent"),
        N_(
            "compare the commune or the country of birth, and the other first names, with an identity document; leave "
            "out what is not certain"
        ),
    ),
    "plusieurs titulaires ont été identifiés": Cause(
        N_("several persons have what was sent: it does not tell which one it is"),
        N_("add what is missing: day and month of birth, commune of birth, other first names, or the NIR"),
    ),
}
_FOLDED = {fold(message): cause for message, cause in CAUSES.items()}


SEPARATOR = " ; "
"""What stands between the messages of one passage."""


def of(message: str) -> Cause:
    """The cause that a message of the Caisse des Dépôts tells; `UNKNOWN` of one that is not known, `NOT_SAID` where
    there is none.
    """
    if not message:
        return NOT_SAID
    return _FOLDED.get(fold(message).rstrip(".;"), UNKNOWN)


def of_all(messages: str) -> list[Cause]:
    """The causes of all the messages of a passage, each once; those that are not known last."""
    found = dict.fromkeys(map(of, messages.split(SEPARATOR)))
    return sorted(found, key=lambda cause: cause is UNKNOWN)
