"""A relative file name is looked for beside the recipe, then here, then in the data folder."""

from pathlib import Path

import pytest

from provender.core.errors import InputError
from provender.core.files import DATA, beside, locate


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """A recipe's folder, the current one, and the data folder."""
    found = {name: tmp_path / name for name in ("recipe", "here", "data")}
    for folder in found.values():
        folder.mkdir()
    monkeypatch.chdir(found["here"])
    monkeypatch.setenv(DATA, str(found["data"]))
    return found


def test_the_recipes_folder_comes_first_and_the_data_last(folders: dict[str, Path]) -> None:
    for name in ("data", "here", "recipe"):
        (folders[name] / "a.jsonl").write_text(name)
        with beside(folders["recipe"]):
            assert locate("a.jsonl", where="x").read_text() == name


def test_outside_the_block_the_recipes_folder_is_forgotten(folders: dict[str, Path]) -> None:
    (folders["recipe"] / "a.jsonl").write_text("")
    with beside(folders["recipe"]), beside(""):
        assert locate("a.jsonl", where="x").exists()

    with pytest.raises(InputError):
        locate("a.jsonl", where="x")


def test_an_absolute_path_is_itself(folders: dict[str, Path]) -> None:
    file = folders["recipe"] / "a.jsonl"
    file.write_text("")

    assert locate(str(file), where="x") == file


def test_a_missing_file_offers_the_nearest(folders: dict[str, Path]) -> None:
    (folders["data"] / "tests.jsonl").write_text("")

    with pytest.raises(InputError, match=r"there is no file 'test\.jsonl'") as caught:
        locate("test.jsonl", where="x")

    assert "tests.jsonl" in caught.value.mend


def test_a_missing_file_says_where_it_was_looked_for(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATA)
    with pytest.raises(InputError) as caught:
        locate("nothing/like/it.jsonl", where="x")

    assert "looked into" in caught.value.mend
    assert DATA in caught.value.mend


@pytest.mark.parametrize(("path", "what"), [("", "names no file"), ("a\0b", "names no file"), (".", "is a folder")])
def test_what_is_no_file_is_refused(folders: dict[str, Path], path: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        locate(path, where="x")


def test_a_device_is_no_file() -> None:
    with pytest.raises(InputError, match="no regular file"):
        locate("/dev/null", where="x")


def test_a_name_that_cannot_be_asked_about_is_no_file() -> None:
    with pytest.raises(InputError, match="there is no file"):
        locate("a" * 5000, where="x")
