"""The pictures that a mail brings along, so that they are seen without asking any server (RFC 2387, RFC 2392)."""

from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tidings.channels.contract import Message, Picture

HEAVIEST = 60_000  # octets of one picture; the page has it in full
MOST = 3


def enclosed(message: Message) -> Message:
    """The message with, of each picture, the largest size that a mail may weigh, and no more than `MOST`."""
    if not message.pictures:
        return message
    light = {place: fitting(sizes) for place, sizes in sorted(message.pictures.items())[:MOST]}
    return replace(message, pictures={place: (one,) for place, one in light.items() if one})


def fitting(sizes: Sequence[Picture]) -> Picture | None:
    return next((one for one in sizes if len(one.content) <= HEAVIEST), None)


def content_id(place: int) -> str:
    """The name of a picture within its mail: the same in every mail, so that one frame serves all."""
    return f"evidence-{place}@tidings"


def parts(message: Message) -> list[bytes]:
    """Each picture as a part with its headers, without the boundary before it."""
    return [head(place, one) + coded(one.content) for place, (one, *_) in sorted(message.pictures.items())]


def head(place: int, picture: Picture) -> bytes:
    name = f"evidence-{place}.{picture.content_type.partition('/')[2]}"
    return (
        f'\r\nContent-Type: {picture.content_type}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-ID: <{content_id(place)}>\r\nContent-Disposition: inline; filename="{name}"\r\n\r\n'
    ).encode()


@lru_cache(maxsize=32)
def coded(content: bytes) -> bytes:
    """In lines of 76 (RFC 2045 6.8); one picture may go to many."""
    return encodebytes(content).replace(b"\n", b"\r\n")
