"""Names of sheets: what a spreadsheet allows, and each once."""

import re

from certeval.scores.grids import IDENTITY_SHEET, LISTS_SHEET

LONGEST = 31
"""UTF-16 units, as spreadsheets count."""
RESERVED = ("history", IDENTITY_SHEET, LISTS_SHEET)
_REFUSED = re.compile(r"[\[\]:*?/\\]")


class SheetNames:
    """The names given so far: no two are alike whatever their case."""

    def __init__(self) -> None:
        self._taken = {name.casefold() for name in RESERVED}

    def name(self, wanted: str, otherwise: str) -> str:
        """The nearest name allowed that is still free; `otherwise` where nothing is left of the one wanted."""
        printable = "".join(c if c.isprintable() else "_" for c in wanted)
        base = _REFUSED.sub("_", printable).strip(" '") or otherwise
        found, number = _cropped(base, LONGEST), 1
        while found.casefold() in self._taken:
            number += 1
            ending = f" ({number})"
            found = _cropped(base, LONGEST - len(ending)) + ending
        self._taken.add(found.casefold())
        return found


def _cropped(text: str, longest: int) -> str:
    """The beginning of a text, no character cut in two; it never ends with an apostrophe."""
    units = text.encode("utf-16-le")[: 2 * longest]
    return units.decode("utf-16-le", "ignore").rstrip(" '")
