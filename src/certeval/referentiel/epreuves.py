"""How an épreuve is held, as declared: its parts, durations, groups, subjects, what is handed in."""

from typing import Annotated, Literal

from pydantic import Field

from certeval.referentiel.parcours import PourQui
from certeval.referentiel.texts import DUREE, Code, DureeDeclaree, Entier, code_of
from certeval.rules.file_model import (
    BY_SHAPE,
    LIST,
    WORD,
    About,
    FileModel,
    OnChange,
    Present,
    Text,
    key,
    optional,
    several,
)

Remplace = Annotated[
    Present[
        Annotated[Annotated[Text, WORD] | Annotated[tuple[Text, ...], Field(min_length=1), LIST], BY_SHAPE]
    ],
    About(
        "Replaces",
        "The code, or the codes, of the version before that this element stands for.",
        "C1.2",
        ["C1.2", "C1.3"],
    ),
    OnChange.NOTHING,
]
"""The code, or codes, of the version before that an element stands for."""
Forme = Literal["ecrit", "oral", "pratique", "dossier", "entretien", "questionnaire", "controle_continu"]


class Groupe(FileModel):
    """The group in which candidates work, and how it comes about."""

    de: Entier | None = optional("Fewest candidates", "The fewest candidates of a group.", 3)
    a: Entier | None = optional("Most candidates", "The most candidates of a group.", 4)
    constitution: Text | None = optional("Made up by", "How the group is made up.", "tirage au sort")
    quand: Text | None = optional("Made up when", "When the group is made up.", "le matin même")


class Sujet(FileModel):
    """What the candidates work on, and how it comes to them."""

    nature: Text = key("Nature of the subject", "A case, a situation, a theme.", "cas d’une entreprise")
    attribution: Text | None = optional("Attribution", "How the subject is given.", "tirage au sort")
    par: Text | None = optional("Chosen by", "Who draws, chooses or proposes the subject.", "groupe")


class Apres(FileModel):
    """The part that this one follows."""

    partie: Text = key("Part before", "The code of the part that comes before.", "E1-ecrit")
    delai: DureeDeclaree | None = optional("Time between", "The time since that part.", "7 j")


class Remise(FileModel):
    """What is handed in, to whom, how and when."""

    quoi: Text = key("What is handed in", "What the candidate hands in.", "dossier")
    a: Text | None = optional("Handed in to", "Who receives it.", "correcteur")
    par: Text | None = optional("Handed in by", "The means.", "mail")
    quand: Text | None = optional("Handed in when", "The moment, or the deadline.", "à l’issue des 8 h")


class Phase(FileModel):
    """One step of a part, in order."""

    intitule: Text = key("Name", "The name of the phase.", "Questions du jury")
    duree: Annotated[DureeDeclaree | None, DUREE] = None


class Modalite(FileModel):
    """What an épreuve and each of its parts can both say of themselves."""

    code: Code
    intitule: Text | None = None
    description: Text | None = optional(
        "Description",
        "The text of the source, quoted.",
        "Épreuve comprenant deux modalités d’évaluation.",
        on_change=OnChange.NOTHING,
    )
    duree: Annotated[DureeDeclaree | None, DUREE, OnChange.NOTHING] = None
    cadre: Text | None = optional(
        "Setting",
        "The organisation where the work takes place.",
        "Entreprise d’accueil du candidat",
        on_change=OnChange.NOTHING,
    )
    sujet: Sujet | None = optional(
        "Subject",
        "What the candidates work on, and how it comes to them.",
        {"nature": "cas d’une entreprise", "attribution": "tirage au sort"},
        on_change=OnChange.NOTHING,
    )


class Partie(Modalite):
    """One part of an épreuve: a written paper, an oral, a dossier. What the source does not say is absent."""

    code: Annotated[Code, code_of("Code of the part", "E1-ecrit")]
    pour: PourQui = None
    intitule: Text | None = optional("Name of the part", "The name that the source gives.", "Écrit collectif")
    remplace: Remplace = None
    forme: Forme = key(
        "Form",
        "`ecrit`, `oral`, `pratique`, `dossier`, `entretien`, `questionnaire` or `controle_continu`.",
        "oral",
    )
    sous_forme_de: Text | None = optional(
        "In the form of", "The particular form, in the words of the source.", "jeu de rôle"
    )
    candidats: Literal["individuel", "groupe"] | None = optional(
        "Alone or together", "Whether candidates work alone or in a group.", "groupe"
    )
    groupe: Groupe | None = optional(
        "Group",
        "How large the group is, and how it comes about.",
        {"de": 3, "a": 4, "constitution": "tirage au sort"},
    )
    apres: Apres | None = optional(
        "After", "The part that comes before, and the time between.", {"partie": "E1-ecrit", "delai": "7 j"}
    )
    deroulement: tuple[Phase, ...] = several(
        "Course",
        "The phases of the part, in order.",
        [
            {"intitule": "Présentation", "duree": "10 min"},
            {"intitule": "Questions du jury", "duree": "20 min"},
        ],
    )
    acces: tuple[Text, ...] = several("Allowed", "The tools and documents allowed.", ["Internet"])
    support: Text | None = optional(
        "Support", "What the candidate prepares to speak from.", "diaporama de présentation"
    )
    remise: Remise | None = optional(
        "Handed in",
        "What is handed in, to whom, how and when.",
        {"quoi": "dossier", "a": "correcteur", "par": "mail"},
    )
    jury: Text | None = optional("Part of the jury", "What the jury does.", "joue le rôle du directeur")
    candidat: Text | None = optional(
        "Part of the candidate", "What the candidate does.", "présente son dossier au jury"
    )


class EpreuveDecrite(Modalite):
    """An épreuve as its référentiel describes it; what is entered and what it takes are said elsewhere."""

    code: Annotated[Code, code_of("Code of the épreuve", "E1")]
    intitule: Text = key(
        "Name of the épreuve", "The name of the épreuve.", "Étude de cas", on_change=OnChange.NOTHING
    )
    evalue: Annotated[tuple[Text, ...], Field(min_length=1)] | None = optional(
        "Assesses",
        "The codes that the épreuve assesses; if absent, all the compétences of the bloc.",
        ["C1.1", "C1.2"],
        on_change=OnChange.ASSESSED,
    )
    attendus: Text | None = optional(
        "What is expected",
        "What the source expects of the candidates, quoted.",
        "La proposition est argumentée et chiffrée.",
        on_change=OnChange.NOTHING,
    )
    parties: tuple[Partie, ...] = several(
        "Parts",
        "The parts of the épreuve, in order.",
        [
            {"code": "E1-ecrit", "forme": "ecrit", "duree": "8 h"},
            {"code": "E1-oral", "forme": "oral", "duree": "30 min"},
        ],
    )
