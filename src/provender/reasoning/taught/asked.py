"""A prompt's name in the marks of what answers it."""

import json
from hashlib import sha256

from provender.core.protocols import Prompt


def digest_of(prompt: Prompt) -> str:
    """SHA-256, hex, of the canonical JSON of what is asked; says nothing of who is asked.

    >>> digest_of(Prompt(messages=(("user", "2 + 2?"),)))[:8]
    '0dfe3379'
    """
    asked = [prompt.messages, dict(prompt.params), prompt.sample, prompt.schema]
    return sha256(json.dumps(asked, sort_keys=True, separators=(",", ":"), default=dict).encode()).hexdigest()
