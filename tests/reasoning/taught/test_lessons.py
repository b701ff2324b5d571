"""Teachers as makers: what they solve, write, reword and explain is proved or refused, and every item has an end."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from provender.core.errors import RecipeError, UnknownName
from provender.core.protocols import Prompt, Reply, Tools
from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.core.registry import load
from provender.core.verdict import Grade
from provender.reasoning.problem import Problem
from provender.stages.generate import Generated, generate
from provender.stages.verify import verify

QUANTITIES = "reasoning/words/quantities"
LEVEL = {"level": 2}


def ours(count: int, problems: str = QUANTITIES, dials: Mapping[str, object] = LEVEL, start: int = 0) -> list[Problem]:
    """Our problems of the seed that the tests use."""
    made = load("generator", problems, dials)(Shard(seed=5, start=start, count=count))
    return [record.payload for record in made]


@dataclass
class Pupil:
    """A teacher that answers by a function of the prompt, knowing our problems by their question."""

    say: Callable[[Prompt, Problem], str]
    known: Sequence[Problem]
    lineage: str = "pupil"
    asked: list[Prompt] = field(default_factory=list)

    def complete(self, prompts: Sequence[Prompt], /, *, seed: int) -> Sequence[Reply]:
        self.asked += prompts
        return [Reply(text=self.say(prompt, self._about(prompt)), prompt_tokens=3) for prompt in prompts]

    def _about(self, prompt: Prompt) -> Problem:
        return next(problem for problem in self.known if problem.question in prompt.messages[1][1])


def taught(mode: str, say: Callable[[Prompt, Problem], str], count: int = 6, **dials: Any) -> tuple[Generated, Pupil]:
    """What a mode makes of a teacher's words."""
    part = load("generator", f"reasoning/taught/{mode}", {"problems": QUANTITIES, "dials": LEVEL, **dials})
    problems = ours(40, dials.get("problems", QUANTITIES), dials.get("dials", LEVEL))
    pupil = Pupil(say, problems)
    bound = part.bind(Tools(teachers={"t": pupil}))
    return generate(bound, Shard(seed=5, start=0, count=count), source=f"reasoning/taught/{mode}"), pupil


def judged(records: Sequence[Record], *names: str) -> list[tuple[str, str, str]]:
    """(fate, grade, reason) of each record by some verifiers."""
    verifiers = {name: load("verifier", name) for name in names}
    told = verify(records, verifiers, accept=Grade.ANCHORED, depth=1).judged
    return [(item.fate, item.grade, item.reason) for item in told]


def worked(_prompt: Prompt, problem: Problem) -> str:
    """Our own solution, as a teacher might give it."""
    return f"Let us see.\n{problem.solution}\nAnswer: {problem.answer}"


def test_solved_is_anchored_to_the_proved_answer() -> None:
    made, _ = taught("solve", worked)

    told = judged(made.records, "reasoning/taught/free_words", QUANTITIES)
    assert [("accepted", "anchored", "answer equals the proved one, no stated equation is false")] * 6 == told
    first = made.records[0]
    assert isinstance(first.payload, Problem)
    assert first.payload.solution.startswith("Let us see.")
    assert (first.tags["topic"], first.tags["family"], first.tags["teacher"]) == ("solve", "quantities", "t")
    assert (first.origin.depth, first.origin.lineage, first.origin.tokens.prompt) == (1, "pupil", 3)
    assert first.origin.parents[0].source == QUANTITIES


def wrong_answer(prompt: Prompt, problem: Problem) -> str:
    return worked(prompt, problem).rpartition("Answer:")[0] + "Answer: 123456"


def wrong_step(prompt: Prompt, problem: Problem) -> str:
    return worked(prompt, problem).replace("Let us see.", "Note that 2 + 2 = 5.")


def elsewhere(_prompt: Prompt, problem: Problem) -> str:
    return f"I add it all up and get 98765.\nAnswer: {problem.answer}"


@pytest.mark.parametrize(
    ("say", "reason"),
    [
        (wrong_answer, "the certificate fails: answer is wrong"),
        (wrong_step, "a stated equation is false"),
        (elsewhere, "the words do not arrive at the answer"),
    ],
)
@pytest.mark.parametrize("mode", ["solve", "explain"])
def test_false_words_are_refused(mode: str, say: Callable[[Prompt, Problem], str], reason: str) -> None:
    made, _ = taught(mode, say)

    assert {("rejected", "", reason)} == set(judged(made.records, "reasoning/taught/free_words"))


def test_a_forged_certificate_is_refused() -> None:
    made, _ = taught("solve", worked)
    record = made.records[0]
    problem: Any = record.payload
    other: Any = made.records[1].payload
    forged = [
        replace(problem, derivation=other.derivation),
        replace(problem, derivation=replace(problem.derivation, steps=problem.derivation.steps[:-1])),
        replace(problem, question=other.question),
        replace(problem, derivation=None),
    ]
    records = [replace(record, payload=payload) for payload in forged]

    fates = {fate for fate, _, _ in judged(records, "reasoning/taught/free_words")}
    assert fates == {"rejected"}


