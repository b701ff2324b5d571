"""One entry of the ledger as plain values, and as people see it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from provender.cli.terminal import say, say_table

if TYPE_CHECKING:
    from provender.core.protocols import Judged
    from provender.run.ledger.dataset import Refused


def entry(judged: "Judged") -> dict[str, Any]:
    """A judged record."""
    origin = judged.record.origin
    return {
        "key": str(judged.record.key),
        "fate": judged.fate,
        "grade": judged.grade,
        "verifier": judged.verifier,
        "reason": judged.reason,
        "evidence": dict(judged.evidence),
        "tags": dict(judged.record.tags),
        "teacher": origin.teacher,
        "depth": origin.depth,
        "cost": dict(judged.cost),
        "text": judged.record.payload.text(),
    }


def refusal(item: "Refused") -> dict[str, Any]:
    """A refused or failed one; its record may never have been made."""
    made = entry(item.judged) if item.judged else {"grade": "", "teacher": None, "depth": 0, "text": ""}
    told = {"key": item.key, "fate": item.fate, "verifier": item.verifier, "reason": item.reason}
    return {**made, **told, "evidence": dict(item.evidence), "tags": dict(item.tags), "cost": dict(item.cost)}


def show_entry(entry: Mapping[str, Any]) -> None:
    """One entry for people."""
    tags = " ".join(f"{tag}={value}" for tag, value in entry["tags"].items())
    known = entry["teacher"] in (None, *entry["tags"].values())
    teacher = "" if known else f", by {entry['teacher']}"
    say(f"{entry['key']}  {tags}{teacher}")
    say(*(f"    {line}" for line in entry["text"].splitlines()))
    mark = "✓" if entry["fate"] == "accepted" else "✗"
    grade = f" {entry['grade']}" if entry["grade"] else ""
    why = f": {entry['reason']}" if entry["reason"] else ""
    say(f"  {mark} {entry['fate']}{grade}, {entry['verifier']}{why}")
    say_table(entry["evidence"].items(), indent=6)
    if cost := entry.get("cost"):
        say(f"    cost {_cost(cost)}")
    say("")


def _cost(cost: Mapping[str, float]) -> str:
    """CPU time, and for a teacher's record tokens and money."""
    told = f"{cost['cpu_s'] * 1e3:.2f} ms of CPU"
    if "money" in cost:
        told += f", {cost['prompt_tokens']:,.0f} + {cost['completion_tokens']:,.0f} tokens, {cost['money']:.6g}"
    return told
