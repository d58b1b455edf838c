"""Who a candidate is, what it comes to, in the words of a document: decisions, counts, what was computed, remains."""

from collections.abc import Iterator, Mapping
from datetime import date

from certeval.documents.dossier import ISSUED_HERE, Candidature, Dossier
from certeval.documents.francais import (
    MOIS,
    ORIGINES,
    Genre,
    bornes,
    compte,
    dans,
    jour,
    nombre,
    rests,
    verdict,
)
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, Plain, elements_of
from certeval.jury import births
from certeval.jury.holdings import target_blocs
from certeval.registre.acquis import CERTIFICATION
from certeval.text.nearest import fold

BORN, USED = "Nom Naissance", "Nom Usage"
PRENOMS = ("Prenom 1", "Prenom 2", "Prenom 3")
COMMUNE = "Libelle Commune Naissance"
NE: Mapping[str, str] = {"F": "née", "2": "née", "M": "né", "1": "né"}
"""By the sex of the candidates’ table."""


def identite(dossier: Dossier, candidature: Candidature) -> dict[str, str]:
    """`nom` as one is called, first names first; `titulaire`, the same unless a part of it lacks; `liste` as lists have
    it, the family name first; `naissance`; all empty where nothing says who it is. `code` is always there.
    """
    identity = _identity(dossier, candidature)
    first = " ".join(identity[each] for each in PRENOMS if identity.get(each))
    birth_name, used = identity.get(BORN, ""), identity.get(USED, "")
    ne = NE.get(identity.get("Sexe", "").upper(), "né(e)")
    surname = used or birth_name
    name = f"{first} {surname}".strip()
    if used and birth_name and used != birth_name:
        name += f", {ne}\u00a0{birth_name}"
    return {
        "code": candidature.code,
        "nom": name,
        "titulaire": "" if missing_heading(dossier, candidature) else name,
        "liste": f"{surname} {first}".strip(),
        "naissance": _naissance(identity, ne),
    }


def missing_heading(dossier: Dossier, candidature: Candidature) -> str:
    """The heading that lacks for the identity of a holder, a family name or a first one; nothing where none does.

    A sheet may have both in one column.
    """
    identity = _identity(dossier, candidature)
    if not (identity.get(BORN) or identity.get(USED)):
        return BORN
    is_whole = identity.get(PRENOMS[0]) or dossier.person(candidature) is None
    return "" if is_whole else PRENOMS[0]


def names_of(dossier: Dossier, candidature: Candidature) -> dict[str, str]:
    """The names of a candidate and of where it was born, by heading of the candidates' table."""
    identity = _identity(dossier, candidature)
    return {each: identity[each] for each in (BORN, USED, *PRENOMS, COMMUNE) if identity.get(each)}


def _identity(dossier: Dossier, candidature: Candidature) -> Mapping[str, str]:
    if person := dossier.person(candidature):
        return person.cells
    details = candidature.details
    return {BORN: details.get("nom", ""), PRENOMS[0]: details.get("prenom", "")}


def _naissance(identity: Mapping[str, str], ne: str) -> str:
    """`née le 3 mai 1990 à Lyon`, or as much of it as is known."""
    year, month, day = (births.whole_number(identity.get(each, "")) for each in births.BOUNDS)
    words = ""
    if year and month and day and month <= len(MOIS):
        number = "1er" if day == 1 else str(day)
        words = f"le {number}\u00a0{MOIS[month - 1]}\u00a0{year}"
    elif year:
        words = f"en {year}"
    if place := identity.get(COMMUNE, ""):
        words += f" à {place}" if births.is_abroad(identity) else f" {dans(place)}"
    return f"{ne} {words.strip()}" if words else ""


Words = dict[str, object]
DECISION_KEYS = ("motif", "vote", "fondement", "report", "session", "pv")
"""What is said of a verdict that is held."""
INSIDE = ("competences", "epreuves")
"""What is decided within a bloc."""
NOT_SOUGHT = "non visé"
CERTIFICATION_REASONS: Mapping[str, str] = {
    NON_VALIDE: "une autre condition de sa règle n’est pas remplie",
    EN_ATTENTE: "une autre condition de sa règle reste à évaluer",
}
"""Why who lacks nothing else has not the certification, where it is computed."""


def resultats(dossier: Dossier, candidature: Candidature) -> Words:
    """The certification, the blocs with their compétences and épreuves, what stands in no bloc, what remains."""
    results = candidature.results
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
            _bloc(dossier, each, is_sought=each["code"] not in beside)
            | {"rectifie": anew.get(str(each["code"]), "")}
            for each in candidature.blocs
        ],
        "competences": _inner_elements(dossier, results, "competences"),
        "epreuves": _inner_elements(dossier, results, "epreuves"),
        "reste": list(remainder(dossier, candidature)),
    }


def certification_words(dossier: Dossier, candidature: Candidature) -> Words:
    """The certification; who does not seek all that it takes does not seek it either."""
    certification = candidature.certification
    words = element(dossier, certification, "f")
    waits = certification.get("verdict") == EN_ATTENTE and certification.get("origine") == "calcul"
    return words | {"mot": f"{NOT_SOUGHT}e"} if waits and blocs_out_of_aims(dossier, candidature) else words


