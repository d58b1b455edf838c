"""A grid as a page that a browser opens without a server; what its script is given to apply.

The script knows no rule of its own: patterns, closed lists, bounds and messages are those by which certeval reads
sheets. Numbers are texts that lose nothing.
"""

from collections.abc import Mapping

from certeval.diagnostics.families import sheets as kinds
from certeval.documents.html.page import Page, as_html, asset, fill
from certeval.messages import N_, _, current_language
from certeval.render.csv_text import RUNS
from certeval.render.grids import words
from certeval.render.words import LONGEST, decimal, value_words
from certeval.rules import refusals
from certeval.scores.domains import Domain
from certeval.scores.grids import Grid, GridPage
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
    "grouped": refusals.DIGIT_GROUPS,
    "thousands": refusals.THOUSANDS,
    "outOf": refusals.OUT_OF,
    "remainder": refusals.REMAINDER,
    "dayLike": days.DAY_LIKE,
    "shortDay": days.SHORT_DAY,
}
WORDS = {
    "toEnter": N_("to enter"),
    "counted": N_("{label}: {many}"),
    "left": N_("To enter: {count}"),
    "refused": N_("Refused: {count}"),
    "status": N_("status"),
    "statusOf": N_("Status of {code}"),
    "commentOf": N_("Comment on {code}"),
    "meant": N_("did you mean « {suggestion} »?"),
    "complete": N_("complete: {done} of {all}"),
    "more": N_("And {count} more: look for them by their name."),
    "nobody": N_("Nobody here has such a name."),
    "noIdentifier": N_("The identifier is empty."),
    "alreadyThere": N_("{candidat} is in this grid already."),
    "nothing": N_("Nothing to save yet."),
    "unsaved": N_("Changes to save: {count}."),
    "saved": N_("All is in file no. {number}."),
    "written": N_("Saved as {name}."),
    "kept": N_(
        "This browser also keeps what is entered, until it is erased here or the browser makes room: "
        "the file is the record."
    ),
    "notKept": N_(
        "This browser keeps nothing of what is entered: what is not saved is lost when the page closes."
    ),
    "copied": N_("The text is copied."),
    "selected": N_("The text is selected: copy it with the keyboard."),
    "erased": N_("All is erased."),
    "notOurs": N_("This file is not one that a grid saved as JSON."),
    "otherReferentiel": N_("This file is for {theirs}, and this grid for {ours}: it is not taken in."),
    "otherJuror": N_("This file is of juror {theirs}, and this grid of {ours}: it is not taken in."),
    "otherSession": N_("This file is of session {theirs}, and this grid of {ours}: it is not taken in."),
    "otherJury": N_("This file is of jury {theirs}, and this grid of {ours}: it is not taken in."),
    "otherElements": N_("This file holds {codes}, which this grid has not: it is not taken in."),
    "severalJurors": N_("This file has several jurors or attempts for {codes}: it is not taken in."),
    "none": N_("none"),
    "conflicts": N_("The file differs from what is here: {count}"),
    "conflict": N_("{candidat}, {code}: « {here} » here, « {there} » in the file"),
    "taken": N_("Entries taken in: {count}; candidates: {candidats}."),
}
"""What the script says, `{…}` standing for what it fills in."""
DIGEST_LENGTH = len("sha256:") + 12
MOST_CANDIDATES = 10


def script_data(grid: Grid) -> dict[str, object]:
    """All that the script knows, as JSON has it."""
    accepts = {each: number for number, each in enumerate(dict.fromkeys(item.domain for item in grid.items))}
    return {
        "identity": dict(grid.identity.rows()),
        "stem": stem(grid),
        "names": ["candidat", "nom", "prenom", "groupe", *(axis for axis, _domain in grid.situation)],
        "situation": [[axis, domain.words] for axis, domain in grid.situation],
        "candidates": [
            {name: getattr(candidate, name) for name in grid.identity_names}
            for candidate in grid.candidates
            if candidate.candidat
        ],
        "without": {each.candidat: sorted(each.without) for each in grid.candidates if each.without},
        "pages": [_page(page, accepts) for page in grid.pages],
        "accepts": [_cell_domain(each) for each in accepts],
        "codes": {name: kind.code for name, kind in KINDS.items()},
        "messages": {kind.code: [_(kind.message), _(kind.help)] for kind in KINDS.values()},
        "patterns": {name: _in_script(pattern.pattern) for name, pattern in PATTERNS.items()},
        "schoolYear": days.SCHOOL_YEAR.pattern,
        "lastMonth": days.LAST_MONTH,
        "uncertain": sorted(refusals.NOT_APPLICABLE),
        "runs": RUNS.pattern,
        "typedDigits": refusals.TYPED_DIGITS,
        "longest": LONGEST,
        "digestShown": DIGEST_LENGTH,
        "mostListed": MOST_CANDIDATES,
        "words": {name: _(text) for name, text in WORDS.items()}
        | {"point": "," if current_language() == "fr" else "."},
    }


