"""What a candidate comes to, in the words of a document: decisions, counts, what was computed, what remains."""

from collections.abc import Iterator, Mapping
from datetime import date

from certeval.documents.dossier import ISSUED_HERE, Candidature, Dossier
from certeval.documents.exigences import NO_DEMAND, Lack
from certeval.documents.francais import (
    NEUTRALISE,
    NON_EVALUE,
    ORIGINES,
    VOIES,
    Genre,
    ItemCount,
    bornes,
    compte,
    jour,
    nombre,
    rests,
    verdict,
)
from certeval.engine.results import number as as_number
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, Plain, elements_of, part_of
from certeval.jury.holdings import entries_below, target_blocs
from certeval.registre.acquis import CERTIFICATION
from certeval.rules.situation import PARCOURS, VOIE
from certeval.text.nearest import fold

Words = dict[str, object]
DECISION_KEYS = ("motif", "vote", "fondement", "report", "session", "pv")
"""What is said of a verdict that is held."""
INSIDE = ("competences", "epreuves")
"""What is decided within a bloc."""
NOT_SOUGHT = "non visé"
BLANK = {"compte": "", "valeur": ""}
"""What an element counts and is worth, where neither is shown."""


CERTIFICATION_REASONS: Mapping[str, str] = {
    NON_VALIDE: "une autre condition de sa règle n’est pas remplie",
    EN_ATTENTE: "une autre condition de sa règle reste à évaluer",
}
"""Why who lacks nothing else has not the certification, where it is computed."""


def resultats(dossier: Dossier, candidature: Candidature) -> Words:
    """The certification, the blocs with their compétences and épreuves, what stands in no bloc, what remains."""
    mine = (each.entry for each in dossier.corrections if fold(each.candidat) == fold(candidature.code))
    anew = {
        each.objet: f"Décision rectifiée le {jour(date.fromisoformat(each.le))} ({each.values.get('pv')})."
        for each in mine
    }
    certification = certification_words(dossier, candidature)
    beside = blocs_out_of_aims(dossier, candidature)
    return {
        "certification": certification | {"rectifie": anew.get(CERTIFICATION, "")},
        "blocs": [
            _bloc(dossier, candidature, each, is_sought=each["code"] not in beside)
            | {"rectifie": anew.get(str(each["code"]), "")}
            for each in candidature.blocs
        ],
        **{key: _of_no_bloc(dossier, candidature, key) for key in INSIDE},
        "reste": list(remainder(dossier, candidature)),
    }


def certification_words(dossier: Dossier, candidature: Candidature) -> Words:
    """The certification; who does not seek what it takes does not seek it either."""
    certification = candidature.certification
    words = element(dossier, candidature, certification, "f")
    sitting, inscription = dossier.sitting, dossier.inscription(candidature.code)
    is_sought = sitting is None or sitting.seeks_certification(candidature.code, inscription)
    return words | {"mot": f"{NOT_SOUGHT}e"} if _is_pending(certification) and not is_sought else words


def blocs_out_of_aims(dossier: Dossier, candidature: Candidature) -> set[str]:
    """The blocs that a candidate does not seek, and of which nothing is known nor decided: the jury waits for none."""
    inscription = dossier.inscription(candidature.code)
    aims = target_blocs(inscription, dossier.referentiel) if inscription else None
    return {
        str(each["code"])
        for each in candidature.blocs
        if aims is not None and each["code"] not in aims and _is_pending(each)
    }


def is_not_due(dossier: Dossier, candidature: Candidature, plain: Plain) -> bool:
    """Whether an element is pending, and nothing of it is to be assessed of a candidate."""
    if not _is_pending(plain) or candidature.due is None:
        return False
    code = str(plain["code"])
    entries = set(entries_below(code, dossier.referentiel)) or {code}
    return entries.isdisjoint(candidature.due)


def _is_pending(plain: Plain) -> bool:
    """Whether an element waits for what is not assessed yet, and not for what a jury put off."""
    return plain.get("verdict") == EN_ATTENTE and plain.get("origine") == "calcul"


def is_left_out(candidature: Candidature, plain: Plain) -> bool:
    """Whether an element waits for nothing: all that it would be decided by is excluded. The certification waits."""
    return "code" in plain and _is_pending(plain) and plain["code"] in candidature.exclusions


