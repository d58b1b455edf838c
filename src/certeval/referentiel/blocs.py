"""A bloc as declared, and what stands in it beside compétences: activités, facts, the official sentence."""

from typing import Annotated, Literal

from certeval.referentiel.certification import METIERS
from certeval.referentiel.elements import CODE_SOURCE, Competence, DeclaredElement, Enseigne, Epreuve
from certeval.referentiel.epreuves import Remplace
from certeval.referentiel.equivalences import NumeroBloc
from certeval.referentiel.parcours import PourQui
from certeval.referentiel.texts import Code, Entier, code_of
from certeval.rules.file_model import About, FileModel, OnChange, Text, key, optional, several


class Activite(FileModel):
    code: Annotated[Code, code_of("Code of the activité", "A1.1")]
    code_source: Annotated[Text | None, CODE_SOURCE] = None
    remplace: Remplace = None
    pour: PourQui = None
    libelle: Text = key(
        "Wording of the activité",
        "The situation of work, or the activité.",
        "Préparation des outils de pilotage",
    )
    competences: tuple[Text, ...] = several(
        "Compétences called for",
        "The codes of the compétences that follow from the activité.",
        ["C1.1", "C1.2"],
    )


class Fait(DeclaredElement):
    """A fact beside the évaluation: days of attendance, a certificate held."""

    libelle: Text = key(
        "Wording",
        "What the element is, in the words of the source.",
        "Attestation de secourisme détenue",
        on_change=OnChange.NOTHING,
    )


class Condition(FileModel):
    """The official sentence that says what a bloc takes, and the numbers it announces."""

    texte: Text = key("Official sentence", "The sentence, word for word.", "Validation des 3 compétences.")
    effectif: dict[
        Literal["activites", "competences", "sous_competences", "criteres", "epreuves", "blocs"], Entier
    ] = key(
        "Numbers announced",
        "The numbers that the sentence announces; another number of elements in the file is reported.",
        {"competences": 3},
        names={
            "activites": About("Number of activités", "The number of activités announced.", 4),
            "competences": About("Number of compétences", "The number of compétences announced.", 3),
            "sous_competences": About(
                "Number of sous-compétences", "The number of sous-compétences announced.", 6
            ),
            "criteres": About("Number of critères", "The number of critères announced.", 17),
            "epreuves": About("Number of épreuves", "The number of épreuves announced.", 1),
            "blocs": About("Number of blocs", "The number of blocs announced.", 4),
        },
        default={},
    )


class Bloc(DeclaredElement, Enseigne):
    code: Annotated[Code, code_of("Code of the bloc", "BC1")]
    intitule: Text = key(
        "Title of the bloc",
        "The title of the bloc, as it is registered.",
        "Préparer l’action commerciale",
        on_change=OnChange.NOTHING,
    )
    rncp: NumeroBloc | None = optional(
        "RNCP number of the bloc",
        "The number of the bloc in the répertoire; an attestation must bear it.",
        "RNCP35959BC01",
        on_change=OnChange.NOTHING,
    )
    metiers: Annotated[tuple[Text, ...], METIERS, OnChange.NOTHING] = ()
    savoir_faire: tuple[Text, ...] = several(
        "Savoir-faire",
        "The kinds of savoir-faire that the source lists for the bloc.",
        ["Techniques", "Relationnels"],
        on_change=OnChange.NOTHING,
    )
    activites: tuple[Activite, ...] = several(
        "Activités",
        "What people do at work, and the compétences that it calls for.",
        [{"code": "A1.1", "libelle": "Préparation des outils de pilotage", "competences": ["C1.1"]}],
    )
    competences: tuple[Competence, ...] = several(
        "Compétences",
        "The compétences of the bloc, each with its critères.",
        [{"code": "C1.1", "libelle": "Préparer les outils de pilotage pour suivre l’activité"}],
    )
    epreuves: tuple[Epreuve, ...] = several(
        "Épreuves of the bloc",
        "How the compétences of the bloc are assessed.",
        [{"code": "E1", "intitule": "Étude de cas"}],
    )
    condition: Condition | None = optional(
        "Condition",
        "The official sentence that says what the bloc takes, quoted. The rule itself is under `validation`.",
        {"texte": "Validation des 3 compétences.", "effectif": {"competences": 3}},
        on_change=OnChange.NOTHING,
    )
    reprend: tuple[Text, ...] = several(
        "Compétences taken up",
        "The codes of compétences declared in other blocs that this bloc counts too, after its own.",
        ["C1.1"],
        on_change=OnChange.DECIDES,
    )
