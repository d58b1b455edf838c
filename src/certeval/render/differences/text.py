"""Differences at a terminal: colours where there are, and marks that are read without them."""

from typing import TYPE_CHECKING

from certeval.messages import _
from certeval.render.differences import words
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
    from rich.text import Text

    found = [Text(words.title(comparison), style="bold")]
    for classe, differences in words.listed(comparison):
        found += [Text(""), Text(_(words.TITLES[classe]), style=STYLES[classe])]
        for difference in differences:
            found += _lines(difference)
    found.append(Text(""))
    found += [Text(note) for note in words.notes(comparison)]
    found += [Text(words.counted(comparison)), Text(words.verdict(comparison))]
    if lines := words.proposals(comparison):
        found += [Text(""), Text(words.proposing()), *(Text(f"  {line}") for line in lines)]
    return found


def _lines(difference: Difference) -> "list[Text]":
    from rich.text import Text

    parts = (words.about(difference), words.happened(difference), words.resting_on(difference))
    lines = [Text("  " + "  ".join(part for part in parts if part))]
    line = Text("    ")
    for run in words.runs(difference):
        line.append(MARKS[run.sign].format(text=visible(run.text)), style=RUNS[run.sign])
    return [*lines, line] if line.plain.strip() else lines
