"""Signs that nobody sees, and that change what is read, or copied, all the same."""

import re
from typing import Final

OF_NO_NAME: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd\ufff9-\uffff\ud800-\udfff]"
)
"""Signs that no name holds: nobody sees them, they stand for a sign that was lost, or XML forbids them."""
OF_LAYOUT: Final = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Those that a layout puts in texts: where a word may be cut, where it may not, which way it is read."""
OF_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Those that turn what follows: a text of ours reads from left to right, and shows in another order behind them."""


def code_point(sign: str) -> str:
    """A sign by its number in Unicode: `U+202E`."""
    return f"U+{ord(sign):04X}"
