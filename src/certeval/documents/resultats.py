"""Who a candidate is, what it comes to, in the words of a document: decisions, counts, what was computed, remains."""

from collections.abc import Iterator, Mapping
from datetime import date

from certeval.documents.dossier import Candidature, Dossier
from certeval.documents.francais import MOIS, ORIGINES, Genre, compte, dans, jour, nombre, verdict
from certeval.engine.verdicts import EN_ATTENTE, NON_VALIDE, VALIDE, Plain, elements_of
from certeval.jury import births
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


def resultats(dossier: Dossier, candidature: Candidature) -> Words:
    """The certification, the blocs with their compétences and épreuves, what stands in no bloc, what remains."""
    results = candidature.results
    mine = (each.entry for each in dossier.corrections if fold(each.candidat) == fold(candidature.code))
    anew = {
        each.objet: f"Décision rectifiée le {jour(date.fromisoformat(each.le))} ({each.values.get('pv')})."
        for each in mine
    }
    certification = element(dossier, candidature.certification, "f")
    return {
        "certification": certification | {"rectifie": anew.get(CERTIFICATION, "")},
        "blocs": [
            _bloc(dossier, each) | {"rectifie": anew.get(str(each["code"]), "")} for each in candidature.blocs
        ],
        "competences": _inner_elements(dossier, results, "competences"),
        "epreuves": _inner_elements(dossier, results, "epreuves"),
        "reste": list(remainder(dossier, candidature)),
    }


def _bloc(dossier: Dossier, bloc: Plain) -> Words:
    inside = {key: _inner_elements(dossier, bloc, key) for key in ("competences", "epreuves")}
    return {**element(dossier, bloc, "m"), **inside}


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
        "valeur": nombre(plain.get("valeur")),
        "origine": ORIGINES.get(str(plain.get("origine")), ""),
        "calcule": verdict(computed_verdict, genre)
        if computed_verdict not in {None, plain.get("verdict")}
        else "",
        **{key: str(decision.get(key, "")) for key in DECISION_KEYS},
    }


def title(dossier: Dossier, code: str) -> str:
    """How an element is called in the référentiel: its title, else its wording; empty for none."""
    target = dossier.referentiel.elements.get(code)
    model = target.model if target else None
    return str(getattr(model, "intitule", None) or getattr(model, "libelle", None) or "")


def remainder(dossier: Dossier, candidature: Candidature) -> Iterator[str]:
    """What is still to be validated: each bloc, with the compétences that lack in it."""
    if candidature.certification.get("verdict") == VALIDE:
        return
    for bloc in candidature.blocs:
        if bloc["verdict"] not in {None, VALIDE}:
            code = str(bloc["code"])
            yield f"{code} – {title(dossier, code)}{_missing_competences(bloc)}"


def _missing_competences(bloc: Plain) -> str:
    """The compétences of a bloc that are not validated, those that are pending apart."""
    texts = []
    for state, words in ((NON_VALIDE, "à valider"), (EN_ATTENTE, "en attente")):
        codes = [str(each["code"]) for each in elements_of(bloc, "competences") if each["verdict"] == state]
        texts += [f"{words}\u00a0: {', '.join(codes)}"] if codes else []
    return f" ({' ; '.join(texts)})".replace(" ;", "\u00a0;") if texts else ""
