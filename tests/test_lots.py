"""The draw by lot: fewest groups within the référentiel's bounds, nobody favoured, and anyone can compute it again."""

import hashlib
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certeval.jury import session as sessions
from certeval.jury.tirage.file import Tirage
from certeval.jury.tirage.lots import GroupSize, Lot, commitment, draw, nearest, seed, sizes
from certeval.sources import yaml

ROOT = Path(__file__).parents[1]
SEALED = "un secret"
OF_3_TO_4 = GroupSize(3, 4)
IDENTIFIERS = st.sets(st.text("CDÉ0123456789-", min_size=1, max_size=6), min_size=1, max_size=40)


def draw_lots(
    presents: list[str], cases: Sequence[str] = "ABC", secret: str = SEALED, public: str = "4 2 6"
) -> list[Lot]:
    return draw(seed(secret, public, presents), "E1-ecrit", presents, OF_3_TO_4, cases)


def recompute(
    words: tuple[str, str], partie: str, presents: list[str], cases: list[str], cut: list[int]
) -> list[tuple[tuple[str, ...], str]]:
    """As a candidate would from the minutes, with nothing of certeval: HMAC (RFC 2104) written with SHA-256 alone."""
    lines = "\n".join(["certeval/tirage/1", *words, *sorted(presents)])
    key = hashlib.sha256(lines.encode()).digest().ljust(64, b"\0")

    def rank(*words: str) -> str:
        inner = hashlib.sha256(bytes(b ^ 0x36 for b in key) + "\n".join(words).encode()).digest()
        return hashlib.sha256(bytes(b ^ 0x5C for b in key) + inner).hexdigest()

    order = sorted(presents, key=lambda each: rank("groupe", partie, each))
    groups = [tuple(order.pop(0) for _ in range(size)) for size in cut]
    served: list[str] = []
    while len(served) < len(groups):
        turn = str(len(served) // len(cases) + 1)
        served += sorted(cases, key=lambda case: rank("cas", partie, turn, case))
    return list(zip(groups, served, strict=False))


@pytest.mark.parametrize(
    ("present", "groups"),
    [(3, [3]), (4, [4]), (6, [3, 3]), (7, [4, 3]), (8, [4, 4]), (9, [3, 3, 3]), (14, [4, 4, 3, 3])],
)
def test_the_fewest_groups_as_equal_as_can_be(present: int, groups: list[int]) -> None:
    assert sizes(present, OF_3_TO_4) == groups


@pytest.mark.parametrize(("present", "instead"), [(1, [3]), (2, [3]), (5, [4, 6])])
def test_a_number_that_makes_no_groups_makes_none_and_says_which_would(
    present: int, instead: list[int]
) -> None:
    assert sizes(present, OF_3_TO_4) == []
    assert nearest(present, OF_3_TO_4) == instead
    assert draw_lots([f"C{i}" for i in range(present)]) == []


@pytest.mark.parametrize("present", [*range(3, 5), *range(6, 201)])
def test_3_to_200_make_the_fewest_groups_of_3_and_4(present: int) -> None:
    cut = sizes(present, OF_3_TO_4)
    assert sum(cut) == present
    assert set(cut) <= {3, 4}
    assert len(cut) == -(-present // 4)


def test_each_draws_alone_where_groups_are_of_one() -> None:
    assert sizes(3, GroupSize(1, 1)) == [1, 1, 1]


@given(IDENTIFIERS, st.randoms(use_true_random=False))
def test_the_order_in_which_candidates_are_listed_changes_nothing(presents: set[str], random: Random) -> None:
    listed = sorted(presents)
    shuffled = random.sample(listed, len(listed))
    bounds = GroupSize(1, 4)
    once = draw(seed(SEALED, "p", listed), "E1", listed, bounds, "AB")
    assert draw(seed(SEALED, "p", shuffled), "E1", shuffled, bounds, "AB") == once
    assert sorted(each for lot in once for each in lot.candidats) == listed


def test_one_present_more_another_word_or_another_secret_is_another_draw() -> None:
    listed = [f"C{i:03}" for i in range(12)]
    first = draw_lots(listed)
    assert draw_lots(listed, public="4 2 5") != first
    assert draw_lots(listed, secret=SEALED[1:]) != first
    others = draw_lots([*listed, "C999"])
    assert [each.candidats for each in others] != [each.candidats for each in first]


@given(st.integers(3, 60).filter(lambda n: n != 5), st.integers(1, 7))
def test_the_minutes_alone_give_the_same_groups_and_cases(present: int, count: int) -> None:
    presents = [f"C{i:03}" for i in range(present)]
    cases = [f"cas {i}" for i in range(count)]
    found = draw_lots(presents, cases, "un secret", "4 2 6 1")
    cut = [len(each.candidats) for each in found]
    again = recompute(("un secret", "4 2 6 1"), "E1-ecrit", presents, cases, cut)
    assert [(each.candidats, each.cas) for each in found] == again


@given(st.integers(6, 80), st.integers(1, 6))
def test_each_case_serves_before_one_serves_twice(present: int, count: int) -> None:
    served = Counter(each.cas for each in draw_lots([str(i) for i in range(present)], "ABCDEF"[:count]))
    assert max(served.values()) - min([served[case] for case in "ABCDEF"[:count]]) <= 1


@pytest.mark.parametrize(
    ("said", "took_place"),
    [
        ({}, False),
        ({"secret": "un secret"}, True),
        ({"public": "4 2 6"}, True),
        ({"groupes": [{"groupe": "G1", "candidats": ["C001"]}]}, True),
    ],
)
def test_a_draw_took_place_once_any_of_what_it_gives_is_said(
    said: dict[str, object], took_place: bool
) -> None:
    committed = {"engagement": commitment("un secret"), "engage_le": "2026-05-25"}
    assert Tirage.model_validate(committed | said).is_drawn is took_place


def test_a_commitment_is_the_digest_of_the_secret() -> None:
    assert commitment("un secret") == "sha256:" + hashlib.sha256(b"un secret").hexdigest()


def test_who_is_with_whom_and_on_which_case_is_uniform_over_10_000_draws() -> None:
    """Chi-square of pairs over 8 candidates in two groups (28 pairs) and of cases (each of 3 for the first candidate),
    each under its bound at one in ten thousand; the secrets come from a fixed generator, so that this never changes.
    """
    presents, times, random = [f"C{i}" for i in range(8)], 10_000, Random(1)  # noqa: S311
    pairs: Counter[tuple[str, str]] = Counter()
    cases: Counter[str] = Counter()
    for _ in range(times):
        found = draw_lots(presents, secret=str(random.getrandbits(128)))
        pairs.update(pair for lot in found for pair in combinations(sorted(lot.candidats), 2))
        cases.update(lot.cas for lot in found if "C0" in lot.candidats)
    assert _chi_square(pairs, 28) < 65  # 27 degrees of freedom, fewer for pairs that exclude each other
    assert _chi_square(cases, 3) < 18.4  # 2 degrees of freedom


def _chi_square(seen: Counter[tuple[str, str]] | Counter[str], kinds: int) -> float:
    expected = seen.total() / kinds
    return sum((seen[each] - expected) ** 2 for each in seen) / expected + expected * (kinds - len(seen))


def test_the_script_of_the_docs_gives_the_groups_of_the_example() -> None:
    """docs/tirage.md shows how anyone checks a draw without certeval: it is run here as it stands there."""
    page = (ROOT / "docs" / "tirage.md").read_text(encoding="utf-8")
    script, shell = (page.split(f"```{each}\n")[1].split("```")[0] for each in ("python", "sh"))
    session, _told = sessions.read(yaml.load(ROOT / "examples" / "sessions" / "S2-2026.yaml"))
    assert session is not None
    (tirage,) = session.model.tirage["E1-ecrit"]
    order = " ".join(each for group in tirage.groupes for each in group.candidats)
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert ran.splitlines()[0] == order
    assert ran.splitlines()[1].split(", ")[:2] == [group.cas for group in tirage.groupes]
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here")
    ran = subprocess.run(["bash", "-euc", shell], capture_output=True, text=True, check=True).stdout
    assert ran.split() == order.split()
