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
    rf"(?P<before>(?:{_TEXT})*)(?P<signs>(?:[#0?,]|\\?[ \u00a0\u202f])+)(?:\.(?P<places>[0#?]*)(?P<scale>,*))?"
    rf"(?P<after>(?:{_TEXT})*)"
)
_MASK = re.compile(rf"(?:{_TEXT}|[#0?])+")
"""Whole numbers whose digits stand among texts: `00\\-0`."""
_SECTION = re.compile(r'((?:"[^"]*"|\\.|[^;])*);')
_CONDITION = re.compile(r"\[(<=|>=|<>|[<>=])(-?[0-9.]{1,15})\]")
COMPARES = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt, "<>": ne}
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|(?:_.|\*.|\[[^\]]*\])')
_DAYS_AND_TEXTS = re.compile(r"general|standard|[ymdhs@]", re.IGNORECASE)
_FIRST_NUMBER = re.compile(r"[0-9]*[.,][0-9]+|[0-9]+")
_THOUSANDS_SPACES = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
"""The spaces that part thousands."""
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?:[.,]|$))")
_DIGIT_GROUPS = re.compile(r"(?P<sign>[-+])?(?P<whole>\d[\d.,'’\s]*?)(?:[.,](?P<decimals>\d*))?\s*")
_POWER = re.compile(r"[-+]?\d+(?:[.,]\d*)?e[-+]?\d{1,3}", re.IGNORECASE)
_FRACTION = re.compile(r"[-+]?(?:(\d+)\s+)?(\d+)\s*/\s*([1-9]\d*)")
_BELOW_ZERO = re.compile(r"[-−]\s*\d")


def is_percent(code: str) -> bool:
    """Whether a number is shown with a percent sign, and as a hundred times itself."""
    return "%" in _LITERAL.sub("", code)


def is_plain(code: str) -> bool:
    """Whether every whole number is shown with its own digits."""
    is_as_typed = display_of(1, code) == "1" and display_of(0, code) == "0"
    return is_percent(code) or (is_as_typed and not _CONDITION.search(code))


def display_of(value: float, code: str) -> str | None:
    """What is seen of a number: `0075001` for 75001 in `0000000`, `10` for 9.6 in `0`, an empty text in `;;;`; None in
    a format that is not read here, such as those of fractions and of powers of ten. A whole number is given without
    decimals.
    """
    if not code:
        return number(value)
    section, is_signed = _section(value, code)
    bare = _LITERAL.sub("", section)
    if _DAYS_AND_TEXTS.search(bare):
        return number(value)
    if not any(sign in bare for sign in "0#?"):
        return _literal(section)
    size, sign = Decimal(number(abs(value))), "-" if is_signed and value < 0 else ""
    if match := _NUMBER.fullmatch(section):
        return _literal(match["before"]) + sign + _digits(size, match) + _literal(match["after"])
    return sign + _masked(size, section) if _MASK.fullmatch(section) else None


def _masked(size: Decimal, section: str) -> str:
    """What is seen of a number that is not negative, whose digits stand among texts: `12,5` for 125 in `0","0`."""
    digits = list(str(_rounded(size, 0)).lstrip("0"))
    signs, seen = re.findall(f"{_TEXT}|[#0?]", section), ""
    for number_left, sign in zip(range(len(signs) - 1, -1, -1), reversed(signs), strict=True):
        if sign not in {"#", "0", "?"}:
            seen = _literal(sign) + seen
            continue
        is_last = not any(each in {"#", "0", "?"} for each in signs[:number_left])
        own = "".join(digits) if is_last else "".join(digits[-1:])
        digits = [] if is_last else digits[:-1]
        seen = (own or ("0" if sign == "0" else "")) + seen
    return seen


def _digits(size: Decimal, match: re.Match[str]) -> str:
    """What is seen of a number that is not negative, as decimal digits: `12` for 12000 in `0,`."""
    signs = match["signs"].rstrip(",")
    size = size.scaleb(-3 * (len(match["signs"]) - len(signs) + len(match["scale"] or "")))
    most = min(len(match["places"] or ""), MOST_PLACES)
    whole, _, rest = format(_rounded(size, 0 if size == int(size) else most), "f").partition(".")
    return f"{whole.lstrip('0').zfill(signs.count('0'))}{'.' if rest else ''}{rest}"


def _rounded(size: Decimal, decimals: int) -> Decimal:
    return size.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


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
    """Whether the first number of what is seen is this one: `12/20` says 12."""
    first = _first(display, Decimal(digits))
    return first is not None and abs(first) == abs(Decimal(digits))


def rounds(display: str, digits: str) -> bool:
    """Whether the first number of what is seen is this one, rounded to the decimals seen: `10.3 pts` rounds 10.25."""
    first = _first(display, Decimal(digits))
    if first is None:
        return False
    half = Decimal(5).scaleb(int(first.as_tuple().exponent) - 1)
    return abs(abs(first) - abs(Decimal(digits))) <= half


def _first(display: str, value: Decimal) -> Decimal | None:
    """The first number of what is seen, below zero where it is; None where that can't be this one for its sign: -2 is
    not 2; 2 is -2 where its sign is not shown.
    """
    text = _THOUSANDS_SPACES.sub("", display)
    match = _FIRST_NUMBER.search(text)
    is_another = match is None or (_BELOW_ZERO.match(text) and value > 0)
    return None if match is None or is_another else Decimal(match[0].replace(",", "."))


def is_own(value: Decimal, text: str) -> bool:
    """Whether a number is seen as its own digits, whatever parts thousands and decimals."""
    match = _DIGIT_GROUPS.fullmatch(text)
    if match is None or (match["sign"] == "-" and value > 0):
        return False
    whole = "".join(filter(str.isdigit, match["whole"]))
    decimals = (match["decimals"] or "").rstrip("0")
    own = format(abs(value).normalize(), "f")
    return own in {f"{whole}.{decimals}".rstrip("."), _THOUSANDS.sub("", text.lstrip("+-"))}


def is_other_digits(value: Decimal, text: str) -> bool:
    """Whether a number is seen in powers of ten, or as the fraction nearest to it: `12 1/2` for 12.5."""
    match = _FRACTION.fullmatch(text)
    if match is None:
        return _POWER.fullmatch(text) is not None
    whole, over, under = (int(each or 0) for each in match.groups())
    return abs((abs(value) - whole) * under - over) < 1


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
    """How the cells of one style look: the format of their numbers, whether their text is struck out, or of the colour
    of the cell.
    """

    code: str = ""
    is_struck: bool = False
    is_unseen: bool = False

    @property
    def is_usual(self) -> bool:
        is_seen = not (self.is_struck or self.is_unseen) and text_display(self.code) is None
        return is_seen and not is_percent(self.code) and is_plain(self.code)
