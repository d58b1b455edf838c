"""Small documents as certifiers have them, made by the tests: Word tables, their PDF, workbooks."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
from fpdf import FPDF

SHARED = Path(__file__).parents[2] / "shared"
HEADINGS = ("Activités", "Compétences", "Critères d’évaluation", "Modalités d’évaluation")
CONDITION = (
    "Condition de validation du Bloc {n} : Validation des {many} compétences. "
    "Une compétence est validée si plus de 50% de ses critères le sont."
)


@dataclass(frozen=True)
class Row:
    """One compétence of a bloc: its activité, its own text, its critères."""

    activite: str
    competence: str
    criteres: tuple[str, ...]


@dataclass(frozen=True)
class Bloc:
    title: str
    rows: tuple[Row, ...]
    epreuve: tuple[str, ...]

    @property
    def modalites(self) -> list[str]:
        return list(self.epreuve)


VENDRE = Bloc(
    "BLOC 1 - Vendre des services",
    (
        Row(
            "A1.1-Préparation de la vente",
            "C1.1- Préparer un entretien de vente afin d’obtenir un accord",
            (
                "CR1.1-Le plan de l’entretien est écrit et il intègre les attentes du client",
                "CR 1.1.2-Les objections sont prévues",
                "CR3-Les questions sont classées",
            ),
        ),
        Row(
            "A1.2 – Conduite de la vente",
            "C1.2.-Mener un entretien de vente pour conclure",
            ("CR1.2.1- L’accueil est chaleureux", "CR1.2.2 Les objections sont levées"),
        ),
    ),
    ("1.Epreuve :", "Etude de cas 4h", "Un dossier est remis au jury.", CONDITION.format(n=1, many=2)),
)
SUIVRE = Bloc(
    "BLOC 2 : Suivre des clients",
    (
        Row(
            "A2.1-Suivi des clients",
            "C2.1 Suivre des indicateurs pour corriger l’action",
            ("CR2.1.1-Les indicateurs sont suivis", "CR2.1.2-Les écarts sont expliqués"),
        ),
    ),
    ("1 Epreuve :", "Jeu de rôle", "L’oral dure 20 minutes.", CONDITION.format(n=2, many=3)),
)
BLOCS = (VENDRE, SUIVRE)


def _docx_bytes(document: "docx.document.Document") -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(cell: object, texts: Sequence[str]) -> None:
    cell.text = texts[0] if texts else ""
    for text in texts[1:]:
        cell.add_paragraph(text)


def a_row_a_bloc(blocs: Sequence[Bloc] = BLOCS) -> bytes:
    """A Word table whose rows are blocs: several compétences in a cell, blank paragraphs between them."""
    document = docx.Document()
    document.add_paragraph("5 - REFERENTIELS")
    table = document.add_table(rows=2, cols=4)
    for i, text in enumerate(("REFERENTIEL D’ACTIVITES", "REFERENTIEL DE COMPETENCES")):
        table.cell(0, i).merge(table.cell(1, i)).text = text
    table.cell(0, 2).merge(table.cell(0, 3)).text = "REFERENTIEL D’EVALUATION"
    table.cell(1, 2).text, table.cell(1, 3).text = "MODALITÉS D’ÉVALUATION", "CRITÈRES D’ÉVALUATION"
    for bloc in blocs:
        cells = table.add_row().cells
        cells[0].merge(cells[3]).text = bloc.title
        cells = table.add_row().cells
        _fill(
            cells[0],
            [text for row in bloc.rows for text in (row.activite, "", "")]
            + ["Métiers visés", "-Vendeur", "-Conseiller"],
        )
        _fill(cells[1], [text for row in bloc.rows for text in (row.competence, "", "")])
        _fill(cells[2], bloc.modalites)
        _fill(
            cells[3],
            ["SAVOIR-FAIRE : Techniques, Relationnels", ""]
            + [t for row in bloc.rows for t in (*row.criteres, "", "")],
        )
    return _docx_bytes(document)


def a_row_a_competence(blocs: Sequence[Bloc] = BLOCS) -> bytes:
    """A Word table whose rows are compétences; the épreuve of a bloc covers all its rows."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=4)
    for cell, text in zip(table.rows[0].cells, (*HEADINGS[:2], HEADINGS[3], HEADINGS[2]), strict=True):
        cell.text = text
    for bloc in blocs:
        cells = table.add_row().cells
        cells[0].merge(cells[3]).text = bloc.title
        first = len(table.rows)
        for row in bloc.rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = row.activite, row.competence
            _fill(cells[3], row.criteres)
        whole = table.cell(first, 2).merge(table.cell(len(table.rows) - 1, 2))
        _fill(whole, bloc.modalites)
    return _docx_bytes(document)


def a_row_a_critere(blocs: Sequence[Bloc] = BLOCS) -> bytes:
    """A Word table a bloc, under its title, whose rows are critères with a bullet instead of a code."""
    document = docx.Document()
    for bloc in blocs:
        document.add_heading(bloc.title, 2)
        table = document.add_table(rows=1, cols=4)
        for cell, text in zip(table.rows[0].cells, HEADINGS, strict=True):
            cell.text = text
        start = 1
        for row in bloc.rows:
            for critere in row.criteres:
                table.add_row().cells[2].text = f"• {critere.lstrip('CR0123456789. -')}"
            end = start + len(row.criteres) - 1
            table.cell(start, 0).merge(table.cell(end, 0)).text = row.activite
            table.cell(start, 1).merge(table.cell(end, 1)).text = row.competence
            start = end + 1
        _fill(table.cell(1, 3).merge(table.cell(start - 1, 3)), bloc.modalites)
    return _docx_bytes(document)


def workbook(blocs: Sequence[Bloc] = BLOCS, *, merged: bool = True) -> bytes:
    """A workbook, a row a critère: blocs, activités and compétences merged over theirs, or said again on each row."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Référentiel"
    sheet.append(["Bloc", *HEADINGS])
    for bloc in blocs:
        first = sheet.max_row + 1
        for row in bloc.rows:
            begun = sheet.max_row + 1
            for critere in row.criteres:
                sheet.append([bloc.title, row.activite, row.competence, critere, "\n".join(bloc.modalites)])
            for column in "BC" if merged else "":
                sheet.merge_cells(f"{column}{begun}:{column}{sheet.max_row}")
        for column in "AE" if merged else "":
            sheet.merge_cells(f"{column}{first}:{column}{sheet.max_row}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


WIDTHS = (40, 50, 60, 40)
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


class Ruled(FPDF):
    """A page on which tables are ruled, cell by cell."""

    def __init__(self) -> None:
        super().__init__()
        self.set_auto_page_break(auto=False)
        self.set_font("helvetica", size=8)
        self.add_page()

    def row(
        self, top: float, height: float, cells: Sequence[str | None], widths: Sequence[float] = WIDTHS
    ) -> None:
        """A row of cells, None where the one before goes on."""
        left = 10.0
        for i, (text, width) in enumerate(zip(cells, widths, strict=True)):
            across = width
            for following, more in zip(cells[i + 1 :], widths[i + 1 :], strict=False):
                if following is not None:
                    break
                across += more
            if text is not None:
                self.rect(left, top, across, height)
                self.set_xy(left, top + 0.5)
                self.multi_cell(across, 4, plain(text), align="L")
            left += width

    def bytes(self) -> bytes:
        return bytes(self.output())


def plain(text: str) -> str:
    """A text in the characters of the fonts that every PDF has."""
    return text.replace("’", "'").replace("–", "-").replace("•", "\xb7")
