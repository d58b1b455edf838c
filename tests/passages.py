"""Passages of a flux in XML, for tests."""

from certeval.exchange.accrochage.passage import PassageCertification
from certeval.exchange.accrochage.xml_text import content, with_identifier


def of_passage(passage: PassageCertification) -> str:
    """One passage, on one line, as a flux has it."""
    return with_identifier(passage.id_technique, content(passage))
