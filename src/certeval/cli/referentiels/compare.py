"""`certeval compare`."""

from pathlib import Path

from certeval.cli import exits, inputs, operands, options
from certeval.cli.bundles import written
from certeval.cli.operands import fiche_side
from certeval.cli.options import argument
from certeval.cli.output import Target
from certeval.exchange.comparison import words
from certeval.exchange.comparison.compare import compare as compared_sides
from certeval.exchange.comparison.sides import Side, tree_side
from certeval.referentiel.other_files import other_file

FORMATS = ("text", "json", "markdown")
DOCUMENTS = frozenset(
    (".doc", ".docx", ".odt", ".pdf", ".xls", ".xlsx", ".ods", ".htm", ".html", ".md", ".txt")
)
"""What `import` makes drafts of."""


def compare(
    first: str = argument(
        options.REFERENTIEL, "The référentiel: CODE, CODE@VERSION or a file; a draft will do."
    ),
    second: str = argument(
        "FICHE", "A fiche of the open data (XML), or another référentiel of the same title."
    ),
    *,
    date: options.Day,
    to: Target = written(FORMATS),
) -> None:
    """Say what differs between a référentiel and its published fiche, or between two documents of one title.

    Title, level, dates, blocs (by number, then code, then order) and compétences; status 1 where they differ.
    """
    comparison = compared_sides(*(_side(each, date) for each in (first, second)))
    to.show({"json": words.as_json, "markdown": words.markdown}, words.renderables, comparison)
    exits.leave(exits.FINDINGS if comparison.differs else exits.OK)


def _side(operand: str, date: str | None) -> Side:
    """What an operand says: a fiche, by its bytes, or a référentiel."""
    path = Path(operand)
    if path.suffix.lower() == ".xml":
        return fiche_side(path)
    if path.suffix.lower() in DOCUMENTS:
        exits.refuse(
            "{file}: certeval import makes a draft of this document, which can be compared", file=path
        )
    compilation = operands.resolve(operand, inputs.day(date))
    document = compilation.document
    if not isinstance(document.root, dict) or other_file(document) is not None:
        inputs.leave(compilation.diagnostics, exits.INVALID)
    return tree_side(document.root, document.file)