def _in_script(pattern: str) -> str:
    """A pattern as the script writes it, whose classes of digits and of letters are of ASCII alone."""
    return pattern.replace(r"\d", r"\p{Nd}").replace(r"\w", r"[\p{L}\p{N}_]")


def stem(grid: Grid) -> str:
    """What the names of a grid's files begin with: what it is for, and nobody's name but a juror's."""
    identity = grid.identity
    parts = (identity.referentiel.replace("@", "-"), identity.bloc, identity.epreuve)
    about = (*parts, identity.session or identity.date, identity.jure)
    return "-".join(("grille", *(in_a_name(each) for part in about for each in [part.strip()] if each)))


def _page(page: GridPage, accepts: Mapping[Domain, int]) -> dict[str, object]:
    return {
        "title": words.page_title(page),
        "legend": [*words.legend(page), _(words.INDICATIVE)],
        "groups": [
            {
                "title": words.group_title(group, position),
                "items": [[item.code, item.wording, accepts[item.domain], item.whom] for item in group.items],
            }
            for position, group in enumerate(page.groups)
        ],
    }


def _cell_domain(domain: Domain) -> dict[str, object]:
    """What cells take, with the words that refuse anything else."""
    bounds = domain.bounds
    spellings = domain.status_words if bounds else domain.spellings
    arguments: Mapping[str, str] = {"accepted": value_words(spellings)}
    if bounds:
        ends = bounds._asdict().items()
        arguments = {**arguments, **{name: decimal(value) for name, value in ends if value is not None}}
    return {
        "bounds": bounds and [value if value is None else exact(value) for value in bounds],
        "under": domain.under,
        "reads": domain.reads,
        "offered": domain.words,
        "statuses": [[word, words.having_effect(word, effect)] for word, effect in domain.statuses],
        "statusWords": domain.status_words,
        "yesNo": _yes_no(domain),
        "optional": domain.is_optional,
        "entered": words.values(domain),
        "words": arguments,
    }


def _yes_no(domain: Domain) -> list[list[object]] | None:
    """The words for yes and for no, each with all that count as it; None on other scales."""
    if not domain.yes:
        return None
    yes, no = domain.words
    statuses = set(domain.status_words)
    return [
        [yes, [yes, *(word for word in domain.yes if word in statuses)]],
        [no, [no, *(word for word in domain.no if word in statuses)]],
    ]


SCRIPTS = ("given", "numbers", "reading", "entries", "files", "place", "sheet", "reopen", "grid")
"""In this order: each uses what those before it declare."""
NEW_CANDIDATE = ("candidat", "nom", "prenom", "groupe")
"""What is asked of a candidate who is added."""


def as_page(grid: Grid) -> bytes:
    """The page of a grid, in the language spoken: the same grid gives the same bytes."""
    title = f"{_('Grid')} {grid.identity.referentiel}"
    body = fill(
        "grid/grid.html",
        grid=grid,
        about=words.purpose(grid),
        signature=words.signature(grid),
        names={name: _(words.IDENTITY[name]) for name in NEW_CANDIDATE},
        situation=[(axis, _(words.IDENTITY[axis]), domain.words) for axis, domain in grid.situation],
    )
    return as_html(
        Page(
            title,
            body,
            current_language(),
            styles=(asset("grid/grid.css"),),
            scripts=tuple(asset(f"grid/{name}.js") for name in SCRIPTS),
            data={"grille": script_data(grid)},
        )
    )
