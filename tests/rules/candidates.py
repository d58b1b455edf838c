"""The path a candidate takes through certeval: a file's text compiled, cells read, verdicts evaluated."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any, TypeAlias

from certeval.referentiel.load import Compilation, Referentiel, compile_document
from certeval.rules.derivation import State
from certeval.rules.entry import Entry
from certeval.rules.outcome import (
    BLOQUE,
    DISPENSEE,
    EXCLU,
    EXCLUE,
    FAUX,
    INCONNU,
    NON_SAISIE,
    PRESENTE,
    REELLE,
    VRAI,
    Outcome,
    Value,
)
from certeval.rules.program import CERTIFICATION
from certeval.rules.scales import Acquis, Niveaux
from certeval.rules.several import Disagreement
from certeval.sources import yaml

Cell: TypeAlias = str | dict[str, list[Any]]
Sheet: TypeAlias = dict[str, Cell]

WORDS = {VRAI: "valide", FAUX: "non_valide", INCONNU: "en_attente", BLOQUE: "defaillant", EXCLU: "exclu"}


def compile_text(text: str) -> Compilation:
    return compile_document(yaml.parse(text.encode(), "référentiel.yaml"))


def referentiel(text: str) -> Referentiel:
    """A référentiel without any error."""
    found = compile_text(text)
    assert found.referentiel is not None, [(d.code, d.arguments, d.place) for d in found.diagnostics]
    return found.referentiel


def codes(text: str) -> list[str]:
    """The codes of what is wrong with a file."""
    return [diagnostic.code for diagnostic in compile_text(text).diagnostics]


class CellsDisagreeError(Exception):
    """Jurors who must agree and don't: an error of the sheet, not a verdict."""


def read(entry: Entry, cell: Cell) -> Value:
    """The value of one cell as a sheet gives it."""
    if isinstance(cell, str):
        reading = entry.read(cell)
        assert reading.refusal is None, f"{cell} is not of the scale of {entry.code}"
        return read(entry, {"jures": [cell]}) if cell else reading.value
    if "tentatives" in cell:
        return entry.of_attempts([read(entry, c) if c else None for c in cell["tentatives"]])
    value = entry.of_jurors([entry.read(str(c)).value for c in cell["jures"] if c])
    if isinstance(value, Disagreement):
        raise CellsDisagreeError
    return value


def evaluate(rules: Referentiel, sheet: Sheet) -> State:
    """Everything that follows from a sheet."""
    return rules.program.evaluate({code: read(rules.entries[code], cell) for code, cell in sheet.items()})


def verdicts(text: str, sheet: Mapping[str, Cell]) -> dict[str, str]:
    """Each verdict in a word of the language."""
    state = evaluate(referentiel(text), dict(sheet))
    return {name: WORDS.get(judged.outcome, bin(judged.outcome)) for name, judged in state.verdicts.items()}


def verdict_of(text: str, sheet: Mapping[str, Cell], name: str = "certification") -> str:
    return verdicts(text, sheet)[name]


def value_of(text: str, sheet: Mapping[str, Cell], name: str) -> Value:
    return evaluate(referentiel(text), dict(sheet)).values[name].value


def scale_values(entry: Entry) -> list[str]:
    """Every value of a scale; the ends and the middle of one without steps."""
    scale = entry.scale
    if isinstance(scale, Acquis | Niveaux):
        return list(scale.words())
    span = scale.greatest - scale.least
    step = scale.step or span / 2
    return [_number_text(scale.least + i * step) for i in range(int(span / step) + 1)]


