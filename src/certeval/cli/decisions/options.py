"""What `certeval validate` asks for, and the form in which it is printed."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from certeval.bulk.printing import Printing
from certeval.cli import files, filters
from certeval.cli.sheets import Reading
from certeval.referentiel.load import Referentiel
from certeval.render import delimited, rows
from certeval.render.forms import Form
from certeval.render.rows import Column


class ValidateOptions(NamedTuple):
    """What the command line asks for: which sheets, read how, cut to whom, in which form, and where it goes."""

    reading: Reading
    form: str
    blocs: Sequence[str]
    candidats: Sequence[str]
    detail: bool
    engine: str
    jobs: int | None
    file: Path | None
    seal: Path | None
    force: bool

    @property
    def written(self) -> list[Path]:
        """The files to write."""
        return [each for each in (self.file, self.reading.report, self.seal) if each is not None]


def mark(options: ValidateOptions) -> bytes:
    """What spreadsheets know a CSV file in UTF-8 by."""
    return delimited.BOM.encode() if options.form == "csv" and options.file else b""


def printing(options: ValidateOptions, referentiel: Referentiel, identity: Sequence[str]) -> Printing:
    """The form asked for, as those print it who decide many at once."""
    form, table = line_form(options, referentiel, identity)
    return Printing(form, referentiel, table)


def line_form(
    options: ValidateOptions, referentiel: Referentiel, identity: Sequence[str]
) -> tuple[Form, Sequence[Column]]:
    """The form asked for, and the columns of one that is a table."""
    only, form, detail = filters.named(referentiel, options.blocs), options.form, options.detail
    if form == "table":
        return Form("", ()), ()
    if form in {"json", "ndjson"}:
        from certeval.render import results as rendered
        from certeval.render.lines import lines

        between, end = (rendered.BETWEEN, "") if form == "json" else ("", "\n")
        return lines(referentiel, between=between, end=end, only=only, identity=identity), ()
    identity = identity if form != "xlsx" else ()
    made = rows.rows(referentiel, detail=detail, only=only, identity=identity)
    table = rows.columns(referentiel, detail=detail, only=only, identity=identity) if form != "csv" else ()
    return made, table


def refuse_existing(options: ValidateOptions) -> None:
    """Status 2 where a sheet is not there, or a file to write is."""
    for path in options.reading.sheets:
        files.reading(path)
    for path in options.written:
        files.refuse_existing(path, force=options.force)
