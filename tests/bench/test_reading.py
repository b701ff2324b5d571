"""The reader's figures on the real file, and the truth they are scored by."""

from pathlib import Path

import pytest
from bench.reading import figures, truth, writers


@pytest.mark.parametrize(
    ("prose", "mark", "known"),
    [
        ("He pays 3 pens x $1.50 = $@4.50", "3*1.5=4.5", True),
        ("He pays 3 x $1.50 = $@4.5", "3*1.5=4.5", True),
        ("He gets 10/3=@3.33", "10/3=3.3333333333333335", True),
        ("He gets 10/3=@3", "10/3=3.3333333333333335", True),
        ("He gets 11/3=@3", "11/3=3.6666666666666665", None),
        ("He pays 3 x $1.50 = $@5.50", "3*1.5=4.5", False),
        ("He pays 3 x $1.50 = $@5", "3*1.5=5", False),
        ("He pays 30 x $1.50 = $@4.5", "3*1.5=4.5", None),
        ("He pays x + 2 = @4", "x+2=4", None),
        ("So it is @12", "12=12", None),
    ],
)
def test_a_mark_is_truth_only_for_the_equation_it_restates(prose: str, mark: str, known: bool | None) -> None:
    at = prose.index("@")

    assert truth(prose.replace("@", ""), at, mark) is known


@pytest.mark.real
@pytest.mark.slow
def test_reading_reaches_its_figures(data: Path) -> None:
    found = figures(list(writers(data / "gsm8k" / "model_solutions.jsonl").values()))

    assert found["true_called_false"] == 0
    assert found["answers_read"] >= 0.99
    assert found["equalities_read"] >= 0.95
    assert found["false_called_true"] == 0
