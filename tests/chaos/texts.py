"""A message centre that takes everything, and delivers nothing back (SMPP 3.4).

A text in parts is one line a part: its name is the part's reference and place, from the header of its user data.
"""

import asyncio
from collections.abc import Callable

from tidings.channels.sms.smpp import pdu

PARTS = 0x40  # esm_class: the text begins with a user data header


async def talk(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, taken: Callable[[str, str], None]
) -> None:
    stream = pdu.Stream()
    while octets := await reader.read(65_536):
        for unit in stream.feed(octets):
            if unit.command & pdu.RESPONSE:
                continue
            writer.write(unit.answer(answer(unit, taken)).octets())
            if unit.command == pdu.UNBIND:
                return


def answer(unit: pdu.Pdu, taken: Callable[[str, str], None]) -> bytes:
    if unit.command in (pdu.BIND_TRANSMITTER, pdu.BIND_RECEIVER, pdu.BIND_TRANSCEIVER):
        return b"centre\0"
    if unit.command != pdu.SUBMIT_SM:
        return b""
    number, part = read(unit.body)
    taken(number, part)
    return f"{number}-{part}".encode() + b"\0"


def read(body: bytes) -> tuple[str, str]:
    """To which customer's number (its last eight digits), and which part of the text."""
    fields = pdu.Fields(body)
    fields.c_octets()  # service_type
    fields.octets(2)
    fields.c_octets()  # the sender
    fields.octets(2)
    number = str(int(fields.c_octets()[-8:]))
    esm_class = fields.octet()
    fields.octets(2)
    fields.c_octets()  # schedule
    fields.c_octets()  # validity
    fields.octets(4)
    text = fields.octets(fields.octet())
    return number, str(text[5]) if esm_class & PARTS and text[1] == 0 else "1"
