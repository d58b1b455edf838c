"""Decisions as a table, a candidate a row: what CSV, Parquet and spreadsheets hold.

The columns: candidat, certification, each bloc, each compétence, manquants and, in detail, the counts of each
compétence; then who the candidate is, in what parcours and by what voie, and what bears a mark, where the sheets and
the référentiel have them.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from certeval.engine.results import Results, counts_of, may_count
from certeval.engine.verdicts import word_of
from certeval.referentiel.load import Referentiel
from certeval.render.csv_text import Field, field
from certeval.render.forms import Detail, Form, Identifier, Missing, NameWords, Piece, merge
from certeval.rules.derivation import State
from certeval.rules.outcome import FAUX, NON_SAISIE
from certeval.rules.program import CERTIFICATION, Name
from certeval.scores.observations import Candidate

COUNTS = ("acquis", "non_acquis", "non_evalue", "total", "requis")
"""What a compétence counts, as the JSON names it, in the order of the columns."""
VALEUR = "valeur"
BETWEEN = ".."
"""Between the ends of what is not known whole: marks, levels, rungs of a ladder."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cells of columns that are worked out together from some names, None where there is nothing to say.

    `numbers`: they are whole numbers, else texts. `outcomes`: nothing is read but the outcomes of verdicts and
    the candidate's situation.
    """

    names: tuple[Name, ...]
    of: Callable[[State], Sequence[Field | None]]
    numbers: bool = False
    outcomes: bool = False


class Column(NamedTuple):
    """A column, or several that are worked out together, with their headings."""

    headings: tuple[str, ...]
    holds: Identifier | Detail | Missing | Cells


def columns(
    referentiel: Referentiel, *, detail: bool, only: Collection[str] = (), identity: Sequence[str] = ()
) -> list[Column]:
    """The columns of one référentiel's decisions. With `only`, those of other blocs are empty. `identity`: which of
    nom and prenom the sheets have.
    """
    tree, results = referentiel.tree, Results(referentiel)
    blocs = tree.below("bloc", None)
    competences = (*tree.below("competence", None), *tree.below("sous_competence", None))
    codes = [CERTIFICATION]
    for bloc in blocs:
        if not only or bloc in only:
            codes += [bloc, *tree.below("competence", bloc), *tree.below("sous_competence", bloc)]
    codes += [] if only else results.with_parts(results.lone_competences)
    verdict_codes = (CERTIFICATION, *blocs, *competences)
    all_columns = [
        Column(("candidat",), Identifier(field)),
        Column(verdict_codes, _verdicts(referentiel, verdict_codes, frozenset(codes))),
        Column(("manquants",), Missing(tuple(codes))),
    ]
    for code in competences if detail else ():
        headings = tuple(f"{code} {what}" for what in COUNTS)
        all_columns.append(Column(headings, _counts(referentiel, code, is_shown=code in codes)))
    all_columns += [Column((name,), Detail(name, field)) for name in identity]
    for axis in referentiel.program.situation:
        all_columns.append(Column((axis,), Cells((("valeur", axis),), partial(_situation, results, axis))))
    return [*all_columns, *_marks(results, only)]


def _verdicts(referentiel: Referentiel, codes: Sequence[str], visible: Collection[str]) -> Cells:
    """The verdicts of elements; nothing of one that is not shown, or not for the candidate."""
    program = referentiel.program
    concerns = [program.concerns[code] for code in codes if code in visible and code in program.concerns]
    names: list[Name] = [("verdict", code) for code in codes if code in visible]
    names += [need for concern in concerns for need in concern.needs]

    def verdicts(state: State) -> Sequence[Field | None]:
        return [word_of(code, state, program) if code in visible else None for code in codes]

    return Cells(tuple(dict.fromkeys(names)), verdicts, outcomes=True)


def _situation(results: Results, axis: str, state: State) -> Sequence[Field | None]:
    """The parcours or the voie of a candidate, where an element is for some only."""
    return (results.situation_of(axis, state),)


def _marks(results: Results, only: Collection[str]) -> Iterator[Column]:
    """What bears a mark or a level, then what is measured and climbed under a name."""
    referentiel = results.referentiel
    mesures = referentiel.model.mesures
    for code in results.mark_codes(only):
        heading = code if code in mesures else f"{code} {VALEUR}"
        concern = referentiel.program.concerns.get(code)
        needs = concern.needs if concern else ()
        yield Column((heading,), Cells((("valeur", code), *needs), partial(_value, results, code)))
    for name in referentiel.model.paliers:
        yield Column((name,), Cells((("palier", name),), partial(_rungs, name)))


def rows(
    referentiel: Referentiel, *, detail: bool, only: Collection[str] = (), identity: Sequence[str] = ()
) -> Form:
    """The rows of one référentiel as CSV text."""
    all_columns = columns(referentiel, detail=detail, only=only, identity=identity)
    pieces: list[Piece] = []
    for column in all_columns:
        pieces += [";" if pieces else "", _piece(column)]
    return Form(";".join(map(field, headings(all_columns))) + "\n", merge([*pieces, "\n"]))


def headings(all_columns: Sequence[Column]) -> list[str]:
    """The names of columns."""
    return [heading for column in all_columns for heading in column.headings]


def _piece(column: Column) -> Piece:
    holds = column.holds
    if not isinstance(holds, Cells):
        return holds
    return NameWords(holds.names, partial(_text, holds.of), outcomes=holds.outcomes)


def _text(of: Callable[[State], Sequence[Field | None]], state: State) -> str:
    return ";".join(["" if cell is None else field(cell) for cell in of(state)])


def _value(results: Results, code: str, state: State) -> Sequence[Field | None]:
    """A number or a level; `least..greatest` of one that is not known whole, nothing where nothing was entered."""
    measurement = state.values.get(code)
    away = results.referentiel.program.existence(code, state) == FAUX
    if measurement is None or measurement.value.may == NON_SAISIE or away:
        return (None,)
    entry, number = results.referentiel.entries.get(code), measurement.value.number
    has_levels = entry is not None and bool(entry.scale.words())
    if number is not None and not has_levels:
        return (number,)
    value = results.value(code, measurement)
    if isinstance(value, list):
        return (BETWEEN.join(map(str, value)),)
    return (str(value) if has_levels and value is not None else None,)


def _rungs(name: str, state: State) -> Sequence[Field | None]:
    climb = state.ladders.get(name)
    return (None if climb is None else BETWEEN.join(climb.rungs),)


def _counts(referentiel: Referentiel, code: str, *, is_shown: bool) -> Cells:
    """The counts of a verdict: none where it is not shown, or its rule counts nothing."""
    step = referentiel.program.steps.get(("verdict", code))
    has_counts = is_shown and step is not None and may_count(step.node)

    def counts(state: State) -> Sequence[Field | None]:
        tally = counts_of(code, state) if has_counts and code in state.verdicts else {}
        return [number if isinstance(number := tally.get(what), int) else None for what in COUNTS]

    return Cells((("verdict", code),) if is_shown else (), counts, numbers=True)


def cells(column: Column, candidate: Candidate, state: State) -> Sequence[object]:
    """A candidate's cells of a table: texts, numbers, None where there is nothing, the missing codes."""
    holds = column.holds
    if isinstance(holds, Cells):
        return holds.of(state)
    if isinstance(holds, Missing):
        return (holds.of(state),)
    if isinstance(holds, Identifier):
        return (candidate.code,)
    return (candidate.details.get(holds.name) or None,) if isinstance(holds, Detail) else (None,)
