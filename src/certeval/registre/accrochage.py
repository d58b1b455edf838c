"""The ledger of what was reported to the Caisse des Dépôts: each passage under one identifier for good, what became of
it. It is read from the acts `accrochage` and `accuse` of a journal: a register's, or a file's of its own.

No act names anybody. Of what was sent of a person it keeps four signs of a digest: enough to tell that it was corrected
since, too few to find out what it was.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from certeval.registre import journal, personnes, suivis
from certeval.registre.acquis import Variant
from certeval.registre.base import PART, Base, RegisterError
from certeval.registre.holders import session_facts
from certeval.registre.journal import Act, JournalEntry
from certeval.registre.ledger_file import FileStore
from certeval.registre.suivis import OK, Envoi, Nature, OmissionReason, Passages, SentFlux, Suivi, Titulaire
from certeval.sources.batches import batched

ACTES: tuple[journal.Acte, ...] = ("accrochage", "accuse")


class RegisterStore:
    """The entries of a register, which knows persons by keys, and the number that a session applied."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._read = 0
        self.number: Callable[[str], str] = cache(lambda session: session_facts(base, session)[1])
        self.keys, self.codes = partial(personnes.existing_keys, base), partial(personnes.codes, base)
        self.names = partial(personnes.names, base)
        self.transaction, self.append = base.transaction, partial(journal.append, base)

    def entries(self) -> Iterator[JournalEntry]:
        """Those of the ledger’s acts that were not read yet, in order."""
        for entry in journal.authentic_entries(journal.each_entry(self._base, ACTES, self._read + 1)):
            self._read = entry.rang
            yield entry


Store = RegisterStore | FileStore
"""Where entries are kept: the key of each candidate that it knows, by key the identifier of each person who was not
erased.
"""
SPACE = uuid.UUID("6a1bb0b8-5c43-5b0e-9d35-6f0a3cf2a4de")
Holder = tuple[str, str]
"""A person by its key, the certification."""


