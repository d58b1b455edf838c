"""The smallest workbook of a référentiel that triggers each finding: `python tests/classeur_cases.py` writes them.

They stand in `cas/invalides/documents`; test_classeur.py compares.
"""

import io
import re
import zipfile
from pathlib import Path

from certeval.exchange.classeur.tables import ClasseurSheet, as_xlsx

FOLDER = Path(__file__).parent / "cas" / "invalides" / "documents"
CODE, LIBELLE = "C1.1", "Préparer un entretien"
BLOCS = ClasseurSheet("Blocs", ["code", "intitule"], [["BC1", "Vendre"]])
COMPETENCES = ClasseurSheet("Compétences", ["dans", "code", "libelle"], [["BC1", CODE, LIBELLE]])


def rules(*rows: list[str]) -> ClasseurSheet:
    return ClasseurSheet("Règles", ["section", "nom", "valeur"], list(rows))


def competences(*rows: list[str], headings: tuple[str, ...] = ("dans", "code", "libelle")) -> ClasseurSheet:
    return ClasseurSheet("Compétences", list(headings), list(rows))


MADE = {
    "I100-crochet.xlsx": [rules(["validation", "competence", "{parmi: criteres, plus_de: 50 %"])],
    "I101-sans-parent.xlsx": [BLOCS, competences(["BC2", CODE, LIBELLE])],
    "I102-deux-parents.xlsx": [
        ClasseurSheet("Blocs", ["code", "intitule"], [["BC1", "Vendre"], ["BC1", "Acheter"]]),
        COMPETENCES,
    ],
    "I103-deux-fois.xlsx": [
        rules(["validation", "bloc", "{tous: competences}"], ["validation", "bloc", "{aucun: competences}"])
    ],
    "I104-sans-valeur.xlsx": [
        ClasseurSheet("Certification", ["cle", "valeur"], [["code", "vente"], ["version", ""]])
    ],
    "I105-deux-colonnes.xlsx": [
        BLOCS,
        competences(["BC1", CODE, LIBELLE, ""], headings=("dans", "code", "libelle", "libelle")),
    ],
    "I106-sans-titre.xlsx": [
        BLOCS,
        competences(["BC1", CODE, LIBELLE, "à revoir"], headings=("dans", "code", "libelle", "")),
    ],
    "I107-feuille-inconnue.xlsx": [BLOCS, COMPETENCES, ClasseurSheet("Brouillon", ["note"], [["à revoir"]])],
}
WRONG = {"I108-erreur.xlsx": [BLOCS, competences(["BC1", CODE, "#REF!"])]}
"""Workbooks of which the last cell is the error of a formula, which no writer of ours makes."""


def with_error(data: bytes) -> bytes:
    """A workbook whose cell C2 of its second sheet is an error rather than a text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "xl/worksheets/sheet2.xml":
                part = re.sub(rb'<c r="C2".*?</c>', b'<c r="C2" t="e"><v>#REF!</v></c>', part)
            new.writestr(info, part)
    return made.getvalue()


CASES = {name: as_xlsx(sheets, "vente@1.0.0", "") for name, sheets in MADE.items()}
CASES |= {name: with_error(as_xlsx(sheets, "vente@1.0.0", "")) for name, sheets in WRONG.items()}

if __name__ == "__main__":
    for name, data in CASES.items():
        (FOLDER / name).write_bytes(data)
