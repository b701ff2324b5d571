"""Made-up e-mails, telephones, cards, accounts and identity numbers with sound check digits, and look-alikes of them.

Check digits are found here by trying digits until the rule holds; the judge computes them the other way.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random

from provender.general.golds._sentences import FIRST, LAST, MONTHS

LANGUAGES = ("en", "de", "fr", "es", "sw")
_COUNTRY = {"en": "GB", "de": "DE", "fr": "FR", "es": "ES", "sw": "MU"}
_PHONES: Mapping[str, tuple[str, ...]] = {  # d any digit, n 2 to 9
    "en": ("(n1d) ndd-dddd", "n1d-n2d-dddd", "+1 n1d ndd dddd", "+44 20 7ddd dddd", "07ddd dddddd", "020 7ddd dddd"),
    "de": ("030 ddddddd", "0171/ddddddd", "+49 89 ddd ddd dd", "0221-dddddd", "+49 (0)171 ddddddd", "(0711) ddd ddd"),
    "fr": (
        "01 dd dd dd dd",
        "06.dd.dd.dd.dd",
        "+33 6 dd dd dd dd",
        "0033 1 dd dd dd dd",
        "07-dd-dd-dd-dd",
        "06dddddddd",
    ),
    "es": ("6dd dd dd dd", "91 ddd dd dd", "+34 6dd ddd ddd", "6dd ddd ddd", "0034 91 ddd dd dd", "9dddddddd"),
    "sw": ("07dd ddd ddd", "+255 7dd ddd ddd", "+254 7dd dddddd", "07dddddddd", "+255-7dd-ddd-ddd", "022 ddd dddd"),
}
_CARDS = ("4ddd dddd dddd ddd", "52dd-dddd-dddd-ddd", "55dddddddddddd d", "37dd dddddd dddd", "4ddddddddddddd d")


def fill(rng: Random, form: str) -> str:
    """A form with digits in it."""
    drawn = {"d": lambda: str(rng.randrange(10)), "n": lambda: str(rng.randrange(2, 10))}
    return "".join(drawn[char]() if char in drawn else char for char in form)


def last_digit(text: str, sound: Callable[[list[int]], bool]) -> str:
    """The text with the digit at its end that makes it sound."""
    for digit in "0123456789":
        if sound([int(char) for char in text + digit if char.isdigit()]):
            return text + digit
    raise ValueError(f"no digit completes {text}")


def _luhn(digits: list[int]) -> bool:
    """Luhn by table."""
    doubled = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
    return sum(doubled[d] if at % 2 else d for at, d in enumerate(digits[::-1])) % 10 == 0


def _card(rng: Random, _: str) -> str:
    """A card, in groups or in one piece."""
    return last_digit(fill(rng, rng.choice(_CARDS)).replace("dd d", "ddd"), _luhn).replace(" ", rng.choice((" ", "")))


def _iban(rng: Random, language: str) -> str:
    """An account of the language's country, its two check digits found by trying."""
    country = _COUNTRY[language]
    form = {"GB": "NWBK" + "d" * 14, "DE": "d" * 18, "FR": "d" * 23, "ES": "d" * 20, "MU": "BOMM" + "d" * 19 + "MUR"}
    body = "".join(fill(rng, char) if char == "d" else char for char in form[country])
    for check in range(2, 99):
        text = f"{body}{country}{check:02d}"
        number = 0
        for char in text:
            number = (number * (10 if char.isdigit() else 100) + int(char, 36)) % 97
        if number == 1:
            plain = f"{country}{check:02d}{body}"
            grouped = " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))
            return rng.choice((plain, grouped))
    raise ValueError(country)


def _mod_11_10(digits: list[int]) -> bool:
    """ISO 7064 mod 11, 10, as the standard words it: the remainder after the last digit is 1."""
    rest = 10
    for digit in digits[:-1]:
        rest = ((rest + digit) % 10 or 10) * 2 % 11
    return (rest + digits[-1]) % 10 == 1


def _ssn(rng: Random) -> str:
    """A social security number of the United States."""
    area = rng.choice([*range(1, 666), *range(667, 900)])
    return f"{area:03d}-{rng.randrange(1, 100):02d}-{rng.randrange(1, 10000):04d}"


def _steuer_id(rng: Random) -> str:
    """A German tax number."""
    while True:
        try:
            plain = last_digit(str(rng.randrange(1, 10)) + fill(rng, "ddddddddd"), _mod_11_10)
        except ValueError:
            continue
        return rng.choice((plain, f"{plain[:2]} {plain[2:5]} {plain[5:8]} {plain[8:]}"))


