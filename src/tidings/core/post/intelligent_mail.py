"""The Intelligent Mail barcode: 65 bars from a tracking code and a routing code (USPS-B-3200).

Each bar is A (ascender), D (descender), F (full) or T (tracker).
"""

from tidings.core.post.bar_table import HALVES

ROUTING_LENGTHS = (0, 5, 9, 11)
GENERATOR, FRAME = 0x0F35, 0x07FF


class NotAnIntelligentMailCode(ValueError):
    """Digits that no barcode can carry; says which."""


def bars(*, tracking: str, routing: str = "") -> str:
    """The 65 bars of 20 tracking digits and a ZIP code of 0, 5, 9 or 11 digits."""
    if len(tracking) != 20 or not plain_digits(tracking) or tracking[1] > "4":
        raise NotAnIntelligentMailCode("the tracking code has 20 digits, the second of them 0 to 4")
    if len(routing) not in ROUTING_LENGTHS or not plain_digits(routing):
        raise NotAnIntelligentMailCode("the routing code has 0, 5, 9 or 11 digits")
    value = packed(tracking, routing)
    check = checksum(value.to_bytes(13))
    return drawn(characters(codewords(value, check), check))


def plain_digits(text: str) -> bool:
    return text.isascii() and (text.isdigit() or not text)


def packed(tracking: str, routing: str) -> int:
    """Both codes as one number of 102 bits (3.2.1 of the specification)."""
    value = int(routing or 0) + {0: 0, 5: 1, 9: 100_001, 11: 1_000_100_001}[len(routing)]
    value = (value * 10 + int(tracking[0])) * 5 + int(tracking[1])
    for digit in tracking[2:]:
        value = value * 10 + int(digit)
    return value


def checksum(octets: bytes) -> int:
    """The frame check sequence of 11 bits; the first two bits of the 104 are no part of it."""
    found = FRAME
    for place, octet in enumerate(octets):
        bits, data = (6, octet << 5) if place == 0 else (8, octet << 3)
        for _ in range(bits):
            odd = (found ^ data) & 0x400
            found = (found << 1 ^ (GENERATOR if odd else 0)) & 0x7FF
            data <<= 1
    return found


def codewords(value: int, check: int) -> list[int]:
    """Ten numbers, the last even and the first marked with the check's highest bit."""
    value, last = divmod(value, 636)
    found = [last * 2]
    for _ in range(8):
        value, word = divmod(value, 1365)
        found.insert(0, word)
    return [value + (659 if check & 0x400 else 0), *found]


def characters(words: list[int], check: int) -> list[int]:
    """Each number as 13 bits, turned over where its bit of the check is set."""
    table = five_of_thirteen() + two_of_thirteen()
    return [table[word] ^ (0x1FFF if check >> place & 1 else 0) for place, word in enumerate(words)]


def five_of_thirteen() -> list[int]:
    return n_of_thirteen(5, 1287)


def two_of_thirteen() -> list[int]:
    return n_of_thirteen(2, 78)


def n_of_thirteen(ones: int, length: int) -> list[int]:
    """The 13-bit numbers with so many ones: pairs with their mirror from below, symmetric ones from above."""
    low, high, table = 0, length - 1, [0] * length
    for number in range(1 << 13):
        mirror = int(f"{number:013b}"[::-1], 2)
        if number.bit_count() != ones or mirror < number:
            continue
        if mirror == number:
            table[high] = number
            high -= 1
        else:
            table[low], table[low + 1] = number, mirror
            low += 2
    return table


def drawn(found: list[int]) -> str:
    """Each bar from the two bits that draw its upper and its lower half."""
    halves = [False] * 130
    for character, places in zip(found, HALVES, strict=True):
        for bit, place in enumerate(places):
            halves[place - 1] = bool(character >> bit & 1)
    return "".join("TDAF"[down + 2 * up] for down, up in zip(halves[:65], halves[65:], strict=True))
