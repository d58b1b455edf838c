"""The draws of a session as its file keeps them: the digest of a secret, then what came out and all it is from."""

from typing import Annotated

from certeval.referentiel.texts import Entier, Jour, Pattern
from certeval.rules.file_model import FileModel, Present, Text, key, optional, several

DIGEST = "^sha256:[0-9a-f]{64}$"
A_DIGEST = "sha256:70f8f6d5b0c8b1f3cbb6c22b8f6db0a9b2f6dd47ac0e9b7ca8e11d3f2a5f0b1c"


class Taille(FileModel):
    """How large the groups are, where the référentiel does not say."""

    de: Entier = key("Fewest candidates", "The fewest candidates of a group.", 3)
    a: Entier = key("Most candidates", "The most candidates of a group.", 4)


class GroupeTire(FileModel):
    """A group that was drawn."""

    groupe: Text = key("Group", "The name of the group.", "G1")
    candidats: tuple[Text, ...] = key(
        "Candidates", "Its candidates, in the order drawn.", ["C003", "C001", "C004"]
    )
    cas: Present[Text] = optional("Case", "The case that the group drew.", "cas A")


class Tirage(FileModel):
    """A draw for one part of an épreuve. Until it takes place only `engagement` is said."""

    engagement: Annotated[Text, Pattern("S507", DIGEST)] = key(
        "Commitment", "The SHA-256 of the secret, published before the draw.", A_DIGEST
    )
    engage_le: Present[Jour] = optional(
        "Committed on", "The day on which the commitment was published.", "2026-05-20"
    )
    motif: Present[Text] = optional(
        "Reason", "Why it is drawn again: due of every draw but the first.", "salle évacuée"
    )
    le: Present[Jour] = optional("Drawn on", "The day of the draw.", "2026-06-01")
    secret: Present[Text] = optional(
        "Secret", "The secret that was committed to, revealed by the draw.", "3f9c…"
    )
    public: Present[Text] = optional(
        "Public words", "What was thrown aloud before those present.", "4 2 6 1 3"
    )
    taille: Present[Taille] = optional(
        "Size of groups", "How large the groups are, where the référentiel does not say.", {"de": 3, "a": 4}
    )
    presents: tuple[Text, ...] = several(
        "Present", "The candidates among whom it is drawn.", ["C001", "C003", "C004"]
    )
    cas: tuple[Text, ...] = several("Cases", "The cases to draw from.", ["cas A", "cas B"])
    groupes: tuple[GroupeTire, ...] = several(
        "Groups",
        "The groups that were drawn.",
        [{"groupe": "G1", "candidats": ["C003", "C001", "C004"], "cas": "cas B"}],
    )

    @property
    def is_drawn(self) -> bool:
        """Whether it took place: what was drawn is there, or said to be."""
        return bool(self.secret or self.public or self.groupes)
