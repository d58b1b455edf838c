"""Dates and versions agree with each other, with the file's name and with today."""

from datetime import date

import pytest

from checking import BLOC, RULES, SELL, pointers

FILE = f"{RULES}{BLOC}{SELL}"


def certification(rest: str) -> str:
    return FILE.replace("version: 1.0.0}", f"version: 1.0.0, {rest}}}")


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("essai/1.0.0.yaml", []),
        ("essai/1.1.0.yaml", [("H101", "1.0.0")]),
        ("autre/1.0.0.yaml", [("H101", "essai")]),
        ("1.0.0.yaml", []),
        ("essai-1.0.0.yaml", []),
        ("essai-1.1.0.yaml", [("H101", "1.0.0")]),
        ("brouillon.yaml", []),
        ("autre/brouillon.yaml", []),
    ],
)
def test_a_file_is_named_after_what_it_declares(file: str, found: list[tuple[str, str]]) -> None:
    assert pointers(FILE, file) == found


@pytest.mark.parametrize("key", ["enregistrement", "en_vigueur"])
@pytest.mark.parametrize(
    ("until", "wrong"), [("2026-08-31", True), ("2026-09-01", False), ("2026-09-02", False)]
)
def test_a_period_does_not_end_before_it_begins(key: str, until: str, wrong: bool) -> None:
    text = certification(f"{key}: {{du: 2026-09-01, au: {until}}}")
    assert pointers(text) == ([("H102", until)] if wrong else [])


@pytest.mark.parametrize(
    ("today", "over"),
    [(date(2026, 8, 30), False), (date(2026, 8, 31), False), (date(2026, 9, 1), True)],
)
def test_a_registration_is_over_the_day_after_its_last(today: date, over: bool) -> None:
    text = certification("enregistrement: {au: 2026-08-31}")
    assert pointers(text, today=today) == ([("H103", "2026-08-31")] if over else [])


def test_a_version_that_no_longer_applies_may_outlive_its_registration() -> None:
    text = certification("enregistrement: {au: 2025-08-31}, en_vigueur: {au: 2025-08-31}")
    assert pointers(text) == []
