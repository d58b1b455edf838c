"""Which findings are asked for, by code, family or prefix, and which are shown whatever is asked."""

from collections.abc import Iterable

from certeval.checks.ecarts import decision_blockers
from certeval.diagnostics import Diagnostic
from certeval.diagnostics.families.every import KINDS
from certeval.frozen import frozen
from certeval.referentiel.load import Compilation
from certeval.text.nearest import fold


@frozen
class Selection:
    """The codes asked for."""

    codes: frozenset[str] = frozenset(KINDS)

    def wants(self, diagnostic: Diagnostic) -> bool:
        return diagnostic.code in self.codes

    def select(self, diagnostics: list[Diagnostic], compilation: Compilation) -> list[Diagnostic]:
        """The findings of a référentiel that are asked for, and those that keep it from deciding."""
        others = [each for each in diagnostics if not self.wants(each)]
        binding = {(each.code, each.place) for each in decision_blockers(others, compilation)}
        return [each for each in diagnostics if self.wants(each) or (each.code, each.place) in binding]

    def extra_codes(self, diagnostics: list[Diagnostic]) -> list[str]:
        """The codes that are shown although they are not asked for."""
        return sorted({each.code for each in diagnostics if not self.wants(each)})


def selection(select: Iterable[str], ignore: Iterable[str]) -> Selection:
    """What is selected (everything where nothing is), without what is ignored."""
    choice = codes(select)
    return Selection((choice or frozenset(KINDS)) - codes(ignore))


def codes(words: Iterable[str]) -> frozenset[str]:
    """Every code that one of these words begins: R301, R3, R."""
    prefixes = {fold(word) for word in words}
    return frozenset(code for code in KINDS if any(fold(code).startswith(word) for word in prefixes))


def words(texts: Iterable[str]) -> list[str]:
    """What is typed after an option, one by one: it may be repeated, and hold commas."""
    return [word.strip() for each in texts for word in each.split(",") if word.strip()]
