"""Exemptions that lose what they should spare."""

from collections.abc import Iterator

from certeval.checks.subject import Subject
from certeval.diagnostics import Finding, Path
from certeval.diagnostics.families import rules as kinds
from certeval.referentiel.reachable import forms, written
from certeval.rules.entry import Entry
from certeval.rules.outcome import DISPENSEE, FAUX, INCONNU, VRAI, Value
from certeval.rules.program import CERTIFICATION, Program
from certeval.rules.scales import Effect
from certeval.rules.terms import ValueOf
from certeval.rules.verdicts import Compare

MOST_WORK = 500_000
"""Steps taken to see what exemptions lose."""


def exemptions_lose_nothing(subject: Subject) -> Iterator[Finding]:
    """Whoever is exempted is not lost by a limit from above, which the best value never meets."""
    program = subject.referentiel.program if subject.referentiel else None
    work = MOST_WORK
    seen: set[Path] = set()
    for name, node in forms(program) if program else ():
        if program is None or not isinstance(node, Compare) or not isinstance(node.subject, ValueOf):
            continue
        entry = program.entries.get(node.subject.name)
        if entry is None or not node.bounds.upper or not node.path or node.path in seen or work < 0:
            continue
        best = Value(entry.scale.greatest, entry.scale.greatest, DISPENSEE)
        if node.bounds.hold(best) != FAUX or Effect.ACQUIS not in {
            effect for _, effect in entry.statuses.values()
        }:
            continue
        seen.add(node.path)
        work -= len(program.steps)
        if lost := _lost(program, entry, best, name if name in subject.tree.elements else CERTIFICATION):
            arguments = {"best": best.high, "bound": written(node), "name": entry.code, "lost": lost}
            if words := entry.scale.words():
                arguments["best"] = words[-1]
            yield Finding(kinds.EXEMPTION_DECIDES, node.path, arguments, at_key=True)


def _lost(program: Program, entry: Entry, best: Value, bearer: str) -> str | None:
    """What is lost for sure where one element is exempted, nothing else known: the certification, or the bearer."""
    cells = {code: each.unknown for code, each in program.entries.items()}
    before, after = program.evaluate(cells), program.evaluate({**cells, entry.code: best})
    for name in (CERTIFICATION, bearer):
        was, now = before.verdicts.get(name), after.verdicts.get(name)
        if was and now and was.outcome & VRAI and now.outcome & INCONNU == FAUX:
            return name
    return None
