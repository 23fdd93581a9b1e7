"""What the Cloud API's error codes mean for a message (Meta's "Error codes" of the Cloud API, v23)."""

from tidings.channels.meta import Faults

WINDOW_CLOSED = 131047
STOPPED_MARKETING = 131050

FAULTS = Faults(
    # 4, 80007: calls of the app and the account; 130429: throughput; 131048: too many blocked us; 131056: too many to one person.
    throttled=frozenset({4, 80007, 130429, 131048, 131056}),
    # Token, permission, account or payment: nothing goes out by this account until somebody mends it.
    way=frozenset({0, 3, 10, 33, 190, 368, 131005, 131031, 131042, 131045, 133010}),
    # 131016: service unavailable; 131057: maintenance; 133004: server down; the others say no more than "try again".
    transient=frozenset({1, 2, 131000, 131016, 131057, 133004}),
    # The number has no WhatsApp, or one that cannot take messages of a business.
    dead=frozenset({131026}),
)
