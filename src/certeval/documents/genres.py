"""The documents that an exam office hands out: what each is called, what it is about, at what stage it is due."""

from typing import Literal, NamedTuple

from certeval.messages import N_

About = Literal["session", "candidat", "bloc"]
"""What one document is about: the whole session, a candidate, a bloc that a candidate validated."""


class Genre(NamedTuple):
    """A kind of document. `word` is what the command line calls it, and its folder; `name` its template’s file."""

    word: str
    name: str
    title: str
    about: About
    after_deliberation: bool
    """Whether the jury has to have met; else it is handed out before."""
    in_journal: bool
    """Whether the register keeps that it was handed out."""
    words: str
    """How a finding calls one."""
    suffix: str = ".pdf"
    """What its files are called by: what is no PDF is for programs, made on demand alone, and no template prints it."""

    @property
    def is_pdf(self) -> bool:
        return self.suffix == ".pdf"


GENRES = (
    Genre("pv", "pv", "Procès-verbal de délibération", "session", True, True, N_("the procès-verbal")),
    Genre("releves", "releve", "Relevé de résultats", "candidat", True, True, N_("a relevé")),
    Genre("notifications", "notification", "Notification de décision", "candidat", True, True, N_("a notification")),
    Genre("attestations", "attestation", "Attestation de bloc de compétences", "bloc", True, True,
          N_("an attestation of bloc")),
    Genre("parchemins", "parchemin", "Parchemin", "candidat", True, True, N_("a parchemin")),
    Genre("convocations", "convocation", "Convocation", "candidat", False, False, N_("a convocation")),
    Genre("emargement", "emargement", "Feuille d’émargement", "session", False, False, N_("the sheet of signatures")),
    Genre("tirage", "tirage", "Tirage au sort", "session", False, False, N_("the draw")),
    Genre("publication", "publication", "Liste des admis", "session", True, False, N_("the list of the admitted")),
    Genre("badges", "badge", "Badge de bloc de compétences", "bloc", True, True, N_("a badge"), ".json"),
)  # fmt: skip
BY_WORD = {each.word: each for each in GENRES}
"""By the word of the command line."""
