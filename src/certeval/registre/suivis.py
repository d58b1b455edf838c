"""What became of each passage of a certification that is reported: what was sent, answered, and may be sent next.

The acts of a ledger are kept aside as they are read, so that memory does not grow with them.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from certeval.registre.acquis import Variant
from certeval.registre.base import PART, Row, temporary
from certeval.registre.journal import JournalEntry
from certeval.sources.batches import batched
from certeval.text.nearest import fold

Nature = Literal["CREATION", "SUPPRESSION"]
"""What a flux asks for: that its passages be taken, or taken back (1.1.5: `action`)."""
OmissionReason = Literal["unanswered", "accepted", "rejected", "unchanged", "never", "removed", "elsewhere"]
"""Why a passage is not sent: it awaits its report, is accepted, was rejected (and is resent on demand alone), was not
corrected since, was never sent, is removed already, or another session's is there for the same title."""
OK, KO, WHOLE = "OK", "KO", "REJET"
"""What is answered of a passage; `REJET` of all of a file that was refused whole, or never deposited."""
DIGEST_SIGNS = 4
"""Of a digest, in base 16: a correction goes unseen once in 65 536, and no name is found again from it."""


HolderKey = tuple[str, str, str]
"""A holder by folded identifier, the certification, the session."""


class Titulaire(NamedTuple):
    """Who holds what: a candidate by identifier, the code of the certification, that of the session."""

    candidat: str
    certification: str
    session: str

    @property
    def key(self) -> HolderKey:
        """What tells a holder from others."""
        return fold(self.candidat), self.certification, self.session


class Envoi(NamedTuple):
    """One passage of a flux: whose it is, under which identifier, what `controle` says of what is sent."""

    titulaire: Titulaire
    id_technique: str
    nature: Nature
    controle: str
    variant: Variant = Variant()


class SentFlux(NamedTuple):
    """One file to deposit: its identifier, the digest of its bytes, its passages."""

    id_flux: str
    fichier: str
    envois: Iterable[Envoi]


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
    variant: Variant = Variant()

    @property
    def is_there(self) -> bool:
        """Whether the State has it, or is to have it once it answers: created, or not removed as far as is known."""
        return self.statut in {"", OK} if self.nature == "CREATION" else self.statut != OK

    @property
    def statut(self) -> str:
        """OK, KO or REJET; empty while it awaits its report."""
        return self.answer.statut if self.answer else ""


def controle(content: str) -> str:
    """A few signs that tell whether what is sent of a passage changed. `content`: all of it but its identifier."""
    return hashlib.sha256(content.encode()).hexdigest()[:DIGEST_SIGNS]


def refusal(suivi: Suivi, nature: Nature, *, again: bool, controle: str) -> OmissionReason | None:
    """Why a passage that was sent is not to be sent so; None where it is. As `Ledger.refusal` has it."""
    match suivi.statut:
        case "":
            return "unanswered"
        case "KO" if suivi.nature == nature:
            if not again:
                return "rejected"
            return "unchanged" if controle and controle == suivi.controle else None
        case "REJET" if suivi.nature == nature:
            return None
    if nature == "CREATION":
        return "accepted" if suivi.is_there else None
    if suivi.is_there:
        return None
    return "rejected" if suivi.nature == "CREATION" else "removed"


ANSWER = "accuse"


class _Acte(NamedTuple):
    """A row of the table: what is sent of a passage, or what was answered."""

    rang: int
    acte: str
    le: str
    personne: str
    session: str
    certification: str
    id_technique: str
    id_flux: str
    nature: str
    controle: str
    traitement: str
    statut: str
    message: str
    rncp: str
    parcours: str

    @property
    def answer(self) -> Answer | None:
        """What was answered; None where this is what was sent."""
        if self.acte != ANSWER:
            return None
        return Answer(self.traitement, self.statut, self.message, self.le, self.rang)


CONTENT_KEYS = _Acte._fields[_Acte._fields.index("certification") :]
SCHEMA = f"""
CREATE TABLE acte (rang INTEGER PRIMARY KEY, {", ".join(f"{name} TEXT" for name in _Acte._fields[1:])});
CREATE INDEX acte_personne ON acte (personne)
"""
INSERT = f"INSERT OR REPLACE INTO acte VALUES ({', '.join('?' * len(_Acte._fields))})"  # noqa: S608 -- marks alone