def blocs_out_of_aims(dossier: Dossier, candidature: Candidature) -> set[str]:
    """The blocs that a candidate does not seek, and of which nothing is known nor decided: the jury waits for none."""
    inscription = dossier.inscription(candidature.code)
    aims = target_blocs(inscription, dossier.referentiel) if inscription else None
    return {
        str(each["code"])
        for each in candidature.blocs
        if aims is not None and each["code"] not in aims
        if each["verdict"] == EN_ATTENTE and each.get("origine") == "calcul"
    }


def _bloc(dossier: Dossier, bloc: Plain, *, is_sought: bool) -> Words:
    """A bloc, with what is inside of it; of one that is not sought, or was acquired before, what is known alone."""
    words = element(dossier, bloc, "m")
    is_held = bloc["verdict"] == VALIDE and bloc.get("origine") not in ISSUED_HERE
    inside = {
        key: [
            each
            for each in _inner_elements(dossier, bloc, key)
            if each["verdict"] != EN_ATTENTE or (is_sought and not is_held)
        ]
        for key in INSIDE
    }
    blank = {"compte": "", "valeur": ""}
    if is_held and words["calcule"] == verdict(EN_ATTENTE):
        words |= blank
    return {**words, **({} if is_sought else {"mot": NOT_SOUGHT, **blank}), **inside}


def _inner_elements(dossier: Dossier, whole: Plain, key: str) -> list[Words]:
    return [element(dossier, each, "f") for each in elements_of(whole, key)]


def element(dossier: Dossier, plain: Plain, genre: Genre) -> Words:
    """One element: its words, what it counts, what was computed where the jury decided otherwise."""
    code = str(plain.get("code", "certification"))
    decision = plain.get("decision")
    decision = decision if isinstance(decision, dict) else {}
    before = plain.get("calcule")
    computed_verdict = before.get("verdict") if isinstance(before, dict) else None
    return {
        "code": code,
        "intitule": title(dossier, code),
        "verdict": plain.get("verdict"),
        "mot": verdict(plain.get("verdict"), genre),
        "compte": compte(plain, dossier.count_kinds.get(code, "")),
        "valeur": _valeur(dossier, code, plain),
        "origine": ORIGINES.get(str(plain.get("origine")), ""),
        "calcule": verdict(computed_verdict, genre)
        if computed_verdict not in {None, plain.get("verdict")}
        else "",
        **{key: str(decision.get(key, "")) for key in DECISION_KEYS},
    }


def _valeur(dossier: Dossier, code: str, plain: Plain) -> str:
    """The mark, the mean or the level of an element, or that a status fails it for good; empty for none."""
    if plain.get("defaillant"):
        return "défaillant"
    entry = dossier.referentiel.entries.get(code)
    level = entry is not None and bool(entry.scale.words())
    return nombre(plain.get("valeur"), bornes(dossier.referentiel, code), level=level)


def title(dossier: Dossier, code: str) -> str:
    """How an element is called in the référentiel: its title, else its wording; empty for none."""
    target = dossier.referentiel.elements.get(code)
    model = target.model if target else None
    return str(getattr(model, "intitule", None) or getattr(model, "libelle", None) or "")


def remainder(dossier: Dossier, candidature: Candidature) -> Iterator[str]:
    """What is still to be validated: each bloc, with the compétences that lack in it; what stands in no bloc; where
    nothing of that lacks, the rule of the certification.
    """
    if candidature.certification.get("verdict") == VALIDE:
        return
    beside = blocs_out_of_aims(dossier, candidature)
    blocs = [each for each in candidature.blocs if each["verdict"] not in {None, VALIDE}]
    for bloc in blocs:
        code = str(bloc["code"])
        lack = f" ({NOT_SOUGHT})" if code in beside else _missing_competences(bloc)
        yield f"{code} – {title(dossier, code)}{lack}"
    codes = [str(each["code"]) for each in missing_out_of_blocs(dossier, candidature)]
    yield from (f"{code} – {title(dossier, code)}" for code in codes)
    if not blocs and not codes and (reason := certification_reason(candidature)):
        yield f"la certification – {reason}"


def certification_reason(candidature: Candidature) -> str:
    """Why who lacks nothing else has not the certification; empty where the jury decided so."""
    certification = candidature.certification
    is_computed = certification.get("origine") == "calcul"
    return CERTIFICATION_REASONS.get(str(certification.get("verdict")), "") if is_computed else ""


def missing_out_of_blocs(dossier: Dossier, candidature: Candidature) -> list[Plain]:
    """What stands in no bloc, on which the certification rests, and is not validated."""
    rests_on = rests(dossier.referentiel, CERTIFICATION)
    return [
        each
        for key in INSIDE
        for each in elements_of(candidature.results, key)
        if each["verdict"] in {NON_VALIDE, EN_ATTENTE} and each["code"] in rests_on
    ]


def _missing_competences(bloc: Plain) -> str:
    """The compétences of a bloc that are not validated, those that are pending apart."""
    texts = []
    for state, words in ((NON_VALIDE, "à valider"), (EN_ATTENTE, "en attente")):
        codes = [str(each["code"]) for each in elements_of(bloc, "competences") if each["verdict"] == state]
        texts += [f"{words}\u00a0: {', '.join(codes)}"] if codes else []
    return f" ({' ; '.join(texts)})".replace(" ;", "\u00a0;") if texts else ""
