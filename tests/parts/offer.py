"""Offers the throwaway parts as an outside package would: through entry points.

A folder with a `.dist-info` is all that an installed package is to Python; on `sys.path` it serves this process, in
PYTHONPATH its children.
"""

from pathlib import Path

HOME = Path(__file__).parent.parent.parent

ENTRIES = {
    "codec:throwaway/rows": "tests.parts.rows:RowCodec",
    "generator:throwaway/rows": "tests.parts.rows:Rows",
    "verifier:throwaway/rows": "tests.parts.rows:SumIsRight",
    "corruption:throwaway/wrong_total": "tests.parts.rows:WrongTotal",
    "generator:throwaway/habits": "tests.parts.habits:Habits",
    "generator:throwaway/moody": "tests.parts.moody:Moody",
    "generator:throwaway/fading": "tests.parts.fading:Fading",
    "student:throwaway/rote": "tests.parts.rote:Rote",
    "student:throwaway/dazzled": "tests.parts.dazzled:Dazzled",
    "audit:throwaway/peek": "tests.parts.peek:Peek",
    "audit:throwaway/mute": "tests.parts.mute:Mute",
    "verifier:throwaway/sums": "tests.parts.sums:Sums",
    "codec:throwaway/images": "tests.parts.images:ImageCodec",
    "generator:throwaway/images": "tests.parts.images:Images",
    "verifier:throwaway/images": "tests.parts.images:LineIsThere",
    "corruption:throwaway/moved_line": "tests.parts.images:MovedLine",
}


def offer(folder: Path) -> list[str]:
    """Write the package's metadata under `folder`; returns what must be on the path."""
    info = folder / "throwaway-0.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: throwaway\nVersion: 0.1\n")
    lines = [f"{name} = {value}" for name, value in ENTRIES.items()]
    (info / "entry_points.txt").write_text("\n".join(["[provender.parts]", *lines, ""]))
    return [str(folder), str(HOME), str(HOME / "src")]
