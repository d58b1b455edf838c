"""Who is a candidate to what: the way of access, what was acquired before, what need not be assessed."""

from typing import Annotated

from certeval.jury.words import CANDIDAT, FONDEMENT, LE, PAR
from certeval.referentiel.texts import VERSION, Codes, Jour, Pattern
from certeval.rules.file_model import About, FileModel, Present, Text
from certeval.rules.situation import Voie


class AcquisAnterieur(FileModel):
    """A bloc that a candidate validated before."""

    bloc: Annotated[
        Text, About("Bloc", "The code of the bloc, in the version it was validated under.").like("BC1")
    ]
    version: Annotated[
        Annotated[Text, Pattern("R112", VERSION)],
        About("Version", "The version of the référentiel that it was validated under.").like("1.0.0"),
    ]
    session: Annotated[Text | None, About("Session", "The session that validated it.").like("S2-2025")] = None
    pv: Annotated[Text | None, About("Minutes", "The procès-verbal that says so.").like("PV 2025-31")] = None


class Dispense(FileModel):
    """What a candidate need not be assessed on: its cells count as exempted."""

    element: Annotated[Text, About("Element", "The code of what is not assessed.").like("C2.1")]
    fondement: Annotated[Text, FONDEMENT]
    par: Annotated[Text | None, PAR] = None
    le: Annotated[Jour | None, LE] = None


class Inscription(FileModel):
    """A candidate: by which way, to which blocs, with what acquired before."""

    candidat: Annotated[Text, CANDIDAT]
    voie: Annotated[
        Present[Voie], About("Way of access", "By which way the candidate comes.").like("vae")
    ] = None
    parcours: Annotated[
        Present[Text],
        About("Parcours", "The parcours taken, where the référentiel has several.").like("vente"),
    ] = None
    vise: Annotated[
        Codes,
        About("Sought", "The blocs that the candidate seeks; all of them if absent.").like(["BC1", "BC2"]),
    ] = ()
    entree: Annotated[
        Present[Jour], About("Entered on", "The day on which the training began.").like("2025-09-01")
    ] = None
    dossier: Annotated[
        Present[Jour],
        About("File received on", "The day on which the VAE file was received.").like("2026-03-31"),
    ] = None
    acquis: Annotated[
        tuple[AcquisAnterieur, ...],
        About("Acquired", "The blocs validated before: they are kept for life.").like(
            [{"bloc": "BC1", "version": "1.0.0", "session": "S2-2025"}]
        ),
    ] = ()
    dispenses: Annotated[
        tuple[Dispense, ...],
        About("Exemptions", "What the candidate is exempted from, and on what ground.").like(
            [{"element": "C2.1", "fondement": "certificat de 2024"}]
        ),
    ] = ()
    amenagement: Annotated[
        Text | None,
        About("Accommodation", "An accommodation, said to the candidate alone.").like("tiers temps"),
    ] = None
