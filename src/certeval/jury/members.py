"""Who deliberates: the members of a jury, the act that designates them, what ties them to candidates."""

from typing import Annotated, Literal

from certeval.jury.words import CANDIDAT, LE, MEMBRE, PAR, OuiNon
from certeval.messages import N_
from certeval.referentiel.jury import ReglesJury
from certeval.referentiel.texts import Code, Jour
from certeval.rules.about import About
from certeval.rules.declared import GIVEN, Declared, Text


class Designation(Declared):
    """By which act the jury was designated: without its proof a deliberation may be annulled."""

    par: Annotated[Text, PAR]
    le: Annotated[Jour, LE]
    acte: Annotated[Text, About(N_("Act"), N_("The act that designates the jury."), "décision 2026-14")]


class Membre(Declared):
    """A member of the jury."""

    code: Annotated[Code, MEMBRE]
    qualite: Annotated[
        Text, About(N_("Capacity"), N_("In what capacity the member sits."), "directrice commerciale")
    ]
    organisme: Annotated[
        Text | None, About(N_("Organisation"), N_("Where the member works."), "Entreprise Exemple")
    ] = None
    externe: Annotated[
        OuiNon | None,
        GIVEN,
        About(N_("External"), N_("Whether the member is external to the certifier."), "oui"),
    ] = None
    qualifie: Annotated[
        OuiNon | None,
        GIVEN,
        About(
            N_("Qualified"), N_("Whether the member is a qualified representative of the profession."), "oui"
        ),
    ] = None
    role: Annotated[
        Literal["president", "membre"],
        About(N_("Role"), N_("The president of the jury, or a member."), "president"),
    ] = "membre"
    habilite_jusque: Annotated[
        Jour | None,
        GIVEN,
        About(
            N_("Authorised until"), N_("The last day of the member’s authorisation, included."), "2028-12-31"
        ),
    ] = None


class Lien(Declared):
    """What ties a member to a candidate: the member does not sit for that candidate."""

    membre: Annotated[Text, MEMBRE]
    candidat: Annotated[Text, CANDIDAT]
    nature: Annotated[Text, About(N_("Nature"), N_("What ties them."), "ancien employeur")]


class JuryDeSession(Declared):
    """Who deliberates, by which act, under which rules."""

    designation: Annotated[
        Designation | None,
        GIVEN,
        About(
            N_("Designation"),
            N_("The act that designates the jury."),
            {"par": "directeur", "le": "2026-05-20", "acte": "décision 2026-14"},
        ),
    ] = None
    regles: Annotated[
        ReglesJury | None,
        GIVEN,
        About(
            N_("Rules of the jury"),
            N_("How it is composed and its quorum; else those of the référentiel."),
            {"membres": {"au_moins": 2}, "quorum": {"presents": 2}},
        ),
    ] = None
    membres: Annotated[
        tuple[Membre, ...],
        About(
            N_("Members"),
            N_("The members of the jury."),
            [{"code": "J1", "qualite": "directrice commerciale", "externe": "oui", "role": "president"}],
        ),
    ] = ()
    liens: Annotated[
        tuple[Lien, ...],
        About(
            N_("Ties"),
            N_("What ties members to candidates."),
            [{"membre": "J2", "candidat": "C007", "nature": "ancien employeur"}],
        ),
    ] = ()
