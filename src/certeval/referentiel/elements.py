"""The elements of a référentiel, in the words of article L6113-1: activités, compétences, évaluation, by blocs."""

from typing import Annotated, Literal

from pydantic import Field

from certeval.messages import N_
from certeval.referentiel.certification import METIERS
from certeval.referentiel.concerned import PourQui
from certeval.referentiel.correspondances import NumeroBloc
from certeval.referentiel.epreuves import Entier, EpreuveDecrite, Remplace
from certeval.referentiel.texts import Code
from certeval.rules.about import About, OnChange
from certeval.rules.declared import GIVEN, Declared, Text
from certeval.rules.grammar import Regle
from certeval.rules.saisie import EchelleSaisie, JuresSaisie, Saisie, StatutsSaisie, TentativesSaisie

CODE_SOURCE = About(
    N_("Code in the source"),
    N_("The code that the official document gives, where it differs."),
    "CR1.1",
)


class Element(Declared):
    """What every element may declare: its code, what is entered for it, what it takes."""

    code: Annotated[
        Code,
        About(
            N_("Code"),
            N_(
                "Begins with a letter, and is used once in the file. Score sheets and rules name the element "
                "by it."
            ),
            "C1.1",
        ),
        OnChange.PARTS,
    ]
    code_source: Annotated[
        Text | None,
        CODE_SOURCE,
        OnChange.HEADING,
    ] = None
    remplace: Remplace = None
    echelle: EchelleSaisie = None
    statuts: StatutsSaisie = None
    jures: JuresSaisie = None
    tentatives: TentativesSaisie = None
    validation: Annotated[
        Regle | None,
        GIVEN,
        About(
            N_("What it takes"),
            N_("The rule of this element; it replaces the one of its kind."),
            {"parmi": "criteres", "plus_de": "50 %"},
        ),
        OnChange.RULE,
    ] = None
    pour: PourQui = None

    def saisie(self) -> Saisie | None:
        """What is entered for this element alone, where it says so."""
        if self.echelle is None and self.statuts is None and self.jures is None and self.tentatives is None:
            return None
        return Saisie.model_construct(
            echelle=self.echelle, statuts=self.statuts, jures=self.jures, tentatives=self.tentatives
        )


class Critere(Element):
    code: Annotated[
        Code,
        About(
            N_("Code of the critère"),
            N_("Begins with a letter, and is used once in the file. It is a column of the score sheets."),
            "CR1.1.1",
        ),
        OnChange.PARTS,
    ]
    libelle: Annotated[
        Text,
        About(
            N_("Wording of the critère"),
            N_("A result that can be observed, not a task."),
            "Les indicateurs sont justifiés",
        ),
        OnChange.NOTHING,
    ]


class Enseigne(Declared):
    """What the source says beside an element to teach and to hold it; decided by nobody."""

    savoirs: Annotated[
        tuple[Text, ...],
        About(
            N_("Savoirs"),
            N_("The knowledge that the source lists; shown, never decided on."),
            ["Les méthodes de veille"],
        ),
        OnChange.NOTHING,
    ] = ()
    moyens: Annotated[
        tuple[Text, ...],
        About(
            N_("Means"),
            N_("The places, tools and equipment that the source lists; shown, never decided on."),
            ["Un poste informatique"],
        ),
        OnChange.NOTHING,
    ] = ()
    prerequis: Annotated[
        tuple[Text, ...],
        About(
            N_("Prerequisites"),
            N_("What the source asks for beforehand; shown, never decided on."),
            ["Niveau B1 en anglais"],
        ),
        OnChange.NOTHING,
    ] = ()


class SousCompetence(Element):
    """A part of a compétence that is decided by itself, between it and its critères."""

    code: Annotated[
        Code,
        About(
            N_("Code of the sous-compétence"),
            N_("Begins with a letter, and is used once in the file."),
            "C1.1.a",
        ),
        OnChange.PARTS,
    ]
    libelle: Annotated[
        Text,
        About(
            N_("Wording of the sous-compétence"),
            N_("What part of the compétence it is, in the words of the source."),
            "Choisir les indicateurs",
        ),
        OnChange.NOTHING,
    ]
    criteres: Annotated[
        tuple[Critere, ...],
        About(
            N_("Critères"),
            N_("What the jury observes to assess the sous-compétence."),
            [{"code": "CR1.1.1", "libelle": "Les indicateurs sont justifiés"}],
        ),
        OnChange.PARTS,
    ] = ()


class Competence(Element, Enseigne):
    libelle: Annotated[
        Text,
        About(
            N_("Wording of the compétence"),
            N_("A verb of action in the infinitive, its object, its purpose."),
            "Préparer les outils de pilotage pour suivre l’activité",
        ),
        OnChange.NOTHING,
    ]
    groupe: Annotated[
        Text | None,
        About(
            N_("Heading"),
            N_("The heading under which the source puts the compétence; decided by nobody."),
            "Piloter l’activité",
        ),
        OnChange.NOTHING,
    ] = None
    sous_competences: Annotated[
        tuple[SousCompetence, ...],
        About(
            N_("Sous-compétences"),
            N_("The parts of the compétence that are decided one by one, each with its critères."),
            [{"code": "C1.1.a", "libelle": "Choisir les indicateurs"}],
        ),
        OnChange.PARTS,
    ] = ()
    criteres: Annotated[
        tuple[Critere, ...],
        About(
            N_("Critères"),
            N_("What the jury observes to assess the compétence."),
            [{"code": "CR1.1.1", "libelle": "Les indicateurs sont justifiés"}],
        ),
        OnChange.PARTS,
    ] = ()


