"""The cells of one element: each distinct text is read once."""

from certeval.rules.entry import Entry, Reading


class CellReader(dict[str, Reading]):
    """What each text says in a cell of one element, read at its first lookup: sheets repeat few texts often."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry

    def __missing__(self, text: str) -> Reading:
        found = self[text] = self.entry.read(text)
        return found
