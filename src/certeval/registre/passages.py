"""What became of each passage, kept aside as a ledger is read, so that memory does not grow with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from certeval.registre.base import Row, parts, temporary
from certeval.registre.journal import JournalEntry
from certeval.registre.suivis import Answer, Suivi, Titulaire

SCHEMA = """
CREATE TABLE passage (
  id_technique TEXT PRIMARY KEY, personne TEXT, certification TEXT, session TEXT, nature TEXT,
  id_flux TEXT, controle TEXT, le TEXT, rang INTEGER, premier INTEGER
);
CREATE INDEX passage_personne ON passage (personne);
CREATE TABLE envoi (
  numero INTEGER PRIMARY KEY, id_flux TEXT, id_technique TEXT,
  traitement TEXT, statut TEXT, message TEXT, le TEXT, rang INTEGER,
  UNIQUE (id_flux, id_technique)
)
"""
SENT = """
INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id_technique) DO UPDATE SET
  nature = excluded.nature, id_flux = excluded.id_flux, controle = excluded.controle,
  le = excluded.le, rang = excluded.rang
"""
ANSWERED = """
INSERT INTO envoi (id_flux, id_technique, traitement, statut, message, le, rang) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id_flux, id_technique) DO UPDATE SET
  traitement = excluded.traitement, statut = excluded.statut, message = excluded.message,
  le = excluded.le, rang = excluded.rang
"""
KEPT = """
SELECT personne, certification, session, passage.id_technique, nature, passage.id_flux, controle, passage.le,
  passage.rang, envoi.traitement, envoi.statut, envoi.message, envoi.le, envoi.rang
FROM passage LEFT JOIN envoi ON envoi.id_flux = passage.id_flux AND envoi.id_technique = passage.id_technique
"""
IN_ORDER = "ORDER BY premier"


class Passages:
    """The passages of a ledger, and what was answered of each in each flux."""

    def __init__(self, codes: Callable[[Iterable[str]], Mapping[str, str]]) -> None:
        """`codes`: the identifiers of persons, by their keys."""
        self._base = temporary(SCHEMA)
        self._codes = codes

    def take(self, entries: Iterable[JournalEntry]) -> None:
        """Read more entries, in order. Raises RegisterError at one that was altered."""
        for acte, same in groupby(entries, key=attrgetter("acte")):
            for part in parts(same):
                said = [(each, {name: str(text) for name, text in each.said.items()}) for each in part]
                if acte != "accuse":
                    self._base.many(SENT, [_sent(entry, told) for entry, told in said])
                self._base.many(ANSWERED, [_answered(entry, told) for entry, told in said])

    def of_people(self, people: Iterable[str]) -> Iterator[Suivi]:
        """What became of the passages of some persons, by their keys: those of each in the order in which they were
        first sent.
        """
        return self._suivis(self._base.among(f"{KEPT} WHERE personne IN {{these}} {IN_ORDER}", people))

    def named(self, idents: Iterable[str]) -> Iterator[Suivi]:
        """What became of the passages of some identifiers."""
        return self._suivis(self._base.among(f"{KEPT} WHERE passage.id_technique IN {{these}}", idents))

    def each(self) -> Iterator[Suivi]:
        """What became of all, in the order in which they were first sent."""
        return self._suivis(self._base.each(f"{KEPT} {IN_ORDER}"))

    def flux(self) -> list[str]:
        """The identifier of each flux, in the order in which they were sent."""
        rows = self._base.rows("SELECT id_flux FROM envoi GROUP BY id_flux ORDER BY MIN(numero)")
        return [str(ident) for (ident,) in rows]

    def answers(self, id_flux: str) -> dict[str, Answer | None]:
        """What was answered of each passage of a flux, in the order in which they were sent; None of what awaits it."""
        rows = self._base.rows(
            "SELECT id_technique, traitement, statut, message, le, rang FROM envoi WHERE id_flux = ? ORDER BY numero",
            id_flux,
        )
        return {str(ident): _answer(told) for ident, *told in rows}

    def _suivis(self, rows: Iterable[Row]) -> Iterator[Suivi]:
        for part in parts(rows):
            codes = self._codes({personne for personne, *_others in part})
            for personne, certification, session, ident, nature, flux, controle, le, rang, *told in part:
                titulaire = Titulaire(codes.get(personne, ""), certification, session)
                yield Suivi(personne, titulaire, ident, nature, flux, controle, le, rang, _answer(told))


def _sent(entry: JournalEntry, said: Mapping[str, str]) -> Row:
    nature = "SUPPRESSION" if said.get("nature") == "SUPPRESSION" else "CREATION"
    return (
        *(said.get("id_technique", ""), entry.personne, said.get("certification", ""), entry.session, nature),
        *(said.get("id_flux", ""), said.get("controle", ""), _day(entry, said), entry.rang, entry.rang),
    )


def _answered(entry: JournalEntry, said: Mapping[str, str]) -> Row:
    """What an entry says of a passage in a flux: that it is sent, and awaits its answer, or what was answered."""
    about = (said.get("id_flux", ""), said.get("id_technique", ""))
    if entry.acte != "accuse":
        return (*about, None, None, None, None, None)
    told = (said.get(name, "") for name in ("traitement", "statut", "message"))
    return (*about, *told, _day(entry, said), entry.rang)


def _day(entry: JournalEntry, said: Mapping[str, str]) -> str:
    """The day of an entry, as `JournalEntry.le` has it, without reading what it says again."""
    return said.get("le") or entry.instant[:10]


def _answer(told: Sequence[object]) -> Answer | None:
    return None if told[0] is None else Answer(*told)  # type: ignore[arg-type]
