"""Who a candidate is, in the words of a document: from the candidates’ table, else from what sheets say."""

from collections.abc import Mapping

from certeval.documents.dossier import Candidature, Dossier
from certeval.documents.francais import MOIS
from certeval.jury import births

BORN, USED = "Nom Naissance", "Nom Usage"
PRENOMS = ("Prenom 1", "Prenom 2", "Prenom 3")
COMMUNE = "Libelle Commune Naissance"
NE: Mapping[str, str] = {"F": "née", "2": "née", "M": "né", "1": "né"}
"""By the sex of the candidates’ table."""


def identite(dossier: Dossier, candidature: Candidature) -> dict[str, str]:
    """`nom` as one is called, first names first; `titulaire`, the same unless a part of it lacks; `liste` as lists have
    it, the family name first; `naissance`; all empty where nothing says who it is. `code` is always there.
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
        "titulaire": "" if lacking(dossier, candidature) else called,
        "liste": f"{known} {first}".strip(),
        "naissance": _naissance(said, ne),
    }


def lacking(dossier: Dossier, candidature: Candidature) -> str:
    """The heading that lacks for the identity of a holder, a family name or a first one; nothing where none does.

    A sheet may have both in one column.
    """
    said = _said(dossier, candidature)
    if not (said.get(BORN) or said.get(USED)):
        return BORN
    is_whole = said.get(PRENOMS[0]) or dossier.person(candidature) is None
    return "" if is_whole else PRENOMS[0]


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
    year, month, day = (births.whole(said.get(each, "")) for each in births.BOUNDS)
    words = ""
    if year and month and day and month <= len(MOIS):
        number = "1er" if day == 1 else str(day)
        words = f"le {number}\u00a0{MOIS[month - 1]}\u00a0{year}"
    elif year:
        words = f"en {year}"
    place = said.get(COMMUNE, "")
    words += f" à {place}" if place else ""
    return f"{ne} {words.strip()}" if words else ""
