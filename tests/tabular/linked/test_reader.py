"""Linked tables are read from files: keys and links found or said, the tree built, what makes none refused."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from tests.tabular.linked.test_household import homes

from provender.core.errors import ProvenderError
from provender.core.registry import load
from provender.core.verdict import Outcome
from provender.tabular.linked.household import Linked
from provender.tabular.schema import Kind
from provender.tabular.written import csv_lines

PLANTED = "QZXJKVWPLANTED"


def write(folder: Path, tables: Mapping[str, str]) -> Path:
    """Files of tables."""
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def read(folder: Path, **dials: object) -> Linked:
    found = load("reader", "tabular/linked", {"path": str(folder), **dials}).reading()
    assert isinstance(found, Linked)
    return found


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Accounts in districts, of one or two clients through dispositions; two loans of some."""
    owned = [(account, role) for account in range(1, 41) for role in ("OWNER", "USER")[: 1 + account % 2]]
    accounts = [f"{a},{a % 3},1993-01-{1 + a % 28:02}" for a in range(1, 41)]
    disps = [f"{n},{n},{account},{role}" for n, (account, role) in enumerate(owned, 1)]
    clients = [f"{n},{'mf'[n % 2]},{n // 2 % 3}" for n in range(1, len(owned) + 1)]
    loans = [f"{900 + 10 * a + n},{a},1994-{1 + n:02}-01,{a * 100}" for a in range(4, 41, 4) for n in (1, 0)]
    texts = {
        "account": ["account_id,district_id,opened", *accounts],
        "disp": ["disp_id,client_id,account_id,type", *disps],
        "client": ["client_id,sex,district_id", *clients],
        "loan": ["loan_id,account_id,date,amount", *loans],
        "district": ["district_id,name", "0,north", "1,south", "2,west"],
    }
    return write(tmp_path / "bank", {name: "\n".join(lines) + "\n" for name, lines in texts.items()})


def test_what_was_written_is_read_as_the_same_tree(tmp_path: Path) -> None:
    made = homes(150)
    texts = {n: "\n".join(csv_lines(t)) + "\n" for n, t in zip(made.family.names, made.tables, strict=True)}
    folder = write(tmp_path / "clinic", texts)
    found = read(folder)

    assert set(found.family.names) == set(made.family.names)
    for name in made.family.names:
        one, two = found.family[name], made.family[name]
        hung = [(member.key, member.parent, member.link, member.above, member.order) for member in (one, two)]
        assert hung[0] == hung[1]
        assert csv_lines(found[name]) == csv_lines(made[name])
        assert np.array_equal(found.starts[found.family.place(name)], made.starts[made.family.place(name)])
    records = list(load("reader", "tabular/linked", {"path": str(folder)})())
    assert {verdict.outcome for verdict in load("verifier", "tabular/links")(records)} == {Outcome.PASS}


def test_several_clients_of_an_account_hang_below_their_dispositions(bank: Path) -> None:
    found = read(bank, public=("district",))
    members = {m.name: m for m in found.family.members}

    assert found.family.root.name == "account"
    assert (members["client"].parent, members["client"].held) == ("disp", "client_id")
    assert members["loan"].order == "date"
    assert members["account"].schema["district_id"].kind is Kind.CATEGORY
    assert sorted(set(found.counts(found.family.place("disp")).tolist())) == [1, 2]
    assert "district" not in members


def test_rows_of_one_parent_are_put_in_their_order(bank: Path) -> None:
    found = read(bank, public=("district",))
    days = found["loan"]["date"].to_pylist()
    starts = found.starts[found.family.place("loan")].tolist()

    assert all(days[a:b] == sorted(days[a:b]) for a, b in pairwise(starts))


@pytest.mark.parametrize(
    ("dials", "told", "mend"),
    [
        ({}, "'district' is shared by others", "public: [district]"),
        ({"root": "client", "public": ("district",)}, "disp.account_id -> account", "another root"),
        ({"root": "cleint"}, "no table is called 'cleint'", "client"),
        ({"links": ("loan.account -> account",)}, "column of 'loan' is called 'account'", "account_id"),
        ({"links": ("loan of account",)}, "is no link", "visits.patient -> patients"),
        ({"links": ("loan.amount -> account",)}, "some rows name a key that is not there", "sql"),
        ({"public": ("district",), "keys": {"loan": "account_id"}}, "loan.account_id is no key", "each once"),
        ({"public": ("district",), "order": {"loan": "amount"}}, "cannot be put in order", "date"),
        ({"public": ("district",), "order": {"laon": "date"}}, "no table is called 'laon'", "loan"),
        ({"tables": {"account": "account.csv", "loan": "lone.csv"}}, "there is no file 'lone.csv'", "tables"),
    ],
)  # fmt: skip
def test_what_makes_no_tree_is_refused_with_a_mend(bank: Path, dials: dict[str, object], told: str, mend: str) -> None:
    with pytest.raises(ProvenderError) as refused:
        read(bank, **dials)

    assert told in refused.value.what
    assert mend in refused.value.mend


def test_an_orphan_in_the_files_is_refused_and_no_value_shown(bank: Path) -> None:
    with (bank / "loan.csv").open("a") as file:
        file.write(f"1,{PLANTED},1994-01-01,5\n")

    with pytest.raises(ProvenderError) as refused:
        read(bank, public=("district",), links=("loan.account_id -> account", "disp.account_id -> account"))

    assert "some rows name a key that is not there" in refused.value.what
    assert PLANTED not in str(refused.value)


def test_a_row_that_names_another_household_further_up_is_refused(tmp_path: Path) -> None:
    made = homes(50)
    texts = {n: "\n".join(csv_lines(t)) + "\n" for n, t in zip(made.family.names, made.tables, strict=True)}
    other = made["patients"]["patient"][40].as_py()
    lines = texts["medications"].split("\n")
    lines[1] = ",".join([lines[1].split(",")[0], other, *lines[1].split(",")[2:]])

    with pytest.raises(ProvenderError, match="names other rows of 'patients'"):
        read(write(tmp_path / "clinic", {**texts, "medications": "\n".join(lines)}))


def test_a_column_is_made_by_a_question(bank: Path) -> None:
    sql = {"loan": "SELECT loan_id, account_id, date, amount::INT / 100 AS hundreds FROM data"}

    assert "hundreds" in read(bank, public=("district",), sql=sql)["loan"].schema.names
