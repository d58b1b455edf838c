"""What checking a large référentiel costs, against the bare event stream of PyYAML over the same file.

    python benchmarks/check.py [RUNS]

A référentiel of 5 000 critères, made here, is read, validated and checked by the functions that the command
calls, in this process: what starting Python costs is in startup.py. Each run is a first one (nothing that
certeval remembers of the run before is kept) beside one of `yaml.parse` with the C loader; the median of the
ratios is printed. Peers, where they are installed, check the same file by schema: they see neither a code
given twice nor a count that differs, and give no line.
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import yaml

from certeval.checks import check_referentiel
from certeval.referentiel.load import load

BLOCS, COMPETENCES, CRITERES = 20, 25, 10
VERBS = ("Analyser", "Rédiger", "Planifier", "Négocier", "Évaluer", "Présenter", "Concevoir", "Animer")
THINGS = (
    "le budget",
    "la veille",
    "un contrat",
    "le plan",
    "une offre",
    "le risque",
    "la demande",
    "un outil",
)
ENDS = (
    "est justifié",
    "est daté",
    "est chiffré",
    "est partagé",
    "est conforme",
    "est complet",
    "est argumenté",
)


def referentiel() -> str:
    """A référentiel of 5 000 critères, each worded otherwise."""
    lines = ["format: 1", "certification: {code: banc, version: 1.0.0}", "validation:"]
    lines += ["  competence: {parmi: criteres, plus_de: 50 %}", "  bloc: {tous: competences}"]
    lines += ["  certification: {tous: blocs}", "blocs:"]
    for b in range(1, BLOCS + 1):
        lines += [f"- code: BC{b}", f"  intitule: Bloc {b}", "  competences:"]
        for c in range(1, COMPETENCES + 1):
            verb, thing = VERBS[(b + c) % len(VERBS)], THINGS[(b * c) % len(THINGS)]
            lines += [
                f"  - code: C{b}.{c}",
                f"    libelle: {verb} {thing} numéro {b} {c} afin de décider",
                "    criteres:",
            ]
            for k in range(1, CRITERES + 1):
                what, end = THINGS[(c + k) % len(THINGS)], ENDS[(b + k) % len(ENDS)]
                lines += [f"    - code: CR{b}.{c}.{k}"]
                lines += [f"      libelle: Pour {what} de la situation {b * c * k}, le résultat {c} {end}"]
    return "\n".join(lines) + "\n"


YAMALE = """\
format: int()
certification: {code: str(), version: str()}
validation: map(map(str()), key=enum('competence', 'bloc', 'certification'))
blocs: list(include('bloc'))
---
bloc:
  code: regex('^[A-Za-z][A-Za-z0-9_.-]*$')
  intitule: str(min=1)
  competences: list(include('competence'))
competence:
  code: regex('^[A-Za-z][A-Za-z0-9_.-]*$')
  libelle: str(min=1)
  criteres: list(include('critere'))
critere:
  code: regex('^[A-Za-z][A-Za-z0-9_.-]*$')
  libelle: str(min=1)
"""
"""What the JSON Schema says of the keys that this file has, as yamale says it."""


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes; what it made is let go of afterwards, as at the end of a command."""
    start = time.perf_counter()
    made = work()
    taken = time.perf_counter() - start
    del made
    return taken


def forget() -> None:
    """Empty what certeval remembers, for the next run to be a first one."""
    for each in gc.get_objects():
        if isinstance(each, type(cache(forget))) and each.__module__.startswith("certeval."):
            each.cache_clear()


def yamale(path: Path) -> Callable[[], object]:
    from yamale import make_data, make_schema, validate

    schema = make_schema(content=YAMALE)
    return lambda: validate(schema, make_data(str(path)))


def check_jsonschema(path: Path) -> Callable[[], object]:
    schema = Path(__file__).parents[1] / "referentiels" / "referentiel.schema.json"
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(path)]
    return lambda: subprocess.run(command, capture_output=True, check=True)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    gc.disable()  # as the command does
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "banc.yaml")
        path.write_text(referentiel(), encoding="utf-8")
        text = path.read_text(encoding="utf-8")

        def events() -> None:
            for _event in yaml.parse(text, Loader=yaml.CSafeLoader):
                pass

        def against_events(work: Callable[[], object], times: int = runs) -> float:
            ratios = []
            for _ in range(times):
                gc.collect()
                forget()
                ratios.append(seconds(work) / seconds(events))
            return statistics.median(ratios)

        read = against_events(lambda: load(path))
        print(f"5 000 critères read and compiled:        {read:5.1f} x the bare event stream")

        def check() -> object:
            loaded = load(path)
            return loaded, check_referentiel(loaded, date(2026, 1, 1))

        checked = against_events(check)
        print(f"5 000 critères read, compiled, checked:  {checked:5.1f} x (at most 8)")
        if find_spec("yamale"):
            print(f"yamale, its functions:                   {against_events(yamale(path), 3):5.1f} x")
        if find_spec("check_jsonschema"):
            print(
                f"check-jsonschema, the whole command:     {against_events(check_jsonschema(path), 3):5.1f} x"
            )


if __name__ == "__main__":
    main()
