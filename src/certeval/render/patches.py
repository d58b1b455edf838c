"""Two texts of a file as a unified diff, which `patch` and `git apply` take."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from difflib import unified_diff


def patch(file: str, before: bytes, after: bytes) -> str:
    """What turns one text, in UTF-8 or UTF-16, into the other; empty where they are the same."""
    diff = unified_diff(_lines(before), _lines(after), file, file)
    return "".join(line if line.endswith("\n") else f"{line}\n{NO_NEWLINE}\n" for line in diff)


NO_NEWLINE = "\\ No newline at end of file"
"""What `diff` writes after a last line that does not end."""


def _lines(data: bytes) -> list[str]:
    """Lines as `patch` counts them: only a line feed ends one."""
    text = data.decode("utf-16" if data[:2] in {BOM_UTF16_BE, BOM_UTF16_LE} else "utf-8")
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + [last] * bool(last)