def _number_text(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else str(float(value))


def completions(entry: Entry, cell: Cell) -> list[Cell]:
    """Every cell that a cell may become when what is unknown in it is filled in."""
    if not isinstance(cell, str) and "tentatives" in cell:
        attempts = list(cell["tentatives"])
        while attempts and not attempts[-1]:
            attempts.pop()
        return [{"tentatives": list(made)} for made in product(*(completions(entry, c) for c in attempts))]
    given = [mark for mark in ([cell] if isinstance(cell, str) else cell["jures"]) if mark]
    if not given and entry.empty != entry.unknown:
        return [""]
    pairs = product(*(_cell_values(entry, mark) for mark in given))
    return [{"jures": marks} for pair in pairs for marks in _with_those_due(entry, list(pair))]


def _cell_values(entry: Entry, mark: str) -> list[str]:
    return scale_values(entry) if entry.read(mark).value == entry.unknown else [mark]


def _with_those_due(entry: Entry, marks: list[str]) -> Iterator[list[str]]:
    """Those who are due mark too, whatever they say; where an exemption or an exclusion was given, nobody is due."""
    alone = marks and all(entry.read(mark).value.may in {DISPENSEE, EXCLUE} for mark in marks)
    missing = 0 if alone else max(entry.jurors.nombre or 1, len(marks)) - len(marks)
    for more in product(scale_values(entry), repeat=missing):
        yield from _with_third(entry, [*marks, *more])


def _with_third(entry: Entry, marks: list[str]) -> Iterator[list[str]]:
    """Two marks may call for a third, whatever it will be; a status does not."""
    values = [entry.read(mark).value for mark in marks]
    if entry.third is None or len(marks) != 2 or any(value.may != PRESENTE for value in values):
        yield marks
    else:
        yield from ([*marks, third] for third in scale_values(entry))


def known_states(rules: Referentiel, sheet: Sheet) -> Iterator[State]:
    """What every completion of a sheet comes to; sheets whose jurors disagree are no completions."""
    entries = rules.entries
    choices = [
        {value for cell in completions(entry, sheet.get(code, "")) if (value := _agreed_value(entry, cell))}
        for code, entry in entries.items()
    ]
    for values in product(*choices):
        yield rules.program.evaluate(dict(zip(entries, values, strict=True)))


def _agreed_value(entry: Entry, cell: Cell) -> Value | None:
    try:
        return read(entry, cell)
    except CellsDisagreeError:
        return None


def contradictions(partial: State, fuller: State) -> list[str]:
    """Where what is known of a candidate excluded what then came: names, verdict by verdict."""
    found = [
        f"{name}: {WORDS.get(judged.outcome, judged.outcome)} became {fuller.verdicts[name].outcome}"
        for name, judged in partial.verdicts.items()
        if fuller.verdicts[name].outcome & ~_possible(name, judged.outcome)
    ]
    found += [
        f"{name}: {measured.value} became {fuller.values[name].value}"
        for name, measured in partial.values.items()
        if not contains(measured.value, fuller.values[name].value)
    ]
    found += [
        f"{name}: {climbed.rungs} became {fuller.ladders[name].rungs}"
        for name, climbed in partial.ladders.items()
        if not set(fuller.ladders[name].rungs) <= set(climbed.rungs)
    ]
    return found


def _possible(name: str, outcome: Outcome) -> Outcome:
    """What a verdict may still be: a certification that is but one thing waits while that may be excluded, and is then
    excluded with it.
    """
    waits = name == CERTIFICATION and outcome & INCONNU == INCONNU
    return outcome | EXCLU if waits else outcome


def contains(wide: Value, narrow: Value) -> bool:
    """Whether all that a value may be was possible before; an entered mark was an unentered one."""
    possible = wide.may | PRESENTE if wide.may & NON_SAISIE else wide.may
    has_number = narrow.may & (REELLE | DISPENSEE)
    return not narrow.may & ~possible and not (
        has_number and (narrow.low < wide.low or narrow.high > wide.high)
    )


def state_values(state: State) -> dict[str, object]:
    """All that a state says, for a failing test to show."""
    return {
        **{f"verdict of {n}": WORDS.get(j.outcome, j.outcome) for n, j in state.verdicts.items()},
        **{f"value of {n}": m.value for n, m in state.values.items()},
        **{f"rungs of {n}": climbed.rungs for n, climbed in state.ladders.items()},
    }
