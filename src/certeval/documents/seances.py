"""What candidates are called to, who signs for having come, what was drawn by lot, who is admitted."""

from collections.abc import Iterator

from certeval.documents.dossier import Candidature, Dossier, Piece
from certeval.documents.francais import heure, jour
from certeval.documents.identite import identite
from certeval.documents.resultats import Words
from certeval.engine.verdicts import VALIDE
from certeval.jury.convocations import Convocation
from certeval.jury.tirage.lots import METHOD
from certeval.referentiel.tree import Element
from certeval.text.nearest import fold


def seances(dossier: Dossier, piece: Piece) -> Words:
    """What the documents before the épreuves say, and the list of the admitted: by the kind of the document."""
    if piece.genre.name == "convocation" and piece.candidature is not None:
        mine = [each for each in _called(dossier) if concerned(dossier, each, piece.candidature)]
        return {
            "seances": [_seance(dossier, each) for each in mine],
            "engagements": list(_commitments(dossier)),
        }
    if piece.genre.name == "emargement":
        return {"seances": _sheets(dossier)}
    if piece.genre.name == "tirage":
        return {"tirages": list(_draws(dossier)), "methode": METHOD}
    if piece.genre.name == "publication":
        return {"admis": [each.code for each in dossier.candidatures if _admitted(each)]}
    return {}


def _admitted(candidature: Candidature) -> bool:
    whole = candidature.results["certification"]
    return isinstance(whole, dict) and whole.get("verdict") == VALIDE


def _called(dossier: Dossier) -> tuple[Convocation, ...]:
    return dossier.session.model.convocations if dossier.session else ()


def _seance(dossier: Dossier, called: Convocation) -> Words:
    element = _element(dossier, called)
    own = getattr(element.model, "duree", None) if element else None
    duree = called.duree or own
    head = dossier.session.model.session if dossier.session else None
    return {
        "epreuve": called.epreuve,
        "intitule": str(getattr(element.model, "intitule", None) or "") if element else "",
        "le": jour(called.le),
        "debut": heure(called.debut),
        "duree": duree.texte if duree else "",
        "lieu": called.lieu or (head.lieu if head else None) or "",
        "apporter": list(called.apporter),
    }


def _element(dossier: Dossier, called: Convocation) -> Element | None:
    return dossier.referentiel.elements.get(dossier.referentiel.resolve(called.epreuve) or "")


def concerned(dossier: Dossier, called: Convocation, candidature: Candidature) -> bool:
    """Whether a candidate is called to an épreuve: it is of no bloc, or of one that the candidate seeks."""
    said = dossier.inscription(candidature.code)
    code = dossier.referentiel.resolve(called.epreuve)
    if said is None or not said.vise or code is None:
        return True
    sought = {fold(each) for each in said.vise}
    above = [each.code for each in dossier.referentiel.tree.ancestors(code) if each.kind == "bloc"]
    return not above or any(fold(each) in sought for each in above)


def _sheets(dossier: Dossier) -> list[Words]:
    """A sheet of signatures for each épreuve called, one of the whole session where none is: no accommodation on it."""
    called = _called(dossier)
    if not called:
        return [{"epreuve": "", "candidats": [identite(dossier, each) for each in dossier.candidatures]}]
    return [
        {
            **_seance(dossier, each),
            "candidats": [
                identite(dossier, one) for one in dossier.candidatures if concerned(dossier, each, one)
            ],
        }
        for each in called
    ]


def _commitments(dossier: Dossier) -> Iterator[Words]:
    """The digest of each secret that a draw to come is bound by, published before it."""
    for partie, draws in dossier.session.model.tirage.items() if dossier.session else ():
        for each in draws:
            if not each.is_drawn:
                yield {"partie": partie, "engagement": each.engagement}


def _draws(dossier: Dossier) -> Iterator[Words]:
    """Each draw that took place, the earlier ones too, with all that it is computed again from."""
    for partie, draws in dossier.session.model.tirage.items() if dossier.session else ():
        drawn = [each for each in draws if each.is_drawn]
        for rank, each in enumerate(drawn, 1):
            yield {
                "partie": partie,
                "rang": rank,
                "compte": rank == len(drawn),
                "motif": each.motif or "",
                "le": jour(each.le) if each.le else "",
                "engagement": each.engagement,
                "engage_le": jour(each.engage_le) if each.engage_le else "",
                "secret": each.secret or "",
                "public": each.public or "",
                "presents": list(each.presents),
                "groupes": [
                    {"groupe": one.groupe, "candidats": list(one.candidats), "cas": one.cas or ""}
                    for one in each.groupes
                ],
            }
