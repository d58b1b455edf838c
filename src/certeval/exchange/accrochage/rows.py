"""Rows of the candidates' table as what the flux says of holders; all that is wrong with them, at its cell."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families import sheets as kinds
from certeval.diagnostics.findings import Findings
from certeval.exchange.accrochage import identity
from certeval.exchange.accrochage.cells import READERS, CandidateCells, CellFault
from certeval.exchange.accrochage.passage import (
    NON,
    OF_VOIE,
    OUI,
    Obtention,
    PassageCertification,
    SchemaVersion,
)
from certeval.jury.candidats import Personne
from certeval.jury.emetteur import Emetteur
from certeval.registre.holders import CertificationAward

MOST_TEXTS = 50_000
"""Texts of a column that are not read again."""
LEVELS = (
    ("Presence Niveau Langue Euro", ("Niveau Langue Europeen",)),
    ("Presence Niveau Numerique Euro", ("Score General", "Resultats Numeriques")),
)
"""What is said to be there, and where it stands."""
ACCESS = "Modalite Acces"
OPTION = "Libelle Option"
OBTENTION = (
    *("Date Fin Validite", "Url Preuve", OPTION, "Date Debut Examen", "Date Fin Examen"),
    *("Modalite Passage Examen", "Code Postal Centre Examen", "Niveau Langue Europeen", "Score General"),
    *("Resultats Numeriques", "Scoring", "Mention Validee", "Voie Acces VAE", "Initiative Inscription"),
    *("Date Inscription", "Verbatim"),
)
"""The headings of what the flux has of an obtention as a cell says it, in the order of its last fields."""


class Due(NamedTuple):
    """A certification to report, and the identifier of its passage; its number among those of a flux."""

    award: CertificationAward
    id_technique: str
    numero: int = 0


Passages = list[tuple[Due, PassageCertification]]


class PassageReader:
    """Reads rows of one table. What is wrong is told to `findings`: whoever is told of with an error is not sent."""

    def __init__(self, emetteur: Emetteur, version: SchemaVersion, today: date, findings: Findings) -> None:
        self._version = version
        self._today = today.isoformat()
        self._findings = findings
        self._readings: dict[str, dict[str, str | CellFault]] = {heading: {} for heading in READERS}
        self._defaults = self._read_defaults(emetteur)
        self._identities: set[int] = set()

    def passages(self, person: Personne, dues: Sequence[Due]) -> Passages:
        """What is said of each certification of a candidate, under the identifier that stands beside it."""
        values = {key: self.read(key, text) for key, text in person.cells.items() if key in READERS}
        row = CandidateCells(person, {**self._defaults, **values}, self._findings)
        who = identity.identification(row, self._version)
        if who is not None and (key := identity.likeness_key(who)) is not None:
            if key in self._identities:
                row.tell(kinds.SAME_PERSON, "Nom Naissance")
            self._identities.add(key)
        passages: Passages = []
        for due in dues:
            obtention = self._obtention(row, due.award)
            if not row.wrong and who is not None and obtention is not None:
                passages.append((due, PassageCertification(due.id_technique, who, obtention)))
        return passages

    def read(self, heading: str, text: str) -> str | CellFault:
        """What a cell says that is not empty."""
        readings = self._readings[heading]
        value = readings.get(text)
        if value is None:
            value = READERS[heading](text)
            if len(readings) < MOST_TEXTS:
                readings[text] = value
        return value

    def _read_defaults(self, emetteur: Emetteur) -> Mapping[str, str]:
        defaults: dict[str, str] = {}
        for heading, text in emetteur.model.defauts.items():
            value = READERS[heading](text.strip())
            if isinstance(value, str):
                defaults[heading] = value
            else:
                place = emetteur.document.place(("defauts", heading))
                self._findings.append(Diagnostic(value.kind, place, {"heading": heading, **value.arguments}))
        return defaults

    def _obtention(self, row: CandidateCells, one: CertificationAward) -> Obtention | None:
        begins = row.get("Date Debut Validite") or (one.le.isoformat() if one.le else None)
        mode = row.get("Obtention Certification") or "PAR_ADMISSION"
        acces = self._access(row, OF_VOIE[one.voie] if one.voie else None)
        self._check(row, begins, mode, acces)
        if begins is None:
            return None
        is_certain = row.get("Donnee Certifiee") != NON
        texts = {heading: row.get(heading) for heading in OBTENTION} | {OPTION: self._option(row, one.option)}
        return Obtention(begins, mode, is_certain, acces, *texts.values())

    def _option(self, row: CandidateCells, of_parcours: str) -> str | None:
        """The option: as the row says it, else the title of the parcours; else what is said of all."""
        if OPTION in row.person.cells or not of_parcours:
            return row.get(OPTION)
        value = self.read(OPTION, of_parcours)
        if isinstance(value, str):
            return value
        row.tell(value.kind, OPTION, **value.arguments)
        return None

    def _access(self, row: CandidateCells, of_voie: str | None) -> str | None:
        """The modalité d'accès: as the row says it, else the session, of this candidate; else what is said of all."""
        word = row.get(ACCESS)
        if ACCESS not in row.person.cells:
            return of_voie or word
        if word and of_voie and word != of_voie:
            row.tell(kinds.ODD, ACCESS, other="voie")
        return word

    def _check(self, row: CandidateCells, begins: str | None, mode: str, acces: str | None) -> None:
        """Tell what is missing in a row, or does not go together."""
        if begins is None:
            row.missing("Date Debut Validite")
        else:
            self._check_days(row, begins)
        for flag, levels in LEVELS:
            presence = row.get(flag)
            if presence == OUI and not any(row.has(each) for each in levels):
                row.missing(levels[0])
            for each in levels:
                if presence == NON and row.has(each):
                    row.tell(kinds.DISAGREES, flag, other=each)
        if mode == "PAR_SCORING" and row.get("Scoring") is None:
            row.missing("Scoring")
        if row.get("Voie Acces VAE") and acces != "VAE":
            row.tell(kinds.ODD, "Voie Acces VAE", other=ACCESS)

    def _check_days(self, row: CandidateCells, begins: str) -> None:
        """Days are written so that their order is that of texts."""
        if begins > self._today:
            row.tell(kinds.NOT_YET, "Date Debut Validite")
        identity.check_age(row, begins)
        ends, first, last = map(row.get, ("Date Fin Validite", "Date Debut Examen", "Date Fin Examen"))
        if ends is not None and ends < begins:
            row.tell(kinds.BEFORE, "Date Fin Validite", other="Date Debut Validite")
        if first is not None and last is not None and last < first:
            row.tell(kinds.BEFORE, "Date Fin Examen", other="Date Debut Examen")
        for heading in ("Date Debut Examen", "Date Inscription"):
            day = row.get(heading)
            if day is not None and day > begins:
                row.tell(kinds.ODD, "Date Debut Validite", other=heading)
