"""What the grammars of all languages are made with: tables of nouns, and the ways in which a step is told."""

from collections.abc import Iterator, Mapping, Sequence

from provender.reasoning.render.wording import Templates


def rows(table: str) -> Iterator[tuple[str, list[str]]]:
    """The lines of a table of nouns: a lemma, and what the language needs to know of it."""
    for line in table.strip().split("\n"):
        lemma, *forms = line.split()
        yield lemma, forms


ENDS = ("all", "each", "money", "they_money", "left", "they_left")
"""Kinds of results with which a story may end."""


def steps(results: Mapping[str, str], so: str, colon: str = ":") -> Templates:
    """Three ways of telling what a step works out, of a sentence that leaves a place {x} for the number.

    >>> steps({"has": "{A} has {x} pens"}, "so")["has"][1]
    '{work} = {v}, so {A} has {v} pens.'
    """
    told: dict[str, Sequence[str]] = {}
    for kind, result in results.items():
        told[kind] = (
            f"{upright(result).replace('{x}', '{work} = {v}')}.",
            f"{{work}} = {{v}}, {so} {result.replace('{x}', '{v}')}.",
            f"{upright(result).replace('{x}', '{v}')}{colon} {{work}} = {{v}}.",
        )
    return told


def outcomes(results: Mapping[str, str], kinds: Sequence[str], announced: str) -> Templates:
    """What comes out, told as a fact: "They earn 260 shillings." or "The result: they earn 260 shillings."."""
    return {
        f"told_{kind}": (
            f"{upright(results[kind]).replace('{x}', '{n}')}.",
            f"{announced} {results[kind].replace('{x}', '{n}')}.",
        )
        for kind in kinds
    }


def upright(sentence: str) -> str:
    """The sentence with a capital, unless a name begins it."""
    return sentence if sentence[0] == "{" else sentence[0].upper() + sentence[1:]


def listed(names: Sequence[str], joiner: str) -> str:
    """ "Amina, Juma and Zuri"."""
    return f"{', '.join(names[:-1])} {joiner} {names[-1]}"
