"""Recipe files that are missing, empty, huge, or no files; overrides; the folder of relative paths."""

import os
from pathlib import Path

import pytest

from provender.core.errors import InputError, ProvenderError, RecipeError, UnknownName
from provender.recipes.load import MAX_BYTES, load_recipe, read_recipe

GOOD = "name: r\ngenerators:\n  - reasoning/arithmetic/gcd\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A recipe that is right."""
    file = tmp_path / "good.yaml"
    file.write_text(GOOD)
    return file


def refusal(path: Path | str, *sets: str) -> ProvenderError:
    """The error of loading a file."""
    with pytest.raises(ProvenderError) as caught:
        load_recipe(path, sets=sets)
    return caught.value


def test_a_missing_recipe_offers_the_nearest_file(good: Path) -> None:
    error = refusal(good.with_name("godo.yaml"))

    assert isinstance(error, InputError)
    assert error.mend == f"did you mean {good}?"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    assert "there is no folder" in refusal(tmp_path / "nowhere" / "r.yaml").mend


def test_a_folder_is_no_recipe(tmp_path: Path) -> None:
    assert refusal(tmp_path).what.endswith("is a folder")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)

    assert refusal(pipe).what.endswith("is no regular file")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(2**40)

    assert f"over {MAX_BYTES:,}" in refusal(huge).what


def test_a_wide_file_is_refused_early(tmp_path: Path) -> None:
    wide = tmp_path / "wide.yaml"
    wide.write_text("a: [" + "1," * 120_000 + "]")

    assert "more than 20000 values" in refusal(wide).what


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "the recipe is empty"),
        (b"   \n\n", "the recipe is empty"),
        ("name: é".encode("latin-1"), "byte 0xe9 is no UTF-8"),
        (GOOD.encode("utf-16"), "byte 0xff is no UTF-8"),
        (b"name: a\x00b", "this is not YAML"),
        (b'name: "a\\ud800"', "holds the control character U+D800"),
        (b'name: "\\U00110000"', "this is not YAML"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, data: bytes, what: str) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(data)

    error = refusal(file)

    assert what in error.what
    assert error.where.startswith(str(file))


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    file = tmp_path / "marked.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())

    assert load_recipe(file).name == "r"


def test_an_unreadable_file_is_said(tmp_path: Path) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)

    assert "cannot be read" in refusal(loop).what


def test_a_recipe_knows_its_folder(good: Path) -> None:
    assert load_recipe(good).folder == str(good.parent)


def test_the_digest_is_the_same_in_every_folder(good: Path, tmp_path: Path) -> None:
    other = tmp_path / "deeper" / "other.yaml"
    other.parent.mkdir()
    other.write_text("# as good\n" + GOOD)

    assert load_recipe(other).digest == load_recipe(good).digest


def test_overrides_reach_everything(good: Path) -> None:
    recipe, _ = read_recipe(
        good,
        sets=(
            "count=50",
            "generators.0.dials.level=3",
            "generators.1=reasoning/other",
            "mix.language.sw=0.4",
            "mix.level.1=0.1",
            "teachers={gpt-3.5: {name: replay}}",
            "teachers.gpt-3.5.price.prompt=0.5",
            "exports.0=general/huggingface",
            "limits.max_cost=null",
        ),
    )

    assert recipe.count == 50
    assert [use.name for use in recipe.generators] == ["reasoning/arithmetic/gcd", "reasoning/other"]
    assert recipe.generators[0].dials == {"level": 3}
    assert recipe.mix == {("language", "sw"): 0.4, ("level", "1"): 0.1}
    assert (price := recipe.teachers["gpt-3.5"].price)
    assert price.prompt == 0.5
    assert recipe.exports[0].name == "general/huggingface"


@pytest.mark.parametrize(
    ("setting", "what", "mend"),
    [
        ("count=-1", "count=-1 should be greater", "count: how many"),
        ("cuont=1", "no key is called 'cuont'", "did you mean 'count'?"),
        ("count", "sets nothing", "--set KEY=VALUE"),
        ("=3", "sets nothing", "--set KEY=VALUE"),
        ("limits..x=3", "sets nothing", "--set KEY=VALUE"),
        ("generators.5.weight=2", "'5' is no place in a list of 1", "1 would add one"),
        ("generators.reasoning/arithmetic/gcd.weight=2", "is no place in a list of 1", "has a number"),
        ("generators.0.dials.level=9", "gcd.level=9 is not one of", "choose one of"),
        (
            "generators.0.dials.lewel=3",
            "no dial of reasoning/arithmetic/gcd is called 'lewel'",
            "did you mean 'level'?",
        ),
        ("name.x=3", "name='r' holds nothing to set", "set name itself"),
        ("mix.language.no=[", "this is not YAML", "closing quotes"),
        ("mix.language.sw=no", "no is a boolean", "write false"),
        ("seed=&a 3", "'a' is a YAML anchor", "write the value out"),
        ("name=../x", "name='../x' is not a name", "letters, digits"),
    ],
)
def test_a_wrong_override_names_itself(good: Path, setting: str, what: str, mend: str) -> None:
    error = refusal(good, setting)

    assert isinstance(error, RecipeError | UnknownName)
    assert what in error.what
    assert error.where == f"--set {setting}"
    assert mend in error.mend
