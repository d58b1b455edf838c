"""What documents are made from: their kinds, what was decided, who the candidates are, what was issued before."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from certeval.diagnostics import Place
from certeval.documents.exigences import Demand, Lacks, demands
from certeval.documents.francais import ItemCount, item_counts
from certeval.engine.verdicts import VALIDE, Plain, elements_of, part_of
from certeval.jury.candidats import Candidats, Personne
from certeval.jury.deliberation import Deliberation
from certeval.jury.file import Inscription
from certeval.jury.session import Session
from certeval.jury.sitting import Sitting
from certeval.messages import N_
from certeval.referentiel.certification import Certification
from certeval.referentiel.load import Referentiel
from certeval.registre.acquis import CERTIFICATION
from certeval.registre.corrections import CorrectedDecision
from certeval.registre.journal import JournalEntry
from certeval.text.nearest import fold

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
    Genre("publication", "publication", "Liste des admis", "session", True, True, N_("the list of the admitted")),
    Genre("badges", "badge", "Badge de bloc de compétences", "bloc", True, True, N_("a badge"), ".json"),
)  # fmt: skip
BY_WORD = {each.word: each for each in GENRES}
"""By the word of the command line."""

ISSUED_HERE = frozenset({"calcul", "jury"})
"""Where a verdict comes from that this session gives: what was acquired earlier was attested then."""
LastDocuments = Mapping[tuple[str, str, str], JournalEntry]
"""The document issued last, by genre, candidate's folded code, element; empty texts for none."""


@dataclass(frozen=True)
class Candidature:
    """One candidate: where it is first named, its results (design §4), what sheets say of its name, what it lacks; what
    it is still to be assessed on, exemptions apart, None where no session says so; the elements that leave what counts
    them, all that they would be decided by being excluded.
    """

    code: str
    place: Place
    results: Plain
    details: Mapping[str, str] = field(default_factory=dict)
    lacks: Lacks = field(default_factory=dict)
    due: Collection[str] | None = None
    exclusions: Collection[str] = frozenset()

    @property
    def certification(self) -> Plain:
        """What the certification comes to."""
        return part_of(self.results, "certification")

    @property
    def is_certified(self) -> bool:
        """Whether this session gives the certification."""
        return _is_awarded(self.certification)

    @property
    def blocs(self) -> list[Plain]:
        """The blocs that are for the candidate."""
        return elements_of(self.results, "blocs")


def _is_awarded(element: Plain) -> bool:
    return element.get("verdict") == VALIDE and element.get("origine") in ISSUED_HERE


@dataclass(frozen=True)
class Dossier:
    """All that the documents of one run are made from. Without a session, they are of sheets alone.

    `day` is the one that documents bear; `version` certeval's own; `head` the head of the journal, where a register is
    read, and `last_documents` what it says was issued before, `corrections` what was decided anew since the sitting;
    `sitting` what the session holds of candidates; `is_day_asked` whether somebody named the day.
    """

    referentiel: Referentiel
    candidatures: tuple[Candidature, ...]
    day: date
    version: str
    session: Session | None = None
    candidats: Candidats = field(default_factory=Candidats)
    head: JournalEntry | None = None
    last_documents: LastDocuments = field(default_factory=dict)
    corrections: tuple[CorrectedDecision, ...] = ()
    sitting: Sitting | None = None
    is_day_asked: bool = False

    @property
    def certification(self) -> Certification:
        return self.referentiel.model.certification

    @property
    def of_session(self) -> Session:
        """The session, of documents that are about one."""
        assert self.session is not None  # noqa: S101 -- they are asked for then alone
        return self.session

    @property
    def deliberation(self) -> Deliberation | None:
        """The sitting of the jury; None before it has met."""
        return self.session.model.deliberation if self.session else None

    @property
    def has_draw(self) -> bool:
        """Whether something was drawn by lot."""
        draws = self.session.model.tirage.values() if self.session else ()
        return any(each.is_drawn for of_part in draws for each in of_part)

    @cached_property
    def item_counts(self) -> Mapping[str, ItemCount]:
        """By element, what its rule counts."""
        return item_counts(self.referentiel)

    @cached_property
    def demands(self) -> Mapping[str, Demand]:
        """By element, what it takes of its value."""
        return demands(self.referentiel)

    def inscription(self, candidate: str) -> Inscription | None:
        """How a candidate is registered; None for one who stands in the sheets alone."""
        return self.session.inscription(candidate) if self.session else None

    def correction(self, candidature: Candidature, objet: str) -> JournalEntry | None:
        """The entry that decided something anew since the sitting, None where none did."""
        mine = (each.entry for each in self.corrections if fold(each.candidat) == fold(candidature.code))
        return next((each for each in mine if each.objet == objet), None)

    def is_awarded(self, candidature: Candidature, bloc: Plain) -> bool:
        """Whether this session gives a bloc; what an equivalence gives once another is validated is here."""
        if _is_awarded(bloc) or self.sitting is None or bloc["verdict"] != VALIDE:
            return _is_awarded(bloc)
        mine, code = self.sitting.holdings(candidature.code), bloc["code"]
        return code not in mine.acquis and any(gift.code == code for gift, _ in mine.pending_gifts)

    def day_of(self, piece: "Piece") -> date:
        """The day on which what a document says was decided, or decided anew, at the earliest that it may bear."""
        about = [piece.candidature] if piece.candidature else self.candidatures
        codes = {fold(each.code) for each in about}
        entries = [each.entry for each in self.corrections if fold(each.candidat) in codes]
        days = [each.le for each in entries if piece.objet in {"", each.objet}]
        return max([self.day, *map(date.fromisoformat, days)])

    def person(self, candidature: Candidature) -> Personne | None:
        """Who a candidate is, where the candidates’ table says it."""
        return self.candidats.person(candidature.code)


@dataclass(frozen=True)
class Piece:
    """One document to print: of what kind, about whom, about which bloc."""

    genre: Genre
    candidature: Candidature | None = None
    bloc: str = ""

    @property
    def objet(self) -> str:
        """The one decision that it attests; empty for a document that says several."""
        return self.bloc or (CERTIFICATION if self.genre.name in {"parchemin", "badge"} else "")

    @property
    def key(self) -> tuple[str, str, str]:
        """How a register's documents are told apart."""
        return self.genre.name, fold(self.candidature.code) if self.candidature else "", self.bloc


def pieces(dossier: Dossier, genre: Genre) -> Iterator[Piece]:
    """The documents of a kind, in the order of the candidates: parchemins to those who are certified alone, badges of
    the certification too where it has no bloc.
    """
    if genre.about == "session":
        yield Piece(genre)
        return
    whole = genre.name == "badge" and not dossier.referentiel.tree.below("bloc", None)
    for each in dossier.candidatures:
        if genre.about == "bloc":
            blocs = (bloc for bloc in each.blocs if dossier.is_awarded(each, bloc))
            yield from (Piece(genre, each, str(bloc["code"])) for bloc in blocs)
            if whole and each.is_certified:
                yield Piece(genre, each)
        elif genre.name != "parchemin" or each.is_certified:
            yield Piece(genre, each)
