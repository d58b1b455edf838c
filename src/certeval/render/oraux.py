"""A timetable of orals as a table, CSV and JSON."""

from collections.abc import Iterator, Mapping, Sequence

from certeval.jury.oraux.file import Passage
from certeval.messages import _
from certeval.render.csv_text import as_csv as rows_as_csv
from certeval.render.json_text import json_document
from certeval.render.tables import Renderables, TableColumn, table
from certeval.render.words import visible

HEADINGS = ("partie", "le", "de", "a", "jury", "salle", "candidat")
Parts = Mapping[str, Sequence[Passage]]
"""The orals of each part, by its code."""


def rows(parts: Parts) -> Iterator[tuple[str, ...]]:
    """A row an oral, in the order of days, hours and panels: texts under `HEADINGS`."""
    for partie, passages in parts.items():
        for each in passages:
            hours = (each.le.isoformat(), f"{each.de:%H:%M}", f"{each.a:%H:%M}")
            yield (partie, *hours, each.jury, each.salle, each.candidat)


def as_csv(parts: Parts, *, file: bool) -> str:
    """The same as text."""
    return rows_as_csv([HEADINGS, *rows(parts)], file=file)


def as_json(session: str, parts: Parts, displacements: Sequence[str]) -> str:
    """The same with who has another hour than before."""
    passages = [dict(zip(HEADINGS, row, strict=True)) for row in rows(parts)]
    return json_document("certeval/oraux/1", session=session, passages=passages, deplaces=list(displacements))


def as_tables(session: str, parts: Parts, displacements: Sequence[str]) -> Renderables:
    """A table a part; then who has another hour than before."""
    content: Renderables = []
    for partie, passages in parts.items():
        heading = _("session {session}, orals of {partie}: {count}")
        content += [""] if content else []
        content.append(heading.format(session=visible(session), partie=visible(partie), count=len(passages)))
        if passages:
            columns: list[TableColumn | str] = [
                TableColumn(each, whole=each in {"le", "de", "a"}) for each in HEADINGS[1:]
            ]
            content.append(table(columns, [row[1:] for row in rows({partie: passages})]))
    if displacements:
        content.append(
            _("at another hour than before: {candidats}", candidats=", ".join(map(visible, displacements)))
        )
    return content or [_("session {session}: no orals are prepared", session=visible(session))]
