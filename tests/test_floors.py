"""A property that tries nothing does not pass, and all try the same in each run."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from floors import floor, idle

few = settings(max_examples=50)


def law(numbers: range, least: str) -> object:
    """That numbers from one to ten, all told, are below eleven; those under three show nothing."""

    @floor(least)
    @few
    @given(st.sampled_from(numbers))
    def below_eleven(number: int) -> None:
        idle(when=number == 1)
        assume(number != 2)
        assert number < 11

    return below_eleven


@pytest.mark.parametrize(("numbers", "least"), [(range(3, 11), "1"), (range(1, 11), "1/2")])
def test_a_law_that_tries_enough_passes(numbers: range, least: str) -> None:
    law(numbers, least)()  # type: ignore[operator]


@pytest.mark.parametrize(("numbers", "least"), [(range(1, 2), "1/10"), (range(1, 11), "95/100")])
def test_a_law_that_tries_too_little_fails_though_nothing_is_wrong(numbers: range, least: str) -> None:
    with pytest.raises(AssertionError, match=r"^\d+ of \d+ show something"):
        law(numbers, least)()  # type: ignore[operator]


def test_a_law_that_is_wrong_fails_as_ever() -> None:
    with pytest.raises(AssertionError, match="assert 11 < 11"):
        law(range(11, 12), "0")()  # type: ignore[operator]


EXAMPLES = """
import sys
from importlib import import_module

import law_examples
from hypothesis import given
from hypothesis import strategies as st

for module in sys.argv[1:]:
    import_module(module)

@given(st.integers(), st.text())
def law(number, text):
    print(number, ascii(text))

law()
"""


def test_the_examples_of_a_law_are_the_same_whatever_was_imported_before_it() -> None:
    """Workers of pytest-xdist share the tests as they come: each has imported other modules."""
    one, other = (
        subprocess.run(
            [sys.executable, "-c", EXAMPLES, *modules],
            cwd=Path(__file__).parent,
            capture_output=True,
            check=True,
        ).stdout
        for modules in ([], ["certeval.exchange.badges"])
    )
    assert one.count(b"\n") == 100
    assert one == other
