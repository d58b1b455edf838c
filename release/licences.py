"""The licence of every package of every extra: `python release/licences.py` lists them; status 1 if one is unknown.

It reads the bill of materials beside it, without any network; `python release/lock.py` makes that again.
"""

import json
import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from bill import FILE
from locked import HERE

PERMISSIVE = frozenset(
    {
        *(
            "0BSD",
            "Apache-2.0",
            "BSD License",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "ISC",
            "MIT",
            "MIT-0",
            "MIT-CMU",
        ),
        *("PSF-2.0", "Zlib", "BSD-3-Clause, Apache-2.0, dependency licenses"),
    }
)
KNOWN = {
    "required": PERMISSIVE,
    "optional": PERMISSIVE | {"LGPL-3.0-only"},  # imported as it is: nothing of it is in certeval
    "excluded": PERMISSIVE
    | {"LGPL-3.0-only", "MPL-2.0", "AGPL-3.0-or-later", "Artistic License"},  # never handed out
}
"""What each scope of the bill may hold: a licence that is not here was looked at by nobody."""


class Licensed(NamedTuple):
    """A package, what brings it, its licence."""

    name: str
    version: str
    scope: str
    extras: tuple[str, ...]
    licence: str


def licensed(text: str) -> Iterator[Licensed]:
    """Those of a bill of materials."""
    for each in json.loads(text)["components"]:
        said = each["licenses"][0]
        licence = said.get("expression") or said["license"].get("id") or said["license"]["name"]
        extras = tuple(one["value"] for one in each["properties"])
        yield Licensed(each["name"], each["version"], each["scope"], extras, licence)


def known(each: Licensed) -> bool:
    """Whether a licence is known: one where the package lets choose, else all of its parts."""
    accepted = KNOWN[each.scope]
    parts = [choice.split(" AND ") for choice in each.licence.split(" OR ")]
    if "(" in each.licence:
        parts = [re.split(r" (?:AND|OR) ", re.sub(r"[()]", "", each.licence))]
    return any(all(part in accepted for part in choice) for choice in parts)


def main() -> int:
    every = sorted(
        licensed((HERE / FILE).read_text(encoding="utf-8")), key=lambda each: (each.extras, each.name)
    )
    for each in every:
        mark = "" if known(each) else "  <- not known"
        print(
            f"{each.name:<28} {each.version:<18} {each.licence:<48} {', '.join(each.extras)}{mark}".rstrip()
        )
    return 0 if all(map(known, every)) else 1


if __name__ == "__main__":
    sys.exit(main())
