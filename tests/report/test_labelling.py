"""The labelling page: records are data and text, one script runs, and what it saves is read back."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from provender.report.labelling.page import labelling_page
from provender.stages.judges.labels import read_labels

HOSTILE = "</script><script>alert(1)</script><!-- \u202e \u2028 &amp; <img src=x onerror=alert(1)> \x1b[2J"


class Seen(HTMLParser):
    """What a browser would find: tags in order, and the text of each script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.scripts: list[str] = []
        self._inside = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts.append(data)


PLAIN = Seen(labelling_page([("a:0:0", "words")], title="t"))


@given(
    rows=st.lists(st.tuples(st.text(max_size=20), st.text(max_size=60) | st.just(HOSTILE)), max_size=4), title=st.text()
)
def test_no_text_of_a_record_becomes_markup(rows: list[tuple[str, str]], title: str) -> None:
    seen = Seen(labelling_page(rows, title=title))

    assert PLAIN.tags == seen.tags
    assert PLAIN.scripts[1] == seen.scripts[1]
    assert [name for name, _ in rows] == [row["id"] for row in json.loads(seen.scripts[0])]


def test_texts_are_shown_as_they_are_but_for_what_turns_or_hides_them() -> None:
    text = "7 × 12 = 84\n\tUlinganisho wa ½"
    (row,) = json.loads(Seen(labelling_page([("a", text)], title="t")).scripts[0])
    (hostile,) = json.loads(Seen(labelling_page([("a", HOSTILE)], title="t")).scripts[0])

    assert text == row["text"]
    assert not re.search("[\u202e\u2028\x1b]", hostile["text"])


def test_only_the_pages_own_script_may_run_and_nothing_is_fetched() -> None:
    page = labelling_page([("a", HOSTILE)], title="<b>")
    digest = b64encode(sha256(PLAIN.scripts[1].encode()).digest()).decode()

    assert f"default-src 'none'; script-src 'sha256-{digest}'" in page
    assert not re.search(r"(?:src|href)=|https?:|import\(|fetch\(", page.replace("src=x onerror", ""))
    assert "<b>" not in page.replace('<b id="where">', "")


def test_what_the_page_saves_is_read_back() -> None:
    saved = "".join(
        json.dumps(line) + "\n" for line in ({"id": "a:0:0", "label": "sound"}, {"id": "b", "label": "faulty"})
    )

    assert {"a:0:0": True, "b": False} == read_labels(saved.encode(), ["a:0:0", "b", "c"], where="labels.jsonl")
