"""The 7-bit alphabets of telephones (3GPP TS 23.038): default, its extension, and the national shift tables.

An alphabet gives each character its septets: one, or two where it stands behind an escape.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

ESCAPE, NOT_EVEN = 0x1B, 0xFF
DEFAULT = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION: Mapping[int, str] = {
    0x0A: "\f", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]", 0x40: "|", 0x65: "€",
}  # fmt: skip
TURKISH_LOCKING = (
    "@£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bŞşßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§çabcdefghijklmnopqrstuvwxyzäöñüà"
)
PORTUGUESE_LOCKING = (
    "@£$¥êéúíóç\nÔô\rÁáΔ_ªÇÀ∞^\\€Ó|\x1bÂâÊÉ !\"#º%&'()*+,-./0123456789:;<=>?"
    "ÍABCDEFGHIJKLMNOPQRSTUVWXYZÃÕÚÜ§~abcdefghijklmnopqrstuvwxyzãõ`üà"
)
TURKISH_SINGLE: Mapping[int, str] = {
    **EXTENSION, 0x47: "Ğ", 0x49: "İ", 0x53: "Ş", 0x63: "ç", 0x67: "ğ", 0x69: "ı", 0x73: "ş",
}  # fmt: skip
SPANISH_SINGLE: Mapping[int, str] = {
    **EXTENSION, 0x09: "ç", 0x41: "Á", 0x49: "Í", 0x4F: "Ó", 0x55: "Ú", 0x61: "á", 0x69: "í", 0x6F: "ó", 0x75: "ú",
}  # fmt: skip
PORTUGUESE_SINGLE: Mapping[int, str] = {
    **EXTENSION, 0x05: "ê", 0x09: "ç", 0x0B: "Ô", 0x0C: "ô", 0x0E: "Á", 0x0F: "á", 0x12: "Φ", 0x13: "Γ", 0x15: "Ω",
    0x16: "Π", 0x17: "Ψ", 0x18: "Σ", 0x19: "Θ", 0x1F: "Ê", 0x41: "À", 0x49: "Í", 0x4F: "Ó", 0x55: "Ú", 0x5B: "Ã",
    0x5C: "Õ", 0x61: "Â", 0x69: "í", 0x6F: "ó", 0x75: "ú", 0x7B: "ã", 0x7C: "õ", 0x7F: "â",
}  # fmt: skip
# National language identifiers (23.038, 6.2.1.2.4). Spanish has no locking table.
SINGLE_SHIFT = {"tr": (1, TURKISH_SINGLE), "es": (2, SPANISH_SINGLE), "pt": (3, PORTUGUESE_SINGLE)}
LOCKING_SHIFT = {"tr": (1, TURKISH_LOCKING), "pt": (3, PORTUGUESE_LOCKING)}
LANGUAGES = tuple(SINGLE_SHIFT)
SINGLE_ELEMENT, LOCKING_ELEMENT = 0x24, 0x25


@dataclass(frozen=True, kw_only=True)
class Alphabet:
    """One alphabet: the septets of each character, the same the other way round and as a table to translate by.

    `only` matches what it covers; `elements` of the user data header announce its shift tables (3GPP TS 23.040, 9.2.3.24).
    """

    name: str
    septets: Mapping[str, bytes]
    signs: Mapping[bytes, str]
    table: Mapping[int, str]
    only: re.Pattern[str]
    elements: bytes = b""

    def covers(self, text: str) -> bool:
        return self.only.fullmatch(text) is not None

    def encode(self, text: str) -> bytes:
        """The septets, one an octet, of a text that the alphabet covers."""
        if text.isascii() and NOT_EVEN not in (septets := text.encode().translate(self.even)):
            return septets
        return text.translate(self.table).encode("latin-1")

    @cached_property
    def even(self) -> bytes:
        """Every octet of ASCII as its one septet; `NOT_EVEN` for what has none, or two."""
        found = [self.septets.get(chr(octet), b"") if octet < 0x80 else b"" for octet in range(256)]
        return bytes(septets[0] if len(septets) == 1 else NOT_EVEN for septets in found)

    def decode(self, septets: bytes) -> str:
        """The text of septets, one an octet; an escape before nothing known is a blank, as 23.038 has it."""
        signs, escaped = [], False
        for septet in septets:
            if septet == ESCAPE and not escaped:
                escaped = True
                continue
            signs.append(self._sign(septet & 0x7F, escaped))
            escaped = False
        return "".join(signs)

    def _sign(self, septet: int, escaped: bool) -> str:
        plain = self.signs.get(bytes([septet]), " ")
        return self.signs.get(bytes([ESCAPE, septet]), plain) if escaped else plain


@cache
def alphabet(*, single: str = "", locking: str = "") -> Alphabet:
    """The alphabet with a language's shift tables ("tr", "es", "pt"; "" for the default one)."""
    plain = LOCKING_SHIFT[locking][1] if locking else DEFAULT
    shifted = SINGLE_SHIFT[single][1] if single else EXTENSION
    septets = {sign: bytes([ESCAPE, place]) for place, sign in shifted.items()}
    septets |= {sign: bytes([place]) for place, sign in enumerate(plain) if place != ESCAPE}
    elements = bytes([SINGLE_ELEMENT, 1, SINGLE_SHIFT[single][0]]) if single else b""
    elements += bytes([LOCKING_ELEMENT, 1, LOCKING_SHIFT[locking][0]]) if locking else b""
    name = "-".join(
        ["gsm7", *filter(None, (single and f"single-{single}", locking and f"locking-{locking}"))]
    )
    return Alphabet(
        name=name,
        septets=septets,
        signs={octets: sign for sign, octets in septets.items()},
        table={ord(sign): octets.decode("latin-1") for sign, octets in septets.items()},
        only=re.compile(f"[{re.escape(''.join(septets))}]*"),
        elements=elements,
    )


def alphabets(languages: tuple[str, ...] = ()) -> tuple[Alphabet, ...]:
    """What may be chosen from, the plain one first; national tables only of the languages allowed."""
    found = [alphabet()]
    for language in languages:
        locking = ("", language) if language in LOCKING_SHIFT else ("",)
        found += [alphabet(single=language, locking=each) for each in locking]
        found += [alphabet(locking=each) for each in locking if each]
    return tuple(found)


def announced(elements: Mapping[int, bytes]) -> Alphabet:
    """The alphabet that the header elements of a message announce (by element identifier)."""
    return alphabet(
        single=spoken(elements.get(SINGLE_ELEMENT, b""), SINGLE_SHIFT),
        locking=spoken(elements.get(LOCKING_ELEMENT, b""), LOCKING_SHIFT),
    )


def spoken(identifier: bytes, tables: Mapping[str, tuple[int, object]]) -> str:
    return next((language for language, (known, _) in tables.items() if bytes([known]) == identifier), "")
