"""What a workbook of ours is that holds neither marks nor candidates: a référentiel, or what was made of some."""

from certeval.referentiel import other_files
from certeval.referentiel.other_files import FileKind
from certeval.scores.headings import are_of_decisions
from certeval.sources.workbook.worksheets import Workbook


def kind_of_workbook(book: Workbook) -> FileKind | None:
    """The kind of such a workbook, by its hidden sheet or the headings of its first one; None of any other."""
    if any(sheet.name == other_files.CLASSEUR_SHEET for sheet in book.sheets):
        return other_files.CLASSEUR
    header = next((row for sheet in book.sheets if sheet.visible for row in sheet.rows(0, 1)), None)
    if header is None:
        return None
    line = "".join(f"{text};" for text in header.cells).encode()
    is_ours = are_of_decisions(header) or other_files.kind_by_bytes(line) is other_files.OUTPUT
    return other_files.OUTPUT if is_ours else None
