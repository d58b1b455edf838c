"""Differences in Markdown, fit for a pull request: people's own text can neither format, link nor call anyone."""

import re
from html import escape

from certeval.messages import _
from certeval.render.differences import words
from certeval.render.words import visible
from certeval.versions.compare import Comparison
from certeval.versions.difference import Difference

MARKS = {"=": "{text}", "-": "<del>{text}</del>", "+": "<ins>{text}</ins>"}
_SIGNS = re.compile(r"([\\`*_\[\]~$|])")
_CALLS = re.compile(r"[@#]|://|www\.", re.IGNORECASE)


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


def plain(text: str) -> str:
    """Text that Markdown shows as it is: no mark, no tag, no link, no mention, no number of an issue."""
    shown = _SIGNS.sub(r"\\\1", escape(visible(text), quote=False))
    return _CALLS.sub(lambda found: f"{found[0][:1]}<!-- -->{found[0][1:]}", shown)
