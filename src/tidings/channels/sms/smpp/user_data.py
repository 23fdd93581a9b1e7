"""The user data of a message that came in: its header's elements, and its text in the coding it states."""

from collections.abc import Mapping

from tidings.channels.sms.smpp.message import UDHI, Short
from tidings.core.texting.alphabet import announced

CONCATENATIONS = {0x00: 3, 0x08: 4}  # element identifier: its octets
ASCII, LATIN, UCS2 = 1, 3, 8


def said(short: Short) -> str:
    """The text of one unit."""
    elements, text = divided(short.text) if short.esm_class & UDHI else ({}, short.text)
    if coding(short.data_coding) == UCS2:
        return text.decode("utf-16-be", "replace")
    # Some centres translate the default alphabet to Latin-1 on the way; septets have no eighth bit.
    if coding(short.data_coding) in (ASCII, LATIN) or any(octet > 0x7F for octet in text):
        return text.decode("latin-1")
    return announced(elements).decode(text)


def coding(data_coding: int) -> int:
    """The alphabet of a data_coding, also where it is one of the GSM message classes (3GPP TS 23.038, 4)."""
    if data_coding & 0xC0 == 0 and data_coding & 0x10:
        return data_coding & 0x0C
    return 0 if data_coding >= 0xF0 else data_coding


def divided(user_data: bytes) -> tuple[Mapping[int, bytes], bytes]:
    """A header's elements and the text behind it; a header that is none is left out."""
    end = user_data[0] + 1 if user_data else 0
    if end > len(user_data):
        return {}, user_data
    elements, place = {}, 1
    while place + 2 <= end:
        identifier, length = user_data[place], user_data[place + 1]
        elements[identifier] = user_data[place + 2 : min(place + 2 + length, end)]
        place += 2 + length
    return elements, user_data[end:]
