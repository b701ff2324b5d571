"""Names as they are compared: without case, accents, quotes and the articles of five languages."""

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans(dict.fromkeys("\"'“”„‚‘«»‹›`’ʻ.\xad*_", " "))
_ARTICLE = re.compile(
    r"^(?:the|an?|der|die|das|dem|des|den|ein|eine|einen|le|la|les|l|un|une|el|los|las|una|du|de la|de l|del|des|de|d) "
)
_LONGEST = 200


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The name as it is compared.

    >>> plain("L’Écosse"), plain(" São  Tomé. ")
    ('l ecosse', 'sao tome')
    """
    open_ = unicodedata.normalize("NFKD", name[:_LONGEST].casefold().translate(_QUOTES))
    return " ".join("".join(char for char in open_ if not unicodedata.combining(char)).split())


def bare(name: str) -> str:
    """The compared name without an article before it.

    >>> bare("The Netherlands"), bare("l'Italie")
    ('netherlands', 'italie')
    """
    known = plain(name)
    return _ARTICLE.sub("", known) or known


def alternatives(cell: str) -> tuple[str, ...]:
    """The names in a cell: "Kyiv | Kiev" holds two."""
    return tuple(name for part in cell.split("|") if (name := part.strip()))
