"""What tries the tests: small faults, each a module that still compiles, and the tests that see them."""

import ast
from pathlib import Path

import mutate
from mutants import mutants

SOURCE = '''"""A module."""

MOST = 3


def taken(count: int, words: list[str], *, strict: bool = False) -> bool:
    """Words for people are left alone."""
    if count <= MOST and not strict:
        return any(word == "non" for word in words if word)
    words.append(N_("said"))
    return strict
'''


def test_the_faults_of_a_module_are_those_of_a_slip(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(SOURCE, encoding="utf-8")
    found = mutants(file)
    assert [(each.line, each.before, each.after, each.body) for each in found] == [
        (3, "3", "4", False),
        (6, "False", "True", False),
        (8, "count <= MOST and (not strict)", "not (count <= MOST and (not strict))", True),
        (8, "count <= MOST and (not strict)", "not strict", True),
        (8, "count <= MOST and (not strict)", "count <= MOST", True),
        (8, "count <= MOST", "count < MOST", True),
        (8, "not strict", "strict", True),
        (9, "any", "all", True),
        (9, "word == 'non'", "word != 'non'", True),
        (9, "'non'", "'non§'", True),
        (9, "for word in words if word", "for word in words", True),
        (10, "words.append(N_('said'))", "pass", True),
    ]
    sound = ast.dump(ast.parse(SOURCE))
    for each in found:
        tree = each.tree()
        compile(tree, "module.py", "exec")
        assert ast.dump(tree) != sound


def test_each_subject_names_files_and_tests_that_are_there() -> None:
    for patterns, tests in mutate.SUBJECTS.values():
        assert all(list(mutate.SOURCE.glob(each)) for each in patterns)
        assert all(list((mutate.ROOT / "tests").glob(f"{each}.py")) for each in tests)
