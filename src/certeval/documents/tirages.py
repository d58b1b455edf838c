"""What was drawn by lot, with all that each draw is computed again from."""

from collections.abc import Iterator

from certeval.documents.dossier import Dossier
from certeval.documents.francais import jour
from certeval.documents.resultats import Words


def tirages(dossier: Dossier) -> Iterator[Words]:
    """Each draw that took place, the earlier ones too, with all that it is computed again from."""
    for partie, draws in dossier.session.model.tirage.items() if dossier.session else ():
        past_draws = [each for each in draws if each.is_drawn]
        for rank, each in enumerate(past_draws, 1):
            yield {
                "partie": partie,
                "rang": rank,
                "compte": rank == len(past_draws),
                "motif": each.motif or "",
                "le": jour(each.le) if each.le else "",
                "engagement": each.engagement,
                "engage_le": jour(each.engage_le) if each.engage_le else "",
                "secret": each.secret or "",
                "public": each.public or "",
                "presents": list(each.presents),
                "cas": list(each.cas),
                "groupes": [
                    {"groupe": one.groupe, "candidats": list(one.candidats), "cas": one.cas or ""}
                    for one in each.groupes
                ],
            }
