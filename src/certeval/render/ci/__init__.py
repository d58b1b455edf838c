"""What `certeval check` found, in the forms that people, editors and CI services read.

In comes a report; out goes the whole text of a document.
"""

from collections.abc import Callable

from certeval.render import diagnostics as rendering
from certeval.render.ci import scanning, text
from certeval.render.ci.text import CheckReport

FORMATS: dict[str, Callable[[CheckReport], str]] = {
    "text": text.document,
    "concise": text.concise_lines,
    "json": lambda report: rendering.as_json(report.diagnostics),
    "github": text.github_commands,
    "gitlab": scanning.code_quality,
    "sarif": scanning.document,
    "junit": text.junit,
}
"""Every form by the name that `--format` takes."""

__all__ = ["FORMATS", "CheckReport"]
