"""Differences at a terminal: colours where there are, and marks that are read without them."""

from typing import TYPE_CHECKING

from certeval.messages import _
from certeval.render.differences import words
from certeval.render.tables import rich_text
from certeval.render.words import visible
from certeval.versions.compare import Comparison
from certeval.versions.difference import Classe, Difference

if TYPE_CHECKING:
    from rich.text import Text

STYLES = {Classe.CASSANT: "bold red", Classe.EVALUATIF: "bold yellow", Classe.EDITORIAL: "bold green"}
MARKS = {"=": "{text}", "-": "[-{text}-]", "+": "{{+{text}+}}"}
RUNS = {"=": "", "-": "red", "+": "green"}


def renderables(comparison: Comparison) -> "list[Text]":
    """The whole comparison, a line a difference and its text below."""
    found = [rich_text(words.title(comparison), style="bold")]
    for classe, differences in words.listed(comparison):
        found += [rich_text(), rich_text(_(words.TITLES[classe]), style=STYLES[classe])]
        for difference in differences:
            found += _lines(difference)
    found.append(rich_text())
    found += [rich_text(note) for note in words.notes(comparison)]
    found += [rich_text(words.counted(comparison)), rich_text(words.verdict(comparison))]
    if lines := words.proposals(comparison):
        found += [rich_text(), rich_text(words.proposing()), *(rich_text(f"  {line}") for line in lines)]
    return found


def _lines(difference: Difference) -> "list[Text]":
    parts = (words.about(difference), words.happened(difference), words.resting_on(difference))
    lines = [rich_text("  " + "  ".join(part for part in parts if part))]
    line = rich_text("    ")
    for run in words.runs(difference):
        line.append(MARKS[run.sign].format(text=visible(run.text)), style=RUNS[run.sign])
    return [*lines, line] if line.plain.strip() else lines
