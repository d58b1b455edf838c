"""What candidates are called to, what was drawn by lot for it, who signs for having come, who is admitted."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from operator import itemgetter

from certeval.documents.dossier import Candidature, Dossier, Piece
from certeval.documents.francais import duree, heure, jour
from certeval.documents.identite import identite, of_code
from certeval.documents.resultats import Words
from certeval.jury.file import Convocation
from certeval.jury.oraux.file import Oraux, Passage
from certeval.jury.oraux.planning import DAY, has_third_more, span_of, third_more
from certeval.jury.tirage.lots import METHOD
from certeval.jury.tirage.parts import absentees, exclusion, part, places
from certeval.referentiel.texts import Duree
from certeval.text.nearest import fold, folded_get
from certeval.text.order import natural


def seances(dossier: Dossier, piece: Piece) -> Words:
    """What the documents before the épreuves say, and the list of the admitted: by the kind of the document."""
    if piece.genre.name == "convocation" and piece.candidature is not None:
        return {
            "seances": list(_own_convocations(dossier, piece.candidature)),
            "engagements": list(_commitments(dossier, piece.candidature)),
        }
    if piece.genre.name == "emargement":
        return {"seances": _sheets(dossier)}
    if piece.genre.name == "tirage":
        return {"tirages": list(_tirages(dossier)), "methode": METHOD}
    if piece.genre.name == "publication":
        return {"admis": [each.code for each in dossier.candidatures if each.is_certified]}
    return {}


def uncalled(dossier: Dossier, pieces: Sequence[Piece]) -> list[Piece]:
    """The convocations of who is called to nothing, the sheet of nobody, where a session has any."""
    session = dossier.session
    if session is None or not (session.model.convocations or any(_orals(dossier))):
        return []
    return [
        each
        for each in pieces
        if (each.genre.name == "emargement" and not _sheets(dossier))
        or (
            each.genre.name == "convocation"
            and each.candidature is not None
            and not any(_own_convocations(dossier, each.candidature))
        )
    ]


def _own_convocations(dossier: Dossier, candidature: Candidature) -> Iterator[Words]:
    """What a candidate is called to, by days and hours, an oral at its own, with the group that is drawn."""
    orals = {code: each for code, each in _orals(dossier) if fold(each.candidat) == fold(candidature.code)}
    calls: list[tuple[date, time, Convocation, str, Passage | None]] = []
    for convocation in dossier.of_session.model.convocations:
        code = _code(dossier, convocation.epreuve)
        passage = orals.get(code)
        is_own = passage is None or convocation is _convocation_of(dossier, code, passage)
        if is_own and is_called(dossier, convocation.epreuve, candidature):
            begin = (passage.le, passage.de) if passage else (convocation.le, convocation.debut)
            calls.append((*begin, convocation, code, passage))
    codes = {code for *_begin, code, _passage in calls}
    for code, passage in orals.items():
        if code not in codes:
            bare = Convocation.model_construct(epreuve=code, le=passage.le, debut=passage.de)
            calls.append((passage.le, passage.de, bare, code, passage))
    for _le, _de, convocation, code, passage in sorted(calls, key=itemgetter(0, 1)):
        seance = _seance(dossier, convocation, passage)
        if mine := places(dossier.of_session, code).get(fold(candidature.code)):
            seance |= {"groupe": mine.groupe, "cas": mine.cas or ""}
        if passage is None and (own := _own_duration(dossier, convocation, candidature)):
            seance["duree"] = own
        yield seance | _preparation(dossier, code, passage)


def _own_duration(dossier: Dossier, convocation: Convocation, candidature: Candidature) -> str:
    """How long an oral is declared to be for a candidate; else how long an épreuve is for who has a third more time,
    beside what it is for others; empty for them, and where a group works together, or at home for days.
    """
    oraux = _oraux(dossier, _code(dossier, convocation.epreuve))
    if oraux and (declared := folded_get(oraux.durees, candidature.code)):
        return declared.texte
    lasts = _duration(dossier, convocation)
    partie = part(convocation.epreuve, dossier.referentiel)
    is_shared = partie is not None and partie.candidats == "groupe"
    if lasts is None or is_shared or lasts.minutes >= DAY:
        return ""
    if not has_third_more(dossier.of_session, candidature.code):
        return ""
    return f"{lasts.texte}, {duree(third_more(timedelta(minutes=lasts.minutes)))} avec le tiers temps"


def _code(dossier: Dossier, epreuve: str) -> str:
    return dossier.referentiel.resolve(epreuve) or epreuve


def _convocation_of(dossier: Dossier, code: str, passage: Passage) -> Convocation:
    """Of the convocations to a part that is held on several days, that of the day of an oral, else the first."""
    all_convocations = dossier.of_session.model.convocations
    same = [each for each in all_convocations if _code(dossier, each.epreuve) == code]
    return next((each for each in same if each.le == passage.le), same[0])


def _preparation(dossier: Dossier, code: str, passage: Passage | None) -> Words:
    """How long a candidate prepares before an oral, and from which hour."""
    own = _oraux(dossier, code)
    if passage is None or own is None or own.preparation is None:
        return {"preparation": ""}
    begin = span_of(passage).start - timedelta(minutes=own.preparation.minutes)
    return {"preparation": f"{own.preparation.texte}, à partir de {heure(begin.time())}"}


def _oraux(dossier: Dossier, code: str) -> Oraux | None:
    """What a session says of the orals of a part."""
    sections = dossier.of_session.model.oraux
    return next((each for key, each in sections.items() if dossier.referentiel.resolve(key) == code), None)


def _orals(dossier: Dossier) -> Iterator[tuple[str, Passage]]:
    """Each oral that has its hour, with the code of its part."""
    for key, oraux in dossier.of_session.model.oraux.items():
        yield from ((_code(dossier, key), each) for each in oraux.passages)


def _seance(dossier: Dossier, convocation: Convocation, passage: Passage | None = None) -> Words:
    element = dossier.referentiel.elements.get(dossier.referentiel.resolve(convocation.epreuve) or "")
    usual = _duration(dossier, convocation)
    lasts = usual.texte if usual else ""
    if passage:
        start, end = span_of(passage)
        lasts = f"{(end - start) // timedelta(minutes=1)} min"
    place = convocation.lieu or dossier.of_session.model.session.lieu
    return {
        "epreuve": convocation.epreuve,
        "intitule": str(getattr(element.model, "intitule", None) or "") if element else "",
        "le": jour(passage.le if passage else convocation.le),
        "debut": heure(passage.de if passage else convocation.debut),
        "duree": lasts,
        "lieu": ", ".join(filter(None, (passage.salle if passage else "", place))),
        "jury": passage.jury if passage else "",
        "apporter": list(convocation.apporter),
        "groupe": "",
        "cas": "",
    }


def _duration(dossier: Dossier, convocation: Convocation) -> Duree | None:
    """How long an épreuve takes, as the session says, else the référentiel; None where neither does."""
    element = dossier.referentiel.elements.get(dossier.referentiel.resolve(convocation.epreuve) or "")
    own = getattr(element.model, "duree", None) if element else None
    return convocation.duree or (own if isinstance(own, Duree) else None)


def is_called(dossier: Dossier, epreuve: str, candidature: Candidature) -> bool:
    """Whether a candidate is to sit an épreuve, and was not absent when the part before it was drawn."""
    session, sitting = dossier.of_session, dossier.sitting
    code = dossier.referentiel.resolve(epreuve)
    partie = part(code, dossier.referentiel) if code else None
    if partie and absentees(session, partie, [candidature.code]):
        return False
    return not (code and sitting and exclusion(session, sitting, code, candidature.code))


def _sheets(dossier: Dossier) -> list[Words]:
    """A sheet of signatures for each épreuve called, one of the whole session where none is: no accommodation on it."""
    convocations = dossier.of_session.model.convocations
    orals = list(_rooms(dossier))
    if not convocations and not orals:
        return [{"epreuve": "", "candidats": [identite(dossier, each) for each in dossier.candidatures]}]
    oral_codes = {str(one["epreuve"]) for one in orals}
    own = [each for each in convocations if dossier.referentiel.resolve(each.epreuve) not in oral_codes]
    return [sheet for each in own for sheet in _group_sheets(dossier, each)] + orals


def _group_sheets(dossier: Dossier, convocation: Convocation) -> Iterator[Words]:
    """A sheet for each group that was drawn for an épreuve; one for all where none was."""
    code = _code(dossier, convocation.epreuve)
    mine = places(dossier.of_session, code)
    by_group: dict[str, list[Candidature]] = {}
    for one in dossier.candidatures:
        if is_called(dossier, convocation.epreuve, one):
            place = mine.get(fold(one.code))
            by_group.setdefault(place.groupe if place else "", []).append(one)
    ranks = {each.groupe: rank for rank, each in enumerate(mine.values())}
    for groupe, members in sorted(by_group.items(), key=lambda each: ranks.get(each[0], -1)):
        candidats = [identite(dossier, one) for one in members]
        yield _seance(dossier, convocation) | {"groupe": groupe, "candidats": candidats}


def _rooms(dossier: Dossier) -> Iterator[Words]:
    """A sheet of signatures by panel, room and day of orals; no duration, which tells an accommodation."""
    by_code = {fold(each.code): identite(dossier, each) for each in dossier.candidatures}
    sheets: dict[tuple[str, date, str, str], list[Passage]] = {}
    for code, each in _orals(dossier):
        sheets.setdefault((code, each.le, each.salle, each.jury), []).append(each)
    for sheet in sorted(sheets, key=lambda each: list(map(natural, each))):
        (code, le, salle, jury), passages = sheet, sheets[sheet]
        in_order = sorted(passages, key=lambda each: each.de)
        bare = Convocation.model_construct(epreuve=code, le=le, debut=in_order[0].de)
        yield _seance(dossier, bare, in_order[0]) | {
            "duree": "",
            "lieu": salle,
            "jury": jury,
            "candidats": [by_code.get(fold(one.candidat)) or of_code(one.candidat) for one in in_order],
        }


def _commitments(dossier: Dossier, candidature: Candidature) -> Iterator[Words]:
    """The digest of each secret that a draw to come, of a part that a candidate is to sit, is bound by before it."""
    for partie, draws in dossier.of_session.model.tirage.items():
        for each in draws if is_called(dossier, partie, candidature) else ():
            if not each.is_drawn:
                yield {"partie": partie, "engagement": each.engagement}


def _tirages(dossier: Dossier) -> Iterator[Words]:
    """Each draw that took place, the earlier ones too, with all that it is computed again from."""
    for partie, draws in dossier.of_session.model.tirage.items():
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
