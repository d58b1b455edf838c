"""Who a candidate is, in the words of a document: from the candidates’ table, else from what sheets say."""

from collections.abc import Mapping

from certeval.documents.dossier import Candidature, Dossier
from certeval.documents.francais import MOIS

BORN, USED = "Nom Naissance", "Nom Usage"
PRENOMS = ("Prenom 1", "Prenom 2", "Prenom 3")
COMMUNE = "Libelle Commune Naissance"
NE: Mapping[str, str] = {"F": "née", "2": "née", "M": "né", "1": "né"}
"""By the sex of the candidates’ table."""


def identite(dossier: Dossier, candidature: Candidature) -> dict[str, str]:
    """`nom` as one is called, first names first; `liste` as lists have it, the family name first; `naissance`; all
    empty where nothing says who it is. `code` is always there.
    """
    said = _said(dossier, candidature)
    first = " ".join(said[each] for each in PRENOMS if said.get(each))
    born, used = said.get(BORN, ""), said.get(USED, "")
    ne = NE.get(said.get("Sexe", "").upper(), "né(e)")
    known = used or born
    called = f"{first} {known}".strip()
    if used and born and used != born:
        called += f", {ne}\u00a0{born}"
    return {
        "code": candidature.code,
        "nom": called,
        "liste": f"{known} {first}".strip(),
        "naissance": _naissance(said, ne),
    }


def named(dossier: Dossier, candidature: Candidature) -> dict[str, str]:
    """The names of a candidate and of where it was born, by heading of the candidates' table."""
    said = _said(dossier, candidature)
    return {each: said[each] for each in (BORN, USED, *PRENOMS, COMMUNE) if said.get(each)}


def _said(dossier: Dossier, candidature: Candidature) -> Mapping[str, str]:
    if person := dossier.person(candidature):
        return person.said
    details = candidature.details
    return {BORN: details.get("nom", ""), PRENOMS[0]: details.get("prenom", "")}


def _naissance(said: Mapping[str, str], ne: str) -> str:
    """`née le 3 mai 1990 à Lyon`, or as much of it as is known."""
    year = said.get("Annee Naissance", "")
    month, day = said.get("Mois Naissance", ""), said.get("Jour Naissance", "")
    words = ""
    if year and month.isdecimal() and day.isdecimal() and 1 <= int(month) <= len(MOIS):
        number = "1er" if int(day) == 1 else str(int(day))
        words = f"le {number}\u00a0{MOIS[int(month) - 1]}\u00a0{year}"
    elif year:
        words = f"en {year}"
    place = said.get(COMMUNE, "")
    words += f" à {place}" if place else ""
    return f"{ne} {words.strip()}" if words else ""
