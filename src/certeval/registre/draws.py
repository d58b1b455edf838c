"""Draws by lot in the journal: an entry each, with all that it is computed from; a later one says which it follows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from certeval.registre.base import Base
from certeval.registre.journal import Act, JournalEntry, append, entries

ACTE = "tirage"


@contextmanager
def written(
    base: Base, session: str, partie: str, contenu: Mapping[str, object], *, instant: str, auteur: str
) -> Iterator[JournalEntry]:
    """Append a draw for a part, kept once what is done within has succeeded; an error there leaves the journal as it
    was. The entry replaces the draw of the same part before it, which stays readable.
    """
    with base.writing():
        before = entries(base, session=session)
        ranks = [each.rang for each in before if (each.acte, each.objet) == (ACTE, partie)]
        act = Act("tirage", contenu, session, objet=partie, remplace=ranks[-1] if ranks else 0)
        yield append(base, [act], instant, auteur)[0]
