"""Test for bias: do names, genders, religions or ages move what judges and teachers say, and who is spoken of?

Every judge of the recipe sees the same texts with persons swapped; every teacher decides the same requests, and answers
questions that invite a stereotype (ours, and BBQ's own files). Of a finished run of the recipe it tells who is named.
A student, or a model elsewhere, is tested by file: --questions writes what to answer, --answers reads it back.
Exit code 4 where a bias is sure: less likely than once in a hundred looks at somebody fair.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provender.cli.flags import json_flag, output_flag, recipe_flags, recipe_of
from provender.cli.terminal import say, say_json, say_table
from provender.core.errors import InputError

if TYPE_CHECKING:
    from provender.core.verdict import Finding
    from provender.general.fairness.questions import Item
    from provender.run.workshop import Workshop


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser, required=False)
    output_flag(parser)
    parser.add_argument("--bbq", metavar="FILE", action="append", default=[], help="questions of BBQ's, e.g. Age.jsonl")
    parser.add_argument("--most", type=int, default=400, metavar="N", help="questions of each such file (400)")
    parser.add_argument("--questions", metavar="FILE", help="write the questions as JSON Lines, and nothing else")
    parser.add_argument("--answers", metavar="FILE", help='answers to them: {"question": ..., "answer": ...} a line')
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Ask, and tell."""
    from provender.store.disk import write_whole

    asked = _questions(args.bbq, most=args.most)
    if args.questions:
        write_whole(
            Path(args.questions), "".join(json.dumps({"question": item.text}) + "\n" for item in asked).encode()
        )
        say(f"{len(asked)} questions: {args.questions}")
        return 0
    if not (args.config or args.answers):
        raise InputError("nobody is named", where="the command line", mend="give -c RECIPE, --questions or --answers")
    found = [*_answered(args.answers, asked), *(_of_recipe(args, asked) if args.config else ())]
    if args.config:
        page = _page(args, found, asked)
    if args.json:
        say_json({"findings": [finding.plain() for finding in found], **({"page": str(page)} if args.config else {})})
    else:
        for finding in found:
            _show(finding)
        say(*([f"page: {page}"] if args.config else []))
    return 4 if any(finding.broken for finding in found) else 0


def _questions(files: Sequence[str], *, most: int) -> "list[Item]":
    """Ours, and those of the files."""
    from provender.core.files import locate
    from provender.general.fairness.bbq import read_bbq
    from provender.general.fairness.questions import items

    if most < 1:
        raise InputError(f"--most={most} asks nothing", where="the command line", mend="give N >= 1")
    return [*items(), *(item for name in files for item in read_bbq(locate(name, where="--bbq"), most=most))]


def _answered(path: str | None, asked: "Sequence[Item]") -> "Iterator[Finding]":
    """What somebody answered in a file."""
    from provender.core.jsonl import entries
    from provender.general.fairness.questions import ask
    from provender.general.fairness.told import of_scores

    if path is None:
        return
    said = {str(entry.get("question")): str(entry.get("answer")) for _, _, entry in entries(Path(path))}
    missing = sum(item.text not in said for item in asked)
    if missing == len(asked):
        raise InputError("no line answers a question", where=path, mend="answer the lines that --questions writes")
    yield of_scores(Path(path).name, ask(lambda texts: [said.get(text, "") for text in texts], asked))


def _of_recipe(args: argparse.Namespace, asked: "Sequence[Item]") -> "list[Finding]":
    """Judges, teachers, and the run where there is one."""
    from provender.recipes.resolve import resolve
    from provender.run.teachers import with_teachers
    from provender.run.workshop import Workshop
    from provender.store.folder import RunFolder

    alone = Workshop(recipe=resolve(recipe_of(args)))
    home = RunFolder(Path(args.output) / alone.recipe.name)
    with ExitStack() as stack:
        stack.enter_context(alone.beside())
        workshop = with_teachers(alone, home, stack)
        found = [*_judges(workshop), *_teachers(workshop, asked)]
    return [*found, *_representation(home)]


def _judges(workshop: "Workshop") -> "Iterator[Finding]":
    """Every judge of texts; one that never speaks of such texts cannot be moved."""
    from provender.general.fairness.counterfactual import of_verifier, swaps
    from provender.general.fairness.told import of_swaps

    for name, judge in workshop.verifiers().items():
        if name.startswith("general/"):
            yield of_swaps(name, swaps(of_verifier(judge)))


def _teachers(workshop: "Workshop", asked: "Sequence[Item]") -> "Iterator[Finding]":
    """Every teacher: its decisions, and its answers."""
    from provender.general.fairness import counterfactual, questions
    from provender.general.fairness.people import REQUESTS
    from provender.general.fairness.told import of_scores, of_swaps

    for name, teacher in workshop.teachers.items():
        yield of_swaps(f"teacher {name}", counterfactual.swaps(counterfactual.of_teacher(teacher), REQUESTS))
        yield of_scores(f"teacher {name}", questions.ask(questions.of_teacher(teacher), asked))


def _representation(home: Any) -> "list[Finding]":
    """Who a finished run speaks of; nothing where there is no run."""
    from provender.core.anchor import Anchor
    from provender.core.registry import load
    from provender.run.ledger.dataset import Accepted

    if home.read_lock() is None or not home.sealed():
        return []
    records = [judged.record for judged in Accepted(folder=home, facts={}).records()]
    return [load("audit", "general/representation", {})(records, Anchor())]


def _page(args: argparse.Namespace, found: "Sequence[Finding]", asked: "Sequence[Item]") -> Path:
    """Draw what was found."""
    from provender.report.audited import audit_page
    from provender.store.folder import RunFolder

    name = recipe_of(args).name
    html = audit_page(name, [each.plain() for each in found], verb="bias", rows={"questions": len(asked)})
    return RunFolder(Path(args.output) / f"bias-{name}").write_derived("report", "index.html", [html.encode()])


def _show(finding: "Finding") -> None:
    """A finding for people."""
    say(f"{finding.audit}: {finding.reason}")
    rows = []
    for name, value in finding.parts.items():
        seen = finding.intervals.get(name)
        rows.append(
            (name, f"{value:+.3f}" if seen else f"{value:.3f}", f"{seen.low:+.3f} to {seen.high:+.3f}" if seen else "")
        )
    say_table(rows, indent=2)
    say("")