class Ledger:
    """What was sent and answered, passage by passage; where it is written to."""

    def __init__(self, store: Store) -> None:
        """Read it. Raises RegisterError."""
        self.store = store
        self.passages = Passages(store.codes)
        self._keys: dict[str, str] = {}
        self._by_holder: dict[Holder, list[Suivi]] = {}
        self._catch_up()

    def suivis(self) -> list[Suivi]:
        """What became of each passage, in the order in which they were first sent."""
        last = {(each.personne, *each.titulaire[1:]): each for each in self.passages.each()}
        return list(last.values())

    @property
    def is_of_register(self) -> bool:
        """Whether a register keeps it, for which an identifier is one person’s."""
        return isinstance(self.store, RegisterStore)

    def suivi(self, titulaire: Titulaire) -> Suivi | None:
        """What became of somebody’s passage; None where nothing was sent."""
        lives = self._lives(titulaire)
        return lives[-1] if lives else None

    def by_identifier(self, idents: Iterable[str]) -> dict[str, Suivi]:
        """What became of the passages of some identifiers."""
        return {each.id_technique: each for each in self.passages.among("id_technique", idents)}

    def id_technique(self, titulaire: Titulaire) -> str:
        """The identifier of a passage: the one that it was sent under, else the one that it will be.

        It is made of the key that the person has here, so the same is made again; who is erased from a register is not
        found from it. What was removed takes another one when it is created anew. Raises RegisterError of a candidate
        whom the register does not know.
        """
        suivi = self.suivi(titulaire)
        is_removed = suivi is not None and (suivi.nature, suivi.statut) == ("SUPPRESSION", OK)
        if suivi is not None and not is_removed:
            return suivi.id_technique
        life = len(self._lives(titulaire))
        holder = *self._holder(titulaire), titulaire.session
        return str(uuid.uuid5(SPACE, "\n".join((*holder, str(life)))))

    def elsewhere(self, titulaire: Titulaire, variant: Variant) -> Suivi | None:
        """The passage of another session by which the State has the same title of the same person; None for none."""
        holder = self._holder(titulaire)
        every = self._by_holder.get(holder, ())
        last = {each.titulaire.session: each for each in every if each.titulaire.session != titulaire.session}
        for each in last.values():
            if each.is_there:  # older acts don't say the number of a title
                rncp = each.variant.rncp or self.store.number(each.titulaire.session)
                if each.variant._replace(rncp=rncp).may_be(variant):
                    return each
        return None

    def refusal(
        self, titulaire: Titulaire, nature: Nature, *, again: bool = False, controle: str = ""
    ) -> OmissionReason | None:
        """Why a passage is not to be sent, None where it is.

        `again`: what was rejected is resent, where `controle` says that it was corrected; empty, this is not looked at.
        """
        suivi = self.suivi(titulaire)
        if suivi is None:
            return "never" if again or nature == "SUPPRESSION" else None
        return suivis.refusal(suivi, nature, again=again, controle=controle)

    @contextmanager
    def send(self, flux: Sequence[SentFlux], instant: str, auteur: str) -> Iterator[None]:
        """Write that files are sent, kept once what is done within (putting them in their place) has succeeded.

        Raises RegisterError where another command sent one of these passages meanwhile.
        """
        with self.store.transaction():
            self._catch_up()
            for each in flux:
                for part in batched(each.envois, PART):
                    self.know(envoi.titulaire.candidat for envoi in part)
                    self._append([self._send_act(envoi, each) for envoi in part], instant, auteur)
            yield

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Alone to write: what others wrote meanwhile is known within."""
        with self.store.transaction():
            self._catch_up()
            yield

    def record_answers(self, acts: Sequence[Act], instant: str, auteur: str) -> None:
        """Write what was answered, within `lock`."""
        for part in batched(acts, PART):
            self._append(part, instant, auteur)

    def know(self, candidates: Iterable[str]) -> None:
        """Look some candidates up at once, which is faster than one by one; those before them are looked up anew."""
        self._keys, self._by_holder = dict(self.store.keys(list(candidates))), {}
        for each in self.passages.among("personne", set(self._keys.values())):
            self._by_holder.setdefault((each.personne, each.titulaire.certification), []).append(each)

    def _catch_up(self) -> None:
        self.passages.take((entry, entry.values) for entry in self.store.entries())
        self._keys, self._by_holder = {}, {}

    def _append(self, acts: Sequence[Act], instant: str, auteur: str) -> None:
        entries = self.store.append(acts, instant, auteur)
        self.passages.take(zip(entries, (act.contenu for act in acts), strict=True))
        self._keys, self._by_holder = {}, {}

    def _lives(self, titulaire: Titulaire) -> Sequence[Suivi]:
        """What was sent of somebody, under one identifier after another."""
        holder = self._holder(titulaire)
        every = self._by_holder.get(holder, ())
        return [each for each in every if each.titulaire.session == titulaire.session]

    def _holder(self, titulaire: Titulaire) -> Holder:
        candidat = titulaire.candidat
        if candidat not in self._keys:
            self.know([candidat])
        if candidat not in self._keys:
            raise RegisterError("unknown_candidate", candidate=candidat)
        return self._keys[candidat], titulaire.certification

    def _send_act(self, envoi: Envoi, flux: SentFlux) -> Act:
        """The act that says that a passage is sent, unless it was meanwhile."""
        before = self.suivi(envoi.titulaire)
        if (
            self.refusal(envoi.titulaire, envoi.nature, again=before is not None) is not None
            or self.id_technique(envoi.titulaire) != envoi.id_technique
        ):
            raise RegisterError("sent_meanwhile", candidate=envoi.titulaire.candidat)
        contenu = {
            "certification": envoi.titulaire.certification,
            "controle": envoi.controle,
            "fichier": flux.fichier,
            "id_flux": flux.id_flux,
            "id_technique": envoi.id_technique,
            "nature": envoi.nature,
        } | {key: text for key, text in envoi.variant._asdict().items() if text}
        key, _certification = self._holder(envoi.titulaire)
        remplace = before.rang if before else 0
        return Act("accrochage", contenu, envoi.titulaire.session, key, envoi.id_technique, remplace)


def ledger(place: Base | Path) -> Ledger:
    """The ledger of a register, or of a file, which need not be there yet. Raises RegisterError."""
    return Ledger(FileStore(place) if isinstance(place, Path) else RegisterStore(place))
