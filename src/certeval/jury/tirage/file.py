"""The draws of a session as its file keeps them: the digest of a secret, then what came out and all it is from."""

from typing import Annotated

from certeval.referentiel.texts import Entier, Jour, Pattern
from certeval.rules.file_model import About, FileModel, Present, Text

DIGEST = "^sha256:[0-9a-f]{64}$"
A_DIGEST = "sha256:70f8f6d5b0c8b1f3cbb6c22b8f6db0a9b2f6dd47ac0e9b7ca8e11d3f2a5f0b1c"


class Taille(FileModel):
    """How large the groups are, where the référentiel does not say."""

    de: Annotated[Entier, About("Fewest candidates", "The fewest candidates of a group.").like(3)]
    a: Annotated[Entier, About("Most candidates", "The most candidates of a group.").like(4)]


class GroupeTire(FileModel):
    """A group that was drawn."""

    groupe: Annotated[Text, About("Group", "The name of the group.").like("G1")]
    candidats: Annotated[
        tuple[Text, ...],
        About("Candidates", "Its candidates, in the order drawn.").like(["C003", "C001", "C004"]),
    ]
    cas: Annotated[Present[Text], About("Case", "The case that the group drew.").like("cas A")] = None


class Tirage(FileModel):
    """A draw for one part of an épreuve. Until it takes place only `engagement` is said."""

    engagement: Annotated[
        Annotated[Text, Pattern("S507", DIGEST)],
        About("Commitment", "The SHA-256 of the secret, published before the draw.").like(A_DIGEST),
    ]
    engage_le: Annotated[
        Present[Jour],
        About("Committed on", "The day on which the commitment was published.").like("2026-05-20"),
    ] = None
    motif: Annotated[
        Present[Text],
        About("Reason", "Why it is drawn again: due of every draw but the first.").like("salle évacuée"),
    ] = None
    le: Annotated[Present[Jour], About("Drawn on", "The day of the draw.").like("2026-06-01")] = None
    secret: Annotated[
        Present[Text],
        About("Secret", "The secret that was committed to, revealed by the draw.").like("3f9c…"),
    ] = None
    public: Annotated[
        Present[Text], About("Public words", "What was thrown aloud before those present.").like("4 2 6 1 3")
    ] = None
    taille: Annotated[
        Present[Taille],
        About("Size of groups", "How large the groups are, where the référentiel does not say.").like(
            {"de": 3, "a": 4}
        ),
    ] = None
    presents: Annotated[
        tuple[Text, ...],
        About("Present", "The candidates among whom it is drawn.").like(["C001", "C003", "C004"]),
    ] = ()
    cas: Annotated[tuple[Text, ...], About("Cases", "The cases to draw from.").like(["cas A", "cas B"])] = ()
    groupes: Annotated[
        tuple[GroupeTire, ...],
        About("Groups", "The groups that were drawn.").like(
            [{"groupe": "G1", "candidats": ["C003", "C001", "C004"], "cas": "cas B"}]
        ),
    ] = ()

    @property
    def is_drawn(self) -> bool:
        """Whether it took place: what was drawn is there, or said to be."""
        return bool(self.secret or self.public or self.groupes)
