"""Accounts: what a release costs is entered before it is made, by one at a time, and never over the total."""

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from provender.core.errors import IntegrityError, RecipeError, Shortfall
from provender.store.budgets.accounts import Accounts, Balance, Source

TABLE = Source(place="/data/patients.csv", content="c0ffee")


def summed(entries: Sequence[Mapping[str, Any]], delta: float) -> float:
    """The plainest composition there is."""
    return float(sum(entry["epsilon"] for entry in entries))


def spend(folder: Path, epsilon: float, *, source: Source = TABLE, total: float | None = 3.0) -> Balance:
    return Accounts(folder).spend(source, {"epsilon": epsilon}, total=total, delta=1e-5, together=summed)


def test_releases_add_up_to_the_total_and_no_further(tmp_path: Path) -> None:
    balances = [spend(tmp_path, epsilon) for epsilon in (1.0, 1.5, 0.5)]

    assert [(each.spent, each.releases) for each in balances] == [(1.0, 1), (2.5, 2), (3.0, 3)]
    with pytest.raises(Shortfall, match=r"epsilon to 3.1, over its budget of 3: 3 before it spent 3"):
        spend(tmp_path, 0.1)


def test_what_is_refused_is_not_entered(tmp_path: Path) -> None:
    spend(tmp_path, 2.0)
    with pytest.raises(Shortfall, match="about 1 is left"):
        spend(tmp_path, 2.0)

    assert spend(tmp_path, 1.0).releases == 2


def test_an_account_without_a_total_is_for_one_release(tmp_path: Path) -> None:
    assert spend(tmp_path, 1.0, total=None).total == 1.0

    with pytest.raises(Shortfall):
        spend(tmp_path, 0.5, total=None)


def test_a_total_or_delta_once_promised_is_not_changed_by_a_recipe(tmp_path: Path) -> None:
    spend(tmp_path, 1.0)

    with pytest.raises(RecipeError, match=r"limits.budget=9, but the table's account was opened with 3"):
        spend(tmp_path, 1.0, total=9.0)
    with pytest.raises(RecipeError, match=r"limits.delta=0.0001"):
        Accounts(tmp_path).spend(TABLE, {"epsilon": 1.0}, total=None, delta=1e-4, together=summed)


@pytest.mark.parametrize(
    "other",
    [Source(place=TABLE.place, content="another row"), Source(place="/elsewhere/copy.csv", content=TABLE.content)],
    ids=["edited", "copied"],
)
def test_neither_an_edited_row_nor_a_copy_opens_a_new_account(tmp_path: Path, other: Source) -> None:
    spend(tmp_path, 2.0)

    with pytest.raises(Shortfall):
        spend(tmp_path, 2.0, source=other)


def test_another_table_has_an_account_of_its_own(tmp_path: Path) -> None:
    spend(tmp_path, 3.0)

    assert spend(tmp_path, 3.0, source=Source(place="/data/visits.csv", content="beef")).releases == 1


def test_nothing_of_a_table_can_be_compared_without_the_salt(tmp_path: Path) -> None:
    spend(tmp_path / "one", 1.0)
    spend(tmp_path / "other", 1.0)
    written = [next((tmp_path / name).glob("*.json")).read_text() for name in ("one", "other")]

    contents = [json.loads(text)["body"]["contents"] for text in written]
    assert contents[0] != contents[1]
    assert "c0ffee" not in "".join(written)
    assert Accounts(tmp_path / "one").veil("") == ""


def test_an_account_that_was_touched_is_not_believed(tmp_path: Path) -> None:
    spend(tmp_path, 2.0)
    (file,) = tmp_path.glob("*.json")
    file.write_text(file.read_text().replace("2.0", "0.1"))

    with pytest.raises(IntegrityError, match="checksum"):
        spend(tmp_path, 1.0)


def _one_of_many(folder: str) -> bool:
    try:
        spend(Path(folder), 1.0)
    except Shortfall:
        return False
    return True


def test_many_at_once_never_spend_the_same(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(4, mp_context=context) as pool:
        spent = list(pool.map(_one_of_many, [str(tmp_path)] * 8))

    assert sorted(spent) == [False] * 5 + [True] * 3


@pytest.mark.parametrize("step", [26, 27, 28, 29])
def test_who_is_killed_while_spending_has_spent_all_or_nothing(tmp_path: Path, step: int) -> None:
    code = f"""
from pathlib import Path
from tests.store.test_accounts import spend
spend(Path({str(tmp_path)!r}), 2.0)
"""
    env = {"PYTHONPATH": ":".join(entry for entry in sys.path if entry), "PROVENDER_FAULT": f"{step}:1"}
    killed = subprocess.run([sys.executable, "-c", code], env={**os.environ, **env}, check=False)

    assert killed.returncode == -9
    if step == 29:  # the file has its name
        with pytest.raises(Shortfall):
            spend(tmp_path, 2.0)
    else:
        assert spend(tmp_path, 2.0).releases == 1
