"""PDF from templates and plain values, by typst: tagged, archivable, the same bytes for the same values anywhere.

No font of the system, no clock, no network: fonts are those that come with typst, the day is given, and templates
import no package but ours.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final, NamedTuple

STANDARDS: Final = ("a-2a", "ua-1")
"""What each PDF is exported as: PDF/A-2a and PDF/UA-1. A character of no font is an error then, not a box."""
PACKAGES: Final = Path(__file__).with_name("paquets")
"""Where `@local/certeval` stands, which templates import."""
TEMPLATES: Final = Path(__file__).with_name("gabarits")
"""The templates that come with certeval."""
INPUT: Final = "certeval"
"""The input that holds the data as JSON: `#import "@local/certeval:1.0.0": donnees` reads it."""


def as_input(data: Mapping[str, object]) -> str:
    """Plain values as the text that a template reads."""
    return json.dumps(data, ensure_ascii=False)


class PrintFailure(NamedTuple):
    """Why typst printed nothing: its own words; the file, line and column that it points at (empty and 0 where it says
    none); the characters that no font has, where that is why.
    """

    reason: str
    line: int = 0
    column: int = 0
    characters: str = ""
    file: str = ""


class Printer:
    """One compiler for all the documents of one template. It keeps nothing on disk.

    `template` is a `.typ` file under `root` (its own folder, else), which is all that it may read; `fonts`: whether
    fonts are looked for there too. Raises ModuleNotFoundError where typst is not installed.
    """

    def __init__(self, template: Path, root: Path | None = None, *, fonts: bool = False) -> None:
        import typst

        self._error = typst.TypstError
        root = root or template.parent
        self._compiler = typst.Compiler(
            template,
            root=root,
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[root] if fonts else []),
            ignore_system_fonts=True,
            package_path=PACKAGES,
            package_cache_path=Path(__file__),  # a file, where no package of the network can be put
        )

    def pdf(self, data: Mapping[str, object] | str, day: date) -> bytes | PrintFailure:
        """The PDF of some data, or of their text (`as_input`), made on a day as far as it says."""
        at = datetime.combine(day, time(), UTC)
        inputs = {INPUT: data if isinstance(data, str) else as_input(data)}
        try:
            output = self._compiler.compile(
                sys_inputs=inputs, format="pdf", pdf_standards=list(STANDARDS), timestamp=at
            )
        except self._error as error:
            place = _PLACE.search(error.diagnostic)
            file, line, column = (place[1], int(place[2]), int(place[3])) if place else ("", 0, 0)
            glyphs = _GLYPHS.search(error.message)
            characters = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), glyphs[1]) if glyphs else ""
            return PrintFailure(" ".join(error.message.split()), line, column, characters, file)
        assert isinstance(output, bytes)  # noqa: S101 -- a PDF is one file, given back where none is named
        return output

    def metadata(self, label: str) -> list[object]:
        """The values of the metadata that bear a label, in the document printed last."""
        values: list[object] = json.loads(self._compiler.query(f"<{label}>", field="value"))
        return values


_PLACE = re.compile(r"^\s*┌─ (?:.*[/\\])?(.+):(\d+):(\d+)$", re.MULTILINE)
_GLYPHS = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
