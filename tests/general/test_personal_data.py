"""Personal data: found in its many forms, not in what only looks like it, and masked without a trace."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conformance.strangers import NOBODY, STRANGERS

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Grade, Outcome
from provender.general.passage import Passage
from provender.general.personal import context
from provender.general.personal.digits import cpf, luhn
from provender.general.personal.find import _WORD, find
from provender.reasoning.problem import Problem
from provender.stages.verify import verify

HELD = {
    "Reach me at jane.o'brien+shop@gmail.com or text 917.555.0134.": ["e-mail", "phone"],
    "john (at) mail.com": ["e-mail"],
    "Ruf mich unter 0176-23456789 an": ["phone"],
    "Tel.: +49 (0) 30 / 12 34 56-78": ["phone"],
    "mon numéro c'est le 07 81 23 45 67": ["phone"],
    "mi número es 655 12 34 56": ["phone"],
    "namba yangu ni 0754 123 456": ["phone"],
    "My mobile is 07911 123456, ask for Sam.": ["phone"],
    "+1 (212) 736-5000": ["phone"],
    "phone number is 8005551234": ["phone"],
    "My SSN: 078-05-1120": ["identity number"],
    "NHS number 943 476 5919": ["identity number"],
    "passport no. 533380006": ["identity number"],
    "DNI 12345678Z": ["identity number"],
    "CPF 529.982.247-25": ["identity number"],
    "Account GB29 NWBK 6016 1331 9268 19, please": ["bank account"],
    "Visa 4111-1111-1111-1111 exp 12/26": ["card"],
    "card no 4012888888881881": ["card"],
    "192.168.1.77 logged in": ["IP address"],
    "2001:0db8:85a3:0000:0000:8a2e:0370:7334": ["IP address"],
    "born 4 July 1991 in Nairobi": ["birthday"],
    "Geboren am 3.5.1978": ["birthday"],
    "née le 3 mai 1978": ["birthday"],
    "Fecha de nacimiento: 3/5/1978": ["birthday"],
    "Alizaliwa tarehe 3 Mei 1978": ["birthday"],
    "Ich heiße Peter Müller und wohne in Köln.": ["name"],
    "Yours sincerely, Margaret A. Hill": ["name"],
    "Mgonjwa: Wanjiru wa Kamau": ["name"],
}

DISGUISED = {  # signs that look like others, values over two lines, small letters
    "Mail jane\uff20gmail.com now": "e-mail",
    "Mail jane@gmail\u3002com": "e-mail",
    "Tel: +49\u201130\u2011901820": "phone",
    "Call me on \uff10\uff11\uff17\uff16 \uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19": "phone",
    "Card: 4111\u00a01111\u00a01111\u00a01111": "card",
    "SSN: 078\u201105\u20111120": "identity number",
    "IBAN DE89\u202f3704\u202f0044\u202f0532\u202f0130\u202f00": "bank account",
    "IBAN DE89 3704 0044\n0532 0130 00": "bank account",
    "IBAN DE89-3704-0044-0532-0130-00": "bank account",
    "iban: de89370400440532013000": "bank account",
}

NOT_HELD = (
    "12345678 + 87654321 = 99999999", "Compute 123-456-7890 step by step", "The product is 4111111111111111.",
    "192.168 * 3.14.15", "The sequence 01 02 03 04 05 06 07", "Flight 0176 departs at 10:45", "2024-01-15",
    "Divide 123 456 789 by 3", "pi = 3.14159265358979", "Einstein was born on 14 March 1879.",
    "Mr. Smith has 12 apples and Mrs. Jones has 5.", "std::vector<int>::iterator", "ISBN 0-306-40615-2",
    "version 10.4.2.1", "The population was 1 234 567 890 in 1998", "x = 0171 + 2345678", "10:30:45:12",
    "The number 4012888888881881 is divisible by 3", "Chapter 1.2.3.4", "Ann's name is short.", "5 000 000 000 francs",
    "0.0123456789", "(1234567890)", "2^31 - 1 = 2147483647", "-0123456789", "Max Planck found it in 1900.",
    "Order 4111 1111 1111 1111 has shipped", "Multiply 5 by +4930123456789 + 1",
)  # fmt: skip


def record(text: str, index: int = 0) -> Record:
    """A passage as a record."""
    return Record(payload=Passage(text), origin=replace(NOBODY, index=index))


@pytest.mark.parametrize("text", HELD)
def test_personal_data_is_found(text: str) -> None:
    assert HELD[text] == [kind for kind, _, _ in find(text)]


@pytest.mark.parametrize("text", NOT_HELD)
def test_what_looks_like_it_is_left_alone(text: str) -> None:
    assert [] == find(text)


@given(digits=st.from_regex(r"[1-9][0-9]{8,14}", fullmatch=True), at=st.integers(0, 14), other=st.integers(1, 9))
def test_luhn_notices_one_changed_digit(digits: str, at: int, other: int) -> None:
    sound = next(digits + last for last in "0123456789" if luhn(digits + last))
    at %= len(sound)

    assert not luhn(sound[:at] + str((int(sound[at]) + other) % 10) + sound[at + 1 :])


def test_equal_digits_are_no_cpf() -> None:
    assert not cpf("11111111111")


@given(text=st.text(st.sampled_from("0123456789 .-/()+@:abXZ\n"), max_size=80) | st.text(max_size=60))
def test_pieces_stand_in_order_without_overlap(text: str) -> None:
    found = find(text)

    assert all(0 <= a.start < a.end <= b.start for a, b in pairwise(found))
    assert all(each.start < each.end <= len(text) for each in found)


@pytest.mark.parametrize(
    "text", ["9" * 50_000, "a" * 50_000 + "@", "1 " * 30_000, "A1" * 20_000, ":" * 20_000, "a@" + "b." * 9000]
)
def test_hostile_lengths_cost_little(text: str) -> None:
    """CPU seconds, not the clock's; a search that went back over what it has read would take minutes."""
    began = process_time()
    find(text)

    assert process_time() - began < 5


