"""What people, groups and files are called in the page: as in the sheets, or by numbers."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from certeval.engine.verdicts import Plain
from certeval.messages import _

LEAST, LEAST_DIGITS = 2, 4
"""Characters of a name, and digits of a number, that are looked for in texts: shorter ones are everywhere."""
HIDDEN = "***"


def _nobody(_code: str) -> Mapping[str, str]:
    """Nothing is known of a candidate but what sheets say."""
    return {}


@dataclass(slots=True)
class Names:
    """By what each is called. Where `anonymous`, numbers in the order of the sheets; nothing is said under a name."""

    anonymous: bool = False
    files: dict[str, str] = field(default_factory=dict)
    """What each file is called; one that is absent by its own name."""
    persons: Callable[[str], Mapping[str, str]] = _nobody
    """`nom` and `prenom` of a candidate whom the sheets don't name, as the candidates' table has them."""
    _numbers: dict[str, dict[str, int]] = field(default_factory=dict)

    def add_files(self, files: Iterable[str]) -> None:
        """Number the files, where nothing is said under its name."""
        for file in files if self.anonymous else ():
            self.files.setdefault(file, _("sheet {n}").format(n=len(self.files) + 1))

    def candidate(self, code: str) -> str:
        """The identifier of a candidate, or the number that stands for it."""
        return str(self._number("candidat", code)) if self.anonymous else code

    def person(self, code: str, said: Mapping[str, str]) -> str:
        """The name of a candidate: as the sheets say it, else the candidates' table."""
        return "" if self.anonymous else " ".join((said or self.persons(code)).values())

    def group(self, name: str) -> str:
        """The name of a group."""
        return self.called("groupe", name) if name else ""

    def called(self, kind: str, name: str) -> str:
        """A juror, a group, a session, as named; or its number among them, which says what it is."""
        return f"{kind} {self._number(kind, name)}" if self.anonymous else name

    def groups(self, dimension: Plain) -> Plain:
        """The groups of a dimension as `stats --json` has them, each called so."""
        kind, listed = str(dimension["dimension"]), dimension["groupes"]
        if not self.anonymous or not isinstance(listed, list):
            return dimension
        named = [
            {**each, "groupe": None if each["groupe"] is None else self.called(kind, str(each["groupe"]))}
            for each in listed
        ]
        return {**dimension, "groupes": named}

    def _number(self, kind: str, name: str) -> int:
        known = self._numbers.setdefault(kind, {})
        return known.setdefault(name, len(known) + 1)


def without(texts: Iterable[str], hidden: Iterable[str]) -> list[str]:
    """Texts in which identifiers and names are hidden, wherever they stand as words."""
    words = sorted(
        {each for each in hidden if len(each) >= (LEAST_DIGITS if each.isdigit() else LEAST)},
        key=len,
        reverse=True,
    )
    if not words:
        return list(texts)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
    return [pattern.sub(HIDDEN, text) for text in texts]
