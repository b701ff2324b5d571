"""The name is the path: what is found, what is refused, and that nothing is imported before it is asked for."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import provender
from provender.core import registry
from provender.core.errors import MissingExtra, UnknownName

HOME = Path(__file__).parent.parent.parent
MARKERS = {kind: getattr(registry, kind) for kind in registry.KINDS}
PART = """
from dataclasses import dataclass
from provender.core.registry import generator, verifier

{imports}

class Loose: ...

@{kind}
@dataclass(frozen=True)
class Found: ...
"""

AddFile = Callable[..., str]


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AddFile]:
    """Adds the file of a generator to the package, and returns the part's name."""

    def add(folder: str, *, kind: str = "generator", imports: str = "", face: str = "") -> str:
        home = tmp_path / folder / "generators"
        home.mkdir(parents=True)
        (tmp_path / folder / "__init__.py").write_text(face)
        (home / "__init__.py").write_text("")
        (home / "found.py").write_text(PART.format(kind=kind, imports=imports))
        registry.forget()
        return f"{folder}/found"

    monkeypatch.setattr(provender, "__path__", [*provender.__path__, str(tmp_path)])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield add
    monkeypatch.undo()
    for module in [name for name in sys.modules if name.startswith("provender.added")]:
        del sys.modules[module]
    registry.forget()


def test_a_file_is_found_by_its_path_and_knows_its_name(added: AddFile) -> None:
    name = added("added_one")
    part = registry.find("generator", name)

    assert part.__qualname__ == "Found"
    assert registry.name_of(part) == registry.name_of(part()) == name


def test_a_file_without_such_a_part_is_no_part(added: AddFile) -> None:
    with pytest.raises(UnknownName):
        registry.find("generator", added("added_two", kind="verifier"))


def test_a_missing_package_is_named_with_the_extra_that_brings_it(added: AddFile) -> None:
    with pytest.raises(MissingExtra, match="needs the package 'sklearnx'") as caught:
        registry.find("generator", added("added_three", imports="import sklearnx.linear"), where="line 3")

    assert (caught.value.where, caught.value.mend) == ("line 3", "pip install 'provender[sklearnx]'")


def test_an_extra_is_known_by_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    registry.forget()
    for module in [name for name in sys.modules if name.startswith("provender.reasoning.students.")]:
        monkeypatch.delitem(sys.modules, module)
    for package in ("jax", "optax"):
        monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(MissingExtra) as caught:
        registry.find("student", "reasoning/decoder")

    assert caught.value.mend == "pip install 'provender[student]'"
    registry.forget()


def test_our_own_broken_import_is_our_fault_and_no_missing_extra(added: AddFile) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"provender\.nowhere"):
        registry.find("generator", added("added_four", imports="import provender.nowhere"))


def test_a_folder_whose_face_is_broken_is_not_passed_over(added: AddFile) -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        registry.find("generator", added("added_five", face="import no_such_package"))


@pytest.mark.parametrize(
    "name",
    [
        "", "gcd", "/", "reasoning", "reasoning/", "/reasoning/arithmetic/gcd", "reasoning//gcd", "os.path", "os/path",
        "reasoning.arithmetic.generators.gcd", "../reasoning/arithmetic/gcd", "Reasoning/Arithmetic/Gcd",
        "reasoning/arithmetic/generators/gcd", "reasoning/arithmetic/gcd\n", "reasoning/arithmetic/gcd ",
        "reasoning/arithmetic/_exact", "reasoning/arithmetic/gcd/deeper",
    ],
)  # fmt: skip
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(UnknownName, match="no generator is called"):
        registry.find("generator", name)


def test_a_name_of_another_kind_is_refused() -> None:
    with pytest.raises(UnknownName):
        registry.find("corruption", "reasoning/arithmetic/gcd")


@pytest.mark.parametrize("mark", MARKERS.values(), ids=MARKERS)
def test_only_a_frozen_dataclass_is_a_part(mark: Callable[[type], type]) -> None:
    class Plain: ...

    @dataclass
    class Thawed: ...

    for wrong in (Plain, Thawed):
        with pytest.raises(TypeError, match="must be a frozen dataclass"):
            mark(wrong)
        with pytest.raises(KeyError):
            registry.name_of(wrong)


@pytest.mark.parametrize(
    ("kind", "name", "file"),
    [
        ("generator", "reasoning/arithmetic/gcd", "reasoning/arithmetic/generators/gcd.py"),
        ("teacher", "replay", "backends/teachers/replay.py"),
        ("codec", "reasoning/problem", "reasoning/problem.py"),
    ],
)
def test_a_part_of_ours_has_its_file(kind: str, name: str, file: str) -> None:
    found = registry.source_file(kind, name)

    assert found == HOME / "src" / "provender" / file
    assert registry.find(kind, name).__module__ == f"provender.{file[:-3].replace('/', '.')}"


def test_another_packages_part_is_found_by_its_entry(outside_parts: None) -> None:
    part = registry.find("generator", "throwaway/rows")

    assert part.__module__ == "tests.parts.rows"
    assert registry.name_of(part) == "throwaway/rows"
    assert "throwaway/rows" in registry.names("generator")


def test_what_is_not_ours_has_no_file(outside_parts: None) -> None:
    assert registry.source_file("generator", "throwaway/rows") is None
    assert registry.source_file("generator", "../../setup") is None


def test_names_are_sorted_and_lead_to_files() -> None:
    for kind in registry.KINDS:
        names = registry.names(kind)

        assert list(names) == sorted(set(names))
        assert all(registry.source_file(kind, name) for name in names)


def test_a_loaded_part_has_its_dials() -> None:
    assert registry.load("generator", "reasoning/arithmetic/gcd", {"level": "2"}).level == 2


def test_a_codec_is_listed_once_it_is_loaded() -> None:
    registry.find("codec", "reasoning/problem")

    assert "reasoning/problem" in registry.names("codec")


def test_listing_names_imports_no_part() -> None:
    code = "import sys; from provender.core import registry; registry.names('generator'); print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(HOME / "src")}, capture_output=True, check=True, text=True
    )

    assert not [name for name in ran.stdout.split() if name.startswith(("provender.reasoning", "pyarrow"))]
