"""What to present again, for people and programs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from certeval.engine.resits import Niveau, Resits
from certeval.engine.results import EN_ATTENTE, Plain
from certeval.messages import _, ngettext
from certeval.referentiel.load import Referentiel
from certeval.render.diagnostics import document
from certeval.render.reasons.topics import listed
from certeval.render.words import visible

if TYPE_CHECKING:
    from rich.console import RenderableType

MOST_SHOWN = 5
"""Sets a candidate shown in the table: --json gives them all."""


def renderables(found: Sequence[tuple[Plain, Resits]]) -> "list[RenderableType]":
    """A row a candidate: the smallest sets, how many more there are, or what is still missing."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not found:
        return [Text(_("every candidate is validated: nothing to present again"))]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(Text(_("candidat")), no_wrap=True)
    table.add_column(Text(_("to present again, one of these sets")))
    for candidate, resits in found:
        table.add_row(Text(visible(str(candidate["candidat"]))), Text(_words(candidate, resits)))
    return [table]


def _words(candidate: Plain, resits: Resits) -> str:
    certification = candidate["certification"]
    if isinstance(certification, dict) and certification["verdict"] == EN_ATTENTE:
        return _("not lost: still pending {codes}").format(codes=listed(certification.get("manque", ())))
    if not resits.sets:
        return _("nothing that is presented again could change the decision")
    shown = [" + ".join(codes) for codes in resits.sets[:MOST_SHOWN]]
    return "\n".join([*shown, *_more(resits)])


def _more(resits: Resits) -> list[str]:
    """How many sets are not shown."""
    hidden = len(resits.sets) - MOST_SHOWN
    if resits.more is None:
        return [_("and others: the search was stopped")]
    left = resits.more + max(0, hidden)
    return [ngettext("and {n} more", "and {n} more", left).format(n=left)] if left else []


def as_json(referentiel: Referentiel, niveau: Niveau, found: Sequence[tuple[Plain, Resits]]) -> str:
    """One object a candidate: the sets, how many more (null: unknown), and what is missing."""
    return document(
        {
            "schema": "certeval/rattrapages/1",
            "referentiel": {
                "code": referentiel.code,
                "version": referentiel.version,
                "empreinte": referentiel.digest,
            },
            "niveau": niveau,
            "candidats": [
                {
                    "candidat": candidate["candidat"],
                    "certification": candidate["certification"],
                    "ensembles": [list(codes) for codes in resits.sets],
                    "autres": resits.more,
                    "recherche": resits.recherche,
                }
                for candidate, resits in found
            ],
        }
    )
