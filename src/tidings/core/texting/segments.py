"""How many messages a text is to the network, and what is in each (3GPP TS 23.038 and 23.040)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidings.core.texting.alphabet import ESCAPE, Alphabet, alphabet, alphabets

OCTETS = 140  # of user data in one message, header and all
MOST_PARTS = 255
HIGH_SURROGATE = 0xD8  # the upper octet's first six bits
CONCATENATED = {
    8: (0x00, 5),
    16: (0x08, 6),
}  # reference bits: the header element and its octets (23.040 9.2.3.24.1, .8)


class TooLong(ValueError):
    """More parts than a reference can number; says how many."""


@dataclass(frozen=True, kw_only=True)
class Segmented:
    """A text laid out: `units` are septets or UTF-16 units; `parts` the user data of each message without its header.

    With `alphabet` None the text is UCS-2 and parts are UTF-16BE octets, else septets, one an octet.
    """

    alphabet: Alphabet | None
    units: int
    parts: tuple[bytes, ...]
    reference_bits: int = 8

    @property
    def encoding(self) -> str:
        return "GSM-7" if self.alphabet else "UCS-2"

    @property
    def count(self) -> int:
        return len(self.parts)

    def header(self, number: int, reference: int) -> bytes:
        """The user data header of part `number` (from 1); empty where the message needs none."""
        elements = self.alphabet.elements if self.alphabet else b""
        if self.count > 1:
            element, _ = CONCATENATED[self.reference_bits]
            octets = (reference % 2**self.reference_bits).to_bytes(self.reference_bits // 8, "big")
            elements = bytes([element, len(octets) + 2, *octets, self.count, number]) + elements
        return bytes([len(elements)]) + elements if elements else b""

    def texts(self) -> Iterator[str]:
        """Each part read back."""
        for part in self.parts:
            yield self.alphabet.decode(part) if self.alphabet else part.decode("utf-16-be")


def segment(text: str, *, reference_bits: int = 8, languages: Sequence[str] = ()) -> Segmented:
    """The cheapest layout: GSM-7 where every character is in it, a language's shift tables where allowed, else UCS-2.

    Raises `TooLong`, and UnicodeEncodeError for a lone surrogate.
    """
    if (plain := alphabet()).covers(text):
        return laid_out(text, plain, reference_bits)
    fitting = [one for one in alphabets(tuple(languages)) if one.covers(text)]
    choices = [laid_out(text, one, reference_bits) for one in (*fitting, None)]
    return min(choices, key=lambda layout: layout.count)


def laid_out(text: str, chosen: Alphabet | None, reference_bits: int = 8) -> Segmented:
    octets = chosen.encode(text) if chosen else text.encode("utf-16-be")
    whole = len(octets) <= capacity(chosen, 0)
    parts = (octets,) if whole else tuple(cut(octets, chosen, capacity(chosen, reference_bits)))
    if len(parts) > MOST_PARTS:
        raise TooLong(f"{len(parts)} parts, {MOST_PARTS} at most")
    units = len(octets) if chosen else len(octets) // 2
    return Segmented(alphabet=chosen, units=units, parts=parts, reference_bits=reference_bits)


def capacity(chosen: Alphabet | None, reference_bits: int) -> int:
    """What one message takes, in septets or octets, beside the header for so wide a reference (0: not in parts)."""
    elements = (len(chosen.elements) if chosen else 0) + (
        CONCATENATED[reference_bits][1] if reference_bits else 0
    )
    free = OCTETS - (elements + 1 if elements else 0)
    return free * 8 // 7 if chosen else free // 2 * 2


def cut(octets: bytes, chosen: Alphabet | None, room: int) -> Iterator[bytes]:
    """Parts as full as they get; what makes one character (an escape, a surrogate pair) stays together."""
    place = 0
    while place < len(octets):
        end = place + room
        if end < len(octets):
            if chosen and octets[end - 1] == ESCAPE:
                end -= 1
            elif not chosen and octets[end - 2] & 0xFC == HIGH_SURROGATE:
                end -= 2
        yield octets[place:end]
        place = end
