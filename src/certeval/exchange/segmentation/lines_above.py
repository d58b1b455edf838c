"""Titles of activités and compétences that stand as lines above the table of what they hold."""

from certeval.exchange.layout import LayoutCell, TextLine
from certeval.exchange.segmentation import codes, titles


class LinesAbove:
    """The titles met since the last bloc or table, in their order; those of a summary give way to what follows it."""

    def __init__(self) -> None:
        self._titles: list[tuple[str, TextLine]] = []
        self._last: dict[str, tuple[int, ...]] = {}
        self._goes_on = self._is_last = False

    def add(self, line: TextLine) -> None:
        """A line outside tables: a title, what goes on one, or another that parts it from the table."""
        if not line.text.strip():
            return
        kind = titles.element_kind(line.text)
        self._is_last = bool(kind) or self._goes_on
        if kind:
            numbers = _numbers(line, kind)
            if kind in self._last and numbers <= self._last[kind]:
                self._titles.clear()
            self._last[kind] = numbers
            self._titles.append((kind, line))
        elif self._goes_on:
            name, title = self._titles[-1]
            self._titles[-1] = name, title._replace(text=f"{title.text} {line.text}")
        self._goes_on = self._is_last and not line.ends

    def clear(self) -> None:
        """Forget them: a bloc begins."""
        self._titles.clear()
        self._last.clear()
        self._goes_on = self._is_last = False

    def take(self, kind: str) -> LayoutCell | None:
        """The titles of a kind, as the cell of the column that the table below has not."""
        lines = tuple(line for name, line in self._titles if name == kind)
        self._titles = [each for each in self._titles if each[0] != kind]
        return LayoutCell(lines, 0, 0, spot=lines[0].spot) if lines else None

    def rest(self) -> TextLine | None:
        """The title that stands just above the table and was not taken."""
        return self._titles[-1][1] if self._titles and self._is_last else None


def _numbers(line: TextLine, kind: str) -> tuple[int, ...]:
    code = codes.code(line.text, kind)
    return code.numbers if code else ()
