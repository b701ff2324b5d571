"""A page that works from a file, offline: one record at a time, a key for each label, saved as JSON Lines.

The records lie in it as data that no parser takes for markup, and are shown as text alone. Its policy lets one script
run, known by its hash, and nothing be fetched. What is labelled is kept by the browser, where that lets a file keep
anything, until it is saved; what a judge said stands nowhere in it.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import blake2b, sha256

from markupsafe import Markup

from provender.report.page import environment, file_text

_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def labelling_page(rows: Sequence[tuple[str, str]], *, title: str) -> str:
    """The page for (id, text) of each record.

    Guarantees:
        No text of a record becomes markup or script; characters that turn the direction of writing are shown as such.
    """
    script = file_text("labelling/page.js")
    plain = [{"id": name, "text": _visible(text)} for name, text in rows]
    data = json.dumps(plain, ensure_ascii=True)
    for char, told in _ESCAPED.items():
        data = data.replace(char, told)
    template = environment().from_string(file_text("labelling/page.html"))
    return template.render(
        title=title,
        data=Markup(data),
        script=Markup(script),
        policy="sha256-" + b64encode(sha256(script.encode()).digest()).decode(),
        kept=blake2b(data.encode(), digest_size=12).hexdigest(),
        style=Markup(file_text("page.css")),
        count=len(rows),
    )


def _visible(text: str) -> str:
    """The text with control characters, and those that turn the direction of writing, as one sign."""
    return "".join(char if char.isprintable() or char in "\n\t" else "\ufffd" for char in text)
