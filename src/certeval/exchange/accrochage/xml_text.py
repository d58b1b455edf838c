"""Passages as the XML of a flux, as in the official example: what the XSD wants is there, empty as nil."""

from functools import lru_cache

from certeval.exchange.accrochage.passage import (
    DossierFormation,
    EtatCivil,
    FluxEntete,
    Identification,
    Lieu,
    Naissance,
    Obtention,
    PassageCertification,
    Titre,
)

NAMESPACE = "urn:cdc:cpf:pc5:schema:1.0.0"
"""That of every version so far."""
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_BOOLEANS = {True: "true", False: "false"}


def heading(entete: FluxEntete) -> str:
    """What a flux begins with, down to where certifications stand."""
    action = _element("action", entete.nature) if entete.version != "1.1.2" else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<cpf:flux xmlns:cpf="{NAMESPACE}" xmlns:xsi="{XSI}">\n'
        f"{_element('idFlux', entete.id_flux)}{_element('horodatage', entete.horodatage)}{action}\n"
        f"<cpf:emetteur>{_element('idClient', entete.id_client_emetteur)}<cpf:certificateurs><cpf:certificateur>"
        f"{_element('idClient', entete.id_client_certificateur)}{_element('idContrat', entete.id_contrat)}"
        "<cpf:certifications>\n"
    )


ENDING = "</cpf:certifications></cpf:certificateur></cpf:certificateurs></cpf:emetteur>\n</cpf:flux>\n"
"""What a flux ends with."""


def titre_heading(titre: Titre) -> str:
    """What the passages of one certification begin with."""
    return (
        f"<cpf:certification>{_element('type', titre.type)}{_element('code', titre.code)}"
        f"{_optional('natureDeposant', titre.nature_deposant)}<cpf:passageCertifications>\n"
    )


TITRE_ENDING = "</cpf:passageCertifications></cpf:certification>\n"


def content(passage: PassageCertification) -> str:
    """What is told of a passage, but its identifier."""
    before, verbatim = _obtention(passage.obtention)
    return (
        f"{before}<cpf:identificationTitulaire>{_identification(passage.identification)}"
        f"</cpf:identificationTitulaire>{verbatim}"
    )


def with_identifier(id_technique: str, xml: str) -> str:
    """What is told of a passage, under its identifier."""
    return (
        f"<cpf:passageCertification>{_element('idTechnique', id_technique)}{xml}</cpf:passageCertification>\n"
    )


MOST_PARTS = 1 << 14
"""Parts of passages whose XML is kept, for holders share them."""


@lru_cache(MOST_PARTS)
def _obtention(each: Obtention) -> tuple[str, str]:
    """What stands before the holder, and after."""
    return (
        f"{_optional('urlPreuve', each.url_preuve)}{_optional('libelleOption', each.libelle_option)}"
        f"{_element('obtentionCertification', each.mode)}"
        f"{_element('donneeCertifiee', _BOOLEANS[each.donnee_certifiee])}"
        f"{_optional('dateDebutExamen', each.date_debut_examen)}{_optional('dateFinExamen', each.date_fin_examen)}"
        f"{_optional('modalitePassageExamen', each.modalite_passage)}"
        f"{_optional('codePostalCentreExamen', each.code_postal_centre)}"
        f"{_element('dateDebutValidite', each.date_debut_validite)}"
        f"{_nillable('dateFinValidite', each.date_fin_validite)}"
        f"{_element('presenceNiveauLangueEuro', _BOOLEANS[each.niveau_langue is not None])}"
        f"{_optional('niveauLangueEuropeen', each.niveau_langue)}"
        f"{_numeric(each.score_numerique, each.niveaux_numeriques)}{_nillable('scoring', each.scoring)}"
        f"{_nillable('mentionValidee', each.mention)}<cpf:modalitesInscription>"
        f"{_nillable('modaliteAcces', each.modalite_acces)}{_optional('voieAccessVAE', each.voie_acces_vae)}"
        f"{_optional('initiativeInscription', each.initiative)}"
        f"{_optional('dateInscription', each.date_inscription)}</cpf:modalitesInscription>"
    ), _optional("verbatim", each.verbatim)


def _identification(who: Identification) -> str:
    if isinstance(who, EtatCivil):
        noms = who.noms
        return (
            f"<cpf:titulaire>{_element('nomNaissance', noms.nom_naissance)}{_nillable('nomUsage', noms.nom_usage)}"
            f"{_element('prenom1', noms.prenom1)}{_optional('prenom2', noms.prenom2)}"
            f"{_optional('prenom3', noms.prenom3)}{_naissance(who.naissance)}{_lieu(who.lieu)}</cpf:titulaire>"
        )
    if isinstance(who, DossierFormation):
        return (
            f"<cpf:dossierFormation>{_element('idDossier', who.id_dossier)}"
            f"{_element('nomTitulaire', who.nom_titulaire)}"
            f"{_element('prenom1Titulaire', who.prenom1_titulaire)}</cpf:dossierFormation>"
        )
    return (
        f"<cpf:identifiantNational>{_element('nir', who.nir)}"
        f"{_element('nomNaissance', who.nom_naissance)}</cpf:identifiantNational>"
    )


@lru_cache(MOST_PARTS)
def _naissance(naissance: Naissance) -> str:
    return (
        f"{_element('anneeNaissance', naissance.annee)}{_nillable('moisNaissance', naissance.mois)}"
        f"{_nillable('jourNaissance', naissance.jour)}{_element('sexe', naissance.sexe)}"
    )


@lru_cache(MOST_PARTS)
def _lieu(place: Lieu) -> str:
    if place.code_insee is not None:
        insee = _element("codeInsee", place.code_insee)
        commune = f"<cpf:codeInseeNaissance>{insee}</cpf:codeInseeNaissance>"
    else:
        postal = _nillable("codePostal", place.code_postal)
        commune = f"<cpf:codePostalNaissance>{postal}</cpf:codePostalNaissance>"
    return (
        f"<cpf:codeCommuneNaissance>{commune}</cpf:codeCommuneNaissance>"
        f"{_optional('libelleCommuneNaissance', place.libelle_commune)}"
        f"{_optional('codePaysNaissance', place.code_pays)}{_optional('libellePaysNaissance', place.libelle_pays)}"
    )


def _numeric(score: str | None, levels: str | None) -> str:
    """Whether something is said of digital skills, then what."""
    presence = score is not None or levels is not None
    inner = "".join(
        f"<cpf:resultat>{_element('niveau', each[4:])}{_element('domaineCompetenceId', each[0])}"
        f"{_element('competenceId', each[2])}</cpf:resultat>"
        for each in (levels or "").split(";")
        if each
    )
    skills = _optional("scoreGeneral", score) + (f"<cpf:resultats>{inner}</cpf:resultats>" if inner else "")
    return _element("presenceNiveauNumeriqueEuro", _BOOLEANS[presence]) + (
        f"<cpf:niveauNumeriqueEuropeen>{skills}</cpf:niveauNumeriqueEuropeen>" if presence else ""
    )


def _element(name: str, text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<cpf:{name}>{text}</cpf:{name}>"


def _optional(name: str, text: str | None) -> str:
    return "" if text is None else _element(name, text)


def _nillable(name: str, text: str | None) -> str:
    return f'<cpf:{name} xsi:nil="true"/>' if text is None else _element(name, text)
