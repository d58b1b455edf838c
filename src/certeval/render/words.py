"""Values to words, in the language chosen: shapes, exact numbers, lists, people's own text."""

from collections.abc import Sequence
from fractions import Fraction

from certeval.diagnostics import Word
from certeval.messages import N_, _, current_language, ngettext
from certeval.text.numbers import exact

SHAPES = {
    "text": N_("a text"),
    "mapping": N_("a mapping (key: value)"),
    "list": N_("a list"),
    "nothing": N_("nothing"),
    "number": N_("a number"),
    "count": N_("a whole number"),
    "limit": N_("a limit (10, 50 %, a level)"),
    "rule": N_("a rule"),
    "activites": N_("activités"),
    "competences": N_("compétences"),
    "criteres": N_("critères"),
    "epreuves": N_("épreuves"),
    "blocs": N_("blocs"),
    "bloc": N_("bloc"),
    "activite": N_("activité"),
    "competence": N_("compétence"),
    "sous_competences": N_("sous-compétences"),
    "sous_competence": N_("sous-compétence"),
    "critere": N_("critère"),
    "epreuve": N_("épreuve"),
    "partie": N_("partie"),
    "fait": N_("fait"),
    "wording": N_("its wording"),
    "entry": N_("how it is entered"),
    "absent": N_("it is not there"),
    "measure": N_("this measure"),
    "gap in levels": N_("a gap between levels"),
}
KIND_TITLES = {
    "bloc": N_("Blocs"),
    "competence": N_("Compétences"),
    "sous_competence": N_("Sous-compétences"),
    "critere": N_("Critères"),
    "epreuve": N_("Épreuves"),
    "fait": N_("Faits"),
}
"""What stands above the elements of a kind that is decided."""


def value_words(value: object, *, ours: bool = False, every: bool = False) -> str:
    """A value in words, a dash for an empty list; people's own text is kept, its control characters made visible."""
    if isinstance(value, tuple | list):
        return enumeration([value_words(each, ours=ours) for each in value], every=every) or "–"
    if isinstance(value, Fraction):
        return decimal(value)
    if isinstance(value, Word):
        return _(SHAPES.get(value, value))
    if isinstance(value, str):
        return _(SHAPES[value]) if ours and value in SHAPES else visible(crop(value))
    return str(value)


def decimal(value: Fraction) -> str:
    """An exact number as people write it, with a decimal comma in French."""
    return number_text(exact(value))


def number_text(text: str) -> str:
    """The text of an exact number, with a decimal comma in French."""
    return text.replace(".", ",") if current_language() == "fr" else text


def enumeration(words: list[str], *, every: bool = False) -> str:
    """`a`, `a or b`, `a, b or c`, and with `every` `a, b and c`; of a long list, the first and how many more."""
    if len(words) > MOST_WORDS:
        return first_words(words, MOST_WORDS - 1)
    if len(words) < 2:  # noqa: PLR2004 -- nothing to join
        return "".join(words)
    together = _("{first} and {last}") if every else _("{first} or {last}")
    return together.format(first=", ".join(words[:-1]), last=words[-1])


MOST_WORDS = 40
LONGEST = 120
"""Characters of people's own text in a sentence: the source line shows where it stands."""


def first_words(words: Sequence[object], most: int) -> str:
    """`a, b and 3 more`: the first words, so many at most, and how many more there are."""
    return " ".join([", ".join(map(str, words[:most])), *and_more(len(words) - most)])


def and_more(count: int) -> list[str]:
    """`and 3 more`, after the first of a list; nothing where none is left."""
    return [ngettext("and {n} more", "and {n} more", count, n=count)] if count > 0 else []


def crop(text: str, longest: int = LONGEST) -> str:
    """The beginning of a long text."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def visible(text: str) -> str:
    """Text with its control and invisible characters shown, so that a terminal obeys none of them."""
    if text.replace(NO_BREAK, "").replace(NARROW, "").isprintable():
        return text
    return "".join(c if c.isprintable() or c in {NO_BREAK, NARROW} else f"\\u{ord(c):04x}" for c in text)


NO_BREAK, NARROW = "\u00a0", "\u202f"
"""The spaces of French typography, which hide nothing."""
