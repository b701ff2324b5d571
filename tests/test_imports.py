"""Who may import whom, and what the first second may cost."""

import ast
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

HOME = Path(__file__).parent.parent
PACKAGE = HOME / "src" / "provender"
HEAVY = (
    *("aiohttp", "babel", "duckdb", "flint", "jax", "jinja2", "numpy", "optax", "ortools", "pyarrow", "pydantic"),
    *("rich", "ruamel", "scipy", "PIL", "dp_accounting", "embreex", "mujoco", "numba"),
)

MAKERS = ("generators", "render")
JUDGES = ("verifiers", "read")
SHARED = (
    *("provender.core.", "provender.reasoning.problem.", "provender.twin.scene.", "provender.tabular.table."),
    "provender.general.answered.",  # a question with its answer: the payload of facts
    "provender.twin.frame.",  # what a camera saw of a scene: the wing's other payload
    "provender.twin.png.",  # how its arrays are written down
    "provender.twin.robots.episode.",  # what a robot did at a table
    "provender.twin.robots.reel.",  # that in pictures
    "provender.twin.clip.",  # such frames over time
    *(
        "provender.twin.sensors.sweep.",
        "provender.twin.sensors.spin.",
        "provender.twin.sensors.echoes.",
    ),  # what lidar and radar tell
    "provender.twin.braking.encounter.",  # what threatens a car: the payload of braking
    *("provender.twin.maps.map.", "provender.twin.maps.written."),  # the place of a scene, and how it is digested
    *("provender.tabular.linked.family.", "provender.tabular.linked.household."),  # the wing's payload of linked tables
    *("provender.tabular.schema.", "provender.tabular.columnar."),  # the other half of its payload
    "provender.reasoning.marks.",  # the notation of a file, which both take out of a teacher's reply
)


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    ran = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(HOME / "src")}, capture_output=True, check=True, text=True
    )
    return ran.stdout


def test_the_import_contracts_are_kept() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-cache"],
        cwd=HOME, env={"PYTHONPATH": str(HOME / "src")}, capture_output=True, check=False, text=True,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stdout


def test_core_imports_the_standard_library_and_itself_alone() -> None:
    """The contract names the packages we use today; this names none, so that a new one is caught too."""
    allowed = {*sys.stdlib_module_names, "provender"}
    found = set()
    for file in (PACKAGE / "core").glob("*.py"):
        found |= {module for module in runtime_imports(ast.parse(file.read_text("utf-8"))) if module not in allowed}

    assert not found


def runtime_imports(tree: ast.AST) -> set[str]:
    """Top-level names of what is imported when the code runs: not what stands under TYPE_CHECKING."""
    found: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
        found |= runtime_imports(node)
    return found


def test_makers_and_judges_share_the_payload_and_core_alone() -> None:
    """House law 3, through every helper module in between."""
    graph = grimp.build_graph("provender", exclude_type_checking_imports=True, cache_dir=None)

    def reached(folders: tuple[str, ...]) -> set[str]:
        own = {module for module in graph.modules if set(module.split(".")) & set(folders)}
        return own.union(*(graph.find_upstream_modules(module) for module in own))

    common = {module for module in reached(MAKERS) & reached(JUDGES) if not f"{module}.".startswith(SHARED)}
    assert common == set()


def test_every_folder_of_the_house_is_a_package() -> None:
    """A folder without `__init__.py` is invisible to the import contracts."""
    folders = {file.parent for file in PACKAGE.rglob("*.py")}

    assert not [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()]


def test_importing_the_package_imports_nothing_heavy() -> None:
    loaded = python("import provender, sys; print(*sys.modules)").split()

    assert not [name for name in HEAVY if name in loaded]


@pytest.mark.skipif(not (PACKAGE / "cli").exists(), reason="there is no command line yet")
@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"]])
def test_asking_for_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import atexit, sys
atexit.register(lambda: print("\\n@", *sys.modules))
from provender.cli.main import main
sys.argv = ["provender", *{arguments!r}]
main()
"""
    loaded = python(code).rpartition("@")[2].split()

    assert "provender" in loaded
    assert not [name for name in HEAVY if name in loaded]
