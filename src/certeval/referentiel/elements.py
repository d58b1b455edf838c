"""The elements of a référentiel, in the words of article L6113-1: activités, compétences, évaluation, by blocs."""

from typing import Annotated

from certeval.referentiel.epreuves import EpreuveDecrite, Remplace
from certeval.referentiel.parcours import PourQui
from certeval.referentiel.texts import Code, code_of
from certeval.rules.file_model import About, FileModel, OnChange, Present, Text, key, optional, several
from certeval.rules.grammar import Regle
from certeval.rules.saisie import EchelleSaisie, JuresSaisie, Saisie, StatutsSaisie, TentativesSaisie

CODE_SOURCE = About(
    "Code in the source", "The code that the official document gives, where it differs.", "CR1.1"
)


class DeclaredElement(FileModel):
    """What every element may declare: its code, what is entered for it, what it takes."""

    code: Code = key(
        "Code",
        "Begins with a letter, and is used once in the file. Score sheets and rules name the element by it.",
        "C1.1",
    )
    code_source: Annotated[Text | None, CODE_SOURCE, OnChange.HEADING] = None
    remplace: Remplace = None
    echelle: EchelleSaisie = None
    statuts: StatutsSaisie = None
    jures: JuresSaisie = None
    tentatives: TentativesSaisie = None
    validation: Present[Regle] = optional(
        "What it takes",
        "The rule of this element; it replaces the one of its kind.",
        {"parmi": "criteres", "plus_de": "50 %"},
        on_change=OnChange.RULE,
    )
    pour: PourQui = None

    def saisie(self) -> Saisie | None:
        """What is entered for this element alone, where it says so."""
        if self.echelle is None and self.statuts is None and self.jures is None and self.tentatives is None:
            return None
        return Saisie.model_construct(
            echelle=self.echelle, statuts=self.statuts, jures=self.jures, tentatives=self.tentatives
        )


class Critere(DeclaredElement):
    code: Code = key(
        "Code of the critère",
        "Begins with a letter, and is used once in the file. It is a column of the score sheets.",
        "CR1.1.1",
    )
    libelle: Text = key(
        "Wording of the critère",
        "A result that can be observed, not a task.",
        "Les indicateurs sont justifiés",
        on_change=OnChange.NOTHING,
    )


class Enseigne(FileModel):
    """What the source says beside an element to teach and to hold it; decided by nobody."""

    savoirs: tuple[Text, ...] = several(
        "Savoirs",
        "The knowledge that the source lists; shown, never decided on.",
        ["Les méthodes de veille"],
        on_change=OnChange.NOTHING,
    )
    moyens: tuple[Text, ...] = several(
        "Means",
        "The places, tools and equipment that the source lists; shown, never decided on.",
        ["Un poste informatique"],
        on_change=OnChange.NOTHING,
    )
    prerequis: tuple[Text, ...] = several(
        "Prerequisites",
        "What the source asks for beforehand; shown, never decided on.",
        ["Niveau B1 en anglais"],
        on_change=OnChange.NOTHING,
    )


class SousCompetence(DeclaredElement):
    """A part of a compétence that is decided by itself, between it and its critères."""

    code: Annotated[Code, code_of("Code of the sous-compétence", "C1.1.a")]
    libelle: Text = key(
        "Wording of the sous-compétence",
        "What part of the compétence it is, in the words of the source.",
        "Choisir les indicateurs",
        on_change=OnChange.NOTHING,
    )
    criteres: tuple[Critere, ...] = several(
        "Critères",
        "What the jury observes to assess the sous-compétence.",
        [{"code": "CR1.1.1", "libelle": "Les indicateurs sont justifiés"}],
    )


class Competence(DeclaredElement, Enseigne):
    libelle: Text = key(
        "Wording of the compétence",
        "A verb of action in the infinitive, its object, its purpose.",
        "Préparer les outils de pilotage pour suivre l’activité",
        on_change=OnChange.NOTHING,
    )
    groupe: Text | None = optional(
        "Heading",
        "The heading under which the source puts the compétence; decided by nobody.",
        "Piloter l’activité",
        on_change=OnChange.NOTHING,
    )
    sous_competences: tuple[SousCompetence, ...] = several(
        "Sous-compétences",
        "The parts of the compétence that are decided one by one, each with its critères.",
        [{"code": "C1.1.a", "libelle": "Choisir les indicateurs"}],
    )
    criteres: tuple[Critere, ...] = several(
        "Critères",
        "What the jury observes to assess the compétence.",
        [{"code": "CR1.1.1", "libelle": "Les indicateurs sont justifiés"}],
    )


class Epreuve(EpreuveDecrite, DeclaredElement):
    """An épreuve: how it is held, and, where it bears a mark, what is entered and what it takes."""
