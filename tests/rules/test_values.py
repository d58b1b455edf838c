"""Values in whole numbers over one denominator: the same numbers as fractions, and one form for each."""

import pickle
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from certeval.rules.bounds import Bounds, Limit
from certeval.rules.outcome import FAUX, INCONNU, NON_SAISIE, PRESENTE, VRAI, Value, around, interval

numbers = st.fractions(min_value=-50, max_value=50, max_denominator=60)
ends = st.tuples(numbers, numbers).map(sorted)


@given(ends, st.integers(1, 60), st.sampled_from([PRESENTE, NON_SAISIE]))
def test_equal_values_are_equal_however_they_were_made(both: list[Fraction], factor: int, may: int) -> None:
    low, high = both
    value = Value(low, high, may)
    over = low.denominator * high.denominator * factor
    same = interval(int(low * over), int(high * over), over, may)
    assert (same, hash(same), type(same)) == (value, hash(value), Value)
    assert (value.low, value.high, value.may) == (low, high, may)
    assert value.number == (low if low == high else None)


@given(ends)
def test_a_value_crosses_to_another_process(both: list[Fraction]) -> None:
    value = Value(*both, NON_SAISIE)
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 -- what was just written


@given(ends, st.fractions(min_value=-5, max_value=5, max_denominator=12))
def test_a_negative_factor_swaps_the_ends(both: list[Fraction], factor: Fraction) -> None:
    scaled = Value(*both).times(factor.numerator, factor.denominator)
    assert [scaled.low, scaled.high] == sorted(end * factor for end in both)


@given(st.lists(ends, min_size=1, max_size=4))
def test_the_hull_of_values_reaches_from_the_least_to_the_greatest(held: list[list[Fraction]]) -> None:
    found = around(Value(*both) for both in held)
    assert (found.low, found.high) == (min(low for low, _ in held), max(high for _, high in held))


@given(ends, numbers, st.booleans(), st.booleans())
def test_a_bound_holds_for_all_some_or_none_of_a_value(
    both: list[Fraction], at: Fraction, strict: bool, lower: bool
) -> None:
    limit = Limit(at, strict, str(at))
    bounds = Bounds(limit, None) if lower else Bounds(None, limit)
    far, near = both if lower else (-both[1], -both[0])
    needed = at if lower else -at
    met = [end > needed or (end == needed and not strict) for end in (far, near)]
    assert bounds.hold(Value(*both)) == (VRAI if met[0] else INCONNU if met[1] else FAUX)
