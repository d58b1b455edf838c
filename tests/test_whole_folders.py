"""A folder that replaces another: whole, or the old one stays, whatever happens between the two."""

from pathlib import Path

import pytest

from certeval.cli import folders as whole


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A draft, and the folder that it is to replace."""
    for name in ("draft", "decisions"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "part").write_text(name, encoding="utf-8")
    return tmp_path / "draft", tmp_path / "decisions"


def test_a_folder_is_put_in_the_place_of_another(folders: tuple[Path, Path]) -> None:
    draft, folder = folders
    (folder.parent / ".decisions.certeval-old").mkdir()  # of a removal that was interrupted
    (folder.parent / ".decisions.certeval-old" / "part").touch()
    whole.put(draft, folder)
    assert (folder / "part").read_text(encoding="utf-8") == "draft"
    assert list(folder.parent.iterdir()) == [folder]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_the_old_folder_stays_where_the_new_one_cannot_be_put(
    folders: tuple[Path, Path], error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, folder = folders
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path == draft:
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(error):
        whole.put(draft, folder)
    assert (folder / "part").read_text(encoding="utf-8") == "decisions"
    assert sorted(each.name for each in folder.parent.iterdir()) == ["decisions", "draft"]


def test_a_folder_that_a_killed_process_left_aside_comes_back(folders: tuple[Path, Path]) -> None:
    draft, folder = folders
    folder.rename(folder.parent / ".decisions.certeval-old")
    whole.restore(folder)
    assert (folder / "part").read_text(encoding="utf-8") == "decisions"
    whole.restore(draft)
    assert sorted(each.name for each in folder.parent.iterdir()) == ["decisions", "draft"]
