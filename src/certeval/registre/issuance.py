"""What is written into the journal before it takes effect: documents that are handed out, draws by lot."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from certeval.registre import personnes
from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import Act, Acte, JournalEntry, append, entries
from certeval.text.nearest import fold

ACTE: Acte = "document"
CHANGES: Collection[Acte] = (ACTE, "rectification", "retrait")
"""What makes a document that is being printed other than it should be."""


class IssuedDocument(NamedTuple):
    """One document handed out. `genre` is its kind, `candidat` an identifier and `bloc` a code, empty for none."""

    genre: str
    title: str
    candidat: str
    bloc: str
    empreinte: str
    gabarit: str

    @property
    def objet(self) -> str:
        """What its entry is about: the kind, and the bloc where it is about one."""
        return f"{self.genre} {self.bloc}".strip()


def is_registered(base: Base, session: str) -> bool:
    """Whether a session was written into the register."""
    return bool(base.rows("SELECT 1 FROM session WHERE code = ?", session))


def last_documents(base: Base, session: str) -> dict[tuple[str, str, str], JournalEntry]:
    """The document of a session issued last, by kind, candidate's folded code and bloc."""
    codes = personnes.codes(base)
    documents: dict[tuple[str, str, str], JournalEntry] = {}
    for entry in entries(base, session=session):
        if entry.acte == ACTE:
            genre, _, bloc = entry.objet.partition(" ")
            documents[genre, fold(codes.get(entry.personne, "")), bloc] = entry
    return documents


@contextmanager
def append_draw(
    base: Base, session: str, partie: str, contenu: Mapping[str, object], *, instant: str, auteur: str
) -> Iterator[JournalEntry]:
    """Append a draw for a part, with all that it is computed from, kept once what is done within has succeeded; an
    error there leaves the journal as it was. The entry replaces the draw of the same part before it.
    """
    with base.transaction():
        before = entries(base, session=session)
        ranks = [each.rang for each in before if (each.acte, each.objet) == ("tirage", partie)]
        act = Act("tirage", contenu, session, objet=partie, remplace=ranks[-1] if ranks else 0)
        yield append(base, [act], instant, auteur)[0]


@contextmanager
def append_documents(
    base: Base,
    documents: Sequence[IssuedDocument],
    session: str,
    about: Mapping[str, object],
    *,
    instant: str,
    auteur: str,
    since: int | None = None,
) -> Iterator[list[JournalEntry]]:
    """Append an entry for each document, kept once what is done within has succeeded: nobody is handed out what the
    journal does not know. Each replaces the one before it of the same kind, person and bloc. `about` is said of all.

    `since` is the last entry that they were made from. Raises RegisterError where another command issued documents of
    the same persons since, or corrected a decision of theirs.
    """
    with base.transaction():
        keys = personnes.existing_keys(
            base, dict.fromkeys(each.candidat for each in documents if each.candidat)
        )
        persons = {keys.get(each.candidat, "") for each in documents}
        if since is not None and any(
            each.rang > since and each.acte in CHANGES and each.personne in persons
            for each in entries(base, session=session)
        ):
            raise RegisterError("issued_meanwhile")
        before = last_documents(base, session)
        acts = []
        for each in documents:
            old = before.get((each.genre, fold(each.candidat), each.bloc))
            contenu = {"document": each.title, "empreinte": each.empreinte, "gabarit": each.gabarit}
            key, rang = keys.get(each.candidat, ""), old.rang if old else 0
            acts.append(Act("document", {**about, **contenu}, session, key, each.objet, rang))
        yield append(base, acts, instant, auteur)
