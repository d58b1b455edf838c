"""A grid as a page that a browser opens without a server."""

from certeval.documents.grid.given import given
from certeval.documents.html.page import Page, as_html, asset, fill
from certeval.messages import _, spoken
from certeval.render.grids import words
from certeval.scores.grids import Grid

SCRIPTS = ("given", "numbers", "reading", "entries", "files", "sheet", "grid")
"""In this order: each uses what those before it declare."""
ADDED = ("candidat", "nom", "prenom", "groupe")
"""What is asked of a candidate who is added."""


def as_page(grid: Grid) -> bytes:
    """The page of a grid, in the language spoken: the same grid gives the same bytes."""
    title = f"{_('Grid')} {grid.identity.referentiel}"
    body = fill(
        "grid/grid.html",
        grid=grid,
        about=words.about(grid),
        signature=words.signature(grid),
        names={name: _(words.IDENTITY[name]) for name in ADDED},
        situation=[(axis, _(words.IDENTITY[axis]), accepted.words) for axis, accepted in grid.situation],
    )
    return as_html(
        Page(
            title,
            body,
            spoken(),
            styles=(asset("grid/grid.css"),),
            scripts=tuple(asset(f"grid/{name}.js") for name in SCRIPTS),
            data={"grille": given(grid)},
        )
    )
