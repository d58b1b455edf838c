"""The documents that an exam office hands out: what each is called, what it is about, at what stage it is due."""

from typing import Literal, NamedTuple

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
    suffix: str = ".pdf"
    """What its files are called by: what is no PDF is for programs, made on demand alone, and no template prints it."""

    @property
    def is_pdf(self) -> bool:
        return self.suffix == ".pdf"


GENRES = (
    Genre("pv", "pv", "Procès-verbal de délibération", "session", True, True),
    Genre("releves", "releve", "Relevé de résultats", "candidat", True, True),
    Genre("notifications", "notification", "Notification de décision", "candidat", True, True),
    Genre("attestations", "attestation", "Attestation de bloc de compétences", "bloc", True, True),
    Genre("parchemins", "parchemin", "Parchemin", "candidat", True, True),
    Genre("convocations", "convocation", "Convocation", "candidat", False, False),
    Genre("emargement", "emargement", "Feuille d’émargement", "session", False, False),
    Genre("tirage", "tirage", "Tirage au sort", "session", False, False),
    Genre("publication", "publication", "Liste des admis", "session", True, False),
    Genre("badges", "badge", "Badge de bloc de compétences", "bloc", True, True, ".json"),
)
BY_WORD = {each.word: each for each in GENRES}
"""By the word of the command line."""
