"""What a procès-verbal says beside what all documents do: the jury, who was there, what was decided, and why."""

from collections.abc import Iterator, Sequence
from datetime import date

from certeval.documents.dossier import Candidature, Dossier
from certeval.documents.francais import Genre, heure, jour, verdict
from certeval.documents.identite import identite
from certeval.documents.resultats import (
    NOT_SOUGHT,
    Words,
    blocs_out_of_aims,
    certification_reason,
    certification_words,
    element,
    inside,
    is_awaited,
    is_left_out,
    lack_text,
    missing_out_of_blocs,
    parcours,
    title,
    voie,
)
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, Plain, part_of
from certeval.registre.acquis import BLOC, CERTIFICATION
from certeval.registre.corrections import CorrectedDecision
from certeval.text.nearest import fold

YES = "oui"
UNSAID = "non déclarée"
REASONED = (NON_VALIDE, EN_ATTENTE)
"""The verdicts of which the minutes say why."""


def proces_verbal(dossier: Dossier) -> Words:
    """The jury, its presence and movements, the decisions, their reasons, where they differ from what is computed."""
    sitting = dossier.deliberation
    return {
        "jury": _jury(dossier),
        "mouvements": [
            {
                "membre": each.membre,
                "sort": heure(each.sort),
                "revient": heure(each.revient) if each.revient else "",
                "pour": each.pour or "",
            }
            for each in (sitting.mouvements if sitting else ())
        ],
        "observations": (sitting.observations or "") if sitting else "",
        "decisions": [_decisions(dossier, each) for each in dossier.candidatures],
        "dispenses": list(_exemptions(dossier)),
        "motifs": [one for each in dossier.candidatures for one in _reasons(dossier, each)],
        "ecarts": [one for each in dossier.candidatures for one in _differences(dossier, each)],
        "rectifications": [_rectification(each) for each in dossier.corrections],
        "effectif": _numbers(dossier),
        "journal": {"rang": str(dossier.head.rang), "empreinte": dossier.head.empreinte}
        if dossier.head
        else {},
    }


def _jury(dossier: Dossier) -> Words:
    session, sitting = dossier.session, dossier.deliberation
    jury = session.model.jury if session else None
    present = {fold(code) for code in sitting.presents} if sitting else set()
    signature_days = {fold(each.membre): jour(each.le) for each in sitting.signatures} if sitting else {}
    members = [
        {
            "code": each.code,
            "qualite": each.qualite,
            "organisme": each.organisme or "",
            "externe": {"oui": "externe", "non": "interne"}.get(str(each.externe), "non déclaré"),
            "role": "président(e)" if each.role == "president" else "membre",
            "president": each.role == "president",
            "present": fold(each.code) in present,
            "signature": signature_days.get(fold(each.code), ""),
        }
        for each in (jury.membres if jury else ())
    ]
    nomination = jury.designation if jury else None
    designation = f"{nomination.acte} du {jour(nomination.le)}, {nomination.par}" if nomination else ""
    return {
        "membres": members,
        "designation": designation,
        "liens": [
            {"membre": each.membre, "candidat": each.candidat, "nature": each.nature}
            for each in (jury.liens if jury else ())
        ],
    }


def _decisions(dossier: Dossier, candidature: Candidature) -> Words:
    beside = blocs_out_of_aims(dossier, candidature)
    blocs = {
        code: element(dossier, candidature, each, "m") | ({"mot": NOT_SOUGHT} if code in beside else {})
        for each in candidature.blocs
        for code in (str(each["code"]),)
    }
    return {
        **identite(dossier, candidature),
        "voie": voie(dossier, candidature) or UNSAID,
        "parcours": parcours(dossier, candidature),
        "certification": certification_words(dossier, candidature),
        "blocs": blocs,
    }


def _exemptions(dossier: Dossier) -> Iterator[Words]:
    """What candidates were not assessed on, and on which ground; what it comes to, where it is not acquired."""
    acquired: Plain = {"verdict": VALIDE}
    for candidature in dossier.candidatures:
        inscription = dossier.inscription(candidature.code)
        below = [one for whole in (*candidature.blocs, candidature.results) for one in inside(whole)]
        decided: dict[object, Plain] = {each["code"]: each for each in (*candidature.blocs, *below)}
        for each in inscription.dispenses if inscription else ():
            grant = [each.par or "", jour(each.le) if each.le else ""]
            plain = decided.get(dossier.referentiel.resolve(each.element), acquired)
            words = element(dossier, candidature, plain, "m" if plain in candidature.blocs else "f")
            yield {
                "candidat": candidature.code,
                "element": each.element,
                "fondement": ", ".join(filter(None, [each.fondement, *grant])),
                "mot": "" if words["verdict"] == VALIDE else words["mot"],
            }


