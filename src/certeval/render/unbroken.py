"""Lines of a console that break where typography lets them: rich breaks them at any white space, a no-break one too."""

from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

from certeval.text.breaks import hold_spaces


class Screen(Console):
    """A console whose lines break at no space that holds; what it captured is to be `put_back`."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Any:
        """The segments of what is printed, or stands in it."""
        return super().render(_hold(renderable) if isinstance(renderable, Text) else renderable, options)


def _hold(text: Text) -> RenderableType:
    plain = text.plain
    if (substitute := hold_spaces(plain)) == plain:
        return text
    copy = text.copy()
    copy.plain = substitute
    return copy
