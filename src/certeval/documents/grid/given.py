"""What the page's script is given: the grid, what cells take and how a text is read there, the words to say it in.

The script applies it and knows no rule of its own: patterns, closed lists, bounds and messages are those by which
certeval reads sheets. Numbers are texts that lose nothing.
"""

from collections.abc import Mapping

from certeval.diagnostics.families import sheets as kinds
from certeval.documents.grid.words import WORDS
from certeval.messages import _, spoken
from certeval.render.delimited import RUNS
from certeval.render.grids import words
from certeval.render.words import LONGEST, decimal, spelled
from certeval.rules import refusals
from certeval.scores.grids import Accepted, Grid, GridPage
from certeval.text import days, numbers
from certeval.text.file_names import in_a_name
from certeval.text.numbers import exact

KINDS = {
    "word": kinds.NOT_A_VALUE,
    "mark": kinds.NOT_A_MARK,
    "range": kinds.OUT_OF_RANGE,
    "step": kinds.OFF_STEP,
    "grouped": kinds.AMBIGUOUS_NUMBER,
    "error": kinds.SPREADSHEET_ERROR,
    "formula": kinds.NOT_COMPUTED,
    "day": kinds.DATE_AS_VALUE,
    "remainder": kinds.NOT_EXACT,
    "uncertain": kinds.NOT_APPLICABLE,
    "english": kinds.ENGLISH_BOOLEAN,
}
"""The findings that refuse the text of a cell."""
PATTERNS = {
    "decimal": numbers.DECIMAL,
    "fraction": numbers.FRACTION,
    "grouped": refusals.GROUPED,
    "outOf": refusals.OUT_OF,
    "remainder": refusals.REMAINDER,
    "iso": days.ISO,
    "french": days.FRENCH,
}
DIGEST_SHOWN = len("sha256:") + 12
MOST_LISTED = 10


def given(grid: Grid) -> dict[str, object]:
    """All that the script knows, as JSON has it."""
    accepts = {
        each: number for number, each in enumerate(dict.fromkeys(item.accepted for item in grid.items))
    }
    return {
        "identity": dict(grid.identity.rows()),
        "stem": stem(grid),
        "names": ["candidat", "nom", "prenom", "groupe", *(axis for axis, _accepted in grid.situation)],
        "situation": [[axis, accepted.words] for axis, accepted in grid.situation],
        "candidates": [
            {name: getattr(listed, name) for name in grid.identity_names}
            for listed in grid.candidates
            if listed.candidat
        ],
        "pages": [_page(page, accepts) for page in grid.pages],
        "accepts": [_accepted(each) for each in accepts],
        "codes": {name: kind.code for name, kind in KINDS.items()},
        "messages": {kind.code: [_(kind.message), _(kind.help)] for kind in KINDS.values()},
        "patterns": {name: pattern.pattern for name, pattern in PATTERNS.items()},
        "uncertain": sorted(refusals.NOT_APPLICABLE),
        "runs": RUNS.pattern,
        "typedDigits": refusals.TYPED_DIGITS,
        "longest": LONGEST,
        "digestShown": DIGEST_SHOWN,
        "mostListed": MOST_LISTED,
        "words": {name: _(text) for name, text in WORDS.items()}
        | {"point": "," if spoken() == "fr" else "."},
    }


def stem(grid: Grid) -> str:
    """What the names of a grid's files begin with: what it is for, and nobody's name but a juror's."""
    identity = grid.identity
    parts = (identity.referentiel.replace("@", "-"), identity.bloc, identity.epreuve)
    about = (*parts, identity.session or identity.date, identity.jure)
    return "-".join(("grille", *(in_a_name(each) for part in about for each in [part.strip()] if each)))


def _page(page: GridPage, accepts: Mapping[Accepted, int]) -> dict[str, object]:
    return {
        "title": words.page_title(page),
        "legend": [*words.legend(page), _(words.INDICATIVE)],
        "groups": [
            {
                "title": words.group_title(group, position),
                "items": [[item.code, item.wording, accepts[item.accepted]] for item in group.items],
            }
            for position, group in enumerate(page.groups)
        ],
    }


def _accepted(accepted: Accepted) -> dict[str, object]:
    """What cells take, with the words that refuse anything else."""
    bounds = accepted.bounds
    listed = accepted.status_words if bounds else accepted.spellings
    told: Mapping[str, str] = {"accepted": spelled(listed)}
    if bounds:
        ends = zip(("least", "greatest", "step"), bounds, strict=True)
        told = {**told, **{name: decimal(value) for name, value in ends if value is not None}}
    return {
        "bounds": bounds and [value if value is None else exact(value) for value in bounds],
        "under": accepted.under,
        "reads": accepted.reads,
        "offered": accepted.words,
        "statuses": [[word, words.having_effect(word, effect)] for word, effect in accepted.statuses],
        "statusWords": accepted.status_words,
        "yesNo": _yes_no(accepted),
        "entered": words.values(accepted),
        "words": told,
    }


def _yes_no(accepted: Accepted) -> list[list[object]] | None:
    """The words for yes and for no, each with all that count as it; None on other scales."""
    if not accepted.yes:
        return None
    yes, no = accepted.words
    statuses = set(accepted.status_words)
    return [
        [yes, [yes, *(word for word in accepted.yes if word in statuses)]],
        [no, [no, *(word for word in accepted.no if word in statuses)]],
    ]
