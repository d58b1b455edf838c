"""Groups and cases drawn from a seed by SHA-256 alone: no generator of random numbers, whose sequence nobody promises.

The seed mixes a secret, whose digest was published before, with words thrown aloud after: neither the office nor
the room can choose what comes out, and who has the minutes computes it again (the idea of RFC 3797).
"""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Final, NamedTuple

from certeval.text.digests import sha256

METHOD: Final = "certeval/tirage/1"
"""Names how a seed and an order are made: another way would bear another name."""
GROUPE: Final = "groupe"
CAS: Final = "cas"


class GroupSize(NamedTuple):
    """The fewest and the most candidates of a group; 1 and 1 where each draws alone."""

    de: int
    a: int


class Lot(NamedTuple):
    """A group as drawn: its rank from 1, its candidates in the order drawn, its case; "" where none is drawn."""

    rang: int
    candidats: tuple[str, ...]
    cas: str = ""


def commitment(secret: str) -> str:
    """What is published of a secret before the draw: `sha256:` and the digest of its text in UTF-8."""
    return sha256(secret.encode())


def seed(secret: str, public: str, presents: Iterable[str]) -> bytes:
    """The 32 bytes that a draw comes from: the SHA-256 of lines, each ended by LF but for the last: the method, the
    secret, the public words, then those present in the order of their code points. No text holds a line break.
    """
    return hashlib.sha256(_lines(METHOD, secret, public, *sorted(presents))).digest()


def sizes(present: int, bounds: GroupSize) -> list[int]:
    """The fewest groups within bounds that hold everybody, the larger first: 14 in 3 to 4 are 4, 4, 3, 3.

    Empty where no groups do, as for 1, 2 and 5 in 3 to 4: more groups would only be smaller.
    """
    groups = -(-present // bounds.a)
    if not groups or groups * bounds.de > present:
        return []
    each, larger = divmod(present, groups)
    return [each + 1] * larger + [each] * (groups - larger)


def nearest(present: int, bounds: GroupSize) -> list[int]:
    """The numbers next to one that makes no groups, below and above, that do: 4 and 6 for 5 in 3 to 4."""
    below = next((n for n in range(present - 1, 0, -1) if sizes(n, bounds)), None)
    above = next(n for n in range(present + 1, present + bounds.de + 1) if sizes(n, bounds))
    return [each for each in (below, above) if each is not None]


def draw(
    seed: bytes, partie: str, presents: Collection[str], bounds: GroupSize, cases: Sequence[str] = ()
) -> list[Lot]:
    """The groups of those present, and a case each; none where no groups hold them (`sizes`).

    Candidates stand in the order of HMAC-SHA256(seed, « groupe », partie, candidat), and are cut in that order. Cases
    come in rounds: each round has every case once, in the order of HMAC-SHA256(seed, « cas », partie, round, case).
    """

    def order(role: str, items: Iterable[str], *before: str) -> list[str]:
        return sorted(
            items, key=lambda each: hmac.digest(seed, _lines(role, partie, *before, each), "sha256")
        )

    candidates = iter(order(GROUPE, presents))
    cut = [tuple(islice(candidates, size)) for size in sizes(len(presents), bounds)]
    rounds = range(1, 1 + -(-len(cut) // len(cases))) if cases else ()
    case_order = [case for each in rounds for case in order(CAS, cases, str(each))]
    return [Lot(rang, group, case_order[rang - 1] if case_order else "") for rang, group in enumerate(cut, 1)]


def _lines(*words: str) -> bytes:
    return "\n".join(words).encode()
