"""What to present again, as values and for programs: CSV, JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from certeval.engine.again import Niveau
from certeval.engine.resits import Resits, Shortfall, Worth
from certeval.engine.results import in_words
from certeval.engine.verdicts import Plain
from certeval.referentiel.load import Referentiel
from certeval.render import csv_text
from certeval.render.json_text import BETWEEN, json_line, referentiel_json
from certeval.rules.bounds import Bounds
from certeval.rules.held_verdicts import HeldVerdict
from certeval.rules.outcome import Value
from certeval.scores.headings import IDENTITY
from certeval.scores.observations import Candidate, identity
from certeval.text.numbers import exact

MOST_SETS = 5
"""Sets a candidate shown in the table, and sets whose marks are worked out: other forms give all sets."""
MAX_MEMORY = 50_000
"""Searches whose rows are remembered."""
COLUMNS = (
    *("candidat", *IDENTITY, "certification", "rang", "a_representer", "notes_requises"),
    *("autres", "recherche"),
)


@dataclass(frozen=True)
class CandidateResits:
    """What is told of one candidate: who it is, what the certification comes to, what could be done, and how the
    candidate stands today, which rows don't show.
    """

    candidate: Candidate
    certification: Plain
    resits: Resits
    worth: Worth
    held_verdicts: Mapping[str, HeldVerdict] = field(default_factory=dict)
    """What the jury decided, or was acquired before, by name."""

    @property
    def reports(self) -> dict[str, str]:
        """The session to which the jury postponed each name that it did not decide."""
        sessions = {name: dict(each.decision).get("report") for name, each in self.held_verdicts.items()}
        return {name: session for name, session in sessions.items() if session}


def with_marks(resits: Resits) -> list[tuple[Sequence[str], Mapping[str, Fraction]]]:
    """Each set, with the marks that it takes where they were worked out: those of the first sets."""
    unknown: list[Mapping[str, Fraction]] = [{}] * (len(resits.sets) - len(resits.marks))
    return list(zip(resits.sets, [*resits.marks, *unknown], strict=True))


def rows(referentiel: Referentiel, candidates: Sequence[CandidateResits]) -> Iterator[list[csv_text.Field]]:
    """A row a set, under `COLUMNS`; one row for a candidate who has none."""
    for each in candidates:
        for row in _rows_of(referentiel, each.resits):
            yield [*_head(each), *row]


def _head(candidate_resits: CandidateResits) -> list[str]:
    who = identity(candidate_resits.candidate)
    verdict = str(candidate_resits.certification.get("verdict", ""))
    return [candidate_resits.candidate.code, *[who.get(key, "") for key in IDENTITY], verdict]


def _rows_of(referentiel: Referentiel, resits: Resits) -> Iterator[list[csv_text.Field]]:
    """A row a set, without its candidate."""
    more: csv_text.Field = "" if resits.more is None else resits.more
    for rank, (codes, marks) in enumerate(with_marks(resits), 1):
        marks_text = " ".join(
            f"{code}:{_plain_mark(referentiel, code, mark)}" for code, mark in marks.items()
        )
        yield [rank, " ".join(codes), marks_text, more, resits.recherche]
    if not resits.sets:
        yield ["", "", "", more, resits.recherche]


def as_csv(referentiel: Referentiel, candidates: Sequence[CandidateResits], *, file: bool) -> str:
    """The rows, their headings first."""
    return csv_text.assemble([csv_text.line(COLUMNS), *CsvRows(referentiel).lines(candidates)], file=file)


class CsvRows:
    """Rows as text: those that follow from one search are written once for all who share it."""

    def __init__(self, referentiel: Referentiel) -> None:
        self._referentiel = referentiel
        self._rows: dict[int, tuple[Resits, list[str]]] = {}

    def lines(self, candidates: Iterable[CandidateResits]) -> Iterator[str]:
        """The rows of candidates."""
        for each in candidates:
            entry = self._rows.get(id(each.resits))
            if entry is None:
                if len(self._rows) > MAX_MEMORY:
                    self._rows.clear()
                rows = [csv_text.line(row) for row in _rows_of(self._referentiel, each.resits)]
                entry = self._rows[id(each.resits)] = each.resits, rows
            who = csv_text.line(_head(each), end=";")
            yield from (who + row for row in entry[1])


def head_of(referentiel: Referentiel, niveau: Niveau) -> dict[str, object]:
    """What stands in the document before its candidates."""
    return {
        "schema": "certeval/rattrapages/1",
        "referentiel": referentiel_json(referentiel),
        "niveau": niveau,
    }


def json_lines(referentiel: Referentiel, candidates: Iterable[CandidateResits]) -> Iterator[str]:
    """An object a candidate: the sets, how many more (null: unknown), and what is missing. Each line begins with what
    parts it from the one before; what is the same of many is written once.
    """
    short_texts: dict[int, tuple[object, str]] = {}
    sets_texts: dict[object, tuple[object, str]] = {}
    for each in candidates:
        texts: list[str] = []
        for short in each.worth.short:
            if id(short) not in short_texts:
                plain = _plain_shortfall(referentiel, short, "valeur", short.value)
                short_texts[id(short)] = short, json_line(plain)
            texts.append(short_texts[id(short)][1])
        key = None if each.worth.values else (id(each.resits), *each.reports.items())
        if key is None or key not in sets_texts:
            sets_texts[key] = each.resits, json_line(_plain_sets(referentiel, each))[1:]
        who = {"candidat": each.candidate.code, **identity(each.candidate)}
        before = json_line({**who, "certification": each.certification})[:-1]
        yield f'{BETWEEN}{before}, "insuffisants": [{", ".join(texts)}], {sets_texts[key][1]}'


def _plain_shortfall(referentiel: Referentiel, short: Shortfall, key: str, value: Value) -> Plain:
    at = in_words(value, short.scale(referentiel))
    return {"code": short.name, key: at, **_bounds_fields(short.bounds)}


def _plain_sets(referentiel: Referentiel, candidate_resits: CandidateResits) -> Plain:
    """What could be presented again, and what that is worth today."""
    resits, values = candidate_resits.resits, candidate_resits.worth.values
    codes = [code for codes in resits.sets for code in codes if code in values]
    return {
        "valeurs": {code: in_words(values[code], referentiel.scale(code)) for code in codes},
        "ensembles": [list(codes) for codes in resits.sets],
        "notes_requises": [
            {code: _plain_mark(referentiel, code, mark) for code, mark in marks.items()}
            for marks in resits.marks
        ],
        "autres": resits.more,
        "recherche": resits.recherche,
        "reports": candidate_resits.reports,
        "obstacles": [_plain_obstacle(referentiel, each) for each in resits.obstacles],
    }


def _plain_obstacle(referentiel: Referentiel, obstacle: Shortfall | str) -> Plain:
    if isinstance(obstacle, str):
        return {"code": obstacle}
    return _plain_shortfall(referentiel, obstacle, "au_mieux", Value(obstacle.best, obstacle.best))


def _plain_mark(referentiel: Referentiel, code: str, mark: Fraction) -> str:
    scale = referentiel.scale(code)
    return scale.words()[int(mark)] if scale and scale.words() else exact(mark)


def _bounds_fields(bounds: Bounds) -> Plain:
    """What bounds ask for, by the keys they are declared with."""
    fields: Plain = {}
    if bounds.lower:
        fields["plus_de" if bounds.lower.strict else "au_moins"] = bounds.lower.text
    if bounds.upper:
        fields["moins_de" if bounds.upper.strict else "au_plus"] = bounds.upper.text
    return fields
