"""What is certified: its names and numbers, its compétences transversales, its registration."""

from typing import Annotated, ClassVar

from pydantic import Field

from certeval.referentiel.enregistrement import (
    BaseLegale,
    Certificateur,
    CodeNSF,
    Definitions,
    Enregistrement,
    Periode,
)
from certeval.referentiel.jury import Jury
from certeval.referentiel.texts import LANGUAGE, RNCP, VERSION, Code, Conservation, Pattern, code_of
from certeval.rules.file_model import (
    BY_SHAPE,
    TABLE,
    WORD,
    About,
    FileModel,
    OnChange,
    Present,
    Scalar,
    Text,
)


class Transversale(FileModel):
    """A compétence that others put to work, as the source lists it apart."""

    code: Annotated[Code, code_of("Code of the compétence transversale", "CT1")]
    libelle: Annotated[
        Text,
        About("Wording of the compétence transversale", "The compétence, in the words of the source.").like(
            "Communiquer en français et en anglais"
        ),
    ]
    a_travers: Annotated[
        tuple[Text, ...],
        About("Put to work in", "The codes of the elements through which it is seen.").like(["C1.1", "C2.3"]),
    ] = ()


METIERS = About("Métiers", "The métiers or jobs aimed at.").like(["Responsable commercial"])


class Certification(FileModel):
    """What is certified, by whom, under which number: nothing that is decided depends on it, but for its code."""

    on_change: ClassVar = OnChange.NOTHING

    code: Annotated[
        Code,
        About(
            "Code of the référentiel", "The name of the référentiel on the command line and in score sheets."
        ).like("developpement-commercial"),
        OnChange.BREAKS,
    ]
    version: Annotated[
        Text,
        Pattern("R112", VERSION),
        About(
            "Version",
            "A version in three numbers. Each version of a référentiel is one file, and never changes "
            "once applied.",
        ).like("1.0.0"),
    ]
    intitule: Annotated[
        Text | None,
        About("Title of the certification", "The title as it is registered; empty until it is known.").like(
            "Responsable du développement commercial"
        ),
    ] = None
    langue: Annotated[
        Text,
        Pattern("R113", LANGUAGE),
        About("Language", "The language of what a jury signs and a candidate receives: two letters.").like(
            "fr"
        ),
    ] = "fr"
    rncp: Annotated[
        Annotated[Text, Pattern("R115", RNCP)] | None,
        About(
            "RNCP number", "The number of the entry in the répertoire national; empty until it is registered."
        ).like("RNCP35959"),
    ] = None
    niveau: Annotated[Scalar | None, About("Level", "The level of qualification.").like(6)] = None
    niveau_europeen: Annotated[
        Scalar | None,
        About("European level", "The level of the European framework; a parchemin bears it.").like(6),
    ] = None
    nsf: Annotated[
        tuple[CodeNSF, ...],
        About(
            "NSF codes",
            "The codes of the nomenclature des spécialités de formation: three digits and perhaps a letter.",
        ).like(["312t"]),
    ] = ()
    certificateurs: Annotated[
        tuple[Annotated[Annotated[Text, WORD] | Annotated[Certificateur, TABLE], BY_SHAPE], ...],
        About(
            "Certifying bodies",
            "The bodies that deliver the certification: a name, or a name with its SIRET and trade name.",
        ).like(
            ["Nom du certificateur"],
            [{"nom": "École Exemple", "siret": "12345678200010", "enseigne": "Exemple"}],
        ),
    ] = ()
    enregistrement: Annotated[
        Enregistrement | None,
        About(
            "Registration", "The period of registration in the répertoire, and the decision that registers."
        ).like({"du": "2026-01-01", "au": "2028-12-31", "decision": {"le": "2025-12-18"}}),
    ] = None
    en_vigueur: Annotated[
        Periode | None,
        About("In force", "When this version applies: of several versions, the session’s day chooses.").like(
            {"du": "2026-09-01"}
        ),
    ] = None
    base_legale: Annotated[
        tuple[BaseLegale, ...],
        About("Legal basis", "The articles and texts that the référentiel rests on.").like(
            [{"reference": "Code du travail, article L6113-1"}]
        ),
    ] = ()
    definitions: Annotated[
        Definitions | None,
        About(
            "Definitions", "What the official document says that each of the three référentiels does."
        ).like({"competences": "…identifie les compétences et les connaissances, y compris transversales"}),
    ] = None
    metiers: Annotated[tuple[Text, ...], METIERS] = ()
    transversales: Annotated[
        tuple[Transversale, ...],
        About(
            "Compétences transversales",
            "The compétences that others put to work, as the source lists them; none is decided.",
        ).like([{"code": "CT1", "libelle": "Communiquer en français et en anglais", "a_travers": ["C1.1"]}]),
    ] = ()
    jury: Annotated[
        Present[Jury],
        About("Juries", "What a jury must be to deliberate.").like(
            {"regles": {"membres": {"au_moins": 2}, "externes": {"au_moins": "50 %"}}}
        ),
    ] = None
    recours: Annotated[
        Text | None,
        About(
            "Appeal",
            "The ways and delays of appeal, which each notification quotes; declared, never invented.",
        ).like("Recours gracieux auprès du président du jury dans les deux mois de la notification."),
    ] = None
    conservation: Annotated[
        Conservation,
        About("Keeping", "How long each category is kept: days, months, years, or `sans limite`.").like(
            {"identites": "sans limite", "feuilles": "2 ans", "amenagements": "6 mois"}
        ),
    ] = Field(default_factory=dict)

    @property
    def certifiers(self) -> tuple[Certificateur, ...]:
        """The bodies that deliver it; one that is but a name is a body of that name."""
        return tuple(
            Certificateur.model_construct(nom=each, siret=None, enseigne=None)
            if isinstance(each, str)
            else each
            for each in self.certificateurs
        )
