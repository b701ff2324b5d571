"""The report: escapes what it is told, loads nothing, says what happened."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.protocols import Block
from provender.core.recipe import Recipe, Use
from provender.report.page import broken, page
from provender.report.svg import bars, lines, pairs, plainly
from provender.run.ledger.facts import read_facts
from provender.run.ledger.samples import drawn, samples
from provender.run.options import RunOptions
from provender.run.waves import run
from provender.store.folder import RunFolder

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m\u202e{{ 7*7 }}"


class _Tags(HTMLParser):
    """Collects every tag and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, set[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")


def _tags(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    return parser


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    recipe = Recipe(name="small", generators=(Use(name="reasoning/arithmetic/gcd"),), count=30)
    summary = run(recipe, RunOptions(output=tmp_path_factory.mktemp("runs"), workers=0))
    return {**read_facts(RunFolder(summary.folder)), "folder": str(summary.folder)}


def test_page_shows_the_count_the_digest_and_checked_steps(facts: dict[str, object]) -> None:
    folder = RunFolder(Path(str(facts["folder"])))

    html = page(facts, drawn(samples(folder, accepted=30)))

    assert "All 30 records asked for were accepted" in html
    assert str(facts["digest"]) in html
    assert 'class="ok"' in html


def test_page_lets_no_hostile_text_through(facts: dict[str, object]) -> None:
    block = Block(title=HOSTILE, caption=HOSTILE, head=(HOSTILE,), rows=((HOSTILE,),), lines=(HOSTILE, "✗ " + HOSTILE))
    told = {**facts, "name": HOSTILE, "refused": {HOSTILE: 3}, "spent": {HOSTILE: {"calls": 1}}}

    html = page(told, [(HOSTILE, [block])])

    found = _tags(html)
    assert not {"script", "img", "iframe", "object", "link", "a"} & found.tags
    assert not [name for name in found.attributes if name.startswith("on")]
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert "{{ 7*7 }}" in html, "data is never a template"


def test_page_loads_nothing_from_elsewhere(facts: dict[str, object]) -> None:
    html = page(facts, [("Pictures", [Block(title="one", image=b"\x89PNG")])])

    found = _tags(html)
    assert not {"href", "srcset", "action"} & found.attributes.keys()
    assert all(value.startswith("data:image/png") for value in found.attributes["src"])
    assert not re.findall(r"url\(|@import|https?://", html)


def test_page_tells_of_cycles(facts: dict[str, object]) -> None:
    cycle = {
        "cycle": 0,
        "made": 100,
        "overall": 0.5,
        "measure": "average precision",
        "by_tag": {"level": {"1": 0.9, "2": 0.1}},
        "n_by_tag": {"level": {"1": 100, "2": 100}},
        "mix": {"level": {"1": 0.5, "2": 0.5}},
        "interval": [0.4, 0.6],
        "n": 40,
        "counted": "things",
        "changes": ["level=2: 50% -> 70%"],
    }
    after = {**cycle, "cycle": 1, "overall": 0.75, "made": 300, "by_tag": {"level": {"1": 0.9, "2": 0.5}}}

    html = page({**facts, "cycles": [cycle, after], "exams": {"": {**cycle, "overall": 0.7}}}, [])
    apart = page({**facts, "cycles": [{"cycle": 0, "wings": {"twin": cycle, "tabular": {"made": 0}}}]}, [])

    assert "overall: 50.0%, 75.0%" in html
    assert "level=2: 50% -&gt; 70%" in html
    assert "<b>70.0%</b> average precision, of 40 things" in html
    assert ">40 (" in html  # points by 100 records of level 2
    assert "The student of twin, cycle by cycle" in apart
    assert "The student of tabular" not in apart


@given(text=st.text())
def test_plainly_leaves_nothing_that_could_hide(text: str) -> None:
    assert all(char.isprintable() or char in "\n\t" for char in plainly(text))


@given(label=st.text(max_size=20), share=st.floats(0, 1))
def test_charts_are_well_formed_whatever_the_labels(label: str, share: float) -> None:
    for chart in (
        bars([(label, share, label)], title=label),
        pairs([(label, share, share)], title=label),
        lines({label: [share, share]}, title=label),
    ):
        assert {"svg", "title"} <= _tags(chart).tags
        assert not {"script", "a", "foreignobject", "image"} & _tags(chart).tags


def test_page_of_a_short_run_says_so(facts: dict[str, object]) -> None:
    html = page({**facts, "wanted": 99}, [])

    assert "Short." in html


def test_page_counts_the_verifiers_that_said_nothing(facts: dict[str, object]) -> None:
    funnel = {"reasoning/a_b": {"pass": 30}, "reasoning/mute": {"abstain": 30}, "reasoning/dumb": {"abstain": 30}}

    html = page({**facts, "funnel": funnel}, [])

    assert "reasoning/<wbr>a_<wbr>b" in html
    assert "mute" not in html
    assert "2 more had nothing to say" in html


def test_a_name_that_may_be_broken_is_still_escaped() -> None:
    assert broken("a/<b>\x1b_c") == "a/<wbr>&lt;b&gt;�_<wbr>c"


def test_page_folds_a_tag_of_many_values_and_shows_first_what_is_off(facts: dict[str, object]) -> None:
    values = {f"{case:04d}": [1, 1] for case in range(58)} | {"0041": [1, 0]}

    html = page({**facts, "mix": {"case": values}}, [])

    shown, folded = html.split("<summary>42 more</summary>")
    assert "0041" in shown
    assert "0057" not in shown.split("Mix asked for and got")[1]
    assert "0057" in folded
    assert " more</summary>" not in page({**facts, "mix": {"case": dict(list(values.items())[:16])}}, [])
