"""Check codes: twelve characters a customer can read out, type in and trust.

Eleven characters (55 bits) come from an HMAC of the outreach's natural key, so a replay gives the same code and
nobody without the secret can guess one. The twelfth is a check digit over GF(32): it catches every single wrong
character and every swap of two. The alphabet is Crockford's base 32 (no I, L, O, U); what people type is forgiven.
"""

import hmac
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def code_for(*, secret: bytes, key: str) -> str:
    """The code of the outreach whose natural key this is, as twelve plain characters."""
    number = int.from_bytes(hmac.digest(secret, key.encode(), sha256)[:8], "big") >> 9
    digits = [number >> 5 * place & 31 for place in reversed(range(LENGTH - 1))]
    return "".join(ALPHABET[digit] for digit in [*digits, check_digit(digits)])


def spoken(code: str) -> str:
    """The code in groups of four, as it is shown and read out: `7K2M-94QX-0DTW`."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normalised(typed: str) -> str:
    """What was typed in the code's own letters: no spaces or hyphens, capitals, O as 0, I and L as 1."""
    return "".join(character for character in typed.upper() if character.isalnum()).translate(READ_AS)


def is_whole(code: str) -> bool:
    """Whether a normalised code has its length, its letters and a right check digit (false: a typing error)."""
    digits = [ALPHABET.find(character) for character in code]
    return len(digits) == LENGTH and -1 not in digits and check_digit(digits[:-1]) == digits[-1]


def check_digit(digits: list[int]) -> int:
    """The last digit: with it, the sum of all digits weighted by 1, 2, 4 ... in GF(32) is zero.

    Weights that are all different and never zero are what tells every substitution and every swap.
    """
    total, weight = 0, 1
    for digit in reversed(digits):
        weight = doubled(weight)
        total ^= product(digit, weight)
    return total


def product(one: int, other: int) -> int:
    """One digit times another in GF(32)."""
    total = 0
    while other:
        total ^= one if other & 1 else 0
        one, other = doubled(one), other >> 1
    return total


def doubled(digit: int) -> int:
    """Twice a digit in GF(32), whose polynomial is x^5 + x^2 + 1."""
    digit <<= 1
    return digit ^ 0b100101 if digit & 32 else digit
