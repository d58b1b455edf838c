"""Who reports holders to the Caisse des Dépôts (format 1): the identifiers that it gave, what is said of everybody."""

from dataclasses import dataclass
from typing import Annotated, Literal

from certeval.diagnostics import Diagnostic
from certeval.referentiel.other_files import EMETTEUR, model_of
from certeval.referentiel.texts import RNCP, Format, Pattern
from certeval.rules.file_model import FileModel, Text, key, optional
from certeval.sources.document import Document
from certeval.text.nearest import folded_get

ID_CLIENT = r"^[!-~]{8}$"
ID_CONTRAT = r"^[!-~]{1,20}$"
IdClient = Annotated[Text, Pattern("S602", ID_CLIENT, ["string", "integer"])]
IdContrat = Annotated[Text, Pattern("S602", ID_CONTRAT, ["string", "integer"])]
Numero = Annotated[Text, Pattern("R115", RNCP)]
Defaut = Literal[
    "Url Preuve",
    "Libelle Option",
    "Obtention Certification",
    "Donnee Certifiee",
    "Date Debut Examen",
    "Date Fin Examen",
    "Modalite Passage Examen",
    "Code Postal Centre Examen",
    "Date Fin Validite",
    "Modalite Acces",
    "Voie Acces VAE",
    "Initiative Inscription",
    "Verbatim",
]
"""The headings whose cells may be the same for everybody."""


class Certificateur(FileModel):
    """Whose certifications they are."""

    id_client: IdClient = key("Client number", "The `idClient` of the certifier: 8 signs.", "EXEMPLE0")
    id_contrat: IdContrat = key(
        "Contract number", "The `idContrat` of the certifier: 1 to 20 signs.", "MCFCER000000"
    )


class FichierEmetteur(FileModel):
    """The file of an emitter."""

    format: Format = key("Format", "The version of this form of file.", 1)
    emetteur: IdClient = key("Emitter", "The `idClient` of who deposits the file: 8 signs.", "EXEMPLE0")
    certificateur: Certificateur = key(
        "Certifier",
        "Whose certifications they are, as the Caisse des Dépôts numbers it.",
        {"id_client": "EXEMPLE0", "id_contrat": "MCFCER000000"},
    )
    nature_deposant: Literal["CERTIFICATEUR", "TIERS_CONFIANCE"] | None = optional(
        "Nature of the depositor",
        "Whether the certifier deposits, or a trusted third party.",
        "CERTIFICATEUR",
    )
    titres: dict[Text, Numero] = key(
        "Numbers",
        "The number of a certification in the répertoires, where its référentiel does not say it.",
        {"developpement-commercial": "RNCP99998"},
        default={},
    )
    defauts: dict[Defaut, Text] = key(
        "Defaults",
        "What the empty cells of the candidates’ table say, by heading.",
        {"Modalite Passage Examen": "EN_PRESENTIEL"},
        default={},
    )


@dataclass(frozen=True)
class Emetteur:
    """An emitter's file as declared; `document` is where its mistakes are shown."""

    document: Document
    model: FichierEmetteur

    def number(self, certification: str, otherwise: str | None) -> str | None:
        """The number under which a certification is registered: as it is said here, else as its référentiel has it."""
        return folded_get(self.model.titres, certification) or otherwise


def read(document: Document) -> tuple[Emetteur | None, list[Diagnostic]]:
    """The emitter of a document; None, and what is wrong, where its shape is."""
    model, diagnostics = model_of(FichierEmetteur, document, EMETTEUR)
    return (None if model is None else Emetteur(document, model)), diagnostics
