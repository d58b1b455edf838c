"""Deciding on Spark beside Spark's own `noop` write of the same sheet, in one session, in turn.

    python benchmarks/spark.py FOLDER [RUNS]

FOLDER is one that sheets.py made. Prints, as JSON, the seconds of each run of each, once the session is started and
each was run once; decisions are written as CSV.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession

from certeval.bulk.spark import decide
from certeval.referentiel.load import load


def main() -> None:
    folder, runs = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3  # noqa: PLR2004
    os.environ["PYSPARK_PYTHON"] = sys.executable
    referentiel = load(folder / "referentiel.yaml").referentiel
    if referentiel is None:
        raise SystemExit("invalid référentiel")
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.log.level", "ERROR").getOrCreate()

    def sheet() -> DataFrame:
        return session.read.csv(
            str(folder / "notes.csv"), sep=";", header=True, mode="FAILFAST", nullValue="\0"
        )

    def floor() -> None:
        sheet().write.format("noop").mode("overwrite").save()

    def decided() -> None:
        decide(sheet(), referentiel).write.mode("overwrite").csv(str(folder / "spark"), sep=";", header=True)

    taken: dict[str, list[float]] = {"noop": [], "decide": []}
    works: dict[str, Callable[[], None]] = {"noop": floor, "decide": decided}
    for run in range(runs + 1):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            if run:
                taken[name].append(time.perf_counter() - start)
    session.stop()
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