def is_awaited(dossier: Dossier, candidature: Candidature, plain: Plain) -> bool:
    """Whether an element that is not validated is to be, or was to."""
    return not is_not_due(dossier, candidature, plain) and not is_left_out(candidature, plain)


def inside(plain: Plain) -> list[Plain]:
    """What is decided within a bloc, or stands in none."""
    return [each for key in INSIDE for each in elements_of(plain, key)]


def _bloc(dossier: Dossier, candidature: Candidature, bloc: Plain, *, is_sought: bool) -> Words:
    """A bloc, with what is inside of it; of one that is not sought, or was acquired before, what is known alone."""
    words = element(dossier, candidature, bloc, "m")
    is_held = bloc["verdict"] == VALIDE and bloc.get("origine") not in ISSUED_HERE
    below = {
        key: [
            own
            for each in elements_of(bloc, key)
            if (
                (own := element(dossier, candidature, each, "f"))["valeur"] not in NON_EVALUE.values()
                and each["verdict"] != EN_ATTENTE
            )
            or each.get("origine") == "jury"
            or (is_sought and not is_held and not is_not_due(dossier, candidature, each))
        ]
        for key in INSIDE
    }
    if is_held and words["calcule"] == verdict(EN_ATTENTE):
        words |= BLANK
    return {**words, **({} if is_sought else {"mot": NOT_SOUGHT, **BLANK}), **below}


def _of_no_bloc(dossier: Dossier, candidature: Candidature, key: str) -> list[Words]:
    """What is decided in no bloc; what a candidate does not seek of it is said so."""
    return [
        element(dossier, candidature, each, "f")
        | ({"mot": f"{NOT_SOUGHT}e", **BLANK} if is_not_due(dossier, candidature, each) else {})
        for each in elements_of(candidature.results, key)
    ]


def element(dossier: Dossier, candidature: Candidature, plain: Plain, genre: Genre) -> Words:
    """One element: its words, what it counts, what was computed where the jury decided otherwise."""
    code = str(plain.get("code", "certification"))
    decision, computed_verdict = part_of(plain, "decision"), part_of(plain, "calcule").get("verdict")
    left_out = is_left_out(candidature, plain)
    return {
        "code": code,
        "intitule": title(dossier, code),
        "verdict": plain.get("verdict"),
        "mot": NEUTRALISE[genre] if left_out else verdict(plain.get("verdict"), genre),
        "compte": "" if left_out else compte(plain, dossier.item_counts.get(code, ItemCount())),
        "valeur": _valeur(dossier, code, plain, genre),
        "origine": ORIGINES.get(str(plain.get("origine")), ""),
        "calcule": verdict(computed_verdict, genre)
        if computed_verdict not in {None, plain.get("verdict")}
        else "",
        **{key: str(decision.get(key, "")) for key in DECISION_KEYS},
        "source": _source(decision) if plain.get("origine") == "equivalence" else "",
    }


def _source(decision: Plain) -> str:
    """What an equivalence rests on: `bloc D, version 0.9.0`, of another certification by its name."""
    bloc, version = str(decision.get("bloc", "")), str(decision.get("version", ""))
    words = ("blocs" if ", " in bloc else "bloc", "versions" if ", " in version else "version")
    texts = [f"{word} {text}" for word, text in zip(words, (bloc, version), strict=True) if text]
    return ", ".join(filter(None, [str(decision.get("certification", "")), *texts]))


def _valeur(dossier: Dossier, code: str, plain: Plain, genre: Genre) -> str:
    """The mark, mean or level of an element and what it takes; that it is unknown, or failed; or nothing."""
    if plain.get("defaillant"):
        return "défaillant"
    referentiel, number = dossier.referentiel, plain.get("valeur")
    entry = referentiel.entries.get(code)
    levels = entry.scale.words() if entry else ()
    whole = [levels[0], levels[-1]] if levels else as_number(entry.unknown) if entry else None
    if entry and isinstance(number, list) and number == whole:
        return NON_EVALUE[genre]
    demand = dossier.demands.get(code, NO_DEMAND)
    text = nombre(number, (*bornes(referentiel, code), *demand.limits), level=bool(levels))
    return f"{text} ({demand.text})" if text and demand.text else text


def parcours(dossier: Dossier, candidature: Candidature) -> str:
    """The parcours that a candidate takes, by its title, else its code; empty where none is known."""
    code = candidature.results.get(PARCOURS)
    title = next((each.intitule for each in dossier.referentiel.model.parcours if each.code == code), None)
    return str(title or code or "")


