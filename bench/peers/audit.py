"""Items of reasoning-gym solved anew by our checkers: of each task, how many are wrong.

The package runs in an environment of its own (`reasoning_gym` beside this file), configured as it comes, with seed 42;
our verifier sees question and answer. Options: --items (of each task). Takes a few CPU seconds, and a minute more
where the environment is yet to be made.

    syllogism_wrong         wrong whether or not a group may be empty, of so many items    known: about 13 %
    basic_arithmetic_wrong  exact value differs                                            known: about 1.3 %
"""

from collections import Counter
from collections.abc import Sequence

from bench.peers.setup import ask

from bench import harness
from provender.core.protocols import Verifier
from provender.core.record import Origin, Record
from provender.core.registry import load
from provender.core.verdict import Outcome, Verdict
from provender.reasoning.problem import Problem

NAME = "reasoning/adapters/reasoning_gym"
SHOWN = 2  # wrong items of each task, told in full


def judged(verifier: Verifier, items: Sequence[tuple[str, str]]) -> Sequence[Verdict]:
    """A verdict for every (question, answer)."""
    origins = [Origin(source=NAME, version="1", recipe="", seed=0, index=index) for index in range(len(items))]
    told = zip(items, origins, strict=True)
    return verifier([Record(payload=Problem(*item), origin=origin) for item, origin in told])


def main() -> None:
    """Measure and print."""
    given = harness.options(__doc__ or "", items=1_000)
    peer, why = ask("reasoning_gym", "items.py", str(given.items))
    if not peer:
        print(why)
        harness.finish("peers.audit", {}, peer={"missing": why})
        return
    verifier: Verifier = load("verifier", NAME)
    rows, figures, shown = [], dict[str, object](), []
    for task, items in peer["items"].items():
        verdicts = judged(verifier, items)
        seen = Counter(verdict.outcome for verdict in verdicts)
        wrong = [place for place, verdict in enumerate(verdicts) if verdict.outcome is Outcome.FAIL]
        rows.append((task, len(items), seen[Outcome.PASS], len(wrong), seen[Outcome.ABSTAIN]))
        figures |= {f"{task}_wrong": len(wrong), f"{task}_of": len(items)}
        shown += [(task, " ".join(items[at][0].split()), items[at][1], verdicts[at]) for at in wrong[:SHOWN]]
    harness.show(("task", "items", "right", "wrong", "undecided"), rows, title=f"reasoning-gym {peer['release']}")
    for task, question, answer, verdict in shown:
        print(f"{task}: {question} -> {answer}; found: {verdict.evidence.get('expected', verdict.reason)}")
    harness.finish("peers.audit", figures, peer={"release": peer["release"]})


if __name__ == "__main__":
    main()
