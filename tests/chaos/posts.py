"""A system of the company's that takes every notice posted to it (HTTP/1.1, kept-open connections)."""

import asyncio
import json
from collections.abc import Callable

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"


async def talk(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, taken: Callable[[str, str], None]
) -> None:
    while True:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
        body = await reader.readexactly(int(headers["content-length"]))
        taken(json.loads(body)["data"]["to"].removeprefix("app-"), headers["webhook-id"])
        writer.write(ANSWER)
