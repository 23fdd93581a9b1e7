"""The names of channels, and how they relate to the addresses they need.

A person's ledger may speak of a kind of address ("mobile": whatever comes by that number) or of one channel ("sms").
Where the law tells lines apart a channel carries the line's kind: "voice:mobile"; "voice" alone means both.
Here stand the channels that rules speak of; `tidings.channels.names` adds those that have a folder and nothing else.
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
    "voice": frozenset({"voice:mobile", "voice:landline", "landline"}),
    "letter": frozenset({"post"}),
}
KNOWN = tuple(dict.fromkeys([*KINDS, *ADDRESS_KINDS, "voice"]))


def covers_channel(said: str, asked: str, kinds: Mapping[str, str] = ADDRESS_KINDS) -> bool:
    """Whether a word about `said` ("" or "all" for any) speaks about the channel, or kind of address, `asked`.

    `kinds` names the kind of address of each channel there is.
    """
    return said in ANY or said == asked or kinds.get(asked) == said or asked in WITHIN.get(said, ())
