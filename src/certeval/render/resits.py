"""What to present again, as values and for programs: CSV, JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from certeval.engine.again import Niveau
from certeval.engine.resits import Resits, Shortfall
from certeval.engine.results import in_words
from certeval.engine.verdicts import EN_ATTENTE, Plain
from certeval.referentiel.load import Referentiel
from certeval.render import delimited
from certeval.render.json_text import json_text, of_referentiel
from certeval.rules.bounds import Bounds
from certeval.rules.held import Held
from certeval.rules.outcome import Value
from certeval.scores.headings import IDENTITY
from certeval.scores.observations import Candidate, identity
from certeval.text.numbers import exact

SCHEMA = "certeval/rattrapages/1"
MOST_SHOWN = 5
"""Sets a candidate shown in the table, and sets whose marks are worked out: other forms give all sets."""
COLUMNS = (
    *("candidat", *IDENTITY, "certification", "rang", "a_representer", "notes_requises"),
    *("autres", "recherche"),
)


class Worth(NamedTuple):
    """What a candidate's elements are worth today, and what falls short."""

    values: Mapping[str, Value]
    short: Sequence[Shortfall]


@dataclass(frozen=True)
class CandidateResits:
    """What is told of one candidate: who it is, what the certification comes to, what could be done, and how the
    candidate stands today, worked out for those who ask.
    """

    candidate: Candidate
    certification: Plain
    resits: Resits
    stands: Callable[[], Worth]
    held: Mapping[str, Held] = field(default_factory=dict)
    """What the jury decided, or was acquired before, by name."""

    @cached_property
    def worth(self) -> Worth:
        """What the elements that have a cell are worth today."""
        return self.stands()

    @property
    def reports(self) -> dict[str, str]:
        """The session to which the jury postponed each name that it did not decide."""
        said = {name: dict(each.decision).get("report") for name, each in self.held.items()}
        return {name: session for name, session in said.items() if session}

    @property
    def pending(self) -> bool:
        return self.certification.get("verdict") == EN_ATTENTE


def with_marks(resits: Resits) -> list[tuple[Sequence[str], Mapping[str, Fraction]]]:
    """Each set, with the marks that it takes where they were worked out: those of the first sets."""
    unknown: list[Mapping[str, Fraction]] = [{}] * (len(resits.sets) - len(resits.marks))
    return list(zip(resits.sets, [*resits.marks, *unknown], strict=True))


def rows(referentiel: Referentiel, told: Sequence[CandidateResits]) -> Iterator[list[delimited.Field]]:
    """A row a set, under `COLUMNS`; one row for a candidate who has none."""
    for each in told:
        for row in _rows_of(referentiel, each.resits):
            yield [*_head(each), *row]


def _head(told: CandidateResits) -> list[str]:
    """Who a candidate is, and the certification's verdict."""
    who = identity(told.candidate)
    verdict = str(told.certification.get("verdict", ""))
    return [told.candidate.code, *[who.get(key, "") for key in IDENTITY], verdict]


def _rows_of(referentiel: Referentiel, resits: Resits) -> Iterator[list[delimited.Field]]:
    """A row a set, without its candidate."""
    more: delimited.Field = "" if resits.more is None else resits.more
    for rank, (codes, marks) in enumerate(with_marks(resits), 1):
        needed = " ".join(f"{code}:{_plain_mark(referentiel, code, mark)}" for code, mark in marks.items())
        yield [rank, " ".join(codes), needed, more, resits.recherche]
    if not resits.sets:
        yield ["", "", "", more, resits.recherche]


def as_csv(referentiel: Referentiel, told: Sequence[CandidateResits], *, file: bool) -> str:
    """The rows, their headings first: those that follow from one search are written once for all who share it."""
    return delimited.joined([delimited.line(COLUMNS), *csv_lines(referentiel, told)], file=file)


def csv_lines(referentiel: Referentiel, told: Iterable[CandidateResits]) -> Iterator[str]:
    """The rows of candidates."""
    written: dict[int, tuple[Resits, list[str]]] = {}
    for each in told:
        known = written.get(id(each.resits))
        if known is None:
            rows = [delimited.line(row) for row in _rows_of(referentiel, each.resits)]
            known = written[id(each.resits)] = each.resits, rows
        who = delimited.line(_head(each), end=";")
        yield from (who + row for row in known[1])


def as_json(referentiel: Referentiel, niveau: Niveau, told: Sequence[CandidateResits]) -> str:
    """One object a candidate: the sets, how many more (null: unknown), and what is missing."""
    return json_text(
        {
            "schema": SCHEMA,
            "referentiel": of_referentiel(referentiel),
            "niveau": niveau,
            "candidats": [_candidate(referentiel, each) for each in told],
        }
    )


def _candidate(referentiel: Referentiel, told: CandidateResits) -> Plain:
    resits = told.resits
    presented = {
        code: told.worth.values[code] for codes in resits.sets for code in codes if code in told.worth.values
    }
    return {
        "candidat": told.candidate.code,
        **identity(told.candidate),
        "certification": told.certification,
        "insuffisants": [
            {
                "code": short.name,
                "valeur": in_words(short.value, referentiel.scale(short.name)),
                **_asked(short.bounds),
            }
            for short in told.worth.short
        ],
        "valeurs": {code: in_words(value, referentiel.scale(code)) for code, value in presented.items()},
        "ensembles": [list(codes) for codes in resits.sets],
        "notes_requises": [
            {code: _plain_mark(referentiel, code, mark) for code, mark in marks.items()}
            for marks in resits.marks
        ],
        "autres": resits.more,
        "recherche": resits.recherche,
        "reports": told.reports,
        "obstacles": [_plain_obstacle(referentiel, each) for each in resits.obstacles],
    }


def _plain_obstacle(referentiel: Referentiel, obstacle: Shortfall | str) -> Plain:
    if isinstance(obstacle, str):
        return {"code": obstacle}
    at_best = in_words(Value(obstacle.best, obstacle.best), referentiel.scale(obstacle.name))
    return {"code": obstacle.name, "au_mieux": at_best, **_asked(obstacle.bounds)}


def _plain_mark(referentiel: Referentiel, code: str, mark: Fraction) -> str:
    scale = referentiel.scale(code)
    return scale.words()[int(mark)] if scale and scale.words() else exact(mark)


def _asked(bounds: Bounds) -> Plain:
    """What bounds ask for, by the keys they are declared with."""
    asked: Plain = {}
    if bounds.lower:
        asked["plus_de" if bounds.lower.strict else "au_moins"] = bounds.lower.written
    if bounds.upper:
        asked["moins_de" if bounds.upper.strict else "au_plus"] = bounds.upper.written
    return asked
