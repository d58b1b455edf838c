"""Deciding on Spark: the one evaluator, shipped to the data.

    decisions = certeval.bulk.spark.decide(dataframe, referentiel)

`dataframe` has a row a candidate, a column `candidat` and a column an element, all text; other columns are left
alone. What comes out has a row a candidate: `candidat`, `certification`, a column a bloc, a column a compétence
(`valide`, `non_valide`, `en_attente`), `manquants` (codes, separated by a space), the counts of each compétence,
and `illisible`, true where a cell of the row is no value: such a row has no verdict.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from certeval.bulk.part_memo import Groups
from certeval.bulk.printing import Printing, Strand
from certeval.bulk.row_memo import Decided, Decider
from certeval.referentiel.load import Referentiel, compile_document
from certeval.render.forms import Missing
from certeval.render.rows import Cells, columns, headings, rows
from certeval.scores.headings import CANDIDAT, is_heading
from certeval.sources import yaml

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.accumulators import Accumulator
    from pyspark.sql import DataFrame

COUNT = "int"
"""Spark's type of a count; every other column is text."""
UNREADABLE = "illisible"


def decide(
    dataframe: "DataFrame", referentiel: Referentiel, unreadable: "Accumulator[int] | None" = None
) -> "DataFrame":
    """The decisions of a frame's candidates. Nothing is computed before Spark is asked for rows; `unreadable`
    then counts those that have a cell that is no value.

    Raises ValueError where a column that is neither an element nor one of the sheets' headings could hide a
    criterion, or where `candidat` is missing. Whether a candidate stands on several rows is the caller's to
    check: `repeated` says which do.
    """
    columns = _columns(dataframe.columns, referentiel)
    source = (referentiel.document.data, referentiel.document.file)
    schema = ", ".join(f"`{name}` {kind}" for name, kind in _schema(referentiel))

    def batches(given: Iterable["pa.RecordBatch"]) -> Iterable["pa.RecordBatch"]:
        for batch in _decided(given, source, columns):
            if unreadable is not None:
                unreadable.add(batch.column(batch.num_columns - 1).true_count)
            yield batch

    named = [
        dataframe[f"`{name}`"].alias(f"c{i}") for i, name in enumerate(columns)
    ]  # Spark reads dots as paths
    return dataframe.select(*named).mapInArrow(batches, schema)


def repeated(dataframe: "DataFrame") -> "DataFrame":
    """The identifiers that several rows have, each once, as typed but for the spaces around them."""
    from pyspark.sql import functions

    code = functions.trim(dataframe[f"`{CANDIDAT}`"]).alias(CANDIDAT)
    return dataframe.select(code).groupBy(CANDIDAT).count().where("count > 1").select(CANDIDAT)


def _columns(names: Sequence[str], referentiel: Referentiel) -> list[str]:
    """The identifier's column and those of elements."""
    if CANDIDAT not in names:
        raise ValueError(f"no column « {CANDIDAT} »: there are {', '.join(names)}")
    others = [name for name in names if name != CANDIDAT]
    found = [name for name in others if referentiel.resolve(name) in referentiel.entries]
    unknown = [name for name in others if name not in found and not is_heading(name)]
    if unknown:
        raise ValueError(f"columns that are no element of {referentiel.code}: {', '.join(unknown)}")
    codes = [referentiel.resolve(name) for name in found]
    if len(set(codes)) < len(codes):
        raise ValueError("two columns are one element")
    return [CANDIDAT, *found]


def _schema(referentiel: Referentiel) -> list[tuple[str, str]]:
    """The columns of decisions: those of the CSV in detail, and whether the row could be read."""
    found = [
        (heading, COUNT if isinstance(holds, Cells) and holds.numbers else "string")
        for names, holds in columns(referentiel, detail=True)
        for heading in names
    ]
    return [*found, (UNREADABLE, "boolean")]


def _printing(referentiel: Referentiel) -> Printing:
    table = columns(referentiel, detail=True)
    return Printing(rows(referentiel, detail=True), referentiel, table)


@dataclass(frozen=True, slots=True)
class _Worker:
    """What a Python worker decides with: made once, whatever the number of its tasks. `columns` are those of each
    part's elements, -1 for none.
    """

    printing: Printing
    headings: list[str]
    decider: Decider
    groups: list[Groups]
    columns: list[tuple[int, ...]]


@lru_cache(maxsize=4)
def _worker(source: tuple[bytes, str], given: tuple[str, ...]) -> _Worker:
    referentiel = compile_document(yaml.parse(*source)).referentiel
    if referentiel is None:
        raise ValueError(f"{source[1]}: an invalid référentiel decides nobody")
    printing = _printing(referentiel)
    at = {referentiel.resolve(name): i for i, name in enumerate(given) if i}
    placed = [tuple(at.get(code, -1) for code in part.entries) for part in printing.division.parts]
    names = [*headings(columns(referentiel, detail=True)), UNREADABLE]
    decider = printing.decider()
    groups = decider.groups([_as_they_are] * len(placed))
    return _Worker(printing, names, decider, groups, placed)


def _as_they_are(cells: object) -> Sequence[str]:
    return cells if isinstance(cells, tuple) else ()


def _decided(
    given: Iterable["pa.RecordBatch"], source: tuple[bytes, str], columns: list[str]
) -> Iterator["pa.RecordBatch"]:
    worker = _worker(source, tuple(columns))
    for batch in given:
        identifiers = [(text or "").strip() for text in batch.column(0).to_pylist()]
        texts = [[text or "" for text in column.to_pylist()] for column in batch.columns]
        empty = [""] * batch.num_rows
        cells = [
            list(zip(*(texts[i] if i >= 0 else empty for i in of_part), strict=True))
            for of_part in worker.columns
        ]
        yield _batch(worker, identifiers, worker.decider.rows(worker.groups, cells))


def _batch(worker: _Worker, identifiers: Sequence[str], decided: Decided) -> "pa.RecordBatch":
    """Decisions as Arrow columns."""
    import numpy as np
    import pyarrow as pa

    arrays: list[pa.Array] = []
    for strand in worker.printing.strands:
        if strand.own is not None:
            arrays.append(pa.array(_own(strand, identifiers, decided), pa.string()))
            continue
        places, texts = worker.printing.words(strand, decided)
        row = pa.array(np.array(places, np.uint32))
        for (_, number), each in zip(strand.columns, texts, strict=True):
            cells = [int(text) if text else None for text in each] if number else list(each)
            arrays.append(pa.array(cells, pa.int32() if number else pa.string()).take(row))
    arrays.append(pa.array([whole.bad for whole in decided.wholes], pa.bool_()))
    return pa.RecordBatch.from_arrays(arrays, names=worker.headings)


def _own(strand: Strand, identifiers: Sequence[str], decided: Decided) -> Sequence[str]:
    own = strand.own
    if not isinstance(own, Missing):
        return identifiers
    missing = [""] * len(decided.wholes)
    for at, codes in decided.missing(own.codes).items():
        missing[at] = " ".join(codes)
    return missing
