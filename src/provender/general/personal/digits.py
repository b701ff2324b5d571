"""Check digits: of cards, bank accounts and the identity numbers of some countries."""

from collections.abc import Callable, Mapping
from datetime import date

_DNI = "TRWAGMYFPDXBNJZSQVHLCKE"
_IBAN_SIZES: Mapping[str, int] = {
    country: size
    for size, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI FO GL NL",
        19: "MK SI",
        20: "AT BA EE KZ LT LU XK",
        21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS",
        23: "AE GI IL IQ",
        24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "PT",
        26: "IS TR",
        27: "FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HU LB PL",
        29: "BR EG PS QA UA",
        30: "JO KW MU",
        31: "MT",
    }.items()
    for country in countries.split()
}
_VERHOEFF = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 3, 4, 0, 6, 7, 8, 9, 5), (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7), (4, 0, 1, 2, 3, 9, 5, 6, 7, 8), (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2), (7, 6, 5, 9, 8, 2, 1, 0, 4, 3), (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)  # fmt: skip
_TURN = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def luhn(digits: str) -> bool:
    """Cards and many more (ISO/IEC 7812-1)."""
    twice = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits)))
    return sum(value - 9 * (value > 9) for value in twice) % 10 == 0


def card(digits: str) -> bool:
    """A payment card: a network's prefix and length, and Luhn."""
    two, four = int(digits[:2]), int(digits[:4])
    known = (
        (digits[0] == "4" and len(digits) in (13, 16, 19))
        or (len(digits) == 16 and (51 <= two <= 55 or 2221 <= four <= 2720 or four == 6011 or two in (35, 62, 64, 65)))
        or (len(digits) == 15 and two in (34, 37))
        or (len(digits) == 14 and two in (30, 36, 38, 39))
    )
    return known and luhn(digits)


def iban(text: str) -> bool:
    """An account's number: its country's length, and 1 modulo 97 (ISO 13616)."""
    if len(text) != _IBAN_SIZES.get(text[:2], 0) or not text[2:4].isdigit():
        return False
    return int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97 == 1


def dni(text: str) -> bool:
    """Spain's DNI and NIE: eight digits (the first of a NIE is X, Y or Z) and the letter that they give modulo 23."""
    number = str("XYZ".find(text[0])) + text[1:-1] if text[0] in "XYZ" else text[:-1]
    return len(number) == 8 and number.isdigit() and _DNI[int(number) % 23] == text[-1]


def codice_fiscale(text: str) -> bool:
    """Italy's, by its check letter (DM 23 December 1976)."""
    odd = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
    places = [int(char) if char.isdigit() else ord(char) - 65 for char in text[:15]]
    total = sum(place if at % 2 else odd[place] for at, place in enumerate(places))
    return chr(65 + total % 26) == text[15]


def nir(digits: str) -> bool:
    """France's: 97 less the number modulo 97 (Corsica's letters left aside)."""
    month = int(digits[3:5])
    return digits[0] in "12" and (1 <= month <= 12 or month >= 20) and 97 - int(digits[:13]) % 97 == int(digits[13:])


def steuer_id(digits: str) -> bool:
    """Germany's: ISO 7064 modulo 11, 10, and no leading zero."""
    product = 10
    for digit in digits[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return digits[0] != "0" and (11 - product) % 10 == int(digits[10])


def cpf(digits: str) -> bool:
    """Brazil's: two check digits modulo 11."""
    for size in (9, 10):
        total = sum(int(digit) * weight for digit, weight in zip(digits, range(size + 1, 1, -1), strict=False))
        if total * 10 % 11 % 10 != int(digits[size]):
            return False
    return len(set(digits)) > 1


def weighted(digits: str, weights: tuple[int, ...], modulus: int) -> bool:
    """Whether the digits, weighted and summed, are a multiple of the modulus."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % modulus == 0


def verhoeff(digits: str) -> bool:
    """India's Aadhaar (Verhoeff 1969)."""
    check = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit)
        for _ in range(at % 8):
            value = _TURN[value]
        check = _VERHOEFF[check][value]
    return check == 0


def china(text: str) -> bool:
    """China's: ISO 7064 modulo 11, 2, over a birthday."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], weights, strict=True))
    return day(text[6:14]) and "10X98765432"[total % 11] == text[17].upper()


def day(digits: str) -> bool:
    """Whether YYYYMMDD is a day in a living person's life."""
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year < 2100
    except ValueError:
        return False


def short_day(digits: str) -> bool:
    """Whether YYMMDD is a day of some century."""
    return day("20" + digits) or day("19" + digits)


# Countries' numbers by their count of digits: met beside a word that announces such a number, they are one.
ANNOUNCED: Mapping[int, tuple[Callable[[str], bool], ...]] = {
    8: (str.isdigit,),  # Kenya, without check digit
    9: (str.isdigit, lambda told: weighted(told, (9, 8, 7, 6, 5, 4, 3, 2, -1), 11)),  # United States; Netherlands
    10: (lambda told: weighted(told, (10, 9, 8, 7, 6, 5, 4, 3, 2, 1), 11), lambda told: short_day(told) and luhn(told)),
    11: (steuer_id, cpf, lambda told: weighted(told, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1), 10)),  # Germany; Brazil; Poland
    12: (verhoeff,),
    13: (lambda told: short_day(told[:6]) and luhn(told),),  # South Africa
    15: (nir,),
    18: (china,),
    20: (lambda told: day(told[:8]),),  # Tanzania
}