def test_a_gold_set_in_five_languages_is_told_apart() -> None:
    golds = load("gold", "general/personal_data")(2000, seed=3)
    verdicts = load("verifier", "general/personal_data")([gold.record for gold in golds])

    told = list(zip(golds, verdicts, strict=True))
    for language in ("en", "de", "fr", "es", "sw"):
        mine = [
            (gold.faulty, verdict.outcome is Outcome.FAIL)
            for gold, verdict in told
            if gold.slices["language"] == language
        ]
        caught = sum(faulty and failed for faulty, failed in mine)
        assert caught >= 0.98 * sum(faulty for faulty, _ in mine)
        assert caught >= 0.95 * sum(failed for _, failed in mine)


def test_a_verdict_tells_kinds_and_no_value() -> None:
    verifier = load("verifier", "general/personal_data")
    held, clean = verifier([record("Call 0754 123 456 or 0754 123 457, Mr. Juma Mwangi"), record("Call me later")])

    assert (Outcome.FAIL, "holds personal data: name, phone") == (held.outcome, held.reason)
    assert {"name": "1", "phone": "2"} == held.evidence
    assert (Outcome.PASS, Grade.SCREENED) == (clean.outcome, clean.grade)
    assert "Juma" not in repr(held)


def test_kinds_that_are_not_asked_for_pass() -> None:
    verifier = load("verifier", "general/personal_data", {"kinds": ("card",)})

    assert Outcome.PASS is verifier([record("Call 0754 123 456")])[0].outcome


def test_masking_makes_a_new_record_that_tells_what_was_there() -> None:
    verifier = load("verifier", "general/personal_data", {"mode": "mask"})
    given = [record("Call 0754 123 456 or a@b.de."), record("Nothing here", 1)]

    told = verify(given, {"general/personal_data": verifier}, accept=Grade.SCREENED, depth=0).judged

    assert ["accepted", "accepted"] == [item.fate for item in told]
    assert "Call [PHONE] or [E-MAIL]." == told[0].record.payload.text()
    assert {"masked": "e-mail 1, phone 1"} == told[0].record.tags
    assert told[1].record is given[1]
    again = verifier.mend([item.record for item in told])
    assert [item.record for item in told] == list(again)


def test_what_cannot_be_masked_is_failed() -> None:
    verifier = load("verifier", "general/personal_data", {"mode": "mask"})

    assert STRANGERS == list(verifier.mend(STRANGERS))


def test_a_masked_problem_keeps_its_story_and_is_proved_again() -> None:
    part, judge = (load(kind, "reasoning/arithmetic/gcd") for kind in ("generator", "verifier"))
    (made,) = part(Shard(seed=1, start=0, count=1))
    assert isinstance(made.payload, Problem)
    asked = replace(made.payload, prose="Ask a@b.de.")

    changed = asked.reworded(lambda text: text.replace("a@b.de", "[E-MAIL]"))

    assert "Ask [E-MAIL]." == changed.prose
    assert asked.derivation == changed.derivation
    assert Outcome.PASS is judge([made])[0].outcome


@given(texts=st.lists(st.text(max_size=30), max_size=4))
def test_passages_come_back_from_their_columns(texts: Sequence[str]) -> None:
    sound = [Passage(text.encode("utf-8", "ignore").decode(), "en") for text in texts]
    codec = load("codec", "general/passage")
    table, blobs = codec.encode(sound)

    assert sound == list(codec.decode(table, {}))
    assert not list(blobs)


@pytest.mark.parametrize("text", DISGUISED)
def test_look_alikes_and_broken_lines_hide_nothing(text: str) -> None:
    assert [DISGUISED[text]] == [kind for kind, _, _ in find(text)]


BEFORE = """Mr.|mrs|Ms|Miss|Dr.|Prof.|Herr|Herrn|Frau|Monsieur|Madame|Mademoiselle|Mme|Mlle|Señor|Señora|Sr.|Sra.|Srta.
Don|Doña|Bwana|Bibi|Bw.|Bi.|Ndugu|M.|My name is|my name's|I am|I'm|This is|Patient:|customer|Client:|employee|Applicant
Tenant:|Beneficiary:|Account holder:|Cardholder:|Sincerely,|Regards,|Signed:|Signed by|Mein Name ist|Ich heiße
Ich heisse|Ich bin|Patientin:|Kunde:|Kundin:|Inhaber:|Inhaberin:|Grüßen|Unterzeichnet:|Je m'appelle|Mon nom est|Je suis
Patiente:|Cliente:|Titulaire:|Cordialement,|Me llamo|Mi nombre es|Soy|Paciente:|Titular:|Atentamente,|Jina langu ni
Naitwa|Ninaitwa|Mimi ni|Mgonjwa:|Mteja:|Name:|Nom :|Nombre:|Nombre completo:|Jina:|Jina kamili:"""


def test_every_word_before_a_name_announces_it() -> None:
    missed = [each for line in BEFORE.splitlines() for each in line.split("|") if not find(f"{each} Julia Weaver")]

    assert [] == missed


@pytest.mark.slow
@settings(max_examples=500)
@given(st.from_regex(context.NAMED))
def test_whatever_announces_a_name_is_looked_for(text: str) -> None:
    assert not context.NAMING.isdisjoint(_WORD.findall(text.casefold()))
