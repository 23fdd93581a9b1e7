"""What the Send API's error codes mean for a message (Messenger Platform, "Common Error Codes")."""

from tidings.channels.meta import Faults

FAULTS = Faults(
    # 4, 32, 613: calls; 80006: the page's own limit.
    throttled=frozenset({4, 32, 613, 80006}),
    # Token, permission or policy: nothing goes out by this page until somebody mends it.
    way=frozenset({0, 3, 190, 368, 2022, 10904}),
    transient=frozenset({1, 2, 1200}),
    # 551: gone, or has blocked the page; 100/2018001: no such person for this page.
    dead=frozenset({551, (100, 2018001)}),
    # Outside of the window (2018278, and 10 with its fellows); the person takes no messages (200/1545041, 230).
    refused=frozenset({(10, 2018278), (10, 2018065), (10, 2018108), (200, 1545041), (200, 2018021), 230}),
)
