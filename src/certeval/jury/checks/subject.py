"""What the checks of a session look at, and what several of them say."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from certeval.diagnostics import Finding, Kind, Path
from certeval.diagnostics.families import sessions as kinds
from certeval.diagnostics.model import Word
from certeval.jury.candidats import Candidats
from certeval.jury.deliberation import Deliberation, Membre
from certeval.jury.earlier import Past
from certeval.jury.holdings import resolve_bearer
from certeval.jury.session import Session
from certeval.jury.sitting import Sitting
from certeval.jury.tirage import parts
from certeval.referentiel.epreuves import Partie
from certeval.referentiel.load import Referentiel
from certeval.rules.derivation import State
from certeval.rules.situation import VOIE
from certeval.scores.observations import Candidate
from certeval.text.nearest import Suggestions, fold, nearest, suggestion


@dataclass(frozen=True)
class SessionSubject:
    """A session, the référentiel that applies, and what its sheets say: nobody where they were not read.

    `states` are what the candidates come to with what is held, by code; `table` says who they are.
    """

    session: Session
    referentiel: Referentiel
    today: date
    candidates: Mapping[str, Candidate]
    states: Mapping[str, State]
    sitting: Sitting
    table: Candidats = field(default_factory=Candidats)
    earlier: Past = field(default_factory=Past)
    """What the register tells of candidates."""

    @cached_property
    def names(self) -> Collection[str]:
        """The words of the names of persons, folded."""
        return self.table.names()

    @cached_property
    def table_codes(self) -> Collection[str]:
        """The identifiers of the candidates' table."""
        return [each.candidat for each in self.table.persons.values()]

    @property
    def deliberation(self) -> Deliberation | None:
        return self.session.model.deliberation

    @cached_property
    def _candidates(self) -> Mapping[str, str]:
        """By folded identifier, the sheets' own before that of a registration, of the table."""
        registrations = [each.candidat for _, each in self.session.inscriptions()]
        return {fold(each): each for each in reversed((*self.candidates, *registrations, *self.table_codes))}

    def candidate(self, text: str) -> str | None:
        """The identifier of a candidate as the sheets write it, else as it is registered or listed."""
        return self._candidates.get(fold(text))

    @property
    def everybody(self) -> Collection[str]:
        """The identifiers of all candidates, each once."""
        return self._candidates.values()

    @cached_property
    def table_only(self) -> Mapping[str, str]:
        """Who stands in the candidates' table alone, by folded identifier: nothing is decided of them."""
        codes = set(map(fold, self.candidates))
        return {fold(each): each for each in self.table_codes if fold(each) not in codes}

    @cached_property
    def disputes(self) -> Collection[str | None]:
        """The candidates of whom something is decided in two ways: which one holds is for the jury to say."""
        verdicts: dict[tuple[str | None, str | None], set[str]] = {}
        for _path, decision in self.session.decisions():
            about = self.candidate(decision.candidat), resolve_bearer(decision.element, self.referentiel)
            verdicts.setdefault(about, set()).add(decision.verdict)
        return {candidate for (candidate, _element), each in verdicts.items() if len(each) > 1}

    @cached_property
    def vae(self) -> Collection[str]:
        """Who comes by way of VAE, as registrations or sheets say it, by folded identifier."""
        words: list[tuple[str, str | None]] = [(e.candidat, e.voie) for _, e in self.session.inscriptions()]
        for code, candidate in self.candidates.items():
            if (cell := candidate.situation.get(VOIE)) is not None:
                words.append((code, self.referentiel.situation_word(VOIE, cell.reading.text)))
        return {fold(code) for code, word in words if word == "vae"}

    def due_elements(self, candidate: str) -> frozenset[str]:
        """What a candidate is still to be assessed on, exemptions apart."""
        if candidate not in self._due_elements:
            about = self.session.inscription(candidate), self.states.get(candidate)
            self._due_elements[candidate] = self.sitting.due_elements(candidate, *about)
        return self._due_elements[candidate]

    def is_due(self, candidate: str, element: str) -> bool:
        """Whether an element is for a candidate who is still to be assessed on it, exemptions apart; what is no
        element, such as a rule, is for everybody.
        """
        if not self.sitting.concerns(candidate, element):
            return False
        return element in self.due_elements(candidate) or element not in self.referentiel.elements

    @cached_property
    def _due_elements(self) -> dict[str, frozenset[str]]:
        """Those asked for, by identifier."""
        return {}

    @property
    def examinees(self) -> Collection[str]:
        """Who may be assessed: whoever is registered, stands in a sheet, or in the table alone."""
        return [*self.candidates, *self.table_only.values()]

    def presents(self) -> list[Membre]:
        """The members who are present, each once."""
        codes = self.deliberation.presents if self.deliberation else ()
        members = {each.code: each for code in codes if (each := self.session.member(code)) is not None}
        return list(members.values())


def no_part(subject: SessionSubject, section: str, key: str) -> Finding:
    """That a key of a section of the file is the code of no part."""
    options = parts.parts(subject.referentiel)
    arguments: dict[str, object] = {"given": key, "known": tuple(options)}
    arguments |= suggestion(nearest(key, options))
    return Finding(kinds.NO_PART, (section, key), arguments, at_key=True)


def not_expected(subject: SessionSubject, partie: Partie, path: Path, candidate: str) -> Iterator[Finding]:
    """Why who is drawn for a part, or has its oral there, is not to sit it."""
    reason = parts.exclusion(subject.session, subject.sitting, partie.code, candidate)
    if not reason and parts.absentees(subject.session, partie, [candidate]):
        reason = kinds.NOT_DRAWN
    if reason:
        arguments = {"candidat": candidate, "partie": partie.code, "reason": Word(reason)}
        yield Finding(kinds.NOT_EXPECTED, path, arguments)


def unknown_names(
    kind: Kind, mentions: Iterable[tuple[Path, str]], codes: Collection[str], **arguments: object
) -> Iterator[Finding]:
    """The texts that are none of these codes, without regard to case and accents, each with the one it may mean."""
    suggestions, options, keys = Suggestions(), list(codes), set(map(fold, codes))
    for path, text in mentions:
        if fold(text) not in keys:
            near = suggestion(suggestions.nearest(text, options))
            yield Finding(kind, path, {"given": text} | arguments | near)


def repetitions(mentions: Iterable[tuple[Path, Sequence[str]]]) -> Iterator[Finding]:
    """What is said again, without regard to case and accents, of texts that are each said once."""
    first_paths: dict[tuple[str, ...], Path] = {}
    for path, texts in mentions:
        first = first_paths.setdefault(tuple(map(fold, texts)), path)
        if first is not path:
            related = ((kinds.FIRST, first),)
            yield Finding(kinds.SAID_TWICE, path, {"given": " ".join(texts)}, related=related)
