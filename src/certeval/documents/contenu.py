"""What a template is given to print: plain values in French, ready to be set, and each mention that is due."""

from datetime import date

from certeval.documents.dossier import Candidature, Dossier, Piece
from certeval.documents.francais import dans, heure, jour
from certeval.documents.identite import identite
from certeval.documents.mentions import BARE
from certeval.documents.proces_verbal import proces_verbal
from certeval.documents.resultats import Words, parcours, resultats, voie
from certeval.documents.seances import seances
from certeval.referentiel.enregistrement import level
from certeval.text.digests import SHA256_PREFIX

SHORT = 16
"""Signs of a digest in a footer."""
BEFORE = "Résultats calculés, avant délibération"
ACQUIS = "Les blocs validés restent acquis."


class Common:
    """What all the documents of one run say alike, made once."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.words: Words = {
            "certification": certification(dossier),
            "session": _session(dossier),
            "avant": "" if dossier.deliberation else BEFORE,
            "acquis": ACQUIS if dossier.referentiel.tree.below("bloc", None) else "",
        }

    def of(self, piece: Piece, template: str) -> Words:
        """What one document is given; `template` is the digest of its template."""
        dossier, about = self.dossier, piece.candidature
        words: Words = {
            **self.words,
            "document": {
                "genre": piece.genre.name,
                "titre": piece.genre.title,
                "remplace": _replaces(dossier, piece),
            },
            "pied": self._footer(template),
            "fait": {"le": jour(_day(dossier, piece)), "lieu": lieu(dossier), "dans": dans(lieu(dossier))},
        }
        if about is not None:
            words["candidat"] = {
                **identite(dossier, about),
                **_inscription(dossier, about.code),
                "voie": voie(dossier, about),
                "parcours": parcours(dossier, about),
            }
            words["resultats"] = resultats(dossier, about)
        if about is not None and piece.genre.name in BARE:
            words["decide"] = _decision_origin(dossier, about, piece.objet)
        if piece.bloc:
            words["bloc"] = _bloc(dossier, piece.bloc)
        if piece.genre.name == "pv":
            words |= proces_verbal(dossier)
        words |= seances(dossier, piece)
        return words

    def _footer(self, template: str) -> list[str]:
        """What stands at the foot of each page: what was applied, the template, the head of the journal."""
        referentiel, head, session = self.dossier.referentiel, self.dossier.head, self.dossier.session
        of_session = f" · session {session.code}" if session else ""
        journal = f" · journal n°\u00a0{head.rang}, {short_digest(head.empreinte)}" if head else ""
        return [
            f"{referentiel.code} {referentiel.version}, {short_digest(referentiel.digest)}{of_session}",
            f"certeval {self.dossier.version} · gabarit {short_digest(template)}{journal}",
        ]


def certification(dossier: Dossier) -> Words:
    """What is certified, each value as a text, empty where the référentiel does not say it."""
    model, referentiel = dossier.certification, dossier.referentiel
    enregistrement = model.enregistrement
    decision = enregistrement.decision if enregistrement else None
    repertoire = "répertoire spécifique" if (model.rncp or "").startswith("RS") else ""
    return {
        "code": referentiel.code,
        "version": referentiel.version,
        "empreinte": referentiel.digest,
        "intitule": model.intitule or "",
        "rncp": model.rncp or "",
        "repertoire": repertoire or "Répertoire national des certifications professionnelles",
        "niveau": level(model.niveau),
        "niveau_europeen": level(model.niveau_europeen),
        "nsf": list(model.nsf),
        "certificateurs": [
            {"nom": each.nom, "siret": each.siret or "", "enseigne": each.enseigne or ""}
            for each in model.certifiers
        ],
        "decision": {
            "le": jour(decision.le) if decision and decision.le else "",
            "reference": (decision.reference or "") if decision else "",
        },
        "du": jour(enregistrement.du) if enregistrement and enregistrement.du else "",
        "au": jour(enregistrement.au) if enregistrement and enregistrement.au else "",
        "recours": model.recours or "",
        "blocs": [_bloc(dossier, code) for code in dossier.referentiel.tree.below("bloc", None)],
    }


def _bloc(dossier: Dossier, code: str) -> Words:
    model = dossier.referentiel.elements[code].model
    competences = [
        {"code": each, "libelle": str(getattr(dossier.referentiel.elements[each].model, "libelle", ""))}
        for each in dossier.referentiel.tree.below("competence", code)
    ]
    return {
        "code": code,
        "intitule": str(getattr(model, "intitule", None) or ""),
        "rncp": str(getattr(model, "rncp", None) or ""),
        "competences": competences,
    }


def lieu(dossier: Dossier) -> str:
    """Where the jury sat, else where the session is held."""
    sitting = dossier.deliberation
    head = dossier.session.model.session if dossier.session else None
    return (sitting.lieu if sitting else None) or (head.lieu if head else None) or ""


def _session(dossier: Dossier) -> Words:
    if dossier.session is None:
        return {}
    sitting = dossier.deliberation
    return {
        "code": dossier.session.code,
        "lieu": lieu(dossier),
        "dans": dans(lieu(dossier)),
        "le": jour(sitting.le) if sitting else "",
        "debut": heure(sitting.debut) if sitting and sitting.debut else "",
        "fin": heure(sitting.fin) if sitting and sitting.fin else "",
    }


def _decision_origin(dossier: Dossier, about: Candidature, objet: str) -> str:
    """By whom and when a bloc or the certification was decided: by the minutes that corrected it since, if any did."""
    of_session = f"session {dossier.session.code}" if dossier.session else ""
    if (entry := dossier.correction(about, objet)) is not None:
        day, pv = jour(date.fromisoformat(entry.le)), entry.values.get("pv")
        return f"par décision du jury du {day} ({pv}), {of_session}"
    session = _session(dossier)
    return f"par le jury réuni {session.get('dans', '')} le {session.get('le', '')}, {of_session}"


def _inscription(dossier: Dossier, code: str) -> Words:
    inscription = dossier.inscription(code)
    if inscription is None:
        return {"amenagement": "", "vise": [], "dispenses": []}
    return {
        "amenagement": inscription.amenagement or "",
        "vise": list(inscription.vise),
        "dispenses": [f"{each.element} ({each.fondement})" for each in inscription.dispenses],
    }


def _day(dossier: Dossier, piece: Piece) -> date:
    """The day that a document bears: where none is asked for, none before what it replaces was delivered."""
    before = None if dossier.is_day_asked else dossier.last_documents.get(piece.key)
    return max(dossier.day_of(piece), date.fromisoformat(before.le) if before else date.min)


def _replaces(dossier: Dossier, piece: Piece) -> str:
    """What a document says of the one that it replaces; empty where none was issued."""
    before = dossier.last_documents.get(piece.key)
    if before is None:
        return ""
    day = jour(date.fromisoformat(before.le))
    return f"Annule et remplace le document délivré le {day} (n°\u00a0{before.rang} du journal)."


def short_digest(digest: str) -> str:
    """The beginning of a digest, enough to tell it from any other."""
    return digest[: len(SHA256_PREFIX) + SHORT]