def _nir(rng: Random) -> str:
    """A French social security number."""
    body = f"{rng.choice('12')}{rng.randrange(40, 100):02d}{rng.randrange(1, 13):02d}{rng.randrange(10, 96):02d}"
    body += fill(rng, "dddddd")
    key = next(key for key in range(1, 98) if (int(body) + key) % 97 == 0)
    grouped = " ".join(body[a:b] for a, b in pairwise((0, 1, 3, 5, 7, 10, 13)))
    return rng.choice((f"{body}{key:02d}", f"{grouped} {key:02d}"))


def _dni(rng: Random) -> str:
    """A Spanish identity number."""
    number = rng.randrange(10_000_000, 100_000_000)
    return f"{number}{rng.choice(('', '-'))}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def _kitambulisho(rng: Random) -> str:
    """A Kenyan or a Tanzanian identity number."""
    if rng.random() < 0.5:
        return fill(rng, "nddddddd")
    day = f"{rng.randrange(1950, 2005)}{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d}"
    return f"{day}-{fill(rng, 'ddddd-ddddd-dd')}"


_IDENTITIES = {"en": _ssn, "de": _steuer_id, "fr": _nir, "es": _dni, "sw": _kitambulisho}


def _email(rng: Random, _: str) -> str:
    """An address of the usual kinds."""
    user = rng.choice((f"{rng.choice('abcdefgh')}.weaver", f"info{rng.randrange(99)}", "maria_k", "Juma-7", "x+news"))
    domain = rng.choice(("posta", "mail.uni-nord", "firma24", "kazi"))
    return f"{user}@{domain}.{rng.choice(('com', 'de', 'fr', 'co.tz', 'org'))}"


def _day(rng: Random, language: str) -> str:
    """A day, as it is written there."""
    day, month, year = rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(1930, 2015)
    word = rng.choice(MONTHS[language])
    forms = [f"{day:02d}/{month:02d}/{year}", f"{year}-{month:02d}-{day:02d}", f"{day} {word} {year}"]
    more = {"en": f"{word} {day}, {year}", "de": f"{day}. {word} {year}", "es": f"{day} de {word} de {year}"}
    return rng.choice([*forms, f"{day:02d}.{month:02d}.{year}", more.get(language, forms[0])])


def _address(rng: Random, _: str) -> str:
    """An address of a machine, of version 4 or 6."""
    if rng.random() < 0.7:
        return ".".join(str(part) for part in (rng.randrange(11, 120), *(rng.randrange(255) for _ in range(3))))
    return (
        "2001:db8:" + ":".join(f"{rng.randrange(4096, 65536):x}" for _ in range(6))
        if rng.random() < 0.5
        else (f"2001:db8:{rng.randrange(4096, 65536):x}::{rng.randrange(1, 65536):x}")
    )


def _name(rng: Random, language: str) -> str:
    """A full name."""
    return f"{rng.choice(FIRST[language])} {rng.choice(LAST[language])}"


MAKE: Mapping[str, Callable[[Random, str], str]] = {
    "e-mail": _email,
    "phone": lambda rng, language: fill(rng, rng.choice(_PHONES[language])),
    "card": _card,
    "bank account": _iban,
    "identity number": lambda rng, language: _IDENTITIES[language](rng),
    "IP address": _address,
    "birthday": _day,
    "name": _name,
}


def alike(rng: Random, language: str) -> dict[str, str]:
    """What stands in sentences that hold nothing personal."""
    number = rng.randrange(10**6, 10**13)
    sums = (f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "."), str(number))
    orders = (
        "dddd-dddd-dddd",
        "ndddddddd",
        "ddd-ddddddd-ddddddd",
        "0ddd-dddddd",
        "dddd dddd dddd dddd",
        "n1d-n2d-dddd",
    )
    return {
        "order": fill(rng, rng.choice(orders)),
        "sum": rng.choice(sums),
        "few": str(rng.randrange(2, 1000)),
        "digits": fill(rng, "dddd"),
        "isbn": fill(rng, rng.choice(("978-3-dd-dddddd-d", "978dddddddddd", "0-ddd-ddddd-d"))),
        "version": ".".join(str(rng.randrange(0, 30)) for _ in range(rng.choice((3, 4)))),
        "date": _day(rng, language),
        "first": rng.choice(FIRST[language]),
    }
