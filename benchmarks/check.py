"""What checking a large référentiel costs, against the bare event stream of PyYAML over the same file.

    python benchmarks/check.py [RUNS]

A référentiel of 5 000 critères, made here, is read, validated and checked in this process, wordings compared
included; each run beside one of `yaml.parse` with the C loader. Peers, where they are installed, check the same file
by schema: they see neither a code given twice nor a count that differs.
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from certeval.checks import check_loaded
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


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


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

        def check() -> None:
            check_loaded(load(path), date(2026, 1, 1))

        ratios = [seconds(check) / seconds(events) for _ in range(runs)]
        reads = [seconds(lambda: load(path)) / seconds(events) for _ in range(runs)]
        print(
            f"5 000 critères read and compiled:        {statistics.median(reads):5.1f} x the bare event stream"
        )
        print(f"5 000 critères read, compiled, checked:  {statistics.median(ratios):5.1f} x (at most 8)")
        schema = Path(__file__).parents[1] / "referentiels" / "referentiel.schema.json"
        peer = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(path)]
        if subprocess.run(peer, capture_output=True, check=False).returncode == 0:
            ratio = seconds(lambda: subprocess.run(peer, capture_output=True, check=True)) / seconds(events)
            print(f"check-jsonschema, the whole command:     {ratio:5.1f} x")


if __name__ == "__main__":
    main()
