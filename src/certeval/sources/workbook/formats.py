"""What a spreadsheet shows of a number, by the format of its cell: https://support.microsoft.com/office/number-format-codes."""

import re
from decimal import ROUND_HALF_UP, Decimal
from operator import eq, ge, gt, le, lt, ne

from certeval.frozen import frozen
from certeval.sources.workbook.values import number

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    48: "##0.0E+0",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
}
"""Those that every workbook has, but for the ones that show all digits, sums of money, days (known by their values) or
texts.
"""
MOST_PLACES = 15
"""Decimals that a spreadsheet keeps: a format that shows as many rounds nothing."""

_TEXT = r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[-+$€(): ]'
_NUMBER = re.compile(
    rf"(?P<before>(?:{_TEXT})*)(?P<signs>(?:[#0?,]|\\?[ \u00a0\u202f])+)(?:\.(?P<places>[0#?]*))?"
    rf"(?P<after>(?:{_TEXT})*)"
)
_SECTION = re.compile(r'((?:"[^"]*"|\\.|[^;])*);')
_CONDITION = re.compile(r"\[(<=|>=|<>|[<>=])(-?[0-9.]{1,15})\]")
COMPARES = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt, "<>": ne}
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|(?:_.|\*.|\[[^\]]*\])')
_DAYS_AND_TEXTS = re.compile(r"general|standard|[ymdhs@]", re.IGNORECASE)
_FIRST_NUMBER = re.compile(r"[0-9]*[.,][0-9]+|[0-9]+")
_THOUSANDS_SPACES = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
"""The spaces that part thousands."""
_DIGIT_GROUPS = re.compile(r"[-+]?\d[\d.,'’\s]*")
_POWER = re.compile(r"[-+]?[\d.,]+e[-+]?\d+", re.IGNORECASE)
_FRACTION = re.compile(r"[-+]?(?:(\d+)\s+)?(\d+)\s*/\s*([1-9]\d*)")


def is_percent(code: str) -> bool:
    """Whether a number is shown with a percent sign, and as a hundred times itself."""
    return "%" in _LITERAL.sub("", code)


def is_plain(code: str) -> bool:
    """Whether every whole number is shown with its own digits."""
    is_as_typed = display_of(1, code) == "1" and display_of(0, code) == "0"
    return is_percent(code) or (is_as_typed and not _CONDITION.search(code))


def display_of(value: float, code: str) -> str | None:
    """What is seen of a number: `0075001` for 75001 in `0000000`, `10` for 9.6 in `0`, an empty text in `;;;`; None in
    a format that is not read here, such as powers of ten. A whole number is given without decimals.
    """
    if not code:
        return number(value)
    section, is_signed = _section(value, code)
    bare = _LITERAL.sub("", section)
    if _DAYS_AND_TEXTS.search(bare):
        return number(value)
    if not any(sign in bare for sign in "0#?"):
        return _literal(section)
    match = _NUMBER.fullmatch(section)
    if match is None or match["signs"].endswith(","):
        return None
    sign = "-" if is_signed and value < 0 else ""
    decimals = 0 if value == int(value) else min(len(match["places"] or ""), MOST_PLACES)
    rounding = Decimal(number(abs(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, rest = format(rounding, "f").partition(".")
    digits = f"{whole.lstrip('0').zfill(match['signs'].count('0'))}{'.' if rest else ''}{rest}"
    return _literal(match["before"]) + sign + digits + _literal(match["after"])


def text_display(code: str) -> str | None:
    """What is seen of a text, with `@` where it stands: nothing in `;;;`, `ABS` in `0;0;0;"ABS"`; None where it is seen
    first, as it stands. The part for texts is the fourth of a format, or its last one that has an `@`.
    """
    parts = _SECTION.findall(f"{code};")
    section = parts[3] if len(parts) > 3 else parts[-1]  # noqa: PLR2004 -- texts have the fourth
    bare = _LITERAL.sub("", section).strip()
    if (len(parts) < 4 and "@" not in bare) or bare.strip("@"):  # noqa: PLR2004
        return None
    display = _literal(section)
    return None if display.startswith("@") else display


def places(code: str) -> int | None:
    """How many decimals a plain format shows; None where it shows all, or is not read here."""
    match = _NUMBER.fullmatch(_section(1, code)[0])
    shown_places = None if match is None else len(match["places"] or "")
    return shown_places if shown_places is not None and shown_places < MOST_PLACES else None


def says(display: str, digits: str) -> bool:
    """Whether the first number of what is seen is this one, its sign apart: `12/20` says 12."""
    first = _first_number(display)
    return first is not None and first == abs(Decimal(digits))


def rounds(display: str, digits: str) -> bool:
    """Whether the first number of what is seen is this one, rounded to the decimals seen: `10.3 pts` rounds 10.25."""
    first = _first_number(display)
    if first is None:
        return False
    half = Decimal(5).scaleb(int(first.as_tuple().exponent) - 1)
    return abs(first - abs(Decimal(digits))) <= half


def is_own(value: Decimal, text: str) -> bool:
    """Whether a number is seen as its own digits, whatever parts thousands and decimals."""
    digits, own = ("".join(filter(str.isdigit, each)).rstrip("0") for each in (text, format(value, "f")))
    return _DIGIT_GROUPS.fullmatch(text) is not None and digits == own


def is_other_digits(value: Decimal, text: str) -> bool:
    """Whether a number is seen in powers of ten, or as the fraction nearest to it: `12 1/2` for 12.5."""
    match = _FRACTION.fullmatch(text)
    if match is None:
        return _POWER.fullmatch(text) is not None
    whole, over, under = (int(each or 0) for each in match.groups())
    return abs((abs(value) - whole) * under - over) < 1


def _first_number(display: str) -> Decimal | None:
    match = _FIRST_NUMBER.search(_THOUSANDS_SPACES.sub("", display))
    return None if match is None else Decimal(match[0].replace(",", "."))


def _section(value: float, code: str) -> tuple[str, bool]:
    """The part of a format that a number is shown by, and whether its sign is shown too: the one whose condition it
    meets, else the one of those above, below or at zero. A fourth is for texts.
    """
    parts = _SECTION.findall(f"{code};")[:3]
    conditions = [_CONDITION.search(part) for part in parts]
    if any(conditions):
        meets = (
            part
            for part, condition in zip(parts, conditions, strict=True)
            if condition is None or COMPARES[condition[1]](value, Decimal(condition[2]))
        )
        return next(meets, "General"), True
    if value < 0 and len(parts) > 1:
        return parts[1], False
    return parts[2 if value == 0 and len(parts) > 2 else 0], len(parts) == 1  # noqa: PLR2004 -- zero has the third


def _literal(text: str) -> str:
    return _LITERAL.sub(r"\1\2", text).strip()


@frozen
class Look:
    """How the cells of one style look: the format of their numbers, whether their text is struck out."""

    code: str = ""
    is_struck: bool = False

    @property
    def is_usual(self) -> bool:
        is_seen = not self.is_struck and text_display(self.code) is None
        return is_seen and not is_percent(self.code) and is_plain(self.code)
