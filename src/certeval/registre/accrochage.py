"""The ledger of what was reported to the Caisse des Dépôts: each passage under one identifier for good, what became of
it. It is read from the acts `accrochage` and `accuse` of a journal: a register's, or a file's of its own.

No act names anybody. Of what was sent of a person it keeps four signs of a digest: enough to tell that it was corrected
since, too few to find out what it was.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from sys import intern
from typing import TypeVar

from certeval.registre import suivis
from certeval.registre.base import Base, RegisterError
from certeval.registre.journal import Act, JournalEntry
from certeval.registre.ledger_file import FileStore
from certeval.registre.stores import RegisterStore, Store
from certeval.registre.suivis import KO, OK, Answer, Envoi, Flux, Nature, Refusal, Suivi, Titulaire

SPACE = uuid.UUID("6a1bb0b8-5c43-5b0e-9d35-6f0a3cf2a4de")


class Ledger:
    """What was sent and answered, passage by passage; where it is written to."""

    def __init__(self, store: Store) -> None:
        """Read it. Raises RegisterError."""
        self.store = store
        self.flux: dict[str, dict[str, Answer | None]] = {}
        """By the identifier of each flux, what was answered of each of its passages; None of those that await it."""
        self.by_id: dict[str, Suivi] = {}
        self._by_holder: dict[tuple[str, str, str], Suivi] = {}
        self._keys: dict[str, str] = {}
        self._catch_up()

    def suivis(self) -> list[Suivi]:
        """What became of each passage, in the order in which they were first sent."""
        return list(self._by_holder.values())

    def suivi(self, titulaire: Titulaire) -> Suivi | None:
        """What became of somebody’s passage; None where nothing was sent."""
        return self._by_holder.get(self._holder(titulaire))

    def id_technique(self, titulaire: Titulaire) -> str:
        """The identifier of a passage: the one that it was sent under, else the one that it will be.

        It is made of the key that the person has here, so the same is made again; who is erased from a register is not
        found from it. What was removed takes another one when it is created anew. Raises RegisterError of a candidate
        whom the register does not know.
        """
        suivi = self.suivi(titulaire)
        removed = suivi is not None and (suivi.nature, suivi.statut) == ("SUPPRESSION", OK)
        if suivi is not None and not removed:
            return suivi.id_technique
        life = suivi.lives if suivi else 0
        return str(uuid.uuid5(SPACE, "\n".join((*self._holder(titulaire), str(life)))))

    def refusal(
        self, titulaire: Titulaire, nature: Nature, *, again: bool = False, controle: str = ""
    ) -> Refusal | None:
        """Why a passage is not to be sent, None where it is.

        `again`: what was rejected is resent, where `controle` says that it was corrected; empty, this is not looked at.
        """
        suivi = self.suivi(titulaire)
        if suivi is None:
            return "never" if again or nature == "SUPPRESSION" else None
        return suivis.refusal(suivi, nature, again=again, controle=controle)

    @contextmanager
    def sending(self, flux: Sequence[Flux], instant: str, auteur: str) -> Iterator[None]:
        """Write that files are sent, kept once what is done within (putting them in their place) has succeeded.

        Raises RegisterError where another command sent one of these passages meanwhile.
        """
        with self.store.writing():
            self._catch_up()
            for each in flux:
                for envoi in each.envois:
                    self._refuse_twice(envoi)
            for each in flux:
                for part in _parts(each.envois):
                    acts = [self._sent(envoi, each) for envoi in part]
                    for entry in self.store.append(acts, instant, auteur):
                        self._take(entry)
            yield

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Alone to write: what others wrote meanwhile is known within."""
        with self.store.writing():
            self._catch_up()
            yield

    def answered(self, acts: Sequence[Act], instant: str, auteur: str) -> None:
        """Write what was answered, within `answering`."""
        for part in _parts(acts):
            for entry in self.store.append(part, instant, auteur):
                self._take(entry)

    def know(self, candidates: Iterable[str]) -> None:
        """Look many candidates up at once, which is faster than one by one."""
        self._keys.update(self.store.keys(list(candidates)))

    def _catch_up(self) -> None:
        for entry in self.store.entries():
            self._take(entry)

    def _holder(self, titulaire: Titulaire) -> tuple[str, str, str]:
        candidat = titulaire.candidat
        if candidat not in self._keys:
            self.know([candidat])
        if candidat not in self._keys:
            raise RegisterError("unknown_candidate", candidate=candidat)
        return self._keys[candidat], titulaire.certification, titulaire.session

    def _refuse_twice(self, envoi: Envoi) -> None:
        suivi = self.suivi(envoi.titulaire)
        again = suivi is not None and suivi.statut == KO
        if (
            self.refusal(envoi.titulaire, envoi.nature, again=again) is not None
            or self.id_technique(envoi.titulaire) != envoi.id_technique
        ):
            raise RegisterError("sent_meanwhile", candidate=envoi.titulaire.candidat)

    def _sent(self, envoi: Envoi, flux: Flux) -> Act:
        before = self.suivi(envoi.titulaire)
        contenu = {
            "certification": envoi.titulaire.certification,
            "controle": envoi.controle,
            "fichier": flux.fichier,
            "id_flux": flux.id_flux,
            "id_technique": envoi.id_technique,
            "nature": envoi.nature,
        }
        key, _certification, session = self._holder(envoi.titulaire)
        return Act("accrochage", contenu, session, key, envoi.id_technique, before.rang if before else 0)

    def _take(self, entry: JournalEntry) -> None:
        said = _said(entry)
        if entry.acte == "accuse":
            self._take_answer(entry, said)
            return
        ident, flux = said.get("id_technique", ""), said.get("id_flux", "")
        holder = (entry.personne, said.get("certification", ""), intern(entry.session))
        before = self._by_holder.get(holder)
        nature: Nature = "SUPPRESSION" if said.get("nature") == "SUPPRESSION" else "CREATION"
        suivi = Suivi(
            entry.personne,
            before.titulaire if before else Titulaire(self.store.code(entry.personne), *holder[1:]),
            *(ident, nature, flux, said.get("controle", ""), _day(entry, said), entry.rang),
            before.lives + (ident != before.id_technique) if before else 1,
        )
        self._by_holder[holder] = self.by_id[ident] = suivi
        self.flux.setdefault(flux, {})[ident] = None

    def _take_answer(self, entry: JournalEntry, said: Mapping[str, str]) -> None:
        ident, flux = said.get("id_technique", ""), said.get("id_flux", "")
        told = [said.get(name, "") for name in ("traitement", "statut", "message")]
        answer = Answer(told[0], told[1], told[2], _day(entry, said), entry.rang)
        self.flux.setdefault(flux, {})[ident] = answer
        suivi = self.by_id.get(ident)
        if suivi is not None and suivi.id_flux == flux:
            suivi.answer = answer


def _said(entry: JournalEntry) -> dict[str, str]:
    """What an entry says; what a great many say alike is held once."""
    return {
        name: str(each) if name == "id_technique" else intern(str(each)) for name, each in entry.said.items()
    }


def _day(entry: JournalEntry, said: Mapping[str, str]) -> str:
    """The day of an entry, as `JournalEntry.le` has it, without reading what it says again."""
    return intern(said.get("le") or entry.instant[:10])


AT_ONCE = 10_000
Row = TypeVar("Row")


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Rows, so many at a time, that few entries are held at once."""
    return (rows[i : i + AT_ONCE] for i in range(0, len(rows), AT_ONCE))


def ledger(place: Base | Path) -> Ledger:
    """The ledger of a register, or of a file, which need not be there yet. Raises RegisterError."""
    return Ledger(FileStore(place) if isinstance(place, Path) else RegisterStore(place))
