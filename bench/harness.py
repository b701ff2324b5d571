"""What every bench shares: options, CPU time, medians, a table for people and one JSON line for machines.

A bench is a module `bench/<name>.py`, or `<name>.py` in a folder of benches, whose docstring says what it measures and
what it takes, run by `make bench NAME=<name>`. It ends like this:

    show(("generator", "records/s"), [("gcd", 8_123.4)])
    finish("throughput", {"per_core_median": 8_123.4}, peer={})

and the last line it prints is `{"bench": ..., "figures": ..., "peer": ..., "machine": ...}`. By this end a bench is
told from a helper. Run alone, this module lists the benches; with a name, it runs that one.
"""

import ast
import json
import os
import platform
import resource
import statistics
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent


def options(told: str, /, **defaults: int | float | str) -> Namespace:
    """The bench's options, each `--name value` or `BENCH_NAME` in the environment.

    Args:
        told: the bench's docstring, shown by `--help`.
        defaults: name -> default; a value is read as its default's type.
    """
    parser = ArgumentParser(description=told, formatter_class=RawDescriptionHelpFormatter)
    for name, default in defaults.items():
        flag = "--" + name.replace("_", "-")
        given = os.environ.get(f"BENCH_{name.upper()}", default)
        parser.add_argument(flag, type=type(default), default=given, help=f"default {default}")
    return parser.parse_args()


def cpu_now() -> float:
    """CPU seconds spent so far by this process and the children it has waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds that `work` takes, finished children included: a busy machine does not lengthen them."""
    before = cpu_now()
    work()
    return cpu_now() - before


def median(measure: Callable[[], float], *, times: int = 3) -> float:
    """The median of at least three measurements."""
    return statistics.median(measure() for _ in range(max(3, times)))


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A plain text table: words to the left, numbers to the right.

    >>> print(table(("part", "n"), [("gcd", 1200), ("fractions", 7)]))
    part           n
    gcd        1,200
    fractions      7
    """
    body = [tuple(row) for row in rows]
    columns = list(zip(head, *body, strict=True))
    aligned = []
    for title, *values in columns:
        cells = [title, *map(_cell, values)]
        width = max(map(len, cells))
        numbers = values and all(isinstance(value, int | float) for value in values)
        aligned.append([cell.rjust(width) if numbers else cell.ljust(width) for cell in cells])
    return "\n".join("  ".join(row).rstrip() for row in zip(*aligned, strict=True))


def _cell(value: object) -> str:
    """A value as a person reads it: thousands apart, four digits that count."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}"


def show(head: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print a table for people."""
    if title:
        print(f"\n{title}")
    print(table(head, rows), flush=True)


def machine() -> dict[str, object]:
    """What the figures were measured on; no host name and no path."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "processor": _processor(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _processor() -> str:
    """The processor's model name where the system tells it, else its architecture."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text("utf-8", "replace").splitlines() if facts.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def finish(bench: str, figures: Mapping[str, object], *, peer: Mapping[str, object] | None = None) -> None:
    """Print the last line: one JSON object with the figures that the issue names."""
    told = {"bench": bench, "figures": dict(figures), "peer": dict(peer or {}), "machine": machine()}
    print(json.dumps(told, ensure_ascii=False), flush=True)


def _finishes_as(file: Path) -> str:
    """The name under which a module finishes; "" for one that does not."""
    calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
    ends = (call.args[0] for call in calls if call.args and ast.unparse(call.func).endswith("finish"))
    return next((str(end.value) for end in ends if isinstance(end, ast.Constant)), "")


def benches() -> dict[str, Path]:
    """Name -> file of every bench, by reading the files, importing none."""
    files = sorted([*HERE.glob("[!_]*.py"), *HERE.glob("*/[!_]*.py")], key=lambda file: file.stem)
    return {file.stem: file for file in files if _finishes_as(file) == file.stem}


def measures(bench: Path) -> str:
    """The first line of a bench's docstring."""
    return (ast.get_docstring(ast.parse(bench.read_text("utf-8"))) or "?").split("\n")[0]


def _run(name: str) -> None:
    """The bench of this name, as a program of its own."""
    known = benches()
    if name not in known:
        sys.exit(f"no bench is called {name!r}; there are {', '.join(known)}")
    module = ".".join(["bench", *known[name].relative_to(HERE).with_suffix("").parts])
    os.execv(sys.executable, [sys.executable, "-m", module, *sys.argv[2:]])


if __name__ == "__main__":
    if sys.argv[1:]:
        _run(sys.argv[1])
    print("make bench NAME=<name>; options as BENCH_<OPTION>=<value>\n")
    show(("bench", "measures"), [(name, "  " + measures(file)) for name, file in benches().items()])
