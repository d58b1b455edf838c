"""Score sheets of any size, made from a seed: the same bytes each time, written as they are made.

    python benchmarks/sheets.py FOLDER [--referentiel livre|acquis:N|notes:N] [--rows N] [--long] [--errors N]

writes FOLDER/referentiel.yaml (`livre`: the one shipped; `acquis:N`, `notes:N`: one of N critères made here, marked
yes or no, or out of 20 with means), FOLDER/plan.json (which critères make which compétence, for programs that know
nothing of certeval) and FOLDER/notes.csv.

A candidate has an ability and a critère a difficulty, so that rows look alike as those of real sessions do. Four
candidates in ten have cells that are empty or a status, most of them few.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple, TextIO

from certeval.referentiel.catalogue import package_folder, versions
from certeval.referentiel.load import load

ACQUIS, NOTES = "acquis", "notes"
CRITERES, COMPETENCES = 6, 3
"""Critères of a compétence, compétences of a bloc, in what is made here."""
INCOMPLETE = 0.4
"""The share of candidates with a cell that is empty or a status."""
OPEN = ("", "", "", "NE", "ABS", "DISP", "NEUT")
MOST_OPEN = 12
"""Such cells of one candidate; most have few."""
WRONG = "peut-être"
MARKS = [f"{half // 2},5" if half % 2 else f"{half // 2}" for half in range(41)]
AT_ONCE = 500
"""Candidates written at once."""

Plan = dict[str, dict[str, list[str]]]
"""Blocs, their compétences, their critères, by code."""

RULES = {
    ACQUIS: """\
validation:
  competence: {parmi: criteres, plus_de: 50 %}
  bloc: {tous: competences}
  certification: {tous: blocs}
""",
    NOTES: """\
saisie: {critere: {echelle: {note: {sur: 20, pas: 0.5}}}}
validation:
  critere: {au_moins: 10}
  competence: {moyenne: criteres, au_moins: 10}
  bloc: {et: [{moyenne: competences, au_moins: 10}, {tous: competences}]}
  certification: {tous: blocs}
""",
}


class Subject(NamedTuple):
    """What is marked: the référentiel as text, its plan, and how critères are marked."""

    text: str
    plan: Plan
    marked: str

    def codes(self) -> list[str]:
        """The critères, in order."""
        return [code for bloc in self.plan.values() for codes in bloc.values() for code in codes]


def subject(name: str) -> Subject:
    """`livre`, `acquis:N` or `notes:N`."""
    marked, _, number = name.partition(":")
    if marked == "livre":
        return _shipped()
    plan = _plan(int(number))
    return Subject(_written(plan, marked), plan, marked)


def _shipped() -> Subject:
    path = next(versions(package_folder())).path
    found = load(path).referentiel
    if found is None:
        raise SystemExit(f"{path}: invalid")
    tree = found.tree
    plan = {
        bloc: {code: list(tree.below("critere", code)) for code in tree.below("competence", bloc)}
        for bloc in tree.below("bloc", None)
    }
    return Subject(path.read_text(encoding="utf-8"), plan, ACQUIS)


def _plan(criteres: int) -> Plan:
    plan: Plan = {}
    for index in range(criteres):
        competence = index // CRITERES
        bloc, number = f"BC{competence // COMPETENCES + 1}", f"{competence + 1}"
        plan.setdefault(bloc, {}).setdefault(f"C{number}", []).append(f"CR{number}.{index % CRITERES + 1}")
    return plan


def _written(plan: Plan, marked: str) -> str:
    lines = ["format: 1", f"certification: {{code: banc-{marked}, version: 1.0.0}}"]
    lines += [RULES[marked] + "blocs:"]
    for bloc, competences in plan.items():
        lines += [f"- code: {bloc}", "  intitule: Un bloc", "  competences:"]
        for competence, criteres in competences.items():
            lines += [f"  - code: {competence}", "    libelle: Une compétence", "    criteres:"]
            lines += [f"    - {{code: {critere}, libelle: Un critère}}" for critere in criteres]
    return "\n".join(lines) + "\n"


def candidates(codes: Sequence[str], marked: str, count: int, seed: int = 1) -> Iterator[list[str]]:
    """The cells of each candidate, in the order of the codes. Only `random()` is drawn: it never changes."""
    dice = Random(seed).random  # noqa: S311 -- a benchmark's data, not a secret
    easy = [0.35 + 0.5 * dice() for _ in codes]
    width = len(codes)
    for _ in range(count):
        able = 0.6 * (dice() + dice() - 1)
        if marked == ACQUIS:
            cells = ["1" if dice() < each + able else "0" for each in easy]
        else:
            cells = [MARKS[max(0, min(40, int(40 * (each + 0.4 * (able + dice() - 0.5)))))] for each in easy]
        if dice() < INCOMPLETE:
            for _ in range(1 + int(MOST_OPEN * dice() * dice())):
                cells[int(width * dice())] = OPEN[int(len(OPEN) * dice())]
        yield cells


def write(
    file: TextIO, of: Subject, count: int, *, long: bool = False, errors: int = 0, seed: int = 1
) -> None:
    """Write a sheet, `errors` of its candidates with a cell that says nothing, spread over it."""
    codes = of.codes()
    file.write("candidat;critere;valeur\n" if long else ";".join(["candidat", *codes]) + "\n")
    every = count // errors if errors else count + 1
    held: list[str] = []
    for number, cells in enumerate(candidates(codes, of.marked, count, seed), 1):
        if number % every == 0:
            cells[number % len(codes)] = WRONG
        code = f"C{number:08d}"
        if long:
            held += [f"{code};{element};{cell}\n" for element, cell in zip(codes, cells, strict=True)]
        else:
            held.append(f"{code};{';'.join(cells)}\n")
        if number % AT_ONCE == 0:
            file.write("".join(held))
            held.clear()
    file.write("".join(held))


def make(folder: Path, name: str, rows: int, *, long: bool = False, errors: int = 0, seed: int = 1) -> Path:
    """Write the three files; gives the sheet's path."""
    of = subject(name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "referentiel.yaml").write_text(of.text, encoding="utf-8")
    (folder / "plan.json").write_text(json.dumps(of.plan), encoding="utf-8")
    path = folder / "notes.csv"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        write(file, of, rows, long=long, errors=errors, seed=seed)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--referentiel", default="livre")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    make(asked.folder, asked.referentiel, asked.rows, long=asked.long, errors=asked.errors, seed=asked.seed)


if __name__ == "__main__":
    main()
