"""One passage of a certification as it is reported: what is sent of it, what is answered, what may be sent next."""

import hashlib
from collections.abc import Sequence
from typing import Literal, NamedTuple

Nature = Literal["CREATION", "SUPPRESSION"]
"""What a flux asks for: that its passages be taken, or taken back (1.1.5: `action`)."""
Refusal = Literal["unanswered", "accepted", "rejected", "unchanged", "never", "removed"]
"""Why a passage is not sent: it awaits its report, is accepted, was rejected (and is resent on demand alone), was not
corrected since, was never sent, or is removed already."""
OK, KO, WHOLE = "OK", "KO", "REJET"
"""What is answered of a passage; `REJET` of all of a file that was refused whole, or never deposited."""
SIGNS_KEPT = 4
"""Of a digest, in base 16: a correction goes unseen once in 65 536, and no name is found again from it."""


class Titulaire(NamedTuple):
    """Who holds what: a candidate by identifier, the code of the certification, that of the session."""

    candidat: str
    certification: str
    session: str


class Envoi(NamedTuple):
    """One passage of a flux: whose it is, under which identifier, what `controle` says of what is sent."""

    titulaire: Titulaire
    id_technique: str
    nature: Nature
    controle: str


class Flux(NamedTuple):
    """One file to deposit: its identifier, the digest of its bytes, its passages."""

    id_flux: str
    fichier: str
    envois: Sequence[Envoi]


class Answer(NamedTuple):
    """What was answered of a passage: the number of the processing, OK, KO or REJET, the message as it was, the day,
    and the rank of the entry that says so.
    """

    traitement: str
    statut: str
    message: str
    le: str
    rang: int


class Suivi(NamedTuple):
    """What became of a passage: how it was last sent, and what was answered to that, if anything was.

    `personne` is its key in the journal; `candidat` is empty of somebody who was erased since.
    """

    personne: str
    titulaire: Titulaire
    id_technique: str
    nature: Nature
    id_flux: str
    controle: str
    le: str
    rang: int
    answer: Answer | None

    @property
    def statut(self) -> str:
        """OK, KO or REJET; empty while it awaits its report."""
        return self.answer.statut if self.answer else ""


def controle(content: str) -> str:
    """A few signs that tell whether what is sent of a passage changed. `content`: all of it but its identifier."""
    return hashlib.sha256(content.encode()).hexdigest()[:SIGNS_KEPT]


def refusal(suivi: Suivi, nature: Nature, *, again: bool, controle: str) -> Refusal | None:
    """Why a passage that was sent is not to be sent so; None where it is. As `Ledger.refusal` has it."""
    created = suivi.nature == "CREATION"
    match suivi.statut:
        case "":
            return "unanswered"
        case "KO" if suivi.nature == nature:
            if not again:
                return "rejected"
            return "unchanged" if controle and controle == suivi.controle else None
        case "REJET" if suivi.nature == nature:
            return None
    there = created == (suivi.statut == OK)
    if nature == "CREATION":
        return "accepted" if there else None
    if there:
        return None
    return "rejected" if created else "removed"
