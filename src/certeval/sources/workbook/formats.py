"""Number formats of spreadsheets: which whole numbers they show with other digits than their own."""

import re

from certeval.frozen import frozen

BUILT_IN = {9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 48: "##0.0E+0"}
"""Those that every workbook has, but for the ones that show plain digits, days (known by their values) or texts."""
UNKNOWN = ""
"""What is shown of a number in a format that is not read here: powers of ten, fractions."""

_TEXT = r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[-+$€(): ]'
_NUMBER = re.compile(
    rf"(?P<before>(?:{_TEXT})*)(?P<signs>(?:[#0?,]|\\?[ \u00a0\u202f])+)(?:\.[0#?]*)?(?P<after>(?:{_TEXT})*)"
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;])*')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|(?:_.|\*.|\[[^\]]*\])')
_DAYS_AND_TEXTS = re.compile(r"general|standard|[ymdhs@]", re.IGNORECASE)


def is_percent(code: str) -> bool:
    """Whether a number is shown with a percent sign, and as a hundred times itself."""
    return "%" in _LITERAL.sub("", code)


def is_plain(code: str) -> bool:
    """Whether whole numbers are shown with their own digits."""
    return is_percent(code) or shown("1", code) == "1"


def shown(digits: str, code: str) -> str:
    """The digits of a whole number as a format shows them: `0075001` for 75001 in `0000000`; else UNKNOWN."""
    if not code:
        return digits
    section = _SECTION.match(code)
    text = section[0] if section else code
    if _DAYS_AND_TEXTS.search(_LITERAL.sub("", text)):
        return digits
    number = _NUMBER.fullmatch(text)
    if number is None:
        return UNKNOWN
    before, after = (_LITERAL.sub(r"\1\2", number[part]).strip() for part in ("before", "after"))
    return before + digits.zfill(number["signs"].count("0")) + after


@frozen
class Look:
    """How the cells of one style look: the format of their numbers, whether their text is struck out."""

    code: str = ""
    struck: bool = False

    @property
    def is_usual(self) -> bool:
        return not (self.struck or is_percent(self.code)) and is_plain(self.code)
