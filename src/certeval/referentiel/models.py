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
from certeval.rules.file_model import About, FileModel, OnChange, Present, Text
from certeval.rules.grammar import Expression, Regle
from certeval.rules.saisie import STATUTS, Saisie, Statuts

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
"""What a référentiel says once for all elements of a kind: what is entered for each, the rule that each must meet."""


class Echelon(FileModel):
    """One step of a ladder; the last has no condition."""

    nom: Annotated[Text, About("Name of the step", "The result that is given.").like("bien")]
    si: Annotated[
        Present[Regle],
        About("If it holds", "The condition of this step; the last one has none.").like(
            {"mesure": "generale", "au_moins": 14}
        ),
    ] = None


class Fichier(FileModel):
    """The whole file of one version of a référentiel (format 1)."""

    format: Annotated[
        Format, About("Format", "The version of this file format: 1.").like(1), OnChange.NOTHING
    ]
    certification: Annotated[
        Certification,
        About("Certification", "What is certified, by whom, under which number.").like(
            {"code": "developpement-commercial", "version": "1.0.0", "langue": "fr"}
        ),
    ]
    parcours: Annotated[
        tuple[Parcours, ...],
        About("Parcours", "The options, spécialités or mentions, of which a candidate takes one.").like(
            [
                {"code": "EXPORT", "intitule": "Développement à l’international"},
                {"code": "RESEAU", "intitule": "Animation d’un réseau"},
            ]
        ),
        OnChange.DECIDES,
    ] = ()
    statuts: Annotated[Statuts, STATUTS, OnChange.ENTRY] = Field(default_factory=dict)
    saisie: SaisieByKind = Field(default_factory=dict)
    mesures: Annotated[
        dict[Text, Expression],
        About("Named measures", "Exact numbers that rules compare, by name.").like(
            {"generale": {"moyenne": {"ecrit": 3, "oral": 2}}}
        ),
    ] = Field(default_factory=dict)
    regles: Annotated[
        dict[Text, Regle],
        About("Named rules", "Rules that others use by name.").like(
            {"sans_eliminatoire": {"aucun": "epreuves", "dont": {"moins_de": 6}}}
        ),
    ] = Field(default_factory=dict)
    validation: RuleByKind
    paliers: Annotated[
        dict[Text, Annotated[tuple[Echelon, ...], Field(min_length=1)]],
        About("Ladders", "Named results; the first whose condition holds is given.").like(
            {
                "mention": [
                    {"nom": "bien", "si": {"mesure": "generale", "au_moins": 14}},
                    {"nom": "sans mention"},
                ]
            }
        ),
    ] = Field(default_factory=dict)
    blocs: Annotated[
        tuple[Bloc, ...],
        About("Blocs", "The blocs that are validated one by one, in order.").like(
            [{"code": "BC1", "intitule": "Préparer l’action commerciale"}]
        ),
    ] = ()
    competences: Annotated[
        tuple[Competence, ...],
        About(
            "Compétences of the certification",
            "The compétences of a certification that has no blocs, as in the Répertoire spécifique.",
        ).like([{"code": "C1", "libelle": "Conduire un entretien pour recueillir un besoin"}]),
    ] = ()
    epreuves: Annotated[
        tuple[Epreuve, ...],
        About(
            "Épreuves of the certification",
            "The épreuves of the certification itself, such as a final interview.",
        ).like([{"code": "EF", "intitule": "Entretien final"}]),
    ] = ()
    faits: Annotated[
        tuple[Fait, ...],
        About(
            "Faits", "What is established beside the assessment: days of attendance, a certificate held."
        ).like([{"code": "secourisme", "libelle": "Attestation de secourisme détenue"}]),
    ] = ()
    ecarts: Annotated[
        tuple[Ecart, ...],
        About("Écarts", "What is irregular in the source, and the decision taken.").like(
            [
                {
                    "diagnostic": "R205",
                    "cible": "BC3",
                    "constat": "« Validation des 2 compétences », trois sont décrites",
                    "decision": "Les trois compétences sont requises.",
                }
            ]
        ),
    ] = ()
    a_relire: Annotated[
        tuple[Relecture, ...],
        About("To review", "What a draft is not sure of; removing an entry says that it was looked at.").like(
            [
                {
                    "cible": "CR1.1.6",
                    "place": "tableau 1, ligne 4, colonne 4",
                    "constat": "« CR6 » ne dit pas de quelle compétence il est",
                    "propose": "CR1.1.6, à la suite de CR1.1.5",
                    "bloquant": "oui",
                }
            ]
        ),
        OnChange.NOTHING,
    ] = ()
    equivalences: Annotated[
        tuple[Equivalence, ...],
        About("Équivalences", "What blocs validated under earlier versions count for under this one.").like(
            [{"version": "1.x", "bloc": "BC1", "donne": "BC1"}]
        ),
        OnChange.DECIDES,
    ] = ()
    correspondances: Annotated[
        tuple[CorrespondanceDeBloc, ...],
        About(
            "Correspondances", "What blocs of other certifications count for under this one, and when."
        ).like([{"de": "RNCP99999BC02", "donne": "BC1", "fondement": "décision du 18 décembre 2025"}]),
        OnChange.DECIDES,
    ] = ()
    cas: Annotated[
        tuple[Cas, ...],
        About(
            "Cases",
            "Imaginary candidates whose outcome is known: they prove that the file says what the "
            "règlement says.",
        ).like(
            [
                {
                    "nom": "3 critères sur 4",
                    "cellules": {"CR1.1": "oui", "CR1.2": "oui", "CR1.3": "oui", "CR1.4": "non"},
                    "attendu": "valide",
                }
            ]
        ),
    ] = ()

    def saisie_of(self, kind: str) -> Saisie | None:
        """What is entered for a kind of element, where declared."""
        return next((saisie for name, saisie in self.saisie.items() if name == kind), None)


Fichier.model_rebuild(_types_namespace={**vars(grammar), **globals()})
