"""A report joined to the ledger of what was sent: what is recorded of it, what is not and why, in plain words.

The Caisse des Dépôts publishes how it looks for a holder: by name at birth, first name, sex and year of birth; where
several are found, by month and day too; then by commune and all else that was sent, against the identities that the
Cnav keeps. The messages below are those that were published; any other is given as it stands.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sessions as kinds
from certeval.exchange.accrochage.rapport import BETWEEN, PassageReport, Rapport
from certeval.registre.accrochage import Ledger
from certeval.registre.journal import Act
from certeval.registre.suivis import KO, OK, WHOLE, Answer, Suivi
from certeval.text.names import without_names
from certeval.text.nearest import fold


class MessageMeaning(NamedTuple):
    """What a message means, and what to do about it: msgids."""

    cause: str
    way: str


UNKNOWN = MessageMeaning(
    "",
    "read the message; the guide of the Caisse des Dépôts on files treated with errors says more, or its support",
)
NO_MESSAGE = MessageMeaning(
    "",
    "the report says nothing of it: see on the portal what became of this passage, or ask the Caisse des Dépôts",
)
CAUSES = {
    "aucun titulaire ne correspond aux critères obligatoires": MessageMeaning(
        "nobody has this name at birth, first name, sex and year of birth",
        (
            "compare with an identity document: name at birth (not the one in use), first name in full, accents and "
            "hyphens, sex, year of birth"
        ),
    ),
    "aucun titulaire ne correspond aux critères enrichis du jour et du mois de naissance": MessageMeaning(
        "several persons have this name and year of birth, and none this day and month",
        "compare the day and the month of birth with an identity document: they may be swapped",
    ),
    "aucun titulaire ne correspond aux critères de réconciliation": MessageMeaning(
        "several persons have this name and date of birth, and none all else that was sent",
        (
            "compare the commune or the country of birth, and the other first names, with an identity document; leave "
            "out what is not certain"
        ),
    ),
    "plusieurs titulaires ont été identifiés": MessageMeaning(
        "several persons have what was sent: it does not tell which one it is",
        "add what is missing: day and month of birth, commune of birth, other first names, or the NIR",
    ),
}
_BY_MESSAGE = {fold(message): cause for message, cause in CAUSES.items()}


def cause_of(message: str) -> MessageMeaning:
    """The cause that a message tells; `UNKNOWN` where it is not known, `NO_MESSAGE` where there is none."""
    if not message:
        return NO_MESSAGE
    return _BY_MESSAGE.get(fold(message).rstrip(".;"), UNKNOWN)


def causes_of(messages: str) -> list[MessageMeaning]:
    """The causes of all the messages of a passage, each once; those that are not known last."""
    causes = dict.fromkeys(map(cause_of, messages.split(BETWEEN)))
    return sorted(causes, key=lambda cause: cause is UNKNOWN)


MOST_NAMES = 10
HIDDEN = "…"


class PassageOutcome(NamedTuple):
    """What a report says of a passage; whether the ledger knew it, and another report accepts it."""

    suivi: Suivi
    statut: str
    message: str
    state: Literal["new", "known"]
    by_another: bool


class SentFlux(NamedTuple):
    """A flux that was sent: what was answered of each passage, what became of these, by identifier."""

    answers: Mapping[str, Answer | None]
    suivis: Mapping[str, Suivi]


@dataclass(slots=True)
class JoinedReport:
    """A report joined to a ledger: what it says of each passage, the acts to write, what is wrong."""

    rapport: Rapport
    outcomes: list[PassageOutcome] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def to_correct(self) -> list[PassageOutcome]:
        """What it rejects that was not sent again since, nor accepted of another flux."""
        mine = (each for each in self.outcomes if each.suivi.id_flux == self.rapport.id_flux)
        return [each for each in mine if each.statut == KO and not each.by_another]


def join(
    rapport: Rapport, ledger: Ledger, *, replace: bool = False, names: Collection[str] = ()
) -> JoinedReport:
    """What a report says of what was sent. `replace`: it holds where it contradicts an earlier one. `names`: words,
    folded, that no message is left with, besides the names of persons that the ledger knows.
    """
    report = JoinedReport(rapport, diagnostics=list(rapport.diagnostics))
    if not rapport.is_whole:
        return report
    answers = ledger.passages.answers(rapport.id_flux)
    if not answers:
        arguments = {"id_flux": rapport.id_flux, "sent": tuple(ledger.passages.flux())[-MOST_NAMES:]}
        report.diagnostics.append(Diagnostic(kinds.OTHER_FLUX, rapport.place, arguments))
        return report
    flux = SentFlux(answers, ledger.by_identifier({**answers, **rapport.passages}))
    both = {str(each.arguments["id_technique"]) for each in rapport.diagnostics}
    reports = [each for ident, each in rapport.passages.items() if ident not in both]
    for each, message in _mask(reports, flux, ledger, names):
        _join(each, message, report, flux, replace=replace)
    idents = [ident for ident, answer in answers.items() if answer is None and ident not in rapport.passages]
    if idents:
        codes = tuple(flux.suivis[ident].titulaire.candidat or ident for ident in idents[:MOST_NAMES])
        candidats = (*codes, HIDDEN) if len(idents) > MOST_NAMES else codes
        about = {"n": len(idents), "candidats": ", ".join(candidats)}
        report.diagnostics.append(Diagnostic(kinds.UNANSWERED, rapport.place, about))
    return report


def _join(each: PassageReport, message: str, report: JoinedReport, flux: SentFlux, *, replace: bool) -> None:
    suivi = flux.suivis.get(each.id_technique)
    if suivi is None or each.id_technique not in flux.answers:
        arguments = {"id_technique": each.id_technique}
        report.diagnostics.append(Diagnostic(kinds.UNKNOWN_PASSAGE, each.place, arguments))
        return
    before = flux.answers[each.id_technique]
    is_accepted_here = before is not None and before.statut == OK
    by_another = suivi.nature == "CREATION" and suivi.statut == OK and not is_accepted_here
    if before is not None and (before.statut, before.message) == (each.statut, message):
        report.outcomes.append(PassageOutcome(suivi, each.statut, message, "known", by_another))
        return
    if before is not None and not replace:
        arguments = {
            "candidat": suivi.titulaire.candidat or suivi.id_technique,
            "statut": f"{each.statut} {message}".strip(),
            "before": f"{before.statut} {before.message}".strip(),
            "day": before.le,
        }
        candidate = suivi.titulaire.candidat
        report.diagnostics.append(Diagnostic(kinds.CONTRADICTS, each.place, arguments, candidate=candidate))
        return
    contenu = {
        "id_flux": report.rapport.id_flux,
        "id_technique": each.id_technique,
        "message": message,
        "rapport": report.rapport.digest,
        "statut": each.statut,
        "traitement": report.rapport.traitement,
    }
    report.acts.append(_act(contenu, suivi, before))
    report.outcomes.append(PassageOutcome(suivi, each.statut, message, "new", by_another))


def _act(contenu: dict[str, str], suivi: Suivi, before: Answer | None) -> Act:
    rank = before.rang if before else 0
    return Act("accuse", contenu, suivi.titulaire.session, suivi.personne, suivi.id_technique, rank)


def _mask(
    reports: Iterable[PassageReport], flux: SentFlux, ledger: Ledger, words: Collection[str]
) -> Iterator[tuple[PassageReport, str]]:
    """Each passage with its message, which no name of the persons concerned is left in."""
    passages = list(reports)
    free = [each for each in passages if UNKNOWN in causes_of(each.message)]
    people = [flux.suivis[each.id_technique].personne for each in free if each.id_technique in flux.suivis]
    names = (ledger.store.names(people) if people else frozenset()) | frozenset(words)
    for each in passages:
        parts = each.message.split(BETWEEN)
        texts = (without_names(one, names, HIDDEN) if cause_of(one) is UNKNOWN else one for one in parts)
        yield each, BETWEEN.join(texts)


def refusals(id_flux: str, ledger: Ledger) -> list[Act]:
    """The acts that say that a whole flux was refused, or was never deposited: of what awaits an answer in it."""
    idents = [ident for ident, answer in ledger.passages.answers(id_flux).items() if answer is None]
    suivis = ledger.by_identifier(idents)
    contenu = {"id_flux": id_flux, "message": "", "rapport": "", "statut": WHOLE, "traitement": ""}
    return [_act(contenu | {"id_technique": ident}, suivis[ident], None) for ident in idents]
