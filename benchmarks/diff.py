"""What comparing two large référentiels costs, against reading and compiling both.

    python benchmarks/diff.py [RUNS]

The référentiel of 5 000 critères of `check.py` is compared with itself changed in four ways: one wording reworded, all
critères of each compétence renumbered without `remplace`, every wording reworded a little under another code, every
list turned round. Each run of `compare` stands beside one of `load` on both files.
"""

import gc
import re
import statistics
import sys
import tempfile
from pathlib import Path

from certeval.referentiel.load import Referentiel, load
from certeval.versions.compare import compare
from check import referentiel, seconds

AT_MOST = 3.0


def renumbered(text: str) -> str:
    """Each critère takes the next number, as where one is put before it."""
    return re.sub(r"code: CR(\d+)\.(\d+)\.(\d+)", lambda m: f"code: CR{m[1]}.{m[2]}.{int(m[3]) + 1}", text)


def reworded(text: str) -> str:
    """Each critère has another code, and one word more."""
    return re.sub(r"code: CR", "code: K", text).replace("libelle: Pour", "libelle: Toujours, pour")


def turned_round(text: str) -> str:
    """The critères of each compétence in the other order."""
    lines, found, held = text.splitlines(keepends=True), [], []
    for line in lines:
        if line.startswith("    - code"):
            held.insert(0, [line])
        elif line.startswith("      libelle") and held:
            held[0].append(line)
        else:
            found += [each for pair in held for each in pair]
            held = []
            found.append(line)
    return "".join([*found, *(each for pair in held for each in pair)])


def able(path: Path) -> Referentiel:
    found = load(path).referentiel
    if found is None:
        raise SystemExit(f"{path}: invalid")
    return found


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    gc.disable()  # as the command does
    text = referentiel()
    changed = {
        "one wording": text.replace("situation 6,", "mise en situation 6,", 1),
        "all renumbered": renumbered(text),
        "all reworded, other codes": reworded(text),
        "all turned round": turned_round(text),
    }
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old.yaml"), Path(folder, "new.yaml")
        old.write_text(text, encoding="utf-8")
        for name, other in changed.items():
            new.write_text(other, encoding="utf-8")
            before, after = able(old), able(new)
            ratios = []
            for _ in range(runs):
                comparing = seconds(lambda: compare(before, after))  # noqa: B023 -- called at once
                ratios.append(comparing / seconds(lambda: (load(old), load(new))))
            found = len(compare(before, after).differences)
            ratio = statistics.median(ratios)
            print(f"{name + ':':27} {found:5} differences, {ratio:4.2f} x loading both (at most {AT_MOST})")


if __name__ == "__main__":
    main()
