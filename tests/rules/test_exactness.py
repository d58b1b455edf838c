"""Where each cell is used once, a verdict is undetermined only if both outcomes are possible."""

from pathlib import Path
from typing import Any

from author import SHARES
from candidates import Sheet, evaluate, known_states, referentiel
from chance import Chance
from entered import BOUNDS
from hypothesis import given, note
from strategies import chances, emit, examples

from certeval.referentiel.load import Referentiel

SCALES: tuple[Any, ...] = (
    ("acquis", ["non", "oui"]),
    ({"niveaux": ["NA", "EA", "A"]}, ["NA", "EA", "A"]),
    ({"note": {"sur": "2", "pas": "1"}}, ["0", "1", "2"]),
)


class Once:
    """Writes rules that use each of some elements exactly once."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.rules: dict[str, Any] = {}
        self.scales: dict[str, Any] = {}
        self.elements: list[dict[str, Any]] = []
        for i in range(chance.between(2, 7)):
            scale, values = self.scales[f"E{i}"] = chance.one_of(SCALES)
            own = {
                "code": f"E{i}",
                "intitule": "Une épreuve",
                "echelle": scale,
                "validation": self.bound(values),
            }
            self.elements.append(own)

    def bound(self, values: list[str]) -> dict[str, str]:
        """One bound that can be met and missed."""
        key = self.chance.one_of(BOUNDS)
        return {key: self.chance.one_of(values[1:] if key in {"au_moins", "moins_de"} else values[:-1])}

    def rule(self, leaves: list[str]) -> Any:
        """A rule over these elements."""
        if len(leaves) == 1:
            name, mesure = leaves[0], {"mesure": leaves[0], **self.bound(self.scales[leaves[0]][1])}
            return self.chance.one_of([name, name, mesure, {"non": name}])
        if len(leaves) > 2 and self.chance.once_in(6):
            parts = [leaves[:1], leaves[1:2], leaves[2:]]
            return {key: self.rule(part) for key, part in zip(("si", "alors", "sinon"), parts, strict=True)}
        form = self.chance.one_of(("et", "ou", "parmi", "parmi", "tous", "un_de", "aucun"))
        parts = self.split(leaves)
        if form in {"et", "ou"}:
            return {form: [self.rule(part) for part in parts]}
        items = [self.named(part) for part in parts]
        return {form: items, **(self.counts(len(items)) if form == "parmi" else {})}

    def split(self, leaves: list[str]) -> list[list[str]]:
        parts: list[list[str]] = [[leaves[0]]]
        for leaf in leaves[1:]:
            if len(parts) > 1 and self.chance.once_in(3):
                parts[-1].append(leaf)
            else:
                parts.append([leaf])
        return parts

    def named(self, leaves: list[str]) -> str:
        if len(leaves) == 1 and self.chance.once_in(2):
            return leaves[0]
        name = f"R{len(self.rules)}"
        self.rules[name] = None
        self.rules[name] = self.rule(leaves)
        return name

    def counts(self, items: int) -> dict[str, str]:
        if self.chance.once_in(2):
            return dict(self.chance.one_of(SHARES[:6]))
        low = self.chance.between(0, items)
        high = self.chance.between(low, items)
        return self.chance.one_of(
            (
                {"au_moins": str(max(low, 1))},
                {"au_plus": str(low)},
                {"au_moins": str(low), "au_plus": str(high)},
            )
        )

    def document(self) -> dict[str, Any]:
        certification = self.rule([element["code"] for element in self.elements])
        return {
            "format": "1",
            "certification": {"code": "une-fois", "version": "1.0.0"},
            "statuts": {"ABS": "bloque"},
            "validation": {"certification": certification},
            **({"regles": self.rules} if self.rules else {}),
            "epreuves": self.elements,
        }

    def sheet(self) -> Sheet:
        """Marks and statuses that stay, and one to four cells not assessed."""
        cells = {
            code: self.chance.one_of((*values, *values, "DISP", "NEUT", "ABS"))
            for code, (_, values) in self.scales.items()
        }
        return cells | dict.fromkeys(self.chance.some(list(cells), 4), "NE")


@examples(1000)
@given(chances)
def test_a_verdict_over_distinct_cells_is_open_only_to_what_completions_come_to(chance: Chance) -> None:
    author = Once(chance)
    text, cells = emit(author.document()), author.sheet()
    note(text)
    note(str(cells))
    assert_exact(referentiel(text), cells)


SHIPPED = Path(__file__).parents[2] / "referentiels" / "developpement-commercial" / "1.0.0.yaml"


@examples(30)
@given(chances)
def test_the_shipped_referentiel_is_decided_as_soon_as_it_can_be(chance: Chance) -> None:
    rules = referentiel(SHIPPED.read_text(encoding="utf-8"))
    codes = chance.order(list(rules.entries))
    cells: Sheet = {code: chance.one_of(("oui", "oui", "non", "DISP", "NEUT")) for code in codes[7:]}
    note(str(cells))
    assert_exact(rules, cells)


def assert_exact(rules: Referentiel, cells: Sheet) -> None:
    """Each verdict is open to all that the completions of a sheet come to, and to nothing else."""
    known = evaluate(rules, cells)
    reached = dict.fromkeys(known.verdicts, 0)
    for fuller in known_states(rules, cells):
        for name, judged in fuller.verdicts.items():
            reached[name] |= judged.outcome
    assert {name: judged.outcome for name, judged in known.verdicts.items()} == reached
