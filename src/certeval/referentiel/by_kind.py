"""What a référentiel says once for all elements of a kind: what is entered for each, the rule that each must meet."""

from typing import Annotated, Literal, get_args

from certeval.rules.file_model import About
from certeval.rules.grammar import Regle
from certeval.rules.saisie import Saisie

Kind = Literal["critere", "sous_competence", "competence", "bloc", "epreuve", "fait"]
KINDS = get_args(Kind)
SaisieByKind = Annotated[
    dict[Kind, Saisie],
    About(
        "What is entered",
        "By kind of element: its scale, statuses, jurors and attempts. An element’s own keys replace these.",
        names={
            "critere": About(
                "Critères entered", "What is entered for each critère; yes or no unless said otherwise."
            ).like({"echelle": "acquis"}),
            "sous_competence": About(
                "Sous-compétences entered",
                "What is entered for each sous-compétence that is assessed directly.",
            ).like({"echelle": {"niveaux": ["NA", "EA", "A"]}}),
            "competence": About(
                "Compétences entered", "What is entered for each compétence that is assessed directly."
            ).like({"echelle": {"niveaux": ["NA", "EA", "A"]}}),
            "bloc": About("Blocs entered", "What is entered for each bloc that is assessed directly.").like(
                {"echelle": {"note": {"sur": 20}}}
            ),
            "epreuve": About("Épreuves entered", "What is entered for each épreuve.").like(
                {"echelle": {"note": {"sur": 20, "pas": 0.25}}}
            ),
            "fait": About(
                "Faits entered", "What is entered for each fait; yes or no unless said otherwise."
            ).like({"echelle": {"quantite": {"max": 40}}}),
        },
    ).like({"critere": {"echelle": "acquis"}, "epreuve": {"echelle": {"note": {"sur": 20}}}}),
]
RuleByKind = Annotated[
    dict[Literal[Kind, "certification"], Regle],
    About(
        "What it takes, by kind",
        "The rule that each element of a kind must meet, and the certification’s.",
        names={
            "critere": About(
                "To meet a critère", "The rule of each critère; on a scale yes or no, none is needed."
            ).like({"au_moins": "EA"}),
            "sous_competence": About(
                "To acquire a sous-compétence", "The rule of each sous-compétence."
            ).like({"tous": "criteres"}),
            "competence": About("To acquire a compétence", "The rule of each compétence.").like(
                {"parmi": "criteres", "plus_de": "50 %"}
            ),
            "bloc": About("To validate a bloc", "The rule of each bloc.").like({"tous": "competences"}),
            "epreuve": About("To pass an épreuve", "The rule of each épreuve.").like({"au_moins": 10}),
            "fait": About("To hold a fait", "The rule of each fait.").like({"au_moins": 30}),
            "certification": About(
                "To obtain the certification", "The rule of the whole certification."
            ).like({"tous": "blocs"}),
        },
    ).like(
        {
            "competence": {"parmi": "criteres", "plus_de": "50 %"},
            "bloc": {"tous": "competences"},
            "certification": {"tous": "blocs"},
        }
    ),
]