class Passages:
    """The passages of a ledger, and what was answered of each in each flux."""

    def __init__(self, codes: Callable[[Iterable[str]], Mapping[str, str]]) -> None:
        """`codes`: the identifiers of persons, by their keys."""
        self._base = temporary(SCHEMA)
        self._codes = codes

    def take(self, entries: Iterable[tuple[JournalEntry, Mapping[str, object]]]) -> None:
        """Keep more entries, each with what it says."""
        for part in batched(entries, PART):
            self._base.many(INSERT, [_row(entry, values) for entry, values in part])

    def each(self) -> Iterator[Suivi]:
        """What became of all, in the order in which they were first sent."""
        return self._suivis(self._base.rows("SELECT * FROM acte ORDER BY rang"))

    def flux(self) -> list[str]:
        """The identifier of each flux, in the order in which they were sent."""
        rows = self._base.rows("SELECT id_flux FROM acte GROUP BY id_flux ORDER BY MIN(rang)")
        return [str(ident) for (ident,) in rows]

    def answers(self, id_flux: str) -> dict[str, Answer | None]:
        """What was answered of each passage of a flux, in the order in which they were sent; None of what awaits it."""
        rows = self._base.each("SELECT * FROM acte WHERE id_flux = ? ORDER BY rang", id_flux)
        return {act.id_technique: act.answer for act in map(_Acte._make, rows)}

    def among(self, column: Literal["personne", "id_technique"], values: Iterable[str]) -> Iterator[Suivi]:
        """What became of the passages of some persons, by their keys, or of some identifiers: of each in the order in
        which they were first sent.
        """
        self._base.run(f"CREATE INDEX IF NOT EXISTS acte_{column} ON acte ({column})")
        sql = f"SELECT * FROM acte WHERE {column} IN {{these}} ORDER BY rang"  # noqa: S608
        for part in batched(values, PART):
            yield from self._suivis(list(self._base.among(sql, part)))

    def _suivis(self, rows: list[Row]) -> Iterator[Suivi]:
        """What became of passages, from all that was written of them, in order."""
        acts = list(map(_Acte._make, rows))
        codes = self._codes({act.personne for act in acts})
        by_identifier: dict[str, Suivi] = {}
        late_answers: dict[
            str, dict[str, Answer | None]
        ] = {}  # by identifier, of each flux before the last one
        for act in acts:
            before = by_identifier.get(act.id_technique)
            if act.acte != ANSWER:
                titulaire = Titulaire(codes.get(act.personne, ""), act.certification, act.session)
                by_identifier[act.id_technique] = _suivi(act, titulaire)
            elif before is not None and before.id_flux == act.id_flux:
                by_identifier[act.id_technique] = before._replace(answer=act.answer)
            elif before is not None and before.nature == "CREATION":
                late_answers.setdefault(act.id_technique, {})[act.id_flux] = act.answer
        for ident, answers in late_answers.items():
            last = by_identifier[ident]
            if last.nature == "CREATION" and last.statut != OK:  # accepted of an earlier flux, it is there
                acceptance = next(
                    (each for each in answers.values() if each and each.statut == OK), last.answer
                )
                by_identifier[ident] = last._replace(answer=acceptance)
        yield from by_identifier.values()


def _suivi(act: _Acte, titulaire: Titulaire) -> Suivi:
    nature: Nature = "SUPPRESSION" if act.nature == "SUPPRESSION" else "CREATION"
    about = (act.id_flux, act.controle, act.le)
    variant = Variant(act.rncp, act.parcours)
    return Suivi(act.personne, titulaire, act.id_technique, nature, *about, act.rang, None, variant)


def _row(entry: JournalEntry, values: Mapping[str, object]) -> Row:
    le = str(values.get("le") or entry.instant[:10])
    texts = (str(values.get(key, "")) for key in CONTENT_KEYS)
    return (entry.rang, entry.acte, le, entry.personne, entry.session, *texts)
