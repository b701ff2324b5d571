"""The house's bounds, held by machine: sizes, docstrings, faces, who may write files, what may be tracked."""

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
PACKAGE = HOME / "src" / "provender"
HOUSE = sorted(PACKAGE.rglob("*.py"))
BENCHES = [*(HOME / "bench").glob("*.py"), *(HOME / "bench").glob("*/*.py")]
ALL = sorted([*HOUSE, *(HOME / "tests").rglob("*.py"), *BENCHES])
FACE = PACKAGE / "__init__.py"  # the one `__init__` that may do something: its names load when first used

FILE_LINES = 400
FUNCTION_LINES = 40
NESTING = 3
POSITIONAL = 4
ARGUMENTS = 7
FOLDER_FILES = 15
INIT_LINES = 40
TWIN_NODES = 60  # two functions of this many syntax nodes with one and the same body are one function too many

# Who may change files besides store/, and why.
WRITERS = {
    "backends/sandbox/_probe.py": "lays canaries for its own attempts in a private temporary folder",
    "backends/teachers/channel.py": "keeps the gateway's socket in a private folder outside the run",
    "cli/main.py": "points a broken pipe at /dev/null",
    "cli/make/init.py": "writes the first recipe where the user asks for it",
}
WRITING_METHODS = {
    "write_text", "write_bytes", "unlink", "rename", "rmdir", "touch", "mkdir", "symlink_to", "hardlink_to", "chmod",
}  # fmt: skip
WRITING_OS = {
    "open", "rename", "replace", "unlink", "remove", "link", "symlink", "mkdir", "makedirs", "rmdir", "removedirs",
    "truncate", "renames",
}  # fmt: skip

# Written in halves, so that this file is no find of its own.
BANNED = (
    ("a note to do it later", r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX)\b"),
    ("a package index", r"(py" + r"pi\.org|python" + r"hosted\.org|conda\." + r"anaconda|index" + r"-url[ =]+\S*:)"),
    ("a merge left undone", "^(<" + "{7} |>" + "{7} )"),
    ("a path of one machine", r"(?<![\w.])/(work|root|tmp/p)" + r"/"),
)

Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)


@lru_cache(maxsize=4096)
def tree(file: Path) -> ast.Module:
    """The file's syntax."""
    return ast.parse(file.read_text("utf-8"), str(file))


@lru_cache(maxsize=4096)
def functions(file: Path) -> tuple[Function, ...]:
    """Every function and method of a file, nested ones too."""
    return tuple(node for node in ast.walk(tree(file)) if isinstance(node, Function))


def place(file: Path, node: ast.AST | None = None) -> str:
    """Where a breach is, as editors read it."""
    line = f":{getattr(node, 'lineno', 1)}" if node else ""
    return f"{file.relative_to(HOME)}{line}"


def documented(node: ast.AST) -> ast.Expr | None:
    """The docstring's statement, if there is one."""
    first = node.body[0] if getattr(node, "body", None) else None  # type: ignore[attr-defined]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return first if told else None


def lines_of(function: Function) -> int:
    """Lines from `def` to the end, the docstring not counted."""
    doc = documented(function)
    spent = (doc.end_lineno or 0) - doc.lineno + 1 if doc else 0
    return (function.end_lineno or 0) - function.lineno + 1 - spent


