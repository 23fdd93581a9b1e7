"""The Intelligent Mail bars as a picture (SVG), in the sizes the specification asks for."""

import hashlib

from tidings.core.post.intelligent_mail import bars

PITCH, WIDTH = 1.1, 0.5  # mm between bars, mm of a bar
HALVES = {"F": (0.0, 3.7), "A": (0.0, 2.4), "D": (1.3, 2.4), "T": (1.3, 1.1)}  # mm from the top, mm high


def tracking_code(*, prefix: str, message_id: str) -> str:
    """20 digits: the mailer's own first ones, then a serial number made of the letter's id."""
    serial = int.from_bytes(hashlib.sha256(message_id.encode()).digest()[:8])
    return prefix + str(serial)[-(20 - len(prefix)) :].zfill(20 - len(prefix))


def picture(*, tracking: str, routing: str) -> str:
    """The bars of both codes as SVG."""
    drawn = "".join(
        f'<rect x="{place * PITCH:.2f}" y="{HALVES[bar][0]}" width="{WIDTH}" height="{HALVES[bar][1]}"/>'
        for place, bar in enumerate(bars(tracking=tracking, routing=routing))
    )
    width = 64 * PITCH + WIDTH
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.2f} 3.7">{drawn}</svg>'
