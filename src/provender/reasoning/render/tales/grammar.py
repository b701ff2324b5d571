"""What the grammars of all languages are made with: tables of nouns, and the ways in which a step is told."""

from collections.abc import Iterator, Mapping, Sequence

from provender.reasoning.render.wording import Templates


def rows(table: str) -> Iterator[tuple[str, list[str]]]:
    """The lines of a table of nouns: a lemma, and what the language needs to know of it."""
    for line in table.strip().split("\n"):
        lemma, *forms = line.split()
        yield lemma, forms


def steps(results: Mapping[str, str], so: str, colon: str = ":") -> Templates:
    """Three ways of telling what a step works out, of a sentence that leaves a place {x} for the number.

    >>> steps({"has": "{A} has {x} pens"}, "so")["has"][1]
    '{work} = {v}, so {A} has {v} pens.'
    """
    told: dict[str, Sequence[str]] = {}
    for kind, result in results.items():
        upright = result if result[0] == "{" else result[0].upper() + result[1:]
        told[kind] = (
            f"{upright.replace('{x}', '{work} = {v}')}.",
            f"{{work}} = {{v}}, {so} {result.replace('{x}', '{v}')}.",
            f"{upright.replace('{x}', '{v}')}{colon} {{work}} = {{v}}.",
        )
    return told


def listed(names: Sequence[str], joiner: str) -> str:
    """ "Amina, Juma and Zuri"."""
    return f"{', '.join(names[:-1])} {joiner} {names[-1]}"
