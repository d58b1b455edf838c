"""Passages of a flux in XML, for tests."""

from certeval.exchange.accrochage.passage import Passage
from certeval.exchange.accrochage.xml_text import content, under


def of_passage(passage: Passage) -> str:
    """One passage, on one line, as a flux has it."""
    return under(passage.id_technique, content(passage))
