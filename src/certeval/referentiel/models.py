"""The whole file of one version of a référentiel: its sections, in their order."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from certeval.referentiel.blocs import Bloc, Fait
from certeval.referentiel.cas import Cas
from certeval.referentiel.certification import Certification
from certeval.referentiel.ecarts import Ecart, Relecture
from certeval.referentiel.elements import Competence, Epreuve
from certeval.referentiel.equivalences import CorrespondanceDeBloc, Equivalence
from certeval.referentiel.parcours import Parcours
from certeval.referentiel.texts import Format
from certeval.rules import grammar
from certeval.rules.file_model import About, FileModel, OnChange, Present, Text, key, optional, several
from certeval.rules.grammar import Expression, Regle
from certeval.rules.saisie import STATUTS, Saisie, Statuts

Kind = Literal["critere", "sous_competence", "competence", "bloc", "epreuve", "fait"]
KINDS = get_args(Kind)
SaisieByKind = Annotated[
    dict[Kind, Saisie],
    About(
        "What is entered",
        "By kind of element: its scale, statuses, jurors and attempts. An element’s own keys replace these.",
        {"critere": {"echelle": "acquis"}, "epreuve": {"echelle": {"note": {"sur": 20}}}},
        names={
            "critere": About(
                "Critères entered",
                "What is entered for each critère; yes or no unless said otherwise.",
                {"echelle": "acquis"},
            ),
            "sous_competence": About(
                "Sous-compétences entered",
                "What is entered for each sous-compétence that is assessed directly.",
                {"echelle": {"niveaux": ["NA", "EA", "A"]}},
            ),
            "competence": About(
                "Compétences entered",
                "What is entered for each compétence that is assessed directly.",
                {"echelle": {"niveaux": ["NA", "EA", "A"]}},
            ),
            "bloc": About(
                "Blocs entered",
                "What is entered for each bloc that is assessed directly.",
                {"echelle": {"note": {"sur": 20}}},
            ),
            "epreuve": About(
                "Épreuves entered",
                "What is entered for each épreuve.",
                {"echelle": {"note": {"sur": 20, "pas": 0.25}}},
            ),
            "fait": About(
                "Faits entered",
                "What is entered for each fait; yes or no unless said otherwise.",
                {"echelle": {"quantite": {"max": 40}}},
            ),
        },
    ),
]
RuleByKind = Annotated[
    dict[Literal[Kind, "certification"], Regle],
    About(
        "What it takes, by kind",
        "The rule that each element of a kind must meet, and the certification’s.",
        {
            "competence": {"parmi": "criteres", "plus_de": "50 %"},
            "bloc": {"tous": "competences"},
            "certification": {"tous": "blocs"},
        },
        names={
            "critere": About(
                "To meet a critère",
                "The rule of each critère; on a scale yes or no, none is needed.",
                {"au_moins": "EA"},
            ),
            "sous_competence": About(
                "To acquire a sous-compétence", "The rule of each sous-compétence.", {"tous": "criteres"}
            ),
            "competence": About(
                "To acquire a compétence",
                "The rule of each compétence.",
                {"parmi": "criteres", "plus_de": "50 %"},
            ),
            "bloc": About("To validate a bloc", "The rule of each bloc.", {"tous": "competences"}),
            "epreuve": About("To pass an épreuve", "The rule of each épreuve.", {"au_moins": 10}),
            "fait": About("To hold a fait", "The rule of each fait.", {"au_moins": 30}),
            "certification": About(
                "To obtain the certification", "The rule of the whole certification.", {"tous": "blocs"}
            ),
        },
    ),
]
"""What a référentiel says once for all elements of a kind: what is entered for each, the rule that each must meet."""


class Echelon(FileModel):
    """One step of a ladder; the last has no condition."""

    nom: Text = key("Name of the step", "The result that is given.", "bien")
    si: Present[Regle] = optional(
        "If it holds",
        "The condition of this step; the last one has none.",
        {"mesure": "generale", "au_moins": 14},
    )


class Fichier(FileModel):
    """The whole file of one version of a référentiel (format 1)."""

    format: Format = key("Format", "The version of this file format: 1.", 1, on_change=OnChange.NOTHING)
    certification: Certification = key(
        "Certification",
        "What is certified, by whom, under which number.",
        {"code": "developpement-commercial", "version": "1.0.0", "langue": "fr"},
    )
    parcours: tuple[Parcours, ...] = several(
        "Parcours",
        "The options, spécialités or mentions, of which a candidate takes one.",
        [
            {"code": "EXPORT", "intitule": "Développement à l’international"},
            {"code": "RESEAU", "intitule": "Animation d’un réseau"},
        ],
        on_change=OnChange.DECIDES,
    )
    statuts: Annotated[Statuts, STATUTS, OnChange.ENTRY] = Field(default_factory=dict)
    saisie: SaisieByKind = Field(default_factory=dict)
    mesures: dict[Text, Expression] = key(
        "Named measures",
        "Exact numbers that rules compare, by name.",
        {"generale": {"moyenne": {"ecrit": 3, "oral": 2}}},
        default={},
    )
    regles: dict[Text, Regle] = key(
        "Named rules",
        "Rules that others use by name.",
        {"sans_eliminatoire": {"aucun": "epreuves", "dont": {"moins_de": 6}}},
        default={},
    )
    validation: RuleByKind
    paliers: dict[Text, Annotated[tuple[Echelon, ...], Field(min_length=1)]] = key(
        "Ladders",
        "Named results; the first whose condition holds is given.",
        {
            "mention": [
                {"nom": "bien", "si": {"mesure": "generale", "au_moins": 14}},
                {"nom": "sans mention"},
            ]
        },
        default={},
    )
    blocs: tuple[Bloc, ...] = several(
        "Blocs",
        "The blocs that are validated one by one, in order.",
        [{"code": "BC1", "intitule": "Préparer l’action commerciale"}],
    )
    competences: tuple[Competence, ...] = several(
        "Compétences of the certification",
        "The compétences of a certification that has no blocs, as in the Répertoire spécifique.",
        [{"code": "C1", "libelle": "Conduire un entretien pour recueillir un besoin"}],
    )
    epreuves: tuple[Epreuve, ...] = several(
        "Épreuves of the certification",
        "The épreuves of the certification itself, such as a final interview.",
        [{"code": "EF", "intitule": "Entretien final"}],
    )
    faits: tuple[Fait, ...] = several(
        "Faits",
        "What is established beside the assessment: days of attendance, a certificate held.",
        [{"code": "secourisme", "libelle": "Attestation de secourisme détenue"}],
    )
    ecarts: tuple[Ecart, ...] = several(
        "Écarts",
        "What is irregular in the source, and the decision taken.",
        [
            {
                "diagnostic": "R205",
                "cible": "BC3",
                "constat": "« Validation des 2 compétences », trois sont décrites",
                "decision": "Les trois compétences sont requises.",
            }
        ],
    )
    a_relire: tuple[Relecture, ...] = several(
        "To review",
        "What a draft is not sure of; removing an entry says that it was looked at.",
        [
            {
                "cible": "CR1.1.6",
                "place": "tableau 1, ligne 4, colonne 4",
                "constat": "« CR6 » ne dit pas de quelle compétence il est",
                "propose": "CR1.1.6, à la suite de CR1.1.5",
                "bloquant": "oui",
            }
        ],
        on_change=OnChange.NOTHING,
    )
    equivalences: tuple[Equivalence, ...] = several(
        "Équivalences",
        "What blocs validated under earlier versions count for under this one.",
        [{"version": "1.x", "bloc": "BC1", "donne": "BC1"}],
        on_change=OnChange.DECIDES,
    )
    correspondances: tuple[CorrespondanceDeBloc, ...] = several(
        "Correspondances",
        "What blocs of other certifications count for under this one, and when.",
        [{"de": "RNCP99999BC02", "donne": "BC1", "fondement": "décision du 18 décembre 2025"}],
        on_change=OnChange.DECIDES,
    )
    cas: tuple[Cas, ...] = several(
        "Cases",
        "Imaginary candidates whose outcome is known: they prove that the file says what the règlement says.",
        [
            {
                "nom": "3 critères sur 4",
                "cellules": {"CR1.1": "oui", "CR1.2": "oui", "CR1.3": "oui", "CR1.4": "non"},
                "attendu": "valide",
            }
        ],
    )

    def saisie_of(self, kind: str) -> Saisie | None:
        """What is entered for a kind of element, where declared."""
        return next((saisie for name, saisie in self.saisie.items() if name == kind), None)


Fichier.model_rebuild(_types_namespace={**vars(grammar), **globals()})
