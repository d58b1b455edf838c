"""The order of names that hold numbers."""

import re


def natural(name: object) -> list[tuple[bool, int, str]]:
    """Names as people count them: jury2 stands before jury10."""
    pieces = re.split(r"([0-9]+)", str(name).casefold())
    return [(piece.isdigit(), int(piece) if piece.isdigit() else 0, piece) for piece in pieces]
