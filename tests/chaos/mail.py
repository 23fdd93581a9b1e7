"""A mail server that takes everything (RFC 5321, with the pipelining of RFC 2920)."""

import asyncio
import re
from collections.abc import Callable

SAYS = {"EHLO": b"250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 PIPELINING\r\n", "QUIT": b"221 bye\r\n"}
WELL = b"250 ok\r\n"
RECIPIENT = re.compile(r"<c(\d+)@")
NAME = re.compile(rb"^Message-ID:\s*<([^>@]+)", re.IGNORECASE | re.MULTILINE)


async def talk(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, taken: Callable[[str, str], None]
) -> None:
    number = ""
    writer.write(b"220 sink ESMTP\r\n")
    while line := (await reader.readline()).decode("utf-8", "replace"):
        verb = line[:4].upper().strip()
        if verb == "DATA":
            writer.write(b"354 go on\r\n")
            text = await reader.readuntil(b"\r\n.\r\n")
            found = NAME.search(text)
            taken(number, found[1].decode() if found else "")
            writer.write(WELL)
        else:
            number = RECIPIENT.findall(line)[0] if verb == "RCPT" else number
            writer.write(SAYS.get(verb, WELL))
        if verb == "QUIT":
            return
