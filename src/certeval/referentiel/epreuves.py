"""How an épreuve is held, as declared: its parts, durations, groups, subjects, what is handed in."""

from typing import Annotated, Literal

from pydantic import Field

from certeval.referentiel.parcours import PourQui
from certeval.referentiel.texts import DUREE, Code, DureeDeclaree, Entier, code_of
from certeval.rules.file_model import BY_SHAPE, LIST, WORD, About, FileModel, OnChange, Present, Text

Remplace = Annotated[
    Present[
        Annotated[Annotated[Text, WORD] | Annotated[tuple[Text, ...], Field(min_length=1), LIST], BY_SHAPE]
    ],
    About("Replaces", "The code, or the codes, of the version before that this element stands for.").like(
        "C1.2", ["C1.2", "C1.3"]
    ),
    OnChange.NOTHING,
]
"""The code, or codes, of the version before that an element stands for."""
Forme = Literal["ecrit", "oral", "pratique", "dossier", "entretien", "questionnaire", "controle_continu"]


class Groupe(FileModel):
    """The group in which candidates work, and how it comes about."""

    de: Annotated[Entier | None, About("Fewest candidates", "The fewest candidates of a group.").like(3)] = (
        None
    )
    a: Annotated[Entier | None, About("Most candidates", "The most candidates of a group.").like(4)] = None
    constitution: Annotated[
        Text | None, About("Made up by", "How the group is made up.").like("tirage au sort")
    ] = None
    quand: Annotated[
        Text | None, About("Made up when", "When the group is made up.").like("le matin même")
    ] = None


class Sujet(FileModel):
    """What the candidates work on, and how it comes to them."""

    nature: Annotated[
        Text, About("Nature of the subject", "A case, a situation, a theme.").like("cas d’une entreprise")
    ]
    attribution: Annotated[
        Text | None, About("Attribution", "How the subject is given.").like("tirage au sort")
    ] = None
    par: Annotated[
        Text | None, About("Chosen by", "Who draws, chooses or proposes the subject.").like("groupe")
    ] = None


class Apres(FileModel):
    """The part that this one follows."""

    partie: Annotated[Text, About("Part before", "The code of the part that comes before.").like("E1-ecrit")]
    delai: Annotated[DureeDeclaree | None, About("Time between", "The time since that part.").like("7 j")] = (
        None
    )


class Remise(FileModel):
    """What is handed in, to whom, how and when."""

    quoi: Annotated[Text, About("What is handed in", "What the candidate hands in.").like("dossier")]
    a: Annotated[Text | None, About("Handed in to", "Who receives it.").like("correcteur")] = None
    par: Annotated[Text | None, About("Handed in by", "The means.").like("mail")] = None
    quand: Annotated[
        Text | None, About("Handed in when", "The moment, or the deadline.").like("à l’issue des 8 h")
    ] = None


class Phase(FileModel):
    """One step of a part, in order."""

    intitule: Annotated[Text, About("Name", "The name of the phase.").like("Questions du jury")]
    duree: Annotated[DureeDeclaree | None, DUREE] = None


class Modalite(FileModel):
    """What an épreuve and each of its parts can both say of themselves."""

    code: Code
    intitule: Text | None = None
    description: Annotated[
        Text | None,
        About("Description", "The text of the source, quoted.").like(
            "Épreuve comprenant deux modalités d’évaluation."
        ),
        OnChange.NOTHING,
    ] = None
    duree: Annotated[DureeDeclaree | None, DUREE, OnChange.NOTHING] = None
    cadre: Annotated[
        Text | None,
        About("Setting", "The organisation where the work takes place.").like(
            "Entreprise d’accueil du candidat"
        ),
        OnChange.NOTHING,
    ] = None
    sujet: Annotated[
        Sujet | None,
        About("Subject", "What the candidates work on, and how it comes to them.").like(
            {"nature": "cas d’une entreprise", "attribution": "tirage au sort"}
        ),
        OnChange.NOTHING,
    ] = None


class Partie(Modalite):
    """One part of an épreuve: a written paper, an oral, a dossier. What the source does not say is absent."""

    code: Annotated[Code, code_of("Code of the part", "E1-ecrit")]
    pour: PourQui = None
    intitule: Annotated[
        Text | None, About("Name of the part", "The name that the source gives.").like("Écrit collectif")
    ] = None
    remplace: Remplace = None
    forme: Annotated[
        Forme,
        About(
            "Form",
            "`ecrit`, `oral`, `pratique`, `dossier`, `entretien`, `questionnaire` or `controle_continu`.",
        ).like("oral"),
    ]
    sous_forme_de: Annotated[
        Text | None,
        About("In the form of", "The particular form, in the words of the source.").like("jeu de rôle"),
    ] = None
    candidats: Annotated[
        Literal["individuel", "groupe"] | None,
        About("Alone or together", "Whether candidates work alone or in a group.").like("groupe"),
    ] = None
    groupe: Annotated[
        Groupe | None,
        About("Group", "How large the group is, and how it comes about.").like(
            {"de": 3, "a": 4, "constitution": "tirage au sort"}
        ),
    ] = None
    apres: Annotated[
        Apres | None,
        About("After", "The part that comes before, and the time between.").like(
            {"partie": "E1-ecrit", "delai": "7 j"}
        ),
    ] = None
    deroulement: Annotated[
        tuple[Phase, ...],
        About("Course", "The phases of the part, in order.").like(
            [
                {"intitule": "Présentation", "duree": "10 min"},
                {"intitule": "Questions du jury", "duree": "20 min"},
            ]
        ),
    ] = ()
    acces: Annotated[
        tuple[Text, ...], About("Allowed", "The tools and documents allowed.").like(["Internet"])
    ] = ()
    support: Annotated[
        Text | None,
        About("Support", "What the candidate prepares to speak from.").like("diaporama de présentation"),
    ] = None
    remise: Annotated[
        Remise | None,
        About("Handed in", "What is handed in, to whom, how and when.").like(
            {"quoi": "dossier", "a": "correcteur", "par": "mail"}
        ),
    ] = None
    jury: Annotated[
        Text | None, About("Part of the jury", "What the jury does.").like("joue le rôle du directeur")
    ] = None
    candidat: Annotated[
        Text | None,
        About("Part of the candidate", "What the candidate does.").like("présente son dossier au jury"),
    ] = None


class EpreuveDecrite(Modalite):
    """An épreuve as its référentiel describes it; what is entered and what it takes are said elsewhere."""

    code: Annotated[Code, code_of("Code of the épreuve", "E1")]
    intitule: Annotated[
        Text, About("Name of the épreuve", "The name of the épreuve.").like("Étude de cas"), OnChange.NOTHING
    ]
    evalue: Annotated[
        Annotated[tuple[Text, ...], Field(min_length=1)] | None,
        About(
            "Assesses", "The codes that the épreuve assesses; if absent, all the compétences of the bloc."
        ).like(["C1.1", "C1.2"]),
        OnChange.ASSESSED,
    ] = None
    attendus: Annotated[
        Text | None,
        About("What is expected", "What the source expects of the candidates, quoted.").like(
            "La proposition est argumentée et chiffrée."
        ),
        OnChange.NOTHING,
    ] = None
    parties: Annotated[
        tuple[Partie, ...],
        About("Parts", "The parts of the épreuve, in order.").like(
            [
                {"code": "E1-ecrit", "forme": "ecrit", "duree": "8 h"},
                {"code": "E1-oral", "forme": "oral", "duree": "30 min"},
            ]
        ),
    ] = ()
