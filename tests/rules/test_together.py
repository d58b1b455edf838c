"""What is asked of many candidates at once is what is asked of each: statistics, resits and impacts, byte for byte.

The sheets are those of juries: one or several files, a row a candidate, a juror or an attempt, groups, statuses.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from unittest.mock import patch

from chance import Chance
from edits import DECIDING
from hypothesis import given, reject
from strategies import World, chances, examples, worlds
from test_impact_laws import edit
from test_large import cell_of, text_of

from certeval.bulk import candidates as crowds
from certeval.bulk import cells, csv_blocks, memos, part_memo, ranges, row_memo
from certeval.bulk import resits as bulk_resits
from certeval.bulk import statistics as bulk_statistics
from certeval.bulk import versions as bulk_versions
from certeval.bulk.csv_blocks import Extraordinary
from certeval.bulk.wide_csv import open_large
from certeval.cli import notices
from certeval.diagnostics import Diagnostic, has_errors
from certeval.engine import candidate_search
from certeval.engine.again import NIVEAUX, Niveau
from certeval.engine.juror_marks import juror_marks
from certeval.engine.missing import missing
from certeval.engine.resits import Resits, Search, Worth, shortfalls
from certeval.engine.results import Results
from certeval.engine.statistics import facts
from certeval.engine.statistics.tallies import Statistics
from certeval.engine.verdicts import EN_ATTENTE, VALIDE
from certeval.referentiel.load import Referentiel
from certeval.render import impact as shown_impact
from certeval.render import resits as shown_resits
from certeval.render.stats.plain import as_json as statistics_json
from certeval.rules.program import CERTIFICATION
from certeval.scores import groups
from certeval.scores.observations import Candidate, Scores
from certeval.scores.people import People
from certeval.scores.read import open_sheets
from certeval.scores.situations import AwayElements
from certeval.scores.values import Values, absent
from certeval.versions import impact as impacts
from certeval.versions.compare import compare
from floors import floor, idle

WORDS = {"groupe": ("A", "B", "a", ""), "session": ("S1", "S2"), "nom": ("Un", "Deux", "L'un")}
"""Details that a sheet may have, and what stands there."""


def sheets_of(chance: Chance, rules: Referentiel) -> list[str]:
    """One or two random sheets, each as a jury lays it out; jurors mostly say the same."""
    codes = chance.order(list(rules.entries))
    if len(codes) > 1 and chance.once_in(3):
        cut = chance.between(1, len(codes) - 1)
        return [sheet_of(chance, rules, part) for part in (codes[:cut], codes[cut:])]
    return [sheet_of(chance, rules, codes)]


def sheet_of(chance: Chance, rules: Referentiel, codes: Sequence[str]) -> str:
    details = [name for name in WORDS if chance.once_in(4)]
    by = chance.one_of(["", "", "jure", "tentative"])
    lines = [";".join(["candidat", *details, *([by] if by else []), *codes])]
    for number in range(chance.between(1, 14)):
        who = [f"C{number:02d}", *(chance.one_of(WORDS[name]) for name in details)]
        first = [cell_of(chance, rules.entries[code], odd=False) for code in codes]
        lines.append(";".join([*who, *([{"jure": "J1", "tentative": "1"}[by]] if by else []), *first]))
        if by and chance.once_in(2):
            second = [again(chance, rules, code, cell, by) for code, cell in zip(codes, first, strict=True)]
            lines.append(";".join([*who, {"jure": "J2", "tentative": "2"}[by], *second]))
    return "\n".join(lines) + "\n"


def again(chance: Chance, rules: Referentiel, code: str, cell: str, by: str) -> str:
    """What a second juror or attempt says: what the rules can unite with the first."""
    entry = rules.entries[code]
    free = entry.attempts is not None if by == "tentative" else entry.jurors.retenir != "accord"
    if free and chance.once_in(2):
        return cell_of(chance, entry, odd=False)
    return "" if by == "tentative" else cell


def scores_of(chance: Chance, rules: Referentiel, folder: str) -> Scores:
    """Random sheets as they are read, with nothing wrong in them: there are some among ten."""
    for _ in range(10):
        paths: list[Path] = []
        for number, text in enumerate(sheets_of(chance, rules)):
            paths.append(Path(folder) / f"{number}.csv")
            paths[-1].write_text(text, encoding="utf-8")
        scores = open_sheets(paths).read(rules)
        told: list[Diagnostic] = [*scores.diagnostics]
        for each in scores.candidates.values():
            Values(rules.entries).of(each, told.append)
        if not has_errors(told):
            return scores
    return reject()


@contextmanager
def short_of_room(chance: Chance) -> Iterator[None]:
    """Half of the time little is kept of what was decided, and few candidates are taken at once."""
    few = chance.once_in(2)
    with ExitStack() as stack:
        for room, names in (
            (memos, ("TRIAL", "MAX_MEMORY")),
            (crowds, ("AT_ONCE",)),
            (bulk_versions, ("MAX_MEMORY",)),
            (bulk_statistics, ("AT_ONCE",)),
            (cells, ("MAX_MEMORY",)),
            (part_memo, ("MAX_MEMORY",)),
            (row_memo, ("MAX_MEMORY",)),
            (bulk_resits, ("MAX_MEMORY",)),
            (candidate_search, ("MAX_MEMORY",)),
        ):
            for name in names if few else ():
                stack.enter_context(patch.object(room, name, chance.between(1, 3)))
        yield


@floor("1/2")
@given(worlds(), chances)
@examples(40)
def test_statistics_of_all_are_those_of_each(one: World, chance: Chance) -> None:
    rules = one.rules
    with tempfile.TemporaryDirectory() as folder, short_of_room(chance):
        scores = scores_of(chance, rules, folder)
        candidates = scores.candidates.values()
        names = [name for name in groups.dimensions(candidates) if chance.once_in(2)]
        juries = groups.juries(scores.sheets)
        together, apart = (Statistics(facts.outline(rules), names) for _ in range(2))
        bulk_statistics.add(together, rules, candidates, juries)
        for each in candidates:
            cells = Values(rules.entries).of(each, unheard)
            away = absent(each, rules.entries, cells)
            known = facts.facts(rules.program.evaluate(cells), apart.outline, away)
            apart.add(known, groups.groups(each, names, juries))
        assert write_sheet(together) == write_sheet(apart)


def write_sheet(statistics: Statistics) -> str:
    return statistics_json(statistics, {}, {}, (), {})


@floor("1/4")
@given(worlds(), chances)
@examples(50)
def test_what_all_could_present_again_is_what_each_could(one: World, chance: Chance) -> None:
    rules, niveau = one.rules, chance.one_of(NIVEAUX)
    with tempfile.TemporaryDirectory() as folder, short_of_room(chance):
        candidates = scores_of(chance, rules, folder).candidates
        together = [
            shown_resits.CandidateResits(*each)
            for each in bulk_resits.Searcher(rules, niveau, marks=shown_resits.MOST_SETS, worth=True).of(
                candidates.values()
            )
        ]
        apart = [told for each in candidates.values() if (told := alone(each, rules, niveau))]
        idle(when=not any(each.resits.sets for each in apart))
        assert shown_resits.as_csv(rules, together, file=True) == shown_resits.as_csv(rules, apart, file=True)
        assert [each.resits for each in together] == [each.resits for each in apart]
        assert [each.certification for each in together] == [each.certification for each in apart]
        assert [*shown_resits.json_lines(rules, together)] == [*shown_resits.json_lines(rules, apart)]


@floor("1/4")
@given(worlds(), chances)
@examples(50)
def test_the_marks_of_rows_that_are_alike_are_those_of_their_cells(one: World, chance: Chance) -> None:
    away = AwayElements(one.rules.program)
    with tempfile.TemporaryDirectory() as folder:
        scores = scores_of(chance, one.rules, folder)
        as_rows = juror_marks(scores, one.rules.entries, away)
        idle(when=not any(len(each.rows) > 1 for each in scores.candidates.values()))
        assert all(each.cells is not None and not each.rows for each in scores.candidates.values())
        assert as_rows == juror_marks(scores, one.rules.entries, away)


def unheard(_diagnostic: Diagnostic) -> None:
    """Nothing is wrong with these sheets."""


def alone(candidate: Candidate, rules: Referentiel, niveau: Niveau) -> shown_resits.CandidateResits | None:
    """One candidate searched by a search that never saw another; None where it is validated."""
    results = Results(rules)
    cells = Values(rules.entries).of(candidate, unheard)
    state = results.evaluate(cells)
    certification = results.element(CERTIFICATION, state, with_code=False)
    if certification["verdict"] == VALIDE:
        return None
    values = {code: value for code, value in cells.items() if value != rules.entries[code].empty}
    worth = Worth(values, shortfalls(state))
    attempts = None
    if any(entry.attempts is not None for entry in rules.entries.values()):
        attempts = Values(rules.entries).attempts(candidate)
    if certification["verdict"] == EN_ATTENTE:
        waits = {"manque": list(missing(state.verdicts[CERTIFICATION], state))}
        return shown_resits.CandidateResits(candidate, certification | waits, Resits([], 0), worth)
    found = Search(rules, niveau).of(cells, attempts, marks=shown_resits.MOST_SETS)
    return shown_resits.CandidateResits(candidate, certification, found, worth)


@floor("1/2")
@given(chances)
@examples(20)
def test_the_impact_on_all_is_that_on_each(chance: Chance) -> None:
    with tempfile.TemporaryDirectory() as folder, short_of_room(chance):
        for _ in range(10):
            before, after, _renamed = edit(chance, DECIDING)
            scores = scores_of(chance, before.rules, folder)
            candidates = list(scores.candidates.values())
            comparison = compare(before.rules, after.rules)
            apart = impacts.impact(comparison, candidates)
            if apart.changes:
                break
        idle(when=not apart.changes)
        together = bulk_versions.impact(comparison, candidates)
        sheets = tuple(scores.sheets)
        one, other = (shown_impact.ImpactReport(each, sheets) for each in (together, apart))
        assert shown_impact.as_json(one) == shown_impact.as_json(other)
        assert shown_impact.as_csv(one, file=True) == shown_impact.as_csv(other, file=True)
        if len(sheets) == 1:
            assert_seen_as_read(chance, Path(folder), apart)


def assert_seen_as_read(chance: Chance, folder: Path, expected: impacts.Impact) -> None:
    """That the impact is the same where the one sheet of a folder is decided as it is read, if it can be."""
    rules = expected.comparison.old
    with (
        suppress(Extraordinary),
        patch.object(csv_blocks, "BLOCK", chance.one_of([1, 40, 1 << 16])),
        patch.object(ranges, "WORTH_A_PROCESS", chance.one_of([1 << 6, 1 << 22])),
    ):
        sheet = open_large(folder / "0.csv")
        work = ranges.RangeWork(sheet, bulk_versions.ImpactComparer(expected.comparison))
        found = ranges.decide_sheet(work, 2, folder, nullcontext(notices.no_bar), folder / "rows")
        people = lambda codes: sheet.alike(rules, codes)  # noqa: E731
        assert bulk_versions.merge(expected.comparison, found.products, people) == expected


@floor("1/3")
@given(worlds(), chances)
@examples(40)
def test_rows_of_which_nothing_is_to_be_said_are_read_as_others_are(one: World, chance: Chance) -> None:
    """Taken at once or one by one; a second sheet may spell the same candidates otherwise, or repeat them, and so may
    rows the same juror.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths: list[Path] = []
        for number in range(chance.between(1, 2)):
            paths.append(Path(folder) / f"{number}.csv")
            text = text_of(chance, one, odd_in=4, named_in=6)
            if chance.once_in(2):
                text = sheet_of(chance, one.rules, list(one.rules.entries))
                text = text.replace(
                    ";J2", chance.one_of([";J2", ";J1", "; J1", ";j1", ";J1\u200b", ";", ";J2 "]), 2
                )
            paths[-1].write_text(text.replace("C", "c") if chance.once_in(4) else text, encoding="utf-8")
        found = open_sheets(paths).read(one.rules)
        with patch.object(People, "all_new", lambda *_: None):
            slowly = open_sheets(paths).read(one.rules)
        plain = [each for each in found.candidates.values() if each.rows]
        idle(when=not plain)
        assert found.diagnostics == slowly.diagnostics
        assert found.sheets == slowly.sheets
        assert list(map(trees_of, found.candidates.values())) == list(
            map(trees_of, slowly.candidates.values())
        )


def trees_of(candidate: Candidate) -> tuple[object, ...]:
    """All that a candidate holds."""
    cells = [(key, cell.text, cell.reading, cell.place) for key, cell in candidate.each()]
    return candidate.code, candidate.place, candidate.details, candidate.comments, len(candidate.rows), cells
