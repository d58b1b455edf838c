"""Who is reported now and who is not, by what the ledger says of each."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from certeval.cli import exits
from certeval.exchange.accrochage.pending import Pending
from certeval.exchange.accrochage.rows import Obtained
from certeval.messages import ngettext
from certeval.registre.accrochage import Ledger
from certeval.registre.base import PART
from certeval.registre.suivis import Envoi, Nature, Refusal, Titulaire
from certeval.sources.batches import batched

LEFT: Mapping[Refusal, Callable[[int], str]] = {
    "unanswered": lambda n: ngettext(
        "{n} holder left out: reported already, the report is awaited",
        "{n} holders left out: reported already, the report is awaited",
        n,
    ),
    "accepted": lambda n: ngettext(
        "{n} holder left out: reported and accepted", "{n} holders left out: reported and accepted", n
    ),
    "rejected": lambda n: ngettext(
        "{n} holder left out: rejected, to be corrected", "{n} holders left out: rejected, to be corrected", n
    ),
    "unchanged": lambda n: ngettext(
        "{n} holder left out: not corrected since it was rejected",
        "{n} holders left out: not corrected since they were rejected",
        n,
    ),
    "never": lambda n: ngettext(
        "{n} holder left out: never reported", "{n} holders left out: never reported", n
    ),
    "removed": lambda n: ngettext(
        "{n} holder left out: taken back already", "{n} holders left out: taken back already", n
    ),
}


def due(ledger: Ledger, obtained: Iterable[Obtained], nature: Nature, *, again: bool) -> Pending:
    """What is to be reported, each under its identifier; how many are not, and why, is told."""
    found = Pending()
    left: Counter[Refusal] = Counter()
    for part in batched(obtained, PART):
        ledger.know(each.candidat for each in part)
        for each in part:
            titulaire = Titulaire(each.candidat, each.certification, each.session)
            refused = ledger.refusal(titulaire, nature, again=again)
            if refused is None:
                found.add(each, ledger.id_technique(titulaire))
            elif not again:
                left[refused] += 1
    tell(left)
    return found


def tell(left: Mapping[Refusal, int]) -> None:
    """Say how many holders are left out, and why."""
    for refusal, count in left.items():
        exits.tell(LEFT[refusal](count), n=count)


@dataclass
class Corrected:
    """Tells what is sent; where it is `wanted`, of what was rejected, only what is not what it was then: the rest is
    counted.
    """

    ledger: Ledger
    nature: Nature
    wanted: bool
    left: Counter[Refusal] = field(default_factory=Counter)

    def __call__(self, envoi: Envoi) -> bool:
        if not self.wanted:
            return True
        refused = self.ledger.refusal(envoi.titulaire, self.nature, again=True, controle=envoi.controle)
        if refused is not None:
            self.left[refused] += 1
        return refused is None
