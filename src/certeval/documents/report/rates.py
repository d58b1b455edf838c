"""Rates of success: how many of an element's candidates have each verdict, with a bar."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup

from certeval.documents.html import charts
from certeval.documents.report.content import Report
from certeval.engine.verdicts import Plain
from certeval.messages import _
from certeval.render.words import decimal
from certeval.rules.rounding import share


class Rate(NamedTuple):
    """A row of a table of success: an element or a group, its counts, its bar."""

    code: str
    wording: str
    valid: int
    invalid: int
    pending: int
    left_out: int
    bar: Markup
    rate: str
    more: tuple[str, ...] = ()


def all_elements(report: Report) -> list[Plain]:
    """What statistics say of each element."""
    found = report.whole["elements"]
    return found if isinstance(found, list) else []


def count(plain: Mapping[str, object], key: str) -> int:
    """A whole number of a document, 0 where there is none."""
    found = plain.get(key, 0)
    return found if isinstance(found, int) else 0


def share_of(part: int, total: int) -> str:
    """« 7 of 12 (58 %) »: never a share without what it is of."""
    if not total:
        return _("{n} of {total}").format(n=part, total=total)
    return _("{n} of {total} ({share} %)").format(n=part, total=total, share=decimal(share(part, total)))


def rate(report: Report, plain: Plain) -> Rate:
    """An element's counts with their bar."""
    code = str(plain["code"])
    valid, invalid, pending, out = (
        count(plain, key) for key in ("valides", "non_valides", "en_attente", "exclus")
    )
    bar = charts.shares(("v", valid), ("n", invalid), ("a", pending))
    named = report.elements.get(code)
    return Rate(
        code,
        named.wording if named else "",
        valid,
        invalid,
        pending,
        out,
        bar,
        share_of(valid, valid + invalid),
        _item(plain),
    )


def _item(plain: Plain) -> tuple[str, ...]:
    """Difficulty and discrimination of what is entered and acquired or not."""
    difficulty, index = plain.get("difficulte"), plain.get("discrimination")
    if not isinstance(difficulty, dict) or not isinstance(index, dict):
        return ()
    found = index.get("indice")
    said = decimal(Fraction(str(found))) if found is not None else "–"
    return share_of(count(difficulty, "acquis"), count(difficulty, "evalues")), said
