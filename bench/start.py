"""What starting costs: CPU seconds of `import provender` and of `provender --help`, and the size of an installation.

The size is that of a new virtual environment's packages, installed from the pinned requirements without extras and
without byte code, less pip and setuptools. Options: --times (runs of each command), --size 0 leaves the size out.

    import_cpu_s  CPU seconds above the bare interpreter, median    wanted: < 0.05
    help_cpu_s    CPU seconds of the whole command, median          wanted: < 0.3
    install_mb    MB of site-packages                               wanted: < 450
"""

import statistics
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import harness

HOME = Path(__file__).parent.parent


def cost(*command: str, times: int) -> float:
    """Median CPU seconds of a Python command, after one run that warms the byte code."""
    spent = []
    for turn in range(times + 1):
        before = harness.cpu_now()
        subprocess.run([sys.executable, *command], check=True, capture_output=True, cwd=HOME / "src")
        if turn:
            spent.append(harness.cpu_now() - before)
    return statistics.median(spent)


def install_mb() -> float:
    """MB that an installation of the core puts into a new environment."""
    with TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "install", "-q", "--no-compile"]
        subprocess.run([*pip, "--require-hashes", "-r", str(HOME / "requirements" / "run.txt")], check=True)
        packages = next(Path(folder).glob("lib/python*/site-packages"))
        ours = sum(
            file.stat().st_size for file in (HOME / "src").rglob("*") if file.suffix != ".pyc" and file.is_file()
        )
        return (ours + sum(_size(part) for part in packages.iterdir() if not _is_pip(part.name))) / 1e6


def _is_pip(name: str) -> bool:
    """Whether a folder came with the environment itself."""
    return name.startswith(("pip", "setuptools", "_distutils_hack", "pkg_resources", "distutils-precedence"))


def _size(part: Path) -> int:
    """Bytes of a package, byte code left out."""
    files = [part] if part.is_file() else part.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file() and file.suffix != ".pyc")


def main() -> None:
    """Measure and print."""
    given = harness.options(__doc__ or "", times=9, size=1)
    bare = cost("-c", "pass", times=given.times)
    figures = {
        "import_cpu_s": round(cost("-c", "import provender", times=given.times) - bare, 4),
        "help_cpu_s": round(cost("-m", "provender", "--help", times=given.times), 4),
        "bare_cpu_s": round(bare, 4),
    }
    if given.size:
        figures["install_mb"] = round(install_mb(), 1)
    harness.show(("figure", "value"), list(figures.items()))
    harness.finish("start", figures)


if __name__ == "__main__":
    main()
