"""A bloc as declared, and what stands in it beside compétences: activités, facts, the official sentence."""

from typing import Annotated, Literal

from pydantic import Field

from certeval.referentiel.certification import METIERS
from certeval.referentiel.elements import CODE_SOURCE, Competence, DeclaredElement, Enseigne, Epreuve
from certeval.referentiel.epreuves import Remplace
from certeval.referentiel.equivalences import NumeroBloc
from certeval.referentiel.parcours import PourQui
from certeval.referentiel.texts import Code, Entier, code_of
from certeval.rules.file_model import About, FileModel, OnChange, Text


class Activite(FileModel):
    code: Annotated[Code, code_of("Code of the activité", "A1.1")]
    code_source: Annotated[Text | None, CODE_SOURCE] = None
    remplace: Remplace = None
    pour: PourQui = None
    libelle: Annotated[
        Text,
        About("Wording of the activité", "The situation of work, or the activité.").like(
            "Préparation des outils de pilotage"
        ),
    ]
    competences: Annotated[
        tuple[Text, ...],
        About("Compétences called for", "The codes of the compétences that follow from the activité.").like(
            ["C1.1", "C1.2"]
        ),
    ] = ()


class Fait(DeclaredElement):
    """A fact beside the évaluation: days of attendance, a certificate held."""

    libelle: Annotated[
        Text,
        About("Wording", "What the element is, in the words of the source.").like(
            "Attestation de secourisme détenue"
        ),
        OnChange.NOTHING,
    ]


class Condition(FileModel):
    """The official sentence that says what a bloc takes, and the numbers it announces."""

    texte: Annotated[
        Text, About("Official sentence", "The sentence, word for word.").like("Validation des 3 compétences.")
    ]
    effectif: Annotated[
        dict[
            Literal["activites", "competences", "sous_competences", "criteres", "epreuves", "blocs"], Entier
        ],
        About(
            "Numbers announced",
            "The numbers that the sentence announces; another number of elements in the file is reported.",
            names={
                "activites": About("Number of activités", "The number of activités announced.").like(4),
                "competences": About("Number of compétences", "The number of compétences announced.").like(3),
                "sous_competences": About(
                    "Number of sous-compétences", "The number of sous-compétences announced."
                ).like(6),
                "criteres": About("Number of critères", "The number of critères announced.").like(17),
                "epreuves": About("Number of épreuves", "The number of épreuves announced.").like(1),
                "blocs": About("Number of blocs", "The number of blocs announced.").like(4),
            },
        ).like({"competences": 3}),
    ] = Field(default_factory=dict)


class Bloc(DeclaredElement, Enseigne):
    code: Annotated[Code, code_of("Code of the bloc", "BC1")]
    intitule: Annotated[
        Text,
        About("Title of the bloc", "The title of the bloc, as it is registered.").like(
            "Préparer l’action commerciale"
        ),
        OnChange.NOTHING,
    ]
    rncp: Annotated[
        NumeroBloc | None,
        About(
            "RNCP number of the bloc",
            "The number of the bloc in the répertoire; an attestation must bear it.",
        ).like("RNCP35959BC01"),
        OnChange.NOTHING,
    ] = None
    metiers: Annotated[tuple[Text, ...], METIERS, OnChange.NOTHING] = ()
    savoir_faire: Annotated[
        tuple[Text, ...],
        About("Savoir-faire", "The kinds of savoir-faire that the source lists for the bloc.").like(
            ["Techniques", "Relationnels"]
        ),
        OnChange.NOTHING,
    ] = ()
    activites: Annotated[
        tuple[Activite, ...],
        About("Activités", "What people do at work, and the compétences that it calls for.").like(
            [{"code": "A1.1", "libelle": "Préparation des outils de pilotage", "competences": ["C1.1"]}]
        ),
    ] = ()
    competences: Annotated[
        tuple[Competence, ...],
        About("Compétences", "The compétences of the bloc, each with its critères.").like(
            [{"code": "C1.1", "libelle": "Préparer les outils de pilotage pour suivre l’activité"}]
        ),
    ] = ()
    epreuves: Annotated[
        tuple[Epreuve, ...],
        About("Épreuves of the bloc", "How the compétences of the bloc are assessed.").like(
            [{"code": "E1", "intitule": "Étude de cas"}]
        ),
    ] = ()
    condition: Annotated[
        Condition | None,
        About(
            "Condition",
            "The official sentence that says what the bloc takes, quoted. The rule itself is under "
            "`validation`.",
        ).like({"texte": "Validation des 3 compétences.", "effectif": {"competences": 3}}),
        OnChange.NOTHING,
    ] = None
    reprend: Annotated[
        tuple[Text, ...],
        About(
            "Compétences taken up",
            "The codes of compétences declared in other blocs that this bloc counts too, after its own.",
        ).like(["C1.1"]),
        OnChange.DECIDES,
    ] = ()
