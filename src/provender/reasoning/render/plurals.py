"""What a language makes of a number: its plural category and its decimal sign, as CLDR has them.

    plural(1, "fr"), plural(2, "fr")        "one", "other"
    decimal(Fraction(5, 2), "de")           "2,5"

CLDR comes through babel, which is loaded when a language is first asked for and not before.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from provender.core.errors import RecipeError


@lru_cache(maxsize=64)
def _rule(language: str) -> Callable[[int], str]:
    """The language's plural rule."""
    from babel import Locale

    rule: Callable[[int], str] = Locale.parse(language).plural_form
    return rule


@lru_cache(maxsize=4096)
def plural(number: int, language: str) -> str:
    """The CLDR plural category of a whole number: "one" or "other" (or "many", of millions in French and Spanish).

    Source: CLDR, supplemental/plurals.xml (Unicode Technical Standard 35, part 3).
    """
    return _rule(language)(number)


@lru_cache(maxsize=64)
def decimal_sign(language: str) -> str:
    """What stands between whole part and rest: "." or ",".

    >>> decimal_sign("sw"), decimal_sign("de")
    ('.', ',')
    """
    from babel.numbers import get_decimal_symbol

    sign: str = get_decimal_symbol(language, numbering_system="latn")
    return sign


def decimal(number: Fraction, language: str) -> str:
    """A number with finitely many decimal places, without trailing zeros.

    Raises:
        RecipeError: it has infinitely many.

    >>> decimal(Fraction(-9, 4), "fr")
    '-2,25'
    """
    places, rest = 0, number.denominator
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        places += 1
    if rest != 1:
        raise RecipeError(
            f"{number} has no end as a decimal", where="a number to be written", mend="keep it a fraction"
        )
    figures = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    whole = figures if not places else f"{figures[:-places]}{decimal_sign(language)}{figures[-places:]}"
    return f"-{whole}" if number < 0 else whole
