"""What was read from where: a line a sheet, shown above decisions that several sheets lead to."""

from collections.abc import Sequence

from certeval.messages import N_, _, ngettext
from certeval.referentiel.load import Referentiel
from certeval.referentiel.tree import SCORE_KINDS
from certeval.render.tables import Renderables, table_with_labels
from certeval.scores.observations import Sheet

LAYOUTS = {"large": N_("wide"), "long": N_("long"), "yaml": "YAML", "json": "JSON"}
MOST_CODES = 4
MOST_JURORS = 2
SESSION = ("code", "date", "jury")


def renderables(referentiel: Referentiel, sheets: Sequence[Sheet]) -> Renderables:
    """The table of what was read; nothing where one sheet says it all."""
    if len(sheets) < 2:  # noqa: PLR2004 -- several
        return []
    headings = (_("sheet"), _("form"), _("candidates"), _("elements"), _("juror"), _("session"))
    return [table_with_labels(headings, [_row(referentiel, sheet) for sheet in sheets]), ""]


def _row(referentiel: Referentiel, sheet: Sheet) -> tuple[str, ...]:
    layout, session = LAYOUTS.get(sheet.layout, sheet.layout), sheet.session or {}
    jurors, n = ", ".join(sheet.jurors), len(sheet.jurors)
    if n > MOST_JURORS:
        jurors = ngettext("{n} juror", "{n} jurors", n, n=n)
    about = ", ".join(session[key] for key in SESSION if session.get(key))
    read = (sheet.file, _(layout) if layout else "", str(sheet.candidates))
    return (*read, _elements(referentiel, sheet), jurors, about)


def _elements(referentiel: Referentiel, sheet: Sheet) -> str:
    """A few codes as they are; of many, how many of each bloc."""
    if len(sheet.elements) <= MOST_CODES:
        return ", ".join(sheet.elements)
    tree, rest, texts = referentiel.tree, set(sheet.elements), []
    for bloc in tree.below("bloc", None):
        below = [
            code for kind in SCORE_KINDS for code in tree.below(kind, bloc) if code in referentiel.entries
        ]
        overlap = rest & set(below)
        if overlap:
            texts.append(f"{bloc} {len(overlap)}/{len(below)}")
            rest -= overlap
    texts += [code for code in sheet.elements if code in rest]
    return ", ".join(texts)
