"""A grid as CSV: a row a candidate, a column an element, as every wide sheet."""

from certeval.render import delimited
from certeval.scores.grids import Grid


def as_csv(grid: Grid, *, file: bool) -> str:
    """The text of a grid. In a file, the mark and the line ends that office programs expect.

    Without candidates the first row alone names the référentiel, the session and the juror: the others are blank.
    """
    identity = grid.identity
    constant = {
        "referentiel": identity.referentiel,
        "session": identity.date or identity.session,
        "jure": identity.jure,
    }
    constant = {heading: text for heading, text in constant.items() if text}
    about = grid.identity_names
    codes = [item.code for item in grid.items]
    rows = [[*about, *constant, *codes]]
    for position, listed in enumerate(grid.candidates):
        who = [getattr(listed, name) for name in about]
        said = constant.values() if listed.candidat or position == 0 else [""] * len(constant)
        rows.append([*who, *said, *[""] * len(codes)])
    return delimited.as_csv(rows, file=file, end="\r\n" if file else "\n")