@pytest.mark.parametrize("family", ["reasoning/arithmetic/sum_of_squares", "reasoning/arithmetic/fractions"])
def test_solved_takes_any_family_of_ours(family: str) -> None:
    made, _ = taught("solve", worked, problems=family, dials={})

    assert {"accepted"} == {fate for fate, _, _ in judged(made.records, "reasoning/taught/free_words")}


def test_solved_takes_answers_in_words() -> None:
    island = "reasoning/logic/knights_and_knaves"
    made, _ = taught("solve", worked, problems=island, dials={})
    assert {"accepted"} == {fate for fate, _, _ in judged(made.records, "reasoning/taught/free_words")}

    wrong, _ = taught(
        "solve", lambda p, q: worked(p, q).replace("is a knight", "is a knave"), problems=island, dials={}
    )
    assert {"rejected"} == {fate for fate, _, _ in judged(wrong.records, "reasoning/taught/free_words")}


def in_own_words(_prompt: Prompt, problem: Problem) -> str:
    """Every step's equation, wrapped in talk."""
    assert problem.derivation is not None
    lines = [f"Step {n} is easy to see: {step.text}" for n, step in enumerate(problem.derivation.steps)]
    return "\n".join([*lines, f"Answer: {problem.answer}"])


def test_explained_is_read_back_step_by_step() -> None:
    made, pupil = taught("explain", in_own_words)

    told = judged(made.records, "reasoning/taught/free_words")
    assert {("accepted", "anchored", "every step is read back from the words")} == set(told)
    assert all(problem.solution in pupil.asked[n].messages[1][1] for n, problem in enumerate(ours(6)))


@pytest.mark.parametrize("fault", ["left out", "out of order", "another operation"])
def test_explanations_with_a_hole_are_refused(fault: str) -> None:
    def say(prompt: Prompt, problem: Problem) -> str:
        lines = in_own_words(prompt, problem).split("\n")
        if fault == "left out":
            return "\n".join(lines[1:])
        if fault == "out of order":
            return "\n".join([lines[1], lines[0], *lines[2:]])
        return "\n".join(["So we start with 1 + 1 = 2.", *lines[1:]])

    made, _ = taught("explain", say)

    reasons = {reason for _, _, reason in judged(made.records, "reasoning/taught/free_words")}
    assert reasons <= {"the words leave out a step, or tell it out of order", "the words do not arrive at the answer"}
    assert "the words leave out a step, or tell it out of order" in reasons


def reworded(_prompt: Prompt, problem: Problem) -> str:
    """Another of the forms that our reader knows."""
    return json.dumps({"question": problem.question.replace(" has ", " owns ")})


def test_rephrased_is_proved_on_the_formal_problem() -> None:
    forms = {"has": " owns ", "owns": " has "}

    def say(_prompt: Prompt, problem: Problem) -> str:
        word = "has" if " has " in problem.question else "owns"
        return json.dumps({"question": problem.question.replace(f" {word} ", forms[word], 1)})

    made, _ = taught("rephrase", say, count=12)
    told = judged(made.records, QUANTITIES)

    assert [reason for _, grade, reason in told if grade == "proved"]
    for record, (fate, _, _), problem in zip(made.records, told, ours(12), strict=False):
        if fate == "accepted":
            payload: Any = record.payload
            assert payload.question != problem.question
            assert payload.derivation == problem.derivation


def test_a_rewording_that_asks_something_else_is_refused() -> None:
    def say(_prompt: Prompt, problem: Problem) -> str:
        number = next(word for word in problem.question.split() if word.isdigit())
        return json.dumps({"question": problem.question.replace(f" {number} ", f" {int(number) + 1} ", 1)})

    made, _ = taught("rephrase", say)

    assert {"rejected"} == {fate for fate, _, _ in judged(made.records, QUANTITIES)}


def written(prompt: Prompt, problem: Problem) -> str:
    """A new problem: one of ours that was not shown."""
    other = ours(1, start=1000 + prompt.sample + len(problem.question))[0]
    return json.dumps({"question": other.question, "steps": other.solution.split("\n"), "answer": other.answer})


def test_written_is_proved_with_no_word_of_ours() -> None:
    made, _ = taught("write", written)

    assert {("accepted", "proved")} == {(fate, grade) for fate, grade, _ in judged(made.records, QUANTITIES)}
    first: Any = made.records[0].payload
    assert first.derivation is None
    assert "level" not in made.records[0].tags


