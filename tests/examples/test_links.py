"""Where the links of every example's message lead, on every channel: to the company's own domain and nowhere else."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest

from tests.examples.mails import messages
from tidings.channels import discover
from tidings.channels.contract import CannotCompose, Drawing, Message
from tidings.channels.email.compose import compose
from tidings.core.notice import Evidence

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'”]+", re.IGNORECASE)
FOREIGN = Evidence(kind="tracking", value="https://carrier.example/t/1?a=1", says="Where it was last seen")


def test_every_link_of_a_mail_is_on_the_companys_domain() -> None:
    for message in messages("email"):
        home = message.letterhead.sender_address.rpartition("@")[2]
        tracked = replace(message.composed, evidence=(*message.composed.evidence, FOREIGN))
        found = links(mail(replace(message, composed=tracked)))
        assert {urlsplit(link).netloc for link in found} == {home}
        assert f"{message.links.notice}#evidence" in found


@pytest.mark.parametrize("name", sorted(discover()))
def test_no_channel_brings_a_link_of_its_own(name: str) -> None:
    """None is shortened or wrapped: each stands in the message that the channel was handed."""
    for message in messages(name):
        drawing = drawn(name, message)
        ours = tuple(value for value in vars(message.links).values() if value)
        assert all(link.startswith(ours) for link in links(drawing)), message.campaign


def drawn(name: str, message: Message) -> str:
    try:
        drawing = discover()[name].draw(message) or Drawing()
    except CannotCompose:
        return ""
    return f"{drawing.title}\n{drawing.text}\n{drawing.html}"


def mail(message: Message) -> str:
    letter = message_from_bytes(compose(message).octets, policy=policy.default)
    faces = [letter.get_body((kind,)) for kind in ("plain", "html")]
    return "\n".join([str(letter["List-Unsubscribe"]), *(str(face.get_content()) for face in faces if face)])


def links(text: str) -> set[str]:
    return {link.rstrip(".,)") for link in LINK.findall(text.replace("&amp;", "&"))}
