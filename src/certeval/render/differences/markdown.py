"""Differences in Markdown, fit for a pull request: people's own text can neither format, link nor call anyone."""

from certeval.messages import _
from certeval.render.differences import words
from certeval.render.markdown import plain
from certeval.versions.compare import Comparison
from certeval.versions.difference import Difference

MARKS = {"=": "{text}", "-": "<del>{text}</del>", "+": "<ins>{text}</ins>"}


def markdown(comparison: Comparison) -> str:
    """A title, what version it takes, then a list a class."""
    lines = [f"### {plain(words.title(comparison))}", "", plain(words.verdict(comparison))]
    for classe, differences in words.listed(comparison):
        lines += ["", f"#### {plain(_(words.TITLES[classe]))}", ""]
        lines += [_item(difference) for difference in differences]
    notes = [f"- {plain(note)}" for note in words.notes(comparison)]
    lines += ["", *notes, ""] if notes else [""]
    lines.append(plain(words.counted(comparison)))
    if proposed := words.proposals(comparison):
        lines += ["", plain(words.proposing()), "", "```yaml", *proposed, "```"]
    return "\n".join(lines) + "\n"


def _item(difference: Difference) -> str:
    parts = (words.happened(difference), words.resting_on(difference))
    head = " ".join([f"**{plain(words.about(difference))}**", *(plain(part) for part in parts if part)])
    text = "".join(MARKS[run.sign].format(text=plain(run.text)) for run in words.runs(difference) if run.text)
    return f"- {head}<br>{text}" if text.strip() else f"- {head}"
