"""A report joined to the ledger of what was sent: what is recorded of it, what is not and why."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sessions as kinds
from certeval.exchange.accrochage import causes
from certeval.exchange.accrochage.rapport import Rapport, Reported
from certeval.registre.accrochage import Ledger
from certeval.registre.journal import Act
from certeval.registre.suivis import KO, OK, WHOLE, Answer, Suivi
from certeval.text.names import without_names

MOST_NAMED = 10
HIDDEN = "…"


class Outcome(NamedTuple):
    """What a report says of a passage, and whether that is new to the ledger."""

    suivi: Suivi
    statut: str
    message: str
    state: Literal["new", "known"]


class Sent(NamedTuple):
    """A flux that was sent: what was answered of each of its passages, what became of these and of others, by
    identifier.
    """

    answers: Mapping[str, Answer | None]
    suivis: Mapping[str, Suivi]


@dataclass(slots=True)
class Joined:
    """A report joined to a ledger: what it says of each passage, the acts to write, what is wrong."""

    rapport: Rapport
    outcomes: list[Outcome] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def to_correct(self) -> list[Outcome]:
        """What it rejects that was not sent again since."""
        return [
            each for each in self.outcomes if each.statut == KO and each.suivi.id_flux == self.rapport.id_flux
        ]


def joined(
    rapport: Rapport,
    digest: str,
    ledger: Ledger,
    *,
    replace: bool = False,
    names: Collection[str] = (),
) -> Joined:
    """What a report says of what was sent. `replace`: it holds where it contradicts an earlier one. `names`: words,
    folded, that no message is left with, besides the names of persons that the ledger knows.
    """
    found = Joined(rapport, diagnostics=list(rapport.diagnostics))
    if not rapport.is_whole:
        return found
    answers = ledger.answers(rapport.id_flux)
    if not answers:
        said = {"id_flux": rapport.id_flux, "sent": tuple(ledger.flux())[-MOST_NAMED:]}
        found.diagnostics.append(Diagnostic(kinds.OTHER_FLUX, rapport.place, said))
        return found
    sent = Sent(answers, ledger.named({**answers, **rapport.passages}))
    both = {str(each.arguments["id_technique"]) for each in rapport.diagnostics if each.kind is kinds.BOTH}
    reported = [each for ident, each in rapport.passages.items() if ident not in both]
    for each, message in _masked(reported, sent, ledger, names):
        _join(each, message, found, sent, digest=digest, replace=replace)
    _unanswered(found, sent)
    return found


def _join(each: Reported, message: str, found: Joined, sent: Sent, *, digest: str, replace: bool) -> None:
    suivi = sent.suivis.get(each.id_technique)
    if suivi is None or each.id_technique not in sent.answers:
        said = {"id_technique": each.id_technique}
        found.diagnostics.append(Diagnostic(kinds.UNKNOWN_PASSAGE, each.place, said))
        return
    before = sent.answers[each.id_technique]
    if before is not None and (before.statut, before.message) == (each.statut, message):
        found.outcomes.append(Outcome(suivi, each.statut, message, "known"))
        return
    if before is not None and not replace:
        found.diagnostics.append(_contradiction(each, message, suivi, before))
        return
    contenu = {
        "id_flux": found.rapport.id_flux,
        "id_technique": each.id_technique,
        "message": message,
        "rapport": digest,
        "statut": each.statut,
        "traitement": found.rapport.traitement,
    }
    found.acts.append(_act(contenu, suivi, before))
    found.outcomes.append(Outcome(suivi, each.statut, message, "new"))


def _act(contenu: dict[str, str], suivi: Suivi, before: Answer | None) -> Act:
    replaced = before.rang if before else 0
    return Act("accuse", contenu, suivi.titulaire.session, suivi.personne, suivi.id_technique, replaced)


def _contradiction(each: Reported, message: str, suivi: Suivi, before: Answer) -> Diagnostic:
    said = {
        "candidat": suivi.titulaire.candidat or suivi.id_technique,
        "statut": f"{each.statut} {message}".strip(),
        "before": f"{before.statut} {before.message}".strip(),
        "day": before.le,
    }
    return Diagnostic(kinds.CONTRADICTS, each.place, said, candidate=suivi.titulaire.candidat)


def _unanswered(found: Joined, sent: Sent) -> None:
    left = [
        ident
        for ident, answer in sent.answers.items()
        if answer is None and ident not in found.rapport.passages and ident in sent.suivis
    ]
    if left:
        named = tuple(sent.suivis[ident].titulaire.candidat or ident for ident in left[:MOST_NAMED])
        shown = (*named, HIDDEN) if len(left) > MOST_NAMED else named
        said = {"n": len(left), "candidats": ", ".join(shown)}
        found.diagnostics.append(Diagnostic(kinds.UNANSWERED, found.rapport.place, said))


def _masked(
    reported: Iterable[Reported], sent: Sent, ledger: Ledger, known: Collection[str]
) -> Iterator[tuple[Reported, str]]:
    """Each passage with its message, which no name of the persons concerned is left in."""
    passages = list(reported)
    free = [each for each in passages if each.message and causes.UNKNOWN in causes.of_all(each.message)]
    people = [sent.suivis[each.id_technique].personne for each in free if each.id_technique in sent.suivis]
    names = (ledger.store.names(people) if people else frozenset()) | frozenset(known)
    for each in passages:
        parts = each.message.split(causes.SEPARATOR) if names else [each.message]
        left = (
            without_names(one, names, HIDDEN) if causes.of(one) is causes.UNKNOWN else one for one in parts
        )
        yield each, causes.SEPARATOR.join(left)


def refused(id_flux: str, ledger: Ledger) -> list[Act]:
    """The acts that say that a whole flux was refused, or was never deposited: of what awaits an answer in it."""
    waiting = [ident for ident, answer in ledger.answers(id_flux).items() if answer is None]
    suivis = ledger.named(waiting)
    contenu = {"id_flux": id_flux, "message": "", "rapport": "", "statut": WHOLE, "traitement": ""}
    return [
        _act(contenu | {"id_technique": ident}, suivis[ident], None) for ident in waiting if ident in suivis
    ]


def accepted(outcomes: Iterable[Outcome]) -> int:
    """How many passages are accepted."""
    return sum(each.statut == OK for each in outcomes)
