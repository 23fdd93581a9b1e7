"""That both sides of the mail bench say the same: a few messages of each, read by Python's own mail parser."""

import re
import statistics
import tempfile
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import delivery_mail
import delivery_shop as shop
from delivery_workers import django_worker, emptied_by, our_worker

FEW = 50


def compared(url: str) -> dict[str, Any]:
    """How many messages were compared, and how long each side's are; fails where they tell a customer different things."""
    ours, theirs = taken(url, our_worker), taken(url, django_worker)
    assert ours.keys() == theirs.keys() and len(ours) == FEW, (
        f"of {FEW}, {len(ours)} and {len(theirs)} arrived"
    )
    for id, (mine, _) in ours.items():
        assert essence(mine) == essence(theirs[id][0]), f"message {id} says something else"
    return {
        "compared": len(ours),
        "octets": round(statistics.mean(size for _, size in ours.values())),
        "octets_django": round(statistics.mean(size for _, size in theirs.values())),
    }


def taken(url: str, worker: Any) -> dict[str, tuple[EmailMessage, int]]:
    """What one side sent, by Message-ID, with its size."""
    shop.emptied(url)
    shop.make_due(url, FEW, cause="same")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        with delivery_mail.sink(kept=Path(folder)) as sink:
            emptied_by(worker, url, {"TIDINGS_SMTP_URL": sink.url}, processes=1, count=FEW)
        found = [file.read_bytes() for file in Path(folder).iterdir()]
    mails = [(message_from_bytes(octets, policy=policy.default), len(octets)) for octets in found]
    return {str(mail["Message-ID"]): (mail, size) for mail, size in mails}


def essence(mail: EmailMessage) -> tuple[Any, ...]:
    """To whom, about what, the notice's own sentences and the code, and which kinds of part and link there are."""
    parts = {kind: words(mail, kind) for kind in ("plain", "html")}
    text = parts["plain"]
    said = [sentence for sentence in SENTENCES if sentence in text and sentence in parts["html"]]
    assert len(said) == len(SENTENCES), f"missing: {set(SENTENCES) - set(said)}"
    return (
        str(mail["To"]),
        str(mail["Subject"]).rstrip("."),
        re.findall(r"o\d+", text)[0],
        sorted(set(re.findall(r"https://shop\.example/(\w[\w-]*)", text))),
        bool(mail["List-Unsubscribe"]),
    )


SENTENCES = (
    "did not arrive today as we promised",
    "it was last seen in Lisbon",
    "We have asked the carrier where it is",
    "Cancel and refund me",
    "Nothing more to do",
)


def words(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return " ".join(str(part.get_content()).split())
