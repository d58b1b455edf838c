"""Imaginary candidates: cases just below each bound of a référentiel, at it, above it; a sheet to try it with."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from certeval.engine.cases import DEFAILLANT, CaseResult
from certeval.engine.coverage import coverage, just
from certeval.engine.verdicts import verdict
from certeval.exchange.yaml_text import Tree
from certeval.messages import _, ngettext
from certeval.referentiel.load import Referentiel
from certeval.render.csv_text import as_csv
from certeval.rules.entry import Entry
from certeval.rules.outcome import BLOQUE, Outcome, Value
from certeval.rules.program import CERTIFICATION
from certeval.text.numbers import exact, number, percent

MOST_BELOW = 12
"""Elements of one that are failed one after the other."""
MOST_ENTRIES = 3_000
"""Elements that are entered: of more, trying each bound would take minutes, and nobody would read the cases."""
MOST_NAMES = 8
"""Names whose outcome one case says."""

Cells = Mapping[str, str]


def cases(referentiel: Referentiel) -> list[dict[str, Tree]]:
    """The fewest simple cases, in order, that try the sides of the bounds; what comes is what certeval decides."""
    if len(referentiel.entries) > MOST_ENTRIES:
        return []
    case_trees: list[dict[str, Tree]] = []
    results: list[CaseResult] = []
    missing = _missing(referentiel, results)
    for name, cells in _tries(referentiel):
        values = _values(referentiel, cells)
        state = referentiel.program.evaluate(values)
        more = [*results, CaseResult(name, (), {}, {}, (), values, state)]
        rest = _missing(referentiel, more)
        if rest < missing:
            newly = {bearer for bearer, _path, _side in missing - rest}
            elements = (*referentiel.elements, CERTIFICATION)
            names = [each for each in elements if each in newly and each in state.verdicts]
            outcomes = {each: _outcome_word(state.verdicts[each].outcome) for each in names[:MOST_NAMES]}
            outcomes[CERTIFICATION] = _outcome_word(state.verdicts[CERTIFICATION].outcome)
            case_trees.append({"nom": name, "cellules": _case_cells(referentiel, cells), "attendu": outcomes})
            missing, results = rest, more
    return [*case_trees, *_jury_cases(referentiel)]


def _jury_cases(referentiel: Referentiel) -> Iterator[dict[str, Tree]]:
    """What a second attempt is worth, and what two jurors who differ come to, where either is entered."""
    best, worst = extreme_cells(referentiel)
    values = _values(referentiel, best)
    code, entry = next(iter(referentiel.entries.items()))
    jurors = _jurors(entry)
    if entry.attempts is not None:
        first, last = (_jurors_cell(cells[code], jurors) for cells in (worst, best))
        cells = {**_case_cells(referentiel, best), code: {"tentatives": [first, last]}}
        low, high = (entry.read(each[code]).value for each in (worst, best))
        name = _("{code} failed, then at its best at a second attempt", code=code)
        yield _case(referentiel, name, cells, {**values, code: entry.of_attempts([low, high])})
    if jurors > 1 and entry.jurors.retenir != "accord":
        texts = [worst[code], *[best[code]] * (jurors - 1)]
        value = entry.of_jurors([entry.read(each).value for each in texts])
        if isinstance(value, Value):
            cells = {**_case_cells(referentiel, best), code: {"jures": texts}}
            name = _("jurors who differ on {code}", code=code)
            yield _case(referentiel, name, cells, {**values, code: value})


def _case(
    referentiel: Referentiel, name: str, cells: Mapping[str, Tree], values: Mapping[str, Value]
) -> dict[str, Tree]:
    outcome = referentiel.program.evaluate(values).verdicts[CERTIFICATION].outcome
    return {"nom": name, "cellules": cells, "attendu": {CERTIFICATION: _outcome_word(outcome)}}


def _jurors_cell(text: str, jurors: int) -> Tree:
    return {"jures": [text] * jurors} if jurors > 1 else text


def _outcome_word(outcome: Outcome) -> str:
    return DEFAILLANT if outcome == BLOQUE else verdict(outcome)


def _missing(referentiel: Referentiel, results: list[CaseResult]) -> set[tuple[str, tuple[object, ...], str]]:
    return {(one.bearer, one.path, side) for one in coverage(referentiel, results) for side in one.missing}


def _values(referentiel: Referentiel, cells: Cells) -> dict[str, Value]:
    """The values of cells that every juror due agrees on."""
    entries = ((code, referentiel.entries[code], text) for code, text in cells.items())
    return {
        code: value
        for code, entry, text in entries
        if isinstance(value := entry.of_jurors([entry.read(text).value] * _jurors(entry)), Value)
    }


def _jurors(entry: Entry) -> int:
    return entry.jurors.nombre or 1


def _case_cells(referentiel: Referentiel, cells: Cells) -> dict[str, Tree]:
    """Cells as a case has them: one for each juror who is due."""
    return {code: _jurors_cell(text, _jurors(referentiel.entries[code])) for code, text in cells.items()}


def _tries(referentiel: Referentiel) -> Iterator[tuple[str, Cells]]:
    """Sheets that are worth trying, the plainest first, each with what is said of it."""
    best, worst = extreme_cells(referentiel)
    yield _("everything at its best"), best
    over = "bloc" if referentiel.tree.below("bloc", None) else None
    for kind, above in (("critere", "competence"), ("competence", over), ("epreuve", over), ("bloc", None)):
        yield from _counts(referentiel, (kind, above), best, worst)
    yield from _limit_tries(referentiel, best)


def _counts(
    referentiel: Referentiel, kinds: tuple[str, str | None], best: Cells, worst: Cells
) -> Iterator[tuple[str, Cells]]:
    """Of the elements of a kind below each one above, the first so many at their best, the others at their worst."""
    kind, above = kinds
    bearers = [None] if above is None else referentiel.tree.below(above, None)
    groups = [codes for each in bearers if (codes := referentiel.tree.below(kind, each))]
    most = min(MOST_BELOW, max(map(len, groups), default=0))
    every = (code for group in groups for code in group)
    cells_by_code = {code: {code, *_codes_below(referentiel, code)} & best.keys() for code in every}
    for n in range(most, -1, -1):
        failures = {cell for group in groups for code in group[n:] for cell in cells_by_code[code]}
        cells = {code: worst[code] if code in failures else text for code, text in best.items()}
        yield _count_sentence(kind if above else f"{kind}s", n), cells


def _count_sentence(kind: str, n: int) -> str:
    """What is said of a sheet in which so many elements of a kind are acquired."""
    words = {
        "critere": ngettext(
            "{n} critère acquired in each compétence", "{n} critères acquired in each compétence", n
        ),
        "competence": ngettext(
            "{n} compétence acquired in each bloc", "{n} compétences acquired in each bloc", n
        ),
        "epreuve": ngettext(
            "{n} épreuve at its best in each bloc", "{n} épreuves at their best in each bloc", n
        ),
        "blocs": ngettext("{n} bloc acquired", "{n} blocs acquired", n),
        "competences": ngettext("{n} compétence acquired", "{n} compétences acquired", n),
        "epreuves": ngettext("{n} épreuve at its best", "{n} épreuves at their best", n),
    }
    return words[kind].format(n=n)


def _codes_below(referentiel: Referentiel, code: str) -> Iterator[str]:
    for kind in ("critere", "competence", "epreuve"):
        yield from referentiel.tree.below(kind, code)


def _limit_tries(referentiel: Referentiel, best: Cells) -> Iterator[tuple[str, Cells]]:
    """All at a value about a limit, then one in each bloc, then each alone."""
    limits = {each.limit for each in coverage(referentiel, [])}
    by_value: dict[str, list[str]] = {}
    for code, entry in referentiel.entries.items():
        for text in _values_around(entry, limits):
            by_value.setdefault(text, []).append(code)
    below = (_codes_below(referentiel, bloc) for bloc in referentiel.tree.below("bloc", None))
    firsts = {next((code for code in codes if code in referentiel.entries), None) for codes in below}
    for text, codes in by_value.items():
        yield _("all at {value}", value=text), {**best, **dict.fromkeys(codes, text)}
        if first := [code for code in codes if code in firsts]:
            yield _others_best(first[:MOST_NAMES], text), {**best, **dict.fromkeys(first, text)}
    for text, codes in by_value.items():
        for code in codes[:MOST_BELOW]:
            yield _others_best([code], text), {**best, code: text}


def _others_best(codes: Sequence[str], value: str) -> str:
    return _("{codes} at {value}, the others at their best", codes=", ".join(codes), value=value)


def _values_around(entry: Entry, limits: set[str]) -> Iterator[str]:
    """The values of an entry just below, at and just above each limit; every level where it has some."""
    scale = entry.scale
    if scale.yes_no:
        return
    if words := scale.words():
        yield from words
        return
    unit = just(scale.step, scale.greatest - scale.least)
    # marks before shares, the highest first: a share most often bounds a count
    for limit in sorted(limits, key=lambda each: (number(each) or Fraction(0), each), reverse=True):
        share = percent(limit)
        at = share * scale.greatest if share is not None else number(limit)
        for value in () if at is None else (at - unit, at, at + unit):
            if entry.read(exact(value)).refusal is None and scale.least <= value <= scale.greatest:
                yield exact(value)


def extreme_cells(referentiel: Referentiel) -> tuple[dict[str, str], dict[str, str]]:
    """The best value of each element that is entered, as typed, and the worst."""
    scales = [(code, entry, entry.scale) for code, entry in referentiel.entries.items()]
    best = {code: _cell_text(entry, scale.greatest) for code, entry, scale in scales}
    return best, {code: _cell_text(entry, scale.least) for code, entry, scale in scales}


def _cell_text(entry: Entry, value: Fraction) -> str:
    """A value as a cell has it."""
    if entry.scale.yes_no:
        return "oui" if value else "non"
    words = entry.scale.words()
    return words[int(value)] if words else exact(value)


CANDIDATES = ("C001", "C002", "C003")


def sample(referentiel: Referentiel) -> str:
    """The text of a wide sheet, a row a candidate; a row a juror too where several are due."""
    codes = list(referentiel.entries)
    best, worst = extreme_cells(referentiel)
    first_third = set(codes[: len(codes) // 3])
    rows: dict[str, Cells] = {
        CANDIDATES[0]: best,
        CANDIDATES[1]: {code: best[code] if code in first_third else worst[code] for code in codes},
        CANDIDATES[2]: {code: best[code] if code in first_third else "" for code in codes},
    }
    due = max(map(_jurors, referentiel.entries.values()), default=1)
    jurors = [f"J{n}" for n in range(1, due + 1)] if due > 1 else [""]
    heading = ["candidat", *(["jure"] if due > 1 else []), *codes]
    lines = [
        [candidate, *([juror] if juror else []), *(cells[code] for code in codes)]
        for candidate, cells in rows.items()
        for juror in jurors
    ]
    return as_csv([heading, *lines], file=True)
