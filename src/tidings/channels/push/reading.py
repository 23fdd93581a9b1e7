"""What our service worker tells us from the browser: shown, opened. Believed by the token of that very message."""

import hmac
import json
from collections.abc import Mapping, Sequence

from tidings.channels.contract import NotGenuine, Raw, Receipt, ReceiptState, Unreadable
from tidings.channels.push.keys import Identity

HEADER = "x-tidings-token"
STATES: Mapping[str, ReceiptState] = {"shown": "delivered", "opened": "seen"}


def verified(raw: Raw, identity: Identity) -> None:
    """Raises `NotGenuine` unless the token is the one that went with the message."""
    try:
        id = str(json.loads(raw.body)["id"])
    except (ValueError, KeyError, TypeError) as wrong:
        raise NotGenuine("not what our service worker writes") from wrong
    token = raw.headers.get(HEADER, "")
    if not hmac.compare_digest(token.encode(), identity.token(id).encode()):
        raise NotGenuine("the token is not this message's")


def read(raw: Raw) -> Sequence[Receipt]:
    """The one receipt in it; raises `Unreadable`."""
    try:
        said = json.loads(raw.body)
        id, what = str(said["id"]), str(said["state"])
        state = STATES[what]
    except (ValueError, KeyError, TypeError) as wrong:
        raise Unreadable("not what our service worker writes") from wrong
    return [Receipt(key=f"{id}|{what}", state=state, message_id=id, at=raw.at, says=what)]