def depth_of(node: ast.AST) -> int:
    """How deep blocks nest below a node; an `elif` is no deeper than its `if`; inner functions count alone."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        deepest = max(deepest, depth_of(child) + (isinstance(child, BLOCKS) and not chained))
    return deepest


def positional_of(function: Function) -> int:
    """Arguments that may be given by position, `self` and `cls` not counted."""
    given = [*function.args.posonlyargs, *function.args.args]
    return len(given) - bool(given and given[0].arg in ("self", "cls"))


def arguments_of(function: Function) -> int:
    """All arguments, `self` and `cls` not counted."""
    return positional_of(function) + len(function.args.kwonlyargs)


def breaches(measure: Callable[[Function], int], bound: int) -> list[str]:
    """Functions whose measure exceeds the bound."""
    return [
        f"{place(file, function)} {function.name}: {measure(function)} > {bound}"
        for file in ALL
        for function in functions(file)
        if measure(function) > bound
    ]


def test_no_file_is_longer_than_its_bound() -> None:
    long = {place(file): n for file in ALL if (n := len(file.read_text("utf-8").splitlines())) > FILE_LINES}

    assert not long


@pytest.mark.parametrize(
    ("measure", "bound"),
    [(lines_of, FUNCTION_LINES), (depth_of, NESTING), (positional_of, POSITIONAL), (arguments_of, ARGUMENTS)],
)
def test_no_function_exceeds_its_bound(measure: Callable[[Function], int], bound: int) -> None:
    assert not breaches(measure, bound)


def test_no_folder_holds_more_files_than_its_bound() -> None:
    counts: dict[Path, int] = defaultdict(int)
    for file in ALL:
        counts[file.parent] += 1

    assert not {place(folder): n for folder, n in counts.items() if n > FOLDER_FILES}


def test_an_init_file_holds_a_docstring_and_nothing_else() -> None:
    busy = [
        place(file)
        for file in HOUSE
        if file.name == "__init__.py" and (len(tree(file).body) > 1 or not documented(tree(file))) and file != FACE
    ]

    assert not busy
    assert len(FACE.read_text("utf-8").splitlines()) <= INIT_LINES


def is_stub(node: ast.AST) -> bool:
    """Whether a method only states a shape: a protocol's body is `...`."""
    body = getattr(node, "body", [])
    return len(body) == 1 and isinstance(body[0], ast.Expr) and getattr(body[0].value, "value", None) is ...


def undocumented(scope: ast.Module | ast.ClassDef) -> Iterator[ast.AST]:
    """Public classes, functions and methods without a docstring."""
    for node in scope.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        if not documented(node) and not is_stub(node):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from undocumented(node)


def test_everything_public_has_a_docstring() -> None:
    bare = [place(file) for file in HOUSE if not documented(tree(file))]
    bare += [place(file, node) for file in HOUSE for node in undocumented(tree(file))]

    assert not bare


def imports(file: Path) -> Iterator[tuple[ast.AST, str]]:
    """Each import statement of a file with the module it names."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom):
            yield node, node.module or ""
        elif isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)


def test_nobody_inside_imports_from_the_face() -> None:
    assert not [place(file, node) for file in HOUSE for node, module in imports(file) if module == "provender"]


def writes(node: ast.Call) -> bool:
    """Whether a call may change the file system."""
    name = node.func
    mode = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "mode")]
    if isinstance(name, ast.Name):
        return name.id == "open" and any(set(ast.unparse(given)) & set("wax+") for given in mode)
    if not isinstance(name, ast.Attribute):
        return False
    owner = ast.unparse(name.value)
    if owner in ("os", "shutil", "tempfile"):
        return owner != "os" or name.attr in WRITING_OS
    if name.attr == "open":  # Path.open takes its mode first
        return any(set(ast.unparse(given).strip("'\"")) & set("wax+") for given in [*node.args[:1], *mode])
    renames = name.attr == "replace" and len(node.args) == 1 and not node.keywords  # str.replace takes two
    return renames or name.attr in WRITING_METHODS


def test_only_the_store_changes_files() -> None:
    found = [
        place(file, node)
        for file in HOUSE
        if file.relative_to(PACKAGE).parts[0] != "store" and file.relative_to(PACKAGE).as_posix() not in WRITERS
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and writes(node)
    ]

    assert not found


def test_every_leave_to_write_is_used() -> None:
    assert not [name for name in WRITERS if (PACKAGE / "cli").exists() and not (PACKAGE / name).exists()]


def judges(file: Path) -> bool:
    """Whether a file belongs to those who check: they may repeat, and never import, what the makers do."""
    return bool({"verifiers", "read"} & set(file.parts))


def test_no_function_is_written_twice() -> None:
    bodies: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for file in HOUSE:
        for function in functions(file):
            body = ast.Module(function.body[bool(documented(function)) :], [])
            if sum(1 for _ in ast.walk(body)) >= TWIN_NODES:
                bodies[judges(file), ast.dump(body)].append(place(file, function))

    assert not [places for places in bodies.values() if len(places) > 1]


def tracked() -> Iterable[Path]:
    """Files that git keeps or would keep."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=HOME, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git clone: what is tracked is unknown")
    files = (HOME / name for name in listed.stdout.decode().split("\0") if name)
    return [file for file in files if file.is_file()]


@pytest.mark.parametrize(("what", "pattern"), BANNED, ids=[what for what, _ in BANNED])
def test_no_tracked_file_holds(what: str, pattern: str) -> None:
    wanted = re.compile(pattern)
    finds = [
        f"{place(file)}:{number}: {what}"
        for file in tracked()
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1)
        if wanted.search(line)
    ]

    assert not finds
