"""A message centre of another make (smpp34.Server), in a process of its own, that takes every text.

Prints its port, then each text it took as a JSON line. It ends with its standard input. It delivers nothing: smpp34's
server refuses the responses to what it delivers (generic_nack to deliver_sm_resp).
"""

import asyncio
import json
import os
import socket
import sys
from threading import Thread

import smpp34


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


async def serve() -> None:
    port = free_port()
    server = smpp34.Server("127.0.0.1", port, system_id="second")
    await server.start()
    print(json.dumps({"port": port}), flush=True)
    count = 0
    while True:
        event = await server.next()
        if isinstance(event, smpp34.SubmitSmEvent):
            count += 1
            event.accept(f"S{count}")
            told = {"id": f"S{count}", "text": event.short_message.hex(), "to": event.destination_addr}
            print(json.dumps(told), flush=True)


def end_with_the_input() -> None:
    sys.stdin.read()
    os._exit(0)  # without the interpreter's own end, in which the library may crash


if __name__ == "__main__":
    Thread(target=end_with_the_input, daemon=True).start()
    asyncio.run(serve())
