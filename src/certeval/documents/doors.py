"""Pages for the doors of rooms, a sheet a room and day: the hours and codes of who is heard there, and no name."""

from collections.abc import Iterable, Mapping
from datetime import date

from certeval.documents.html.page import Page, as_html, asset, fill
from certeval.jury.oraux.file import Passage
from certeval.messages import _
from certeval.text.order import natural

Door = dict[str, object]
"""What stands on a door a day: the room, the day, then each oral in the order of hours, after its part."""


def doors(parts: Mapping[str, Iterable[Passage]]) -> list[Door]:
    """The sheets, in the order of days and rooms."""
    by_door: dict[tuple[date, str], list[tuple[str, Passage]]] = {}
    for partie, passages in parts.items():
        for each in passages:
            by_door.setdefault((each.le, each.salle), []).append((partie, each))
    return [
        {
            "salle": salle,
            "le": le,
            "rows": sorted(rows, key=lambda row: (row[1].de, natural(row[1].candidat))),
        }
        for (le, salle), rows in sorted(by_door.items(), key=lambda door: list(map(natural, door[0])))
    ]


def page(session: str, parts: Mapping[str, Iterable[Passage]], lang: str) -> bytes:
    """The page to print, codes alone on it; how long an oral lasts is not, for it would tell of an accommodation."""
    body = fill("orals/doors.html", session=session, doors=doors(parts))
    title = _("Orals of session {session}", session=session)
    return as_html(Page(title, body, lang, styles=(asset("orals/doors.css"),)))
