"""What is certified: its names and numbers, its compétences transversales, its registration."""

from typing import Annotated, ClassVar

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
    key,
    optional,
    several,
)


class Transversale(FileModel):
    """A compétence that others put to work, as the source lists it apart."""

    code: Annotated[Code, code_of("Code of the compétence transversale", "CT1")]
    libelle: Text = key(
        "Wording of the compétence transversale",
        "The compétence, in the words of the source.",
        "Communiquer en français et en anglais",
    )
    a_travers: tuple[Text, ...] = several(
        "Put to work in", "The codes of the elements through which it is seen.", ["C1.1", "C2.3"]
    )


METIERS = About("Métiers", "The métiers or jobs aimed at.", ["Responsable commercial"])


class Certification(FileModel):
    """What is certified, by whom, under which number: nothing that is decided depends on it, but for its code."""

    on_change: ClassVar = OnChange.NOTHING

    code: Code = key(
        "Code of the référentiel",
        "The name of the référentiel on the command line and in score sheets.",
        "developpement-commercial",
        on_change=OnChange.BREAKS,
    )
    version: Annotated[Text, Pattern("R112", VERSION)] = key(
        "Version",
        "A version in three numbers. Each version of a référentiel is one file, and never changes "
        "once applied.",
        "1.0.0",
    )
    intitule: Text | None = optional(
        "Title of the certification",
        "The title as it is registered; empty until it is known.",
        "Responsable du développement commercial",
    )
    langue: Annotated[Text, Pattern("R113", LANGUAGE)] = key(
        "Language",
        "The language of what a jury signs and a candidate receives: two letters.",
        "fr",
        default="fr",
    )
    rncp: Annotated[Text, Pattern("R115", RNCP)] | None = optional(
        "RNCP number",
        "The number of the entry in the répertoire national; empty until it is registered.",
        "RNCP35959",
    )
    niveau: Scalar | None = optional("Level", "The level of qualification.", 6)
    niveau_europeen: Scalar | None = optional(
        "European level", "The level of the European framework; a parchemin bears it.", 6
    )
    nsf: tuple[CodeNSF, ...] = several(
        "NSF codes",
        "The codes of the nomenclature des spécialités de formation: three digits and perhaps a letter.",
        ["312t"],
    )
    certificateurs: tuple[
        Annotated[Annotated[Text, WORD] | Annotated[Certificateur, TABLE], BY_SHAPE], ...
    ] = several(
        "Certifying bodies",
        "The bodies that deliver the certification: a name, or a name with its SIRET and trade name.",
        ["Nom du certificateur"],
        [{"nom": "École Exemple", "siret": "12345678200010", "enseigne": "Exemple"}],
    )
    enregistrement: Enregistrement | None = optional(
        "Registration",
        "The period of registration in the répertoire, and the decision that registers.",
        {"du": "2026-01-01", "au": "2028-12-31", "decision": {"le": "2025-12-18"}},
    )
    en_vigueur: Periode | None = optional(
        "In force",
        "When this version applies: of several versions, the session’s day chooses.",
        {"du": "2026-09-01"},
    )
    base_legale: tuple[BaseLegale, ...] = several(
        "Legal basis",
        "The articles and texts that the référentiel rests on.",
        [{"reference": "Code du travail, article L6113-1"}],
    )
    definitions: Definitions | None = optional(
        "Definitions",
        "What the official document says that each of the three référentiels does.",
        {"competences": "…identifie les compétences et les connaissances, y compris transversales"},
    )
    metiers: Annotated[tuple[Text, ...], METIERS] = ()
    transversales: tuple[Transversale, ...] = several(
        "Compétences transversales",
        "The compétences that others put to work, as the source lists them; none is decided.",
        [{"code": "CT1", "libelle": "Communiquer en français et en anglais", "a_travers": ["C1.1"]}],
    )
    jury: Present[Jury] = optional(
        "Juries",
        "What a jury must be to deliberate.",
        {"regles": {"membres": {"au_moins": 2}, "externes": {"au_moins": "50 %"}}},
    )
    recours: Text | None = optional(
        "Appeal",
        "The ways and delays of appeal, which each notification quotes; declared, never invented.",
        "Recours gracieux auprès du président du jury dans les deux mois de la notification.",
    )
    conservation: Conservation = key(
        "Keeping",
        "How long each category is kept: days, months, years, or `sans limite`.",
        {"identites": "sans limite", "feuilles": "2 ans", "amenagements": "6 mois"},
        default={},
    )

    @property
    def certifiers(self) -> tuple[Certificateur, ...]:
        """The bodies that deliver it; one that is but a name is a body of that name."""
        return tuple(
            Certificateur.model_construct(nom=each, siret=None, enseigne=None)
            if isinstance(each, str)
            else each
            for each in self.certificateurs
        )