def test_written_falsehoods_are_refused() -> None:
    def say(prompt: Prompt, problem: Problem) -> str:
        told = json.loads(written(prompt, problem))
        return json.dumps({**told, "steps": told["steps"][:-1]})

    made, _ = taught("write", say)

    assert {"rejected"} == {fate for fate, _, _ in judged(made.records, QUANTITIES)}


@pytest.mark.parametrize("mode", ["solve", "explain", "rephrase", "write"])
def test_a_reply_that_cannot_be_used_is_handed_back_once_with_the_reason(mode: str) -> None:
    good = {"solve": worked, "explain": in_own_words, "rephrase": reworded, "write": written}[mode]

    def at_second(prompt: Prompt, problem: Problem) -> str:
        return good(prompt, problem) if len(prompt.messages) > 2 else "Sorry?"

    never, pupil = taught(mode, lambda prompt, problem: "Sorry?")
    assert [True] * 6 == [failure.reason.startswith("the reply cannot be used: ") for failure in never.failures]
    assert len(pupil.asked) == 12
    assert {f.tokens.prompt for f in never.failures} == {6}
    assert pupil.asked[6].messages[-2] == ("assistant", "Sorry?")
    assert "cannot be used" in pupil.asked[6].messages[-1][1]

    mended, _ = taught(mode, at_second)
    assert len(mended.records) + len(mended.failures) == 6
    assert mended.records


@pytest.mark.parametrize("mode", ["solve", "explain", "rephrase", "write"])
def test_every_item_ends_whatever_the_teacher_does(mode: str) -> None:
    class Moody(Pupil):
        def complete(self, prompts: Sequence[Prompt], /, *, seed: int) -> Sequence[Reply]:
            replies = list(super().complete(prompts, seed=seed))
            for place, reply in enumerate(replies):
                kind = len(prompts[place].messages[1][1]) % 4
                changes = [{"finish": "length"}, {"finish": "error", "error": "503"}, {"text": ""}, {}][kind]
                replies[place] = replace(reply, **changes)  # type: ignore[arg-type]
            return replies

    part = load("generator", f"reasoning/taught/{mode}", {"problems": QUANTITIES, "dials": LEVEL, "samples": 2})
    teachers = {name: Moody(worked, ours(40)) for name in ("a", "b")}
    bound = part.bind(Tools(teachers=teachers))
    shard = Shard(seed=5, start=3, count=20)
    made = list(bound(shard))

    indices = [item.index if isinstance(item, Failure) else item.origin.index for item in made]
    assert list(range(3, 23)) == indices
    assert made == [*bound(replace(shard, count=7)), *bound(replace(shard, start=10, count=13))]


def test_a_lesson_refuses_what_cannot_be() -> None:
    part = load("generator", "reasoning/taught/solve", {"problems": QUANTITIES})
    with pytest.raises(RecipeError, match="no teacher to ask"):
        part.bind(Tools())
    with pytest.raises(UnknownName, match="no teacher is called 'x'"):
        load("generator", "reasoning/taught/solve", {"teachers": ("x",)}).bind(Tools(teachers={"y": Pupil(worked, [])}))
    with pytest.raises(RecipeError, match="needs tools of its own"):
        load("generator", "reasoning/taught/solve", {"problems": "reasoning/taught/write"}).bind(
            Tools(teachers={"y": Pupil(worked, [])})
        )
    with pytest.raises(RecipeError, match="samples=0"):
        load("generator", "reasoning/taught/solve", {"samples": 0})


@pytest.mark.parametrize("family", [QUANTITIES, "reasoning/arithmetic/sum_of_squares"])
def test_an_explanation_with_any_one_number_changed_is_refused(family: str) -> None:
    """One at a time: an equation becomes false, a step is missing, or a number comes from nowhere.

    What is let through is a number beside an equation that became another number of the story: words are not read.
    """
    dials = LEVEL if family == QUANTITIES else {}
    made, _ = taught("explain", in_own_words, problems=family, dials=dials, count=30)
    spoilt = [
        replace(record, payload=replace(record.payload, prose=prose))  # type: ignore[type-var]
        for record in made.records
        for prose in _with_one_number_changed(str(getattr(record.payload, "prose", "")))
    ]

    passed = [told for told in judged(spoilt, "reasoning/taught/free_words") if told[0] == "accepted"]
    assert len(spoilt) > 250
    assert len(passed) <= len(spoilt) // 50


def _with_one_number_changed(prose: str) -> list[str]:
    """The prose with one number of an equation one larger, in all ways."""
    changed = []
    for found in re.finditer(r"(?<=: )[^,\n]*=[^,.\n]*", prose):
        for number in re.finditer(r"\d+", found[0]):
            start, end = found.start() + number.start(), found.start() + number.end()
            changed.append(f"{prose[:start]}{int(number[0]) + 1}{prose[end:]}")
    return changed