def voie(dossier: Dossier, candidature: Candidature) -> str:
    """By which way a candidate comes, as results or the registration say it; empty where neither does."""
    inscription = dossier.inscription(candidature.code)
    return VOIES.get(str(candidature.results.get(VOIE) or (inscription and inscription.voie)), "")


def title(dossier: Dossier, code: str) -> str:
    """How an element is called in the référentiel: its title, else its wording; empty for none."""
    target = dossier.referentiel.elements.get(code)
    model = target.model if target else None
    return str(getattr(model, "intitule", None) or getattr(model, "libelle", None) or "")


def remainder(dossier: Dossier, candidature: Candidature) -> Iterator[str]:
    """What is still to be validated: blocs with what lacks in them, what is in none, else the last rule."""
    if candidature.certification.get("verdict") == VALIDE:
        return
    beside = blocs_out_of_aims(dossier, candidature)
    blocs = [
        each
        for each in candidature.blocs
        if each["verdict"] not in {None, VALIDE} and not is_left_out(candidature, each)
    ]
    for bloc in blocs:
        code = str(bloc["code"])
        lack = f" ({NOT_SOUGHT})" if code in beside else _missing_parts(dossier, candidature, bloc)
        yield f"{code} – {title(dossier, code)}{lack}"
    outside = missing_out_of_blocs(dossier, candidature)
    codes = [str(each["code"]) for each in outside]
    others = [each for each in candidature.lacks.get(CERTIFICATION, ()) if each.name not in codes]
    codes += [each.name for each in others if each.name in dossier.referentiel.elements]
    not_sought = {str(each["code"]) for each in outside if is_not_due(dossier, candidature, each)}
    for code in codes:
        yield f"{code} – {title(dossier, code)}{f' ({NOT_SOUGHT}e)' if code in not_sought else ''}"
    measures = [lack_text(each) for each in others if each.name not in codes]
    yield from (f"la certification – {each}" for each in measures)
    if not blocs and not codes and not measures:
        reason = certification_reason(candidature) or jury_reason(candidature)
        yield f"la certification – {reason}"


def certification_reason(candidature: Candidature) -> str:
    """Why who lacks nothing else has not the certification; empty where the jury decided so."""
    certification = candidature.certification
    is_computed = certification.get("origine") == "calcul"
    return CERTIFICATION_REASONS.get(str(certification.get("verdict")), "") if is_computed else ""


def jury_reason(candidature: Candidature) -> str:
    """Where the jury leaves the certification that it does not give: at another session, or at its decision."""
    report = part_of(candidature.certification, "decision").get("report")
    return f"reportée à la session {report}" if report else "non validée par décision du jury"


def missing_out_of_blocs(dossier: Dossier, candidature: Candidature) -> list[Plain]:
    """What stands in no bloc, on which the certification rests, and is not validated."""
    rests_on = rests(dossier.referentiel, CERTIFICATION)
    missing = [each for each in inside(candidature.results) if each["verdict"] in {NON_VALIDE, EN_ATTENTE}]
    return [each for each in missing if each["code"] in rests_on and not is_left_out(candidature, each)]


def lack_text(lack: Lack) -> str:
    """`E3 : 9,5 (il faut au moins 10)`."""
    return f"{lack.name}\u00a0: {lack.text}" if lack.name else lack.text


def _missing_parts(dossier: Dossier, candidature: Candidature, bloc: Plain) -> str:
    """What is not validated of a bloc: its compétences, épreuves, marks; those that are pending apart."""
    rests_on = rests(dossier.referentiel, str(bloc["code"]))
    competences, epreuves = (elements_of(bloc, key) for key in INSIDE)
    parts = [*competences, *(each for each in epreuves if each["code"] in rests_on)]
    texts = []
    for state, words in ((NON_VALIDE, "à valider"), (EN_ATTENTE, "en attente")):
        pending = [each for each in parts if each["verdict"] == state]
        codes = [str(each["code"]) for each in pending if is_awaited(dossier, candidature, each)]
        lacks = [each for each in candidature.lacks.get(str(bloc["code"]), ()) if each.verdict == state]
        codes += [each.name or each.text for each in lacks if each.name not in codes]
        texts += [f"{words}\u00a0: {', '.join(codes)}"] if codes else []
    return f" ({' ; '.join(texts)})".replace(" ;", "\u00a0;") if texts else ""
