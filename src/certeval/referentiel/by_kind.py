"""What a référentiel says once for all elements of a kind: what is entered for each, the rule that each must meet."""

from typing import Annotated, Literal

from certeval.messages import N_
from certeval.rules.file_model import About, OnChange
from certeval.rules.grammar import Regle
from certeval.rules.saisie import Saisie

KINDS = ("critere", "sous_competence", "competence", "bloc", "epreuve", "fait")
Kind = Literal["critere", "sous_competence", "competence", "bloc", "epreuve", "fait"]
SaisieByKind = Annotated[
    dict[Kind, Saisie],
    About(
        N_("What is entered"),
        N_(
            "By kind of element: its scale, statuses, jurors and attempts. An element’s own keys replace "
            "these."
        ),
        {"critere": {"echelle": "acquis"}, "epreuve": {"echelle": {"note": {"sur": 20}}}},
        names={
            "critere": About(
                N_("Critères entered"),
                N_("What is entered for each critère; yes or no unless said otherwise."),
                {"echelle": "acquis"},
            ),
            "sous_competence": About(
                N_("Sous-compétences entered"),
                N_("What is entered for each sous-compétence that is assessed directly."),
                {"echelle": {"niveaux": ["NA", "EA", "A"]}},
            ),
            "competence": About(
                N_("Compétences entered"),
                N_("What is entered for each compétence that is assessed directly."),
                {"echelle": {"niveaux": ["NA", "EA", "A"]}},
            ),
            "bloc": About(
                N_("Blocs entered"),
                N_("What is entered for each bloc that is assessed directly."),
                {"echelle": {"note": {"sur": 20}}},
            ),
            "epreuve": About(
                N_("Épreuves entered"),
                N_("What is entered for each épreuve."),
                {"echelle": {"note": {"sur": 20, "pas": 0.25}}},
            ),
            "fait": About(
                N_("Faits entered"),
                N_("What is entered for each fait; yes or no unless said otherwise."),
                {"echelle": {"quantite": {"max": 40}}},
            ),
        },
    ),
    OnChange.PARTS,
]
RuleByKind = Annotated[
    dict[
        Literal["critere", "sous_competence", "competence", "bloc", "epreuve", "fait", "certification"], Regle
    ],
    About(
        N_("What it takes, by kind"),
        N_("The rule that each element of a kind must meet, and the certification’s."),
        {
            "competence": {"parmi": "criteres", "plus_de": "50 %"},
            "bloc": {"tous": "competences"},
            "certification": {"tous": "blocs"},
        },
        names={
            "critere": About(
                N_("To meet a critère"),
                N_("The rule of each critère; on a scale yes or no, none is needed."),
                {"au_moins": "EA"},
            ),
            "sous_competence": About(
                N_("To acquire a sous-compétence"),
                N_("The rule of each sous-compétence."),
                {"tous": "criteres"},
            ),
            "competence": About(
                N_("To acquire a compétence"),
                N_("The rule of each compétence."),
                {"parmi": "criteres", "plus_de": "50 %"},
            ),
            "bloc": About(N_("To validate a bloc"), N_("The rule of each bloc."), {"tous": "competences"}),
            "epreuve": About(N_("To pass an épreuve"), N_("The rule of each épreuve."), {"au_moins": 10}),
            "fait": About(N_("To hold a fait"), N_("The rule of each fait."), {"au_moins": 30}),
            "certification": About(
                N_("To obtain the certification"),
                N_("The rule of the whole certification."),
                {"tous": "blocs"},
            ),
        },
    ),
    OnChange.PARTS,
]
