"""Links in a text that only look like ours: our own messages must teach nobody to trust one."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from tidings.core.impersonation.lookalikes import resembles
from tidings.core.scam.addresses import links


def imitations(text: str, own: Collection[str], *, hows: Collection[str] = ("alike",)) -> Iterator[str]:
    """Hosts in the text that look like one of these domains in one of these ways (see `Lookalike`), each once."""
    if own and "." in text:
        for host in dict.fromkeys(link.host.partition(":")[0] for link in links(text)):
            if how_alike(host, tuple(own)) in hows:
                yield host


@lru_cache(maxsize=4096)
def how_alike(host: str, own: tuple[str, ...]) -> str:
    return resembles(host, own)
