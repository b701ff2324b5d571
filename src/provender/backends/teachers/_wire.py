"""The chat-completions protocol, as every OpenAI-compatible server speaks it: the body of a call, and its reply read.

Reading never fails: what a server sent is untrusted, and a reply that makes no sense is an error reply.
"""

import json
from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple

from provender.core.protocols import Prompt, Reply
from provender.core.seeds import stream

CHAT = "chat/completions"
_MOST_TOKENS = 2**31 - 1
_SHOWN = 200
RETRIED = frozenset({408, 409, *range(500, 600)})  # the server's own fault, or a passing one


class Answer(NamedTuple):
    """A complete answer.

    Attributes:
        status: of HTTP.
        body: all of it; empty when it is larger than allowed.
        retry_after: seconds that the server asks to wait, if it does.
        too_large: whether the body was left unread.
    """

    status: int
    body: bytes
    retry_after: float | None = None
    too_large: bool = False


class Fault(Exception):
    """Line or server failed: there is no complete answer. Says why, in a few words without the key."""


class Format(Enum):
    """How a server is told which form a reply must have, from the strictest way down."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    TEXT = "text"

    @property
    def weaker(self) -> "Format | None":
        """The next way down."""
        return {Format.SCHEMA: Format.OBJECT, Format.OBJECT: Format.TEXT, Format.TEXT: None}[self]


def body(
    model: str, prompt: Prompt, *, params: Mapping[str, object], seed: int | None, form: Format
) -> dict[str, object]:
    """What is posted for one prompt.

    Args:
        params: sampling parameters; the prompt's own come on top.
        seed: of the run, None to send none; each sample of a prompt sends a seed of its own.
        form: how the prompt's schema is asked for, if it has one.
    """
    messages = [{"role": role, "content": text} for role, text in prompt.messages]
    asked: dict[str, object] = {"model": model, "messages": messages, "stream": False, **params, **prompt.params}
    if seed is not None:
        asked["seed"] = stream(seed, prompt.sample, "teacher").below(2**31)
    if prompt.schema is None:
        return asked
    if form is Format.SCHEMA:
        strict = {"name": "reply", "strict": True, "schema": prompt.schema}
        return {**asked, "response_format": {"type": "json_schema", "json_schema": strict}}
    told = json.dumps(prompt.schema, sort_keys=True, ensure_ascii=False)
    messages.append({"role": "user", "content": f"Reply with one JSON object, nothing else, that obeys: {told}"})
    return {**asked, "response_format": {"type": "json_object"}} if form is Format.OBJECT else asked


def read(raw: bytes) -> Reply:
    """A server's raw reply.

    Guarantees:
        Never raises. A reply that was cut off has finish "length"; one without sense or text, or that a filter
        withheld, has finish "error"; the tokens stand in all of them, since they are paid.
    """
    try:
        told = json.loads(raw)
        if "custom_id" in told:  # a line of a batch's result
            told = told["response"]["body"]
        usage = told.get("usage") or {}
        tokens = _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))
        choice = told["choices"][0]
        return _reply(_text(choice["message"].get("content")), choice.get("finish_reason"), tokens)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        shown = raw[:_SHOWN].decode(errors="replace")
        return Reply(text="", finish="error", error=f"the server's reply is no chat completion: {shown!r}")


def _reply(text: str, finish: object, tokens: tuple[int, int]) -> Reply:
    """A reply by why the model stopped."""
    prompt, completion = tokens
    if finish == "length":
        return Reply(text=text, finish="length", prompt_tokens=prompt, completion_tokens=completion)
    why = ""
    if finish not in ("stop", "eos", None):
        why = "the server's filter withheld it" if finish == "content_filter" else f"it ended with {str(finish)[:40]!r}"
    elif not text:
        why = "the reply is empty"
    return Reply(
        text=text,
        finish="error" if why else "stop",
        error=why,
        prompt_tokens=prompt,
        completion_tokens=completion,
    )


def _text(content: object) -> str:
    """A message's text, also where it comes in pieces."""
    if isinstance(content, list):
        return "".join(str(piece.get("text", "")) for piece in content)
    return content if isinstance(content, str) else ""


def _count(number: object) -> int:
    """A number of tokens as a server tells it; nonsense is 0."""
    if not isinstance(number, int) or isinstance(number, bool):
        return 0
    return min(max(number, 0), _MOST_TOKENS)


def refusal(raw: bytes) -> tuple[str, str]:
    """(code, message) of an error that a server explains; "" where it does not."""
    try:
        told: Any = json.loads(raw)
        error = told.get("error", told)
        if not isinstance(error, dict):
            return "", str(error)[:_SHOWN]
        return str(error.get("code") or error.get("type") or ""), str(error.get("message") or told)[:_SHOWN]
    except (ValueError, AttributeError, RecursionError):
        return "", raw[:_SHOWN].decode(errors="replace")
