"""The workbooks among the smallest files of each finding are those that their recipe makes."""

import pytest

from workbook_cases import CASES, FOLDER


@pytest.mark.parametrize("name", CASES)
def test_a_committed_workbook_is_what_its_recipe_makes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == CASES[name]