def _reasons(dossier: Dossier, candidature: Candidature) -> Iterator[Words]:
    """Why each bloc, or where none says it the certification, is not validated: the jury's, or what lacks."""
    beside = blocs_out_of_aims(dossier, candidature)
    blocs = [
        each
        for each in candidature.blocs
        if each["verdict"] in REASONED and each["code"] not in beside and not is_left_out(candidature, each)
    ]
    for bloc in blocs:
        missing = [each for each in inside(bloc) if each["verdict"] in REASONED]
        missing = [each for each in missing if is_awaited(dossier, candidature, each)]
        lacks = _lack_texts(dossier, candidature, str(bloc["code"]), missing)
        if not lacks and bloc.get("origine") != "jury":
            lacks = [_reason(element(dossier, candidature, bloc, "m"), bloc)]
        yield _why(dossier, candidature, bloc, lacks)
    whole = candidature.certification
    lacks = _lack_texts(dossier, candidature, CERTIFICATION, missing_out_of_blocs(dossier, candidature))
    is_sought = certification_words(dossier, candidature)["mot"] != f"{NOT_SOUGHT}e"
    if whole.get("verdict") in REASONED and is_sought and (lacks or not blocs):
        reason = certification_reason(candidature)
        yield _why(dossier, candidature, whole, lacks or ([reason] if reason else []))


def _lack_texts(
    dossier: Dossier, candidature: Candidature, bearer: str, missing: Sequence[Plain]
) -> list[str]:
    """What lacks below a bloc, or the certification, with what it comes to; then the marks that are not as its rule
    asks. Of a certification that is refused, what is pending is no reason.
    """
    is_refused = bearer == CERTIFICATION and candidature.certification.get("verdict") == NON_VALIDE
    states = {NON_VALIDE} if is_refused else set(REASONED)
    missing = [each for each in missing if each["verdict"] in states]
    codes = {each["code"] for each in missing}
    marks = (each for each in candidature.lacks.get(bearer, ()) if each.verdict in states)
    marks = (each for each in marks if each.name not in codes)
    words = [(element(dossier, candidature, each, "f"), each) for each in missing]
    lacks = [f"{one['code']} {one['mot']}\u00a0: {_reason(one, each)}" for one, each in words]
    return [*lacks, *map(lack_text, marks)]


def _why(dossier: Dossier, candidature: Candidature, plain: Plain, lacks: list[str]) -> Words:
    words = element(dossier, candidature, plain, "m" if "code" in plain else "f")
    return {
        "candidat": candidature.code,
        "element": words["code"],
        "mot": words["mot"],
        "motif": str(words["motif"] or words["fondement"]),
        "report": words["report"],
        "manque": lacks,
    }


def _reason(words: Words, plain: Plain) -> str:
    """What the jury says of an element that it decides otherwise than computed, or puts off; else what it counts, where
    some lacks; its mark; else that its rule is not met, or not yet known to be.
    """
    if words["calcule"] or words["report"]:
        decision = f"reportée à la session {words['report']}" if words["report"] else "décision du jury"
        ground = words["motif"] or words["fondement"]
        return f"{decision} ({ground})" if ground else decision
    unsaid = "reste à évaluer" if words["verdict"] == EN_ATTENTE else "règle non remplie"
    due = plain.get("requis", plain.get("total"))
    lacks = due is not None and int(str(plain["acquis"])) < int(str(due))
    return str((words["compte"] if lacks else "") or words["valeur"] or unsaid)


def _differences(dossier: Dossier, candidature: Candidature) -> Iterator[Words]:
    """Each verdict that is held, not computed: what it was computed, what it is, on whose word."""
    below = [each for whole in (*candidature.blocs, candidature.results) for each in inside(whole)]
    for plain in (*candidature.blocs, *below, candidature.certification):
        if plain.get("origine") in {None, "calcul"}:
            continue
        genre: Genre = "m" if plain in candidature.blocs else "f"
        words = element(dossier, candidature, plain, genre)
        yield {
            **words,
            "candidat": candidature.code,
            "calcule": verdict(part_of(plain, "calcule").get("verdict"), genre),
            "libelle": title(dossier, str(words["code"])) or "certification",
        }


def _rectification(correction: CorrectedDecision) -> Words:
    """A decision of the sitting that a later one replaced: what it was, what it is, when, why, by which minutes."""
    entry = correction.entry
    genre: Genre = "f" if entry.values.get("genre") != BLOC else "m"
    return {
        "candidat": correction.candidat,
        "code": entry.objet,
        "avant": verdict(correction.first.values.get("verdict"), genre),
        "mot": verdict(entry.values.get("verdict"), genre),
        "le": jour(date.fromisoformat(entry.le)),
        **{key: str(entry.values.get(key, "")) for key in ("motif", "fondement", "pv")},
        "rang": str(entry.rang),
    }


def _numbers(dossier: Dossier) -> Words:
    """How many candidates, how many of them certified, how many with a bloc and not the certification."""
    full = [each for each in dossier.candidatures if each.certification.get("verdict") == VALIDE]
    partial = [
        each
        for each in dossier.candidatures
        if each.certification.get("verdict") != VALIDE
        and any(bloc["verdict"] == VALIDE for bloc in each.blocs)
    ]
    return {"candidats": len(dossier.candidatures), "certifies": len(full), "partiels": len(partial)}
