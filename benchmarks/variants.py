"""The rows of a large sheet laid out otherwise, beside it, and the commands that read them.

    python benchmarks/variants.py FOLDER

FOLDER is one that sheets.py made. Writes `groupe.csv` and `jure.csv` (a column more: one of 40 groups, of 20 jurors),
`quoted.csv` (every cell between quotes) and `notes.xlsx`: the same candidates with the same cells.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

COLUMNS = {"groupe": 40, "jure": 20}
"""Each column more, with how many values it has."""
RULE = "competence: {parmi: criteres, plus_de: 60 %}"
"""What `impact` tries."""
VALIDATE = ("validate", "{sheet}", "--referentiel", "{rules}")
COMMANDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "`--bloc`": ("notes.csv", (*VALIDATE, "--bloc", "BC1")),
    "`--candidat`": ("notes.csv", (*VALIDATE, "--candidat", "C00000777")),
    "`--seal`": ("notes.csv", (*VALIDATE, "--seal", "{folder}/seal.json")),
    "une colonne `groupe`": ("groupe.csv", VALIDATE),
    "une colonne `jure`": ("jure.csv", VALIDATE),
    "toutes les cellules entre guillemets": ("quoted.csv", VALIDATE),
    "`stats`": ("notes.csv", ("stats", "{sheet}", "--referentiel", "{rules}")),
    "`rattrapages`": ("notes.csv", ("rattrapages", "{sheet}", "--referentiel", "{rules}")),
    "`impact`": ("notes.csv", ("impact", "{rules}", "{sheet}", "--validation", RULE)),
}
"""What is asked of which sheet; all write CSV."""


def rows(folder: Path) -> Iterator[list[str]]:
    with (folder / "notes.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter=";")


def write(folder: Path) -> None:
    for name, values in COLUMNS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, delimiter=";", lineterminator="\n")
            for number, (candidat, *cells) in enumerate(rows(folder)):
                more = f"{name[0].upper()}{number % values + 1:02d}" if number else name
                out.writerow([candidat, more, *cells])
    with (folder / "quoted.csv").open("w", encoding="utf-8", newline="") as file:
        quoted = csv.writer(file, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL)
        quoted.writerows(rows(folder))
    _workbook(folder)


def _workbook(folder: Path) -> None:
    """Cells of 0 and 1 are numbers, as a spreadsheet makes them."""
    import xlsxwriter

    with xlsxwriter.Workbook(folder / "notes.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Notes")
        for number, row in enumerate(rows(folder)):
            sheet.write_row(number, 0, [int(cell) if cell in {"0", "1"} else cell or None for cell in row])


if __name__ == "__main__":
    write(Path(sys.argv[1]))
