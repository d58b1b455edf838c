"""The colours of a workbook, as far as two of them are plainly one: a text of the colour of its cell is not seen."""

from collections.abc import Mapping

from certeval.sources.workbook.markup import whole_number

BLACK, WHITE = "000000", "FFFFFF"
"""What texts and cells have where nothing says it."""
INDEXED: Mapping[int, str] = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE}
"""Those of a palette that a workbook does not change, by number."""
_THEME = {"0": WHITE, "1": BLACK}
"""Those of the window: the paper, then the ink."""

_FIRST, _WINDOW = 8, 64
"""The first number of a palette that a workbook changes; from the other on, the colours of the window."""


def palette(data: bytes) -> Mapping[int, str]:
    """The colours by number where a record of XLS changes them: how many, then each in four bytes."""
    own = [data[at : at + 3].hex().upper() for at in range(2, len(data) - 3, 4)]
    return {**INDEXED, **dict(enumerate(own, _FIRST))}


def indexed(number: int, otherwise: str, by_number: Mapping[int, str] = INDEXED) -> str:
    """The colour of a number; `otherwise` where it is the one of the window."""
    return otherwise if number >= _WINDOW else by_number.get(number, f"indexed {number}")


def colour(attributes: Mapping[str, str], otherwise: str) -> str:
    """The colour that XLSX writes; `otherwise` where it is the one of the window. It may be no more than a name."""
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    if "indexed" in attributes:
        return indexed(whole_number(attributes["indexed"]), otherwise)
    theme, tint = attributes.get("theme"), attributes.get("tint", "").rstrip("0.")
    return otherwise if theme is None else _THEME.get(theme + tint, f"theme {theme} {tint}")
