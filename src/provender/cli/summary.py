"""What a finished run says of itself, to people."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import get_terminal_size

from provender.cli.terminal import near, one_line, say, say_table
from provender.core.protocols import Block
from provender.run.finish import Summary

_REFUSALS = 6
_WIDE = 90
_VALUES = 20  # of a tag that are shown
_COSTS = ("records", "prompt_tokens", "completion_tokens", "cost")


def show_summary(
    summary: Summary, *, wall_s: float, made: Mapping[str, Path], counted: bool, tables: Sequence[Block] = ()
) -> None:
    """Print it: what came out, who refused what, the mix asked and got, the cost, and where it all lies.

    Args:
        wall_s: seconds the command took.
        made: what was written -> where.
        counted: whether a number was asked for; "all" has no shortfall.
        tables: what the wings' panels have to say in columns.
    """
    share = f" ({summary.accepted / summary.tried:.1%})" if summary.tried else ""
    say(f"{summary.accepted:,} records accepted of {summary.tried:,} tried{share}")
    pace = f", {summary.tried / summary.cpu_s:,.0f} tried a CPU second" if summary.cpu_s else ""
    besides = "".join(f", {cpu_s:.1f} s for {name}" for name, cpu_s in summary.besides.items())
    say(f"{wall_s:.1f} s; {summary.cpu_s:.1f} s of CPU to make and judge{pace}{besides}", "")
    _show_mix(summary, counted=counted)
    _show_support(summary)
    _show_verifiers(summary)
    _show_refusals(summary)
    _show_cost(summary)
    for table in tables:
        _show_table(table)
    rows = {"folder": summary.folder, **made}
    say_table([("dataset", summary.digest), *((name, near(path)) for name, path in rows.items())])
    say("", f"look at records with: provender show {near(summary.folder)}")


def _show_table(table: Block) -> None:
    """A panel's table; one that is too wide is turned, so that its columns become lines."""
    lines = [table.head, *table.rows]
    width = sum(max(len(line[place]) for line in lines) + 2 for place in range(len(table.head)))
    if width > get_terminal_size().columns:
        lines = list(zip(*lines, strict=True))
    if table.title:
        say(f"  {one_line(table.title, _WIDE)}")
    say_table(lines[1:], head=[one_line(cell, _WIDE) for cell in lines[0]])
    say("")


def _show_mix(summary: Summary, *, counted: bool) -> None:
    """Asked against got."""
    rows = []
    for tag, values in summary.mix.items():
        shown = [*values.items()]
        if len(shown) > _VALUES:  # what is as asked tells least
            shown = sorted(shown, key=lambda item: -abs(item[1][0] - item[1][1]))[:_VALUES]
        for place, (value, (asked, got)) in enumerate(shown):
            note = "" if asked == got or not counted else f"{got - asked:+,}"
            rows.append(("" if place else tag, value or "(none)", asked, got, note))
        if len(shown) < len(values):
            rest = [pair for value, pair in values.items() if value not in dict(shown)]
            asked, got = (sum(pair[at] for pair in rest) for at in (0, 1))
            rows.append(("", f"{len(rest)} more", asked, got, ""))
    say_table(rows, head=("mix", "", "asked" if counted else "tried", "got", ""))
    say("")


def _show_support(summary: Summary) -> None:
    """The real records behind each part of a mix that was learned: what was dialled up is no new evidence."""
    if summary.support:
        rows = [(name, real, asked) for name, real, asked in summary.support]
        say_table(rows, head=("behind it", "real records", "made"))
        say("")


def _show_verifiers(summary: Summary) -> None:
    """Each verifier's passes, failures and silences; those that never spoke are only counted."""
    spoke = {name: told for name, told in summary.funnel.items() if told.get("pass") or told.get("fail")}
    rows = [(name, *(told.get(word, 0) for word in ("pass", "fail", "abstain"))) for name, told in spoke.items()]
    say_table(rows, head=("verifier", "pass", "fail", "abstain"))
    if silent := len(summary.funnel) - len(spoke):
        say(f"  and {silent} that had nothing to say")
    say("")


def _show_refusals(summary: Summary) -> None:
    """The commonest reasons."""
    rows = [(times, one_line(reason, _WIDE)) for reason, times in list(summary.refused.items())[:_REFUSALS]]
    if rows:
        say_table(rows, head=("refused", "why"))
        rest = sum(list(summary.refused.values())[_REFUSALS:])
        if rest:
            say(f"  and {rest:,} more: provender show {near(summary.folder)} --rejected")
        say("")


def _show_cost(summary: Summary) -> None:
    """What the teachers took, of all attempts."""
    if not summary.spent:
        return
    names = list(dict.fromkeys((*_COSTS, *(name for facts in summary.spent.values() for name in facts))))
    rows = [(teacher, *(facts.get(name, 0) for name in names)) for teacher, facts in summary.spent.items()]
    say_table(rows, head=("teacher", *names))
    say("")
