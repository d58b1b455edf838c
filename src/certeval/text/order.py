"""The order of names that hold numbers."""

import re


def natural(name: object) -> list[tuple[bool, int, str]]:
    """Names as people count them: jury2 stands before jury10."""
    pieces = re.split(r"([0-9]+)", str(name).casefold())
    return [(piece.isdecimal(), int(piece) if piece.isdecimal() else 0, piece) for piece in pieces]
