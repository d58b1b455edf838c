"""A frozen value is equal to another of its class whose fields are, hashed alike, and shows its fields."""

import pickle
from dataclasses import field, replace

import pytest

from certeval.frozen import frozen


@frozen
class Seuil:
    """A threshold, and where it is declared."""

    au_moins: int
    path: str = field(default="", compare=False)


@frozen
class Plafond:
    """The same fields, another meaning."""

    au_moins: int
    path: str = field(default="", compare=False)


@frozen
class Absolu:
    """What says itself when it is equal."""

    note: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Absolu) and abs(self.note) == abs(other.note)

    def __hash__(self) -> int:
        return hash(abs(self.note))


def test_it_is_equal_where_the_fields_that_count_are() -> None:
    assert Seuil(10, "BC1") == Seuil(10, "BC2")
    assert Seuil(10) != Seuil(11)
    assert len({Seuil(10, "BC1"), Seuil(10, "BC2"), Seuil(11)}) == 2


def test_it_is_never_equal_to_a_value_of_another_class() -> None:
    assert Seuil(10) != Plafond(10)
    assert Seuil(10) != 10


def test_what_a_class_says_of_equality_stands() -> None:
    assert Absolu(-3) == Absolu(3)
    assert len({Absolu(-3), Absolu(3)}) == 1


def test_it_shows_its_fields_and_goes_to_another_process_whole() -> None:
    assert repr(Seuil(10, "BC1")) == "Seuil(au_moins=10, path='BC1')"
    assert pickle.loads(pickle.dumps(Seuil(10, "BC1"))).path == "BC1"  # noqa: S301 -- ours
    assert replace(Seuil(10, "BC1"), au_moins=12) == Seuil(12)


def test_it_holds_nothing_but_its_fields() -> None:
    with pytest.raises(AttributeError):
        Seuil(10).au_plus = 12  # type: ignore[attr-defined]
