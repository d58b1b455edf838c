"""Texts as parts of the names of files, which may be copied to any system."""

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{i}" for port in ("com", "lpt") for i in "0123456789¹²³")}
)
"""Names that Windows keeps for what is no file, whatever suffix follows them."""


def in_a_name(text: str) -> str:
    """A text as a part of a file's name."""
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in text)


def as_a_name(*texts: str) -> str:
    """Texts as a file's name, without its suffix: it neither leads elsewhere nor is hidden, and names no device."""
    name = "-".join(map(in_a_name, texts)).lstrip(".") or "_"
    return f"_{name}" if name.partition(".")[0].casefold() in DEVICES else name