class Activite(Declared):
    code: Annotated[
        Code,
        About(N_("Code of the activité"), N_("Begins with a letter, and is used once in the file."), "A1.1"),
        OnChange.PARTS,
    ]
    code_source: Annotated[
        Text | None,
        CODE_SOURCE,
        OnChange.NOTHING,
    ] = None
    remplace: Remplace = None
    pour: PourQui = None
    libelle: Annotated[
        Text,
        About(
            N_("Wording of the activité"),
            N_("The situation of work, or the activité."),
            "Préparation des outils de pilotage",
        ),
        OnChange.NOTHING,
    ]
    competences: Annotated[
        tuple[Text, ...],
        About(
            N_("Compétences called for"),
            N_("The codes of the compétences that follow from the activité."),
            ["C1.1", "C1.2"],
        ),
        OnChange.NOTHING,
    ] = ()


class Epreuve(EpreuveDecrite, Element):
    """An épreuve: how it is held, and, where it bears a mark, what is entered and what it takes."""


class Fait(Element):
    """A fact beside the évaluation: days of attendance, a certificate held."""

    libelle: Annotated[
        Text,
        About(
            N_("Wording"),
            N_("What the element is, in the words of the source."),
            "Attestation de secourisme détenue",
        ),
        OnChange.NOTHING,
    ]


class Condition(Declared):
    """The official sentence that says what a bloc takes, and the numbers it announces."""

    texte: Annotated[
        Text,
        About(N_("Official sentence"), N_("The sentence, word for word."), "Validation des 3 compétences."),
    ]
    effectif: Annotated[
        dict[
            Literal["activites", "competences", "sous_competences", "criteres", "epreuves", "blocs"], Entier
        ],
        About(
            N_("Numbers announced"),
            N_(
                "The numbers that the sentence announces; another number of elements in the file is reported."
            ),
            {"competences": 3},
            names={
                "activites": About(N_("Number of activités"), N_("The number of activités announced."), 4),
                "competences": About(
                    N_("Number of compétences"), N_("The number of compétences announced."), 3
                ),
                "sous_competences": About(
                    N_("Number of sous-compétences"), N_("The number of sous-compétences announced."), 6
                ),
                "criteres": About(N_("Number of critères"), N_("The number of critères announced."), 17),
                "epreuves": About(N_("Number of épreuves"), N_("The number of épreuves announced."), 1),
                "blocs": About(N_("Number of blocs"), N_("The number of blocs announced."), 4),
            },
        ),
    ] = Field(default_factory=dict)


class Bloc(Element, Enseigne):
    code: Annotated[
        Code,
        About(N_("Code of the bloc"), N_("Begins with a letter, and is used once in the file."), "BC1"),
        OnChange.PARTS,
    ]
    intitule: Annotated[
        Text,
        About(
            N_("Title of the bloc"),
            N_("The title of the bloc, as it is registered."),
            "Préparer l’action commerciale",
        ),
        OnChange.NOTHING,
    ]
    rncp: Annotated[
        NumeroBloc | None,
        About(
            N_("RNCP number of the bloc"),
            N_("The number of the bloc in the répertoire; an attestation must bear it."),
            "RNCP35959BC01",
        ),
        OnChange.NOTHING,
    ] = None
    metiers: Annotated[
        tuple[Text, ...],
        METIERS,
        OnChange.NOTHING,
    ] = ()
    savoir_faire: Annotated[
        tuple[Text, ...],
        About(
            N_("Savoir-faire"),
            N_("The kinds of savoir-faire that the source lists for the bloc."),
            ["Techniques", "Relationnels"],
        ),
        OnChange.NOTHING,
    ] = ()
    activites: Annotated[
        tuple[Activite, ...],
        About(
            N_("Activités"),
            N_("What people do at work, and the compétences that it calls for."),
            [{"code": "A1.1", "libelle": "Préparation des outils de pilotage", "competences": ["C1.1"]}],
        ),
        OnChange.PARTS,
    ] = ()
    competences: Annotated[
        tuple[Competence, ...],
        About(
            N_("Compétences"),
            N_("The compétences of the bloc, each with its critères."),
            [{"code": "C1.1", "libelle": "Préparer les outils de pilotage pour suivre l’activité"}],
        ),
        OnChange.PARTS,
    ] = ()
    epreuves: Annotated[
        tuple[Epreuve, ...],
        About(
            N_("Épreuves of the bloc"),
            N_("How the compétences of the bloc are assessed."),
            [{"code": "E1", "intitule": "Étude de cas"}],
        ),
        OnChange.PARTS,
    ] = ()
    condition: Annotated[
        Condition | None,
        About(
            N_("Condition"),
            N_(
                "The official sentence that says what the bloc takes, quoted. The rule itself is under "
                "`validation`."
            ),
            {"texte": "Validation des 3 compétences.", "effectif": {"competences": 3}},
        ),
        OnChange.NOTHING,
    ] = None
    reprend: Annotated[
        tuple[Text, ...],
        About(
            N_("Compétences taken up"),
            N_("The codes of compétences declared in other blocs that this bloc counts too, after its own."),
            ["C1.1"],
        ),
        OnChange.DECIDES,
    ] = ()
