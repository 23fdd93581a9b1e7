"""The names of channels, and how they relate to the addresses they need.

A person's ledger may speak of a kind of address ("mobile": whatever comes by that number) or of one channel ("sms").
Where the law tells lines apart a channel carries the line's kind: "voice:mobile"; "voice" alone means both.
"""

from collections.abc import Mapping

ANY = frozenset({"", "all"})
ADDRESS_KINDS: Mapping[str, str] = {
    "email": "email",
    "sms": "mobile",
    "whatsapp": "mobile",
    "voice:mobile": "mobile",
    "voice:landline": "landline",
    "push": "push",
    "chat": "chat",
    "letter": "post",
}
KINDS = ("email", "mobile", "landline", "post", "push", "chat")
WITHIN: Mapping[str, frozenset[str]] = {
    "mobile": frozenset({"sms", "whatsapp", "voice:mobile"}),
    "landline": frozenset({"voice:landline"}),
    "voice": frozenset({"voice:mobile", "voice:landline", "landline"}),
    "post": frozenset({"letter"}),
    "letter": frozenset({"post"}),
}
KNOWN = tuple(dict.fromkeys([*KINDS, *ADDRESS_KINDS, "voice"]))


def covers_channel(said: str, asked: str) -> bool:
    """Whether a word about `said` ("" or "all" for any) speaks about the channel, or kind of address, `asked`."""
    return said in ANY or said == asked or asked in WITHIN.get(said, ())


def names_by_kind(kind: str) -> tuple[str, ...]:
    """The kind of address itself and every channel that uses it."""
    return tuple(dict.fromkeys([kind, *(name for name, needs in ADDRESS_KINDS.items() if needs == kind)]))
