"""The boxes that a column of a table holds, checked or empty."""

from collections.abc import Iterable

from certeval.exchange.layout import LayoutCell

CHECKED_BOXES = "☒☑✓✔✗✘"
EMPTY_BOXES = "☐□▢"


def is_checked(text: str) -> bool:
    """Whether a cell of a matrix is checked."""
    bare = text.replace(" ", "")
    return bool(bare) and (set(bare) <= set(CHECKED_BOXES) or bare in {"X", "x"})


def is_matrix(cells: Iterable[LayoutCell | None]) -> bool:
    """Whether a column holds boxes and nothing else, but for titles across."""
    texts = {cell.text.replace(" ", "") for cell in cells if cell and cell.columns == 1 and cell.text}
    return bool(texts) and all(is_checked(text) or set(text) <= set(EMPTY_BOXES) for text in texts)
