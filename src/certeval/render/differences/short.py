"""A difference on one line of a few words, for a finding: what it is about, what happened, the words that differ."""

from certeval.render.differences import words
from certeval.render.differences.text import MARKS
from certeval.render.words import visible
from certeval.versions.difference import Difference

AROUND = 24
"""Characters kept on each side of what differs."""
LONGEST = 150
"""Characters of the words that differ."""


def in_short(difference: Difference) -> str:
    """`critère CR1 libelle: Le plan est [-écrit-]{+rédigé+}`."""
    head = (words.about(difference), words.happened(difference), words.resting_on(difference))
    said = " ".join(part for part in head if part)
    text = _cropped("".join(_run(run.sign, visible(run.text)) for run in words.runs(difference)).strip())
    return f"{said}: {text}" if text else said


def _run(sign: str, text: str) -> str:
    """A run of text marked; of what both versions have, what stands nearest to what differs."""
    if sign == "=" and len(text) > 2 * AROUND:
        return f"{text[:AROUND]}…{text[-AROUND:]}"
    return MARKS[sign].format(text=text) if text else ""


def _cropped(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
