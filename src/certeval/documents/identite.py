"""Who a candidate is, in the words of a document: names, and where and when one was born."""

from collections.abc import Mapping

from certeval.documents.dossier import Candidature, Dossier
from certeval.documents.francais import MOIS, dans
from certeval.jury import persons

BORN, USED = "Nom Naissance", "Nom Usage"
PRENOMS = ("Prenom 1", "Prenom 2", "Prenom 3")
COMMUNE = "Libelle Commune Naissance"
NE: Mapping[str, str] = {"F": "née", "M": "né"}
"""By the sex of the candidates’ table."""


def identite(dossier: Dossier, candidature: Candidature) -> dict[str, str]:
    """`nom` as one is called, first names first; `titulaire`, the same unless a part of it lacks; `liste` as lists have
    it, the family name first; `naissance`; all empty where nothing says who it is. `code` is always there.
    """
    identity = _identity(dossier, candidature)
    first = " ".join(identity[each] for each in PRENOMS if identity.get(each))
    birth_name, used = identity.get(BORN, ""), identity.get(USED, "")
    ne = NE.get(persons.sex(identity), "né(e)")
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


def of_code(code: str) -> dict[str, str]:
    """The same of a code that is no candidate’s."""
    return {"code": code, "nom": "", "titulaire": "", "liste": "", "naissance": ""}


def missing_heading(dossier: Dossier, candidature: Candidature) -> str:
    """The heading that lacks for a holder's identity, family or first name (a sheet may have both in one)."""
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
    year, month, day = (persons.whole_number(identity.get(each, "")) for each in persons.BOUNDS)
    words = ""
    if year and month and day and month <= len(MOIS):
        number = "1er" if day == 1 else str(day)
        words = f"le {number}\u00a0{MOIS[month - 1]}\u00a0{year}"
    elif year:
        words = f"en {year}"
    if place := identity.get(COMMUNE, ""):
        words += f" à {place}" if persons.is_abroad(identity) else f" {dans(place)}"
    return f"{ne} {words.strip()}" if words else ""
